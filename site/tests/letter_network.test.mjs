// The forward pass of app/letter_network.js gives what the solutions' classifier gives with the same
// numbers, on every letter, clean and changed. It needs a built site (make site).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { forward, letterOf, networkOf } from "../app/letter_network.js";
import { anyKept, keep } from "../app/letters_kept.js";

const SITE = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = process.env.SITE_FOLDER || `${SITE}public`;
// For each network: some pictures of every letter, and what the solutions make of them.
const ASK = `
import json, random, sys
sys.path[:0] = sys.argv[1:2]
from networks import classifier_of, load_letters, noisy_letters, perturb
rng = random.Random(4)
fonts = load_letters()[1]
pictures = {
    "letters": fonts + [(perturb(pixels, rng), letter) for pixels, letter in fonts],
    "bitmaps": [pair for q in (0.0, 0.1, 0.3) for pair in noisy_letters(2, q, rng)],
}
answers = {}
for name, pairs in pictures.items():
    classifier = classifier_of(json.load(open(f"{sys.argv[2]}/assets/network_{name}.json")))
    answers[name] = [
        {
            "pixels": pixels,
            "letter": classifier.predict(pixels),
            "probabilities": classifier.probabilities(pixels),
            "hidden": classifier.network.layers[0].outputs,
        }
        for pixels, _ in pairs
    ]
print(json.dumps(answers))
`;
const answers = JSON.parse(
  execFileSync(process.env.PYTHON ?? "python3", ["-c", ASK, SITE, FOLDER], {
    encoding: "utf8",
    maxBuffer: 1e8,
    timeout: 60_000,
  }),
);

for (const [name, size] of /** @type {const} */ ([["letters", 416], ["bitmaps", 156]])) {
  test(name, () => {
    const file = readFileSync(`${FOLDER}/assets/network_${name}.json`, "utf8");
    assert.ok(file.length < 70_000, `${file.length} bytes`);
    const network = networkOf(JSON.parse(file));
    assert.equal(answers[name].length, size);
    for (const { pixels, letter, probabilities, hidden } of answers[name]) {
      const reading = forward(network, pixels);
      assert.equal(letterOf(reading), letter);
      assertClose(reading.probabilities, probabilities);
      assertClose(reading.hidden, hidden);
    }
  });
}

/**
 * @param {number[]} got
 * @param {number[]} expected
 */
function assertClose(got, expected) {
  assert.equal(got.length, expected.length);
  for (const [i, value] of got.entries()) {
    assert.ok(Math.abs(value - expected[i]) < 1e-12, `${value} is not ${expected[i]}`);
  }
}

test("a trained network is kept only if it, and what it reads, are numbers", () => {
  Object.assign(globalThis, { window: { localStorage: null }, removeEventListener: () => {} });
  const runner = /** @type {any} */ ({ code: "mine", whose: "mine" });
  const layers = [{ weights: [[1, 2]], biases: [3], activation: "relu" }];
  const result = { trained: 312, tested: 208, clean: 0.9, perturbed: 0.8, layers };
  keep(runner, result, 60, []);
  assert.deepEqual(anyKept()?.result, { trained: 312, tested: 208, clean: 0.9, perturbed: 0.8 });
  for (const other of [{ clean: "x".repeat(9_000) }, { perturbed: null }, { layers: [{ weights: [["x"]], biases: [3] }] }]) {
    keep(runner, /** @type {any} */ ({ ...result, ...other }), 60, []);
    assert.equal(anyKept(), undefined);
  }
});
