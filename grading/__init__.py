"""The machinery behind the graders.

A grader needs task and Code from here, and the pair that each test is given; a file of known
mistakes needs mistake.
"""

from .arguments import Code
from .mistakes import mistake
from .tasks import task

__all__ = ["Code", "mistake", "task"]
