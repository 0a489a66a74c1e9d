// The graders in Pyodide, under Node: the same reports as in the terminal, word for word.
// It needs a built site (make site). ALL_MISTAKES=1 tries every known mistake, not a sample.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { PythonEnded } from "../app/core.js";
import { dotProduct, dotProductAlone, solution, solutions, startGrader, STEMS, terminalReport } from "./core.mjs";

/** @import { Said } from "../app/report.js" */

/** @type {Awaited<ReturnType<typeof startGrader>>} */
let grader;
before(async () => {
  grader = await startGrader();
});

/**
 * Grade; as the page does, go on with another Python where something was left behind.
 * @param {string} stem
 * @param {Object<string, string>} files - {stem: text}
 * @param {{earlier?: string, tell?: (told: any) => void}} [options]
 */
async function grade(stem, files, { earlier = "exercises", tell } = {}) {
  const result = grader.grade({ stem, files, earlier }, tell);
  if (!result.clean) grader = await startGrader();
  return result;
}

/**
 * Run Python in the grader's interpreter; return its value as JSON has it.
 * @param {string} code
 */
function python(code) {
  return JSON.parse(grader.pyodide.runPython(`import json\n${code}`));
}

function stubs() {
  return python(`
from browser import STUBS
json.dumps({path.stem: path.read_text(encoding="utf-8") for path in STUBS.iterdir()})`);
}

const flat = (/** @type {string} */ text) => text.replace(/\s+/g, " ");

for (const stem of STEMS) {
  test(`${stem}: the stub's report is the terminal's`, async () => {
    const expected = terminalReport(stem, stubs()); // at the same time
    const result = await grade(stem, {});
    assert.equal(result.text, await expected);
    const { done, tasks, finding } = result.report;
    assert.equal(done, false);
    assert.deepEqual([...new Set(Object.values(tasks))], ["not started"]);
    const [task] = Object.keys(tasks);
    assert.equal(finding.task, task);
    assert.equal(finding.leads[1].task, task);
    assert.match(result.text, new RegExp(`line ${finding.at.line}\\b`));
  });

  test(`${stem}: the solution passes, with the terminal's report`, async () => {
    const expected = terminalReport(stem, solutions());
    const result = await grade(stem, solutions());
    assert.equal(result.text, await expected);
    assert.equal(result.report.done, true);
    assert.equal(result.report.finding, null);
    assert.equal(result.clean, true);
  });
}

// Programs that don't fit the picture. Each is chapter 1's solution with this dot_product.
const BODIES = {
  "a wrong answer": "return [x * y for x, y in zip(a, b)]",
  "no return": "print(sum(x * y for x, y in zip(a, b)))",
  "an error": "return a[len(a)]",
  "an endless recursion": "return dot_product(a, b)",
  "an endless recursion through C":
    "class Number:\n    def __eq__(self, other):\n        return self == other\nreturn Number() == Number()",
  "a call of input": "return input('a number: ')",
  "a breakpoint": "breakpoint()\nreturn 0",
  "sys.exit": "import sys\nsys.exit(0)",
  "exit": "exit()",
  "quit": "quit()",
  "os._exit": "import os\nos._exit(0)",
  "a keyboard interrupt": "raise KeyboardInterrupt",
  "some prints": "for i in range(9):\n    print('place', i)\nreturn 0",
  "a patched sum": "import builtins\nbuiltins.sum = lambda *a: 0\nreturn 32",
  "a file": "return open('solutions/ch01_math.py').read()",
  "a written file": "open('here.txt', 'w').write('x')",
  "another program": "import subprocess\nsubprocess.run(['ls'])",
  "numpy": "import numpy\nreturn numpy.dot(a, b)",
  "pytest": "import pytest\nreturn 0",
  "a page's module": "import js\nreturn 0",
  "a page's function": "from pyodide.code import run_js\nreturn 0",
  "too much memory": "return [0] * 2 ** 29",
  "a class that equals all": "class Any:\n    def __eq__(self, other):\n        return True\nreturn Any()",
  "a list in itself": "a = []\na.append(a)\nreturn a",
  "a changed argument": "a[:] = [0] * len(a)\nreturn 32",
};
// These take their time, so they stand in the chapter's last function, which no other one calls.
const ENDLESS = {
  "an endless loop": "while True: pass",
  "an endless loop in a comprehension": "import itertools\nreturn [x for x in itertools.count() if x < 0]",
  "a printed flood": "while True: print('x' * 1000)",
};
const FILES = {
  "a syntax error": `${solution("ch01_math")}\n\ndef broken(:\n    pass\n`,
  "a missing colon": `${solution("ch01_math")}\n\ndef broken()\n    pass\n`,
  "an error at import": `${solution("ch01_math")}\n\nprint("so far")\nwrong = 1 / 0\n`,
  "an endless import": `${solution("ch01_math")}\n\nprint("so far")\nwhile True: pass\n`,
  "exit at import": `${solution("ch01_math")}\n\nraise SystemExit\n`,
  "the solutions imported": `from solutions.ch01_math import *\n${solution("ch01_math")}`,
  "an empty file": "",
  "a renamed function": solution("ch01_math").replaceAll("transpose", "transposed"),
};

for (const [name, text] of [
  ...Object.entries(BODIES).map(([key, body]) => [key, dotProductAlone(body)]),
  ...Object.entries(ENDLESS).map(([key, body]) => [key, dotProductAlone(body, "matrix_multiply")]),
  ...Object.entries(FILES),
]) {
  test(`${name}: the report is the terminal's`, { timeout: 60_000 }, async () => {
    const files = { ch01_math: text };
    const expected = terminalReport("ch01_math", files); // at the same time
    const result = await grade("ch01_math", files);
    assert.equal(result.text, await expected);
    assert.equal(result.report.done, false);
  });
}

test("every module of Python's that is packed can be imported, at any time", () => {
  const [count, refused] = python(`
import importlib, zipimport
files = zipimport.zipimporter("/lib/python314.zip")._get_files()
names = [name.removesuffix(".pyc").replace("/", ".") for name in files if name.endswith(".pyc")]
names = [name.removesuffix(".__init__") for name in names if not name.startswith(("pyodide", "_pyodide"))]
refused = []
for name in names:
    try:
        importlib.import_module(name)
    except ImportError as error:
        refused.append(f"{name}: {error}")
json.dumps([len(names), refused])`);
  assert.deepEqual(refused, []);
  assert.ok(count > 150, count);
});

test("what is not there to be imported is answered in a sentence", async () => {
  const sentences = {
    sqlite3: /sqlite3 is a part of Python that isn't installed here\. No task needs it\./,
    numpy: /use the standard library only, not NumPy: what it would do for you, you write yourself\./,
    "pyodide.code": /No module named 'pyodide' .* The chapters in plain Python use the standard library only\./,
  };
  for (const [name, sentence] of Object.entries(sentences)) {
    const text = dotProductAlone(`import ${name}\nreturn 0`);
    assert.match(flat((await grade("ch01_math", { ch01_math: text })).text), sentence);
  }
});

test("every chapter's first mistakes earn their own sentence", { timeout: 900_000 }, async () => {
  const begun = performance.now();
  /** @type {[stem: string, name: string, task: string, sentence: string, text: string][]} */
  const bank = python(`
from grading.chapters import as_exercise, solution_text
from grading.known_mistakes import bank
json.dumps([
    [stem, mistake.place, mistake.task, mistake.sentence, as_exercise(mistake.put_into(solution_text(stem)))]
    for stem in ${JSON.stringify(STEMS)} for mistake in bank(stem)
])`);
  const seen = new Set();
  const chosen = bank.filter(([stem, , task]) => {
    const fresh = !seen.has(stem + task);
    seen.add(stem + task);
    return process.env.ALL_MISTAKES || fresh;
  });
  assert.ok(chosen.length >= 10);
  for (const [stem, place, task, sentence, text] of chosen) {
    const result = await grade(stem, { ...solutions(), [stem]: text }, { earlier: "solutions" });
    assert.equal(result.report.finding?.task, task, place);
    if (!flat(result.text).includes(flat(sentence))) {
      // its own text may show more, in the terminal and here alike
      const files = { ...solutions(), [stem]: text };
      assert.equal(result.text, await terminalReport(stem, files, { earlier: "solutions" }), place);
    }
    assert.equal(result.clean, true, `${place} leaves nothing behind`);
  }
  console.log(`${chosen.length} mistakes in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
});

test("the earlier chapters are the learner's own, or ours", async () => {
  const files = { ch02_neuron: solution("ch02_neuron") };
  const own = await grade("ch02_neuron", files);
  const report = await terminalReport("ch02_neuron", { ...stubs(), ...files });
  assert.equal(own.text, report);
  assert.equal(own.report.tasks.Neuron, "waiting");
  const ours = await grade("ch02_neuron", files, { earlier: "solutions" });
  assert.equal(ours.report.done, true);
});

test("a fault in an earlier chapter is named, with the terminal's report", async () => {
  const files = { ...solutions(), ch01_math: dotProduct("return a[0] * b[0]") };
  const result = await grade("ch02_neuron", files);
  assert.equal(result.text, await terminalReport("ch02_neuron", files));
  assert.match(flat(result.text), /mend dot_product in exercises\/ch01_math\.py first/);
});

test("the page hears which task is being graded, and how long it may take", async () => {
  /** @type {any[]} */
  const heard = [];
  await grade("ch01_math", {}, { tell: (told) => heard.push(told) });
  const tasks = heard.filter((told) => told.task);
  assert.equal(tasks[0].task, "vector_add");
  assert.equal(tasks[0].seconds, 5);
  const all = solution("ch01_math").match(/^def (?!main\b)/gm)?.length;
  assert.equal(Object.keys(tasks.at(-1).ends.timeout.tasks).length, all);
});

test("the result says what failed where, and what was printed", async () => {
  const body = 'print("looking")\nreturn a[9]';
  const result = await grade("ch01_math", { ch01_math: dotProduct(body) });
  const line = dotProduct(body).split("\n").findLastIndex((text) => text.startsWith("def dot_product"));
  assert.equal(result.report.tasks.dot_product, "not yet");
  const { task, at, place, printed } = result.report.finding;
  assert.equal(task, "dot_product");
  assert.deepEqual([at.stem, at.line], ["ch01_math", line + 1]);
  assert.deepEqual([place.stem, place.line], ["ch01_math", line + 3]);
  assert.equal(printed, "looking\n");
});

const TRACES = {
  "a patched function of another module": "import textwrap\ntextwrap.dedent = lambda *a: 0",
  "a patched class": "import random\nrandom.Random.gauss = lambda *a: 0",
  "another alarm": "import signal\nsignal.signal(signal.SIGALRM, lambda *a: None)",
  "no garbage collection": "import gc\ngc.disable()",
  "another environment": "import os\nos.environ['PYTEST_ADDOPTS'] = '--collect-only'",
};
for (const [name, code] of Object.entries(TRACES)) {
  test(`${name} asks for another worker`, async () => {
    const result = await grade("ch01_math", { ch01_math: `${solution("ch01_math")}\n${code}\n` });
    assert.equal(result.clean, false);
  });
}

test("one grading leaves nothing for the next", async () => {
  const first = await grade("ch01_math", {});
  const codes = [
    "import math, json\nmath.pi = 3\njson.dumps = None",
    "import sys\nsys.path.insert(0, 'here')\nsys.modules['json'] = sys.modules['pytest'] = None",
    "import sys\nsys.setrecursionlimit(10)\nsys.stdout = None",
    "import os\nos.chdir('/')",
    "import statistics, fractions\nvector_add.seen = []",
    "raise SystemExit",
    "import sys\nsys.meta_path.clear()",
    "import sys\nsys.settrace(lambda *a: 1 / 0)",
    "import json, time\njson.loads = time.monotonic = None",
  ];
  for (const code of codes) {
    await grade("ch01_math", { ch01_math: `${solution("ch01_math")}\n${code}\n` });
    assert.equal((await grade("ch01_math", {})).text, first.text, code);
    assert.equal((await grade("ch01_math", solutions())).report.done, true, code);
  }
});

const ENDS = {
  "an end of Python": "import posix\nposix._exit(0)",
  "an abort": "import os\nos.abort()",
  "a recursion that fills JavaScript's stack": "x = []\nfor _ in range(10 ** 5): x = [x]\nreturn repr(x)",
};
for (const [name, body] of Object.entries(ENDS)) {
  test(`${name} is noticed, and the next Python goes on`, async () => {
    /** @type {{task?: string}} */
    const known = {};
    const tell = (/** @type {any} */ told) => Object.assign(known, told);
    const quiet = console.error;
    console.error = () => {}; // Pyodide says a lot about it
    try {
      await assert.rejects(grade("ch01_math", { ch01_math: dotProduct(body) }, { tell }), PythonEnded);
    } finally {
      console.error = quiet;
      grader = await startGrader();
    }
    assert.equal(known.task, "dot_product");
    assert.equal((await grade("ch01_math", solutions())).report.done, true);
  });
}

test("where a recursion ended Python is known", async () => {
  const body = "return eval('1' + '+1' * 10 ** 5)";
  const quiet = console.error;
  console.error = () => {};
  try {
    await grade("ch01_math", { ch01_math: dotProduct(body) });
    assert.fail("Python goes on");
  } catch (error) {
    assert.ok(error instanceof PythonEnded, String(error));
    assert.equal(error.place?.file, "exercises/ch01_math.py");
  } finally {
    console.error = quiet;
    grader = await startGrader();
  }
});

test("what would be said of a grading that comes to no end is told beforehand", async () => {
  /** @type {any[]} */
  const told = [];
  await grade("ch01_math", { ch01_math: dotProduct("return 0") }, { tell: (message) => told.push(message) });
  const early = told.find(({ ends }) => ends).ends;
  /** @param {Said} words */
  const read = (words) => words.map((part) => (typeof part === "string" ? part : part.text)).join("");
  assert.match(read(early.timeout.finding.paragraphs[0]), /ch01_math\.py doesn't load: no answer within/);
  assert.match(read(early.crashed.finding.paragraphs[0]), /no answer: Python itself came to an end/);
  const { ends } = told.find(({ task }) => task === "elementwise_multiply");
  for (const [how, said] of [["timeout", /it was still running$/], ["crashed", /came to an end$/]]) {
    const { tasks, finding } = ends[String(how)];
    assert.match(finding.got, /** @type {RegExp} */ (said));
    assert.deepEqual(finding.steps, ["elementwise_multiply"]);
    assert.equal(finding.leads[2].text, "make hint 1");
    const known = { vector_add: "passed", dot_product: "not yet", elementwise_multiply: "not yet" };
    for (const [task, state] of Object.entries(known)) assert.equal(tasks[task], state);
    assert.equal(tasks.transpose, "not graded");
  }
});

const EXAMPLE = `
def main(host, message, post):
    host.make("neuron", "Neuron", [1.0, 2.0], message["bias"])
    host.keep("inputs", [3.0, 4.0])
    post({"halfway": True})
    return again(host, message, post)


def again(host, message, post):
    value = host.call("neuron.forward", host.kept("inputs"))
    host.handle({"do": "set", "target": ["$neuron", "bias"], "value": 0.0})
    return {"value": value, "z": host.get("neuron.z"), "first": host.get("neuron.weights.0")}
`;

/**
 * Run the playground above on chapter 2.
 * @param {Object<string, string>} files - {stem: text}
 * @param {{code?: "solutions"}} [settings]
 */
function play(files, settings = {}) {
  grader.pyodide.FS.writeFile("/course/engine/play_example.py", EXAMPLE);
  /** @type {any[]} */
  const heard = [];
  const request = {
    ...{ module: "play_example", stem: "ch02_neuron", files, code: "exercises" },
    ...{ earlier: "exercises", message: { bias: 0.5 }, seconds: 1, ...settings },
  };
  const result = grader.run(request, (told) => heard.push(told));
  return { result, heard };
}

test("a playground runs the learner's code, and may be asked again", () => {
  const { result, heard } = play(solutions());
  const expected = { how: "finished", value: { value: 11.5, z: 11.5, first: 1 }, printed: "" };
  assert.deepEqual(result, { ...expected, clean: true });
  assert.ok(heard.some((told) => told.message?.halfway));
  assert.equal(grader.again({ message: {}, seconds: 1 }).value.value, 11);
});

test("a playground may tell of numbers that JSON lacks", () => {
  const text = `${solution("ch02_neuron")}\n\nclass Neuron(Neuron):\n    def forward(self, inputs):\n        return float("nan")\n`;
  const { result } = play({ ...solutions(), ch02_neuron: text });
  assert.equal(result.how, "finished");
  assert.equal(result.value.value, null);
});

test("a playground runs ours where it is asked to", () => {
  const { result } = play({}, { code: "solutions" });
  assert.equal(result.value.value, 11.5);
});

test("a playground hears what went wrong in the learner's code, and where", () => {
  const unwritten = play({}).result;
  assert.equal(unwritten.how, "raised");
  assert.equal(unwritten.error.type, "NotImplementedError");
  assert.equal(unwritten.error.file, "exercises/ch02_neuron.py");
  const lines = (/** @type {string} */ body) => ({
    ...solutions(),
    ch02_neuron: `${solution("ch02_neuron")}\n\nclass Neuron(Neuron):\n    def forward(self, inputs):\n        ${body}\n`,
  });
  const wrong = play(lines("print('here'); return inputs[9]")).result;
  assert.equal(wrong.error.type, "IndexError");
  assert.equal(wrong.printed, "here\n");
  const endless = play(lines("while True: pass")).result;
  assert.equal(endless.how, "timeout");
  assert.ok(endless.error.line > 100);
  const typing = play(lines("return input()")).result;
  assert.match(typing.error.message, /It calls input\(\)/);
  const broken = play({ ...solutions(), ch02_neuron: "def broken(:" }).result;
  assert.equal(broken.error.type, "SyntaxError");
  assert.equal(broken.error.line, 1);
});
