"""The machinery behind the graders.

A grader needs task and Code from here, the family of numbers in edge_cases.py, and the pair that
each test is given; a file of known mistakes needs edits and mistake.
"""

from .call_arguments import Code
from .edge_cases import FAR, MATRICES, NUMBERS, PAIRS, VECTORS, crossed
from .known_mistakes import edits, mistake
from .tasks import task

__all__ = [
    "FAR",
    "MATRICES",
    "NUMBERS",
    "PAIRS",
    "VECTORS",
    "Code",
    "crossed",
    "edits",
    "mistake",
    "task",
]
