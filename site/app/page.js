// What every page does for the keyboard, the phone, the printer and the reader's place.

// What is too wide scrolls inside itself. It can then be reached and scrolled by keyboard; what
// fits stays out of the way of the Tab key.
const NAMES = [
  ["pre", "Code"],
  ["table", "Table"],
  [".katex", "Formula"],
];
const OTHER = "Part of the page";

/** @param {Element} element */
function mark(element) {
  const wide = element.scrollWidth > element.clientWidth + 1;
  if (wide === element.hasAttribute("tabindex")) {
    return;
  }
  if (wide) {
    const found = NAMES.find(
      ([selector]) => element.matches(selector) || element.querySelector(selector),
    );
    const name = found ? found[1] : OTHER;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", `${name}, wider than the page: scrolls sideways`);
  } else {
    for (const attribute of ["tabindex", "role", "aria-label"]) {
      element.removeAttribute(attribute);
    }
  }
}

// An element in a closed <details> has no size; it is measured when it gets one, and again when
// what it holds does.
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scroller = target.closest("pre, .scroller"); // none, if it was taken out meanwhile
    if (scroller) {
      mark(scroller);
    }
  }
});

/** @param {Iterable<Element>} elements */
function watch(elements) {
  for (const element of elements) {
    sizes.observe(element);
    if (element.firstElementChild) {
      sizes.observe(element.firstElementChild);
    }
  }
}

// These two are on every page: templates/base.html.
const main = /** @type {HTMLElement} */ (document.querySelector("#main"));
const pages = /** @type {HTMLElement} */ (document.querySelector("#pages"));
watch(main.querySelectorAll("pre, .scroller"));

// The exercise and the playgrounds bring more of these.
new MutationObserver((records) => {
  for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (node instanceof Element) {
      const scroller = node.closest(".scroller");
      watch(scroller ? [scroller] : node.querySelectorAll(".scroller"));
    }
  }
}).observe(main, { childList: true, subtree: true });

// A window that is narrowed, widened or turned breaks the lines elsewhere: what was read at the top
// of it stays there. Nothing is noted between the window's change and what follows from it.
/** @type {{part: Element, share: number, gap: number} | undefined} */
let reading; // share: of the part's height that was above, or gap: how far below it began
let width = main.clientWidth;
const header = /** @type {Element} */ (document.querySelector("body > header"));
const headerEnd = () => Math.max(0, header.getBoundingClientRect().bottom);
addEventListener("scroll", () => {
  if (main.clientWidth !== width) return;
  const edge = headerEnd();
  const parts = scrollY ? [...main.querySelectorAll(":scope > :not(#exercise) > *")] : [];
  const part = parts.find((one) => one.getBoundingClientRect().bottom > edge);
  const box = part?.getBoundingClientRect();
  reading = part && box && { part, share: Math.max(0, edge - box.top) / box.height, gap: Math.max(0, box.top - edge) };
});
new ResizeObserver(() => {
  if (main.clientWidth === width) return;
  width = main.clientWidth;
  if (!reading?.part.isConnected) return;
  const box = reading.part.getBoundingClientRect();
  scrollBy(0, box.top + reading.share * box.height - reading.gap - headerEnd());
}).observe(main);

// Back leads to where a link within the page was followed. To an entry that has a section's address
// Chromium would go as to that section, however far somebody has read on.
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a");
  if (link instanceof HTMLAnchorElement && link.hash && link.pathname === location.pathname) {
    history.replaceState({ ...history.state, left: scrollY }, "");
  }
});
addEventListener("popstate", ({ state }) => {
  if (pages.matches(":popover-open")) pages.hidePopover();
  if (state?.left === undefined) return;
  const { left, ...rest } = state;
  history.replaceState(rest, ""); // what is read from now on, the browser notes itself
  requestAnimationFrame(() => scrollTo(0, left));
});

// On a phone the list of pages covers the text: a link within the page has to close it.
pages.addEventListener("click", ({ target }) => {
  const followed = target instanceof Element && target.closest("a");
  if (followed && pages.matches(":popover-open")) {
    pages.hidePopover();
  }
});

// The second tap of a double tap presses nothing that has come under the finger by the first.
const DOUBLE = 400; // milliseconds between the two
const FINGER = 24; // pixels
/** @type {{at: PointerEvent, control: ?Element} | undefined} */
let last;
document.addEventListener(
  "click",
  (event) => {
    const at = /** @type {PointerEvent} */ (event);
    const control = at.target instanceof Element ? at.target.closest("a, button, summary, input") : null;
    const isSecond =
      last !== undefined &&
      at.detail > 0 && // no key was it
      at.pointerType === "touch" &&
      at.timeStamp - last.at.timeStamp < DOUBLE &&
      Math.hypot(at.clientX - last.at.clientX, at.clientY - last.at.clientY) < FINGER;
    if (isSecond && control !== last?.control) {
      at.preventDefault();
      at.stopPropagation();
    }
    last = { at, control };
  },
  { capture: true },
);

// On paper there is nothing to scroll to: every figure has to come.
window.addEventListener("beforeprint", () => {
  for (const image of main.querySelectorAll("img")) {
    image.loading = "eager";
  }
});
