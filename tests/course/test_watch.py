"""make watch: a report at every save, the one of make check-chapter, until the chapter is done."""

import contextlib
import importlib.util
import os
import queue
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from runs import (
    all_but,
    children,
    exercises_from_solutions,
    limited,
    plain_environment,
    untouched_exercises,
)

from commands import watch, watch_keys, watch_saves
from commands.stubs import made_from_solution
from commands.watch_saves import Saves, why_to_poll
from grading.chapters import ROOT, as_exercise, solution_text, stems, tasks
from grading.known_mistakes import bank
from grading.worker import HALTED

pytestmark = pytest.mark.some(8)

BEGUN = re.compile(r"Save .*, and it is graded again\. Ctrl-C stops\.\n")
DONE = re.compile(r"Chapter \w+ is done\.\n")


@pytest.fixture
def course(tmp_path):
    """A copy of the course with untouched exercises, in a folder whose name has odd letters."""
    folder = tmp_path / "mon cours é"
    folder.mkdir()
    for name in ("commands", "grading", "tests", "solutions"):
        shutil.copytree(ROOT / name, folder / name, ignore=all_but("course"))
    for stub in untouched_exercises(folder / "exercises").iterdir():
        text = as_exercise(solution_text(stub.stem))
        body = r'raise NotImplementedError("a task")'
        text = re.sub(r"^    return .*$", f"    {body}", text, flags=re.MULTILINE)
        stub.write_text(text, encoding="utf-8")
    return folder


class Watching:
    """make watch in a process of its own, and what it has printed so far."""

    def __init__(self, course, *words, stdout=subprocess.PIPE, **environment):
        self._lines = queue.Queue()
        self.output, self._limit = "", contextlib.ExitStack()
        self.process = subprocess.Popen(
            [sys.executable, "commands/watch.py", *words],
            cwd=course,
            env=plain_environment(PYTHONIOENCODING="utf-8", **environment),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if self.process.stdout:
            threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def until(self, pattern):
        """Return what is printed up to the line that matches."""
        lines = []
        while not (lines and re.search(pattern, lines[-1])):
            lines.append(self._lines.get(timeout=30))
            self.output += lines[-1]
            assert lines[-1], f"it ended after:\n{self.output}"
        return "".join(lines)

    def status(self):
        """Wait for the end, and return its status."""
        return self.process.wait(timeout=30)

    def __enter__(self):
        self._limit.enter_context(limited(self.process))
        return self

    def __exit__(self, *_):
        self._limit.close()


def report(output):
    """Return the report in what is printed about one save."""
    return re.search(r"^(?:Chapter|Part).* · .*?^\d+ of \d+\n", output, re.MULTILINE | re.DOTALL)[0]


def checked(course, stem):
    """Return what make check-chapter says."""
    command = [sys.executable, "-m", "pytest", f"tests/test_{stem}.py"]
    done = subprocess.run(
        command, cwd=course, env=plain_environment(), capture_output=True, timeout=120
    )
    return report(done.stdout.decode())


def wrong(stem, number=0):
    return as_exercise(bank(stem)[number].put_into(solution_text(stem)))


def right(stem):
    return as_exercise(solution_text(stem))


# ── the loop ──


def test_every_save_is_graded_until_the_chapter_is_done(course):
    path = course / "exercises/ch01_math.py"
    with Watching(course, "1") as watching:
        watching.until(BEGUN)
        path.write_text(wrong("ch01_math"), encoding="utf-8")
        output = watching.until(BEGUN)
        assert re.match(r"\nSaved at \d\d:\d\d:\d\d\.\n\n", output)
        assert report(output) == checked(course, "ch01_math")
        assert bank("ch01_math")[0].sentence.split()[0] in output
        path.write_text("def vector_add(a, b:\n", encoding="utf-8")
        assert "doesn't load. SyntaxError" in watching.until(BEGUN)
        path.write_text(right("ch01_math"), encoding="utf-8")
        output = watching.until(DONE)
        assert report(output) == checked(course, "ch01_math")
        assert "make compare 1" in output and "lessons/ch02_neuron.md" in output
        assert output.endswith("\nChapter 1 is done.\n")
        assert watching.status() == 0
    assert "\033" not in watching.output


def test_a_file_that_is_deleted_is_not_called_saved(course):
    path = course / "exercises/ch01_math.py"
    with Watching(course, "1") as watching:
        watching.until(BEGUN)
        path.unlink()
        assert re.match(r"\nDeleted at \d\d:\d\d:\d\d\.\n\n", watching.until(BEGUN))
        path.write_text(wrong("ch01_math"), encoding="utf-8")
        assert watching.until(BEGUN).startswith("\nSaved at ")


def test_a_chapter_that_is_done_is_not_watched(course):
    exercises_from_solutions(course / "exercises", ["ch01_math"])
    with Watching(course, "ch01_math") as watching:
        total = len(tasks("ch01_math"))
        assert f"{total} of {total}" in watching.until(DONE)
        assert watching.status() == 0


def test_a_file_may_be_saved_under_another_name_and_renamed(course):
    path = course / "exercises/ch01_math.py"
    with Watching(course, "1") as watching:
        watching.until(BEGUN)
        for text, pattern in (("x = (\n", BEGUN), (right("ch01_math"), DONE)):
            beside = path.with_suffix(".tmp")
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, path)
            seen = report(watching.until(pattern))
        assert seen == checked(course, "ch01_math")


def test_a_file_that_is_deleted_is_missed_and_comes_back(course):
    path = course / "exercises/ch01_math.py"
    with Watching(course, "1") as watching:
        watching.until(BEGUN)
        path.unlink()
        assert "There is no file exercises/ch01_math.py." in watching.until(BEGUN)
        path.write_text(right("ch01_math"), encoding="utf-8")
        watching.until(DONE)


@pytest.mark.full
def test_an_earlier_chapter_counts_too(course):
    tasks = [mistake.task for mistake in bank("ch01_math")]
    text = wrong("ch01_math", tasks.index("dot_product"))  # which chapter 2 uses
    exercises_from_solutions(course / "exercises", ["ch01_math", "ch02_neuron"], ch01_math=text)
    text = wrong("ch02_neuron")
    (course / "exercises/ch02_neuron.py").write_text(text, encoding="utf-8")
    with Watching(course, "2") as watching:
        watching.until(BEGUN)
        exercises_from_solutions(course / "exercises", ["ch01_math"])
        assert report(watching.until(BEGUN)) == checked(course, "ch02_neuron")
        exercises_from_solutions(course / "exercises", ["ch02_neuron"])
        watching.until(DONE)


def test_on_our_earlier_chapters_one_file_is_enough(course):
    with Watching(course, "3", "--earlier", "solutions") as watching:
        watching.until(BEGUN)
        (course / "exercises/ch01_math.py").write_text("not watched\n", encoding="utf-8")
        exercises_from_solutions(course / "exercises", ["ch03_forward"])
        watching.until(DONE)


@pytest.mark.full
def test_part_two_is_watched_too(course):
    pytest.importorskip("numpy")
    with Watching(course, "np1") as watching:
        watching.until(BEGUN)
        (course / "exercises/np1_xor.py").write_text(wrong("np1_xor"), encoding="utf-8")
        assert report(watching.until(BEGUN)) == checked(course, "np1_xor")
        exercises_from_solutions(course / "exercises", ["np1_xor"])
        assert "Chapter np1 is done.\n" in watching.until(DONE)


def test_a_save_ends_the_grading_of_the_one_before(course):
    path = course / "exercises/ch01_math.py"
    endless = right("ch01_math") + "\n\ndef matrix_multiply(a, b):\n    while True:\n        pass\n"
    with Watching(course, "1") as watching:
        watching.until(BEGUN)
        path.write_text(endless, encoding="utf-8")
        watching.until("Saved at")
        time.sleep(0.5)
        begun = time.monotonic()
        path.write_text(right("ch01_math"), encoding="utf-8")
        watching.until(DONE)
        assert time.monotonic() - begun < 4  # the endless loop alone would be given five seconds


# ── the end ──


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another matter on Windows")
@pytest.mark.parametrize("text", ["", "while True:\n    pass\n"])
def test_ctrl_c_stops_and_leaves_no_process(ctrl_c, course, text):
    path = course / "exercises/ch01_math.py"
    with Watching(course, "1") as watching:
        watching.until(BEGUN)
        if text:
            path.write_text(text, encoding="utf-8")
            watching.until("Saved at")
        time.sleep(0.3)
        workers = children(watching.process.pid)
        watching.process.send_signal(signal.SIGINT)
        watching.until(r"Stopped\. Your files are as you saved them\.\n")
        assert watching.status() == 0
    assert "Traceback" not in watching.output
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("words", [["9"], ["3", "--earlier", "nothing"], ["3", "4"]])
def test_a_wrong_argument_is_refused(course, words):
    with Watching(course, *words) as watching:
        assert watching.status() == 2


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe is another matter on Windows")
def test_whoever_reads_along_may_leave(course):
    mine, theirs = os.pipe()
    with Watching(course, "1", stdout=theirs) as watching:
        os.close(theirs)
        until(b"Ctrl-C stops.", mine)
        os.close(mine)
        (course / "exercises/ch01_math.py").write_text("x = (\n", encoding="utf-8")
        assert watching.status() == 0


@pytest.mark.some(3)
@pytest.mark.parametrize(
    ("term", "no_color", "clears"),
    [("xterm", "", True), ("xterm", "1", False), ("dumb", "", False)],
)
def test_a_terminal_is_cleared_before_a_new_report(course, term, no_color, clears):
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    with Watching(course, "1", stdout=theirs, TERM=term, NO_COLOR=no_color) as watching:
        os.close(theirs)
        first = until(b"Ctrl-C stops.", mine)
        (course / "exercises/ch01_math.py").write_text("x = (\n", encoding="utf-8")
        second = until(b"Ctrl-C stops.", mine)
    os.close(mine)
    assert watching.process.returncode is not None
    assert b"\033" not in first and b"Keys:" not in first  # nobody can type there
    assert (b"\033[H\033[2JSaved at" in second) == clears
    assert (b"\033" in second) == clears


def until(text, readable):
    """Return what a pipe or a terminal holds, up to a text and the end of its line."""
    seen = b""
    while text not in seen or not seen.endswith(b"\n"):
        chunk = os.read(readable, 10_000)
        assert chunk, f"it ended after:\n{seen.decode()}"
        seen += chunk
    return seen


# ── keys ──


class Terminal:
    """make watch in a terminal of its own, where keys can be typed."""

    def __init__(self, course, *words, term="xterm", command=(sys.executable,)):
        pty = pytest.importorskip("pty")
        import fcntl
        import termios

        def control():
            for number in (signal.SIGHUP, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)  # nohup, or a script, had them ignored
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C comes through

        self._ours, self._theirs = pty.openpty()
        self.settings = lambda: termios.tcgetattr(self._theirs)
        self.process = subprocess.Popen(
            [*command, "commands/watch.py", *words],
            cwd=course,
            env=plain_environment(PYTHONIOENCODING="utf-8", TERM=term),
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
            preexec_fn=control,
        )

    def until(self, text):
        """Return what is seen up to a text and the end of its line."""
        seen, deadline = "", time.monotonic() + 30
        while text not in seen or not seen.endswith("\n"):
            assert time.monotonic() < deadline, seen
            if select.select([self._ours], [], [], 0.1)[0]:
                seen += os.read(self._ours, 10_000).decode(errors="replace").replace("\r", "")
        return seen

    def type(self, keys):
        os.write(self._ours, keys.encode())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)


KEYS_BEGUN = "Keys: h the next hint, c compare with ours, q quit.\n"
STOPPED = "Stopped. Your files are as you saved them.\n"


@pytest.fixture
def lessons(course):
    shutil.copytree(ROOT / "lessons", course / "lessons", ignore=shutil.ignore_patterns("figures"))
    return course / "lessons"


def test_keys_give_hints_and_comparisons_between_two_saves(course, lessons):
    path = course / "exercises/ch01_math.py"
    tasks = [mistake.task for mistake in bank("ch01_math")]
    path.write_text(wrong("ch01_math", tasks.index("dot_product")), encoding="utf-8")
    with Terminal(course, "1") as terminal:
        assert terminal.until("Keys:").endswith(f"Ctrl-C stops.\n{KEYS_BEGUN}")
        for n in (1, 2):
            terminal.type("h")
            seen = terminal.until("Keys:")
            assert seen.startswith(f"\ndot_product · hint {n} of") and seen.endswith(KEYS_BEGUN)
            assert n == 2 or "For one more: h\n" in seen
        terminal.type("n")  # not yet
        terminal.type("x\033[Chq \t7")
        terminal.type("\n")
        time.sleep(0.3)
        terminal.type("C")
        seen = terminal.until("Keys:")
        assert seen.startswith("\nChapter 1 · Math foundations\n\nvector_add\n\nyours, ")
        assert "isn't shown:\n  dot_product" in seen and "[y/N]" not in seen
        path.write_text("def vector_add(a, b:\n", encoding="utf-8")
        assert "doesn't load" in terminal.until("Keys:")
        terminal.type("h")
        assert terminal.until("Keys:").startswith("\nThe file doesn't load yet.")
        terminal.type("q")
        terminal.until(STOPPED)
        assert terminal.process.wait(30) == 0


def test_a_key_leads_on_to_the_next_chapter(course):
    with Terminal(course, "1") as terminal:
        terminal.until(KEYS_BEGUN)
        terminal.type("n")
        exercises_from_solutions(course / "exercises", ["ch01_math"])
        seen = terminal.until("Keys:")
        assert "\nChapter 1 is done.\nKeys: n chapter 2, c compare with ours, q quit.\n" in seen
        terminal.type("n")
        seen = terminal.until(KEYS_BEGUN)
        assert seen.startswith("\033[H\033[2JChapter 2 · A single neuron")
        (course / "exercises/ch02_neuron.py").write_text("x = (\n", encoding="utf-8")
        assert "ch02_neuron.py doesn't load" in terminal.until("Keys:")


def test_a_key_ends_a_grading_that_never_ends(course):
    path = course / "exercises/ch01_math.py"
    with Terminal(course, "1") as terminal:
        terminal.until(KEYS_BEGUN)
        path.write_text("while True:\n    pass\n", encoding="utf-8")
        terminal.until("Saved at")
        time.sleep(0.5)
        begun = time.monotonic()
        terminal.type("q")
        terminal.until(STOPPED)
        assert terminal.process.wait(30) == 0 and time.monotonic() - begun < 4


def test_a_key_ends_the_answer_to_another(course, lessons):
    tasks = [mistake.task for mistake in bank("ch01_math")]
    text = wrong("ch01_math", tasks.index("dot_product"))
    (course / "exercises/ch01_math.py").write_text(text, encoding="utf-8")
    last = (lessons / "ch01_math.md").read_text(encoding="utf-8").partition("## `dot_product`")[2]
    with Terminal(course, "1") as terminal:
        terminal.until(KEYS_BEGUN)
        for _ in range(int(re.search(r"Hint 1 of (\d)", last)[1])):
            terminal.type("h")
            terminal.until(KEYS_BEGUN)
        terminal.type("hq")  # now a change is looked for, too
        seen = terminal.until(STOPPED)
        assert "Our answer, if you want" in seen and "Traceback" not in seen
        assert terminal.process.wait(30) == 0


ENDS = {"q": 0, "Ctrl-C": 0, "an exception": 1}
SIGNALS = [name for name in watch_keys.ENDING if hasattr(signal, name)]


@pytest.mark.some(4)
@pytest.mark.parametrize("end", [*ENDS, *SIGNALS])
def test_the_terminal_is_as_it_was(course, end, ctrl_c):
    with Terminal(course, "1") as terminal:
        before = terminal.settings()
        terminal.until(KEYS_BEGUN)
        assert terminal.settings() != before
        if end == "Ctrl-C":
            terminal.type("\003")
            terminal.until(STOPPED)
        elif end == "q":
            terminal.type("q")
        elif end == "an exception":
            (course / "lessons").mkdir(exist_ok=True)
            (course / "lessons/ch01_math.md").write_bytes(b"\xff")  # no text
            terminal.type("h")
            terminal.until("UnicodeDecodeError")
        else:
            terminal.process.send_signal(getattr(signal, end))
        status = ENDS[end] if end in ENDS else -getattr(signal, end)
        assert terminal.process.wait(30) == status
        assert terminal.settings() == before


def test_it_ends_with_the_program_that_began_it(course):
    command = [shutil.which("sh"), "-c", '"$0" "$@" || exit 1', sys.executable]
    with Terminal(course, "1", command=command) as terminal:
        before = terminal.settings()
        terminal.until(KEYS_BEGUN)
        terminal.process.terminate()  # the shell, which hands nothing down
        deadline = time.monotonic() + 20
        while terminal.settings() != before:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_in_a_terminal_that_can_do_nothing_no_keys_are_heard(course):
    with Terminal(course, "1", term="dumb") as terminal:
        before = terminal.settings()
        assert "Keys:" not in terminal.until("Ctrl-C stops.")
        assert terminal.settings() == before
        exercises_from_solutions(course / "exercises", ["ch01_math"])
        terminal.until("Chapter 1 is done.")
        assert terminal.process.wait(30) == 0


class Done:
    """A grading in which every task is right."""

    outcomes = {"a task": None}

    def done(self):
        return True


def test_a_next_chapter_that_needs_numpy_says_so(monkeypatch, capsys):
    monkeypatch.setattr(watch, "numpy_folder", lambda: None)
    assert not watch.answer("n", Done(), "np1_xor")
    assert "Part II needs NumPy" in capsys.readouterr().out
    assert watch.answer("n", Done(), "ch02_neuron")
    assert not watch.answer("n", Done(), watch.next_chapter(stems()[-1]))  # there is none


# ── where to go on ──


def test_without_a_number_it_goes_on_where_you_stopped(course, monkeypatch):
    folder = course / "exercises"
    monkeypatch.setattr(watch, "ROOT", course)
    monkeypatch.setattr(watch, "exercise", lambda stem: folder / f"{stem}.py")
    for stem in stems():
        (folder / f"{stem}.py").write_text(made_from_solution(stem), encoding="utf-8")
    assert watch.to_go_on_with("exercises") == "ch01_math"  # nothing is begun
    for stem in ("ch03_forward", "ch02_neuron", "ch01_math"):
        exercises_from_solutions(folder, [stem], **{stem: wrong(stem)})
        assert watch.to_go_on_with("exercises") == stem  # the one saved last
    exercises_from_solutions(folder, ["ch01_math"])
    assert watch.to_go_on_with("exercises") == "ch02_neuron"  # of those that aren't done
    exercises_from_solutions(folder, ["ch02_neuron", "ch03_forward"])
    assert watch.to_go_on_with("exercises") == "ch04_loss"  # all that is begun is done
    (folder / "ch05_backprop.py").write_text("x = (\n")
    assert watch.to_go_on_with("exercises") == "ch05_backprop"


def test_without_a_number_and_with_nothing_left_it_says_so(course):
    for stem in stems()[1:]:
        (course / f"solutions/{stem}.py").unlink()
    exercises_from_solutions(course / "exercises", stems()[:1])
    with Watching(course) as watching:
        assert watching.status() == 0
        assert watching.until("Every chapter is done.") == "Every chapter is done.\n"


# ── how a save is seen ──


def test_ctrl_c_ends_it_though_the_exception_was_ignored(course, ctrl_c):
    script = (
        "import signal, sys\n"
        "sys.path[:0] = ['.']\n"
        "sys.argv = ['watch.py', '1']\n"
        "from commands import watch\n"
        "class Ignoring:\n"
        "    def __del__(self):\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "watch.Watch.prepare = lambda *_, **__: Ignoring() and None\n"
        "watch.main()\n"
    )
    asked = [sys.executable, "-c", script]
    done = subprocess.run(asked, cwd=course, capture_output=True, text=True, timeout=100)
    assert "Exception ignored" in done.stderr and done.stdout.endswith(STOPPED)


@pytest.fixture
def saves(tmp_path, monkeypatch):
    """Return a function that begins to watch one file, and that file."""
    for name in ("POLL", "WATCHFILES_FORCE_POLLING"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "ch01_math.py"
    path.write_text("a = 1\n")
    begun = []

    def begin():
        begun.append(Saves([path]))
        begun[0].start()
        return begun[0], path

    yield begin
    for thread in begun:
        thread.close()
    HALTED.clear()


def wait_for(saves):
    wait_until_pending(saves)
    saves.wait()


def wait_until_pending(saves):
    deadline = time.monotonic() + 20
    while not saves.pending():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("variable", ["POLL", "WATCHFILES_FORCE_POLLING"])
def test_files_are_looked_at_where_that_is_asked_for(saves, monkeypatch, capsys, variable):
    monkeypatch.setenv(variable, "1")
    thread, path = saves()
    for text in ("a = 2\n", "a = 3\n"):  # the same size, and in the same second
        path.write_text(text)
        wait_for(thread)
    assert capsys.readouterr().out == f"{variable}=1: the files are looked at 20 times a second.\n"


def test_files_are_looked_at_without_watchfiles(saves, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    thread, path = saves()
    path.write_text("a = 2\n")
    wait_for(thread)
    assert capsys.readouterr().out.startswith("watchfiles isn't installed: the files are looked at")


@pytest.mark.skipif(not importlib.util.find_spec("watchfiles"), reason="watchfiles is missing")
def test_files_are_looked_at_where_the_system_tells_nothing(saves, monkeypatch, capsys):
    def tells_nothing(*_args, stop_event, **_options):
        while not stop_event.wait(0.1):
            yield set()

    monkeypatch.setattr("watchfiles.watch", tells_nothing)
    thread, path = saves()
    for text in ("a = 2\n", "a = 3\n", "a = 4\n"):
        path.write_text(text)
        wait_for(thread)
    output = capsys.readouterr().out
    assert output == (
        "The system doesn't tell of saves here: the files are looked at 20 times a second.\n"
    )


@pytest.mark.skipif(not importlib.util.find_spec("watchfiles"), reason="watchfiles is missing")
def test_files_are_looked_at_where_the_system_refuses(saves, monkeypatch, capsys):
    def refuses(*_args, **_options):
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.watch", refuses)
    thread, path = saves()
    path.write_text("a = 2\n")
    wait_for(thread)
    assert capsys.readouterr().out.startswith("The system doesn't tell of saves here: the files")


def test_wsl_is_not_asked(monkeypatch):
    for name in ("POLL", "WATCHFILES_FORCE_POLLING"):
        monkeypatch.delenv(name, raising=False)
    uname = type("uname", (), {"release": "5.15.90.1-microsoft-standard-WSL2"})
    monkeypatch.setattr("platform.uname", lambda: uname)
    assert why_to_poll() == "Windows doesn't tell WSL of every save"
    monkeypatch.setenv("POLL", "0")
    assert why_to_poll() == ""


@pytest.mark.parametrize("half", ["", "def f(:"])
def test_what_may_be_half_written_is_not_graded_at_once(saves, monkeypatch, half):
    monkeypatch.setattr(watch_saves, "LONG_REST", 60)
    thread, path = saves()
    path.write_text(half)
    time.sleep(0.4)
    assert not thread.pending()
    path.write_text("a = 2\n")
    wait_for(thread)


def test_a_grading_goes_on_only_after_the_save(saves):
    thread, path = saves()
    path.write_text("a = 2\n")
    wait_until_pending(thread)
    assert HALTED.is_set()
    thread.wait()
    assert not HALTED.is_set() and not thread.pending()


# ── make watch ──


@pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="make is not installed")
def test_make_watch_installs_watchfiles_and_goes_on_without_it(course):
    exercises_from_solutions(course / "exercises", ["ch01_math", "ch02_neuron"])
    shutil.copy(ROOT / "Makefile", course)
    python = course / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *pip*|*--finds*) exit $PIP;; esac\nexec "{sys.executable}" "$@"\n'
    )
    python.chmod(0o755)
    (course / ".venv/pytest-is-here").touch()

    def make_watch(pip):
        done = subprocess.run(
            ["make", "watch", "1", "POLL=1"],
            cwd=course,
            env=plain_environment(PIP=pip),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0 and "Chapter 1 is done.\n" in done.stdout
        return done.stdout

    output = make_watch("1")
    assert output.startswith("Setting up once: watchfiles, which tells make watch of every save")
    assert "It could not be installed, and make watch goes on without it." in output
    output = make_watch("0")
    assert "Setting up once" in output and "could not" not in output
    output = make_watch("1")
    assert "Setting up" not in output
