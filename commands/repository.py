"""Ask git about the course's folder."""

import os
import shutil
import subprocess

from commands.shared import ROOT
from grading.reading import printable

ELSEWHERE = (  # what would have git work on another folder than the one it is asked about
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
)


class GitFailed(Exception):
    """git is missing, or said no. The message is the line in which it said why."""


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
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reasons = [text for text in said if text.startswith(("fatal:", "error:"))] or said
        raise GitFailed(printable((*reasons, f"git {words[0]} ended with {done.returncode}")[0]))
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
