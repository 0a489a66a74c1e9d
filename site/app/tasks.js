// The chapter's tasks: how each of them is, in a strip and in the lesson, and which is the current
// one. That follows the reader through the lesson.

import { fill, h } from "./dom.js";
import { isDone, progressOf, statesOf, wasDone } from "./progress.js";

/** @import { ChapterData } from "./chapters.js" */

/** What stands behind a task's number. @type {Object<string, string>} */
const MARKS = { passed: "✓", "not yet": "✗" };

/** The tasks, and the current one of them. */
export class Tasks {
  /**
   * @param {ChapterData} data
   * @param {(task: string) => void} onpick - called when one is chosen in the strip
   */
  constructor(data, onpick) {
    this.data = data;
    this.onpick = onpick;
    this.list = h("ol.tasks");
    this.count = h("span.count");
    this.element = h("nav.strip", { "aria-label": "Tasks" }, this.list, this.count);
    /** What is told of a new current task. @type {(task: string) => void} */
    this.onread = () => {};
    this.current = this.firstUnfinished();
    /** @type {[task: string, heading: Element][]} */
    this.headings = data.tasks.flatMap((task) => {
      const heading = document.getElementById(task.toLowerCase());
      return heading ? [[task, heading]] : [];
    });
  }

  /** Return the first task that isn't right, or the first of all. */
  firstUnfinished() {
    const states = statesOf(this.data.stem);
    return this.data.tasks.find((task) => states[task] !== "passed") ?? this.data.tasks[0];
  }

  /** Follow the reader: call onread with the task whose section comes into sight. */
  follow() {
    // The last heading above the middle of the window names what is being read.
    const watcher = new IntersectionObserver(
      () => {
        const above = this.headings.filter(
          ([, heading]) => heading.getBoundingClientRect().top < innerHeight / 2,
        );
        const task = above.at(-1)?.[0];
        if (task && task !== reading) {
          reading = task;
          this.onread(task);
        }
      },
      { rootMargin: "0px 0px -50% 0px" },
    );
    /** @type {string | undefined} */
    let reading;
    for (const [, heading] of this.headings) watcher.observe(heading);
  }

  /** @param {string} task */
  setCurrent(task) {
    this.current = task;
    this.refresh();
  }

  /** Show what the last grading found. */
  refresh() {
    const { stem, tasks } = this.data;
    const states = statesOf(stem);
    const passed = tasks.filter((task) => states[task] === "passed").length;
    const changed = wasDone(stem) && !isDone(stem) ? ", changed since" : "";
    this.count.textContent = progressOf(stem) ? `${passed} of ${tasks.length}${changed}` : "";
    fill(this.list, ...tasks.map((task, i) => this.#item(task, i + 1, states[task] ?? "not graded")));
    for (const place of document.querySelectorAll(".turn[data-task]")) {
      showState(place, states[place.getAttribute("data-task") ?? ""] ?? "");
    }
  }

  /**
   * @param {string} task
   * @param {number} number
   * @param {string} state
   */
  #item(task, number, state) {
    const here = task === this.current;
    return h(
      "li",
      { "data-state": state.replace(/ /g, "-") },
      h(
        "button",
        {
          type: "button",
          title: `${task}: ${state}`,
          "aria-current": here ? "step" : undefined,
          onclick: () => this.onpick(task),
        },
        h("span.mark", { "aria-hidden": "true" }, `${number}${MARKS[state] ?? ""}`),
        h(here ? "code" : "code.unseen", {}, task),
        " ",
        h(here && state !== "not graded" ? "span.task-state" : "span.task-state.unseen", {}, state),
      ),
    );
  }
}

/**
 * Say beside a task's button in the lesson how the task is.
 * @param {Element} place
 * @param {string} state
 */
function showState(place, state) {
  const old = place.querySelector(".task-state");
  const said = old ?? h("span.task-state");
  said.textContent = state === "passed" ? "✓ passed" : state === "not yet" ? "✗ not yet" : "";
  place.setAttribute("data-state", state.replace(/ /g, "-"));
  if (!old) place.append(" ", said);
}
