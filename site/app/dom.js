// Small helpers for making parts of a page.

/**
 * The element of a tag that may have classes behind it, as "button.primary".
 * @template {string} N
 * @typedef {N extends `${infer Tag}.${string}` ? ElementOf<Tag>
 *   : N extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[N] : HTMLElement} ElementOf
 */

/**
 * What h() may set: the element's own properties, and attributes such as "aria-label".
 * @template E
 * @typedef {{[K in keyof E]?: E[K] extends string ? string | number : E[K]}
 *   & {[attribute: `${string}-${string}`]: string | undefined}} Props
 */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Make an element.
 * @template {string} N
 * @param {N} name - the tag, with classes after dots, such as "p.note"
 * @param {Props<ElementOf<N>>} [props] - properties and attributes; a function is a listener, such
 *   as onclick
 * @param {...Child} children - what goes in; empty ones are left out
 * @returns {ElementOf<N>}
 */
export function h(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = /** @type {ElementOf<N>} */ (document.createElement(tag));
  if (classes.length) {
    element.className = classes.join(" ");
  }
  set(element, props ?? {});
  element.append(...children.filter(isThere));
  return element;
}

/**
 * Make an SVG element.
 * @template {keyof SVGElementTagNameMap} N
 * @param {N} name - the tag
 * @param {Object<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Set properties of an element, and attributes where it has no property of that name.
 * @param {any} element
 * @param {Object<string, unknown>} props
 */
function set(element, props) {
  for (const [key, value] of Object.entries(props)) {
    if (key in element || typeof value === "function") {
      element[key] = value;
    } else if (value !== undefined && value !== null) {
      element.setAttribute(key, value);
    }
  }
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isThere(child) {
  return Boolean(child);
}

/**
 * Put children in place of what an element holds.
 * @param {Element} element
 * @param {...Child} children - empty ones are left out
 */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter(isThere));
}

/**
 * Say something in a live region. A sentence said twice is heard twice.
 * @param {Element} region
 * @param {string} sentence
 */
export function say(region, sentence) {
  region.textContent = "";
  region.textContent = sentence;
}

/**
 * Bring an element into sight within what scrolls around it, and leave the window where it is.
 * @param {Element} element
 */
export function reveal(element) {
  let box = element.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (!box) return;
  const [inner, outer] = [element, box].map((one) => one.getBoundingClientRect());
  if (inner.top < outer.top || inner.height > outer.height) box.scrollTop += inner.top - outer.top;
  else box.scrollTop += Math.max(0, inner.bottom - outer.bottom);
}

/**
 * Ask a question in a dialog.
 * @param {string} question
 * @param {string} yes - the words of the button that agrees
 * @param {string} no - the words of the button that doesn't
 * @returns {Promise<boolean>}
 */
export function ask(question, yes, no) {
  return new Promise((resolve) => {
    const words = h("p", { id: "question" }, question);
    const form = h(
      "form",
      { method: "dialog" },
      words,
      h(
        "p.buttons",
        {},
        h("button.primary", { value: "yes" }, yes),
        h("button", { value: "no", autofocus: true }, no),
      ),
    );
    const dialog = h("dialog.ask", { "aria-labelledby": "question" }, form);
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Return "1 file", "2 files".
 * @param {number} count
 * @param {string} noun
 */
export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Hand the reader a file.
 * @param {string} name
 * @param {Blob} blob
 */
export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
