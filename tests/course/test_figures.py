"""Every figure is drawn again by the script beside it, byte for byte, and is told in words."""

import ast
import re
import shutil
import subprocess
import sys

import pytest
from runs import all_but, plain_environment

from grading.chapters import ROOT, stems

FIGURES = ROOT / "lessons" / "figures"
SCRIPTS = sorted(path.stem for path in FIGURES.glob("*_*.py"))
LESSONS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "lessons").glob("*.md")}
MAKEFILE = (ROOT / "Makefile").read_text()
IMAGE = re.compile(r"!\[(.+?)\]\(figures/([\w.]+)\)")


DRAW = """
import runpy, sys
for script in sys.argv[1:]:
    runpy.run_path(script, run_name="__main__")
"""


@pytest.mark.some(20)
@pytest.mark.parametrize("stem", stems())
def test_figures_are_drawn_again_to_the_byte(stem, tmp_path):
    drawn_with = pytest.importorskip("matplotlib").__version__
    if sys.platform != "linux" or f"matplotlib=={drawn_with}\n" not in MAKEFILE:
        pytest.skip("the bytes depend on the system and on matplotlib's version")
    for folder in ("solutions", "data", "grading", "tests"):
        ignored = all_but("mnist", "course")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    copy = tmp_path / "lessons" / "figures"
    copy.mkdir(parents=True)
    for path in [*FIGURES.glob("*.py"), *FIGURES.glob("*.json")]:
        shutil.copy(path, copy)
    names = [name for name in SCRIPTS if name.startswith(stem[:4])]
    subprocess.run(
        [sys.executable, "-c", DRAW, *[str(copy / f"{name}.py") for name in names]],
        cwd=tmp_path,
        env=plain_environment(PYTHONPATH=str(copy)),
        check=True,
        timeout=120,
    )
    drawn = {name: (copy / f"{name}.svg").read_bytes() for name in names}
    kept = {name: (FIGURES / f"{name}.svg").read_bytes() for name in names}
    assert [name for name in names if drawn[name] != kept[name]] == []


@pytest.mark.parametrize("stem", stems())
def test_what_a_script_takes_from_the_course_is_there(stem):
    """Most of it is needed only by `make measure`, which takes minutes."""
    pytest.importorskip("numpy")
    for path in FIGURES.glob(f"{stem[:4]}*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            module = getattr(node, "module", "") or ""
            if module.partition(".")[0] in ("data", "solutions", "grading"):
                exec(ast.unparse(node), {})


@pytest.mark.parametrize("stem", stems())
def test_a_lesson_has_two_figures_at_least_each_told_in_words(stem):
    images = IMAGE.findall(LESSONS[f"{stem}.md"])
    assert len(images) >= 2
    for words, name in images:
        assert name.startswith(stem[:4]) and len(words.split()) >= 8, name


def test_the_readme_opens_with_a_figure_told_in_words():
    top, _, _ = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## ")
    ((words, name),) = re.findall(r"!\[(.+?)\]\(lessons/figures/(\w+)\.svg\)", top)
    assert name in SCRIPTS and len(words.split()) >= 8
