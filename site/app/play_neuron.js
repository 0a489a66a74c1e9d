// Chapter 2: one neuron with two inputs, moved by sliders, computed by the learner's own Neuron.

import { fill, h, say, svg } from "./dom.js";
import { written } from "./numbers.js";
import { latest, Runner, table } from "./play.js";
import { slider } from "./slider.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Point } from "./drawing.js" */

/**
 * What the learner's code gives for one place: two numbers, if it is right.
 * @typedef {[a: any, z: any]} Answer
 */

const FROM = -0.5; // the plane shown, in both directions
const TO = 1.5;
const CELLS = 25; // places asked in each direction, from edge to edge
const SIZE = 400;
/** @type {Point[]} */
const CORNERS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
/** @type {Object<string, number[]>} */
const GATES = { OR: [0, 1, 1, 1], AND: [0, 0, 0, 1], XOR: [0, 1, 1, 0] };
const ACTIVATIONS = ["relu", "sigmoid", "tanh", "linear"];
const WAIT = 40; // milliseconds after a slider moved
const SPEAK = 700; // milliseconds of rest before the result is read out

/**
 * Put the playground into its place.
 * @param {Element} place
 * @param {ChapterData} data
 */
export function start(place, data) {
  const runner = new Runner(data, "play_neuron", "Neuron");
  const move = () => {
    clearTimeout(timer);
    timer = setTimeout(() => compute(), WAIT);
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  const number = (/** @type {number} */ value) => written(value, 1);
  const range = { min: -3, max: 3, step: 0.1, show: number, oninput: move };
  const w1 = slider({ label: "Weight w₁, of the first input", value: 1, ...range });
  const w2 = slider({ label: "Weight w₂, of the second input", value: 1, ...range });
  const bias = slider({ label: "Bias b", value: -0.5, ...range });
  const activation = choice("Activation", ACTIVATIONS, move);
  const gate = choice("Try to build", Object.keys(GATES), move);
  const plane = h("div.skeleton-plane");
  const answers = table(["inputs", "target", "z", "a", "answer", "right?"]);
  const verdict = h("p", { role: "status" });
  const about = h("p");

  place.append(
    h(
      "p",
      {},
      "Move the sliders. The dashed line is where z = 0, and the shades are what the neuron gives out. Can you turn and shift the line so that all four corners are right?",
    ),
    h(
      "div.play",
      {},
      runner.element,
      h("div", {}, w1.element, w2.element, bias.element, activation.element, gate.element, verdict),
      h("div", {}, plane, about),
      h("div.whole", {}, answers.element),
    ),
  );

  const ticks = Array.from({ length: CELLS }, (_, i) => tick(i));
  const compute = latest(async () => {
    const message = {
      weights: [w1.value, w2.value],
      bias: bias.value,
      activation: activation.value,
      ticks,
      corners: CORNERS,
    };
    const value = await runner.ask(message);
    if (value) {
      draw(value);
    }
  });
  runner.again = () => compute();
  document.addEventListener("work-graded", () => !runner.fresh && compute());
  compute();

  /** @param {{grid: Answer[], corners: Answer[]}} value - as engine/play_neuron.py gives it */
  function draw({ grid, corners }) {
    const targets = GATES[gate.value];
    const right = corners.map(([, z], i) => Number(z > 0) === targets[i]);
    const outputs = grid.map(([a]) => a).filter(Number.isFinite);
    const low = Math.min(...outputs);
    const high = Math.max(...outputs);
    const count = right.filter(Boolean).length;
    const best = count === 3 && gate.value === "XOR" ? " For XOR no line does better." : "";
    const sentence = `${gate.value}: ${count} of 4 corners right.${best}`;
    fill(plane, picture(grid, low, high, targets, right, sentence));
    answers.fill(
      corners.map(([a, z], i) => [
        `[${CORNERS[i].join(", ")}]`,
        String(targets[i]),
        written(z),
        written(a),
        z > 0 ? "1" : "0",
        right[i] ? "right" : "wrong",
      ]),
    );
    about.textContent = outputs.length
      ? `No shade is ${written(low)}, the fullest shade ${written(high)}. A corner shows the target, on a full disc where the answer is right. The answer is 1 where z is above 0.`
      : "The neuron gives out no numbers.";
    clearTimeout(speaking);
    if (verdict.textContent !== sentence) {
      speaking = setTimeout(() => say(verdict, sentence), SPEAK);
    }
  }
}

/**
 * @param {string} label
 * @param {string[]} values
 * @param {() => void} onchange
 */
function choice(label, values, onchange) {
  const select = h("select", { onchange }, ...values.map((value) => h("option", { value }, value)));
  const element = h("p.field", {}, h("label", {}, `${label} `, select));
  return {
    element,
    get value() {
      return select.value;
    },
  };
}

const tick = (/** @type {number} */ i) => FROM + ((TO - FROM) * i) / (CELLS - 1);
const across = (/** @type {number} */ x) => ((x - FROM) / (TO - FROM)) * SIZE;
const down = (/** @type {number} */ y) => SIZE - across(y);

/**
 * @param {Answer[]} grid
 * @param {number} low - the smallest output
 * @param {number} high - the largest
 * @param {number[]} targets - of the corners
 * @param {boolean[]} right - whether the answers there are
 * @param {string} sentence
 */
function picture(grid, low, high, targets, right, sentence) {
  const cell = SIZE / (CELLS - 1);
  const shades = svg("g", {
    fill: "var(--accent)",
    "shape-rendering": "crispEdges",
    "clip-path": "url(#plane)",
  });
  grid.forEach(([a], i) => {
    const share = high > low ? (a - low) / (high - low) : 0;
    const x = across(tick(i % CELLS)) - cell / 2;
    const y = down(tick(Math.floor(i / CELLS))) - cell / 2;
    if (share > 0) {
      const opacity = (0.6 * share).toFixed(3);
      shades.append(svg("rect", { x, y, width: cell, height: cell, "fill-opacity": opacity }));
    }
  });
  const lines = zeros(grid.map(([, z]) => z)).map(([[x1, y1], [x2, y2]]) =>
    svg("line", { x1: across(x1), y1: down(y1), x2: across(x2), y2: down(y2) }),
  );
  const discs = CORNERS.map(([x, y], i) =>
    svg(
      "g",
      {},
      svg("circle", {
        cx: across(x),
        cy: down(y),
        r: 15,
        fill: right[i] ? "var(--ink)" : "var(--raised)",
        stroke: "var(--ink)",
        "stroke-width": 2,
        "stroke-dasharray": right[i] ? "none" : "4 3",
      }),
      svg(
        "text",
        {
          x: across(x),
          y: down(y) + 5,
          "text-anchor": "middle",
          style: `fill: var(${right[i] ? "--paper" : "--ink"}); font-weight: 650`,
        },
        String(targets[i]),
      ),
    ),
  );
  const axis = [0, 0.5, 1].flatMap((value) => [
    svg("text", { x: across(value), y: SIZE + 18, "text-anchor": "middle" }, String(value)),
    svg("text", { x: -8, y: down(value) + 4, "text-anchor": "end" }, String(value)),
  ]);
  const line = lines.length
    ? "A dashed line shows where z is 0."
    : "z is 0 nowhere in the picture.";
  return svg(
    "svg",
    {
      viewBox: `-38 -4 ${SIZE + 44} ${SIZE + 30}`,
      role: "img",
      "aria-label": `The plane of the two inputs, shaded by the neuron’s output. ${line} ${sentence}`,
    },
    svg("defs", {}, svg("clipPath", { id: "plane" }, svg("rect", { width: SIZE, height: SIZE }))),
    svg("rect", { width: SIZE, height: SIZE, fill: "var(--raised)", stroke: "var(--line)" }),
    shades,
    svg(
      "g",
      { stroke: "var(--ink)", "stroke-width": 2.5, "stroke-dasharray": "7 5" },
      ...joined(lines),
    ),
    ...discs,
    ...axis,
    svg("text", { x: SIZE, y: SIZE + 18, "text-anchor": "end" }, "x₁"),
    svg("text", { x: -8, y: 10, "text-anchor": "end" }, "x₂"),
  );
}

/**
 * Return the pieces as one path, so that the dashes run on from piece to piece.
 * @param {SVGLineElement[]} lines
 */
function joined(lines) {
  if (!lines.length) {
    return [];
  }
  const ends = lines.flatMap((line) => [
    [Number(line.getAttribute("x1")), Number(line.getAttribute("y1"))],
    [Number(line.getAttribute("x2")), Number(line.getAttribute("y2"))],
  ]);
  ends.sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  return [
    svg("path", {
      d: `M${ends.map((end) => end.map((v) => v.toFixed(2)).join(" ")).join("L")}`,
      fill: "none",
    }),
  ];
}

/**
 * Return the pieces of the line where z = 0: in each square of four neighbours, z is taken to
 * change evenly from one to the next. The learner's own z decides, not a formula of the page.
 * @param {any[]} z
 */
function zeros(z) {
  /** @type {Point[][]} */
  const pieces = [];
  for (let row = 0; row + 1 < CELLS; row++) {
    for (let column = 0; column + 1 < CELLS; column++) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ];
      /** @type {Point[]} */
      const found = [];
      corners.forEach(([i, j], k) => {
        const [m, n] = corners[(k + 1) % 4];
        const here = z[j * CELLS + i];
        const there = z[n * CELLS + m];
        if (here > 0 !== there > 0 && Number.isFinite(here - there)) {
          const share = here / (here - there);
          found.push([tick(i + (m - i) * share), tick(j + (n - j) * share)]);
        }
      });
      if (found.length === 2) {
        pieces.push(found);
      }
    }
  }
  return pieces;
}
