"""Pack what grades in the browser: ``python site/pack.py --out FOLDER`` makes FOLDER/engine/.

    worker.js           the page's worker, which knows the names of the other files
    manifest.json       these names once more, for the tests
    pyodide-….…/        Python for browsers, as Pyodide's npm package has it
    python-….pack       Python's standard library, compiled, without what no exercise needs
    pytest-….pack       pytest and what it imports, compiled
    course-….pack       the course: graders, solutions, stubs, known mistakes, and engine/*.py
    part_two-….pack     NumPy, compiled, and the course's Part II, where NumPy's wheel is to be had

A pack is a zip whose files aren't compressed, compressed as a whole with Zstandard: that is smaller
than any zip, and undone while Python is still on its way. gzip, which browsers undo by themselves,
would make the packs a third larger: 3 seconds more on a line of 1.6 Mbit/s.

All but the first two bear Pyodide's version or a hash of what they hold, so that a browser may keep
them. The same sources give the same bytes. pytest comes from the environment that runs this file,
which has it for the stubs and titles anyway: no second list of versions is to be kept.
"""

import argparse
import gzip
import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

SITE = Path(__file__).resolve().parent
ROOT = SITE.parent
PYODIDE = SITE / "node_modules" / "pyodide"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
PYTEST = ("pytest", "pluggy", "iniconfig", "pygments")
LICENSES = re.compile(r"(?i)(^|/)(licen[cs]e|copying|authors)[^/]*$")
# Where Python finds these at run time: tracebacks name them.
STANDARD_LIBRARY, PYTEST_PLACE, COURSE = "/lib/python314.zip", "/pytest.zip", "/course"
PACKAGES = "/packages"
COURSE_FILES = (
    "pyproject.toml",
    "data/letters.py",
    "data/letters.txt",
    "solutions/*_*.py",
    "tests/conftest.py",
    "tests/test_ch*.py",
    "grading/*.py",
    "tests/mistakes/ch*.py",
)
PART_TWO_FILES = ("data/graph.py", "data/progress.py", "tests/mistakes/np*.py", "tests/test_np*.py")
COMPILED = ("tests/conftest.py", "tests/test_*.py", "grading/*.py", "engine/*.py")
# Of NumPy, what grading and exercises need: its own tests and what makes other packages don't.
NUMPY = re.compile(r"numpy/(?!f2py/|(.*/)?tests/).*\.(py|so)")
MISSING = "{} isn't there. Type in the folder site/: npm ci"

# What neither Pyodide nor pytest imports, and no program in a chapter has a use for: networks,
# processes, other languages, archives, tools for authors. Whoever imports one of these is told that
# it isn't there (grading/slip_value_errors.py). A name stands for all that lies below it, too.
LEFT_OUT = """
    __hello__ __phello__ _markupbase _py_abc _pydatetime _pyio _pyrepl
    _sysconfigdata__emscripten_wasm32-emscripten antigravity asyncio.__main__
    asyncio.proactor_events asyncio.tools asyncio.windows_events asyncio.windows_utils
    bz2 compileall compression concurrent.futures.interpreter concurrent.futures.process
    concurrent.interpreters configparser cProfile ctypes email encodings encodings.idna filecmp
    fileinput ftplib getpass gzip html.parser http imaplib
    importlib.metadata._adapters ipaddress json.__main__ json.tool
    logging.config logging.handlers lzma mailbox mimetypes modulefinder multiprocessing netrc
    nturl2path optparse pickletools plistlib poplib profile pstats pty py_compile pyclbr pydoc
    pyodide._nodesock_transport pyodide.console pyodide.http quopri rlcompleter shelve smtplib
    socketserver sqlite3 stringprep symtable sysconfig tabnanny tarfile this trace tracemalloc
    tty unittest.__main__ unittest.mock urllib wave webbrowser wsgiref xml xmlrpc zipapp
    zipfile.__main__ zoneinfo
""".split()
KEPT = """
    _pyrepl.trace _pyrepl.types _pyrepl.utils encodings.aliases encodings.ascii encodings.cp437
    encodings.cp1252 encodings.latin_1 encodings.unicode_escape encodings.utf_16
    encodings.utf_32 encodings.utf_8 encodings.utf_8_sig
""".split()
# pygments comes with every language there is. pytest imports these of it.
PYGMENTS = """
    __init__ console filter filters/__init__ formatter formatters/__init__ formatters/_mapping
    formatters/terminal lexer lexers/__init__ lexers/_mapping lexers/diff lexers/python modeline
    plugin regexopt style styles/__init__ styles/_mapping token unistring util
""".split()


def pack(out):
    """Make the folder out/engine, which must not be there yet. Raises SystemExit where it can't."""
    engine = Path(out) / "engine"
    engine.mkdir(parents=True)
    if not (PYODIDE / "package.json").exists():
        raise SystemExit(MISSING.format(PYODIDE.relative_to(ROOT)))
    version = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    pyodide = engine / f"pyodide-{version}"
    pyodide.mkdir()
    for name in PYODIDE_FILES:
        shutil.copyfile(PYODIDE / name, pyodide / name)
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        parts = {"python": standard_library, "pytest": pytest_files, "course": course_files}
        if numpy_wheel():
            parts["part_two"] = part_two_files
        plan = []
        for name, gather in parts.items():
            (stage / name).mkdir()
            plan += gather(stage / name)
        compile_all(stage, plan)
        packs = pack_all(stage, parts)
        info = lock()["info"]
        manifest = {"pyodide": f"{pyodide.name}/", "lock": {"info": info, "packages": {}}}
        sizes = {}
        for name, data in packs.items():
            digest = hashlib.sha256(data).hexdigest()[:12]
            manifest[name] = f"{name}-{digest}.pack"
            (engine / manifest[name]).write_bytes(data)
            sizes[manifest[name]] = [len(data), len(data)]
        for path in files_in(pyodide):
            data = path.read_bytes()
            place = path.relative_to(engine).as_posix()
            sizes[place] = [len(data), len(gzip.compress(data, 6))]
        manifest["sizes"] = sizes  # {file: bytes, and bytes as a host sends them}
    text = json.dumps(manifest, indent=2) + "\n"
    (engine / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    bundle_worker("app/worker.js", engine / "worker.js", FILES=manifest)


def lock():
    return json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))


@cache
def numpy_wheel():
    """Return the path of NumPy's wheel for this Pyodide, where Pyodide keeps it, or None.

    Raises SystemExit if it is another than Pyodide's list of packages says.
    """
    known = lock()["packages"]["numpy"]
    wheel = PYODIDE / known["file_name"]
    if not wheel.exists():
        return None
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != known["sha256"]:
        raise SystemExit(
            f"{wheel} isn't the file that Pyodide's list of packages names: its SHA-256 is another."
            " Delete it; then Part II is there to read only, or type: npm run numpy --prefix site"
        )
    return wheel


# ── what goes in: each writes files into a folder, and returns what is to be compiled of them ──


def standard_library(folder):
    """Take Python's standard library from Pyodide, without what is left out."""
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".py") and is_kept(name):
                archive.extract(name, folder)
    return replacing(folder, STANDARD_LIBRARY)


def is_kept(name):
    """Say whether a file of the standard library, such as json/tool.py, is wanted."""
    module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    parts = module.split(".")
    above = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    if module in KEPT or module in ("_pyrepl", "email", "encodings"):
        return True
    return not above & set(LEFT_OUT)


def pytest_files(folder):
    """Take pytest and what it imports from this environment, and their licences."""
    for name in PYTEST:
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            sentence = f"{name} is missing in {sys.prefix}. Type: {sys.executable} -m pip install"
            raise SystemExit(f'{sentence} "pytest~=9.0"') from None
        for path in distribution.files:
            place = path.as_posix()
            if ".dist-info/" in place and LICENSES.search(place):
                target = folder / "licenses" / name / path.name
            elif path.suffix == ".py" and ".." not in path.parts and is_imported(place):
                target = folder / place
            else:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path.locate(), target)
    return replacing(folder, PYTEST_PLACE)


def is_imported(place):
    inside = place.removesuffix(".py").removeprefix("pygments/")
    return not place.startswith("pygments/") or inside in PYGMENTS


def course_files(folder):
    """Take what the graders need of the course. It stays readable: they read it, too."""
    for path in sorted((SITE / "engine").glob("*.py")):
        copy_text(path, folder / "engine" / path.name)
    plan = course_part(folder, COURSE_FILES)
    list_files(folder, plan)
    return plan


def part_two_files(folder):
    """Take NumPy from its wheel, and what the graders need of Part II. It is laid out from /."""
    plan = course_part(folder / COURSE.strip("/"), PART_TWO_FILES)
    packages = folder / PACKAGES.strip("/")
    with zipfile.ZipFile(numpy_wheel()) as wheel:
        for name in wheel.namelist():
            if NUMPY.fullmatch(name) or LICENSES.search(name):
                wheel.extract(name, packages)
    plan += replacing(packages, PACKAGES)
    list_files(folder, plan)
    return plan


def course_part(folder, patterns):
    """Take files of the course, and the stubs of the chapters whose graders are among them."""
    from pages import stubs

    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            copy_text(path, folder / path.relative_to(ROOT))
    (folder / "stubs").mkdir()
    for path in sorted((folder / "tests").glob("test_*.py")):
        stem = path.stem.removeprefix("test_")
        stub = folder / "stubs" / f"{stem}.py"
        stub.write_text(stubs.shipped(stem), encoding="utf-8", newline="\n")
    plan = []
    for pattern in COMPILED:
        for path in sorted(folder.glob(pattern)):
            place = path.relative_to(folder).as_posix()
            cached = path.parent / "__pycache__" / f"{path.stem}.cpython-314.pyc"
            cached.parent.mkdir(exist_ok=True)
            plan.append((path, f"{COURSE}/{place}", cached))
    return plan


def list_files(folder, plan):
    """Write files.json, by which app/core.js lays the folder's files out in Python's own."""
    replaced = {source for source, _, target in plan if source.parent == target.parent}
    listed = sorted(set(files_in(folder)) - replaced | {target for _, _, target in plan})
    names = [path.relative_to(folder).as_posix() for path in listed]
    (folder / "files.json").write_text(json.dumps(names), encoding="utf-8")


def copy_text(path, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def replacing(folder, place):
    """Return the plan that has every module's compiled form in the place of its source."""
    modules = [path for path in files_in(folder) if path.suffix == ".py"]
    return [
        (path, f"{place}/{path.relative_to(folder).as_posix()}", path.with_suffix(".pyc"))
        for path in modules
    ]


# ── how it is packed ──


def compile_all(stage, plan):
    """Carry out a plan [(source, place at run time, target)] with Pyodide, under Node."""
    named = [
        (source.relative_to(stage).as_posix(), place, target.relative_to(stage).as_posix())
        for source, place, target in plan
    ]
    run_node("compile.mjs", str(stage), input=json.dumps({"compile": named}))
    for source, _, target in plan:
        if target.parent == source.parent:
            source.unlink()


def pack_all(stage, names):
    """Return {name: a folder of the stage as a pack}, packed with Pyodide, under Node."""
    for name in names:
        write_zip(stage / name, stage / f"{name}.zip")
    plan = {"pack": [(f"{name}.zip", f"{name}.pack") for name in names]}
    run_node("compile.mjs", str(stage), input=json.dumps(plan))
    return {name: (stage / f"{name}.pack").read_bytes() for name in names}


def bundle_worker(source, target, **known):
    """Bundle a worker's script. known: what stands for a name in it."""
    esbuild = SITE / "node_modules" / "esbuild" / "bin" / "esbuild"
    names = [f"--define:{name}={json.dumps(value)}" for name, value in known.items()]
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"]
    run([str(esbuild), source, f"--outfile={target}", *names, *options])


def run_node(*arguments, **options):
    run([os.environ.get("NODE", "node"), *arguments], **options)


def run(command, **options):
    """Run a command in site/. Raises SystemExit with what it said if it fails."""
    try:
        done = subprocess.run(
            command, cwd=SITE, capture_output=True, text=True, timeout=300, **options
        )
    except FileNotFoundError:
        raise SystemExit(MISSING.format(command[0])) from None
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:2])} stopped:\n{done.stdout}{done.stderr}")


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_zip(folder, path):
    """Write a folder's files into a zip, none of them compressed."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in files_in(folder):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def main():
    parser = argparse.ArgumentParser(description="Pack what grades in the browser.")
    parser.add_argument("--out", type=Path, default=SITE / "public", help="makes OUT/engine/")
    out = parser.parse_args().out
    shutil.rmtree(out / "engine", ignore_errors=True)
    pack(out)
    size = sum(path.stat().st_size for path in files_in(out / "engine"))
    print(f"{out / 'engine'}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
