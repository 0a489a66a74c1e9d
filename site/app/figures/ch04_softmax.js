// Chapter 4: from two logits to probabilities, and to the loss.

import { svg } from "../dom.js";
import { slider } from "../slider.js";
import { lossFromLogits, softmax } from "./arithmetic.js";
import { choice, words, write } from "./parts.js";

/** @import { Start } from "../moving.js" */

const MOST = 4; // the largest logit
const NAMES = ["first", "second"];
const KINDS = ["blue", "red"];
const [LEFT, WIDTH, HIGH] = [70, 330, 22]; // of the bars

/** @type {Start} */
export function start(moved) {
  const range = { min: -MOST, max: MOST, step: 0.1, show: words, oninput: moved };
  const z1 = slider({ label: "First logit", value: 2, ...range });
  const z2 = slider({ label: "Second logit", value: 1, ...range });
  const right = choice("Right answer", { 0: "first", 1: "second" }, "1", moved);
  return {
    controls: [z1.element, z2.element, right.element],
    draw: () => picture([z1.value, z2.value], Number(right.value)),
  };
}

/**
 * @param {number[]} logits
 * @param {number} right - which answer is right
 */
function picture(logits, right) {
  const powers = logits.map(Math.exp);
  const shares = softmax(logits);
  const loss = lossFromLogits(logits, shares.map((_, i) => Number(i === right)));
  const middle = LEFT + WIDTH / 2;
  const unit = (WIDTH / 2 - 34) / MOST; // with room for a number at both ends
  const longest = Math.max(...powers);
  const cut = LEFT + WIDTH * shares[0];
  const shared = shares.map((share) => share.toFixed(4));
  return {
    shapes: [
      title(22, "Logits: any numbers"),
      svg("line", { x1: middle, x2: middle, y1: 29, y2: 83, class: "axis" }),
      ...logits.flatMap((z, i) => {
        const end = middle + unit * z;
        return bar(32 + 26 * i, i, Math.min(middle, end), Math.abs(unit * z), words(z, 1), z < 0);
      }),
      title(118, "e to each: all positive"),
      ...powers.flatMap((power, i) =>
        bar(128 + 26 * i, i, LEFT, (WIDTH * power) / longest, power.toFixed(3)),
      ),
      title(214, "Divided by the total: shares of 1"),
      svg("rect", { x: LEFT, y: 224, width: cut - LEFT, height: HIGH, class: "blue full" }),
      svg("rect", { x: cut, y: 224, width: LEFT + WIDTH - cut, height: HIGH, class: "red full" }),
      write(LEFT, 264, `first ${shared[0]}`, { "text-anchor": "start", class: "blue strong" }),
      write(LEFT + WIDTH, 264, `second ${shared[1]}`, { "text-anchor": "end", class: "red strong" }),
      title(316, `Minus log of the ${NAMES[right]} share, the right one: the loss`),
      ...bar(326, right, LEFT, (WIDTH * loss) / (2 * MOST + 0.01), loss.toFixed(4)),
    ],
    says: `Logits ${logits.map((z) => words(z, 1)).join(" and ")}, probabilities ${shared.join(" and ")}. The ${NAMES[right]} answer is right: the loss is ${loss.toFixed(4)}.`,
  };
}

const title = (/** @type {number} */ y, /** @type {string} */ text) =>
  svg("text", { x: 12, y, class: "heading" }, text);

/**
 * @param {number} y
 * @param {number} i - whose bar it is
 * @param {number} x
 * @param {number} width
 * @param {string} number
 * @param {boolean} [leftwards]
 */
function bar(y, i, x, width, number, leftwards = false) {
  const place = leftwards ? { "text-anchor": "end" } : { "text-anchor": "start" };
  return [
    write(LEFT - 8, y + 16, NAMES[i], { "text-anchor": "end" }),
    svg("rect", { x, y, width, height: HIGH, class: `${KINDS[i]} full` }),
    write(leftwards ? x - 6 : x + width + 6, y + 16, number, place),
  ];
}
