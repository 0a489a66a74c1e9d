import { mkdtempSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { serveSite } from "./site.mjs";
const server = await serveSite();
for (const mode of ["block", "allow"]) {
  const profile = mkdtempSync("/tmp/h/o/prof-");
  const c = await chromium.launchPersistentContext(profile, { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], serviceWorkers: mode, viewport: { width: 1280, height: 900 } });
  const page = await c.newPage();
  const took = [];
  for (let i = 0; i < 8; i++) {
    await page.goto(server.url + "ch01_math.html");
    await page.locator(".cm-content").waitFor();
    const t = Date.now();
    await page.getByRole("button", { name: /^Check/ }).click();
    await page.waitForFunction(() => document.querySelector(".report > div")?.textContent, null, {timeout: 120000});
    took.push((Date.now() - t) / 1000);
    await page.waitForTimeout(i ? 3000 : 15000);
  }
  console.log(mode, took.join(" "));
  await c.close(); rmSync(profile, { recursive: true, force: true });
}
await server.close();
