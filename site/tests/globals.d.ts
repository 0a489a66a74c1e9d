// What the tests put into a page, and find there.

declare var axe: typeof import("axe-core");
/** The page of grader-page.mjs. */
declare var begin: (worker?: string) => void;
declare var grader: import("../app/grader.js").Grader;
declare var heard: [state: string, sentence: string][];
/** Of grader.test.mjs: a grading that is going on, and the page's longest stop. */
declare var first: ReturnType<typeof grader.grade>;
declare var longest: number;
/** Of home.test.mjs: how far things moved while the page was loading. */
declare var shifts: number[];
/** Of work.test.mjs: whether the browser's store is full. */
declare var full: boolean | undefined;
/** Of run.test.mjs: how often the console's text changed. */
declare var written: number;
