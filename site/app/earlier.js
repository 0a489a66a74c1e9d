// On whose earlier chapters a chapter runs: the learner's own, or the course's.

import { h } from "./dom.js";
import { store } from "./storage.js";

/** @import { Whose } from "./grader.js" */

/**
 * Return on whose earlier chapters the learner wants to stand.
 * @returns {Whose}
 */
export function chosenEarlier() {
  return store().get("earlier") === "solutions" ? "solutions" : "exercises";
}

/**
 * Make the switch between them.
 * @param {() => void} onswitch
 * @returns {{element: HTMLElement, choose: (value: Whose) => void}}
 */
export function earlierChoice(onswitch) {
  const save = (/** @type {Whose} */ value) => store().set("earlier", value);
  const input = (/** @type {Whose} */ value) =>
    h("input", {
      type: "radio",
      name: "earlier",
      value,
      checked: chosenEarlier() === value,
      onchange: () => {
        save(value);
        onswitch();
      },
    });
  const inputs = { exercises: input("exercises"), solutions: input("solutions") };
  return {
    element: h(
      "fieldset.earlier",
      {},
      h("legend", {}, "Check on"),
      h("label", {}, inputs.exercises, " my earlier chapters"),
      h("label", {}, inputs.solutions, " the course’s earlier chapters"),
    ),
    choose(value) {
      save(value);
      inputs[value].checked = true;
    },
  };
}
