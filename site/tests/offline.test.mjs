// The course without a network, and what happens when there is a newer version of it. The site lies
// under a path, as a project's does on GitHub Pages. It needs a built site (make site).

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { goTo, grade, paste, solution, textOf, wrongDotProduct } from "./learner.mjs";
import { openBrowser, serveSite } from "./site.mjs";

const BUILT = process.env.SITE_FOLDER || fileURLToPath(new URL("../public", import.meta.url));
const OPTIONS = { timeout: 240_000 };
const LONG = 90_000; // milliseconds; the machine may be busy
const KEPT = "All of the course is kept in this browser";
const NEWER = "A newer version of the course is here.";

/** @import { Browser, BrowserContext, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
/** @type {string} */
let host;
/** @type {string} */
let folder;
/** @type {import("./site.mjs").Server} */
let server;
/** @type {string} */
let url;
/** @type {BrowserContext} */
let context;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  host = await mkdtemp(join(tmpdir(), "host-"));
  folder = join(host, "course");
  await mkdir(folder);
  await cp(BUILT, folder, { recursive: true });
  await writeFile(join(host, "index.html"), "<!doctype html><title>Another project</title>");
  server = await serveSite({ folder: host });
  url = `${server.url}course/`;
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(LONG);
});
afterEach(async () => {
  await context.close();
  await server.close();
  await rm(host, { recursive: true });
});

/** Visit a page until the course is kept. @param {string} path */
async function visit(path) {
  const page = await context.newPage();
  await goTo(page, url + path);
  await page.getByText(KEPT).waitFor();
  return page;
}

/** @param {string} text */
function digest(text) {
  return createHash("sha256").update(text).digest("base64");
}

/**
 * Change the site as another build would, down to the marks of addresses.
 * @param {(path: string, text: string) => string} edit - of a text in the folder
 * @param {string} [late] - a file that the host doesn't have yet
 * @returns {Promise<() => Promise<void>>} has it come
 */
async function release(edit, late) {
  let come = async () => {};
  const texts = (await readdir(folder)).filter((name) => name.endsWith(".html"));
  /** @type {Map<string, string>} */
  const marks = new Map();
  let worker = await readFile(join(folder, "sw.js"), "utf8");
  for (const path of ["assets/main.js", "engine/worker.js", ...texts]) {
    const old = await readFile(join(folder, path), "utf8");
    let text = edit(path, old);
    for (const [before, now] of marks) text = text.replaceAll(before, now);
    marks.set(`${path}?${digest(old).slice(0, 12)}`, `${path}?${digest(text).slice(0, 12)}`);
    worker = worker.replaceAll(digest(old), digest(text));
    const write = () => writeFile(join(folder, path), text);
    if (path === late) come = write;
    else await write();
  }
  worker = worker.replace(/version:"[^"]+"/, `version:${JSON.stringify(digest(worker).slice(0, 12))}`);
  await writeFile(join(folder, "sw.js"), worker);
  return come;
}

/** Mark what a version has, so that it is seen which one a page came from. @param {string} version */
function markedAs(version) {
  return (/** @type {string} */ path, /** @type {string} */ text) => {
    if (path.endsWith(".html")) return text.replace(/(<p>Build .*)?<.footer>/, `<p>Build ${version}.</p></footer>`);
    return `${text}\nself.build = ${JSON.stringify(version)};`;
  };
}

/** How many versions are kept. @param {Page} page */
function versions(page) {
  return page.evaluate(async () => (await caches.keys()).length);
}

for (const first of ["index.html", "ch05_backprop.html"]) {
  test(`after a visit of ${first} everything works without a network`, OPTIONS, async () => {
    const page = await visit(first);
    await server.close();
    await page.reload();
    await page.getByText(KEPT).waitFor();
    await goTo(page, `${url}ch01_math.html`);
    await paste(page, await wrongDotProduct());
    assert.match(await grade(page), /dot_product.*expected/);
    await paste(page, await solution("ch01_math"));
    assert.match(await grade(page), /Every task of this chapter is right/);
    await page.locator("#search-box").fill("softmax");
    await page.getByRole("option").first().waitFor();
    // Whatever a page of the course names is there, and its folder's address, too.
    const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name !== "sw.js")
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    const missing = await page.evaluate(async (paths) => {
      const answers = paths.map((path) => fetch(path).then(({ ok }) => ok, () => false));
      const there = await Promise.all(answers);
      return paths.filter((_, i) => !there[i]);
    }, ["", ...names]);
    assert.deepEqual(missing, []);
    assert.ok(names.length > 100);
    for (const one of ["", "lesson.html", "np3_mlp.html"]) {
      await page.goto(url + one);
      await page.waitForFunction(() => [...document.images].every((image) => image.loading === "lazy" || image.naturalWidth));
      assert.ok(await page.locator("main h1").isVisible());
    }
  });
}

test("a newer version is taken over, pages that are open stay whole, and work is kept", OPTIONS, async () => {
  await release(markedAs("one"));
  const page = await visit("ch01_math.html");
  const wrong = await wrongDotProduct();
  await paste(page, wrong);
  await release(markedAs("two"));
  const other = await context.newPage();
  await other.goto(`${url}index.html`);
  assert.ok(await other.getByText("Build one.").isVisible());
  for (const open of [page, other]) await open.getByText(NEWER).waitFor();
  // What this page asks for now is still of the version that it came from.
  assert.ok(await page.getByText("Build one.").isVisible());
  const worker = await page.evaluate(() => fetch(document.documentElement.dataset.worker ?? "").then((it) => it.text()));
  assert.match(worker, /build = "one"/);
  assert.match(await grade(page), /dot_product.*expected/);
  await other.close();
  await page.getByRole("button", { name: "Reload this page" }).click();
  await page.getByText("Build two.").waitFor();
  await page.locator(".cm-content").waitFor();
  assert.equal(await page.evaluate(() => /** @type {any} */ (self).build), "two");
  assert.equal(await textOf(page), wrong);
  assert.match(await grade(page), /dot_product.*expected/);
  await page.waitForFunction(async () => (await caches.keys()).length === 1); // the former one has gone
});

test("a version that comes by half changes nothing", OPTIONS, async () => {
  await release(markedAs("one"));
  const page = await visit("index.html");
  const complete = await release(markedAs("two"), "np3_mlp.html");
  const failed = page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    /** @type {Promise<string>} */
    const ended = new Promise((resolve) => {
      registration?.addEventListener("updatefound", () => {
        const { installing } = registration;
        installing?.addEventListener("statechange", () => resolve(installing.state));
      });
    });
    await registration?.update();
    return ended;
  });
  assert.equal(await failed, "redundant");
  for (const path of ["index.html", "np3_mlp.html", "ch01_math.html"]) {
    await page.goto(url + path);
    assert.ok(await page.getByText("Build one.").isVisible(), path);
    assert.equal(await page.evaluate(() => /** @type {any} */ (self).build), "one");
  }
  await server.close();
  await page.reload();
  assert.ok(await page.getByText("Build one.").isVisible());
  server = await serveSite({ folder: host, port: Number(new URL(url).port) });
  await complete();
  await page.reload();
  await page.getByText(NEWER).waitFor();
  await page.reload();
  assert.ok(await page.getByText("Build two.").isVisible());
});

test("where data is to be saved, the course is kept when it is asked for", OPTIONS, async () => {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  const page = await context.newPage();
  await page.goto(`${url}index.html`);
  const button = page.getByRole("button", { name: "Keep the course in this browser" });
  await button.waitFor();
  assert.match((await page.locator("#offline").textContent()) ?? "", /takes \d\.\d MB\.$/);
  assert.equal(await versions(page), 0);
  await button.click();
  await page.getByText(KEPT).waitFor();
  assert.equal(await versions(page), 1);
});
