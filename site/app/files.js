// Exercises as files: a zip to download, and what somebody brings back.

import { strToU8, unzip, zipSync } from "fflate";

/** @import { UnzipFileInfo, Unzipped } from "fflate" */
/** @import { Chapter } from "./chapters.js" */

/**
 * What was brought: the exercises in it, and a sentence on each file that is none.
 * @typedef {{texts: Object<string, string>, news: string[]}} Brought
 */

const LARGEST = 500_000; // bytes of one exercise; a full one has a fiftieth of that
const LARGEST_ZIP = 100_000_000;
const IN_ZIP = /(?:^|\/)exercises\/([^/]+)\.py$|^([^/]+)\.py$/;
const ADDED = /( ?\(\d+\)|\.\d{4}-\d\d-\d\d[^/]*)$/; // to the name of a second download, or of a kept text

/**
 * Return the bytes of a zip that unpacks into a copy of the course.
 * @param {Object<string, string>} texts - {stem: text}
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zipped(texts) {
  /** @type {Object<string, Uint8Array>} */
  const files = {};
  for (const [stem, text] of Object.entries(texts)) {
    files[`exercises/${stem}.py`] = strToU8(text);
  }
  return zipSync(files);
}

/**
 * Read what somebody brings: a zip, or one file of Python.
 * @param {string} name - the file's name
 * @param {Uint8Array} bytes
 * @param {Chapter[]} chapters
 * @returns {Promise<Brought>}
 */
export async function read(name, bytes, chapters) {
  if (name.toLowerCase().endsWith(".zip")) {
    return readZip(name, bytes, chapters);
  }
  const stem = name.replace(/\.py$/, "").replace(ADDED, "");
  if (!name.endsWith(".py") || !chapters.some((chapter) => chapter.stem === stem)) {
    const example = `${chapters[0]?.stem}.py`;
    return {
      texts: {},
      news: [`${name} is not an exercise. Bring a file such as ${example}, or a zip.`],
    };
  }
  return sorted({ [stem]: bytes }, chapters);
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {Chapter[]} chapters
 * @returns {Promise<Brought>}
 */
async function readZip(name, bytes, chapters) {
  if (bytes.length > LARGEST_ZIP) {
    return { texts: {}, news: [`${name} is too large. Pack only the folder exercises/ into it.`] };
  }
  /** @type {Set<string>} */
  const taken = new Set();
  const known = new Set(chapters.map((chapter) => chapter.stem));
  /** @type {Object<string, Uint8Array>} */
  const found = {};
  /** @type {string[]} */
  const other = [];
  /** @type {string[]} */
  const news = [];
  const filter = (/** @type {UnzipFileInfo} */ file) => {
    const stem = stemIn(file.name);
    if (!known.has(stem) || file.name.startsWith("__MACOSX/")) {
      other.push(file.name);
      return false;
    }
    if (taken.has(stem)) {
      news.push(`${name} holds ${stem}.py more than once. The first was taken, ${file.name} was not.`);
      return false;
    }
    if (file.originalSize > LARGEST) {
      news.push(tooLarge(stem));
      return false;
    }
    taken.add(stem);
    return true;
  };
  /** @type {Unzipped} */
  let files;
  try {
    files = await new Promise((resolve, reject) => {
      unzip(bytes, { filter }, (error, data) => (error ? reject(error) : resolve(data)));
    });
  } catch {
    return { texts: {}, news: [`${name} can’t be read as a zip. Is it whole?`] };
  }
  for (const [path, data] of Object.entries(files)) {
    found[stemIn(path)] = data;
  }
  const result = sorted(found, chapters);
  const left = other.filter((path) => !path.endsWith("/"));
  if (!Object.keys(files).length && !news.length) {
    news.push(
      `${name} holds no exercise. They are files such as exercises/${chapters[0]?.stem}.py.`,
    );
  } else if (left.length === 1) {
    news.push(`${left[0]} is not an exercise, and was left alone.`);
  } else if (left.length) {
    news.push(`${left.length} other files in ${name} are not exercises, and were left alone.`);
  }
  return { texts: result.texts, news: [...result.news, ...news] };
}

/**
 * Return the stem of an exercise's file in a zip, or "" for any other file.
 * @param {string} path
 */
function stemIn(path) {
  const [, inside, beside] = IN_ZIP.exec(path) ?? [];
  return inside ?? beside ?? "";
}

/**
 * Decode {stem: bytes}; what can't be taken earns a sentence.
 * @param {Object<string, Uint8Array>} found
 * @param {Chapter[]} chapters
 * @returns {Brought}
 */
function sorted(found, chapters) {
  /** @type {Object<string, string>} */
  const texts = {};
  /** @type {string[]} */
  const news = [];
  for (const { stem, graded } of chapters) {
    const bytes = found[stem];
    if (!bytes) {
      continue;
    }
    if (!graded) {
      news.push(
        `exercises/${stem}.py is of Part II, which is graded in the terminal. It was left alone.`,
      );
    } else if (bytes.length > LARGEST) {
      news.push(tooLarge(stem));
    } else {
      try {
        texts[stem] = decoded(bytes);
      } catch {
        news.push(`exercises/${stem}.py isn’t UTF-8 text. Save it as UTF-8 in your editor.`);
      }
    }
  }
  return { texts, news };
}

/** @param {string} stem */
function tooLarge(stem) {
  return `exercises/${stem}.py has more than ${LARGEST / 1000} kB: too large for an exercise.`;
}

/**
 * Return the text of a file: UTF-8 with or without its mark at the beginning, lines ending in \n.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function decoded(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (text.includes("\0")) {
    throw new Error("not text");
  }
  return text.replace(/\r\n?/g, "\n");
}
