"""The machinery behind the graders.

A grader needs task and Code from here, and the pair that each test is given; a file of known
mistakes needs mistake.
"""

from .mistakes import mistake
from .pair import Code, task

__all__ = ["Code", "mistake", "task"]
