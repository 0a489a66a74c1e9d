// Chapter 7: the learner's own classifier is trained on the page, then reads what they draw.

import { chart } from "./chart.js";
import { fill, h, say, svg } from "./dom.js";
import { fromCells, fromStrokes, SIDE } from "./drawing.js";
import { latest, Runner } from "./play.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SHOWN = 5; // probabilities in the list
const SECONDS = 30; // for one call: 104 pictures take less than one
const AREA = 280; // the drawing area's own units
const SPEAK = 400; // milliseconds without drawing before the answer is read out

/**
 * Put the playground into its place.
 * @param {Element} place
 * @param {Object} data - the chapter, as the page has it
 */
export function start(place, data) {
  const runner = new Runner(data, "play_letters", "LetterClassifier", SECONDS);
  const train = h("button.primary", { type: "button" }, "Train");
  const stop = h("button", { type: "button", hidden: true, onclick: () => runner.stop() }, "Stop");
  const bar = h("progress", { max: 1, value: 0, "aria-label": "Training" });
  const doing = h("p", { "aria-hidden": "true" });
  const spoken = h("p", { role: "status" });
  const curve = h("div");
  const board = drawingBoard((pixels) => read(pixels));
  const seen = h("div");
  const answer = h("p.reading", { role: "status" });
  const chances = h("div");
  const training = h(
    "div",
    { hidden: true },
    bar,
    doing,
    h("p", {}, "The mean loss, a point for every 104 pictures:"),
    curve,
  );
  let trained = false;
  let speaking;

  place.append(
    h(
      "p",
      {},
      "Here your ",
      h("code", {}, "LetterClassifier(144, 64)"),
      " learns to read, and then you draw it a letter. It is trained on capital letters in 12 fonts, each picture turned, shifted, scaled and speckled anew, as in ",
      h("a", { href: "#augmentation" }, "Augmentation"),
      ". Nobody’s handwriting is among them. Training took half a minute to a minute and a half where we tried it.",
    ),
    h(
      "div.play",
      {},
      h("div.whole", {}, h("p.buttons", {}, train, stop), spoken, training),
      runner.element,
      h("div", {}, h("h3", {}, "Draw a capital letter"), board.element),
      h("div", {}, h("h3", {}, "What your network reads"), answer, chances, seen),
    ),
  );
  runner.element.hidden = true;
  answer.textContent = "Train it first, then draw.";

  train.onclick = async () => {
    train.disabled = true;
    stop.hidden = false;
    stop.focus();
    training.hidden = false;
    trained = false;
    bar.value = 0;
    bar.removeAttribute("value"); // not known yet: Python may still be loading
    doing.textContent = "Starting …";
    fill(curve);
    say(spoken, "Training has begun.");
    let begun; // when the first pictures were learned: Python may have to load before
    const losses = [];
    const result = await runner.run({}, ({ done, epoch, epochs, loss }) => {
      bar.value = done;
      if (typeof loss === "number") {
        losses.push([done * epochs, loss]);
      }
      begun ??= performance.now();
      const left = ((performance.now() - begun) / 1000 / done) * (1 - done);
      const shown = losses.length ? `, mean loss ${losses.at(-1)[1].toFixed(2)}` : "";
      const rest = done > 0.02 ? ` About ${Math.ceil(left)} seconds to go.` : "";
      doing.textContent = `Epoch ${epoch} of ${epochs}${shown}.${rest}`;
      if (losses.length > 1) {
        fill(curve, chart(losses, { across: "epoch", end: epochs, label: labelOf(losses) }));
      }
    });
    const seconds = Math.round((performance.now() - begun) / 1000);
    runner.element.hidden = false;
    if (document.activeElement === stop) {
      train.focus();
    }
    train.disabled = false;
    train.textContent = "Train again";
    stop.hidden = true;
    doing.textContent = "";
    if (!result) {
      training.hidden = !losses.length;
      say(spoken, "");
      return;
    }
    trained = true;
    bar.value = 1;
    say(spoken, summary(result, seconds));
    read(board.pixels());
  };
  runner.again = () => train.click();

  const ask = latest(async (pixels) => {
    const value = await runner.send({ pixels });
    if (value) {
      show(value);
    } else {
      trained = false;
      fill(chances);
      answer.textContent = "Train it again: the trained network is gone.";
    }
  });

  function read(pixels) {
    fill(seen, pixels && thumbnail(pixels));
    if (!pixels) {
      fill(chances);
      answer.textContent = trained ? "Draw something." : "Train it first, then draw.";
    } else if (!trained) {
      answer.textContent = "Train it first: an untrained network can only guess.";
    } else if (!runner.fresh) {
      answer.textContent = "Your code has changed. Train it again.";
      fill(chances);
    } else {
      ask(pixels);
    }
  }

  function show({ letter, probabilities }) {
    const numbers =
      Array.isArray(probabilities) &&
      probabilities.length === 26 &&
      probabilities.every(Number.isFinite);
    if (!numbers) {
      fill(chances);
      answer.textContent = `It reads ${letter}. Its probabilities are not 26 numbers.`;
      return;
    }
    const order = [...LETTERS]
      .map((name, i) => [name, probabilities[i]])
      .sort((a, b) => b[1] - a[1]);
    fill(
      chances,
      h(
        "ol.chances",
        {},
        ...order.slice(0, SHOWN).map(([name, chance]) => {
          const bar = h("span.chance", { "aria-hidden": "true" }, h("span"));
          bar.firstChild.style.width = `${100 * chance}%`;
          return h("li", {}, h("strong", {}, name), bar, h("span", {}, percent(chance)));
        }),
      ),
    );
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      const chance = probabilities[LETTERS.indexOf(letter)];
      say(answer, `It reads ${letter}, with a probability of ${percent(chance)}.`);
    }, SPEAK);
  }
}

function labelOf(losses) {
  const [first, last] = [losses[0][1], losses.at(-1)[1]];
  return `The mean loss over the epochs, at first ${first.toFixed(2)}, now ${last.toFixed(2)}`;
}

/** Return a share in percent; what only rounds to 100 isn't called 100. */
function percent(share) {
  return share < 1 && share > 0.9995 ? "over 99.9 %" : `${(100 * share).toFixed(1)} %`;
}

function summary({ trained, tested, clean, perturbed }, seconds) {
  const share = (value) => (typeof value === "number" ? percent(value) : String(value));
  return `Trained in ${seconds} seconds, on ${trained} letters. Of ${tested} letters in fonts it has never seen it reads ${share(clean)}, and when these are turned and shifted too, ${share(perturbed)}. Now draw.`;
}

/** Show the 144 pixels that the network gets. */
function thumbnail(pixels) {
  const squares = pixels.map((grey, i) =>
    grey
      ? svg("rect", {
          x: i % SIDE,
          y: Math.floor(i / SIDE),
          width: 1,
          height: 1,
          "fill-opacity": grey.toFixed(2),
        })
      : "",
  );
  const picture = svg(
    "svg",
    {
      viewBox: `-0.1 -0.1 ${SIDE + 0.2} ${SIDE + 0.2}`,
      role: "img",
      "aria-label": "The drawing as 12 rows of 12 pixels",
    },
    svg("rect", {
      x: 0,
      y: 0,
      width: SIDE,
      height: SIDE,
      fill: "none",
      stroke: "var(--edge)",
      "stroke-width": 0.1,
    }),
    svg("g", { fill: "var(--ink)", "shape-rendering": "crispEdges" }, ...squares.filter(Boolean)),
  );
  return h(
    "figure.seen",
    {},
    picture,
    h("figcaption", {}, "What the network gets: your drawing, scaled, centred, in 144 pixels."),
  );
}

/**
 * Make what is drawn on: an area for a pen, a mouse or a finger, and cells for the keyboard.
 * @param {function(?number[]): void} onchange - called with the 144 pixels; null: it is empty
 */
function drawingBoard(onchange) {
  const canvas = h("canvas.paper", {
    width: AREA,
    height: AREA,
    role: "img",
    "aria-label": "Drawing area, for a mouse, a pen or a finger. For the keyboard, choose cells.",
  });
  const context = canvas.getContext("2d");
  const strokes = [];
  const cells = cellBoard(() => onchange(pixels()));
  let stroke = null;
  let mode = "pen";

  const pixels = () => (mode === "pen" ? fromStrokes(strokes) : fromCells(cells.values, SIDE));
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const scale = AREA / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };

  function paint() {
    context.clearRect(0, 0, AREA, AREA);
    context.strokeStyle = getComputedStyle(canvas).color;
    context.lineWidth = 16;
    context.lineCap = context.lineJoin = "round";
    for (const [first, ...rest] of strokes) {
      context.beginPath();
      context.moveTo(...first);
      for (const next of rest.length ? rest : [first]) {
        context.lineTo(...next);
      }
      context.stroke();
    }
  }

  canvas.onpointerdown = (event) => {
    if (event.button) {
      return;
    }
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [point(event)];
    strokes.push(stroke);
    paint();
  };
  canvas.onpointermove = (event) => {
    if (stroke) {
      const parts = event.getCoalescedEvents?.() ?? []; // between two frames; may be none
      stroke.push(...(parts.length ? parts : [event]).map(point));
      paint();
    }
  };
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (stroke) {
      stroke = null;
      onchange(pixels());
    }
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new MutationObserver(paint).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });

  const undo = h(
    "button",
    {
      type: "button",
      onclick: () => {
        strokes.pop();
        paint();
        onchange(pixels());
      },
    },
    "Undo a stroke",
  );
  const clear = h(
    "button",
    {
      type: "button",
      onclick: () => {
        strokes.length = 0;
        cells.clear();
        paint();
        onchange(null);
      },
    },
    "Clear",
  );
  const pick = (value, words) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "board",
        value,
        checked: mode === value,
        onchange: () => choose(value),
      }),
      ` ${words}`,
    );
  function choose(value) {
    mode = value;
    canvas.hidden = mode !== "pen";
    undo.hidden = mode !== "pen";
    cells.element.hidden = mode !== "cells";
    onchange(pixels());
  }
  cells.element.hidden = true;
  const element = h(
    "div",
    {},
    h(
      "fieldset.choices",
      {},
      h("legend", {}, "Draw with"),
      pick("pen", "a pen, mouse or finger"),
      pick("cells", "cells, for the keyboard"),
    ),
    canvas,
    cells.element,
    h("p.buttons", {}, clear, undo),
  );
  return { element, pixels };
}

/** Make 12 rows of 12 cells: the arrow keys move, Space inks a cell or takes the ink away. */
function cellBoard(onchange) {
  const values = new Array(SIDE * SIDE).fill(false);
  let at = 0;
  const cells = values.map((_, i) => h("td", { role: "gridcell", tabIndex: i ? -1 : 0 }));
  const name = (i) =>
    `row ${Math.floor(i / SIDE) + 1}, column ${(i % SIDE) + 1}, ${values[i] ? "ink" : "paper"}`;
  const update = (i) => {
    cells[i].setAttribute("aria-label", name(i));
    cells[i].setAttribute("aria-selected", String(values[i]));
  };
  const move = (i) => {
    cells[at].tabIndex = -1;
    at = i;
    cells[at].tabIndex = 0;
    cells[at].focus();
  };
  const ink = (i, value) => {
    values[i] = value;
    update(i);
    onchange();
  };
  cells.forEach((_, i) => update(i));
  const rows = Array.from({ length: SIDE }, (_, row) =>
    h("tr", { role: "row" }, ...cells.slice(row * SIDE, (row + 1) * SIDE)),
  );
  const table = h(
    "table.cells",
    { role: "grid", "aria-label": "12 rows of 12 cells", "aria-multiselectable": "true" },
    h("tbody", { role: "rowgroup" }, ...rows),
  );
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: SIDE, ArrowUp: -SIDE };
  table.onkeydown = (event) => {
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const next = at + step;
      const sameRow = Math.floor(next / SIDE) === Math.floor(at / SIDE);
      if (next >= 0 && next < values.length && (Math.abs(step) > 1 || sameRow)) {
        move(next);
      }
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      ink(at, !values[at]);
    }
  };
  let painting = null; // the ink that a pressed pointer gives
  table.onpointerdown = (event) => {
    const i = cells.indexOf(event.target);
    if (i >= 0) {
      event.preventDefault();
      painting = !values[i];
      move(i);
      ink(i, painting);
    }
  };
  table.onpointermove = (event) => {
    const i =
      painting === null
        ? -1
        : cells.indexOf(document.elementFromPoint(event.clientX, event.clientY));
    if (i >= 0 && values[i] !== painting) {
      ink(i, painting);
    }
  };
  addEventListener("pointerup", () => (painting = null));
  return {
    element: h(
      "div",
      {},
      table,
      h("p.help", {}, "The arrow keys move, Space inks a cell or clears it."),
    ),
    values,
    clear() {
      values.fill(false);
      cells.forEach((_, i) => update(i));
    },
  };
}
