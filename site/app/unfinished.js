/** The report on a grading that came to no end, in the form and the words of the terminal's. */

const COLUMNS = 80;
const HAPPENED = {
  timeout: "no answer within the time limit: it was still running",
  crashed: "no answer: Python itself came to an end",
};
const ADVICE = {
  timeout: "Look for a loop, or a call, that never comes to an end. It has been stopped.",
  crashed: "A function that calls itself without end does this. Python has been started anew.",
};

/** @import { Cut, Grading } from "./grader.js" */

/**
 * Return what Grader.grade() gives for a grading that was cut short.
 *
 * @param {Cut} end
 * @param {Object} known what is known by then
 * @param {string} known.stem
 * @param {string} known.text
 * @param {string} known.title
 * @param {string[]} known.tasks
 * @param {?string} known.task
 * @param {Object<string, string>} known.states
 * @returns {Omit<Grading, "seconds">}
 */
export function unfinishedReport({ how, place }, { stem, text, title, tasks, task, states }) {
  const names = Object.fromEntries(tasks.map((name) => [name, states[name] ?? "not graded"]));
  /** @type {Omit<Grading, "report" | "seconds">} */
  const result = { how, passed: false, tasks: names, problem: null, place: null, printed: "" };
  if (how === "stopped") return { ...result, report: "Stopped. Nothing of yours was changed." };
  const file = `exercises/${stem}.py`;
  const lines = title ? [title, ""] : [];
  const where = place ? `${place.file}:${place.line}` : "";
  if (task) {
    const number = stem.replace(/^ch0?|_.*/g, "");
    const line = definition(text, task);
    names[task] = "not yet";
    result.problem = { task, stem, line, anchor: `${stem}.html#${task.toLowerCase()}` };
    lines.push(...wrap(`${task} gave ${HAPPENED[how]}.`));
    if (where) lines.push(...wrap(`That happened at ${where}.`));
    lines.push(...wrap(ADVICE[how]));
    const links = [`${file}:${line}`, `lessons/${stem}.md#${task.toLowerCase()}`, `make hint ${number}`];
    lines.push(`  ${links.join(" · ")}`);
  } else {
    result.problem = { task: null, stem, line: place?.line ?? 1, anchor: `${stem}.html` };
    lines.push(...wrap(`${file} doesn't load: ${HAPPENED[how]}.${where && ` See ${where}.`}`));
    lines.push(...wrap(ADVICE[how]));
  }
  lines.push("");
  for (const state of ["passed", "not yet", "waiting", "not started", "not graded"]) {
    const found = tasks.filter((name) => names[name] === state);
    if (found.length) lines.push(...wrap(found.join("  "), `  ${state.padEnd(13)}`));
  }
  const passed = tasks.filter((name) => names[name] === "passed").length;
  if (tasks.length) lines.push(`${passed} of ${tasks.length}`);
  if (place) {
    result.place = { stem: place.file.replace(/^exercises\/|\.py$/g, ""), line: place.line };
  }
  return { ...result, report: lines.join("\n") };
}

/**
 * Return the line of a text that defines a function or class, or 1.
 * @param {string} text
 * @param {string} name
 */
function definition(text, name) {
  const line = text.split("\n").findLastIndex((part) => new RegExp(`^(def|class) ${name}\\b`).test(part));
  return Math.max(line, 0) + 1;
}

/**
 * @param {string} text
 * @param {string} [lead] - before the first line; the others are indented as far
 */
function wrap(text, lead = "  ") {
  const lines = [];
  let line = lead;
  for (const word of text.split(/ (?! )/)) {
    if (line !== lead && line.trim() && `${line} ${word}`.length > COLUMNS) {
      lines.push(line.trimEnd());
      line = " ".repeat(lead.length);
    }
    line += line.length === lead.length && !line.endsWith(word) ? word : ` ${word}`;
  }
  return [...lines, line.trimEnd()];
}
