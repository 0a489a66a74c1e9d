"""Grade chapters: ``python commands/check.py tests/test_ch03_forward.py``.

pytest does it, and takes the same words by itself. Here Ctrl-C ends it quietly while it starts.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out, end_at_once  # before all that takes its time

import os

try:
    import pytest
except Exception as error:  # 1 would say that a chapter isn't done
    print(f"pytest can't be loaded: {error}. What is missing says: make doctor", file=sys.stderr)
    sys.exit(3)


def main():
    if not sys.argv[1:]:
        print("Which chapters? Name their files: tests/test_ch03_forward.py", file=sys.stderr)
        return 4  # as pytest ends where the words are wrong
    os.environ.pop("PYTEST_ADDOPTS", None)  # somebody's own options would grade other tests
    end_at_once()  # until tests/conftest.py has what answers
    return pytest.main()


if __name__ == "__main__":
    carry_out(main)
