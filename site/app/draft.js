// One chapter's text: what the editor shows, what is stored, and what must not be lost of either.

const PAUSE = 500; // milliseconds without typing, then it is saved
const LATEST = 3000; // milliseconds of typing without a pause, then it is saved all the same

/** @import { Store } from "./storage.js" */

/**
 * The text of one chapter, in step with the store and with other tabs.
 *
 * Stored are {text, stubHash, version, savedAt, after}, and only for a chapter that was written in:
 * a text that equals the stub is not stored, so it follows a newer stub. stubHash is the stub that
 * the learner has last seen, and after is the savedAt of what this text took the place of: it tells
 * whether another tab knew of it.
 */
export class Draft {
  /**
   * @param {Store} store
   * @param {{stem: string, stub: string, stubHash: string, version: string}} chapter
   */
  constructor(store, { stem, stub, stubHash, version }) {
    this.store = store;
    this.stem = stem;
    this.stub = stub;
    this.stubHash = stubHash;
    this.version = version;
    const entry = store.work(stem);
    this.text = entry?.text ?? stub;
    this.baseHash = entry?.stubHash ?? stubHash; // an imported text came without: the present one
    this.savedAt = entry?.savedAt;
    this.stored = entry?.text; // what the store held when last looked at
    this.seen = entry?.savedAt;
    this.unsaved = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.waiting = 0; // since when something is unsaved
    /** Puts a text into the editor. @type {(text: string) => void} */
    this.onreplace = () => {};
    this.onsave = () => {};
    /** @type {(sentence: string) => void} */
    this.onnews = () => {};
  }

  /** Whether anything was written. */
  get edited() {
    return this.text !== this.stub;
  }

  /** Whether the course's stub is another than the one this text began as. */
  get stubChanged() {
    return this.edited && this.baseHash !== this.stubHash;
  }

  /**
   * Take what was typed; it is saved at the next pause.
   * @param {string} text
   */
  type(text) {
    if (text === this.text) {
      return;
    }
    this.text = text;
    this.waiting = this.unsaved ? this.waiting : Date.now();
    this.unsaved = true;
    clearTimeout(this.timer);
    const left = Math.max(0, this.waiting + LATEST - Date.now());
    // What can't be stored goes to the store's memory at once: the page then asks before it closes.
    const pause = this.store.problem ? 0 : PAUSE;
    this.timer = setTimeout(() => this.save(), Math.min(pause, left));
  }

  /** Save now, if there is anything to save. */
  save() {
    clearTimeout(this.timer);
    if (this.unsaved) {
      this.#write();
    }
  }

  /**
   * Put another text in the place of this one, which is kept.
   * @param {string} text
   * @param {string} why - what it is, for the list of kept texts
   */
  replace(text, why) {
    if (this.edited && text !== this.text) {
      this.store.keep(this.stem, this.text, why);
    }
    this.text = text;
    this.baseHash = this.stubHash;
    this.#write();
    this.onreplace(text);
  }

  /** Stay with this text although the stub is another now, and don't ask again. */
  keepMine() {
    this.baseHash = this.stubHash;
    this.#write();
  }

  /** Look whether another tab has stored something else, and take it in or keep it. */
  look() {
    const entry = this.store.work(this.stem);
    const stored = entry?.text;
    if (stored === this.stored) {
      return;
    }
    if (this.unsaved) {
      this.#write(); // what is being typed here stays; theirs is kept
      return;
    }
    const text = stored ?? this.stub;
    if (this.edited && text !== this.text && entry?.after !== this.seen) {
      this.store.keep(this.stem, this.text, "replaced in another tab"); // which didn't know of it
    }
    this.stored = stored;
    this.seen = entry?.savedAt;
    if (text !== this.text) {
      this.text = text;
      this.baseHash = entry?.stubHash ?? this.stubHash;
      this.onreplace(text);
      const passing = this.#isPassing() ? " What stood here is among the kept texts, until this page closes." : "";
      this.onnews(`This chapter was changed in another tab. The editor shows that text now.${passing}`);
    }
  }

  /** Say whether a kept text goes with this page. */
  #isPassing() {
    return this.store.unstored("kept:").includes(this.stem);
  }

  #write() {
    const { store, stem, text } = this;
    const theirs = store.work(stem);
    const wroteToo = theirs && theirs.text !== this.stored && theirs.text !== text;
    if (wroteToo) {
      store.keep(stem, theirs.text, "written in another tab");
    }
    clearTimeout(this.timer);
    this.unsaved = false;
    this.stored = this.edited ? text : undefined;
    const { baseHash: stubHash, version, seen: after } = this;
    this.savedAt = this.seen = new Date().toISOString();
    const entry = { text, stubHash, version, savedAt: this.savedAt, after };
    store.set(`work:${stem}`, this.edited ? entry : undefined);
    if (wroteToo) {
      const passing = this.#isPassing() ? ", until this page closes" : "";
      this.onnews(
        `This chapter was changed in another tab too. That text is among the kept texts${passing}.`,
      );
    }
    this.onsave();
  }
}
