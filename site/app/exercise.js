// The exercise on a lesson's page: editor, grading, report, tasks, hints, comparison, work.

import { chapters } from "./chapters.js";
import { compare } from "./compare.js";
import { fill, h, say } from "./dom.js";
import { Draft } from "./draft.js";
import { createEditor } from "./editor.js";
import { chosenEarlier, ownFiles, theGrader, useDraft } from "./engine.js";
import { clearProgress, isDone, progressOf, setProgress } from "./progress.js";
import { parts } from "./report.js";
import { store } from "./storage.js";
import { workPanel } from "./work.js";

const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);
const STOPPED = "Stopped. Nothing was graded.";
const KEYS = APPLE ? "Cmd+Enter" : "Ctrl+Enter";

/**
 * Put the exercise into its place.
 * @param {Element} place
 * @param {Object} data - the chapter, as the page has it
 */
export function start(place, data) {
  new Exercise(place, data);
}

class Exercise {
  constructor(place, data) {
    this.data = data;
    this.version = document.documentElement.dataset.version;
    this.draft = new Draft(store(), { ...data, version: this.version });
    useDraft(this.draft);
    this.graded = undefined; // the text of the last grading on this page
    this.busy = false;
    this.turn = 0; // counts gradings: one that was stopped while Python loads is not shown
    this.#build(place);
    this.#listen();
    this.#showTasks();
    this.#showStub();
    this.#arrive();
    if (!navigator.connection?.saveData) {
      this.#grader();
    }
  }

  // ── the parts ──

  #build(place) {
    const { data } = this;
    this.notice = h("div.notices");
    this.status = h("p.status", { role: "status" });
    this.doing = h("span.doing", { "aria-hidden": "true" });
    this.gradeButton = h(
      "button.primary",
      { type: "button", onclick: () => this.grade() },
      "Grade ",
      h("kbd", {}, KEYS),
    );
    this.stopButton = h(
      "button",
      { type: "button", hidden: true, onclick: () => this.#stop() },
      "Stop",
    );
    this.report = h("pre", { tabIndex: 0, role: "region", "aria-label": "Report" });
    this.reportBox = h("div.report", { "aria-live": "polite", hidden: true }, this.report);
    this.done = h("div.done", { hidden: true });
    this.tasks = h("ol.tasks");
    this.count = h("span");
    this.hintButton = h("button", { type: "button", onclick: () => this.hint() });
    this.hints = h("div.hints", { id: "exercise-hints", "aria-live": "polite" });
    this.comparison = h("div.comparison");
    this.compareButton = h(
      "button",
      { type: "button", "aria-expanded": "false", onclick: () => this.#toggleComparison() },
      "Compare with ours",
    );
    this.saved = h("span.saved");
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
    const holder = h("div.editor");
    this.work = workPanel({
      data,
      draft: this.draft,
      news: (...sentences) => this.#news(...sentences),
      onreset: () => this.#forget(),
    });
    place.append(
      h(
        "div.exercise",
        {},
        h(
          "div.writing",
          {},
          this.notice,
          h("p.file", {}, h("code", {}, data.file), this.saved),
          holder,
          help,
          h("div.bar", {}, this.gradeButton, this.stopButton, this.#earlierChoice()),
          h("div.state", {}, this.status, this.doing),
        ),
        h(
          "div.answer",
          {},
          this.reportBox,
          this.done,
          h("h3", {}, "Tasks ", this.count),
          this.tasks,
          h("p.buttons", {}, this.hintButton, this.compareButton),
          this.hints,
        ),
        this.comparison,
        this.work.element,
      ),
    );
    this.editor = createEditor({
      parent: holder,
      text: this.draft.text,
      label: `Chapter ${data.number}, ${data.file}`,
      describedBy: "editor-help",
      onchange: (text) => this.draft.type(text),
      onsubmit: () => this.grade(),
    });
    place.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
        event.preventDefault();
        this.grade();
      }
    });
  }

  #earlierChoice() {
    if (!this.data.earlier.length) {
      return null;
    }
    const choice = (value, words) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: "earlier",
          value,
          checked: chosenEarlier() === value,
          onchange: () => store().set("earlier", value),
        }),
        ` ${words}`,
      );
    this.earlier = h(
      "fieldset.earlier",
      {},
      h("legend", {}, "Grade on"),
      choice("exercises", "my earlier chapters"),
      choice("solutions", "the course’s earlier chapters"),
    );
    return this.earlier;
  }

  #listen() {
    const { draft } = this;
    draft.onreplace = (text) => {
      this.editor.replace(text);
      this.editor.mark(null);
      this.#showStub();
      this.work.refresh();
    };
    draft.onsave = () => {
      this.#showSaved();
      this.work.refresh();
    };
    draft.onnews = (sentence) => {
      this.#news(sentence);
      this.work.refresh();
    };
    store().onproblem = () => this.#showSaved();
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
    this.#showSaved();
  }

  /** Go to the line that the address names, as links from other chapters do. */
  #arrive() {
    const line = /^#line-(\d+)$/.exec(location.hash)?.[1];
    if (line) {
      this.editor.goTo(Number(line));
    }
  }

  #grader() {
    const grader = theGrader();
    if (grader !== this.listened) {
      this.listened = grader;
      grader.onstate((state, sentence) => this.#showState(state, sentence));
    }
    return grader;
  }

  // ── grading ──

  async grade() {
    if (this.busy) {
      return undefined;
    }
    const { data, draft } = this;
    this.notice.querySelector(".news")?.remove();
    this.#busy(true);
    const turn = ++this.turn;
    const { text } = draft;
    const result = await this.#grader().grade({
      stem: data.stem,
      files: { ...ownFiles(data), [data.stem]: text },
      earlier: data.earlier.length ? chosenEarlier() : "exercises",
      ontask: (task) => {
        this.doing.textContent = task;
      },
    });
    if (turn !== this.turn) {
      return undefined;
    }
    this.#busy(false);
    if (result.how === "stopped" || result.how === "failed") {
      say(this.status, result.how === "stopped" ? STOPPED : result.report);
      return undefined;
    }
    this.graded = text;
    this.#show(result);
    document.dispatchEvent(new Event("work-graded")); // the playground may run it now
    return result;
  }

  #busy(busy) {
    this.busy = busy;
    this.gradeButton.setAttribute("aria-disabled", String(busy));
    if (!busy && document.activeElement === this.stopButton) {
      this.gradeButton.focus();
    }
    this.stopButton.hidden = !busy;
    this.doing.textContent = "";
    if (busy) {
      this.status.textContent = "Grading …";
    }
  }

  #stop() {
    if (theGrader().state === "loading") {
      this.turn++;
      this.#busy(false);
      say(this.status, STOPPED);
    } else {
      theGrader().stop();
    }
  }

  #showState(state, sentence) {
    if (!this.busy) {
      this.status.textContent = state === "ready" || state === "running" ? "" : sentence;
    } else if (state === "running") {
      this.status.textContent = "The code below is still running. Then it is this chapter’s turn.";
    } else if (state !== "ready") {
      this.status.textContent = state === "grading" ? "Grading …" : sentence;
    }
  }

  #show(result) {
    const { data } = this;
    this.status.textContent = "";
    fill(this.report, ...parts(result.report, data.stem).map((part) => this.#link(part)));
    this.reportBox.hidden = false;
    this.#mark(result);
    if (Object.keys(result.tasks).length) {
      setProgress(data.stem, result.tasks);
    }
    this.#showTasks();
    this.reportBox.scrollIntoView({ block: "nearest" });
  }

  /** Mark the line that failed, or else the one that the report sends to. */
  #mark({ place, problem, tasks }) {
    const here = [place, problem].find((found) => found?.stem === this.data.stem && found.line);
    const state = tasks[problem?.task];
    const wrong = here && state !== "not started";
    this.editor.mark(
      wrong ? here.line : null,
      wrong ? `${problem?.task ?? "This file"}: ${state ?? "not yet"}` : "",
    );
  }

  /** Return a part of a report as a text or a link. */
  #link(part) {
    if (typeof part === "string") {
      return part;
    }
    const { data } = this;
    const link = (href, act) => {
      const element = h("a", { href }, part.text);
      if (act) {
        element.onclick = (event) => {
          event.preventDefault();
          act();
        };
      }
      return element;
    };
    const page = (stem) => (stem === data.stem ? "" : `${stem}.html`);
    if (part.kind === "line") {
      const here = part.stem === data.stem;
      return link(
        `${page(part.stem)}#line-${part.line}`,
        here && (() => this.editor.goTo(part.line)),
      );
    }
    if (part.kind === "lesson") {
      return link(`${page(part.stem)}#${part.anchor || "main"}`);
    }
    if (part.kind === "solution") {
      return link(`${part.stem}_solution.html`);
    }
    return this.#command(part, link);
  }

  /** Return a command of the terminal as what does the same here, or as plain text. */
  #command({ kind, number, earlier, text }, link) {
    const { data } = this;
    if (number !== data.number) {
      const other = chapters().find((chapter) => chapter.number === number);
      return kind === "check-chapter" && other?.graded ? link(`${other.page}#exercise`) : text;
    }
    if (kind === "hint") {
      return link("#exercise-hints", () => this.hint());
    }
    if (kind === "check-chapter") {
      return link("#exercise", () => {
        if (earlier) {
          this.#chooseEarlier("solutions");
        }
        this.grade();
      });
    }
    if (kind === "compare") {
      return link("#exercise", () => this.#toggleComparison(true));
    }
    return data.playground ? link("#playground") : text;
  }

  #chooseEarlier(value) {
    store().set("earlier", value);
    const input = this.earlier?.querySelector(`[value="${value}"]`);
    if (input) {
      input.checked = true;
    }
  }

  // ── tasks, hints, comparison ──

  get #states() {
    return progressOf(this.data.stem)?.tasks ?? {};
  }

  #showTasks() {
    const { data } = this;
    const states = this.#states;
    const passed = data.tasks.filter((task) => states[task] === "passed").length;
    this.count.textContent = progressOf(data.stem) ? `· ${passed} of ${data.tasks.length}` : "";
    fill(
      this.tasks,
      ...data.tasks.map((task) => {
        const state = states[task] ?? "not graded";
        return h(
          "li",
          { "data-state": state.replace(/ /g, "-") },
          h("a", { href: `#${task.toLowerCase()}` }, h("code", {}, task)),
          " ",
          h("span.task-state", {}, state),
        );
      }),
    );
    this.done.hidden = !isDone(data.stem);
    if (!this.done.hidden) {
      const all = chapters();
      const next = all[all.findIndex(({ stem }) => stem === data.stem) + 1];
      fill(
        this.done,
        h("p", {}, h("strong", {}, `Chapter ${data.number} is done.`)),
        data.playground &&
          h("p", {}, h("a", { href: "#playground" }, "See your code at work, below.")),
        next && h("p", {}, "Next: ", h("a", { href: next.page }, next.title)),
      );
    }
    this.#showHintButton();
  }

  #task() {
    const states = this.#states;
    return this.data.tasks.find((task) => states[task] !== "passed");
  }

  #showHintButton() {
    const task = this.#task();
    const found = this.data.hints[task] ?? [];
    this.hintButton.hidden = !task || !found.length;
    if (task && found.length) {
      const shown = this.#shown(task);
      const next = Math.min(shown + 1, found.length);
      const again = shown >= found.length ? ", again" : "";
      this.hintButton.textContent = `Hint ${next} of ${found.length} for ${task}${again}`;
    }
    if (this.hinted !== task) {
      this.hinted = undefined;
      fill(this.hints);
    }
  }

  #shown(task) {
    return store().get("hints")?.[`${this.data.stem} ${task}`] ?? 0;
  }

  /** Show the next hint for the first unfinished task. */
  async hint() {
    const { data, draft } = this;
    const stale = draft.text !== (this.graded ?? data.stub);
    if (stale && !this.busy && theGrader().state === "ready") {
      await this.grade(); // or the hint might be for a task that is right by now
    }
    const task = this.#task();
    if (!task) {
      fill(
        this.hints,
        h("p", {}, "Every task of this chapter is right: there is nothing to hint at."),
      );
      return;
    }
    if (Object.values(this.#states).includes("not graded")) {
      fill(this.hints, h("p", {}, "The file doesn’t load yet. The report says where."));
      return;
    }
    const found = data.hints[task] ?? [];
    const shown = Math.min(this.#shown(task) + 1, found.length);
    const again = this.#shown(task) >= found.length;
    store().set("hints", { ...store().get("hints"), [`${data.stem} ${task}`]: shown });
    this.hinted = task;
    const items = found.slice(0, shown).map(({ title, html }) => {
      const body = h("div");
      body.innerHTML = html;
      return h(
        "section.hint",
        {},
        h("h4", {}, h("code", {}, task), ` · ${title.toLowerCase()}`),
        body,
      );
    });
    const present = this.hints.querySelectorAll(".hint").length;
    if (present && present < items.length && this.hints.dataset.task === task) {
      this.hints.querySelector(".last-hint")?.remove();
      this.hints.append(...items.slice(present)); // only the new one is read out
    } else {
      fill(this.hints, ...items);
    }
    this.hints.dataset.task = task;
    if (again || !found.length) {
      this.hints.querySelector(".last-hint")?.remove();
      this.hints.append(this.#lastHint(task, found.length));
    }
    this.#showHintButton();
    this.hints.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  #lastHint(task, count) {
    const section = h(
      "a",
      { href: `#${task.toLowerCase()}` },
      `lessons/${this.data.stem}.md#${task.toLowerCase()}`,
    );
    const page = `${this.data.solutionPage}#${task.toLowerCase()}`;
    return h(
      "div.last-hint",
      {},
      h(
        "p",
        {},
        count
          ? "That was the last hint. The lesson’s section: "
          : `There is no hint for ${task}. Its section: `,
        section,
      ),
      h(
        "p",
        {},
        "Our answer, if you want to see it: ",
        h("a", { href: page }, `solutions/${this.data.stem}.py`),
      ),
    );
  }

  async #toggleComparison(open = this.compareButton.getAttribute("aria-expanded") !== "true") {
    this.compareButton.setAttribute("aria-expanded", String(open));
    this.compareButton.textContent = open ? "Close the comparison" : "Compare with ours";
    if (open) {
      await compare(this.comparison, this.data, this.draft.text, this.#states);
      this.comparison.scrollIntoView({ block: "nearest" });
    } else {
      fill(this.comparison);
    }
  }

  // ── the text ──

  #showSaved() {
    const { draft } = this;
    const { problem } = store();
    const time = draft.savedAt && draft.edited ? clock(draft.savedAt) : "";
    this.saved.textContent = problem || (time ? `saved in this browser, ${time}` : "");
    this.saved.classList.toggle("warning", Boolean(problem));
  }

  #showStub() {
    const { draft } = this;
    const old = this.notice.querySelector(".stub-changed");
    if (!draft.stubChanged) {
      old?.remove();
      return;
    }
    if (old) {
      return;
    }
    const close = () => this.#showStub();
    this.notice.append(
      h(
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
          h("button", { type: "button", onclick: () => this.work.takeStub() }, "Take the new stub"),
          h(
            "button",
            {
              type: "button",
              onclick: () => {
                draft.keepMine();
                close();
                this.editor.view.focus();
              },
            },
            "Keep mine",
          ),
        ),
      ),
    );
  }

  #forget() {
    clearProgress(this.data.stem);
    this.graded = undefined;
    this.reportBox.hidden = true;
    this.editor.mark(null);
    this.#showTasks();
    if (this.compareButton.getAttribute("aria-expanded") === "true") {
      this.#toggleComparison(false);
    }
  }

  #news(...sentences) {
    this.notice.querySelectorAll(".news").forEach((old) => old.remove());
    const close = h("button", { type: "button" }, "Close");
    const box = h("div.notice.news", { role: "status" });
    this.notice.append(box);
    box.append(
      ...sentences.map((item) => (item instanceof Node ? item : h("p", {}, item))),
      h("p.buttons", {}, close),
    );
    close.onclick = () => {
      box.remove();
      this.editor.view.focus();
    };
    box.scrollIntoView({ block: "nearest" });
    // Where the button that was pressed has gone, the keyboard goes on here.
    setTimeout(() => document.activeElement === document.body && close.focus());
  }
}

/** Return the time of day of a date, with the day where it isn't today. */
function clock(iso) {
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  const day = today ? {} : { day: "numeric", month: "short" };
  return date.toLocaleString([], { ...day, hour: "2-digit", minute: "2-digit" });
}
