// The same short visit in Firefox and in WebKit: chapter 1 from wrong to done, an endless loop, Run,
// drawing, and all of it without a network. Chromium's tests ask the rest. It needs a built site.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { BROWSERS, missing } from "./drivers.mjs";
import { flat, solution, wrongDotProduct } from "./learner.mjs";
import { serveSite } from "./site.mjs";

const OPTIONS = { timeout: 900_000 };
const LONG = 180_000; // milliseconds for one thing to come; the machine may be busy

/** @import { Driver } from "./drivers.mjs" */

/** What is asked of the page. @param {Driver} driver */
function learner(driver) {
  /**
   * Wait until an expression is true of the page, and return its value.
   * @param {string} code
   */
  async function until(code) {
    const begun = performance.now();
    for (;;) {
      const value = await driver.evaluate(code);
      if (value) return value;
      if (performance.now() - begun > LONG) {
        const shown = await driver.evaluate("document.querySelector('#exercise-app').textContent");
        throw new Error(`${code} doesn't come true. The exercise: ${flat(shown).slice(0, 3000)}`);
      }
      await pause(200);
    }
  }

  /**
   * Press the mouse on an element, and move it as told, in shares of the element's size. Where the
   * element has moved meanwhile, that is tried again.
   * @param {string} element - an expression
   * @param {[x: number, y: number][]} [way]
   */
  async function press(element, way = [[0.5, 0.5]]) {
    await until(`Boolean(${element})`);
    await driver.evaluate(`void (self.pressed = false,
      ${element}.addEventListener("pointerup", () => { self.pressed = true; }, { once: true }))`);
    for (let tries = 0; !(await driver.evaluate("pressed")); tries += 1) {
      assert.ok(tries < 20, `${element} isn't pressed`);
      await driver.evaluate(`${element}.scrollIntoView({ block: "center", behavior: "instant" })`);
      const box = await driver.evaluate(`${element}.getBoundingClientRect()`);
      const [first, ...rest] = way.map(([x, y]) => {
        const place = { x: Math.round(box.x + box.width * x), y: Math.round(box.y + box.height * y) };
        return { type: "pointerMove", duration: 50, origin: "viewport", ...place };
      });
      const actions = [first, { type: "pointerDown", button: 0 }, ...rest, { type: "pointerUp", button: 0 }];
      await driver.act([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }]);
    }
  }

  /** Press keys together. @param {...string} keys - as WebDriver writes them */
  async function keys(...keys) {
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = keys.toReversed().map((value) => ({ type: "keyUp", value }));
    await driver.act([{ type: "key", id: "keyboard", actions: [...down, ...up] }]);
  }

  /** Put a text into the editor, with the cursor in it. @param {string} text */
  async function write(text) {
    await press('document.querySelector(".cm-scroller")'); // what is in sight of the text
    await driver.evaluate(`(({ view }) => view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: ${JSON.stringify(text)} },
    }))(document.querySelector(".cm-content").cmTile)`);
  }

  /** Check what is written, and return the report. */
  async function check() {
    await driver.evaluate(`document.querySelector(".report > div").textContent = ""`);
    await press(button("Check"));
    return flat(await until(`document.querySelector(".report > div").textContent`));
  }
  return { ...driver, until, press, keys, write, check };
}

/** Return an expression for a button. @param {string} words - that it begins with */
function button(words) {
  return `[...document.querySelectorAll("button")].find((one) => one.textContent.startsWith(${JSON.stringify(words)}))`;
}

/** @param {string} selector */
const textOf = (selector) => `document.querySelector(${JSON.stringify(selector)})?.textContent`;
const [SHIFT, ENTER] = ["\uE008", "\uE007"];
const DONE = /Every task of this chapter is right/;

for (const [name, { programs, open }] of Object.entries(BROWSERS)) {
  const lacking = missing(programs);
  const skip = lacking.length ? `not run: ${lacking.join(" and ")} not found on this machine` : false;
  test(`a visit in ${name}, and one without a network`, { ...OPTIONS, skip }, async (context) => {
    const site = await serveSite();
    const driver = await open();
    context.after(async () => {
      await driver.close();
      await site.close();
    });
    const page = learner(driver);
    const right = await solution("ch01_math");

    await page.goTo(`${site.url}ch01_math.html`);
    await page.write(await wrongDotProduct());
    assert.match(await page.check(), /dot_product.*expected.*32/);
    await page.write(right);
    assert.match(await page.check(), DONE);

    await page.write(right.replace(/return sum\(.*\)/, "while True: pass"));
    const line = right.split("\n").findIndex((each) => each.includes("return sum(")) + 1;
    assert.match(await page.check(), new RegExp(`still running.*at line ${line}, in dot_product`));

    await page.write(right);
    await page.keys(SHIFT, ENTER);
    await page.until(`/Done in [\\d.]+ s/.test(${textOf(".console .said")})`);
    assert.match(await page.evaluate(textOf(".console .said .printed")), /a · b {4}32/);

    await page.goTo(`${site.url}ch07_letter_classifier.html`);
    await driver.evaluate(`document.querySelector("#playground").scrollIntoView()`);
    await page.press(`document.querySelector("canvas.paper")`, [[0.2, 0.2], [0.3, 0.8], [0.8, 0.8]]);
    await page.until(`/an untrained network can only guess/.test(${textOf(".reading")})`);

    await page.until(`/is kept in this browser/.test(${textOf("#offline")})`);
    await site.close();
    await page.goTo(`${site.url}ch02_neuron.html`); // not visited before
    await page.until(textOf(".cm-content"));
    await page.goTo(`${site.url}ch01_math.html`);
    await page.write(await wrongDotProduct());
    assert.match(await page.check(), /dot_product.*expected.*32/);
    await page.write(right);
    assert.match(await page.check(), DONE);
  });
}
