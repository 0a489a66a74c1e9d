"""Part II, fifth chapter, graded: gradients that come by themselves, on small graphs.

Tensors are made and worked with on both sides, as you would do it at the prompt, and what they hold
is compared. Nearly all of it is in float64, so that rounding hides nothing. How a Tensor remembers
what it was made from is nobody's business but the chapter's own: only values and gradients count.
"""

import random

import numpy as np

from grading import FAR, Code, task

KEEPS = {
    "Tensor": ["data grad"],
    "Tensor.__add__": ["data"],  # the operands are to stay as they were
    "Tensor.__mul__": ["data"],
    "Tensor.__matmul__": ["data"],
    "Tensor.relu": ["data"],
    "Tensor.sum": ["data"],
    "Tensor.cross_entropy": ["data"],
    "Tensor.backward": ["data grad"],
    "AutogradMLP.forward": ["parameters: data"],
    "AutogradMLP.train_step": ["[::-1]velocities: velocities", "parameters[::-1]: data"],
    "AutogradMLP.predict": ["parameters: data"],
}
CLOSE = {"rel_tol": 1e-4, "abs_tol": 1e-6}  # for a number that comes from float32

# Nodes that have parents; whatever else is asked of them misleads, and nothing can be kept on them.
# parents[i] lists the numbers of node i's.
NODE = (
    "type('Node', (), {'__slots__': ('number', 'parents'), 'requires_grad': False, "
    "'__repr__': lambda self: 'node', '__bool__': lambda self: False, "
    "'__init__': lambda self, number, parents: (setattr(self, 'number', number), "
    "setattr(self, 'parents', parents)) and None})"
)
# Its numbers lie column by column in memory.
TURNED = Code("np.array([[1.5, -2.0], [0.0, 4.0], [-1.0, 0.5]]).T")
NUMPYS = Code(
    "lambda gradient, shape: isinstance(unbroadcast(gradient, shape), (np.ndarray, np.generic))",
    says="whether unbroadcast gives an array or a number of NumPy's, and no float of Python's",
)
ORDER = Code(
    "lambda parents: (lambda order: [node.number for node in order] if isinstance(order, list) "
    "else order)(topological_order((lambda Node, nodes: [nodes.append(Node(len(nodes), "
    f"tuple(nodes[i] for i in own))) for own in parents] and nodes[-1])({NODE}, [])))",
    says="topological_order of the last node, as numbers; each list has a node's parents",
)
ASKED_AGAIN = Code(
    "lambda: (lambda Node: (lambda one, two: (lambda last: [[node.number for node in order] "
    "for parents in ((two,), (one,)) if setattr(last, 'parents', parents) is None "
    "for order in [topological_order(last)]])(Node(2, ())))(*(lambda one: (one, Node(1, (one,))))"
    f"(Node(0, ()))))({NODE})",
    says="topological_order of node 2, whose parent is node 1 at first, and node 0 later",
)
# How much deeper the stack is at one node's .parents than at another's: by the frames, up to 300.
DEPTH = Code(
    "lambda n: (lambda depths, frame: [topological_order((lambda Node: [node := Node(())] and "
    "[node := Node((node,)) for _ in range(n)][-1])(type('Node', (), {'__init__': "
    "lambda self, own: vars(self).update(own=own), 'parents': property(lambda self: "
    "depths.append(frame()) or self.own)}))) and max(depths) - min(depths)][0])([], "
    "lambda: (lambda here: next(k for k in range(10**6) if not (here := here.f_back)))"
    "(__import__('sys')._getframe()))",
    says="how much deeper the stack is at one .parents than at another, in a chain",
)
CHAIN = Code(
    "lambda x, n: [y := x] and [y := y + x for _ in range(n)][-1]", says="adds x to itself n times"
)
TIMES_TEN = Code(
    "lambda tensor: (np.multiply(tensor.grad, 10.0, out=tensor.grad), None)[1]",
    says="multiplies tensor.grad by 10, in place",
)
QUIETLY = Code(
    "lambda one, two: no_grad()(lambda: (one @ two + one * two).relu().sum())()",
    says="works (one @ two + one * two).relu().sum() out inside no_grad()",
)
BACKWARD_QUIETLY = Code(
    "lambda loss: no_grad()(loss.backward)()", says="calls backward in no_grad()"
)
PREDICT_QUIETLY = Code(
    "lambda network, X: no_grad()(lambda: network.predict(X) is None or "
    "network.forward(X).requires_grad)()",
    says="inside no_grad(), calls predict(X), and says whether forward(X) requires a gradient then",
)
LEARNING = Code(
    "lambda network, X: network.forward(X).requires_grad",
    says="whether the logits of X require a gradient",
)
FLOAT = Code(
    "lambda network, X, labels: isinstance(network.train_step(X, labels, 0.5), "
    "(float, np.floating))",
    says="takes a step, and says whether it returns a float, of Python's or of NumPy's",
)
SAME_TENSORS = Code(
    "lambda network, X, labels: (lambda before: network.train_step(X, labels, 0.5) is None or "
    "[one is other for one, other in zip(network.parameters, before)])([*network.parameters])",
    says="takes a step, and says of each parameter whether it is the same Tensor as before",
)
SAME_START = Code(
    "lambda network, other: [bool((tensor.data == array).all()) for tensor, array in zip("
    "network.parameters, [array for pair in zip(other.weights, other.biases) for array in pair])]",
    says="compares the parameters with the arrays of an MLP of the same seed",
)
LOSSES = Code(
    "lambda network, X, labels: [network.train_step(X, labels, 0.08) for _ in range(300)]",
    says="takes 300 training steps, and lists their losses",
)
SAME_DRAW = Code("lambda one, other: bool(one.rng.random() == other.rng.random())")


def array(*numbers):
    return np.array(numbers, dtype=np.float64)


def learns(pair, values):
    """Return a Tensor that requires a gradient, on both sides."""
    return pair.Tensor(values, requires_grad=True)


def random_tensor(pair, *shape, dtype="float64"):
    return learns(pair, pair.random_array(*shape, dtype=dtype) / 8)


# ── unbroadcast ──


@task("unbroadcast")
def test_unbroadcast_of_a_bias_adds_up_the_rows(pair):
    gradient = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert pair.unbroadcast(gradient, (2,)).tolist() == [9.0, 12.0]  # 1 + 3 + 5, 2 + 4 + 6
    assert pair.unbroadcast(gradient, (1, 2)).tolist() == [[9.0, 12.0]]
    assert pair.unbroadcast(gradient, (3, 1)).tolist() == [[3.0], [7.0], [11.0]]
    assert pair.unbroadcast(gradient, (1, 1)).tolist() == [[21.0]]
    assert pair.unbroadcast(gradient, (1,)).tolist() == [21.0]
    assert float(pair.unbroadcast(gradient, ())) == 21.0
    assert pair.named("numpys", NUMPYS)(gradient, ())


@task("unbroadcast")
def test_unbroadcast_leaves_what_was_not_stretched(pair):
    for shape in ((3, 2), (4,), (1, 3), (2, 1), (1, 1), ()):
        pair.unbroadcast(pair.random_array(*shape), shape)


@task("unbroadcast")
def test_unbroadcast_of_any_shapes(pair):
    for wide, shape in (
        ((4,), (1,)),
        ((4,), ()),
        ((1, 3), (3,)),
        ((2, 2), (2,)),
        ((2, 2), (2, 1)),
        ((3, 3), (1, 3)),
        ((2, 3, 4), (4,)),
        ((2, 3, 4), (3, 4)),
        ((2, 3, 4), (3, 1)),
        ((2, 3, 4), (1, 3, 1)),
        ((2, 3, 4), (2, 1, 4)),
        ((2, 3, 4), (1, 1, 1)),
        ((2, 3, 4), ()),
        ((1, 3, 1), (3, 1)),
        ((2, 2, 2), (2, 2)),
        ((2, 2, 3, 4), (2, 1, 1, 1)),
        ((2, 3, 2, 2), (3, 2, 1)),
    ):
        pair.unbroadcast(pair.random_array(*wide), shape)
    assert pair.unbroadcast(np.ones((3, 2), dtype=np.float32), (2,)).dtype == np.float32
    for shape in ((2, 3), (3,), (2, 1)):
        pair.unbroadcast(TURNED, shape)


# ── topological_order ──


def ordering(pair):
    """Return a function that makes nodes, and demands a right order of what the last needs."""
    ask = pair.named("order", ORDER)

    def in_order(*parents):
        order = pair.drawn(ask, list(parents))
        at = {number: place for place, number in enumerate(order)}
        pair.expect(
            len(at) == len(order),
            expected="each node once",
            got=_shown(order),
            cause="A node to which several paths lead should be in the list once: keep a set "
            "of those seen.",
        )
        early = [n for n in at for parent in parents[n] if at.get(parent, len(order)) > at[n]]
        pair.expect(
            not early,
            expected="each node after its parents",
            got=_shown(order) + (f": node {early[0]} comes too early" if early else ""),
            cause="A node should go into the list when all of its parents are in it.",
        )

    return in_order


def _shown(order):
    return str(order) if len(order) < 20 else f"{str(order[:8])[:-1]}, …]"


@task("topological_order")
def test_the_order_of_a_few_nodes(pair):
    in_order = ordering(pair)
    in_order([])
    in_order([], [0])
    in_order([], [0], [1], [2])
    in_order([], [], [0, 1])
    in_order([], [0, 0])  # x + x
    in_order([], [0], [1, 0])  # one path is longer than the other
    in_order([], [0], [0, 1])
    in_order([], [0], [0], [1, 2])
    in_order([], [0], [1], [2], [3, 0], [4, 2])


@task("topological_order")
def test_the_order_holds_nothing_that_the_last_was_not_made_from(pair):
    in_order = ordering(pair)
    in_order([], [], [0], [1], [2])
    in_order([], [0], [0], [1])


@task("topological_order")
def test_the_order_of_graphs_with_many_paths(pair):
    in_order = ordering(pair)
    rng = random.Random(3)
    for size in (6, 9, 12, 15):
        parents = [[]]
        for node in range(1, size):
            parents.append([rng.randrange(node) for _ in range(rng.choice((0, 1, 2, 2, 3)))])
        parents.append(list(range(size - 6, size)))
        in_order(*parents)
    in_order([], [0], *([node - 1, node - 2] for node in range(2, 60)))  # 10^12 paths


@task("topological_order")
def test_the_order_is_worked_out_anew_each_time(pair):
    assert pair.named("asked_again", ASKED_AGAIN)() == [[0, 1, 2], [0, 2]]


@task("topological_order", once=True)
def test_the_order_needs_no_recursion(pair):
    depth = pair.drawn(pair.named("depth", DEPTH), 300)
    pair.expect(
        depth < 100,
        expected="a stack that is no deeper at the end of a chain of 300 than at its beginning",
        got=f"one that is {depth} calls deeper",
        cause="Keep the nodes that wait in a list of your own, without recursion.",
    )


@task("topological_order", once=True, probe=False)
def test_the_order_of_a_chain_of_10000(pair):
    in_order = ordering(pair)
    in_order([], *([node] for node in range(9_999)))


# ── Tensor, forward ──


@task("Tensor")
def test_a_tensor_keeps_its_array_and_has_no_gradient_yet(pair):
    for values in (array(2.0, 3.0), np.array([[1.0, -2.0]]), np.array([1, 2], dtype="float32")):
        tensor = pair.Tensor(values)
        assert tensor.data.tolist() == values.tolist()
        assert tensor.requires_grad is False
        assert tensor.grad is None
        tensor = pair.Tensor(values, True)
        assert tensor.requires_grad is True
        assert tensor.grad is None
    assert pair.Tensor([[1.5], [2.5]], requires_grad=True).data.shape == (2, 1)
    assert float(pair.Tensor(0.5).data) == 0.5


@task("Tensor")
def test_a_tensor_refuses_integers(pair):
    pair.refuses(pair.Tensor, np.array([1, 2], dtype=np.int64), naming=["int64"])
    pair.refuses(pair.Tensor, np.array([[7]], dtype=np.uint8), naming=["uint8"])
    pair.refuses(pair.Tensor, np.array([True, False]), requires_grad=True, naming=["bool"])
    pair.refuses(pair.Tensor, 3)
    pair.refuses(pair.Tensor, Code("np.array([1j, 2])"), naming=["complex128"])
    pair.refuses(pair.Tensor, Code("np.array([0.5, None])"), naming=["object"])
    pair.refuses(pair.Tensor, Code("np.array(['0.5', '2'])"))
    pair.refuses(pair.Tensor, Code("np.array(['2024-02-29'], 'datetime64[D]')"))
    pair.refuses(pair.Tensor, Code("np.array([1, 2], 'timedelta64[s]')"))


@task("Tensor")
def test_sums_of_tensors(pair):
    total = pair.Tensor(array(1.0, 2.0)) + pair.Tensor(array(10.0, 20.0))
    assert total.data.tolist() == [11.0, 22.0]
    assert (total + total).data.tolist() == [22.0, 44.0]
    for one, two in (((3, 2), (2,)), ((2,), (3, 2)), ((3, 1), (1, 4)), ((), (2, 2))):
        (random_tensor(pair, *one) + random_tensor(pair, *two)).data  # noqa: B018


@task("Tensor")
def test_products_of_tensors(pair):
    x = pair.Tensor(array(3.0, -2.0))
    assert (x * pair.Tensor(array(10.0, 20.0))).data.tolist() == [30.0, -40.0]
    assert (x * x).data.tolist() == [9.0, 4.0]
    for one, two in (((3, 2), (2,)), ((2,), (3, 2)), ((3, 1), (1, 4)), ((), (2, 2))):
        (random_tensor(pair, *one) * random_tensor(pair, *two)).data  # noqa: B018


@task("Tensor")
def test_matrix_products_of_tensors(pair):
    X, W = pair.Tensor(np.array([[1.0, 2.0]])), pair.Tensor(np.array([[3.0, 0.5], [4.0, -1.0]]))
    assert (X @ W).data.tolist() == [[11.0, -1.5]]  # 1·3 + 2·4, 1·0.5 - 2·1
    for m, n, k in ((2, 3, 4), (1, 3, 1), (3, 1, 2), (3, 3, 3), (2, 300, 1)):
        (random_tensor(pair, m, n) @ random_tensor(pair, n, k)).data  # noqa: B018


@task("Tensor")
def test_matrix_products_refuse_shapes_that_do_not_fit(pair):
    def refuses(one, two):
        tensors = pair.Tensor(np.full(one, 0.86)), pair.Tensor(np.full(two, 0.86))
        pair.refuses(product, *tensors, naming=dict.fromkeys([*one, *two]))

    product = pair.named("product", Code("lambda one, two: one @ two"))

    refuses((2, 3), (4, 5))
    refuses((2, 3), (2, 3))
    refuses((3,), (3, 4))
    refuses((4, 3), (3,))
    refuses((3,), (3,))
    refuses((2, 4, 3), (3, 5))
    refuses((1, 3, 3), (3, 4))
    refuses((4, 3), (2, 3, 5))
    refuses((2, 4, 3), (2, 3, 5))


@task("Tensor")
def test_relu_of_a_tensor(pair):
    x = pair.Tensor(np.array([[1.5, -2.0], [0.0, 3e9]]))
    assert x.relu().data.tolist() == [[1.5, 0.0], [0.0, 3e9]]
    random_tensor(pair, 3, 4).relu().data  # noqa: B018
    pair.Tensor(TURNED).relu().data  # noqa: B018
    pair.Tensor(array(1e308, -1e308)).relu().data  # twice as much would be inf  # noqa: B018


@task("Tensor")
def test_the_sum_of_a_tensor_is_one_number(pair):
    assert float(pair.Tensor(array(1.5, 2.0, -1.0)).sum().data) == 2.5
    for shape in ((8, 9), (1,), (), (2, 2, 2), (2, 1, 2, 2)):
        x = random_tensor(pair, *shape)
        total = x.sum()
        total.data  # noqa: B018
        total.grad = np.array(5.0)
        assert x.grad is None  # as total is a Tensor of its own


@task("Tensor")
def test_cross_entropy_of_logits(pair):
    logits = pair.Tensor(np.array([[2.25, -0.75]]))
    # log(1 + e^-3) = 0.0486, and 3 more where the label is the other one
    assert round(float(logits.cross_entropy(np.array([0])).data), 4) == 0.0486
    assert round(float(logits.cross_entropy(np.array([1])).data), 4) == 3.0486
    logits = pair.Tensor(np.array([[2.25, -0.75], [1.0, 1.0]]))
    # the mean of 3.0486 and log 2 = 0.6931
    assert round(float(logits.cross_entropy(np.array([1, 0])).data), 4) == 1.8709
    for m, k in ((1, 3), (4, 3), (3, 5), (5, 2)):
        random_tensor(pair, m, k).cross_entropy(np.arange(m) * 7 % k).data  # noqa: B018
    random_tensor(pair, 3, 2).cross_entropy(np.array([1, 0, 1], dtype=np.uint8)).data  # noqa: B018


@task("Tensor")
def test_cross_entropy_takes_any_finite_logits(pair):
    logits = pair.Tensor(np.array([[1000.0, 0.0], [0.0, -1000.0]]))
    assert float(logits.cross_entropy(np.array([1, 0])).data) == 500.0  # (1000 + 0) / 2
    assert float(logits.cross_entropy(np.array([0, 1])).data) == 500.0
    for far in FAR:
        logits = pair.Tensor(np.array([[far, far - 1], [-far, -far - 1]]))
        logits.cross_entropy(np.array([1, 0])).data  # noqa: B018
    logits = pair.Tensor(np.array([[1e7, 0.0], [0.0, -2e7]]))
    assert float(logits.cross_entropy(np.array([1, 1])).data) == 1.5e7
    logits = pair.Tensor(np.array([[20.0, 0.0]]))
    assert round(float(logits.cross_entropy(np.array([0])).data), 11) == 2.06e-9  # log(1 + e^-20)


@task("Tensor")
def test_cross_entropy_refuses_labels_that_do_not_fit(pair):
    logits = pair.Tensor(np.full((4, 3), 0.25))
    pair.refuses(logits.cross_entropy, np.array([0, 1, 2, 1, 0]), naming=(5, 4))
    pair.refuses(logits.cross_entropy, np.array([[0], [0], [0], [0]]))
    pair.refuses(logits.cross_entropy, np.array([2]), naming=(4, 3))
    pair.refuses(logits.cross_entropy, np.array([0, 1, 2, 5]), naming=["5"])
    pair.refuses(logits.cross_entropy, np.array([0, 3, 2, 0]), naming=["3"])
    pair.refuses(logits.cross_entropy, np.array([0, 1, -1, 0]), naming=["-1"])


@task("Tensor")
def test_a_result_requires_a_gradient_if_an_operand_does(pair):
    values = np.array([[0.5, -1.0], [2.0, 1.0]])
    x, constant = learns(pair, values), pair.Tensor(values)
    for one, two in ((x, x), (x, constant), (constant, x), (constant, constant)):
        for result in (one + two, one * two, one @ two):
            assert result.requires_grad is (x in (one, two))
            assert result.grad is None
    for tensor, requires in ((x, True), (constant, False)):
        for result in (tensor.relu(), tensor.sum(), tensor.cross_entropy(np.array([1, 0]))):
            assert result.requires_grad is requires
            assert result.grad is None
    quietly = pair.named("quietly", QUIETLY)
    result = quietly(x, constant)
    assert result.requires_grad is False
    assert float(result.data) == 7.0  # relu of [[-1.75, -1.5], [3, -1]] + [[0.25, 1], [4, 1]]
    loss = (x + constant).sum()
    assert loss.requires_grad is True  # outside of it, as before


# ── Tensor, backward ──


@task("Tensor")
def test_backward_of_a_sum_is_1_everywhere(pair):
    x = learns(pair, np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    loss = x.sum()
    assert loss.backward() is None
    assert x.grad.tolist() == [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    assert float(loss.grad) == 1.0
    x, y = learns(pair, array(1.0, 2.0)), learns(pair, array(3.0, 4.0, 5.0))
    (x.sum() * y.sum()).backward()  # 3 · 12
    assert x.grad.tolist() == [12.0, 12.0]
    assert y.grad.tolist() == [3.0, 3.0, 3.0]
    for shape in ((), (1,), (1, 1)):  # a single number, which was made from nothing
        x = random_tensor(pair, *shape)
        x.backward()
        assert x.grad.shape == shape if shape else float(x.grad) == 1.0


@task("Tensor")
def test_backward_through_an_addition(pair):
    a, b = learns(pair, array(1.0, 2.0)), learns(pair, array(3.0, 4.0))
    (a + b).sum().backward()
    assert a.grad.tolist() == b.grad.tolist() == [1.0, 1.0]


@task("Tensor")
def test_backward_through_a_product(pair):
    a, b = learns(pair, array(3.0, -2.0)), learns(pair, array(10.0, 20.0))
    (a * b).sum().backward()
    assert a.grad.tolist() == [10.0, 20.0]
    assert b.grad.tolist() == [3.0, -2.0]


@task("Tensor")
def test_gradients_add_where_paths_meet(pair):
    x = learns(pair, array(3.0, -2.0))
    (x + x).sum().backward()
    assert x.grad.tolist() == [2.0, 2.0]
    x = learns(pair, array(3.0, -2.0))
    (x * x).sum().backward()
    assert x.grad.tolist() == [6.0, -4.0]
    x = learns(pair, array(3.0, -2.0))
    square = x * x
    loss = (square * x + square).sum()  # x³ + x², whose slope is 3x² + 2x
    loss.backward()
    assert x.grad.tolist() == [33.0, 8.0]
    assert square.grad.tolist() == [4.0, -1.0]  # x + 1


@task("Tensor")
def test_a_gradient_is_whole_before_it_goes_on(pair):
    x = learns(pair, array(2.0, -1.0))
    y = x * x
    z = y + x  # y is used here, and once more below
    loss = (z * y).sum()  # x⁴ + x³, whose slope is 4x³ + 3x²
    loss.backward()
    assert x.grad.tolist() == [44.0, -1.0]
    x = learns(pair, array(2.0, -1.0))
    y = x * x
    (y * (y + x)).sum().backward()  # the same, with the operands exchanged
    assert x.grad.tolist() == [44.0, -1.0]
    a, b = learns(pair, array(1.0, 2.0)), learns(pair, array(3.0, 4.0))
    c = a + b
    (c + a + c).sum().backward()
    assert a.grad.tolist() == [3.0, 3.0]
    assert b.grad.tolist() == [2.0, 2.0]
    assert c.grad.tolist() == [2.0, 2.0]


@task("Tensor")
def test_backward_undoes_broadcasting(pair):
    for one, two in (
        ((3, 2), (2,)),
        ((2,), (3, 2)),
        ((3, 1), (1, 4)),
        ((2, 2), (2,)),
        ((2, 2), (2, 1)),
        ((2, 3), ()),
        ((), (3,)),
        ((2, 3, 4), (3, 1)),
    ):
        a, b, c = (random_tensor(pair, *shape) for shape in (one, two, one))
        ((a + b) * (b * c)).sum().backward()
        for tensor in (a, b, c):
            tensor.grad  # noqa: B018 (read, and so compared)


@task("Tensor")
def test_backward_through_a_matrix_product(pair):
    X = learns(pair, np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 0.0]]))
    W = learns(pair, np.array([[2.0, -1.0], [0.5, 4.0]]))
    (X @ W).sum().backward()
    assert X.grad.tolist() == [[1.0, 4.5]] * 3  # 2 - 1, 0.5 + 4
    assert W.grad.tolist() == [[4.5, 4.5], [1.0, 1.0]]  # the sums of X's columns
    for m, n, k in ((2, 3, 4), (1, 3, 1), (3, 1, 2), (3, 3, 3)):
        a, b, c = (random_tensor(pair, *shape) for shape in ((m, n), (n, k), (m, k)))
        (a @ b * c).sum().backward()
        for tensor in (a, b, c):
            tensor.grad  # noqa: B018


@task("Tensor")
def test_backward_through_relu(pair):
    x = learns(pair, array(1.5, -2.0, 0.0, 1e-30))
    scale = pair.Tensor(array(10.0, 20.0, 30.0, 40.0))
    (x.relu() * scale).sum().backward()
    assert x.grad.tolist() == [10.0, 0.0, 0.0, 40.0]
    x = learns(pair, array(-1.0, -2.0))
    (x + x).relu().sum().backward()
    assert x.grad.tolist() == [0.0, 0.0]  # it has been reached, and None would say otherwise
    x = random_tensor(pair, 3, 4)
    (x.relu() * x).sum().backward()
    x.grad  # noqa: B018


@task("Tensor")
def test_backward_through_cross_entropy_twice(pair):
    logits = learns(pair, array([1.0, -2.0], [0.5, 0.25]))
    loss = logits.cross_entropy(np.array([1, 0]))
    for _ in range(2):
        loss.backward()
        logits.grad  # noqa: B018
    loss = (logits.relu() + logits).sum() * logits.cross_entropy(np.array([0, 0]))
    for _ in range(2):
        loss.backward()
        logits.grad  # noqa: B018


@task("Tensor")
def test_backward_through_cross_entropy(pair):
    logits = learns(pair, np.array([[0.0, 0.0], [0.0, 0.0]]))
    logits.cross_entropy(np.array([1, 0])).backward()
    assert logits.grad.tolist() == [[0.25, -0.25], [-0.25, 0.25]]  # (p - y) / 2, and p is 0.5
    for m, k in ((1, 3), (4, 3), (3, 5), (5, 2)):
        logits = random_tensor(pair, m, k)
        (logits.cross_entropy(np.arange(m) * 7 % k) * pair.Tensor(-3.0)).backward()
        logits.grad  # noqa: B018
    logits = random_tensor(pair, 3, 4)
    (logits.cross_entropy(np.array([0, 3, 3])) + logits.sum()).backward()
    logits.grad  # noqa: B018
    logits = learns(pair, Code("np.eye(2, 300, 299)"))
    loss = logits.cross_entropy(np.array([299, 43]))
    loss.data  # noqa: B018
    loss.backward()
    logits.grad  # noqa: B018
    logits = learns(pair, np.array([[1000.0, 0.0], [0.0, -1000.0]]))
    logits.cross_entropy(np.array([1, 0])).backward()
    assert logits.grad.tolist() == [[0.5, -0.5], [0.0, 0.0]]
    logits = learns(pair, np.array([[20.0, 0.0]]))
    logits.cross_entropy(np.array([0])).backward()
    assert logits.grad.round(11).tolist() == [[-2.06e-9, 2.06e-9]]
    logits = learns(pair, np.array([[0.0, 40.0]]))
    (logits.cross_entropy(np.array([1])) * pair.Tensor(5000.0)).backward()
    logits.grad  # noqa: B018


@task("Tensor")
def test_what_requires_no_gradient_has_none(pair):
    values = np.array([[0.5, -1.0], [2.0, 1.0]])
    x, constant = learns(pair, values), pair.Tensor(values)
    beside = constant * constant
    (x @ constant + beside * x).sum().backward()
    assert constant.grad is None
    assert beside.grad is None
    x.grad  # noqa: B018
    unused = learns(pair, values)
    (x * x).sum().backward()
    assert unused.grad is None


@task("Tensor")
def test_gradients_add_up_until_they_are_set_to_none(pair):
    x, y = learns(pair, array(3.0, -2.0)), learns(pair, array(1.0, 5.0))
    (x * y).sum().backward()
    (x + y).sum().backward()
    assert x.grad.tolist() == [2.0, 6.0]
    assert y.grad.tolist() == [4.0, -1.0]
    x.grad = None
    loss = (x * y).sum()
    loss.backward()
    assert x.grad.tolist() == [1.0, 5.0]
    assert y.grad.tolist() == [7.0, -3.0]
    x.grad = None
    (x.sum() + x.sum()).backward()
    assert x.grad.tolist() == [2.0, 2.0]
    x = random_tensor(pair, 11, 10)
    loss = (x * x * x).sum()
    for _ in range(2):  # a large graph is kept, too
        loss.backward()
        x.grad  # noqa: B018
    x, y = learns(pair, array(3.0, -2.0)), learns(pair, array(1.0, 5.0))
    for times in (1.0, 2.0, 3.0):  # the same graph again: the same once more, and no more than that
        square = x * x
        loss = (square * y + square).sum()
        for _ in range(int(times)):
            loss.backward()
        square.grad  # noqa: B018
        x.grad  # noqa: B018
        y.grad  # noqa: B018


@task("Tensor")
def test_gradients_may_be_very_large_or_small_on_their_way(pair):
    tiny, huge = pair.Tensor(array(1.2345678e-200)), pair.Tensor(array(1e200))
    for first, then in ((tiny, huge), (huge, tiny)):
        x = learns(pair, array(0.5))
        product = x * first
        total = ((product + product).relu() * then).sum()
        assert round(float(total.data), 7) == 1.2345678
        total.backward()
        assert round(float(x.grad[0]), 7) == 2.4691356
    x = learns(pair, array(0.5))
    (x * pair.Tensor(array(np.inf))).sum().backward()
    assert x.grad.tolist() == [np.inf]  # the other factor, as ever: no large number in its place


@task("Tensor")
def test_every_gradient_is_an_array_of_its_own(pair):
    times_ten = pair.named("times_ten", TIMES_TEN)
    a, b = learns(pair, array(1.0, 2.0)), learns(pair, array(3.0, 4.0))
    inner = a + b
    total = inner + b
    total.sum().backward()
    times_ten(a)
    assert a.grad.tolist() == [10.0, 10.0]
    assert b.grad.tolist() == [2.0, 2.0]
    assert inner.grad.tolist() == [1.0, 1.0]
    times_ten(inner)
    assert total.grad.tolist() == [1.0, 1.0]
    times_ten(total)
    assert total.grad.tolist() == inner.grad.tolist() == a.grad.tolist() == [10.0, 10.0]
    x = learns(pair, array(1.0, 2.0))
    x.sum().backward()
    times_ten(x)
    assert x.grad.tolist() == [10.0, 10.0]
    x.sum().backward()
    assert x.grad.tolist() == [11.0, 11.0]


@task("Tensor")
def test_backward_begins_at_a_single_number(pair):
    for shape in ((7,), (3, 5), (2, 3, 4), (0,)):
        x = learns(pair, np.full(shape, 0.86))
        pair.refuses((x * x).backward, naming=shape)
        assert x.grad is None


@task("Tensor")
def test_backward_refuses_what_requires_no_gradient(pair):
    x = pair.Tensor(array(1.0, 2.0))
    pair.refuses((x * x).sum().backward)
    pair.refuses(pair.Tensor(1.5).backward)


@task("Tensor", once=True, probe=False)
def test_backward_of_a_chain_of_10000(pair):
    x = learns(pair, array(1.0, 2.0))
    y = pair.named("chain", CHAIN)(x, 10_000)
    y.sum().backward()
    assert x.grad.tolist() == [10_001.0, 10_001.0]


@task("Tensor")
def test_float32_stays_float32(pair):
    X, W = (random_tensor(pair, *shape, dtype="float32") for shape in ((4, 3), (3, 2)))
    b = random_tensor(pair, 2, dtype="float32")
    hidden = (X @ W + b).relu()
    assert hidden.data.dtype == np.float32
    (hidden * hidden).cross_entropy(np.array([0, 1, 1, 0])).backward()
    for tensor in (X, W, b, hidden):
        assert tensor.grad.dtype == np.float32
    x = random_tensor(pair, 3, 3, dtype="float32")
    for made in (x, x + x, x * x, x @ x, x.relu()):
        made.sum().backward()
        assert made.grad.dtype == x.grad.dtype == np.float32


@task("Tensor")
def test_backward_works_inside_no_grad(pair):
    x = pair.Tensor(np.array([[0.5, -1.0], [2.0, 1.0]]), requires_grad=True)
    pair.named("backward_quietly", BACKWARD_QUIETLY)(x.sum())  # it records nothing anyway
    assert x.grad.tolist() == [[1.0, 1.0], [1.0, 1.0]]


@task("Tensor", once=True)
def test_random_graphs(pair):
    shapes = [(3, 4), (4,), (3, 1), (1, 4), (), (4, 4)]
    for seed in range(8):
        rng = random.Random(seed)
        leaves = [
            pair.Tensor(pair.random_array(*shape) / 16, requires_grad=rng.random() < 0.8)
            for shape in shapes
        ]
        leaves.append(random_tensor(pair, 3, 4))
        square, made = leaves[5], [leaf for leaf in leaves if leaf is not leaves[5]]
        wide = leaves[-1]
        for _ in range(8):
            kind = rng.choice(["+", "+", "*", "*", "@", "relu"])
            one, two = rng.choice(made), rng.choice(made)
            if kind == "@":
                wide = wide @ square
            elif kind == "relu":
                wide = (wide + one).relu()
            else:
                wide = wide + one * two if kind == "+" else (one + two) * wide
            made.append(wide)
        if seed % 2:
            loss = (wide + rng.choice(made)).sum()
        else:
            loss = (wide + made[-3]).cross_entropy(np.array([rng.randrange(4) for _ in range(3)]))
        loss.backward()
        for tensor in [*made, square]:
            tensor.grad  # noqa: B018


# ── AutogradMLP ──


def known_network(pair, dtype="float32"):
    """Return a 3-4-2 network with weights that are set, on both sides."""
    network = pair.AutogradMLP([3, 4, 2])
    arrays = (
        [[1, 0, -1, 0.5], [0, 1, 0.5, -1], [0.5, -0.5, 1, 0.25]],
        [0, 0.5, -0.25, 0.25],
        [[1, -1], [0.5, 0], [-0.5, 1], [0.25, 0.75]],
        [0.25, -0.25],
    )
    for place, values in enumerate(arrays):
        network.parameters[place].data = np.array(values, dtype=dtype)
    network.velocities = [np.zeros(np.shape(values), dtype=dtype) for values in arrays]
    return network


def random_network(pair, sizes):
    """Return a network with random weights in float64, the same on both sides."""
    network = pair.AutogradMLP(sizes)
    shapes = [shape for pair_ in zip(sizes, sizes[1:]) for shape in (pair_, pair_[1:])]
    for place, shape in enumerate(shapes):
        network.parameters[place].data = pair.random_array(*shape) / 8
    network.velocities = [np.zeros(shape) for shape in shapes]
    return network


FIVE = np.array([[1, 2, -1], [0, 0, 0], [-2, 1, 1], [3, -1, 0.5], [1, 1, 4]], dtype=np.float32)
FIVE_LABELS = np.array([1, 0, 1, 1, 0])


@task("AutogradMLP")
def test_a_network_begins_as_np3s_does(pair):
    same_start = pair.named("same_start", SAME_START)
    same_draw = pair.named("same_draw", SAME_DRAW)
    for sizes, seed in (([3, 5, 2], 0), ([4, 2], 7), ([2, 6, 3, 4], 1)):
        network = pair.AutogradMLP(sizes, seed=seed)
        shapes = [shape for pair_ in zip(sizes, sizes[1:]) for shape in (pair_, pair_[1:])]
        assert len(network.parameters) == len(network.velocities) == len(shapes)
        for place, shape in enumerate(shapes):
            drawn = pair.look(network.parameters[place], "data")
            assert drawn.shape == shape and drawn.dtype == np.float32
            assert network.parameters[place].requires_grad is True
            assert network.parameters[place].grad is None
            assert network.velocities[place].shape == shape  # compared: zeros
        other = pair.MLP(sizes, seed)
        assert all(same_start(network, other))
        assert same_draw(network, other) is True
    assert all(same_start(pair.AutogradMLP([3, 5, 2]), pair.MLP([3, 5, 2], 0)))


@task("AutogradMLP")
def test_forward_gives_logits(pair):
    network = known_network(pair)
    # Z of the hidden layer is [0.5, 3, -1.25, -1.5], and its outputs are [0.5, 3, 0, 0]
    logits = network.forward(np.array([[1, 2, -1]], dtype=np.float32))
    assert logits.data.tolist() == [[2.25, -0.75]]
    assert logits.requires_grad is True
    network.forward(FIVE).data  # noqa: B018
    for sizes, m in (([3, 2], 4), ([1, 1, 2], 1), ([3, 5, 4, 2], 6), ([4, 2, 3, 3, 4, 2, 5], 3)):
        network = random_network(pair, sizes)
        network.forward(pair.random_array(m, sizes[0])).data  # noqa: B018
    network = pair.AutogradMLP([3, 2])
    for place in (0, 1):
        network.parameters[place].requires_grad = False
    assert pair.named("learning", LEARNING)(network, FIVE) is False
    network = random_network(pair, [2, 3, 2])
    pair.refuses(network.forward, np.full((4, 5), 0.86), naming=(4, 5, 2))


@task("AutogradMLP", once=True)
def test_its_gradients_are_those_of_np3(pair):
    network = known_network(pair, "float64")
    X = np.array([[1.0, 2.0, -1.0]])
    network.forward(X).cross_entropy(np.array([1])).backward()
    last = network.parameters[3].grad.round(4)
    assert last.tolist() == [0.9526, -0.9526]  # p - y
    first = network.parameters[1].grad.round(4)
    assert first.tolist() == [1.9051, 0.4763, 0, 0]  # 0 where relu stopped it
    for sizes, m in (([3, 2], 4), ([3, 5, 4, 2], 6), ([4, 2, 3, 3, 4, 2, 5], 3)):
        network = random_network(pair, sizes)
        loss = network.forward(pair.random_array(m, sizes[0]))
        loss.cross_entropy(np.arange(m) * 7 % sizes[-1]).backward()
        for place in range(2 * len(sizes) - 2):
            network.parameters[place].grad  # noqa: B018


@task("AutogradMLP")
def test_a_step_goes_downhill_with_momentum(pair):
    network = known_network(pair)
    X, labels = np.array([[1, 2, -1]], dtype=np.float32), np.array([1])
    # The loss is log(1 + e^3) = 3.0486, and the last biases' gradient [0.9526, -0.9526]
    loss = pair.close(network.train_step, X, labels, 0.5, 0.75, **CLOSE)
    assert round(loss, 4) == 3.0486
    b = network.parameters[3].data
    assert b.round(3).tolist() == np.array([-0.226, 0.226], dtype=np.float32).tolist()
    pair.close(network.train_step, X, labels, 0.25, 0.75, **CLOSE)
    pair.close(network.train_step, X, labels, 0.25, momentum=0.0, **CLOSE)
    pair.close(network.train_step, FIVE, FIVE_LABELS, learning_rate=0.1, **CLOSE)


@task("AutogradMLP")
def test_steps_of_networks_of_any_depth(pair):
    deep = [3, 4, 4, 5, 3, 4, 2]
    for sizes, m in (([3, 2], 4), ([1, 1, 2], 1), (deep, 6), (deep, 1)):
        network = random_network(pair, sizes)
        labels = np.arange(m) * 7 % sizes[-1]
        for rate, momentum in ((0.125, 0.9), (0.0, 0.99), (1e-4, 0.99)):
            X = pair.random_array(m, sizes[0]) / 4
            network.train_step(X, labels, rate, momentum)
        network.train_step(pair.random_array(m, sizes[0]), labels, 0.125)
        pair.refuses(network.train_step, X, np.zeros(m + 9, dtype=int), 0.5, naming=(m + 9,))


@task("AutogradMLP")
def test_steps_of_networks_with_velocities_of_their_own(pair):
    network, other = pair.AutogradMLP([3, 3, 3]), pair.AutogradMLP([3, 3, 3])
    for k, one in enumerate((network, other, network)):
        for place, shape in enumerate([(3, 3), (3,), (3, 3), (3,)]):
            one.parameters[place].data = pair.random_array(*shape, dtype="float32") / 8
        pair.close(one.train_step, FIVE, FIVE_LABELS + k % 2, 0.25, **CLOSE)
    assert all(pair.named("same_tensors", SAME_TENSORS)(network, FIVE, FIVE_LABELS))
    pair.expect(
        pair.drawn(pair.named("is_float", FLOAT), network, FIVE, FIVE_LABELS),
        expected="the loss as a float, which train_step returns",
        got="no float",
        cause="The data of a tensor is an array, also where it holds one number: float(…) makes a "
        "float of it.",
    )


@task("AutogradMLP")
def test_a_loss_may_be_large(pair):
    network = pair.AutogradMLP([3, 2])
    network.parameters[0].data = np.array([[1.0, -1.0], [2.0, 0.5], [0.25, 3.0]])
    network.parameters[1].data = np.zeros(2)
    network.velocities = [np.zeros((3, 2)), np.zeros(2)]
    X = np.array([[1e7, 2e7, -1e7]])
    assert network.train_step(X, np.array([1]), 0.5) == 7.75e7  # 4.75e7 - (-3e7)


@task("AutogradMLP", once=True)
def test_a_step_may_come_from_huge_or_tiny_numbers(pair):
    for size in (2.0**100, 2.0**-100):  # which the learning rate makes up for
        network = pair.AutogradMLP([3, 2])
        network.parameters[0].data = np.array([[1.0, -1.0], [2.0, 0.5], [0.25, 3.0]])
        network.parameters[1].data = np.zeros(2)
        network.velocities = [np.zeros((3, 2)), np.zeros(2)]
        network.train_step(size * np.array([[1.0, 2.0, -1.0]]), np.array([1]), 1 / size)


@task("AutogradMLP")
def test_gradients_from_before_do_not_count(pair):
    network = random_network(pair, [3, 4, 2])
    network.train_step(FIVE.astype(float), FIVE_LABELS, 0.25, 0.0)
    for place in range(4):
        network.parameters[place].grad = np.full(network.parameters[place].data.shape, 9.0)
    network.train_step(FIVE.astype(float), FIVE_LABELS, 0.25, 0.0)


@task("AutogradMLP")
def test_a_step_is_refused_where_the_loss_is_not_finite(pair):
    network = random_network(pair, [3, 2])  # there is no relu, which may make 0 of NaN
    X = np.array([[1, np.nan, -1]])
    pair.refuses(network.train_step, X, np.array([1]), 0.5, naming=["learning_rate"])
    network.parameters[0].data = np.array([[1e308, -1e308], [0.0, 0.0], [0.0, 0.0]])
    X = np.array([[1.0, 2.0, -1.0]])
    with np.errstate(all="ignore"):  # ours overflows as well: the logits are 2e308 apart
        pair.refuses(network.train_step, X, np.array([1]), 0.5, naming=["learning_rate"])
    for place in (0, 1):
        network.parameters[place].data  # noqa: B018
    network.velocities  # noqa: B018


@task("AutogradMLP")
def test_predict_gives_the_label_of_the_largest_logit(pair):
    network = known_network(pair)
    assert network.predict(np.array([[1, 2, -1]], dtype=np.float32)).tolist() == [0]
    network.predict(FIVE)
    network = pair.AutogradMLP([3, 3])
    network.parameters[0].data = np.eye(3, dtype=np.float32)
    X = np.array([[1, 3, 2], [-1, -3, -2], [-5, -4, -1], [0.25, 0.5, 0.125]], dtype=np.float32)
    assert network.predict(X).tolist() == [1, 0, 2, 1]
    X = np.array([[800, 900, 0], [40, 50, 45], [1, 1.0000004, 0]], dtype=np.float32)
    assert network.predict(X).tolist() == [1, 1, 1]
    network = pair.AutogradMLP([1, 300])
    network.parameters[0].data = Code("np.eye(1, 300, 299, dtype=np.float32)")
    assert network.predict(np.ones((2, 1), dtype=np.float32)).tolist() == [299, 299]


@task("AutogradMLP")
def test_predict_gives_one_label_a_row_where_logits_are_equal(pair):
    network = pair.AutogradMLP([2, 3])
    network.parameters[0].data = np.array([[1, 1, 1], [2, 2, 0]], dtype=np.float32)
    X = np.array([[1, 2], [3, 0], [0, 0], [0, 1]], dtype=np.float32)
    pair.drawn(network.predict, X)  # which of the equal ones, is open


@task("AutogradMLP")
def test_predict_leaves_everything_as_it_was(pair):
    network = known_network(pair)
    network.parameters[0].grad = np.full((3, 4), 0.5, dtype=np.float32)
    assert pair.named("predict_quietly", PREDICT_QUIETLY)(network, FIVE) is False
    network.parameters[0].grad  # noqa: B018
    pair.refuses(network.predict, np.full((4, 5), 0.86))
    assert network.forward(FIVE).requires_grad is True


@task("AutogradMLP", seconds=60)
def test_a_network_learns_xor(pair):
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
    labels = np.array([0, 1, 1, 0])
    for seed in (0, 1):
        network = pair.AutogradMLP([2, 8, 2], seed=seed)
        losses = pair.drawn(pair.named("losses", LOSSES), network, X, labels)
        pair.expect(
            losses[-1] < 0.1 < losses[0],
            expected=f"a loss below 0.1 after 300 steps on XOR from seed {seed}",
            got=f"{losses[0]:.3f} before the first step, {losses[-1]:.3f} before the last",
            losses=losses,
        )
        answers = pair.drawn(network.predict, X).tolist()
        pair.expect(
            answers == [0, 1, 1, 0],
            expected="the answers of XOR: [0, 1, 1, 0]",
            got=str(answers),
            cause="predict has to ask the trained parameters.",
        )
