// Run, and the console below it: what the learner's file prints, and lines on their own functions.

import { h, reveal } from "./dom.js";
import { Asking, ending, whose } from "./running.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Editor } from "./editor.js" */
/** @import { Evaluation } from "./grader.js" */

const ENTRIES = 300; // kept of what was said
const EXAMPLE = /^ *>>> (\w+\(.*?\))(?: {2,}#.*)?$/m; // a call in the stub's docstrings
const ANEW = "Python was started anew: names that you made before are gone.";
const GATHERED = 50; // milliseconds of printing that are shown together
const MOST = 60_000; // characters that are shown of what a program prints: more than it may print
const MORE = "Enter on an empty line runs it.";
const LEVEL = "    "; // of indentation
const AGAIN = "Your file has changed, and was read again. What you made before keeps the old code.";

/**
 * Make the Run button, and the console that shows what comes of it.
 * @param {ChapterData} data
 * @param {() => Editor} editor - where a line is marked, and gone to
 * @returns {{button: HTMLElement, element: HTMLElement, run: () => void, forget: () => void}}
 */
export function runPanel(data, editor) {
  const panel = new Console(data, editor);
  const { button, element } = panel;
  return { button, element, run: () => panel.run(), forget: () => panel.forget() };
}

class Console {
  /**
   * @param {ChapterData} data
   * @param {() => Editor} editor
   */
  constructor(data, editor) {
    this.data = data;
    this.editor = editor;
    this.asking = new Asking(data);
    /** @type {string[]} */
    this.typed = []; // the lines so far, for the arrow keys
    this.at = 0; // which of them is shown; behind the last one is what is being typed
    this.unsent = "";
    /** @type {string | undefined} */
    this.session = undefined; // the one in which names were made
    this.button = h(
      "button.run-file",
      { type: "button", onclick: () => this.run() },
      "Run ",
      h("kbd", {}, "Shift+Enter"),
    );
    this.said = h("div.said", {
      role: "log",
      tabIndex: 0,
      hidden: true,
      "aria-label": "What your code printed",
    });
    const example = EXAMPLE.exec(data.stub)?.[1] ?? "2 + 3";
    this.input = h("textarea", {
      id: "console-line",
      rows: 1,
      placeholder: example,
      spellcheck: false,
      autocapitalize: "off",
      "aria-describedby": "console-help",
      onkeydown: (event) => this.#press(event),
      oninput: () => this.#fit(),
    });
    this.input.setAttribute("autocorrect", "off");
    const { status, seconds, stopButton } = this.asking;
    this.height = 0; // of what was said, as it was last seen
    this.label = h("label", { htmlFor: "console-line", "aria-label": "A line of Python" }, ">>>");
    this.prompt = h("div.prompt", {}, this.label, this.input);
    this.element = h(
      "section.console",
      { "aria-label": "Console" },
      this.said,
      this.prompt,
      h("div.state", {}, status, seconds, stopButton),
      h(
        "p.help",
        { id: "console-help" },
        "Console: a line here runs on your functions. ",
        h("span", {}, h("kbd", {}, "↑"), " and ", h("kbd", {}, "↓"), " bring back earlier lines."),
      ),
    );
  }

  /**
   * Run the chapter's file, main() and all.
   * @param {"exercises" | "solutions"} [code] - the learner's or ours
   */
  async run(code = "exercises") {
    if (this.asking.busy) {
      return;
    }
    this.editor().mark(null);
    this.#put(h("p.ran", {}, code === "exercises" ? "Your file" : "Our file"));
    this.#reveal();
    const print = this.#printer();
    const result = await this.asking.ask({ do: "program", code }, (told) => told.printed && print(told.printed));
    const printed = print("");
    if (result.how === "finished") {
      const seconds = ((performance.now() - this.asking.begun) / 1000).toFixed(1);
      const about = result.ours?.length ? ` It ran ${whose(result, this.data)}.` : "";
      const silent = printed ? "" : " It printed nothing.";
      this.#put(h("p.note", {}, `Done in ${seconds} s.${silent}${about}`));
    } else {
      this.#end(result);
    }
    if (result.how === "unwritten") {
      const ours = h("button", { type: "button", onclick: () => this.run("solutions") }, "Run ours");
      this.#put(h("p.buttons", {}, ours));
    }
    this.#reveal();
  }

  /** Take away what Run has said: of an older file, it would stand above every later verdict. */
  forget() {
    if (this.asking.busy) {
      return; // it is still being said
    }
    let ofRun = false;
    for (const entry of [...this.said.children]) {
      ofRun = entry.matches(".ran") || (ofRun && !entry.matches(".typed"));
      if (ofRun) {
        entry.remove();
      }
    }
    this.said.hidden = !this.said.hasChildNodes();
  }

  /** Run what stands in the line, or ask for more of it. */
  async #submit() {
    if (this.asking.busy || !this.input.value.trim()) {
      return;
    }
    this.input.value = withoutPrompts(this.input.value);
    const text = this.input.value.replace(/\n[ \t]+$/, "\n");
    const echo = h("pre.typed", {}, prompted(text));
    this.#put(echo);
    const print = this.#printer();
    const result = await this.asking.ask({ do: "line", text }, (told) => told.printed && print(told.printed));
    print("");
    if (result.how === "more") {
      echo.remove();
      this.said.hidden = !this.said.hasChildNodes();
      this.#goOn();
      return;
    }
    this.typed.push(text.trimEnd());
    this.at = this.typed.length;
    this.input.value = "";
    this.#fit();
    if (this.session && result.session !== this.session) {
      echo.before(h("p.note", {}, ANEW));
    }
    this.session = result.session;
    if (result.again) {
      echo.before(h("p.note", {}, AGAIN));
    }
    if (result.how !== "finished") {
      this.#end(result);
    }
    if (result.ours?.length) {
      this.#put(h("p.note", {}, `This ran ${whose(result, this.data)}.`));
    }
    this.#scroll();
    this.#reveal();
  }

  /** Begin the next line of what isn't complete, indented as it belongs. */
  #goOn() {
    const { input } = this;
    const last = input.value.split("\n").at(-1) ?? "";
    const indent = /^ */.exec(last)?.[0] ?? "";
    input.value += `\n${indent}${last.trimEnd().endsWith(":") ? LEVEL : ""}`;
    this.#fit();
    input.setSelectionRange(input.value.length, input.value.length);
    this.#reveal();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { input } = this;
    const [before, after] = [
      input.value.slice(0, input.selectionStart),
      input.value.slice(input.selectionEnd),
    ];
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey && !after.trim()) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Backspace" && /\n(?: {4})+$/.test(before) && input.selectionEnd === before.length) {
      event.preventDefault();
      input.setRangeText("", before.length - LEVEL.length, before.length, "end");
    } else if (event.key === "ArrowUp" && !before.includes("\n") && this.at > 0) {
      event.preventDefault();
      this.#recall(this.at - 1);
    } else if (event.key === "ArrowDown" && !after.includes("\n") && this.at < this.typed.length) {
      event.preventDefault();
      this.#recall(this.at + 1);
    }
  }

  /** @param {number} at - which of the lines so far */
  #recall(at) {
    if (this.at === this.typed.length) {
      this.unsent = this.input.value;
    }
    this.at = at;
    this.input.value = this.typed[at] ?? this.unsent;
    this.#fit();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  #fit() {
    const { input, asking, label } = this;
    input.rows = input.value.split("\n").length;
    label.textContent = `>>>${"\n...".repeat(input.rows - 1)}`;
    if (!asking.busy) asking.status.textContent = input.rows > 1 ? MORE : "";
  }

  /** @param {HTMLElement} entry */
  #put(entry) {
    this.said.hidden = false;
    this.said.append(entry);
    while (this.said.childNodes.length > ENTRIES) {
      this.said.firstChild?.remove();
    }
    this.#scroll();
  }

  /** Show the newest of what was said; whoever reads on elsewhere meanwhile stays there. */
  #scroll() {
    this.said.scrollTop = this.said.scrollHeight;
    if (this.height !== this.said.offsetHeight) {
      this.height = this.said.offsetHeight;
      this.#reveal();
    }
  }

  /** Bring what was said into sight; where there is little room, its end, and the line below it. */
  #reveal() {
    reveal(this.said);
    reveal(this.prompt);
  }

  /**
   * Return a function that shows what is printed, a moment later: to lay out the page takes longer
   * than to print. Without a text, it shows all at once, and returns whether there is any. A program
   * that goes back to the beginning of a line writes over it.
   */
  #printer() {
    const entry = h("pre.printed");
    let room = MOST;
    let line = ""; // the last one, which may still be written over
    let unseen = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const show = () => {
      clearTimeout(timer);
      timer = undefined;
      if (unseen) {
        if (!entry.isConnected) {
          this.#put(entry);
        }
        const before = (entry.textContent ?? "").slice(0, (entry.textContent ?? "").length - line.length);
        const lines = `${line}${unseen}`.split("\n").map(writtenOver);
        line = lines.at(-1) ?? "";
        unseen = "";
        entry.textContent = `${before}${lines.join("\n")}`;
        this.#scroll();
      }
      return entry.isConnected;
    };
    return (/** @type {string | null | undefined} */ text) => {
      if (!text) {
        return show();
      }
      const taken = text.slice(0, room);
      room -= taken.length;
      unseen += taken;
      timer ??= setTimeout(show, GATHERED);
      return true;
    };
  }

  /** @param {Evaluation} result - one without an answer */
  #end(result) {
    const { place, how, got } = result;
    const goTo = (/** @type {number} */ line) => this.editor().goTo(line);
    for (const element of ending(result, this.data, goTo)) {
      this.#put(element);
    }
    if (place?.stem === this.data.stem && how !== "unwritten") {
      this.editor().mark(place.line, got || "It was stopped here.");
      this.editor().reveal(place.line);
    }
  }
}

/**
 * Return what is seen of a line: what came before the last \r lies under what came after it.
 * @param {string} line
 */
function writtenOver(line) {
  let end = line.length;
  while (line[end - 1] === "\r") end--;
  return line.slice(line.lastIndexOf("\r", end - 1) + 1);
}

/**
 * Return the code of lines that were copied with their prompts, and without what came of them.
 * @param {string} text
 */
function withoutPrompts(text) {
  if (!/^\s*>>>/.test(text)) return text;
  const lines = text.split("\n").flatMap((line) => /^\s*(?:>>>|\.\.\.) ?(.*)/.exec(line)?.[1] ?? []);
  return `${lines.join("\n").trimEnd()}${lines.length > 1 ? "\n" : ""}`;
}

/** @param {string} text */
function prompted(text) {
  return `>>> ${text.trimEnd().replaceAll("\n", "\n... ")}`;
}
