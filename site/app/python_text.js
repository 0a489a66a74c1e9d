// The functions, classes and constants of a file of Python, found by the editor's own parser.

import { pythonLanguage } from "@codemirror/lang-python";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { h } from "./dom.js";

/** @typedef {ReturnType<typeof pythonLanguage.parser.parse>["topNode"]} SyntaxNode */

/**
 * What is defined at the top of a file: the definition's line, where its text begins and ends, and
 * its node, without decorators.
 * @typedef {{line: number, from: number, to: number, node: SyntaxNode}} Definition
 */

const NAMED = new Set(["FunctionDefinition", "ClassDefinition"]);

/**
 * Return what is defined at the top of a file. Of two with one name the last counts.
 * @param {string} text
 * @param {SyntaxNode} [top] - the file, parsed
 * @returns {Map<string, Definition>}
 */
export function definitions(text, top = pythonLanguage.parser.parse(text).topNode) {
  /** @type {Map<string, Definition>} */
  const found = new Map();
  let [line, counted] = [1, 0]; // the lines are counted up to there
  for (let node = top.firstChild; node; node = node.nextSibling) {
    const inner = node.name === "DecoratedStatement" ? node.lastChild : node;
    if (!inner) {
      continue;
    }
    if (NAMED.has(inner.name) || inner.name === "AssignStatement") {
      const name = inner.getChild("VariableName");
      if (name) {
        line += text.slice(counted, inner.from).split("\n").length - 1;
        counted = inner.from;
        found.set(text.slice(name.from, name.to), {
          line,
          from: node.from,
          to: node.to,
          node: inner,
        });
      }
    }
  }
  return found;
}

/**
 * Return the code of a task without its docstrings, then that of the helpers which it uses and
 * which the stub doesn't have; null where the file has no such task.
 * @param {string} text - the learner's file, or ours
 * @param {string} task
 * @param {Set<string>} given - the names that the stub defines
 * @returns {?{line: number, code: string}}
 */
export function codeOf(text, task, given) {
  const all = definitions(text);
  const wanted = all.get(task);
  if (!wanted) {
    return null;
  }
  const names = new Set([task]);
  const found = [wanted];
  const pieces = [];
  for (const { from, to, node } of found) {
    pieces.push(withoutDocstrings(text, from, to, node));
    node.cursor().iterate((inner) => {
      const word = text.slice(inner.from, inner.to);
      const helper = inner.name === "VariableName" ? all.get(word) : undefined;
      if (helper && !given.has(word) && !names.has(word)) {
        names.add(word);
        found.push(helper); // this loop comes to it, too
      }
    });
  }
  return { line: wanted.line, code: pieces.join("\n\n") };
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {SyntaxNode} node
 */
function withoutDocstrings(text, from, to, node) {
  /** @type {[from: number, to: number][]} */
  const cuts = [];
  node.cursor().iterate((inner) => {
    if (inner.name === "Body" && NAMED.has(inner.node.parent?.name ?? "")) {
      const colon = inner.node.firstChild;
      const first = colon?.nextSibling;
      const words = first?.name === "ExpressionStatement" && first.firstChild?.name === "String";
      if (colon && words && first.nextSibling && text.slice(colon.to, first.from).includes("\n")) {
        const start = text.lastIndexOf("\n", first.from) + 1;
        const rest = /^[^\n]*\n([ \t]*\n)?/.exec(text.slice(first.to, to));
        cuts.push([start, first.to + (rest ? rest[0].length : 0)]);
      }
    }
  });
  let code = "";
  let at = from;
  for (const [start, end] of cuts) {
    code += text.slice(at, start);
    at = end;
  }
  return (code + text.slice(at, to)).trimEnd();
}

/**
 * Return how far from the left a line of Python goes on below itself.
 * @param {string} line
 */
export function hang(line) {
  return `${line.search(/\S|$/) + 2}ch`;
}

/**
 * Return a coloured <pre> of some Python.
 * @param {string} code
 * @param {string} label - what a screen reader calls it
 */
export function coloured(code, label) {
  const inner = h("code");
  const lines = code.split("\n").map((text) => {
    const line = h("span.line");
    line.style.setProperty("--hang", hang(text));
    return line;
  });
  let [line, ...rest] = lines;
  highlightCode(
    code,
    pythonLanguage.parser.parse(code),
    classHighlighter,
    (text, classes) => line.append(classes ? h("span", { className: classes }, text) : text),
    () => {
      line.append("\n");
      [line, ...rest] = rest;
    },
  );
  inner.append(...lines);
  return h("pre.code", { tabIndex: 0, role: "region", "aria-label": label }, inner);
}
