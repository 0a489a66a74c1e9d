// What every page loads: theme, search box, progress. The exercise and the playground come when
// the reader gets near them.

import "./page.js";
import { startMoving } from "./moving.js";
import { startOffline } from "./offline.js";
import { startProgress } from "./progress.js";
import { startSearch } from "./search.js";
import { createSheet } from "./sheet.js";
import { startTheme } from "./theme.js";

/** @import { ChapterData } from "./chapters.js" */
/** @typedef {keyof typeof PARTS} Part */

const NEAR = "1200px"; // how far below the window a part begins to load

const PARTS = {
  exercise: () => import("./exercise.js"),
  neuron: () => import("./play_neuron.js"),
  descent: () => import("./play_descent.js"),
  letters: () => import("./play_letters.js"),
};

/** What is said of a part until its script is there. */
const WAITING = {
  exercise: "The editor is loading …",
  neuron: "The sliders are loading …",
  descent: "The bowl is loading …",
  letters: "The drawing board is loading …",
};

startTheme();
startSearch();
startProgress();
startMoving();
startOffline().catch(() => {}); // a browser that stores nothing keeps nothing

if (document.getElementById("draw")) {
  import("./home.js").then(({ start }) => start(), console.error);
}

const exercise = document.getElementById("exercise-app");
const sheetPlace = document.getElementById("exercise-sheet");
if (exercise && sheetPlace) {
  const json = document.getElementById("exercise-data")?.textContent ?? "";
  const data = /** @type {ChapterData} */ (JSON.parse(json));
  const load = whenNear("exercise", exercise, data);
  const sheet = createSheet(sheetPlace, data, load);
  import("./blocks.js").then(({ start }) => start(data), console.error);
  // The lesson's links to the exercise open it at the task that they are for.
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href='#exercise']");
    if (link) {
      event.preventDefault();
      sheet.open();
      await load();
      const task = link.closest("[data-task]")?.getAttribute("data-task") ?? "";
      document.dispatchEvent(new CustomEvent("write-task", { detail: task }));
    }
  });
  const playground = document.getElementById("playground-app");
  if (data.playground && playground) {
    whenNear(data.playground, playground, data);
  }
}

/**
 * Load a part when its place comes near; where that fails, offer to try again.
 * @param {Part} part
 * @param {HTMLElement} place
 * @param {ChapterData} data
 * @returns {() => Promise<void>} loads it now
 */
function whenNear(part, place, data) {
  /** @type {Promise<void> | undefined} */
  let loaded;
  const load = async () => {
    const skeleton = document.createElement("p");
    skeleton.className = "skeleton";
    skeleton.textContent = WAITING[part];
    place.replaceChildren(skeleton);
    try {
      const { start } = await PARTS[part]();
      place.textContent = "";
      start(place, data);
    } catch (error) {
      console.error(error);
      const again = document.createElement("button");
      again.textContent = "Try again";
      again.onclick = load;
      place.replaceChildren("This part of the page couldn’t be loaded. Are you online? ", again);
    }
  };
  const once = () => {
    watcher.disconnect();
    loaded ??= load();
    return loaded;
  };
  const watcher = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && once(),
    { rootMargin: NEAR },
  );
  // A sheet that is closed has no place: what it is opened from has one.
  watcher.observe(place.closest("section") ?? place);
  return once;
}
