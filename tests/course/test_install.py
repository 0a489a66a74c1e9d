"""What is installed comes into .venv, whatever pip's settings say, or a sentence says why not.

pip is the real one. What it installs is a package of these tests, in a folder that stands for the
index on the net: no connection is needed.
"""

import errno
import shutil
import subprocess
import sys
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest
from test_commands import make

from commands import requirements
from grading.chapters import ROOT

pytestmark = [
    pytest.mark.some(3),
    pytest.mark.skipif(not shutil.which("make"), reason="make is not installed"),
]
CONNECTION = "Check the connection to the internet"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a Makefile, a real .venv, and an index that holds the package tiny."""
    pytest.importorskip("ensurepip")
    folder = tmp_path_factory.mktemp("install") / "mon cours é"
    for name in ("Makefile", *(f"commands/{n}.py" for n in ("doctor", "program", "requirements"))):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True, timeout=120)
    (folder / ".venv/pytest-is-here").touch()
    (folder / "index/tiny").mkdir(parents=True)
    about = "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n"
    kind = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(folder / "index/tiny/tiny-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny.py", "")
        wheel.writestr("tiny-1.dist-info/METADATA", about)
        wheel.writestr("tiny-1.dist-info/WHEEL", kind)
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    link = '<a href="tiny-1-py3-none-any.whl">tiny-1-py3-none-any.whl</a>'
    (folder / "index/tiny/index.html").write_text(
        f"<!DOCTYPE html><html><body>{link}</body></html>"
    )
    return folder


def install(folder, index="index", **settings):
    """Have make install tiny into .venv anew. Return (whether it is there, what make says)."""
    for path in (folder / ".venv").rglob("tiny*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    marker = folder / ".venv/numpy-is-here"
    marker.unlink(missing_ok=True)
    settings = {"PIP_INDEX_URL": (folder / index).as_uri(), **settings}
    words = [".venv/numpy-is-here", 'ARRAYS="tiny>=1"', f"PYTHON={sys.executable}"]
    status, output, errors = make(folder, *words, **settings)
    there = any((folder / ".venv").rglob("tiny.py"))
    assert marker.exists() == there == (status == 0)
    assert "Traceback" not in errors
    return there, " ".join((output + errors).split())


def in_a_file(folder, **settings):
    """Return the variable that has pip read these settings from a file."""
    path = folder / "pip.conf"
    path.write_text("[global]\n" + "".join(f"{key} = {value}\n" for key, value in settings.items()))
    return {"PIP_CONFIG_FILE": str(path)}


def elsewhere(tmp_path):
    return {"user": "1", "target": str(tmp_path / "there"), "prefix": str(tmp_path / "there")}


@pytest.mark.full
def test_the_index_of_the_settings_is_asked(folder):
    assert install(folder)[0]


@pytest.mark.full
@pytest.mark.parametrize("name", ["user", "target", "prefix"])
def test_a_setting_that_leads_elsewhere_is_overruled(folder, tmp_path, name):
    value = elsewhere(tmp_path)[name]
    assert install(folder, **{f"PIP_{name.upper()}": value})[0]
    assert install(folder, **in_a_file(folder, **{name: value}))[0]
    assert not (tmp_path / "there").exists()


@pytest.mark.full
def test_the_three_together_and_an_index_in_the_file(folder, tmp_path):
    settings = {"target": elsewhere(tmp_path)["target"], "index-url": (folder / "index").as_uri()}
    assert install(
        folder, "nothing", PIP_INDEX_URL="", PIP_PREFIX="/x", **in_a_file(folder, **settings)
    )[0]


@pytest.mark.full
def test_a_setting_that_cannot_be_overruled_is_named(folder, tmp_path):
    there, said = install(folder, PIP_ROOT=str(tmp_path / "there"))
    assert not there and "tiny could not be installed. Settings of pip keep it out of .venv" in said
    assert ".venv: PIP_ROOT. Take" in said and CONNECTION not in said
    there, said = install(folder, **in_a_file(folder, root=str(tmp_path / "there")))
    assert not there and ".venv: root in a file of pip's. Take" in said


@pytest.mark.full
def test_pip_may_be_told_to_ask_no_index(folder):
    there, said = install(folder, PIP_NO_INDEX="1")
    assert not there and ".venv: PIP_NO_INDEX. Take" in said
    assert install(folder, PIP_NO_INDEX="0")[0]


@pytest.mark.full
def test_otherwise_it_is_the_connection(folder):
    there, said = install(folder, "nothing", PIP_USER="1")
    assert not there and f"tiny could not be installed. {CONNECTION}" in said


def test_settings_are_told_from_what_pip_lists(monkeypatch):
    listed = (
        ":env:.dry-run='1'\n:env:.root='/a=b'\nglobal.python='/usr/bin/python3'\n"
        "install.no-index='false'\nglobal.index-url='https://example.org/simple'\n:env:.user='1'\n"
    )
    monkeypatch.setattr(requirements, "said_inside", lambda *words: listed)
    assert requirements.pips_settings() == ["PIP_DRY_RUN", "PIP_ROOT", "python in a file of pip's"]
    monkeypatch.setattr(requirements, "said_inside", lambda *words: None)  # no pip, or no .venv
    assert requirements.pips_settings() == []


# ── no place ──

Usage = namedtuple("Usage", "total used free")
MEGABYTE = 10**6


@pytest.mark.parametrize(
    "words", [["install", "pytest~=9.0"], ["packages"], ["network"], ["environment"]]
)
def test_a_folder_or_a_disk_is_told_from_the_connection(monkeypatch, words):
    monkeypatch.setattr(requirements, "pips_settings", lambda: ["PIP_ROOT"])
    monkeypatch.setattr(requirements.shutil, "disk_usage", lambda _: Usage(0, 0, 12 * MEGABYTE))
    assert "The disk is all but full: 12 MB are left. Make room, then" in requirements.why(*words)
    monkeypatch.setattr(requirements, "can_write", lambda folder: False)
    said = requirements.why(*words)  # a file system that can only be read may have no room either
    assert said.endswith(requirements.read_only_folder())
    assert CONNECTION not in said and "PIP_ROOT" not in said


def test_a_venv_that_is_somebody_elses_is_no_place_either(monkeypatch, tmp_path):
    monkeypatch.setattr(requirements, "VENV", str(tmp_path))
    monkeypatch.setattr(requirements, "can_write", lambda folder: folder != str(tmp_path))
    assert requirements.no_place() == requirements.read_only_folder()


@pytest.mark.parametrize(("number", "may"), [(errno.EROFS, False), (errno.ENOSPC, True)])
def test_a_full_disk_is_no_folder_of_somebody_elses(monkeypatch, number, may):
    def refuse(**_):
        raise OSError(number, "no")

    monkeypatch.setattr(requirements.tempfile, "NamedTemporaryFile", refuse)
    assert requirements.can_write(str(Path(ROOT))) is may
