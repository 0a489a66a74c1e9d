// What a first visit costs, and how soon a verdict comes: make bench-site. It needs a built site.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { dotProduct, solutions, STEMS } from "./core.mjs";
import { serveGrader } from "./grader-page.mjs";
import { NO_SANDBOX, openBrowser, serveSite } from "./site.mjs";
import { slowLine } from "./slow_line.mjs";

const STARTS = 7;
const ROUNDS = 3;
const SLOW = 1_600_000; // bits in a second, as on a poor mobile line
// As a learner's file is on the way: something right, something wrong, the rest to be written yet.
const UNWRITTEN = ["elementwise_multiply", "outer_product", "transpose", "matrix_vector_multiply", "matrix_multiply"]
  .map((task) => `\n\ndef ${task}(*args):\n    raise NotImplementedError("${task}")\n`)
  .join("");
const ON_THE_WAY = dotProduct("return [x * y for x, y in zip(a, b)]") + UNWRITTEN;
const WIDTHS = [45, 16];

/** @import { BrowserContext, Request } from "playwright-core" */

const median = (/** @type {number[]} */ values) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (/** @type {number} */ value) => `${value.toFixed(2)} s`;
const megabytes = (/** @type {number} */ value) => `${(value / 1e6).toFixed(2)} MB`;

/**
 * @param {string} what
 * @param {string} measured
 * @param {string} [goal]
 */
function row(what, measured, goal = "") {
  console.log(`${what.padEnd(WIDTHS[0])}  ${measured.padEnd(WIDTHS[1])}  ${goal}`.trimEnd());
}

/**
 * What a browser that has nothing of the site yet loads with a chapter's page.
 * @param {BrowserContext} browser
 */
async function firstVisit(browser) {
  const server = await serveSite({ folder: process.env.SITE });
  const page = await browser.newPage();
  /** @type {Map<string, Request>} */
  const loaded = new Map(); // by address: the spare's files come from the cache
  page.on("requestfinished", (request) => loaded.set(request.url(), request));
  await page.goto(`${server.url}ch01_math.html`);
  await page.locator("#exercise-app").scrollIntoViewIfNeeded();
  const files = [".wasm", "/python-", "/pytest-", "/course-"];
  const all = () => files.every((part) => [...loaded.keys()].some((url) => url.includes(part)));
  for (let waited = 0; !all(); waited += 1) {
    if (waited > 120) throw new Error("The page of chapter 1 doesn't load Python within a minute.");
    await page.waitForTimeout(500);
  }
  await page.waitForTimeout(2000); // whatever else there is
  const sizes = { page: 0, engine: 0 };
  for (const [url, request] of loaded) {
    const length = (await request.response())?.headers()["content-length"]; // as it was sent
    sizes[url.includes("/engine/") ? "engine" : "page"] += Number(length);
  }
  await page.close();
  await server.close();
  row("first visit, all of it", megabytes(sizes.page + sizes.engine), "9 MB");
  row("  of these the page, its script and fonts", megabytes(sizes.page));
  row("  of these Python, pytest and the course", megabytes(sizes.engine));
}

/** From the address of chapter 1 to its first verdict, asked for at once, with nothing kept. */
async function slowVisit() {
  const server = await serveSite({ folder: process.env.SITE });
  const line = await slowLine(server.url, SLOW / 8);
  const browser = await openBrowser({ args: [NO_SANDBOX] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const begun = performance.now();
  await page.goto(`${line.url}ch01_math.html`);
  await page.locator("#exercise").evaluate((section) => section.scrollIntoView());
  await page.getByRole("button", { name: /^Check/ }).click({ timeout: 60_000 });
  const report = () => document.querySelector(".report > div")?.textContent;
  await page.waitForFunction(report, null, { timeout: 120_000 });
  const took = (performance.now() - begun) / 1000;
  await browser.close();
  line.close();
  await server.close();
  row("first verdict at 1.6 Mbit/s", seconds(took), "35 s");
  row("  what came until then", megabytes(line.sent()));
}

/** @param {BrowserContext} browser */
async function verdicts(browser) {
  const server = await serveGrader();
  const page = await browser.newPage();
  const files = { ch01_math: ON_THE_WAY };
  const starts = [];
  const ready = [];
  for (let start = 0; start <= STARTS; start += 1) {
    await page.goto(server.url);
    const [total, loading] = await page.evaluate(async (files) => {
      const begun = performance.now();
      window.begin();
      const result = grader.grade({ stem: "ch01_math", files });
      await grader.ready;
      const loaded = performance.now();
      if ((await result).how !== "finished") throw new Error((await result).text);
      return [performance.now() - begun, loaded - begun];
    }, files);
    if (start === 0) {
      // A learner's first visit: Chromium keeps the program that it made of Python's, by and by.
      for (const stem of STEMS) await page.evaluate((request) => grader.grade(request), { stem, files: solutions() });
      await page.waitForTimeout(10_000);
      continue;
    }
    await page.waitForTimeout(3000); // the spare loads
    starts.push(total / 1000);
    ready.push(loading / 1000);
  }
  row("warm start to the first verdict, median", seconds(median(starts)), "1.5 s");
  row("  the quickest of these", seconds(Math.min(...starts)));
  row("  of these until Python is ready, median", seconds(median(ready)));

  for (const stem of STEMS) {
    const kinds = [{}, solutions()];
    if (stem === STEMS[0]) kinds.push(files);
    const took = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const given of kinds) {
        const result = await page.evaluate((request) => grader.grade(request), { stem, files: given });
        took.push(result.seconds);
      }
    }
    const goal = STEMS.indexOf(stem) < 5 ? "0.5 s" : "";
    row(`${stem}: median of ${took.length}, slowest`, `${seconds(median(took))}, ${seconds(Math.max(...took))}`, goal);
  }

  const fresh = await page.evaluate(async (files) => {
    await grader.grade({ stem: "ch01_math", files });
    const begun = performance.now();
    while (grader.spare?.state !== "ready") await new Promise((resolve) => setTimeout(resolve, 10));
    return (performance.now() - begun) / 1000;
  }, files);
  row("from a verdict until Python is fresh for the next", seconds(fresh));

  const again = await page.evaluate(async (files) => {
    while (grader.spare?.state !== "ready") await new Promise((resolve) => setTimeout(resolve, 50));
    /** @type {Promise<void>} */
    const reached = new Promise((resolve) => {
      grader.grade({ stem: "ch01_math", files, ontask: (task) => task === "dot_product" && resolve() });
    });
    await reached;
    const begun = performance.now();
    grader.stop();
    await grader.grade({ stem: "ch01_math", files: {} });
    return (performance.now() - begun) / 1000;
  }, { ch01_math: dotProduct("while True: pass") });
  row("from stop() to the spare's first verdict", seconds(again), "0.5 s");
  await page.close();
  await server.close();
}

// On the disk, as a visitor's: only there does Chromium keep what it made of Python's program.
const profile = mkdtempSync(join(tmpdir(), "course-"));
const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
console.log("In Chromium, which takes minutes. Each line comes when it is measured.\n");
row("", "measured", "goal");
const browser = await chromium.launchPersistentContext(profile, { executablePath, args: ["--no-sandbox"] });
try {
  await firstVisit(browser);
  await slowVisit();
  await verdicts(browser);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
