"""Every single-edit mutant of a solution must be rejected: `make mutants` tries them all.

A mutant changes one operator, constant, comparison, sign, argument order or default in the parts
that a learner writes, or drops one statement. The few that no test can tell from the solution,
because they compute the same, stand in EQUIVALENT with the reason.
"""

import ast
import copy
import random
import sys
import textwrap
import time
from pathlib import Path

COURSE = Path(__file__).resolve().parent
sys.path.insert(0, str(COURSE))
sys.path.append(str(COURSE.parents[1]))  # last: see conftest.py

from gate import functions, waiting
from variants import Variant

from commands.stubs import made_from_solution
from grading.chapters import solution_text, stems
from grading.grade import Chapter, Grader

BINARY = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitOr: ast.BitAnd,
}
COMPARE = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq, ast.Is],
    ast.NotEq: [ast.Eq, ast.IsNot],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Raise, ast.If, ast.For)

# (stem, place, edit): why nothing can tell it from the solution.
SYMMETRIC = "x + y is y + x, and x * y is y * x: either may come first"
REFUSED = "@ refuses what doesn't fit, with a ValueError that names both sizes"
SMALL = "there is one object only of each whole number up to 256, and of each letter"
SQUARES = "the differences are squared, so their sign is lost"
EQUIVALENT = {
    ("ch01_math", "vector_add", "zip(a, b, strict=True)  →  zip(b, a, strict=True)"): SYMMETRIC,
    (
        "ch01_math",
        "elementwise_multiply",
        "zip(a, b, strict=True)  →  zip(b, a, strict=True)",
    ): SYMMETRIC,
    (
        "ch01_math",
        "matrix_vector_multiply",
        "dot_product(row, vector)  →  dot_product(vector, row)",
    ): SYMMETRIC,
    ("ch02_neuron", "sigmoid", "z >= 0  →  z > 0"): "at z = 0 both forms give 0.5",
    ("ch02_neuron", "sigmoid", "0  →  1"): "both forms agree, and neither overflows, from 0 to 1",
    ("ch02_neuron", "relu", "z < 0  →  z <= 0"): "at z = 0 it is 0 in either branch",
    (
        "ch02_neuron",
        "Neuron.forward",
        "dot_product(self.weights, inputs)  →  dot_product(inputs, self.weights)",
    ): SYMMETRIC,
    (
        "ch02_neuron",
        "Perceptron.forward",
        "dot_product(self.weights, inputs)  →  dot_product(inputs, self.weights)",
    ): SYMMETRIC,
    (
        "ch02_neuron",
        "Perceptron.train",
        "self.learning_rate * error  →  self.learning_rate / error",
    ): "the error is -1 or 1 there, and x / -1 is x * -1",
    (
        "ch02_neuron",
        "Perceptron.train",
        "vector_add(self.weights, vector_scale(inputs, step))  →  "
        "vector_add(vector_scale(inputs, step), self.weights)",
    ): SYMMETRIC,
    (
        "ch03_forward",
        "xavier_uniform",
        "rng.uniform(-limit, limit)  →  rng.uniform(limit, -limit)",
    ): "it draws from the same range, as evenly",
    (
        "ch03_forward",
        "Layer.forward",
        "vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)  →  "
        "vector_add(self.biases, matrix_vector_multiply(self.weights, inputs))",
    ): SYMMETRIC,
    ("ch04_loss", "softmax", "if not logits:  →  pass"): "max([]) raises ValueError by itself",
    (
        "ch04_loss",
        "softmax",
        "raise ValueError('softmax: logits has 0 numbers, it needs 1 or more')  →  pass",
    ): "max([]) raises ValueError by itself",
    (
        "ch04_loss",
        "cross_entropy_from_logits",
        "if not logits:  →  pass",
    ): "max([]) raises ValueError by itself",
    (
        "ch04_loss",
        "cross_entropy_from_logits",
        "raise ValueError(f'cross_entropy_from_logits: logits has 0 numbers, target "
        "{len(target)}')  →  pass",
    ): "max([]) raises ValueError by itself",
    (
        "ch04_loss",
        "cross_entropy_from_logits",
        "dot_product(target, shifted)  →  dot_product(shifted, target)",
    ): SYMMETRIC,
    (
        "ch04_loss",
        "mse_loss",
        "vector_subtract(predicted, target)  →  vector_subtract(target, predicted)",
    ): SQUARES,
    (
        "ch05_backprop",
        "BackpropLayer.backward",
        "elementwise_multiply(output_gradients, slopes)  →  "
        "elementwise_multiply(slopes, output_gradients)",
    ): SYMMETRIC,
    (
        "ch05_backprop",
        "gradient_check",
        "zip(gradients, measure(row), strict=True)  →  zip(measure(row), gradients, strict=True)",
    ): "|a - n| and |a| + |n| are the same with a and n exchanged",
    (
        "ch05_backprop",
        "gradient_check",
        "zip(layer.bias_gradients, measure(layer.biases), strict=True)  →  "
        "zip(measure(layer.biases), layer.bias_gradients, strict=True)",
    ): "|a - n| and |a| + |n| are the same with a and n exchanged",
    (
        "ch05_backprop",
        "gradient_check",
        "max(abs(a) + abs(n), 0.001)  →  max(0.001, abs(a) + abs(n))",
    ): "max of two numbers that are no NaN does not depend on their order",
    (
        "ch06_training",
        "clip_gradients",
        "norm > max_norm  →  norm >= max_norm",
    ): "where they are equal, the factor max_norm / norm is 1",
    (
        "np1_xor",
        "binary_cross_entropy",
        "np.clip(A, 1e-12, 1 - 1e-12)  →  np.clip(1e-12, A, 1 - 1e-12)",
    ): "1e-12 held between A and 1 - 1e-12 is A held between the limits",
    (
        "ch07_letter_classifier",
        "noisy_letters",
        "rng.random() < flip_probability  →  rng.random() <= flip_probability",
    ): "a draw of 53 bits that hits the probability itself is not to be seen",
    (
        "np2_digits",
        "pixels_to_inputs",
        "1  →  2",
    ): "reshape takes any negative number for the size that it is to find",
    ("np2_digits", "cross_entropy", "np.maximum(own, 1e-12)  →  np.maximum(1e-12, own)"): SYMMETRIC,
    (
        "np2_digits",
        "SmallNet.forward",
        "np.maximum(self.Z1, 0)  →  np.maximum(0, self.Z1)",
    ): SYMMETRIC,
    (
        "np3_mlp",
        "shuffled_batches",
        "1  →  0",
    ): "range with a step of 0 raises ValueError by itself",
    ("np3_mlp", "MLP.forward", "if X.ndim != 2 or X.shape[1] != n_in:  →  pass"): REFUSED,
    (
        "np3_mlp",
        "MLP.forward",
        "raise ValueError(f'forward: X has shape {X.shape}, not (m, {n_in})')  →  pass",
    ): REFUSED,
    (
        "np3_mlp",
        "MLP.forward",
        "np.maximum(X @ W + b, 0)  →  np.maximum(0, X @ W + b)",
    ): SYMMETRIC,
    (
        "np3_mlp",
        "MLP.backward",
        "layer > 0  →  layer >= 0",
    ): "it computes the gradient of X, which nobody reads",
    (
        "np3_mlp",
        "fit",
        "accuracy(predicted, validation[1])  →  accuracy(validation[1], predicted)",
    ): SYMMETRIC,
    (
        "np4_generalise",
        "dropout_mask",
        "rng.random(shape) >= rate  →  rng.random(shape) > rate",
    ): "a draw is equal to the rate once in 9,007,199,254,740,992 times",
    (
        "np4_generalise",
        "DropoutMLP.forward",
        "if X.ndim != 2 or X.shape[1] != n_in:  →  pass",
    ): REFUSED,
    (
        "np4_generalise",
        "DropoutMLP.forward",
        "raise ValueError(f'forward: X has shape {X.shape}, not (m, {n_in})')  →  pass",
    ): REFUSED,
    (
        "np4_generalise",
        "DropoutMLP.forward",
        "np.maximum(self.activations[-1] @ W + b, 0)  →  "
        "np.maximum(0, self.activations[-1] @ W + b)",
    ): SYMMETRIC,
    (
        "np5_autograd",
        "unbroadcast",
        "if gradient.shape == shape:  →  pass",
    ): "a sum over no axis, or over axes of size 1, gives the same numbers, only later",
    (
        "np5_autograd",
        "Tensor.relu",
        "np.maximum(self.data, 0)  →  np.maximum(0, self.data)",
    ): SYMMETRIC,
    (
        "np5_autograd",
        "AutogradMLP.forward",
        "0  →  1  (2)",
    ): "i goes up by twos, and one that is above 0 is above 1",
    ("ch02_neuron", "Perceptron.train", "error != 0  →  error is not 0"): SMALL,
    (
        "ch07_letter_classifier",
        "LetterClassifier.evaluate",
        "self.predict(inputs) == letter  →  self.predict(inputs) is letter",
    ): SMALL,
    ("np1_xor", "SimpleNN.forward", "X.ndim != 2  →  X.ndim is not 2"): SMALL,
    ("np2_digits", "pixels_to_inputs", "images.ndim != 3  →  images.ndim is not 3"): SMALL,
    ("np2_digits", "SmallNet.forward", "X.ndim != 2  →  X.ndim is not 2"): SMALL,
    ("np3_mlp", "MLP.forward", "X.ndim != 2  →  X.ndim is not 2"): SMALL,
    ("np3_mlp", "fit", "len(rows) == 0  →  len(rows) is 0"): SMALL,
    ("np4_generalise", "DropoutMLP.forward", "X.ndim != 2  →  X.ndim is not 2"): SMALL,
    ("np4_generalise", "shift_images", "images.ndim != 3  →  images.ndim is not 3"): SMALL,
    (
        "np4_generalise",
        "EarlyStopping.restore",
        "self.best_loss == math.inf  →  self.best_loss is math.inf",
    ): "what it begins with is that very object",
    ("np5_autograd", "unbroadcast", "gradient.shape == shape  →  gradient.shape is shape"): (
        "of equal shapes no axis is summed anyway"
    ),
    ("np5_autograd", "unbroadcast", "size == 1  →  size is 1"): SMALL,
    ("np5_autograd", "Tensor.__matmul__", "A.ndim != 2  →  A.ndim is not 2"): SMALL,
    ("np5_autograd", "Tensor.__matmul__", "B.ndim != 2  →  B.ndim is not 2"): SMALL,
    (
        "np5_autograd",
        "Tensor.backward",
        "self.data.size != 1  →  self.data.size is not 1",
    ): SMALL,
}


def written_by_the_learner(stem):
    """Return the qualified names of what the stub leaves to be written."""
    return set(waiting(ast.parse(made_from_solution(stem))))


def places(tree, names):
    """Yield (qualified name, function node) for the functions in names and a solution's helpers."""
    for name, node in functions(tree):
        last = name.rpartition(".")[2]
        if name in names or (last.startswith("_") and not last.startswith("__")):
            yield name, node


def edits(node):
    """Yield (replacement, text) for each single edit of one node of the tree."""
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        new = copy.copy(node)
        new.op = BINARY[type(node.op)]()
        yield new
    if isinstance(node, ast.AugAssign) and type(node.op) in BINARY:
        new = copy.copy(node)
        new.op = BINARY[type(node.op)]()
        yield new
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            for other in COMPARE.get(type(op), ()):
                new = copy.copy(node)
                new.ops = [*node.ops[:i], other(), *node.ops[i + 1 :]]
                yield new
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield ast.Constant(node.value + 1 if type(node.value) is int else node.value * 2 + 0.0)
        if node.value == 0.0 and type(node.value) is float:
            yield ast.Constant(1.0)
        if type(node.value) is int and node.value > 0:
            yield ast.Constant(node.value - 1)
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield ast.Constant(not node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield node.operand
    if isinstance(node, ast.Call) and len(node.args) >= 2:
        if not any(isinstance(arg, ast.Starred) for arg in node.args[:2]):
            new = copy.copy(node)
            new.args = [node.args[1], node.args[0], *node.args[2:]]
            yield new
    if isinstance(node, ast.IfExp):
        new = copy.copy(node)
        new.body, new.orelse = node.orelse, node.body
        yield new
    if isinstance(node, SIMPLE):
        yield ast.Pass()


def skipped(parent, field, node):
    """Say whether a node is no part of the program's meaning: texts, types, docstrings."""
    if isinstance(node, (ast.JoinedStr, ast.arg)):
        return True
    if field in ("annotation", "returns"):
        return True
    if isinstance(parent, ast.keyword) and parent.arg == "strict":
        return True
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def slots(node):
    """Yield (parent, field, index, child) for every node under node, outermost first."""
    for field, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if isinstance(child, ast.AST) and not skipped(node, field, child):
                yield node, field, index if isinstance(value, list) else None, child
                yield from slots(child)


def mutants(stem):
    """Yield ((stem, place, edit), text) for every mutant of a chapter's solution."""
    solution = solution_text(stem)
    tree = ast.parse(solution)
    names = written_by_the_learner(stem)
    for place, function in places(tree, names):
        seen = {}
        for parent, field, index, child in list(slots(function)):
            for new in edits(child):
                if ast.dump(new) == ast.dump(child):
                    continue  # 0.0 doubled, or two arguments that are the same
                before, after = ast.unparse(child), ast.unparse(ast.fix_missing_locations(new))
                edit = f"{before.splitlines()[0]}  →  {after.splitlines()[0]}"
                seen[edit] = seen.get(edit, 0) + 1
                if seen[edit] > 1:
                    edit += f"  ({seen[edit]})"
                old = getattr(parent, field)
                if index is None:
                    setattr(parent, field, new)
                else:
                    setattr(parent, field, [*old[:index], new, *old[index + 1 :]])
                text = with_node(solution, function)
                setattr(parent, field, old)
                yield (stem, place, edit), text


def with_node(text, node):
    """Return a program's text with one of its statements written out anew."""
    lines = text.splitlines(keepends=True)
    first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", ()))])
    written = textwrap.indent(ast.unparse(ast.fix_missing_locations(node)), " " * node.col_offset)
    lines[first - 1 : node.end_lineno] = [f"{written}\n"]
    return "".join(lines)


def survives(stem, place, text):
    """Grade a mutant, the mutated task's tests first; say whether every one of them passes."""
    chapter = Chapter(stem)
    task = place.partition(".")[0]
    tests = chapter.tests.get(task, []) + [
        test for name, group in chapter.tests.items() if name != task for test in group
    ]
    grader = Grader(stem, Variant(stem, text))
    try:
        return all(grader.run(test, chapter.keeps).state == "passed" for test in tests)
    finally:
        grader.close()


def sample(stem, size, seed):
    """Return a seeded sample of a chapter's mutants."""
    return random.Random(seed).sample(list(mutants(stem)), size)


def main():
    begun = time.monotonic()
    killed, survivors, equivalents = 0, [], 0
    chosen = sys.argv[1:] or stems()
    for stem in stems():
        if stem not in chosen:
            continue
        print(f"{stem} ...", flush=True)
        for (_, place, edit), text in mutants(stem):
            if not survives(stem, place, text):
                killed += 1
            elif (stem, place, edit) in EQUIVALENT:
                equivalents += 1
            else:
                survivors.append((stem, place, edit))
                print(f"survives: {stem} {place}: {edit}", flush=True)
    total = killed + equivalents + len(survivors)
    print(f"{total} mutants: {killed} rejected, {equivalents} equivalent, {len(survivors)} survive")
    print(f"({time.monotonic() - begun:.0f} s)")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
