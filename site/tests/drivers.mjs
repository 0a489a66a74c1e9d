// Firefox and WebKit as Debian has them, each driven in its own words: Firefox by WebDriver BiDi,
// WebKit by WebDriver, from WebKitWebDriver. Playwright's own builds of the two aren't Debian's.

import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
// @ts-expect-error: its types would be a package of their own. Node 20 has no WebSocket.
import WebSocket from "ws";

const SIZE = { width: 1280, height: 900 };
const START = 120_000; // milliseconds until a browser has to be there

/** Input as both ways take it. @typedef {Record<string, any>[]} Actions */

/**
 * @typedef {Object} Driver
 * @property {(url: string) => Promise<void>} goTo
 * @property {(code: string) => Promise<any>} evaluate - a JavaScript expression, in the page
 * @property {(actions: Actions) => Promise<void>} act
 * @property {() => Promise<void>} close
 */

/** @typedef {{programs: string[], open: () => Promise<Driver>}} Browser */
/** @type {Record<string, Browser>} */
export const BROWSERS = {
  Firefox: { programs: [process.env.FIREFOX ?? "firefox-esr"], open: openFirefox },
  WebKit: { programs: ["WebKitWebDriver", "Xvfb"], open: openWebKit },
};

/**
 * Return which of some programs aren't on this machine.
 * @param {string[]} programs
 */
export function missing(programs) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return programs.filter((name) => !folders.some((folder) => isProgram(join(folder, name))));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Start a program that ends with this process, and wait until it says something.
 * @param {string} name
 * @param {string[]} options
 * @param {RegExp} pattern - of what it says; the first group is returned
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{said: string, end: () => Promise<void>}>}
 */
function begin(name, options, pattern, env = process.env) {
  const program = spawn(name, options, { env, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => program.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((resolve) => program.once("close", resolve));
  const end = async () => {
    program.kill();
    await Promise.race([ended, pause(5000, null, { ref: false })]);
    kill();
    process.off("exit", kill);
  };
  return new Promise((resolve, reject) => {
    let text = "";
    const fail = () => {
      kill();
      reject(new Error(`${name} didn't start: ${text}`));
    };
    const limit = setTimeout(fail, START);
    const hear = (/** @type {Buffer} */ part) => {
      text += part;
      const found = pattern.exec(text);
      if (!found) return;
      clearTimeout(limit);
      resolve({ said: found[1], end });
    };
    program.stdout.on("data", hear);
    program.stderr.on("data", hear);
    program.once("error", fail);
    program.once("close", () => {
      clearTimeout(limit);
      fail();
    });
  });
}

/** @returns {Promise<Driver>} */
async function openFirefox() {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const options = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile];
  const name = BROWSERS.Firefox.programs[0];
  const firefox = await begin(name, options, /BiDi listening on (ws:\S+)/);
  const socket = new WebSocket(`${firefox.said}/session`);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  socket.on("message", (/** @type {Buffer} */ data) => {
    const answer = JSON.parse(String(data));
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let id = 0;
  const call = async (/** @type {string} */ method, /** @type {any} */ params = {}) => {
    id += 1;
    socket.send(JSON.stringify({ id, method, params }));
    const answer = await new Promise((resolve) => waiting.set(id, resolve));
    if (answer.type === "error") throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  };
  await call("session.new", { capabilities: {} });
  const { context } = (await call("browsingContext.getTree")).contexts[0];
  await call("browsingContext.setViewport", { context, viewport: SIZE });
  return {
    async goTo(url) {
      await call("browsingContext.navigate", { context, url, wait: "complete" });
    },
    async evaluate(code) {
      const expression = `JSON.stringify((${code}) ?? null)`;
      const asked = { expression, target: { context }, awaitPromise: false };
      const { result, exceptionDetails } = await call("script.evaluate", asked);
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    act: (actions) => call("input.performActions", { context, actions }),
    async close() {
      socket.close();
      await firefox.end();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<Driver>} */
async function openWebKit() {
  const screen = await begin("Xvfb", ["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x1024x24"], /(\d+)\n/);
  const port = await freePort();
  const env = { ...process.env, DISPLAY: `:${screen.said}` };
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore" });
  const kill = () => driver.kill("SIGKILL");
  process.once("exit", kill);
  const call = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.message}`);
    return value;
  };
  for (let waited = 0; ; waited += 100) {
    try {
      await call("GET", "status", undefined);
      break;
    } catch (error) {
      if (waited > START) throw error;
      await pause(100);
    }
  }
  const { sessionId } = await call("POST", "session", { capabilities: {} });
  const session = `session/${sessionId}`;
  await call("POST", `${session}/window/rect`, { x: 0, y: 0, ...SIZE });
  return {
    async goTo(url) {
      await call("POST", `${session}/url`, { url });
    },
    async evaluate(code) {
      const script = `return JSON.stringify((${code}) ?? null)`;
      return JSON.parse(await call("POST", `${session}/execute/sync`, { script, args: [] }));
    },
    act: (actions) => call("POST", `${session}/actions`, { actions }),
    async close() {
      await call("DELETE", session, undefined);
      kill();
      process.off("exit", kill);
      await screen.end();
    },
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
