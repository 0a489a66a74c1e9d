"""The README's picture: a wrong line, what the grader says of it, and the line mended.

What the grader says is its own, from grading the two programs below: cut short, and broken into
lines that a phone shows.
"""

import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

from matplotlib.patches import Rectangle
from style import BLACK, GREY, ROOT, SKY, WIDTH, YELLOW, new, save

COMMAND = "$ make check-chapter 1"
GRADER = [sys.executable, "-I", "-m", "pytest", str(ROOT / "tests" / "test_ch01_math.py")]
WRONG = "def dot_product(a, b):\n    return sum(a) * sum(b)"
MENDED = ""  # so it is the solution's, which is for the learner to find

COLUMNS = 44  # of letters that a phone shows large enough
LINE, MARGIN = 16, 12  # points
LIGHT = "#f2f2f2"


def graded(program):
    """Return the lines of the report on chapter 1 with its tasks written up to dot_product.

    The tasks before it are the solution's, and so is dot_product unless program has another.
    """
    text = (ROOT / "solutions" / "ch01_math.py").read_text(encoding="utf-8")
    tasks = re.findall(r"^def (\w+)", text, re.MULTILINE)
    later = tasks[tasks.index("dot_product") + 1 : tasks.index("main")]
    stubs = [f"def {task}(*_):\n    raise NotImplementedError" for task in later]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ch01_math.py"
        path.write_text("\n\n\n".join([text, program, *stubs]), encoding="utf-8")
        run = subprocess.run(
            [*GRADER, f"--exercises={folder}"], capture_output=True, encoding="utf-8", timeout=60
        )
    return run.stdout.splitlines()


def folded(line):
    """Return a line of the report as lines of COLUMNS letters, its words under one another."""
    before = re.match(r" *(\w+   *)?", line)[0]
    return textwrap.wrap(line, COLUMNS, subsequent_indent=" " * len(before))


def part(lines, first, end):
    """Return the lines from the one that begins with first to before the one that holds end."""
    start = next(i for i, line in enumerate(lines) if line.strip().startswith(first))
    stop = next(i for i, line in enumerate(lines) if i > start and end in line)
    return [short for line in lines[start:stop] for short in folded(line)]


def main():
    wrong, mended = graded(WRONG), graded(MENDED)
    lines = [
        *WRONG.splitlines(),
        "",
        COMMAND,
        *part(wrong, "dot_product(", "ch01_math.py:"),
        "  …",
        "",
        COMMAND,
        *part(mended, "passed", "not started"),
        "  …",
    ]
    asked = [number for number, line in enumerate(lines) if line == COMMAND]
    captions = {0: "you write", asked[0]: "you ask", asked[1]: "you fix it, and ask again"}

    width, height = 72 * WIDTH, len(lines) * LINE + 2 * MARGIN
    figure, axes = new(height / 72)
    figure.set_layout_engine("none")
    axes.set_position([0, 0, 1, 1])
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    card = {"facecolor": BLACK, "edgecolor": GREY, "linewidth": 2}  # seen on a dark page too
    axes.add_patch(Rectangle((0, 0), width, height, **card))
    typeface = {"va": "center", "family": "DejaVu Sans Mono", "fontsize": 12}
    for number, line in enumerate(lines):
        look = {"color": YELLOW, "weight": "bold"} if line == COMMAND else {"color": LIGHT}
        y = MARGIN + (number + 0.5) * LINE
        axes.text(MARGIN, y, line, **typeface, **look)
        caption = {"ha": "right", "va": "center", "color": SKY, "fontsize": 11}
        axes.text(width - MARGIN, y, captions.get(number, ""), **caption)
    save(figure, __file__)


if __name__ == "__main__":
    main()
