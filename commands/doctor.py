"""Say what the course needs and what of it is there: ``python commands/doctor.py``.

This file, requirements.py and program.py run on Python 3.6 and newer, outside .venv, and import
nothing but the standard library: they are there to say what is missing. With --why it prints one
sentence, which the Makefile prints too, when that is what stops a command:
``doctor.py --why venv``. With --finds its status says whether packages are in .venv:
``doctor.py --finds pytest``.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import os
import subprocess
import textwrap

from commands import requirements

# Run by it likewise: what keeps an exercise within bounds on this system.
PROTECTION = """
import sys
sys.path.append(sys.argv[1])
from grading.worker import protection
print(*protection())
"""


def needed_rows(inside):
    """Return [(name, whether it is there, what is there or to be done)] for chapters 1 to 7."""
    new, venv = sys.version_info >= requirements.NEEDED, requirements.has_venv()
    writable = requirements.can_write(requirements.ROOT) and requirements.can_write(
        os.path.join(requirements.ROOT, "exercises")
    )
    works = bool(inside and "pytest" in inside)  # then it matters no more what it was made with
    version = f"{requirements.dotted(sys.version_info[:3])}, {sys.executable}"
    rows = [("Python", new or works, version if new else requirements.old_python())]
    rows += [("venv", venv or works, "there" if venv else requirements.no_venv())]
    text = "can be written" if writable else requirements.read_only_folder()
    rows += [("this folder", writable, text)]
    if inside:
        text = f"made, with Python {inside['python']}"
    elif os.path.exists(requirements.VENV):
        text = "It doesn't start: the Python that it was made with has moved or was removed. "
        text += "Delete the folder .venv, then type:\n" + requirements.first_command(1)
    else:
        text = "Not made yet. To make it, type:\n" + requirements.first_command(1)
    rows += [(".venv", bool(inside), text)]
    text = "missing. It grades. It comes with .venv; type:\n" + requirements.first_command(1)
    rows += [("pytest", works, inside["pytest"] if works else text)]
    return rows


def optional_rows(inside):
    """Return the same for what one can do without, with what it is for."""
    inside = inside or {}
    make, git = requirements.version_of("make"), requirements.version_of("git")
    rows = [("make", bool(make), make or requirements.no_make())]
    text = f"{requirements.no_git()} It brings newer versions of the course."
    rows += [("git", bool(git), git or text)]
    text = f"missing. Part II needs NumPy. Type: {requirements.first_command('np1')}"
    text += ", which installs it" * bool(make)
    rows += [("NumPy", "numpy" in inside, inside.get("numpy", text))]
    text = "missing. It draws pictures in Part II and chapter 6. It comes with NumPy."
    rows += [("matplotlib", "matplotlib" in inside, inside.get("matplotlib", text))]
    text = "missing. It tells of every save; without it, make watch looks at the files. To install "
    command = f"{requirements.PIP} {requirements.version_wanted('SAVES')}"
    text += "it, type:\n" + ("make watch 1" if make else command)
    rows += [("watchfiles", "watchfiles" in inside, inside.get("watchfiles", text))]
    held = confinement()
    rows += [("protection", {"files", "calls"} <= held, protection_told(held))]
    folder, lacking = requirements.mnist()
    names = "all four files" if len(lacking) == 4 else ", ".join(lacking)
    text = f"missing. Part II reads it. {folder} lacks {names}. Put what is missing there, or "
    if os.environ.get("MNIST_DIR"):
        text += "unset MNIST_DIR: then data/mnist is used."
    else:
        text += f"let this download it:\n{requirements.VENV_PYTHON} data/digits.py"
    rows += [("MNIST", not lacking, text if lacking else "in " + folder)]
    return rows


def confinement():
    """Return what holds of an exercise's process here, as grading.worker.protection() says it."""
    python = os.path.join(requirements.ROOT, requirements.VENV_PYTHON)
    try:
        said = subprocess.check_output([python, "-I", "-c", PROTECTION, requirements.ROOT])
    except (OSError, subprocess.CalledProcessError):
        return set()
    return set(said.decode("ascii", "replace").split())


def protection_told(held):
    """Return the sentence on what an exercise could do here if it wanted to."""
    if {"files", "calls"} <= held:
        told = "on: the kernel keeps an exercise from files, programs and the network"
        if "user" in held:
            return told + ", and it runs as nobody."
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            return told + "; it runs as root, since nobody else may read this Python."
        return told + "."
    if "calls" in held:
        return "partly on: an exercise can read files, and do nothing else outside its process."
    if not os.path.exists(os.path.join(requirements.ROOT, requirements.VENV_PYTHON)):
        return "not known before .venv is made."
    return (
        "off: nothing keeps an exercise that wants to from files and programs. Your own is yours "
        "to trust; grade other people's in a container (README, For teachers)."
    )


def show(name, text):
    """Print one row; what is to be typed stands on lines of its own."""
    first, *commands = map(requirements.printable, text.split("\n"))
    begin = f"  {name:{requirements.INDENT - 2}}"
    lines = textwrap.wrap(
        first,
        requirements.COLUMNS,
        initial_indent=begin,
        subsequent_indent=" " * requirements.INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    print("\n".join(lines + [" " * (requirements.INDENT + 2) + command for command in commands]))


def main():
    words = sys.argv[1:]
    if words[:1] == ["--why"] and words[1:2] and words[1] in requirements.SENTENCES:
        said = requirements.printable(requirements.why(*words[1:]))
        print("\n".join(textwrap.wrap(said, requirements.COLUMNS, break_long_words=False)))
        return 0
    if words[:1] == ["--finds"]:
        names = requirements.names_of(words[1:])
        return 0 if set(names) <= set(requirements.in_environment(names) or ()) else 1
    if words:
        print("It takes no words: make doctor", file=sys.stderr)
        return 2
    inside = requirements.in_environment()
    needed = needed_rows(inside)
    print("What chapters 1 to 7 need\n")
    for row in needed:
        show(row[0], row[2])
    print("\nWhat one can do without\n")
    for row in optional_rows(inside):
        show(row[0], row[2])
    missing = [name for name, is_there, _ in needed if not is_there]
    if missing:
        print(f"\nMissing for chapters 1 to 7: {', '.join(missing)}.")
        return 1
    print("\nEverything that chapters 1 to 7 need is there.")
    return 0


if __name__ == "__main__":
    carry_out(main, "\nStopped. Nothing was changed.")
