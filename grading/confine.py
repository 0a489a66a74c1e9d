"""Have the kernel confine this process, for good, before a learner's code runs in it.

On Linux, without root: Landlock takes away every file but Python's own, and seccomp every call
that could write one, start a program, reach the network or touch another process. A learner's code
may do in here what it likes, raw memory included; the kernel stands outside. What a kernel doesn't
know isn't claimed. https://docs.kernel.org/userspace-api/landlock.html
"""

import contextlib
import os
import sys

LOADER_CACHE = "/etc/ld.so.cache"  # says where the shared libraries lie
STORES = ("/nix/store/", "/gnu/store/")  # where each has a folder of its own
PACKAGES = ("site-packages", "dist-packages")  # beside the standard library, and none of it
NOBODY = 65534
KILL = 9

# ── Landlock ──

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same number on every processor
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many kinds of access each version knows; 16 after it

# ── seccomp: name, its number on x86_64, its number on aarch64 ("-": there is none) ──

CALLS = """
read 0 63  write 1 64  open 2 -  close 3 57  stat 4 -  fstat 5 80  lstat 6 -  poll 7 -  lseek 8 62
mmap 9 222  mprotect 10 226  munmap 11 215  brk 12 214  rt_sigaction 13 134  rt_sigprocmask 14 135
rt_sigreturn 15 139  ioctl 16 29  pread64 17 67  readv 19 65  writev 20 66  access 21 -  select 23 -
sched_yield 24 124  mremap 25 216  madvise 28 233  dup 32 23  dup2 33 -  pause 34 -
nanosleep 35 101  getitimer 36 102  alarm 37 -  setitimer 38 103  getpid 39 172  clone 56 220
exit 60 93  kill 62 129  uname 63 160  fcntl 72 25  getdents 78 -  getcwd 79 17
gettimeofday 96 169  getrlimit 97 163  getrusage 98 165
sysinfo 99 179  times 100 153  getuid 102 174  getgid 104 176  geteuid 107 175  getegid 108 177
getppid 110 173  getgroups 115 158  getresuid 118 148  getresgid 120 150  rt_sigpending 127 136
rt_sigtimedwait 128 137  rt_sigsuspend 130 133  sigaltstack 131 132  sched_getparam 143 121
sched_getscheduler 145 120  prctl 157 167  gettid 186 178  tkill 200 130  time 201 -  futex 202 98
sched_getaffinity 204 123  getdents64 217 61  set_tid_address 218 96  restart_syscall 219 128
clock_gettime 228 113  clock_getres 229 114  clock_nanosleep 230 115  exit_group 231 94
tgkill 234 131  openat 257 56  newfstatat 262 79  faccessat 269 48
pselect6 270 72  ppoll 271 73  set_robust_list 273 99  dup3 292 24  prlimit64 302 261
getcpu 309 168  getrandom 318 278  membarrier 324 283  statx 332 291  rseq 334 293
clone3 435 435  close_range 436 436  faccessat2 439 439
"""
# The column, and the kernel's names of the processor and of its 32-bit kind, with other numbers.
PROCESSORS = {"x86_64": (1, 0xC000003E, 0x40000003), "aarch64": (2, 0xC00000B7, 0x40000028)}
ALLOW, REFUSE = 0x7FFF0000, 0x00050000  # what a filter returns; with the error's number in REFUSE
PERMISSION, UNKNOWN_CALL = 1, 38  # EPERM, ENOSYS
CLONE_THREAD = 0x00010000
CLONE_OTHERS = 0x7E82E000  # into another name space, another process's child, traced
WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_TMPFILE
FCNTL = (0, 1, 2, 3, 4, 1030)  # copy a descriptor, read and set its flags; not F_SETOWN
IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # is it a terminal? how wide?
THREAD_NAME = (15, 16)  # of prctl's many orders
ADVICE = (0, 1, 2, 3, 4, 8, 14, 15, 16, 17)  # on memory of one's own; not to take it out of service
CLOCKS = tuple(range(12))  # the system's and one's own; not those of other processes
READ_ALL = 1 << 2  # root's right to read whatever it is: Python may be another user's


def allowed_values(own_process: int) -> dict[str, list[tuple[int, int, int, tuple[int, ...]]]]:
    """Return {call: [(argument, half of it, mask, values)]} for calls that are allowed at times.

    An argument has 64 bits, in two halves; half 0 is the lower one.
    """
    whole, own = 0xFFFFFFFF, (own_process,)
    nothing = [(2, 0, whole, (0,)), (2, 1, whole, (0,))]  # no new limit: it is only asked
    return {
        "open": [(1, 0, WRITING, (0,))],
        "openat": [(2, 0, WRITING, (0,))],
        "clone": [(0, 0, CLONE_THREAD | CLONE_OTHERS, (CLONE_THREAD,))],  # a thread, no process
        "madvise": [(2, 0, whole, ADVICE)],
        "clock_gettime": [(0, 0, whole, CLOCKS)],
        "clock_getres": [(0, 0, whole, CLOCKS)],
        "clock_nanosleep": [(0, 0, whole, CLOCKS)],
        "sched_getaffinity": [(0, 0, whole, (0, own_process))],
        "sched_getparam": [(0, 0, whole, (0, own_process))],
        "sched_getscheduler": [(0, 0, whole, (0, own_process))],
        "kill": [(0, 0, whole, own)],
        "tkill": [(0, 0, whole, own)],
        "tgkill": [(0, 0, whole, own)],
        "prlimit64": [(0, 0, whole, (0, own_process)), *nothing],
        "prctl": [(0, 0, whole, THREAD_NAME)],
        "fcntl": [(1, 0, whole, FCNTL)],
        "ioctl": [(1, 0, whole, IOCTL)],
    }


def filter_program(column: int, processor: int, small: int, own_process: int) -> bytes:
    """Return the filter in the kernel's own form: instructions of 8 bytes."""
    words = CALLS.split()
    rules = allowed_values(own_process)
    program = []

    def step(code, value, if_true=0, if_false=0):
        program.append(code | if_true << 16 | if_false << 24 | value << 32)

    load, equal, mask, answer = 0x20, 0x15, 0x54, 0x06
    step(load, 4)  # the processor that a call is made for
    step(equal, processor, if_true=3)
    step(equal, small, if_false=1)
    step(answer, REFUSE | PERMISSION)
    step(answer, ALLOW)  # this one is emulated: that nothing is refused shows, and isn't claimed
    step(load, 0)  # the call's number
    for name, number in zip(words[::3], words[column::3]):
        if number == "-":
            continue
        conditions = rules.get(name, [])
        step(equal, int(number), if_false=1 + sum(3 + len(rule[-1]) for rule in conditions))
        for argument, half, bits, values in conditions:
            step(load, 16 + 8 * argument + 4 * half)
            step(mask, bits)
            for place, value in enumerate(values):
                step(equal, value, if_true=len(values) - place)
            step(answer, REFUSE | PERMISSION)
        step(answer, REFUSE | UNKNOWN_CALL if name == "clone3" else ALLOW)
    step(answer, REFUSE | PERMISSION)
    return b"".join(instruction.to_bytes(8, "little") for instruction in program)


class Kernel:
    """The C library's syscall() and prctl(), by ctypes' C half: the whole would take 3 ms more."""

    def __init__(self):
        import _ctypes

        class Long(_ctypes._SimpleCData):
            _type_ = "l"

        class Text(_ctypes._SimpleCData):
            _type_ = "z"

        class Function(_ctypes.CFuncPtr):
            _flags_ = _ctypes.FUNCFLAG_CDECL
            _restype_ = Long

        self._long, self._text = Long, Text
        library = _ctypes.dlopen(None, 0)  # type: ignore[arg-type]
        names = ("syscall", "prctl", "capset")
        self._functions = {name: Function(_ctypes.dlsym(library, name)) for name in names}
        del sys.modules["_ctypes"]

    def _asked(self, function, *values):
        """Call it with numbers, and with bytes, of which it gets the address."""
        given = [value if type(value) is bytes else self._long(value) for value in values]
        return self._functions[function](*given)

    def call(self, number, *values):
        """Make a system call; return its answer, -1 for an error."""
        return self._asked("syscall", number, *values)

    def prctl(self, *values):
        """Return whether prctl() did what it was asked."""
        return self._asked("prctl", *values, *[0] * (5 - len(values))) == 0

    def drop_rights(self):
        """Give up root's rights, where this is still root, but for reading."""
        header = (0x20080522).to_bytes(4, "little") + bytes(4)  # the version, and this process
        self._asked("capset", header, READ_ALL.to_bytes(4, "little") * 2 + bytes(16))

    def address(self, data):
        """Return the address of some bytes, as bytes. They must be kept meanwhile."""
        return bytes(memoryview(self._text(data)))


# ── what is done ──


def confine(folders, away, grader):
    """Confine this process. Return what holds from now on, of "user", "calls", "files".

    folders: whose files may be read, such as NumPy's, besides Python's own. away: folders that stay
    out of reach wherever they lie. grader: the process whose end is the end of this one, too.

    "user": it runs as nobody; where it was root. "calls": it writes no file, starts no program,
    reaches no network and no other process, and doesn't outlive the grader. "files": it reads none
    but those.
    """
    held = []
    own = [path for path in sys.path if os.path.isabs(path)] + list(folders)
    away = [*away, *(os.path.join(path, name) for path in sys.path for name in PACKAGES)]
    libraries = library_folders()
    if sys.platform == "linux" and os.geteuid() == 0 and become_nobody([*own, *libraries]):
        held.append("user")
    if sys.platform == "darwin" and refused(lambda: os.close(os.open("/etc/passwd", os.O_RDONLY))):
        held += ["files", "calls"]  # see sandbox_profile
    if sys.platform != "linux":
        return held
    try:
        kernel = Kernel()
    except (ImportError, AttributeError, OSError):  # a Python without ctypes
        return held
    kernel.drop_rights()
    kernel.prctl(1, KILL)  # PR_SET_PDEATHSIG
    if os.getppid() != grader:
        os._exit(0)
    kernel.prctl(38, 1)  # PR_SET_NO_NEW_PRIVS, which the following two ask for
    if libraries and restrict_files(kernel, readable(own, libraries, away)):
        held.append("files")
    if restrict_calls(kernel):
        held.append("calls")
    return held


def sandbox_profile(folders):
    """Return what holds of a process that macOS's sandbox-exec begins. Not yet run there.

    folders: those of Python, of NumPy and of their libraries.
    """
    places = " ".join(f'(subpath "{folder}")' for folder in folders)
    return f"""(version 1)
(deny default)
(allow process-exec {places})
(allow file-read-metadata)
(allow file-read* (literal "/") (literal "/dev/null") (literal "/dev/urandom")
    (subpath "/usr/lib") (subpath "/System/Library") {places})
(allow file-write-data (literal "/dev/null"))
(allow sysctl-read)
(allow signal (target self))
"""


def become_nobody(needed):
    """Give up being root, where nobody can read what is needed. Return whether that is done."""
    needed = [path for path in needed if os.path.exists(path)]
    groups, group = os.getgroups(), os.getegid()
    try:
        os.setgroups([])
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        can_read = all(os.access(path, os.R_OK, effective_ids=True) for path in needed)
    except OSError:  # in a container there may be no such user
        can_read = False
    with contextlib.suppress(OSError):  # a root without rights has changed nothing
        os.seteuid(0)
        os.setegid(group)
        os.setgroups(groups)
    if can_read:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    return can_read


def readable(own, libraries, away):
    """Return [(path, what may be done there)] for Python's own folders and the shared libraries."""
    places = [*own, LOADER_CACHE]
    named = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    others = {os.path.join(prefix, "lib") for prefix in (sys.base_prefix, sys.base_exec_prefix)}
    others |= set(filter(os.path.isabs, named))
    for folder in libraries - set(own):
        if folder.startswith(("/lib", "/usr/lib")):
            places.append(folder)
        elif folder.startswith(STORES):
            places.append(folder[: len(STORES[0]) - 1])
        else:
            others.add(folder)
    for folder in others:  # in which other things may lie, too
        places += [path for path in listed(folder) if ".so" in os.path.basename(path)]
    away = [os.path.realpath(folder) for folder in away]
    found: dict[str, int] = {}
    for path in map(os.path.realpath, places):
        for place, rights in without(path, away):
            found[place] = found.get(place, 0) | rights
    return list(found.items())


def library_folders():
    """Return the folders of this process's shared libraries, where others lie that it may need.

    The set is empty where the system doesn't tell.
    """
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as file:
            paths = [line.split(maxsplit=5)[5].rstrip("\n") for line in file if "/" in line]
    except OSError:
        return set()
    return {os.path.dirname(path) for path in paths if ".so" in path}


def listed(folder):
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder)]
    except OSError:
        return []


def without(path, away):
    """Yield (place, rights) for a file, or all in a folder, but for what is to stay away."""
    inside = [place for place in away if f"{place}/".startswith(f"{path}/")]
    if path in inside:
        return
    if not os.path.isdir(path):
        if os.path.isfile(path):
            yield path, READ_FILE
    elif not inside:
        yield path, READ_FILE | READ_FOLDER
    else:
        yield path, READ_FOLDER  # names alone: Python lists a folder to find a module in it
        for place in listed(path):
            if not os.path.islink(place):
                yield from without(place, inside)


def restrict_files(kernel, places):
    """Let files be opened in these places only, and only read. Return whether the kernel does."""
    version = kernel.call(CREATE_RULESET, 0, 0, 1)
    if version < 1:
        return False
    handled = (1 << RIGHTS.get(version, 16)) - 1
    attributes = [handled] + [3] * (version >= 4) + [3] * (version >= 6)  # network, other processes
    packed = b"".join(value.to_bytes(8, sys.byteorder) for value in attributes)
    ruleset = kernel.call(CREATE_RULESET, packed, len(packed), 0)
    if ruleset < 0:
        return False
    for path, rights in places:
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        rule = rights.to_bytes(8, sys.byteorder) + place.to_bytes(4, sys.byteorder)
        kernel.call(ADD_RULE, ruleset, 1, rule, 0)
        os.close(place)
    done = kernel.call(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return done and refused(lambda: os.close(os.open("/", os.O_RDONLY)))


def restrict_calls(kernel):
    """Allow the calls that computing takes, and no others. Return whether the kernel does."""
    machine = os.uname().machine
    if machine not in PROCESSORS or sys.maxsize < 2**32:
        return False
    program = filter_program(*PROCESSORS[machine], os.getpid())
    count = (len(program) // 8).to_bytes(8, sys.byteorder)
    filtered = kernel.prctl(22, 2, count + kernel.address(program))
    return filtered and refused(lambda: os.getpgid(0))


def refused(function):
    try:
        function()
    except PermissionError:
        return True
    return False
