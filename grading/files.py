"""Read a learner's file, for every command alike: whatever stands in its place, nothing waits."""

import os
import re
import stat
from pathlib import Path

SIZE_LIMIT = 200_000  # bytes; the longest solution has 20,000
JOINERS = "\u200c\u200d"  # they shape letters in names of some scripts
LEFT_BY_GIT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
ENCODING = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)  # as Python does
UTF8 = ("utf-8", "utf8", "utf-8-sig", "u8")
ASCII = ("ascii", "us-ascii")
# By these Python reads any file, if some letters in its texts and comments as others.
SINGLE_BYTES = ("latin", "iso-8859", "cp125", "windows-125", "koi8", "mac")
DECLARED = "the file declares another encoding"
MERGE_MARKS = (
    "marks of a merge that git left half done: between <<<<<<< and >>>>>>> two versions stand one "
    "below the other. Keep the lines that you want, and delete the others and the marks"
)


def read(path: Path, links: bool = True, limit: int = SIZE_LIMIT) -> bytes:
    """Return a regular file's bytes.

    Raises OSError, whose strerror says why: it is a folder, a pipe or a device, which may never
    end; it has more bytes than limit; or, without links, it is a link, which may lead anywhere.
    """
    if not links and path.is_symlink():
        raise OSError(0, "it is a link to another file", str(path))
    check_regular(os.stat(path), path)
    # it may have been replaced meanwhile: a pipe would be waited for
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        check_regular(os.fstat(descriptor), path)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(0, f"it is longer than {limit // 1000} kB", str(path))
    return data


def check_regular(found: os.stat_result, path: Path) -> None:
    """Raise OSError for a folder, a pipe or a device."""
    if stat.S_ISDIR(found.st_mode):
        raise OSError(0, "it is a folder", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "it is not a regular file", str(path))


def merge_mark(text: str) -> int:
    """Return the line of the first mark that a merge of git's left in a text; 0 for none."""
    mark = LEFT_BY_GIT.search(text)
    return text.count("\n", 0, mark.start()) + 1 if mark else 0


def text_of(data: bytes) -> str:
    """Return a file's text, its lines ending in "\\n". Raises UnicodeDecodeError (see not_utf8)."""
    text = data.decode("utf-8-sig")
    first, *rest = data.splitlines()[:2] or [b""]
    # on the second line it counts where the first is empty or a comment
    for line in [first, *rest] if not first.partition(b"#")[0].strip() else [first]:
        declared = ENCODING.match(line)
        name = declared[1].decode("ascii").lower().replace("_", "-") if declared else "utf-8"
        as_python = name in UTF8 or name.startswith(("utf-8-", *SINGLE_BYTES))
        if not as_python and not (text.isascii() and name in ASCII):
            start = data.index(line)
            raise UnicodeDecodeError("utf-8", data, start, start + len(line), DECLARED)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def not_utf8(error: UnicodeDecodeError) -> tuple[int, str]:
    """Return the line at which a file isn't UTF-8 text, and what to do."""
    line = error.object.count(b"\n", 0, error.start) + 1
    if error.reason == DECLARED:
        return line, "declares another encoding. Save the file as UTF-8, without that line."
    return line, "isn't UTF-8 text. Save the file as UTF-8 in your editor."


def printable(name: object) -> str:
    """Return a file's or a folder's name as any page or terminal can show it, on one line."""
    return "".join(mark if mark.isprintable() or mark in JOINERS else "?" for mark in str(name))
