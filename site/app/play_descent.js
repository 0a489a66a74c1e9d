// Chapter 6: the way down the lesson's bowl, for a learning rate of the learner's choice.

import { bowl, rateSlider, viewOf } from "./bowl.js";
import { chart } from "./chart.js";
import { fill, h, say, svg } from "./dom.js";
import { BOWL, bowlLoss } from "./figures/arithmetic.js";
import { written } from "./numbers.js";
import { latest, Runner, table } from "./play.js";
import { slider } from "./slider.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Point } from "./figures/arithmetic.js" */

const SIDE = 400; // of the bowl’s picture
const NEAR = 0.01; // this far from the lowest point counts as there
const WAIT = 60;
const SPEAK = 700;

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
  const rate = rateSlider(0.1, move);
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
          rate.value = value;
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
    const message = { learning_rate: rate.value, steps: steps.value };
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
        ...[...point, bowlLoss(point)].map((value) => written(value, 4)),
      ]),
    );
    verdict.textContent = sentence;
    clearTimeout(speaking);
    speaking = setTimeout(() => say(spoken, `Rate ${chosen}: ${sentence}`), SPEAK);
  }
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
  const distance = (/** @type {Point} */ [w1, w2]) => Math.hypot(w1 - BOWL.lowest[0], w2 - BOWL.lowest[1]);
  const jumps = path
    .slice(1)
    .filter(([, w2], i) => (w2 - BOWL.lowest[1]) * (path[i][1] - BOWL.lowest[1]) < 0);
  const across =
    taken > 2 && jumps.length > taken / 2 ? " It jumps across the valley again and again." : "";
  const after = `After ${taken} ${taken === 1 ? "step" : "steps"}`;
  if (path.every((point) => point[0] === path[0][0] && point[1] === path[0][1])) {
    return `${after} nothing has moved.`;
  }
  if (taken < wanted) {
    return `It diverges: after ${taken} steps the numbers were too large to go on.`;
  }
  if (bowlLoss(last) > bowlLoss(path[0])) {
    return `It diverges: after ${taken} steps the loss is ${written(bowlLoss(last))}, and it began at ${written(bowlLoss(path[0]))}.${across}`;
  }
  const there = path.findIndex((point) => distance(point) < NEAR);
  if (there >= 0 && distance(last) < NEAR) {
    return `It arrives: from step ${there} on it is within ${NEAR} of the lowest point.${jumps.length > there / 2 ? " On its way it jumps across the valley." : ""}`;
  }
  return `${after} it is at ${where}, ${written(distance(last))} away from (2, −1).${across}`;
}

/**
 * @param {Point[]} path
 * @param {string} sentence - what it did
 * @param {number} rate
 */
function picture(path, sentence, rate) {
  return svg(
    "svg",
    {
      viewBox: `-60 -4 ${SIDE + 66} ${SIDE + 30}`,
      role: "img",
      "aria-label": `The bowl from above, with rings of equal loss, a cross at the lowest point (2, −1), and the path from (0, 0) with the rate ${rate}. ${sentence}`,
    },
    bowl(viewOf(path, SIDE), path),
  );
}

/** @param {Point[]} path */
function losses(path) {
  return chart(
    path.map((point, i) => [i, bowlLoss(point)]),
    {
      across: "step",
      label: "The loss after each step, on a scale where every line is ten times the one below",
    },
  );
}
