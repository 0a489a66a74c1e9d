"""Run a chapter's first failing task in this process: ``python commands/debug.py 3``.

breakpoint() and debuggers work there: nothing is limited, and the terminal is the exercise's own.
The task that stops at a breakpoint() comes before others. At the end stands the report.
--earlier solutions runs it on our chapters before it, not on the learner's.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time


from commands.arguments import chapter_asked
from grading.chapters import ROOT
from grading.diagnose import explain
from grading.grade import Chapter, Grader, first_problem
from grading.host import is_wish_to_stop
from grading.report import report_on
from grading.report_terminal import chapter_text
from grading.submission import Submission


def to_debug(outcomes):
    """Return the outcome of the task to run here, or None where no task of its own fails."""
    for outcome in outcomes.values():
        told = outcome.departure.told if outcome.departure else {}
        if told.get("type") == "NotForGrading" and "breakpoint()" in told["message"]:
            return outcome
    problem = first_problem(outcomes)
    if problem is None or problem.state != "not yet":
        return None
    told = problem.departure.told
    unreadable = problem.departure.kind == "load" and "how" not in told
    if unreadable and "SyntaxError" in told.get("bases", ["SyntaxError"]):
        return None  # there is nothing to run
    return problem


def debug(stem, earlier):
    """Grade a chapter, its first failing task in this process. Return whether all is right."""
    submission = Submission(ROOT / "exercises", earlier)
    outcomes = Grader(stem, submission).run_all(explained=True)
    chosen = to_debug(outcomes)
    if chosen:
        whole = chosen.departure.kind == "load"  # then no task could be graded
        lines = [f"{'The chapter' if whole else chosen.task} runs here, without limits."]
        texts = [file["text"] for file in submission.files(stem).values()]
        if not any("breakpoint()" in text for text in texts):
            lines.append("Write breakpoint() in it where you want to look.")
        print(*lines, sep="\n", flush=True)
        chapter = Chapter(stem)
        grader = Grader(stem, submission, debugging=True)
        for name in chapter.tests if whole else [chosen.task]:
            outcomes[name], test = grader.run_task(name, chapter)
            explain(stem, submission, test, chapter.keeps, outcomes[name])
        print()
    print(chapter_text(report_on(stem, submission, outcomes)))
    return first_problem(outcomes) is None


def main():
    stem, earlier = chapter_asked("Run a chapter's first failing task here.")
    try:
        return 0 if debug(stem, earlier) else 1
    except BaseException as error:
        if not is_wish_to_stop(error):
            raise
        print("\nStopped. Nothing of yours was changed.")
        return 1


if __name__ == "__main__":
    carry_out(main)
