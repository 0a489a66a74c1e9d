// The exercise on a lesson's page, in a browser: writing, grading, the report, hints, comparing.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  cloneOfCourse,
  grade,
  gradeInTerminal,
  groupIn,
  hold,
  isAccessible,
  paste,
  reported,
  solution,
  startSite,
  states,
  tellsTheSame,
  textIn,
  wrongDotProduct,
} from "./learner.mjs";
import { FOLDER } from "./site.mjs";

const OPTIONS = { timeout: 240_000 };
/** @import { Page } from "playwright-core" */
/** @type {import("./learner.mjs").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

test("keyboard alone, from the first page to a task that passes", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const press = (/** @type {string} */ key, times = 1) =>
    Array.from({ length: times }).reduce(
      (/** @type {Promise<void>} */ before) => before.then(() => page.keyboard.press(key)),
      Promise.resolve(),
    );
  const tabTo = async (/** @type {string} */ wanted) => {
    for (let i = 0; i < 400; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement?.matches(selector), wanted)) {
        return;
      }
    }
    assert.fail(`Tab never came to ${wanted}`);
  };
  await goTo("index.html");
  await tabTo("main a[href='ch01_math.html']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/ch01_math/);
  await tabTo(".turn a");
  await page.keyboard.press("Enter");
  await page.locator(".cm-focused").waitFor(); // the cursor is where the task is to be written
  await press("Shift+End");
  await page.keyboard.type("if len(a) != len(b):\n", { delay: 2 });
  await page.keyboard.type('raise ValueError(f"{len(a)} and {len(b)}")\n', { delay: 2 });
  await press("Shift+Tab");
  await page.keyboard.type("return [x + y for x, y in zip(a, b)]\n", { delay: 2 });
  await press("Control+Enter");
  await reported(page);
  assert.equal((await states(page)).vector_add, "passed");
  assert.equal((await states(page)).vector_subtract, "not started");

  await press("Escape");
  await page.waitForTimeout(2500); // there is no hurry
  await press("Tab");
  assert.match(await textIn(page.locator(":focus")), /^Check/);
  await leave();
});

test("Tab indents in the editor, and the page says how to leave it", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  await goTo("ch01_math.html");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Tab");
  assert.match(await textIn(page.locator(".cm-line").first()), /^ {4}"""Chapter 1/);
  const help = await page.locator(".cm-content").getAttribute("aria-describedby");
  assert.match(await textIn(page.locator(`#${help}`)), /Escape, then Tab/);
  await leave();
});

test("a wrong answer: the terminal's report, to the letter, with links", OPTIONS, async () => {
  const wrong = await wrongDotProduct();
  const clone = await cloneOfCourse();
  const { page, goTo, leave } = await site.learner();
  try {
    await writeFile(join(clone.folder, "exercises", "ch01_math.py"), wrong);
    const terminal = await gradeInTerminal(clone.folder, "ch01_math");
    await goTo("ch01_math.html");
    await paste(page, wrong);
    const report = await grade(page);
    await tellsTheSame(page, terminal);
    assert.match(report, /expected 32 got \[4, 10, 18\] That is the list of products/);

    const line = groupIn(/exercises\/ch01_math\.py:(\d+)/, terminal);
    await page.getByRole("button", { name: `Go to line ${line}` }).click();
    assert.equal(await page.locator(".cm-activeLineGutter", { hasText: line }).count(), 1);
    assert.match(await textIn(page.locator(".cm-activeLine")), /def dot_product/);
    assert.equal(await page.locator(".cm-lint-marker").count(), 1);
    await page.getByRole("button", { name: /^Hint/ }).click();
    assert.match(await textIn(page.locator(".hint h4")), /dot_product · hint 1 of 3/);
    await page.getByRole("link", { name: "Read its section" }).click();
    await page.waitForURL(/#dot_product$/);
    const top = await page
      .locator("#dot_product")
      .evaluate((heading) => heading.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 200, `the section is at ${top}`);
  } finally {
    await clone.remove();
  }
  await leave();
});

/**
 * Wait until the line of the editor that holds a text is in view.
 * @param {Page} page
 * @param {string} text
 */
const isInView = (page, text) =>
  page.waitForFunction((/** @type {string} */ wanted) => {
    const lines = [...document.querySelectorAll(".cm-line")];
    const line = lines.find((one) => one.textContent?.includes(wanted));
    const [outer, inner] = [line?.closest(".cm-scroller"), line].map((one) => one?.getBoundingClientRect());
    return outer && inner && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  }, text);

test("what is to be written comes into view, and a grading leaves it in view", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({ viewport: { width: 1280, height: 560 } });
  const written = 'raise NotImplementedError("matrix_vector_multiply")';
  await goTo("ch01_math.html");
  await page.getByRole("button", { name: "matrix_vector_multiply" }).first().click();
  await page.waitForFunction(() => document.querySelector(".cm-focused"));
  await isInView(page, written);

  await goTo("index.html"); // from there it is another visit, and no reload
  await goTo("ch01_math.html");
  await page.locator(".cm-content").focus();
  await page.keyboard.press("End");
  for (const _ of 'raise NotImplementedError("vector_add")') await page.keyboard.press("Backspace");
  await page.keyboard.type("return a + b  # mine");
  await isInView(page, "# mine");
  await grade(page);
  await page.locator(".report h3", { hasText: "vector_add: not yet" }).waitFor();
  await isInView(page, "# mine");
  await leave();
});

test("in a class, a hint is for the method that the learner has come to", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const button = page.getByRole("button", { name: /^Hint/ });
  const text = await solution("ch02_neuron");
  const start = text.indexOf("return 1 if self.forward(inputs) > 0");
  assert.notEqual(start, -1);
  await goTo("ch01_math.html");
  await paste(page, await solution("ch01_math"));
  await goTo("ch02_neuron.html");
  await paste(page, text.slice(0, start) + text.slice(start).replace("> 0", "< 0"));
  await grade(page);
  assert.equal(await textIn(button), "Hint 1 of 1 for Perceptron.predict");
  await button.click();
  assert.equal(await textIn(page.locator(".hint h4")), "Perceptron.predict · hint 1 of 1");
  await goTo("ch02_neuron.html");
  assert.equal(await textIn(button), "Hint 1 of 1 for Perceptron.predict, again");
  await leave();
});

test("hints come one at a time, and the page remembers how many", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const titles = () => page.locator(".hint h4").allTextContents();
  const next = () => page.getByRole("button", { name: /^Hint \d/ }).click();
  const text = (await wrongDotProduct()).replace(
    /^ {4}return \[x \* y for x, y in zip\(a, b\)\]/m,
    "    return 0",
  );
  await goTo("ch01_math.html");
  assert.match(
    await textIn(page.getByRole("button", { name: /^Hint/ })),
    /Hint 1 of 2 for vector_add/,
  );
  await paste(page, text);
  await grade(page);
  await next();
  assert.deepEqual(await titles(), ["dot_product · hint 1 of 3"]);
  await next();
  assert.deepEqual(await titles(), ["dot_product · hint 1 of 3", "dot_product · hint 2 of 3"]);
  await goTo("ch01_math.html");
  assert.match(
    await textIn(page.getByRole("button", { name: /^Hint/ })),
    /Hint 3 of 3 for dot_product/,
  );
  await next();
  assert.equal((await titles()).length, 3);
  await next();
  assert.match(
    await textIn(page.locator(".last-hint")),
    /That was the last hint.*Read its section again.*See our answer/,
  );
  await leave();
});

test(
  "when it is done: the next chapter, the comparison, the solution, the progress",
  OPTIONS,
  async () => {
    const { page, goTo, leave } = await site.learner();
    await goTo("ch01_math.html");
    await page.getByRole("button", { name: "Compare with ours" }).click();
    assert.equal(await page.locator(".beside").count(), 0);
    assert.match(
      await textIn(page.locator(".offer").first()),
      /vector_add isn’t finished, so ours isn’t shown/,
    );
    await page.getByRole("button", { name: "Show ours for transpose" }).click();
    await page.getByRole("button", { name: "Not yet" }).click();
    assert.equal(await page.locator(".beside").count(), 0);
    await page.getByRole("button", { name: "Show ours for transpose" }).click();
    await page.getByRole("button", { name: "Show it" }).click();
    assert.match(await textIn(page.locator(".beside")), /not written yet.*def transpose/s);
    await page.getByRole("button", { name: "Close the comparison" }).click();
    await page.locator(".tasks button[title^=transpose]").click();
    await page.getByRole("button", { name: "Compare with ours" }).click();
    await page.waitForFunction(() => {
      const [task, around] = [".comparison [data-task=transpose]", ".comparison"].map((one) => document.querySelector(one)?.getBoundingClientRect());
      return task && around && task.top >= around.top - 1 && task.bottom <= around.bottom + 1;
    });
    await page.getByRole("button", { name: "Close the comparison" }).click();

    const text = (await solution("ch01_math")).replace(
      "def transpose(",
      "def helper():\n    return 1\n\n\ndef transpose(",
    );
    await paste(page, text.replace("return [list(column)", "helper()\n    return [list(column)"));
    assert.match(await grade(page), /Every task of this chapter is right/);
    assert.match(
      await textIn(page.locator(".answer")),
      /Chapter 1 is done\..*Next: 2 · A single neuron/,
    );
    await page.getByRole("button", { name: "Compare with ours" }).click();
    await page.locator(".beside").first().waitFor();
    const all = (await solution("ch01_math")).match(/^def (?!main\b)/gm)?.length;
    assert.equal(await page.locator(".beside").count(), all);
    const beside = await textIn(page.locator(".beside[aria-label=vector_add]"));
    assert.match(
      beside,
      /Yours, from line \d+.*Ours, from line \d+/s,
    );
    assert.doesNotMatch(beside, /"""/, "docstrings are left out");

    await goTo("index.html");
    assert.equal(await textIn(page.locator("main [data-progress=ch01_math]")), `${all} of ${all}, done`);
    await goTo("ch01_math_solution.html");
    assert.equal(await page.locator("#solution[open]").count(), 1);
    await goTo("ch02_neuron_solution.html");
    assert.equal(await page.locator("#solution[open]").count(), 0);
    await leave();
  },
);

test(
  "the earlier chapters are the learner's own, or the course's by a switch",
  OPTIONS,
  async () => {
    const { page, goTo, leave } = await site.learner();
    await goTo("ch02_neuron.html");
    await paste(page, await solution("ch02_neuron"));
    const report = await grade(page);
    assert.match(
      report,
      /needs dot_product, which isn't written yet \(chapter 1, line \d+\)/,
    );
    const place = page.locator(".report a", { hasText: /^chapter 1, line \d+$/ });
    const line = (await textIn(place)).split("line ")[1];
    await page.getByRole("button", { name: "check it on ours" }).click();
    await page.getByText("Every task of this chapter is right.").waitFor();
    assert.ok(await page.getByLabel("the course’s earlier chapters").isChecked());
    await page.getByLabel("my earlier chapters").check();
    await place.waitFor(); // what was checked is checked on these
    await page.getByLabel("the course’s earlier chapters").check();
    await page.getByText("Every task of this chapter is right.").waitFor();

    await goTo("ch02_neuron.html");
    assert.ok(
      await page.getByLabel("the course’s earlier chapters").isChecked(),
      "it is remembered",
    );
    await page.getByLabel("my earlier chapters").check();
    assert.match(await grade(page), /isn't written yet/);
    await place.click();
    await page.waitForURL(/ch01_math\.html#line-/);
    await page.locator(".cm-activeLineGutter", { hasText: line }).waitFor();
    await leave();
  },
);

test("an endless loop can be stopped, and the next grading works", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const text = await solution("ch01_math");
  await goTo("ch01_math.html");
  await paste(
    page,
    text
      .replace(/(def vector_add[\s\S]*?""".*?"""\n)/, "$1    while True: pass\n")
      .replace(/def vector_add\(.*\n/, "$&    while True: pass\n"),
  );
  await page.keyboard.press("Control+Enter");
  await page.locator(".doing", { hasText: "vector_add" }).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped. Nothing was checked.").waitFor();

  await paste(page, `${text}\nwhile True: pass\n`);
  await page.keyboard.press("Shift+Enter");
  await page.getByText("Running …").waitFor();
  await page.getByRole("button", { name: /^Check/ }).click();
  await page.locator(".toolbar").getByRole("button", { name: "Stop" }).click(); // the one and the other
  await page.locator(".console .said").getByText("Stopped.").waitFor();
  await page.getByText("Stopped. Nothing was checked.").waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.locator(".doing").textContent(), "");
  await paste(page, text);
  assert.match(await grade(page), /Every task of this chapter is right/);

  const other = await page.context().newPage(); // where it is done, too, until its text is another
  await other.goto(page.url());
  await other.getByText("Chapter 1 is done.").waitFor();
  await paste(other, "# all anew\n");
  for (const one of [page, other]) {
    await one.locator(".strip .count", { hasText: "changed since" }).waitFor();
    assert.equal(await one.getByText("Chapter 1 is done.").count(), 0);
    assert.equal(await one.getByText("Every task of this chapter is right").count(), 0);
  }
  await leave();
});

test(
  "without a connection a sentence says so, and the next press tries again",
  OPTIONS,
  async () => {
    const { page, context, goTo, leave } = await site.learner();
    await context.route("**/engine/**", (route) => route.abort());
    await goTo("ch01_math.html");
    await page.getByRole("button", { name: /^Check/ }).click();
    await page.locator(".status", { hasText: "The grader could not be loaded" }).waitFor();
    await paste(page, await solution("ch01_math"));
    await context.unroute("**/engine/**");
    assert.match(await grade(page), /Every task of this chapter is right/);
    await leave();
  },
);

test("a grading can be stopped while Python still loads", OPTIONS, async () => {
  const { page, context, goTo, leave } = await site.learner();
  const letThrough = await hold(context);
  await goTo("ch01_math.html");
  await page.getByRole("button", { name: /^Check/ }).click();
  await page.getByText("The grader is loading").waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped. Nothing was checked.").waitFor();
  letThrough();
  await page.waitForTimeout(1000);
  assert.equal(await page.locator(".report").isVisible(), false);
  assert.match(await grade(page), /Nothing is written yet/);
  await leave();
});

test(
  "what the code printed is in the report, and a file that doesn't load says where",
  OPTIONS,
  async () => {
    const { page, goTo, leave } = await site.learner();
    const text = await solution("ch01_math");
    await goTo("ch01_math.html");
    await paste(
      page,
      text.replace(
        /(def vector_add\([\s\S]*?"""[\s\S]*?"""\n)/,
        '$1    print("I was here")\n    return 7\n',
      ),
    );
    assert.match(await grade(page), /Printed along the way: I was here/);
    await paste(page, text.replace("def vector_add(a", "def vector_add(a a"));
    assert.match(await grade(page), /doesn't load\. SyntaxError/);
    assert.equal((await states(page)).transpose, "passed", "as it was");
    await page.getByRole("button", { name: /^Hint/ }).click();
    assert.match(await textIn(page.locator(".hints")), /doesn’t load yet/);
    await leave();
  },
);

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing, ${colorScheme}`, OPTIONS, async () => {
    const { page, goTo, leave } = await site.learner({ colorScheme });
    await goTo("ch02_neuron.html");
    await isAccessible(page, "the editor");
    await paste(
      page,
      (await solution("ch02_neuron")).replace("return 0.0 if z < 0 else z", "return z"),
    );
    await page.getByLabel("the course’s earlier chapters").check();
    await grade(page);
    await page.getByRole("button", { name: /^Hint/ }).click();
    await page.getByRole("button", { name: "Compare with ours" }).click();
    await page.locator(".beside").first().waitFor();
    await isAccessible(page, "the comparison");
    await page.getByRole("button", { name: "Close the comparison" }).click();
    await page.locator(".work summary").first().click();
    await isAccessible(page, "report, hint, work");
    await page.getByRole("button", { name: "Reset this chapter" }).click();
    await page.locator("dialog[open]").waitFor();
    await isAccessible(page, "the question");
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await page.locator(".kept summary").first().click();
    await isAccessible(page, "a notice and a kept text");
    await leave();
  });
}

test("on a phone nothing scrolls sideways", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  await grade(page);
  await page.getByRole("button", { name: /^Hint/ }).click();
  await page.getByRole("button", { name: "Compare with ours" }).click();
  await page.locator(".beside").first().waitFor();
  await page.getByRole("button", { name: "Close the comparison" }).click();
  await page.locator(".work summary").first().click();
  const [wide, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    innerWidth,
  ]);
  assert.ok(wide <= window, `${wide} pixels in a window of ${window}`);
  await leave();
});

test(
  "search: results with their headings, by keyboard; a word that isn't there",
  OPTIONS,
  async () => {
    const { page, goTo, leave } = await site.learner();
    await goTo("index.html");
    const box = page.getByRole("combobox", { name: "Search the course" });
    await box.fill("dot prod");
    await page.getByRole("option").first().waitFor();
    assert.match(await textIn(page.getByRole("option").first()), /dot_product.*Chapter 1/i);
    await isAccessible(page, "the results");
    await box.press("ArrowDown");
    assert.equal(await box.getAttribute("aria-activedescendant"), "search-result-0");
    await box.press("Enter");
    await page.waitForURL(/ch01_math\.html#dot_product$/);
    await page.getByRole("combobox", { name: "Search the course" }).fill("hippopotamus");
    await page.getByText("Nothing found for “hippopotamus”").first().waitFor();
    // Part II has a task of the same name; a word is explained where it first comes.
    await page.getByRole("combobox", { name: "Search the course" }).fill("softmax");
    await page.getByText("Nothing found").first().waitFor({ state: "hidden" });
    assert.match(await textIn(page.getByRole("option").first()), /^softmax.*Chapter 4/);
    await leave();
  },
);

test(
  "the theme button goes from the system's theme to light and dark, and is remembered",
  OPTIONS,
  async () => {
    const { page, goTo, leave } = await site.learner({ colorScheme: "dark" });
    const scheme = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await goTo("index.html");
    const button = page.locator("#theme");
    assert.match(await textIn(button), /system/);
    await button.click();
    assert.equal(await scheme(), "light");
    await goTo("lesson.html");
    assert.equal(await scheme(), "light");
    await page.locator("#theme").click();
    assert.equal(await scheme(), "dark");
    await page.locator("#theme").click();
    assert.equal(await scheme(), "light dark");
    await leave();
  },
);

test("opened as a file, the page says why there is no exercise and what to type", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  const said = page.locator(".as-a-file");
  for (const name of readdirSync(FOLDER).filter((name) => name.endsWith(".html"))) {
    await page.goto(pathToFileURL(join(FOLDER, name)).href);
    const parts = await page.locator("#exercise, #playground").count();
    assert.equal(await said.filter({ visible: true }).count(), parts, name);
  }
  await page.goto(pathToFileURL(join(FOLDER, "ch02_neuron.html")).href);
  const shown = (/** @type {string} */ part) =>
    textIn(page.locator(part).locator(said).filter({ visible: true }));
  assert.match(await shown("#exercise"), /only on a page that is served/);
  assert.match(await shown("#exercise"), /make serve.* make check-chapter 2\./s);
  assert.match(await shown("#playground"), /make run 2 shows/);
  await isAccessible(page, "as a file");
  await goTo("ch02_neuron.html");
  assert.equal(await said.filter({ visible: true }).count(), 0);
  await leave();
});

// It changes what the graders share with it, as the README says that code can.
const FORGED = `
import gc, types
for one in gc.get_objects():
    if isinstance(one, types.ModuleType) and one.__name__ == "browser":
        whole = one.as_data
        forged = {"stem": "STEM", "tasks": TASKS, "words": [["Done."]], "finding": None, "done": True}
        one.as_data = lambda report: {**whole(report), **forged}
`;

test("an answer that is no report on the chapter is refused, and locks nobody out", OPTIONS, async () => {
  const { page, goTo, leave } = await site.learner();
  for (const [stem, tasks] of [["ch01_math", '{"vector_add": 5}'], ["ch02_neuron", '{"sigmoid": "passed"}']]) {
    await goTo("ch01_math.html#exercise");
    await paste(page, FORGED.replace("STEM", stem).replace("TASKS", tasks));
    await page.getByRole("button", { name: /^Check/ }).click();
    await page.getByText("What came back is no report on this chapter").waitFor();
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage })), /progress:/);
    await page.reload();
    await page.locator(".cm-content").waitFor();
  }
  await leave();
});

test("a verdict on a text that was changed meanwhile calls nothing done, and marks no line", OPTIONS, async () => {
  const { page, context, goTo, leave } = await site.learner();
  const letThrough = await hold(context);
  const text = await solution("ch01_math");
  await goTo("ch01_math.html");
  await paste(page, text);
  await page.getByRole("button", { name: /^Check/ }).click();
  await paste(page, text.replace("return [x + y", "return [x - y"));
  await page.waitForFunction(() => /x - y/.test(JSON.parse(localStorage["nnfs:work:ch01_math"] ?? "{}").text));
  letThrough();
  await page.locator(".news", { hasText: "What you had when the check began is right." }).waitFor();
  assert.equal(await page.getByText("Chapter 1 is done.").count(), 0);
  assert.match(await textIn(page.locator(".strip .count")), /changed since/);

  const checkAndType = () =>
    page.evaluate(() => {
      const buttons = [...document.querySelectorAll("button")];
      buttons.find((button) => button.textContent?.startsWith("Check"))?.click();
      const content = /** @type {any} */ (document.querySelector(".cm-content"));
      content.cmTile.view.dispatch({ changes: { from: 0, insert: "# mine\n".repeat(20) } });
    });
  await checkAndType(); // the verdict comes sooner than the change is stored, or later
  await page.locator(".report h3", { hasText: "vector_add: not yet" }).waitFor();
  assert.equal(await page.locator(".cm-lint-marker").count(), 0);
  await paste(page, text);
  await checkAndType();
  await page.locator(".news", { hasText: "You have changed it since." }).waitFor();
  assert.equal(await page.getByText("Chapter 1 is done.").count(), 0);
  assert.match(await grade(page), /Every task of this chapter is right/);
  await page.getByText("Chapter 1 is done.").waitFor();
  await leave();
});

test("what can’t be shown isn’t stored", OPTIONS, async () => {
  const { page, context, goTo } = await site.learner();
  await goTo("ch01_math.html");
  await paste(page, await wrongDotProduct());
  await page.locator(".report > div").evaluate((card) => {
    card.replaceChildren = () => {
      throw new Error("not shown");
    };
  });
  const fails = page.waitForEvent("pageerror");
  await page.getByRole("button", { name: /^Check/ }).click();
  assert.match(String(await fails), /not shown/);
  assert.equal(await page.evaluate(() => localStorage.getItem("nnfs:progress:ch01_math")), null);
  await context.close();
});
