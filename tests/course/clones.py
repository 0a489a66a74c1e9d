"""Small courses in folders of their own, with and without git, to try the commands in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from right_programs import right
from runs import all_but, plain_environment

from commands.stubs import made_from_solution
from grading.chapters import ROOT

APART = ("kept", "course", "mistakes", "test_*")


class Folder:
    """A folder with a course in it, and what can be done there."""

    def __init__(self, path):
        self.path = path
        names = {f"GIT_{role}_NAME": "Course" for role in ("AUTHOR", "COMMITTER")}
        names |= {f"GIT_{role}_EMAIL": "course@localhost" for role in ("AUTHOR", "COMMITTER")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        self.environment = plain_environment(**names, **settings, HOME=str(path))

    def git(self, *words):
        done = subprocess.run(
            ["git", *words], cwd=self.path, env=self.environment, capture_output=True, timeout=120
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def commit(self, message="A change"):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def read(self, name):
        return (self.path / name).read_bytes()

    def write(self, name, data):
        path = self.path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def change(self, name, old, new):
        assert old.encode() in self.read(name)
        self.write(name, self.read(name).replace(old.encode(), new.encode()))

    def files(self):
        """Return {path: bytes} of all files but git's own and Python's."""
        apart = {".git", "__pycache__"}
        paths = [p for p in self.path.rglob("*") if p.is_file() and not apart & {*p.parts}]
        return {path: path.read_bytes() for path in paths}

    def kept(self, stem):
        """Return what exercises/kept holds of a chapter, oldest first."""
        copies = sorted((self.path / "exercises/kept").glob(f"{stem}.*.py"))
        return [copy.read_bytes() for copy in copies]

    def run(self, command, *words, **more):
        """Run a command of the course. Return (exit status, what is read)."""
        return self.type(sys.executable, f"commands/{command}.py", *words, **more)

    def type(self, *words, **more):
        done = subprocess.run(
            words,
            cwd=self.path,
            env=self.environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        output = done.stdout + done.stderr
        assert "Traceback" not in output, output
        assert "\x1b" not in output
        wide = int(more.get("COLUMNS", 80))  # paths may be longer, as they are typed whole
        assert not [text for text in output.splitlines() if len(text) > wide and "/" not in text]
        return done.returncode, output

    def has_environment(self):
        """Give the folder a .venv: the Python of this run."""
        program(self.path / ".venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        self.write(".venv/pytest-is-here", "")


def program(path, text):
    """Write a program for the shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def small_course(path, *stems):
    """Return a Folder with a course of some chapters, nothing written in them."""
    folder = Folder(Path(path))
    skip = all_but(*APART)
    for name in ("commands", "grading", "tests"):
        shutil.copytree(ROOT / name, folder.path / name, ignore=skip)
    for name in (".gitignore", ".gitattributes", "pyproject.toml", "README.md", "Makefile"):
        shutil.copy(ROOT / name, folder.path)
    for stem in stems:
        folder.write(
            f"exercises/{stem}.py", made_from_solution(stem)
        )  # in ROOT it may be written in
        for name in (f"solutions/{stem}.py", f"tests/test_{stem}.py"):
            folder.write(name, (ROOT / name).read_bytes())
    return folder


def with_git(folder):
    """Put a folder's course into a repository of its own; return the folder."""
    folder.git("init", "-q", "--template=")
    folder.git("symbolic-ref", "HEAD", "refs/heads/main")
    folder.commit("The course")
    folder.git("gc", "-q")
    return folder


def cloned(folder, path, *options):
    folder.git("clone", "-q", "--template=", *options, str(folder.path), str(path))
    return Folder(path)


def copied(folder, path):
    """Return a copy of a folder, dates included, so that Python's caches stay good."""
    shutil.copytree(folder.path, path)
    return Folder(path)


def written(stem):
    """Return a right exercise, with helpers of a learner's own."""
    return right("own_helpers", stem).encode()


def crlf(data):
    return data.replace(b"\n", b"\r\n")
