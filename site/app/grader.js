/**
 * The page's side of the grader: it keeps one worker at work and a spare one warm, limits the time
 * of every request, and answers every request, whatever becomes of the worker.
 */

import { unfinishedReport } from "./unfinished.js";

const START_SECONDS = 180; // for a worker to load: seven megabytes, perhaps over a slow line
const GRACE_SECONDS = 3; // for a worker to end a call by itself, and say more than we could
const SPARE_SECONDS = [0.5, 3]; // before a spare is begun: with nothing else to do, at the latest
const SENTENCES = {
  loading: "The grader is loading: Python and the tests. The first time, this takes a moment.",
  ready: "The grader is ready.",
  grading: "Grading.",
  running: "The code is running.",
  failed: "The grader could not be loaded. Check your connection, then try again.",
};
const ENDS = {
  timeout: "There was no answer within the time limit: the code was still running.",
  crashed: "Python itself came to an end.",
  stopped: "Stopped. Nothing of yours was changed.",
  failed: SENTENCES.failed,
};

/** Grades chapters and runs playgrounds, one request after another. */
export class Grader {
  /**
   * @param {object} settings
   * @param {string} settings.engine the URL of the folder engine/, which pack.py makes
   */
  constructor({ engine }) {
    this.url = new URL("worker.js", new URL(engine, document.baseURI));
    this.listeners = [];
    this.turn = Promise.resolve(); // settles when every request so far is answered
    this.holder = null; // the worker that holds the last run's host
    this.spare = null;
    this.set("loading");
    this.take(new OneWorker(this.url));
    this.ready = this.worker.ready;
    this.ready.catch(() => {}); // whoever waits for it hears of it
  }

  /**
   * Be told the state now and at every change: "loading", "ready", "grading", "running", "failed".
   *
   * @param {(state: string, sentence: string) => void} callback
   */
  onstate(callback) {
    this.listeners.push(callback);
    callback(this.state, this.sentence);
  }

  /**
   * Grade a chapter.
   *
   * @param {object} request
   * @param {string} request.stem such as "ch01_math"
   * @param {Object<string, string>} request.files {stem: text} of the learner's own files; for the
   *   others, the course's stubs
   * @param {"exercises" | "solutions"} [request.earlier] whose chapters come before it
   * @param {number} [request.seconds] how long the worker may be silent; a call that may take
   *   longer by its grader has that time
   * @param {(task: string) => void} [request.ontask] called when the grading of a task begins
   * @returns {Promise<object>} {how, report, passed, tasks, problem, place, printed, seconds}.
   *   how: "finished", "timeout", "crashed", "stopped", or "failed" if no grader could be loaded.
   *   tasks: {name: "passed" | "not yet" | "waiting" | "not started" | "not graded"}. problem:
   *   {task, stem, line, anchor} of what to work on, or null. place: {stem, line} of the
   *   learner's code that failed, or null. printed: what that code printed, at most 4000
   *   characters.
   */
  grade({ stem, files, earlier = "exercises", seconds = 20, ontask }) {
    return this.inTurn("grading", async () => {
      const known = { stem, text: files[stem] ?? "", title: "", tasks: [], states: {}, task: null };
      const begun = performance.now();
      const end = await this.ask("grade", { stem, files, earlier }, seconds, (told) => {
        const begins = told.task && told.task !== known.task;
        Object.assign(known, told);
        if (!begins) return;
        this.set("grading", `Grading ${told.task}.`);
        ontask?.(told.task);
      });
      const took = (performance.now() - begun) / 1000;
      if (end.how !== "finished") return { ...unfinishedReport(end, known), seconds: took };
      const { clean, ...result } = end.result;
      return { how: result.broken ? "crashed" : "finished", ...result, seconds: took };
    });
  }

  /**
   * Run a chapter for a playground: engine/<module>.py's main(host, message, post).
   *
   * @param {object} request
   * @param {string} request.module such as "play_neuron"
   * @param {string} request.stem
   * @param {Object<string, string>} [request.files] as in grade()
   * @param {"exercises" | "solutions"} [request.code] whose chapter runs: the learner's, or ours
   * @param {"exercises" | "solutions"} [request.earlier] whose chapters come before it
   * @param {*} [request.message] given to main(); plain values
   * @param {number} [request.seconds] for each call of the learner's code
   * @param {(data: *) => void} [request.onmessage] hears what main() posts
   * @returns {Promise<object>} {how, value, error, printed}. how: "finished" with main()'s value,
   *   or "failed", "timeout", "crashed", "stopped" with error: {type, message, file?, line?}.
   */
  run({
    module,
    stem,
    files = {},
    code = "exercises",
    earlier = "exercises",
    message = null,
    seconds = 20,
    onmessage,
  }) {
    const request = { module, stem, files, code, earlier, message, seconds };
    return this.inTurn("running", () => {
      this.holder = this.worker;
      return this.play("run", request, onmessage);
    });
  }

  /**
   * Ask the last run's module again: its again(host, message, post), with the host it had.
   *
   * @param {*} message
   * @param {object} [settings] seconds and onmessage, as in run()
   * @returns {Promise<object>} as run() gives; how is "gone" if that host has gone with its worker
   */
  send(message, { seconds = 20, onmessage } = {}) {
    return this.inTurn("running", () => {
      if (this.holder !== this.worker) return { how: "gone", value: null, error: null, printed: "" };
      return this.play("again", { message, seconds }, onmessage);
    });
  }

  /** End what is going on. It is answered with "stopped", and the spare takes over. */
  stop() {
    if (this.worker.answer) this.worker.end({ how: "stopped" });
  }

  // ── the rest is for this file ──

  set(state, sentence = SENTENCES[state]) {
    Object.assign(this, { state, sentence });
    for (const listener of this.listeners) listener(state, sentence);
  }

  /** Take a worker into service; once it is ready, warm up a spare. */
  take(worker) {
    this.worker = worker;
    worker.ready.then(
      async () => {
        if (this.worker !== worker) return;
        if (this.state === "loading") this.set("ready");
        // It would take time from the first verdict.
        const [idle, latest] = SPARE_SECONDS.map((seconds) => pause(seconds));
        await Promise.race([idle.then(() => this.turn), latest]);
        if (this.worker === worker) this.spare ??= new OneWorker(this.url);
      },
      (error) => {
        if (this.worker === worker) this.set("failed", `${SENTENCES.failed} (${error.message})`);
      },
    );
  }

  /** Do one thing after another; say in between whether the grader is ready. */
  inTurn(state, work) {
    const mine = this.turn.then(async () => {
      if (this.worker.state === "failed") {
        this.url.search = Date.now(); // the connection may be back, or the site a newer one
        this.replace();
      }
      if (this.worker.state === "loading") this.set("loading");
      try {
        await this.worker.ready;
      } catch (error) {
        const report = `${SENTENCES.failed} (${error.message})`;
        return {
          ...{ how: "failed", report, passed: false, tasks: {}, problem: null, place: null },
          ...{ value: null, error: { type: "failed", message: report }, printed: "", seconds: 0 },
        };
      }
      this.set(state);
      const result = await work();
      this.set(this.worker.state === "ready" ? "ready" : "loading");
      return result;
    });
    this.turn = mine.catch(() => {});
    return mine;
  }

  async play(kind, request, onmessage) {
    const end = await this.ask(kind, request, request.seconds, (told) => {
      if ("message" in told) onmessage?.(told.message);
    });
    if (end.how !== "finished") {
      const error = { type: end.how, message: ENDS[end.how], ...end.place };
      return { how: end.how, value: null, error, printed: "" };
    }
    const { clean, ...result } = end.result;
    return { error: null, ...result };
  }

  /** Have the worker do something. Return {how: "finished", result}, or how else it ended. */
  async ask(kind, request, seconds, tell) {
    const end = await this.worker.ask(kind, request, seconds, tell);
    if (end.how !== "finished" || end.result.clean === false) this.replace();
    return end;
  }

  replace() {
    this.worker.end({ how: "stopped" });
    const next = this.spare?.state === "failed" ? null : this.spare;
    this.spare = null;
    this.take(next ?? new OneWorker(this.url));
  }
}

function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** A Web Worker, from its loading to its end. */
class OneWorker {
  constructor(url) {
    this.state = "loading"; // "ready", "failed", "ended"
    this.answer = null; // settles the request it is busy with
    this.count = 0;
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.ready.catch(() => {});
    this.worker = new Worker(url, { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "the worker could not be started");
    };
    this.limit(START_SECONDS);
  }

  /** Return {how: "finished", result}, {how: "crashed", place} or what end() was given. */
  ask(kind, request, seconds, tell) {
    if (this.state !== "ready") return Promise.resolve({ how: "crashed", place: null });
    return new Promise((resolve) => {
      Object.assign(this, { answer: resolve, tell, seconds });
      this.count += 1;
      this.limit(seconds);
      this.worker.postMessage({ id: this.count, kind, ...request });
    });
  }

  /** End the worker for good; answer the request it is busy with by what is given. */
  end(how) {
    this.worker.terminate();
    clearTimeout(this.timer);
    if (this.state === "loading") this.reject(new Error("it was ended"));
    if (this.state !== "failed") this.state = "ended";
    this.settle(how);
  }

  settle(how) {
    const { answer } = this;
    this.answer = null;
    answer?.(how);
  }

  limit(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.state === "loading") this.fail(`no answer in ${START_SECONDS} seconds`);
      else this.end({ how: "timeout", place: null });
    }, seconds * 1000);
  }

  fail(message) {
    if (this.state !== "loading") return this.end({ how: "crashed", place: null });
    this.state = "failed";
    this.reject(new Error(message));
    this.end({ how: "crashed", place: null });
  }

  hear(data) {
    if (data.ready && this.state === "loading") {
      clearTimeout(this.timer);
      this.state = "ready";
      this.resolve();
    } else if (data.failed) {
      this.fail(data.failed);
    } else if (data.id === this.count && this.answer) {
      if (data.told) {
        this.limit(Math.max(this.seconds, (data.told.alive ?? data.told.seconds ?? 0) + GRACE_SECONDS));
        this.tell(data.told);
      } else if (data.ended) {
        this.end({ how: "crashed", place: data.ended.place });
      } else {
        clearTimeout(this.timer);
        this.settle({ how: "finished", result: data.result });
      }
    }
  }
}
