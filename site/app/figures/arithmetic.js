// What the moving figures compute, as the solutions do. tests/test_moving.py compares each function
// with the solutions' on many numbers; it names every one that is exported here.

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
