// A learner at the page: what the browser tests of exercise, work and playgrounds share.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, serveSite } from "./site.mjs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const LONG = 90_000; // milliseconds; the machine may be busy

/**
 * Start the built site and a browser.
 * @returns {Promise<{url: string, learner: Function, close: Function}>} learner(options) opens a page
 *   of a browser that has never been here
 */
export async function startSite() {
  const folder = process.env.SITE_FOLDER; // another built site than site/public
  const site = await serveSite(folder ? { folder } : {});
  const browser = await openBrowser();
  const host = new URL(site.url).host;

  async function learner({ viewport = { width: 1280, height: 900 }, ...options } = {}) {
    const context = await browser.newContext({ viewport, acceptDownloads: true, ...options });
    context.setDefaultTimeout(LONG);
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
    return { page, context, leave, goTo: (path) => goTo(page, `${site.url}${path}`) };
  }

  const close = async () => {
    await browser.close();
    await site.close();
  };
  return { url: site.url, learner, close };
}

/** Open a lesson, with its exercise in sight and loaded. */
async function goTo(page, url) {
  await page.goto(url);
  if (await page.locator("#exercise").count()) {
    await page.locator("#exercise").evaluate((section) => section.scrollIntoView());
    await page.locator(".cm-content").waitFor();
  }
}

/** Return our solution of a chapter, as a learner would have written it. */
export async function solution(stem) {
  const text = await readFile(join(ROOT, "solutions", `${stem}.py`), "utf8");
  return text.replace(/^from solutions\b/gm, "from exercises");
}

/** Return the text in the editor: the whole, of which the page draws only what is in sight. */
export function textOf(page) {
  return page
    .locator(".cm-content")
    .evaluate((content) => content.cmTile.view.state.doc.toString());
}

/** Put a text into the editor as pasting does. */
export async function paste(page, text) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** Grade, and wait for the report. Return it. */
export async function grade(page) {
  await page.locator(".report pre").evaluate((report) => (report.textContent = ""));
  await page.getByRole("button", { name: /^Grade/ }).click();
  return reported(page);
}

/** Wait for a report, and return it. */
export async function reported(page) {
  await page.waitForFunction(() =>
    document.querySelector(".report pre")?.textContent.includes(" of "),
  );
  return page.locator(".report pre").textContent();
}

/** Return {task: state} as the page lists them. */
export async function states(page) {
  const pairs = await page
    .locator(".tasks li")
    .evaluateAll((items) =>
      items.map((item) => [
        item.querySelector("code").textContent,
        item.querySelector(".task-state").textContent,
      ]),
    );
  return Object.fromEntries(pairs);
}

/** Fail with what axe finds against WCAG's A and AA. */
export async function isAccessible(page, what) {
  await page.addScriptTag({ path: AXE });
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

/** Grade in the terminal, in a folder that holds the course. Return what it prints. */
export function gradeInTerminal(folder, stem) {
  const inside = join(ROOT, ".venv", "bin", "python");
  const python = process.env.PYTHON ?? (existsSync(inside) ? inside : "python3");
  return new Promise((resolve) => {
    execFile(
      python,
      ["-I", "-m", "pytest", `tests/test_${stem}.py`],
      { cwd: folder, timeout: LONG },
      (error, output) => resolve(output),
    );
  });
}
