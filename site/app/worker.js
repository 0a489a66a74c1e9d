/**
 * The page's worker: one Python with the graders, and one request at a time.
 *
 * It answers {id, kind: "grade" | "run" | "again" | "evaluate", …} with any number of {id, told: …}
 * and one of {id, result: …} or {id, ended: {place}}. Before that it says {loaded, total}, in bytes,
 * while its files arrive, and {ready: true}, or {failed: message} if it can't start.
 */

import { confine } from "./confine.js";
import { createGrader, PythonEnded, unpacked } from "./core.js";

/** @typedef {"grade" | "run" | "again" | "evaluate"} Kind */

const files = FILES; // what manifest.json holds: pack.py puts it here, which saves a request
const engine = new URL(".", import.meta.url);
// Words of the worker's name: its page wants to see the program come; it is one of Part II.
const counting = self.name.includes("counting");
const partTwo = self.name.includes("part-two") ? files.part_two : undefined;
const TELL = 100; // milliseconds between two messages on what has arrived
const arrived = { loaded: 0, total: 0, told: -TELL };
for (const [name, [, sent]] of Object.entries(files.sizes)) {
  if (name !== files.part_two || partTwo) arrived.total += sent;
}
const load = fetch;
const send = postMessage.bind(globalThis); // what a learner's code puts in its place is told nothing

async function start() {
  const indexURL = new URL(files.pyodide, engine).href;
  const glue = `${files.pyodide}pyodide.asm.mjs`;
  const named = `${files.pyodide}pyodide.asm.wasm`;
  const program = new URL(named, engine);
  const python = pack(files.python);
  /** @type {(came: Promise<unknown>) => void} */
  let programComes = () => {};
  const came = new Promise((resolve) => {
    programComes = resolve;
  });
  // Python starts while these are on their way, so on a slow line they come last.
  const later = (/** @type {string} */ name) => came.then(() => pack(name));
  const packs = {
    pytest: later(files.pytest),
    course: later(files.course),
    partTwo: partTwo ? later(partTwo) : undefined,
  };
  // Pyodide imports it later, and then has it at once.
  const imported = import(new URL(glue, engine).href).then(() => count(glue));
  imported.catch(() => {}); // Pyodide says so
  // Pyodide only warns of a program that doesn't come, and waits on.
  const { instantiateStreaming } = WebAssembly;
  /** @type {Promise<never>} */
  const programLost = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = (source, imports) => {
      const made = instantiateStreaming(source, imports);
      made.catch(reject);
      return made;
    };
  });
  programLost.catch(() => {});
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  count(`${files.pyodide}pyodide.mjs`);
  const stdLibURL = new URL(files.python, engine).href;
  globalThis.fetch = async (what, options) => {
    if (String(what) === stdLibURL) return new Response(await unpacked(python));
    const answer = await load(what, options);
    if (String(what) === program.href && answer.ok) {
      // Chromium keeps what it makes of the program, for other visits, unless somebody else reads it.
      if (counting) programComes(read(answer.clone(), named));
      else {
        programComes(Promise.resolve());
        count(named);
      }
    }
    return answer;
  };
  const options = { indexURL, stdLibURL, lockFileContents: files.lock };
  const starts = createGrader({ loadPyodide, options, ...packs });
  starts.catch(() => {}); // if it is told of the program first
  const grader = await Promise.race([starts, programLost, python.then(() => starts)]);
  confine();
  return grader;
}

/** @param {string} name - of a pack in the engine's folder */
async function pack(name) {
  const answer = await load(new URL(name, engine));
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${answer.statusText}`);
  return read(answer, name);
}

/**
 * Return what an answer holds, and count it as it comes.
 * @param {Response} answer
 * @param {string} name - of the file
 */
async function read(answer, name) {
  const bytes = new Uint8Array(files.sizes[name][0]);
  let at = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, at);
    bytes.set(value, at);
    at += value.length;
    count(name, value.length);
  }
}

/**
 * Tell the page, now and then, how much has arrived.
 * @param {string} name - of a file
 * @param {number} [bytes] - of it, unpacked; all of them if none
 */
function count(name, bytes = files.sizes[name][0]) {
  const [all, sent] = files.sizes[name];
  arrived.loaded += (bytes / all) * sent;
  const now = performance.now();
  const complete = arrived.loaded > arrived.total - 1;
  if (!complete && now - arrived.told < TELL) return;
  arrived.told = now;
  send({ loaded: Math.round(arrived.loaded), total: arrived.total });
}

const grader = start();
grader.then(
  () => send({ ready: true }),
  (error) => send({ failed: String(error?.message ?? error) }),
);

addEventListener("message", async ({ data }) => {
  const { id, kind, ...request } = /** @type {{id: string, kind: Kind}} */ (data);
  const tell = (/** @type {any} */ told) => send({ id, told });
  try {
    const result = (await grader)[kind](request, tell);
    send({ id, result });
  } catch (error) {
    console.error(error); // for whoever works on the engine
    send({ id, ended: { place: error instanceof PythonEnded ? error.place : null } });
  }
});
