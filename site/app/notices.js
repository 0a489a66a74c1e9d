// What stands above the editor: news of what was done, and the offer of a newer stub.

import { h, reveal } from "./dom.js";

/** @import { Draft } from "./draft.js" */

/**
 * Make the place for them.
 * @param {Object} options
 * @param {Draft} options.draft
 * @param {() => void} options.ontake - called when the new stub is wanted
 * @param {() => void} options.onclose - called when a notice was closed: writing goes on
 */
export function noticeBoard({ draft, ontake, onclose }) {
  const element = h("div.notices");

  /** Take the news away. */
  function clear() {
    for (const old of element.querySelectorAll(".news")) {
      old.remove();
    }
  }

  /**
   * Show some sentences, in place of the last ones.
   * @param {...(string | Node)} sentences
   */
  function news(...sentences) {
    clear();
    const close = h("button", { type: "button" }, "Close");
    const box = h("div.notice.news", { role: "status" });
    element.append(box);
    box.append(
      ...sentences.map((item) => (item instanceof Node ? item : h("p", {}, item))),
      h("p.buttons", {}, close),
    );
    close.onclick = () => {
      box.remove();
      onclose();
    };
    reveal(box);
    // Where the button that was pressed has gone, the keyboard goes on here.
    setTimeout(() => document.activeElement === document.body && close.focus());
  }

  /** Offer the course's stub where it is another than the one this text began as. */
  function offerStub() {
    const old = element.querySelector(".stub-changed");
    if (!draft.stubChanged) {
      old?.remove();
    } else if (!old) {
      element.append(stubOffer());
    }
  }

  function stubOffer() {
    const keep = () => {
      draft.keepMine();
      offerStub();
      onclose();
    };
    return h(
      "div.notice.stub-changed",
      { role: "status" },
      h(
        "p",
        {},
        "The course has another stub for this chapter than the one you began with. Your text is as you left it.",
      ),
      h(
        "details",
        {},
        h("summary", {}, "Read the new stub"),
        h(
          "pre",
          { tabIndex: 0, role: "region", "aria-label": "The new stub" },
          h("code", {}, draft.stub),
        ),
      ),
      h(
        "p.buttons",
        {},
        h("button", { type: "button", onclick: ontake }, "Take the new stub"),
        h("button", { type: "button", onclick: keep }, "Keep mine"),
      ),
    );
  }

  return { element, news, clear, offerStub };
}
