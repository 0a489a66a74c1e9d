// What every browser test needs: the built site on a free port, and a browser.

import { spawn } from "node:child_process";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const site = fileURLToPath(new URL("..", import.meta.url));
/** The built site. */
export const FOLDER = process.env.SITE_FOLDER || `${site}public`;

/**
 * Serve the built site, as `make serve` does, on a free port.
 * @param {{folder?: string, port?: number}} options another built folder; a port
 * @returns {Promise<Server>} url ends in a slash
 */
export function serveSite({ folder = FOLDER, port = 0 } = {}) {
  const python = process.env.PYTHON ?? "python3";
  const server = spawn(python, [`${site}serve.py`, "--port", String(port), "--out", folder]);
  // Tests that die must not leave a server behind.
  const end = () => server.kill();
  process.once("exit", end);
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (/** @type {Buffer} */ text) => {
      said += text;
      const url = said.match(/http:\S+/)?.[0];
      if (url) resolve({ url, close });
    };
    const ended = new Promise((done) => server.once("close", done));
    const close = () => {
      process.off("exit", end);
      server.kill();
      return ended;
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("error", reject);
    server.once("close", () => reject(new Error(`The server didn't start: ${said}`)));
  });
}

/** @typedef {{url: string, close: () => Promise<void>}} Server */

export const NO_SANDBOX = "--no-sandbox";
// A test's Python lives for seconds: to compile it well takes longer than that saves.
const QUICK_START = "--js-flags=--liftoff-only";

/**
 * Start Chromium without a window: the one that CHROMIUM names, or /usr/bin/chromium.
 * @param {import("playwright-core").LaunchOptions} [options]
 */
export function openBrowser(options = {}) {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: [NO_SANDBOX, QUICK_START], ...options });
}

/** Serve the built site, and start Chromium, for all tests of a file. */
export async function openSite() {
  const server = await serveSite();
  after(() => server.close());
  const browser = await openBrowser();
  after(() => browser.close());
  return { site: server, browser };
}
