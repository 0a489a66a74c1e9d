"""Let the tests of the course import the chapters and the graders, from wherever pytest starts.

Where NumPy is missing, what needs it is skipped: a test that is given a chapter of Part II here,
and the files and tests that say so themselves, with pytest.importorskip.

Where the whole course is tested, of tests marked some(n) one in n runs, always the same ones, and
of those marked full none: they prove a property over a whole population, or take long. One in n of
a function's parameters, then of the file's tests, and one at least. Whoever names a file or a test
gets it whole. With TEST_ALL=rest, as `make test-all` has it after `make test`, those run that were
left out; with TEST_ALL=1, all.
"""

import os
import signal
import sys
import zlib
from collections import defaultdict
from pathlib import Path

import pytest

# last: a random.py of somebody's there is not Python's
sys.path.append(str(Path(__file__).resolve().parents[2]))

from grading.chapters import needs_numpy, numpy_folder, stems  # noqa: E402

PART_II = {stem for stem in stems() if needs_numpy(stem)}
NUMPY_WARNINGS = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


def pytest_configure(config):
    config.addinivalue_line("markers", "some(n): where all is tested, one in n of these runs")
    config.addinivalue_line("markers", "full: where all is tested, this doesn't run")


def sampled(items):
    """Return the items that run where not all of them do."""
    left = [item for item in items if not item.get_closest_marker("full")]
    for of_file in (False, True):
        groups = defaultdict(list)  # {(what bears the mark, n): items}
        for item in left:
            marks = item.iter_markers_with_node("some")
            n = next((mark.args[0] for node, mark in marks if (node is not item) is of_file), 1)
            groups[item.path if of_file else item.nodeid.partition("[")[0], n].append(item)
        for members in groups.values():
            members.sort(key=lambda item: zlib.crc32(item.nodeid.encode()))
        left = [item for (_, n), members in groups.items() for item in members[::n]]
    return set(left)


def pytest_collection_modifyitems(config, items):
    asked = os.environ.get("TEST_ALL", "0") or "0"
    if asked == "rest" or asked == "0" and not config.option.file_or_dir:
        few = sampled(items)
        left_out = [item for item in items if (item in few) == (asked == "rest")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if (item in few) != (asked == "rest")]
    if numpy_folder():
        return
    for item in items:
        given = item.callspec.params.values() if hasattr(item, "callspec") else ()
        words = [word for value in given for word in (value if type(value) is tuple else [value])]
        if any(type(word) is str and word in PART_II for word in words):
            item.add_marker(pytest.mark.skip(reason="Part II needs NumPy"))


@pytest.fixture
def ctrl_c():
    """Let what a test starts hear of Ctrl-C.

    Where these tests run in the background of a script, they were told to ignore it, and would hand
    that down.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def numpy_warns_as_usual():
    """Undo what a grader of Part II set, where a wrong program ended its test before it could."""
    yield
    if "numpy" in sys.modules:
        sys.modules["numpy"].seterr(**NUMPY_WARNINGS)
