"""What the kernel's rules are made of, and what is claimed of them: no more than holds."""

import os
import subprocess
import sys
import time

import pytest
from runs import plain_environment

from grading import confine, worker
from grading.chapters import ROOT, solution_files
from grading.confine import CALLS, PROCESSORS, READ_FILE, READ_FOLDER, without

STEM = "ch01_math"
BOTH = READ_FILE | READ_FOLDER
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the rules are Linux's")


def confined(code, **more):
    """Run code in a bare Python that has confined itself; return what it printed."""
    program = f"import os, sys\nsys.path.append({str(ROOT / 'grading')!r})\nimport confine\n"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", program + code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env=plain_environment(**more),
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_what_stays_away_is_cut_out_of_what_may_be_read(tmp_path):
    for name in ("lib/a.so", "lib/b/c.py", "lib/course/solutions/x.py", "lib/course2/y.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    lib = str(tmp_path / "lib")
    assert dict(without(lib, [str(tmp_path / "elsewhere")])) == {lib: BOTH}
    assert dict(without(lib, [f"{lib}/course"])) == {
        lib: READ_FOLDER,
        f"{lib}/a.so": READ_FILE,
        f"{lib}/b": BOTH,
        f"{lib}/course2": BOTH,
    }
    assert dict(without(lib, [lib])) == {}
    assert dict(without(f"{lib}/b", [str(tmp_path)])) == {f"{lib}/b": BOTH}  # Python, in the course


@LINUX
def test_a_course_among_pythons_own_files_is_out_of_reach():
    home = os.path.dirname(os.__file__)
    code = (
        f"away = [{home!r} + '/json', {home!r} + '/statistics.py']\n"
        "print(*confine.confine([], away, os.getppid()))\n"
        "for name in ('json/decoder.py', 'statistics.py', 'random.py'):\n"
        f"  try: print(len(open({home!r} + '/' + name).read()) > 0)\n"
        "  except PermissionError: print('refused')\n"
        "import csv, decimal\nprint(csv.__name__)\n"
    )
    held = worker.protection()
    if "files" not in held:
        pytest.skip("this kernel has no Landlock")
    said = confined(code)
    assert said[-4:] == ["refused", "refused", "True", "csv"]


@LINUX
def test_a_python_without_ctypes_goes_on_and_claims_nothing():
    code = "sys.modules['_ctypes'] = None\nprint(*confine.confine([], [], os.getppid()), 'here')\n"
    assert confined(code)[-1] == "here" and not {"files", "calls"} & set(confined(code))


@LINUX
def test_an_unknown_processor_claims_nothing_of_calls():
    code = (
        "confine.PROCESSORS.clear()\n"
        "print(*confine.confine([], [], os.getppid()))\nprint(os.getpgid(0) > 0)\n"
    )
    said = confined(code)
    assert "calls" not in said and said[-1] == "True"


@LINUX
def test_a_kernel_without_landlock_claims_nothing_of_files_and_writes_none():
    if "calls" not in worker.protection():
        pytest.skip("this kernel has no seccomp")
    code = (
        "confine.restrict_files = lambda *asked: False\n"
        "print(*confine.confine([], [], os.getppid()))\n"
        "print(len(open('/etc/passwd').read()) > 0)\n"
        "for mode in ('w', 'a', 'r+', 'x'):\n"
        "  try: open('/tmp/course-was-here', mode)\n"
        "  except PermissionError: print('refused')\n"
    )
    said = confined(code)
    assert "files" not in said and said[-5:] == ["True", *["refused"] * 4]


@LINUX
def test_where_a_link_leads_stays_out_of_sight(tmp_path):
    if "calls" not in worker.protection():
        pytest.skip("this kernel has no seccomp")
    (tmp_path / "link").symlink_to(tmp_path)
    link = str(tmp_path / "link")
    code = (
        "print(*confine.confine([], [], os.getppid()))\n"
        f"link = {link!r}\n"
        "looks = [lambda: os.readlink(link), lambda: os.path.realpath(link, strict=True),\n"
        "  lambda: [os.chdir(link), os.getcwd()],\n"
        "  lambda: [os.fchdir(os.open(link, os.O_PATH)), os.getcwd()]]\n"
        "for look in looks:\n"
        "  try: print(look())\n"
        "  except PermissionError: print('refused')\n"
    )
    assert confined(code)[-4:] == ["refused"] * 4


def test_libraries_beside_python_and_those_that_are_named_may_be_read(tmp_path, monkeypatch):
    for name in ("base/lib/libblas.so.3", "base/lib/mine.txt", "named/libown.so", "named/mine.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path / "base"))
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{tmp_path}/named:relative:")
    places = dict(confine.readable([], set(), []))
    mine = {place for place in places if place.startswith(str(tmp_path))}
    assert mine == {f"{tmp_path}/base/lib/libblas.so.3", f"{tmp_path}/named/libown.so"}


@LINUX
def test_an_emulated_processor_breaks_nothing_and_claims_nothing():
    code = (
        "confine.PROCESSORS['x86_64'] = confine.PROCESSORS['aarch64'] = (1, 1, 2)\n"
        "print(*confine.confine([], [], os.getppid()))\nprint(os.getpgid(0) > 0)\n"
    )
    said = confined(code)
    assert "calls" not in said and said[-1] == "True"


@LINUX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="it takes root")
def test_a_root_without_rights_goes_on():
    code = (
        "kernel = confine.Kernel()\nconfine.READ_ALL = 0\nkernel.drop_rights()\n"
        "print(*confine.confine([], [], os.getppid()), 'here')\n"
    )
    said = confined(code)
    assert said[-1] == "here" and "user" not in said


def test_every_call_has_its_numbers_once():
    words = CALLS.split()
    assert len(words) % 3 == 0
    for column, *_ in PROCESSORS.values():
        numbers = [word for word in words[column::3] if word != "-"]
        assert all(number.isdigit() for number in numbers)
        assert len(numbers) == len(set(numbers))
    assert set(confine.allowed_values(1)) < set(words[::3])


def test_what_would_let_a_program_out_is_on_no_list():
    names = set(CALLS.split()[::3])
    out = "fork vfork execve execveat socket connect bind ptrace pidfd_open io_uring_setup mknod"
    out += " mkdir unlink rename link symlink chmod chown utimensat setxattr truncate openat2 mount"
    out += " setns unshare bpf process_vm_readv process_vm_writev setrlimit setpriority shmget"
    out += " mq_open memfd_create sched_setaffinity keyctl landlock_restrict_self seccomp"
    out += " readlink readlinkat chdir fchdir"
    assert not names & set(out.split())


@LINUX
def test_without_a_grader_a_worker_ends_at_once():
    code = "confine.confine([], [], os.getppid() + 1)\nprint('still here')\n"
    assert confined(code) == []


def test_a_worker_says_what_holds_of_it_before_anything_else():
    host = worker.Worker(STEM, solution_files(STEM))
    host.request({"do": "forget"}, 5)
    assert tuple(host.held) == worker.protection()
    host.close()


def test_a_grader_that_asks_late_finds_its_worker_alive(monkeypatch):
    """As on a busy machine, where it has all chapters to read first."""
    monkeypatch.setattr(worker, "LOAD_SECONDS", 0.1)
    monkeypatch.setattr(worker, "GRACE", 0.2)
    host = worker.learner_host(STEM, solution_files(STEM))
    time.sleep(1)
    reply = host.request({"do": "get", "target": ["vector_add"]}, 5)
    host.close()
    assert "value" in reply


def test_the_sandbox_of_macos_names_what_may_be_read():
    profile = confine.sandbox_profile(["/opt/python"])
    assert "(deny default)" in profile and '(subpath "/opt/python")' in profile
    assert profile.count("(") == profile.count(")")
