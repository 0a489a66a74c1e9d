"""The author's gate holds for the course, and each of its rules can fail, with a sentence."""

import re
import shutil
import subprocess
import sys

import pytest
from gate import LARGEST, LEARNERS, ROOT, RULES, but_for_learners, faults, known, tree
from right_programs import HANDS
from runs import plain_environment

from commands.stubs import made_from_solution
from grading.chapters import stems

pytestmark = pytest.mark.some(3)


@pytest.mark.parametrize("rule", RULES, ids=[rule.__name__ for rule in RULES])
def test_the_course_keeps_the_rule(rule):
    found, others = faults([rule]), but_for_learners([rule])
    if others:
        pytest.fail("\n".join(["Mend this:", *others]), pytrace=False)
    if found:
        pytest.skip("\n".join(["A learner's work, or else this is to be mended:", *found]))


def copied(folder):
    for place in filter(known, tree()):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        if not place.startswith("exercises/"):
            shutil.copy(ROOT / place, folder / place)
    (folder / "exercises").mkdir(exist_ok=True)
    for stem in stems():  # in ROOT they may be written in
        (folder / f"exercises/{stem}.py").write_text(made_from_solution(stem), encoding="utf-8")
    return folder


def asked(folder):
    """Ask the gate of a copy. Return (exit status, what it says)."""
    done = subprocess.run(
        [sys.executable, "tests/course/gate.py"],
        cwd=folder,
        env=plain_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


# (place, a text in it, what takes its place, what the gate then says)
BROKEN = [
    (
        "exercises/ch01_math.py",
        "# TODO",
        "# To do",
        r"exercises/ch01_math\.py:\d+: vector_add has no TODO",
    ),
    (
        "exercises/ch01_math.py",
        "lessons/ch01_math.md#vector_subtract",
        "lessons/ch01_math.md#vectors",
        "vector_subtract doesn't say where to read. "
        "Add the comment: # Read lessons/ch01_math.md#vector_subtract",
    ),
    (
        "exercises/ch01_math.py",
        'NotImplementedError("vector_scale")',
        'NotImplementedError("scale")',
        r'vector_scale raises NotImplementedError\("scale"\). Write its own name there.',
    ),
    (
        "exercises/ch04_loss.py",
        "def main(",
        "def _largest(v):\n    return max(v)\n\n\ndef main(",
        "exercises/ch04_loss.py: _largest is a helper of the solution's own. Take it out",
    ),
    (
        "exercises/ch05_backprop.py",
        "def main(",
        "def main(seed=0, ",
        r"exercises/ch05_backprop.py:\d+ is not as in solutions/ch05_backprop.py, at main. Names",
    ),
    (
        "solutions/ch04_loss.py",
        "def main(",
        "# TODO: shorter\ndef main(",
        r"solutions/ch04_loss\.py:\d+ is not written yet: # TODO: shorter",
    ),
    (
        "solutions/ch06_training.py",
        "def main(",
        "def halved(x):\n    return x / 2\n\n\ndef main(",
        "exercises/ch06_training.py has no halved, and solutions/ch06_training.py has. Add it",
    ),
    (
        "exercises/ch03_forward.py",
        "def main(",
        "def halved(x):\n    return x / 2\n\n\ndef main(",
        "solutions/ch03_forward.py has no halved, and exercises/ch03_forward.py has. Write it",
    ),
    *(
        (
            f"tests/course/right/{hand}/ch04_loss.py",
            "def mse_loss(",
            "def mean_square(",
            f"{HANDS[0]}/ch04_loss.py has no mse_loss, nor has another hand. Write it there or in "
            f"tests/course/right/{HANDS[1]}/ch04_loss.py or .*, in that file's own manner.",
        )
        for hand in HANDS
    ),
    (
        "tests/test_ch04_loss.py",
        '@task("mse_loss"',
        '@task("mse"',
        "tests/test_ch04_loss.py has no test of mse_loss. .*\n"
        "tests/test_ch04_loss.py tests mse, which is no task of exercises/ch04_loss.py",
    ),
    (
        "tests/test_ch06_training.py",
        '@task("sgd_update")',
        '@task("accuracy")',
        "tests/test_ch06_training.py has no test of sgd_update",
    ),
    (
        "tests/test_ch01_math.py",
        "crossed, task\n",
        "crossed, task\n\n\n@task('transpose')\ndef test_early(pair):\n    pass\n",
        "tests/test_ch01_math.py tests in another order than the stub's. It is vector_add, vector_",
    ),
    (
        "lessons/ch01_math.md",
        "## `dot_product`",
        "## The dot product",
        "lessons/ch01_math.md has no section on dot_product. "
        "Add one with the heading: ## `dot_product`",
    ),
    (
        "lessons/ch04_loss.md",
        "<summary>Hint 2 of 3",
        "<summary>Hint 3 of 3",
        "lessons/ch04_loss.md: number the hints of softmax as Hint 1 of 3, Hint 2 of 3, Hint 3",
    ),
    (
        "lessons/ch05_backprop.md",
        "<summary>Hint ",
        "<summary>Clue ",
        "lessons/ch05_backprop.md: the section on BackpropLayer has 0 hints for __init__, and",
    ),
    (
        "lessons/ch06_training.md",
        "<summary>Hint 1 of 1 for __init__",
        "<summary>Hint 1 of 1 for setup",
        "lessons/ch06_training.md: the section on Trainer has 0 hints for __init__, .*\n"
        "lessons/ch06_training.md: Trainer has hints for setup. A class has them for its own",
    ),
    (
        "tests/mistakes/ch06_training.py",
        'edits("""\naccuracy\n',
        'edits("""\nmain\n\nThat is AND.\n- [0, 1, 1, 0]\n+ [0, 0, 0, 1]\n""")\n\nnone("""\n',
        "ch06_training.py has 0 mistakes of accuracy, and needs 3. .*\n"
        "tests/mistakes/ch06_training.py has a mistake of main, which is no task",
    ),
    (
        "tests/mistakes/ch01_math.py",
        "- raise ValueError\n",
        "- raise an error\n",
        r"tests/mistakes/ch01_math\.py:\d+: the solution's vector_add doesn't have this: "
        "'raise an error'. Write it as it stands there.",
    ),
    (
        "tests/mistakes/ch01_math.py",
        "- return list(map(list, zip(*matrix, strict=True)))\n",
        "- matrix\n",
        r"ch01_math.py:\d+: the solution's transpose has this \d times: 'matrix'. Write more of",
    ),
    (
        "tests/mistakes/ch01_math.py",
        "vector_scale\n",
        "vector_stretch\n",
        r"tests/mistakes/ch01_math.py:\d+: the solution has no vector_stretch",
    ),
    (
        "tests/mistakes/ch01_math.py",
        "The signs are gone, as with abs. A difference may be negative.\n",
        "",
        "a mistake of vector_subtract is a sentence, and lines that begin with - or +",
    ),
    (
        "README.md",
        "(exercises/ch07_letter_classifier.py)",
        "(exercises/ch07.py)",
        "the row of chapter 7 has no link to exercises/ch07_letter_classifier.py",
    ),
    ("Makefile", "PART_II := np1 np2", "PART_II := np1", "CHAPTERS and PART_II lack np2. Add it"),
    (
        "lessons/ch01_math.md",
        "(figures/ch01_transpose.svg)",
        "(figures/turned.svg)",
        r"figures/ch01_transpose.svg is shown in no lesson: !\[What it shows.\]\(fig",
    ),
    (
        "lessons/ch06_training.md",
        "## Beyond the plain step\n",
        "## Beyond the plain step\n\n" + 3000 * "on and " + "on.\n",
        r"lessons/ch06_training.md has \d+ words of prose, and a lesson has 3200 at most.",
    ),
    (
        "tests/course/test_hint.py",
        "ONE = ",
        "import subprocess\n\nsubprocess.run(['true'])\nsubprocess.Popen(['true'])\nONE = ",
        r"tests/course/test_hint.py starts a process .* Use limited of runs.py.\n"
        r"tests/course/test_hint.py:\d+ may wait for ever. Say timeout=120 there.",
    ),
    (
        "site/engine/running.py",
        "import not_loaded",
        "import never_loaded",
        r"site/engine/running.py:\d+ imports never_loaded, and grading/report_load.py has no such",
    ),
    (
        "lessons/ch01_math.md",
        "# transpose ",
        "# turned    ",
        'lessons/ch01_math.md: "The same in NumPy" has no row for transpose. Add it: a line of',
    ),
    (
        "tests/course/test_agreement.py",
        "ch04.mse_loss(",
        "mse(",
        "tests/course/test_agreement.py has no line on mse_loss. Compare it there with what NumPy",
    ),
    ("README.md", "| `data/` |", "| data |", "README.md doesn't say what data/ holds"),
]
STRAYS = ["notes.txt", "figure.svg", "lessons/figures/ch01_dot_product.svg.bak", "exercises/try.py"]


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """What the gate says of a copy that is broken in every way at once."""
    folder = copied(tmp_path_factory.mktemp("broken") / "course")
    for place, old, new, _ in BROKEN:
        path = folder / place
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{place} no longer holds {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    (folder / "exercises/ch02_neuron.py").rename(folder / "exercises/ch02_neurone.py")
    (folder / "lessons/figures/ch02_bend.py").unlink()
    (folder / "lessons/figures/ch02_slope.svg").unlink()
    for place in STRAYS:
        (folder / place).write_text("")
    (folder / "data/pictures.py").open("a").write("#" * LARGEST)
    (folder / "grading/old.py").write_text("")
    (folder / ".venv").mkdir()
    (folder / ".venv/ignored.txt").write_text("")
    status, said = asked(folder)
    assert status == 1 and "Traceback" not in said
    return said


@pytest.mark.some(8)
@pytest.mark.parametrize("sentence", [case[-1] for case in BROKEN])
def test_what_is_broken_is_named(broken, sentence):
    assert re.search(sentence, broken)


def test_a_misspelt_stem_is_named_on_either_side(broken):
    assert "ch02_neuron.md is there, and not exercises/ch02_neuron.py. One stem names all" in broken
    assert "exercises/ch02_neurone.py is there, and not lessons/ch02_neurone.md, solu" in broken


def test_a_figure_without_script_and_a_script_without_figure_are_named(broken):
    assert "figures/ch02_bend.svg has no ch02_bend.py beside it." in broken
    assert "figures/ch02_slope.py has drawn no ch02_slope.svg yet. Run it, or: make fig" in broken


@pytest.mark.parametrize("place", STRAYS)
def test_a_stray_is_named(broken, place):
    assert f"{place} is a stray: no file of that name belongs there. Remove it, or" in broken


def test_a_large_file_and_an_unused_one_are_named(broken):
    assert re.search(
        r"data/pictures\.py has \d+ bytes, and a file of the course has 200000", broken
    )
    assert "grading/old.py is not used: no file imports it, no command runs it." in broken
    assert "ignored" not in broken


# A task, as CONTRIBUTING.md has an author add it: a step, the sentence that asked for it.
TASK = """def half(v: Vector) -> Vector:
    \"\"\"Return half of each number.\"\"\"
    {}


"""
STEPS = [
    (
        "exercises/ch01_math.py",
        "def main(",
        TASK.format(
            "# TODO: scale v.\n    # Read lessons/ch01_math.md#half\n"
            '    raise NotImplementedError("half")'
        ),
        "exercises/ch01_math.py has no half, and solutions/ch01_math.py has. Add it there",
    ),
    (
        "lessons/ch01_math.md",
        "## Think in shapes",
        "## `half`\n\n<details>\n<summary>Hint 1 of 1</summary>\n\nScale it.\n\n</details>\n\n",
        "lessons/ch01_math.md has no section on half. Add one with the heading: ## `half`",
    ),
    (
        "lessons/ch01_math.md",
        "W.T     ",
        "a / 2              # half\n",
        'lessons/ch01_math.md: "The same in NumPy" has no row for half. Add it: a line of NumPy',
    ),
    (
        "tests/course/test_agreement.py",
        "    near(ch01.transpose(",
        "    near(ch01.half(a.tolist()), a / 2)\n",
        "tests/course/test_agreement.py has no line on half. Compare it there with what NumPy",
    ),
    (
        "tests/test_ch01_math.py",
        "",
        '\n\n@task("half")\ndef test_half(pair):\n    pair.half([4, 2])\n',
        "tests/test_ch01_math.py has no test of half. Add one",
    ),
    (
        f"tests/course/right/{HANDS[-1]}/ch01_math.py",
        "",
        "\n\ndef half(v):\n    return [x / 2 for x in v]\n",
        f"tests/course/right/{HANDS[0]}/ch01_math.py has no half, nor has another hand.",
    ),
    (
        "tests/mistakes/ch01_math.py",
        "",
        '\nedits("""\nhalf\n\nTwice.\n- 0.5\n+ 2\n\nAs it was.\n- 0.5\n+ 1\n\n'
        'A quarter.\n- 0.5\n+ 0.25\n""")\n',
        "tests/mistakes/ch01_math.py has 0 mistakes of half, and needs 3.",
    ),
]


@pytest.mark.full
def test_a_task_is_asked_for_file_by_file(tmp_path):
    folder = copied(tmp_path / "course")

    def add(place, before, text):
        path = folder / place
        begin, found, end = path.read_text(encoding="utf-8").partition(before or "\0")
        path.write_text(begin + text + found + end, encoding="utf-8")

    add("solutions/ch01_math.py", "def main(", TASK.format("return vector_scale(v, 0.5)"))
    sentences = [sentence for *_, sentence in STEPS]
    status, said = asked(folder)
    said = said.replace(f"{LEARNERS}\n", "")  # for all that is known where there is no git
    assert said.startswith(sentences[0]) and status == said.count("\n") == 1
    for done, (place, before, text, _) in enumerate(STEPS, 1):
        add(place, before, text)
        status, said = asked(folder)
        said = said.replace(f"{LEARNERS}\n", "")
        assert [sentence for sentence in sentences if sentence in said] == sentences[done:]
        assert said.count("\n") == max(1, len(sentences) - done), said
    assert status == 0 and said.startswith("All is there that belongs together")


@pytest.mark.full
def test_a_file_that_does_not_parse_is_named(tmp_path):
    folder = copied(tmp_path / "course")
    (folder / "exercises/ch01_math.py").write_text("x = 1\ndef broken(:\n")
    status, said = asked(folder)
    assert status == 1 and said.startswith("exercises/ch01_math.py:2 doesn't parse: ")


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_with_git_only_what_it_tracks_belongs_to_the_repository(tmp_path):
    folder = copied(tmp_path / "course")
    (folder / "grading/__pycache__").mkdir(exist_ok=True)
    (folder / "grading/__pycache__/pair.pyc").write_text("")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True, timeout=120)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True, capture_output=True, timeout=120)
    (folder / "notes.txt").write_text("a learner's own")
    status, said = asked(folder)
    assert status == 0 and said.startswith("All is there that belongs together")
    added = ["git", "add", "-f", "grading/__pycache__/pair.pyc"]
    subprocess.run(added, cwd=folder, check=True, timeout=120)
    status, said = asked(folder)
    assert status == 1 and said.startswith("grading/__pycache__/pair.pyc is a stray")
