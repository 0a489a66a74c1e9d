// The search box: a combobox over the sections of every page. The index is fetched at first focus.

import { fill, h, say } from "./dom.js";

/** @typedef {import("minisearch").SearchResult & Section} Result */
/** @typedef {{url: string, title: string, heading: string, text: string}} Section */
/** @typedef {(words: string) => Result[]} Search */

const SHOWN = 8;
const AROUND = 60; // characters of text shown on each side of what was found

/** Fill #search with a box. Everything it needs beyond that is loaded when it is used. */
export function startSearch() {
  const place = document.getElementById("search");
  if (!place) {
    return;
  }
  const list = h("ul", {
    id: "search-results",
    role: "listbox",
    "aria-label": "Results",
    hidden: true,
  });
  const status = h("p.unseen", { role: "status" });
  const input = h("input", {
    id: "search-box",
    type: "search",
    placeholder: "Search",
    autocomplete: "off",
    role: "combobox",
    "aria-label": "Search the course",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
  });
  const nothing = h("p", { id: "search-nothing", hidden: true });
  place.append(input, list, nothing, status);
  place.hidden = false;

  /** @type {Promise<Search> | undefined} */
  let index;
  /** @type {Result[]} */
  let results = [];
  let active = -1;

  const load = () => (index ??= openIndex());

  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open || !results.length;
    nothing.hidden = !open || Boolean(results.length);
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (!open) {
      activate(-1);
    }
  }

  /** @param {number} number - of a result; -1: none */
  function activate(number) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  async function find() {
    const words = input.value.trim();
    if (!words) {
      results = [];
      nothing.textContent = "";
      list.hidden = nothing.hidden = true;
      show(false);
      return;
    }
    let search;
    try {
      search = await load();
    } catch {
      index = undefined; // the next letter tries again
      nothing.textContent = "The search can’t be loaded. Are you online?";
      results = [];
      show(true);
      say(status, nothing.textContent);
      return;
    }
    if (words !== input.value.trim()) {
      return; // more was typed meanwhile, and is being looked for
    }
    results = search(words).slice(0, SHOWN);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    fill(list, ...results.map(option));
    nothing.textContent = results.length ? "" : `Nothing found for “${words}”. Try another word.`;
    show(true);
    say(
      status,
      nothing.textContent || `${results.length} ${results.length === 1 ? "result" : "results"}`,
    );
  }

  /**
   * @param {Result} result
   * @param {number} i
   */
  function option(result, i) {
    const same = result.heading === result.title;
    return h(
      "li",
      {
        id: `search-result-${i}`,
        role: "option",
        "aria-selected": "false",
        onclick: () => go(i),
        onpointermove: () => active !== i && activate(i),
      },
      h("strong", {}, same ? result.title : result.heading),
      same ? null : h("span", {}, ` · ${result.title}`),
      h("small", {}, around(result.text, result.terms)),
    );
  }

  /** @param {number} i */
  function go(i) {
    const { href, pathname } = new URL(results[i].url, base());
    // For Back, as where a link is followed (page.js).
    if (pathname === location.pathname) history.replaceState({ ...history.state, left: scrollY }, "");
    input.blur(); // which closes the list, and has the page scroll to clear of the header again
    location.href = href;
  }

  input.onfocus = () => {
    load().catch(() => (index = undefined));
    if (input.value.trim()) {
      find();
    }
  };
  input.oninput = find;
  input.onblur = () => show(false);
  list.onpointerdown = (event) => event.preventDefault(); // or the box would lose its focus first
  input.onkeydown = (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        show(Boolean(input.value.trim()));
      } else {
        const step = event.key === "ArrowDown" ? 1 : -1;
        const places = results.length + 1; // one of them is the box itself
        activate(((active + 1 + step + places) % places) - 1);
      }
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      go(Math.max(active, 0));
    } else if (event.key === "Escape") {
      if (open || !nothing.hidden) {
        event.preventDefault(); // the words stay; a second Escape clears them
        show(false);
      }
    }
  };
}

function base() {
  return new URL(document.documentElement.dataset.base ?? "./", location.href);
}

/** @returns {Promise<Search>} */
async function openIndex() {
  const [{ default: MiniSearch }, answer] = await Promise.all([
    import("minisearch"),
    fetch(new URL("search.json", base())),
  ]);
  if (!answer.ok) {
    throw new Error(`search.json: ${answer.status}`);
  }
  const index = new MiniSearch({
    fields: ["heading", "title", "text"],
    storeFields: ["url", "title", "heading", "text"],
    searchOptions: {
      boost: { heading: 4, title: 2 },
      prefix: true,
      fuzzy: 0.15,
      combineWith: "AND",
      // A word is explained where it first comes: in plain Python, not where Part II comes back to it.
      boostDocument: (_id, _term, section) => (/^ch\d/.test(String(section?.url)) ? 1.25 : 1),
    },
  });
  index.addAll(await answer.json());
  return (words) => /** @type {Result[]} */ (index.search(words));
}

/**
 * Return the part of a text that holds the first of some words.
 * @param {string} text
 * @param {string[]} terms
 */
function around(text, terms) {
  const low = text.toLowerCase();
  const found = terms.map((term) => low.indexOf(term)).filter((place) => place >= 0);
  const at = found.length ? Math.min(...found) : 0;
  const from = at <= AROUND ? 0 : text.lastIndexOf(" ", at - AROUND) + 1;
  const to = text.indexOf(" ", at + AROUND);
  const end = to < 0 ? text.length : to;
  return `${from ? "… " : ""}${text.slice(from, end)}${end < text.length ? " …" : ""}`;
}
