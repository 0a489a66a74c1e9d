"""The process that grades for a whole class: started by ``graders``, it grades task after task.

The learner's code runs in limited workers of this process; what runs here are the solution, and
the known mistakes on the learner's calls. Each line that comes in is one request in JSON:

    {"chapters": […]}    those that will come, and "away", the folders that no worker may look into
    {"learner": …}       {"earlier", "seconds", "files": {stem: [place, base64 or null, problem]}}
    {"task": …}          {"stem", "task", "faults": {stem: its wrong tasks}}

The answers to a task are {"limit"}, the seconds it may take; {"result", "explaining"}, the verdict,
and the seconds for finding its cause, or 0; where they aren't 0, the {"result"} with its cause.
{"failed"} says that the grader itself did. When its input ends, so does the program, at once.
"""

import base64
import contextlib
import json
import os
import queue
import sys
import threading
import traceback
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from commands.submission_files import HandedIn  # noqa: E402 (needs the path)
from grading import worker, worker_start  # noqa: E402
from grading.chapters import up_to  # noqa: E402
from grading.diagnose import explain  # noqa: E402
from grading.grade import Chapter, Grader, preload  # noqa: E402
from grading.report import fault_is_earlier, finding_on, in_short  # noqa: E402
from grading.report_terminal import plain, task_lines  # noqa: E402

TASK_SECONDS = 30  # beyond two calls that take their whole time: for one task
CAUSE_SECONDS = 60  # the same, for finding the cause


class ClassGrader:
    """Grades one task after another; a chapter's worker lives on until a task is explained."""

    def __init__(self, tell):
        self._tell = tell
        self._submission = self._grader = None
        self._cap = 0  # seconds that a call may take, where that is less than usual

    def learner(self, request):
        self.close()
        files = {
            stem: [place, None if data is None else base64.b64decode(data), problem]
            for stem, (place, data, problem) in request["files"].items()
        }
        self._submission = HandedIn(files, request["earlier"])
        self._cap = request["seconds"]
        if self._cap:
            worker.LOAD_SECONDS = min(self._cap, worker.LOAD_SECONDS)

    def task(self, request):
        stem, name = request["stem"], request["task"]
        chapter, submission = Chapter(stem), self._submission
        tests = chapter.tests[name]
        for test in tests:
            test.seconds = min(self._cap or test.seconds, test.seconds)
        slowest = 2 * max(test.seconds for test in tests)
        self._tell({"limit": TASK_SECONDS + slowest})
        missing = {earlier: [] for earlier in up_to(stem)[:-1] if not submission.has(earlier)}
        submission.faults = {**submission.faults, **request["faults"], **missing}
        if not self._grader or self._grader.stem != stem:
            self.close()
            self._grader = Grader(stem, submission)
        outcome, test = self._grader.run_task(name, chapter)
        limit = CAUSE_SECONDS + slowest if outcome.has_cause else 0
        self._tell({"result": result(stem, submission, outcome), "explaining": limit})
        if outcome.has_cause:
            self.close()  # functions of ours may come beside theirs now
            explain(stem, submission, test, chapter.keeps, outcome)
            self._tell({"result": result(stem, submission, outcome), "explaining": 0})

    def close(self):
        grader, self._grader = self._grader, None
        if grader:
            grader.close()


def result(stem, submission, outcome):
    """Return what is kept of an Outcome, as plain values.

    kind: why a task isn't passed: a known "mistake"; the file doesn't "load"; it ran out of "time";
    the cause lies in an "earlier" chapter; "other". late: a call ran into its time limit.
    """
    departure, state = outcome.departure, outcome.state
    found = {"task": outcome.task, "state": state, "kind": "", "sentence": outcome.sentence}
    late = state == "not yet" and departure.told.get("how") == "timeout"
    found["late"] = late and departure.kind != "load"
    if state == "not yet":
        elsewhere = fault_is_earlier(stem, departure)
        if elsewhere and submission.unwritten(stem, outcome.task):
            return {**found, "state": "not started", "cause": "", "report": []}
        found["kind"] = (
            "earlier"
            if outcome.waits_for or elsewhere
            else "load"
            if departure.kind == "load"
            else "mistake"
            if outcome.sentence
            else "time"
            if late
            else "other"
        )
    if state in ("passed", "not started"):
        return {**found, "cause": "", "report": []}
    finding = finding_on(stem, submission, outcome)
    cause = " ".join(plain(in_short(finding)).split())
    return {**found, "cause": cause, "report": task_lines(finding)}


def main():
    # Whatever prints, prints nowhere: the way to the class's program is ours alone.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)

    def tell(message):
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    requests = queue.Queue()

    def listen():
        with contextlib.suppress(ValueError):  # the class's program ended in the middle of a line
            for line in sys.stdin:
                requests.put(json.loads(line))
        worker_start.end_all()
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    grader = ClassGrader(tell)
    while True:
        request = requests.get()
        try:
            if "chapters" in request:
                worker_start.AWAY.update(request["away"])
                worker.use_sandbox()
                preload(request["chapters"])
            elif "task" in request:
                grader.task(request)
            else:
                grader.learner(request)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            tell({"failed": what[:400], "trace": traceback.format_exc()[-4000:]})
            grader.close()


if __name__ == "__main__":
    main()
