// Chapter 2: two neurons in a row, with a bend between them and without one.

import { svg } from "../dom.js";
import { slider } from "../slider.js";
import { forward } from "./arithmetic.js";
import { choice, heading, linear, words, write } from "./parts.js";

/** @import { Start } from "../moving.js" */

const [LEFT, RIGHT, TOP, BOTTOM] = [52, 468, 86, 314]; // of the plane
const EDGE = 1.3; // x goes from minus this to this
const [LOW, HIGH] = [-2, 14];
const PLACES = [-1, 0, 1]; // the lesson's
const PIECES = 130; // of the curve
const BENDS = { relu: "ReLU", sigmoid: "sigmoid", step: "step" };

const across = (/** @type {number} */ x) => LEFT + ((x + EDGE) / (2 * EDGE)) * (RIGHT - LEFT);
const down = (/** @type {number} */ y) => BOTTOM - ((y - LOW) / (HIGH - LOW)) * (BOTTOM - TOP);

/** @type {Start} */
export function start(moved) {
  const show = words;
  const w = slider({ label: "First weight", min: -4, max: 4, step: 0.5, value: 3, show, oninput: moved });
  const b = slider({ label: "First bias", min: -3, max: 3, step: 0.5, value: 1, show, oninput: moved });
  const bend = choice("The bend", BENDS, "relu", moved);
  return {
    controls: [w.element, b.element, bend.element],
    draw: () => picture(w.value, b.value, bend.value),
  };
}

/**
 * @param {number} w - the first neuron's
 * @param {number} b
 * @param {string} bend - by its name in arithmetic.js
 */
function picture(w, b, bend) {
  const pair = (/** @type {string} */ activation, /** @type {number} */ x) =>
    forward(
      [
        { weights: [[w]], biases: [b], activation },
        { weights: [[2]], biases: [4], activation: "linear" },
      ],
      [x],
    )[1].outputs[0];
  const corner = w ? -b / w : Number.POSITIVE_INFINITY; // where z is 0
  const xs = Array.from({ length: PIECES + 1 }, (_, i) => EDGE * ((2 * i) / PIECES - 1));
  if (Math.abs(corner) < EDGE) {
    xs.push(corner - 1e-9, corner + 1e-9); // on both sides of it, for what jumps there
    xs.sort((one, other) => one - other);
  }
  /** @type {[activation: string, kind: string, name: string, formula: string][]} */
  const lines = [
    ["linear", "red dashed", "without", `2·(${linear(w, b)}) + 4`],
    [bend, "blue", "with", `2·${bend}(${linear(w, b)}) + 4`],
  ];
  const drawn = lines.map(([activation, kind]) =>
    svg(
      "g",
      { class: kind },
      svg("polyline", {
        points: xs.map((x) => `${across(x).toFixed(2)},${down(pair(activation, x)).toFixed(2)}`).join(" "),
      }),
      ...PLACES.map((x) =>
        svg("circle", { cx: across(x), cy: down(pair(activation, x)), r: 4, class: "full" }),
      ),
    ),
  );
  const said = lines.map(([activation, , name, formula]) => {
    const outputs = PLACES.map((x) => words(pair(activation, x), 2)).join(", ");
    return { name, formula, outputs };
  });
  const legend = said.flatMap(({ name, formula, outputs }, i) => [
    svg("line", { x1: 12, x2: 42, y1: 46 + 20 * i, y2: 46 + 20 * i, class: lines[i][1] }),
    write(52, 51 + 20 * i, `${name}: ${formula}`, { "text-anchor": "start" }),
    write(RIGHT, 51 + 20 * i, outputs, { "text-anchor": "end", class: "strong" }),
  ]);
  const ticks = [
    ...PLACES.map((x) => write(across(x), BOTTOM + 18, words(x))),
    ...[0, 4, 8, 12].flatMap((y) => [
      svg("line", { x1: LEFT, x2: RIGHT, y1: down(y), y2: down(y), class: "grid" }),
      write(LEFT - 8, down(y) + 5, words(y), { "text-anchor": "end" }),
    ]),
    write(RIGHT - 4, BOTTOM + 18, "x", { "text-anchor": "end" }),
    write(0, 0, "second output", { transform: `translate(18 ${(TOP + BOTTOM) / 2}) rotate(-90)` }),
  ];
  const here =
    Math.abs(corner) < EDGE
      ? [svg("line", { x1: across(corner), x2: across(corner), y1: TOP, y2: BOTTOM, class: "off" })]
      : [];
  return {
    shapes: [
      heading("A bend between two neurons"),
      write(RIGHT, 24, "x = −1, 0, 1", { "text-anchor": "end" }),
      ...legend,
      ...ticks,
      svg("clipPath", { id: "bend" }, svg("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP })),
      svg("g", { "clip-path": "url(#bend)" }, ...here, ...drawn),
      ...here.map(() => {
        const side = corner > 1 ? -1 : 1; // of the line, where there is room
        const end = { "text-anchor": side < 0 ? "end" : "start" };
        return write(across(corner) + 6 * side, BOTTOM - 6, "z = 0", end);
      }),
    ],
    says: `For x = −1, 0 and 1 the second neuron gives ${said[0].outputs} without the bend and ${said[1].outputs} with it.`,
  };
}
