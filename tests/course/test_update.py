"""make update brings the newer course, and loses nothing that a learner wrote.

Each test has a course repository and a clone of it, in a folder with odd letters.
"""

import os
import re
import shutil
import subprocess

import pytest
from clones import Folder, cloned, copied, crlf, program, small_course, with_git, written
from runs import exercises_from_solutions

from commands.git import UNDER_WAY
from commands.requirements import why

pytestmark = [
    pytest.mark.some(5),
    pytest.mark.skipif(not shutil.which("git"), reason="git is not installed"),
]

STEMS = ("ch01_math", "ch02_neuron", "ch04_loss")
needs_a_shell = pytest.mark.skipif(os.name == "nt", reason="needs a shell")
LEFT = (*UNDER_WAY, "index.lock", "MERGE_MSG", "AUTO_MERGE")
MATH, NEURON, LOSS = (f"exercises/{stem}.py" for stem in STEMS)


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """A course in a repository, and a clone of it."""
    course = with_git(small_course(tmp_path_factory.mktemp("templates") / "course", *STEMS))
    mine = cloned(course, course.path.parent / "mine")
    mine.run("update")  # leaves Python's caches, which save each test a moment
    return course, mine


@pytest.fixture
def course(templates, tmp_path):
    return copied(templates[0], tmp_path / "course")


@pytest.fixture
def mine(templates, course, tmp_path):
    folder = copied(templates[1], tmp_path / "mon cours é")
    folder.git("remote", "set-url", "origin", str(course.path))
    return folder


def is_complete(folder):
    """Say whether the last update left nothing of its own behind."""
    names = folder.git("for-each-ref", "--format=%(refname)").split()
    usual = all(name.startswith(("refs/heads/", "refs/remotes/")) for name in names)
    return usual and not any((folder.path / ".git" / name).exists() for name in LEFT)


def newer(course):
    """Change a stub in two places, another file, and add a chapter."""
    course.change(LOSS, 'raise NotImplementedError("softmax")', 'raise NotImplementedError("soft")')
    course.change(LOSS, "import math\n", "import math\nimport random\n")
    course.write("README.md", "# Newer\n")
    course.write("exercises/ch08_more.py", "x = 1\n")
    course.write("solutions/ch08_more.py", '"""Chapter 8 · More"""\nx = 1\n')
    course.commit("Newer")


# ── nothing of the learner's in the way ──


def test_an_untouched_clone_becomes_the_newer_version(course, mine):
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert "The course is now at its version of 20" in output
    assert "New:\n  exercises/ch08_more.py\n" in output
    assert f"A newer stub, for you had written nothing there:\n  {LOSS}\n" in output
    assert "kept" not in output and not (mine.path / "exercises/kept").exists()
    assert mine.git("rev-parse", "HEAD") == course.git("rev-parse", "HEAD")
    assert mine.git("status", "--porcelain") == "" and is_complete(mine)


def test_a_second_update_has_nothing_to_do(course, mine):
    newer(course)
    mine.run("update")
    status, output = mine.run("update")
    assert status == 0
    assert output.startswith("This is the newest version of the course")
    assert str(course.path) in output


def test_files_that_the_course_drops_go_and_take_empty_folders_along(course, mine):
    course.git("rm", "-q", "-r", "grading/report_terminal.py", "solutions", NEURON)
    course.commit()
    status, output = mine.run("update")
    assert status == 0, output
    assert not (mine.path / "solutions").exists() and not (mine.path / NEURON).exists()
    assert f"No longer part of the course:\n  {NEURON}" in output


def test_a_file_that_becomes_a_program_becomes_one(course, mine):
    (course.path / "commands/hint.py").chmod(0o755)
    course.commit()
    assert mine.run("update")[0] == 0
    assert mine.git("status", "--porcelain") == ""
    assert mine.run("update")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode")
def test_an_exercise_whose_mode_alone_changed_is_a_newer_stub(course, mine):
    (mine.path / LOSS).chmod(0o755)
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert f"A newer stub, for you had written nothing there:\n  {LOSS}\n" in output
    assert mine.read(LOSS) == course.read(LOSS) and "Copies" not in output


# ── edited exercises ──


def test_an_edited_exercise_stays_and_its_changed_tasks_are_named(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    mine.write(MATH, written("ch01_math"))
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == written("ch04_loss") and mine.read(MATH) == written("ch01_math")
    assert f"{LOSS} stays as you left it. Its stub has changed:\n  changed  softmax\n" in output
    assert "  also     lines outside the functions and classes\n" in output
    assert "make reset-chapter 4 TASK=softmax" in output
    assert MATH + " stays" not in output
    assert mine.kept("ch04_loss") == [written("ch04_loss")]
    assert mine.kept("ch01_math") == [written("ch01_math")]
    assert mine.git("rev-parse", "HEAD") == course.git("rev-parse", "HEAD")  # no commit was made
    assert mine.git("status", "--porcelain").split() == ["M", MATH, "M", LOSS]


def test_the_diff_that_is_named_shows_the_stubs_change(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    newer(course)
    _, output = mine.run("update")
    command = re.search(r"^  git (diff \w+ \w+ -- \S+)$", output, re.MULTILINE)[1]
    shown = mine.git(*command.split())
    assert '+    raise NotImplementedError("soft")' in shown and "+import random" in shown


def test_new_and_dropped_tasks_of_a_stub_are_named(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    course.change(LOSS, "def one_hot(", "def one_cold(")
    course.commit()
    _, output = mine.run("update")
    assert "  new      one_cold\n  gone     one_hot\n" in output
    assert "also" not in output


def test_a_new_task_is_named_and_its_stub_comes_into_what_was_written(course, mine):
    stub = course.read(LOSS).decode()
    at, end = (stub.index(f"def {name}(") for name in ("cross_entropy_from_logits", "mse_loss"))
    course.write(LOSS, stub[:at] + stub[end:])  # a course without it
    course.commit("Older")
    mine.run("update")
    old = written("ch04_loss").decode()
    at, end = (old.index(f"def {name}(") for name in ("log_softmax", "mse_loss"))
    mine.write(LOSS, old[:at] + old[end:])
    course.write(LOSS, stub)
    course.commit("Newer")
    status, output = mine.run("update")
    assert status == 0 and mine.read(LOSS).decode() == old[:at] + old[end:]
    assert f"{LOSS} stays as you left it. Its stub has changed:\n  new      cross_ent" in output
    command = "  make reset-chapter 4 TASK=cross_entropy_from_logits"
    assert "To put a new task's stub in (your file is kept first):\n" + command in output
    assert mine.run("reset", "4", "cross_entropy_from_logits")[0] == 0
    text = mine.read(LOSS).decode()
    new = 'raise NotImplementedError("cross_entropy_from_logits")'
    assert text.startswith(old[:at]) and text.endswith(old[end:]) and text.count(new) == 1


def chapter(course, stem, text, *names):
    """Write a chapter of functions and a class that do nothing, and their grader."""
    tests = [f'@task("{name}")\ndef test_{name}(pair):\n    pass\n' for name in names]
    course.write(f"tests/test_{stem}.py", "\n\n".join(["from grading import task\n", *tests]))
    course.write(f"solutions/{stem}.py", WAITS.sub("return 1", f'"""Chapter 8 · More"""\n{text}'))
    course.write(f"exercises/{stem}.py", f'"""Chapter 8 · More"""\n{text}')


WAITS = re.compile(r'raise NotImplementedError\(".*"\)')
FIRST = 'def first():\n    """."""\n    raise NotImplementedError("first")\n'
NET = (
    'class Net:\n    def go(self):\n        """."""\n        raise NotImplementedError("Net.go")\n'
)
METHOD = '\n    def fit(self):\n        """."""\n        raise NotImplementedError("Net.fit")\n'
FIT = 'def fit(net):\n    """."""\n    raise NotImplementedError("fit")\n'
OTHER = 'def other():\n    """."""\n    raise NotImplementedError("other")\n'


def test_where_a_chapter_becomes_two_it_says_what_was_written_goes_where(course, mine):
    one, two = "exercises/ch08_one.py", "exercises/ch09_two.py"
    chapter(course, "ch08_one", FIRST + NET + METHOD, "first", "Net")
    course.commit("One chapter")
    assert mine.run("update")[0] == 0
    mine_of_one = WAITS.sub("return 2", FIRST + NET + METHOD + OTHER).encode()
    mine.write(one, mine_of_one)
    assert "copied" not in mine.run("update")[1]
    chapter(course, "ch08_one", FIRST, "first")
    chapter(course, "ch09_two", NET + FIT + OTHER, "Net", "fit", "other")
    course.commit("Two chapters")
    told = f"""
In {one} you wrote what is asked for in
{two} now. It stays where it is, and counts there
once you have copied it:
  Net
  fit, a function of its own now: it was Net.fit
"""
    status, output = mine.run("update")
    assert status == 0 and output.endswith(told), output
    assert f"New:\n  {two}\n" in output and "  gone     Net\n" in output
    assert mine.read(one) == mine_of_one and mine.read(two) == course.read(two)
    assert mine.kept("ch08_one") == [mine_of_one]
    assert mine.run("update")[1].endswith(told)  # whoever has an older update.py sees it here
    mine.write(two, WAITS.sub("return 2", NET) + FIT + OTHER)
    assert mine.run("update")[1].endswith(told.replace("  Net\n", ""))
    mine.write(two, WAITS.sub("return 2", NET + FIT) + OTHER)
    assert "copied" not in mine.run("update")[1]


def test_what_runs_in_a_worker_may_have_another_name_afterwards(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    course.git("mv", "grading/host.py", "grading/hosts.py")
    newer(course)
    status, output = mine.run("update")
    assert status == 0 and "changed  softmax" in output, output
    assert not (mine.path / "grading/host.py").exists() and is_complete(mine)


def test_committed_exercises_stay_and_only_then_a_commit_joins_both(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == written("ch04_loss")
    assert "changed  softmax" in output
    assert (
        mine.read("README.md") == b"# Newer\n" and (mine.path / "exercises/ch08_more.py").exists()
    )
    assert mine.git("status", "--porcelain") == "" and is_complete(mine)
    parents = mine.git("rev-list", "--parents", "-1", "HEAD").split()[1:]
    assert parents[1] == course.git("rev-parse", "HEAD")
    assert mine.git("show", f"HEAD^1:{LOSS}").encode() == written("ch04_loss").strip()
    assert mine.run("update")[1].startswith("This is the newest version")


def test_a_task_can_be_taken_from_the_newer_stub_afterwards(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    course.change(LOSS, "# TODO", "# TODO, newer")
    course.commit()
    mine.run("update")
    status, output = mine.run("reset", "4", "softmax")
    assert status == 0, output
    text = mine.read(LOSS).decode()
    assert text.count("# TODO, newer") == 1 and "def one_hot(index, size):" in text
    assert mine.run("reset", "4")[0] == 0
    assert mine.read(LOSS) == course.read(LOSS)


def test_edits_beyond_the_last_commit_stay_too(course, mine):
    mine.write(LOSS, b"x = 1\n")
    mine.commit("Begun")
    mine.write(LOSS, b"x = 2\n")
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == b"x = 2\n" and mine.kept("ch04_loss") == [b"x = 2\n"]
    commit = re.search("What you hadn't committed of them is a commit now: (.*)", output)[1]
    assert mine.git("show", f"{commit}:{LOSS}") == "x = 2"
    assert mine.git("show", f"{commit}^:{LOSS}") == "x = 1"
    assert mine.git("merge-base", commit, "HEAD").startswith(commit) and is_complete(mine)


def test_what_is_staged_and_nowhere_else_is_kept_as_well(course, mine):
    mine.write(LOSS, b"staged = 1\n")
    mine.git("add", LOSS)
    mine.write(LOSS, b"later = 2\n")
    newer(course)
    mine.run("update")
    assert mine.read(LOSS) == b"later = 2\n"
    assert sorted(mine.kept("ch04_loss")) == [b"later = 2\n", b"staged = 1\n"]


def test_a_missing_exercise_is_put_back(course, mine):
    (mine.path / LOSS).unlink()
    (mine.path / MATH).unlink()
    newer(course)
    status, output = mine.run("update")
    assert status == 0
    assert mine.read(LOSS) == course.read(LOSS) and mine.read(MATH) == course.read(MATH)
    assert f"Put back, for it was missing:\n  {MATH}\n  {LOSS}\n" in output


def test_a_committed_deletion_gives_way_to_a_newer_stub(course, mine):
    (mine.path / LOSS).unlink()
    mine.commit("Not this one")
    newer(course)
    assert mine.run("update")[0] == 0
    assert mine.read(LOSS) == course.read(LOSS)


def test_an_edited_exercise_that_the_course_drops_stays(course, mine):
    mine.write(NEURON, written("ch02_neuron"))
    course.git("rm", "-q", NEURON)
    course.commit()
    status, output = mine.run("update")
    assert status == 0
    assert mine.read(NEURON) == written("ch02_neuron")
    assert f"No longer part of the course, but yours stays:\n  {NEURON}" in output


@pytest.mark.parametrize("staged", [False, True])
def test_a_file_of_yours_where_the_course_adds_an_exercise_stays(course, mine, staged):
    mine.write("exercises/ch08_more.py", "mine = True\n")
    if staged:
        mine.git("add", "exercises/ch08_more.py")
    newer(course)
    status, _ = mine.run("update")
    assert status == 0
    assert mine.read("exercises/ch08_more.py") == b"mine = True\n"


def test_a_chapter_reset_after_its_commit_takes_the_newer_stub_and_keeps_both(course, mine):
    before = mine.read(LOSS)
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    commit = mine.git("rev-parse", "HEAD")
    mine.write(LOSS, before)
    newer(course)
    status, output = mine.run("update")
    assert status == 0 and mine.read(LOSS) == course.read(LOSS)
    assert f"A newer stub, for you had written nothing there:\n  {LOSS}\n" in output
    assert mine.git("merge-base", commit, "HEAD") == commit
    assert mine.git("show", f"{commit}:{LOSS}").encode() == written("ch04_loss").strip()


def test_an_exercise_that_the_course_renames_stays_where_it_is(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    course.git("mv", LOSS, "exercises/ch04_losses.py")
    course.git("mv", "solutions/ch04_loss.py", "solutions/ch04_losses.py")
    course.commit()
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == written("ch04_loss")
    assert mine.read("exercises/ch04_losses.py") == course.read("exercises/ch04_losses.py")
    assert f"No longer part of the course, but yours stays:\n  {LOSS}" in output
    assert "New:\n  exercises/ch04_losses.py" in output


def test_an_exercise_is_not_joined_even_where_git_could(course, mine):
    mine.write(LOSS, mine.read(LOSS) + b"\n# mine, at the end\n")
    before = mine.read(LOSS)
    course.change(LOSS, "import math\n", "import math\nimport random\n")
    course.commit()
    status, output = mine.run("update")
    assert status == 0 and mine.read(LOSS) == before
    assert f"{LOSS} stays as you left it." in output


def test_the_file_that_an_editor_has_open_is_not_even_written(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    before = os.stat(mine.path / LOSS)
    newer(course)
    assert mine.run("update")[0] == 0
    after = os.stat(mine.path / LOSS)
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


# ── the ends of lines ──


def test_windows_line_ends_are_no_edit_and_an_edit_keeps_them(course, mine):
    mine.write(LOSS, crlf(mine.read(LOSS)))
    mine.write(MATH, crlf(written("ch01_math")))
    mine.write("README.md", crlf(mine.read("README.md")))
    newer(course)
    course.change(MATH, "from operator", "import random\nfrom operator")
    course.commit()
    status, output = mine.run("update")
    assert status == 0, output
    assert f"A newer stub, for you had written nothing there:\n  {LOSS}\n" in output
    assert f"{MATH} stays as you left it." in output and mine.read("README.md") == b"# Newer\n"
    assert mine.read(MATH) == crlf(written("ch01_math"))


def test_a_clone_that_turns_line_ends_by_itself_is_updated(course, tmp_path):
    course.git("rm", "-q", ".gitattributes")
    course.commit()
    mine = cloned(course, tmp_path / "clone", "-c", "core.autocrlf=true")
    assert b"\r\n" in mine.read(LOSS)
    mine.write(MATH, crlf(written("ch01_math")))
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == crlf(course.read(LOSS))
    assert mine.read(MATH) == crlf(written("ch01_math"))


# ── what stops it, before anything is touched ──


def refused(mine, *sentences, **environment):
    """Update; see that it said so and touched nothing."""
    before = as_it_is(mine)
    status, output = mine.run("update", **environment)
    assert status == 1
    for sentence in sentences:
        assert sentence in output, output
    assert as_it_is(mine) == before
    return output


def as_it_is(mine):
    asked = ("rev-parse", "HEAD"), ("ls-files", "--stage"), ("status", "--porcelain")
    files = {path: data for path, data in mine.files().items() if path.parent.name != "kept"}
    return files, [mine.git(*words) for words in asked], is_complete(mine)


def test_changes_outside_the_exercises_stop_it_and_git_can_put_them_aside(course, mine):
    mine.write("README.md", "# Mine\n")
    mine.write("solutions/ch04_loss.py", "x = 1\n")
    mine.write(MATH, written("ch01_math"))
    course.change(LOSS, "import math\n", "import math\nimport random\n")
    course.commit()
    output = refused(
        mine, "changed here, outside exercises/:\n  README.md\n  solutions/ch04_loss.py"
    )
    commands = re.findall(r"^  (git .*|make update)$", output, re.MULTILINE)
    assert commands[1] == "make update"
    mine.git("stash", "push", "--", ".", ":(exclude)exercises")
    assert commands[0] == 'git stash push -- . ":(exclude)exercises"'
    assert mine.run("update")[0] == 0
    mine.git(*commands[2].split()[1:])
    assert mine.read("README.md") == b"# Mine\n" and mine.read(MATH) == written("ch01_math")
    assert mine.read(LOSS) == course.read(LOSS)


def test_a_file_that_the_course_now_has_too_stops_it(course, mine):
    mine.write("solutions/ch08_more.py", "mine = True\n")
    newer(course)
    refused(mine, "stand where the course now has files of its own:\n  solutions/ch08_more.py")


def test_an_ignored_file_where_the_course_now_has_one_stops_it(course, mine):
    mine.write("drawing.png", b"mine")
    assert mine.git("status", "--porcelain") == ""
    course.write("drawing.png", b"ours")
    course.git("add", "--force", "drawing.png")
    course.commit()
    refused(mine, "stand where the course now has files of its own:\n  drawing.png")


def test_a_file_where_the_course_has_a_folder_stops_it(course, mine):
    mine.write("gallery", "mine\n")
    course.write("gallery/one.txt", "ours\n")
    course.commit()
    refused(mine, "stand where the course now has files of its own:\n  gallery/one.txt")


def test_a_file_that_git_was_told_to_forget_is_not_overwritten(course, mine):
    mine.git("rm", "-q", "--cached", "README.md")
    mine.write(".git/info/exclude", "README.md\n")
    mine.commit("README.md is my own")
    mine.write("README.md", "# Mine\n")
    newer(course)
    refused(mine, "stand where the course now has files of its own:\n  README.md")


def test_a_folder_where_the_course_has_a_file_stops_it(course, mine):
    (mine.path / "solutions/ch08_more.py").mkdir()
    newer(course)
    refused(mine, "solutions/ch08_more.py")


def test_files_of_your_own_elsewhere_are_left_alone(course, mine):
    mine.write("notes.txt", "mine\n")
    newer(course)
    assert mine.run("update")[0] == 0 and mine.read("notes.txt") == b"mine\n"


def test_commits_outside_the_exercises_are_joined_where_they_dont_meet(course, mine):
    text = "".join(f"line {i}\n" for i in range(20))
    course.write("README.md", text)
    course.commit()
    mine.run("update")
    mine.change("README.md", "line 2\n", "line two\n")
    mine.commit("Mine")
    course.change("README.md", "line 17\n", "line seventeen\n")
    course.commit()
    status, output = mine.run("update")
    assert status == 0, output
    both = text.replace("line 2\n", "line two\n").replace("line 17\n", "line seventeen\n")
    assert mine.read("README.md").decode() == both and mine.git("status", "--porcelain") == ""


SETTINGS = {
    "commit.gpgSign": "true",
    "gpg.program": "false",
    "merge.ff": "only",
    "merge.verifySignatures": "true",
    "merge.autoStash": "true",
    "branch.main.mergeOptions": "--squash",
    "core.safecrlf": "true",
    "core.hooksPath": "hooks",
}


@needs_a_shell
@pytest.mark.parametrize("committed", [False, True])
def test_hooks_and_settings_of_your_own_keep_nothing_from_fitting(course, mine, committed):
    for name in ("pre-commit", "commit-msg", "pre-merge-commit", "post-checkout", "post-merge"):
        program(mine.path / "hooks" / name, "#!/bin/sh\necho a hook >> hooked.txt; exit 1\n")
    mine.write(LOSS, written("ch04_loss"))
    if committed:
        mine.commit("My softmax")
    mine.write(MATH, crlf(written("ch01_math")))
    for name, value in SETTINGS.items():
        mine.git("config", name, value)
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == written("ch04_loss") and mine.read(MATH) == crlf(written("ch01_math"))
    assert mine.read("README.md") == b"# Newer\n" and is_complete(mine)
    assert not (mine.path / "hooked.txt").exists() and mine.git("stash", "list") == ""


def test_a_shallow_clone_is_updated(course, tmp_path):
    newer(course)
    mine = Folder(tmp_path / "shallow")
    course.git("clone", "-q", "--depth=1", f"file://{course.path}", str(mine.path))
    assert mine.git("rev-list", "--count", "HEAD") == "1"
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    for text in ("# Newer still\n", "# Newest\n"):
        course.write("README.md", text)
        course.commit()
    assert mine.run("update")[0] == 0
    assert mine.read(LOSS) == written("ch04_loss") and mine.read("README.md") == b"# Newest\n"


def test_commits_that_clash_outside_the_exercises_stop_it(course, mine):
    mine.write("README.md", "# Mine\n")
    mine.commit("Mine")
    newer(course)
    refused(mine, "the same lines of these files:\n  README.md\n", "git merge ")


def test_without_a_connection_it_says_so(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    mine.git("remote", "set-url", "origin", str(mine.path / "nowhere"))
    refused(mine, "could not be fetched from", "Check the connection to the internet, then type")


def test_a_download_without_git_says_what_to_do(mine):
    shutil.rmtree(mine.path / ".git")
    status, output = mine.run("update")
    assert status == 1 and "This folder is no git clone" in output
    assert "copy\nthe exercises that you have written in" in output


def test_a_folder_inside_another_repository_is_no_clone(mine, tmp_path):
    shutil.rmtree(mine.path / ".git")
    Folder(tmp_path).git("init", "-q")
    status, output = mine.run("update")
    assert status == 1 and "This folder is no git clone" in output


def test_without_git_it_gives_doctors_sentence(mine):
    (mine.path / "empty").mkdir()
    status, output = mine.run("update", PATH=str(mine.path / "empty"))
    assert status == 1 and output.strip() == why("git")


def test_a_clone_that_knows_no_origin_is_told_how_to_name_it(mine):
    mine.git("remote", "remove", "origin")
    refused(mine, "git remote add upstream ADDRESS")


def test_no_branch_and_a_half_done_merge_stop_it(course, mine):
    mine.write("README.md", "# Mine\n")
    mine.commit("Mine")
    newer(course)
    mine.git("fetch", "-q")
    subprocess.run(
        ["git", "merge", "origin/main"], cwd=mine.path, env=mine.environment, timeout=120
    )
    refused(mine, "in the middle of a merge")
    mine.git("merge", "--abort")
    mine.git("checkout", "-q", "--detach")
    refused(mine, "on no branch")


@pytest.mark.some(9)
@pytest.mark.parametrize("name", UNDER_WAY)
def test_whatever_git_is_in_the_middle_of_stops_it(course, mine, name):
    newer(course)
    (mine.path / ".git" / name).mkdir()
    refused(mine, "in the middle of a merge, a rebase or a bisect")


def test_a_bisect_stops_it(course, mine):
    newer(course)
    mine.git("bisect", "start")
    refused(mine, "in the middle of a merge, a rebase or a bisect", "git status says how")
    mine.git("bisect", "reset")
    assert mine.run("update")[0] == 0


@pytest.mark.some(3)
@pytest.mark.parametrize("name", ["index", "HEAD", "packed-refs", "refs/heads/main"])
def test_another_git_program_at_work_stops_it(course, mine, name):
    newer(course)
    mine.write(f".git/{name}.lock", "")
    refused(mine, "Another git program is at work", f"\n  .git/{name}.lock\n", "delete that file")
    (mine.path / f".git/{name}.lock").unlink()
    assert mine.run("update")[0] == 0 and mine.read("README.md") == b"# Newer\n"


def git_that_refuses(folder, word, sentence):
    """Write a git that refuses one of its commands. Return the PATH on which it comes first."""
    program(
        folder / "git",
        f'#!/bin/sh\ncase " $* " in *" {word} "*) echo "{sentence}" >&2; exit 128;; esac\n'
        f'exec "{shutil.which("git")}" "$@"\n',
    )
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.some(5)
@needs_a_shell
@pytest.mark.parametrize(
    ("word", "committed"),
    [("read-tree", True), ("add", False), ("commit", True), ("merge", False), ("merge", True)],
)
def test_where_git_refuses_after_all_everything_is_put_back(
    course, mine, tmp_path, word, committed
):
    mine.write(NEURON, written("ch02_neuron"))
    if committed:
        mine.commit("My neuron")
    mine.write(LOSS, written("ch04_loss"))
    newer(course)
    course.git("rm", "-q", "-r", "grading/report_terminal.py", "solutions", MATH)
    course.commit()
    said = "fatal: Unable to create '.git/index.lock': Read-only file system"
    path = git_that_refuses(tmp_path / "bin", word, said)
    refused(mine, f"git refuses: {said}\nNothing was changed. When that is mended", PATH=path)
    assert mine.run("update")[0] == 0
    assert not (mine.path / "solutions/ch04_loss.py").exists() and is_complete(mine)


@needs_a_shell
def test_where_git_goes_on_refusing_nothing_is_lost_and_it_says_so(course, mine, tmp_path):
    mine.write(LOSS, written("ch04_loss"))
    newer(course)
    path = git_that_refuses(tmp_path / "bin", "reset", "fatal: unable to write new index file")
    status, output = mine.run("update", PATH=path)
    assert status == 1 and "The update isn't complete. When that is mended, type: make" in output
    assert mine.read(LOSS) == written("ch04_loss")
    assert mine.run("update")[1].startswith("This is the newest version")
    assert mine.read(LOSS) == written("ch04_loss") and mine.read("README.md") == b"# Newer\n"
    assert mine.git("status", "--porcelain") == "" and is_complete(mine)


@needs_a_shell
def test_a_version_that_cannot_be_kept_is_not_put_down_to_the_network(course, mine, tmp_path):
    newer(course)
    said = "error: insufficient permission for adding an object to .git/objects"
    path = git_that_refuses(tmp_path / "bin", "fetch", said)
    output = refused(mine, "could not be fetched", said, "Nothing was changed.", PATH=path)
    assert "internet" not in output


def test_another_repository_as_origin_is_noticed(mine, tmp_path):
    other = Folder(tmp_path / "other")
    other.path.mkdir()
    other.git("init", "-q")
    other.write("a.txt", "a")
    other.commit()
    mine.git("remote", "set-url", "origin", str(other.path))
    branch = other.git("symbolic-ref", "--short", "HEAD")
    mine.git("config", "branch.main.merge", f"refs/heads/{branch}")
    refused(mine, "doesn't come from the course's repository")


def test_a_word_too_many_is_refused(mine):
    status, output = mine.run("update", "3")
    assert status == 1 and "make update" in output


# ── where the course is ──


def test_a_fork_takes_the_course_from_upstream(course, tmp_path):
    fork = cloned(course, tmp_path / "fork.git", "--bare")
    mine = cloned(fork, tmp_path / "clone")
    mine.git("remote", "add", "upstream", str(course.path))
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    mine.git("push", "-q")
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert "changed  softmax" in output and output.endswith("To bring your fork along: git push\n")
    assert mine.read("README.md") == b"# Newer\n" and mine.read(LOSS) == written("ch04_loss")
    mine.git("push", "-q")


def test_a_fork_that_knows_no_upstream_is_told(course, tmp_path):
    fork = cloned(course, tmp_path / "fork.git", "--bare")
    mine = cloned(fork, tmp_path / "clone")
    assert "a fork" not in mine.run("update")[1]
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    mine.git("push", "-q")
    status, output = mine.run("update")
    assert status == 0
    assert "This is the newest version" in output and "git remote add upstream ADDRESS" in output


def test_a_repository_made_from_a_template_finds_its_version(course, tmp_path):
    mine = Folder(tmp_path / "mine")
    shutil.copytree(course.path, mine.path, ignore=shutil.ignore_patterns(".git"))
    mine.git("init", "-q")
    mine.commit("Initial commit")
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    mine.git("remote", "add", "upstream", str(course.path))
    newer(course)
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == written("ch04_loss") and mine.read("README.md") == b"# Newer\n"
    course.change("README.md", "Newer", "Newest")
    course.commit()
    assert mine.run("update")[0] == 0 and mine.read("README.md") == b"# Newest\n"


def test_a_branch_of_your_own_is_updated_from_where_the_clone_came(course, mine):
    mine.git("checkout", "-q", "-b", "my-work")
    newer(course)
    assert mine.run("update")[0] == 0 and mine.read("README.md") == b"# Newer\n"


# ── interrupted ──

UPDATE_IS_KNOWN = "import os\nos.environ.setdefault('UPDATE', str(os.getpid()))\n"
KILL, CTRL_C = "kill -9 $UPDATE $PPID", "kill -2 $UPDATE $PPID; sleep 5"
FULL = "echo 'error: No space left on device' >&2; exit 1"


def stopped_at(mine, name, end, folder):
    """Have git stop halfway through the files: when it comes to one, end happens. Return settings.

    The processes it may end are update's own, which a sitecustomize.py names, and git.
    """
    program(folder / "end", f"#!/bin/sh\n{end}\n")
    (folder / "sitecustomize.py").write_text(UPDATE_IS_KNOWN)
    mine.git("config", "filter.halfway.smudge", f"exec '{folder / 'end'}'")
    mine.git("config", "filter.halfway.clean", "cat")
    mine.git("config", "filter.halfway.required", "true")
    mine.write(".git/info/attributes", f"{name} filter=halfway\n")
    return {"PYTHONPATH": str(folder)}


def goes_on(mine):
    """Let git come through again; as a learner who read of the lock, delete it."""
    mine.write(".git/info/attributes", "")
    (mine.path / ".git/index.lock").unlink(missing_ok=True)


@needs_a_shell
@pytest.mark.parametrize("committed", [False, True])
def test_where_a_file_cannot_be_replaced_all_are_put_back(course, mine, tmp_path, committed):
    mine.write(LOSS, written("ch04_loss"))
    if committed:
        mine.commit("My softmax")
    newer(course)
    course.git("rm", "-q", "-r", "grading/report_terminal.py", "solutions/ch01_math.py", NEURON)
    course.commit()
    settings = stopped_at(mine, "solutions/ch08_more.py", FULL, tmp_path)
    refused(mine, "No space left on device\nNothing was changed. When that is mended", **settings)
    goes_on(mine)
    assert mine.run("update")[0] == 0 and mine.read("README.md") == b"# Newer\n"


@needs_a_shell
def test_ctrl_c_puts_everything_back(ctrl_c, course, mine, tmp_path):
    mine.write(LOSS, written("ch04_loss"))
    newer(course)
    settings = stopped_at(mine, "solutions/ch08_more.py", CTRL_C, tmp_path)
    refused(mine, "Stopped. Nothing of yours was changed. To go on: make update", **settings)
    goes_on(mine)
    output = mine.run("update")[1]
    assert "changed  softmax" in output and mine.read("README.md") == b"# Newer\n"


@needs_a_shell
def test_an_interrupted_update_that_fails_is_finished_later(course, mine, tmp_path):
    newer(course)
    for end in (KILL, FULL):
        settings = stopped_at(mine, "solutions/ch08_more.py", end, tmp_path)
        mine.run("update", **settings)
        goes_on(mine)
    assert mine.run("update")[0] == 0
    assert mine.read("README.md") == b"# Newer\n" and mine.git("status", "--porcelain") == ""


@pytest.mark.some(4)
@needs_a_shell
@pytest.mark.parametrize(
    ("name", "committed"),
    [("README.md", False), ("solutions/ch08_more.py", True), (LOSS, False), (LOSS, True)],
)
def test_a_second_run_finishes_an_interrupted_one(course, mine, tmp_path, name, committed):
    mine.write(MATH, written("ch01_math"))
    if committed:
        mine.commit("My vectors")
    newer(course)
    course.git("rm", "-q", "commands/hint.py", "solutions/ch01_math.py")
    course.change(MATH, "from operator", "import random\nfrom operator")
    course.commit()
    settings = stopped_at(mine, name, KILL, tmp_path)
    assert mine.run("update", **settings)[0] == -9
    assert mine.read(MATH) == written("ch01_math")
    mine.write(NEURON, written("ch02_neuron"))  # and the learner goes on working
    status, output = mine.run("update")
    assert status == 1 and "or has crashed and left its lock:\n  .git/index.lock" in output
    goes_on(mine)
    status, output = mine.run("update")
    assert status == 0, output
    if name != "README.md":  # before which nothing was written
        assert output.startswith("The last update was interrupted. This finishes it.")
    assert f"{MATH} stays as you left it." in output
    fresh = "Put back, for it was missing" if name == LOSS else "A newer stub, for you had written"
    assert re.search(f"{fresh}.*:\n  {LOSS}\n", output)
    assert mine.read(MATH) == written("ch01_math") and mine.read("README.md") == b"# Newer\n"
    assert mine.read(NEURON) == written("ch02_neuron") and mine.read(LOSS) == course.read(LOSS)
    assert mine.read("exercises/ch08_more.py") == b"x = 1\n"
    assert not (mine.path / "commands/hint.py").exists() and is_complete(mine)
    assert mine.run("update")[1].startswith("This is the newest version")


@needs_a_shell
def test_an_interrupted_update_is_finished_on_the_way_to_a_newer_one(course, mine, tmp_path):
    newer(course)
    mine.run("update", **stopped_at(mine, "solutions/ch08_more.py", KILL, tmp_path))
    assert mine.read("README.md") == b"# Newer\n"
    course.write("README.md", "# Newest\n")
    course.commit()
    goes_on(mine)
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read("README.md") == b"# Newest\n"
    assert mine.git("rev-parse", "HEAD") == course.git("rev-parse", "HEAD")
    assert mine.git("status", "--porcelain") == ""


@needs_a_shell
def test_commits_after_an_interruption_are_joined(course, mine, tmp_path):
    newer(course)
    mine.run("update", **stopped_at(mine, "solutions/ch08_more.py", KILL, tmp_path))
    goes_on(mine)
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("All that is here")
    status, output = mine.run("update")
    assert status == 0, output
    assert mine.read(LOSS) == written("ch04_loss") and mine.read("README.md") == b"# Newer\n"
    assert mine.git("status", "--porcelain") == "" and is_complete(mine)


def test_what_cannot_be_kept_stops_it(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    mine.write("exercises/kept", "a file in the way\n")
    newer(course)
    status, output = mine.run("update")
    assert status == 1 and "exercises/kept can't be read or written" in output
    assert mine.read("README.md") != b"# Newer\n" and mine.read(LOSS) == written("ch04_loss")


# ── what the new version needs ──


def test_new_needs_are_installed_by_the_next_command(course, mine):
    for name in ("pytest-is-here", "numpy-is-here"):
        mine.write(f".venv/{name}", "")
    newer(course)
    assert "installs what the new version needs" not in mine.run("update")[1]
    assert (mine.path / ".venv/pytest-is-here").exists()
    course.change("pyproject.toml", "pytest~=9.0", "pytest~=9.9")
    course.commit()
    assert "The next command installs what the new version needs." in mine.run("update")[1]
    assert not list((mine.path / ".venv").glob("*-is-here"))


def test_a_learner_without_a_name_in_git_is_updated_too(course, mine):
    mine.write(LOSS, written("ch04_loss"))
    mine.commit("My softmax")
    newer(course)
    for name in [key for key in mine.environment if re.match("GIT_(AUTHOR|COMMITTER)", key)]:
        del mine.environment[name]
    mine.git("config", "user.useConfigOnly", "true")
    assert mine.run("update")[0] == 0
    assert mine.git("log", "-1", "--format=%an") == "make update"


def test_solved_chapters_pass_after_an_update(course, mine):
    exercises_from_solutions(mine.path / "exercises", ["ch01_math"])
    newer(course)
    mine.run("update")
    assert mine.run("hint", "1")[1].startswith("Every task of this chapter is right")


@pytest.mark.skipif(os.name == "nt", reason="pipes are files on Unix")
def test_what_is_no_file_in_an_exercises_place_is_named(course, mine):
    newer(course)
    path = mine.path / LOSS
    path.unlink()
    os.mkfifo(path)
    status, output = mine.run("update")
    assert status == 1 and "stands something that is no file" in output
    assert "ch04_loss.py" in output and "outside exercises/" not in output
