"""How a program of the course begins and ends: what Ctrl-C does, and a stream that fails.

A command imports this before all else, and is carried out by it. It runs on old Pythons too.
"""

import _signal as signal  # itself, without what signal imports: Ctrl-C may come meanwhile
import atexit
import os
import sys

HEARS = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # nobody ignores it
STOPPED = "\nStopped. Nothing of yours was changed."
UNSAID = 74  # the status where the output can't be written; 1 may be that a chapter isn't done


def end_at_once():
    """Let Ctrl-C end the program without a word: there is nothing to stop, not yet or no longer."""
    if HEARS:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


end_at_once()  # what is being imported would answer with a traceback
if None in (sys.stdin, sys.stdout, sys.stderr):
    while os.open(os.devnull, os.O_RDWR) < 2:
        pass  # a file of ours would get the number of a stream that is closed
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
for stream in (sys.stdout, sys.stderr):
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")  # a console or a pipe may lack some letters


def shown_unless_left(kind, error, trace):
    """Show an error that ends the program, unless it is that whoever read along has gone."""
    if not issubclass(kind, BrokenPipeError):
        sys.__excepthook__(kind, error, trace)


@atexit.register
def let_go():
    """Write what is left, before Python does, which would complain where it can't."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            to_nowhere(stream)
        except (Exception, SystemExit):  # a program that make run ran may have left anything there
            continue


def to_nowhere(stream):
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


sys.excepthook = shown_unless_left


class Told:
    """A stream that may be full: then the program ends, and says so.

    A program that outlives whoever hears of it goes on, its words go nowhere, and it says so last.
    """

    unsaid = ""  # why something could not be written

    def __init__(self, stream, outlives):
        self._stream, self._outlives = stream, outlives

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def write(self, text):
        return self._tried(self._stream.write, text)

    def flush(self):
        return self._tried(self._stream.flush)

    def _tried(self, act, *words):
        try:
            return act(*words)
        except OSError as error:
            left = isinstance(error, BrokenPipeError)
            if left and not self._outlives:
                raise
            to_nowhere(self._stream)  # Python writes what is left once more, at its end
            if not left:
                self.unsaid = f"The output can't be written: {error.strerror}."
                if not self._outlives:
                    raise SystemExit(UNSAID) from None


def carry_out(main, stopped=STOPPED, outlives=False):
    """Run main, and end with its status or with the sentence it returns; Ctrl-C: with stopped."""
    out = sys.stdout = Told(sys.stdout, outlives)
    if outlives:
        sys.stderr = Told(sys.stderr, outlives)
    try:
        if HEARS:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        status = main()
    except KeyboardInterrupt:
        status = stopped
    except SystemExit as end:
        status = end.code
    end_at_once()
    try:
        out.flush()
    except BrokenPipeError:
        to_nowhere(out)
    except ValueError:
        pass  # a program that was run has closed it, or taken it over
    except SystemExit:
        pass  # as follows
    if out.unsaid:
        print(out.unsaid, file=Told(sys.stderr, outlives=True))
        status = UNSAID
    sys.exit(status)
