"""The machinery behind the graders.

A grader needs task and Code from here, the family of numbers in cases.py, and the pair that each
test is given; a file of known mistakes needs edits and mistake.
"""

from .arguments import Code
from .cases import MATRICES, NUMBERS, PAIRS, VECTORS, crossed
from .mistakes import edits, mistake
from .tasks import task

__all__ = ["MATRICES", "NUMBERS", "PAIRS", "VECTORS", "Code", "crossed", "edits", "mistake", "task"]
