// The hints for the first unfinished task, one at a time, and how many of them were shown.

import { fill, h } from "./dom.js";
import { statesOf } from "./progress.js";
import { store } from "./storage.js";

/** @import { ChapterData } from "./chapters.js" */

/**
 * Make the button and the place of the hints.
 * @param {ChapterData} data
 * @param {() => void} onask - called when the button is pressed
 */
export function hintPanel(data, onask) {
  const button = h("button", { type: "button", onclick: onask });
  const element = h("div.hints", { id: "exercise-hints", "aria-live": "polite" });
  /** @type {string | undefined} */
  let hinted; // the task that the hints in sight are for

  const unfinished = () => {
    const states = statesOf(data.stem);
    return data.tasks.find((task) => states[task] !== "passed");
  };
  const hintsFor = (/** @type {string} */ task) => data.hints[task] ?? [];
  const keyOf = (/** @type {string} */ task) => `${data.stem} ${task}`;
  /** @type {(task: string) => number} */
  const shown = (task) => store().get("hints")?.[keyOf(task)] ?? 0;

  /** Have the button name the next hint; take hints for another task away. */
  function refresh() {
    const task = unfinished();
    const all = task ? hintsFor(task).length : 0;
    button.hidden = !all;
    if (task && all) {
      const next = Math.min(shown(task) + 1, all);
      const again = shown(task) >= all ? ", again" : "";
      button.textContent = `Hint ${next} of ${all} for ${task}${again}`;
    }
    if (hinted !== task) {
      hinted = undefined;
      fill(element);
    }
  }

  /** Show the next hint. */
  function next() {
    const task = unfinished();
    if (!task) {
      fill(
        element,
        h("p", {}, "Every task of this chapter is right: there is nothing to hint at."),
      );
      return;
    }
    if (Object.values(statesOf(data.stem)).includes("not graded")) {
      fill(element, h("p", {}, "The file doesn’t load yet. The report says where."));
      return;
    }
    const hints = hintsFor(task);
    const number = Math.min(shown(task) + 1, hints.length);
    const again = shown(task) >= hints.length;
    store().set("hints", { ...store().get("hints"), [keyOf(task)]: number });
    hinted = task;
    const items = hints.slice(0, number).map((hint) => section(task, hint));
    const present = element.querySelectorAll(".hint").length;
    if (present && present < items.length && element.dataset.task === task) {
      element.querySelector(".last-hint")?.remove();
      element.append(...items.slice(present)); // only the new one is read out
    } else {
      fill(element, ...items);
    }
    element.dataset.task = task;
    if (again || !hints.length) {
      element.querySelector(".last-hint")?.remove();
      element.append(afterTheLast(data, task));
    }
    refresh();
    element.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  return { button, element, refresh, next };
}

/**
 * @param {string} task
 * @param {{title: string, html: string}} hint
 */
function section(task, { title, html }) {
  const body = h("div");
  body.innerHTML = html;
  return h(
    "section.hint",
    {},
    h("h4", {}, h("code", {}, task), ` · ${title.toLowerCase()}`),
    body,
  );
}

/**
 * @param {ChapterData} data
 * @param {string} task
 */
function afterTheLast({ stem, hints, solutionPage }, task) {
  const anchor = `#${task.toLowerCase()}`;
  return h(
    "div.last-hint",
    {},
    h(
      "p",
      {},
      hints[task]?.length
        ? "That was the last hint. The lesson’s section: "
        : `There is no hint for ${task}. Its section: `,
      h("a", { href: anchor }, `lessons/${stem}.md${anchor}`),
    ),
    h(
      "p",
      {},
      "Our answer, if you want to see it: ",
      h("a", { href: `${solutionPage}${anchor}` }, `solutions/${stem}.py`),
    ),
  );
}
