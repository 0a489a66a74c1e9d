// Small helpers for making parts of a page.

/**
 * Make an element.
 * @param {string} name - the tag, with classes after dots, such as "p.note"
 * @param {Object} [props] - properties and attributes; a function is a listener, such as onclick
 * @param {...(Node|string|null|undefined|false)} children - what goes in; empty ones are left out
 * @returns {HTMLElement}
 */
export function h(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) {
    element.className = classes.join(" ");
  }
  set(element, props);
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/**
 * Make an SVG element.
 * @param {string} name - the tag
 * @param {Object} [attributes]
 * @param {...(Node|string)} children
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

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
 * Put children in place of what an element holds.
 * @param {Element} element
 * @param {...(Node|string|null|undefined|false)} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child || child === 0));
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
