"""Grade chapters: ``python commands/check.py tests/test_ch03_forward.py``.

pytest does it, and takes the same words by itself. Here Ctrl-C ends it quietly while it starts.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out, end_at_once  # before all that takes its time

import pytest


def main():
    end_at_once()  # until tests/conftest.py has what answers
    return pytest.main()


if __name__ == "__main__":
    carry_out(main)
