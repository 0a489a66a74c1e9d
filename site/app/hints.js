// The hints for the task that is being worked on, one at a time, and how many of them were shown.

import { fill, h, reveal } from "./dom.js";
import { progressOf, statesOf } from "./progress.js";
import { store } from "./storage.js";

/** @import { ChapterData } from "./chapters.js" */

/**
 * Make the button and the place of the hints.
 * @param {ChapterData} data
 * @param {() => string} current - returns the task that is being worked on
 * @param {() => void} onask - called when the button is pressed
 */
export function hintPanel(data, current, onask) {
  const button = h("button", { type: "button", onclick: onask });
  const element = h("div.hints", { id: "exercise-hints", "aria-live": "polite" });
  /** @type {string | undefined} */
  let hinted; // what the hints in sight are for

  // The task, or of a class the method to work on; or else its first one with hints. Of a task that
  // is right nobody needs one: then it is the first that isn't.
  const wanted = () => {
    const states = statesOf(data.stem);
    const unfinished = data.tasks.filter((name) => states[name] !== "passed");
    const task = unfinished.find((name) => name === current()) ?? unfinished[0];
    const names = Object.keys(data.hints).filter((name) => taskOf(name) === task);
    const at = progressOf(data.stem)?.at ?? "";
    return names.includes(at) ? at : (names[0] ?? task);
  };
  const hintsFor = (/** @type {string} */ name) => data.hints[name] ?? [];
  const keyOf = (/** @type {string} */ name) => `${data.stem} ${name}`;
  /** @type {(name: string) => number} */
  const shown = (name) => store().get("hints")?.[keyOf(name)] ?? 0;

  /** Have the button name the next hint; take hints for something else away. */
  function refresh() {
    const name = wanted();
    const all = name ? hintsFor(name).length : 0;
    button.hidden = !all;
    if (name && all) {
      const next = Math.min(shown(name) + 1, all);
      const again = shown(name) >= all ? ", again" : "";
      button.textContent = `Hint ${next} of ${all} for ${name}${again}`;
    }
    if (hinted !== name) {
      hinted = undefined;
      fill(element);
    }
  }

  /**
   * Show the next hint.
   * @param {boolean} unread - the card above says where the file can't be read
   */
  function next(unread) {
    const name = wanted();
    if (!name) {
      fill(
        element,
        h("p", {}, "Every task of this chapter is right: there is nothing to hint at."),
      );
      return;
    }
    if (unread) {
      fill(element, h("p", {}, "The file doesn’t load yet. The card above says where."));
      return;
    }
    const hints = hintsFor(name);
    const number = Math.min(shown(name) + 1, hints.length);
    const again = shown(name) >= hints.length;
    store().set("hints", { ...store().get("hints"), [keyOf(name)]: number });
    hinted = name;
    const items = hints.slice(0, number).map((hint) => section(name, hint));
    const present = element.querySelectorAll(".hint").length;
    if (present && present < items.length && element.dataset.task === name) {
      element.querySelector(".last-hint")?.remove();
      element.append(...items.slice(present)); // only the new one is read out
    } else {
      fill(element, ...items);
    }
    element.dataset.task = name;
    if (again || !hints.length) {
      element.querySelector(".last-hint")?.remove();
      element.append(afterTheLast(data, name));
    }
    refresh();
    if (element.lastElementChild) {
      reveal(element.lastElementChild);
    }
  }

  return { button, element, refresh, next };
}

/** @type {(name: string) => string} */
const taskOf = (name) => name.split(".")[0];

/**
 * @param {string} name - of a task, or Class.method
 * @param {{title: string, html: string}} hint
 */
function section(name, { title, html }) {
  const body = h("div");
  body.innerHTML = html;
  return h(
    "section.hint",
    {},
    h("h4", {}, h("code", {}, name), ` · ${title.toLowerCase()}`),
    body,
  );
}

/**
 * @param {ChapterData} data
 * @param {string} name - of a task, or Class.method
 */
function afterTheLast({ hints, solutionPage }, name) {
  const anchor = `#${taskOf(name).toLowerCase()}`;
  return h(
    "div.last-hint",
    {},
    h("p", {}, hints[name]?.length ? "That was the last hint." : `There is no hint for ${name}.`),
    h(
      "p.buttons",
      {},
      h("a.button", { href: anchor }, "Read its section again"),
      h("a.button", { href: `${solutionPage}${anchor}` }, "See our answer"),
    ),
  );
}
