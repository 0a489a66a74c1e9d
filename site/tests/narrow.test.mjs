// Where there is little room: what is cut goes on, what is long is wrapped, and what is in the way
// can be folded.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { grade, hold, paste, solution, startSite, states, textIn, wrongDotProduct } from "./learner.mjs";

/** @import { Page } from "playwright-core" */

const OPTIONS = { timeout: 240_000 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

for (const [kind, colorScheme] of /** @type {const} */ ([["pre", "light"], ["pre", "dark"], [".table", "light"]])) {
  test(`a wide ${kind} has a shadow on the side where it goes on, ${colorScheme}`, OPTIONS, async () => {
    const { page, leave } = await site.learner({ ...PHONE, colorScheme });
    await page.goto(`${site.url}ch02_neuron.html`);
    await page.locator("#lesson .scroller").first().waitFor();
    const handle = await page.evaluateHandle((kind) => {
      const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`#lesson ${kind}`));
      const wide = [...all].find((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 20);
      wide?.scrollIntoView({ block: "center" });
      return wide ?? null;
    }, kind);
    const element = handle.asElement();
    assert.ok(element, `there is a wide ${kind}`);
    /** What lies in the padding at an edge, where there is no text. @param {"left" | "right"} side */
    const edge = async (side) => {
      const box = await element.boundingBox();
      assert.ok(box);
      const x = side === "left" ? box.x + 1 : box.x + box.width - 3;
      const y = box.y + box.height - (kind === "pre" ? 11 : 3);
      return (await page.screenshot({ clip: { x, y, width: 2, height: 2 } })).toString("base64");
    };
    const scroll = (/** @type {number} */ left) =>
      element.evaluate((one, left) => (/** @type {Element} */ (one).scrollLeft = left), left);
    const [bare, more] = [await edge("left"), await edge("right")];
    assert.notEqual(more, bare, "there is more at the right");
    await scroll(18);
    assert.notEqual(await edge("left"), bare, "and now at the left, too");
    await scroll(9999);
    assert.equal(await edge("right"), bare, "that was all");
    await leave();
  });
}

test("contents and search stay in sight on a phone, above what a link leads to", OPTIONS, async () => {
  const { page, leave } = await site.learner(PHONE);
  await page.goto(`${site.url}ch01_math.html#transpose`);
  const [menu, search, heading] = ["Contents", "", ""].map((name, i) =>
    i === 0 ? page.getByRole("button", { name }) : page.locator(["", "#search-box", "#transpose"][i]),
  );
  await search.waitFor();
  await page.waitForFunction(() => scrollY > 2000);
  for (const part of [menu, search]) {
    const box = await part.boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height < 60);
  }
  assert.ok(((await heading.boundingBox())?.y ?? 0) > 60, "the heading is below them");
  await menu.click();
  await page.locator("#pages").getByRole("link", { name: "dot_product" }).click();
  await page.waitForURL(/#dot_product$/);
  await leave();
});

/** Runs in the page: says of each line that goes on below itself whether it does so at the right of its beginning. */
function hangs() {
  const lines = document.querySelectorAll(".cm-line, .beside .line");
  return [...lines].flatMap((line) => {
    const text = line.textContent ?? "";
    const range = document.createRange();
    range.selectNodeContents(line);
    const rects = [...range.getClientRects()].filter(({ width }) => width > 1);
    const indent = text.length - text.trimStart().length;
    const tops = new Set(rects.map(({ top }) => Math.round(top)));
    if (tops.size < 2) return [];
    const first = Math.min(...tops);
    const from = Math.min(...rects.filter(({ top }) => Math.round(top) > first + 4).map(({ left }) => left));
    const start = Math.min(...rects.filter(({ top }) => Math.round(top) === first).map(({ left }) => left));
    const wide = rects[0].height / 3; // narrower than a letter
    return [{ text, hangs: from - start > indent * wide }];
  });
}

test("on a phone long lines go on to the right of where they begin, in the editor and beside ours", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner(PHONE);
  await goTo("ch01_math.html");
  await paste(page, await solution("ch01_math"));
  await grade(page);
  await page.getByRole("button", { name: "Compare with ours" }).click();
  await page.locator(".beside").first().waitFor();
  const lines = await page.evaluate(hangs);
  assert.ok(lines.length > 20, `${lines.length} lines`);
  assert.deepEqual(lines.filter((line) => !line.hangs), []);
  const cut = await page.locator(".beside pre").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
  assert.equal(cut, 0);
  await leave();
});

for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 800 }]) {
  test(`what is below the editor folds, and comes back with a verdict, at ${viewport.width}`, OPTIONS, async () => {
    const { page, goTo, leave } = await site.learner({ viewport });
    const height = async () => (await page.locator(".cm-editor").boundingBox())?.height ?? 0;
    const button = page.getByRole("button", { name: "Console and verdict" });
    await goTo("ch01_math.html");
    await paste(page, await wrongDotProduct());
    await grade(page);
    const narrow = await height();
    await button.click();
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator(".report").isVisible(), false);
    assert.ok((await height()) > Math.max(1.6 * narrow, viewport.height / 2), `${await height()} pixels, then ${narrow}`);
    await grade(page);
    assert.ok(await page.locator(".report h3").isVisible());
    await button.click();
    await page.locator(".run-file").click();
    assert.ok(await page.locator(".console").isVisible());
    await leave();
  });
}

/** The name of the task that is chosen. @param {Page} page */
const current = (page) => textIn(page.locator(".tasks [aria-current] code"));

/**
 * Wait until a line of the editor is in view in it.
 * @param {Page} page
 * @param {string} selector
 */
const isInView = (page, selector) =>
  page.waitForFunction((/** @type {string} */ wanted) => {
    const [line, around] = [wanted, ".cm-scroller"].map((one) => document.querySelector(one)?.getBoundingClientRect());
    return line && around && line.top >= around.top - 1 && line.bottom <= around.bottom + 1;
  }, selector);

test("a file that can’t be read leaves what was known of the tasks, and shows its line", OPTIONS, async () => {
  const { page, context, goTo, leave } = await site.learner(PHONE);
  const wrong = (await solution("ch01_math")).replace("[x - y for", "[y - x for").replace("(map(list, zip", "(map(tuple, zip");
  const unread = wrong.replace("return list(map(tuple", "retrun list(map(tuple");
  assert.notEqual(unread, wrong);
  await goTo("ch01_math.html");
  const number = await page.locator(".tasks li").count();
  const hint = page.getByRole("button", { name: /^Hint/ });
  await paste(page, wrong);
  await grade(page);
  const [before, count] = [await states(page), await textIn(page.locator(".count"))];
  assert.equal(before.vector_subtract, "not yet");
  await page.locator(".tasks button[title^=transpose]").tap();
  await page.locator(".tasks button[title^=vector_subtract]").tap(); // which folds transpose
  await paste(page, unread);
  assert.match(await grade(page), /SyntaxError/);
  assert.deepEqual(await states(page), before);
  assert.equal(await textIn(page.locator(".count")), count);
  assert.equal(await current(page), "vector_subtract");
  await isInView(page, ".cm-wrong");
  await hint.tap();
  assert.match(await textIn(page.locator(".hints")), /doesn’t load yet/);

  await paste(page, unread.replace("retrun", "return").replace("[y - x for", "[x - y for"));
  await page.locator(".saved", { hasText: "saved" }).waitFor();
  const letThrough = await hold(context);
  await page.reload();
  await page.locator(".cm-content").waitFor();
  await hint.tap(); // nothing stands above that says where it doesn't load
  assert.match(await textIn(page.locator(".hint h4").first()), /^vector_subtract · hint 1/);
  letThrough();
  await grade(page);
  assert.equal(await textIn(page.locator(".report .passed")), "✓ vector_subtract is right.");
  assert.match(await textIn(page.locator(".tasks .mark").first()), /^1✓$/, "it keeps its number");
  await page.goto(`${site.url}index.html`);
  await page.getByRole("link", { name: "Continue with chapter 1, transpose" }).waitFor();
  assert.match(await textIn(page.locator("main [data-progress=ch01_math]")), new RegExp(`of ${number}$`));
  await leave();
});

test("on a phone the exercise opens at the task to go on with, wherever the lesson is", OPTIONS, async () => {
  const { page, leave } = await site.learner(PHONE);
  const opener = page.getByRole("link", { name: "Open the exercise" });
  const back = page.getByRole("button", { name: "Back to the lesson" });
  await page.goto(`${site.url}ch01_math.html#exercise`);
  await page.locator(".cm-content").waitFor();
  await page.waitForTimeout(500);
  assert.equal(await current(page), "vector_add");
  await back.tap();
  await opener.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  await opener.tap();
  assert.equal(await current(page), "vector_add");
  await page.locator(".tasks button[title^=transpose]").tap();
  await grade(page);
  const chosen = await current(page);
  assert.match(await textIn(page.getByRole("button", { name: /^Hint/ })), new RegExp(chosen));
  await page.locator(".tasks button[title^=transpose]").tap();
  await page.goBack();
  await page.goForward();
  await back.waitFor();
  assert.equal(await current(page), "transpose");
  await page.reload();
  await page.locator(".cm-content").waitFor();
  await page.waitForTimeout(500);
  assert.equal(await current(page), "transpose");
  await leave();
});

test("a control that comes under the finger isn’t pressed by the same double tap", OPTIONS, async () => {
  let apart = Infinity; // milliseconds between the two taps; on a busy machine they may be no double tap
  while (apart > 300) {
    const { page, leave } = await site.learner(PHONE);
    const write = page.locator(".turn[data-task=transpose] a");
    const hint = page.getByRole("button", { name: /^Hint/ });
    await page.goto(`${site.url}ch01_math.html`);
    await write.tap();
    const below = await hint.boundingBox();
    assert.ok(below);
    await page.getByRole("button", { name: "Back to the lesson" }).tap();
    await page.waitForTimeout(500);
    const { x, y } = await write.evaluate((link, wanted) => {
      scrollBy(0, link.getBoundingClientRect().top - wanted);
      const { left, top } = link.getBoundingClientRect();
      return { x: left + 10, y: top + 10 };
    }, below.y);
    const came = page.evaluate(
      () =>
        new Promise((resolve) => {
          /** @type {number[]} */
          const times = [];
          addEventListener("pointerup", ({ timeStamp }) => {
            times.push(timeStamp);
            if (times.length === 2) resolve(times[1] - times[0]);
          });
        }),
    );
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
    apart = /** @type {number} */ (await came);
    await page.waitForTimeout(500);
    if (apart <= 300) {
      assert.equal(await page.locator(".hint").count(), 0);
      await page.touchscreen.tap(x, y);
      await page.locator(".hint").first().waitFor(); // it is there, and one tap presses it
    }
    await leave();
  }
});

test("with a phone’s keyboard up, the editor has its room, and the line that was tapped is in view", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner(PHONE);
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  await grade(page);
  const editor = await page.locator(".cm-scroller").boundingBox();
  assert.ok(editor);
  await page.touchscreen.tap(150, editor.y + editor.height - 30);
  await page.locator(".cm-focused").waitFor();
  await page.setViewportSize({ width: 390, height: 520 });
  await isInView(page, ".cm-activeLine");
  const { height } = (await page.locator(".cm-scroller").boundingBox()) ?? { height: 0 };
  assert.ok(height > 280, `${height} pixels of code`);
  assert.ok(await page.getByRole("button", { name: /^Check/ }).isVisible());
  await page.getByRole("button", { name: /^Check/ }).tap();
  await page.locator(".report h3").waitFor();
  await leave();
});

test("on a phone that is turned, a check leads to its verdict", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ ...PHONE, viewport: { width: 844, height: 390 } });
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  await grade(page);
  const { y = -1, height = 0 } = (await page.locator(".report h3").boundingBox()) ?? {};
  assert.ok(y >= 0 && y + height <= 390, `it is at ${y}`);
  await leave();
});

test("the contents can be closed from anywhere in them", OPTIONS, async () => {
  const { page, leave } = await site.learner(PHONE);
  await page.goto(`${site.url}ch01_math.html`);
  await page.getByRole("button", { name: "Contents" }).tap();
  await page.locator("#pages").evaluate((pages) => pages.scrollTo(0, pages.scrollHeight));
  await page.locator("#pages").getByRole("button", { name: "Close" }).tap();
  await page.locator("#pages").waitFor({ state: "hidden" });
  await leave();
});

test("a window that is narrowed or turned keeps the reader’s place in the lesson", OPTIONS, async () => {
  const { page, leave } = await site.learner();
  const far = (/** @type {string} */ selector) =>
    page.locator(selector).evaluate((one) => {
      const header = document.querySelector("body > header")?.getBoundingClientRect().bottom ?? 0;
      return one.getBoundingClientRect().top - Math.max(0, header);
    });
  await page.goto(`${site.url}ch01_math.html`);
  for (const selector of ["#transpose", ".turn[data-task=matrix_multiply]"]) {
    await page.locator(selector).evaluate((one) => one.scrollIntoView());
    await page.waitForTimeout(500);
    const before = await far(selector);
    for (const [width, height] of [[768, 1024], [390, 844], [844, 390], [1280, 900]]) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(500);
      const by = Math.abs((await far(selector)) - before);
      assert.ok(by < 30, `${selector} has moved by ${by} pixels at ${width}`);
    }
  }
  await leave();
});
