// A curve of a loss.

import { svg } from "./dom.js";
import { written } from "./numbers.js";

/**
 * Draw positive numbers over their steps, on a scale of factors of ten.
 * @param {[step: number, value: number][]} points - one of them at least
 * @param {{across: string, label: string, end?: number}} options - end: the last step there will
 *   be, if that is not the last point's
 */
export function chart(points, { across: name, label, end }) {
  const [width, height] = [400, 170];
  const values = points.map(([, value]) => Math.max(value, 1e-12));
  const low = Math.max(
    Math.floor(Math.log10(Math.min(...values))),
    Math.floor(Math.log10(Math.max(...values))) - 7,
  );
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values)) + 1e-9), low + 1);
  const last = Math.max(end ?? points[points.length - 1][0], 1);
  const x = (/** @type {number} */ step) => (step / last) * width;
  const y = (/** @type {number} */ value) =>
    height - ((Math.max(Math.log10(Math.max(value, 1e-300)), low) - low) / (high - low)) * height;
  const lines = [];
  const every = Math.ceil((high - low) / 5);
  for (let power = low; power <= high; power += every) {
    const place = y(10 ** power);
    const text =
      power >= -3 && power <= 4
        ? String(Number((10 ** power).toPrecision(1)))
        : `1e${written(power, 0)}`;
    lines.push(
      svg("line", { x1: 0, x2: width, y1: place, y2: place, stroke: "var(--line)" }),
      svg("text", { x: -6, y: place + 5, "text-anchor": "end" }, text),
    );
  }
  return svg(
    "svg",
    {
      viewBox: `-56 -10 ${width + 70} ${height + 50}`,
      role: "img",
      "aria-label": label,
      class: "chart",
    },
    ...lines,
    svg("polyline", {
      points: points
        .map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`)
        .join(" "),
      fill: "none",
      stroke: "var(--accent)",
      "stroke-width": 2,
    }),
    svg("text", { x: 0, y: height + 20, "text-anchor": "middle" }, "0"),
    svg("text", { x: width, y: height + 20, "text-anchor": "end" }, String(last)),
    svg("text", { x: width / 2, y: height + 36, "text-anchor": "middle" }, name),
  );
}
