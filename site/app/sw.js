/**
 * The service worker: it keeps the whole course in the browser, and answers from there, so that the
 * course works without a network.
 *
 * Of each file it knows the path and a digest of what it holds (offline.py puts both here), and takes
 * nothing else for that file. A newer version is fetched beside the one in use, and answers once all
 * of it is there; what hasn't changed is copied. What former versions kept stays for the pages that
 * are open: these ask for their files with a mark, the digest's beginning.
 */

const worker = /** @type {ServiceWorkerScope} */ (/** @type {unknown} */ (self));
const scope = new URL("./", location.href);
const ours = `course ${scope.pathname} `; // another project of the host may keep something, too
const mine = ours + COURSE.version;
const digests = new Map(Object.entries(COURSE.files));

/**
 * Return what a file's mark is, if the version has such a file.
 * @param {string} path
 */
function markOf(path) {
  return digests.get(path)?.slice(0, 12);
}

/**
 * Return the address at which a file is kept, as pages have it.
 * @param {string} path
 */
function addressOf(path) {
  return `${scope.href}${path}?${markOf(path)}`;
}

/** Return the names of the versions that are kept, or begun to be. */
async function versions() {
  return (await caches.keys()).filter((key) => key.startsWith(ours));
}

/**
 * Look for an address in every version.
 * @param {string} address
 * @param {boolean} [ignoreSearch] - for what has its mark in its name
 */
async function anyVersion(address, ignoreSearch = false) {
  for (const cacheName of await versions()) {
    const found = await caches.match(address, { cacheName, ignoreSearch, ignoreVary: true });
    if (found) return found;
  }
}

/** Fetch every file, one after another: what the reader asks for comes first. */
async function install() {
  const cache = await caches.open(mine);
  for (const path of digests.keys()) {
    const address = addressOf(path);
    if (await cache.match(address)) continue; // it is here since an attempt that broke off
    await cache.put(address, (await anyVersion(address)) ?? (await fetched(path)));
  }
  if (!(await caches.has(mine))) throw new Error("the files were removed meanwhile");
  await worker.skipWaiting();
}

/** @param {string} path */
async function fetched(path) {
  const integrity = `sha256-${digests.get(path)}`; // the host may have half of another version
  const answer = await fetch(path, { integrity, cache: "no-cache", priority: "low" });
  return new Response(answer.body, { headers: answer.headers }); // pages refuse one of a redirect
}

/** @param {Request} request */
async function answer(request) {
  const url = new URL(request.url);
  const path = url.pathname.slice(scope.pathname.length) || "index.html";
  const isPage = request.mode === "navigate";
  const mark = isPage ? "" : url.search.slice(1);
  const current = () => caches.match(addressOf(path), { cacheName: mine, ignoreVary: true });
  const found = digests.has(path) && (!mark || mark === markOf(path))
    ? await current()
    : await anyVersion(url.href, !url.search);
  if (found) return found;
  try {
    // The page's policy doesn't hold for what is fetched here: nothing may lead to another host.
    return await fetch(request, isPage ? {} : { redirect: "error" });
  } catch (error) {
    const other = digests.has(path) && (await current());
    if (other) return other;
    throw error;
  }
}

/** Let other versions go, where no page is open but the one that asks, which has this version. */
async function tidy() {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = (await versions()).filter((key) => key !== mine);
  if (windows.filter(({ url }) => url.startsWith(scope.href)).length > 1) return;
  if (worker.registration.installing) return;
  for (const key of others) await caches.delete(key);
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => event.waitUntil(tidy()));
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(scope.href)) event.respondWith(answer(event.request));
});
