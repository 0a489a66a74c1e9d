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

/**
 * Split a report into strings and links.
 * @param {string} report
 * @param {string} stem - the chapter it is about
 * @returns {(string|{text: string, kind: string, stem?: string, line?: number, anchor?: string,
 *   number?: string, earlier?: boolean})[]} kind: "line", "lesson", "solution" or a command
 */
export function parts(report, stem) {
  const found = [];
  let end = 0;
  for (const match of report.matchAll(NAMED)) {
    found.push(report.slice(end, match.index), { text: match[0], ...target(match.groups, stem) });
    end = match.index + match[0].length;
  }
  return [...found, report.slice(end)].filter((part) => part !== "");
}

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
  return { kind: named.command, number: named.number, earlier: Boolean(named.earlier) };
}
