/**
 * Python with the course's graders, on this thread. The page's worker uses it (worker.js), and so
 * do the tests under Node.
 */

import { decompress } from "fzstd";

/** @import { PyodideAPI, PyodideConfig } from "pyodide" */

/**
 * Pyodide, with what of its inner side is needed here.
 * @typedef {PyodideAPI & {_module: Inside}} Pyodide
 * @typedef {Object} Inside
 * @property {Uint8Array} HEAP8 - Python's memory
 * @property {() => number} stackSave - where the stack ends now
 * @property {() => number} _PyThreadState_Get
 * @property {(thread: number, lowest: number, size: number) => number}
 *   _PyUnstable_ThreadState_SetStackProtection
 */

/**
 * Carries out a request, one function of browser.py.
 * @typedef {(request: Object, tell?: (told: any) => void) => any} Call
 */

const HOME = "/course";
const MEMORY_LIMIT = 512 * 2 ** 20; // bytes, as in the terminal
const MEMORY_TO_KEEP = 256 * 2 ** 20; // with more, a worker isn't used again: it never gives back
const TICK = 100; // milliseconds between two alarms
const SIGALRM = 14;
// Where Python says that it has run out of stack, counted from where it starts. JavaScript's own
// stack, which can't be measured, holds ten times as much, and Python must give up well before it.
const STACK = 72 * 1024;
const FATAL_LINES = 200; // kept of what Python says, for its end

/** Python itself has come to an end. */
export class PythonEnded extends Error {
  /**
   * @param {any} cause
   * @param {?{file: string, line: number}} place - in the learner's code, if it is known
   */
  constructor(cause, place) {
    super(String(cause?.message ?? cause));
    this.place = place;
  }
}

/**
 * Start Python and load the graders.
 *
 * @param {object} parts
 * @param {(config: PyodideConfig) => Promise<PyodideAPI>} parts.loadPyodide Pyodide's own
 * @param {PyodideConfig} parts.options for it: indexURL, stdLibURL, lockFileContents
 * @param {Promise<Uint8Array>} parts.pytest the pack that holds pytest
 * @param {Promise<Uint8Array>} parts.course the pack that holds the course
 * @param {Promise<Uint8Array>} [parts.partTwo] the pack that holds NumPy and Part II
 * @returns {Promise<Record<"grade" | "run" | "again" | "evaluate", Call> & {pyodide: Pyodide}>} Each takes a request
 *   and a function for messages on the way, and returns the result, or throws PythonEnded.
 */
export async function createGrader({ loadPyodide, options, pytest, course, partTwo }) {
  limitMemory();
  /** @type {string[]} */
  const said = [];
  const hear = (/** @type {string} */ line) => {
    if (said.push(line) > FATAL_LINES) said.shift();
  };
  const [python, pytestZip, courseZip, partTwoZip] = await Promise.all([
    loadPyodide({
      ...options,
      env: { HOME, PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" },
      packageBaseUrl: ".",
      stdin: () => null,
      stdout: hear, // where Python was when it ended comes this way, too
      stderr: hear,
    }),
    unpacked(pytest),
    unpacked(course),
    partTwo && unpacked(partTwo),
  ]);
  const pyodide = /** @type {Pyodide} */ (python);
  limitStack(pyodide);
  pyodide.FS.writeFile("/pytest.zip", pytestZip);
  pyodide.FS.writeFile("/course.zip", courseZip);
  if (partTwoZip) pyodide.FS.writeFile("/part_two.zip", partTwoZip);
  const browser = pyodide.runPython(START);
  startAlarm(pyodide);

  /** @type {(name: string) => Call} */
  const call = (name) => {
    const answer = browser[name];
    return (request, tell = () => {}) => {
      const hearIt = (/** @type {string} */ text) => tell(JSON.parse(text));
      said.length = 0;
      try {
        const result = JSON.parse(answer(JSON.stringify(request), hearIt));
        if (pyodide._module.HEAP8.length > MEMORY_TO_KEEP) result.clean = false;
        return result;
      } catch (error) {
        throw new PythonEnded(error, placeIn(said));
      }
    };
  };
  const [grade, run, again, evaluate] = ["grade", "run", "again", "evaluate"].map(call);
  return { grade, run, again, evaluate, pyodide };
}

const START = `
import json, os, sys, zipimport
for zip, home in {"/course.zip": "${HOME}/", "/part_two.zip": "/"}.items():
    if not os.path.exists(zip):
        continue
    files = zipimport.zipimporter(zip)
    for name in json.loads(files.get_data(zip + "/files.json")):
        os.makedirs(os.path.dirname(home + name), exist_ok=True)
        with open(home + name, "wb") as file:
            file.write(files.get_data(zip + "/" + name))
    os.remove(zip)
sys.path += ["/pytest.zip", "${HOME}", "${HOME}/engine", "/packages"]
import browser
browser
`;

/**
 * Return the zip that a pack holds.
 * @param {Promise<Uint8Array>} pack
 */
export async function unpacked(pack) {
  return /** @type {Uint8Array<ArrayBuffer>} */ (decompress(await pack));
}

/**
 * Have Python get SIGALRM ten times a second while it runs, as from a timer of the system.
 *
 * Pyodide looks into its interrupt buffer at every fiftieth jump or call. Usually another thread
 * writes there, which needs memory that both share, and a static host can't allow that. Here the
 * buffer is there only when it is time: that costs a program a twentieth to an eighth of its time.
 * @param {Pyodide} pyodide
 */
function startAlarm(pyodide) {
  const signal = new Uint8Array(1);
  let next = 0;
  pyodide.setInterruptBuffer(signal);
  Object.defineProperty(pyodide._module, "Py_EmscriptenSignalBuffer", {
    get() {
      if (signal[0]) return signal; // until Python has taken it
      const now = performance.now();
      if (now < next) return undefined;
      next = now + TICK;
      signal[0] = SIGALRM;
      return signal;
    },
  });
}

/** Let Python have no more memory than it may have in the terminal. */
function limitMemory() {
  const memory = WebAssembly.Memory.prototype;
  if (memory.limited) return;
  const grow = memory.grow;
  memory.limited = true;
  memory.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > MEMORY_LIMIT) throw new RangeError("out of memory");
    return grow.call(this, pages);
  };
}

/**
 * Have Python raise RecursionError before JavaScript's stack is full, which would end Python.
 * @param {Pyodide} pyodide
 */
function limitStack({ _module: python }) {
  const top = python.stackSave();
  const thread = python._PyThreadState_Get();
  python._PyUnstable_ThreadState_SetStackProtection(thread, top - STACK, STACK);
}

/**
 * Return the innermost line of the learner's code in what Python said when it ended.
 * @param {string[]} lines
 */
function placeIn(lines) {
  for (const line of lines) {
    const found = /File "(exercises\/\w+\.py)", line (\d+)/.exec(line);
    if (found) return { file: found[1], line: Number(found[2]) };
  }
  return null;
}
