// What is written in two tabs, where the browser's store is full for a while.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Draft } from "../app/draft.js";
import { Store } from "../app/storage.js";

/** A store that two tabs share, with room for so many characters in all. */
class Area {
  /** @type {Map<string, string>} */
  texts = new Map();
  room = Infinity;
  get length() {
    return this.texts.size;
  }
  key(/** @type {number} */ at) {
    return [...this.texts.keys()][at] ?? null;
  }
  getItem(/** @type {string} */ key) {
    return this.texts.get(key) ?? null;
  }
  removeItem(/** @type {string} */ key) {
    this.texts.delete(key);
  }
  setItem(/** @type {string} */ key, /** @type {string} */ value) {
    const all = [...new Map([...this.texts, [key, value]])].flat().join("");
    if (all.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.texts.set(key, value);
  }
}

Object.assign(globalThis, { addEventListener() {}, removeEventListener() {} }); // Node has none
const LONG = "long ".repeat(100);

/** Open a chapter in a tab. @param {Area} area */
function tab(area) {
  const store = new Store(/** @type {any} */ (area));
  const draft = new Draft(store, { stem: "one", stub: "", stubHash: "1", version: "1" });
  /** @type {string[]} */
  const news = [];
  draft.onnews = (sentence) => news.push(sentence);
  const write = (/** @type {string} */ text) => {
    draft.type(text);
    draft.save();
  };
  return { store, draft, news, write, kept: () => store.kept("one").map(({ text }) => text) };
}

test("what another tab stored while this one couldn't is kept when this one can again", () => {
  const area = new Area();
  area.setItem("other", "x");
  const mine = tab(area);
  area.room = 300;
  mine.write(`${LONG}mine`);
  assert.match(mine.store.problem, /full, so download/);
  tab(area).write("theirs"); // and that tab is closed
  area.room = Infinity;
  mine.write(`${LONG}mine, too`);
  assert.match(mine.news.join(), /changed in another tab too\. That text is among the kept texts\.$/);
  assert.deepEqual(mine.kept(), ["theirs"]);
  assert.equal(tab(area).draft.text, `${LONG}mine, too`);
  assert.equal(mine.store.problem, "");
});

test("what couldn't be stored is among the kept texts when another tab's takes its place", () => {
  const area = new Area();
  area.setItem("other", "x");
  const [mine, other] = [tab(area), tab(area)];
  area.room = 300;
  mine.write(`${LONG}mine`);
  other.write("theirs");
  mine.draft.look(); // as it hears of it
  assert.equal(mine.draft.text, "theirs");
  assert.match(mine.news.join(), /What stood here is among the kept texts, until this page closes\.$/);
  assert.match(mine.store.problem, /full, so download/);
  area.room = Infinity;
  other.store.keep("one", "of theirs", "reset");
  assert.deepEqual(mine.kept(), [`${LONG}mine`, "of theirs"]);
  mine.store.keep("one", "one more", "reset");
  assert.deepEqual(tab(area).kept(), ["one more", `${LONG}mine`, "of theirs"]);
});
