// What a worker may send to the page. A learner's code runs there and can send anything, so what
// came is looked at before it is used: each function here says whether a value is what it is named for.

/** @typedef {(value: any) => boolean} Is */

// What comes of an honest program is far below these; what is above them could hold up the page.
const LONGEST = 100_000; // characters of a text: a program prints 40,000 at most
const MOST = 10_000; // items of a list
const SAID = 20_000; // characters of all paragraphs, as JSON: the terminal has 12 lines for a task
const NAME = /^\p{ID_Continue}{0,100}$/u; // which a report may leave empty

const isText = (/** @type {any} */ value) => typeof value === "string" && value.length <= LONGEST;
const isName = (/** @type {any} */ value) => isText(value) && NAME.test(value);
const isNumber = Number.isFinite;
const isTruth = (/** @type {any} */ value) => typeof value === "boolean";
const isObject = (/** @type {any} */ value) =>
  Object(value) === value && Object.getPrototypeOf(value) === Object.prototype;

/** @type {(is: Is) => Is} */
const maybe = (is) => (value) => value === undefined || value === null || is(value);
/** @type {(is: Is) => Is} */
const listOf = (is) => (value) => Array.isArray(value) && value.length <= MOST && value.every(is);
/** @type {(is: Is) => Is} */
const namesTo = (is) => (value) => isObject(value) && Object.values(value).every(is);
/** @type {(...words: string[]) => Is} */
const oneOf = (...words) => (value) => words.includes(value);
/** @type {(parts: Object<string, Is>) => Is} */
const withParts = (parts) => (value) =>
  isObject(value) && Object.entries(parts).every(([name, is]) => is(value[name]));

const isLead = withParts({
  ...{ text: isText, kind: isText, stem: isText, line: isNumber, task: isText, earlier: isTruth },
});
const isSaid = listOf((part) => isText(part) || isLead(part));
const areParagraphs = (/** @type {any} */ value) =>
  listOf(isSaid)(value) && JSON.stringify(value).length <= SAID;
const isFinding = withParts({
  ...{ task: isName, state: isText, kind: isText, at: isLead, steps: listOf(isText) },
  ...{ expected: isText, got: isText, difference: isText, paragraphs: areParagraphs },
  ...{ printed: isText, leads: listOf(isLead), place: maybe(isLead), method: isName },
});
const isReport = withParts({
  ...{ stem: isText, title: isText, tasks: namesTo(isText), words: areParagraphs },
  ...{ finding: maybe(isFinding), done: isTruth },
});
const isGraded = withParts({ report: maybe(isReport), text: isText, clean: maybe(isTruth) });

const isFault = withParts({
  ...{ type: isText, message: isText, file: maybe(isText), line: maybe(isNumber) },
});
const isPlayed = withParts({
  how: oneOf("finished", "raised", "replaced", "timeout", "gone"),
  error: maybe(isFault),
  clean: maybe(isTruth),
});
/** @type {Is} */
const isRun = (value) => {
  if (!isPlayed(value)) return false;
  if (value.how === "finished") return isObject(value.value) || value.value === true;
  return value.how === "gone" || isFault(value.error);
};

const isEvaluation = withParts({
  how: oneOf("finished", "more", "unwritten", "raised", "flood", "timeout"),
  ...{ got: maybe(isText), paragraphs: maybe(areParagraphs), place: maybe(isLead) },
  ...{ name: maybe(isText), own: maybe(isTruth), session: maybe(isText), again: maybe(isTruth) },
  ...{ loading: maybe(isTruth), number: maybe(isNumber), clean: maybe(isTruth) },
  ours: maybe(listOf((pair) => listOf(isText)(pair) && pair.length === 2)),
  results: maybe(listOf(withParts({ source: isText, want: isText, got: isText, same: isTruth }))),
});

/** What is told on the way. */
export const isTold = withParts({
  ...{ alive: maybe(isNumber), seconds: maybe(isNumber), task: maybe(isText) },
  ends: maybe(namesTo(isReport)),
  printed: maybe(isText),
  message: maybe(withParts({ done: isNumber, epoch: isNumber, epochs: isNumber })),
});

/** Where the learner's code was. */
export const isPlace = withParts({ file: isText, line: isNumber });

/** The result of a request, by its kind. @type {Record<string, Is>} */
export const IS_RESULT = { grade: isGraded, run: isRun, again: isRun, evaluate: isEvaluation };
