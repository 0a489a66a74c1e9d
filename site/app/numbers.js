// Numbers as people write them.

/**
 * Return a number with a real minus sign.
 * @param {unknown} value - what the learner's code gave: None, or no number at all, is said so
 * @param {number} [digits]
 */
export function written(value, digits = 2) {
  if (typeof value !== "number") {
    return value === null ? "None" : "not a number";
  }
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const size = Math.abs(value);
  const text = size >= 1e5 ? value.toExponential(1).replace("e+", "e") : value.toFixed(digits);
  return text.replace("-", "−");
}

/**
 * Return a share in percent; what only rounds to 100 isn't called 100.
 * @param {number} share
 */
export function percent(share) {
  return share < 1 && share > 0.9995 ? "over 99.9 %" : `${(100 * share).toFixed(1)} %`;
}
