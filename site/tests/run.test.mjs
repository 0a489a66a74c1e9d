// Run, the console and the lesson's blocks, in a browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { grade, isAccessible, paste, solution, startSite, textIn, wrongDotProduct } from "./learner.mjs";

/** @import { Page } from "playwright-core" */

const OPTIONS = { timeout: 240_000 };
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

const said = (/** @type {Page} */ page) => page.locator(".console .said");

/**
 * Type a line into the console, and wait until something is said that matches.
 * @param {Page} page
 * @param {string} text
 * @param {string | RegExp} answer
 */
async function type(page, text, answer) {
  const input = page.getByLabel("A line of Python");
  await input.fill(text);
  await input.press("Enter");
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
  await said(page).locator("> *", { hasText: answer }).last().waitFor();
}

/**
 * Return a block of the lesson.
 * @param {Page} page
 * @param {string} text - that it holds
 */
const blockWith = (page, text) => page.locator("#lesson .block", { hasText: text }).first();

test("Shift+Enter runs the file: what it prints, and where it fails", OPTIONS, async () => {
  const text = await solution("ch01_math");
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, text);
  await page.keyboard.press("Shift+Enter");
  await said(page).getByText(/^Done in [\d.]+ s\.$/).waitFor();
  assert.match(await textIn(said(page).locator(".printed")), /a · b {4}32/);
  assert.equal(await page.locator(".cm-lint-marker").count(), 0);

  await paste(page, text.replace(/return sum\(.*\)/, "return totl"));
  await page.getByRole("button", { name: "Run Shift+Enter" }).click();
  await said(page).getByText("NameError: name 'totl' is not defined").waitFor();
  const line = text.split("\n").findIndex((each) => each.includes("return sum(")) + 1;
  assert.match(await textIn(said(page)), new RegExp(`Raised at line ${line}, in dot_product`));
  assert.equal(await page.locator(".cm-lint-marker").count(), 1);
  await said(page).getByRole("link", { name: `line ${line}`, exact: true }).click();
  await page.locator(".cm-activeLineGutter", { hasText: String(line) }).waitFor();
  await isAccessible(page, "an error in the console");

  await type(page, "2 + 3", "5");
  await paste(page, text);
  await grade(page);
  assert.equal((await said(page).locator("> *").allTextContents()).join("|"), ">>> 2 + 3|5\n", "Run’s error is gone");
  await leave();
});

test("what Run says and the console’s line are in sight, whatever is below them", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 1280, height: 800 } });
  const hidden = (/** @type {string} */ name) =>
    page.evaluate((selector) => {
      const [part, around] = [selector, ".answer"].map((one) => document.querySelector(one)?.getBoundingClientRect());
      return part && around && Math.max(around.top - part.top, part.bottom - around.bottom);
    }, name);
  const inSight = async (/** @type {string[]} */ ...names) => {
    for (const name of names) {
      const by = await hidden(name);
      assert.ok(by !== undefined && by <= 1, `${by} pixels of ${name} are out of sight`);
    }
  };
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  await grade(page);
  for (const number of [1, 2]) {
    await page.getByRole("button", { name: `Hint ${number}` }).click();
  }
  assert.ok(((await hidden(".prompt")) ?? 0) > 1, "the hints have taken its room");
  await page.locator(".run-file").click();
  await inSight(".said > .ran");
  await said(page).locator(".note").waitFor();
  await inSight(".said > .note", ".prompt");
  for (const line of ["print('a' + 12 * chr(10))", "print('b' + 12 * chr(10))"]) {
    await type(page, line, line.slice(7, 8));
    await inSight(".said > :last-child", ".prompt");
  }
  await leave();
});

test("a file that doesn’t load is named as such, with the line", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, "x = 1\n\nif x\n    x = 2\n");
  await page.getByRole("button", { name: "Run Shift+Enter" }).click();
  await said(page).getByText(/^Your file doesn't load\. SyntaxError: expected ':', at line 3/).waitFor();
  await leave();
});

test("what isn’t written is named, and ours runs at a press", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await page.getByRole("button", { name: "Run Shift+Enter" }).click();
  await said(page).getByText(/^vector_add isn’t written yet: line \d+\.$/).waitFor();
  assert.equal(await page.locator(".cm-lint-marker").count(), 0, "not started is not wrong");
  await page.getByRole("button", { name: "Run ours" }).click();
  await said(page).getByText(/^Done in/).waitFor();
  assert.match(await textIn(said(page).locator(".printed").last()), /a · b {4}32/);
  await leave();
});

test("what is printed shows at once, a line may be written over, and Stop ends it", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, 'import time\nprint("first")\nfor i in range(1000):\n    print(f"\\rstep {i}", end="")\n    time.sleep(0.2)\n');
  await page.keyboard.press("Shift+Enter");
  await said(page).getByText(/step [3-9]/).waitFor();
  assert.match(await textIn(said(page).locator(".printed")), /^first\nstep \d+$/);
  await page.getByText("Running …").waitFor();
  await page.locator(".console").getByRole("button", { name: "Stop" }).click();
  await said(page).getByText("Stopped.").waitFor();
  await paste(page, await solution("ch01_math"));
  await type(page, "2 + 3", "5");
  await leave();
});

test("what is told without end is ended, and the page isn’t laid out for every bit", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, 'import gc\npage = next(one for one in gc.get_objects() if type(one).__name__ == "Page")\nwhile True: page.tell(printed="x")\n');
  await page.evaluate(() => {
    window.written = 0;
    const said = /** @type {Element} */ (document.querySelector(".console .said"));
    new MutationObserver((all) => {
      window.written += all.length;
    }).observe(said, { childList: true, subtree: true });
  });
  await page.keyboard.press("Shift+Enter");
  await said(page).getByText("It sent the page more than any program has to say").waitFor();
  const [printed, written] = await page.evaluate(() => [document.querySelector(".said .printed")?.textContent?.length ?? 0, window.written]);
  assert.ok(printed > 1000 && written < printed / 4, `${written} changes for ${printed} signs`);
  await leave();
});

test("an endless loop in C is ended with its Python, and the console goes on", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await type(page, "kept = 1", ">>> kept = 1");
  await type(page, "import itertools; sum(itertools.repeat(0))", /gave no answer within the time limit/);
  await type(page, "2 + 3", "5");
  assert.match(await textIn(said(page)), /Python was started anew: names that you made before are gone/);
  await leave();
});

test("the console: the learner’s functions, several lines, history by the arrows", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, (await solution("ch01_math")).replace(/return sum\(.*\)/, "return 42"));
  const input = page.getByLabel("A line of Python");
  await type(page, "dot_product([1], [2])", "42");
  await input.press("ArrowUp");
  assert.equal(await input.inputValue(), "dot_product([1], [2])");
  await input.press("ArrowDown");
  assert.equal(await input.inputValue(), "");
  await type(page, "transposed = 1", ">>> transposed = 1");
  await type(page, "transpse([[1, 2]])", /Did you mean/);
  await input.fill("for i in (7, 8):");
  await input.press("Enter");
  await page.waitForFunction(() => document.querySelector("textarea")?.value.endsWith("\n    "));
  await page.keyboard.type("print(i * 100)");
  await input.press("Enter");
  await page.waitForFunction(() => document.querySelector("textarea")?.value.endsWith(")\n    "));
  await input.press("Enter");
  await said(page).getByText("700").waitFor();
  assert.equal(await input.inputValue(), "");
  await input.press("ArrowUp");
  assert.match(await input.inputValue(), /^for i in/);
  await input.press("ArrowUp");
  await input.press("ArrowUp");
  assert.match(await input.inputValue(), /^for|^trans/);
  await input.fill("");
  await paste(page, await solution("ch01_math"));
  await type(page, "dot_product([1], [2])", /^2$/m);
  assert.match(await textIn(said(page)), /Your file has changed, and was read again/);
  await isAccessible(page, "the console");
  await leave();
});

test("the console’s further lines have their prompt, and what was copied with prompts runs", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  const input = page.getByLabel("A line of Python");
  const prompts = page.locator(".prompt label");
  const rows = (/** @type {number} */ number) =>
    page.waitForFunction((wanted) => document.querySelector("textarea")?.rows === wanted, number);
  await input.fill("if 0:");
  await input.press("Enter");
  await rows(2);
  assert.equal(await textIn(prompts), ">>>\n...");
  await page.locator(".console").getByText("Enter on an empty line runs it.").waitFor();
  await page.keyboard.type("7");
  await input.press("Enter");
  await rows(3);
  await input.press("Backspace"); // a whole level
  await page.keyboard.type("else:");
  await input.press("Enter");
  await rows(4);
  await page.keyboard.type("8");
  await input.press("Enter");
  await rows(5);
  await input.press("Enter");
  await said(page).locator(".printed", { hasText: "8" }).waitFor();
  assert.equal(await textIn(prompts), ">>>");
  await type(page, "    >>> for i in (1, 2):\n    ...     print(i * 100)\n    100\n    >>> 3 + 4\n    7", "200");
  assert.equal(await textIn(said(page).locator(".printed").last()), "100\n200\n7\n");
  await leave();
});

test("a block runs on ours until theirs is written, and marks what differs", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  const block = blockWith(page, "import dot_product");
  const run = block.getByRole("button", { name: "Run these lines" });
  await run.click();
  await block.getByText("As in the text, on our dot_product: yours isn’t written yet.").waitFor();

  const text = await solution("ch01_math");
  await paste(page, text);
  await grade(page);
  assert.equal(await textIn(block.locator(".came")), "", "theirs is written");
  await run.click();
  await block.getByText("As in the text, on your own functions.").waitFor();
  assert.equal(await block.locator(".differs").count(), 0);

  await paste(page, text.replace(/return sum\(.*\)/, "return [x * y for x, y in zip(a, b)]"));
  await run.click();
  await block.getByText("Not as in the text:").waitFor();
  assert.deepEqual(await block.locator(".sides dd").allTextContents(), ["32", "[4, 10, 18]"]);
  assert.deepEqual(await block.locator("pre .differs").allTextContents(), ["32"]);
  await isAccessible(page, "a block that differs");

  await paste(page, text.replace(/return sum\(.*\)/, "return totl"));
  await run.click();
  await block.getByText("NameError: name 'totl' is not defined").waitFor();
  await block.getByRole("link", { name: /^line \d+$/ }).first().click();
  await page.locator(".cm-activeLine", { hasText: "return totl" }).waitFor();
  await leave();
});

test("Predict, then run: the page’s own words, and the answers run", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  for (const name of ["ch01_math", "ch02_neuron", "ch03_forward", "ch04_loss", "ch05_backprop", "ch06_training", "ch07_letter_classifier"]) {
    await goTo(`${name}.html`);
    const section = await page.evaluate(() => {
      let text = "";
      let at = document.querySelector("#predict-then-run")?.nextElementSibling;
      for (; at && at.tagName !== "H2"; at = at.nextElementSibling) {
        text += at.textContent;
      }
      return text;
    });
    assert.match(section, /press Run below its lines/);
    assert.doesNotMatch(section, /\bmake (run|check)|python3|import \*/, name);
  }
  await goTo("ch05_backprop.html");
  const answer = page.locator("#lesson details", { hasText: "last.biases = [100.0, 100.0]" });
  await answer.locator("summary").click();
  const block = answer.locator(".block");
  await block.getByRole("button", { name: "Run these lines" }).click();
  await block.getByText(/^As in the text, on our BackpropLayer, our BackpropNetwork and our gradient_check: yours aren’t written yet\.$/).waitFor();
  await type(page, "last.biases", "[100.0, 100.0]"); // what the block made is there
  await leave();
});

test("the buttons move nothing when they come, and are within reach on a phone", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 390, height: 844 } });
  await page.goto(`${site.url}ch01_math.html`);
  const button = page.getByRole("button", { name: "Run these lines" }).first();
  await button.waitFor();
  const grown = await page.locator(".run").evaluateAll((places) =>
    places.filter((place) => {
      const height = place.getBoundingClientRect().height;
      return height > Number.parseFloat(getComputedStyle(place).minHeight) + 0.5;
    }).length,
  );
  assert.equal(grown, 0, "each button’s place was kept for it");
  const box = await button.boundingBox();
  assert.ok(box && box.height >= 24 && box.width >= 24, JSON.stringify(box));
  await button.click();
  const came = page.locator(".block").first().getByText("As in the text.");
  await came.waitFor();
  await button.evaluate((one) => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 4));
  await button.evaluate((one) => /** @type {HTMLElement} */ (one).click());
  await page.waitForFunction(() => {
    const said = document.querySelector(".block .came")?.getBoundingClientRect();
    return said?.height && said.bottom < innerHeight + 1; // a page scrolls by whole pixels
  });
  await goTo("ch01_math.html");
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= window, `${wide} pixels in a window of ${window}`);
  await leave();
});
