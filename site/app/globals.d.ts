// What the scripts find that neither an import nor a browser's own types bring.

/** What manifest.json holds; pack.py puts it into worker.js. */
declare const FILES: {
  pyodide: string;
  python: string;
  pytest: string;
  course: string;
  part_two?: string;
  lock: string;
  sizes: Record<string, [bytes: number, sent: number]>;
};

/** Of sw.js: offline.py puts it there. */
declare const COURSE: { version: string; files: Record<string, string> };

/** What sw.js uses of where it runs, of which a page's types know nothing. */
interface ServiceWorkerScope extends EventTarget {
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<{ url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: ServiceWorkerEvent) => void): void;
}

interface ServiceWorkerEvent extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

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
