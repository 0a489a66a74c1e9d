// The chapter's tasks with how each of them is, and where to go when all are done.

import { chapters } from "./chapters.js";
import { fill, h } from "./dom.js";
import { isDone, progressOf, statesOf } from "./progress.js";

/** @import { ChapterData } from "./chapters.js" */

/**
 * Make the list; refresh() shows what the last grading found.
 * @param {ChapterData} data
 * @returns {{elements: HTMLElement[], refresh: () => void}}
 */
export function taskList(data) {
  const done = h("div.done", { hidden: true });
  const count = h("span");
  const list = h("ol.tasks");

  function refresh() {
    const states = statesOf(data.stem);
    const passed = data.tasks.filter((task) => states[task] === "passed").length;
    count.textContent = progressOf(data.stem) ? `· ${passed} of ${data.tasks.length}` : "";
    fill(list, ...data.tasks.map((task) => item(task, states[task] ?? "not graded")));
    done.hidden = !isDone(data.stem);
    if (!done.hidden) {
      fill(done, ...whatNext(data));
    }
  }

  return { elements: [done, h("h3", {}, "Tasks ", count), list], refresh };
}

/**
 * @param {string} task
 * @param {string} state
 */
function item(task, state) {
  return h(
    "li",
    { "data-state": state.replace(/ /g, "-") },
    h("a", { href: `#${task.toLowerCase()}` }, h("code", {}, task)),
    " ",
    h("span.task-state", {}, state),
  );
}

/** @param {ChapterData} data */
function whatNext({ stem, number, playground }) {
  const all = chapters();
  const next = all[all.findIndex((chapter) => chapter.stem === stem) + 1];
  return [
    h("p", {}, h("strong", {}, `Chapter ${number} is done.`)),
    playground && h("p", {}, h("a", { href: "#playground" }, "See your code at work, below.")),
    next && h("p", {}, "Next: ", h("a", { href: next.page }, next.title)),
  ];
}
