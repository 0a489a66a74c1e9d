// The course without a network: a service worker (sw.js) keeps all of it in this browser, and the
// page's last line says so. Where there are no service workers, the page is as it is without them.

import { fill, h } from "./dom.js";

const PAUSE = 2000; // milliseconds after the page has loaded: it and Python come first
const KEPT = "All of the course is kept in this browser, Python too: it works without a network.";
const KEEPS = "The course is being kept in this browser, so that it works without a network.";
const FAILED =
  "The course couldn’t be kept for use without a network. The next page you open tries again.";
const NEWER = "A newer version of the course is here. What you wrote stays. ";

/** @type {Promise<unknown>} */
let first = Promise.resolve();

/**
 * Let something come over the network before the course does.
 * @param {Promise<unknown>} promise
 */
export function keepAfter(promise) {
  first = Promise.allSettled([first, promise]);
}

/** Keep the course in this browser, and say what is kept. */
export async function startOffline() {
  const place = document.getElementById("offline");
  const workers = navigator.serviceWorker;
  if (!place || !workers) {
    return;
  }
  const base = new URL(document.documentElement.dataset.base ?? "./", location.href);
  const script = new URL("sw.js", base).href;
  const tell = (/** @type {(Node | string)[]} */ ...said) => {
    fill(place, ...said);
    place.hidden = false;
  };
  // What this page came from. Another project of the host may have a worker for all of it.
  const former = workers.controller?.scriptURL === script ? workers.controller : null;
  let kept = Boolean(former);
  workers.addEventListener("controllerchange", () => {
    const reload = h("button", { type: "button", onclick: () => location.reload() }, "Reload this page");
    tell(...(kept ? [NEWER, reload] : [KEPT]));
    kept = true;
  });

  const here = (await workers.getRegistration(base))?.active?.scriptURL === script;
  if (here) {
    tell(KEPT);
  }
  await quiet();
  former?.postMessage("tidy");
  if (!here && navigator.connection?.saveData) {
    const keep = () => register(workers, script, tell);
    const button = h("button", { type: "button", onclick: keep }, "Keep the course in this browser");
    tell(button, ` It then works without a network, and takes ${place.dataset.size} MB.`);
  } else {
    await register(workers, script, tell);
  }
}

/**
 * @param {ServiceWorkerContainer} workers
 * @param {string} script
 * @param {(said: string) => void} tell
 */
async function register(workers, script, tell) {
  const registration = await workers.register(script);
  const { active, installing } = registration;
  if (!active && installing) {
    tell(KEEPS);
    installing.addEventListener("statechange", () => {
      if (installing.state === "redundant" && !registration.active) tell(FAILED);
    });
  }
}

/** Wait until the page has come, and whatever is to come before the course. */
async function quiet() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  for (let seen; seen !== first; ) {
    seen = first;
    await seen;
  }
}
