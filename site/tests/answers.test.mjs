// app/answers.js under Node: which answers of a worker are none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { IS_RESULT, isTold } from "../app/answers.js";

const LEAD = { text: "exercises/ch01_math.py:9", kind: "line", stem: "ch01_math", line: 9, task: "", earlier: false };
const FINDING = {
  ...{ task: "vector_add", state: "not yet", kind: "value", at: LEAD, steps: ["vector_add([1], [2])"] },
  ...{ expected: "[3]", got: "[-1]", difference: "[0]", paragraphs: [["Look at ", LEAD, "."]] },
  ...{ printed: "", leads: [LEAD], place: null, method: "" },
};
const RUN = { how: "raised", got: "ValueError: no", paragraphs: [["Look at ", LEAD, "."]], place: LEAD };

/** @param {Partial<Record<keyof typeof FINDING | "words", any>>} change */
function reportWith({ words = [], ...change }) {
  const finding = { ...FINDING, ...change };
  return { stem: "ch01_math", title: "1", tasks: { vector_add: "not yet" }, words, finding, done: false };
}

/** @type {(change: Parameters<typeof reportWith>[0]) => boolean} */
const isGraded = (change) => IS_RESULT.grade({ report: reportWith(change), text: "", clean: true });
/** @type {(change: Object<string, any>) => boolean} */
const isEvaluation = (change) => IS_RESULT.evaluate({ ...RUN, ...change });
/** @type {(count: number, item: any) => any[]} */
const times = (count, item) => Array(count).fill(item);

test("an answer that is as long as an honest one may be is one", () => {
  assert.ok(isGraded({}));
  assert.ok(isGraded({ printed: "x\n".repeat(2_000), got: "x".repeat(4_100), steps: times(2_000, "train()") }));
  assert.ok(isGraded({ paragraphs: times(12, ["`a` ".repeat(100), LEAD]), method: "forward" }));
  assert.ok(isEvaluation({}));
  const result = { source: "show()\n", want: "1\n", got: "x".repeat(44_000), same: false };
  assert.ok(isEvaluation({ results: times(30, result) }));
});

test("more than a page can show is no answer, in a check and in a run", () => {
  for (const paragraphs of [times(22, ["`a`".repeat(20_000)]), times(480_000, []), [["`a`".repeat(80_000)]], [times(50_000, "")]]) {
    assert.ok(!isGraded({ paragraphs }));
    assert.ok(!isGraded({ words: paragraphs }));
    assert.ok(!isEvaluation({ paragraphs }));
    assert.ok(!isTold({ ends: { timeout: reportWith({ paragraphs }) } }));
  }
  assert.ok(!isGraded({ got: "x".repeat(200_000) }));
  assert.ok(!isGraded({ steps: times(50_000, "") }));
  assert.ok(!isEvaluation({ got: "x".repeat(200_000) }));
  assert.ok(!isEvaluation({ results: times(40_000, { source: "", want: "", got: "", same: false }) }));
});

test("a task and a method are names", () => {
  assert.ok(isGraded({ method: "größer_2" }));
  for (const name of ["x".repeat(101), "two words", "a.b", "<b>", "a\n", 5]) {
    assert.ok(!isGraded({ method: name }), String(name));
    assert.ok(!isGraded({ task: name }), String(name));
  }
});
