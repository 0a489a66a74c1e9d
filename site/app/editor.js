// The editor: CodeMirror 6 with what a chapter of Python needs.

import { closeBrackets, closeBracketsKeymap, closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { completion } from "./completion.js";
import { indentation } from "./indentation.js";
import { foldOthers, showTask, taskFolds, unfolded } from "./task_folds.js";

/** @import { Diagnostic } from "@codemirror/lint" */
/** @typedef {ReturnType<typeof createEditor>} Editor */

// Escape, then Tab, leaves the editor; CodeMirror alone gives two seconds for the Tab. Here there
// is all the time: until something is typed, or the editor is entered again.
const leaving = [
  Prec.highest(
    keymap.of([
      {
        key: "Escape",
        run(view) {
          view.setTabFocusMode(true);
          return false;
        },
      },
    ]),
  ),
  EditorView.domEventHandlers({
    focus(_, view) {
      view.setTabFocusMode(false);
    },
  }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) {
      update.view.setTabFocusMode(false);
    }
  }),
];

// CodeMirror would scroll the window as well, and the lesson in it. What is too long to be shown
// from its start is shown to its end.
const scrolling = EditorView.scrollHandler.of((view, { from, to }, { y, yMargin }) => {
  if (y === "nearest") {
    return false;
  }
  const { top } = view.lineBlockAt(from);
  const { bottom } = view.lineBlockAt(to);
  const room = view.scrollDOM.clientHeight - (bottom - top);
  view.scrollDOM.scrollTop = top - (y === "center" ? room / 2 : Math.min(yMargin, room - yMargin));
  return true;
});

/**
 * Put an editor into an element.
 * @param {Object} options
 * @param {Element} options.parent
 * @param {string} options.text
 * @param {string} options.label - what a screen reader calls it
 * @param {string} options.describedBy - the id of the sentence on its keys
 * @param {(text: string) => void} options.onchange - called after each change
 * @param {() => void} options.onsubmit - called on Ctrl+Enter or Cmd+Enter
 * @param {() => void} options.onrun - called on Shift+Enter
 */
export function createEditor({ parent, text, label, describedBy, onchange, onsubmit, onrun }) {
  const submit = () => {
    closeCompletion(view);
    onsubmit();
    return true;
  };
  const run = () => {
    onrun();
    return true;
  };
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      lintGutter(),
      highlightSpecialChars(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      completion,
      search({
        top: true,
        scrollToMatch: (range) => EditorView.scrollIntoView(range, { y: "center" }),
      }),
      highlightSelectionMatches(),
      indentOnInput(),
      EditorState.tabSize.of(4),
      indentUnit.of("    "),
      indentation,
      syntaxHighlighting(classHighlighter),
      leaving,
      scrolling,
      taskFolds,
      Prec.highest(
        keymap.of([
          { key: "Mod-Enter", run: submit },
          { key: "Ctrl-Enter", run: submit },
          { key: "Shift-Enter", run },
        ]),
      ),
      keymap.of([
        indentWithTab,
        ...closeBracketsKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      EditorView.contentAttributes.of({
        tabindex: "0",
        "aria-label": label,
        "aria-describedby": describedBy,
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          onchange(update.state.doc.toString());
        }
      }),
    ],
  });
  const view = new EditorView({ state, parent });
  // Not every browser takes the focus away when a button is pressed.
  document.addEventListener("pointerdown", ({ target }) => {
    if (!view.dom.contains(/** @type {Node} */ (target))) closeCompletion(view);
  });
  // A keyboard that comes up takes half of a phone's window.
  addEventListener("resize", () => {
    const { head } = view.state.selection.main;
    if (view.hasFocus) view.dispatch({ effects: EditorView.scrollIntoView(head) });
  });

  const lineAt = (/** @type {number} */ number) =>
    view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));

  return {
    view,
    /**
     * Put another text in; undo takes it back, and the cursor stays where the texts agree.
     * @param {string} next
     */
    replace(next) {
      const old = view.state.doc.toString();
      if (next === old) {
        return;
      }
      const shorter = Math.min(old.length, next.length);
      let from = 0;
      while (from < shorter && old[from] === next[from]) {
        from++;
      }
      let same = 0; // characters at the end
      while (same < shorter - from && old.at(-1 - same) === next.at(-1 - same)) {
        same++;
      }
      const insert = next.slice(from, next.length - same);
      view.dispatch({ changes: { from, to: old.length - same, insert } });
    },
    /**
     * Go to a line, and stand where its text begins.
     * @param {number} number
     */
    goTo(number) {
      const line = lineAt(number);
      const anchor = line.from + line.text.length - line.text.trimStart().length;
      view.focus();
      view.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: "center" }),
      });
    },
    /**
     * Bring a line into view, unfolded, and leave the cursor where it is.
     * @param {number} number
     */
    reveal(number) {
      const line = lineAt(number);
      const effects = [...unfolded(view.state, line), EditorView.scrollIntoView(line.from, { y: "center" })];
      view.dispatch({ effects });
    },
    /**
     * Show a task and mark it as the current one, without going into the editor.
     * @param {string} task
     * @param {boolean} [staying] - what is in view stays there, if the cursor is in it
     */
    show: (task, staying = false) => showTask(view, task, staying),
    /**
     * Fold every task but one.
     * @param {string[]} tasks
     * @param {string} open
     */
    fold: (tasks, open) => foldOthers(view, tasks, open),
    /**
     * Mark a line, in the gutter too, with a sentence; null takes the mark away.
     * @param {?number} number
     * @param {string} [message]
     */
    mark(number, message = "") {
      const line = number === null ? null : lineAt(number);
      /** @type {Diagnostic[]} */
      const marks = line ? [{ from: line.from, to: line.to, severity: "error", markClass: "cm-wrong", message }] : [];
      view.dispatch(setDiagnostics(view.state, marks));
    },
  };
}
