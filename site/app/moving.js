// Brings the figures that move: each takes the place of the lesson's figure of its name, once its
// script is there, and has the same size. Below it is room for its controls, kept from the start.
//
// To add one:
// 1. in site/moving.py, a line in MOVES: the figure's name, how many rows its controls take, and
//    what is said below them; its height, where that is not the lesson's.
// 2. figures/<name>.js, which exports start, a Start: it makes the controls and says how to draw.
//    figures/parts.js has what several of them draw and ask with.
// 3. what it computes, as pure functions in figures/arithmetic.js; in tests/test_moving.py, the
//    solutions' functions that each of these is compared with.

import { fill, h, say, svg } from "./dom.js";

/**
 * A figure's part in this. Its picture is 480 wide and as high as MOVES says, or as the lesson's.
 * @callback Start
 * @param {() => void} moved - to be called when a control has moved: it draws again
 * @param {SVGSVGElement} picture - for what stays when it is drawn again, such as what the pointer
 *   drags; the shapes are drawn below that
 * @returns {{controls: Node[], draw: () => Drawn}} controls: one for each row
 */

/** @typedef {{shapes: Node[], says: string}} Drawn says: what is to be seen, in words */

const SPEAK = 700; // milliseconds of rest before what has changed is read out

/** Start every figure of this page that moves. */
export function startMoving() {
  for (const place of document.querySelectorAll(".moves")) {
    const name = /** @type {HTMLElement} */ (place).dataset.figure;
    import(`./figures/${name}.js`).then(({ start }) => mount(place, start), console.error);
  }
}

/**
 * @param {Element} place - with the lesson's figure
 * @param {Start} start
 */
function mount(place, start) {
  const image = /** @type {HTMLImageElement} */ (place.querySelector("img"));
  const width = image.getAttribute("width");
  const height = getComputedStyle(place).getPropertyValue("--height") || image.getAttribute("height");
  const drawing = svg("g");
  const size = { width: String(width), height: String(height), viewBox: `0 0 ${width} ${height}` };
  const picture = svg("svg", { role: "img", ...size }, drawing);
  const spoken = h("p.unseen", { role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  const moved = () => {
    const words = show();
    clearTimeout(speaking);
    speaking = setTimeout(() => say(spoken, words), SPEAK);
  };
  const { controls, draw } = start(moved, picture);
  const show = () => {
    const { shapes, says } = draw();
    fill(drawing, ...shapes);
    picture.setAttribute("aria-label", says);
    return says;
  };
  show();
  image.replaceWith(picture, h("div.controls", {}, ...controls, spoken));
}
