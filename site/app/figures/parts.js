// What several of the moving figures draw and ask with.

import { h, svg } from "../dom.js";

/**
 * Return a number as the lessons print it: no digits that say nothing, and a true minus sign.
 * @param {number} value
 * @param {number} [digits] - at most
 */
export function words(value, digits = 4) {
  return String(Number(value.toFixed(digits))).replace("-", "−");
}

/**
 * Return text whose middle is at x, and whose baseline is at y.
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {Object<string, string | number>} [attributes]
 */
export function write(x, y, text, attributes = {}) {
  return svg("text", { x, y, "text-anchor": "middle", ...attributes }, text);
}

/**
 * Return the figure's title.
 * @param {string} text
 */
export function heading(text) {
  return svg("text", { x: 12, y: 24, class: "heading" }, text);
}

let made = 0;

/**
 * Make a row of choices, the first of them chosen.
 * @param {string} label
 * @param {Object<string, string>} options - {value: its words}
 * @param {() => void} onchange
 */
export function choice(label, options, onchange) {
  const name = `choice-${++made}`;
  const inputs = Object.keys(options).map((value, i) =>
    h("input", { type: "radio", name, value, checked: i === 0, onchange }),
  );
  const labels = inputs.map((input) => h("label", {}, input, ` ${options[input.value]}`));
  return {
    element: h("fieldset.choices", {}, h("legend", {}, label), ...labels),
    get value() {
      return /** @type {HTMLInputElement} */ (inputs.find(({ checked }) => checked)).value;
    },
  };
}
