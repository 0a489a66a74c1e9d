// The first page: where a learner goes on, and a trained network that reads what is drawn while it
// is being drawn.

import { chapters } from "./chapters.js";
import { fill, h, say } from "./dom.js";
import { drawingBoard } from "./drawing_board.js";
import { forward, LETTERS, loadNetwork } from "./letter_network.js";
import { percent } from "./numbers.js";
import { isDone, progressOf, statesOf, wasDone } from "./progress.js";
import { store } from "./storage.js";

/** @import { LetterNetwork } from "./letter_network.js" */

const SPEAK = 400; // milliseconds without drawing before the answer is read out
const FULL = 5; // a neuron with this output is shown as dark as can be; few have more
const SURE = 0.9;
const LIKELY = 0.5;

/** Fill the page's places. */
export function start() {
  showNext();
  addEventListener("pageshow", showNext);
  store().onchange(showNext);
  const place = document.querySelector("#draw .reader");
  if (place) {
    startReader(place);
  }
}

/** Have the first button lead to where the learner goes on, once there is such a place. */
function showNext() {
  const button = document.querySelector(".start > .primary");
  const known = chapters();
  const begun = known.filter(({ stem }) => progressOf(stem) || store().work(stem));
  if (!button || !begun.length) {
    return;
  }
  const savedAt = (/** @type {string} */ stem) => store().work(stem)?.savedAt ?? "";
  const latest = begun.reduce((a, b) => (savedAt(b.stem) > savedAt(a.stem) ? b : a));
  const graded = known.filter((chapter) => chapter.graded);
  const order = [...graded.slice(graded.indexOf(latest)), ...graded, ...known];
  const next = order.find(({ stem }) => !isDone(stem)) ?? latest;
  const { stem, number, page } = next;
  if (wasDone(stem)) {
    button.setAttribute("href", `${page}#exercise`);
    fill(button, `Check chapter ${number} again: it has changed`);
    return;
  }
  if (!begun.includes(next)) {
    button.setAttribute("href", page); // its beginning has yet to be read
    fill(button, `Continue with chapter ${number}`);
    return;
  }
  const json = document.getElementById("tasks-data")?.textContent ?? "";
  const tasks = /** @type {Object<string, string[]>} */ (JSON.parse(json))[stem];
  const states = statesOf(stem);
  const task = tasks.find((name) => states[name] !== "passed") ?? tasks[0];
  button.setAttribute("href", `${page}#${task.toLowerCase()}`);
  fill(button, `Continue with chapter ${number}, `, h("code", {}, task));
}

/**
 * Take over what the page shows of the network, and put the board beside it.
 * @param {Element} place
 */
function startReader(place) {
  const parts = (/** @type {string} */ name) =>
    /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(`.${name} > div > i`));
  const [pixels, neurons, letters] = ["pixels", "neurons", "letters"].map(parts);
  const origin = place.querySelector(".origin");
  const answer = /** @type {HTMLElement} */ (place.querySelector(".answer"));
  /** @type {LetterNetwork | undefined} */
  let network;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  let frame = 0;
  let untouched = true; // what the page was made with still stands
  let failed = false;

  /** @param {?number[]} drawn - null: nothing is */
  function read(drawn) {
    untouched = false;
    show(pixels, drawn ?? []);
    if (origin) {
      origin.textContent = "your drawing";
    }
    const { hidden, probabilities } =
      network && drawn ? forward(network, drawn) : { hidden: [], probabilities: [] };
    show(neurons, hidden.map((output) => Math.min(1, output / FULL)));
    show(letters, probabilities);
    clearTimeout(speaking);
    if (network && drawn) {
      speaking = setTimeout(() => say(answer, inWords(probabilities)), SPEAK);
    } else if (network) {
      speaking = setTimeout(() => say(answer, "Draw a capital letter."));
    } else if (!failed) {
      answer.textContent = "The network is being loaded …";
    }
  }

  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => read(board.pixels()));
  };
  const board = drawingBoard(soon, { rows: 7, columns: 5, onmove: soon });
  place.querySelector(".board")?.replaceChildren(board.element);

  const load = async () => {
    try {
      network = await loadNetwork("letters");
      if (!untouched || failed) {
        read(board.pixels());
      }
    } catch (error) {
      console.error(error);
      failed = true;
      const again = h("button", { type: "button", onclick: load }, "Try again");
      answer.replaceChildren("The network couldn’t be loaded. Are you online? ", again);
    }
  };
  load();
}

/**
 * @param {NodeListOf<HTMLElement>} places
 * @param {number[]} values - from 0 to 1; those that are missing are 0
 */
function show(places, values) {
  for (const [i, place] of places.entries()) {
    place.style.setProperty("--v", (values[i] ?? 0).toFixed(3));
  }
}

/**
 * Say what is read, and how sure that is.
 * @param {number[]} probabilities
 */
function inWords(probabilities) {
  const [first, second, third] = [...LETTERS]
    .map((name, i) => ({ name, chance: probabilities[i] }))
    .sort((a, b) => b.chance - a.chance);
  if (first.chance >= SURE) {
    return `It reads ${first.name}, with a probability of ${percent(first.chance)}.`;
  }
  const share = (/** @type {typeof first} */ { name, chance }) => `${name} ${percent(chance)}`;
  return first.chance >= LIKELY
    ? `It isn’t quite sure: ${share(first)}, or else ${share(second)}.`
    : `It can’t tell: ${share(first)}, ${share(second)}, ${share(third)} …`;
}
