/**
 * The page's worker: one Python with the graders, and one request at a time.
 *
 * It answers {id, kind: "grade" | "run" | "again" | "evaluate", …} with any number of {id, told: …} and one of
 * {id, result: …} or {id, ended: {place}}. Before that it says {ready: true}, or {failed:
 * message} if it can't start.
 */

import { createGrader, PythonEnded } from "./core.js";

/** @typedef {"grade" | "run" | "again" | "evaluate"} Kind */

const files = FILES; // what manifest.json holds: pack.py puts it here, which saves a request
const engine = new URL(".", import.meta.url);

async function start() {
  const indexURL = new URL(files.pyodide, engine).href;
  const [pytest, course] = [files.pytest, files.course].map(stream);
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const stdLibURL = new URL(files.python, engine).href;
  const options = { indexURL, stdLibURL, lockFileContents: files.lock };
  return createGrader({ loadPyodide, options, pytest, course });
}

/** @param {string} name - of a file in the engine's folder */
async function stream(name) {
  const answer = await fetch(new URL(name, engine));
  if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status} ${answer.statusText}`);
  return answer.body;
}

const grader = start();
grader.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error?.message ?? error) }),
);

addEventListener("message", async ({ data }) => {
  const { id, kind, ...request } = /** @type {{id: number, kind: Kind}} */ (data);
  const tell = (/** @type {any} */ told) => postMessage({ id, told });
  try {
    const result = (await grader)[kind](request, tell);
    postMessage({ id, result });
  } catch (error) {
    console.error(error); // for whoever works on the engine
    postMessage({ id, ended: { place: error instanceof PythonEnded ? error.place : null } });
  }
});
