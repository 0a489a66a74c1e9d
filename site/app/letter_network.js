// A trained network of chapter 7, as site/networks.py writes it, and its forward pass.

import { forward as passes, softmax } from "./figures/arithmetic.js";

/** @import { Layer } from "./figures/arithmetic.js" */
/** @typedef {{layers: Layer[], parameters: number, bitmaps?: Object<string, string>, right: Object<string, number>}} LetterNetwork */

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
 * Return the network that a file holds: its numbers are whole there, in units of 1/unit. The first
 * layer has relu, the last is linear.
 * @param {LetterNetwork & {unit: number}} data
 * @returns {LetterNetwork}
 */
export function networkOf({ unit, layers, ...rest }) {
  const scaled = (/** @type {number[]} */ row) => row.map((value) => value / unit);
  return {
    ...rest,
    layers: layers.map(({ weights, biases }, i) => ({
      weights: weights.map(scaled),
      biases: scaled(biases),
      activation: i < layers.length - 1 ? "relu" : "linear",
    })),
  };
}

/**
 * Run a network forward, and softmax on its end.
 * @param {LetterNetwork} network
 * @param {number[]} pixels
 * @returns {Reading}
 */
export function forward({ layers }, pixels) {
  const [first, last] = passes(layers, pixels);
  return { hidden: first.outputs, probabilities: softmax(last.outputs) };
}

/**
 * Return the letter of the largest probability.
 * @param {Reading} reading
 */
export function letterOf({ probabilities }) {
  return LETTERS[probabilities.indexOf(Math.max(...probabilities))];
}
