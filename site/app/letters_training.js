// Training the learner's classifier: the buttons, how far it is, and what came of it.

import { chart } from "./chart.js";
import { fill, h, say } from "./dom.js";
import { percent } from "./numbers.js";

/** @import { Runner } from "./play.js" */

/**
 * What engine/play_letters.py tells on the way, and what at the end. Of what the learner's code
 * gives, nobody knows what it is.
 * @typedef {{done: number, epoch: number, epochs: number, loss: unknown}} Progress
 * @typedef {{trained: number, tested: number, clean: unknown, perturbed: unknown}} Result
 * @typedef {[pictures: number, loss: number]} Loss
 */

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
  runner.again = () => train.click();

  async function begin() {
    train.disabled = true;
    stop.hidden = false;
    stop.focus();
    progress.hidden = false;
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
    runner.element.hidden = false;
    if (document.activeElement === stop) {
      train.focus();
    }
    train.disabled = false;
    train.textContent = "Train again";
    stop.hidden = true;
    doing.textContent = "";
    if (!result) {
      progress.hidden = !losses.length;
      say(spoken, "");
      return;
    }
    bar.value = 1;
    say(spoken, summary(result, seconds));
    ontrained();
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

  return { element: h("div.whole", {}, h("p.buttons", {}, train, stop), spoken, progress) };
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
