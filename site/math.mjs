// Formulas to HTML: JSON [{tex, display}] on standard input, [{html} or {error}] on output.
// One run renders the formulas of all pages.

import { readFileSync } from "node:fs";
import katex from "katex";

/**
 * @param {{tex: string, display: boolean}} formula
 * @returns {{html: string} | {error: string}}
 */
function rendered({ tex, display }) {
  try {
    return { html: katex.renderToString(tex, {
      displayMode: display,
      output: "htmlAndMathml",
      strict: "error",
      throwOnError: true,
      trust: false,
    }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(rendered)));
