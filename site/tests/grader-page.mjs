// A page with nothing but the grader, for tests and measurements of it.

import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ENGINE } from "./core.mjs";
import { serveSite } from "./site.mjs";

const APP = fileURLToPath(new URL("../app/", import.meta.url));
const PAGE = `<!doctype html><title>Grader</title><link rel="icon" href="data:,">
<script type="module">
import { Grader } from "./grader.js";
window.begin = (worker = "engine/worker.js") => {
  window.heard = [];
  window.grader = new Grader({ worker });
  grader.onstate((state, sentence) => heard.push([state, sentence]));
};
</script>`;

/**
 * Serve that page. In it, begin() starts window.grader, and window.heard keeps its states.
 * @returns {Promise<import("./site.mjs").Server>}
 */
export async function serveGrader() {
  const folder = mkdtempSync(join(tmpdir(), "course-"));
  for (const name of ["grader.js", "answers.js"]) cpSync(join(APP, name), join(folder, name));
  writeFileSync(join(folder, "index.html"), PAGE);
  symlinkSync(resolve(ENGINE), join(folder, "engine"));
  const { url, close } = await serveSite({ folder });
  const end = async () => {
    await close();
    rmSync(folder, { recursive: true });
  };
  return { url, close: end };
}
