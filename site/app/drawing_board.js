// Where a letter is drawn: with a pen, or in cells, whichever is chosen.

import { cellBoard } from "./cell_board.js";
import { h } from "./dom.js";
import { fromCells, fromStrokes, SIDE } from "./drawing.js";
import { penBoard } from "./pen_board.js";

/** @typedef {"pen" | "cells"} Mode */

/**
 * Make the board with its buttons.
 * @param {(pixels: ?number[]) => void} onchange - called with the 144 pixels; null: it is empty
 * @param {Object} [options]
 * @param {number} [options.rows] - of cells
 * @param {number} [options.columns]
 * @param {() => void} [options.onmove] - called while a stroke is being drawn
 */
export function drawingBoard(onchange, { rows = SIDE, columns = SIDE, onmove } = {}) {
  const pen = penBoard(() => onchange(pixels()), onmove);
  const cells = cellBoard(rows, columns, () => onchange(pixels()));
  /** @type {Mode} */
  let mode = "pen";

  const pixels = () =>
    mode === "pen" ? fromStrokes(pen.strokes) : fromCells(cells.values, columns);
  const undo = h("button", { type: "button", onclick: pen.undo }, "Undo a stroke");
  const clear = () => {
    pen.clear();
    cells.clear();
    onchange(null);
  };
  /** @type {(value: Mode, words: string) => HTMLElement} */
  const pick = (value, words) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "board",
        value,
        checked: mode === value,
        onchange: () => choose(value),
      }),
      ` ${words}`,
    );
  /** @param {Mode} value */
  function choose(value) {
    mode = value;
    pen.element.hidden = mode !== "pen";
    undo.hidden = mode !== "pen";
    cells.element.hidden = mode !== "cells";
    onchange(pixels());
  }
  cells.element.hidden = true;
  const element = h(
    "div",
    {},
    h(
      "fieldset.choices",
      {},
      h("legend", {}, "Draw with"),
      pick("pen", "a pen, mouse or finger"),
      pick("cells", "cells, for the keyboard"),
    ),
    pen.element,
    cells.element,
    h("p.buttons", {}, h("button", { type: "button", onclick: clear }, "Clear"), undo),
  );
  return { element, pixels };
}
