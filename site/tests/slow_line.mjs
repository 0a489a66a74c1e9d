// A slow line between a browser and a served site. Chromium's own throttle leaves out workers.

import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const PIECE = 4096; // bytes that go at once
const LATE = 100; // milliseconds that this process may be late by, and makes up for
const WAIT = 75; // milliseconds each way

/**
 * Put a line in front of a site. All connections share it.
 * @param {string} site - its address
 * @param {number} rate - bytes in a second
 * @returns {Promise<{url: string, sent: () => number, close: () => void}>}
 */
export async function slowLine(site, rate) {
  const { hostname, port } = new URL(site);
  let sent = 0;
  let free = performance.now(); // when the line is
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const one of [near, far]) one.on("error", end).on("close", end);
    near.on("data", async (asked) => {
      await pause(WAIT);
      far.write(asked);
    });
    let turn = pause(0);
    far.on("data", (answer) => {
      far.pause(); // what isn't sent yet stays where it is
      turn = turn.then(async () => {
        for (let at = 0; at < answer.length && !near.destroyed; at += PIECE) {
          const piece = answer.subarray(at, at + PIECE);
          free = Math.max(free, performance.now() - LATE) + (piece.length / rate) * 1000;
          await pause(Math.max(0, free - performance.now()));
          sent += piece.length;
          setTimeout(() => near.destroyed || near.write(piece), WAIT);
        }
        far.resume();
      });
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${address.port}/`;
  return { url, sent: () => sent, close: () => server.close() };
}
