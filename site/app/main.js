// What every page loads: theme, search box, progress. The exercise and the playground come when
// the reader gets near them.

import "./page.js";
import { startProgress } from "./progress.js";
import { startSearch } from "./search.js";
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

const section = document.getElementById("exercise");
if (section) {
  const json = document.getElementById("exercise-data")?.textContent ?? "";
  const data = /** @type {ChapterData} */ (JSON.parse(json));
  const line = /^#line-(\d+)$/.exec(location.hash)?.[1]; // as links from other chapters have it
  whenNear("exercise", "exercise-app", data, line !== undefined);
  import("./blocks.js").then(({ start }) => start(data), console.error);
  if (data.playground) {
    whenNear(data.playground, "playground-app", data, false);
  }
}

/**
 * Load a part when its place comes near, or now; where that fails, offer to try again.
 * @param {Part} part
 * @param {string} id - of its place
 * @param {ChapterData} data
 * @param {boolean} now
 */
function whenNear(part, id, data, now) {
  const place = document.getElementById(id);
  if (!place) {
    return;
  }
  const load = async () => {
    watcher.disconnect();
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
  const watcher = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && load(),
    { rootMargin: NEAR },
  );
  if (now) {
    load();
  } else {
    watcher.observe(place);
  }
}
