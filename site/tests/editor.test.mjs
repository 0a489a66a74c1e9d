// The editor, as somebody uses it who writes Python for the first time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isAccessible, paste, startSite, textIn, textOf } from "./learner.mjs";

const OPTIONS = { timeout: 240_000 };
/** @import { Page } from "playwright-core" */
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

/**
 * Type as on a keyboard; a line's end is Enter.
 * @param {Page} page
 * @param {string} text
 */
async function type(page, text) {
  for (const [i, line] of text.split("\n").entries()) {
    if (i) await page.keyboard.press("Enter");
    await page.keyboard.type(line);
  }
}

/** @param {Page} page */
const lines = async (page) => (await textOf(page)).split("\n");

test("find leads to what is out of sight in a folded task, and the lesson stays where it is", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch03_forward.html");
  const place = page.locator(".cm-line", { hasText: 'NotImplementedError("he_normal")' });
  assert.equal(await place.count(), 0); // what is folded isn't drawn
  await page.locator(".cm-scroller").click();
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.press("ControlOrMeta+f");
  const box = page.getByRole("textbox", { name: "Find" });
  await box.pressSequentially('Error("he_normal');
  await isAccessible(page, "the panel that finds");
  await box.press("Enter");
  await place.waitFor();
  await page.locator(".cm-searchMatch-selected").waitFor();
  assert.equal(await page.evaluate(() => scrollY), before);
  await box.press("Escape");
  await page.locator(".cm-focused").waitFor();
  assert.equal(await page.locator(".cm-search").count(), 0);
  await leave();
});

test("Enter, Backspace and Tab keep the indentation, and brackets close", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, "x = 1\n");
  await type(page, "def f(numbers):\nfor x in numbers:\nif x > 0:\ny = [x]\nelse:\ny = []\n");
  assert.deepEqual((await lines(page)).slice(-4), [
    "            y = [x]",
    "        else:",
    "            y = []",
    "            ",
  ]);
  for (const left of ["        ", "    "]) {
    await page.keyboard.press("Backspace");
    assert.equal((await lines(page)).at(-1), left);
  }
  await page.keyboard.press("Tab");
  assert.equal((await lines(page)).at(-1), "        ");
  await page.keyboard.press("Shift+Tab");
  await type(page, "return {y");
  assert.equal((await lines(page)).at(-1), "    return {y}");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  await page.locator(".cm-focused").waitFor({ state: "detached" });
  await leave();
});

test("Enter keeps the indentation in a body of which nothing is written", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await page.locator(".cm-content").focus(); // the cursor is at the first task's raise
  await page.keyboard.press("End");
  for (const _ of 'raise NotImplementedError("vector_add")') await page.keyboard.press("Backspace");
  await type(page, "result = []\nfor x in a:  # note: one\nresult.append(x)\n# so far:\ny = [\n1,");
  const text = await textOf(page);
  const written = text.slice(text.indexOf("    result = []"), text.indexOf("\n\n\ndef vector_subtract"));
  assert.deepEqual(written.split("\n"), [
    "    result = []",
    "    for x in a:  # note: one",
    "        result.append(x)",
    "        # so far:",
    "        y = [",
    "            1,",
    "        ]",
  ]);
  await leave();
});

test("names of the file are offered, and behind self. those of its class", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const offered = page.locator(".cm-tooltip-autocomplete li");
  const chosen = page.locator(".cm-tooltip-autocomplete li[aria-selected]");
  const stub = [
    "from exercises.ch01_math import dot_product",
    "class Layer:",
    '    """Keeps .weights."""',
    "    def __init__(self, size):",
    "        self.size = size",
    "    def forward(self, inputs):",
    "        ",
  ].join("\n");
  await goTo("ch03_forward.html");
  await paste(page, stub);
  await type(page, "return inp");
  await offered.first().waitFor();
  assert.deepEqual(await offered.allTextContents(), ["inputs"]);
  await type(page, "uts");
  await offered.first().waitFor({ state: "detached" }); // it is complete
  await page.keyboard.press("Backspace");
  await type(page, " inp");
  await offered.first().waitFor();
  await page.keyboard.press("Enter"); // breaks the line, as ever
  assert.deepEqual((await lines(page)).slice(-2), ["        return input inp", "        "]);
  await type(page, "dot");
  await offered.first().waitFor();
  await page.keyboard.press("ArrowDown");
  await chosen.waitFor();
  await page.keyboard.press("Tab");
  assert.equal((await lines(page)).at(-1), "        dot_product");
  await type(page, "(self.");
  await offered.filter({ hasText: "weights" }).waitFor(); // and no more the list for self
  assert.deepEqual((await offered.allTextContents()).sort(), ["forward", "size", "weights"]);
  await page.keyboard.press("ArrowDown");
  await chosen.waitFor();
  await isAccessible(page, "the offered names");
  await page.keyboard.press("Enter");
  assert.match((await lines(page)).at(-1) ?? "", /^ {8}dot_product\(self\.\w+\)$/);
  await leave();
});

test("the offered names go when another part is pressed, and with a check", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const offered = page.locator(".cm-tooltip-autocomplete li");
  await goTo("ch01_math.html");
  for (const go of [() => page.locator(".toolbar").click({ position: { x: 200, y: 2 } }), () => page.keyboard.press("Control+Enter")]) {
    await paste(page, "def function(numbers):\n    ");
    await type(page, "numb");
    await offered.first().waitFor();
    await go();
    await offered.first().waitFor({ state: "detached" });
  }
  await leave();
});

test("a link leads past everything to the editor", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch02_neuron.html");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await textIn(page.locator(":focus")), "To the editor");
  await page.keyboard.press("Enter");
  await page.locator(".cm-focused").waitFor();
  await leave();
});

test("keys are named as the keyboard at hand names them", OPTIONS, async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  /** @type {[Object, string, RegExp][]} */
  const machines = [
    [{}, "Linux x86_64", /^Check Ctrl\+Enter$/],
    [{}, "MacIntel", /^Check ⌘Enter$/],
    [phone, "iPhone", /^Check$/],
    [phone, "Linux armv81", /^Check$/],
  ];
  for (const [options, platform, name] of machines) {
    const { page, context, goTo, leave } = await site.learner(options);
    await context.addInitScript((value) => {
      Object.defineProperty(navigator, "platform", { get: () => value });
    }, platform);
    await goTo("ch01_math.html");
    await page.getByRole("button", { name, exact: true }).waitFor();
    await leave();
  }
});

test("in a text that is far too long, or in one line, a letter that is typed shows at once", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const content = page.locator(".cm-content");
  await goTo("ch01_math.html");
  for (const [text, wraps] of /** @type {[string, boolean][]} */ ([
    [`${"lorem ipsum dolor sit amet, ".repeat(3)}\n`.repeat(2500), true],
    [`x = [${"1, ".repeat(20_000)}`, false],
    ["x = 1\n", true],
  ])) {
    await paste(page, text);
    assert.equal(await content.evaluate((one) => one.classList.contains("cm-lineWrapping")), wraps);
    await page.waitForTimeout(1000);
    const begun = performance.now();
    await page.keyboard.type("hello");
    assert.match(await textOf(page), /hello$/);
    const took = performance.now() - begun;
    assert.ok(took < 6000, `${Math.round(took)} milliseconds for ${text.slice(0, 20)}`); // a busy machine
  }
  await leave();
});
