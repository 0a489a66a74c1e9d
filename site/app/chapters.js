// The chapters of the course, as the page's navigation lists them.

/**
 * Return the chapters, in order: {stem, number, title, page, graded}. Part II is only read here.
 * @returns {{stem: string, number: string, title: string, page: string, graded: boolean}[]}
 */
export function chapters() {
  const found = new Map();
  for (const link of document.querySelectorAll("nav a[href]")) {
    const page = link.getAttribute("href").replace(/#.*$/, "").replace(/^\.\//, "");
    const name = /^((?:ch0?|np)(\d+)_[a-z_]+)\.html$/.exec(page);
    if (name && !page.endsWith("_solution.html") && !found.has(name[1])) {
      const graded = page.startsWith("ch");
      const number = graded ? name[2] : `np${name[2]}`;
      found.set(name[1], { stem: name[1], number, title: link.textContent.trim(), page, graded });
    }
  }
  return [...found.values()];
}

/**
 * Return the number a learner types for a chapter: "3" for ch03_forward, "np1" for np1_xor.
 * @param {string} stem
 */
export function numberOf(stem) {
  return stem.replace(/_.*/, "").replace(/^ch0*/, "");
}
