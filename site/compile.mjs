/**
 * Compile Python files with the Pyodide that will run them: node compile.mjs FOLDER < plan.json
 *
 * The plan is a list of [source, place at run time, target], the paths relative to FOLDER. The
 * result holds no times, so that the same sources give the same bytes.
 */

import { text } from "node:stream/consumers";
import { loadPyodide } from "pyodide";

const folder = process.argv[2];
const plan = await text(process.stdin);
const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
pyodide.FS.mkdirTree("/stage");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, "/stage");
pyodide.globals.set("plan", plan);
pyodide.runPython(`
import json, os
from py_compile import PycInvalidationMode, compile
os.chdir("/stage")
unchecked = PycInvalidationMode.UNCHECKED_HASH  # it holds no time, and is taken as it is
for source, place, target in json.loads(plan):
    compile(source, target, place, doraise=True, invalidation_mode=unchecked)
`);
