/**
 * What takes the network out of the worker's hands, before any code of a learner's runs.
 *
 * Python reaches JavaScript's objects, if somebody wants it to: the frames above a learner's code
 * hold some, and from any of them all others can be had. So nothing that could send or keep what a
 * learner wrote may be left there. What is kept is named, not what goes: a browser of next year may
 * know ways of its own.
 */

// Of the language: what can't reach out of it. eval is not in the list, and Function is replaced.
const LANGUAGE = `
  AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array
  Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array
  Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map
  Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
  SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal TypeError URIError Uint16Array
  Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape globalThis isFinite isNaN parseFloat
  parseInt undefined unescape`;
// Of the browser: what Pyodide and worker.js need once Python is loaded.
const BROWSERS = `
  addEventListener clearInterval clearTimeout console constructor crypto dispatchEvent performance
  postMessage queueMicrotask removeEventListener self setInterval setTimeout AbortController
  DOMException Event EventTarget MessageChannel MessageEvent TextDecoder TextEncoder`;
const KEPT = new Set(`${LANGUAGE} ${BROWSERS}`.trim().split(/\s+/));
const SAID = "The worker runs no JavaScript that comes as text.";

/** Leave this worker what it computes with. There is no way back. */
export function confine() {
  const { hardwareConcurrency, language, userAgent } = navigator;
  for (let home = globalThis; home !== Object.prototype; home = Object.getPrototypeOf(home)) {
    for (const name of Reflect.ownKeys(home)) {
      if (typeof name === "string" && !KEPT.has(name)) takeAway(home, name);
    }
  }
  fix(globalThis, "navigator", Object.freeze({ hardwareConcurrency, language, userAgent }));
  for (const name of /** @type {const} */ (["setTimeout", "setInterval"])) {
    const later = globalThis[name];
    fix(globalThis, name, (/** @type {any} */ work, /** @type {any[]} */ ...rest) => {
      if (typeof work !== "function") throw new TypeError(SAID); // they would run a text, too
      return later(work, ...rest);
    });
  }
  replaceFunction();
}

/**
 * @param {any} home
 * @param {string} name
 */
function takeAway(home, name) {
  if (!Reflect.deleteProperty(home, name)) Reflect.defineProperty(home, name, { value: undefined });
}

/** Have nothing make a function of a text: every function's constructor would. */
function replaceFunction() {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const prototype of kinds.map((one) => Object.getPrototypeOf(one))) {
    const refused = () => {
      throw new TypeError(SAID);
    };
    // With these, what asks instanceof Function, or for its name, goes on.
    const like = { name: { value: "Function" }, prototype: { value: prototype } };
    Object.defineProperties(refused, like);
    fix(prototype, "constructor", refused);
    if (prototype === Function.prototype) fix(globalThis, "Function", refused);
  }
}

/**
 * @param {any} home
 * @param {string} name
 * @param {any} value
 */
function fix(home, name, value) {
  Object.defineProperty(home, name, { value, writable: false, configurable: false });
}
