// Running a file, a line or a lesson's block in Pyodide, under Node. It needs a built site (make site).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { dotProduct, dotProductAlone, ENGINE, solution, solutions, startGrader, STEMS } from "./core.mjs";

/** @typedef {Object<string, string>} Files - {stem: text} */

/** @type {Awaited<ReturnType<typeof startGrader>>} */
let grader;
before(async () => {
  grader = await startGrader();
});

/**
 * Run something; return what came of it, with what was printed.
 * @param {Object<string, any>} request
 */
function evaluate(request) {
  let printed = "";
  const asked = { stem: "ch01_math", files: {}, earlier: "exercises", code: "exercises", ...request };
  const result = grader.evaluate(asked, (told) => {
    printed += told.printed ?? "";
  });
  return { ...result, printed };
}

/** @type {(text: string, files?: Files) => any} */
const line = (text, files = solutions()) => evaluate({ do: "line", text, files });
/** @type {(text: string) => any} */
const program = (text) => evaluate({ do: "program", files: { ch01_math: text } });

/** What is said of an ending, on one line. @param {any} result */
function words({ got = "", paragraphs = [] }) {
  const parts = paragraphs.flat().map((/** @type {any} */ part) => part.text ?? part);
  return `${got} ${parts.join("")}`.replace(/\s+/g, " ").trim();
}

/**
 * Return the blocks of a lesson's page: their texts, and what each builds on.
 * @param {string} stem
 */
function blocksOf(stem) {
  const page = readFileSync(join(ENGINE, "..", `${stem}.html`), "utf8");
  const found = page.matchAll(/<div class="block" data-after="([\d ]*)"><pre[^>]*>(.*?)<\/pre>/gs);
  /** @type {Object<string, string>} */
  const signs = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };
  return [...found].map(([, after, html]) => ({
    after: after.split(" ").filter(Boolean).map(Number),
    text: html.replace(/<[^>]+>/g, "").replace(/&(#?\w+);/g, (_, name) => signs[name]),
  }));
}

/**
 * Return the request that runs one of them.
 * @param {ReturnType<typeof blocksOf>} blocks
 * @param {number} number
 */
function block(blocks, number) {
  const numbers = [...blocks[number].after, number];
  return { do: "block", blocks: numbers.map((each) => [each, blocks[each].text]) };
}

for (const stem of STEMS) {
  test(`${stem}: every block gives what the text says, on the learner's functions and on ours`, { timeout: 400_000 }, () => {
    const blocks = blocksOf(stem);
    assert.ok(blocks.length > 10);
    for (const files of [solutions(), {}]) {
      let [own, ours] = [0, 0];
      for (const number of blocks.keys()) {
        const result = evaluate({ stem, files, ...block(blocks, number) });
        assert.equal(result.how, "finished", `${blocks[number].text}\n${words(result)}`);
        for (const { source, want, got, same } of result.results) {
          assert.ok(same, `${source}\nin the text: ${want}\nhere: ${got}`);
        }
        assert.ok(result.results.length);
        own += Number(result.own);
        ours += result.ours.length;
      }
      const written = Boolean(files[stem]);
      assert.equal(own > blocks.length / 2, written, "whose code it was");
      assert.equal(ours > 0, !written, "and that ours stood in");
    }
  });
}

test("a block runs by itself, after what it builds on; again from the top", () => {
  const stem = "ch02_neuron";
  const blocks = blocksOf(stem);
  const number = blocks.findIndex(({ text }) => text.includes("perceptron.train(AND"));
  assert.ok(blocks[number].after.length);
  for (const _ of [1, 2]) {
    const { results } = evaluate({ stem, files: solutions(), ...block(blocks, number) });
    assert.deepEqual(results.map((/** @type {any} */ one) => one.same), results.map(() => true));
  }
});

test("a block on a wrong function: what differs; on one that fails: where", () => {
  const stem = "ch01_math";
  const blocks = blocksOf(stem);
  const number = blocks.findIndex(({ text }) => text.includes("import dot_product"));
  const run = (/** @type {string} */ body) =>
    evaluate({ files: { [stem]: dotProduct(body) }, ...block(blocks, number) });
  const wrong = run("return [x * y for x, y in zip(a, b)]");
  assert.deepEqual(wrong.results.at(-1), {
    source: "dot_product([1, 2, 3], [4, 5, 6])\n",
    want: "32\n",
    got: "[4, 10, 18]\n",
    same: false,
  });
  const failing = run("return a[len(a)]");
  assert.equal(failing.how, "raised");
  assert.match(words(failing), /^IndexError: list index out of range Raised at exercises/);
  assert.equal(failing.place.stem, stem);
});

test("main() prints as in the terminal; what isn't written is named, and ours can run", () => {
  const right = program(solution("ch01_math"));
  assert.match(right.printed, /a · b {4}32\n/);
  assert.equal(right.how, "finished");
  assert.equal(right.own, true);
  const stub = evaluate({ do: "program" });
  assert.equal(stub.how, "unwritten");
  assert.equal(stub.name, "vector_add");
  assert.match(stub.printed, /^a = \[1, 2, 3\]/);
  assert.equal(evaluate({ do: "program", code: "solutions" }).printed, right.printed);
});

test("main() of a chapter runs on ours where an earlier chapter isn't written, and says so", () => {
  const files = { ch03_forward: solution("ch03_forward") };
  const result = evaluate({ do: "program", stem: "ch03_forward", files });
  assert.equal(result.how, "finished");
  assert.deepEqual(result.ours.map((/** @type {string[]} */ [stem]) => stem).includes("ch01_math"), true);
});

test("where it fails: the line, what led to it, and the error as a report words it", () => {
  const text = dotProduct("return totl").replace(/\nif __name__[\s\S]*?main\(\)\n/, "");
  const result = program(`${text}\nprint("before")\ndot_product([1], [2])\n`);
  assert.equal(result.how, "raised");
  assert.equal(result.printed, "before\n");
  assert.match(words(result), /^NameError: name 'totl' is not defined .*Raised at exercises\/ch01_math\.py:\d+, in dot_product/);
  const shown = text.split("\n").findIndex((each) => each.includes("totl")) + 1;
  assert.equal(result.place.line, shown);
});

// [what, the file, what is said of it]
/** @type {[string, string, RegExp][]} */
const ENDS = [
  ["a syntax error", "x = 1\ndef f(:\n", /ch01_math\.py doesn't load\. SyntaxError: .*:2: def f\(:/],
  ["an endless loop", "def f():\n    while True: pass\nf()\n", /still running.*:2, in f.*never comes to an end/],
  ["endless printing", "while True: print('x' * 90)\n", /printed more than 40,000 characters.*:1/],
  ["too much memory", "x = [0] * 2 ** 29\n", /ran out of memory/],
  ["an endless recursion", "def f(): return f()\nf()\n", /deeper than Python allows/],
  ["input", "input('a number: ')\n", /^It calls input\(\), and nobody can type while code runs on this page\. See/],
  ["breakpoint", "breakpoint()\n", /^It stops at breakpoint\(\)\. Take that line out to run it on this page\./],
  ["a file", "open('here.txt', 'w')\n", /^It opens the file here\.txt\. On this page your code opens no file/],
  ["a library", "import numpy\n", /numpy.*standard library only/],
  ["the solutions", "from solutions.ch01_math import *\n", /^It imports solutions\.ch01_math\. An exercise builds/],
  ["ours under its other name", "from ours.ch01_math import *\n", /No module named .ours/],
  ["a page's module", "import js\n", /No module named 'js'/],
  ["a patched function", "import math\nmath.exp = abs\n", /Python's own math\.exp was replaced/],
];

for (const [name, text, said] of ENDS) {
  test(`${name} ends a run in a sentence, and what follows runs`, { timeout: 60_000 }, async () => {
    const result = program(text);
    assert.match(words(result), said);
    if (!result.clean) grader = await startGrader(); // as the page does
    assert.equal(line("2 + 2").printed, "4\n");
  });
}

test("exit ends a program, and is no error", () => {
  assert.equal(program("print('so far')\nimport sys\nsys.exit()\nprint('no')\n").how, "finished");
});

test("the console: values, names, blocks of lines, several at once, what was meant", () => {
  assert.equal(line("dot_product([1, 2], [3, 4])").printed, "11\n");
  assert.equal(line("x = [1, 2]").printed, "");
  assert.equal(line("_ = 3; x").printed, "[1, 2]\n");
  assert.equal(line("for i in x:").how, "more");
  assert.equal(line("for i in x:\n    print(i)\n").printed, "1\n2\n");
  assert.equal(line("y = 5\ny * 2").printed, "10\n");
  assert.equal(line("'a' * 10000").printed.length, 4003);
  assert.match(words(line("dot_prodct(2)")), /NameError.*Did you mean/);
  assert.match(words(line("1 +* 2")), /1 \+\* 2 \^ SyntaxError: invalid syntax/);
  const ends = line("while True: pass\n");
  assert.match(words(ends), /still running/);
  assert.equal(line("x").printed, "[1, 2]\n", "names outlive a line that was stopped");
});

test("the console has the file as it is now, and keeps what was made", () => {
  line("kept = 7");
  const changed = { ...solutions(), ch01_math: dotProductAlone("return 42") };
  const result = line("dot_product([1], [1]), kept", changed);
  assert.equal(result.printed, "(42, 7)\n");
  assert.equal(result.again, true);
  assert.equal(line("vector_add([1], [2])", changed).printed, "[3]\n"); // ours, as it isn't written
  assert.deepEqual(line("vector_add([1], [2])", changed).ours, [["ch01_math", "vector_add"]]);
  const broken = line("1 + 1", { ch01_math: "def f(:\n" });
  assert.equal(broken.loading, true);
  assert.match(words(broken), /doesn't load/);
});

test("a file that never ends loading is given up, even if it prints", { timeout: 60_000 }, () => {
  const result = line("1 + 1", { ch01_math: "import time\nwhile True:\n    print(1)\n    time.sleep(0.1)\n" });
  assert.equal(result.loading, true);
  assert.match(words(result), /still running.*That happened at exercises\/ch01_math\.py:[34]/);
});

test("the console knows what a block made", () => {
  const blocks = blocksOf("ch02_neuron");
  const number = blocks.findIndex(({ text }) => text.includes("first = Neuron"));
  const files = solutions();
  assert.equal(evaluate({ stem: "ch02_neuron", files, ...block(blocks, number) }).how, "finished");
  const asked = { do: "line", stem: "ch02_neuron", files };
  assert.equal(evaluate({ ...asked, text: "first.forward([1, 2])" }).printed, "2.0\n");
});

test("what an error says is shown as long as a value is, and no longer", () => {
  const { got } = line("raise ValueError('no' * 10 ** 6)");
  assert.match(got, /^ValueError: (no)+ …$/);
  assert.ok(got.length < 4_100);
});
