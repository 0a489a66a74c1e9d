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
    """Return the sentence that a mistake earns in its own task: "" where it isn't recognised."""
    outcome = grade_task(stem, mistake.put_into(solution_text(stem)), mistake.task)
    if outcome.state == "passed":
        return None
    found = known_mistake(stem, outcome)
    return found.sentence if found else ""
