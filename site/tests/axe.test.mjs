// Every page as it is looked at: both colour schemes, a desk and a phone. axe finds no violation of
// WCAG A and AA, nothing scrolls sideways but what scrolls inside itself, no request leaves the site.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { FOLDER, openSite } from "./site.mjs";

const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".html"));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

const { site, browser } = await openSite();

/**
 * Run axe on what a page shows now: ["rule: place", …].
 * @param {import("playwright-core").Page} page
 */
async function violations(page) {
  const found = await page.evaluate(
    (tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
    TAGS,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

/** What sticks out of the page's right side, if the page scrolls sideways. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) {
    return [];
  }
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  );
  return [`${scrollWidth} px`, ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
}

for (const name of pages) {
  test(name, { timeout: 240_000 }, async () => {
    const context = await browser.newContext({ viewport: DESK, colorScheme: "light", serviceWorkers: "block" });
    /** @type {string[]} */
    const elsewhere = [];
    context.on("request", (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(site.url)) {
        elsewhere.push(request.url());
      }
    });
    const page = await context.newPage();
    await page.goto(site.url + name);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll("main details")) {
        one.setAttribute("open", "");
      }
    });
    // What the scripts make of the exercise is looked at too.
    await page.locator("#exercise, footer").last().scrollIntoViewIfNeeded();
    await page.waitForLoadState("networkidle");
    await page.evaluate(AXE);

    for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
      await page.setViewportSize(viewport);
      // What is too wide for it has been marked two frames later.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page), [], `${size}, ${colorScheme}`);
      }
    }
    assert.deepEqual(await page.evaluate(tooWide), [], "the page scrolls sideways at 360 pixels");

    await page.getByRole("button", { name: "Contents" }).click();
    assert.deepEqual(await violations(page), [], "phone, with the list of pages open");
    assert.deepEqual(elsewhere, []);
    await context.close();
  });
}
