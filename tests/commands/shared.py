"""What the commands share: where the course is, and which chapter is meant."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT / "tests") not in sys.path:
    sys.path.insert(0, str(ROOT / "tests"))

from grading.grade import number, stems, title  # noqa: E402 (needs the path)
from grading.worker import NO_NUMPY, needs_numpy, numpy_folder  # noqa: E402

for stream in (sys.stdout, sys.stderr):
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")  # a console or a pipe may lack some letters


def stem_of(word):
    """Return the stem of the chapter that a word names: "3", "np1" or "ch03_forward".

    Raises SystemExit with the list of chapters, and status 2, for any other word.
    """
    for stem in stems():
        if word in (stem, number(stem)):
            return stem
    lines = [f"There is no chapter {word!r}. These are the chapters:" if word else "Which chapter?"]
    lines += [f"  {number(stem):>3}  {title(stem).partition('· ')[2]}" for stem in stems()]
    print("\n".join(lines), file=sys.stderr)
    raise SystemExit(2)


def numpy_is_there(stem):
    """Raise SystemExit with what to type if a chapter of Part II lacks NumPy."""
    if needs_numpy(stem) and not numpy_folder():
        raise SystemExit(NO_NUMPY)
