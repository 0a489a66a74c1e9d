// Python in the editor: where Enter goes in it, and where a line goes on that is too long.

import { pythonLanguage } from "@codemirror/lang-python";
import { ensureSyntaxTree, indentService, syntaxTree } from "@codemirror/language";
import { Decoration, EditorView } from "@codemirror/view";
import { hang } from "./python_text.js";

/** @typedef {import("@lezer/common").SyntaxNode} SyntaxNode */

const PARSING = 200; // milliseconds for which a line that is broken waits for the parser
const LONG = 50_000; // characters: no chapter's file has half of them
const WIDE = 2000; // characters of a line
const BLOCK = /^(Script|Body|MatchBody)$/;

// Parsed anew at each change, in some milliseconds: what the parser keeps of a function that was a
// docstring and comments for a moment stays without the lines that come to it. What is too long to be
// anybody's chapter would take seconds.
const language = pythonLanguage.configure({
  wrap: (parse, input, fragments, ranges) =>
    fragments.length && input.length < LONG ? pythonLanguage.parser.startParse(input, [], ranges) : parse,
});

// Enter keeps the indentation, and after a colon adds a level, whatever the parser makes of code
// that is half written. Within brackets and strings it knows better.
const breaking = indentService.of((context, pos) => {
  if (context.simulatedBreak === null) return undefined;
  const { state, unit } = context;
  const line = state.doc.lineAt(pos);
  const before = state.sliceDoc(line.from, pos);
  if (!before.trim()) return context.lineIndent(line.from) || undefined;
  const tree = ensureSyntaxTree(state, state.doc.length, PARSING) ?? syntaxTree(state);
  const last = tree.resolveInner(pos, -1);
  if (isWithin(last, pos)) return undefined;
  const code = (last.name === "Comment" ? before.slice(0, last.from - line.from) : before).trimEnd();
  if (!code) return context.lineIndent(line.from);
  const start = startOf(tree.resolveInner(line.from + code.length, -1));
  return context.lineIndent(Math.min(start, line.from)) + (code.endsWith(":") ? unit : 0);
});

const hanging = EditorView.decorations.compute(["doc"], ({ doc }) => {
  let from = 0;
  const marks = [...doc.iterLines()].map((text) => {
    const mark = Decoration.line({ attributes: { style: `--hang: ${hang(text)}` } }).range(from);
    from += text.length + 1;
    return mark;
  });
  return Decoration.set(marks);
});

// Lines are wrapped, unless one is so long that to lay it out would take seconds.
const wrapping = EditorView.contentAttributes.compute(["doc"], ({ doc }) => {
  const isWide = [...doc.iterLines()].some((line) => line.length > WIDE);
  return { class: isWide ? "" : "cm-lineWrapping" };
});

/** What createEditor() needs for it. */
export const indentation = [language, breaking, hanging, wrapping];

/**
 * Say whether a place is within a string or brackets.
 * @param {SyntaxNode} node - what stands before it
 * @param {number} pos
 */
function isWithin(node, pos) {
  for (let at = /** @type {?SyntaxNode} */ (node); at && !BLOCK.test(at.name); at = at.parent) {
    if (at.to > pos && (at.name.endsWith("String") || ["(", "[", "{"].some((sign) => at.getChild(sign)))) return true;
  }
  return false;
}

/**
 * Return where the statement begins that ends with a node.
 * @param {SyntaxNode} node
 */
function startOf(node) {
  let first = node;
  if (node.name === ":" && node.parent?.name.endsWith("Body")) first = node.parent.parent ?? node;
  while (first.parent && !BLOCK.test(first.parent.name)) first = first.parent;
  return first.from;
}
