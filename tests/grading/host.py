"""Until nobody updates from 0.2.0: its `make update` reads stubs with the files that stood here.

They moved to grading/ while it ran. It asks for what a text defines, and for nothing else.
"""

import ast
import json
import sys


def main(_confine, _asked):
    def say(message):
        print(json.dumps(message), flush=True)

    say({"held": []})
    for line in sys.stdin:
        request = json.loads(line)
        say({"id": request["id"], "value": outlined(request.get("text", ""))})


def outlined(text):
    """Return [name, first line, line of def or class, last line, whether it waits] of each."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [
        [node.name, min([node.lineno, *(m.lineno for m in node.decorator_list)])]
        + [node.lineno, node.end_lineno, "raise NotImplementedError" in ast.unparse(node)]
        for node in body
        if isinstance(node, kinds)
    ]
