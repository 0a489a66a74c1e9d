// What the playgrounds share: running the learner's code, or ours where theirs isn't finished.

import { numberOf } from "./chapters.js";
import { fill, h } from "./dom.js";
import { chosenEarlier } from "./earlier.js";
import { ownFiles, theGrader } from "./engine.js";
import { loadingBar } from "./loading.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Child } from "./dom.js" */
/** @import { Run, Whose } from "./grader.js" */
/** @typedef {NonNullable<Run["error"]>} Fault */

/**
 * What is said of a run by how it ended, where that was no exception of the code's own.
 * @type {Object<string, string | undefined>}
 */
const SENTENCES = {
  timeout: "The code gave no answer within the time limit.",
  crashed: "Python itself came to an end while the code was running. It has been started anew.",
  flood: "The code sent the page more than any run has to say, and was stopped.",
  unreadable: "What came back is no answer: something in the code has got at what runs it.",
  failed: "Python couldn’t be loaded. Are you online?",
};

/**
 * What is said of a run that can't begin yet, by the grader's state.
 * @type {Object<string, string | undefined>}
 */
const WAITS = {
  loading: "Python is loading. Then this part runs.",
  grading: "Your chapter is being graded. Then this part runs.",
  running: "The code is running.",
};

/** Runs one engine module on the learner's code, and says whose code it is that runs. */
export class Runner {
  /**
   * @param {ChapterData} data
   * @param {string} module - the name of a module in engine/
   * @param {string} task - what of the chapter it runs, such as "Neuron"
   * @param {number} [seconds] - for one call of the code
   */
  constructor(data, module, task, seconds = 5) {
    this.data = data;
    this.module = module;
    this.task = task;
    this.seconds = seconds;
    this.element = h("div.whose.whole", { role: "status" });
    /** @type {string | undefined} */
    this.key = undefined; // what the host in the worker was made from
    this.stopping = new AbortController();
    this.ours = false; // whether the learner asked for ours
    /** @type {"mine" | "partly" | "ours"} */
    this.whose = "ours"; // partly: on the course's earlier chapters
    this.again = () => {}; // called when the learner asks for another run
  }

  /** Whether the worker holds what the learner's code is now. */
  get fresh() {
    return this.key === this.code;
  }

  /** What is to run now: whose, and the learner's files. */
  get code() {
    return JSON.stringify([this.ours, chosenEarlier(), ownFiles(this.data)]);
  }

  /**
   * Run, with the learner's code where that is finished.
   * @param {Object} message - what engine/<module>.py's main gets
   * @param {(told: any) => void} [onmessage] - hears what it posts
   * @returns {Promise<any>} its value, or undefined where a sentence in this.element says why not
   */
  async run(message, onmessage) {
    const key = this.code;
    this.key = undefined;
    this.#wait();
    const { result, sentence, more = [] } = await this.#attempts(message, onmessage);
    if (result.how !== "finished") {
      this.#explain(result);
      return undefined;
    }
    this.key = key;
    this.#say("", sentence, ...more);
    return result.value;
  }

  /**
   * Ask the same run again, as with other numbers.
   * @param {Object} message
   * @returns {Promise<any>} its value, or undefined: the worker holds that run no more, or a
   *   sentence in this.element says why not. In both cases this.fresh is false from then on.
   */
  async send(message) {
    const result = await theGrader().send(message, { seconds: this.seconds });
    if (result.how === "finished") {
      return result.value;
    }
    this.key = undefined;
    if (result.how !== "gone") {
      this.#explain(result);
    }
    return undefined;
  }

  /**
   * Send where that is enough, else run.
   * @param {Object} message
   * @returns {Promise<any>} as of run()
   */
  async ask(message) {
    if (this.fresh) {
      const value = await this.send(message);
      if (value !== undefined || this.broken) {
        return value;
      }
    }
    return this.run(message);
  }

  /** Stop what runs. */
  stop() {
    this.stopping.abort();
  }

  /** Whether the last thing it said was what went wrong. */
  get broken() {
    return this.element.classList.contains("broken");
  }

  /** Say what the first run waits for, as long as it waits. */
  #wait() {
    if (this.element.hasChildNodes()) {
      return;
    }
    const grader = theGrader();
    const bar = h("p", {}, loadingBar(grader));
    let said = "";
    grader.onstate((state) => {
      const sentence = WAITS[state] ?? said;
      if (sentence !== said && (bar.isConnected || !this.element.hasChildNodes())) {
        said = sentence;
        this.#say("", said, bar);
      }
    });
  }

  /**
   * Run the first code in turn that is written.
   * @param {Object} message
   * @param {(told: any) => void} [onmessage]
   * @returns {Promise<{result: Run, sentence: string, more?: Node[]}>} sentence: whose code it is
   */
  async #attempts(message, onmessage) {
    const { data, module, task, seconds } = this;
    const { stem, number } = data;
    const own = ownFiles(data);
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    /** @param {{files?: Object<string, string>, earlier?: Whose, code?: Whose}} request */
    const begin = (request) =>
      theGrader().run({ module, stem, message, seconds, onmessage, signal, ...request });
    let missing = this.ours ? "" : `you have written nothing in chapter ${number} yet`;
    if (!this.ours && own[stem]) {
      const earlier = data.earlier.length ? chosenEarlier() : "exercises";
      let result = await begin({ files: own, earlier });
      if (!isUnwritten(result)) {
        this.whose = earlier === "exercises" ? "mine" : "partly";
        return { result, sentence: "Your own code is running." };
      }
      missing = nameOf(result);
      if (stemOf(result) !== stem && earlier === "exercises") {
        result = await begin({ files: own, earlier: "solutions" });
        if (!isUnwritten(result)) {
          this.whose = "partly";
          const sentence = `Your own chapter ${number} is running, on the course’s earlier chapters, because ${missing}.`;
          return { result, sentence };
        }
        missing = nameOf(result);
      }
    }
    this.whose = "ours";
    const result = await begin({ code: "solutions" });
    if (missing) {
      const sentence = `Our code is running, because ${missing}. Write ${task} above, and yours runs here.`;
      return { result, sentence };
    }
    const mine = h("button", { type: "button", onclick: () => this.#choose(false) }, "Run mine");
    return { result, sentence: "Our code is running.", more: [h("p.buttons", {}, mine)] };
  }

  /** @param {boolean} ours */
  #choose(ours) {
    this.ours = ours;
    this.again();
  }

  /** @param {Run} result - one that isn't finished */
  #explain(result) {
    if (result.how === "stopped") {
      this.#say("", "Stopped.");
      return;
    }
    const error = faultOf(result);
    const raised = `${this.ours ? "Our" : "Your"} code raised ${error.type}${error.message ? `: ${error.message}` : ""}.`;
    /** @type {Node[]} */
    const more = [];
    const place = error.file && /exercises\/(\w+)\.py$/.exec(error.file);
    if (place) {
      const here = place[1] === this.data.stem ? "" : `${place[1]}.html`;
      more.push(
        h(
          "p",
          {},
          "Look at ",
          h("a", { href: `${here}#line-${error.line}` }, `${error.file}:${error.line}`),
          ".",
        ),
      );
    }
    more.push(
      h(
        "p.buttons",
        {},
        h("button", { type: "button", onclick: () => this.#choose(false) }, "Run mine again"),
        h("button", { type: "button", onclick: () => this.#choose(true) }, "Run ours instead"),
      ),
    );
    const own = result.how === "replaced" ? error.message : raised;
    this.#say("broken", SENTENCES[result.how] ?? own, ...more);
  }

  /**
   * @param {"broken" | ""} kind
   * @param {string} sentence
   * @param {...Node} more
   */
  #say(kind, sentence, ...more) {
    this.element.classList.toggle("broken", kind === "broken");
    if (
      this.element.firstChild?.textContent === sentence &&
      !more.length &&
      this.element.childNodes.length === 1
    ) {
      return; // it says so already, and needn't be read out again
    }
    fill(this.element, h("p", {}, sentence), ...more);
  }
}

/**
 * Return the fault of a run that isn't finished.
 * @param {Run} result
 */
function faultOf(result) {
  return /** @type {Fault} */ (result.error);
}

/** @param {Run} result */
function isUnwritten({ how, error }) {
  return how === "raised" && error?.type === "NotImplementedError";
}

/** @param {Run} result - one that isn't finished */
function stemOf(result) {
  return /(\w+)\.py$/.exec(faultOf(result).file ?? "")?.[1];
}

/** @param {Run} result - one that stopped at what isn't written */
function nameOf(result) {
  const stem = stemOf(result);
  const name = faultOf(result).message || "a part of it";
  return `your ${name}${stem ? ` in chapter ${numberOf(stem)}` : ""} isn’t written yet`;
}

/**
 * Call an asynchronous function for the latest value only: while one call runs, the newest waits.
 * @template [T=void]
 * @param {(value: T) => Promise<void>} work
 * @returns {(value: T) => Promise<void>}
 */
export function latest(work) {
  let running = false;
  /** @type {T[]} */
  let waiting = [];
  return async function ask(value) {
    waiting = [value];
    if (running) {
      return;
    }
    running = true;
    try {
      while (waiting.length) {
        const [next] = waiting;
        waiting = [];
        await work(next);
      }
    } finally {
      running = false;
    }
  };
}

/**
 * Make a table whose rows change while the table stays.
 * @param {string[]} heads
 * @returns {{element: HTMLElement, fill: (rows: string[][]) => void}}
 */
export function table(heads) {
  const body = h("tbody");
  const row = (/** @type {Child[]} */ cells) => h("tr", {}, ...cells);
  const head = h("thead", {}, row(heads.map((name) => h("th", { scope: "col" }, name))));
  return {
    element: h("div.scroller", {}, h("table", {}, head, body)),
    fill: (rows) =>
      fill(body, ...rows.map((values) => row(values.map((value) => h("td", {}, value))))),
  };
}
