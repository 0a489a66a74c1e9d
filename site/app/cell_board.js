// Cells to draw in: the arrow keys move, Space inks a cell or takes the ink away; a pointer paints.

import { h } from "./dom.js";
import { SIDE } from "./drawing.js";

/**
 * Make 12 rows of 12 cells. values are theirs, row by row: whether a cell is inked.
 * @param {() => void} onchange - called when a cell was inked or cleared
 */
export function cellBoard(onchange) {
  /** @type {boolean[]} */
  const values = new Array(SIDE * SIDE).fill(false);
  let at = 0;
  const cells = values.map((_, i) => h("td", { role: "gridcell", tabIndex: i ? -1 : 0 }));
  const name = (/** @type {number} */ i) =>
    `row ${Math.floor(i / SIDE) + 1}, column ${(i % SIDE) + 1}, ${values[i] ? "ink" : "paper"}`;
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
  const rows = Array.from({ length: SIDE }, (_, row) =>
    h("tr", { role: "row" }, ...cells.slice(row * SIDE, (row + 1) * SIDE)),
  );
  const table = h(
    "table.cells",
    { role: "grid", "aria-label": "12 rows of 12 cells", "aria-multiselectable": "true" },
    h("tbody", { role: "rowgroup" }, ...rows),
  );
  /** @type {Object<string, number | undefined>} */
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: SIDE, ArrowUp: -SIDE };
  table.onkeydown = (event) => {
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const next = at + step;
      const sameRow = Math.floor(next / SIDE) === Math.floor(at / SIDE);
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
