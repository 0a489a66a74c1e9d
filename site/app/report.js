// The grader's report, word for word, with links made from what it names.

const NAMED = new RegExp(
  [
    "exercises/(?<file>[a-z0-9_]+)\\.py(?::(?<line>\\d+))?",
    "lessons/(?<lesson>[a-z0-9_]+)\\.md(?:#(?<anchor>[\\w-]+))?",
    "solutions/(?<solution>[a-z0-9_]+)\\.py",
    "make (?<command>check-chapter|hint|compare|run) (?<number>\\w+)(?<earlier>\\s+EARLIER=solutions)?",
    "\\(line (?<here>\\d+)\\)",
  ].join("|"),
  "g",
);

/** @typedef {{kind: "line", stem: string, line: number}} Line */
/** @typedef {{kind: "lesson", stem: string, anchor: string}} Lesson */
/** @typedef {{kind: "solution", stem: string}} Solution */
/** @typedef {"check-chapter" | "hint" | "compare" | "run"} CommandName */
/** @typedef {{kind: CommandName, number: string, earlier: boolean}} Command - of the terminal */
/** @typedef {Line | Lesson | Solution | Command} Target - what a report names */
/** @typedef {Target & {text: string}} Link */

/**
 * Split a report into strings and links.
 * @param {string} report
 * @param {string} stem - the chapter it is about
 * @returns {(string | Link)[]}
 */
export function parts(report, stem) {
  /** @type {(string | Link)[]} */
  const found = [];
  let end = 0;
  for (const match of report.matchAll(NAMED)) {
    const named = /** @type {Object<string, string>} */ (match.groups);
    found.push(report.slice(end, match.index), { text: match[0], ...target(named, stem) });
    end = match.index + match[0].length;
  }
  return [...found, report.slice(end)].filter((part) => part !== "");
}

/**
 * @param {Object<string, string>} named - the groups of a match
 * @param {string} stem
 * @returns {Target}
 */
function target(named, stem) {
  if (named.file) {
    return { kind: "line", stem: named.file, line: Number(named.line ?? 1) };
  }
  if (named.here) {
    return { kind: "line", stem, line: Number(named.here) };
  }
  if (named.lesson) {
    return { kind: "lesson", stem: named.lesson, anchor: named.anchor ?? "" };
  }
  if (named.solution) {
    return { kind: "solution", stem: named.solution };
  }
  const kind = /** @type {CommandName} */ (named.command);
  return { kind, number: named.number, earlier: Boolean(named.earlier) };
}
