// Chapter 3: the pencil network, with its numbers as the inputs change.

import { svg } from "../dom.js";
import { slider } from "../slider.js";
import { forward, PENCIL } from "./arithmetic.js";
import { heading, words, write } from "./parts.js";

/** @import { Start } from "../moving.js" */

const COLUMNS = [70, 240, 410];
const ROWS = [142, 292];
const RADIUS = 31;

/** @type {Start} */
export function start(moved) {
  const range = { min: -4, max: 4, step: 0.5, show: words, oninput: moved };
  const x1 = slider({ label: "Input x₁", value: 1, ...range });
  const x2 = slider({ label: "Input x₂", value: 2, ...range });
  return { controls: [x1.element, x2.element], draw: () => picture([x1.value, x2.value]) };
}

/** @param {number[]} inputs */
function picture(inputs) {
  const passes = forward(PENCIL, inputs);
  const lines = PENCIL.flatMap(({ weights }, column) =>
    weights.flatMap((row, target) =>
      row.map((weight, source) => {
        const on = passes[column].inputs[source] !== 0;
        return line(column, source, target, weight, on);
      }),
    ),
  );
  const nodes = PENCIL.flatMap(({ biases }, column) =>
    passes[column].outputs.map((a, row) => {
      const z = passes[column].z[row];
      const notes = [`bias ${words(biases[row])}`];
      if (column === 0) notes.push(`z = ${words(z)}, so a = ${words(a)}`);
      return node(column + 1, row, a, notes, a !== 0);
    }),
  );
  const [hidden, last] = passes.map(({ outputs }) => `[${outputs.map((a) => words(a)).join(", ")}]`);
  const names = ["inputs", "hidden (ReLU)", "outputs (linear)"];
  return {
    shapes: [
      heading("Weights on the lines, answers in the circles"),
      ...lines,
      ...inputs.map((x, row) => node(0, row, x, [], true)),
      ...nodes,
      ...names.map((name, i) => write(COLUMNS[i], 398, name, { class: "strong" })),
    ],
    says: `The pencil network: inputs [${inputs.map((x) => words(x)).join(", ")}], hidden outputs ${hidden}, outputs ${last}.`,
  };
}

/**
 * @param {number} column
 * @param {number} source
 * @param {number} target
 * @param {number} weight
 * @param {boolean} on - whether it carries something else than 0
 */
function line(column, source, target, weight, on) {
  const [x1, x2, y1, y2] = [COLUMNS[column], COLUMNS[column + 1], ROWS[source], ROWS[target]];
  const share = source === target ? 0.5 : 0.33; // a slanted line's number keeps clear of the crossing
  const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  return svg(
    "g",
    {},
    svg("line", { x1, x2, y1, y2, class: on ? "blue" : "off" }),
    svg("rect", { x: x - 17, y: y - 10, width: 34, height: 20, class: "card" }),
    write(x, y + 5, words(weight)),
  );
}

/**
 * @param {number} column
 * @param {number} row
 * @param {number} value
 * @param {string[]} notes
 * @param {boolean} on
 */
function node(column, row, value, notes, on) {
  const [x, y] = [COLUMNS[column], ROWS[row]];
  const first = row ? y + 50 : y - 40 - 18 * (notes.length - 1);
  return svg(
    "g",
    {},
    svg("circle", { cx: x, cy: y, r: RADIUS, class: on ? "node" : "node off" }),
    write(x, y + 6, words(value), { class: "number" }),
    ...notes.map((note, i) => write(x, first + 18 * i, note)),
  );
}
