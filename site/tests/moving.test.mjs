// The figures that move, in a browser: they take the room that is kept for them, follow sliders and
// pointer, and leave the lesson's own where no script runs. test_moving.py has their numbers.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { backward, descend, forward, matrixVectorMultiply, noisyLetter, PENCIL } from "../app/figures/arithmetic.js";
import { forward as forwardLetter, LETTERS, letterOf, networkOf } from "../app/letter_network.js";
import { FOLDER, openSite } from "./site.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

const OPTIONS = { timeout: 240_000 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const WIDTHS = [360, 768, 1280, 1920];
const pages = readdirSync(FOLDER).filter(
  (name) => name.endsWith(".html") && readFileSync(`${FOLDER}/${name}`, "utf8").includes('class="moves"'),
);

const { site, browser } = await openSite();

/**
 * Open a lesson at its figure. What grades stays away: no figure needs it.
 * @param {string} name
 * @param {BrowserContextOptions} [options]
 * @param {(page: Page) => Promise<unknown>} [first] - done before the page is asked for
 */
async function visit(name, options, first) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(90_000);
  await context.route("**/engine/**", (route) => route.abort());
  const page = await context.newPage();
  await first?.(page);
  await page.goto(site.url + name, { waitUntil: "domcontentloaded" });
  const place = page.locator(".moves");
  await place.scrollIntoViewIfNeeded();
  return { page, context, place, picture: place.locator("svg") };
}

/**
 * The places of all that the figure could push away: itself and what follows it.
 * @param {Element} place
 */
function places(place) {
  const next = /** @type {Element} */ (place.nextElementSibling);
  return [place, place.children[0], next].map((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return [left, top - place.getBoundingClientRect().top, width, height];
  });
}

test("every lesson in plain Python that has such a figure is looked at", () => {
  const named = readdirSync(fileURLToPath(new URL("../app/figures", import.meta.url)));
  const chapters = new Set(named.filter((name) => /^ch\d/.test(name)).map((name) => name.slice(0, 4)));
  assert.deepEqual(pages.map((name) => name.slice(0, 4)), [...chapters].sort());
});

for (const name of pages) {
  test(`${name}: the figure comes into its own room, and nothing moves`, OPTIONS, async () => {
    for (const width of WIDTHS) {
      let letThrough = () => {};
      /** @type {Promise<void>} */
      const held = new Promise((resolve) => {
        letThrough = resolve;
      });
      const viewport = { width, height: 900 };
      const { page, context, place, picture } = await visit(name, { viewport }, (page) =>
        page.route(/assets\/(figures\/|ch\d)/, async (route) => {
          await held;
          await route.continue();
        }),
      );
      // What else the page has done by now is not the figure's.
      await page.waitForFunction(() => !document.getElementById("search")?.hidden);
      const kept = await place.evaluate(places);
      letThrough();
      await picture.waitFor();
      assert.deepEqual(await place.evaluate(places), kept, `at ${width} pixels`);
      await context.close();
    }
  });

  test(`${name}: each of its controls has a name, and the keyboard moves it`, OPTIONS, async () => {
    const { context, page, place, picture } = await visit(name);
    await picture.waitFor();
    for (const slider of await place.getByRole("slider", { name: /\w/ }).all()) {
      const before = [await slider.getAttribute("aria-valuetext"), await picture.innerHTML()];
      await slider.focus();
      const [value, least] = await slider.evaluate((/** @type {HTMLInputElement} */ { value, min }) => [value, min]);
      await page.keyboard.press(value === least ? "ArrowRight" : "ArrowLeft");
      assert.notEqual(await slider.getAttribute("aria-valuetext"), before[0]);
      assert.notEqual(await picture.innerHTML(), before[1]);
    }
    const all = place.locator("input");
    assert.ok((await all.count()) > 0);
    assert.equal(await place.getByRole("slider").or(place.getByRole("radio")).count(), await all.count());
    for (const radio of await place.getByRole("radio", { checked: false }).all()) {
      const before = await picture.innerHTML();
      await radio.press("Space");
      assert.notEqual(await picture.innerHTML(), before);
    }
    // What is to be seen now is read out once the reader rests, and is the picture's name.
    const said = (await picture.getAttribute("aria-label")) ?? "";
    await place.getByRole("status").getByText(said).waitFor({ state: "attached" });
    await context.close();
  });

  test(`${name}: without scripts the lesson's own figure stays, alone`, OPTIONS, async () => {
    const { context, place } = await visit(name, { javaScriptEnabled: false });
    assert.ok(await place.locator("img").isVisible());
    assert.ok(await place.locator("figcaption").isHidden());
    const [figure, image] = [await place.boundingBox(), await place.locator("img").boundingBox()];
    assert.equal(figure?.height, image?.height);
    await context.close();
  });
}

test("the pencil network shows what its inputs give", OPTIONS, async () => {
  const { context, page, place, picture } = await visit("ch03_forward.html", PHONE);
  await picture.waitFor();
  const inputs = [1, 2];
  const numbers = () => picture.locator(".number").allTextContents();
  const right = () => {
    const all = [inputs, ...forward(PENCIL, inputs).map(({ outputs }) => outputs)].flat();
    return all.map((number) => String(number).replace("-", "−"));
  };
  assert.deepEqual(await numbers(), right());
  await place.getByRole("slider", { name: "Input x₁" }).focus();
  for (let i = 0; i < 4; i++) {
    inputs[0] += 0.5;
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await numbers(), right());
  }
  await context.close();
});

for (const hasTouch of [false, true]) {
  test(`the vector follows ${hasTouch ? "a finger" : "the mouse"}, and W x with it`, OPTIONS, async () => {
    const { context, page, place, picture } = await visit("ch01_math.html", { ...PHONE, hasTouch });
    const grip = async () => {
      const { x, y, width, height } = await picture.locator(".grip").evaluate((one) => one.getBoundingClientRect());
      return { x: x + width / 2, y: y + height / 2 };
    };
    const from = await grip();
    const to = { x: from.x + 40, y: from.y + 30 };
    if (hasTouch) {
      const client = await context.newCDPSession(page);
      const touch = (/** @type {string} */ type, /** @type {{x: number, y: number}[]} */ touchPoints) =>
        client.send("Input.dispatchTouchEvent", { type: /** @type {"touchStart"} */ (type), touchPoints });
      await touch("touchStart", [from]);
      await touch("touchMove", [{ x: from.x + 20, y: from.y + 15 }]);
      await touch("touchMove", [to]);
      await touch("touchEnd", []);
    } else {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 20, from.y + 15);
      await page.mouse.move(to.x, to.y);
      await page.mouse.up();
      await page.mouse.move(from.x, from.y); // let go, it follows no more
    }
    const there = await grip();
    assert.ok(Math.hypot(there.x - to.x, there.y - to.y) < 8, `${there.x}, ${there.y}, not ${to.x}, ${to.y}`);
    const value = async (/** @type {string} */ name) => Number(await place.getByLabel(name).inputValue());
    const entries = [];
    for (const label of ["W₁₁", "W₁₂", "W₂₁", "W₂₂", "x₁", "x₂"]) entries.push(await value(label));
    const [a, b, c, d, ...x] = entries;
    assert.deepEqual([a, b, c, d], [1, 2, 0, 1]);
    const Wx = matrixVectorMultiply([[a, b], [c, d]], x).map((number) => `= ${number}`.replace("-", "−"));
    const sums = await picture.locator("text").filter({ hasText: /^= ./ }).allTextContents();
    assert.deepEqual(sums, Wx);
    await context.close();
  });
}

test("the walk back finds what backward does, a step at a time", OPTIONS, async () => {
  const { context, page, place, picture } = await visit("ch05_backprop.html", PHONE);
  const press = async (/** @type {string} */ name, /** @type {string} */ key, times = 1) => {
    await place.getByRole("slider", { name }).focus();
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
  const written = (/** @type {number} */ value) => String(Number(value.toFixed(5))).replace("-", "−");
  const slopes = () => picture.locator(".slope").allTextContents();
  const right = (/** @type {number[]} */ inputs, /** @type {number[]} */ target) =>
    backward(PENCIL, forward(PENCIL, inputs), target).flatMap(({ weights }) => weights.flat().map(written));
  assert.deepEqual(await slopes(), []);
  for (let step = 1; step <= 9; step++) {
    await place.getByRole("button", { name: "Next" }).click();
    const heading = await picture.locator(".heading").textContent();
    assert.match(heading ?? "", step < 5 ? /^Forward/ : /^Back|^The slopes/);
    const shown = await slopes();
    assert.equal(shown.length, step < 6 ? 0 : step < 9 ? 4 : 8, heading ?? "");
  }
  assert.deepEqual(await slopes(), ["0.36553", "0.73106", "0", "0", "1.46212", "0", "−1.46212", "0"]);
  await press("x₁", "ArrowRight", 4);
  await press("x₂", "ArrowLeft", 2);
  assert.deepEqual(await slopes(), right([3, 1], [0, 1]));
  await place.getByRole("radio", { name: "[1, 0]" }).press("Space");
  assert.deepEqual(await slopes(), right([3, 1], [1, 0]));
  await place.getByRole("button", { name: "Back" }).click();
  assert.equal((await slopes()).length, 4);
  await context.close();
});

test("the ball goes where its steps lead, and by itself only once it is told to", OPTIONS, async () => {
  const { context, page, place, picture } = await visit("ch06_training.html", PHONE);
  await picture.waitFor();
  const button = (/** @type {string} */ name) => place.getByRole("button", { name, exact: true });
  const next = () => picture.locator("text").filter({ hasText: /^next/ }).allTextContents();
  const heading = () => picture.locator(".heading").textContent();
  const sentence = async (/** @type {string} */ words) => assert.ok((await picture.textContent())?.includes(words));
  /** @type {[number, number]} */
  let ball = [0, 0];
  for (let i = 0; i < 4; i++) {
    const [w1, w2] = descend(ball, 0.3).map((w) => w.toFixed(3).replace("-", "−"));
    const said = await next();
    assert.ok(said[0].endsWith(` = ${w1}`) && said[1].endsWith(` = ${w2}`), said.join());
    ball = descend(ball, 0.3);
    await button("Step").click();
  }
  assert.match((await heading()) ?? "", /^4 steps at the rate 0\.3: L = 0\.0/);
  await sentence("Below the limit 2/4 = 0.5");
  await button("η = 0.5").click();
  assert.match((await heading()) ?? "", /^0 steps at the rate 0\.5: L = 6/);
  await sentence("At the limit 2/4 = 0.5");
  await button("η = 0.6").click();
  await sentence("It diverges");
  await button("Play").click();
  await picture.locator(".heading").filter({ hasText: /^[3-9] steps/ }).waitFor();
  await button("Pause").click();
  const stopped = await heading();
  await page.waitForTimeout(1000);
  assert.equal(await heading(), stopped);
  const limits = await picture.locator(".sheet").evaluate((one) => one.getBoundingClientRect());
  await button("Start again").click();
  await page.mouse.click(limits.left + 0.75 * limits.width, limits.top + 0.25 * limits.height);
  const [w1, w2] = await Promise.all(["w₁", "w₂"].map((name) => place.getByRole("slider", { name }).inputValue()));
  assert.deepEqual([w1, w2], ["3.6", "0.6"]); // the nearest to 3.5 and 0.5
  const rate = place.getByRole("slider", { name: "Learning rate" });
  await rate.fill("0");
  const seen = new Set();
  for (let i = 0; i < 100; i++, await rate.press("ArrowRight")) seen.add(await rate.getAttribute("aria-valuetext"));
  assert.equal(seen.size, 100, "each press is another rate");
  await context.close();
});

test("a letter under noise is the one that Python draws, and the network reads it", OPTIONS, async () => {
  const { context, place, picture } = await visit("ch07_letter_classifier.html", PHONE);
  await picture.waitFor();
  const file = JSON.parse(readFileSync(`${FOLDER}/assets/network_bitmaps.json`, "utf8"));
  const network = networkOf(file);
  const noise = place.getByRole("slider", { name: "Noise q" });
  let seed = 5;
  for (const [letter, q] of /** @type {[string, number][]} */ ([["A", 0.1], ["R", 0.2], ["E", 0], ["S", 0.35], ["W", 0.5]])) {
    await place.getByLabel("Letter").selectOption(letter);
    await noise.fill(String(q));
    const marks = file.bitmaps[letter].replaceAll(" ", "");
    const template = [...marks].map((mark) => Number(mark === "#"));
    const pixels = noisyLetter(template, LETTERS.indexOf(letter), q, seed);
    const flips = pixels.filter((pixel, i) => pixel !== template[i]).length;
    assert.equal(await picture.locator("path").count(), flips);
    const reading = forwardLetter(network, pixels);
    await picture.getByText(`The network reads ${letterOf(reading)}`).waitFor();
    const bars = await picture.locator(".number").allTextContents();
    const order = [...LETTERS].sort((a, b) => reading.probabilities[LETTERS.indexOf(b)] - reading.probabilities[LETTERS.indexOf(a)]);
    assert.deepEqual(bars, order.slice(0, bars.length));
    await place.getByRole("button", { name: "Draw the noise again" }).click();
    seed += 1;
  }
  assert.ok(await picture.page().locator(".still").isHidden());
  await context.close();
});
