// The first page, in a browser: a trained network reads what is drawn, without Python, and a learner
// who comes back is sent to where they go on. It needs a built site (make site).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { draw, drawWithFinger, STROKES } from "./drawn.mjs";
import { grade, groupIn, isAccessible, paste, solution, startSite, textIn } from "./learner.mjs";

/** @import { Page } from "playwright-core" */

const OPTIONS = { timeout: 240_000 };
/** @type {import("./learner.mjs").Site} */
let site;
before(async () => {
  site = await startSite();
});
after(() => site.close());

/**
 * Open the first page, with what the store holds: {key: value}.
 * @param {Object<string, unknown>} [kept]
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function visit(kept = {}, options = {}) {
  const learner = await site.learner(options);
  await learner.page.addInitScript((given) => {
    for (const [key, value] of Object.entries(given)) {
      localStorage[`nnfs:${key}`] ??= JSON.stringify(value);
    }
    // How far anything moved that nobody had asked to move.
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value } of /** @type {any[]} */ (list.getEntries())) window.shifts.push(value);
    }).observe({ type: "layout-shift", buffered: true });
  }, kept);
  await learner.goTo("index.html");
  return learner;
}

/** @type {(page: Page, part: string) => Promise<number[]>} */
const values = (page, part) =>
  page
    .locator(`.${part} i`)
    .evaluateAll((all) => all.map((one) => Number(one.style.getPropertyValue("--v"))));

/**
 * Wait for an answer that holds some words, and return it.
 * @param {Page} page
 * @param {RegExp} words
 */
async function answered(page, words) {
  const place = page.locator(".answer", { hasText: words });
  await place.waitFor();
  return textIn(place);
}

/** Say whether the answer in words is about the letters' bars; it comes after them. */
function isSettled() {
  const bars = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".letters i")]);
  const chances = bars.map((one) => Number(one.style.getPropertyValue("--v")));
  const chance = (100 * Math.max(...chances)).toFixed(1).replace("100.0", "over 99.9");
  return document.querySelector(".answer")?.textContent?.includes(`${chance} %`);
}

test("letters drawn with the mouse are read, and no Python is asked for", OPTIONS, async (context) => {
  const { page, leave } = await visit();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.locator(".paper").waitFor();
  await page.locator(".paper").scrollIntoViewIfNeeded();
  const right = [];
  for (const [letter, strokes] of Object.entries(STROKES)) {
    await page.getByRole("button", { name: "Clear" }).click();
    await answered(page, /^Draw a capital letter/);
    assert.ok((await values(page, "letters")).every((value) => value === 0));
    await draw(page, strokes);
    await page.waitForFunction(isSettled);
    const words = await answered(page, /%/);
    const chances = await values(page, "letters");
    const sum = chances.reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - 1) < 0.02, `the probabilities add up to ${sum}`);
    const tallest = String.fromCharCode(65 + chances.indexOf(Math.max(...chances)));
    const said = groupIn(/^(?:It reads|It isn’t quite sure:|It can’t tell:) (\w)/, words);
    assert.equal(said, tallest);
    assert.equal(words.startsWith("It reads"), Math.max(...chances) >= 0.9, words);
    assert.ok((await values(page, "neurons")).filter((value) => value > 0).length > 3);
    if (said === letter) right.push(letter);
  }
  context.diagnostic(`${right.length} of 26 are read: ${right.join("")}`);
  assert.ok(right.length >= 20, `only ${right.join("")} are read`);
  assert.deepEqual(asked.filter((url) => url.includes("/engine/")), []);
  await leave();
});

test("a stroke is read while it is being drawn", OPTIONS, async () => {
  const { page, leave } = await visit();
  await page.locator(".paper").scrollIntoViewIfNeeded();
  await page.waitForLoadState("networkidle");
  const before = await values(page, "letters");
  const box = await page.locator(".paper").boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 60, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 180, { steps: 5 });
  await page.waitForFunction(
    (old) =>
      [...document.querySelectorAll(".letters i")].some(
        (one, i) => Number(/** @type {HTMLElement} */ (one).style.getPropertyValue("--v")) !== old[i],
      ),
    before,
  );
  await page.mouse.up();
  await leave();
});

test("the keyboard draws in cells of 5 × 7", OPTIONS, async () => {
  const { page, leave } = await visit();
  await page.getByLabel("cells, for the keyboard").check();
  await page.getByRole("gridcell").first().focus();
  assert.equal(await page.getByRole("gridcell").count(), 35);
  for (const key of [...new Array(6).fill("ArrowDown"), ...new Array(4).fill("ArrowRight")]) {
    await page.keyboard.press("Space");
    await page.keyboard.press(key);
  }
  await page.keyboard.press("Space");
  await answered(page, /^It reads L,/);
  await isAccessible(page, "cells");
  await leave();
});

for (const [what, viewport] of /** @type {const} */ ([
  ["a phone", { width: 390, height: 844 }],
  ["a desk", { width: 1280, height: 800 }],
])) {
  test(`${what}: nothing moves, nothing sticks out, axe finds nothing`, OPTIONS, async () => {
    const kept = {
      "work:ch04_loss": { text: "x", savedAt: "2026-01-01" },
      "progress:ch04_loss": { passed: 2, total: 6, tasks: { softmax: "passed", one_hot: "passed" } },
    };
    const { page, leave } = await visit(kept, { viewport, hasTouch: true });
    await page.locator(".paper").waitFor();
    await answered(page, /^It reads R,/);
    await page.locator(".start code", { hasText: "cross_entropy_loss" }).waitFor();
    await page.waitForTimeout(300);
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
    await page.locator(".paper").scrollIntoViewIfNeeded();
    await drawWithFinger(page);
    await answered(page, /^It .*I/);
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.emulateMedia({ colorScheme });
      await isAccessible(page, colorScheme);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= viewport.width, `${wide} pixels`);
    await leave();
  });
}

test("without scripts there is a letter, what the network makes of it, and where to start", OPTIONS, async () => {
  const { page, leave } = await visit({}, { javaScriptEnabled: false });
  assert.equal(await textIn(page.locator(".start > .primary")), "Start with chapter 1");
  assert.ok(await page.locator("#draw noscript").isVisible());
  assert.ok(!(await page.locator(".reader .board").isVisible()));
  const words = await textIn(page.locator(".answer"));
  assert.match(words, /^It reads R, with a probability of 9\d\.\d %\.$/);
  assert.match(await textIn(page.locator(".honest")), /10,970 weights and biases.*99\.0 %.*90\.5 %.*very sure of a scribble/);
  await leave();
});

for (const [what, act, words] of /** @type {[string, (page: Page) => Promise<void>, RegExp][]} */ ([
  ["a drawing", (page) => draw(page, STROKES.L), /^It reads L,/],
  ["Clear", (page) => page.getByRole("button", { name: "Clear" }).click(), /^Draw a capital letter/],
])) {
  test(`a network that can’t be loaded is asked for again, after ${what}`, OPTIONS, async () => {
    const { page, context, goTo, leave } = await site.learner();
    await context.route("**/network_letters.json", (route) => route.abort());
    await goTo("index.html");
    await answered(page, /^The network couldn’t be loaded/);
    await act(page);
    await context.unroute("**/network_letters.json");
    await page.getByRole("button", { name: "Try again" }).click();
    await answered(page, words);
    await leave();
  });

  test(`a network that is slow to load is waited for, after ${what}`, OPTIONS, async () => {
    const { page, context, goTo, leave } = await site.learner();
    /** @type {() => void} */
    let letIn = () => {};
    const held = new Promise((resolve) => (letIn = () => resolve(undefined)));
    await context.route("**/network_letters.json", async (route) => {
      await held;
      await route.continue();
    });
    await goTo("index.html");
    await page.locator(".paper").waitFor();
    await act(page);
    await answered(page, /^The network is being loaded/);
    assert.ok((await values(page, "letters")).every((value) => value === 0));
    letIn();
    await answered(page, words);
    await leave();
  });
}

const text = "x = 1";
const done = { passed: 9, total: 9, tasks: {}, text };
/** @type {[what: string, kept: Object<string, unknown>, words: string, link: string][]} */
const CASES = [
  ["nothing", {}, "Start with chapter 1", "ch01_math.html"],
  [
    "a chapter that was begun",
    { "work:ch01_math": { text } },
    "Continue with chapter 1, vector_add",
    "ch01_math.html#vector_add",
  ],
  [
    "a chapter that is done",
    { "work:ch01_math": { text }, "progress:ch01_math": done },
    "Continue with chapter 2",
    "ch02_neuron.html",
  ],
  [
    "a chapter half done, and another before it that was never begun",
    {
      "work:ch03_forward": { text, savedAt: "2026-01-02" },
      "progress:ch03_forward": { passed: 1, total: 4, tasks: { Layer: "passed" }, text },
    },
    "Continue with chapter 3, Network",
    "ch03_forward.html#network",
  ],
  [
    "a chapter that was changed when it was done",
    { "work:ch01_math": { text: "x = 2" }, "progress:ch01_math": done },
    "Check chapter 1 again: it has changed",
    "ch01_math.html#exercise",
  ],
  [
    "all seven",
    Object.fromEntries(
      ["ch01_math", "ch02_neuron", "ch03_forward", "ch04_loss", "ch05_backprop", "ch06_training", "ch07_letter_classifier"].flatMap(
        (stem) => [
          [`work:${stem}`, { text, savedAt: "2026-01-02" }],
          [`progress:${stem}`, done],
        ],
      ),
    ),
    "Continue with chapter np1",
    "np1_xor.html",
  ],
];
for (const [what, kept, words, link] of CASES) {
  test(`where to go on, with ${what} behind one`, OPTIONS, async () => {
    const { page, goTo, leave } = await visit(kept);
    await page.locator(".paper").waitFor();
    const button = page.locator(".start > .primary");
    assert.equal(await textIn(button), words);
    assert.equal(await button.getAttribute("href"), link);
    const [file, anchor] = link.split("#");
    await goTo(file);
    assert.ok(!anchor || (await page.locator(`[id="${anchor}"]`).count()) === 1, `${link} is there`);
    await leave();
  });
}

test("a tick is there as long as the text is the one that was right", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const tick = page.locator("#pages [data-progress=ch01_math]");
  const told = page.locator("main [data-progress=ch01_math]");
  await goTo("ch01_math.html");
  assert.equal(await textIn(tick), "");
  const right = await solution("ch01_math");
  const all = right.match(/^def (?!main\b)/gm)?.length; // its tasks
  await paste(page, right);
  await grade(page);
  assert.equal(await textIn(tick), "✓done");
  await goTo("index.html");
  assert.equal(await textIn(told), `${all} of ${all}, done`);

  await goTo("ch01_math.html");
  await page.getByText("Chapter 1 is done.").waitFor();
  await paste(page, "x = 1");
  await tick.filter({ hasText: /^changed$/ }).waitFor({ state: "attached" });
  await goTo("index.html");
  assert.equal(await textIn(told), `${all} of ${all}, changed since`);
  await goTo("ch01_math.html");
  assert.equal(await page.getByText("Chapter 1 is done.").count(), 0);
  await grade(page);
  assert.doesNotMatch(await textIn(tick), new RegExp(`done|${all} of ${all}`));

  await paste(page, right);
  await grade(page);
  assert.equal(await textIn(tick), "✓done");
  await leave();
});
