"""Grade programs that are not files: the solution with one mistake, one mutation, another body."""

from grading.grade import (
    Chapter,
    Grader,
    Submission,
    as_exercise,
    known_mistake,
    solution_files,
    solution_text,
)
from grading.report import task_report


class Variant(Submission):
    """A chapter's text on the reference's earlier chapters."""

    def __init__(self, stem, text):
        super().__init__("exercises", earlier="solutions")
        self._stem, self._text = stem, as_exercise(text)

    def files(self, stem):
        return solution_files(stem, **{self._stem: self._text})

    def text(self, stem):
        return self._text if stem == self._stem else solution_text(stem)


def grade_text(stem, text):
    """Grade text as chapter stem, in this process. Return {task: Outcome}."""
    return Grader(stem, Variant(stem, text), in_process=True).run_all()


def grade_task(stem, text, task, tests=None):
    """Grade one task of text by its first `tests` tests: its Outcome, up to the first failing."""
    chapter = Chapter(stem)
    grader = Grader(stem, Variant(stem, text), in_process=True)
    for test in chapter.tests[task][:tests]:
        outcome = grader.run(test, chapter.keeps)
        if outcome.state != "passed":
            break
    return outcome


def earned(stem, mistake):
    """Return (sentence, report) that a mistake earns in its own task.

    The sentence is None where the mistake is accepted, "" where it isn't recognised.
    """
    variant = Variant(stem, mistake.put_into(solution_text(stem)))
    outcome = grade_task(stem, variant.text(stem), mistake.task)
    if outcome.state == "passed":
        return None, []
    found = known_mistake(stem, outcome)
    outcome.sentence = found.sentence if found else ""
    return outcome.sentence, task_report(stem, variant, outcome)
