// What the scripts find that neither an import nor a browser's own types bring.

/** What manifest.json holds; pack.py puts it into worker.js. */
declare const FILES: {
  pyodide: string;
  python: string;
  pytest: string;
  course: string;
  lock: string;
  sizes: Record<string, [bytes: number, sent: number]>;
};

interface Navigator {
  /** Not in every browser. */
  connection?: { saveData: boolean };
}

declare namespace WebAssembly {
  interface Memory {
    /** Whether core.js has set its limit. */
    limited?: boolean;
  }
}
