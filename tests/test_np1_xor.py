"""Part II, first chapter, graded: XOR in NumPy, a whole batch at a time.

Each test reads as a line of the specification. `pair` runs your code and ours side by side and
compares what they return and what they keep, shapes first. The gradients are compared in the order
of backward: output layer first. Weights that are drawn at random come last, so that everything
else is compared on weights that were set.
"""

import numpy as np

from grading import FAR, NUMBERS, Code, task

KEEPS = {
    "SimpleNN": ["learning_rate W1 b1 W2 b2"],
    "SimpleNN.forward": ["Z1 A1 Z2 A2"],
    "SimpleNN.backward": ["dW2 db2 dW1 db1"],
    "SimpleNN.update": ["W1 b1 W2 b2"],
    "SimpleNN.train": ["W1 b1 W2 b2"],
}

XOR_INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])

# Whoever sets NumPy's errstate anew inside of it may still warn, as Python's warnings do.
STRICT = """
def strict(Z):
    with np.errstate(over="raise", divide="raise", invalid="raise"), catch_warnings():
        simplefilter("error")
        return sigmoid(Z)
"""
STRICT_SIGMOID = Code(
    f"(lambda scope: exec({STRICT!r}, scope) or scope['strict'])({{'np': np, 'sigmoid': sigmoid, "
    "**vars(__import__('warnings'))})",
    says="sigmoid, with NumPy's and Python's warnings made errors",
)
# Its numbers lie column by column in memory.
TURNED = Code("np.array([[0.0, 1.0, 0.25], [1.0, -0.5, 0.0]]).T")
SHAPES = Code(
    "lambda network: [network.W1.shape, network.b1.shape, network.W2.shape, network.b2.shape]",
    says="lists the shapes of W1, b1, W2 and b2",
)
GLOBAL_GENERATOR = Code(
    "type('Global', (), {'state': property("
    "lambda self: sum(map(int, np.random.get_state()[1])) + np.random.get_state()[2])})()",
    says="NumPy's global generator",
)


def pencil_network(pair):
    """Return the lesson's 2-2-1 network, on both sides."""
    network = pair.SimpleNN(2, 2, 1)
    network.W1 = np.array([[1.0, -1.0], [0.5, 2.0]])
    network.b1 = np.array([0.0, 0.5])
    network.W2 = np.array([[1.0], [-2.0]])
    network.b2 = np.array([0.25])
    return network


def half_network(pair):
    """Return a network, inputs and targets: A1 is ±0.5 in every row, and A2 is 0.5."""
    network = pair.SimpleNN(2, 3, 1)
    half = np.log(3) / 2  # tanh (log 3 / 2) = 0.5
    network.W1, network.b1 = np.zeros((2, 3)), np.array([half, -half, half])
    network.W2 = np.array([[1.0], [-2.0], [4.0]])
    network.b2 = np.array([-3.5])  # 0.5·1 - 0.5·(-2) + 0.5·4 - 3.5 = 0
    return network, np.array([[1.0, 2.0], [3.0, -1.0], [2.0, -4.0]]), np.ones((3, 1))


def random_network(pair, input_size, hidden_size, output_size, **kwargs):
    """Return a network with set weights and biases, on both sides."""
    network = pair.SimpleNN(input_size, hidden_size, output_size, **kwargs)
    network.W1 = pair.random_array(input_size, hidden_size) / 10
    network.b1 = pair.random_array(hidden_size) / 10
    network.W2 = pair.random_array(hidden_size, output_size) / 10
    network.b2 = pair.random_array(output_size) / 10
    return network


def random_targets(pair, m, n):
    """Return an (m, n) array of zeros and ones, half of each."""
    drawn = pair.random_array(m, n)
    return (drawn > np.median(drawn)).astype(float)


def to_4(array):
    return array.round(4).tolist()


@task("sigmoid")
def test_sigmoid_lies_between_0_and_1(pair):
    assert pair.sigmoid(np.array([[0.0]])).tolist() == [[0.5]]
    # 1 / (1 + e^-log 3) = 1 / (1 + 1/3), and 1 / (1 + 3)
    Z = np.array([[np.log(3), -np.log(3)]])
    assert to_4(pair.sigmoid(Z)) == [[0.75, 0.25]]
    # 1 / (1 + 0.1353), 1 / (1 + 2.7183), 1 / (1 + 0.6065)
    assert to_4(pair.sigmoid(np.array([[2.0], [-1.0], [0.5]]))) == [[0.8808], [0.2689], [0.6225]]


@task("sigmoid")
def test_sigmoid_keeps_the_shape_of_Z(pair):
    for shape in ((3,), (1, 1), (1, 4), (4, 1), (2, 3), (2, 3, 2)):
        assert pair.sigmoid(pair.random_array(*shape)).shape == shape
    assert pair.sigmoid(TURNED).shape == (3, 2)
    assert pair.sigmoid(pair.random_array(2, 1, 2, 2)).shape == (2, 1, 2, 2)
    assert round(pair.sigmoid(np.array(2.0)), 4) == 0.8808  # no axes: one number
    assert pair.sigmoid(np.zeros((0, 3))).shape == (0, 3)  # a batch without rows


@task("sigmoid")
def test_sigmoid_takes_any_finite_Z(pair):
    Z = np.array([[-1000.0, 1000.0], [30.0, -30.0], [1e300, -1e300]])
    pair.sigmoid(Z)


@task("sigmoid")
def test_sigmoid_of_any_numbers(pair):
    pair.sigmoid(np.array([[0, 1, -2], [3, -4, 2]]))  # whole numbers too
    pair.sigmoid(np.array(NUMBERS))
    pair.close(pair.sigmoid, np.array([-10.0, -15.5, -20.0, -25.0]), rel_tol=1e-4)
    pair.close(pair.sigmoid, np.array([-40.0, -50.0]), abs_tol=1e-15)
    pair.close(pair.sigmoid, np.array([[0.0, 1000.0, -1000.0, -700.0]]), abs_tol=1e-300)
    pair.close(pair.sigmoid, np.array([FAR, [-far for far in FAR]]), abs_tol=1e-15)


@task("sigmoid")
def test_sigmoid_neither_overflows_nor_warns(pair):
    strict_sigmoid = pair.named("strict_sigmoid", STRICT_SIGMOID)
    strict_sigmoid(np.array([[1000.0]]))
    strict_sigmoid(np.array([[-1000.0]]))
    strict_sigmoid(np.array([[0.0, -1000.0, 5.0], [1000.0, -800.0, 800.0]]))
    for far in FAR:
        pair.close(strict_sigmoid, np.array([[far]]), abs_tol=1e-15)
        pair.close(strict_sigmoid, np.array([[-far]]), abs_tol=1e-15)


@task("sigmoid")
def test_sigmoid_leaves_numpys_settings_alone(pair):
    pair.named("_", Code("np.seterr(all='warn', under='ignore') and None"))
    pair.sigmoid(np.array([[1000.0, -1000.0]]))
    how = pair.named("how", Code("list(np.geterr().values())", says="how NumPy takes errors"))
    for kind in range(4):
        assert how[kind] == ("warn", "warn", "ignore", "warn")[kind]


@task("binary_cross_entropy")
def test_binary_cross_entropy_is_a_mean_of_logs(pair):
    # -(log 0.5 + log (1 - 0.5)) / 2
    A, y = np.array([[0.5], [0.5]]), np.array([[1.0], [0.0]])
    assert round(pair.binary_cross_entropy(A, y), 4) == 0.6931
    # -(log 0.8 + log (1 - 0.4) + log 0.3) / 3 = (0.2231 + 0.5108 + 1.2040) / 3
    A, y = np.array([[0.8], [0.4], [0.3]]), np.array([[1.0], [0.0], [1.0]])
    assert round(pair.binary_cross_entropy(A, y), 4) == 0.6460
    pair.binary_cross_entropy(np.array([[0.9]]), np.array([[0.0]]))


@task("binary_cross_entropy")
def test_binary_cross_entropy_of_several_outputs_is_the_mean_over_all_entries(pair):
    # (-log 0.5 - log 0.75 - log 0.5 - log 0.25) / 4
    A, y = np.array([[0.5, 0.25], [0.5, 0.75]]), np.array([[1.0, 0.0], [0.0, 0.0]])
    assert round(pair.binary_cross_entropy(A, y), 4) == 0.7651
    for m, n in ((1, 3), (2, 3), (5, 2), (7, 1)):
        A = 0.5 + pair.random_array(m, n) / 20
        pair.binary_cross_entropy(A, random_targets(pair, m, n))
    many = "np.arange(300)[:, None] % "
    pair.binary_cross_entropy(Code(f"0.1 + {many}8 / 10"), Code(f"{many}3 // 2 * 1.0"))
    A = np.array([[0.8, 0.4], [0.3, 0.9], [0.6, 0.7]])
    pair.binary_cross_entropy(A, Code("np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 1.0]]).T"))


@task("binary_cross_entropy")
def test_binary_cross_entropy_stays_finite(pair):
    def loss(a, y):
        # 1 - (1 - 1e-12) is 1e-12 to four digits only, hence a tolerance of its own
        arrays = np.array([[a]]), np.array([[y]])
        return pair.close(pair.binary_cross_entropy, *arrays, rel_tol=1e-5, abs_tol=1e-9)

    assert round(loss(0.0, 1.0), 3) == 27.631  # -log 1e-12
    assert round(loss(1.0, 0.0), 3) == 27.631  # -log (1 - (1 - 1e-12))
    assert round(loss(0.0, 0.0), 6) == 0
    assert round(loss(1.0, 1.0), 6) == 0
    assert round(loss(1e-13, 1.0), 3) == 27.631
    assert round(loss(1 - 1e-13, 0.0), 3) == 27.631
    assert round(loss(2e-12, 1.0), 3) == 26.938  # between the limits a counts as it is
    assert round(loss(1e-6, 1.0), 3) == 13.816
    assert round(loss(1 - 1e-6, 0.0), 3) == 13.816


@task("binary_cross_entropy")
def test_binary_cross_entropy_refuses_unequal_shapes(pair):
    def refuses(shape_of_A, shape_of_y):
        A, y = np.full(shape_of_A, 0.86), np.zeros(shape_of_y)  # no digit of a shape
        sizes = dict.fromkeys([*shape_of_A, *shape_of_y])
        pair.refuses(pair.binary_cross_entropy, A, y, naming=sizes)

    refuses((2, 3), (3, 2))
    refuses((5, 1), (7, 1))
    refuses((1, 3), (2, 3))
    refuses((2, 3), (2, 1))
    refuses((3, 1), (1, 3))
    refuses((4, 1), (4,))
    refuses((4,), (4, 1))


@task("SimpleNN")
def test_a_network_begins_with_weights_of_the_right_shapes_and_biases_of_0(pair):
    shapes = pair.named("shapes", SHAPES)
    network = pair.SimpleNN()
    assert shapes(network) == [(2, 8), (8,), (8, 1), (1,)]
    assert network.b1.tolist() == [0.0] * 8
    assert network.b2.tolist() == [0.0]
    assert network.learning_rate == 0.5
    network = pair.SimpleNN(3, 4, 2, 0.1, 7)
    assert shapes(network) == [(3, 4), (4,), (4, 2), (2,)]
    assert network.b1.tolist() == [0.0] * 4
    assert network.b2.tolist() == [0.0] * 2
    assert network.learning_rate == 0.1
    network = pair.SimpleNN(learning_rate=2.0, output_size=3, hidden_size=1, input_size=5, seed=1)
    assert shapes(network) == [(5, 1), (1,), (1, 3), (3,)]
    assert network.learning_rate == 2.0


@task("SimpleNN")
def test_forward_of_two_rows(pair):
    network = pencil_network(pair)
    # Z1 = X W1 + b1: [1·1 + 0·0.5 + 0, 1·(-1) + 0·2 + 0.5] and [2·1 + 1·0.5, -2 + 2 + 0.5]
    # A1 = tanh Z1 = [0.7616, -0.4621] and [0.9866, 0.4621]
    # Z2 = A1 W2 + b2: 0.7616 + 2·0.4621 + 0.25 and 0.9866 - 2·0.4621 + 0.25
    outputs = network.forward(np.array([[1.0, 0.0], [2.0, 1.0]]))
    assert to_4(network.Z1) == [[1.0, -0.5], [2.5, 0.5]]
    assert to_4(network.A1) == [[0.7616, -0.4621], [0.9866, 0.4621]]
    assert to_4(network.Z2) == [[1.9358], [0.3124]]
    assert to_4(outputs) == to_4(network.A2) == [[0.8739], [0.5775]]


@task("SimpleNN")
def test_forward_of_any_number_of_rows_inputs_and_outputs(pair):
    for m, input_size, hidden_size, output_size in (
        (4, 2, 8, 1),
        (1, 2, 3, 1),
        (1, 3, 1, 2),
        (3, 2, 4, 2),
        (2, 4, 3, 3),
        (1, 300, 2, 1),
        (3, 2, 2, 1),
    ):
        network = random_network(pair, input_size, hidden_size, output_size)
        network.forward(pair.random_array(m, input_size) / 5)
    network.forward(XOR_INPUTS)  # another number of rows
    network.forward(TURNED)
    network.forward(Code("np.arange(600).reshape(300, 2) % 7 / 7"))


@task("SimpleNN")
def test_forward_changes_no_weights(pair):
    network = pencil_network(pair)
    network.forward(np.array([[1.0, 0.0], [2.0, 1.0]]))
    network.forward(np.array([[1.0, 0.0], [2.0, 1.0]]))  # again: the same outputs
    assert network.W1.tolist() == [[1.0, -1.0], [0.5, 2.0]]
    assert network.b1.tolist() == [0.0, 0.5]
    assert network.W2.tolist() == [[1.0], [-2.0]]
    assert network.b2.tolist() == [0.25]


@task("SimpleNN")
def test_forward_refuses_inputs_without_input_size_columns(pair):
    network = random_network(pair, 2, 3, 1)
    pair.refuses(network.forward, np.array([[0.0, 1.0, 0.0]] * 4), naming=(3, 2))
    pair.refuses(network.forward, np.zeros((2, 5)), naming=(5, 2))  # rows for columns
    pair.refuses(network.forward, np.array([0.0, 1.0]))  # one row is np.array([[0.0, 1.0]])
    pair.refuses(network.forward, np.zeros((3, 4, 2)))
    pair.refuses(network.forward, np.zeros((1, 2, 2)))
    pair.refuses(network.forward, np.array(0.5))
    network = pair.SimpleNN(3, 2, 1)
    pair.refuses(network.forward, np.array([[0.5]] * 5), naming=(1, 3))
    network = pair.SimpleNN(1, 2, 1)
    pair.refuses(network.forward, np.array([0.5]))
    pair.refuses(network.forward, np.array([0.5, 2.0, -1.0]))


@task("SimpleNN")
def test_backward_of_three_rows(pair):
    network, X, y = half_network(pair)
    assert to_4(network.forward(X)) == [[0.5], [0.5], [0.5]]
    assert network.backward(X, y) is None
    # dZ2 = (A2 - y) / 3 = -1/6 in each row
    assert to_4(network.dW2) == [[-0.25], [0.25], [-0.25]]  # A1ᵀ dZ2: 3·0.5·(-1/6), …
    assert to_4(network.db2) == [-0.5]
    # dZ2 W2ᵀ = -1/6·[1, -2, 4], and the slopes are 1 - A1² = 0.75: dZ1 = [-0.125, 0.25, -0.5]
    # dW1 = Xᵀ dZ1: the columns of X have the sums 6 and -3
    assert to_4(network.dW1) == [[-0.75, 1.5, -3.0], [0.375, -0.75, 1.5]]
    assert to_4(network.db1) == [-0.375, 0.75, -1.5]


@task("SimpleNN")
def test_backward_of_two_rows(pair):
    network = pencil_network(pair)
    X, y = np.array([[1.0, 0.0], [2.0, 1.0]]), np.array([[1.0], [0.0]])
    network.forward(X)
    network.backward(X, y)
    # dZ2 = (A2 - y) / 2: (0.8739 - 1) / 2 = -0.0631 and (0.5775 - 0) / 2 = 0.2887
    # dW2 = A1ᵀ dZ2: -0.7616·0.0631 + 0.9866·0.2887 and 0.4621·0.0631 + 0.4621·0.2887
    assert to_4(network.dW2) == [[0.2368], [0.1626]]
    assert to_4(network.db2) == [0.2257]
    # dZ2 W2ᵀ = [-0.0631, 0.1261] and [0.2887, -0.5775]
    # the slopes are 1 - A1² = [0.4200, 0.7864] and [0.0266, 0.7864]
    # so dZ1 = [-0.0265, 0.0992] and [0.0077, -0.4541]
    # dW1 = Xᵀ dZ1: -0.0265 + 2·0.0077, 0.0992 - 2·0.4541, and the second row alone
    assert to_4(network.dW1) == [[-0.0111, -0.8091], [0.0077, -0.4541]]
    assert to_4(network.db1) == [-0.0188, -0.355]


@task("SimpleNN")
def test_backward_of_any_number_of_rows_inputs_and_outputs(pair):
    for m, input_size, hidden_size, output_size in (
        (1, 2, 3, 1),
        (3, 2, 4, 1),
        (3, 2, 2, 2),
        (1, 3, 2, 2),
        (4, 3, 5, 2),
        (5, 1, 1, 3),
    ):
        network = random_network(pair, input_size, hidden_size, output_size)
        X = pair.random_array(m, input_size) / 5
        y = random_targets(pair, m, output_size)
        network.forward(X)
        network.backward(X, y)


@task("SimpleNN")
def test_backward_changes_nothing_but_the_gradients(pair):
    network = random_network(pair, 2, 3, 2)
    X, y = pair.random_array(4, 2) / 5, random_targets(pair, 4, 2)
    network.forward(X)
    network.backward(X, y)
    for name in ("Z1", "A1", "Z2", "A2", "W1", "b1", "W2", "b2"):
        getattr(network, name)
    network.backward(X, y)  # the same again: the same gradients
    X, y = pair.random_array(3, 2) / 5, random_targets(pair, 3, 2)
    network.forward(X)
    network.backward(X, y)  # a second batch: its own gradients


@task("SimpleNN")
def test_backward_refuses_targets_that_are_not_shaped_like_the_outputs(pair):
    network = random_network(pair, 2, 3, 2)
    X = np.full((4, 2), 0.86)
    network.forward(X)
    pair.refuses(network.backward, X, np.zeros((3, 2)), naming=(4, 3, 2))
    pair.refuses(network.backward, X, np.zeros((1, 2)), naming=(4, 2, 1))
    pair.refuses(network.backward, X, np.zeros((4, 1)), naming=(4, 2, 1))
    network = random_network(pair, 2, 3, 1)
    network.forward(X)
    pair.refuses(network.backward, X, np.zeros((1, 4)), naming=(4, 1))
    pair.refuses(network.backward, X, np.zeros(4), naming=(4, 1))
    network.forward(X[:1])
    pair.refuses(network.backward, X[:1], np.zeros(1), naming=(1,))


@task("SimpleNN")
def test_update_takes_one_step_downhill(pair):
    network, X, y = half_network(pair)
    network.forward(X)
    network.backward(X, y)  # the gradients are those of test_backward_of_three_rows
    assert network.update() is None
    # each w - 0.5·dw: 0 + 0.5·0.75, 0 - 0.5·1.5, 0 + 0.5·3, …
    assert to_4(network.W1) == [[0.375, -0.75, 1.5], [-0.1875, 0.375, -0.75]]
    # 0.5493 + 0.5·0.375, -0.5493 - 0.5·0.75, 0.5493 + 0.5·1.5
    assert to_4(network.b1) == [0.7368, -0.9243, 1.2993]
    assert to_4(network.W2) == [[1.125], [-2.125], [4.125]]
    assert to_4(network.b2) == [-3.25]
    network.update()  # with the same gradients, one more step like it
    assert to_4(network.W1) == [[0.75, -1.5, 3.0], [-0.375, 0.75, -1.5]]
    network.learning_rate = 1.0  # and from now on twice as far
    network.update()
    assert to_4(network.W1) == [[1.5, -3.0, 6.0], [-0.75, 1.5, -3.0]]


@task("SimpleNN")
def test_update_moves_every_weight_and_bias(pair):
    for m, output_size, learning_rate in ((3, 1, 0.1), (2, 2, 2.0), (1, 3, 0.5)):
        network = random_network(pair, 2, 3, output_size, learning_rate=learning_rate)
        for _ in range(2):
            X, y = pair.random_array(m, 2) / 5, random_targets(pair, m, output_size)
            network.forward(X)
            network.backward(X, y)
            network.update()


@task("SimpleNN")
def test_two_networks_learn_each_on_its_own(pair):
    networks = []
    for _ in range(2):
        network = pair.SimpleNN(2, 3, 3)  # its biases are those of __init__
        network.W1, network.W2 = pair.random_array(2, 3) / 10, pair.random_array(3, 3) / 10
        X, y = pair.random_array(4, 2) / 5, random_targets(pair, 4, 3)
        network.forward(X)
        network.backward(X, y)
        networks.append(network)
    for network in networks:
        network.update()


@task("SimpleNN")
def test_train_returns_the_loss_before_each_step(pair):
    network = pencil_network(pair)
    network.W2, network.b2 = np.zeros((2, 1)), np.array([0.0])
    losses = network.train(XOR_INPUTS, XOR_TARGETS, 1)
    assert [round(loss, 4) for loss in losses] == [0.6931]  # every output is 0.5: -log 0.5
    network = random_network(pair, 2, 3, 1)
    losses = network.train(XOR_INPUTS, XOR_TARGETS, epochs=3)
    assert len(losses) == 3
    assert network.train(XOR_INPUTS, XOR_TARGETS, epochs=0) == []
    network.train(XOR_INPUTS, XOR_TARGETS, 2)  # a second call goes on
    network = random_network(pair, 3, 4, 2, learning_rate=0.1)
    network.train(pair.random_array(5, 3) / 5, random_targets(pair, 5, 2), epochs=2)
    network.train(pair.random_array(1, 3) / 5, random_targets(pair, 1, 2), epochs=2)
    many = (
        Code("np.arange(210).reshape(70, 3) % 8 / 8"),
        Code("np.arange(140).reshape(70, 2) % 3 // 2"),
    )
    network.train(*many, epochs=2)


@task("SimpleNN", once=True)  # long, and shorter ones of train run twice
def test_train_goes_on_to_the_last_epoch_at_the_rate_it_was_given(pair):
    network = pencil_network(pair)
    losses = network.train(np.array([[1.0, 0.5]]), np.array([[0.0]]), 1200)
    assert losses[-1] < 0.001
    assert network.learning_rate == 0.5
    network.train(np.array([[1.0, 0.5]]), np.array([[1.0]]), 5)
    network = random_network(pair, 2, 2, 1, learning_rate=0.0)  # the loss stays as it is
    assert len(network.train(XOR_INPUTS, XOR_TARGETS, 30)) == 30
    network.b2 = np.array([30.0])  # nearly 0
    assert network.train(np.array([[1.0, 0.5]]), np.array([[1.0]]), 3)[2] < 1e-9
    network = pencil_network(pair)  # a loss of 1e-9, and a rate at which its slope counts
    network.b1, network.b2, network.learning_rate = np.array([0.5, 0.5]), np.array([19.0]), 1e5
    X, y = np.array([[1.0, 0.0]]), np.array([[1.0]])
    pair.close(network.train, X, y, 2, rel_tol=1e-6, abs_tol=1e-13)  # the log of nearly 1
    network = pencil_network(pair)
    network.learning_rate = 12.0
    losses = network.train(XOR_INPUTS, XOR_TARGETS, 4)
    assert losses[2] > 3 * losses[1]  # a step too far: the next one is taken all the same


@task("SimpleNN")
def test_whole_numbers_will_do(pair):
    network = pencil_network(pair)
    X, y = np.array([[1, 0], [2, 1], [0, 3]]), np.array([[1], [0], [1]])
    network.forward(X)
    network.backward(X, y)
    network.train(X, y, 3)
    network.predict(X)


@task("SimpleNN")
def test_predict_is_1_above_a_half_and_0_elsewhere(pair):
    network = pair.SimpleNN(2, 2, 2)
    network.W1, network.b1 = np.eye(2), np.zeros(2)
    network.W2, network.b2 = np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2)
    # the first output is above 0.5 where the first input is the larger, the second where the
    # second is; of two zeros both are exactly 0.5
    X = np.array([[2.0, 1.0], [1.0, 2.0], [0.0, 0.0], [-1.0, -3.0]])
    assert network.predict(X).tolist() == [[1, 0], [0, 1], [0, 0], [1, 0]]
    network.b2 = np.array([0.1, -0.1])
    X = np.array([[0.0, 0.0]])
    assert network.predict(X).tolist() == [[1, 0]]  # sigmoid(±0.1) = 0.5250, 0.4750
    network.b2 = np.array([0.1, 0.2])
    assert network.predict(X).tolist() == [[1, 1]]
    network.b2 = np.array([1e-9, -1e-9])
    assert network.predict(X).tolist() == [[1, 0]]


@task("SimpleNN")
def test_predict_of_any_number_of_rows_and_outputs(pair):
    for m, input_size, output_size in ((3, 2, 1), (1, 2, 1), (1, 2, 2), (4, 3, 2), (3, 2, 12)):
        network = random_network(pair, input_size, 4, output_size)
        network.predict(pair.random_array(m, input_size) / 5)
        for name in ("W1", "b1", "W2", "b2"):
            getattr(network, name)


@task("SimpleNN", once=True)
def test_the_weights_are_drawn_from_normal_distributions(pair):
    inputs, hidden, outputs = 6, 1500, 5
    network = pair.SimpleNN(inputs, hidden, outputs)
    W1, W2 = pair.look(network, "W1"), pair.look(network, "W2")
    scaled = W2 * np.sqrt(hidden)
    for name, drawn, deviation in (("W1", W1, "1"), ("W2", scaled, f"1 / √{hidden}")):
        scale = 1 if name == "W1" else np.sqrt(hidden)
        spread = f"numbers around 0, with a standard deviation of {deviation}"
        cause = f"{name} should come from a normal distribution around 0, of deviation {deviation}."
        pair.expect(
            0.96 < drawn.std() < 1.04,  # seven deviations of what chance gives
            expected=f"{name}: {spread}",
            got=f"a standard deviation of {drawn.std() / scale:.4g}",
            cause=cause,
        )
        pair.expect(
            abs(drawn.mean()) < 0.15,
            expected=f"{name}: {spread}",
            got=f"a mean of {drawn.mean() / scale:.4g}",
            cause=cause,
        )
        beyond = (abs(drawn) > 2).mean()
        pair.expect(
            0.02 < beyond < 0.08,  # 0.0455 of a normal distribution
            expected=f"{name}: about 5 in 100 numbers beyond two standard deviations",
            got=f"{100 * beyond:.1f} in 100",
            cause=cause,
        )
    for name, drawn in (("W1", W1), ("W2", W2)):
        different = len(np.unique(abs(drawn)))
        pair.expect(
            different == drawn.size,
            expected=f"{name}: {drawn.size} different numbers",
            got=f"{different} different ones",
            cause="Draw a whole array of weights at once: the third argument is its shape.",
        )
    for one, other in (
        (W1[:, :-1].ravel(), W1[:, 1:].ravel()),
        (W1[:-1].ravel(), W1[1:].ravel()),
        (scaled[:-1].ravel(), scaled[1:].ravel()),
        (scaled[:, :-1].ravel(), scaled[:, 1:].ravel()),
    ):
        pair.expect(
            abs(np.corrcoef(one, other)[0, 1]) < 0.2,
            expected="every weight drawn on its own",
            got="rows or columns of W1 or W2 that go together",
            cause="Draw a whole array of weights at once: the third argument is its shape.",
        )
    for seed in (1, 2):
        other = pair.look(pair.SimpleNN(inputs, hidden, outputs, seed=seed), "W1")
        n = min(other.size, W2.size)
        pair.expect(
            abs(np.corrcoef(other.ravel()[:n], scaled.ravel()[:n])[0, 1]) < 0.2,
            expected="a W2 that comes from the generator of its own seed",
            got=f"the numbers that W1 has with seed {seed}",
            cause="Make one np.random.default_rng(seed), and draw both from it.",
        )
    n = min(W1.size, W2.size)
    pair.expect(
        abs(np.corrcoef(W1.ravel()[:n], scaled.ravel()[:n])[0, 1]) < 0.2,
        expected="W1 and W2 drawn one after the other from one generator",
        got="W2 drawn from the same numbers as W1",
        cause="Make one np.random.default_rng(seed), and draw both from it.",
    )


@task("SimpleNN")
def test_the_weights_come_from_the_seed_alone(pair):
    generator = pair.named("generator", GLOBAL_GENERATOR)

    def weights(elsewhere, **seed):
        pair.named("_", Code(f"np.random.seed({elsewhere})"))
        before = pair.look(generator, "state")
        network = pair.SimpleNN(**seed)
        pair.expect(
            pair.look(generator, "state") == before,
            expected="NumPy's global generator left alone",
            got="numbers drawn from it, or a seed given to it",
            cause="Draw from np.random.default_rng(seed), not from np.random itself.",
        )
        return network, look_at(network)

    def look_at(network):
        return [pair.look(network, name).tolist() for name in ("W1", "W2")]

    network = pair.SimpleNN(5, 2, 3, seed=5)
    drawn = [pair.look(network, "W1").ravel(), pair.look(network, "W2").ravel() * np.sqrt(2)]
    pair.expect(
        np.allclose(
            np.sort(np.concatenate(drawn)),
            np.sort(np.random.default_rng(5).standard_normal(16)),
            rtol=1e-6,
        ),
        expected="W1 and, times √2, W2: the first 16 normal draws of np.random.default_rng(5)",
        got="other numbers",
        cause="Make one np.random.default_rng(seed), and draw W1, then W2, with its normal.",
    )
    first, of_seed_1 = weights(1, seed=1)
    pair.expect(
        weights(2, seed=1)[1] == of_seed_1,
        expected="the same weights from seed 1 as another network of seed 1 has",
        got="other weights",
        cause="Draw all of them from np.random.default_rng(seed).",
    )
    _, of_seed_0 = weights(1, seed=0)
    for name, one, other in zip(("W1", "W2"), of_seed_0, of_seed_1):
        pair.expect(
            one != other,
            expected=f"another {name} from seed 0 than from seed 1",
            got=f"the same {name}",
            cause="The draws should come from the seed: np.random.default_rng(seed).",
        )
    pair.expect(
        weights(1)[1] == of_seed_0,
        expected="the weights of seed 0 where no seed is given",
        got="other weights",
        cause="Where no seed is given, it should be 0.",
    )
    pair.expect(
        look_at(first) == of_seed_1,
        expected="the first network's weights as they were",
        got="other weights, since more networks were made",
        cause="Each network needs weights of its own: self.W1 = … and self.W2 = …",
    )


@task("SimpleNN", seconds=60)
def test_a_network_learns_xor(pair):
    for seed in (0, 1):
        network = pair.SimpleNN(seed=seed)
        losses = pair.drawn(network.train, XOR_INPUTS, XOR_TARGETS)
        pair.expect(
            losses[-1] < 0.1 < losses[0],
            expected=f"a loss below 0.1 after {len(losses)} epochs of XOR from seed {seed}",
            got=f"{losses[0]:.3f} before the first step, {losses[-1]:.3f} before the last",
            losses=losses,
        )
        answers = pair.drawn(network.predict, XOR_INPUTS).tolist()
        pair.expect(
            answers == XOR_TARGETS.tolist(),
            expected="the answers of XOR: [[0], [1], [1], [0]]",
            got=str(answers),
            cause="predict has to ask the trained weights.",
        )


@task("SimpleNN")
def test_large_numbers_stay_as_they_are(pair):
    network = pair.SimpleNN(1, 2, 1)
    network.W1, network.b1 = np.array([[0.03, -0.04]]), np.array([0.0, 0.0])
    # Z1 is 30 and -40, so that A1 is 1 and -1; then Z2 is 1000 or -1000: e^-1000 is 0.0
    X = np.array([[1000.0]])
    for sign, y in ((1, np.array([[0.0]])), (-1, np.array([[1.0]]))):
        network.W2, network.b2 = sign * np.array([[500.0], [-500.0]]), np.array([0.0])
        pair.close(network.forward, X, abs_tol=1e-300)
        pair.close(network.backward, X, 1 - y, abs_tol=1e-300)  # as sure as can be: A2 - y is 0
        network.backward(X, y)  # as sure as that, and wrong: A2 - y is 1 or -1
        assert network.db2 == [sign]
    network = random_network(pair, 2, 3, 2)
    network.W1 = pair.random_array(2, 3) / 1e6
    X, y = pair.random_array(4, 2) * 1e4, random_targets(pair, 4, 2)
    network.forward(X)
    network.backward(X, y)
    network.update()
