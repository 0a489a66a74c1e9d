// The line that says when the text was last saved, or why it can't be.

import { h } from "./dom.js";
import { store } from "./storage.js";

/** @import { Draft } from "./draft.js" */

/**
 * Make the line; refresh() looks again.
 * @param {Draft} draft
 * @returns {{element: HTMLElement, refresh: () => void}}
 */
export function savedLine(draft) {
  const element = h("span.saved");
  return {
    element,
    refresh() {
      const { problem } = store();
      const time = draft.savedAt && draft.edited ? clock(draft.savedAt) : "";
      element.textContent = problem || (time ? `saved in this browser, ${time}` : "");
      element.classList.toggle("warning", Boolean(problem));
    },
  };
}

/**
 * Return the time of day of a date, with the day where it isn't today.
 * @param {string} iso
 */
function clock(iso) {
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const day = today ? {} : { day: "numeric", month: "short" };
  return date.toLocaleString([], { ...day, hour: "2-digit", minute: "2-digit" });
}
