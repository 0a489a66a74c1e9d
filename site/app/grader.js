/**
 * The page's side of the grader: it keeps one worker at work and a spare one warm, limits what every
 * request may take, and answers every request, whatever becomes of the worker. A check has a worker
 * in which no code of the learner's has run before, and so has a run of their whole file.
 */

import { IS_RESULT, isPlace, isTold } from "./answers.js";

/** @import { Lead, Report, Said } from "./report.js" */

/** @typedef {"loading" | "ready" | "grading" | "running" | "failed"} State */
/** @typedef {"exercises" | "solutions"} Whose */
/** @typedef {Object<string, string>} Files - {stem: text} */

/**
 * What a grading found.
 * @typedef {Object} Grading
 * @property {string} how - "finished", "timeout", "crashed", "flood", "unreadable", "stopped", or
 *   "failed" if no grader could be loaded
 * @property {?Report} report - null where nothing was found out
 * @property {string} text - the report as the terminal shows it, or why there is none
 * @property {number} seconds
 */

/**
 * What a run for a playground gave.
 * @typedef {Object} Run
 * @property {string} how - "finished" with main()'s value; "raised" or "replaced" with an error of
 *   the code's own; "gone" if what was to be asked again has gone with its worker; or as of a Grading
 * @property {any} value
 * @property {?{type: string, message: string, file?: string, line?: number}} error - type: of what
 *   the code raised. It says no more than that: a learner may give an exception any name
 * @property {string} printed
 */

/**
 * What came of running a file, a block or a line: see engine/running.py.
 * @typedef {Object} Evaluation
 * @property {string} how - "finished"; "more" lines are wanted; "unwritten", "raised", "flood" or
 *   "timeout", as told there; or as of a Grading
 * @property {string} [got] - an error, as Python words it
 * @property {Said[]} [paragraphs]
 * @property {?Lead} [place] - where the learner's code was
 * @property {string} [name] - of what isn't written
 * @property {[stem: string, name: string][]} [ours] - what of the course's code it can have run
 * @property {boolean} [own] - whether it can have run the learner's
 * @property {string} [session] - another one knows nothing of what was made in the former
 * @property {boolean} [again] - the file had changed, and was read again
 * @property {boolean} [loading] - that failed
 * @property {number} [number] - of a block: the one it came to
 * @property {{source: string, want: string, got: string, same: boolean}[]} [results]
 * @property {string} [text] - why there is none
 */

/** How a request to a worker ended. @typedef {{how: "finished", result: any} | Cut} End */
/** @typedef {{how: "timeout" | "crashed" | "stopped" | "flood" | "unreadable", place?: ?Place}} Cut */
/** What a request may take: seconds of silence, seconds in all.
 * @typedef {{silent: number, inAll: number}} Limits */
/** What was asked for: whether it has been stopped, and what has it return then.
 * @typedef {{isStopped: boolean, wake: (nothing?: undefined) => void}} Asked */
/** @typedef {{file: string, line: number}} Place - of the learner's code */
/** What of Python has arrived, in bytes. @typedef {{loaded: number, total: number}} Arrived */
/** Hears what a worker tells on the way. @typedef {(told: any) => void} Tell */

const START_SECONDS = 180; // that a worker may be silent while it loads, and Python starts
const GRACE_SECONDS = 3; // for a worker to end a call by itself, and say more than we could
const CHECK_SECONDS = 600; // for a check in all
const TOLD = 2e6; // characters that a request may tell; the longest of honest ones tells a twentieth
const MESSAGES = 2000; // that a worker may send at once, and then so many in a second:
const MESSAGES_LATER = 50; // while code prints, there are ten or so
const SPARE_SECONDS = [0.5, 3]; // before a spare is begun: with nothing else to do, at the latest
const VISITED = "nn-python";
/** What is said only before Python has been here. */
export const MOMENT = isFirstVisit() ? " The first time, this takes a moment." : "";
const SENTENCES = {
  loading: `The grader is loading: Python and the tests.${MOMENT}`,
  starting: "The grader is here, and is starting.",
  again: "Python is starting anew.",
  ready: "The grader is ready.",
  grading: "Grading.",
  running: "The code is running.",
  failed: "The grader could not be loaded. Check your connection, then try again.",
};
export const ENDS = {
  timeout: "There was no answer within the time limit: the code was still running.",
  crashed: "Python itself came to an end.",
  flood: "The check was ended: it sent the page more than any check has to say.",
  unreadable:
    "What came back is no report on this chapter: something in your file has got at the grader. " +
    "Reload the page, and check again.",
  stopped: "Stopped. Nothing of yours was changed.",
  failed: SENTENCES.failed,
};

/** Grades chapters and runs playgrounds, one request after another. */
export class Grader {
  /**
   * @param {object} settings
   * @param {string} settings.worker the URL of worker.js, in the folder that pack.py makes
   * @param {boolean} [settings.partTwo] whether the chapters of Part II are to be graded
   */
  constructor({ worker, partTwo = false }) {
    this.url = new URL(worker, document.baseURI);
    this.names = partTwo ? ["part-two"] : [];
    /** @type {((state: State, sentence: string, arrived: ?Arrived) => void)[]} */
    this.listeners = [];
    /** @type {?Arrived} */
    this.arrived = null; // while a worker loads that somebody may be waiting for
    /** @type {Promise<unknown>} */
    this.turn = Promise.resolve(); // settles when every request so far is answered
    /** @type {?OneWorker} */
    this.holder = null; // the worker that holds the last run's host
    /** @type {?OneWorker} */
    this.spare = null;
    /** @type {?OneWorker} */
    this.busy = null; // the worker that was asked last
    /** @type {?Asked} */
    this.current = null; // what is being answered, or waits for Python only
    /** @type {State} */
    this.state = "loading";
    this.sentence = SENTENCES.loading;
    this.worker = new OneWorker(this.url, isFirstVisit() ? ["counting", ...this.names] : this.names);
    this.take(this.worker);
    this.ready = this.worker.ready;
    this.ready.catch(() => {}); // whoever waits for it hears of it
  }

  /**
   * Be told the state now and at every change.
   *
   * @param {(state: State, sentence: string, arrived: ?Arrived) => void} callback - gets what of
   *   Python has arrived, too, while it is loading
   */
  onstate(callback) {
    this.listeners.push(callback);
    callback(this.state, this.sentence, this.arrived);
  }

  /**
   * Grade a chapter.
   *
   * @param {object} request
   * @param {string} request.stem such as "ch01_math"
   * @param {Files} request.files the learner's own; for the others, the course's stubs
   * @param {Whose} [request.earlier] whose chapters come before it
   * @param {number} [request.seconds] how long the worker may be silent; a call that may take
   *   longer by its grader has that time
   * @param {number} [request.inAll] how long it may take, whatever the worker says meanwhile
   * @param {(task: string) => void} [request.ontask] called when the grading of a task begins
   * @param {AbortSignal} [request.signal] stops it, wherever it is: what waits won't begin
   * @returns {Promise<Grading>}
   */
  grade({ stem, files, earlier = "exercises", seconds = 20, inAll = CHECK_SECONDS, ontask, signal }) {
    return this.inTurn("grading", signal, async (worker) => {
      /** @type {{task: ?string, ends: Object<string, Report>}} */
      const known = { task: null, ends: {} };
      const begun = performance.now();
      const limits = { silent: seconds, inAll };
      const end = await this.ask("grade", { stem, files, earlier }, limits, (told) => {
        const begins = told.task && told.task !== known.task;
        known.ends = told.ends ?? known.ends;
        if (!begins) return;
        known.task = told.task;
        this.set("grading", `Grading ${told.task}.`);
        ontask?.(told.task);
      }, worker);
      const took = (performance.now() - begun) / 1000;
      if (end.how !== "finished") {
        return { how: end.how, ...cutShort(end, known.ends), seconds: took };
      }
      const { report, text } = end.result;
      return { how: report ? "finished" : "crashed", report, text, seconds: took };
    });
  }

  /**
   * Run a chapter for a playground: engine/<module>.py's main(host, message, post).
   *
   * @param {object} request
   * @param {string} request.module such as "play_neuron"
   * @param {string} request.stem
   * @param {Files} [request.files] as in grade()
   * @param {Whose} [request.code] whose chapter runs: the learner's, or ours
   * @param {Whose} [request.earlier] whose chapters come before it
   * @param {any} [request.message] given to main(); plain values
   * @param {number} [request.seconds] for each call of the learner's code
   * @param {(data: any) => void} [request.onmessage] hears what main() posts
   * @param {AbortSignal} [request.signal] as in grade()
   * @returns {Promise<Run>}
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
    signal,
  }) {
    const request = { module, stem, files, code, earlier, message, seconds };
    return this.inTurn("running", signal, () => {
      this.holder = this.worker;
      return this.play("run", request, onmessage);
    });
  }

  /**
   * Ask the last run's module again: its again(host, message, post), with the host it had.
   *
   * @param {any} message
   * @param {{seconds?: number, onmessage?: (data: any) => void}} [settings] as in run()
   * @returns {Promise<Run>}
   */
  send(message, { seconds = 20, onmessage } = {}) {
    return this.inTurn("running", undefined, () => {
      if (this.holder !== this.worker) return { how: "gone", value: null, error: null, printed: "" };
      return this.play("again", { message, seconds }, onmessage);
    });
  }

  /**
   * Run a learner's file, a block of the lesson or a line of the console.
   *
   * @param {{stem: string, files: Files, earlier: Whose, do: "program" | "block" | "line"}
   *   & Object<string, any>} request as in engine/running.py
   * @param {{seconds?: number, ontold?: Tell, onbegin?: () => void, signal?: AbortSignal}} settings
   *   seconds and signal: as in grade(); onbegin is called when its turn has come
   * @returns {Promise<Evaluation>}
   */
  evaluate(request, { seconds = 25, ontold = () => {}, onbegin, signal }) {
    const alone = request.do === "program";
    return this.inTurn("running", signal, async (worker) => {
      onbegin?.();
      const end = await this.ask("evaluate", request, silent(seconds), ontold, worker);
      worker.isSpent = alone;
      if (end.how === "finished") return end.result;
      return { how: end.how, place: end.place ? leadTo(end.place) : null };
    }, alone);
  }

  /**
   * End what is going on, or waits for Python only. It is answered with "stopped", and the spare
   * takes over.
   * @param {?Asked} [asked] - something else that was asked for
   */
  stop(asked = this.current) {
    if (!asked) return;
    asked.isStopped = true;
    asked.wake();
    if (asked === this.current && this.busy?.answer) this.busy.end({ how: "stopped" });
  }

  // ── the rest is for this file ──

  /**
   * @param {State} state
   * @param {string} [sentence]
   */
  set(state, sentence) {
    if (state !== "loading") this.arrived = null;
    const { arrived } = this;
    const here = arrived !== null && arrived.loaded >= arrived.total;
    this.state = state;
    this.sentence = sentence ?? SENTENCES[here ? "starting" : state];
    for (const listener of this.listeners) listener(state, this.sentence, arrived);
  }

  /**
   * Take a worker into service; once it is ready, warm up a spare.
   * @param {OneWorker} worker
   */
  take(worker) {
    this.worker = worker;
    this.arrived = null;
    worker.onarrived = (arrived) => {
      if (this.worker !== worker) return;
      this.arrived = arrived;
      if (this.state === "loading") this.set("loading");
    };
    worker.ready.then(
      async () => {
        if (this.worker !== worker) return;
        if (this.state === "loading") this.set("ready");
        rememberVisit();
        // It would take time from the first verdict.
        const [idle, latest] = SPARE_SECONDS.map((seconds) => pause(seconds));
        await Promise.race([idle.then(() => this.turn), latest]);
        if (this.worker === worker) this.spare ??= new OneWorker(this.url, this.names);
      },
      (error) => {
        if (this.worker === worker) this.set("failed", `${SENTENCES.failed} (${error.message})`);
      },
    );
  }

  /**
   * Do one thing after another; say in between whether the grader is ready.
   * @template {Grading | Run | Evaluation} T
   * @param {State} state
   * @param {AbortSignal | undefined} signal
   * @param {(worker: OneWorker) => T | Promise<T>} work
   * @param {boolean} [alone] - in a worker that nothing was asked of yet
   * @returns {Promise<T | (Grading & Run)>}
   */
  inTurn(state, signal, work, alone = state === "grading") {
    /** @type {Asked} */
    const asked = { isStopped: signal?.aborted ?? false, wake: () => {} };
    /** @type {Promise<undefined>} */
    const stopped = new Promise((resolve) => {
      asked.wake = resolve;
    });
    signal?.addEventListener("abort", () => this.stop(asked));
    const mine = this.turn.then(async () => {
      if (asked.isStopped) return withoutAnswer("stopped");
      this.current = asked;
      if (this.worker.state === "failed") {
        this.url.search = String(Date.now()); // the connection may be back, or the site a newer one
      }
      if (this.worker.isSpent || ["failed", "ended"].includes(this.worker.state)) this.replace();
      if (this.worker.state === "loading") this.set("loading");
      let worker;
      try {
        worker = await Promise.race([this.readyFor(alone), stopped]);
      } catch (error) {
        const text = `${SENTENCES.failed} (${/** @type {Error} */ (error).message})`;
        if (this.worker.state === "ready") this.set("ready");
        return withoutAnswer("failed", text);
      }
      if (!worker) {
        if (this.worker.state === "ready") this.set("ready");
        return withoutAnswer("stopped");
      }
      this.set(state);
      const result = await work(worker);
      this.set(this.worker.state === "ready" ? "ready" : "loading");
      return result;
    });
    this.turn = mine
      .catch(() => {})
      .then(() => {
        this.current = null;
      });
    // What waits for others and was stopped is answered at once.
    const early = stopped.then(() => (asked === this.current ? mine : withoutAnswer("stopped")));
    return Promise.race([mine, early]);
  }

  /**
   * @param {"run" | "again"} kind
   * @param {{message: any, seconds: number}} request
   * @param {(data: any) => void} [onmessage]
   * @returns {Promise<Run>}
   */
  async play(kind, request, onmessage) {
    const end = await this.ask(kind, request, silent(request.seconds), (told) => {
      if ("message" in told) onmessage?.(told.message);
    });
    if (end.how !== "finished") {
      const error = { type: end.how, message: ENDS[end.how], ...end.place };
      return { how: end.how, value: null, error, printed: "" };
    }
    const { clean, ...result } = end.result;
    return { error: null, ...result };
  }

  /**
   * Return the worker for what is to be done, once it is ready. Rejected where none can be loaded.
   * @param {boolean} alone
   */
  async readyFor(alone) {
    await this.worker.ready;
    return alone ? this.fresh() : this.worker;
  }

  /**
   * Return a worker that nothing was asked of yet: what a learner's code leaves behind in Python
   * could change what comes after it. Rejected where none can be loaded.
   * @returns {Promise<OneWorker>}
   */
  async fresh() {
    if (!this.worker.id) return this.worker;
    if (this.spare?.state === "failed") this.spare = null;
    this.spare ??= new OneWorker(this.url, this.names);
    const { spare } = this;
    if (spare.state === "loading") this.set("loading", SENTENCES.again);
    await spare.ready;
    return spare;
  }

  /**
   * Have a worker do something.
   * @param {"grade" | "run" | "again" | "evaluate"} kind
   * @param {Object} request
   * @param {Limits} limits
   * @param {Tell} tell
   * @param {OneWorker} [worker]
   * @returns {Promise<End>}
   */
  async ask(kind, request, limits, tell, worker = this.worker) {
    this.busy = worker;
    const end = await worker.ask(kind, request, limits, tell);
    if (worker === this.spare) {
      worker.end({ how: "stopped" });
      this.spare = new OneWorker(this.url, this.names); // for the next check, or run
    } else if (end.how !== "finished" || end.result.clean === false) this.replace();
    return end;
  }

  replace() {
    this.worker.end({ how: "stopped" });
    const next = this.spare?.state === "failed" ? null : this.spare;
    this.spare = null;
    this.take(next ?? new OneWorker(this.url, this.names));
  }
}

/**
 * Return the report on a grading that came to no end: Python told beforehand what it would be, and
 * knew all but the place.
 * @param {Cut} end
 * @param {Object<string, Report>} ends
 * @returns {{report: ?Report, text: string}}
 */
function cutShort({ how, place }, ends) {
  const report = structuredClone(ends[how] ?? null);
  if (report?.finding && place) {
    const lead = leadTo(place);
    report.finding.place = lead;
    report.finding.paragraphs.unshift(["That happened at ", lead, "."]);
  }
  return { report, text: ENDS[how] };
}

/**
 * @param {Place} place
 * @returns {Lead}
 */
function leadTo({ file, line }) {
  const stem = file.replace(/^.*\/|\.py$/g, "");
  return { text: `${file}:${line}`, kind: "line", stem, line, task: "", earlier: false };
}


/** Say whether Python has yet to come over the network, as far as is known. */
function isFirstVisit() {
  try {
    return localStorage.getItem(VISITED) === null;
  } catch {
    return true; // nothing is stored here
  }
}

function rememberVisit() {
  try {
    localStorage.setItem(VISITED, "1");
  } catch {
    // then the next visit is a first one, too
  }
}

/**
 * Return the limits of what its reader can watch, and stop.
 * @param {number} seconds
 * @returns {Limits}
 */
function silent(seconds) {
  return { silent: seconds, inAll: Infinity };
}

/**
 * Return the answer to what didn't begin.
 * @param {"stopped" | "failed"} how
 * @param {string} [text]
 * @returns {Grading & Run}
 */
function withoutAnswer(how, text = ENDS[how]) {
  return {
    ...{ how, report: null, text, seconds: 0 },
    ...{ value: null, error: { type: how, message: text }, printed: "" },
  };
}

/** @param {number} seconds */
function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** A Web Worker, from its loading to its end. */
class OneWorker {
  messages = MESSAGES; // that may come now
  counted = 0; // when that was so, as performance.now() counts
  told = 0; // characters, for the request it is busy with

  /**
   * @param {URL} url
   * @param {string[]} names - "counting": it tells how much of Python's program has come; then the
   *   browser doesn't keep what it makes of that, and starts it slower the next time. "part-two": it
   *   has NumPy, too
   */
  constructor(url, names) {
    /** @type {"loading" | "ready" | "failed" | "ended"} */
    this.state = "loading";
    /** @type {?((end: End) => void)} */
    this.answer = null; // settles the request it is busy with
    /** @type {Tell} */
    this.tell = () => {};
    this.onarrived = (/** @type {Arrived} */ _arrived) => {};
    this.limits = silent(0);
    this.isResult = (/** @type {any} */ _result) => false;
    this.until = Infinity; // when it has to be done, as performance.now() counts
    this.isSpent = false; // it has run a whole file, and is for nothing else
    this.id = ""; // of what was asked last; nobody can guess it, and so answer in the worker's place
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.ready.catch(() => {});
    // A worker made from a blob inherits the page's content security policy; a file's would have
    // its own, from headers, which a static host doesn't send. In Firefox the service worker answers
    // an import() there, and no import statement.
    const failed = "postMessage({ failed: String(error.message) })";
    const script = `import(${JSON.stringify(url.href)}).catch((error) => ${failed});`;
    const blob = new Blob([script], { type: "text/javascript" });
    this.address = URL.createObjectURL(blob);
    this.worker = new Worker(this.address, { type: "module", name: names.join(" ") });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "the worker could not be started");
    };
    this.limit(START_SECONDS);
  }

  /**
   * Have it answer a request; end() may answer it before.
   * @param {string} kind
   * @param {Object} request
   * @param {Limits} limits
   * @param {Tell} tell
   * @returns {Promise<End>}
   */
  ask(kind, request, limits, tell) {
    if (this.state !== "ready") return Promise.resolve({ how: "crashed", place: null });
    return new Promise((resolve) => {
      this.answer = resolve;
      this.tell = tell;
      this.limits = limits;
      this.isResult = IS_RESULT[kind];
      this.told = 0;
      this.until = performance.now() + limits.inAll * 1000;
      this.id = crypto.getRandomValues(new Uint32Array(4)).join("-");
      this.limit(limits.silent);
      this.worker.postMessage({ id: this.id, kind, ...request });
    });
  }

  /**
   * End the worker for good; answer the request it is busy with by what is given.
   * @param {Cut} how
   */
  end(how) {
    this.worker.terminate();
    clearTimeout(this.timer);
    if (this.state === "loading") this.reject(new Error("it was ended"));
    if (this.state !== "failed") this.state = "ended";
    this.settle(how);
  }

  /** @param {End} how */
  settle(how) {
    const { answer } = this;
    this.answer = null;
    answer?.(how);
  }

  /** @param {number} seconds */
  limit(seconds) {
    clearTimeout(this.timer);
    const left = Math.min(seconds * 1000, this.until - performance.now());
    this.timer = setTimeout(() => {
      if (this.state === "loading") this.fail(`no answer in ${START_SECONDS} seconds`);
      else this.end({ how: "timeout", place: null });
    }, left);
  }

  /** @param {string} message */
  fail(message) {
    if (this.state !== "loading") return this.end({ how: "crashed", place: null });
    this.state = "failed";
    this.reject(new Error(message));
    this.end({ how: "crashed", place: null });
  }

  /** @param {any} data - see worker.js; once a learner's code has run there, it may be anything */
  hear(data) {
    if (this.state === "loading") {
      this.hearLoading(data);
    } else if (this.isTooMuch(data)) {
      this.end({ how: "flood" });
    } else if (!this.answer || data?.id !== this.id) {
      // It answers nothing that was asked.
    } else if (isTold(data.told)) {
      this.limit(Math.max(this.limits.silent, (data.told.alive ?? data.told.seconds ?? 0) + GRACE_SECONDS));
      this.tell(data.told);
    } else if (data.ended) {
      this.end({ how: "crashed", place: isPlace(data.ended.place) ? data.ended.place : null });
    } else if (this.isResult(data.result)) {
      clearTimeout(this.timer);
      this.settle({ how: "finished", result: data.result });
    } else {
      this.end({ how: "unreadable" });
    }
  }

  /** @param {any} data - before any code of the learner's has run there */
  hearLoading(data) {
    if (data.total) {
      this.limit(START_SECONDS);
      this.onarrived({ loaded: data.loaded, total: data.total });
    } else if (data.ready) {
      URL.revokeObjectURL(this.address);
      clearTimeout(this.timer);
      this.state = "ready";
      this.resolve();
    } else if (data.failed) {
      this.fail(data.failed);
    }
  }

  /**
   * Count a message. Say whether the page has heard more now than any request has to say.
   * @param {any} data
   */
  isTooMuch(data) {
    const now = performance.now();
    const more = ((now - this.counted) / 1000) * MESSAGES_LATER;
    this.messages = Math.min(MESSAGES, this.messages + more) - 1;
    this.counted = now;
    if (this.messages < 0) return true;
    if (data?.id !== this.id) return false;
    try {
      this.told += JSON.stringify(data).length;
    } catch {
      return true; // it doesn't come from JSON, as all that is told
    }
    return this.told > TOLD;
  }
}
