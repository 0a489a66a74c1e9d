// A trained network of chapter 7, as site/networks.py writes it, and its forward pass.

/** @typedef {{weights: number[][], biases: number[]}} Layer */
/** @typedef {{layers: Layer[], parameters: number, right: Object<string, number>}} LetterNetwork */

/**
 * What a network makes of a picture: its hidden layer's outputs, and each letter's probability.
 * @typedef {{hidden: number[], probabilities: number[]}} Reading
 */

export const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * Load a network: "letters" reads 12 rows of 12 grey levels, "bitmaps" 7 rows of 5 pixels.
 * @param {"letters" | "bitmaps"} name
 * @returns {Promise<LetterNetwork>}
 */
export async function loadNetwork(name) {
  const response = await fetch(new URL(`network_${name}.json`, import.meta.url));
  if (!response.ok) {
    throw new Error(`network_${name}.json: ${response.status}`);
  }
  return networkOf(await response.json());
}

/**
 * Return the network that a file holds: its numbers are whole there, in units of 1/unit.
 * @param {LetterNetwork & {unit: number}} data
 * @returns {LetterNetwork}
 */
export function networkOf({ unit, layers, ...rest }) {
  const scaled = (/** @type {number[]} */ row) => row.map((value) => value / unit);
  return {
    ...rest,
    layers: layers.map(({ weights, biases }) => ({
      weights: weights.map(scaled),
      biases: scaled(biases),
    })),
  };
}

/**
 * Run a network forward: relu after the first layer, softmax after the last.
 * @param {LetterNetwork} network
 * @param {number[]} pixels
 * @returns {Reading}
 */
export function forward({ layers: [first, last] }, pixels) {
  const hidden = outputs(first, pixels).map((z) => Math.max(0, z));
  return { hidden, probabilities: softmax(outputs(last, hidden)) };
}

/**
 * @param {Layer} layer
 * @param {number[]} inputs
 */
function outputs({ weights, biases }, inputs) {
  return weights.map((row, i) => row.reduce((sum, w, j) => sum + w * inputs[j], 0) + biases[i]);
}

/** @param {number[]} logits */
function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(z - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/**
 * Return the letter of the largest probability.
 * @param {Reading} reading
 */
export function letterOf({ probabilities }) {
  return LETTERS[probabilities.indexOf(Math.max(...probabilities))];
}
