// Where the verdict stands: the card of the last report, its links, and the buttons below it.

import { chapters } from "./chapters.js";
import { fill, h } from "./dom.js";
import { isDone } from "./progress.js";
import { card, lineIn } from "./report.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Grading } from "./grader.js" */
/** @import { Lead, Report } from "./report.js" */

/**
 * What a card's links do.
 * @typedef {Object} Acts
 * @property {(line: number) => void} goTo
 * @property {() => void} onOurs - grades on the course's earlier chapters
 */

/** The card, and the buttons. */
export class Verdict {
  /**
   * @param {ChapterData} data
   * @param {{hint: HTMLElement, compare: HTMLElement}} buttons
   * @param {Acts} acts
   */
  constructor(data, buttons, acts) {
    this.data = data;
    this.buttons = buttons;
    this.acts = acts;
    this.card = h("div", { role: "region", "aria-label": "Report" });
    this.element = h("div.report", { "aria-live": "polite" }, this.card);
    this.actions = h("p.actions");
    this.done = false; // whether it says that the chapter is
    /** @type {Parameters<Verdict["show"]> | undefined} */
    this.last = undefined; // what was shown last
    this.clear();
  }

  /**
   * Show what a grading found.
   * @param {Grading} grading
   * @param {string[]} [passed] - the tasks that weren't right before
   */
  show(grading, passed = []) {
    this.last = [grading, passed];
    const { report, text } = grading;
    const link = (/** @type {Lead} */ lead, /** @type {boolean} */ first) => this.#link(lead, first);
    const said = report ? card(report, link) : [h("pre", {}, text)];
    if (passed.length && !report?.done) said.unshift(praise(passed));
    this.#fill(report?.done ?? false, said, report);
  }

  /** Show no report; a chapter that is done stays so. */
  clear() {
    this.last = undefined;
    this.#fill(isDone(this.data.stem), []);
  }

  /**
   * Turn to a task: another one's card goes, until that is turned to again.
   * @param {string} task
   */
  turnTo(task) {
    const finding = this.last?.[0].report?.finding;
    if (!this.last || !finding?.task || finding.kind === "load") return; // it is on no task, or on all
    if (finding.task !== task) this.#fill(this.done, []);
    else if (this.element.hidden) this.show(...this.last);
  }

  /**
   * @param {boolean} done
   * @param {Node[]} said
   * @param {?Report} [report]
   */
  #fill(done, said, report) {
    const { data, buttons, acts } = this;
    this.done = done;
    const finding = report?.finding;
    const heading = done && h("h3", {}, `Chapter ${data.number} is done.`);
    fill(this.card, heading, ...said);
    this.element.dataset.state = done ? "passed" : (finding?.state.replace(/ /g, "-") ?? "");
    this.element.hidden = !this.card.hasChildNodes();
    if (done) {
      fill(this.actions, ...whatNext(data), buttons.compare);
      return;
    }
    const at = finding && [lineIn(finding, data.stem), finding.at].find((lead) => lead?.stem === data.stem);
    const task = finding?.task || data.tasks[0];
    fill(
      this.actions,
      buttons.hint,
      at && h("button", { type: "button", onclick: () => acts.goTo(at.line) }, `Go to line ${at.line}`),
      report && finding?.kind !== "load" && h("a.button", { href: `#${task.toLowerCase()}` }, "Read its section"),
      buttons.compare,
    );
  }

  /**
   * Return what a sentence names as a link to it, or as what does the same here, or as plain text.
   * @param {Lead} lead
   * @param {boolean} first - it begins its sentence
   * @returns {HTMLElement}
   */
  #link({ kind, text, stem, line, task, earlier }, first) {
    const { data, acts } = this;
    const here = stem === data.stem;
    const chapter = chapters().find((one) => one.stem === stem);
    const link = (/** @type {string} */ words, /** @type {string} */ href) =>
      h("a.lead", { href }, first ? words[0].toUpperCase() + words.slice(1) : words);
    if (!chapter?.graded) {
      return h("span.lead", {}, text); // of Python's own, or of no chapter that is worked on here
    }
    if (kind === "line" && text.startsWith("solutions/")) {
      return h("span.lead", {}, `our chapter ${chapter.number}, line ${line}`);
    }
    if (kind === "line") {
      const isFile = text.endsWith(".py");
      const place = here ? (isFile ? "your file" : `line ${line}`) : `chapter ${chapter.number}`;
      const element = link(
        here ? place : `${place}${isFile ? "’s file" : `, line ${line}`}`,
        `${here ? "" : chapter.page}#line-${line}`,
      );
      if (here) element.onclick = () => acts.goTo(line);
      return element;
    }
    if (kind === "lesson") {
      return link("the lesson", `${here ? "" : chapter.page}#${task.toLowerCase() || "main"}`);
    }
    if (kind === "check-chapter" && earlier) {
      return h("button.lead", { type: "button", onclick: acts.onOurs }, "check it on ours");
    }
    if (kind === "reset-chapter") {
      return h("span.lead", {}, "a reset of the chapter, under “Your work”,");
    }
    return link(`open chapter ${chapter.number}`, `${here ? "" : chapter.page}#exercise`);
  }
}

/**
 * Say which tasks are right now.
 * @param {string[]} tasks
 */
function praise(tasks) {
  const [task, ...others] = tasks;
  return h(
    "p.passed",
    {},
    h("span", { "aria-hidden": "true" }, "✓ "),
    ...(others.length ? [`${tasks.length} tasks have become right.`] : [h("code", {}, task), " is right."]),
  );
}

/**
 * Return where to go from a chapter that is done.
 * @param {ChapterData} data
 */
function whatNext({ stem, playground }) {
  const all = chapters();
  const next = all[all.findIndex((chapter) => chapter.stem === stem) + 1];
  return [
    next && h("a.button.primary", { href: next.page }, `Next: ${next.title}`),
    playground && h("a.button", { href: "#playground" }, "See your code at work"),
  ];
}
