// Run under each block of >>> lines in a lesson: the lines on the learner's own functions, or ours.

import { fill, h } from "./dom.js";
import { Asking, ending, whose } from "./running.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Evaluation } from "./grader.js" */

/**
 * Give each block of the lesson its button.
 * @param {ChapterData} data
 */
export function start(data) {
  const blocks = [...document.querySelectorAll("#lesson .block")];
  const texts = blocks.map((block) => block.querySelector("pre")?.textContent ?? "");
  for (const [number, block] of blocks.entries()) {
    const after = (block.getAttribute("data-after") ?? "").split(" ").filter(Boolean).map(Number);
    const asked = [...after, number].map((each) => [each, texts[each]]);
    const place = block.querySelector(".run");
    if (place instanceof HTMLElement) {
      place.append(...parts(block, data, number, asked));
    }
  }
}

/**
 * Return what stands below a block.
 * @param {Element} block
 * @param {ChapterData} data
 * @param {number} number
 * @param {(string | number)[][]} blocks - [number, text] of those that it builds on, then of itself
 */
function parts(block, data, number, blocks) {
  const asking = new Asking(data);
  const run = async () => {
    if (asking.busy) {
      return;
    }
    button.setAttribute("aria-disabled", "true");
    const result = await asking.ask({ do: "block", blocks });
    button.removeAttribute("aria-disabled");
    mark(block, result);
    fill(answer, ...told(result, data, number));
    answer.scrollIntoView({ block: "nearest" });
    onOurs = Boolean(result.ours?.length);
  };
  let onOurs = false;
  document.addEventListener("work-graded", () => {
    if (onOurs) fill(answer); // theirs may be written now
  });
  const button = h("button", { type: "button", onclick: run, "aria-label": "Run these lines" }, "Run");
  const answer = h("div.came", { role: "status" });
  return [
    h("div.row", {}, button, asking.stopButton, asking.status, asking.seconds),
    answer,
  ];
}

/**
 * Return the elements that say what came of a block.
 * @param {Evaluation} result
 * @param {ChapterData} data
 * @param {number} number
 */
function told(result, data, number) {
  const { results = [] } = result;
  const other = results.filter(({ same }) => !same);
  const ran = whose(result, data);
  const elements = [];
  if (result.how !== "finished") {
    if (result.number !== undefined && result.number !== number) {
      elements.push(h("p", {}, "It didn’t come to these lines. They build on lines further up, which ended so:"));
    }
    const call = results.at(-1);
    if (call) {
      elements.push(h("pre.call", {}, call.source.trimEnd()));
    }
    elements.push(...ending(result, data, goTo));
  } else if (!other.length) {
    return [h("p.same", {}, `As in the text${ran ? `, ${ran}` : ""}.`)];
  } else {
    elements.push(h("p.other", {}, other.length > 1 ? `Not as in the text, in ${other.length} places:` : "Not as in the text:"));
    for (const { source, want, got } of other) {
      elements.push(
        h("pre.call", {}, source.trimEnd()),
        h(
          "dl.sides",
          {},
          h("dt", {}, "in the text"),
          h("dd", {}, h("code", {}, want.trimEnd() || "nothing")),
          h("dt", {}, "here"),
          h("dd", {}, h("code", {}, got.trimEnd() || "nothing")),
        ),
      );
    }
  }
  if (ran) {
    elements.push(h("p", {}, `This ran ${ran}.`));
  }
  return elements;
}

/**
 * Mark the lines of a block that are another here.
 * @param {Element} block
 * @param {Evaluation} result
 */
function mark(block, { results = [] }) {
  const code = block.querySelector("pre code");
  for (const marked of block.querySelectorAll(".differs")) {
    marked.classList.remove("differs");
  }
  /** @type {Set<number>} */
  const lines = new Set();
  let line = 0;
  for (const { source, want, same } of results) {
    line += source.trimEnd().split("\n").length;
    for (const _ of want.trimEnd().split("\n")) {
      if (want.trim()) {
        if (!same) {
          lines.add(line);
        }
        line += 1;
      }
    }
  }
  let at = 0;
  for (const node of code?.childNodes ?? []) {
    if (node instanceof Element && lines.has(at) && node.matches(".go, .gt, .gr")) {
      node.classList.add("differs");
    }
    at += (node.textContent ?? "").split("\n").length - 1;
  }
}

/** @param {number} line - of the learner's file */
function goTo(line) {
  document.getElementById("exercise")?.scrollIntoView();
  if (location.hash === `#line-${line}`) {
    dispatchEvent(new Event("hashchange")); // the exercise goes there once more
  } else {
    location.hash = `#line-${line}`;
  }
}
