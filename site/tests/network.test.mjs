// Nothing that a learner's code does reaches the network: neither what it finds in the worker, nor
// what the page's content security policy lets through. It needs a built site (make site).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dotProductAlone } from "./core.mjs";
import { serveGrader } from "./grader-page.mjs";
import { openBrowser, serveSite } from "./site.mjs";

const STOLEN = "stolen-work";
// Walks the frames above it for JavaScript's objects, and tries what each of them leads to. It prints
// what it could lay hands on.
const WALK = `
import sys
ADDRESS = "ELSEWHERE${STOLEN}"
NAMES = set("""
    fetch XMLHttpRequest WebSocket WebSocketStream WebTransport EventSource importScripts Worker
    SharedWorker indexedDB caches BroadcastChannel RTCPeerConnection Notification FontFace fonts
    cookieStore storageBuckets fetchLater Request Response eval location
    sendBeacon serviceWorker storage locks connection
""".split())
found = {}
runners = []
def is_theirs(value):
    return type(value).__module__ == "pyodide.ffi" and "js_id" in dir(type(value))
def keep(name, value):
    if name.endswith(".run_js"):
        runners.append(value)
    if is_theirs(value):
        found.setdefault(value.js_id, (name, value))
def attempt(name, work):
    try:
        value = work()
        if value is not None and name:
            print("reached", name)
        return value
    except BaseException:
        return None
frame = sys._getframe().f_back
while frame is not None:
    for space in (frame.f_locals, frame.f_globals):
        for name, value in list(space.items()):
            keep(name, value)
            apart = type(value).__name__ == "Apart"
            for hidden, module in list(value._hidden.items()) if apart else ():
                keep(hidden, module)
                for inner, thing in list(vars(module).items() if hasattr(module, "__dict__") else ()):
                    keep(hidden + "." + inner, thing)
    frame = frame.f_back
todo = list(found.values())
print("found", *(name for name, proxy in todo))
for name, proxy in todo:
    for text in ("return fetch", "return import('" + ADDRESS + "')", "fetch('" + ADDRESS + "'); return 1"):
        attempt(name + "(" + text + ")", lambda: proxy.constructor.constructor(text)())
        attempt(name + "(" + text + ")", lambda: proxy.constructor.constructor.new(text)())
for name, proxy in todo:  # it grows: what hangs on each of them is tried, too
    memory = hasattr(proxy, "BYTES_PER_ELEMENT")  # of which every byte has a name
    there = () if memory else dir(proxy)
    for inner in there if len(todo) < 200 else ():
        thing = attempt("", lambda: getattr(proxy, inner))
        if is_theirs(thing) and thing.js_id not in found:
            found[thing.js_id] = name + "." + inner, thing
            todo.append(found[thing.js_id])
    for wanted in NAMES.intersection(there):
        value = attempt(wanted, lambda: getattr(proxy, wanted))
        attempt("", lambda: value(ADDRESS))
        attempt("", lambda: value.new(ADDRESS))
    if "createLazyFile" in there:
        attempt("a lazy file", lambda: (
            proxy.createLazyFile("/", "lazy", ADDRESS, True, False),
            proxy.readFile("/lazy"),
        ))
    if "loadPackage" in there:
        attempt("", lambda: proxy.loadPackage(ADDRESS + ".whl"))
    if "loadScript" in there:
        attempt("", lambda: proxy.loadScript(ADDRESS))
print("tried", len(todo))
for run in runners:
    attempt("run_js", lambda: run("fetch('" + ADDRESS + "')"))
def connect():
    import socket
    return socket.create_connection(("127.0.0.1", 80), 1)
attempt("a socket", connect)
return 0`;
// What a worker made as the page's is may do by itself.
const TRIED = `
const tried = async (work) => { try { await work(); return "done"; } catch { return "refused"; } };
onmessage = async ({ data: [own, other] }) => postMessage({
  own: await tried(() => fetch(own)),
  other: await tried(() => fetch(other, { mode: "no-cors" })),
  module: await tried(() => import(other + "grader.js")),
  text: await tried(() => Function("return 1")()),
  socket: await tried(() => new Promise((resolve, reject) => {
    const socket = new WebSocket(other.replace("http", "ws"));
    socket.onerror = reject;
    socket.onopen = resolve;
  })),
});`;

/** @type {import("./site.mjs").Server} */
let site;
/** @type {import("./site.mjs").Server} */
let bare;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  site = await serveSite();
  bare = await serveGrader();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await bare?.close();
  await site?.close();
});

test("the worker has no way to the network, even on a page without a policy", { timeout: 120_000 }, async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(bare.url);
  const text = dotProductAlone(WALK.replace("ELSEWHERE", site.url));
  const result = await page.evaluate(async (text) => {
    window.begin();
    return grader.grade({ stem: "ch01_math", files: { ch01_math: text } });
  }, text);
  await page.waitForTimeout(1000); // for what would come later
  assert.equal(result.how, "finished", result.text);
  const printed = result.report?.finding?.printed ?? "";
  assert.match(printed, /^found .*pyodide_js.* tell$/m); // so it does find its way to JavaScript
  assert.ok(Number(/^tried (\d+)$/m.exec(printed)?.[1]) > 100, printed);
  assert.deepEqual(printed.match(/reached .*/g), null);
  assert.deepEqual(asked.filter((url) => url.includes(STOLEN)), []);
  assert.ok(asked.some((url) => url.includes("engine/worker.js"))); // the worker's requests are heard of
  await page.close();
});

/**
 * Have a worker from a blob try, on a page.
 * @param {string} url
 * @param {boolean} [kept] - whether the page comes from the service worker
 */
async function triedOn(url, kept = false) {
  const page = await browser.newPage({ serviceWorkers: kept ? "allow" : "block" });
  await page.goto(url);
  if (kept) {
    await page.getByText("All of the course is kept").waitFor({ timeout: 90_000 });
    await page.reload();
    assert.ok(await page.evaluate(() => navigator.serviceWorker.controller));
  }
  const found = await page.evaluate(
    ([code, own, other]) =>
      new Promise((resolve) => {
        const blob = new Blob([code], { type: "text/javascript" });
        const worker = new Worker(URL.createObjectURL(blob), { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage([own, other]);
      }),
    [TRIED, url, url === bare.url ? site.url : bare.url],
  );
  await page.close();
  return found;
}

test("a page's policy holds in its worker, from the network and from the service worker", { timeout: 180_000 }, async () => {
  const [own, other, module, text, socket] = ["done", "refused", "refused", "refused", "refused"];
  for (const kept of [false, true]) {
    assert.deepEqual(await triedOn(`${site.url}ch01_math.html`, kept), { own, other, module, text, socket });
  }
  // Without it the first three would be sent, so it is the policy that refuses.
  const open = await triedOn(bare.url);
  assert.deepEqual({ ...open, module: "", socket: "" }, { own: "done", other: "done", module: "", text: "done", socket: "" });
});

test("a page runs no script but the site's, and asks no other host", { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const asked = [];
  page.on("requestfinished", (request) => asked.push(request.url()));
  await page.goto(`${site.url}index.html`);
  const ran = await page.evaluate(async (other) => {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    main.insertAdjacentHTML("beforeend", `<img src="${other}x.png" onerror="window.ran = 'handler'">`);
    const script = document.createElement("script");
    script.textContent = "window.ran = 'inline'";
    main.append(script);
    main.insertAdjacentHTML("beforeend", `<a href="javascript:window.ran = 'link'">x</a>`);
    /** @type {HTMLElement} */ (main.lastElementChild).click();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return /** @type {any} */ (window).ran;
  }, bare.url);
  assert.equal(ran, undefined);
  assert.deepEqual(asked.filter((url) => !url.startsWith(site.url)), []);
  await page.close();
});
