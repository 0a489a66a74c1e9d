// app/grader.js with real workers, in Chromium: what it does when a worker hangs, ends or can't load.
// It needs a built site (make site).

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { dotProduct, firstMistakes, solutions, STEMS } from "./core.mjs";
import { serveGrader } from "./grader-page.mjs";
import { openBrowser } from "./site.mjs";

// A call that Python can't be stopped in from inside: a loop of its own, in C.
const STUCK = "import itertools\nreturn sum(itertools.repeat(0))";
const LOOP = "while True: pass";
const WRONG = "return [x * y for x, y in zip(a, b)]";
const SECONDS = 2; // of silence, instead of the usual twenty

/** @type {import("./site.mjs").Server} */
let server;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
/** @type {string[]} */
let elsewhere;

before(async () => {
  server = await serveGrader();
  browser = await openBrowser();
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  elsewhere = [];
  page.on("request", (request) => {
    const url = request.url().replace(/^blob:/, ""); // which is the page's own
    if (!url.startsWith(server.url)) elsewhere.push(url);
  });
  await page.goto(server.url);
});

afterEach(() => assert.deepEqual(elsewhere, [], "every request goes to the site's own host"));

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Start a grader in the page; wait for its spare, too, where one is wanted. */
async function begin({ spare = true } = {}) {
  await page.evaluate(async (spare) => {
    window.begin();
    await grader.ready;
    while (spare && !grader.spare) await new Promise((resolve) => setTimeout(resolve, 50));
    await grader.spare?.ready;
  }, spare);
}

/**
 * Grade chapter 1 with this body of dot_product.
 * @param {string} body
 * @param {{seconds?: number, inAll?: number}} [settings]
 */
function grade(body, settings = {}) {
  const request = { stem: "ch01_math", files: { ch01_math: dotProduct(body) }, seconds: SECONDS, ...settings };
  return page.evaluate((given) => grader.grade(given), request);
}

/** Grade what is right, to see that the grader goes on. */
async function goesOn() {
  const result = await page.evaluate((files) => grader.grade({ stem: "ch01_math", files }), solutions());
  assert.equal(result.how, "finished");
  assert.equal(result.report?.done, true);
}

const flat = (/** @type {string} */ text) => text.replace(/\s+/g, " ");
const states = () => page.evaluate(() => heard.map(([state]) => state).filter((s, i, all) => s !== all[i - 1]));

test("it says what it is doing, and grades", { timeout: 60_000 }, async () => {
  await begin({ spare: false });
  const result = await grade(WRONG);
  assert.equal(result.how, "finished");
  assert.match(result.text, /got {7}\[4, 10, 18\]\n {2}That is the list of products\./);
  assert.equal(result.report?.tasks.dot_product, "not yet");
  assert.ok(result.seconds > 0);
  assert.deepEqual(await states(), ["loading", "ready", "grading", "ready"]);
  const sentences = await page.evaluate(() => heard.map(([, sentence]) => sentence));
  assert.ok(sentences.includes("Grading dot_product."));
});

test("every chapter: the stub is not started, the solution passes, mistakes are named", { timeout: 300_000 }, async () => {
  await begin();
  /** @param {Parameters<typeof grader.grade>[0]} request */
  const grade = (request) => page.evaluate((given) => grader.grade(given), request);
  for (const stem of STEMS) {
    const untouched = await grade({ stem, files: {}, earlier: "solutions" });
    assert.deepEqual(new Set(Object.values(untouched.report?.tasks ?? {})), new Set(["not started"]), stem);
    assert.match(untouched.text, /Nothing is written yet\./);
    const right = await grade({ stem, files: solutions() });
    assert.equal(right.report?.done, true, right.text);
  }
  const mistakes = await firstMistakes(2);
  assert.ok(mistakes.length >= 10);
  for (const { stem, task, sentence, text } of mistakes) {
    const files = { ...solutions(), [stem]: text };
    const { report, text: said } = await grade({ stem, files, earlier: "solutions" });
    assert.equal(report?.finding?.task, task, said);
    assert.ok(flat(said).includes(flat(sentence)), said);
  }
});

test("an endless loop is ended from inside, with its line", { timeout: 90_000 }, async () => {
  await begin();
  const result = await grade(LOOP, { seconds: 20 });
  assert.equal(result.how, "finished");
  assert.match(result.text, /no answer within the time limit: it was still running\n {2}That happened/);
  await goesOn();
});

test("code that hangs is ended with its worker, and the spare takes over", { timeout: 60_000 }, async () => {
  await begin();
  const result = await grade(STUCK);
  assert.equal(result.how, "timeout");
  assert.equal(result.report?.finding?.task, "dot_product");
  assert.match(result.report?.finding?.got ?? "", /^no answer within the time limit/);
  assert.equal(result.report?.tasks.vector_add, "passed");
  assert.ok(result.seconds < 15, `${result.seconds} s`);
  await goesOn();
});

test("code that ends Python costs its worker, and the spare takes over", { timeout: 60_000 }, async () => {
  await begin();
  for (const body of ["import os\nos.abort()", "return eval('1' + '+1' * 10 ** 5)"]) {
    const result = await grade(body);
    assert.equal(result.how, "crashed");
    assert.equal(result.report?.finding?.got, "no answer: Python itself came to an end");
    await goesOn();
  }
});

test("without a spare, a new worker takes over", { timeout: 60_000 }, async () => {
  await begin({ spare: false });
  assert.equal((await grade("import os\nos.abort()")).how, "crashed");
  await goesOn();
});

test("stop() ends what is going on, and nothing else", { timeout: 60_000 }, async () => {
  await begin();
  await page.evaluate(() => grader.stop()); // nothing is going on
  const [stopped, next] = await page.evaluate(
    async ({ endless, files }) => {
      const stem = "ch01_math";
      /** @type {Promise<void>} */
      const reached = new Promise((resolve) => {
        window.first = grader.grade({ stem, files: { [stem]: endless }, ontask: (task) => task === "dot_product" && resolve() });
      });
      const second = grader.grade({ stem, files });
      await reached;
      grader.stop();
      return [await window.first, await second];
    },
    { endless: dotProduct(LOOP), files: solutions() },
  );
  assert.equal(stopped.how, "stopped");
  assert.equal(stopped.text, "Stopped. Nothing of yours was changed.");
  assert.equal(next.report?.done, true);
});

test("nothing that the code does holds up the page", { timeout: 90_000 }, async () => {
  await begin();
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
    }, 10);
  });
  for (const body of ["while True: print('x' * 10 ** 4)", STUCK, "import os\nwhile True: os.write(1, b'x\\n')"]) {
    await grade(body);
  }
  const longest = await page.evaluate(() => window.longest);
  assert.ok(longest < 1000, `${longest} ms`); // a machine with little to spare stalls by itself
});

// Each gets at what the graders share with it, as the README says that code can.
const PAGE = 'import gc\npage = next(one for one in gc.get_objects() if type(one).__name__ == "Page")';
const SPOIL = `import gc, types
for one in gc.get_objects():
    if isinstance(one, types.ModuleType) and one.__name__ == "browser":
        one.chapter_text = lambda report: "Mine."
return 32`;
const FORGE = `import gc, json
js = next(one for one in gc.get_objects() if type(one).__name__ == "JsFinder").jsproxies["js"]
for number in [*range(1, 9), *map(str, range(1, 9)), "", None]:
    js.postMessage(js.JSON.parse(json.dumps({"id": number, "result": {"report": None, "text": "Mine."}})))
return [x * y for x, y in zip(a, b)]`;

test("what code changes in the graders changes no verdict but its own", { timeout: 90_000 }, async () => {
  await begin();
  for (let round = 0; round < 2; round += 1) {
    assert.equal((await grade(SPOIL)).text, "Mine.");
    assert.match((await grade(WRONG)).text, /list of products/);
  }
  await goesOn();
});

test("what a run of a file leaves behind in Python is gone in the next, and from the console", { timeout: 180_000 }, async () => {
  await begin({ spare: false });
  /** @param {Object<string, string>} request */
  const printed = (request, text = "") =>
    page.evaluate(async (given) => {
      let said = "";
      const ontold = (/** @type {any} */ told) => { said += told.printed ?? ""; };
      await grader.evaluate(/** @type {any} */ (given), { ontold });
      return said;
    }, { stem: "ch01_math", files: { ch01_math: text }, earlier: "exercises", code: "exercises", ...request });
  const line = (/** @type {string} */ text) => printed({ do: "line", text });
  const PATCH = "import math, statistics\nmath.mine, statistics.mean = 1, max\nprint('patched')\n";
  const LOOK = "import math, statistics\nprint(hasattr(math, 'mine'), statistics.mean([1, 3]))\n";
  assert.equal(await printed({ do: "program" }, PATCH), "patched\n");
  assert.equal(await line(LOOK), "False 2\n");
  assert.equal(await line("kept = 7"), "");
  assert.equal(await printed({ do: "program" }, PATCH), "patched\n");
  assert.equal(await line("hasattr(math, 'mine'), kept"), "(False, 7)\n", "the console keeps its own");
  assert.equal(await printed({ do: "program" }, LOOK), "False 2\n");
});

test("an answer that comes from the code and not from the worker is none", { timeout: 90_000 }, async () => {
  await begin();
  const { how, text } = await grade(FORGE);
  assert.equal(how, "finished");
  assert.match(text, /list of products/);
  await goesOn();
});

test("an answer of another shape is none, and whoever asked is told so", { timeout: 90_000 }, async () => {
  await begin();
  const spoil = (/** @type {string} */ name, /** @type {string} */ value) => `import gc, types
for one in gc.get_objects():
    if isinstance(one, types.ModuleType) and one.__name__ == "browser":
        one.${name} = ${value}
return [x * y for x, y in zip(a, b)]`;
  for (const body of [
    spoil("dumps", 'lambda *_, **__: "null"'),
    spoil("as_data", 'lambda report, was=one.as_data: {**was(report), "finding": {"task": "dot_product", "state": "not yet"}}'),
    `${PAGE}\npage.tell(task={"a": 1})\nwhile True: pass`,
  ]) {
    const { how, report, text } = await grade(body);
    assert.equal(how, "unreadable", text);
    assert.equal(report, null);
    assert.match(text, /^What came back is no report on this chapter/);
  }
  const left = await grade(`${PAGE}\npage.tell(ends=None)\n${STUCK}`);
  assert.equal(left.report?.finding?.task, "dot_product", left.text);
  await goesOn();
});

const POST = 'import gc\npost = next(one for one in gc.get_objects() if type(one).__name__ == "JsFinder").jsproxies["js"].postMessage';

test("messages without end are ended with their worker, in a check and in a run", { timeout: 90_000 }, async () => {
  await begin();
  const check = await grade(`${POST}\nwhile True: post(1)`, { seconds: 20 });
  assert.equal(check.how, "flood");
  assert.ok(check.seconds < 10, `${check.seconds} s`);
  const text = `import sys\ndef flood():\n${`${PAGE}\nwhile True: page.tell(printed="x")`.replace(/^/gm, "    ")}\nflood()\n`;
  const run = await page.evaluate((text) => {
    const files = { ch01_math: text };
    return grader.evaluate({ stem: "ch01_math", files, earlier: "exercises", do: "program", code: "exercises" }, {});
  }, text);
  assert.equal(run.how, "flood");
  await goesOn();
});

test("what is stopped before it begins doesn’t run", { timeout: 60_000 }, async () => {
  const stopped = await page.evaluate(async (files) => {
    window.begin();
    const stem = "ch01_math";
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [one, other].map(({ signal }) => grader.grade({ stem, files, signal }));
    other.abort();
    const early = await asked[1]; // while the first still waits for Python
    one.abort();
    return [early, await asked[0], grader.state];
  }, solutions());
  assert.deepEqual(stopped.map((one) => (typeof one === "string" ? one : one.how)), ["stopped", "stopped", "loading"]);
  await goesOn();
  assert.equal((await states()).filter((state) => state === "grading").length, 1);
});

test("a check that says too much, or goes on and on, is ended", { timeout: 120_000 }, async () => {
  await begin();
  const flood = await grade(`${PAGE}\nwhile True:\n    try:\n        while True: page.tell(task="x" * 10_000)\n    except BaseException: pass`);
  assert.equal(flood.how, "flood");
  assert.match(flood.text, /sent the page more than any check has to say/);
  const alive = `${PAGE}\nwhile True:\n    try:\n        while True: page.alive(20)\n    except BaseException: pass`;
  const late = await grade(alive, { inAll: 10 });
  assert.equal(late.how, "timeout");
  const milliseconds = Math.ceil(1000 * late.seconds); // timers count whole milliseconds
  assert.ok(milliseconds >= 10_000 && late.seconds < 60, `${late.seconds} s`);
  await goesOn();
});

test("a worker that can't be loaded is told of, and tried again", { timeout: 90_000 }, async () => {
  await page.route("**/*.pack", (route) => route.abort());
  await page.evaluate(() => window.begin());
  const result = await grade(WRONG);
  assert.equal(result.how, "failed");
  assert.match(result.text, /^The grader could not be loaded\. Check your connection/);
  assert.equal((await states()).at(-1), "failed");
  await page.unroute("**/*.pack");
  await goesOn();
  assert.equal((await states()).at(-1), "ready");
});

test("a program that doesn’t come is told of at once, and tried again", { timeout: 90_000 }, async () => {
  /** @type {((route: import("playwright-core").Route) => Promise<void>)[]} */
  const faults = [
    (route) => route.abort("connectionrefused"),
    (route) => route.fulfill({ status: 503 }),
    (route) => route.fulfill({ contentType: "text/html", body: "<p>Log in first.</p>" }),
  ];
  for (const fault of faults) {
    await page.route("**/*.wasm", fault);
    if (fault === faults[0]) await page.evaluate(() => window.begin()); // which asks for it at once
    const result = await grade(WRONG);
    await page.unroute("**/*.wasm");
    assert.equal(result.how, "failed");
    assert.match(result.text, /^The grader could not be loaded\. Check your connection/);
  }
  await goesOn();
});

test("a wrong place for the engine is told of", { timeout: 30_000 }, async () => {
  await page.evaluate(() => window.begin("nowhere/worker.js"));
  assert.equal((await grade(WRONG)).how, "failed");
});

test("a spare that can't be loaded does no harm", { timeout: 90_000 }, async () => {
  await begin({ spare: false });
  await page.route("**/*.pack", (route) => route.abort());
  await goesOn();
  await page.waitForFunction(() => grader.spare?.state === "failed");
  await page.unroute("**/*.pack");
  assert.equal((await grade("import os\nos.abort()")).how, "crashed");
  await goesOn();
});

test("a playground keeps its host until its worker goes", { timeout: 60_000 }, async () => {
  await begin();
  const message = { weights: [1, 2], bias: 0.5, activation: "linear", ticks: [0, 1], corners: [[3, 4]] };
  const request = { module: "play_neuron", stem: "ch02_neuron", files: solutions(), message };
  const result = await page.evaluate((given) => grader.run(given), request);
  assert.equal(result.how, "finished", JSON.stringify(result));
  assert.equal(result.value.corners[0][0], 11.5);
  await goesOn(); // in another worker
  assert.equal((await grade("import os\nos.abort()")).how, "crashed");
  const again = await page.evaluate((given) => grader.send({ ...given, bias: 1 }), message);
  assert.equal(again.value.corners[0][0], 12);
  const hung = { ...request, seconds: SECONDS, files: { ...solutions(), ch01_math: dotProduct("import os\nos.abort()") } };
  assert.equal((await page.evaluate((given) => grader.run(given), hung)).how, "crashed");
  assert.equal((await page.evaluate((given) => grader.send(given), message)).how, "gone");
  const failed = await page.evaluate((given) => grader.run({ ...given, files: {} }), request);
  assert.equal(failed.error?.type, "NotImplementedError");
});

test("a playground that hangs is ended, and says so", { timeout: 60_000 }, async () => {
  await begin();
  const body = STUCK.split("\n").map((line) => `        ${line}`).join("\n");
  const text = `${solutions().ch02_neuron}\n\nclass Neuron(Neuron):\n    def forward(self, inputs):\n${body}\n`;
  const message = { weights: [1, 2], bias: 0.5, activation: "linear", ticks: [0, 1], corners: [] };
  const result = await page.evaluate((given) => grader.run(given), {
    ...{ module: "play_neuron", stem: "ch02_neuron", message, seconds: SECONDS },
    files: { ...solutions(), ch02_neuron: text },
  });
  assert.equal(result.how, "timeout");
  assert.match(result.error?.message ?? "", /still running/);
  await goesOn();
});
