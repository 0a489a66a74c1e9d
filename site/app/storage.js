// What is kept in this browser: texts, progress, hints shown, choices. Nothing leaves it.

/** @typedef {{text: string, why: string, keptAt: string}} Copy */

/**
 * What is stored of a chapter; draft.js says what its parts are for.
 * @typedef {Object} Entry
 * @property {string} text
 * @property {string} [stubHash]
 * @property {string} [version]
 * @property {string} [savedAt]
 * @property {string} [after]
 */

const PREFIX = "nnfs:";
const KEPT = 20; // texts kept of each chapter, the newest first

const NOT_KEPT =
  "This browser doesn’t store what you write here, so download it before you leave the page.";
const FULL =
  "This browser’s store for this site is full, so download your work before you leave the page.";

/**
 * What couldn't be stored, and is in this page's memory alone.
 * @typedef {{value: any, needed: boolean, instead: ?string}} Unstored - instead: what the browser
 *   holds under its key
 */

/** A store on localStorage. Where that is forbidden or full, it goes on in memory and says so. */
export class Store {
  /**
   * @param {?Storage} area - the browser's localStorage, or null where there is none
   */
  constructor(area) {
    this.area = area;
    /** @type {Map<string, Unstored>} */
    this.memory = new Map();
    this.problem = "";
    /** @type {(problem: string) => void} */
    this.onproblem = () => {};
    try {
      const probe = `${PREFIX}probe`;
      this.#there.setItem(probe, "1");
      this.#there.removeItem(probe);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The browser's store. Throws an Error where there is none. */
  get #there() {
    if (!this.area) {
      throw new Error("no store");
    }
    return this.area;
  }

  /**
   * Return what is stored under a key, or undefined.
   * @param {string} key
   * @returns {any}
   */
  get(key) {
    const unstored = this.memory.get(key);
    return unstored ? unstored.value : this.#parsed(key);
  }

  /**
   * What the browser holds under a key, or undefined.
   * @param {string} key
   * @returns {any}
   */
  #parsed(key) {
    try {
      return JSON.parse(this.#raw(key) ?? "null") ?? undefined;
    } catch {
      return undefined; // something that isn't ours
    }
  }

  /**
   * Store a value under a key; undefined removes the key.
   * @param {string} key
   * @param {any} value
   * @param {{needed?: boolean}} [options] - nothing is said where what isn't needed can't be stored
   */
  set(key, value, { needed = true } = {}) {
    this.memory.delete(key);
    try {
      this.#write(key, value);
      this.#writeRest();
    } catch (error) {
      this.memory.set(key, { value, needed, instead: this.#raw(key) });
      if (needed) this.#failed(error);
    }
    if (this.unstored("work:").length || this.unstored("kept:").length) {
      addEventListener("beforeunload", askFirst); // once, however often it is added
    } else {
      removeEventListener("beforeunload", askFirst);
    }
  }

  /**
   * Return the keys whose values are in this page's memory alone, those that begin with some words,
   * without those.
   * @param {string} start
   * @returns {string[]}
   */
  unstored(start) {
    return [...this.memory]
      .filter(([key, { value }]) => key.startsWith(start) && value !== undefined)
      .map(([key]) => key.slice(start.length));
  }

  /**
   * @param {string} key
   * @param {any} value
   */
  #write(key, value) {
    if (value === undefined) {
      this.#there.removeItem(PREFIX + key);
    } else {
      this.#there.setItem(PREFIX + key, JSON.stringify(value));
    }
  }

  /** There is room now: store what couldn't be, where no other tab has stored something since. */
  #writeRest() {
    for (const [key, { value, instead }] of this.memory) {
      try {
        if (this.#raw(key) === instead) {
          this.#write(key, value);
          this.memory.delete(key);
        }
      } catch {
        // still no room for this
      }
    }
    if (this.problem && ![...this.memory.values()].some(({ needed }) => needed)) {
      this.problem = "";
      this.onproblem("");
    }
  }

  /**
   * What the browser holds under a key.
   * @param {string} key
   */
  #raw(key) {
    try {
      return this.#there.getItem(PREFIX + key);
    } catch {
      return null;
    }
  }

  /**
   * Return the keys that begin with some words, without those.
   * @param {string} start
   * @returns {string[]}
   */
  keys(start) {
    /** @type {Set<string>} */
    const found = new Set();
    try {
      const area = this.#there;
      for (let i = 0; i < area.length; i++) {
        found.add(area.key(i) ?? "");
      }
    } catch {
      // no store
    }
    for (const [key, { value }] of this.memory) {
      found[value === undefined ? "delete" : "add"](PREFIX + key);
    }
    const whole = PREFIX + start;
    return [...found]
      .filter((key) => key.startsWith(whole))
      .map((key) => key.slice(whole.length))
      .sort();
  }

  /**
   * Call back with the key that another tab has changed; null: everything.
   * @param {(key: ?string) => void} callback
   */
  onchange(callback) {
    addEventListener("storage", (event) => {
      if (event.key === null) {
        callback(null);
      } else if (event.key.startsWith(PREFIX)) {
        callback(event.key.slice(PREFIX.length));
      }
    });
  }

  /**
   * Say whether another tab has stored something since ours couldn't be.
   * @param {string} key
   */
  #isPassed(key) {
    const unstored = this.memory.get(key);
    return unstored !== undefined && this.#raw(key) !== unstored.instead;
  }

  /**
   * Return what is stored of a chapter, or undefined. What another tab has stored since ours
   * couldn't be goes before that, which the draft still has, and keeps.
   * @param {string} stem
   * @returns {Entry | undefined}
   */
  work(stem) {
    if (this.#isPassed(`work:${stem}`)) this.memory.delete(`work:${stem}`);
    const entry = this.get(`work:${stem}`);
    return typeof entry?.text === "string" ? entry : undefined;
  }

  /**
   * Keep a text of a chapter, the newest first. One that is kept already moves to the front. Where
   * the store is full, it is kept in memory, until the page closes: see unstored().
   * @param {string} stem
   * @param {string} text
   * @param {string} why - what took its place, such as "reset"
   */
  keep(stem, text, why) {
    const others = this.kept(stem).filter((copy) => copy.text !== text);
    const copies = [{ text, why, keptAt: new Date().toISOString() }, ...others];
    this.set(`kept:${stem}`, copies.slice(0, KEPT));
  }

  /**
   * Return the kept texts of a chapter, newest first.
   * @param {string} stem
   * @returns {Copy[]}
   */
  kept(stem) {
    const key = `kept:${stem}`;
    /** @type {Copy[]} */
    const copies = this.get(key) ?? [];
    const theirs = (this.#isPassed(key) && this.#parsed(key)) || [];
    return [...copies, ...theirs.filter((/** @type {Copy} */ { text }) => copies.every((copy) => copy.text !== text))];
  }

  /**
   * Return the chapters that were written in, as {stem: text}.
   * @returns {Object<string, string>}
   */
  texts() {
    /** @type {Object<string, string>} */
    const texts = {};
    for (const stem of this.keys("work:")) {
      const entry = this.work(stem);
      if (entry) {
        texts[stem] = entry.text;
      }
    }
    return texts;
  }

  /** @param {unknown} error */
  #failed(error) {
    const exceeded = error instanceof DOMException && error.name === "QuotaExceededError";
    const full = exceeded && this.area !== null && this.area.length > 0;
    this.problem = full ? FULL : NOT_KEPT;
    this.onproblem(this.problem);
  }
}

/**
 * Have the browser ask whether to leave a page whose texts are in its memory alone.
 * @param {BeforeUnloadEvent} event
 */
function askFirst(event) {
  event.preventDefault();
}

/** The learner has all texts as a file, so nothing is to be asked until they change. */
export function haveBeenDownloaded() {
  removeEventListener("beforeunload", askFirst);
}

/** @type {Store | undefined} */
let opened;

/** Return the page's one store. */
export function store() {
  if (!opened) {
    let area = null;
    try {
      area = window.localStorage; // reading it may be forbidden too
    } catch {
      // the store then works in memory
    }
    opened = new Store(area);
  }
  return opened;
}
