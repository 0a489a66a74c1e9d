"""Find the exercise files in what somebody handed in, and lay them out as the course has them.

A submission may hold the files at its top, in exercises/, or in a whole repository, zipped with its
folder or not. Only regular files are read: a link could lead to the solutions.
"""

import os
import textwrap
from pathlib import Path

from grading.chapters import as_exercise, solution_text, stems, up_to
from grading.reading import read

DEPTH_LIMIT = 5  # folders below the one that was handed in
OTHER_FOLDERS = (
    "solutions",
    "tests",
    "grading",
    "commands",
    "kept",
    "site",
    "node_modules",
    "venv",
    "env",
)


def find(folder):
    """Return {stem: its files, the likeliest first} and the names of all other files, sorted.

    Of two files with the same name the one nearer to the top counts; at the same depth, the one in
    a folder exercises.
    """
    found, others = {}, []
    for place, folders, files in os.walk(folder):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = [name for name in folders if _may_hold_exercises(name) and depth < DEPTH_LIMIT]
        for name in files:
            stem = name.removesuffix(".py")
            if name.endswith(".py") and stem in stems():
                rank = depth, Path(place).name != "exercises", place
                found.setdefault(stem, []).append((rank, Path(place, name)))
            elif not name.startswith("."):
                others.append(name)
    paths = {stem: [path for _, path in sorted(ranked)] for stem, ranked in found.items()}
    return paths, sorted(others)


def lay_out(folder, into, asked, earlier="exercises"):
    """Copy the asked chapters, and those they build on, from folder to into/exercises.

    An earlier chapter that wasn't handed in is replaced by ours. Returns the sentences that the
    reader needs to know what was graded, and {stem: why its file can't be read}.
    """
    folder, target = Path(folder), Path(into) / "exercises"
    target.mkdir()
    found, others = find(folder)
    needed = {name for stem in asked for name in up_to(stem)} if earlier == "exercises" else asked
    sentences, ours, missing, unreadable = [], [], [], {}
    for stem in [stem for stem in stems() if stem in needed]:
        name = f"{stem}.py"
        if stem not in found:
            if stem in asked:
                missing.append(name)
            else:
                ours.append(name)
                text = as_exercise(solution_text(stem))
                (target / name).write_text(text, encoding="utf-8")
            continue
        path, *rest = found[stem]
        place = path.relative_to(folder).as_posix()
        try:
            (target / name).write_bytes(read(path, links=False))
        except OSError as error:
            sentences.append(f"{place} can't be read: {error.strerror}.")
            unreadable[stem] = error.strerror
            continue
        if rest:
            sentences.append(f"{name} is here more than once. Graded: {place}")
    if missing:
        sentence = f"Not found: {', '.join(missing)}."
        if others:
            more = f", and {len(others) - 5} more" if len(others) > 5 else ""
            sentence += f" Here are: {', '.join(others[:5])}{more}."
        sentences.append(sentence)
    if ours:
        sentences.append(f"Not handed in, so ours stand in their place: {', '.join(ours)}.")
    return [_shown(sentence) for sentence in sentences], unreadable


def _shown(sentence):
    """Return a sentence in lines of 80 columns; a file's name may hold any character at all."""
    text = "".join(mark if mark.isprintable() else "?" for mark in sentence)
    return textwrap.fill(text, 80, break_long_words=False, break_on_hyphens=False)


def _may_hold_exercises(name):
    return not name.startswith((".", "__")) and name not in OTHER_FOLDERS
