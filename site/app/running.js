// What the console and the lesson's blocks share: asking Python, and saying what came of it.

import { chapters, numberOf } from "./chapters.js";
import { h } from "./dom.js";
import { chosenEarlier } from "./earlier.js";
import { ownFiles, theGrader } from "./engine.js";
import { MOMENT } from "./grader.js";
import { inCode } from "./report.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Evaluation } from "./grader.js" */
/** @import { Lead, Said } from "./report.js" */

const FOCUS = /** @type {"textarea"} */ ("textarea, button");
const LISTED = 3; // names in one sentence
const LOADING = `Python is loading.${MOMENT}`;
const WAITING = "Waiting for what is running now …";
/** What is said where the page had to end Python, which could say nothing itself. */
const ENDS = {
  timeout: "It gave no answer within the time limit, and has been stopped. Look for a loop, or a call, that never comes to an end.",
  crashed: "Python itself came to an end, and was started anew. A function that calls itself without end can do this.",
  flood: "It sent the page more than any program has to say, and has been stopped.",
  unreadable: "What came back is no answer: something in your code has got at what runs it.",
  stopped: "Stopped.",
};

/** A button that stops what it has begun, and a line that says how it goes. */
export class Asking {
  /** @param {ChapterData} data */
  constructor(data) {
    this.data = data;
    this.busy = false;
    this.stopping = new AbortController();
    this.begun = 0; // when its turn had come
    this.status = h("span", { role: "status" });
    this.seconds = h("span", { "aria-hidden": "true" });
    this.stopButton = h(
      "button",
      { type: "button", hidden: true, onclick: () => this.stopping.abort() },
      "Stop",
    );
  }

  /**
   * Have Python run something, and say meanwhile that it does.
   * @param {Object<string, any>} request - as in engine/running.py, without the files
   * @param {(told: any) => void} [ontold] - hears what it tells on the way
   * @returns {Promise<Evaluation>}
   */
  async ask(request, ontold) {
    const { data } = this;
    const grader = theGrader();
    const earlier = data.earlier.length ? chosenEarlier() : "exercises";
    const files = ownFiles(data);
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    this.busy = true;
    this.status.textContent = { loading: LOADING, ready: "" }[/** @type {string} */ (grader.state)] ?? WAITING;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let timer;
    const onbegin = () => {
      this.begun = performance.now();
      this.status.textContent = "Running …";
      this.stopButton.hidden = false;
      timer = setInterval(() => {
        this.seconds.textContent = `${Math.round((performance.now() - this.begun) / 1000)} s`;
      }, 1000);
    };
    const asked = { do: /** @type {any} */ (""), ...request, stem: data.stem, files, earlier };
    const result = await grader.evaluate(asked, { ontold, onbegin, signal });
    clearInterval(timer);
    this.busy = false;
    this.status.textContent = "";
    this.seconds.textContent = "";
    if (document.activeElement === this.stopButton) {
      this.stopButton.closest(".console, .block")?.querySelector(FOCUS)?.focus();
    }
    this.stopButton.hidden = true;
    return result;
  }
}

/**
 * Return the elements that say how something ended that gave no answer.
 * @param {Evaluation} result
 * @param {ChapterData} data
 * @param {(line: number) => void} goTo - goes to a line of this chapter's file
 * @returns {HTMLElement[]}
 */
export function ending(result, data, goTo) {
  const { how, got, paragraphs, place, name } = result;
  const show = (/** @type {Lead} */ lead, first = false) => leadLink(lead, data, goTo, first);
  if (how === "failed") {
    return [h("p.fault", {}, result.text)];
  }
  if (how === "unwritten" && place) {
    return [h("p", {}, h("code", {}, name), " isn’t written yet: ", show(place), ".")];
  }
  if (!paragraphs) {
    const words = ENDS[/** @type {keyof typeof ENDS} */ (how)];
    return [h("p", {}, words), place && h("p", {}, "That happened at ", show(place), ".")].filter(
      (part) => part instanceof HTMLElement,
    );
  }
  const said = paragraphs.map((/** @type {Said} */ parts) => {
    const [first] = parts;
    if (typeof first === "string" && first.startsWith("  ")) {
      return h("pre.call", {}, first.trim()); // a line of the learner's code
    }
    return h(
      "p",
      {},
      ...parts.flatMap((part, i) =>
        typeof part === "string" ? inCode(part.replace(data.file, "Your file")) : show(part, !i),
      ),
    );
  });
  const load = result.loading && h("p", {}, "Your file has to be loaded for that, and it doesn’t load:");
  return [...(load ? [load] : []), ...(got ? [h("pre.fault", {}, got)] : []), ...said];
}

/**
 * Return what names a line, or a file, as a link to it.
 * @param {Lead} lead
 * @param {ChapterData} data
 * @param {(line: number) => void} goTo
 * @param {boolean} first - of a sentence
 */
function leadLink({ kind, text, stem, line }, data, goTo, first) {
  if (kind !== "line") {
    return text;
  }
  if (text.startsWith("solutions/")) {
    return `our chapter ${numberOf(stem)}, line ${line}`;
  }
  const isHere = stem === data.stem;
  if (!isHere && !chapters().some((chapter) => chapter.stem === stem)) {
    return text;
  }
  const isFile = text.endsWith(".py");
  const place = isFile ? (isHere ? "your file" : "the file") : `line ${line}`;
  const words = isHere ? place : `${place} of chapter ${numberOf(stem)}`;
  const said = first ? words[0].toUpperCase() + words.slice(1) : words;
  if (!isHere) {
    return h("a", { href: `${stem}.html#line-${line}` }, said);
  }
  const link = h("a", { href: `#line-${line}` }, said);
  link.onclick = (event) => {
    event.preventDefault();
    goTo(line);
  };
  return link;
}

/**
 * Return what to say of whose code ran, as the end of a sentence; "" where it needs no saying.
 * @param {Evaluation} result
 * @param {ChapterData} data
 */
export function whose({ ours = [], own }, data) {
  const names = ours.slice(0, LISTED).map(([stem, name]) => {
    const place = stem === data.stem ? "" : ` of chapter ${numberOf(stem)}`;
    return `our ${name}${place}`;
  });
  if (ours.length > LISTED) {
    names.push(`${ours.length - LISTED} more of ours`);
  }
  const last = names.pop();
  if (!last) {
    return own ? "on your own functions" : "";
  }
  const listed = names.length ? `${names.join(", ")} and ${last}` : last;
  const yours = ours.length > 1 ? "yours aren’t written yet" : "yours isn’t written yet";
  return own ? `on your own functions, and on ${listed}: ${yours}` : `on ${listed}: ${yours}`;
}
