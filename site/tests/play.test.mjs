// The playgrounds, in a browser: the learner's code at work, or ours where theirs isn't finished.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { draw, drawWithFinger, STROKES } from "./drawn.mjs";
import {
  grade,
  groupIn,
  isAccessible,
  paste,
  ROOT,
  solution,
  startSite,
  textIn,
} from "./learner.mjs";
import { networkOf } from "../app/letter_network.js";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

const OPTIONS = { timeout: 240_000 };
const TRAINING = 900_000; // milliseconds; half a minute where nothing else is going on
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

/**
 * Open a chapter with its playground in sight, some chapters being written.
 * @param {string} path
 * @param {Object<string, string>} [texts] - {stem: text}
 * @param {BrowserContextOptions} [options]
 */
async function visit(path, texts = {}, options = {}) {
  const learner = await site.learner(options);
  const { page, goTo } = learner;
  await page.addInitScript((given) => {
    for (const [stem, text] of Object.entries(given)) {
      localStorage[`nnfs:work:${stem}`] ??= JSON.stringify({ text });
    }
  }, texts);
  await goTo(path);
  const back = page.getByRole("button", { name: "Back to the lesson" });
  if (await back.isVisible()) {
    await back.click();
  }
  await page.locator("#playground").evaluate((section) => section.scrollIntoView());
  return learner;
}

const whose = (/** @type {Page} */ page) => page.locator(".whose");
/** @type {(page: Page, row: number, column: number) => import("playwright-core").Locator} */
const cell = (page, row, column) =>
  page.locator(".play tbody tr").nth(row).locator("td").nth(column);

/** @returns {Promise<Object<string, string>>} */
async function allSolutions() {
  const names = (await readdir(join(ROOT, "solutions"))).filter((name) => /^ch.*\.py$/.test(name));
  const stems = names.map((name) => name.slice(0, -3)).sort();
  return Object.fromEntries(
    await Promise.all(stems.map(async (stem) => [stem, await solution(stem)])),
  );
}

test(
  "neuron: sliders move the line, and AND and OR can be built by keyboard",
  OPTIONS,
  async () => {
    const { page, leave } = await visit("ch02_neuron.html");
    await whose(page)
      .getByText(/Our code is running, because you have written nothing in chapter 2/)
      .waitFor();
    const bias = page.getByRole("slider", { name: "Bias b" });
    assert.equal(await textIn(cell(page, 0, 2)), "−0.50");
    const line = () => page.locator(".play svg path").last().getAttribute("d");
    const before = await line();
    await page.getByLabel("Try to build").selectOption("AND");
    await page.getByText("AND: 2 of 4 corners right.").first().waitFor();
    await bias.focus();
    for (let i = 0; i < 10; i++) {
      await page.keyboard.press("ArrowLeft");
    }
    await page.getByText("AND: 4 of 4 corners right.").first().waitFor();
    assert.equal(await bias.getAttribute("aria-valuetext"), "−1.5");
    assert.deepEqual(
      [await textIn(cell(page, 3, 2)), await textIn(cell(page, 3, 5))],
      ["0.50", "right"],
    );
    assert.notEqual(await line(), before);
    await page.getByLabel("Activation").selectOption("sigmoid");
    await page.waitForFunction(
      () => document.querySelectorAll(".play tbody td")[3].textContent === "0.18",
    ); // σ(−1.5)
    await leave();
  },
);

test(
  "neuron: the learner's own Neuron runs, also a wrong one; an error is a sentence",
  OPTIONS,
  async () => {
    const text = await solution("ch02_neuron");
    const odd = text.replace("        return self.a\n", "        return self.a + 42\n");
    assert.notEqual(odd, text);
    const { page, leave } = await visit("ch02_neuron.html", { ch02_neuron: odd });
    await whose(page)
      .getByText(
        /Your own chapter 2 is running, on the course’s earlier chapters, because your dot_product in chapter 1 isn’t written yet/,
      )
      .waitFor();
    assert.equal(await textIn(cell(page, 0, 3)), "42.00");

    const wrong = text.replace(
      "        self.inputs = list(inputs)\n",
      "        self.inputs = list(inputs)\n        surprise\n",
    );
    await paste(page, wrong);
    await page.getByRole("slider", { name: "Bias b" }).press("ArrowRight");
    await whose(page)
      .getByText("Your code raised NameError: name 'surprise' is not defined.")
      .waitFor();
    const number = wrong.split("\n").findIndex((words) => words.trim() === "surprise") + 1;
    const link = whose(page).getByRole("link", { name: `exercises/ch02_neuron.py:${number}` });
    await link.click();
    await page.locator(".cm-activeLineGutter", { hasText: String(number) }).waitFor();
    for (const name of ["timeout", "constructor"]) {
      const raising = wrong.replace("        surprise\n", `        raise ${name}("mine")\n`);
      await paste(page, raising.replace("class Neuron", `class ${name}(Exception):\n    pass\n\n\nclass Neuron`));
      await page.getByRole("slider", { name: "Bias b" }).press("ArrowRight");
      await whose(page).getByText(`Your code raised ${name}: mine.`).waitFor();
    }
    await page.getByRole("button", { name: "Run ours instead" }).click();
    await whose(page).getByText("Our code is running.").waitFor();
    assert.equal(await textIn(cell(page, 0, 3)), "0.00");
    await paste(
      page,
      text.replace("        self.inputs = list(inputs)\n", "        while True: pass\n"),
    );
    await page.getByRole("button", { name: "Run mine" }).click();
    await whose(page).getByText("The code gave no answer within the time limit.").waitFor();
    await paste(page, text);
    await page.getByLabel("the course’s earlier chapters").check();
    await grade(page); // after which the playground runs the new code by itself
    await whose(page).getByText("Your own code is running.").waitFor();
    await leave();
  },
);

test(
  "descent: it creeps, arrives, jumps across and diverges, as the lesson says",
  OPTIONS,
  async () => {
    const { page, leave } = await visit("ch06_training.html", await allSolutions());
    await whose(page).getByText("Your own code is running.").waitFor();
    /** @type {(rate: string, sentence: string) => Promise<void>} */
    const said = async (rate, sentence) => {
      await page.getByRole("button", { name: `Rate ${rate}`, exact: true }).click();
      await page.locator(".play p", { hasText: sentence }).first().waitFor();
    };
    await said("0.3", "It arrives: from step");
    await said("0.6", "It diverges: after 20 steps the loss is 1.4e6");
    await said("0.45", "It jumps across the valley again and again.");
    const steps = page.getByRole("slider", { name: "Steps" });
    await steps.focus();
    await page.keyboard.press("End");
    await said("0.01", "After 100 steps it is at (1.73, −0.98)");
    await page.getByText("The steps as numbers").click();
    assert.deepEqual(await page.locator(".play tbody tr").nth(1).locator("td").allTextContents(), [
      "1",
      "0.0400",
      "−0.0400",
      "5.6848",
    ]);
    await leave();
  },
);

test("descent: a wrong sign climbs, and what isn't written is named", OPTIONS, async () => {
  const text = await solution("ch06_training");
  const climbing = text.replaceAll("-= learning_rate", "+= learning_rate");
  const { page, leave } = await visit("ch06_training.html", { ch06_training: climbing });
  await whose(page)
    .getByText(
      /Your own chapter 6 is running, on the course’s earlier chapters, because your \S+ in chapter 3 isn’t written yet/,
    )
    .waitFor();
  await page
    .getByText(/It diverges: after 20 steps/)
    .first()
    .waitFor();
  await paste(
    page,
    text.replace(
      /(def sgd_update[\s\S]*?"""[\s\S]*?"""\n)/,
      '$1    raise NotImplementedError("sgd_update")\n',
    ),
  );
  await page.getByRole("button", { name: "Rate 0.1", exact: true }).click();
  await whose(page)
    .getByText(
      "Our code is running, because your sgd_update in chapter 6 isn’t written yet. Write sgd_update above, and yours runs here.",
    )
    .waitFor();
  await leave();
});

/**
 * Return the letter that is read.
 * @param {Page} page
 */
async function read(page) {
  await page.locator(".reading", { hasText: /^It reads/ }).waitFor();
  return groupIn(/^It reads (\w+),/, await textIn(page.locator(".reading")));
}

test(
  "letters: the learner's own classifier is trained, and reads what is drawn",
  { timeout: 1_500_000 },
  async (context) => {
    const texts = await allSolutions();
    const { page, leave } = await visit("ch07_letter_classifier.html", texts);
    const train = page.getByRole("button", { name: /^Train/ });
    await page.getByText("Train it first, then draw.").waitFor();
    await train.click();
    await page.getByText(/Epoch 1 of 10, mean loss \d/).waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await whose(page).getByText("Stopped.").waitFor();

    await train.click();
    await page.getByText(/^Trained in \d+ seconds/).waitFor({ timeout: TRAINING });
    await whose(page).getByText("Your own code is running.").waitFor();
    const words = await textIn(page.getByText(/^Trained in/));
    context.diagnostic(words);
    assert.ok(Number(groupIn(/it reads ([\d.]+) %/, words)) > 90, words);
    assert.equal(await page.locator(".play progress").getAttribute("value"), "1");
    const points = await page.locator(".play polyline").getAttribute("points");
    assert.ok(points && points.split(" ").length > 100);

    const right = [];
    for (const [letter, strokes] of Object.entries(STROKES)) {
      await page.getByRole("button", { name: "Clear" }).click();
      await page.locator(".reading", { hasText: "Draw something." }).waitFor();
      await draw(page, strokes);
      await page.waitForTimeout(600); // the answer to the last stroke is the one that counts
      if ((await read(page)) === letter) {
        right.push(letter);
      }
    }
    context.diagnostic(`drawn with the mouse: ${right.length} of 26 are read, ${right.join("")}`);
    assert.ok(right.length >= 20, `only ${right.join("")} are read`);
    const shares = await page.locator(".chances li > :last-child").allTextContents();
    assert.equal(shares.length, 5);
    const numbers = shares.map((share) => Number(groupIn(/([\d.]+)/, share)));
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => b - a),
    );
    await isAccessible(page, "a letter was read");

    // Its score as a picture.
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save a picture of its score" }).click();
    const picture = await saving;
    assert.equal(picture.suggestedFilename(), "my-network.png");
    const bytes = await readFile(await picture.path());
    assert.deepEqual([bytes.toString("latin1", 1, 4), bytes.readUInt32BE(16)], ["PNG", 1200]);

    // It is kept, with the code that trained it.
    const kept = await page.evaluate(() => JSON.parse(localStorage["nnfs:network"]));
    assert.deepEqual(JSON.parse(kept.code), [false, "exercises", texts]);
    assert.equal(kept.layers.flatMap(numbersOf).filter(Number.isFinite).length, 10_970);

    // With the keyboard alone: an L of cells.
    await page.getByLabel("cells, for the keyboard").check();
    await page.getByRole("gridcell").first().focus();
    for (const key of [..."vvvvvvvv"]
      .map(() => "ArrowDown")
      .concat([..."hhhhh"].map(() => "ArrowRight"))) {
      await page.keyboard.press("Space");
      await page.keyboard.press(key);
    }
    await page.keyboard.press("Space");
    await page.waitForTimeout(600);
    assert.equal(await read(page), "L");
    assert.equal(await page.locator("[aria-selected=true]").count(), 14);
    await isAccessible(page, "cells");

    // Another program: the trained network isn't its any more.
    await paste(
      page,
      texts.ch07_letter_classifier.replace(
        "chances.index(max(chances))",
        "chances.index(min(chances))",
      ),
    );
    await page.locator(".saved", { hasText: "saved" }).waitFor();
    await page.waitForTimeout(800);
    await page.getByRole("gridcell").first().click();
    await page.getByText("Your code has changed. Train it again.").waitFor();
    await leave();
  },
);

/** @param {{weights: number[][], biases: number[]}} layer */
const numbersOf = ({ weights, biases }) => [...weights.flat(), ...biases];

test("letters: a trained network is there again after a reload, as long as its code is", OPTIONS, async () => {
  const texts = await allSolutions();
  const folder = process.env.SITE_FOLDER || join(ROOT, "site/public");
  const built = JSON.parse(await readFile(`${folder}/assets/network_letters.json`, "utf8"));
  const { layers } = networkOf(built);
  const kept = {
    code: JSON.stringify([false, "exercises", texts]),
    whose: "mine",
    layers,
    result: { trained: 312, tested: 208, ...built.right },
    seconds: 66,
    losses: [[0.1, 3], [5, 0.3], [10, 0.1]],
  };
  const { page, goTo, leave } = await site.learner();
  await page.addInitScript(
    ([given, network]) => {
      for (const [stem, text] of Object.entries(given)) {
        localStorage[`nnfs:work:${stem}`] ??= JSON.stringify({ text });
      }
      localStorage["nnfs:network"] ??= JSON.stringify(network);
    },
    /** @type {const} */ ([texts, kept]),
  );
  const open = async () => {
    await goTo("ch07_letter_classifier.html");
    await page.locator("#playground").evaluate((section) => section.scrollIntoView());
  };
  const again = page.getByText(
    "Trained in 66 seconds, on 312 letters. Of 208 letters in fonts it has never seen it reads 99.0 %, and when these are turned and shifted too, 90.5 %. Now draw. It was kept in this browser.",
  );
  const picture = page.getByRole("button", { name: "Save a picture of its score" });
  await open();
  await again.waitFor();
  assert.ok(await picture.isVisible());
  await page.locator(".paper").scrollIntoViewIfNeeded();
  await draw(page, STROKES.R);
  await page.locator(".reading", { hasText: /^It reads R,/ }).waitFor();
  await whose(page).getByText("Your own code is running.").waitFor();
  const share = groupIn(/probability of (.+)\.$/, await textIn(page.locator(".reading")));
  assert.equal(await textIn(page.locator(".chances li").first()), `R${share}`);
  await isAccessible(page, "a network that was kept");

  // Another program didn't train it.
  const other = texts.ch07_letter_classifier.replace("index(max(chances))", "index(min(chances))");
  assert.notEqual(other, texts.ch07_letter_classifier);
  await paste(page, other);
  await page.locator(".saved", { hasText: "saved" }).waitFor();
  await open();
  await page.getByText(/^A trained network is kept here, but your code has changed/).waitFor();
  await page.getByText("Train it first, then draw.").waitFor();
  assert.ok(!(await picture.isVisible()));

  // It is the same program again.
  await paste(page, texts.ch07_letter_classifier);
  await page.locator(".saved", { hasText: "saved" }).waitFor();
  await open();
  await again.waitFor();
  await leave();
});

test(
  "letters: an error in the learner's training is a sentence with its line",
  OPTIONS,
  async () => {
    const texts = await allSolutions();
    texts.ch07_letter_classifier = texts.ch07_letter_classifier.replace(
      "        targets = {",
      "        targets = 1 / 0\n        targets = {",
    );
    const { page, leave } = await visit("ch07_letter_classifier.html", texts);
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await whose(page).getByText("Your code raised ZeroDivisionError").waitFor();
    assert.match(await textIn(whose(page)), /exercises\/ch07_letter_classifier\.py:\d+/);
    await leave();
  },
);

for (const path of ["ch02_neuron.html", "ch06_training.html", "ch07_letter_classifier.html"]) {
  test(
    `${path}: axe finds nothing in either scheme, and a phone doesn't scroll sideways`,
    OPTIONS,
    async () => {
      const { page, leave } = await visit(
        path,
        {},
        { viewport: { width: 390, height: 844 }, hasTouch: true },
      );
      if (path.startsWith("ch07")) {
        await page.locator(".paper").waitFor();
        await page.locator(".paper").scrollIntoViewIfNeeded();
        await drawWithFinger(page);
        await page.locator(".seen svg").waitFor();
      } else {
        await page.locator(".play svg").first().waitFor();
      }
      await page.evaluate(() => scrollTo(0, 0)); // or the header might lie over half of a button
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        await page.emulateMedia({ colorScheme });
        await isAccessible(page, colorScheme);
      }
      const [wide, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        innerWidth,
      ]);
      assert.ok(wide <= window, `${wide} pixels in a window of ${window}`);
      await leave();
    },
  );
}
