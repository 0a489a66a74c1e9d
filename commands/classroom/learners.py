"""The class: one learner for each folder, and what each of them handed in."""

import hashlib
import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from commands.stubs import alike, shipped
from commands.submission_files import find, passed_over
from grading.chapters import stems, up_to
from grading.files import JOINERS, printable, read

NO_LEARNERS = ("__MACOSX", "__pycache__")
NEARLY = re.compile(r"(ch0\d|np\d)[^.]*\.py", re.IGNORECASE)


@dataclass
class Learner:
    """One folder. name is as it may be shown; id is its own, and fit for a file's name."""

    folder: Path
    name: str
    id: str
    paths: dict = field(default_factory=dict)  # {stem: the file, from the folder on}
    note: str = ""  # what the teacher should know about the folder

    def read(self):
        """Return {stem: [its place, its bytes or None, why it can't be read]}, as things are now.

        Links aren't followed: one could lead to the solutions, or to another learner's work.
        """
        files = {}
        for stem, path in self.paths.items():
            try:
                data, problem = read(self.folder / path, links=False), ""
            except OSError as error:
                data, problem = None, error.strerror or type(error).__name__
            files[stem] = [printable(path.as_posix()), data, problem]
        return files

    def ours(self, chapters):
        """Return the earlier chapters that ours stand in for: those not handed in."""
        before = {name for stem in chapters if stem in self.paths for name in up_to(stem)}
        return sorted(before - self.paths.keys())


def labels(names):
    """Return {a folder's name: how it is shown}, no two of which look alike.

    A name that can be shown is shown as it is; of the others, those that look like one before them
    are numbered. The order of names makes no difference.
    """
    found, taken = {}, set()
    for name in sorted(
        names, key=lambda name: (not name.isprintable(), printable(name) != name, name)
    ):
        label, count = printable(name), 1
        while _seen(label) in taken:
            count += 1
            label = f"{printable(name)} ({count})"
        taken.add(_seen(label))
        found[name] = label
    return found


def _seen(label):
    return "".join(mark for mark in label if mark not in JOINERS)


def class_in(folder):
    """Return (learners by name, names of what lies beside their folders, hidden folders).

    A folder whose name begins with a dot is an editor's or git's as a rule, and no learner's; those
    are named that hold exercise files all the same. Raises OSError.
    """
    folders, beside, hidden = [], [], []
    with os.scandir(folder) as entries:
        entries = sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name))
    for entry in entries:
        if entry.name in NO_LEARNERS:
            continue
        if entry.name.startswith("."):
            if entry.is_dir() and (entry.is_symlink() or find(entry.path)[0]):
                hidden.append(printable(entry.name))
        elif os.path.isdir(entry.path):  # a link that leads round in a circle is none
            folders.append(entry)
        else:
            beside.append(printable(entry.name))
    shown = labels([entry.name for entry in folders])
    learners = [_learner(Path(one.path), shown[one.name], one.is_symlink()) for one in folders]
    return learners, beside, hidden


def _learner(folder, name, is_link):
    letters = re.sub(r"[^A-Za-z0-9]+", "_", printable(folder.name))[:40]
    own = hashlib.sha256(os.fsencode(folder.name)).hexdigest()[:16]
    learner = Learner(folder, name, f"{letters}-{own}")
    if is_link:
        learner.note = "This is a link to another folder, and links aren't followed."
        return learner
    found, others = find(folder)
    learner.paths = {stem: places[0].relative_to(folder) for stem, places in found.items()}
    learner.note = " ".join(_notes(learner, found, others))
    return learner


def _notes(learner, found, others):
    for stem, places in found.items():
        if len(places) > 1:
            place = printable(learner.paths[stem].as_posix())
            yield f"{stem}.py is here {len(places)} times. Graded: {place}."
    others = [printable(name) for name in others]
    if not found:
        shown = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if others[3:] else "")
        place, _, why = passed_over(learner.folder)
        if place:
            yield f"{place} {why}, and there is no exercise file elsewhere."
        else:
            yield f"No exercise file. Here are: {shown}." if others else "No exercise file."
        if any(name.lower().endswith((".zip", ".tar", ".gz", ".7z", ".rar")) for name in others):
            yield "An archive is graded once it is unpacked."
    begun = {stem.partition("_")[0] for stem in found}
    nearly = [name for name in others if NEARLY.fullmatch(name)]
    nearly = [name for name in nearly if name.partition("_")[0].lower() not in begun]
    if nearly:
        yield f"Not a chapter's name, so not graded: {', '.join(nearly[:3])}."


def chapters_in(learners):
    """Return the stems that somebody handed in with a change to the stub, in order.

    Where nobody changed anything, those that somebody handed in.
    """
    handed_in, changed = set(), set()
    for learner in learners:
        handed_in |= learner.paths.keys()
        for stem, (_, data, _) in learner.read().items():
            if stem not in changed and not _is_stub(stem, data):
                changed.add(stem)
    return [stem for stem in stems() if stem in (changed or handed_in)]


def _is_stub(stem, data):
    return data is not None and alike(data, _stub(stem))


@lru_cache
def _stub(stem):
    return shipped(stem).encode()  # in the teacher's own exercises/ it may be written in
