// The verdict on a grading, as a card made from the report's data: see grading/report.py. What it
// says is the terminal's, to the letter; what leads somewhere there is a link or a button here.

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

/** Makes a link of a lead. first: it begins its sentence. @typedef {(lead: Lead, first: boolean) => Node} Show */

/**
 * Return the card's elements.
 * @param {Report} report
 * @param {Show} show
 */
export function card({ words, finding, done }, show) {
  if (done) return words.filter(isNoCommand).map((parts) => sentence(parts, show));
  if (!finding) return words.map((parts) => sentence(parts, show));
  if (words.length) return [heading(finding), ...words.filter(isNoCommand).map((parts) => sentence(parts, show))];
  const { steps, expected, got, difference, paragraphs, printed } = finding;
  const marks = parting(expected, got);
  return [
    heading(finding),
    steps.length && region("pre.call", "The call", steps.join("\n")),
    (expected || got) &&
      h(
        "dl.sides",
        {},
        side("expected", expected, marks[0]),
        side("got", got, marks[1]),
        difference && h("div.where", {}, h("dt", {}, "first difference at"), " ", h("dd", {}, h("code", {}, difference))),
      ),
    ...paragraphs.map((parts) => sentence(parts, show)),
    printed.trim() && h("p", {}, "Printed along the way:"),
    printed.trim() && region("pre.printed", "What was printed along the way", printed.trimEnd()),
  ].filter((part) => part instanceof Node);
}

/**
 * Return the line of a chapter where it failed: that of the learner's code, else the first that a
 * sentence names.
 * @param {Finding} finding
 * @param {string} stem
 * @returns {Lead | undefined}
 */
export function lineIn({ place, paragraphs }, stem) {
  const named = paragraphs.flat().filter((part) => typeof part === "object");
  return [place, ...named].find(
    (lead) => lead?.kind === "line" && lead.stem === stem && !lead.text.endsWith(".py"),
  ) ?? undefined;
}

/**
 * Say whether a sentence is more than a command to type: on the page that is a button.
 * @param {Said} parts
 */
function isNoCommand(parts) {
  const last = parts.at(-1);
  return !(typeof last === "object" && parts.length === 2 && String(parts[0]).endsWith(": "));
}

/** @param {Finding} finding */
function heading({ task, state, kind }) {
  if (kind === "load") return h("h3", {}, "The file doesn’t load yet");
  return h("h3", {}, h("code", {}, task), `: ${state}`);
}

/**
 * @param {Said} parts
 * @param {Show} show
 */
function sentence(parts, show) {
  const code = parts.length === 1 && typeof parts[0] === "string" && parts[0].startsWith("  ");
  return h(
    code ? "p.said.quote" : "p.said", // a line of the learner's code
    {},
    ...parts.flatMap((part, i) => (typeof part === "string" ? inCode(part) : show(part, i === 0))),
  );
}

/**
 * Set what stands between backticks as code. They are there still, for whoever copies the sentence.
 * @param {string} text
 * @returns {(string | Node)[]}
 */
export function inCode(text) {
  return text.split(/`([^`]+)`/).map((part, i) => {
    if (i % 2 === 0) return part;
    const [before, after] = [0, 1].map(() => h("span.unseen", {}, "`"));
    return h("code", {}, before, part, after);
  });
}

/**
 * @param {string} word
 * @param {string} text
 * @param {[from: number, to: number]} [span] - what of it to mark
 */
function side(word, text, [from, to] = [0, 0]) {
  if (!text) return null;
  const marked = to > from ? [text.slice(0, from), h("mark", {}, text.slice(from, to)), text.slice(to)] : [text];
  return h("div", {}, h("dt", {}, word), h("dd", {}, h("code", {}, ...marked)));
}

/**
 * Return where two lists' texts begin to differ: the first item in each that the other doesn't have.
 * @param {string} one
 * @param {string} other
 * @returns {[from: number, to: number][]} in the one, in the other; nothing where they aren't lists
 */
export function parting(one, other) {
  if (!/^[[(]/.test(one) || one[0] !== other[0]) return [];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const isItem = (/** @type {string} */ sign) => /[^\s,[\]()]/.test(sign ?? " ");
  if (isItem(one[same]) || isItem(other[same])) {
    while (isItem(one[same - 1])) same--; // back to where the item begins
  }
  return [one, other].map((text) => {
    const [before, item] = /^([\s,[(]*)([^\s,[\]()]*)/.exec(text.slice(same))?.slice(1) ?? ["", ""];
    return [same + before.length, same + before.length + item.length];
  });
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
