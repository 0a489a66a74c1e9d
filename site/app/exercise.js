// The exercise on a lesson's page: its parts put together, and the report with its links.

import { chapters } from "./chapters.js";
import { comparison } from "./compare.js";
import { fill, h } from "./dom.js";
import { Draft } from "./draft.js";
import { earlierChoice } from "./earlier.js";
import { createEditor } from "./editor.js";
import { theGrader, useDraft } from "./engine.js";
import { GradingBar } from "./grading.js";
import { hintPanel } from "./hints.js";
import { noticeBoard } from "./notices.js";
import { clearProgress, setProgress } from "./progress.js";
import { laidOut } from "./report.js";
import { runPanel } from "./run.js";
import { savedLine } from "./saved.js";
import { store } from "./storage.js";
import { taskList } from "./tasks.js";
import { workPanel } from "./work.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Grading } from "./grader.js" */
/** @import { Finding, Lead } from "./report.js" */

/**
 * Put the exercise into its place.
 * @param {HTMLElement} place
 * @param {ChapterData} data
 */
export function start(place, data) {
  new Exercise(place, data);
}

class Exercise {
  /**
   * @param {HTMLElement} place
   * @param {ChapterData} data
   */
  constructor(place, data) {
    this.data = data;
    this.draft = new Draft(store(), {
      ...data,
      version: document.documentElement.dataset.version ?? "",
    });
    useDraft(this.draft);
    /** @type {string | undefined} */
    this.graded = undefined; // the text of the last grading on this page

    this.notices = noticeBoard({
      draft: this.draft,
      ontake: () => this.work.takeStub(),
      onclose: () => this.editor.view.focus(),
    });
    this.saved = savedLine(this.draft);
    this.grading = new GradingBar(data, () => this.grade());
    this.earlier = data.earlier.length ? earlierChoice() : null;
    this.report = h("div", { role: "region", "aria-label": "Report" });
    this.reportBox = h("div.report", { "aria-live": "polite", hidden: true }, this.report);
    this.running = runPanel(data, () => this.editor);
    this.tasks = taskList(data);
    this.hints = hintPanel(data, () => this.hint());
    this.comparison = comparison(data, this.draft);
    this.work = workPanel({
      data,
      draft: this.draft,
      news: this.notices.news,
      onreset: () => this.#forget(),
    });
    const holder = h("div.editor");
    place.append(this.#laidOut(holder));
    this.editor = createEditor({
      parent: holder,
      text: this.draft.text,
      label: `Chapter ${data.number}, ${data.file}`,
      describedBy: "editor-help",
      onchange: (text) => this.draft.type(text),
      onsubmit: () => this.grade(),
      onrun: () => this.running.run(),
    });

    this.#listen(place);
    this.#showTasks();
    this.notices.offerStub();
    this.#arrive();
    if (!navigator.connection?.saveData) {
      this.grading.grader();
    }
  }

  /**
   * Return the parts in their order.
   * @param {HTMLElement} editor - where it will be
   */
  #laidOut(editor) {
    const { grading, hints } = this;
    const help = h(
      "p.help",
      { id: "editor-help" },
      h("kbd", {}, "Tab"),
      " indents. To leave the editor with the keyboard: ",
      h("kbd", {}, "Escape"),
      ", then ",
      h("kbd", {}, "Tab"),
      ".",
    );
    return h(
      "div.exercise",
      {},
      h(
        "div.writing",
        {},
        this.notices.element,
        h("p.file", {}, h("code", {}, this.data.file), this.saved.element),
        editor,
        help,
        h("div.bar", {}, grading.gradeButton, grading.stopButton, this.running.button, this.earlier?.element),
        h("div.state", {}, grading.status, grading.doing, grading.loading),
        this.running.element,
      ),
      h(
        "div.answer",
        {},
        this.reportBox,
        ...this.tasks.elements,
        h("p.buttons", {}, hints.button, this.comparison.button),
        hints.element,
      ),
      this.comparison.element,
      this.work.element,
    );
  }

  /** @param {HTMLElement} place */
  #listen(place) {
    const { draft } = this;
    place.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
        event.preventDefault();
        this.grade();
      }
    });
    draft.onreplace = (text) => {
      this.editor.replace(text);
      this.editor.mark(null);
      this.notices.offerStub();
      this.work.refresh();
    };
    draft.onsave = () => {
      this.saved.refresh();
      this.work.refresh();
    };
    draft.onnews = (sentence) => {
      this.notices.news(sentence);
      this.work.refresh();
    };
    store().onproblem = () => this.saved.refresh();
    store().onchange((key) => {
      if (key === null || key === `work:${this.data.stem}`) {
        draft.look();
      }
      this.work.refresh();
    });
    addEventListener("pagehide", () => draft.save());
    addEventListener("pageshow", () => draft.look());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        draft.save();
      } else {
        draft.look();
      }
    });
    addEventListener("hashchange", () => this.#arrive());
    this.saved.refresh();
  }

  /** Go to the line that the address names, as links from other chapters do. */
  #arrive() {
    const line = /^#line-(\d+)$/.exec(location.hash)?.[1];
    if (line) {
      this.editor.goTo(Number(line));
    }
  }

  async grade() {
    if (this.grading.busy) {
      return;
    }
    this.notices.clear();
    const { text } = this.draft;
    const result = await this.grading.grade(text);
    if (result) {
      this.graded = text;
      this.#show(result);
      document.dispatchEvent(new Event("work-graded")); // the playground may run it now
    }
  }

  /** Show the next hint for the first unfinished task. */
  async hint() {
    const stale = this.draft.text !== (this.graded ?? this.data.stub);
    if (stale && !this.grading.busy && theGrader().state === "ready") {
      await this.grade(); // or the hint might be for a task that is right by now
    }
    this.hints.next();
  }

  #showTasks() {
    this.tasks.refresh();
    this.hints.refresh();
  }

  /** Another text has taken the place of the one that was graded. */
  #forget() {
    clearProgress(this.data.stem);
    this.graded = undefined;
    this.reportBox.hidden = true;
    this.editor.mark(null);
    this.#showTasks();
    this.comparison.toggle(false);
  }

  // ── the report ──

  /** @param {Grading} result */
  #show({ report, text }) {
    const { data } = this;
    fill(this.report, ...(report ? laidOut(report, (lead) => this.#link(lead)) : [h("pre", {}, text)]));
    this.reportBox.hidden = false;
    this.#mark(report?.finding);
    if (report && Object.keys(report.tasks).length) {
      const { task = "", method = "" } = report.finding ?? {};
      setProgress(data.stem, report.tasks, method ? `${task}.${method}` : task);
    }
    this.#showTasks();
    this.reportBox.scrollIntoView({ block: "nearest" });
  }

  /**
   * Mark the line that failed, or else the one that the report sends to.
   * @param {?Finding} [finding]
   */
  #mark(finding) {
    const here = [finding?.place, finding?.at].find((lead) => lead?.stem === this.data.stem);
    const wrong = here && finding?.state !== "not started";
    this.editor.mark(
      wrong ? here.line : null,
      wrong ? `${finding?.task || "This file"}: ${finding?.state}` : "",
    );
  }

  /**
   * Return what a report names as a link to it, or as what does the same here, or as plain text.
   * @param {Lead} lead
   * @returns {string | Node}
   */
  #link({ kind, text, stem, line, task, earlier }) {
    const { data } = this;
    const here = stem === data.stem;
    const page = here ? "" : `${stem}.html`;
    /**
     * @param {string} href
     * @param {() => void} [act]
     */
    const link = (href, act) => {
      const element = h("a", { href }, text);
      if (act) {
        element.onclick = (event) => {
          event.preventDefault();
          act();
        };
      }
      return element;
    };
    if (kind === "line") {
      return link(`${page}#line-${line}`, here ? () => this.editor.goTo(line) : undefined);
    }
    if (kind === "lesson") {
      return link(`${page}#${task.toLowerCase() || "main"}`);
    }
    if (!here) {
      const other = chapters().find((chapter) => chapter.stem === stem);
      return kind === "check-chapter" && other?.graded ? link(`${other.page}#exercise`) : text;
    }
    if (kind === "hint") {
      return link("#exercise-hints", () => this.hint());
    }
    if (kind === "check-chapter") {
      return link("#exercise", () => {
        if (earlier) {
          this.earlier?.choose("solutions");
        }
        this.grade();
      });
    }
    if (kind === "compare") {
      return link("#exercise", () => this.comparison.toggle(true));
    }
    return data.playground ? link("#playground") : text;
  }
}
