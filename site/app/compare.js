// The learner's functions beside ours.

import { ask, fill, h } from "./dom.js";
import { codeOf, coloured, definitions } from "./python_text.js";

let fetched;

/**
 * Fetch our solution of a chapter from its page.
 * @param {{solutionPage: string}} data
 * @returns {Promise<string>} its text; rejected where the page can't be had
 */
export function solution(data) {
  fetched ??= (async () => {
    const answer = await fetch(data.solutionPage);
    if (!answer.ok) {
      throw new Error(`${data.solutionPage}: ${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return JSON.parse(page.getElementById("solution-data").textContent).text;
  })();
  fetched.catch(() => (fetched = undefined));
  return fetched;
}

/**
 * Fill a place with the tasks that are finished, theirs beside ours, and offer the others.
 * @param {Element} place
 * @param {Object} data - the chapter, as the page has it
 * @param {string} text - the learner's file
 * @param {Object<string, string>} states - {task: state}, as it was last graded
 */
export async function compare(place, data, text, states) {
  let ours;
  try {
    ours = await solution(data);
  } catch {
    fill(place, h("p", {}, "Our solution can’t be loaded. Are you online?"));
    return;
  }
  const given = new Set(definitions(data.stub).keys());
  const list = h("div");
  const show = (task) => {
    const finished = states[task] === "passed";
    const begun = states[task] === "not yet" || states[task] === "waiting";
    const mine = finished || begun ? codeOf(text, task, given) : null;
    const missing = finished || begun ? `# There is no ${task} in this file.` : "# not written yet";
    return h(
      "section.beside",
      { "aria-label": task },
      h("h4", {}, h("code", {}, task), finished ? null : ` (${states[task] ?? "not graded yet"})`),
      column(`yours, ${data.file}`, mine, missing),
      column(`ours, solutions/${data.stem}.py`, codeOf(ours, task, given), ""),
    );
  };
  for (const task of data.tasks) {
    list.append(states[task] === "passed" ? show(task) : offer(task, show));
  }
  fill(place, list);
}

function column(path, found, otherwise) {
  const place = found ? `${path}:${found.line}` : path;
  return h("figure", {}, h("figcaption", {}, place), coloured(found?.code ?? otherwise, place));
}

function offer(task, show) {
  const button = h("button", { type: "button" }, `Show ours for ${task}`);
  const line = h(
    "p.offer",
    {},
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
