// How the pages look, where it can be measured: nothing jumps, figures follow the scheme, and the
// room at the right is used.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSite } from "./learner.mjs";

const OPTIONS = { timeout: 240_000 };
const PAGES = ["index.html", "lesson.html", "ch05_backprop.html", "ch07_letter_classifier.html", "np2_digits.html"];

/** @import { Page } from "playwright-core" */
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

/** Count the shifts of a page's layout, from its first moment on, in window.shifts. */
function countShifts() {
  /** @type {any} */ (window).shifts = [];
  new PerformanceObserver((list) => {
    for (const shift of /** @type {any[]} */ (list.getEntries())) {
      const moved = shift.sources.map((/** @type {any} */ { node }) => node?.id || node?.className || node?.nodeName);
      /** @type {any} */ (window).shifts.push([shift.value, moved]);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Wait until the page has been painted twice, with what the scripts changed. @param {Page} page */
const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

test("nothing moves when fonts and scripts come", OPTIONS, async () => {
  for (const [width, height] of [[390, 844], [768, 1024], [1280, 800], [1920, 1080]]) {
    for (const path of PAGES) {
      const { page, context, leave } = await site.learner({ viewport: { width, height } });
      await context.addInitScript(countShifts);
      // The scripts wait until the page without them has been painted.
      let release = () => {};
      const gate = new Promise((open) => {
        release = () => open(undefined);
      });
      await page.route("**/assets/*.js", async (route) => {
        await gate;
        await route.continue();
      });
      await page.goto(`${site.url}${path}`, { waitUntil: "commit" });
      await page.locator("footer").waitFor({ state: "attached" });
      await page.evaluate(() => document.fonts.ready);
      await painted(page);
      const header = () => page.locator("body > header").evaluate((one) => one.getBoundingClientRect().height);
      const before = await header();
      release();
      await page.locator("#search-box").waitFor();
      await page.waitForLoadState("load");
      if (width >= 1280 && path.startsWith("ch")) await page.locator(".cm-content").waitFor();
      await painted(page);
      assert.equal(await header(), before);
      const shifts = await page.evaluate(() => /** @type {any} */ (window).shifts);
      const sum = shifts.reduce((/** @type {number} */ all, /** @type {[number]} */ [value]) => all + value, 0);
      assert.equal(sum.toFixed(3), "0.000", `${path} at ${width}: ${JSON.stringify(shifts)}`);
      await leave();
    }
  }
});

test("a figure is dark on a dark page, whoever chose that, and light on a light one", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ colorScheme: "light" });
  await goTo("ch02_neuron.html");
  const figure = page.locator("#lesson img").first();
  await figure.scrollIntoViewIfNeeded();
  await figure.evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
  /** How light the figure's corner is, where its paper is, from 0 to 255. */
  const corner = async () => {
    const picture = (await figure.screenshot()).toString("base64");
    return page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      pen.drawImage(image, 0, 0);
      return Math.max(...pen.getImageData(6, 6, 1, 1).data.slice(0, 3));
    }, picture);
  };
  const choose = (/** @type {string} */ theme) =>
    page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
    }, theme);
  assert.ok((await corner()) > 240);
  await choose("dark");
  assert.ok((await corner()) < 50);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.ok((await corner()) < 50);
  await choose("light");
  assert.ok((await corner()) > 240);
  await leave();
});

test("in a wide window the contents of a page stand at its right, and cover nothing", OPTIONS, async () => {
  for (const width of [1440, 1920, 2560]) {
    const { page, goTo, leave } = await site.learner({ viewport: { width, height: 900 } });
    for (const path of ["np2_digits.html", "lesson.html", "ch05_backprop_solution.html"]) {
      await goTo(path);
      const covers = await page.evaluate(() => {
        const contents = /** @type {Element} */ (document.querySelector("#pages .sections")).getBoundingClientRect();
        const text = [...document.querySelectorAll("#lesson > *")].map((one) => one.getBoundingClientRect().right);
        return { gap: contents.left - Math.max(...text), right: innerWidth - contents.right };
      });
      assert.ok(covers.gap > 20 && covers.right >= 16, `${path} at ${width}: ${JSON.stringify(covers)}`);
    }
    await leave();
  }
});
