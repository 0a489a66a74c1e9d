"""Right programs, written differently from ours, are accepted: all of them, in every task.

tests/course/right/ holds whole courses in other hands: each folder is a learner's exercises/.
"""

import pytest

from grading.chapters import ROOT, stems
from grading.grade import Chapter, Grader
from grading.submission import Submission

RIGHT = ROOT / "tests" / "course" / "right"
FOLDERS = sorted(path.name for path in RIGHT.iterdir() if path.is_dir())


@pytest.mark.some(4)
@pytest.mark.parametrize("stem", stems())
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_right_program_is_accepted(folder, stem):
    outcomes = Grader(stem, Submission(RIGHT / folder)).run_all()
    wrong = {name: o.departure for name, o in outcomes.items() if o.state != "passed"}
    assert wrong == {}
    assert list(outcomes) == list(Chapter(stem).tests)


def test_there_are_three_of_each():
    assert len(FOLDERS) >= 3
