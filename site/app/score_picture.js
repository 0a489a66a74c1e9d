// A picture of what the learner's own network can do, for them to save and show.

import { download } from "./dom.js";
import { contextOf } from "./drawing.js";
import { percent } from "./numbers.js";

/** @import { Loss } from "./letters_training.js" */

const [WIDTH, HEIGHT] = [1200, 630]; // as other sites show a picture beside a link
const FONT = "system-ui, sans-serif";
const [INK, QUIET, ACCENT] = ["#1d2125", "#555c63", "#005a94"]; // on white, in either scheme
const WRITTEN = {
  mine: "I wrote it in plain Python, without any library, from the dot product on.",
  partly: "I wrote its last chapter in plain Python, on the course’s earlier ones.",
};

/**
 * @typedef {Object} Score
 * @property {number} clean - the share of letters that is read in fonts never seen
 * @property {number} perturbed - and once these are turned and shifted
 * @property {number} seconds - of training
 * @property {Loss[]} losses
 * @property {"mine" | "partly"} whose
 */

/**
 * Draw the picture and hand it over as a file.
 * @param {Score} score
 */
export function savePicture(score) {
  draw(score).toBlob((blob) => blob && download("my-network.png", blob), "image/png");
}

/** @param {Score} score */
function draw({ clean, perturbed, seconds, losses, whose }) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = contextOf(canvas);
  /** @type {(text: string, x: number, y: number, size: number, colour?: string, weight?: number) => void} */
  const write = (text, x, y, size, colour = INK, weight = 400) => {
    context.font = `${weight} ${size}px ${FONT}`;
    context.fillStyle = colour;
    context.fillText(text, x, y, WIDTH - x - 40);
  };
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = ACCENT;
  context.fillRect(0, 0, WIDTH, 14);
  write("My neural network, written from scratch", 60, 106, 48, INK, 700);
  write(WRITTEN[whose], 60, 156, 27, QUIET);
  write(percent(clean), 60, 320, 120, ACCENT, 700);
  write("of letters read, in fonts it has never seen", 60, 372, 30);
  write(`${percent(perturbed)} once they are turned and shifted, too`, 60, 422, 30);
  write(`Trained in ${seconds} seconds, in a browser: 144 pixels, 64 hidden neurons, 26 letters.`, 60, 500, 27, QUIET);
  write(document.querySelector("header .name")?.textContent ?? "", 60, 580, 27, ACCENT, 600);
  curve(context, losses, { left: 780, top: 210, width: 360, height: 190 });
  write("The mean loss while it learned", 780, 440, 24, QUIET);
  return canvas;
}

/**
 * Draw the loss over the training, on a scale of factors of ten.
 * @param {CanvasRenderingContext2D} context
 * @param {Loss[]} losses
 * @param {{left: number, top: number, width: number, height: number}} box
 */
function curve(context, losses, { left, top, width, height }) {
  const logs = losses.map(([, loss]) => Math.log10(Math.max(loss, 1e-12)));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const last = losses.at(-1)?.[0] ?? 1;
  context.strokeStyle = ACCENT;
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.beginPath();
  for (const [i, [step]] of losses.entries()) {
    const y = top + (height * (high - logs[i])) / (high - low || 1);
    context.lineTo(left + (width * step) / last, y);
  }
  context.stroke();
}
