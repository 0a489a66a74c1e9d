// The tasks in the editor: each can be folded, and the current one is marked.

import { codeFolding, ensureSyntaxTree, foldEffect, foldGutter, foldKeymap, foldable, foldedRanges, forceParsing, unfoldEffect } from "@codemirror/language";
import { EditorSelection, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap } from "@codemirror/view";
import { definitions } from "./python_text.js";

/** @import { EditorState } from "@codemirror/state" */

const PARSING = 2000; // milliseconds that a file may take to be parsed, on a busy machine
const TYPING = 50; // milliseconds of it for each letter that is typed

/** @type {import("@codemirror/state").StateEffectType<string>} */
const choose = StateEffect.define();

/** The current task, and its lines, which are marked. */
const current = StateField.define({
  create: () => ({ task: "", lines: Decoration.none }),
  update(value, change) {
    const chosen = change.effects.find((effect) => effect.is(choose));
    const task = chosen ? chosen.value : value.task;
    if (!change.docChanged && task === value.task) return value;
    const tree = ensureSyntaxTree(change.state, change.state.doc.length, chosen ? PARSING : TYPING);
    return { task, lines: tree ? linesOf(change.state, task) : value.lines.map(change.changes) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ lines }) => lines),
});

/** What createEditor() needs for it. */
export const taskFolds = [
  current,
  codeFolding(),
  foldGutter({
    markerDOM(open) {
      const marker = document.createElement("span");
      marker.className = "fold";
      marker.title = open ? "Fold" : "Unfold";
      marker.textContent = open ? "⌄" : "›";
      return marker;
    },
  }),
  keymap.of(foldKeymap),
];

/**
 * Unfold a task and mark it as the current one; put the cursor where it is to be written, and show
 * it, as far as where it ends. The task before it is folded.
 * @param {EditorView} view
 * @param {string} task
 * @param {boolean} staying - what is in view stays there, if the cursor is in the task
 */
export function showTask(view, task, staying) {
  forceParsing(view, view.state.doc.length, PARSING); // what isn't parsed can't be folded
  const { state } = view;
  const before = state.field(current).task;
  const found = find(state, task);
  if (!found) {
    view.dispatch({ effects: choose.of(task) });
    return;
  }
  /** @type {import("@codemirror/state").StateEffect<any>[]} */
  const effects = [
    choose.of(task),
    ...unfolded(state, found),
  ];
  const head = state.selection.main.head;
  const isThere = head >= found.from && head <= found.to;
  const place = placeToWrite(state, found);
  if (staying && isThere) {
    effects.push(EditorView.scrollIntoView(head)); // a report takes some of the editor's height
  } else {
    effects.push(EditorView.scrollIntoView(EditorSelection.range(found.from, place), { y: "start", yMargin: 4 }));
  }
  if (view.hasFocus) {
    view.dispatch({ effects }); // somebody is writing: their cursor stays, and what it is in
    return;
  }
  const selection = isThere ? undefined : { anchor: place };
  const leaving = before && before !== task ? folding(state, before) : [];
  view.dispatch({ effects: [...effects, ...leaving], selection });
}

/**
 * Fold every task but one.
 * @param {EditorView} view
 * @param {string[]} tasks
 * @param {string} open
 */
export function foldOthers(view, tasks, open) {
  forceParsing(view, view.state.doc.length, PARSING);
  const others = tasks.filter((task) => task !== open);
  view.dispatch({ effects: others.flatMap((task) => folding(view.state, task)) });
}

/**
 * Return the effect of folding a task, if it isn't folded.
 * @param {EditorState} state
 * @param {string} task
 */
function folding(state, task) {
  const found = find(state, task);
  const body = found?.node.getChild("Body");
  if (!found || !body || folded(state, found).length) return [];
  const line = state.doc.lineAt(body.from);
  const range = foldable(state, line.from, line.to);
  return range ? [foldEffect.of(range)] : [];
}

/**
 * Return the effects of unfolding a part.
 * @param {EditorState} state
 * @param {{from: number, to: number}} part
 */
export function unfolded(state, part) {
  return folded(state, part).map((range) => unfoldEffect.of(range));
}

/**
 * Return what is folded of a part.
 * @param {EditorState} state
 * @param {{from: number, to: number}} part
 */
function folded(state, { from, to }) {
  /** @type {{from: number, to: number}[]} */
  const ranges = [];
  foldedRanges(state).between(from, to, (start, end) => {
    ranges.push({ from: start, to: end });
  });
  return ranges;
}

/**
 * @param {EditorState} state
 * @param {string} task
 */
function find(state, task) {
  const tree = ensureSyntaxTree(state, state.doc.length, PARSING);
  return tree ? definitions(state.doc.toString(), tree.topNode).get(task) : undefined;
}

/**
 * Return where a task goes on: at its first raise NotImplementedError, or where its code ends.
 * @param {EditorState} state
 * @param {{from: number, to: number}} definition
 */
function placeToWrite(state, { from, to }) {
  const text = state.sliceDoc(from, to).trimEnd();
  const found = /^[ \t]*(?=raise NotImplementedError)/m.exec(text);
  return from + (found ? found.index + found[0].length : text.length);
}

/**
 * @param {EditorState} state
 * @param {string} task
 */
function linesOf(state, task) {
  const found = find(state, task);
  if (!found) return Decoration.none;
  const to = found.from + state.sliceDoc(found.from, found.to).trimEnd().length;
  const [first, last] = [found.from, to].map((at) => state.doc.lineAt(at).number);
  const marked = Decoration.line({ class: "cm-current-task" });
  const starts = Array.from({ length: last - first + 1 }, (_, i) => state.doc.line(first + i).from);
  return Decoration.set(starts.map((start) => marked.range(start)));
}
