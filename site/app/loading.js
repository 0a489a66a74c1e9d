// How much of Python has arrived: a bar, and megabytes.

import { h } from "./dom.js";

/** @import { Arrived, Grader } from "./grader.js" */

const SHOWN_AFTER = 300; // milliseconds: what is in the browser's cache comes sooner

/**
 * Make a bar that is there while a grader's files are on their way. What it says in words belongs to
 * whoever shows it: a screen reader needn't hear of every megabyte.
 * @param {Grader} grader
 * @returns {HTMLElement}
 */
export function loadingBar(grader) {
  const bar = h("progress", { "aria-label": "Python is loading" });
  const amount = h("span", { "aria-hidden": "true" });
  const element = h("span.loading", { hidden: true }, bar, amount);
  let since = 0;
  grader.onstate((state, _sentence, arrived) => {
    const comes = state === "loading" && arrived && arrived.loaded < arrived.total;
    since = comes ? since || performance.now() : 0;
    element.hidden = !comes || performance.now() - since < SHOWN_AFTER;
    if (comes) {
      bar.max = arrived.total;
      bar.value = arrived.loaded;
      amount.textContent = amountOf(arrived);
    }
  });
  return element;
}

/** @param {Arrived} arrived */
function amountOf({ loaded, total }) {
  return `${(loaded / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
}
