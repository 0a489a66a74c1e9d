/**
 * Compile Python files with the Pyodide that will run them, and pack them with its Zstandard:
 * node compile.mjs FOLDER < plan.json
 *
 * The plan is {"compile": [[source, place at run time, target], …], "pack": [[file, target], …]},
 * with paths relative to FOLDER, and each of the two may be left out. The
 * result holds no times, so that the same sources give the same bytes.
 *
 * A source whose compiled form takes its place goes without its docstrings, which no program reads,
 * and all go without the columns of tracebacks: together they would be two fifths of the packs.
 */

import { text } from "node:stream/consumers";
import { loadPyodide } from "pyodide";

const folder = process.argv[2];
const plan = await text(process.stdin);
const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
pyodide.FS.mkdirTree("/stage");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, "/stage");
pyodide.globals.set("plan", plan);
pyodide.runPython(`
import ast, json, os
from compression import zstd
from py_compile import PycInvalidationMode, compile

def without_docstrings(text):
    """Empty the docstrings of a source, given as bytes. Every line keeps its number."""
    lines = text.splitlines(keepends=True)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None:
            said = node.body[0]
            first, last = said.lineno - 1, said.end_lineno - 1
            before, after = lines[first][: said.col_offset], lines[last][said.end_col_offset :]
            lines[first : last + 1] = [before + b"''" + after] + [b""] * (last - first)
            lines[first] += b"\\n" * (last - first)
    return b"".join(lines)

os.chdir("/stage")
plan = json.loads(plan)
unchecked = PycInvalidationMode.UNCHECKED_HASH  # it holds no time, and is taken as it is
for source, place, target in plan.get("compile", []):
    if os.path.dirname(source) == os.path.dirname(target):
        with open(source, "rb") as file:
            text = without_docstrings(file.read())
        with open(source, "wb") as file:
            file.write(text)
    compile(source, target, place, doraise=True, invalidation_mode=unchecked)

for name, target in plan.get("pack", []):
    with open(name, "rb") as file:
        data = zstd.compress(file.read(), 22)
    with open(target, "wb") as file:
        file.write(data)
`);
