// Grading at the press of a button: the buttons, and the line that says how it goes.

import { h, say } from "./dom.js";
import { chosenEarlier } from "./earlier.js";
import { ownFiles, theGrader } from "./engine.js";
import { loadingBar } from "./loading.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Grader, Grading, State } from "./grader.js" */

/** The key that goes with others, as this machine's keyboard names it. */
export const CONTROL = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl+";
const STOPPED = "Stopped. Nothing was checked.";

/** Asks the page's grader, shows how far it is, and lets it be stopped. */
export class GradingBar {
  /**
   * @param {ChapterData} data
   * @param {() => void} onpress - called when the button is pressed
   */
  constructor(data, onpress) {
    this.data = data;
    this.busy = false;
    this.stopping = new AbortController();
    this.stopped = false; // the latest was, and nothing has run since
    /** @type {Grader | undefined} */
    this.listened = undefined; // the grader whose state is shown
    this.status = h("p.status", { role: "status" });
    this.doing = h("span.doing", { "aria-hidden": "true" });
    this.loading = h("span"); // where the bar is, once there is a grader
    this.gradeButton = h(
      "button.primary",
      { type: "button", onclick: onpress },
      "Check ",
      h("kbd", {}, `${CONTROL}Enter`),
    );
    this.stopButton = h(
      "button",
      { type: "button", hidden: true, onclick: () => this.#stop() },
      "Stop",
    );
  }

  /** Return the page's grader, which begins to load at the first call. */
  grader() {
    const grader = theGrader();
    if (grader !== this.listened) {
      this.listened = grader;
      grader.onstate((state, sentence) => this.#showState(state, sentence));
      this.loading.replaceChildren(loadingBar(grader));
    }
    return grader;
  }

  /**
   * Grade a text.
   * @param {string} text
   * @returns {Promise<Grading | undefined>} undefined: there is no report, and the line says why
   */
  async grade(text) {
    const { data } = this;
    this.#setBusy(true);
    this.stopped = false;
    this.stopping = new AbortController();
    const result = await this.grader().grade({
      stem: data.stem,
      files: { ...ownFiles(data), [data.stem]: text },
      earlier: data.earlier.length ? chosenEarlier() : "exercises",
      ontask: (task) => {
        this.doing.textContent = task;
      },
      signal: this.stopping.signal,
    });
    this.#setBusy(false);
    if (result.how === "stopped" || result.how === "failed") {
      say(this.status, result.how === "stopped" ? STOPPED : result.text);
      return undefined;
    }
    this.status.textContent = "";
    return result;
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.busy = busy;
    this.gradeButton.setAttribute("aria-disabled", String(busy));
    if (!busy && document.activeElement === this.stopButton) {
      this.gradeButton.focus();
    }
    this.stopButton.hidden = !busy;
    this.doing.textContent = "";
    if (busy) {
      this.status.textContent = "Checking …";
    }
  }

  /** Stop it, and what it waits for, but for Python. */
  #stop() {
    this.stopped = true;
    this.stopping.abort();
    if (theGrader().state === "running") {
      theGrader().stop();
    }
  }

  /**
   * @param {State} state
   * @param {string} sentence
   */
  #showState(state, sentence) {
    if (state === "running" || state === "failed") this.stopped = false;
    const said = this.#saidOf(state, sentence);
    if (this.status.textContent !== said) {
      this.status.textContent = said; // which is then read out: not at every megabyte
    }
  }

  /**
   * @param {State} state
   * @param {string} sentence
   */
  #saidOf(state, sentence) {
    if (!this.busy) {
      if (this.stopped && (state === "ready" || state === "loading")) return STOPPED;
      return state === "ready" || state === "running" ? "" : sentence;
    }
    if (state === "running") {
      return "The code below is still running. Then it is this chapter’s turn.";
    }
    if (state === "loading") {
      return `${sentence} Then your code is checked.`;
    }
    return state === "grading" || state === "ready" ? "Checking …" : sentence;
  }
}
