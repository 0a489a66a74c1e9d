// Training the learner's classifier: the buttons, how far it is, and what came of it.

import { chart } from "./chart.js";
import { fill, h, say } from "./dom.js";
import { anyKept, keep, keptOf } from "./letters_kept.js";
import { percent } from "./numbers.js";
import { savePicture } from "./score_picture.js";

/** @import { Layer } from "./figures/arithmetic.js" */
/** @import { Runner } from "./play.js" */

/**
 * What engine/play_letters.py tells on the way, and what at the end. Of what the learner's code
 * gives, nobody knows what it is.
 * @typedef {{done: number, epoch: number, epochs: number, loss: unknown}} Progress
 * @typedef {{trained: number, tested: number, clean: unknown, perturbed: unknown,
 *   layers?: ?Layer[]}} Result
 * @typedef {[pictures: number, loss: number]} Loss
 */

const EPOCHS = 10; // as in engine/play_letters.py

/**
 * Make the panel.
 * @param {Object} options
 * @param {Runner} options.runner
 * @param {() => void} options.onbegin - called when a network that was trained is given up
 * @param {() => void} options.ontrained
 * @returns {{element: HTMLElement}}
 */
export function trainingPanel({ runner, onbegin, ontrained }) {
  const train = h("button.primary", { type: "button", onclick: begin }, "Train");
  const stop = h("button", { type: "button", hidden: true, onclick: () => runner.stop() }, "Stop");
  const bar = h("progress", { max: 1, value: 0, "aria-label": "Training" });
  const doing = h("p", { "aria-hidden": "true" });
  const spoken = h("p", { role: "status" });
  const curve = h("div");
  const progress = h(
    "div",
    { hidden: true },
    bar,
    doing,
    h("p", {}, "The mean loss, a point for every 104 pictures:"),
    curve,
  );
  const picture = h("button", { type: "button", hidden: true }, "Save a picture of its score");
  runner.again = () => train.click();

  const kept = keptOf(runner);
  if (kept) {
    const { result, seconds, losses, whose } = kept;
    show({ done: 1, epoch: EPOCHS, epochs: EPOCHS, loss: null }, losses, seconds);
    finish(result, seconds, losses, whose);
    spoken.append(" It was kept in this browser.");
  } else if (anyKept()) {
    spoken.textContent =
      "A trained network is kept here, but your code has changed since. Train it again, or take the change back.";
  }

  /**
   * Say what came of a training.
   * @param {Result} result
   * @param {number} seconds
   * @param {Loss[]} losses
   * @param {"mine" | "partly" | "ours"} whose
   */
  function finish(result, seconds, losses, whose) {
    progress.hidden = false;
    doing.textContent = "";
    bar.value = 1;
    train.textContent = "Train again";
    say(spoken, summary(result, seconds));
    const { clean, perturbed } = result;
    picture.hidden = true;
    // It says that the learner wrote the code.
    if (typeof clean === "number" && typeof perturbed === "number" && whose !== "ours") {
      picture.hidden = false;
      picture.onclick = () => savePicture({ clean, perturbed, seconds, losses, whose });
    }
    ontrained();
  }

  async function begin() {
    train.disabled = true;
    stop.hidden = false;
    stop.focus();
    progress.hidden = false;
    picture.hidden = true;
    runner.element.hidden = false; // it says whether Python is still on its way
    onbegin();
    bar.value = 0;
    bar.removeAttribute("value"); // not known yet: Python may still be loading
    doing.textContent = "Starting …";
    fill(curve);
    say(spoken, "Training has begun.");
    /** @type {number | undefined} */
    let begun; // when the first pictures were learned: Python may have to load before
    /** @type {Loss[]} */
    const losses = [];
    /** @type {Result | undefined} */
    const result = await runner.run({}, (/** @type {Progress} */ told) => {
      begun ??= performance.now();
      show(told, losses, (performance.now() - begun) / 1000);
    });
    const seconds = Math.round((performance.now() - (begun ?? 0)) / 1000);
    if (document.activeElement === stop) {
      train.focus();
    }
    train.disabled = false;
    train.textContent = "Train again";
    stop.hidden = true;
    if (!result) {
      doing.textContent = "";
      progress.hidden = !losses.length;
      say(spoken, "");
      return;
    }
    keep(runner, result, seconds, losses);
    finish(result, seconds, losses, runner.whose);
  }

  /**
   * Show how far it is.
   * @param {Progress} told
   * @param {Loss[]} losses - of all that was told so far; this one's is put to them
   * @param {number} seconds - since the first of them
   */
  function show({ done, epoch, epochs, loss }, losses, seconds) {
    bar.value = done;
    if (typeof loss === "number") {
      losses.push([done * epochs, loss]);
    }
    const left = (seconds / done) * (1 - done);
    const shown = losses.length ? `, mean loss ${losses[losses.length - 1][1].toFixed(2)}` : "";
    const rest = done > 0.02 ? ` About ${Math.ceil(left)} seconds to go.` : "";
    doing.textContent = `Epoch ${epoch} of ${epochs}${shown}.${rest}`;
    if (losses.length > 1) {
      fill(curve, chart(losses, { across: "epoch", end: epochs, label: labelOf(losses) }));
    }
  }

  return { element: h("div.whole", {}, h("p.buttons", {}, train, stop, picture), spoken, progress) };
}

/** @param {Loss[]} losses */
function labelOf(losses) {
  const [first, last] = [losses[0][1], losses[losses.length - 1][1]];
  return `The mean loss over the epochs, at first ${first.toFixed(2)}, now ${last.toFixed(2)}`;
}

/**
 * @param {Result} result
 * @param {number} seconds
 */
function summary({ trained, tested, clean, perturbed }, seconds) {
  const share = (/** @type {unknown} */ value) =>
    typeof value === "number" ? percent(value) : String(value);
  return `Trained in ${seconds} seconds, on ${trained} letters. Of ${tested} letters in fonts it has never seen it reads ${share(clean)}, and when these are turned and shifted too, ${share(perturbed)}. Now draw.`;
}
