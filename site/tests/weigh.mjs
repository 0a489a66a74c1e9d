// What a page weighs.

/** The kinds of files that a page is made of, as Chromium calls them. */
export const KINDS = ["Document", "Stylesheet", "Font", "Script", "Image"];

// A narrow window, where the exercise is a sheet and comes when it is asked for.
const WINDOW = { width: 390, height: 844 };

/**
 * Load a page with nothing kept from before, and count the bytes over the wire.
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {{allImages?: boolean}} options - count those that come only when scrolled to, too
 * @returns {Promise<Object<string, number>>} {kind: bytes}; what grades is left out
 */
export async function weigh(browser, url, { allImages = false } = {}) {
  const context = await browser.newContext({ viewport: WINDOW, serviceWorkers: "block" });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  const kinds = new Map();
  const weight = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  client.on("Network.responseReceived", ({ requestId, response, type }) => {
    kinds.set(requestId, response.url.includes("/engine/") ? "engine" : type);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) in weight) {
      weight[kinds.get(requestId)] += encodedDataLength;
    }
  });
  await client.send("Network.enable");
  await page.goto(url, { waitUntil: "networkidle" });
  if (allImages) {
    await page.evaluate(() => {
      const images = Array.from(document.images).filter((image) => image.src && image.closest("main"));
      for (const image of images) {
        image.loading = "eager";
      }
      return Promise.all(images.map((image) => image.decode()));
    });
  }
  await context.close();
  return weight;
}
