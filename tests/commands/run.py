"""Run a chapter's main(): ``python tests/commands/run.py exercises 2``.

A third word, fonts, has the chapter read letters in fonts never seen. In a chapter's place, torch
runs np2's network beside the same in PyTorch.
"""

import os
import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from commands.shared import ROOT, stem_of  # noqa: E402 (needs the path)

READ_FONTS = ("ch07_letter_classifier", "np2_digits")


def main():
    folder, word, *letters = [*sys.argv[1:], "", ""]
    letters = [word for word in letters if word]
    if folder not in ("exercises", "solutions"):
        return f"WITH={folder} names no folder of chapters. It is exercises or solutions."
    stem = word if word == "torch" else stem_of(word)
    if letters and (letters != ["fonts"] or stem not in READ_FONTS):
        return f"LETTERS={' '.join(letters)} is not known here: LETTERS=fonts goes with 7 and np2."
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small products lose time on more
    sys.path.append(str(ROOT))  # last: a random.py of the learner's there is not Python's
    program = f"{folder}.{stem}"
    sys.argv[1:] = letters
    if stem == "torch":
        program, sys.argv[1:] = "lessons.np2_torch", [folder]
    try:
        runpy.run_module(program, run_name="__main__")
    except NotImplementedError as error:
        return (
            f"{error} isn't written yet, and this chapter's program needs it.\n"
            f"Write it in {folder}/, or see ours at work: add WITH=solutions to the command."
        )
    except KeyboardInterrupt:
        return "\nStopped."
    return None


if __name__ == "__main__":
    sys.exit(main())
