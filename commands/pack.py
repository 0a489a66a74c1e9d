"""Pack the grader of some chapters for a school's system, into dist/.

    python commands/pack.py gradescope 3
    python commands/pack.py classroom50 1 2 3 --points 5 --earlier solutions

The same course gives the same zip, to the byte. Nothing in it needs pytest; for Part II the
system installs NumPy.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import argparse
import io
import zipfile
from pathlib import Path

from commands.arguments import earlier_of, intermixed, stem_of
from commands.output import put
from commands.result_formats import RELEASE
from commands.results import DEFAULT_FILES, natural
from grading.chapters import (
    ROOT,
    needs_numpy,
    number,
    stems,
    tasks,
)
from grading.files import printable

PARTS = ("solutions/*_*.py", "grading/*.py", "tests/mistakes/*.py")
COMMANDS = (
    "arguments",
    "confinement",
    "output",
    "program",
    "result_formats",
    "results",
    "submission_files",
)  # the program that grades, and what it imports
MINUTES = 6  # for the grading; Gradescope ends a run after 10, and then shows nothing of it

# The paths are Gradescope's; AUTOGRADER_ROOT moves them, for the tests of these two programs.
SETUP = """\
#!/usr/bin/env bash
# Prepare the container: the course needs Python 3.10 or newer{and_numpy}.
set -eu
command -v python3 >/dev/null || {{ apt-get update; apt-get install -y python3; }}
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || {{
    echo "This image has an old Python. Choose Ubuntu 22.04 or newer as the base image." >&2
    exit 1
}}
{install}"""
INSTALL_NUMPY = """\
root="${AUTOGRADER_ROOT:-/autograder}"
python3 -c 'import ensurepip, venv' 2>/dev/null || {
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y python3-venv
}
python3 -m venv "$root/venv"
"$root/venv/bin/python" -I -m pip install --quiet "numpy>=2"
"""
RUN = """\
#!/usr/bin/env bash
# Grade what was handed in. Gradescope runs this, then reads results/results.json.
#
# The solutions and the results lie in the learner's container. The learner's code runs in a worker
# process, which the kernel confines, where it can, and which runs as nobody, where this Python is
# nobody's to read, too (grading/confine.py); so they are made root's alone. What holds on a
# service's machines stands in the log of each run. Links in a submission are not followed.
root="${{AUTOGRADER_ROOT:-/autograder}}"
results="$root/results/results.json"
python="$root/venv/bin/python"
[ -x "$python" ] || python=python3
mkdir -p "$root/results"
# What stands there if nothing comes of it. Then this program becomes the one that grades: whoever
# ends it ends the grading.
rm -f "$results"
printf '{{"score": 0, "output_format": "text", "output": "%s", "tests": []}}\\n' \\
    "The grader itself failed; your work is not to blame. Tell your teacher." >"$results"
chmod -R go= "$root/source" "$root/submission" "$root/results"
exec "$python" -I "$root/source/commands/results.py" gradescope \\
    --exercises "$root/submission" --out "$results" {options}
"""
AUTOGRADER = '''\
"""Grade one submission on Classroom 50, whose runner starts this in the student's checkout."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

# What a student handed in under these names is no result, wherever this stops.
for name in ("{result}", "{release}"):
    with contextlib.suppress(FileNotFoundError, IsADirectoryError, PermissionError):
        os.unlink(name)  # of a link, the link; results.py sets a folder aside
{install}PROGRAM = Path(__file__).resolve().parent / "commands" / "results.py"
OPTIONS = "{options}"
command = [sys.executable, "-I", str(PROGRAM), "classroom50", "--exercises", ".", *OPTIONS.split()]
if os.name == "posix":  # this program becomes that one: whoever ends it ends the grading
    os.execv(sys.executable, command)
sys.exit(subprocess.run(command).returncode)
'''
PIP_NUMPY = """\
PIP = [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
subprocess.run([*PIP, "numpy>=2"], check=True)
"""


def programs(system, chapters, points, earlier):
    """Return {name: text} of the programs that a system starts, at the top of its zip."""
    options = f"--minutes {MINUTES} --points {points} --earlier {earlier} {' '.join(chapters)}"
    numpy = any(map(needs_numpy, chapters))
    if system == "classroom50":
        names = {"result": DEFAULT_FILES[system], "release": RELEASE}
        text = AUTOGRADER.format(options=options, install=PIP_NUMPY * numpy, **names)
        return {"autograder.py": text}
    and_numpy = ", and NumPy" if numpy else ", and nothing else"
    return {
        "run_autograder": RUN.format(options=options),
        "setup.sh": SETUP.format(and_numpy=and_numpy, install=INSTALL_NUMPY * numpy),
    }


def contents(system, chapters, points=1, earlier="exercises"):
    """Return {path in the zip: bytes}."""
    files = {
        name: text.encode() for name, text in programs(system, chapters, points, earlier).items()
    }
    paths = [path for pattern in PARTS for path in ROOT.glob(pattern)]
    paths += [ROOT / "commands" / f"{name}.py" for name in COMMANDS]
    paths += [ROOT / "tests" / f"test_{stem}.py" for stem in stems()]
    for path in paths:
        # Windows line ends, which git may have put there, would make another zip
        files[path.relative_to(ROOT).as_posix()] = path.read_bytes().replace(b"\r\n", b"\n")
    return files


def zipped(files):
    """Return a zip that depends on names and contents only: sorted, without dates, stored.

    Stored, because the same data compress differently from one zlib to another.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)  # its date is 1980-01-01
            entry.create_system = 3  # Unix, so that the next line counts
            executable = files[name].startswith(b"#!")
            entry.external_attr = (0o100755 if executable else 0o100644) << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def points_of(word):
    """Return the number that a word stands for. Raises SystemExit with a sentence, and status 2."""
    try:
        return natural(word)
    except argparse.ArgumentTypeError:
        print(f"POINTS={printable(word)} is no whole number from 1 on.", file=sys.stderr)
        raise SystemExit(2) from None


def arguments():
    parser = argparse.ArgumentParser(prog="pack.py", description="Pack the grader for a system.")
    parser.add_argument("system", choices=["gradescope", "classroom50"])
    parser.add_argument("chapters", nargs="*", metavar="chapter", help="such as 3 or np1")
    parser.add_argument(
        "--points", type=points_of, default=1, help="for each task: 1, if not given"
    )
    parser.add_argument("--earlier", type=earlier_of, default="exercises")
    parser.add_argument("--out", default=str(ROOT / "dist"), metavar="FOLDER")
    return intermixed(parser)


def main():
    given = arguments()
    asked = {stem_of(word) for word in " ".join(given.chapters).split() or [""]}
    chapters = [stem for stem in stems() if stem in asked]
    heads = "-".join(stem.partition("_")[0] for stem in chapters)
    path = Path(given.out) / f"{given.system}-{heads}.zip"
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())  # shorter to read
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, zipped(contents(given.system, chapters, given.points, given.earlier)))
    except OSError as error:
        print(f"{printable(path)} can't be written: {error.strerror}.")
        return 1
    count = sum(len(tasks(stem)) for stem in chapters)
    names = ", ".join(map(number, chapters))
    print(f"Packed for chapter{'s' * (len(chapters) > 1)} {names}: {printable(path)}")
    print(f"It holds {count} tasks, worth {count * given.points} points.")
    print("The kernel there confines a learner's program as far as it can. Where it can't,")
    print("the log of each run says so.")
    if given.system == "gradescope":
        print("Upload it at Configure Autograder, with Ubuntu 22.04 or newer as the base image.")
    else:
        print("Unpack it in your classroom50 repository: CLASSROOM/autograders/ASSIGNMENT/")
    return 0


if __name__ == "__main__":
    carry_out(main, "\nStopped. Nothing was written.")
