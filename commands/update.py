"""Bring a newer version of the course into this folder: ``python commands/update.py``.

The version comes from the git remote `upstream` where there is one (in a fork), else from where the
branch came from. An exercise with something written in it stays as it is; all else becomes the
course's. Where both the learner and the course changed a stub, the report says which tasks changed.

Nothing is touched before everything is known to fit, and git to be free to write. Each file is then
replaced as a whole; if one can't be, or git refuses after all, all is put back. The version on its
way stands in refs/course/update, so that a second run finishes an interrupted one.
"""

import os
import re
import shutil
import sys
import tempfile
import textwrap
from collections import namedtuple
from functools import lru_cache
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from commands.doctor import why  # noqa: E402 (needs the path)
from commands.repository import GitFailed, git, line, line_or_none  # noqa: E402
from commands.shared import ROOT, tasks  # noqa: E402
from commands.stubs import (  # noqa: E402
    alike,
    blocks,
    keep,
    made_from_solution,
    shown,
    unwritten,
)
from grading.chapters import number  # noqa: E402
from grading.reading import printable  # noqa: E402
from grading.terminal import COLUMNS  # noqa: E402

PENDING, VERSION = "refs/course/update", "refs/course/version"  # to arrive at; the course's own
LOCKED = ("index", "HEAD", "ORIG_HEAD", "packed-refs", "shallow", PENDING, VERSION)
UNDER_WAY = (
    *("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"),
    *("sequencer", "BISECT_LOG"),
)
SLOW = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=30")  # give up, don't hang
NO_CLONE = """\
This folder is no git clone: downloaded as a ZIP, perhaps. So there is nothing
to update from. Download the newer version into a folder of its own, and copy
the exercises that you have written in into its exercises/ folder."""

Change = namedtuple("Change", "path old new")  # old, new: the names of its contents, None for none
Plan = namedtuple("Plan", "write delete back")  # lists of paths; back: exercises not there


class Stop(Exception):
    """The update can't be made. The message says why, and what to type."""


# ── where we are, and where the course is ──


def check_folder():
    """Return the branch's name. Raises Stop where this is no clone, or git is in the middle."""
    if not shutil.which("git"):
        raise Stop(why("git"))
    if not (ROOT / ".git").exists():
        raise Stop(NO_CLONE)
    git("rev-parse", "--git-dir")  # git may have its own reasons to refuse
    marks = in_git(*UNDER_WAY)
    if git("ls-files", "--unmerged") or any(mark.exists() for mark in marks):
        raise Stop(
            "git is in the middle of a merge, a rebase or a bisect here. Finish it or give it\n"
            "up (git status says how), then type: make update"
        )
    branch = line_or_none("symbolic-ref", "--quiet", "--short", "HEAD")
    if not branch or not line_or_none("rev-parse", "--verify", "--quiet", "HEAD"):
        raise Stop("git is on no branch here. Type: git switch main")
    check_locks(branch)
    return branch


def in_git(*names):
    """Return the paths of git's own files of these names."""
    asked = [word for name in names for word in ("--git-path", name)]
    return [ROOT / path for path in line("rev-parse", *asked).splitlines()]


def check_locks(branch):
    """Raise Stop where another git program holds a lock, OSError where git can't write its index.

    git itself would say so when the files are replaced already.
    """
    locks = in_git(*(f"{name}.lock" for name in LOCKED), f"refs/heads/{branch}.lock")
    there = [lock for lock in locks if os.path.lexists(lock)]
    if there:
        one = os.path.relpath(there[0], ROOT)
        raise Stop(
            "Another git program is at work here, or has crashed and left its lock:\n"
            f"  {one}\n"
            "Nothing was changed. Wait for it to end, or delete that file if none is running,\n"
            "then type: make update"
        )
    (index,) = in_git("index")
    data = index.read_bytes() if index.exists() else b""
    file = open(locks[0], "xb")  # noqa: SIM115 (x: it is ours, and new)
    try:
        with file:
            file.write(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(index)) from None  # a full disk names none
    finally:
        locks[0].unlink()


def source_of(branch):
    """Return (remote, ref) where the course is: the remote upstream, or the branch's own origin."""
    remotes = os.fsdecode(git("remote")).split()
    own, ref = (line_or_none("config", f"branch.{branch}.{key}") for key in ("remote", "merge"))
    if "upstream" in remotes:
        return "upstream", "HEAD"
    if own in remotes and ref:
        return own, ref
    for remote in ("origin", *remotes[:1]):
        if remote in remotes:
            return remote, "HEAD"
    raise Stop(
        "This clone doesn't know where it came from. Name the course's repository once:\n"
        "  git remote add upstream ADDRESS\n"
        "Then type: make update"
    )


def fetch(remote, ref):
    """Return the newest commit of the course. Raises Stop if it can't be had."""
    try:
        git(*SLOW, "fetch", "--quiet", remote, ref)
    except GitFailed as error:
        address = printable(line("remote", "get-url", remote))
        network = f"{why('network')}\n" * (not line_or_none(*SLOW, "ls-remote", remote, ref))
        raise Stop(
            f"The newer version could not be fetched from\n  {address}\n  git: {error}\n"
            f"{network}Nothing was changed."
        ) from None
    return line("rev-parse", "FETCH_HEAD^{commit}")


def common(head, theirs):
    """Return the version of the course that head builds on.

    A repository made from a template begins with a commit of its own: its files tell the version.
    Raises Stop if there is none.
    """
    base = line_or_none("merge-base", head, theirs)
    if base:
        return base
    trees = {line("rev-parse", f"{root}^{{tree}}") for root in roots(head)}
    for commit in git("log", "--format=%H %T", theirs).decode().splitlines():
        if commit.split()[1] in trees:
            return commit.split()[0]
    raise Stop(
        "What is in this folder doesn't come from the course's repository, as far as git\n"
        "knows. Nothing was changed. Clone the course into a folder of its own, and copy\n"
        "the exercises that you have written in into its exercises/ folder."
    )


def roots(commit):
    return git("rev-list", "--max-parents=0", commit).decode().split()


# ── the new version, as a commit ──


def joined(base, head, theirs):
    """Return the commit to arrive at: theirs, or one that joins the learner's commits with theirs.

    In exercises/ a file that the learner's commits changed wins. Elsewhere the changes of both are
    joined; raises Stop where they meet.
    """
    if base == head:
        return theirs
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        git("read-tree", "-i", "-m", "--aggressive", base, head, theirs, **index)
        stages, clashes = {}, []
        for entry in git("ls-files", "--unmerged", "-z", **index).split(b"\0")[:-1]:
            about, path = entry.split(b"\t")
            mode, name, stage = about.decode().split()
            stages.setdefault(os.fsdecode(path), {})[stage] = (mode, name)
        for path, sides in stages.items():
            if path.startswith("exercises/"):
                chosen = sides.get("2") or sides.get("3")
            else:
                chosen = both_changes(sides, folder)
            if chosen is None:
                clashes.append(path)
                continue
            entry = f"{chosen[0]} {chosen[1]} 0\t".encode() + os.fsencode(path) + b"\0"
            git("update-index", "-z", "--index-info", given=entry, **index)
        if clashes:
            raise Stop(
                "Commits of yours and the course changed the same lines of these files:\n"
                f"{listed(clashes)}"
                "Nothing was changed. Join the two by hand:\n"
                f"  git merge {short(theirs)}\n"
                "In exercises/ this keeps yours: git checkout --ours -- exercises"
            )
        tree = git("write-tree", **index).decode().strip()
    name = f"Take the course's version of {date_of(theirs)}"
    who = {}
    if not line_or_none("var", "GIT_COMMITTER_IDENT"):
        for role in ("AUTHOR", "COMMITTER"):
            who |= {f"GIT_{role}_NAME": "make update", f"GIT_{role}_EMAIL": "update@localhost"}
    return line("commit-tree", tree, "-p", head, "-p", theirs, "-m", name, **who)


def both_changes(sides, folder):
    """Return (mode, name) of a file with the changes of both sides; None where they clash."""
    if len(sides) < 3:
        return None
    files = []
    for stage in "213":
        files.append(os.path.join(folder, stage))
        Path(files[-1]).write_bytes(contents(sides[stage][1]))
    try:
        text = git("merge-file", "--stdout", *files)
    except GitFailed:
        return None
    return sides["2"][0], git("hash-object", "-w", "--stdin", given=text).decode().strip()


# ── what that means for the files here ──


def changes_between(head, new):
    """Return the Changes from one commit to another."""
    fields = git("diff-tree", "-r", "-z", "--no-renames", "--raw", head, new).split(b"\0")[:-1]
    changes = []
    for about, path in zip(fields[::2], fields[1::2]):
        _, _, old, name, _ = about.decode().split()
        old, name = (None if set(each) == {"0"} else each for each in (old, name))
        changes.append(Change(os.fsdecode(path), old, name))
    return changes


@lru_cache
def contents(name):
    """Return the bytes that git has under a name."""
    return git("cat-file", "blob", name)


@lru_cache
def exercises_in(commit):
    """Return {path: name of its contents} of a commit's exercises."""
    entries = git("ls-tree", "-r", "-z", commit, "exercises/").split(b"\0")[:-1]
    split = [entry.split(b"\t") for entry in entries]
    return {os.fsdecode(path): about.decode().split()[2] for about, path in split}


def contents_here(paths):
    """Return {path: the name that git has for its contents}; None: missing, "": something else."""
    found = {path: None for path in paths}
    files = [path for path in paths if (ROOT / path).is_file()]
    if files:
        given = b"".join(os.fsencode(path) + b"\n" for path in files)
        names = git("hash-object", "--stdin-paths", given=given).decode().split()
        found.update(zip(files, names))
    for path in paths:
        above = [ROOT / parent for parent in Path(path).parents]
        if (ROOT / path).is_dir() or any(p.exists() and not p.is_dir() for p in above):
            found[path] = ""
    return found


def planned(head, new):
    """Return the Plan that leads from head to new. Raises Stop if a file is in the way.

    That is one outside exercises/ that was changed here, or that git doesn't know and the course
    now has.
    """
    changes = changes_between(head, new)
    here = contents_here([change.path for change in changes])
    back = [path for path in exercises_in(new) if not os.path.lexists(ROOT / path)]
    plan, changed, strangers = Plan([], [], back), [], []
    for path, old, name in changes:
        state = here[path]
        if path in back or same_as(state, old, path):
            (plan.write if name else plan.delete).append(path)
        elif same_as(state, name, path):
            continue
        elif not path.startswith("exercises/") or not state:
            (changed if old else strangers).append(path)
    plan.write.extend(path for path in back if path not in plan.write)
    odd = [path for path in changed if path.startswith("exercises/")]
    if odd:
        raise Stop(
            f"In the place of these exercises stands something that is no file:\n{listed(odd)}"
            "Nothing was updated. Move it away, then type: make update"
        )
    changed = sorted({*changed, *changed_here({c.path: c.new for c in changes})})
    if changed:
        raise Stop(
            "These files of the course were changed here, outside exercises/:\n"
            f"{listed(changed)}"
            "Nothing was updated. To put your changes aside, and back afterwards:\n"
            '  git stash push -- . ":(exclude)exercises"\n'
            "  make update\n"
            "  git stash pop"
        )
    if strangers:
        raise Stop(
            "These files of yours stand where the course now has files of its own:\n"
            f"{listed(strangers)}"
            "Nothing was updated. Move yours or rename them, then type: make update"
        )
    return plan


def same_as(state, name, path):
    """Say whether a file here holds what git has under a name, whatever the ends of its lines."""
    if state == name or not state or not name:
        return state == name
    return alike((ROOT / path).read_bytes(), contents(name))


def changed_here(on_their_way):
    """Return the files outside exercises/ that differ from the last commit.

    on_their_way: {path: contents} of an interrupted update, which differ rightly.
    """
    fields = git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=no")
    paths = [os.fsdecode(field[3:]) for field in fields.split(b"\0")[:-1]]
    paths = [path for path in paths if not path.startswith("exercises/")]
    here = contents_here(paths)
    return [p for p in paths if p not in on_their_way or here[p] != on_their_way[p]]


def edited(base, head):
    """Return {path: bytes} of the exercises here that differ from the version they began as."""
    stubs, found = exercises_in(base), {}
    for path in sorted({*stubs, *exercises_in(head)}):
        if (ROOT / path).is_file():
            data = (ROOT / path).read_bytes()
            if path not in stubs or not alike(data, contents(stubs[path])):
                found[path] = data
    return found


def keep_all(found):
    """Keep copies of edited exercises, and of what is staged of them and nowhere else."""
    copies = [keep(ROOT / path, data) for path, data in found.items()]
    staged = git("diff", "--cached", "--name-only", "--diff-filter=AM", "-z", "--", "exercises/")
    for path in map(os.fsdecode, staged.split(b"\0")[:-1]):
        data = git("cat-file", "blob", f":{path}")
        if not alike(data, found.get(path, b"")):
            copies.append(keep(ROOT / path, data))
    return copies


# ── doing it ──


def arrive(new, theirs, plan):
    """Make the files here those of the commit new, as planned, and the branch with them."""
    check_locks(line("symbolic-ref", "--short", "HEAD"))  # the fetch may have taken long
    resumed = is_pending()
    place = ROOT / line("rev-parse", "--git-dir")
    with tempfile.TemporaryDirectory(dir=place, prefix="course-update-") as folder:
        index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        git("read-tree", new, **index)
        names = b"".join(os.fsencode(path) + b"\0" for path in plan.write)
        prefix = f"--prefix={Path(folder).as_posix()}/files/"
        git("checkout-index", prefix, "-z", "--stdin", given=names, **index)
        before, changed = copies_of(plan, Path(folder) / "before"), []
        git("update-ref", VERSION, theirs)
        git("update-ref", PENDING, new)
        try:
            for path in plan.write:
                (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(os.path.join(folder, "files", path), ROOT / path)
                changed.append(ROOT / path)
            for path in plan.delete:
                (ROOT / path).unlink(missing_ok=True)
                changed.append(ROOT / path)
                remove_empty_folders(path)
            changed += in_git("index")
            settle(new)
        except (OSError, GitFailed) as error:
            put_back(changed, before)
            if not resumed:
                git("update-ref", "-d", PENDING)
            if getattr(error, "filename2", None):
                error.filename = error.filename2  # where it was to go says more
            raise


def copies_of(plan, folder):
    """Copy git's index, and all files that are to change, into a folder. Return {file: its copy}.

    The copies are made first, for where a disk is full, files can still be moved.
    """
    folder.mkdir()
    places = [*in_git("index"), *(ROOT / path for path in plan.write + plan.delete)]
    copies = {place: folder / str(n) for n, place in enumerate(places) if place.exists()}
    for place, copy in copies.items():
        shutil.copy2(place, copy)
    return copies


def put_back(changed, copies):
    for place in changed:
        if place in copies:
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(copies[place], place)
        else:
            place.unlink(missing_ok=True)
            remove_empty_folders(place.relative_to(ROOT))


def is_pending():
    return bool(line_or_none("rev-parse", "--verify", "--quiet", PENDING))


def remove_empty_folders(path):
    """Remove the folders above a path that are empty now."""
    for parent in Path(path).parents[:-1]:
        if not (ROOT / parent).is_dir() or any((ROOT / parent).iterdir()):
            break
        (ROOT / parent).rmdir()


def settle(new):
    """Move the branch to a commit that the files have arrived at; the update is then complete."""
    git("reset", "--quiet", new, GIT_REFLOG_ACTION="make update")
    git("update-ref", "-d", PENDING)


def finish(head, new, theirs):
    """Bring the files and the branch from head to new, which holds the course's version theirs.

    Returns the lines of the report.
    """
    base = common(head, theirs)
    plan = planned(head, new)
    mine = edited(base, head)
    before, after = exercises_in(base), exercises_in(theirs)
    copies = keep_all(mine)
    old_needs = needs(head)
    arrive(new, theirs, plan)
    lines = [f"The course is now at its version of {date_of(theirs)} ({short(theirs)})."]
    lines += news(plan, before, after, mine)
    for path in mine:
        if path in after and path in before and before[path] != after[path]:
            lines += ["", *stub_news(path, before[path], after[path], base, theirs)]
    if copies:
        lines += [""]
        lines += ["Your exercises are as you left them. Copies of them all the same:"]
        lines += [f"  {shown(copy)}" for copy in copies]
    if needs(new) != old_needs:
        for stamp in (ROOT / ".venv").glob("*-is-here"):
            stamp.unlink()
        lines += ["", "The next command installs what the new version needs."]
    return lines


def news(plan, before, after, mine):
    """Return lines on the exercises that came, went or were renewed, and on all else together."""
    rest = [p for p in plan.write + plan.delete if not p.startswith("exercises/")]
    chapters = [p for p in plan.write if p in after and p not in before]
    back = [p for p in plan.back if p in before]
    fresh = [p for p in plan.write if p in before and p in after and p not in back]
    gone = [p for p in before if p not in after]
    newer = {p for p in before if p in after and after[p] != before[p]}
    older = [p for p in sorted(newer - {*plan.write, *mine}) if (ROOT / p).exists()]
    are = "file is" if len(rest) == 1 else "files are"
    lines = [f"Outside exercises/, {len(rest)} {are} new or changed."] if rest else []
    if "CHANGELOG.md" in rest:
        lines += ["What is new: CHANGELOG.md"]
    for text, paths in [
        ("New:", chapters),
        ("Put back, for it was missing:", back),
        ("A newer stub, for you had written nothing there:", [p for p in fresh if p not in mine]),
        ("Still the stub as you had reset it; make reset-chapter takes the newer one:", older),
        ("No longer part of the course:", [p for p in gone if p not in mine]),
        ("No longer part of the course, but yours stays:", [p for p in gone if p in mine]),
    ]:
        if paths:
            lines += [text, *(f"  {path}" for path in paths)]
    return lines


def stub_news(path, old, new, base, theirs):
    """Return lines on what changed in the stub of an exercise that the learner has written in."""
    stem = Path(path).stem
    changed, added, gone, outside = compared(contents(old), contents(new))
    lines = [f"{path} stays as you left it. Its stub has changed:"]
    for label, names in (("changed", changed), ("new", added), ("gone", gone)):
        if names:
            lines += wrapped("  ".join(names), f"  {label:9}")
    if outside:
        lines += ["  also     lines outside the functions and classes"]
    lines += ["To read it:", f"  git diff {short(base)} {short(theirs)} -- {path}"]
    again = [name for name in changed + added if name in tasks(stem)]
    if again:
        lines += ["To take one task's new stub (your file is kept first):"]
        lines += [f"  make reset-chapter {number(stem)} TASK={again[0]}"]
    return lines


def compared(old, new):
    """Return (names changed, new, gone, whether anything else changed) from one stub to another."""
    pieces, rests = [], []
    for raw in (old, new):
        lines = raw.splitlines()
        try:
            found = blocks(raw)
        except (SyntaxError, ValueError):
            found = {}
        pieces.append({name: lines[slice(*span)] for name, span in found.items()})
        inside = {i for span in found.values() for i in range(*span)}
        rests.append([text for i, text in enumerate(lines) if i not in inside and text.strip()])
    before, after = pieces
    changed = [name for name in after if name in before and after[name] != before[name]]
    added = [name for name in after if name not in before]
    return changed, added, [n for n in before if n not in after], rests[0] != rests[1]


# ── words ──


def needs(commit):
    """Return what a version of the course installs into .venv, as it stands in pyproject.toml."""
    try:
        text = git("show", f"{commit}:pyproject.toml").decode("utf-8", "replace")
    except GitFailed:
        return ""
    found = re.search(r"^\[dependency-groups\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def short(commit):
    return line("rev-parse", "--short", commit)


def date_of(commit):
    return line("log", "-1", "--date=short", "--format=%cd", commit)


def listed(paths):
    return "".join(f"  {printable(path)}\n" for path in paths)


def wrapped(text, begin):
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=begin,
        subsequent_indent=" " * len(begin),
        break_long_words=False,
        break_on_hyphens=False,
    )


def written_in(commit):
    """Say whether a learner has written in the exercises of a commit."""
    for path, name in exercises_in(commit).items():
        stem = Path(path).stem
        if not (ROOT / "solutions" / f"{stem}.py").exists():
            continue
        try:
            text = contents(name).decode("utf-8")
            if unwritten(made_from_solution(stem)) - unwritten(text):
                return True
        except (SyntaxError, ValueError):
            return True
    return False


def update():
    """Update the course, printing what is done. Raises Stop, GitFailed or OSError."""
    branch = check_folder()
    head = line("rev-parse", "HEAD")
    pending = line_or_none("rev-parse", "--verify", "--quiet", PENDING)
    if pending == head:
        settle(head)
    elif pending and line_or_none("merge-base", head, pending) == head:
        print("The last update was interrupted. This finishes it.\n")
        print("\n".join(finish(head, pending, line("rev-parse", VERSION))) + "\n")
        head = pending
    elif pending:
        git("update-ref", "-d", PENDING)
    remote, ref = source_of(branch)
    theirs = fetch(remote, ref)
    address = printable(line("remote", "get-url", remote))
    base = common(head, theirs)
    if base == theirs:
        print(f"This is the newest version of the course there is at\n  {address}")
    else:
        print("\n".join(finish(head, joined(base, head, theirs), theirs)))
    if remote != "upstream" and written_in(theirs):
        print(
            "\nSomebody has written in the exercises there, so it seems to be a fork of yours.\n"
            "To update from the course itself, name its repository once:\n"
            "  git remote add upstream ADDRESS"
        )
    elif remote == "upstream" and base != theirs:
        print("\nTo bring your fork along: git push")


def left_over():
    """Return what an update that could not be made has left."""
    if is_pending():
        return "The update isn't complete. When that is mended: make update"
    return "Nothing was changed. When that is mended, type: make update"


def main():
    if len(sys.argv) > 1:
        return "It takes no words: make update"
    sys.stdout.reconfigure(errors="replace")  # a console may lack some letters of a path
    try:
        update()
    except Stop as error:
        return str(error)
    except GitFailed as error:
        return f"git refuses: {error}\n{left_over()}"
    except OSError as error:
        return f"{printable(why('file', error))}\n{left_over()}"
    except KeyboardInterrupt:
        return "\nStopped. Nothing of yours was changed. To go on: make update"
    return 0


if __name__ == "__main__":
    sys.exit(main())
