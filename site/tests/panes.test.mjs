// The lesson and its exercise side by side, on a phone one over the other; and the verdict as a card.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { lineIn, parting } from "../app/report.js";
import { firstMistakes, terminalReport } from "./core.mjs";
import { flat, grade, isAccessible, paste, solution, startSite, states, tellsTheSame, textIn, textOf, wrongDotProduct } from "./learner.mjs";

/** @import { Locator, Page } from "playwright-core" */

const OPTIONS = { timeout: 480_000 };
const SIZES = [[360, 740], [844, 390], [768, 1024], [1280, 800], [1440, 900], [1920, 1000], [2560, 1300]];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

/**
 * Scroll the lesson to an element.
 * @param {Page} page
 * @param {string} selector
 */
const read = (page, selector) =>
  page.locator(selector).evaluate((element) => element.scrollIntoView({ block: "start" }));

/**
 * Return an element's box.
 * @param {Locator} place
 */
async function box(place) {
  const found = await place.boundingBox();
  assert.ok(found);
  return { ...found, bottom: found.y + found.height, right: found.x + found.width };
}

/**
 * Runs in the page: names what is covered by something else where it is in sight, and what lies over
 * its neighbour.
 */
function covered() {
  /** @param {Element} element */
  const inSight = (element) => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    [left, top] = [Math.max(left, 0), Math.max(top, 0)];
    [right, bottom] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (around === document.body || getComputedStyle(around).overflowY === "visible") continue;
      const clip = around.getBoundingClientRect();
      [left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)];
      [right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)];
    }
    return { left, top, right, bottom };
  };
  /** @param {Element} element */
  const isShown = (element) => element.checkVisibility() && !element.closest("[inert], .unseen, details:not([open]) > :not(summary)");
  const named = (/** @type {Element} */ one) => one.outerHTML.slice(0, 90);
  /** @type {string[]} */
  const found = [];
  const parts = document.querySelectorAll(
    "main :is(p, pre, dd, h2, h3, button, summary, input, .cm-editor), main a, body > header *, dialog[open] *",
  );
  const modal = document.querySelector("dialog[open]");
  for (const part of parts) {
    if (!isShown(part) || part.closest("svg")) continue;
    if (modal && !modal.contains(part)) continue;
    const { left, top, right, bottom } = inSight(part);
    const header = document.querySelector("body > header")?.getBoundingClientRect();
    const under = part.closest("header") || !header ? 0 : Math.max(0, header.bottom - top); // scrolled away
    if (right - left < 4 || bottom - top - under < 4) continue;
    const there = document.elementFromPoint((left + right) / 2, (top + under + bottom) / 2);
    if (there && !part.contains(there) && !there.contains(part)) found.push(`${named(part)} is under ${named(there)}`);
  }
  for (const group of (modal ?? document).querySelectorAll("main, .exercise, .answer, .report > div, .toolbar, .strip, .sides, .actions, .comparison")) {
    const shown = [...group.children].filter(isShown).map((one) => ({ one, ...inSight(one) }));
    for (const [i, a] of shown.entries()) {
      for (const b of shown.slice(i + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 1) found.push(`${named(a.one)} lies over ${named(b.one)}`);
      }
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`it scrolls sideways: ${scrollWidth} in ${clientWidth}`);
  return found;
}

test("nothing covers anything, from 360 to 2560 pixels", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const check = async (/** @type {string} */ what) => assert.deepEqual(await page.evaluate(covered), [], what);
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  await grade(page);
  await page.getByRole("button", { name: /^Hint/ }).click();
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => scrollTo(0, 0));
    await check(`${width}, at the top`);
    await read(page, "#dot_product");
    await check(`${width}, at a task`);
    const opener = page.locator(".turn[data-task=dot_product] a");
    await opener.click();
    await check(`${width}, writing`);
    const parts = [".strip", ".editor", ".toolbar", ".answer"].map((name) => box(page.locator(name)));
    for (const [i, { bottom }] of (await Promise.all(parts)).entries()) {
      const end = height < 500 ? Number.POSITIVE_INFINITY : height; // of a phone held sideways, the sheet scrolls
      const next = i < 3 ? (await parts[i + 1]).y : end;
      assert.ok(bottom <= next + 1, `${width}: part ${i} ends at ${bottom}, the next begins at ${next}`);
    }
    await page.getByRole("button", { name: "Compare with ours" }).click();
    await page.locator(".beside").first().waitFor();
    await check(`${width}, comparing`);
    await page.getByRole("button", { name: "Close the comparison" }).click();
    const back = page.getByRole("button", { name: "Back to the lesson" });
    if (await back.isVisible()) {
      await back.click();
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await check(`${width}, at the end`);
  }
  await leave();
});

test("at 1280 × 800 the section, the code and the whole verdict are in view", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 1280, height: 800 } });
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  await read(page, "#dot_product");
  const before = await page.evaluate(() => scrollY);
  await grade(page);
  assert.equal(await page.evaluate(() => scrollY), before, "the lesson stays where it was");
  const [header, heading, lesson, editor, card, written] = await Promise.all(
    ["body > header", "#dot_product", "#lesson", ".cm-editor", ".report", ".cm-line:has-text('return [x * y for')"].map((name) =>
      box(page.locator(name).first()),
    ),
  );
  assert.ok(heading.y >= header.bottom && heading.bottom < 800);
  assert.ok(lesson.right <= editor.x && lesson.width >= 500 && editor.width >= 500);
  assert.ok(editor.height >= 200, `${editor.height} pixels of code`);
  assert.ok(card.y >= editor.bottom && card.bottom <= 800, `the verdict ends at ${card.bottom}`);
  assert.ok(written.y >= editor.y && written.bottom <= editor.bottom, "what was written is in view");
  await leave();
});

test("the editor follows the reader, and stays where somebody is at work", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 1280, height: 800 } });
  const current = page.locator(".tasks [aria-current] code");
  const first = page.locator(".cm-current-task").first();
  const folded = () => page.locator(".cm-line", { has: page.locator(".cm-foldPlaceholder") }).allTextContents();
  await goTo("ch01_math.html");
  assert.equal(await textIn(current), "vector_add");
  await read(page, "#transpose");
  await page.locator(".cm-current-task", { hasText: "def transpose(" }).waitFor();
  assert.equal(await textIn(current), "transpose");
  assert.match(await textIn(first), /^def transpose\(/);
  const editor = await box(page.locator(".cm-editor"));
  assert.ok((await box(first)).y - editor.y < 30, "it begins at the top");
  assert.ok((await folded()).length > 1);
  assert.ok(!(await folded()).some((line) => line.includes("transpose")));

  await read(page, ".turn[data-task=dot_product]");
  await page.locator(".turn[data-task=dot_product] a").click();
  assert.match(await textIn(page.locator(".cm-focused .cm-activeLine")), /raise NotImplementedError\("dot_product"\)/);
  await page.locator(".cm-line", { hasText: "elementwise_multiply" }).locator(".cm-foldPlaceholder").click();
  assert.ok(!(await folded()).some((line) => line.includes("elementwise_multiply")), "a click unfolds");

  await page.locator(".cm-line", { hasText: 'NotImplementedError("dot_product")' }).click();
  await page.keyboard.press("Shift+End");
  await page.keyboard.type("return 32");
  await page.locator("#lesson h1").click();
  await read(page, "#matrix_multiply");
  await page.waitForTimeout(500);
  assert.equal(await textIn(current), "dot_product", "it isn't finished");
  await page.locator(".tasks button[title^=matrix_multiply]").click();
  assert.equal(await textIn(current), "matrix_multiply");
  assert.match(await textIn(first), /^def matrix_multiply\(/);
  await page.locator(".tasks button[title^=dot_product]").click();
  assert.match(await textIn(page.locator(".cm-focused .cm-activeLine")), /return 32$/, "the cursor is at what was written");
  await leave();
});

test("a reload goes back to the task that was being worked on", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 1280, height: 800 } });
  const current = page.locator(".tasks [aria-current] code");
  await goTo("ch01_math.html");
  await read(page, "#dot_product");
  await page.locator(".tasks button[title^=matrix_multiply]").click();
  await page.keyboard.type("1");
  await page.locator(".saved", { hasText: "saved" }).waitFor();
  for (const go of [() => page.reload(), () => page.locator("#pages a[href='#transpose']").evaluate((/** @type {HTMLElement} */ link) => link.click())]) {
    await go();
    await page.waitForFunction(() => history.state?.task);
    await page.reload();
    await page.locator(".cm-current-task", { hasText: "def matrix_multiply(" }).waitFor();
    await page.waitForTimeout(500);
    assert.equal(await textIn(current), "matrix_multiply");
  }
  await leave();
});

test("Back leads to where the contents were left for, and what was written is there", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const isAt = (/** @type {number} */ place) => page.waitForFunction((y) => Math.abs(scrollY - y) <= 1, place);
  const follow = async (/** @type {string} */ address) => {
    await page.locator(`#pages a[href='${address}']`).evaluate((/** @type {HTMLElement} */ link) => link.click());
    await page.waitForURL(new RegExp(`${address}$`));
  };
  await goTo("ch01_math.html");
  await page.locator(".cm-content").click();
  await page.keyboard.type("# mine\n");
  /** @type {number[]} */
  const places = [];
  for (const address of ["#dot_product", "#transpose", "ch02_neuron.html"]) {
    await page.evaluate(() => scrollBy(0, 333)); // it is read on
    places.unshift(await page.evaluate(() => scrollY));
    await follow(address);
  }
  for (const place of places) {
    await page.goBack();
    await isAt(place);
    assert.match(await textOf(page), /# mine/);
  }
  await page.goForward();
  await isAt(places[1]);
  await leave();
});

test("neither a search nor the wheel over the exercise scrolls the lesson", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 1280, height: 800 } });
  const scrolled = () => page.evaluate(() => Math.round(scrollY));
  await goTo("ch01_math.html");
  await read(page, "#dot_product");
  let place = await scrolled();
  const search = await box(page.getByRole("combobox", { name: "Search the course" }));
  await page.mouse.click(search.x + 20, search.y + 10); // Playwright's own would scroll to it first
  await page.keyboard.type("transpose");
  const found = page.getByRole("option", { name: /^transpose · Chapter 1/ });
  await found.waitFor();
  assert.equal(await scrolled(), place, "typing");
  await found.click();
  await page.waitForURL(/#transpose$/);
  await page.goBack();
  await page.waitForFunction((y) => Math.abs(scrollY - y) <= 1, place);
  await page.goForward();
  await page.waitForURL(/#transpose$/);
  const header = await box(page.locator("body > header"));
  assert.ok((await box(page.locator("#transpose"))).y >= header.bottom, "what was found is in sight");

  place = await scrolled();
  for (const part of [".strip", ".cm-scroller", ".toolbar", ".answer"]) {
    await page.locator(part).hover();
    for (const way of [-5000, -5000, 5000, 5000]) {
      await page.mouse.wheel(0, way);
      await page.waitForTimeout(200);
      assert.equal(await scrolled(), place, `the wheel over ${part}`);
    }
  }
  await leave();
});

test("each task's section has its button, which says how the task is", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  const tasks = JSON.parse(await textIn(page.locator("#exercise-data"))).tasks;
  const sections = await page.locator(".turn").evaluateAll((turns) =>
    turns.map((turn) => {
      let heading = turn.previousElementSibling;
      while (heading && heading.tagName !== "H2") heading = heading.previousElementSibling;
      return [turn.getAttribute("data-task"), heading?.textContent, turn.querySelector("a")?.textContent];
    }),
  );
  assert.deepEqual(sections, tasks.map((/** @type {string} */ task) => [task, task, "Write it"]));
  await paste(page, await wrongDotProduct());
  await grade(page);
  const said = (/** @type {string} */ task) => textIn(page.locator(`.turn[data-task=${task}] .task-state`));
  assert.equal(await said("dot_product"), "✗ not yet");
  assert.equal(await said("vector_add"), "✓ passed");
  assert.equal((await states(page)).dot_product, "not yet");
  assert.equal(await textIn(page.locator(".strip .count")), `6 of ${tasks.length}`);
  await leave();
});

test("another task’s tab puts the card away, and its own brings it back", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const goToLine = page.getByRole("button", { name: /^Go to line/ });
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  const said = await grade(page);
  await page.locator(".tasks button[title^=transpose]").click();
  await page.locator(".report").waitFor({ state: "hidden" });
  assert.equal(await goToLine.count(), 0);
  assert.match(await textIn(page.locator(".tasks [aria-current]")), /transpose passed/);
  await page.locator(".tasks button[title^=dot_product]").click();
  await page.locator(".report").waitFor();
  await goToLine.waitFor();
  assert.equal(flat((await page.locator(".report :is(p, pre, dt, dd)").allTextContents()).join(" ")), said);
  await leave();
});

test("on a phone the exercise is a sheet that a task's section opens", OPTIONS, async () => {
  const { page, leave } = await site.learner(PHONE);
  const sheet = page.locator("#exercise-sheet:popover-open");
  const opens = page.locator(".turn[data-task=transpose] a");
  await page.goto(`${site.url}ch01_math.html`);
  assert.equal(await page.locator(".cm-content").count(), 0, "nobody has asked for the editor");
  await read(page, ".turn[data-task=transpose]");
  const open = async () => {
    // The driver may scroll before it taps: the reader's place is where the tap comes down.
    const tapped = opens.evaluate((a) => new Promise((at) => a.addEventListener("click", () => at(scrollY))));
    await opens.tap();
    const place = await tapped;
    assert.ok(place > 1000);
    await sheet.waitFor();
    return place;
  };
  let place = await open();
  assert.match(await textIn(page.locator(".cm-current-task").first()), /^def transpose\(/);
  assert.equal(await page.locator("#lesson").evaluate((lesson) => lesson.closest("[inert]") !== null), true);
  const { x, y, width, height } = await box(sheet);
  assert.deepEqual([x, y, width, height], [0, 0, 390, 844]);
  await isAccessible(page, "the sheet");
  assert.ok(await page.getByText("Console: a line here runs").isVisible());
  assert.ok(!(await page.getByText("bring back earlier lines").isVisible()), "there are no arrow keys");
  await page.getByRole("button", { name: "Back to the lesson" }).tap();
  await sheet.waitFor({ state: "detached" });
  const isBack = () => page.waitForFunction((y) => Math.abs(scrollY - y) <= 1, place);
  await isBack(); // the lesson is where it was
  assert.equal(await page.locator("[inert]").count(), 0);

  place = await open();
  await page.goBack();
  await sheet.waitFor({ state: "detached" });
  await isBack();

  await opens.tap();
  await page.reload();
  await page.locator(".cm-content").waitFor(); // though the lesson behind it is far from its place
  await page.goBack();
  await page.reload();
  assert.equal(await page.locator(".cm-content").count(), 0);
  await page.goForward();
  await page.locator(".cm-content").waitFor();
  await paste(page, await wrongDotProduct());
  await grade(page);
  for (const name of [".report h3", ".report .sides", ".report .said"]) {
    assert.ok((await box(page.locator(name).first())).bottom <= 844, name);
  }
  const [expected, got] = await Promise.all([0, 1].map((i) => box(page.locator(".sides > div").nth(i))));
  assert.ok(expected.right <= got.x && expected.y === got.y, "side by side");
  await page.getByRole("link", { name: "Read its section" }).tap();
  await sheet.waitFor({ state: "detached" });
  const { y: top } = await box(page.locator("#dot_product"));
  assert.ok(top >= 0 && top < 200, `the section is at ${top}`);

  await page.setViewportSize({ width: 1280, height: 800 });
  assert.ok(await page.locator(".cm-editor").isVisible(), "turned, or in a wider window, it is a pane");
  await leave();
});

test("a chapter that is done looks so, in view, and after a reload", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 1280, height: 800 } });
  const card = page.locator(".report[data-state=passed]");
  const isSeen = async () => {
    assert.match(await textIn(card), /^Chapter 2 is done\./);
    for (const place of [card, page.getByRole("link", { name: "Next: 3 · The forward pass" })]) {
      const { y, bottom } = await box(place);
      assert.ok(y > 0 && bottom <= (page.viewportSize()?.height ?? 0), `it ends at ${bottom}`);
    }
    const { good, bad, border } = await card.evaluate((element) => {
      const probe = document.createElement("i");
      element.append(probe);
      const colour = (/** @type {string} */ name) => {
        probe.style.color = `var(--${name})`;
        return getComputedStyle(probe).color;
      };
      const found = { good: colour("good"), bad: colour("bad"), border: getComputedStyle(element).borderTopColor };
      probe.remove();
      return found;
    });
    assert.ok(border === good && good !== bad);
  };
  await goTo("ch02_neuron.html");
  await paste(page, await solution("ch02_neuron"));
  await page.getByLabel("the course’s earlier chapters").check();
  await grade(page);
  await isSeen();
  await page.getByRole("link", { name: "See your code at work" }).click();
  await page.waitForURL(/#playground$/);
  await page.reload();
  await isSeen();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${site.url}ch02_neuron.html#exercise`);
  await isSeen();
  await leave();
});

test("the card tells what the terminal does, to the letter, with no command and no path", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const mistakes = (await firstMistakes(1)).map(({ stem, text }) => ({ stem, text }));
  const text = await solution("ch01_math");
  const more = ["def vector_add(a a", "import nothing_like_it", "x = 1 / 0", 'print("hello")\nraise SystemExit', "x = 1"];
  for (const wrong of more) mistakes.push({ stem: "ch01_math", text: `${wrong}\n${text}` });
  mistakes.push({ stem: "ch01_math", text: "x = 1\n" });
  mistakes.push({ stem: "ch01_math", text: text.replace("return [x + y", 'print("adding")\n    return [int(a) + y') });
  await goTo("ch02_neuron.html");
  await page.getByLabel("the course’s earlier chapters").check();
  for (const { stem, text } of mistakes) {
    const terminal = await terminalReport(stem, { [stem]: text }, { earlier: "solutions" });
    if (!page.url().includes(stem)) {
      await goTo(`${stem}.html`);
    }
    await paste(page, text);
    await grade(page);
    if (terminal.includes("Every task")) {
      assert.equal(text.slice(0, 6), "x = 1\n");
      continue;
    }
    await tellsTheSame(page, terminal);
    for (const expected of await page.locator(".sides dd").allTextContents()) {
      assert.ok(flat(terminal).includes(flat(expected)), expected);
    }
    const shown = await page.locator(".exercise").evaluate((exercise) => {
      const copy = /** @type {Element} */ (exercise.cloneNode(true));
      for (const part of copy.querySelectorAll(".cm-editor, .printed")) part.remove();
      return copy.textContent;
    });
    assert.doesNotMatch(shown, /\bmake [a-z]|(exercises|lessons|solutions)\//, stem);
  }
  await leave();
});

test("a task that is right now is named, and code in a sentence is set as code", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const text = (await solution("ch01_math")).replace("return sum(", "return summ(");
  const passed = page.locator(".report .passed");
  await goTo("ch01_math.html");
  const wrong = text.replace("[x * y for x, y in", "[x + y for x, y in");
  await paste(page, wrong);
  const terminal = await terminalReport("ch01_math", { ch01_math: wrong });
  assert.match(await grade(page), /`summ`/);
  await tellsTheSame(page, terminal);
  assert.equal(await textIn(page.locator(".report .said code").first()), "`summ`");
  assert.ok(!(await page.locator(".report .said code .unseen").first().evaluate((sign) => sign.checkVisibility({ visibilityProperty: true }) && sign.getBoundingClientRect().width > 1)));
  assert.match(await textIn(passed), /^✓ \d tasks have become right\.$/);
  await paste(page, text);
  await grade(page);
  assert.equal(await textIn(passed), "✓ elementwise_multiply is right.");
  await grade(page);
  assert.equal(await passed.count(), 0, "that is no news any more");
  await leave();
});

test("a line of our earlier chapters is no link to the learner's", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const text = await solution("ch02_neuron");
  const wrong = text.replace("dot_product(self.weights, inputs)", "dot_product(self.weights + [1.0], inputs)");
  assert.notEqual(wrong, text);
  await goTo("ch02_neuron.html");
  await paste(page, wrong);
  await page.getByLabel("the course’s earlier chapters").check();
  assert.match(await grade(page), /our chapter 1, line \d+/);
  assert.equal(await page.locator(".report a[href^=ch01]").count(), 0);
  await leave();
});

test("where it failed is a line of this chapter, not its file", () => {
  const lead = (/** @type {string} */ text, /** @type {string} */ stem, /** @type {number} */ line) => ({
    text,
    kind: "line",
    stem,
    line,
    task: "",
    earlier: false,
  });
  const [here, before] = ["ch02_neuron", "ch01_math"];
  const raised = lead("exercises/ch01_math.py:44", before, 44);
  const led = lead("exercises/ch02_neuron.py:195", here, 195);
  const own = lead("exercises/ch02_neuron.py:150", here, 150);
  const finding = (/** @type {any} */ place, /** @type {any[]} */ ...said) =>
    /** @type {any} */ ({ place, paragraphs: [said, ["A sentence."]] });
  assert.equal(lineIn(finding(raised, lead("exercises/ch02_neuron.py", here, 1), led), here), led);
  assert.equal(lineIn(finding(own, led), here), own);
  assert.equal(lineIn(finding(null, raised), here), undefined);
});

test("expected and got are marked where they begin to differ", OPTIONS, async () => {
  /** @type {[one: string, other: string, mine: string[]][]} */
  const pairs = [
    ["[11, 22, 33]", "[11, 32, 33]", ["22", "32"]],
    ["[11, 2]", "[1, 2]", ["11", "1"]],
    ["[1, 2]", "[1, 2, 3]", ["", "3"]],
    ["[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]", ["4", "5"]],
    ["[…, 0.25, …]", "[…, 0.3, …]", ["0.25", "0.3"]],
    ["32", "[4, 10, 18]", []],
    ["0.5", "0.25", []],
    ["(1, 2)", "[1, 2]", []],
  ];
  for (const [one, other, marked] of pairs) {
    const texts = parting(one, other).map(([from, to], i) => [one, other][i].slice(from, to));
    assert.deepEqual(texts, marked, `${one} and ${other}`);
  }
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, (await solution("ch01_math")).replace("return [x + y for x", "return [x - y for x"));
  await grade(page);
  const marks = await page.locator(".sides mark").allTextContents();
  assert.equal(marks.length, 2);
  assert.notEqual(marks[0], marks[1]);
  await leave();
});
