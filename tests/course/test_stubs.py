"""Stubs wait. That they agree with the solutions in all but the bodies is the gate's to say."""

import pytest
from runs import untouched_exercises

from grading.chapters import stems
from grading.grade import Grader
from grading.submission import Submission


@pytest.mark.some(3)
@pytest.mark.parametrize("stem", stems())
def test_every_task_of_a_stub_is_not_started_and_nothing_else(stem, tmp_path):
    folder = untouched_exercises(tmp_path / "work")
    outcomes = Grader(stem, Submission(folder, earlier="solutions")).run_all()
    assert {name: outcome.state for name, outcome in outcomes.items()} == dict.fromkeys(
        outcomes, "not started"
    )
