"""Run a chapter's main(): ``python tests/grading/run.py exercises ch02_neuron``."""

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main():
    folder, stem = sys.argv[1:]
    if folder not in ("exercises", "solutions"):
        return f"WITH={folder} names no folder of chapters. It is exercises or solutions."
    sys.path[0] = str(ROOT)
    try:
        runpy.run_module(f"{folder}.{stem}", run_name="__main__")
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
