// In a narrow window the exercise is a sheet over the lesson: open while the address ends in
// #exercise, or in a line of it. So the button "back" closes it.

import { h } from "./dom.js";
import { showProgress } from "./progress.js";

/** @import { ChapterData } from "./chapters.js" */

export const WIDE = matchMedia("(min-width: 62rem)"); // as in style/screen.css
const ADDRESS = /^#(exercise|line-\d+)$/;

/**
 * Make a sheet of the exercise's place, wherever the window is narrow.
 * @param {HTMLElement} place
 * @param {ChapterData} data
 * @param {() => void} onopen - called whenever it opens, so that something is in it
 */
export function createSheet(place, { stem, title }, onopen) {
  /** @type {HTMLElement[]} */
  let behind = []; // what can't be reached while it is open
  /** @type {?Element} */
  let opener = null;
  const close = h("button.close-sheet", { type: "button", onclick: leave }, "Back to the lesson");
  place.prepend(h("div.sheet-bar", {}, h("strong", {}, title), close));
  const opens = h("a.button.primary", { href: "#exercise" }, "Open the exercise");
  place.before(h("p.open-sheet", {}, opens, " ", h("span", { "data-progress": stem })));
  showProgress();
  place.addEventListener("click", ({ target }) => {
    const href = target instanceof Element && target.closest("a")?.getAttribute("href");
    if (href && href[0] === "#" && !ADDRESS.test(href)) hide(); // it leads into the lesson
  });
  WIDE.addEventListener("change", look);
  addEventListener("hashchange", look);
  addEventListener("popstate", look);
  look();

  /** Be as the window and the address ask for. */
  function look() {
    if (WIDE.matches) {
      hide();
      place.removeAttribute("popover");
      return;
    }
    place.popover = "manual";
    if (ADDRESS.test(location.hash)) show();
    else hide();
  }

  function show() {
    if (place.matches(":popover-open")) return;
    opener = document.activeElement;
    place.showPopover();
    onopen();
    behind = [...around(place)].filter((element) => !element.inert);
    for (const element of behind) element.inert = true;
    close.focus();
  }

  function hide() {
    if (!place.popover || !place.matches(":popover-open")) return;
    for (const element of behind) element.inert = false;
    place.hidePopover();
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  }

  function leave() {
    if (history.state?.sheet) {
      history.back(); // to where the lesson was being read
    } else {
      history.replaceState(history.state, "", location.pathname + location.search);
      look();
    }
  }

  /** Bring the exercise into sight. */
  function open() {
    if (!WIDE.matches && !ADDRESS.test(location.hash)) {
      history.pushState({ sheet: true }, "", "#exercise");
      look();
    }
  }

  return { open };
}

/**
 * Give what stands beside an element, and beside each that it is in.
 * @param {HTMLElement} element
 * @returns {Iterable<HTMLElement>}
 */
function* around(element) {
  for (let one = element; one !== document.body && one.parentElement; one = one.parentElement) {
    for (const other of one.parentElement.children) {
      if (other !== one && other instanceof HTMLElement && other.tagName !== "SCRIPT") yield other;
    }
  }
}
