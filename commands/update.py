"""Bring a newer version of the course into this folder: ``python commands/update.py``.

git merges the course's newest commit. For that, what isn't committed in exercises/ becomes one. By
the merge driver `yours`, named in .gitattributes, an exercise that the learner wrote in stays as it
is. A branch that had no commits of the learner's own has none afterwards.

Nothing is touched before all is known to fit and copies are kept. A merge that fails is undone.
What one that was cut off has left, the next run knows by its contents: they are the course's.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import os
import textwrap
from pathlib import Path

from commands.git import (
    GitFailed,
    Stop,
    change,
    common,
    differing,
    fetch,
    git,
    in_git,
    is_there,
    line,
    line_or_none,
    paths,
    paths_in,
    ready_branch,
    source_of,
)
from commands.moved_tasks import moves
from commands.requirements import why
from commands.stubs import keep, made_from_solution, parts, shown
from grading.chapters import ROOT, number, stems, tasks
from grading.files import printable
from grading.report_terminal import COLUMNS
from grading.worker_start import code

PLAINLY = ("--ff", "--commit", "--no-squash", "--no-stat", "-s", "recursive", "-X", "no-renames")
OUTSIDE = ("--", ".", ":(exclude)exercises")
AGAIN = "When that is mended, type: make update"

# ── what is here ──


def put_back(commit, base, theirs):
    """Undo what a merge has written here: back to a commit's contents. Say if there was any.

    That is what a version of the course after base has to the byte and the learner didn't change.
    """
    ours, known = differing(base, commit), paths_in(commit)
    touched = [path for path in differing(base, theirs) if path not in ours]
    files = [path for path in touched if (ROOT / path).is_file()]
    names = git("hash-object", "--stdin-paths", given=os.fsencode("\n".join(files))).split()
    course = set(git("rev-list", "--objects", f"{base}..{theirs}").splitlines())
    written = [p for p, name in zip(files, names) if name + b" " + os.fsencode(p) in course]
    if back := [p for p in touched if p in known and (p in written or not is_there(p))]:
        change("checkout", commit, "--", *back)
    for path in written:
        if path not in known:
            (ROOT / path).unlink()
    return bool(written)


def check_files(base, theirs):
    """Return the learner's exercises that git doesn't know and the course now has, too.

    Raises Stop where anything else of the learner's is in the way.
    """
    odd = [path for path in differing(base, theirs, "--", "exercises/") if is_there(path)]
    odd = [path for path in odd if (ROOT / path).is_symlink() or not (ROOT / path).is_file()]
    if odd:
        raise Stop(
            f"In the place of these exercises stands something that is no file:{listed(odd)}\n"
            "Nothing was updated. Move it away, then type: make update"
        )
    changed = {*differing("HEAD", *OUTSIDE), *differing("--cached", "HEAD", *OUTSIDE)}
    if changed := listed(sorted(changed)):
        raise Stop(
            f"These files of the course were changed here, outside exercises/:{changed}\n"
            "Nothing was updated. To put your changes aside, and back afterwards:\n"
            '  git stash push -- . ":(exclude)exercises"\n'
            "  make update\n"
            "  git stash pop"
        )
    known = paths_in("HEAD")
    new = [path for path in differing("--diff-filter=d", base, theirs) if path not in known]
    here = [p for p in new if is_there(p) or any((ROOT / up).is_file() for up in Path(p).parents)]
    if strangers := [path for path in here if not path.startswith("exercises/")]:
        raise Stop(
            f"These files of yours stand where the course now has files of its own:"
            f"{listed(strangers)}\n"
            "Nothing was updated. Move yours or rename them, then type: make update"
        )
    return here


def keep_copies(mine):
    """Keep copies of exercises, and of what is staged in exercises/ and nowhere else."""
    copies = [keep(ROOT / path) for path in mine]
    for entry in paths("status", "--porcelain", "-z", "--no-renames", "--", "exercises/"):
        if entry[0] in "AM" and entry[1] != " ":
            copies.append(keep(ROOT / entry[3:], git("cat-file", "blob", f":{entry[3:]}")))
    return list(dict.fromkeys(copies))


# ── the merge ──


def merge(head, base, theirs, unknown):
    """Merge a version of the course. Return the commit made of what was in none, if it stays.

    unknown: exercises that git doesn't know. Raises Stop or GitFailed, with all as it was.
    """
    work, subject = head, f"Take the course's version of {date_of(theirs)}"
    try:
        change("read-tree", "HEAD")  # it forgets dates and sizes, so that CRLF is seen to be alike
        change("add", "--force", "--", *differing("--diff-filter=MT", "--", "exercises/"), *unknown)
        if differing("--cached"):
            change("commit", "--quiet", "-m", "Exercises before make update")
            work = line("rev-parse", "HEAD")
        if not line_or_none("merge-base", head, theirs):  # from now on there is one
            change("merge", "-s", "ours", "--allow-unrelated-histories", "-m", subject, base)
        try:
            change("merge", *PLAINLY, "-m", subject, theirs)
        except GitFailed as error:
            settle(theirs, error)
        if head == base:
            change("reset", "--quiet", theirs)
        if gone := [path for path in paths_in("HEAD", "exercises/") if not is_there(path)]:
            change("checkout", "HEAD", "--", *gone)
    except BaseException:
        try:
            if in_git("MERGE_HEAD")[0].exists():
                change("merge", "--abort")
            change("reset", "--quiet", head)
            put_back(work, base, theirs)
        except (GitFailed, OSError) as error:
            raise Stop(f"git refuses: {error}\nThe update isn't complete. {AGAIN}") from None
        raise
    return "" if head in (base, work) else work


def settle(theirs, error):
    """Finish a merge in which one side deleted an exercise: what there is of it stays.

    Raises Stop where there are other clashes, and git's error where there are none.
    """
    if outside := differing("--diff-filter=U", *OUTSIDE):
        raise Stop(
            "Commits of yours and the course changed the same lines of these files:"
            f"{listed(outside)}\n"
            "Nothing was changed. Commit what you have, and join the two by hand:\n"
            f"  git merge {theirs[:10]}\n"
            "In exercises/ this keeps yours: git checkout --ours -- exercises"
        )
    clashes, mine = differing("--diff-filter=U"), paths_in("HEAD")
    if not clashes:
        raise error
    for path in clashes:
        change("checkout", "HEAD" if path in mine else theirs, "--", path)
    change("commit", "--quiet", "--no-edit")


# ── the report ──


def bring(head, base, theirs):
    """Bring the folder from head to the course's version theirs. Return the report's lines."""
    before, after = (paths_in(commit, "exercises/") for commit in (base, theirs))
    missing = [path for path in before if not is_there(path)]
    resumed = put_back(head, base, theirs)
    unknown = check_files(base, theirs)
    edited = [  # in more than its mode
        path
        for path in differing("--diff-filter=AMT", base, "--", "exercises/")
        if line("hash-object", path) != line_or_none("rev-parse", f"{base}:{path}")
    ]
    newer = differing("--diff-filter=M", base, theirs, "--", "exercises/")
    mine = sorted({*edited, *unknown})
    copies = keep_copies(mine)
    code()  # what a worker runs: read now, as the merge may rename its files
    commit = merge(head, base, theirs, unknown)
    lines = ["The last update was interrupted. This finishes it.", ""] * resumed
    lines += [f"The course is now at its version of {date_of(theirs)} ({theirs[:10]})."]
    lines += ["What is new: CHANGELOG.md"] * bool(differing(head, "HEAD", "--", "CHANGELOG.md"))
    for text, these in {
        "New:": {*after} - {*before},
        "Put back, for it was missing:": [path for path in missing if is_there(path)],
        "A newer stub, for you had written nothing there:": {*newer} - {*missing},
        "No longer part of the course:": {*before} - {*after},
    }.items():
        if these := sorted({*these} - {*mine}):
            lines += [text + listed(these)]
    if these := [path for path in mine if path in before and path not in after]:
        lines += ["No longer part of the course, but yours stays:" + listed(these)]
    for path in newer:
        if path in mine:
            lines += ["", *stub_news(path, base, theirs)]
    if copies:
        told = "Your exercises are as you left them. Copies of them all the same:"
        lines += ["", told + listed(map(shown, copies))]
    if commit:
        lines += ["", f"What you hadn't committed of them is a commit now: {commit[:10]}"]
    if differing("-G[~>=]=", head, "HEAD", "--", "pyproject.toml"):  # a line that asks for versions
        for stamp in (ROOT / ".venv").glob("*-is-here"):
            stamp.unlink()
        lines += ["", "The next command installs what the new version needs."]
    return lines


def stub_news(path, base, theirs):
    """Return lines on what changed in the stub of an exercise that the learner has written in."""
    stem = Path(path).stem
    old, new = (parts(git("cat-file", "blob", f"{commit}:{path}")) for commit in (base, theirs))
    outside = ["lines outside the functions and classes"] * (old.pop("") != new.pop(""))
    changed = [name for name in new if name in old and old[name] != new[name]]
    added = [name for name in new if name not in old]
    gone = [name for name in old if name not in new]
    lines = [f"{path} stays as you left it. Its stub has changed:"]
    for label, names in zip(("changed", "new", "gone", "also"), (changed, added, gone, outside)):
        begin = f"  {label:9}"
        lines += textwrap.wrap(
            "  ".join(names), COLUMNS, initial_indent=begin, subsequent_indent=" " * len(begin)
        )
    lines += ["To read it:", f"  git diff {base[:10]} {theirs[:10]} -- {path}"]
    for names, what in ((added, "put a new task's stub in"), (changed, "take one task's new stub")):
        if again := [name for name in names if name in tasks(stem)]:
            lines += [f"To {what} (your file is kept first):"]
            lines += [f"  make reset-chapter {number(stem)} TASK={again[0]}"]
    return lines


def date_of(commit):
    return line("log", "-1", "--date=short", "--format=%cd", commit)


def listed(these):
    return "".join(f"\n  {printable(path)}" for path in these)


def update():
    """Update the course, printing what is done. Raises Stop, GitFailed or OSError."""
    remote, ref = source_of(ready_branch())
    theirs, head = fetch(remote, ref), line("rev-parse", "HEAD")
    base = common(head, theirs)
    if base == theirs:
        address = printable(line("remote", "get-url", remote))
        print(f"This is the newest version of the course there is at\n  {address}")
    else:
        print("\n".join(bring(head, base, theirs)))
    if moved := moves():
        print("\n".join(moved))
    todo, begun = "raise NotImplementedError", False
    for stem in stems():
        text = line_or_none("show", f"{theirs}:exercises/{stem}.py")
        begun |= bool(text) and text.count(todo) < made_from_solution(stem).count(todo)
    if remote != "upstream" and begun:
        print(
            "\nSomebody has written in the exercises there, so it seems to be a fork of yours.\n"
            "To update from the course itself, name its repository once:\n"
            "  git remote add upstream ADDRESS"
        )
    elif remote == "upstream" and base != theirs:
        print("\nTo bring your fork along: git push")


def main():
    if len(sys.argv) > 1:
        return "It takes no words: make update"
    try:
        update()
    except Stop as error:
        return str(error)
    except (GitFailed, OSError) as error:
        by_git = isinstance(error, GitFailed)
        reason = f"git refuses: {error}" if by_git else printable(why("file", error))
        return f"{reason}\nNothing was changed. {AGAIN}"
    except KeyboardInterrupt:
        return "\nStopped. Nothing of yours was changed. To go on: make update"
    return 0


if __name__ == "__main__":
    carry_out(main)
