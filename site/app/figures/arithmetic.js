// What the moving figures compute, as the solutions do. tests/test_moving.py compares each function
// with the solutions' on many numbers; it names every one that is exported here.

import { pythonRandom } from "../python_random.js";

/** @typedef {number[]} Vector */
/** @typedef {Vector[]} Matrix */
/** @typedef {{weights: Matrix, biases: Vector, activation: string}} Layer */
/** @typedef {{inputs: Vector, z: Vector, outputs: Vector}} Pass what a layer keeps of a forward pass */

/**
 * @param {Vector} a
 * @param {Vector} b - as long as a
 */
export function dotProduct(a, b) {
  return a.reduce((total, x, i) => total + x * b[i], 0);
}

/**
 * @param {Matrix} matrix
 * @param {Vector} vector
 */
export function matrixVectorMultiply(matrix, vector) {
  return matrix.map((row) => dotProduct(row, vector));
}

/**
 * Return f(z), f being named as in chapter 2, or "step", which is 1 where z is above 0.
 * @param {string} name
 * @param {number} z
 */
export function activate(name, z) {
  return ACTIVATIONS[name](z);
}

/** @type {Object<string, (z: number) => number>} */
const ACTIVATIONS = {
  linear: (z) => z,
  relu: (z) => Math.max(0, z),
  sigmoid: (z) => 1 / (1 + Math.exp(-z)), // where exp overflows, 1 / Infinity is 0, as it should be
  step: (z) => Number(z > 0),
};

/** The network of chapters 3 to 6. */
export const PENCIL = [
  { weights: [[0.5, 0.5], [1, -1]], biases: [0.5, 0], activation: "relu" },
  { weights: [[1, -1], [0.5, 1]], biases: [0, 0], activation: "linear" },
];

/**
 * Return what each layer of a network gets, sums up and gives out.
 * @param {Layer[]} layers
 * @param {Vector} inputs
 * @returns {Pass[]}
 */
export function forward(layers, inputs) {
  /** @type {Pass[]} */
  const passes = [];
  for (const { weights, biases, activation } of layers) {
    const z = matrixVectorMultiply(weights, inputs).map((sum, o) => sum + biases[o]);
    const outputs = z.map((number) => activate(activation, number));
    passes.push({ inputs, z, outputs });
    inputs = outputs;
  }
  return passes;
}

/** @param {Vector} logits */
export function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(z - largest));
  const total = powers.reduce((sum, power) => sum + power);
  return powers.map((power) => power / total);
}

/**
 * Return the cross-entropy of logits.
 * @param {Vector} logits
 * @param {Vector} target
 */
export function lossFromLogits(logits, target) {
  const largest = Math.max(...logits);
  const shifted = logits.map((z) => z - largest); // no exponent above 0
  const total = shifted.reduce((sum, z) => sum + Math.exp(z), 0);
  return Math.log(total) - dotProduct(target, shifted);
}

/**
 * Return the slopes that the walk back finds at each layer: dL/da as it arrives, f′(z), δ, dL/dW.
 * @param {Layer[]} layers - of relu and linear ones
 * @param {Pass[]} passes - of a forward pass that ended in logits
 * @param {Vector} target
 */
export function backward(layers, passes, target) {
  let arriving = softmax(passes[passes.length - 1].outputs).map((p, o) => p - target[o]);
  /** @type {{arriving: Vector, mask: Vector, delta: Vector, weights: Matrix}[]} */
  const found = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    const { weights, activation } = layers[i];
    const { inputs, z } = passes[i];
    const mask = z.map((number) => Number(activation === "linear" || number > 0));
    const delta = arriving.map((slope, o) => slope * mask[o]);
    found.unshift({ arriving, mask, delta, weights: delta.map((d) => inputs.map((x) => d * x)) });
    arriving = inputs.map((_, j) => dotProduct(delta, weights.map((row) => row[j])));
  }
  return found;
}

/** @typedef {[number, number]} Point */

/** Of chapter 6's bowl: its lowest point, and how fast its slopes change along w₁ and w₂. */
export const BOWL = {
  lowest: /** @type {Point} */ ([2, -1]),
  curvatures: /** @type {Point} */ ([2, 4]),
};

/**
 * Return the bowl's loss.
 * @param {Point} point
 */
export function bowlLoss(point) {
  const parts = point.map((w, i) => (BOWL.curvatures[i] / 2) * (w - BOWL.lowest[i]) ** 2);
  return parts[0] + parts[1];
}

/**
 * Return where one step down the bowl ends.
 * @param {Point} point
 * @param {number} rate
 */
export function descend(point, rate) {
  const after = point.map((w, i) => w - rate * (BOWL.curvatures[i] * (w - BOWL.lowest[i])));
  return /** @type {Point} */ (after);
}

/**
 * Return a letter's picture as noisy_letters(1, q, random.Random(seed)) has it.
 * @param {Vector} template
 * @param {number} place - of the letter in the alphabet, from 0
 * @param {number} q - the flip probability
 * @param {number} seed
 */
export function noisyLetter(template, place, q, seed) {
  const random = pythonRandom(seed);
  for (let i = 0; i < place * template.length; i++) random(); // those of the letters before it
  return template.map((pixel) => (random() < q ? 1 - pixel : pixel));
}

/**
 * Return the place of the template that differs in the fewest pixels, and in how many it does.
 * @param {Vector} pixels
 * @param {Matrix} templates
 */
export function nearestTemplate(pixels, templates) {
  const distances = templates.map((template) => template.filter((x, i) => x !== pixels[i]).length);
  const distance = Math.min(...distances);
  return { place: distances.indexOf(distance), distance };
}
