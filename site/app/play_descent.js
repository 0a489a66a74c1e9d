// Chapter 6: the way down the lesson's bowl, for a learning rate of the learner's choice.

import { chart } from "./chart.js";
import { fill, h, say, svg } from "./dom.js";
import { written } from "./numbers.js";
import { latest, Runner, table } from "./play.js";
import { slider } from "./slider.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Point } from "./drawing.js" */

const LEAST = 0.001; // the smallest rate; the slider goes up to 1
const WIDE = [-1, 5]; // the piece of the plane shown: w₁, then w₂
const HIGH = [-4, 2];
const SCALE = 400 / (WIDE[1] - WIDE[0]);
/** @type {Point} */
const LOWEST = [2, -1];
const RINGS = [0.25, 1, 2.5, 5, 9, 15, 25];
const NEAR = 0.01; // this far from the lowest point counts as there
const WAIT = 60;
const SPEAK = 700;

/** @type {(point: Point) => number} */
const lossAt = ([w1, w2]) => (w1 - LOWEST[0]) ** 2 + 2 * (w2 - LOWEST[1]) ** 2;

/**
 * Put the playground into its place.
 * @param {Element} place
 * @param {ChapterData} data
 */
export function start(place, data) {
  const runner = new Runner(data, "play_descent", "sgd_update");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  const move = () => {
    clearTimeout(timer);
    timer = setTimeout(() => compute(), WAIT);
  };
  const rate = slider({
    label: "Learning rate",
    min: 0,
    max: 300,
    step: 1,
    value: 200,
    show: (value) => String(rateOf(value)),
    oninput: move,
  });
  const steps = slider({
    label: "Steps",
    min: 1,
    max: 100,
    step: 1,
    value: 20,
    show: String,
    oninput: move,
  });
  const preset = (/** @type {number} */ value) =>
    h(
      "button",
      {
        type: "button",
        onclick: () => {
          rate.value = Math.round(100 * Math.log10(value / LEAST));
          move();
        },
      },
      `Rate ${value}`,
    );
  const plane = h("div.skeleton-plane");
  const curve = h("div");
  const verdict = h("p", {});
  const spoken = h("p.unseen", { role: "status" });
  const numbers = table(["step", "w₁", "w₂", "loss"]);

  place.append(
    h(
      "p",
      {},
      "This is the bowl of the lesson, L = (w₁ − 2)² + 2(w₂ + 1)², and the way from (0, 0), each step taken by ",
      h("code", {}, "sgd_update"),
      ". Pick a rate before you look: will it creep, arrive, jump across, or run away?",
    ),
    h(
      "div.play",
      {},
      runner.element,
      h(
        "div",
        {},
        rate.element,
        h("p.buttons", {}, ...[0.01, 0.1, 0.3, 0.45, 0.6].map(preset)),
        steps.element,
        verdict,
        spoken,
      ),
      h("div.tall", {}, plane),
      h("div", {}, h("p", {}, "The loss after each step:"), curve),
      h("details.whole", {}, h("summary", {}, "The steps as numbers"), numbers.element),
    ),
  );

  const compute = latest(async () => {
    const message = { learning_rate: rateOf(rate.value), steps: steps.value };
    const value = await runner.ask(message);
    if (value) {
      draw(value, message);
    }
  });
  runner.again = () => compute();
  document.addEventListener("work-graded", () => !runner.fresh && compute());
  compute();

  /**
   * @param {{path: Point[], odd?: string}} value - as engine/play_descent.py gives it
   * @param {{learning_rate: number, steps: number}} message - what it was asked
   */
  function draw({ path, odd }, { learning_rate: chosen, steps: wanted }) {
    if (odd !== undefined) {
      fill(plane);
      fill(curve);
      numbers.fill([]);
      verdict.textContent = `After sgd_update the weights are ${odd}, and not one row of two numbers.`;
      return;
    }
    const sentence = judged(path, wanted);
    fill(plane, picture(path, sentence, chosen));
    fill(curve, losses(path));
    numbers.fill(
      path.map((point, i) => [
        String(i),
        ...[...point, lossAt(point)].map((value) => written(value, 4)),
      ]),
    );
    verdict.textContent = sentence;
    clearTimeout(speaking);
    speaking = setTimeout(() => say(spoken, `Rate ${chosen}: ${sentence}`), SPEAK);
  }
}

/**
 * The slider's place as a rate: a hundred places for each factor of ten, two digits that count.
 * @param {number} value
 */
function rateOf(value) {
  return Number((LEAST * 10 ** (value / 100)).toPrecision(2));
}

/**
 * Say what the path did, from its points alone.
 * @param {Point[]} path
 * @param {number} wanted - steps
 */
function judged(path, wanted) {
  const last = path[path.length - 1];
  const taken = path.length - 1;
  const where = `(${written(last[0])}, ${written(last[1])})`;
  const distance = (/** @type {Point} */ [w1, w2]) => Math.hypot(w1 - LOWEST[0], w2 - LOWEST[1]);
  const jumps = path
    .slice(1)
    .filter(([, w2], i) => (w2 - LOWEST[1]) * (path[i][1] - LOWEST[1]) < 0);
  const across =
    taken > 2 && jumps.length > taken / 2 ? " It jumps across the valley again and again." : "";
  const after = `After ${taken} ${taken === 1 ? "step" : "steps"}`;
  if (path.every((point) => point[0] === path[0][0] && point[1] === path[0][1])) {
    return `${after} nothing has moved.`;
  }
  if (taken < wanted) {
    return `It diverges: after ${taken} steps the numbers were too large to go on.`;
  }
  if (lossAt(last) > lossAt(path[0])) {
    return `It diverges: after ${taken} steps the loss is ${written(lossAt(last))}, and it began at ${written(lossAt(path[0]))}.${across}`;
  }
  const there = path.findIndex((point) => distance(point) < NEAR);
  if (there >= 0 && distance(last) < NEAR) {
    return `It arrives: from step ${there} on it is within ${NEAR} of the lowest point.${jumps.length > there / 2 ? " On its way it jumps across the valley." : ""}`;
  }
  return `${after} it is at ${where}, ${written(distance(last))} away from (2, −1).${across}`;
}

const across = (/** @type {number} */ w1) => (w1 - WIDE[0]) * SCALE;
const down = (/** @type {number} */ w2) => (HIGH[1] - w2) * SCALE;

/**
 * @param {Point[]} path
 * @param {string} sentence - what it did
 * @param {number} rate
 */
function picture(path, sentence, rate) {
  const width = across(WIDE[1]);
  const height = down(HIGH[0]);
  const clip = svg("clipPath", { id: "bowl" }, svg("rect", { x: 0, y: 0, width, height }));
  const rings = RINGS.map((loss) =>
    svg("ellipse", {
      cx: across(LOWEST[0]),
      cy: down(LOWEST[1]),
      rx: Math.sqrt(loss) * SCALE,
      ry: Math.sqrt(loss / 2) * SCALE,
    }),
  );
  // Points far outside would make numbers that no picture can hold.
  const near = (/** @type {number} */ value) => Math.max(-1e4, Math.min(1e4, value));
  const points = path.map(([w1, w2]) =>
    [near(across(w1)), near(down(w2))].map((v) => v.toFixed(1)),
  );
  const dots = points.map(([x, y], i) => svg("circle", { cx: x, cy: y, r: i ? 3.5 : 6 }));
  const [x, y] = [across(LOWEST[0]), down(LOWEST[1])];
  const ticks = [
    ...[0, 2, 4].map((v) =>
      svg("text", { x: across(v), y: height + 18, "text-anchor": "middle" }, String(v)),
    ),
    ...[-3, -1, 1].map((v) =>
      svg("text", { x: -8, y: down(v) + 4, "text-anchor": "end" }, written(v, 0)),
    ),
  ];
  return svg(
    "svg",
    {
      viewBox: `-38 -4 ${width + 44} ${height + 30}`,
      role: "img",
      "aria-label": `The bowl from above, with rings of equal loss, a cross at the lowest point (2, −1), and the path from (0, 0) with the rate ${rate}. ${sentence}`,
    },
    svg("defs", {}, clip),
    svg("rect", { x: 0, y: 0, width, height, fill: "var(--raised)", stroke: "var(--line)" }),
    svg(
      "g",
      { "clip-path": "url(#bowl)" },
      svg("g", { fill: "none", stroke: "var(--edge)" }, ...rings),
      svg("path", {
        d: `M${x - 7} ${y - 7}l14 14m0 -14l-14 14`,
        stroke: "var(--ink)",
        "stroke-width": 3,
      }),
      svg("polyline", {
        points: points.map((point) => point.join(",")).join(" "),
        fill: "none",
        stroke: "var(--accent)",
        "stroke-width": 2,
      }),
      svg("g", { fill: "var(--accent)" }, ...dots),
    ),
    ...ticks,
    svg("text", { x: width, y: height + 18, "text-anchor": "end" }, "w₁"),
    svg("text", { x: -8, y: 10, "text-anchor": "end" }, "w₂"),
  );
}

/** @param {Point[]} path */
function losses(path) {
  return chart(
    path.map((point, i) => [i, lossAt(point)]),
    {
      across: "step",
      label: "The loss after each step, on a scale where every line is ten times the one below",
    },
  );
}
