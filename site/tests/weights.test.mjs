// What each page weighs over the wire, compressed, on a first visit: at most 150 KB for what comes
// before anything is scrolled, and without the editor and what grades.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, test } from "node:test";
import { FOLDER, openSite } from "./site.mjs";
import { KINDS, weigh } from "./weigh.mjs";

const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".html"));
const LIMIT = 150_000;

const { site, browser } = await openSite();
/** @type {Object<string, Object<string, number>>} */
const table = {};
after(() => console.table(table));

for (const name of pages) {
  test(name, { timeout: 60_000 }, async () => {
    const weight = await weigh(browser, site.url + name);
    const total = Object.values(weight).reduce((sum, bytes) => sum + bytes);
    const images = (await weigh(browser, site.url + name, { allImages: true })).Image;
    const kilobytes = (/** @type {number} */ bytes) => Math.round(bytes / 100) / 10;
    table[name] = Object.fromEntries(KINDS.map((kind) => [kind, kilobytes(weight[kind])]));
    Object.assign(table[name], { total: kilobytes(total), "all images": kilobytes(images) });
    table[name]["with all images"] = kilobytes(total - weight.Image + images);
    assert.ok(total <= LIMIT, `${name} weighs ${total} bytes; ${LIMIT} is the most`);
  });
}
