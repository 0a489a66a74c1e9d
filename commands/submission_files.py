"""Find the exercise files in what somebody handed in, and read them once, to be graded.

A submission may hold the files at its top, in exercises/, or in a whole repository, zipped with its
folder or not. Only regular files are read: a link could lead to the solutions.
"""

import os
import textwrap
from pathlib import Path

from grading.chapters import as_exercise, solution_files, solution_text, stems, up_to
from grading.files import printable, read, text_of
from grading.submission import Submission

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


def passed_over(folder):
    """Return (place, {stem: file}, why): exercise files where find doesn't look for them.

    ("", {}, "") where there are none. A link to a folder counts, whatever is behind it.
    """
    for place, folders, files in os.walk(folder):
        inside = Path(place).relative_to(folder)
        there = [inside / name for name in files if name.endswith(".py")]
        found = {path.stem: printable(path.as_posix()) for path in there if path.stem in stems()}
        if found:
            return f"{printable(inside.as_posix())}/", found, "isn't looked into"
        for name in folders:
            if _may_hold_exercises(name) and Path(place, name).is_symlink():
                link = printable((inside / name).as_posix())
                return link, {}, "is a link, and links aren't followed"
        if len(inside.parts) == 2 * DEPTH_LIMIT:
            folders.clear()
    return "", {}, ""


class HandedIn(Submission):
    """A learner's files, as they were read. Ours stand in for earlier chapters not handed in.

    files: {stem: [its place as the reader knows it, its bytes or None, why it can't be read]}, or
    "" for one that isn't there.
    """

    def __init__(self, files, earlier="exercises"):
        super().__init__(".", earlier)
        self._files = files

    def path(self, stem):
        return self._files[stem][0] if stem in self._files else f"{stem}.py"

    def has(self, stem):
        return stem in self._files

    def text(self, stem):
        _, data, problem = self._files.get(stem, ("", None, ""))
        if problem:
            raise OSError(0, problem)
        if data is None:
            raise FileNotFoundError
        return text_of(data)

    def files(self, stem):
        files = super().files(stem)
        for name in up_to(stem)[:-1]:
            if name not in self._files:
                files[name] = solution_files(name)[name]
        return files


def collect(folder, asked, earlier="exercises"):
    """Read the asked chapters, and those they build on, from folder. Return (files, sentences).

    files: as HandedIn takes them, under the names that the course has for them. An earlier chapter
    that wasn't handed in is replaced by ours. The sentences say what the reader needs to know of
    what was graded.
    """
    folder, files = Path(folder), {}
    found, others = find(folder)
    needed = {name for stem in asked for name in up_to(stem)} if earlier == "exercises" else asked
    sentences, ours, missing = [], [], []
    apart, there, why = ("", {}, "") if found else passed_over(folder)
    if apart:
        sentences.append(f"{apart} {why}, and there is no exercise file elsewhere.")
    for stem in [stem for stem in stems() if stem in needed]:
        name = f"{stem}.py"
        files[stem] = [f"exercises/{name}", None, ""]
        if stem not in found:
            if stem in asked and apart:
                files[stem] = [there.get(stem, files[stem][0]), None, f"{apart} {why}"]
            elif stem in asked:
                missing.append(name)
            else:
                ours.append(name)
                files[stem][1] = as_exercise(solution_text(stem)).encode()
            continue
        path, *rest = found[stem]
        place = path.relative_to(folder).as_posix()
        try:
            files[stem][1] = read(path, links=False)
        except OSError as error:
            files[stem][2] = error.strerror or type(error).__name__
            sentences.append(f"{place} can't be read: {files[stem][2]}.")
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
    return files, [_shown(sentence) for sentence in sentences]


def _shown(sentence):
    """Return a sentence in lines of 80 columns; a file's name may hold any character at all."""
    return textwrap.fill(printable(sentence), 80, break_long_words=False, break_on_hyphens=False)


def _may_hold_exercises(name):
    return not name.startswith((".", "__")) and name not in OTHER_FOLDERS
