"""Build the course's site: ``python site/build.py``, or ``make site``.

Pages from the lessons, the graders packed for the browser, and the scripts. All of it is written
into a fresh folder, which takes the former one's place at the end: a build that fails, or is
interrupted, leaves the former one as it was.
"""

import argparse
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SITE = Path(__file__).resolve().parent
PUBLIC = SITE / "public"
PACKAGES = SITE / "node_modules"
NEEDED = {  # to import: to install
    "jinja2": "Jinja2",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "pygments": "Pygments",
}
NO_NUMPY = (
    "Part II is there to read only, as NumPy for browsers isn't here. To have it graded on its "
    "pages, type: npm run numpy --prefix site"
)


def missing():
    """Return a sentence on what the build lacks, or ""."""
    if not shutil.which("node"):
        return "Node is missing. Install Node.js 20 or newer, then type: make site"
    if not shutil.which("esbuild", path=PACKAGES / ".bin") or not (PACKAGES / "katex").exists():
        return "The site's packages are missing. Type: make site (or npm ci, in the folder site)"
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        packages = " ".join(NEEDED[name] for name in lacking)
        return f"Python packages are missing: {packages}. Type: make site, which installs them."
    return ""


def esbuild(*arguments):
    """Run esbuild in site/, and return {file in a bundle: how many bytes of it}.

    Raises SystemExit with what it said, if it isn't content.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        run = subprocess.run(
            [
                *[shutil.which("esbuild", path=PACKAGES / ".bin"), *arguments],
                *["--bundle", "--minify", "--log-level=warning", f"--metafile={report}"],
            ],
            cwd=SITE,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        if run.returncode or run.stderr:
            raise SystemExit(f"esbuild, which bundles scripts and styles, stopped:\n{run.stderr}")
        return json.loads(report.read_text(encoding="utf-8"))["inputs"]


def bundle(out):
    """Write style and scripts into out/assets, and whose they are into files/licences.txt."""
    assets = out / "assets"
    inputs = esbuild(
        "style/site.css",
        f"--outdir={assets}",
        "--loader:.woff2=file",
        "--loader:.woff=empty",  # for browsers that can't run the rest of the site either
        "--loader:.ttf=empty",
        "--asset-names=fonts/[name]-[hash]",
    )
    style = (assets / "site.css").read_text(encoding="utf-8")
    style = re.sub(r',url\(\) format\("\w+"\)', "", style)
    (assets / "site.css").write_text(style, encoding="utf-8", newline="\n")

    # Split: the editor comes when somebody comes to an exercise.
    names = [f"--outdir={assets}", "--splitting", "--chunk-names=[name]-[hash]"]
    inputs |= esbuild("app/main.js", *names, "--format=esm", "--target=es2022")
    licences(inputs, out / "files" / "licences.txt")


def licences(inputs, path):
    """Write the licence of every package that a bundle holds, and of what the worker runs."""
    folders = {
        re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", name)[1]
        for name in inputs
        if name.startswith("node_modules/")
    }
    texts = ["This site is made with these packages, under these licences.\n"]
    for name in sorted(folders | {"fzstd", "pyodide"}):
        package = json.loads((PACKAGES / name / "package.json").read_text(encoding="utf-8"))
        texts.append(f"\n{'─' * 72}\n{name} {package['version']}: {package['license']}\n")
        for file in sorted((PACKAGES / name).glob("LICEN[SC]E*")):
            texts.append(f"\n{file.read_text(encoding='utf-8').strip()}\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(texts), encoding="utf-8", newline="\n")


def build(out):
    """Build everything into the empty folder out. Raises SystemExit with what is wrong."""
    from offline import make_offline
    from pack import numpy_wheel, pack
    from pages import Broken, write_pages

    try:
        write_pages(out)
    except Broken as broken:
        raise SystemExit(
            f"The site is not built: something in its sources is wrong.\n\n{broken}"
        ) from None
    bundle(out)
    pack(out)
    make_offline(out)
    if numpy_wheel() is None:
        print(NO_NUMPY)


def ours(folder):
    """Say whether a folder may be replaced: it is empty, or a site that was built before."""
    return not any(folder.iterdir()) or (folder / "search.json").exists()


def replace(out, fresh):
    """Put the fresh folder in out's place."""
    former = fresh.with_name(f"{fresh.name}-former")
    if out.exists():
        out.rename(former)
    try:
        fresh.rename(out)
    except BaseException:
        if former.exists():
            former.rename(out)
        raise
    shutil.rmtree(former, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(
        description="Build the course's site: pages, graders and scripts, in one folder that any "
        "static host can serve. `make serve` shows it on this machine."
    )
    parser.add_argument("--out", type=Path, default=PUBLIC, help="the folder; site/public if none")
    out = parser.parse_args().out.resolve()
    if missing():
        raise SystemExit(missing())
    if out.exists() and not (out.is_dir() and ours(out)):
        raise SystemExit(f"{out} holds something else than a built site. Name another folder.")
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        build(fresh)
        fresh.chmod(0o755)  # mkdtemp's are for one user alone
        replace(out, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    print(f"The site is in {out}. To see it, type: make serve")


if __name__ == "__main__":
    sys.path.insert(0, str(SITE))
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit("Stopped. What was built before is as it was.") from None
