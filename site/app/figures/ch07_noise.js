// Chapter 7: a letter under noise, and what the network of the lesson's second test reads in it.

import { h, svg } from "../dom.js";
import { forward, LETTERS, loadNetwork } from "../letter_network.js";
import { slider } from "../slider.js";
import { nearestTemplate, noisyLetter } from "./arithmetic.js";
import { heading, words, write } from "./parts.js";

/** @import { Start } from "../moving.js" */

const COLUMNS = 5;
const FIRST = { letter: "A", q: 0.1, seed: 5 }; // the lesson's figure has this picture
const SHOWN = 5; // of the 26 probabilities

const network = await loadNetwork("bitmaps");
const bitmaps = /** @type {Object<string, string>} */ (network.bitmaps);
const templates = [...LETTERS].map((letter) =>
  [...bitmaps[letter].replaceAll(" ", "")].map((mark) => Number(mark === "#")),
);

/** @type {Start} */
export function start(moved) {
  let { seed } = FIRST;
  const options = [...LETTERS].map((letter) => h("option", {}, letter));
  const letter = h("select", { value: FIRST.letter, onchange: moved }, ...options);
  const q = slider({
    ...{ label: "Noise q", min: 0, max: 0.5, step: 0.01, value: FIRST.q },
    show: (value) => value.toFixed(2),
    oninput: moved,
  });
  const again = () => {
    seed += 1;
    moved();
  };
  const buttons = h(
    "div.field",
    {},
    h("label", {}, "Letter ", letter),
    h("button", { type: "button", onclick: again }, "Draw the noise again"),
  );
  return {
    controls: [q.element, buttons],
    draw: () => picture(LETTERS.indexOf(letter.value), q.value, seed),
  };
}

/**
 * @param {number} place
 * @param {number} q
 * @param {number} seed
 */
function picture(place, q, seed) {
  const template = templates[place];
  const pixels = noisyLetter(template, place, q, seed);
  const flips = pixels.filter((pixel, i) => pixel !== template[i]).length;
  const { probabilities } = forward(network, pixels);
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  const nearest = nearestTemplate(pixels, templates);
  const [made, read] = [LETTERS[place], LETTERS[order[0]]];
  const verdict = read === made ? `The network reads ${read}, rightly.` : `The network reads ${read}. It was ${/[AEFHILMNORSX]/.test(made) ? "an" : "a"} ${made}.`;
  const away = `Of the 26 templates, ${nearest.place === place ? "its own" : `that of ${LETTERS[nearest.place]}`} is the nearest: ${nearest.distance} pixels differ.`;
  const average = `${flips} of 35 pixels have flipped; on average, 35·${words(q)} = ${words(35 * q)} do.`;
  return {
    shapes: [
      heading(`The letter ${made}, each pixel flipped with probability ${words(q)}`),
      write(54, 60, "template"),
      bitmap(template, template, [19, 70], 14),
      write(192, 60, "with noise"),
      bitmap(pixels, template, [112, 70], 32),
      svg("text", { x: 296, y: 60 }, "what the network reads"),
      ...order.slice(0, SHOWN).flatMap((i, row) => bar(LETTERS[i], probabilities[i], 84 + 40 * row)),
      ...[verdict, average, away].map((line, i) =>
        svg("text", { x: 12, y: 330 + 24 * i, class: i ? "" : "strong" }, line),
      ),
      svg("text", { x: 12, y: 420, class: "quiet" }, `noisy_letters(1, ${words(q)}, random.Random(${seed})) has this picture.`),
    ],
    says: `${average} ${verdict} ${away}`,
  };
}

/**
 * Draw pixels, with a cross on each that isn't as the template has it.
 * @param {number[]} pixels
 * @param {number[]} template
 * @param {[number, number]} corner
 * @param {number} size
 */
function bitmap(pixels, template, [left, top], size) {
  const squares = pixels.flatMap((ink, i) => {
    const [x, y] = [left + (i % COLUMNS) * size, top + Math.floor(i / COLUMNS) * size];
    const cross = `M${x + 0.25 * size} ${y + 0.25 * size}l${0.5 * size} ${0.5 * size}m0 ${-0.5 * size}l${-0.5 * size} ${0.5 * size}`;
    return [
      ...(ink ? [svg("rect", { x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1, class: "full" })] : []),
      ...(ink === template[i] ? [] : [svg("path", { d: cross, class: "red", style: "stroke-width: 3" })]),
    ];
  });
  const frame = { x: left - 2, y: top - 2, width: COLUMNS * size + 4, height: 7 * size + 4 };
  return svg("g", {}, svg("rect", { ...frame, class: "cell" }), ...squares);
}

/** @type {(letter: string, chance: number, y: number) => Node[]} */
function bar(letter, chance, y) {
  const text = chance > 0.995 && chance < 1 ? "over 0.99" : chance.toFixed(2);
  return [
    write(304, y + 16, letter, { class: "number" }),
    svg("rect", { x: 322, y, width: 78, height: 20, class: "cell" }),
    svg("rect", { x: 322, y, width: 78 * chance, height: 20, class: "full blue" }),
    svg("text", { x: 470, y: y + 15, "text-anchor": "end" }, text),
  ];
}
