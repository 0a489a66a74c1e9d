// app/files.js under Node: which zips are whole.

import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { read, zipped } from "../app/files.js";
import { solution } from "./core.mjs";

const STEMS = ["ch01_math", "ch02_neuron"];
const CHAPTERS = STEMS.map((stem) => ({ stem, number: "", title: "", page: `${stem}.html`, graded: true }));
const TEXTS = Object.fromEntries(STEMS.map((stem) => [stem, solution(stem)]));
const UNREADABLE = ["a.zip can’t be read as a zip. Is it whole?"];

/** @param {Uint8Array} zip */
const brought = (zip) => read("a.zip", zip, CHAPTERS);

/**
 * Return a zip with other sizes of what it holds, in its list and before each file.
 * @param {Uint8Array} zip
 * @param {number} size
 */
function saying(zip, size) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at < zip.length - 4; at++) {
    const start = view.getUint32(at, true);
    if (start === 0x02014b50) view.setUint32(at + 24, size, true);
    if (start === 0x04034b50) view.setUint32(at + 22, size, true);
  }
  return zip;
}

/**
 * Return a zip whose end says where its list is as that of a very large zip does.
 * @param {Uint8Array} zip
 */
function wide(zip) {
  const [files, end] = [zip.slice(0, -22), Buffer.from(zip.slice(-22))];
  const [record, locator] = [Buffer.alloc(56), Buffer.alloc(20)];
  record.writeUInt32LE(0x06064b50, 0);
  record.writeUInt32LE(end.readUInt16LE(10), 32);
  record.writeUInt32LE(end.readUInt32LE(16), 48);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeUInt32LE(files.length, 8);
  end.writeUInt32LE(0xffffffff, 16);
  return new Uint8Array(Buffer.concat([files, record, locator, end]));
}

test("a zip that is whole is taken in, packed or not, whatever else is in it", async () => {
  assert.deepEqual(await brought(zipped(TEXTS)), { texts: TEXTS, news: [] });
  const files = { "notes.txt": strToU8("x"), "course/exercises/ch01_math.py": strToU8(TEXTS.ch01_math) };
  const { texts } = await brought(zipSync(files, { level: 0, comment: "ours", extra: { 9: strToU8("more") } }));
  assert.deepEqual(texts, { ch01_math: TEXTS.ch01_math });
});

test("a zip of the form for large ones is read, too", async () => {
  assert.deepEqual(await brought(wide(zipped(TEXTS))), { texts: TEXTS, news: [] });
});

test("a zip with a byte that isn’t as it was, or whose sizes are others, is refused", async () => {
  const whole = zipped(TEXTS);
  for (let at = 60; at < 1500; at += 10) {
    const zip = whole.slice();
    zip[at] ^= 0x10; // within the first file
    assert.deepEqual(await brought(zip), { texts: {}, news: UNREADABLE }, `byte ${at}`);
  }
  const { length } = strToU8(TEXTS.ch01_math);
  for (const size of [0, 1000, length - 1, length + 1, 400_000]) {
    assert.deepEqual(await brought(saying(zipped({ ch01_math: TEXTS.ch01_math }), size)), { texts: {}, news: UNREADABLE });
  }
  for (const at of [0, 20, 500, whole.length - 1]) {
    assert.deepEqual((await brought(whole.slice(0, at))).news, UNREADABLE);
  }
});
