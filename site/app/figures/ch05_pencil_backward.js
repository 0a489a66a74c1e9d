// Chapter 5: through the pencil network and back, a step at a time, every number with its products.

import { h, svg } from "../dom.js";
import { slider } from "../slider.js";
import { backward, forward, lossFromLogits, PENCIL, softmax } from "./arithmetic.js";
import { choice, heading, player, words, write } from "./parts.js";

/** @import { Start } from "../moving.js" */
/** @typedef {ReturnType<typeof numbersOf>} Numbers */
/** @typedef {{title: string, lines: [string, string]}} Step */

const COLUMNS = [55, 218, 380];
const ROWS = [184, 326];
const RADIUS = 30;
const LOSS = { x: COLUMNS[2], y: (ROWS[0] + ROWS[1]) / 2 };
const PACE = 2000; // milliseconds from step to step

// The steps, each by what is found in it.
const [Z1, A1, Z2, P, DELTA2, W2, DA1, DELTA1, W1] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** @type {Start} */
export function start(moved) {
  let drawn = 0;
  const show = (/** @type {number} */ value) => words(value);
  const range = { min: -3, max: 3, step: 0.5, show, oninput: () => moved() };
  const x1 = slider({ label: "x₁", value: 1, ...range });
  const x2 = slider({ label: "x₂", value: 2, ...range });
  const target = choice("Target y", { "0,1": "[0, 1]", "1,0": "[1, 0]" }, "0,1", moved);
  const step = slider({
    label: "Step",
    min: 0,
    max: W1,
    step: 1,
    value: 0,
    show: (value) => `${value} of ${W1}`,
    oninput: () => go(step.value),
  });
  const go = (/** @type {number} */ to) => {
    step.value = to;
    moved();
    return to < W1;
  };
  const play = player(() => go(step.value < W1 ? step.value + 1 : 0), PACE);
  const button = (/** @type {string} */ name, /** @type {number} */ by) =>
    h("button", { type: "button", onclick: () => go(step.value + by) }, name);
  const buttons = h("p.buttons", {}, button("Back", -1), button("Next", 1), play.button);
  return {
    controls: [step.element, buttons, h("div.pair", {}, x1.element, x2.element), target.element],
    draw() {
      const travels = step.value === drawn + 1;
      drawn = step.value;
      const y = target.value.split(",").map(Number);
      return picture(numbersOf([x1.value, x2.value], y), drawn, travels);
    },
  };
}

/**
 * @param {number[]} x
 * @param {number[]} y
 */
function numbersOf(x, y) {
  const passes = forward(PENCIL, x);
  const logits = passes[1].outputs;
  const loss = lossFromLogits(logits, y);
  return { x, y, passes, p: softmax(logits), loss, slopes: backward(PENCIL, passes, y) };
}

// ── what is worked out ──

/** @param {number} value - five decimals at most, as in the lesson */
const five = (value) => words(value, 5);
const list = (/** @type {number[]} */ values) => `[${values.map(five).join(", ")}]`;

/**
 * Write a sum of products, such as "1·0.73106 + 0.5·(−0.73106) = 0.36553".
 * @param {number[]} factors
 * @param {number[]} others
 * @param {number} result
 * @param {number} [bias] - what is added to the products
 */
function summed(factors, others, result, bias = 0) {
  const signed = (/** @type {number} */ value, /** @type {number} */ i) =>
    `${i ? (value < 0 ? " − " : " + ") : value < 0 ? "−" : ""}${five(Math.abs(value))}`;
  const bracketed = others.map((other) => (other < 0 ? `(${five(other)})` : five(other)));
  const products = factors.map((factor, i) => `${signed(factor, i)}·${bracketed[i]}`);
  return `${products.join("")}${bias ? signed(bias, 1) : ""} = ${five(result)}`;
}

/**
 * Return the steps: what is worked out in each.
 * @param {Numbers} numbers
 * @returns {Step[]}
 */
function stepsOf({ x, y, passes: [hidden, last], p, loss, slopes: [first, second] }) {
  /** @type {(line: (i: number) => string) => [string, string]} */
  const both = (line) => [`first: ${line(0)}`, `second: ${line(1)}`];
  const z = (/** @type {number} */ layer, /** @type {number[]} */ inputs, /** @type {number[]} */ sums) =>
    both((i) => summed(PENCIL[layer].weights[i], inputs, sums[i], PENCIL[layer].biases[i]));
  const rows = (/** @type {number[]} */ delta, /** @type {number[]} */ inputs) =>
    both((i) => inputs.map((input) => summed([delta[i]], [input], delta[i] * input)).join(", "));
  const column = (/** @type {number} */ j) => PENCIL[1].weights.map((row) => row[j]);
  const state = (/** @type {number} */ i) => (first.mask[i] ? "on" : "off");
  return [
    { title: "The inputs x, and the target y", lines: [`x = ${list(x)}`, `y = ${list(y)}`] },
    { title: "Forward, into layer 1: z₁ = W₁x + b₁", lines: z(0, x, hidden.z) },
    {
      title: "Forward, through ReLU: a₁",
      lines: both((i) => `${five(hidden.z[i])} is ${first.mask[i] ? "" : "not "}above 0, so it is ${state(i)}: ${five(hidden.outputs[i])}`),
    },
    { title: "Forward, into layer 2: the logits z₂ = W₂a₁ + b₂", lines: z(1, last.inputs, last.z) },
    {
      title: "Forward, to the end: softmax and the loss",
      lines: [`p = ${list(p)}`, `L = −log ${five(p[y.indexOf(1)])} = ${five(loss)}`],
    },
    {
      title: "Back, from the loss: δ₂ = p − y",
      lines: both((i) => `${five(p[i])} − ${y[i]} = ${five(second.delta[i])}`),
    },
    { title: "The slopes of layer 2: dL/dW₂ = δ₂a₁ᵀ, dL/db₂ = δ₂", lines: rows(second.delta, last.inputs) },
    {
      title: "Back, through layer 2’s weights: dL/da₁ = W₂ᵀδ₂",
      lines: both((i) => summed(column(i), second.delta, first.arriving[i])),
    },
    {
      title: "Back, through ReLU’s mask: δ₁",
      lines: both((i) => `${summed([first.arriving[i]], [first.mask[i]], first.delta[i])}, as it was ${state(i)}`),
    },
    { title: "The slopes of layer 1: dL/dW₁ = δ₁xᵀ, dL/db₁ = δ₁", lines: rows(first.delta, x) },
  ];
}

// ── what is drawn ──

/**
 * @param {Numbers} numbers
 * @param {number} step
 * @param {boolean} travels - whether numbers are seen to cross from where they were
 */
function picture(numbers, step, travels) {
  const { x, y, passes, p, loss, slopes } = numbers;
  const { title, lines } = stepsOf(numbers)[step];
  const known = (/** @type {number} */ since, /** @type {string} */ words) => (step >= since ? [words] : []);
  const b = PENCIL[0].biases;
  const hidden = ROWS.map((_, i) => {
    const { z, outputs } = passes[0];
    const off = step >= A1 && !slopes[0].mask[i];
    return node(1, i, step >= A1 ? words(outputs[i]) : "", off, [
      ...(b[i] && step < DA1 ? [`b = ${words(b[i])}`] : []),
      ...known(Z1, `z = ${five(z[i])}${step < A1 ? "" : off ? ": off" : ": on"}`),
      ...known(DA1, `dL/da = ${five(slopes[0].arriving[i])}`),
      ...known(DELTA1, `δ = ${five(slopes[0].delta[i])}`),
    ]);
  });
  const logits = ROWS.map((_, i) =>
    node(2, i, step >= Z2 ? words(passes[1].z[i]) : "", false, [
      `y = ${y[i]}`,
      ...known(P, `p = ${five(p[i])}`),
      ...known(DELTA2, `δ = ${five(slopes[1].delta[i])}`),
    ]),
  );
  const crossed = [[Z1, W1], [Z2, W2, DA1]].map((steps) => steps.includes(step));
  const weights = PENCIL.flatMap(({ weights }, column) =>
    weights.flatMap((row, target) =>
      row.map((weight, source) => {
        const slope = step >= [W1, W2][column] ? slopes[column].weights[target][source] : undefined;
        return line(column, source, target, weight, slope, crossed[column]);
      }),
    ),
  );
  return {
    shapes: [
      heading(title),
      ...lines.map((text, i) => svg("text", { x: 12, y: 48 + 20 * i, class: "worked" }, text)),
      ...ROWS.map((y) => svg("line", { x1: LOSS.x, x2: LOSS.x, y1: y, y2: LOSS.y, class: [P, DELTA2].includes(step) ? "blue" : "faint" })),
      ...weights,
      ...(travels ? travellers(step) : []),
      ...x.map((value, i) => node(0, i, words(value), false, [`x${"₁₂"[i]}`])),
      ...hidden,
      ...logits,
      svg("circle", { cx: LOSS.x, cy: LOSS.y, r: 17, class: "full" }),
      write(LOSS.x, LOSS.y + 6, "L", { class: "on-full" }),
      ...known(P, five(loss)).map((text) => svg("text", { x: LOSS.x + 24, y: LOSS.y + 5 }, text)),
      ...(step ? [way(step >= DELTA2)] : []),
    ],
    says: `Step ${step} of ${W1}. ${title}. ${lines.join("; ")}.`,
  };
}

/**
 * Draw a weight, with its slope once that is known.
 * @param {number} column
 * @param {number} source
 * @param {number} target
 * @param {number} weight
 * @param {number | undefined} slope
 * @param {boolean} crossed - whether this step is about it
 */
function line(column, source, target, weight, slope, crossed) {
  const [x1, x2, y1, y2] = [COLUMNS[column], COLUMNS[column + 1], ROWS[source], ROWS[target]];
  const share = source === target ? 0.5 : 0.33; // a slanted line's numbers keep clear of the crossing
  const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  const size = { width: slope ? 70 : 34, height: slope === undefined ? 20 : 38 };
  const kind = slope === 0 ? "off" : slope !== undefined ? "red" : crossed ? "blue" : "faint";
  return svg(
    "g",
    {},
    svg("line", { x1, x2, y1, y2, class: kind, style: `stroke-width: ${1.5 + 1.5 * Math.min(2, Math.abs(slope ?? 0))}` }),
    svg("rect", { x: x - size.width / 2, y: y - size.height / 2, ...size, class: "card" }),
    write(x, slope === undefined ? y + 5 : y - 3, words(weight), { class: crossed ? "blue strong" : "quiet" }),
    ...(slope === undefined ? [] : [write(x, y + 14, five(slope), { class: slope ? "slope red strong" : "slope" })]),
  );
}

/** @type {(column: number, row: number, inside: string, off: boolean, notes: string[]) => Node} */
function node(column, row, inside, off, notes) {
  const [x, y] = [COLUMNS[column], ROWS[row]];
  const first = row ? y + RADIUS + 19 : y - RADIUS - 10 - 18 * (notes.length - 1);
  return svg(
    "g",
    {},
    svg("circle", { cx: x, cy: y, r: RADIUS, class: off ? "node off" : "node" }),
    write(x, y + 6, inside, { class: "number" }),
    ...notes.map((note, i) => write(x, first + 18 * i, note)),
  );
}

/**
 * Draw the arrow that says where the numbers go.
 * @param {boolean} back
 */
function way(back) {
  const [from, to, tip] = back ? [COLUMNS[2], COLUMNS[0], 12] : [COLUMNS[0], COLUMNS[2], -12];
  const y = 430;
  return svg(
    "g",
    { class: back ? "red" : "blue" },
    svg("path", { d: `M${from} ${y}H${to}m${tip} -7l${-tip} 7l${tip} 7` }),
    write(COLUMNS[1], y + 20, back ? "the walk back" : "forward"),
  );
}

/**
 * Dots that cross to where this step's numbers go.
 * @param {number} step
 */
function travellers(step) {
  const pairs = ROWS.flatMap((from) => ROWS.map((to) => [from, to]));
  const across = (/** @type {number} */ from, /** @type {number} */ to) =>
    pairs.map(([y1, y2]) => traveller([COLUMNS[from], y1], [COLUMNS[to], y2]));
  const ends = ROWS.map((y) => /** @type {const} */ ([[LOSS.x, y], [LOSS.x, LOSS.y]]));
  /** @type {Object<number, () => Node[]>} */
  const ways = {
    [Z1]: () => across(0, 1),
    [Z2]: () => across(1, 2),
    [P]: () => ends.map(([logit, loss]) => traveller(logit, loss)),
    [DELTA2]: () => ends.map(([logit, loss]) => traveller(loss, logit)),
    [DA1]: () => across(2, 1),
  };
  return ways[step]?.() ?? [];
}

/** @type {(from: readonly number[], to: readonly number[]) => Node} */
function traveller([x1, y1], [x2, y2]) {
  return svg("circle", { cx: x2, cy: y2, r: 6, class: `traveller full ${x2 < x1 || y1 === LOSS.y ? "red" : "blue"}`, style: `--x: ${x1 - x2}px; --y: ${y1 - y2}px` });
}
