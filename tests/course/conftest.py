"""Let the tests of the course import the chapters and the graders, from wherever pytest starts.

Where NumPy is missing, what needs it is skipped: a test that is given a chapter of Part II here,
and the files and tests that say so themselves, with pytest.importorskip.

Of tests marked some(n), one in n runs, always the same ones, and of those marked full none: they
prove a property over a whole population, or take long. One in n of what bears the mark, a function
with its parameters or a file, and one at least. With TEST_ALL=1 all run; with TEST_ALL=rest, as
`make test-all` has it after `make test`, those that were left out.
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
    config.addinivalue_line("markers", "some(n): without TEST_ALL=1 one in n of these runs")
    config.addinivalue_line("markers", "full: without TEST_ALL=1 this doesn't run")


def sampled(items):
    """Return the items that run where not all of them do."""
    groups = defaultdict(list)  # {(what bears the mark, n): items}
    for item in items:
        if item.get_closest_marker("full"):
            continue
        node, mark = next(item.iter_markers_with_node("some"), (item, None))
        marked = node.nodeid.partition("[")[0]
        groups[marked, mark.args[0] if mark else 1].append(item)
    for members in groups.values():
        members.sort(key=lambda item: zlib.crc32(item.nodeid.encode()))
    return {item for (_, n), members in groups.items() for item in members[::n]}


def pytest_collection_modifyitems(config, items):
    asked = os.environ.get("TEST_ALL", "0") or "0"
    if asked in ("0", "rest"):
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
