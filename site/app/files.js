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
const END_OF_LIST = 0x06054b50; // how the last part of a zip begins
const WIDE_END = 0x07064b50; // the part before it, in zips of the form for large ones
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = (byte >>> 1) ^ (byte & 1 && 0xedb88320);
  return byte;
});
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
  const sums = sumsIn(bytes);
  /** What the files are to be, by the zip's list. @type {Map<string, {sum: number, size: number}>} */
  const listed = new Map();
  const filter = (/** @type {UnzipFileInfo} */ file) => {
    const stem = stemIn(file.name);
    const sum = sums.next().value;
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
    listed.set(file.name, { sum, size: file.originalSize });
    return true;
  };
  /** @type {Unzipped} */
  let files;
  try {
    files = await new Promise((resolve, reject) => {
      unzip(bytes, { filter }, (error, data) => (error ? reject(error) : resolve(data)));
    });
    for (const [path, data] of Object.entries(files)) {
      const { sum, size } = listed.get(path) ?? {};
      if (data.length !== size || crc32(data) !== sum) throw new Error(`${path} is damaged`);
    }
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
 * Yield the CRC-32 of each file in a zip, in the order of its list, which is the order in which
 * fflate reads them. It compares none itself.
 * @param {Uint8Array} bytes
 * @returns {Generator<number, never>}
 */
function* sumsIn(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (/** @type {number} */ at) => view.getUint32(at, true);
  let end = bytes.length - 22;
  while (long(end) !== END_OF_LIST) end--;
  let at = long(end - 20) === WIDE_END ? long(long(end - 12) + 48) : long(end + 16);
  for (;;) {
    yield long(at + 16);
    at += 46 + [28, 30, 32].reduce((sum, part) => sum + view.getUint16(at + part, true), 0);
  }
}

/**
 * Return the CRC-32 of a file's bytes.
 * @param {Uint8Array} bytes
 */
function crc32(bytes) {
  let sum = -1;
  for (const byte of bytes) sum = (sum >>> 8) ^ CRC[(sum ^ byte) & 255];
  return ~sum >>> 0;
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
