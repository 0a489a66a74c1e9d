// While Python is on its way: what the page says, and what becomes of what was asked for meanwhile.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { goTo, hold, paste, reported, solution, startSite, textIn } from "./learner.mjs";
import { slowLine } from "./slow_line.mjs";

const OPTIONS = { timeout: 240_000 };
const RATE = 1_000_000; // bytes in a second: quick for a test, slow enough to look at

/** @type {import("./learner.mjs").Site} */
let site;
before(async () => {
  site = await startSite();
});
after(() => site.close());

test("a bar shows how much has come, and what was asked for is graded then", OPTIONS, async (t) => {
  const line = await slowLine(site.url, RATE);
  t.after(() => line.close());
  const { page, context } = await site.learner();
  await goTo(page, `${line.url}ch01_math.html`);
  await paste(page, await solution("ch01_math"));
  await page.getByRole("button", { name: /^Check/ }).click();
  await page.getByRole("progressbar", { name: "Python is loading" }).waitFor();
  const told = await page.evaluate(async () => {
    const state = /** @type {HTMLElement} */ (document.querySelector(".exercise .state"));
    const bar = /** @type {HTMLProgressElement} */ (state.querySelector("progress"));
    const status = /** @type {HTMLElement} */ (state.querySelector(".status"));
    let spoken = 0;
    new MutationObserver(() => spoken++).observe(status, { childList: true });
    const first = bar.value / bar.max;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const amount = state.querySelector(".loading span")?.textContent;
    return { first, later: bar.value / bar.max, amount, status: status.textContent, spoken };
  });
  assert.ok(told.first < told.later && told.later < 1, JSON.stringify(told));
  assert.match(told.amount ?? "", /^\d\.\d of \d\.\d MB$/);
  assert.match(told.status ?? "", /^The grader is loading: .* Then your code is checked\.$/);
  assert.equal(told.spoken, 0, "a screen reader hears no megabytes");
  assert.match(await reported(page), /Every task of this chapter is right/);
  assert.equal(await page.getByRole("progressbar").count(), 0);
  await context.close();
});

test("a playground says what it waits for, and shows that something will come", OPTIONS, async () => {
  const { page, context, goTo, leave } = await site.learner();
  const letThrough = await hold(context);
  await goTo("ch02_neuron.html");
  await page.locator("#playground").evaluate((section) => section.scrollIntoView());
  const whose = page.locator(".whose");
  await whose.getByText("Python is loading. Then this part runs.").waitFor();
  const plane = await page.locator(".skeleton-plane").boundingBox();
  assert.ok(plane && plane.height > 200, JSON.stringify(plane));
  letThrough();
  await page.locator(".skeleton-plane svg").waitFor();
  assert.match(await textIn(whose), /^Our code is running, because /);
  await leave();
});

const SAID = "This browser doesn’t store what you write here";
for (const stores of [true, false]) {
  const name = stores ? "a page that stores what was written closes" : "a page that stores nothing asks before it closes";
  test(name, OPTIONS, async () => {
    const { page, goTo, leave } = await site.learner();
    if (!stores) {
      await page.addInitScript(() => {
        Object.defineProperty(window, "localStorage", { value: null });
      });
    }
    /** @type {string[]} */
    const asked = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      dialog.dismiss(); // and stay
    });
    const wouldClose = async () => {
      asked.length = 0;
      await page.close({ runBeforeUnload: true });
      for (let waited = 0; !page.isClosed() && !asked.length && waited < 50; waited++) await pause(100);
      assert.deepEqual(asked, page.isClosed() ? [] : ["beforeunload"]);
      return page.isClosed();
    };
    await goTo("ch01_math.html");
    if (!stores) {
      await page.getByText(SAID).waitFor();
    }
    await paste(page, await solution("ch01_math"));
    await page.waitForTimeout(1000); // until it is saved
    assert.equal(await wouldClose(), stores);
    if (!stores) {
      await page.getByText("Your work:").click();
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download my exercises" }).click();
      await download;
      assert.equal(await wouldClose(), true);
    }
    await leave();
  });
}
