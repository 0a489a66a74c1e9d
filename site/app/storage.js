// What is kept in this browser: texts, progress, hints shown, choices. Nothing leaves it.

const PREFIX = "nnfs:";
const KEPT = 20; // texts kept of each chapter, the newest first

const NOT_KEPT =
  "This browser doesn’t store what you write here, so download it before you leave the page.";
const FULL =
  "This browser’s store for this site is full, so download your work before you leave the page.";

/** A store on localStorage. Where that is forbidden or full, it goes on in memory and says so. */
export class Store {
  /**
   * @param {?Storage} area - the browser's localStorage, or null where there is none
   */
  constructor(area) {
    this.area = area;
    this.memory = new Map();
    this.problem = "";
    this.onproblem = () => {};
    try {
      const probe = `${PREFIX}probe`;
      area.setItem(probe, "1");
      area.removeItem(probe);
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * Return what is stored under a key, or undefined.
   * @param {string} key
   */
  get(key) {
    if (this.memory.has(key)) {
      return this.memory.get(key);
    }
    try {
      return JSON.parse(this.area.getItem(PREFIX + key)) ?? undefined;
    } catch {
      return undefined; // no store, or something in it that isn't ours
    }
  }

  /**
   * Store a value under a key; undefined removes the key.
   * @param {string} key
   * @param {*} value
   */
  set(key, value) {
    try {
      if (value === undefined) {
        this.area.removeItem(PREFIX + key);
      } else {
        this.area.setItem(PREFIX + key, JSON.stringify(value));
      }
      this.memory.delete(key);
    } catch (error) {
      this.memory.set(key, value);
      this.#failed(error);
    }
  }

  /**
   * Return the keys that begin with some words, without those.
   * @param {string} start
   * @returns {string[]}
   */
  keys(start) {
    const found = new Set();
    try {
      for (let i = 0; i < this.area.length; i++) {
        found.add(this.area.key(i));
      }
    } catch {
      // no store
    }
    for (const [key, value] of this.memory) {
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
   * @param {function(?string): void} callback
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
   * Return what is stored of a chapter, {text, stubHash, version, savedAt}, or undefined.
   * @param {string} stem
   */
  work(stem) {
    const entry = this.get(`work:${stem}`);
    return typeof entry?.text === "string" ? entry : undefined;
  }

  /**
   * Keep a text of a chapter, the newest first. One that is kept already moves to the front.
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
   * @returns {{text: string, why: string, keptAt: string}[]}
   */
  kept(stem) {
    return this.get(`kept:${stem}`) ?? [];
  }

  /**
   * Return the chapters that were written in, as {stem: text}.
   * @returns {Object<string, string>}
   */
  texts() {
    const stems = this.keys("work:").filter((stem) => this.work(stem));
    return Object.fromEntries(stems.map((stem) => [stem, this.work(stem).text]));
  }

  #failed(error) {
    const full = error?.name === "QuotaExceededError" && this.area?.length > 0;
    this.problem = full ? FULL : NOT_KEPT;
    this.onproblem(this.problem);
  }
}

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
