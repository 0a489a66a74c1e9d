// A slider, with its name and its number beside it.

import { h } from "./dom.js";

let made = 0;

/**
 * Make a slider with its label and its number.
 * @param {Object} options
 * @param {string} options.label
 * @param {number} options.min
 * @param {number} options.max
 * @param {number} options.step
 * @param {number} options.value
 * @param {(value: number) => string} options.show - the number as text
 * @param {() => void} options.oninput
 */
export function slider({ label, min, max, step, value, show, oninput }) {
  const id = `slider-${++made}`;
  const input = h("input", { id, type: "range", min, max, step, value });
  const output = h("output", { "aria-hidden": "true" });
  const update = () => {
    output.textContent = show(Number(input.value));
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.oninput = () => {
    update();
    oninput();
  };
  update();
  return {
    element: h("div.slider", {}, h("label", { htmlFor: id }, label), output, input),
    get value() {
      return Number(input.value);
    },
    set value(next) {
      input.value = String(next);
      update();
    },
  };
}
