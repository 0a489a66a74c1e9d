// Chapter 7: the learner's own classifier is trained on the page, then reads what they draw.

import { h } from "./dom.js";
import { drawingBoard } from "./drawing_board.js";
import { keptOf } from "./letters_kept.js";
import { readingPanel } from "./letters_reading.js";
import { trainingPanel } from "./letters_training.js";
import { Runner } from "./play.js";

/** @import { ChapterData } from "./chapters.js" */

const SECONDS = 30; // for one call: 104 pictures take less than one

/**
 * Put the playground into its place.
 * @param {HTMLElement} place
 * @param {ChapterData} data
 */
export function start(place, data) {
  const runner = new Runner(data, "play_letters", "LetterClassifier", SECONDS);
  const reading = readingPanel(runner);
  const board = drawingBoard(reading.read);
  const training = trainingPanel({
    runner,
    onbegin: () => reading.setTrained(false),
    ontrained: () => {
      reading.setTrained(true);
      reading.read(board.pixels());
    },
  });
  if (keptOf(runner)) {
    // It has its room from the beginning, or the board would move under the pen.
    runner.element.append(h("p", {}, "Your network comes back when you draw. Python loads for it."));
  } else {
    runner.element.hidden = true; // until there is something to say
  }
  place.append(
    h(
      "p",
      {},
      "Here your ",
      h("code", {}, "LetterClassifier(144, 64)"),
      " learns to read, and then you draw it a letter. It is trained on capital letters in 12 fonts, each picture turned, shifted, scaled and speckled anew, as in ",
      h("a", { href: "#augmentation" }, "Augmentation"),
      ". Nobody’s handwriting is among them. Training took half a minute to a minute and a half where we tried it.",
    ),
    h(
      "div.play",
      {},
      training.element,
      runner.element,
      h("div", {}, h("h3", {}, "Draw a capital letter"), board.element),
      reading.element,
    ),
  );
  reading.read(null);
}
