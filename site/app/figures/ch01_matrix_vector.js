// Chapter 1: a matrix turns a vector: each row meets it and gives one number of the new one.

import { h, svg } from "../dom.js";
import { slider } from "../slider.js";
import { matrixVectorMultiply } from "./arithmetic.js";
import { heading, words, write } from "./parts.js";

/** @import { Start } from "../moving.js" */
/** @import { Matrix, Vector } from "./arithmetic.js" */

const [LEFT, TOP, SIDE] = [12, 36, 236]; // the plane
const EDGE = 6; // it goes from minus this to this, both ways
const UNIT = SIDE / (2 * EDGE);
const CELL = 36; // of the tables beside it
const TABLES = { W: 264, x: 346, Wx: 416 };
const ROW = 72; // where the tables begin
const TINTS = ["blue-tint", "orange-tint"];

const across = (/** @type {number} */ x) => LEFT + (x + EDGE) * UNIT;
const down = (/** @type {number} */ y) => TOP + (EDGE - y) * UNIT;

/** @type {Start} */
export function start(moved, picture) {
  const one = (/** @type {string} */ label, /** @type {number} */ value, /** @type {number} */ most) =>
    slider({ label, min: -most, max: most, step: 0.5, value, show: words, oninput: moved });
  const entries = [
    [one("W₁₁", 1, 2), one("W₁₂", 2, 2)],
    [one("W₂₁", 0, 2), one("W₂₂", 1, 2)],
  ];
  const x = [one("x₁", -1, 4), one("x₂", 2, 4)];
  const grip = svg("circle", { r: 22, class: "grip" });
  picture.append(grip);
  drag(grip, (place) => {
    x.forEach((number, i) => {
      number.value = place[i]; // a slider takes the nearest that it can show
    });
    moved();
  });
  return {
    controls: [...entries, x].map((pair) => h("div.pair", {}, ...pair.map(({ element }) => element))),
    draw: () => {
      const [first, second, vector] = [...entries, x].map((row) => row.map(({ value }) => value));
      grip.setAttribute("cx", String(across(vector[0])));
      grip.setAttribute("cy", String(down(vector[1])));
      return draw([first, second], vector);
    },
  };
}

/**
 * Have something follow the pointer that takes it.
 * @param {SVGCircleElement} grip
 * @param {(place: Vector) => void} follow
 */
function drag(grip, follow) {
  grip.onpointerdown = (event) => {
    event.preventDefault(); // or it would select text
    grip.setPointerCapture(event.pointerId);
  };
  // A finger drags it, and doesn't scroll. (On this, Chromium takes no notice of touch-action.)
  grip.ontouchstart = (event) => event.preventDefault();
  grip.onpointermove = (event) => {
    if (grip.hasPointerCapture(event.pointerId)) {
      const inside = grip.getScreenCTM()?.inverse();
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inside);
      follow([(x - LEFT) / UNIT - EDGE, EDGE - (y - TOP) / UNIT]);
    }
  };
}

/**
 * @param {Matrix} W
 * @param {Vector} x
 */
function draw(W, x) {
  const Wx = matrixVectorMultiply(W, x);
  const names = [
    write(TABLES.W + CELL, ROW - 10, "W", { class: "strong" }),
    write(TABLES.x + CELL / 2, ROW - 10, "x", { class: "strong" }),
    write(TABLES.Wx + CELL / 2, ROW - 10, "W x", { class: "strong" }),
    write((TABLES.x + CELL + TABLES.Wx) / 2, ROW + CELL + 5, "="),
  ];
  const tables = W.flatMap((row, o) => {
    const place = ROW + o * CELL;
    return [
      ...row.map((entry, i) => cell(TABLES.W + i * CELL, place, entry, TINTS[o])),
      cell(TABLES.x, place, x[o], "card"),
      cell(TABLES.Wx, place, Wx[o], TINTS[o]),
    ];
  });
  const sums = W.flatMap((row, o) => {
    const place = ROW + 2 * CELL + 16 + o * 54;
    const products = row.map((entry, i) => `${words(entry)}·${factor(x[i])}`);
    return [
      svg("rect", { x: TABLES.W, y: place, width: 204, height: 46, rx: 4, class: TINTS[o] }),
      write(TABLES.W + 8, place + 19, products.join(" + ").replace("+ −", "− "), { "text-anchor": "start" }),
      write(TABLES.W + 8, place + 37, `= ${words(Wx[o])}`, { "text-anchor": "start", class: "strong" }),
    ];
  });
  return {
    shapes: [heading("Each row meets x and gives one number"), ...plane(x, Wx), ...names, ...tables, ...sums],
    says: `W = ${list(W.map(list))} times x = ${list(x.map((number) => words(number)))} gives W x = ${list(Wx.map((number) => words(number)))}.`,
  };
}

/**
 * @param {Vector} x
 * @param {Vector} Wx
 */
function plane(x, Wx) {
  const steps = Array.from({ length: 2 * EDGE - 1 }, (_, i) => i + 1 - EDGE);
  const grid = steps.flatMap((step) => [
    svg("line", { x1: LEFT, x2: LEFT + SIDE, y1: down(step), y2: down(step), class: step ? "grid" : "axis" }),
    svg("line", { x1: across(step), x2: across(step), y1: TOP, y2: TOP + SIDE, class: step ? "grid" : "axis" }),
  ]);
  const [corner, end] = [across(Wx[0]), down(Wx[1])];
  const [x1, y1] = [across(x[0]), down(x[1])];
  const [line, , name] = arrow(x, "x"); // what it is dragged by is its head
  return [
    svg("clipPath", { id: "turn" }, svg("rect", { x: LEFT, y: TOP, width: SIDE, height: SIDE })),
    svg(
      "g",
      { "clip-path": "url(#turn)" },
      ...grid,
      svg("line", { x1: across(0), x2: corner, y1: down(0), y2: down(0), class: "wide blue" }),
      svg("line", { x1: corner, x2: corner, y1: down(0), y2: end, class: "wide orange" }),
      ...arrow(Wx, "W x"),
      line,
      name,
      svg("circle", { cx: x1, cy: y1, r: 7, class: "handle" }),
    ),
  ];
}

/**
 * @param {Vector} vector
 * @param {string} name
 */
function arrow(vector, name) {
  const [x, y] = [across(vector[0]), down(vector[1])];
  const length = Math.hypot(...vector);
  const [right, up] = length ? vector.map((part) => part / length) : [0, 1];
  const side = (/** @type {number} */ turn) =>
    `${x - 11 * right + turn * 5 * up} ${y + 11 * up + turn * 5 * right}`;
  // Its name stands beyond the tip, on one side of it, and within the plane.
  const aside = name === "x" ? 0.6 : -0.6;
  const beyond = [18 * (0.8 * right - aside * up), 18 * (0.8 * up + aside * right)];
  const within = (/** @type {number} */ place, /** @type {number} */ least) =>
    Math.max(least + 14, Math.min(least + SIDE - 14, place));
  return [
    svg("line", { x1: across(0), y1: down(0), x2: x, y2: y }),
    svg("path", { d: `M${side(1)}L${x} ${y}L${side(-1)}` }),
    write(within(x + beyond[0], LEFT), within(y - beyond[1], TOP) + 5, name, { class: "strong" }),
  ];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} value
 * @param {string} kind
 */
function cell(x, y, value, kind) {
  return svg(
    "g",
    {},
    svg("rect", { x, y, width: CELL, height: CELL, class: `cell ${kind}` }),
    write(x + CELL / 2, y + CELL / 2 + 5, words(value)),
  );
}

/** @param {number} value - the second of a product */
const factor = (value) => (value < 0 ? `(${words(value)})` : words(value));

/** @param {(string | number)[]} parts */
function list(parts) {
  return `[${parts.map((part) => (typeof part === "number" ? words(part) : part)).join(", ")}]`;
}
