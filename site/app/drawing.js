// Turning a drawing into the picture that the network was trained on: 12 rows of 12 grey levels,
// the letter centred and as large as the margin allows, like those of data/letters.txt.

export const SIDE = 12;
const ROOM = SIDE - 2 * Math.floor(SIDE / 7); // what the letter's longer side takes, in pixels
const PEN = 1.5; // the width of a stroke, in pixels of the picture: between a regular and a bold face
const FINE = 10; // the drawing is made this many times as large, then averaged

/** @typedef {[x: number, y: number]} Point */
/** @typedef {{left: number, top: number, width: number, height: number}} Box */

/**
 * Return the 144 grey levels of strokes, or null where there are none.
 *
 * Only the shape counts: strokes of any size, anywhere, are scaled and moved, and drawn with the
 * same pen.
 * @param {Point[][]} strokes - each a list of points
 * @returns {?number[]}
 */
export function fromStrokes(strokes) {
  const box = boxOf(strokes.flat());
  if (!box) {
    return null;
  }
  return render((context) => {
    const scale = (ROOM - PEN) / Math.max(box.width, box.height, 1e-9);
    place(context, box, scale);
    drawStrokes(context, strokes, PEN / scale);
  });
}

/**
 * Draw strokes with a round pen.
 * @param {CanvasRenderingContext2D} context
 * @param {Point[][]} strokes
 * @param {number} width
 */
export function drawStrokes(context, strokes, width) {
  context.lineWidth = width;
  context.lineCap = context.lineJoin = "round";
  for (const [first, ...rest] of strokes) {
    context.beginPath();
    context.moveTo(...first);
    for (const point of rest.length ? rest : [first]) {
      context.lineTo(...point);
    }
    context.stroke();
  }
}

/**
 * Return the 144 grey levels of a pattern of cells, or null where none is inked.
 * @param {boolean[]} cells - row by row
 * @param {number} columns
 * @returns {?number[]}
 */
export function fromCells(cells, columns) {
  /** @type {Point[]} */
  const inked = [];
  for (const [i, ink] of cells.entries()) {
    if (ink) {
      inked.push([i % columns, Math.floor(i / columns)]);
    }
  }
  const box = boxOf(
    inked.flatMap(([x, y]) => [
      [x, y],
      [x + 1, y + 1],
    ]),
  );
  if (!box) {
    return null;
  }
  return render((context) => {
    place(context, box, ROOM / Math.max(box.width, box.height));
    for (const [x, y] of inked) {
      context.fillRect(x, y, 1, 1);
    }
  });
}

/**
 * Return what draws on a canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function contextOf(canvas, settings) {
  // It is null only where another kind of context was asked for before.
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", settings));
}

/**
 * @param {Point[]} points
 * @returns {?Box} what holds them all
 */
function boxOf(points) {
  if (!points.length) {
    return null;
  }
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/**
 * Have a box drawn in the middle of the picture.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {number} scale
 */
function place(context, box, scale) {
  context.translate((SIDE / 2) * FINE, (SIDE / 2) * FINE);
  context.scale(scale * FINE, scale * FINE);
  context.translate(-box.left - box.width / 2, -box.top - box.height / 2);
}

/**
 * Draw in black on nothing, and return how far the ink covers each pixel of the picture.
 * @param {(context: CanvasRenderingContext2D) => void} draw
 * @returns {number[]}
 */
function render(draw) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE * FINE;
  const context = contextOf(canvas, { willReadFrequently: true });
  draw(context);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Array(SIDE * SIDE).fill(0);
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const alpha = data[4 * (y * canvas.width + x) + 3];
      pixels[Math.floor(y / FINE) * SIDE + Math.floor(x / FINE)] += alpha;
    }
  }
  return pixels.map((sum) => Number((sum / (255 * FINE * FINE)).toFixed(4)));
}
