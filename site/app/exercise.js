// The exercise on a lesson's page: its parts put together.

import { comparison } from "./compare.js";
import { h, reveal } from "./dom.js";
import { Draft } from "./draft.js";
import { earlierChoice } from "./earlier.js";
import { createEditor } from "./editor.js";
import { theGrader, useDraft } from "./engine.js";
import { ENDS } from "./grader.js";
import { CONTROL, GradingBar } from "./grading.js";
import { hintPanel } from "./hints.js";
import { noticeBoard } from "./notices.js";
import { areStates, clearProgress, isDone, setProgress, showProgress, statesOf } from "./progress.js";
import { lineIn } from "./report.js";
import { runPanel } from "./run.js";
import { savedLine } from "./saved.js";
import { WIDE } from "./sheet.js";
import { store } from "./storage.js";
import { Tasks } from "./tasks.js";
import { Verdict } from "./verdict.js";
import { workPanel } from "./work.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Grading } from "./grader.js" */
/** @import { Finding } from "./report.js" */

const TOUCH = matchMedia("(pointer: coarse)");

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
    this.unread = false; // it couldn't be read

    this.notices = noticeBoard({
      draft: this.draft,
      ontake: () => this.work.takeStub(),
      onclose: () => this.editor.view.focus(),
    });
    this.saved = savedLine(this.draft);
    this.grading = new GradingBar(data, () => this.grade());
    this.earlier = data.earlier.length ? earlierChoice(() => this.graded !== undefined && this.grade()) : null;
    this.running = runPanel(data, () => this.editor);
    this.tasks = new Tasks(data, (task) => this.write(task));
    const { task } = history.state ?? {}; // before a reload
    this.atWork = data.tasks.includes(task);
    if (this.atWork) this.tasks.current = task;
    this.hints = hintPanel(data, () => this.tasks.current, () => this.hint());
    this.comparison = comparison(data, this.draft, () => this.tasks.current);
    const buttons = { hint: this.hints.button, compare: this.comparison.button };
    this.verdict = new Verdict(data, buttons, {
      goTo: (line) => this.editor.goTo(line),
      onOurs: () => {
        this.earlier?.choose("solutions");
        this.grade();
      },
    });
    this.work = workPanel({
      data,
      draft: this.draft,
      news: this.notices.news,
      onreset: () => this.#forget(),
    });
    const holder = h("div.editor");
    this.answer = h("div.answer", { id: "answer" });
    this.answerButton = h("button.more", {
      type: "button",
      "aria-controls": "answer",
      "aria-label": "Console and verdict",
      onclick: () => this.#showAnswer(Boolean(this.answer.hidden)),
    });
    this.#showAnswer(true);
    place.append(this.#laidOut(holder));
    this.editor = createEditor({
      parent: holder,
      text: this.draft.text,
      label: `Your code of chapter ${data.number}`,
      describedBy: "editor-help",
      onchange: (text) => {
        this.#stay(true);
        this.draft.type(text);
      },
      onsubmit: () => this.grade(),
      onrun: () => this.running.button.click(),
    });

    this.#listen(place);
    this.#refresh();
    this.notices.offerStub();
    this.#fold();
    this.#arrive();
  }

  /**
   * Return the parts in their order.
   * @param {HTMLElement} editor - where it will be
   */
  #laidOut(editor) {
    const { grading, hints, verdict } = this;
    const [tab, find, leave, next] = ["Tab", `${CONTROL}F`, "Escape", "Tab"].map((name) => h("kbd", {}, name));
    const help = [tab, " indents, or takes the name that is offered. ", find, " finds. To leave the editor with the keyboard: ", leave, ", then ", next, "."];
    this.answer.append(
      this.running.element,
      verdict.element,
      verdict.actions,
      hints.element,
      ...(this.earlier ? [this.earlier.element] : []),
      h("p.help", { id: "editor-help" }, ...help),
      this.work.element,
    );
    return h(
      "div.exercise",
      {},
      this.notices.element,
      this.tasks.element,
      editor,
      h(
        "div.toolbar",
        {},
        grading.gradeButton,
        grading.stopButton,
        this.running.button,
        h("div.state", {}, grading.status, grading.doing, grading.loading),
        this.saved.element,
        this.answerButton,
      ),
      this.answer,
      this.comparison.element,
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
      this.#stay(false);
      this.editor.mark(null);
      if (text !== this.graded) {
        this.graded = undefined;
        this.verdict.clear(); // it was on another text
        this.tasks.refresh();
      }
      this.#fold();
      this.notices.offerStub();
      this.work.refresh();
      this.#lookIfDone();
    };
    draft.onsave = () => {
      this.#lookIfDone();
      this.saved.refresh();
      showProgress(); // a chapter that was done isn't any more once its text has changed
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
      this.#lookIfDone();
    });
    this.running.button.addEventListener("click", () => this.#showAnswer(true));
    addEventListener("pagehide", () => draft.save());
    addEventListener("pageshow", () => draft.look());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        draft.save();
      } else {
        draft.look();
      }
    });
    addEventListener("hashchange", () => {
      this.#stay(); // another address has another entry in the history
      this.#arrive();
    });
    this.saved.refresh();

    this.tasks.onread = (task) => {
      this.#warmUp();
      // A sheet covers what is read.
      if (WIDE.matches && !this.editor.view.hasFocus && !this.atWork) {
        this.#setTask(task);
      }
    };
    this.tasks.follow();
    document.addEventListener("write-task", (event) => {
      const task = /** @type {CustomEvent<string>} */ (event).detail;
      this.write(task || this.tasks.current);
    });
    for (const touched of ["focusin", "pointerdown"]) {
      place.addEventListener(touched, () => this.#warmUp(), { once: true });
    }
    if (draft.edited) {
      this.#warmUp();
    }
  }

  /**
   * Show what is below the editor, or leave the editor its room.
   * @param {boolean} shown
   */
  #showAnswer(shown) {
    this.answer.hidden = !shown;
    this.answerButton.setAttribute("aria-expanded", String(shown));
    this.answerButton.title = shown ? "More room for the editor" : "Show console and verdict";
  }

  /** Have Python load: it is likely to be wanted. */
  #warmUp() {
    if (!navigator.connection?.saveData) {
      this.grading.grader();
    }
  }

  /** Fold all tasks but the current one. */
  #fold() {
    this.editor.fold(this.data.tasks, this.tasks.current);
    this.editor.show(this.tasks.current);
  }

  /** Go to the line that the address names, as links from other chapters do. */
  #arrive() {
    const line = /^#line-(\d+)$/.exec(location.hash)?.[1];
    if (line) {
      this.editor.goTo(Number(line));
    }
  }

  /**
   * Have the editor stay at the current task, after a reload, too, or, beside the lesson, follow the
   * reader.
   * @param {boolean} atWork - somebody is, on that task
   */
  #stay(atWork = this.atWork) {
    this.atWork = atWork;
    const task = atWork || !WIDE.matches ? this.tasks.current : undefined;
    if (history.state?.task !== task) history.replaceState({ ...history.state, task }, "");
  }

  /**
   * @param {string} task
   * @param {boolean} [staying] - what is in view stays there, if the cursor is in the task
   */
  #setTask(task, staying) {
    this.tasks.setCurrent(task);
    this.#stay(false);
    this.editor.show(task, staying);
    this.hints.refresh();
    this.verdict.turnTo(task);
  }

  /**
   * Go and write a task.
   * @param {string} task
   */
  write(task) {
    this.#warmUp();
    this.editor.view.contentDOM.blur(); // the cursor may go there
    this.#setTask(task);
    this.#stay(true);
    if (!TOUCH.matches) {
      this.editor.view.focus(); // elsewhere the keyboard would cover half of what is to be read
    }
  }

  async grade() {
    if (this.grading.busy) {
      return;
    }
    this.notices.clear();
    this.running.forget();
    const { text } = this.draft;
    const result = await this.grading.grade(text);
    if (result) {
      this.graded = text;
      this.#show(result, text);
      document.dispatchEvent(new Event("work-graded")); // the playground may run it now
    }
  }

  /** Show the next hint for the current task. */
  async hint() {
    const { current } = this.tasks;
    const stale = this.draft.text !== (this.graded ?? this.data.stub);
    if (stale && !this.grading.busy && theGrader().state === "ready") {
      await this.grade(); // or the hint might be for a task that is right by now
      if (statesOf(this.data.stem)[current] === "not started") {
        this.#setTask(current); // though another is to be written before it
      }
    }
    this.hints.next(this.unread && this.draft.text === this.graded);
  }

  /** Say that the chapter is done as long as its text is the one that was graded. */
  #lookIfDone() {
    if (isDone(this.data.stem) !== this.verdict.done) {
      this.verdict.clear();
      this.tasks.refresh();
    }
  }

  #refresh() {
    this.tasks.refresh();
    this.hints.refresh();
  }

  /** Another text has taken the place of the one that was graded. */
  #forget() {
    clearProgress(this.data.stem);
    this.graded = undefined;
    this.editor.mark(null);
    this.verdict.clear();
    this.#refresh();
  }

  /**
   * @param {Grading} result
   * @param {string} text - what was graded
   */
  #show(result, text) {
    const { report } = result;
    const finding = report?.finding;
    const isWhole =
      !report ||
      (report.stem === this.data.stem &&
        areStates(report.tasks, this.data.tasks) &&
        (!finding?.task || this.data.tasks.includes(finding.task)));
    if (!isWhole) {
      this.verdict.show({ ...result, report: null, text: ENDS.unreadable });
      return;
    }
    const before = statesOf(this.data.stem);
    const passed = this.data.tasks.filter((task) => report?.tasks[task] === "passed");
    this.unread = report?.finding?.kind === "load";
    this.#showAnswer(true);
    this.verdict.show(result, passed.filter((task) => before[task] !== "passed"));
    // What can't be shown isn't stored either: it would come back at every visit.
    if (report && !this.unread && Object.keys(report.tasks).length) {
      const { task = "", method = "" } = report.finding ?? {};
      const { stem, tasks } = this.data;
      setProgress(stem, text, report.tasks, method ? `${task}.${method}` : task, tasks.length);
    }
    if (report?.finding?.task && !this.unread) {
      this.#setTask(report.finding.task, true);
    }
    this.#stay(report?.finding?.state === "not yet");
    this.#refresh();
    const isChanged = this.draft.text !== text; // while it was graded: lines may be others now
    this.#mark(isChanged ? null : report?.finding);
    if (TOUCH.matches) {
      this.editor.view.contentDOM.blur(); // its keyboard would cover the verdict
    }
    reveal(this.verdict.element);
    if (isChanged && report?.done) {
      this.draft.save();
      this.#lookIfDone();
      this.notices.news("What you had when the check began is right. You have changed it since.");
    }
  }

  /**
   * Mark the line that failed, and show it; or else mark the one that the report sends to.
   * @param {?Finding} [finding]
   */
  #mark(finding) {
    const { stem } = this.data;
    if (!finding || finding.state === "not started") {
      this.editor.mark(null);
      return;
    }
    const failed = lineIn(finding, stem);
    const line = failed?.line ?? (finding.at.stem === stem ? finding.at.line : null);
    this.editor.mark(line, `${this.unread ? "This file" : finding.task}: ${finding.state}`);
    if (line && (failed || this.unread)) this.editor.reveal(line);
  }
}
