// What the learner's trained network reads in a drawing: the letter, and the likeliest five.

import { fill, h, say } from "./dom.js";
import { LETTERS } from "./letter_network.js";
import { keptOf } from "./letters_kept.js";
import { percent } from "./numbers.js";
import { latest } from "./play.js";
import { thumbnail } from "./thumbnail.js";

/** @import { Runner } from "./play.js" */

const SHOWN = 5; // probabilities in the list
const SPEAK = 400; // milliseconds without drawing before the answer is read out

/**
 * Make the panel.
 * @param {Runner} runner - which has the network
 */
export function readingPanel(runner) {
  const answer = h("p.reading", { role: "status" });
  const chances = h("div");
  const seen = h("div");
  let trained = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;

  const ask = latest(async (/** @type {number[]} */ pixels) => {
    const value = (await bringBack()) && (await runner.send({ pixels }));
    if (value) {
      show(value);
    } else {
      trained = false;
      fill(chances);
      answer.textContent = "Train it again: the trained network is gone.";
    }
  });

  /** Put the network that was kept in its place, if the worker has none. Say whether one is there. */
  async function bringBack() {
    if (runner.fresh) {
      return true;
    }
    answer.textContent = "Your trained network is being brought back …";
    runner.element.hidden = false;
    return runner.run({ layers: keptOf(runner)?.layers });
  }

  /**
   * Read a drawing.
   * @param {?number[]} pixels - null: there is none
   */
  function read(pixels) {
    fill(seen, pixels && thumbnail(pixels));
    if (!pixels) {
      fill(chances);
      answer.textContent = trained ? "Draw something." : "Train it first, then draw.";
    } else if (!trained) {
      answer.textContent = "Train it first: an untrained network can only guess.";
    } else if (!runner.fresh && !keptOf(runner)) {
      answer.textContent = "Your code has changed. Train it again.";
      fill(chances);
    } else {
      ask(pixels);
    }
  }

  /** @param {{letter: string, probabilities: unknown}} value - of engine/play_letters.py */
  function show({ letter, probabilities }) {
    if (!areShares(probabilities)) {
      fill(chances);
      answer.textContent = `It reads ${letter}. Its probabilities are not 26 numbers.`;
      return;
    }
    fill(chances, likeliest(probabilities));
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      const chance = probabilities[LETTERS.indexOf(letter)];
      say(answer, `It reads ${letter}, with a probability of ${percent(chance)}.`);
    }, SPEAK);
  }

  return {
    element: h("div", {}, h("h3", {}, "What your network reads"), answer, chances, seen),
    read,
    setTrained(/** @type {boolean} */ value) {
      trained = value;
    },
  };
}

/**
 * @param {unknown} probabilities
 * @returns {probabilities is number[]}
 */
function areShares(probabilities) {
  return (
    Array.isArray(probabilities) &&
    probabilities.length === LETTERS.length &&
    probabilities.every(Number.isFinite)
  );
}

/** @param {number[]} probabilities */
function likeliest(probabilities) {
  const order = [...LETTERS]
    .map((name, i) => ({ name, chance: probabilities[i] }))
    .sort((a, b) => b.chance - a.chance);
  return h(
    "ol.chances",
    {},
    ...order.slice(0, SHOWN).map(({ name, chance }) => {
      const part = h("span");
      part.style.width = `${100 * chance}%`;
      const bar = h("span.chance", { "aria-hidden": "true" }, part);
      return h("li", {}, h("strong", {}, name), bar, h("span", {}, percent(chance)));
    }),
  );
}
