"""The machinery behind the graders.

A grader needs task and Code from here, and the pair that each test is given; a file of known
mistakes needs edits and mistake.
"""

from .arguments import Code
from .mistakes import edits, mistake
from .tasks import task

__all__ = ["Code", "edits", "mistake", "task"]
