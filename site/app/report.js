// The report on a grading, laid out from its data: see grading/finding.py.

import { h } from "./dom.js";

/**
 * What a sentence names and this page makes a link of. text: what the terminal shows.
 * @typedef {{text: string, kind: string, stem: string, line: number, task: string,
 *   earlier: boolean}} Lead
 */
/** A sentence or several, in parts. @typedef {(string | Lead)[]} Said */

/**
 * What there is to say of one task that isn't passed.
 * @typedef {Object} Finding
 * @property {string} task
 * @property {string} state
 * @property {string} kind
 * @property {Lead} at - where to go on working
 * @property {string[]} steps - the calls, as the learner could type them
 * @property {string} expected
 * @property {string} got
 * @property {string} difference - where the two part, such as "[3][1]"
 * @property {Said[]} paragraphs
 * @property {string} printed
 * @property {Lead[]} leads
 * @property {?Lead} place - where the learner's code was when it failed
 * @property {string} method - of a class, the one to work on
 */

/**
 * What there is to say of a chapter: words where nothing failed, else the first finding.
 * @typedef {Object} Report
 * @property {string} stem
 * @property {string} title
 * @property {Object<string, string>} tasks - {name: "passed" | "not yet" | "waiting" |
 *   "not started" | "not graded"}
 * @property {Said[]} words
 * @property {?Finding} finding
 * @property {boolean} done
 */

/**
 * Return the elements of a report.
 * @param {Report} report
 * @param {(lead: Lead) => string | Node} show - makes a link of a lead, or plain text
 */
export function laidOut({ words, finding }, show) {
  const sentence = (/** @type {Said} */ parts) =>
    h("p", {}, ...parts.map((part) => (typeof part === "string" ? part : show(part))));
  if (words.length || !finding) return words.map(sentence);
  const { steps, expected, got, difference, paragraphs, printed, leads } = finding;
  const sides = [...side("expected", expected), ...side("got", got), ...side("first difference at", difference)];
  return [
    steps.length && region("pre.call", "The call", steps.join("\n")),
    sides.length && h("dl.sides", {}, ...sides),
    ...paragraphs.map(sentence),
    printed.trim() && h("p", {}, "Your code printed:"),
    printed.trim() && region("pre.printed", "What your code printed", printed.trimEnd()),
    leads.length && h("p.leads", {}, ...leads.flatMap((lead, i) => (i ? [" · ", show(lead)] : [show(lead)]))),
  ].filter((part) => part instanceof Node);
}

/**
 * @param {string} word
 * @param {string} text
 */
function side(word, text) {
  return text ? [h("dt", {}, word), h("dd", {}, h("code", {}, text))] : [];
}

/**
 * Return text that may be wider than the page: it can be scrolled with the keyboard, too.
 * @param {"pre.call" | "pre.printed"} name
 * @param {string} label
 * @param {string} text
 */
function region(name, label, text) {
  return h(name, { tabIndex: 0, role: "region", "aria-label": label }, text);
}
