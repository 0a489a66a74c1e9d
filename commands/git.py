"""What git knows of the course's folder, and of where the course comes from."""

import os
import re
import shutil
import subprocess

from commands.requirements import why
from grading.chapters import ROOT
from grading.files import printable

ELSEWHERE = (  # what would have git work on another folder than the one it is asked about
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
)
UNDER_WAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
UNDER_WAY += ("sequencer", "BISECT_LOG")
SLOW = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=30")  # give up, don't hang
SETTINGS = ("merge.yours.driver=true", "merge.autoStash=false", "merge.verifySignatures=false")
SETTINGS += ("commit.gpgSign=false", "core.hooksPath=/dev/null", "core.safecrlf=false")
NOBODY = ("user.name=make update", "user.email=update@localhost")  # where git knows no name


class GitFailed(Exception):
    """git is missing, or said no. The message is the line in which it said why, and its files."""


class Stop(Exception):
    """The update can't be made. The message says why, and what to type."""


def git(*words, given=b"", **environment):
    """Return what a git command prints, as bytes. given: what it reads from its input.

    Raises GitFailed.
    """
    if not shutil.which("git"):
        raise GitFailed("git is missing")
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    done = subprocess.run(
        ["git", *words], cwd=ROOT, env=kept | environment, input=given, capture_output=True
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        reason = re.search(r"^(fatal|error):.*(\n\t.*)*", said, re.M) or re.search(".+", said)
        lines = reason[0].expandtabs(2).splitlines() if reason else []
        lines = lines or [f"git {words[0]} ended with {done.returncode}"]
        raise GitFailed("\n".join(map(printable, lines)))
    return done.stdout


def line(*words, **environment):
    """Return the line that a git command prints, as text. Raises GitFailed."""
    return os.fsdecode(git(*words, **environment)).strip()


def line_or_none(*words):
    """Return the line that a git command prints, or "" where it fails."""
    try:
        return line(*words)
    except GitFailed:
        return ""


def paths(*words):
    """Return the paths that a git command lists, each ended by a zero byte. Raises GitFailed."""
    return [os.fsdecode(path) for path in git(*words).split(b"\0")[:-1]]


def differing(*words):
    """Return the paths that differ between two commits, or between one and the files here."""
    return paths("diff", "--name-only", "--no-renames", "-z", *words)


def paths_in(commit, *places):
    """Return the paths of a commit's files."""
    return paths("ls-tree", "-r", "-z", "--name-only", commit, *places)


def in_git(*names):
    """Return the paths of git's own files of these names."""
    asked = [word for name in names for word in ("--git-path", name)]
    return [ROOT / path for path in line("rev-parse", *asked).splitlines()]


def is_there(path):
    return os.path.lexists(ROOT / path)


def change(*words):
    """Have git change something here, whoever the learner is and whatever the settings are."""
    settings = SETTINGS if line_or_none("var", "GIT_COMMITTER_IDENT") else SETTINGS + NOBODY
    options = [word for setting in settings for word in ("-c", setting)]
    git("--literal-pathspecs", *options, *words)


# ── where we are, and where the course is ──


def ready_branch():
    """Return the branch's name. Raises Stop where this is no clone, or git is in the middle."""
    if not shutil.which("git"):
        raise Stop(why("git"))
    if not is_there(".git"):
        raise Stop(
            "This folder is no git clone: downloaded as a ZIP, perhaps. So there is nothing\n"
            "to update from. Download the newer version into a folder of its own, and copy\n"
            "the exercises that you have written in into its exercises/ folder."
        )
    if git("ls-files", "--unmerged") or any(mark.exists() for mark in in_git(*UNDER_WAY)):
        raise Stop(
            "git is in the middle of a merge, a rebase or a bisect here. Finish it or give it\n"
            "up (git status says how), then type: make update"
        )
    branch = line_or_none("symbolic-ref", "--quiet", "--short", "HEAD")
    if not branch or not line_or_none("rev-parse", "--verify", "--quiet", "HEAD"):
        raise Stop("git is on no branch here. Type: git switch main")
    for lock in in_git("index.lock", "HEAD.lock", "packed-refs.lock", f"refs/heads/{branch}.lock"):
        if is_there(lock):
            raise Stop(
                "Another git program is at work here, or has crashed and left its lock:\n"
                f"  {os.path.relpath(lock, ROOT)}\n"
                "Nothing was changed. Wait for it to end, or delete that file if none is running,\n"
                "then type: make update"
            )
    return branch


def source_of(branch):
    """Return (remote, ref) where the course is."""
    remotes = line("remote").split()
    own, ref = (line_or_none("config", f"branch.{branch}.{key}") for key in ("remote", "merge"))
    for remote, found in (("upstream", "HEAD"), (own, ref), ("origin", "HEAD")):
        if remote in remotes and found:
            return remote, found
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
        network = f"{why('network')}\n" * (not line_or_none(*SLOW, "ls-remote", remote, ref))
        address = printable(line("remote", "get-url", remote))
        raise Stop(
            f"The newer version could not be fetched from\n  {address}\n"
            f"  git: {error}\n{network}Nothing was changed."
        ) from None
    return line("rev-parse", "FETCH_HEAD^{commit}")


def common(head, theirs):
    """Return the version of the course that head builds on. Raises Stop if there is none.

    A repository made from a template begins with a commit of its own: its files tell the version.
    """
    if base := line_or_none("merge-base", head, theirs):
        return base
    trees = line("log", "--max-parents=0", "--format=%T", head).split()
    for version in line("log", "--format=%H %T", theirs).splitlines():
        if version.split()[1] in trees:
            return version.split()[0]
    raise Stop(
        "What is in this folder doesn't come from the course's repository, as far as git\n"
        "knows. Nothing was changed. Clone the course into a folder of its own, and copy\n"
        "the exercises that you have written in into its exercises/ folder."
    )
