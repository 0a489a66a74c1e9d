"""Grade programs that are not files: the solution with one mistake, one mutation, another body."""

import marshal
from functools import cache, lru_cache, partial

from grading.chapters import as_exercise, solution_files, solution_text
from grading.diagnose import REFUSING, host_with, known_mistake
from grading.grade import Chapter, Grader
from grading.outline import outlined
from grading.report import finding_on
from grading.report_terminal import task_lines
from grading.submission import Submission
from grading.worker import InProcess


class Variant(Submission):
    """A chapter's text on the reference's earlier chapters."""

    def __init__(self, stem, text):
        super().__init__("exercises", earlier="solutions")
        self._stem, self._text = stem, as_exercise(text)

    def files(self, stem):
        files = solution_files(stem, **{self._stem: self._text})
        if self._stem in files:
            files[self._stem]["name"] = f"exercises/{self._stem}.py"
        return files

    def text(self, stem):
        return self._text if stem == self._stem else solution_text(stem)

    def with_text(self, stem, text):
        return Variant(stem, text)

    def outline(self, stem):
        return outlined_here(self.text(stem))


@lru_cache
def outlined_here(text):
    """Return a text's outline, read in this process: it is one of ours."""
    return [tuple(entry) for entry in outlined(text)]


def grade_text(stem, text):
    """Grade text as chapter stem, in this process. Return {task: Outcome}."""
    return Grader(stem, Variant(stem, text), in_process=True).run_all()


_written = {}  # {id of a request: (the request, its bytes)}


def _bytes(message):
    """Return a request's bytes: a record goes to many hosts, and is written out once."""
    if id(message) not in _written:
        _written[id(message)] = message, marshal.dumps(message, 2)
    return _written[id(message)][1]


class Remembering:
    """A host that remembers its replies: hundreds of mistakes go through the same tests.

    What it replies depends on the requests since the last "forget" alone. Equal replies of any two
    are one object, so that comparing them takes no time.
    """

    same = {}  # {a reply's bytes: the reply}, of all

    def __init__(self, host):
        self._host, self._replies = host, {}
        self._asked, self._key = [], ()  # since the last forget
        self._host_at = None  # the key of what the host was asked last
        self._begun = []

    def request(self, message, seconds=None):
        if message["do"] == "forget":
            self._asked, self._key = [], ()
        before, self._key = self._key, hash((self._key, _bytes(message)))
        if self._key not in self._replies:
            if self._host_at != before:
                for earlier in self._asked:
                    self._host.request(earlier)
            reply = self._host.request(message)
            self._replies[self._key] = self.same.setdefault(marshal.dumps(reply, 2), reply)
            self._host_at = self._key
        self._asked.append(message)
        return self._replies[self._key]

    def value(self, target):
        return self.request({"do": "get", "target": target})["value"]

    def begin(self, message, seconds=None):
        self._begun.append(self.request(message))

    def finish(self):
        replies, self._begun = self._begun, []
        return replies


@cache
def remembering(stem, mistake=None):
    """Return the one host of a solution, or of a mistake in it, that remembers."""
    host = host_with(stem, mistake) if mistake else InProcess(stem, solution_files(stem))
    return Remembering(host)


class MistakeGrader(Grader):
    """Grade a mistake as a learner's program, with hosts that remember."""

    def __init__(self, stem, mistake):
        self.stem = stem
        self.submission = Variant(stem, mistake.put_into(solution_text(stem)))
        self._records, self._problem = {}, None
        self._learner, self._reference = remembering(stem, mistake), remembering(stem)


def earned(stem, mistake):
    """Return (sentence, report, Departure) that a mistake earns in its own task.

    The sentence is None where the mistake is accepted, "" where it isn't recognised.
    """
    chapter, grader = Chapter(stem), MistakeGrader(stem, mistake)
    for test in chapter.tests[mistake.task]:
        outcome = grader.run(test, chapter.keeps)
        if outcome.state != "passed":
            break
    else:
        return None, [], None
    made_of = grader.submission.made_of(stem, mistake.task)
    refusing = outcome.departure.kind in REFUSING
    probe = partial(grader.probe, test, chapter, refusing)
    found = known_mistake(stem, outcome, probe, made_of, remembering)
    outcome.sentence = found.sentence if found else ""
    _written.clear()
    told = outcome.departure  # as of a learner's file
    told.file = told.file.replace(f"solutions/{stem}", f"exercises/{stem}")
    return outcome.sentence, task_lines(finding_on(stem, grader.submission, outcome)), told
