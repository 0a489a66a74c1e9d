"""Print the next hint for a chapter's first unfinished task: ``python commands/hint.py 3``.

The hints are in the lesson, in each task's section, those for a class method by method; how many
were shown is kept in .hints.json.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import json
import re
import textwrap

from commands.arguments import chapter_asked
from commands.output import put
from grading import files
from grading.chapters import ROOT
from grading.files import printable
from grading.grade import Grader, first_problem
from grading.method_states import method_reached, methods_called
from grading.repair_search import look_for_cause
from grading.report_leads import command, command_for
from grading.submission import Submission

AT_ONCE = 0.3  # seconds to look for the method of a class that a first hint is for
PATIENCE = 5  # seconds to look for a change, which somebody waits for
SHOWN = ROOT / ".hints.json"
SECTION = re.compile(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
HINT = re.compile(  # "Hint 1 of 2", or of a class "Hint 1 of 2 for forward"
    r"<details>\n? *<summary>(Hint \d of \d)(?: for (\w+))?</summary>\n(.*?)</details>", re.DOTALL
)


def hints(stem):
    """Return {what for: [(title, text)]} of a lesson's hints. What for: a task, or Class.method."""
    text = (ROOT / "lessons" / f"{stem}.md").read_text(encoding="utf-8")
    found = {}
    for task, section in SECTION.findall(text):
        for title, method, body in HINT.findall(section):
            name = f"{task}.{method}" if method else task
            found.setdefault(name, []).append((title, body.strip()))
    return found


def wanted(stem, problem):
    """Return what a hint is wanted for: the task, or the method of it that the learner has come to.

    Where that method has no hints, it is the first one that has.
    """
    method = f"{problem.task}.{method_reached(stem, problem)}"
    found = [name for name in hints(stem) if name.partition(".")[0] == problem.task]
    return method if method in found else next(iter(found), problem.task)


def next_hint(stem, name, shown, more):
    """Return the text of the next hint, and count it in shown, {"stem name": how many}.

    name: of a task, or Class.method. more: what to type for one more.
    """
    found, key = hints(stem).get(name, []), f"{stem} {name}"
    place = f"lessons/{stem}.md#{name.partition('.')[0].lower()}"
    if not found:
        return f"There is no hint for {name}. Its section: {place}"
    index = min(shown.get(key, 0), len(found) - 1)
    again = shown.get(key, 0) >= len(found)
    shown[key] = index + 1
    title, body = found[index]
    lines = [f"{name} · {title.lower()}", ""]
    for paragraph in body.split("\n\n"):
        if paragraph.startswith("```"):
            lines += [line for line in paragraph.splitlines() if not line.startswith("```")]
        else:
            lines += textwrap.wrap(paragraph, 80, break_long_words=False, break_on_hyphens=False)
        lines.append("")
    if again:
        lines.append(f"That was the last hint. The lesson's section: {place}")
        lines.append(f"Our answer, if you want to see it: solutions/{stem}.py")
    elif index + 1 < len(found):
        lines.append(f"For one more: {more}")
    else:
        lines.append(f"If you are still stuck: {more}")
    return "\n".join(lines).rstrip()


def already_shown():
    """Return {"stem name": how many}; {} where the file is missing or damaged."""
    try:
        counts = dict(json.loads(files.read(SHOWN, links=False)))
    except (OSError, ValueError, TypeError):
        return {}
    return {key: count for key, count in counts.items() if type(count) is int and count >= 0}


def change(stem, submission):
    """Return what tells of the small change, or the two, that make a task right, or ""."""
    problem = first_problem(Grader(stem, submission).run_all(explained="first"))
    if problem is None or not look_for_cause(stem, submission, problem, PATIENCE):
        return ""
    if not problem.change:
        return ""
    two = problem.also and not problem.either
    makes = "Two changes to your code make" if two else "One change to your code makes"
    words = f"{makes} every test of {problem.task} pass:"
    return "\n".join(["", words, "", *map(printable, problem.change), ""])


def hint(stem, outcomes, more, submission):
    """Print the next hint of a chapter. Return the exit status, or the sentence for an error.

    outcomes: what a grading of the submission gave. more: what to type for one more hint.
    """
    problem = first_problem(outcomes)
    if problem is None:
        print("Every task of this chapter is right: there is nothing to hint at.")
        return 0
    if problem.departure is not None and problem.departure.kind == "load":
        again = command_for(submission, "check-chapter", stem).text
        return f"The file doesn't load yet. Type: {again}"
    if problem.waits_for and problem.state == "not yet":
        earlier, _, task = problem.waits_for[0].partition(":")
        again = command("hint", earlier).text
        print(f"The cause lies before this chapter: mend {task} first. For a hint, type: {again}")
        return 0
    if not (ROOT / "lessons" / f"{stem}.md").is_file():
        return f"There is no lessons/{stem}.md. To have it again: git restore lessons/{stem}.md"
    shown, name = already_shown(), wanted(stem, problem)
    was_last = shown.get(f"{stem} {name}", 0) >= len(hints(stem).get(name, []))
    print(next_hint(stem, name, shown, more), flush=True)  # what isn't seen isn't counted
    differs = problem.state == "not yet" and problem.departure.kind in ("value", "stage")
    if differs and methods_called(stem, problem)[1:] and not (problem.target or was_last):
        print(f"\nThe difference shows in {name}. Its cause may lie in another method.")
    if was_last and problem.state == "not yet":
        print(change(stem, submission), end="")
    try:
        put(SHOWN, json.dumps(shown).encode())
    except OSError as error:
        print(f"({SHOWN.name} can't be written: {error.strerror}. The same hint will come again.)")
    return 0


def main():
    stem, earlier = chapter_asked("Print the next hint of a chapter.")
    try:
        submission = Submission(ROOT / "exercises", earlier)
        outcomes = Grader(stem, submission).run_all(explained="first")
        problem = first_problem(outcomes)
        if problem and methods_called(stem, problem)[1:]:  # any may be the one at fault
            look_for_cause(stem, submission, problem, AT_ONCE)
        return hint(stem, outcomes, command_for(submission, "hint", stem).text, submission)
    except KeyboardInterrupt:
        return "\nStopped. Nothing of yours was changed."


if __name__ == "__main__":
    carry_out(main)
