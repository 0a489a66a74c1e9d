// The learner's trained network, kept in this browser over a reload, with the code that trained it.

import { store } from "./storage.js";

/** @import { Runner } from "./play.js" */
/** @import { Loss, Result } from "./letters_training.js" */
/** @import { Layer } from "./figures/arithmetic.js" */

/**
 * What is kept of a training.
 * @typedef {Object} Kept
 * @property {string} code - whose code it was, and all of it
 * @property {"mine" | "partly" | "ours"} whose
 * @property {Layer[]} layers
 * @property {Result} result
 * @property {number} seconds
 * @property {Loss[]} losses
 */

const KEY = "network";
const DIGITS = 7; // of a weight

/**
 * Keep a network and what it reads, if these are numbers.
 * @param {Runner} runner - which has trained it
 * @param {Result} result
 * @param {number} seconds
 * @param {Loss[]} losses
 */
export function keep(runner, { layers, trained, tested, clean, perturbed }, seconds, losses) {
  const result = { trained, tested, clean, perturbed };
  const short = (/** @type {number[]} */ row) => row.map((value) => +value.toPrecision(DIGITS));
  let rounded;
  try {
    rounded = layers?.map((layer) => ({
      weights: layer.weights.map(short),
      biases: short(layer.biases),
    }));
  } catch {
    // what the learner's code has there is something else
  }
  const { code, whose } = runner;
  const areNumbers = Object.values(result).every(Number.isFinite);
  const kept = rounded && areNumbers ? { code, whose, layers: rounded, result, seconds, losses } : undefined;
  store().set(KEY, kept, { needed: false });
}

/**
 * Return the network that is kept, or undefined.
 * @returns {Kept | undefined}
 */
export function anyKept() {
  const found = store().get(KEY);
  return Array.isArray(found?.layers) ? found : undefined;
}

/**
 * Return the network that the code trained which would run now, or undefined.
 * @param {Runner} runner
 */
export function keptOf(runner) {
  const found = anyKept();
  return found?.code === runner.code ? found : undefined;
}
