// Cells to draw in: the arrow keys move, Space inks a cell or takes the ink away; a pointer paints.

import { h } from "./dom.js";

/**
 * Make rows of cells. values are theirs, row by row: whether a cell is inked.
 * @param {number} rows
 * @param {number} columns
 * @param {() => void} onchange - called when a cell was inked or cleared
 */
export function cellBoard(rows, columns, onchange) {
  /** @type {boolean[]} */
  const values = new Array(rows * columns).fill(false);
  let at = 0;
  const cells = values.map((_, i) => h("td", { role: "gridcell", tabIndex: i ? -1 : 0 }));
  const name = (/** @type {number} */ i) =>
    `row ${Math.floor(i / columns) + 1}, column ${(i % columns) + 1}, ${values[i] ? "ink" : "paper"}`;
  const update = (/** @type {number} */ i) => {
    cells[i].setAttribute("aria-label", name(i));
    cells[i].setAttribute("aria-selected", String(values[i]));
  };
  const updateAll = () => {
    for (const i of values.keys()) {
      update(i);
    }
  };
  const move = (/** @type {number} */ i) => {
    cells[at].tabIndex = -1;
    at = i;
    cells[at].tabIndex = 0;
    cells[at].focus();
  };
  /** @type {(i: number, value: boolean) => void} */
  const ink = (i, value) => {
    values[i] = value;
    update(i);
    onchange();
  };
  updateAll();
  const lines = Array.from({ length: rows }, (_, row) =>
    h("tr", { role: "row" }, ...cells.slice(row * columns, (row + 1) * columns)),
  );
  const table = h(
    "table.cells",
    { role: "grid", "aria-label": `${rows} rows of ${columns} cells`, "aria-multiselectable": "true" },
    h("tbody", { role: "rowgroup" }, ...lines),
  );
  /** @type {Object<string, number | undefined>} */
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  table.onkeydown = (event) => {
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const next = at + step;
      const sameRow = Math.floor(next / columns) === Math.floor(at / columns);
      if (next >= 0 && next < values.length && (Math.abs(step) > 1 || sameRow)) {
        move(next);
      }
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      ink(at, !values[at]);
    }
  };
  /** @type {(target: ?EventTarget) => number} */
  const placeOf = (target) => cells.indexOf(/** @type {HTMLTableCellElement} */ (target));
  /** @type {?boolean} */
  let painting = null; // the ink that a pressed pointer gives
  table.onpointerdown = (event) => {
    const i = placeOf(event.target);
    if (i >= 0) {
      event.preventDefault();
      painting = !values[i];
      move(i);
      ink(i, painting);
    }
  };
  table.onpointermove = (event) => {
    if (painting === null) {
      return;
    }
    const i = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    if (i >= 0 && values[i] !== painting) {
      ink(i, painting);
    }
  };
  addEventListener("pointerup", () => {
    painting = null;
  });
  return {
    element: h(
      "div",
      {},
      table,
      h("p.help", {}, "The arrow keys move, Space inks a cell or clears it."),
    ),
    values,
    clear() {
      values.fill(false);
      updateAll();
    },
  };
}
