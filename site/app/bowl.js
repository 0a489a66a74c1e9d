// The bowl of chapter 6, seen from above, and the slider for its learning rate. The figure and the
// playground both have them.

import { svg } from "./dom.js";
import { BOWL } from "./figures/arithmetic.js";
import { written } from "./numbers.js";
import { slider } from "./slider.js";

/** @import { Point } from "./figures/arithmetic.js" */

const REACH = 3; // from the lowest point to the picture's edge, where all that is shown lies within
const RINGS = [0.25, 1, 2.5, 5, 9, 15, 25];
let made = 0;

/**
 * Make a slider for rates from 0.001 to 1: two digits that count, and each place another rate.
 * @param {number} rate
 * @param {() => void} oninput
 */
export function rateSlider(rate, oninput) {
  const rateAt = (/** @type {number} */ place) =>
    Number(`${10 + (place % 90)}e${Math.floor(place / 90) - 4}`);
  const placeOf = (/** @type {number} */ wanted) => {
    const power = Math.floor(Math.log10(wanted) + 1e-9);
    return Math.round(90 * (power + 3) + wanted * 10 ** (1 - power) - 10);
  };
  const range = { min: 0, max: 270, step: 1, value: placeOf(rate) };
  const input = slider({ label: "Learning rate", ...range, show: (place) => String(rateAt(place)), oninput });
  return {
    element: input.element,
    get value() {
      return rateAt(input.value);
    },
    set value(next) {
      input.value = placeOf(next);
    },
  };
}

/**
 * Return how the picture lies over the plane, so that it holds some points: it shows twice as much as
 * at first, or four times, or eight times, …
 * @param {Point[]} points
 * @param {number} side - of the picture
 */
export function viewOf(points, side) {
  const [w1, w2] = BOWL.lowest;
  const far = Math.max(...points.map((point) => Math.max(Math.abs(point[0] - w1), Math.abs(point[1] - w2))));
  const zoom = 2 ** Math.max(0, Math.ceil(Math.log2(far / REACH)));
  const scale = side / (2 * REACH * zoom);
  return {
    side,
    zoom,
    scale,
    across: (/** @type {number} */ w) => side / 2 + (w - w1) * scale,
    down: (/** @type {number} */ w) => side / 2 - (w - w2) * scale,
  };
}

/** @typedef {ReturnType<typeof viewOf>} View */

/**
 * Draw the bowl's rings of equal loss, and a path on them.
 * @param {View} view - one that holds the path
 * @param {Point[]} path
 * @param {...Node} more - what lies over it
 */
export function bowl({ side, zoom, scale, across, down }, path, ...more) {
  const [middle, id] = [side / 2, `bowl-${++made}`];
  const rings = RINGS.map((loss) => {
    const size = Math.sqrt(loss) * zoom * scale;
    return svg("ellipse", { cx: middle, cy: middle, rx: size, ry: size / Math.SQRT2 });
  });
  const points = path.map(([w1, w2]) => [across(w1), down(w2)].map((place) => place.toFixed(1)));
  const dots = points.map(([x, y], i) => svg("circle", { cx: x, cy: y, r: i ? 3.5 : 6, class: "dot" }));
  const ticks = [-2, 0, 2].flatMap((steps) => {
    const [w1, w2] = BOWL.lowest.map((w) => w + steps * zoom);
    return [
      svg("text", { x: across(w1), y: side + 18, "text-anchor": "middle" }, written(w1, 0)),
      svg("text", { x: -6, y: down(w2) + 4, "text-anchor": "end" }, written(w2, 0)),
    ];
  });
  return svg(
    "g",
    { class: "bowl" },
    svg("clipPath", { id }, svg("rect", { width: side, height: side })),
    svg("rect", { width: side, height: side, class: "sheet" }),
    svg(
      "g",
      { "clip-path": `url(#${id})` },
      ...rings,
      svg("path", { d: `M${middle - 7} ${middle - 7}l14 14m0 -14l-14 14`, class: "lowest" }),
      svg("polyline", { points: points.map((point) => point.join(",")).join(" "), class: "way" }),
      ...dots,
      ...more,
    ),
    ...ticks,
    svg("text", { x: side, y: side + 18, "text-anchor": "end" }, "w₁"),
    svg("text", { x: -6, y: 10, "text-anchor": "end" }, "w₂"),
  );
}
