// What a learner has written: saved, reset, kept, taken away as files and brought back.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import {
  cloneOfCourse,
  grade,
  gradeInTerminal,
  isAccessible,
  paste,
  solution,
  startSite,
  tellsTheSame,
  textIn,
  textOf,
} from "./learner.mjs";
import { FOLDER } from "./site.mjs";

/** @import { Page } from "playwright-core" */
/** @import { ChapterData } from "../app/chapters.js" */
/** @typedef {[name: string, data: string | Uint8Array]} File */

const OPTIONS = { timeout: 240_000 };
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

const saved = (/** @type {Page} */ page) =>
  page.locator(".saved", { hasText: "saved in this browser" }).waitFor();
const news = (/** @type {Page} */ page) => textIn(page.locator(".news"));
const openWork = (/** @type {Page} */ page) => page.locator(".work > summary").click();
/** @type {(page: Page, ...files: File[]) => Promise<void>} */
const bring = (page, ...files) =>
  page.locator("#bring-back").setInputFiles(
    files.map(([name, data]) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(data),
    })),
  );

/**
 * Serve a chapter's page as another version of the course would have it.
 * @param {Page} page
 * @param {(data: ChapterData) => void} change
 */
async function newVersion(page, change) {
  await page.route("**/ch01_math.html", async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(
      /(id="exercise-data">)(.*?)(<\/script>)/s,
      (_, before, json, behind) => {
        const data = JSON.parse(json);
        change(data);
        return before + JSON.stringify(data).replace(/</g, "\\u003c") + behind;
      },
    );
    await route.fulfill({
      response: answer,
      body: html.replace(/data-version="[^"]*"/, 'data-version="9.9.9"'),
    });
  });
}

/** @type {(data: ChapterData) => void} */
const newerStub = (data) => {
  data.stub = data.stub.replace("# TODO", "# TODO, newly said");
  data.stubHash = "newer";
};

test("a reload keeps what was typed, with and without a pause before", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, "first = 1\n");
  await saved(page);
  await goTo("ch01_math.html");
  assert.equal(await textOf(page), "first = 1\n");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("second = 2\n");
  await goTo("ch01_math.html"); // at once
  assert.equal(await textOf(page), "first = 1\nsecond = 2\n");
  const entry = await page.evaluate(() => JSON.parse(localStorage["nnfs:work:ch01_math"]));
  assert.deepEqual(
    [entry.text, entry.version],
    ["first = 1\nsecond = 2\n", await page.locator("html").getAttribute("data-version")],
  );
  await leave();
});

test("an untouched stub follows a newer one", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, "x = 1\n");
  await saved(page);
  await page.keyboard.press("Control+z"); // and back: nothing is written
  await page.waitForFunction(() => !localStorage.getItem("nnfs:work:ch01_math"));
  await newVersion(page, newerStub);
  await goTo("ch01_math.html");
  assert.match(await textOf(page), /TODO, newly said/);
  assert.equal(await page.locator(".stub-changed").count(), 0);
  await leave();
});

test("a newer stub never takes the place of an edited one; it is offered", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, "mine = 1\n");
  await saved(page);
  await newVersion(page, newerStub);
  await goTo("ch01_math.html");
  assert.equal(await textOf(page), "mine = 1\n");
  assert.match(
    await textIn(page.locator(".stub-changed")),
    /another stub.*Your text is as you left it/,
  );
  await page.locator(".stub-changed summary").click();
  assert.match(await textIn(page.locator(".stub-changed pre")), /newly said/);
  await isAccessible(page, "the offer of a new stub");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("more = 2\n");
  await saved(page);
  await goTo("ch01_math.html");
  assert.equal(await page.locator(".stub-changed").count(), 1, "it asks until it is answered");
  await page.getByRole("button", { name: "Take the new stub" }).click();
  assert.match(await textOf(page), /TODO, newly said/);
  assert.equal(await page.locator(".stub-changed").count(), 0);
  await openWork(page);
  await page.getByRole("button", { name: /^Put it back/ }).click();
  assert.equal(await textOf(page), "mine = 1\nmore = 2\n");
  await goTo("ch01_math.html");
  assert.equal(await page.locator(".stub-changed").count(), 0);
  await leave();
});

test("whoever keeps theirs isn't asked again", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, "mine = 1\n");
  await saved(page);
  await newVersion(page, newerStub);
  await goTo("ch01_math.html");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await goTo("ch01_math.html");
  assert.equal(await page.locator(".stub-changed").count(), 0);
  assert.equal(await textOf(page), "mine = 1\n");
  await leave();
});

test("reset asks, keeps the text, and gives it back", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await openWork(page);
  await page.getByRole("button", { name: "Reset this chapter" }).click();
  assert.match(await news(page), /untouched stub\. There is nothing to reset/);
  for (let i = 1; i <= 12; i++) {
    await paste(page, `number = ${i}\n`);
    await page.getByRole("button", { name: "Reset this chapter" }).click();
    await page.getByRole("button", { name: "Reset", exact: true }).click();
  }
  assert.match(await textOf(page), /^"""Chapter 1/);
  assert.match(await news(page), /is the stub again, with nothing written\. What you had is kept/);
  assert.equal(await page.locator(".kept li").count(), 12);
  await page.getByRole("button", { name: "Get it back" }).click();
  assert.equal(await textOf(page), "number = 12\n");
  await goTo("ch01_math.html");
  await openWork(page);
  await page.locator(".kept li").nth(11).getByRole("button").click();
  assert.equal(await textOf(page), "number = 1\n");
  assert.equal(await page.locator(".kept li").count(), 12, "number 12 was kept already");
  await page.getByRole("button", { name: "Reset this chapter" }).click();
  await page.getByRole("button", { name: "Leave it" }).click();
  assert.equal(await textOf(page), "number = 1\n");
  await leave();
});

test("two tabs: the other one follows, and nothing is lost", OPTIONS, async () => {
  const { page, context, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator(".cm-content").waitFor();
  await paste(other, "from_other = 1\n");
  await page.waitForFunction(() =>
    document.querySelector(".cm-content")?.textContent.includes("from_other"),
  );
  assert.match(await news(page), /changed in another tab/);

  // A tab that knew of the other's text takes its place, as typing does: nothing to keep.
  await paste(page, "knowing = 1\n");
  await other.waitForFunction(() =>
    document.querySelector(".cm-content")?.textContent.includes("knowing"),
  );
  const kept = () =>
    page.evaluate(() =>
      JSON.parse(localStorage.getItem("nnfs:kept:ch01_math") ?? "[]").map(
        (/** @type {{text: string}} */ copy) => copy.text,
      ),
    );
  assert.deepEqual(await kept(), []);
  // One that wrote at the same moment didn't know of it.
  await page.evaluate(() => {
    const entry = JSON.parse(localStorage["nnfs:work:ch01_math"]);
    const blind = {
      ...entry,
      text: "blind = 1\n",
      savedAt: new Date().toISOString(),
      after: "2000-01-01",
    };
    localStorage.setItem("nnfs:work:ch01_math", JSON.stringify(blind));
  });
  await other.waitForFunction(() =>
    document.querySelector(".cm-content")?.textContent.includes("blind"),
  );
  // what one tab stores, another one sees a moment later
  await page.waitForFunction(() => localStorage.getItem("nnfs:kept:ch01_math"));
  assert.deepEqual(await kept(), ["knowing = 1\n"]);
  await leave();
});

test("a tab that slept doesn't overwrite what was written meanwhile", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, "begun = 1\n");
  await saved(page);
  // As another tab would have stored it, without this one hearing of it.
  await page.evaluate(() => {
    const entry = JSON.parse(localStorage["nnfs:work:ch01_math"]);
    localStorage.setItem(
      "nnfs:work:ch01_math",
      JSON.stringify({ ...entry, text: "elsewhere = 1\n" }),
    );
  });
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("more = 2\n");
  await page.getByText("That text is among the kept texts").waitFor();
  await openWork(page);
  assert.match(await textIn(page.locator(".kept li").first()), /written in another tab/);
  await page.locator(".kept li").first().getByRole("button").click();
  assert.equal(await textOf(page), "elsewhere = 1\n");
  await leave();
});

for (const [what, script] of [
  [
    "forbidden",
    'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });',
  ],
  [
    "full",
    'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };',
  ],
]) {
  test(`storage ${what}: a sentence, and work goes on`, OPTIONS, async () => {
    const { page, context, goTo, leave } = await site.learner();
    await context.addInitScript(script);
    await goTo("ch01_math.html");
    await page.locator(".saved.warning").waitFor();
    assert.match(
      await textIn(page.locator(".saved")),
      /so download it before you leave|so download your work/,
    );
    const text = await solution("ch01_math");
    await paste(page, text);
    assert.match(await grade(page), /Every task of this chapter is right/);
    await openWork(page);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download my exercises" }).click();
    const files = unzipSync(await readFile(await (await download).path()));
    assert.equal(strFromU8(files["exercises/ch01_math.py"]), text);
    await leave();
  });
}

test("a text that can’t be stored is never called kept, and is until there is room", OPTIONS, async () => {
  const { page, context, goTo, leave } = await site.learner();
  await context.addInitScript(() => {
    const store = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (window.full) throw new DOMException("full", "QuotaExceededError");
      store.call(this, key, value);
    };
  });
  await goTo("ch01_math.html");
  await paste(page, "mine = 1\n");
  await saved(page);
  await openWork(page);
  await page.evaluate(() => {
    window.full = true;
  });
  await page.getByRole("button", { name: "Reset this chapter" }).click();
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  assert.match(await news(page), /What you had is gone when this page closes/);
  assert.match(await textIn(page.locator(".kept")), /gone when this page closes.*before the reset/s);
  const asks = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  await (await asks).dismiss();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my exercises" }).click();
  const path = await (await download).path();
  const [[name, bytes]] = Object.entries(unzipSync(await readFile(path)));
  assert.match(name, /^exercises\/kept\/ch01_math\.\d{4}-/);
  assert.equal(strFromU8(bytes), "mine = 1\n");
  await bring(page, [name.replace(/.*\//, ""), bytes]);
  await page.waitForFunction(() => document.querySelector(".cm-content")?.textContent.includes("mine"));

  await page.locator(".saved.warning").waitFor();
  await page.evaluate(() => {
    window.full = false;
  });
  await paste(page, "mine = 2\n");
  await saved(page);
  assert.equal(await page.locator(".saved.warning").count(), 0);
  const kept = await page.evaluate(() => localStorage.getItem("nnfs:kept:ch01_math"));
  assert.match(kept ?? "", /mine = 1/);
  await leave();
});

test(
  "the download unpacks into a clone, where the terminal grades the same; and back",
  OPTIONS,
  async () => {
    const text = (await solution("ch01_math"))
      .replace("return [x + y", "return [x - y")
      .replace("list(map(add", "list(map(mul");
    const second = await solution("ch02_neuron");
    const { page, goTo, leave } = await site.learner();
    const clone = await cloneOfCourse();
    try {
      await goTo("ch02_neuron.html");
      await paste(page, second);
      await saved(page);
      await goTo("ch01_math.html");
      await openWork(page);
      await paste(page, text);
      await grade(page);
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download my exercises" }).click();
      assert.match(await news(page), /holds 2 chapters/);
      const path = await (await download).path();
      for (const [name, data] of Object.entries(unzipSync(await readFile(path)))) {
        await mkdir(dirname(join(clone.folder, name)), { recursive: true });
        await writeFile(join(clone.folder, name), data);
      }
      await tellsTheSame(page, await gradeInTerminal(clone.folder, "ch01_math"));

      const zip = await readFile(path);
      const later = await site.learner();
      await later.goTo("ch01_math.html");
      await openWork(later.page);
      await bring(later.page, ["exercises.zip", zip]);
      await later.page.locator(".news").waitFor();
      assert.match(
        await news(later.page),
        /exercises\/ch01_math\.py is in the editor\..*exercises\/ch02_neuron\.py was taken in\./s,
      );
      assert.equal(await textOf(later.page), text);
      await later.goTo("ch02_neuron.html");
      assert.equal(await textOf(later.page), second);
      await later.leave();
    } finally {
      await clone.remove();
    }
    await leave();
  },
);

test("bringing files: what is taken, what is refused, what is kept", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const said = async (/** @type {File[]} */ ...files) => {
    await page.evaluate(() => document.querySelector(".news")?.remove());
    await bring(page, ...files);
    await page.locator(".news").waitFor();
    return news(page);
  };
  await goTo("ch01_math.html");
  await openWork(page);
  await paste(page, "mine = 1\n");
  assert.match(
    await said(["ch01_math.py", "\ufeffa = 1\r\nb = '→'\r\n"]),
    /is in the editor\. What you had is kept/,
  );
  assert.equal(await textOf(page), "a = 1\nb = '→'\n");
  assert.match(
    await textIn(page.locator(".kept li").first()),
    /before a file was brought in/,
  );
  assert.match(await said(["ch01_math (1).py", "a = 1\nb = '→'\n"]), /is the same as here/);
  assert.match(await said(["homework.py", "a = 1\n"]), /homework\.py is not an exercise/);
  assert.match(await said(["photo.jpg", "x"]), /photo\.jpg is not an exercise/);
  assert.match(await said(["ch01_math.py", Buffer.from([0x61, 0xe9, 0x0a])]), /isn’t UTF-8 text/);
  assert.match(await said(["ch01_math.py", Buffer.alloc(600_000, "a")]), /too large/);
  if (!(await page.locator("#pages [data-progress=np1_xor]").count())) {
    assert.match(await said(["np1_xor.py", "a = 1\n"]), /Part II, which is graded in the terminal/);
  }
  assert.match(await said(["broken.zip", "PK but no zip"]), /can’t be read as a zip/);
  assert.match(
    await said(["other.zip", zipSync({ "notes.txt": strToU8("x") })]),
    /holds no exercise/,
  );
  assert.equal(await textOf(page), "a = 1\nb = '→'\n");

  // A whole clone, as a service packs it: only exercises/ counts.
  const clone = zipSync({
    "course-main/exercises/ch01_math.py": strToU8("from_zip = 1\n"),
    "course-main/exercises/kept/ch01_math.2026-01-01.py": strToU8("old = 1\n"),
    "course-main/solutions/ch01_math.py": strToU8("ours = 1\n"),
    "course-main/README.md": strToU8("x"),
  });
  assert.match(
    await said(["clone.zip", clone]),
    /ch01_math\.py is in the editor.*3 other files in clone\.zip/s,
  );
  assert.equal(await textOf(page), "from_zip = 1\n");

  const twice = zipSync({
    "exercises/ch01_math.py": strToU8("first = 1\n"),
    "older/exercises/ch01_math.py": strToU8("second = 1\n"),
  });
  assert.match(await said(["twice.zip", twice]), /older\/exercises\/ch01_math\.py was not/);
  assert.equal(await textOf(page), "first = 1\n");

  // Dropped instead of chosen.
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["dropped = 1\n"], "ch01_math.py"));
    return transfer;
  });
  await page.locator(".work .drop").dispatchEvent("dragover", { dataTransfer: data });
  await page.locator(".work .drop").dispatchEvent("drop", { dataTransfer: data });
  await page.waitForFunction(() =>
    document.querySelector(".cm-content")?.textContent.includes("dropped"),
  );
  await leave();
});

test("a clone in which nothing is written begins no chapter, and takes no text’s place", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const stubs = join(FOLDER, "files", "exercises");
  /** @type {Object<string, Uint8Array>} */
  const files = {};
  for (const name of await readdir(stubs)) files[`clone/exercises/${name}`] = await readFile(join(stubs, name));
  await goTo("ch01_math.html");
  await paste(page, "mine = 1\n");
  await saved(page);
  await openWork(page);
  await bring(page, ["clone.zip", zipSync(files)]);
  await page.locator(".news").waitFor();
  const graded = await page.locator("#pages [data-progress]").count();
  assert.match(await news(page), new RegExp(`Nothing is written yet in ${graded} exercises\\. They were left alone`));
  assert.equal(await textOf(page), "mine = 1\n");
  const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => /work|kept/.test(key)));
  assert.deepEqual(keys, ["nnfs:work:ch01_math"]);

  const written = (await solution("ch02_neuron")).replaceAll("\n", "\r\n");
  const third = await readFile(join(stubs, "ch03_forward.py"));
  await bring(page, ["ch02_neuron.py", written], ["ch03_forward.py", third]);
  await page.getByText("exercises/ch02_neuron.py was taken in.").waitFor();
  assert.match(await news(page), /Nothing is written yet in exercises\/ch03_forward\.py\. It was left alone/);
  await leave();
});

test("a folder that is dropped beside a file is named, and the file is taken", OPTIONS, async () => {
  const { page, context, goTo, leave } = await site.learner();
  const folder = await mkdtemp(join(tmpdir(), "dropped-"));
  await mkdir(join(folder, "papers"));
  await writeFile(join(folder, "ch01_math.py"), "dropped = 1\n");
  try {
    await goTo("ch01_math.html");
    await openWork(page);
    const place = page.locator(".work .drop");
    await place.scrollIntoViewIfNeeded();
    const box = await place.boundingBox();
    const [x, y] = [(box?.x ?? 0) + 20, (box?.y ?? 0) + 10];
    const session = await context.newCDPSession(page);
    const data = { items: [], files: ["papers", "ch01_math.py"].map((name) => join(folder, name)), dragOperationsMask: 1 };
    for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
      await session.send("Input.dispatchDragEvent", { type, x, y, data });
    }
    await page.getByText("exercises/ch01_math.py is in the editor.").waitFor();
    assert.match(await news(page), /papers can’t be read\. If it is a folder/);
    assert.equal(await textOf(page), "dropped = 1\n");
  } finally {
    await rm(folder, { recursive: true });
  }
  await leave();
});
