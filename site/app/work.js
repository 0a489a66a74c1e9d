// The learner's work as a whole: download, bring back, start again, and what was kept.

import { chapters } from "./chapters.js";
import { ask, counted, download, fill, h } from "./dom.js";
import { read, zipped } from "./files.js";
import { clearProgress } from "./progress.js";
import { haveBeenDownloaded, store } from "./storage.js";

/** @import { ChapterData } from "./chapters.js" */
/** @import { Draft } from "./draft.js" */

/**
 * Make the panel under the editor.
 * @param {Object} options
 * @param {ChapterData} options.data
 * @param {Draft} options.draft
 * @param {(...sentences: (string | Node)[]) => void} options.news - shows them above the editor
 * @param {() => void} options.onreset - called when another text has taken the place of this
 * @returns {{element: HTMLElement, refresh: () => void, takeStub: () => void}}
 */
export function workPanel({ data, draft, news, onreset }) {
  const kept = h("div.kept");
  const chooser = h("input", {
    type: "file",
    id: "bring-back",
    accept: ".zip,.py",
    multiple: true,
    onchange: async () => {
      await bring([...(chooser.files ?? [])]);
      chooser.value = "";
    },
  });
  const drop = h(
    "div.drop",
    {},
    h(
      "label",
      { htmlFor: chooser.id },
      "Bring files back: such a zip, or single exercises (.py). You can also drop them here.",
    ),
    chooser,
  );
  const element = h(
    "details.work",
    {},
    h("summary", {}, "Your work: download it, bring it back, start again"),
    h(
      "p",
      {},
      "What you write is stored in this browser only. Download it to have it elsewhere: the zip unpacks into a copy of the course, where the terminal grades the same files.",
    ),
    h("p.buttons", {}, h("button", { type: "button", onclick: downloadAll }, "Download my exercises")),
    drop,
    h("p.buttons", {}, h("button", { type: "button", onclick: reset }, "Reset this chapter")),
    h("h3", {}, "Kept texts of this chapter"),
    kept,
  );

  element.ondragover = (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      drop.classList.add("over");
    }
  };
  element.ondragleave = () => drop.classList.remove("over");
  element.ondrop = (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    bring([...(event.dataTransfer?.files ?? [])]);
  };
  element.ontoggle = refresh;

  function downloadAll() {
    draft.save();
    const texts = store().texts();
    const written = Object.keys(texts).length;
    const inMemory = store().unstored("kept:");
    for (const stem of inMemory) {
      for (const { text, keptAt } of store().kept(stem)) {
        texts[`kept/${stem}.${keptAt.replace(/[:.]/g, "-")}`] = text; // where the terminal keeps them
      }
    }
    if (!Object.keys(texts).length) {
      news("You have written nothing yet, so there is nothing to download.");
      return;
    }
    const day = new Date().toISOString().slice(0, 10);
    download(`exercises-${day}.zip`, new Blob([zipped(texts)], { type: "application/zip" }));
    haveBeenDownloaded();
    const count = counted(written, "chapter") + (inMemory.length ? ", and kept texts" : "");
    news(
      `exercises-${day}.zip holds ${count}. Unpack it in the course’s folder: it goes into exercises/.`,
    );
  }

  /** @param {File[]} files */
  async function bring(files) {
    const sentences = [];
    /** @type {string[]} */
    const untouched = [];
    const all = chapters();
    for (const file of files) {
      let bytes;
      try {
        bytes = new Uint8Array(await file.arrayBuffer());
      } catch {
        sentences.push(`${file.name} can’t be read. If it is a folder, bring the files in it, or a zip.`);
        continue;
      }
      const { texts, news: said } = await read(file.name, bytes, all);
      for (const [stem, text] of Object.entries(texts)) {
        if (await isStub(stem, text)) untouched.push(`exercises/${stem}.py`);
        else sentences.push(take(stem, text));
      }
      sentences.push(...said);
    }
    if (untouched.length === 1) {
      sentences.push(`Nothing is written yet in ${untouched[0]}. It was left alone.`);
    } else if (untouched.length) {
      sentences.push(`Nothing is written yet in ${untouched.length} exercises. They were left alone.`);
    }
    if (sentences.length) {
      news(...sentences);
    }
    refresh();
  }

  /**
   * Say whether a text is a chapter's stub, of which nothing is stored: see draft.js.
   * @param {string} stem
   * @param {string} text
   */
  async function isStub(stem, text) {
    if (stem === data.stem) return text === data.stub;
    try {
      const answer = await fetch(`files/exercises/${stem}.py`);
      return answer.ok && (await answer.text()) === text;
    } catch {
      return false; // without a connection it is taken for the learner's
    }
  }

  /**
   * Put a text that was brought in its chapter's place. Return a sentence on what was done.
   * @param {string} stem
   * @param {string} text
   */
  function take(stem, text) {
    const name = `exercises/${stem}.py`;
    if (stem === data.stem) {
      if (text === draft.text) {
        return `${name} is the same as here.`;
      }
      const edited = draft.edited;
      draft.replace(text, "before a file was brought in");
      onreset();
      return edited
        ? `${name} is in the editor. ${whatYouHad(stem, ", below")}`
        : `${name} is in the editor.`;
    }
    const entry = store().work(stem);
    if (entry?.text === text) {
      return `${name} is the same as here.`;
    }
    if (entry) {
      store().keep(stem, entry.text, "before a file was brought in");
    }
    store().set(`work:${stem}`, {
      text,
      version: draft.version,
      savedAt: new Date().toISOString(),
    });
    clearProgress(stem);
    return entry
      ? `${name} was taken in. ${whatYouHad(stem, ", on that chapter’s page")}`
      : `${name} was taken in.`;
  }

  async function reset() {
    if (!draft.edited) {
      news("Your file is the untouched stub. There is nothing to reset.");
      return;
    }
    if (
      await ask(
        `Put the fresh stub in place of your file? ${store().problem ? "This browser may not be able to keep what you have, so download it first." : "What you have is kept."}`,
        "Reset",
        "Leave it",
      )
    ) {
      replaceByStub(
        "before the reset",
        "Your file is the stub again, with nothing written.",
      );
    }
  }

  function takeStub() {
    replaceByStub("before the new stub", "Your file is the new stub.");
  }

  /**
   * @param {string} why - for the list of kept texts
   * @param {string} sentence
   */
  function replaceByStub(why, sentence) {
    const before = draft.text;
    draft.replace(draft.stub, why);
    onreset();
    const back = h("button", { type: "button", onclick: () => restore(before) }, "Get it back");
    news(`${sentence} ${whatYouHad(data.stem)}`, h("p.buttons", {}, back));
    refresh();
  }

  /** @param {string} text */
  function restore(text) {
    draft.replace(text, "before another text was put back");
    onreset();
    news("Your file is as you had it. Check it to see where you are.");
    refresh();
  }

  function refresh() {
    if (!element.open) {
      return;
    }
    const copies = store().kept(data.stem);
    if (!copies.length) {
      fill(
        kept,
        h(
          "p",
          {},
          "None yet. A reset, a new stub or a file you bring in keeps what was there before.",
        ),
      );
      return;
    }
    const passing = store().unstored("kept:").includes(data.stem);
    fill(
      kept,
      passing && h("p", {}, "This browser can’t store them: they are gone when this page closes."),
      h(
        "ul",
        {},
        ...copies.map(({ text, why, keptAt }) => {
          const time = new Date(keptAt).toLocaleString([], {
            dateStyle: "medium",
            timeStyle: "short",
          });
          const lines = counted(text.trimEnd().split("\n").length, "line");
          return h(
            "li",
            {},
            h(
              "p",
              {},
              h("time", { dateTime: keptAt }, time),
              `, ${why}, ${lines} `,
              h(
                "button",
                {
                  type: "button",
                  "aria-label": `Put it back, the text of ${time}`,
                  onclick: () => restore(text),
                },
                "Put it back",
              ),
            ),
            h(
              "details",
              {},
              h("summary", {}, "Read it"),
              h(
                "pre",
                { tabIndex: 0, role: "region", "aria-label": `The text of ${time}` },
                h("code", {}, text),
              ),
            ),
          );
        }),
      ),
    );
  }

  return { element, refresh, takeStub };
}

/**
 * Say what has become of a chapter's text that another one has taken the place of.
 * @param {string} stem
 * @param {string} [where] - it is kept
 */
function whatYouHad(stem, where = "") {
  return store().unstored("kept:").includes(stem)
    ? "What you had is gone when this page closes, as this browser can’t store it: download it."
    : `What you had is kept${where}.`;
}
