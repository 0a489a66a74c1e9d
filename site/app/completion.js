// What the editor offers while a name is typed: the names that the file itself has, and after self.
// those of its class. None comes from a solution.

import { acceptCompletion, autocompletion, completionKeymap, currentCompletions, moveCompletionSelection, selectedCompletion } from "@codemirror/autocomplete";
import { localCompletionSource } from "@codemirror/lang-python";
import { syntaxTree } from "@codemirror/language";
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

/** @import { CompletionContext, CompletionResult } from "@codemirror/autocomplete" */
/** @import { Command } from "@codemirror/view" */

// As the code of a class has them, and, written with a dot alone, its docstring.
const ATTRIBUTES = /\bself\.([A-Za-z_]\w*)|(?<=[\s(])\.([a-z]\w*)|^ +def ([A-Za-z_]\w*)/gm;

/**
 * Offer what the class has of its own.
 * @param {CompletionContext} context
 * @returns {?CompletionResult}
 */
function ofSelf(context) {
  const typed = context.matchBefore(/\bself\.\w*/);
  /** @type {import("@lezer/common").SyntaxNode | null} */
  let node = typed && syntaxTree(context.state).resolveInner(context.pos, -1);
  while (node && node.name !== "ClassDefinition") node = node.parent;
  if (!typed || !node) return null;
  const from = typed.from + "self.".length;
  const rest = context.state.sliceDoc(node.from, from) + context.state.sliceDoc(context.pos, node.to);
  const own = [...rest.matchAll(ATTRIBUTES)].map((found) => found[1] ?? found[2] ?? found[3]);
  const options = [...new Set(own)].filter((name) => !name.startsWith("__")).map((label) => ({ label }));
  return { from, options, validFor: /^\w*$/ };
}

/**
 * Offer names: of two sources one would wait for the other at every letter. Behind another dot
 * there are none, as nobody knows here what stands before it; nor for a name that is complete.
 * @param {CompletionContext} context
 * @returns {?CompletionResult}
 */
function names(context) {
  const found = context.matchBefore(/\.\w*/) ? ofSelf(context) : localCompletionSource(context);
  if (!found) return null;
  const labels = found.options.map(({ label }) => label);
  const isComplete = (/** @type {string} */ typed) =>
    labels.includes(typed) && !labels.some((label) => label !== typed && label.startsWith(typed));
  if (isComplete(context.state.sliceDoc(found.from, context.pos))) return null;
  return { ...found, validFor: (text) => /^\w*$/.test(text) && !isComplete(text) };
}

/** Take the chosen name, or the first. @type {Command} */
function take(view) {
  if (!currentCompletions(view.state).length) return false;
  if (!selectedCompletion(view.state)) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

/** What createEditor() needs for it. Enter goes on breaking the line, until a name is chosen. */
export const completion = [
  autocompletion({
    override: [names],
    selectOnOpen: false,
    interactionDelay: 0, // nothing is chosen unawares
    icons: false,
    defaultKeymap: false,
  }),
  Prec.high(keymap.of([{ key: "Tab", run: take }, ...completionKeymap])),
];
