"""What to tell a teacher where this system's kernel doesn't confine learners' programs."""

from grading.worker import protection

CONTAINER = (
    'docker run --rm --network none -v "$PWD:/course:ro" -v "$PWD/grades:/grades" -w /course '
    "python:3.13 python -I commands/grade_class.py SUBMISSIONS --out /grades"
)


def unconfined():
    """Return what a learner's program could do on this system if it wanted to; "" for nothing."""
    held = set(protection())
    if {"files", "calls"} <= held:
        return ""
    can = {"calls": "read files of this machine", "files": "reach the network and other programs"}
    can = next((what for name, what in can.items() if name in held), "reach files and programs")
    return (
        f"This system's kernel doesn't confine learners' programs: one that wants to can {can}. "
        "Grade strangers' work in a container."
    )
