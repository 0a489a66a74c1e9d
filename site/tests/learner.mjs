// A learner at the page: what the browser tests of exercise, work and playgrounds share.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FOLDER, openBrowser, serveSite } from "./site.mjs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const LONG = +(process.env.LONG ?? 90_000); // milliseconds; the machine may be busy

/** @import { BrowserContextOptions, Locator, Page } from "playwright-core" */
/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */

/** Start the built site and a browser. learner() opens a page of one that has never been here. */
export async function startSite(folder = FOLDER) {
  const site = await serveSite({ folder });
  const browser = await openBrowser();
  const host = new URL(site.url).host;

  /** @param {BrowserContextOptions} [options] */
  async function learner(options = {}) {
    const viewport = { width: 1280, height: 900 };
    /** @type {BrowserContextOptions} */
    const usual = { viewport, acceptDownloads: true, serviceWorkers: "block" }; // offline.test.mjs allows them
    const context = await browser.newContext({ ...usual, ...options });
    context.setDefaultTimeout(LONG);
    /** @type {{offSite: string[], errors: string[]}} */
    const seen = { offSite: [], errors: [] };
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.host !== host) {
        seen.offSite.push(request.url());
      }
    });
    context.on("weberror", (error) => seen.errors.push(String(error.error())));
    const page = await context.newPage();
    /** End the visit; whatever happened, no request left the site and no script failed. */
    const leave = async () => {
      await context.close();
      assert.deepEqual(seen, { offSite: [], errors: [] });
    };
    /** @param {string} path */
    const goToPath = (path) => goTo(page, `${site.url}${path}`);
    return { page, context, leave, goTo: goToPath };
  }

  const close = async () => {
    await browser.close();
    await site.close();
  };
  return { url: site.url, learner, close };
}

/**
 * Open a lesson, with its exercise in sight and loaded: beside it, or on a phone over it.
 * @param {Page} page
 * @param {string} url
 */
export async function goTo(page, url) {
  await page.goto(url);
  if (await page.locator("#exercise").count()) {
    const opener = page.locator(".open-sheet a");
    if (await opener.isVisible()) {
      await opener.click();
    }
    await page.locator(".cm-content").waitFor();
  }
}

/**
 * Return our solution of a chapter, as a learner would have written it.
 * @param {string} stem
 */
export async function solution(stem) {
  const text = await readFile(join(ROOT, "solutions", `${stem}.py`), "utf8");
  return text.replace(/^from solutions\b/gm, "from exercises");
}

/**
 * Return the text in the editor: the whole, of which the page draws only what is in sight.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export function textOf(page) {
  return page
    .locator(".cm-content")
    .evaluate((/** @type {any} */ content) => content.cmTile.view.state.doc.toString());
}

/**
 * Put a text into the editor as pasting does.
 * @param {Page} page
 * @param {string} text
 */
export async function paste(page, text) {
  await page.locator(".cm-scroller").click(); // what is in sight of the text
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/**
 * Grade, and wait for the report. Return it.
 * @param {Page} page
 */
export async function grade(page) {
  await page.locator(".report > div").evaluate((report) => {
    report.textContent = "";
  });
  await page.getByRole("button", { name: /^Check/ }).click();
  return reported(page);
}

/**
 * Wait for a report, and return it as text on one line.
 * @param {Page} page
 */
export async function reported(page) {
  await page.waitForFunction(() => document.querySelector(".report > div")?.textContent);
  const parts = await page.locator(".report :is(p, pre, dt, dd)").allTextContents();
  return flat(parts.join(" "));
}

/**
 * Say that a report on the page tells what the terminal's does, to the letter. What points somewhere
 * (.lead) differs: a path there is a link here.
 * @param {Page} page
 * @param {string} terminal
 */
export async function tellsTheSame(page, terminal) {
  // Of many calls the terminal leaves out some; the last one is what the verdict is on.
  const call = (await page.locator(".report .call").allTextContents()).join().split("\n").at(-1);
  assert.match(flat(terminal), new RegExp(literally(call ?? "")));
  const parts = await page
    .locator(".report :is(dd, .said, .printed)")
    .evaluateAll((places) =>
      places.map((place) => [...place.childNodes].map((node) => {
        const isLead = node instanceof Element && node.matches(".lead");
        return isLead ? null : node.textContent;
      })),
    );
  assert.ok(parts.length);
  for (const part of parts) {
    const said = part.map((text) => (text === null ? "\\S+(?: \\S+)*?" : literally(text ?? "")));
    assert.match(flat(terminal), new RegExp(said.join("").trim()));
  }
}

/**
 * Return a pattern for a text on one line.
 * @param {string} text
 */
function literally(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, " ");
}

/** @param {string} text */
export function flat(text) {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * Return an element's text.
 * @param {Locator} place
 */
export async function textIn(place) {
  return (await place.textContent()) ?? "";
}

/**
 * Return what a pattern's first group holds in a text; fail where it isn't found.
 * @param {RegExp} pattern
 * @param {string} text
 */
export function groupIn(pattern, text) {
  const found = pattern.exec(text);
  assert.ok(found, `${pattern} is not in: ${text}`);
  return found[1];
}

/**
 * Return {task: state} as the page lists them.
 * @param {Page} page
 * @returns {Promise<Object<string, string>>}
 */
export async function states(page) {
  const pairs = await page
    .locator(".tasks li")
    .evaluateAll((items) =>
      items.map((item) => [
        item.querySelector("code")?.textContent,
        item.querySelector(".task-state")?.textContent,
      ]),
    );
  return Object.fromEntries(pairs);
}

/**
 * Fail with what axe finds against WCAG's A and AA.
 * @param {Page} page
 * @param {string} what - is being looked at
 */
export async function isAccessible(page, what) {
  await page.evaluate(AXE); // a script element is what the page's policy refuses
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), RULES);
  const said = found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join("\n")}`,
  );
  assert.deepEqual(said, [], what);
}

/** Copy the course into a fresh folder, as a clone is. */
export async function cloneOfCourse() {
  const folder = await mkdtemp(join(tmpdir(), "clone-"));
  for (const part of ["commands", "data", "exercises", "grading", "lessons", "solutions", "tests", "pyproject.toml"]) {
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Grade in the terminal, in a folder that holds the course. Return what it prints.
 * @param {string} folder
 * @param {string} stem
 * @returns {Promise<string>}
 */
export function gradeInTerminal(folder, stem) {
  const inside = join(ROOT, ".venv", "bin", "python");
  const python = process.env.PYTHON ?? (existsSync(inside) ? inside : "python3");
  return new Promise((resolve) => {
    execFile(
      python,
      ["-I", "-m", "pytest", `tests/test_${stem}.py`],
      { cwd: folder, timeout: LONG },
      (_, output) => resolve(output),
    );
  });
}

/**
 * Let a page wait for Python's program until it is let through.
 * @param {import("playwright-core").BrowserContext} context
 */
export async function hold(context) {
  let letThrough = () => {};
  /** @type {Promise<void>} */
  const held = new Promise((resolve) => {
    letThrough = resolve;
  });
  await context.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

/** Return chapter 1 as we write it, but for dot_product, which gives the list of products. */
export async function wrongDotProduct() {
  const text = await solution("ch01_math");
  const wrong = text.replace(
    /return sum\(.*\)|return sum\(map\(.*/,
    "return [x * y for x, y in zip(a, b)]",
  );
  assert.notEqual(wrong, text);
  return wrong;
}
