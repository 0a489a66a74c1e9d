// The 144 pixels that the network gets, as a picture.

import { h, svg } from "./dom.js";
import { SIDE } from "./drawing.js";

/**
 * Make the picture, with a sentence below it.
 * @param {number[]} pixels - row by row, each from 0, paper, to 1, ink
 */
export function thumbnail(pixels) {
  const squares = pixels.flatMap((grey, i) =>
    grey
      ? svg("rect", {
          x: i % SIDE,
          y: Math.floor(i / SIDE),
          width: 1,
          height: 1,
          "fill-opacity": grey.toFixed(2),
        })
      : [],
  );
  const picture = svg(
    "svg",
    {
      viewBox: `-0.1 -0.1 ${SIDE + 0.2} ${SIDE + 0.2}`,
      role: "img",
      "aria-label": "The drawing as 12 rows of 12 pixels",
    },
    svg("rect", {
      x: 0,
      y: 0,
      width: SIDE,
      height: SIDE,
      fill: "none",
      stroke: "var(--edge)",
      "stroke-width": 0.1,
    }),
    svg("g", { fill: "var(--ink)", "shape-rendering": "crispEdges" }, ...squares),
  );
  return h(
    "figure.seen",
    {},
    picture,
    h("figcaption", {}, "What the network gets: your drawing, scaled, centred, in 144 pixels."),
  );
}
