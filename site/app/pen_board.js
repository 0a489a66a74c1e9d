// An area to draw on with a pen, a mouse or a finger.

import { h } from "./dom.js";
import { contextOf, drawStrokes } from "./drawing.js";

/** @import { Point } from "./drawing.js" */

const AREA = 280; // the drawing area's own units
const PEN = 16; // how wide a stroke looks, in these units

/**
 * Make the area. strokes are what is drawn on it.
 * @param {() => void} onchange - called when a stroke has ended, and when one was taken back
 * @param {() => void} [onmove] - called while one is being drawn
 */
export function penBoard(onchange, onmove = () => {}) {
  const canvas = h("canvas.paper", {
    width: AREA,
    height: AREA,
    role: "img",
    "aria-label": "Drawing area, for a mouse, a pen or a finger. For the keyboard, choose cells.",
  });
  const context = contextOf(canvas);
  /** @type {Point[][]} */
  const strokes = [];
  /** @type {?Point[]} */
  let stroke = null; // that is being drawn

  /** @type {(event: PointerEvent) => Point} */
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const scale = AREA / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };

  function paint() {
    context.clearRect(0, 0, AREA, AREA);
    const { color, fontFamily } = getComputedStyle(canvas);
    if (!strokes.length) {
      context.globalAlpha = 0.6;
      context.fillStyle = color;
      context.font = `${PEN}px ${fontFamily}`;
      context.textAlign = "center";
      context.fillText("Draw here", AREA / 2, AREA / 2);
      context.globalAlpha = 1;
    }
    context.strokeStyle = color;
    drawStrokes(context, strokes, PEN);
  }

  canvas.onpointerdown = (event) => {
    if (event.button) {
      return;
    }
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [point(event)];
    strokes.push(stroke);
    paint();
    onmove();
  };
  canvas.onpointermove = (event) => {
    if (stroke) {
      const parts = event.getCoalescedEvents?.() ?? []; // between two frames; may be none
      stroke.push(...(parts.length ? parts : [event]).map(point));
      paint();
      onmove();
    }
  };
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (stroke) {
      stroke = null;
      onchange();
    }
  };
  requestAnimationFrame(paint); // once it is in its place, which gives it its colour
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new MutationObserver(paint).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });

  return {
    element: canvas,
    strokes,
    undo() {
      strokes.pop();
      paint();
      onchange();
    },
    clear() {
      strokes.length = 0;
      paint();
    },
  };
}
