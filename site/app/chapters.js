// The chapters of the course, as the page's navigation lists them.

/**
 * A chapter as the navigation has it. Part II isn't graded where the site is built without NumPy.
 * @typedef {{stem: string, number: string, title: string, page: string, graded: boolean}} Chapter
 */

/**
 * A chapter as its own page has it: exercise_data() in pages.py.
 * @typedef {Object} ChapterData
 * @property {string} stem
 * @property {string} number - what a learner types for it
 * @property {string} title
 * @property {string[]} tasks
 * @property {string} stub
 * @property {string} stubHash
 * @property {string} file - such as "exercises/ch01_math.py"
 * @property {string[]} earlier - the stems of the chapters before it
 * @property {Object<string, {title: string, html: string}[]>} hints - of each task, or of each
 *   Class.method
 * @property {string} solutionPage
 * @property {?("neuron" | "descent" | "letters")} playground
 */

/**
 * Return the chapters, in order.
 * @returns {Chapter[]}
 */
export function chapters() {
  /** @type {Map<string, Chapter>} */
  const found = new Map();
  for (const link of document.querySelectorAll("nav a[href]")) {
    const page = (link.getAttribute("href") ?? "").replace(/#.*$/, "").replace(/^\.\//, "");
    const name = /^((?:ch|np)\d+_[a-z_]+)\.html$/.exec(page);
    if (name && !page.endsWith("_solution.html") && !found.has(name[1])) {
      const [, stem] = name;
      const graded = link.parentElement?.querySelector(`[data-progress=${stem}]`) !== null;
      found.set(stem, { stem, number: numberOf(stem), title: link.textContent.trim(), page, graded });
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
