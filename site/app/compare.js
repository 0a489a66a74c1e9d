// The learner's functions beside ours, and the button that shows them.

import { ask, fill, h } from "./dom.js";
import { statesOf } from "./progress.js";
import { codeOf, coloured, definitions } from "./python_text.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Draft } from "./draft.js" */

/** @type {Promise<string> | undefined} */
let fetched;

/**
 * Make the button, and what it opens: a dialog, for two columns of code take the window's width.
 * @param {ChapterData} data
 * @param {Draft} draft
 * @param {() => string} current - returns the task that is being worked on
 */
export function comparison(data, draft, current) {
  const content = h("div.comparison");
  const close = h("button", { type: "button" }, "Close the comparison");
  const element = h(
    "dialog.compare",
    { "aria-label": "Your code beside ours" },
    h("p.buttons", {}, close),
    content,
  );
  close.onclick = () => element.close();
  element.onclose = () => fill(content);
  const button = h("button", { type: "button", onclick: open }, "Compare with ours");

  async function open() {
    element.showModal();
    await compare(content, data, draft.text, statesOf(data.stem));
    content.querySelector(`[data-task="${current()}"]`)?.scrollIntoView();
  }

  return { button, element, open };
}

/**
 * Fetch our solution of a chapter from its page.
 * @param {ChapterData} data
 * @returns {Promise<string>} its text; rejected where the page can't be had
 */
function solution(data) {
  fetched ??= (async () => {
    const answer = await fetch(data.solutionPage);
    if (!answer.ok) {
      throw new Error(`${data.solutionPage}: ${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return JSON.parse(page.getElementById("solution-data")?.textContent ?? "").text;
  })();
  fetched.catch(() => (fetched = undefined));
  return fetched;
}

/**
 * Fill a place with the tasks that are finished, theirs beside ours, and offer the others.
 * @param {Element} place
 * @param {ChapterData} data
 * @param {string} text - the learner's file
 * @param {Object<string, string>} states - {task: state}, as it was last graded
 */
async function compare(place, data, text, states) {
  let ours;
  try {
    ours = await solution(data);
  } catch {
    fill(place, h("p", {}, "Our solution can’t be loaded. Are you online?"));
    return;
  }
  const given = new Set(definitions(data.stub).keys());
  const list = h("div");
  const show = (/** @type {string} */ task) => {
    const finished = states[task] === "passed";
    const begun = states[task] === "not yet" || states[task] === "waiting";
    const mine = finished || begun ? codeOf(text, task, given) : null;
    const missing = finished || begun ? `# There is no ${task} in your file.` : "# not written yet";
    return h(
      "section.beside",
      { "aria-label": task, "data-task": task },
      h("h4", {}, h("code", {}, task), finished ? null : ` (${states[task] ?? "not graded yet"})`),
      column("Yours", mine, missing),
      column("Ours", codeOf(ours, task, given), ""),
    );
  };
  for (const task of data.tasks) {
    list.append(states[task] === "passed" ? show(task) : offer(task, show));
  }
  fill(place, list);
}

/**
 * @param {string} whose
 * @param {?{line: number, code: string}} found - what of their file is shown
 * @param {string} otherwise - shown where there is nothing
 */
function column(whose, found, otherwise) {
  const place = found ? `${whose}, from line ${found.line}` : whose;
  return h("figure", {}, h("figcaption", {}, place), coloured(found?.code ?? otherwise, place));
}

/**
 * Offer to show our answer to a task that isn't finished.
 * @param {string} task
 * @param {(task: string) => HTMLElement} show
 */
function offer(task, show) {
  const button = h("button", { type: "button" }, `Show ours for ${task}`);
  const line = h(
    "p.offer",
    { "data-task": task },
    h("code", {}, task),
    " isn’t finished, so ours isn’t shown. ",
    button,
  );
  button.onclick = async () => {
    if (await ask(`${task} isn’t finished. Show our answer?`, "Show it", "Not yet")) {
      const section = show(task);
      line.replaceWith(section);
      section.tabIndex = -1;
      section.focus();
    }
  };
  return line;
}
