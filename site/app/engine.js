// The one grader of a page, which the exercise and the playground share.

import { Grader } from "./grader.js";
import { keepAfter } from "./offline.js";
import { store } from "./storage.js";

/** @import { Draft } from "./draft.js" */

/** @type {Grader | undefined} */
let grader;
/** @type {Draft | undefined} */
let draft; // of the exercise on this page, which may hold what isn't stored yet

/** Return the page's grader; the first call starts it. */
export function theGrader() {
  if (!grader) {
    const { base = "./", worker = "engine/worker.js", page } = document.documentElement.dataset;
    const url = new URL(worker, new URL(base, location.href)).href;
    grader = new Grader({ worker: url, partTwo: page?.startsWith("np") });
    keepAfter(grader.ready);
  }
  return grader;
}

/**
 * Return the learner's own files up to a chapter: {stem: text}, those that were written in.
 * @param {{stem: string, earlier: string[]}} data
 * @returns {Object<string, string>}
 */
export function ownFiles(data) {
  draft?.save();
  /** @type {Object<string, string>} */
  const files = {};
  for (const stem of [...data.earlier, data.stem]) {
    const entry = store().work(stem);
    if (entry) {
      files[stem] = entry.text;
    }
  }
  return files;
}

/**
 * Name the draft whose text the page's own exercise has.
 * @param {Draft} theirs
 */
export function useDraft(theirs) {
  draft = theirs;
}
