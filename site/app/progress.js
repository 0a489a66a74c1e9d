// How far each chapter is: stored at every grading, shown wherever a page has [data-progress].

import { fill, h } from "./dom.js";
import { store } from "./storage.js";

const STATES = new Set(["passed", "not yet", "waiting", "not started", "not graded"]);

/**
 * Say whether what a worker sent, where a learner's code ran, is a report's states of these tasks.
 * @param {unknown} states
 * @param {string[]} tasks
 */
export function areStates(states, tasks) {
  return (
    Object(states) === states &&
    Object.entries(/** @type {object} */ (states)).every(
      ([task, state]) => tasks.includes(task) && STATES.has(state),
    )
  );
}

/**
 * Store what a grading found. A task that it didn't come to keeps what was known of it.
 * @param {string} stem
 * @param {string} text - what was graded
 * @param {Object<string, string>} tasks - {task: state}
 * @param {string} at - the first that isn't right: a task, or Class.method
 * @param {number} total - the chapter's tasks; a grading that was cut short came to some only
 */
export function setProgress(stem, text, tasks, at, total) {
  const before = statesOf(stem);
  const states = Object.entries(tasks).map(([task, state]) => [task, state === "not graded" ? (before[task] ?? state) : state]);
  const passed = states.filter(([, state]) => state === "passed").length;
  store().set(`progress:${stem}`, { passed, total, tasks: Object.fromEntries(states), at, text });
  showProgress();
}

/**
 * Forget a chapter's progress, as after a reset.
 * @param {string} stem
 */
export function clearProgress(stem) {
  store().set(`progress:${stem}`, undefined);
  showProgress();
}

/**
 * Return how a chapter's last grading ended, or undefined.
 * @param {string} stem
 * @returns {{passed: number, total: number, tasks: Object<string, string>, at?: string,
 *   text?: string} | undefined}
 */
export function progressOf(stem) {
  const found = store().get(`progress:${stem}`);
  return found?.total > 0 ? found : undefined;
}

/**
 * Return {task: state} as a chapter was last graded.
 * @param {string} stem
 */
export function statesOf(stem) {
  const states = Object.entries(progressOf(stem)?.tasks ?? {});
  return Object.fromEntries(states.filter(([, state]) => STATES.has(state)));
}

/**
 * Say whether every task of a chapter was right when it was last graded.
 * @param {string} stem
 */
export function wasDone(stem) {
  const found = progressOf(stem);
  return found !== undefined && found.passed === found.total;
}

/**
 * Say whether every task of a chapter is right, and its text still the one that was graded.
 * @param {string} stem
 */
export function isDone(stem) {
  return wasDone(stem) && progressOf(stem)?.text === store().work(stem)?.text;
}

/** Fill every [data-progress], and open the solution of a chapter that is done. */
export function startProgress() {
  showProgress();
  store().onchange(showProgress);
  addEventListener("pageshow", showProgress);
  const solution = document.querySelector("details#solution[data-stem]");
  if (solution instanceof HTMLDetailsElement && isDone(solution.dataset.stem ?? "")) {
    solution.open = true;
  }
}

export function showProgress() {
  for (const place of document.querySelectorAll("[data-progress]")) {
    const stem = place.getAttribute("data-progress") ?? "";
    fill(place, ...(place.closest("#pages") ? inShort(stem) : [inWords(stem)]));
  }
}

/** @param {string} stem */
function inWords(stem) {
  const found = progressOf(stem);
  if (!found) {
    return store().work(stem) ? "begun" : "not started";
  }
  const changed = wasDone(stem) ? ", changed since" : "";
  return `${found.passed} of ${found.total}${isDone(stem) ? ", done" : changed}`;
}

/**
 * @param {string} stem
 * @returns {(Node | string)[]}
 */
function inShort(stem) {
  if (isDone(stem)) {
    return [h("span", { "aria-hidden": "true" }, "✓"), h("span.unseen", {}, "done")];
  }
  const found = progressOf(stem);
  const share = found && !wasDone(stem) ? `${found.passed} of ${found.total}` : "changed";
  return [found ? share : store().work(stem) ? "begun" : ""];
}
