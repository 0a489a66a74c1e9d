// Chapter 6: a ball on the bowl takes the steps of gradient descent, at a rate of one's choice.

import { bowl, rateSlider, viewOf } from "../bowl.js";
import { h, svg } from "../dom.js";
import { written } from "../numbers.js";
import { slider } from "../slider.js";
import { BOWL, bowlLoss, descend } from "./arithmetic.js";
import { heading, player, words, write } from "./parts.js";

/** @import { View } from "../bowl.js" */
/** @import { Start } from "../moving.js" */
/** @import { Point } from "./arithmetic.js" */

const RATES = [0.01, 0.3, 0.5, 0.6]; // the lesson's three, and the limit
const WIDTH = 480;
const SIDE = 264; // of the bowl from above
const LEFT = 56; // where that lies
const TOP = 40;
const PACE = 400; // milliseconds from step to step
const THERE = 0.001; // this near the lowest point nothing more is to be seen
const FAR = 1e4; // so far away it has run away

/** @type {Start} */
export function start(moved, picture) {
  /** @type {Point[]} */
  let path = [];
  let drawn = 1;
  const again = () => {
    play.stop();
    path = [[w1.value, w2.value]];
    moved();
  };
  const next = () => descend(path[path.length - 1], rate.value);
  const viewWith = (/** @type {Point} */ point) => viewOf([...path, point], SIDE);
  const step = () => {
    path.push(next());
    moved();
    return goesOn(path[path.length - 1]);
  };
  const show = (/** @type {number} */ value) => written(value, 1);
  const rate = rateSlider(0.3, again);
  // Steps of 0.3 from 0 miss 2 and −1: a ball that lies at its lowest place shows nothing.
  const range = { step: 0.3, value: 0, show, oninput: again };
  const w1 = slider({ label: "w₁", min: -0.9, max: 4.8, ...range });
  const w2 = slider({ label: "w₂", min: -3.9, max: 1.8, ...range });
  const play = player(step, PACE);
  const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", onclick }, name);
  const rates = RATES.map((value) => {
    const choose = () => {
      rate.value = value;
      again();
    };
    return h("button", { type: "button", "aria-label": `η = ${value}`, onclick: choose }, String(value));
  });
  picture.addEventListener("click", ({ target, clientX, clientY }) => {
    if (!(target instanceof Element && target.closest(".bowl"))) return;
    const { left, top, width } = picture.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top].map((at) => (at * WIDTH) / width);
    const { scale } = viewWith(next());
    w1.value = BOWL.lowest[0] + (x - LEFT - SIDE / 2) / scale; // a slider takes the nearest it has
    w2.value = BOWL.lowest[1] - (y - TOP - SIDE / 2) / scale;
    again();
  });
  path = [[w1.value, w2.value]];
  return {
    controls: [
      rate.element,
      h("p.buttons", {}, h("span", { "aria-hidden": "true" }, "η ="), ...rates),
      h("p.buttons", {}, button("Step", step), play.button, button("Start again", again)),
      h("div.pair", {}, w1.element, w2.element),
    ],
    draw() {
      const rolls = path.length === drawn + 1;
      drawn = path.length;
      return shapes(viewWith(next()), path, next(), rate.value, rolls);
    },
  };
}

/** @param {Point} point */
function goesOn(point) {
  const far = Math.max(...point.map((w, i) => Math.abs(w - BOWL.lowest[i])));
  return far > THERE && far < FAR;
}

/**
 * @param {View} view
 * @param {Point[]} path
 * @param {Point} next - where the next step leads
 * @param {number} rate
 * @param {boolean} rolls - whether the ball is seen to come from where it was
 */
function shapes(view, path, next, rate, rolls) {
  const ball = path[path.length - 1];
  const { across, down } = view;
  const from = rolls ? path[path.length - 2] : ball;
  const steps = path.length - 1;
  const title = `${steps === 1 ? "1 step" : `${steps} steps`} at the rate ${rate}: L = ${written(bowlLoss(ball), 3)}`;
  const sums = ball.map((w, i) => {
    const [c, low] = [BOWL.curvatures[i], BOWL.lowest[i]];
    const [here, there] = [w, next[i]].map((value) => written(value, Math.abs(value) < 100 ? 3 : 1));
    const away = `(${here} ${low < 0 ? "+" : "−"} ${Math.abs(low)})`;
    return `next w${"₁₂"[i]} = ${here} − ${rate}·${c}·${away} = ${there}`;
  });
  const factors = BOWL.curvatures.map((c) => `1 − ${c}·${rate} = ${words(1 - c * rate)}`);
  const verdict = verdictOn(rate);
  return {
    shapes: [
      heading(title),
      svg(
        "g",
        { transform: `translate(${LEFT} ${TOP})` },
        bowl(
          view,
          path,
          line([across(ball[0]), down(ball[1])], [across(next[0]), down(next[1])], "next"),
          disc([across(ball[0]), down(ball[1])], [across(from[0]), down(from[1])]),
        ),
      ),
      ...ball.map((_, i) => profile(view, i, path, next, rolls)),
      ...sums.map((sum, i) => text(358 + 20 * i, sum, "worked")),
      text(406, `Each step multiplies w₁’s distance from 2 by ${factors[0]},`),
      text(426, `and w₂’s distance from −1 by ${factors[1]}.`),
      ...verdict.map((line, i) => text(454 + 20 * i, line, "strong")),
    ],
    says: `${title}. The ball is at (${ball.map((w) => written(w)).join(", ")}), the lowest point at (2, −1). ${verdict.join(" ")}`,
  };
}

/**
 * Say what a rate does on this bowl.
 * @param {number} rate
 * @returns {[string, string]}
 */
function verdictOn(rate) {
  const limit = "the limit 2/4 = 0.5";
  if (rate < 0.25) return [`Below ${limit}: both distances shrink,`, "and neither weight jumps to the other side."];
  if (rate === 0.25) return [`Below ${limit}: w₂ is there in one step,`, "and w₁ goes half of its way with each."];
  if (rate < 0.5) return [`Below ${limit}: both distances shrink,`, "though w₂ jumps to the other side each time."];
  if (rate === 0.5) return [`At ${limit}: w₁ is there in one step,`, "and w₂ jumps to and fro and comes no nearer."];
  if (rate < 1) return [`Above ${limit}: w₂ jumps across, and lands`, "further away each time. It diverges, though w₁ arrives."];
  return [`Above ${limit}: w₂ diverges, and w₁ jumps`, "to and fro and comes no nearer."];
}

/**
 * Draw the bowl from the side, along one weight: its distance from the lowest point.
 * @param {View} view
 * @param {number} i - which weight
 * @param {Point[]} path
 * @param {Point} next
 * @param {boolean} rolls
 */
function profile({ zoom }, i, path, next, rolls) {
  const [width, height, reach] = [136, 84, 3 * zoom];
  /** @type {(w: number) => [number, number]} */
  const at = (w) => {
    const away = w - BOWL.lowest[i];
    return [width / 2 + (away / reach) * (width / 2), height - (BOWL.curvatures[i] * away * away * height) / (4 * reach * reach)];
  };
  const places = path.map((point) => at(point[i]));
  const ball = places[places.length - 1];
  const curve = Array.from({ length: 41 }, (_, k) => at(BOWL.lowest[i] + (reach * (k - 20)) / 20));
  const dots = places.map(([cx, cy]) => svg("circle", { cx, cy, r: 2.5, class: "full blue" }));
  return svg(
    "g",
    { transform: `translate(336 ${56 + 146 * i})` },
    svg("polyline", { points: curve.map((point) => point.join(",")).join(" ") }),
    ...dots,
    line(ball, at(next[i]), "next"),
    disc(ball, rolls ? places[places.length - 2] : ball),
    write(width / 2, height + 26, `side view along w${"₁₂"[i]}`),
  );
}

/** @type {(from: [number, number], to: [number, number], kind: string) => Node} */
function line([x1, y1], [x2, y2], kind) {
  return svg("line", { x1, y1, x2, y2, class: kind });
}

/** @type {(at: [number, number], from: [number, number]) => Node} */
function disc([cx, cy], [x, y]) {
  return svg("circle", { cx, cy, r: 8, class: "ball", style: `--x: ${x - cx}px; --y: ${y - cy}px` });
}

/** @type {(y: number, words: string, kind?: string) => Node} */
function text(y, words, kind = "") {
  return svg("text", { x: 12, y, class: kind }, words);
}
