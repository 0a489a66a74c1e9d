// Where there is little room: what is cut goes on, what is long is wrapped, and what is in the way
// can be folded.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { grade, paste, solution, startSite, wrongDotProduct } from "./learner.mjs";

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
