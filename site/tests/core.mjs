// The grader's core under Node, and the terminal's report to compare it with.

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createGrader, unpacked } from "../app/core.js";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const ENGINE = process.env.ENGINE ?? join(ROOT, "site", "public", "engine");
const PYTHON = process.env.PYTHON ?? join(ROOT, ".venv", "bin", "python");

export const STEMS = [
  "ch01_math",
  "ch02_neuron",
  "ch03_forward",
  "ch04_loss",
  "ch05_backprop",
  "ch06_training",
  "ch07_letter_classifier",
];

/** Start a grader, as worker.js does, from the built folder public/engine (or ENGINE). */
export async function startGrader() {
  const files = JSON.parse(readFileSync(join(ENGINE, "manifest.json"), "utf8"));
  const indexURL = join(ENGINE, files.pyodide);
  const { loadPyodide } = await import(join(indexURL, "pyodide.mjs"));
  const [pytest, course] = [files.pytest, files.course].map((name) => readFile(join(ENGINE, name)));
  const folder = mkdtempSync(join(tmpdir(), "course-"));
  try {
    const stdLibURL = join(folder, "python.zip");
    writeFileSync(stdLibURL, await unpacked(readFile(join(ENGINE, files.python))));
    const options = { indexURL, stdLibURL, lockFileContents: files.lock };
    return await createGrader({ loadPyodide, options, pytest, course });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Return the text of a chapter's solution, as an exercise would have it.
 * @param {string} stem
 */
export function solution(stem) {
  const text = readFileSync(join(ROOT, "solutions", `${stem}.py`), "utf8");
  return text.replace(/^from solutions\b/gm, "from exercises");
}

/**
 * Return {stem: text} of the solutions.
 * @returns {Object<string, string>}
 */
export function solutions() {
  return Object.fromEntries(STEMS.map((stem) => [stem, solution(stem)]));
}

/**
 * Return chapter 1's solution with a body of its own for dot_product, or another function.
 * @param {string} body
 * @param {string} [name]
 */
export function dotProduct(body, name = "dot_product") {
  const lines = body.split("\n").map((line) => `    ${line}`);
  return `${solution("ch01_math")}\n\ndef ${name}(a, b):\n${lines.join("\n")}\n`;
}

/**
 * The same where nothing else of the chapter is written: it is graded in a moment.
 * @param {string} body
 * @param {string} [name]
 */
export function dotProductAlone(body, name = "dot_product") {
  const names = [...solution("ch01_math").matchAll(/^def (?!main\b)(\w+)/gm)].map((found) => found[1]);
  const stubs = names.map((one) => `def ${one}(*_):\n    raise NotImplementedError("${one}")\n`);
  const text = dotProduct(body, name);
  const at = text.lastIndexOf(`\ndef ${name}(`);
  return `${text.slice(0, at)}\n${stubs.join("\n\n")}\n${text.slice(at)}`;
}

/**
 * Return the first known mistakes of each chapter.
 * @param {number} count
 * @returns {Promise<{stem: string, task: string, sentence: string, text: string}[]>}
 */
export async function firstMistakes(count) {
  const code = `
import json, sys
sys.path.append(".")
from grading.chapters import as_exercise, solution_text
from grading.known_mistakes import bank
print(json.dumps([
    {"stem": stem, "task": mistake.task, "sentence": mistake.sentence,
     "text": as_exercise(mistake.put_into(solution_text(stem)))}
    for stem in ${JSON.stringify(STEMS)} for mistake in bank(stem)[:${count}]
]))`;
  const { stdout } = await promisify(execFile)(PYTHON, ["-I", "-c", code], { cwd: ROOT, timeout: 60_000 });
  return JSON.parse(stdout);
}

/**
 * Return the report that the terminal gives, run by PYTHON.
 * @param {string} stem
 * @param {Object<string, string>} files - {stem: text}
 * @param {{earlier?: string}} [options]
 * @returns {Promise<string>}
 */
export async function terminalReport(stem, files, { earlier = "exercises" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "course-"));
  try {
    mkdirSync(join(folder, "exercises"));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, "exercises", `${name}.py`), text);
    }
    const test = join(ROOT, "tests", `test_${stem}.py`);
    const options = ["--exercises", "exercises", "--earlier", earlier, "-o", "addopts=-pno:cacheprovider"];
    return await new Promise((resolve, reject) => {
      const command = ["-I", "-m", "pytest", test, ...options];
      execFile(PYTHON, command, { cwd: folder, timeout: 120_000 }, (error, stdout, stderr) => {
        if (error && error.code !== 1) reject(new Error(`${error.message}\n${stdout}${stderr}`));
        else resolve(stdout.trimEnd());
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
