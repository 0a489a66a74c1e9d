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
 * Return wx + b as one writes it.
 * @param {number} w
 * @param {number} b
 */
export function linear(w, b) {
  const size = Math.abs(w) === 1 ? "" : words(Math.abs(w));
  const first = w ? `${w < 0 ? "−" : ""}${size}x` : "";
  if (!first || !b) return first || words(b);
  return `${first} ${b < 0 ? "−" : "+"} ${words(Math.abs(b))}`;
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
 * Make a row of choices.
 * @param {string} label
 * @param {Object<string, string>} options - {value: its words}
 * @param {string} chosen - one of the values
 * @param {() => void} onchange
 */
export function choice(label, options, chosen, onchange) {
  const name = `choice-${++made}`;
  const inputs = Object.keys(options).map((value) =>
    h("input", { type: "radio", name, value, checked: value === chosen, onchange }),
  );
  const labels = inputs.map((input) => h("label", {}, input, ` ${options[input.value]}`));
  return {
    element: h("fieldset.choices", {}, h("legend", {}, label), ...labels),
    get value() {
      return /** @type {HTMLInputElement} */ (inputs.find(({ checked }) => checked)).value;
    },
  };
}

/**
 * Make a button that takes steps by itself, from one press to the next.
 * @param {() => boolean} advance - takes a step, and says whether another may follow
 * @param {number} pace - milliseconds from step to step
 */
export function player(advance, pace) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    button.textContent = "Play";
  };
  const tick = () => {
    if (!advance()) stop();
  };
  const play = () => {
    button.textContent = "Pause";
    timer = setInterval(tick, pace);
    tick();
  };
  const button = h("button", { type: "button", onclick: () => (timer ? stop() : play()) }, "Play");
  return { button, stop };
}
