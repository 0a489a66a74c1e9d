// Letters drawn on the page with a mouse and with a finger.

import assert from "node:assert/strict";

/** @import { Page } from "playwright-core" */
/** @import { Point } from "../app/drawing.js" */

// One way to draw each letter, in a square from (0, 0), top left, to (1, 1).
/** @type {(x: number, y: number, rx: number, ry: number, from: number, to: number) => Point[]} */
const arc = (x, y, rx, ry, from, to) =>
  Array.from({ length: 13 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 12) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
/** @type {Object<string, Point[][]>} */
export const STROKES = {
  A: [
    [
      [0, 1],
      [0.45, 0],
      [0.9, 1],
    ],
    [
      [0.18, 0.65],
      [0.75, 0.65],
    ],
  ],
  B: [
    [
      [0, 0],
      [0, 1],
    ],
    [[0, 0], ...arc(0.35, 0.25, 0.3, 0.25, -90, 90), [0, 0.5]],
    [[0, 0.5], ...arc(0.35, 0.75, 0.35, 0.25, -90, 90), [0, 1]],
  ],
  C: [arc(0.5, 0.5, 0.5, 0.5, -50, -310)],
  D: [
    [
      [0, 0],
      [0, 1],
    ],
    [[0, 0], ...arc(0.25, 0.5, 0.5, 0.5, -90, 90), [0, 1]],
  ],
  E: [
    [
      [0.7, 0],
      [0, 0],
      [0, 1],
      [0.7, 1],
    ],
    [
      [0, 0.5],
      [0.6, 0.5],
    ],
  ],
  F: [
    [
      [0.7, 0],
      [0, 0],
      [0, 1],
    ],
    [
      [0, 0.5],
      [0.6, 0.5],
    ],
  ],
  G: [[...arc(0.5, 0.5, 0.5, 0.5, -50, -330), [0.95, 0.55], [0.6, 0.55]]],
  H: [
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0.75, 0],
      [0.75, 1],
    ],
    [
      [0, 0.5],
      [0.75, 0.5],
    ],
  ],
  I: [
    [
      [0.5, 0],
      [0.5, 1],
    ],
  ],
  J: [[[0.6, 0], [0.6, 0.75], ...arc(0.3, 0.75, 0.3, 0.25, 0, 150)]],
  K: [
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0.7, 0],
      [0, 0.55],
    ],
    [
      [0.2, 0.4],
      [0.75, 1],
    ],
  ],
  L: [
    [
      [0, 0],
      [0, 1],
      [0.65, 1],
    ],
  ],
  M: [
    [
      [0, 1],
      [0, 0],
      [0.45, 0.65],
      [0.9, 0],
      [0.9, 1],
    ],
  ],
  N: [
    [
      [0, 1],
      [0, 0],
      [0.75, 1],
      [0.75, 0],
    ],
  ],
  O: [arc(0.5, 0.5, 0.48, 0.5, -90, 270)],
  P: [[[0, 1], [0, 0], ...arc(0.3, 0.27, 0.33, 0.27, -90, 90), [0, 0.54]]],
  Q: [
    arc(0.5, 0.5, 0.48, 0.5, -90, 270),
    [
      [0.6, 0.75],
      [0.95, 1.1],
    ],
  ],
  R: [
    [[0, 1], [0, 0], ...arc(0.3, 0.26, 0.33, 0.26, -90, 90), [0, 0.52]],
    [
      [0.3, 0.52],
      [0.75, 1],
    ],
  ],
  S: [[...arc(0.4, 0.26, 0.34, 0.26, -30, -270), ...arc(0.4, 0.76, 0.36, 0.24, -90, 150)]],
  T: [
    [
      [0, 0],
      [0.9, 0],
    ],
    [
      [0.45, 0],
      [0.45, 1],
    ],
  ],
  U: [[[0, 0], ...arc(0.4, 0.6, 0.4, 0.4, 180, 0), [0.8, 0]]],
  V: [
    [
      [0, 0],
      [0.42, 1],
      [0.85, 0],
    ],
  ],
  W: [
    [
      [0, 0],
      [0.28, 1],
      [0.55, 0.25],
      [0.82, 1],
      [1.1, 0],
    ],
  ],
  X: [
    [
      [0, 0],
      [0.8, 1],
    ],
    [
      [0.8, 0],
      [0, 1],
    ],
  ],
  Y: [
    [
      [0, 0],
      [0.42, 0.5],
      [0.42, 1],
    ],
    [
      [0.85, 0],
      [0.42, 0.5],
    ],
  ],
  Z: [
    [
      [0, 0],
      [0.8, 0],
      [0, 1],
      [0.85, 1],
    ],
  ],
};

/**
 * Return where the drawing area is.
 * @param {Page} page
 */
async function paper(page) {
  const box = await page.locator(".paper").boundingBox();
  assert.ok(box, "there is a drawing area in sight");
  return box;
}

/**
 * Draw strokes with the mouse, somewhat off the middle of the area.
 * @param {Page} page
 * @param {Point[][]} strokes
 */
export async function draw(page, strokes) {
  const box = await paper(page);
  /** @type {(point: Point) => Point} */
  const place = ([x, y]) => [
    box.x + box.width * (0.15 + 0.5 * x),
    box.y + box.height * (0.2 + 0.5 * y),
  ];
  for (const [first, ...rest] of strokes) {
    await page.mouse.move(...place(first));
    await page.mouse.down();
    for (const point of rest) {
      await page.mouse.move(...place(point), { steps: 3 });
    }
    await page.mouse.up();
  }
}

/**
 * Draw an upright line with a finger; the page must not scroll with it.
 * @param {Page} page
 */
export async function drawWithFinger(page) {
  const box = await paper(page);
  const before = await page.evaluate(() => scrollY);
  const session = await page.context().newCDPSession(page);
  /** @type {(type: "touchStart" | "touchMove" | "touchEnd", y?: number) => Promise<unknown>} */
  const touch = (type, y) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: y === undefined ? [] : [{ x: box.x + box.width / 2, y }],
    });
  await touch("touchStart", box.y + 30);
  for (let y = 40; y < box.height - 30; y += 10) {
    await touch("touchMove", box.y + y);
  }
  await touch("touchEnd");
  assert.equal(await page.evaluate(() => scrollY), before);
}
