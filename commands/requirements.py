"""What the course needs: whether it is there, the sentence where it isn't, and what to type.

This runs on Python 3.6 and newer, outside .venv; see doctor.py.
"""

import ast
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
NEEDED = (3, 10)
COLUMNS = 80
INDENT = 15
WINDOWS = os.name == "nt"
VENV_PYTHON = os.path.join(".venv", "Scripts", "python") if WINDOWS else ".venv/bin/python"
PACKAGES = ("pytest", "numpy", "matplotlib", "watchfiles")
PIP = f"{VENV_PYTHON} -I -m pip install"
# The settings of pip that keep a package out of .venv. The Makefile overrules user, target, prefix.
PIP_ELSEWHERE = ("dry-run", "no-index", "python", "root")
OFF = ("", "0", "f", "false", "n", "no", "off")
ENOUGH = 200 * 10**6  # bytes on a disk: NumPy and matplotlib, with room to unpack them
# Run by .venv's Python, which is new enough to know importlib.metadata.
ASK = """
import importlib.metadata, json, sys
found = {"python": "%d.%d.%d" % sys.version_info[:3]}
for name in sys.argv[1:]:
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
print(json.dumps(found))
"""
INSTALL = {  # what to type for a program, on the system at hand
    "Debian": "sudo apt install ",
    "macOS": {
        "python": "brew install python",
        "node": "brew install node",
        "": "xcode-select --install",
    },
    "Windows": {
        "python": "winget install Python.Python.3.13",
        "git": "winget install Git.Git",
        "make": "wsl --install, and work there",
        "node": "winget install OpenJS.NodeJS",
    },
}


# ── the sentences ──


def why(name, *more):
    """Return the sentence about one thing that is missing, with what to type for it."""
    return SENTENCES[name](*more)


def old_python():
    return (
        f"The course needs Python {dotted(NEEDED)} or newer, and this one is "
        f"{dotted(sys.version_info[:3])} ({sys.executable}). Install a newer one "
        f"({how_to_get('python')}), or name one behind the command, such as PYTHON=python3.12"
    )


def no_venv():
    how = "from python.org"
    if system() == "Debian":
        how = f"sudo apt install python{dotted(sys.version_info[:2])}-venv"
    return f"This Python has no venv. Install it ({how}), then type the command again."


def no_environment():
    return f"The environment could not be made. {no_place() or 'Python says why, above.'}"


def no_place():
    """Return the sentence about why nothing can be put into this folder; "" where it can."""
    if not all(can_write(folder) for folder in (ROOT, VENV) if os.path.exists(folder)):
        return read_only_folder()
    free = shutil.disk_usage(ROOT).free
    if free >= ENOUGH:
        return ""
    left = f"The disk is all but full: {free // 10**6} MB are left."
    return f"{left} Make room, then type the command again."


def read_only_folder():
    return "This folder can't be written. Copy the course to one of your own, and work there."


def no_writing(error):
    """Return the sentence about an OSError."""
    name = error.filename or "The file"
    if str(name).startswith(ROOT):
        name = os.path.relpath(name, ROOT)
    return f"{name} can't be read or written: {error.strerror or error}."


def not_installed(*packages):
    settings = "" if no_place() else ", ".join(pips_settings())
    reason = no_network()
    if settings:
        reason = f"Settings of pip keep it out of .venv: {settings}. Take them out "
        reason += f"({VENV_PYTHON} -I -m pip config debug says where they stand), then type the "
        reason += "command again."
    names = " and ".join(", ".join(names_of(packages)).rsplit(", ", 1))
    return f"{names} could not be installed. {reason}"


def no_packages():
    return f"What site/package.json names could not be installed. {no_network()}"


def no_node():
    return (
        "Node 20 or newer is missing. The course's web pages are built with it, and nothing else "
        f"needs it. Install it ({how_to_get('node')}), then type the command again."
    )


def no_scripts():
    return f"The site's scripts are unchecked. Install Node ({how_to_get('node')})."


def no_network():
    """Return the sentence about something that could not be fetched."""
    return no_place() or "Check the connection to the internet, then type the command again."


def no_git():
    return f"git is missing. Install it ({how_to_get('git')}), then type the command again."


def no_make():
    return (
        f"make is missing. Install it ({how_to_get('make')}), or type the lines that the README "
        'has under "Without make".'
    )


SENTENCES = {
    "python": old_python,
    "venv": no_venv,
    "environment": no_environment,
    "folder": read_only_folder,
    "file": no_writing,
    "install": not_installed,
    "git": no_git,
    "make": no_make,
    "node": no_node,
    "packages": no_packages,
    "scripts": no_scripts,
    "network": no_network,
}


# ── what to type ──


def system():
    if WINDOWS:
        return "Windows"
    if sys.platform == "darwin":
        return "macOS"
    return "Debian" if os.path.exists("/etc/debian_version") else ""


def how_to_get(program):
    """Return what installs a program on this system."""
    command = INSTALL.get(system())
    if command is None:
        return "with your system's installer"
    if isinstance(command, dict):
        return command.get(program) or command[""]
    if program == "python":
        return "sudo apt install python3.12 python3.12-venv, where your release has it"
    return command + {"node": "nodejs npm"}.get(program, program)


def first_command(chapter):
    """Return what sets the environment up, with what chapter needs, as lines to type."""
    if shutil.which("make"):
        return f"make check-chapter {chapter}"
    if chapter == "np1":
        return f"{PIP} {version_wanted('ARRAYS')}"
    python = "python" if WINDOWS else "python3"
    return f'{python} -I -m venv .venv\n{PIP} "{version_wanted("GRADING")}"'


def version_wanted(name):
    """Return what the Makefile installs under a name, such as GRADING."""
    with open(os.path.join(ROOT, "Makefile"), encoding="utf-8") as file:
        found = re.search(rf"^{name} := (.*)$", file.read(), re.MULTILINE)
    return found.group(1).strip() if found else ""


def dotted(version):
    return ".".join(map(str, version))


# ── what is there ──


def can_write(folder):
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
            return True
    except OSError as error:
        return error.errno == errno.ENOSPC  # it may be written, once there is room


def has_venv():
    try:
        import ensurepip  # noqa: F401 (Debian leaves it out)
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def version_of(program):
    """Return the version that a program says it is; "" where it is missing or doesn't run."""
    try:
        said = subprocess.check_output([program, "--version"], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return ""
    found = re.search(r"\d+(\.\d+)+", said.decode("utf-8", "replace"))
    return found.group() if found else "there"


def said_inside(*words):
    """Return what .venv's Python prints; None where it doesn't start, or fails."""
    command = [os.path.join(ROOT, VENV_PYTHON), "-I"] + list(words)
    try:
        return subprocess.check_output(command, stderr=subprocess.DEVNULL).decode("utf-8")
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return None


def in_environment(packages=PACKAGES):
    """Return {name: version} of Python and the packages in .venv; None where it doesn't start."""
    try:
        return json.loads(said_inside("-c", ASK, *packages) or "null")
    except ValueError:
        return None


def pips_settings():
    """Return the names of pip's settings that keep packages out of .venv, as PIP_ROOT."""
    found = []
    for line in (said_inside("-m", "pip", "config", "list") or "").splitlines():
        place, _, value = line.partition("=")
        section, _, name = place.rpartition(".")  # :env:.root='/opt', or global.root='/opt'
        if name in PIP_ELSEWHERE and value.strip("'").lower() not in OFF:
            variable = "PIP_" + name.upper().replace("-", "_")
            found.append(variable if section == ":env:" else f"{name} in a file of pip's")
    return found


def names_of(packages):
    """Return the names in what pip is given, such as "numpy>=2"."""
    return [re.split("[~=<>]", package)[0] for package in packages]


def mnist():
    """Return (the folder MNIST is read from, the names of the files that it lacks)."""
    folder = os.environ.get("MNIST_DIR") or os.path.join("data", "mnist")
    with open(os.path.join(ROOT, "data", "digits.py"), encoding="utf-8") as file:
        table = re.search(r"^FILES = (\{.*?^\})", file.read(), re.MULTILINE | re.DOTALL)
    lacking = []  # digits.py needs NumPy and a newer Python, so only its table is read
    for name, (size, _) in ast.literal_eval(table.group(1)).items():
        path = os.path.join(ROOT, os.path.expanduser(folder), name)
        if not os.path.exists(path) or os.path.getsize(path) != size:
            lacking.append(name)
    return folder, lacking


def printable(text):
    """Return text without control characters, as grading.files does; it isn't imported here."""
    return "".join(mark if mark.isprintable() else "?" for mark in text)
