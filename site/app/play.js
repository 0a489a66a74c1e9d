// What the playgrounds share: running the learner's code, or ours where theirs isn't finished.

import { numberOf } from "./chapters.js";
import { fill, h } from "./dom.js";
import { chosenEarlier, ownFiles, theGrader } from "./engine.js";

const SENTENCES = {
  timeout: "The code gave no answer within the time limit.",
  crashed: "Python itself came to an end while the code was running. It has been started anew.",
  failed: "Python couldn’t be loaded. Are you online?",
};

/** Runs one engine module on the learner's code, and says whose code it is that runs. */
export class Runner {
  /**
   * @param {Object} data - the chapter, as the page has it
   * @param {string} module - the name of a module in engine/
   * @param {string} task - what of the chapter it runs, such as "Neuron"
   * @param {number} [seconds] - for one call of the code
   */
  constructor(data, module, task, seconds = 5) {
    Object.assign(this, { data, module, task, seconds });
    this.element = h("div.whose.whole", { role: "status" });
    this.key = undefined; // what the host in the worker was made from
    this.ours = false; // whether the learner asked for ours
    this.again = () => {}; // called when the learner asks for another run
  }

  /** Whether the worker holds what the learner's code is now. */
  get fresh() {
    return this.key === this.#key();
  }

  #key() {
    return JSON.stringify([this.ours, chosenEarlier(), ownFiles(this.data)]);
  }

  /**
   * Run, with the learner's code where that is finished.
   * @param {Object} message - what engine/<module>.py's main gets
   * @param {function(Object): void} [onmessage] - hears what it posts
   * @returns {Promise<*>} its value, or undefined where a sentence in this.element says why not
   */
  async run(message, onmessage) {
    const key = this.#key();
    this.key = undefined;
    const [result, ...whose] = await this.#attempts(message, onmessage);
    if (result.how !== "finished") {
      this.#explain(result);
      return undefined;
    }
    this.key = key;
    this.#say("", ...whose);
    return result.value;
  }

  /**
   * Ask the same run again, as with other numbers.
   * @param {Object} message
   * @returns {Promise<*>} its value, or undefined: the worker holds that run no more, or a sentence
   *   in this.element says why not. In both cases this.fresh is false from then on.
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

  /** Send where that is enough, else run. */
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
    theGrader().stop();
  }

  /** Whether the last thing it said was what went wrong. */
  get broken() {
    return this.element.classList.contains("broken");
  }

  /** Return [result, sentence, ...more], of the first code in turn that is written. */
  async #attempts(message, onmessage) {
    const { data, module, task, seconds } = this;
    const { stem, number } = data;
    const own = ownFiles(data);
    const begin = (request) =>
      theGrader().run({ module, stem, message, seconds, onmessage, ...request });
    let missing = this.ours ? "" : `you have written nothing in chapter ${number} yet`;
    if (!this.ours && own[stem]) {
      const earlier = data.earlier.length ? chosenEarlier() : "exercises";
      let result = await begin({ files: own, earlier });
      if (!isUnwritten(result)) {
        return [result, "Your own code is running."];
      }
      missing = nameOf(result);
      if (stemOf(result) !== stem && earlier === "exercises") {
        result = await begin({ files: own, earlier: "solutions" });
        if (!isUnwritten(result)) {
          const sentence = `Your own chapter ${number} is running, on the course’s earlier chapters, because ${missing}.`;
          return [result, sentence];
        }
        missing = nameOf(result);
      }
    }
    const result = await begin({ code: "solutions" });
    if (missing) {
      return [
        result,
        `Our code is running, because ${missing}. Write ${task} above, and yours runs here.`,
      ];
    }
    const mine = h("button", { type: "button", onclick: () => this.#choose(false) }, "Run mine");
    return [result, "Our code is running.", h("p.buttons", {}, mine)];
  }

  #choose(ours) {
    this.ours = ours;
    this.again();
  }

  #explain({ how, error }) {
    if (how === "stopped") {
      this.#say("", "Stopped.");
      return;
    }
    const sentence = SENTENCES[error.type];
    const raised = `${this.ours ? "Our" : "Your"} code raised ${error.type}${error.message ? `: ${error.message}` : ""}.`;
    const words = [sentence ?? raised];
    const place = error.file && /exercises\/(\w+)\.py$/.exec(error.file);
    if (place) {
      const here = place[1] === this.data.stem ? "" : `${place[1]}.html`;
      words.push(
        h(
          "p",
          {},
          "Look at ",
          h("a", { href: `${here}#line-${error.line}` }, `${error.file}:${error.line}`),
          ".",
        ),
      );
    }
    words.push(
      h(
        "p.buttons",
        {},
        h("button", { type: "button", onclick: () => this.#choose(false) }, "Run mine again"),
        h("button", { type: "button", onclick: () => this.#choose(true) }, "Run ours instead"),
      ),
    );
    this.#say("broken", ...words);
  }

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

function isUnwritten({ how, error }) {
  return how === "failed" && error.type === "NotImplementedError";
}

function stemOf({ error }) {
  return /(\w+)\.py$/.exec(error.file ?? "")?.[1];
}

function nameOf(result) {
  const stem = stemOf(result);
  const name = result.error.message || "a part of it";
  return `your ${name}${stem ? ` in chapter ${numberOf(stem)}` : ""} isn’t written yet`;
}

/**
 * Call an asynchronous function for the latest value only: while one call runs, the newest waits.
 * @param {function(*): Promise<void>} work
 */
export function latest(work) {
  let running = false;
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
 * Make a slider with its label and its number.
 * @param {Object} options
 * @param {string} options.label
 * @param {number} options.min
 * @param {number} options.max
 * @param {number} options.step
 * @param {number} options.value
 * @param {function(number): string} options.show - the number as text
 * @param {function(): void} options.oninput
 */
export function slider({ label, min, max, step, value, show, oninput }) {
  const id = `slider-${label.toLowerCase().replace(/\W+/g, "-")}`;
  const input = h("input", { id, type: "range", min, max, step, value });
  const output = h("output", { "aria-hidden": "true" });
  const update = () => {
    output.textContent = show(Number(input.value));
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.oninput = () => {
    update();
    oninput();
  };
  update();
  return {
    element: h("div.slider", {}, h("label", { htmlFor: id }, label), output, input),
    get value() {
      return Number(input.value);
    },
    set value(next) {
      input.value = next;
      update();
    },
  };
}

/**
 * Return a number as people write it, with a real minus sign.
 * @param {number} value
 * @param {number} [digits]
 */
export function written(value, digits = 2) {
  if (typeof value !== "number") {
    return value === null ? "None" : "not a number";
  }
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const size = Math.abs(value);
  const text = size >= 1e5 ? value.toExponential(1).replace("e+", "e") : value.toFixed(digits);
  return text.replace("-", "−");
}

/**
 * Make a table whose rows change while the table stays.
 * @param {string[]} heads
 * @returns {{element: Element, fill: function(string[][]): void}}
 */
export function table(heads) {
  const body = h("tbody");
  const row = (tag, props, values) => h("tr", {}, ...values.map((value) => h(tag, props, value)));
  const head = h("thead", {}, row("th", { scope: "col" }, heads));
  return {
    element: h("div.scroller", {}, h("table", {}, head, body)),
    fill: (rows) => fill(body, ...rows.map((values) => row("td", {}, values))),
  };
}
