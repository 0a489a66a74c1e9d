"""What a host tells of an error that a learner's code raised, and of the lines it came from."""

import builtins

from .values import MESSAGE_LIMIT, NAMESAKE, TRAIL_LIMIT, names_of

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

TRACEBACK = vars(BaseException)["__traceback__"].__get__  # a class may have another
HALF = TRAIL_LIMIT // 2
GRADERS = "<lambda of the grader>"  # what its functions are compiled as
SYNTAX_ERRORS = (SyntaxError, IndentationError, TabError)  # Python's own


def told_of(error, files, graded):
    """Say what was raised, and the lines of the learner's files that it came from.

    file, line: the innermost; trail: those of the chapter that is graded, outermost first; beyond:
    it was raised in a function of the grader's that the innermost one calls.
    """
    kind = type(error)
    try:
        message = str.__getitem__(str(error), slice(MESSAGE_LIMIT))
    except BaseException:
        message = ""
    bases = names_of(kind)
    if bases[0] == NAMESAKE + bases[1]:  # as NumPy's own MemoryError is one of Python's
        del bases[0]
    told: dict = {"type": bases[0], "bases": bases, "message": message}
    names = known_as(files)
    if kind in SYNTAX_ERRORS and type(error.filename) is str and error.filename in names:
        told["message"] = str.__getitem__(str(error.msg), slice(MESSAGE_LIMIT))
        name = names[error.filename]
        text = next(file["text"] for file in files.values() if file["name"] == name)
        if type(error.lineno) is int and 0 < error.lineno <= text.count("\n") + 1:
            # its line, not that of the import which led there
            return {**told, "file": name, "line": error.lineno}
    chapter = files.get(graded, {}).get("name")
    trail: list = []
    frame = TRACEBACK(error)
    while frame is not None:
        if frame.tb_frame.f_code.co_filename in names:
            place = place_of(frame.tb_frame.f_code, frame.tb_lineno, files)
            told.update(place)
            if place and place["file"] == chapter:
                trail.append(place["line"])
            told["beyond"] = False
        elif "line" in told and frame.tb_frame.f_code.co_filename == GRADERS:
            told["beyond"] = True
        frame = frame.tb_next
    return {**told, "trail": trail[:HALF] + trail[HALF:][-HALF:]}


def place_of(code, line, files):
    """Return where a learner's code is, as {file, line}; {} for a line that isn't there.

    Code that was made or changed by hand may have any number for a line.
    """
    for file in files.values():
        if code.co_filename == file.get("path", file["name"]):
            if type(line) is int and 0 < line <= file["text"].count("\n") + 1:
                return {"file": file["name"], "line": line}
    return {}


def known_as(files):
    """Return {the name that Python knows a file by: the reader's name for it}."""
    return {file.get("path", file["name"]): file["name"] for file in files.values()}
