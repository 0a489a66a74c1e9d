"""Part II, second chapter, graded: a network that reads handwritten digits, on small arrays.

Steps are compared number by number, in float32, from weights that are set on both sides. Where
chance decides, no order of draws is asked for. The order of the rows in fit is read out of the
weights: each row has a weight of its own there, and the rate that moved it tells at which step.
"""

import math

import numpy as np

from grading import FAR, Code, task

KEEPS = {
    "SmallNet.forward": ["Z1 A1 Z2 P"],
    "SmallNet.backward": ["dW2 db2 dW1 db1"],
    "SmallNet.update": ["W1 b1 W2 b2"],
}

CLOSE = {"rel_tol": 1e-4, "abs_tol": 1e-6}  # for a number that comes from float32
ROWS = 12  # a right order repeats, or is the given one, once in 12! = 479,001,600 times
RNG = Code("np.random.default_rng(0)")
SIZES = (2, 5, 3, 4), (5, 2, 4, 3), (4, 3, 10, 6), (3, 3, 3, 3)  # n, hidden, k, m
SEEDED = Code("(np.random.seed(1), random.seed(1))", says="the global generators, seeded")
GLOBAL_GENERATORS = Code(
    "type('Global', (), {'state': property(lambda self: [int(np.random.get_state()[1].sum()), "
    "int(np.random.get_state()[2]), sum(random.getstate()[1])])})()",
    says="the global generators of NumPy and Python",
)

IN_FLOAT64 = "gives what it returns in float64, so that every digit counts"


def float32(values):
    return np.array(values, dtype=np.float32)


def draws_from_rng_alone(pair, draw):
    """Demand that draw(rng), which returns the learner's answer, depends on the rng and no more."""
    generators = pair.named("generators", GLOBAL_GENERATORS)
    before = pair.look(generators, "state")
    rng = pair.named("rng", RNG)
    first = draw(rng)
    pair.expect(
        pair.look(generators, "state") == before,
        expected="the global generators left alone",
        got="numbers drawn from one of them",
        cause="Draw with rng's own methods, not with those of np.random.",
    )
    pair.expect(
        draw(rng) != first,
        expected="another draw the second time, from the same rng",
        got="the same draw",
        cause="Draw from rng as it comes: one made or seeded inside starts over at each call.",
    )
    pair.expect(
        draw(Code("np.random.default_rng(0)")) == first,
        expected="the first draw again from np.random.default_rng(0)",
        got="another draw",
        cause="Every draw must come from rng.",
    )
    pair.expect(
        draw(Code("np.random.default_rng(1)")) != first,
        expected="another draw from np.random.default_rng(1)",
        got="the same as from np.random.default_rng(0)",
        cause="Every draw must come from rng.",
    )


def has_he_deviation(pair, weights, name, within):
    """Demand the deviation √(2 / n_in), to a share `within`, of weights the learner drew."""
    n_in = len(weights)
    wanted = math.sqrt(2 / n_in)
    pair.expect(
        abs(weights.mean()) < 2 * within * wanted,
        expected=f"as many of {name} below 0 as above: a mean near 0",
        got=f"a mean of {weights.mean():.3f}",
    )
    pair.expect(
        abs(weights.std() / wanted - 1) < within,
        expected=f"{name} with a standard deviation near √(2 / {n_in}) = {wanted:.3f}",
        got=f"a standard deviation of {weights.std():.3f}",
        cause="That is 2 / n_in: take its square root."
        if abs(weights.std() * n_in / 2 - 1) < 0.1
        else "",
    )


@task("pixels_to_inputs")
def test_pixels_to_inputs_gives_each_picture_a_row_of_numbers_from_0_to_1(pair):
    images = np.array([[[0, 51], [102, 255]]], dtype=np.uint8)
    inputs = pair.pixels_to_inputs(images)
    assert inputs.dtype == np.float32
    assert inputs.tolist() == float32([[0, 0.2, 0.4, 1]]).tolist()  # 51 / 255, 102 / 255


@task("pixels_to_inputs")
def test_pixels_to_inputs_goes_through_a_picture_row_by_row(pair):
    images = np.arange(0, 240, 10, dtype=np.uint8).reshape(2, 3, 4)
    inputs = pair.pixels_to_inputs(images)
    assert inputs.shape == (2, 12)  # 10, 20, 30 lie in picture 0's first row
    assert (inputs[:, 1] * 255).round().tolist() == [10, 130]
    pair.pixels_to_inputs(np.array([[[255]]], dtype=np.uint8))
    pair.pixels_to_inputs(np.array([[[7, 1, 254]], [[3, 128, 127]]], dtype=np.uint8))
    pair.pixels_to_inputs((np.arange(60) * 37 % 256).astype(np.uint8).reshape(5, 4, 3))
    pair.pixels_to_inputs(np.array([[[0, 1]]], dtype=np.uint8))  # nearly black
    in_float64 = Code("lambda images: pixels_to_inputs(images).astype(float)", says=IN_FLOAT64)
    exact = pair.named("exact", in_float64)
    pair.close(exact, np.array([[[1, 3, 250]]], dtype=np.uint8), rel_tol=1e-6)
    # the same, whatever the order in memory: here the columns lie one after the other
    pair.pixels_to_inputs(Code("np.arange(0, 240, 10, dtype=np.uint8).reshape(4, 3, 2).T"))


@task("pixels_to_inputs")
def test_pixels_to_inputs_refuses_what_has_not_three_axes(pair):
    pair.refuses(pair.pixels_to_inputs, np.zeros((6, 4), dtype=np.uint8), naming=(6, 4))
    pair.refuses(pair.pixels_to_inputs, np.zeros(5, dtype=np.uint8), naming=(5,))
    pair.refuses(pair.pixels_to_inputs, np.zeros((5, 3, 2, 1), np.uint8), naming=(5, 3, 2, 1))


@task("softmax")
def test_softmax_makes_probabilities_of_each_row(pair):
    logits = np.array([[0.0, math.log(3.0)], [math.log(4.0), 0.0], [2.0, 2.0]])
    assert pair.softmax(logits).round(9).tolist() == [[0.25, 0.75], [0.8, 0.2], [0.5, 0.5]]
    assert pair.softmax(np.array([[7.0, 7.0, 7.0, 7.0]])).tolist() == [[0.25] * 4]


@task("softmax")
def test_softmax_of_large_logits(pair):
    logits = np.array([[0.0, 0.0], [1000.0, -1000.0]])
    assert pair.softmax(logits).tolist() == [[0.5, 0.5], [1.0, 0.0]]
    pair.softmax(np.array([[1000.0, 1001.0, 1002.0], [-1000.0, -1001.0, -1002.0]]))
    pair.softmax(np.array([[-3000.0, -3000.5], [5.0, 6.0], [900.0, 899.0]]))
    pair.softmax(np.array([[-900.0, -901.0], [-800.0, -802.0]]))  # none above 0
    pair.softmax(np.array([[0.0] * 11 + [1000.0]]))  # the last is the largest
    pair.close(pair.softmax, logits, rel_tol=1e-11, abs_tol=1e-300)  # sums of 1
    for far in FAR:
        pair.close(pair.softmax, np.array([[far, far - 1], [-far, -far - 1]]), rel_tol=1e-9)


@task("softmax")
def test_softmax_takes_any_number_of_rows_and_columns(pair):
    for rows, columns in ((1, 1), (3, 1), (1, 5), (4, 2), (2, 4), (3, 3), (6, 10)):
        pair.softmax(pair.random_array(rows, columns))
    pair.softmax(pair.random_array(3, 4, dtype="float32"))  # float32 stays float32
    pair.softmax(np.array([[2, 2, 2], [1, 0, -1]]))  # whole numbers too
    small = np.array([[0.0, -25.5], [3.0, -17.0], [0.0, -120.0], [650.0, 0.0]])
    pair.close(pair.softmax, small, rel_tol=1e-6)  # e^-650 is small, and not 0


@task("cross_entropy")
def test_cross_entropy_is_the_mean_of_minus_log_of_the_own_probability(pair):
    probabilities = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [1.0, 0.0, 0.0], [0.2, 0.6, 0.2]])
    # -log 0.7 = 0.3567, -log 0.25 = 1.3863, -log 1 = 0, -log 0.2 = 1.6094, and their mean
    assert round(pair.cross_entropy(probabilities, np.array([2, 1, 0, 0])), 4) == 0.8381
    pair.cross_entropy(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([1, 0]))
    pair.cross_entropy(probabilities, np.array([0, 2, 0, 2], dtype=np.uint8))  # as MNIST has them
    pair.cross_entropy(probabilities[:3], np.array([1, 1, 0]))
    many = Code("np.arange(1.0, 20_001).reshape(100, 200) / 20_000")  # numbers beyond a uint8
    pair.cross_entropy(many, Code("np.arange(100, 200, dtype=np.uint8)"))


@task("cross_entropy")
def test_cross_entropy_of_one_row(pair):
    assert round(pair.cross_entropy(np.array([[0.125, 0.875]]), np.array([0])), 4) == 2.0794
    assert pair.cross_entropy(np.array([[0.0, 0.0, 1.0]]), np.array([2])) == 0
    pair.cross_entropy(np.array([[1.0]]), np.array([0]))
    pair.cross_entropy(np.array([[1 - 1.2345e-7, 1.2345e-7]]), np.array([0]))  # a tiny loss


@task("cross_entropy")
def test_cross_entropy_counts_a_p_below_1e_12_as_1e_12(pair):
    probabilities = np.array([[1.0, 0.0], [1e-11, 1.0], [1.0, 1e-13]])
    assert round(pair.cross_entropy(probabilities[:1], np.array([1])), 2) == 27.63
    pair.cross_entropy(probabilities[1:2], np.array([0]))
    pair.cross_entropy(probabilities, np.array([1, 0, 1]))


@task("cross_entropy")
def test_cross_entropy_leaves_a_nan_a_nan(pair):
    is_nan = pair.named(
        "is_nan",
        Code(
            "lambda *args: bool(np.isnan(cross_entropy(*args)))",
            says="says whether the cross-entropy is NaN",
        ),
    )
    assert is_nan(np.array([[math.nan, math.nan], [0.5, 0.5]]), np.array([0, 1]))


@task("cross_entropy")
def test_cross_entropy_refuses_labels_of_another_shape(pair):
    probabilities = np.array([[0.16, 0.67, 0.17]] * 5)
    for shape in ((2,), (5, 1), (1,), (1, 5), (5, 3), ()):
        labels = np.zeros(shape, dtype=int)  # no digit of a shape
        sizes = dict.fromkeys((*shape, *probabilities.shape))
        pair.refuses(pair.cross_entropy, probabilities, labels, naming=tuple(sizes))


@task("cross_entropy")
def test_cross_entropy_refuses_a_label_that_is_out_of_range(pair):
    probabilities = np.array([[0.25, 0.5, 0.25]] * 2)
    pair.refuses(pair.cross_entropy, probabilities, np.array([0, 7]), naming=("7",))
    pair.refuses(pair.cross_entropy, probabilities, np.array([3, 0]), naming=("3",))
    pair.refuses(pair.cross_entropy, probabilities, np.array([2, -1]), naming=("-1",))
    pair.refuses(pair.cross_entropy, probabilities, np.array([-2, 1]), naming=("-2",))
    pair.refuses(pair.cross_entropy, probabilities, np.array([-3, 3]), naming=("3",))  # sum: 0
    many = Code("np.full((200, 4), 0.25)"), Code("np.append(np.zeros(199, dtype=int), 256)")
    pair.refuses(pair.cross_entropy, *many, naming=("256",))


def share(pair, predicted, labels):
    """Ask for the accuracy, which may be a float32."""
    return pair.close(pair.accuracy, predicted, labels, rel_tol=1e-6)


@task("accuracy")
def test_accuracy_is_the_share_of_equal_entries(pair):
    assert share(pair, np.array([3, 1, 4, 1]), np.array([3, 1, 4, 5])) == 0.75
    assert share(pair, np.array([2, 7, 1, 8, 2]), np.array([2, 1, 7, 0, 8])) == 0.2
    assert share(pair, np.array([0, 0, 5]), np.array([0, 0, 5], dtype=np.uint8)) == 1
    assert share(pair, np.array([4, 5]), np.array([5, 4])) == 0
    assert share(pair, np.array([7, 7, 7]), np.array([7, 3, 7])) == 2 / 3
    labels = np.arange(4096) % 10
    assert share(pair, np.where(labels, labels, 1), labels) == 3686 / 4096
    assert share(pair, np.where(np.arange(4096), labels, 5), labels) == 4095 / 4096
    assert share(pair, np.where(np.arange(4096), 10, labels), labels) == 1 / 4096
    assert share(pair, np.array([6]), np.array([6])) == 1
    assert share(pair, np.array([256, -1, 12, 300]), np.array([0, 1, 2, 300])) == 0.25
    assert share(pair, np.array([100_001, 65_543]), np.array([100_000, 7])) == 0  # 65,536 + 7


@task("accuracy")
def test_accuracy_refuses_shapes_that_differ(pair):
    pair.refuses(pair.accuracy, np.array([3, 0, 6, 0]), np.array([3]), naming=(4, 1))
    pair.refuses(pair.accuracy, np.array([7, 0, 4]), np.array([[7], [0], [4]]), naming=(3, 1))
    pair.refuses(pair.accuracy, np.array([[7, 0, 4]]), np.array([7, 0, 4]), naming=(3, 1))
    pair.refuses(pair.accuracy, np.array([7, 0]), np.array([7, 0, 4]), naming=(2, 3))
    pair.refuses(pair.accuracy, np.array([6]), np.array([[6]]), naming=(1,))
    pair.refuses(
        pair.accuracy, np.array([[7], [0]]), np.array([[7, 0, 4], [0, 4, 7]]), naming=(1, 3)
    )


@task("he_normal")
def test_he_normal_has_a_row_for_each_input(pair):
    pair.named("_", SEEDED)
    for n_in, n_out in ((3, 2), (1, 1), (2, 5), (4, 1), (1, 6)):
        pair.drawn(pair.he_normal, n_in, n_out, RNG)


@task("he_normal", once=True)
def test_he_normal_has_the_deviation_that_n_in_sets(pair):
    pair.named("_", SEEDED)
    # Every bound lies four standard deviations or more from what chance gives.
    for n_in, n_out, within in ((150, 20, 0.06), (2, 400, 0.12), (400, 2, 0.12)):
        weights = pair.drawn(pair.he_normal, n_in, n_out, RNG)
        has_he_deviation(pair, weights, "the weights", within)
        count = len(np.unique(weights))
        pair.expect(
            count > 0.9 * weights.size,
            expected=f"{weights.size} weights, each with a draw of its own",
            got=f"{count} different numbers",
        )
        far = float(np.mean(np.abs(weights) > 2 * math.sqrt(2 / n_in)))
        pair.expect(
            0.01 < far < 0.1,
            expected="about 1 weight in 22 beyond two standard deviations",
            got=f"{far:.1%} of them",
            cause="A normal distribution has tails: rng.standard_normal draws from one.",
        )
    measures = pair.named(
        "measures",
        Code(
            "lambda n_in, n_out, rng: (lambda w: [float(w.std()), "
            "*(float((abs(w) > k * (2 / n_in) ** 0.5).mean()) for k in (1, 2, 3))])"
            "(he_normal(n_in, n_out, rng).astype(float))",
            says="gives the standard deviation of he_normal's weights, and the shares of them "
            "beyond one, two and three times √(2 / n_in)",
        ),
    )
    for n_in, n_out in ((5000, 20), (3, 20000), (1, 50000)):
        deviation, *shares = pair.drawn(measures, n_in, n_out, RNG)
        wanted = math.sqrt(2 / n_in)
        pair.expect(
            abs(deviation / wanted - 1) < 0.02,
            expected=f"a standard deviation near √(2 / {n_in}) = {wanted:.3g}",
            got=f"a standard deviation of {deviation:.3g}",
        )
        for times, usual, share in zip(("", "2 · ", "3 · "), (0.3173, 0.0455, 0.0027), shares):
            pair.expect(
                abs(share - usual) < 6 * math.sqrt(usual / (n_in * n_out)),
                expected=f"about {usual:.2%} of the weights beyond {times}√(2 / {n_in})",
                got=f"{share:.2%} of them",
                cause="A normal distribution has tails: rng.standard_normal draws from one.",
            )
    sums = pair.named(
        "sums",
        Code(
            "lambda rng: (lambda sums: [float(np.std(sums)), len(set(sums))])"
            "([float(he_normal(2, 2, rng).sum()) for _ in range(4000)])",
            says="adds up the weights of each of 4000 draws of he_normal(2, 2, rng), and gives "
            "the standard deviation of these sums, and how many different ones there are",
        ),
    )
    deviation, count = pair.drawn(sums, RNG)
    pair.expect(
        abs(deviation / 2 - 1) < 0.1,  # √4 weights, whose deviation is 1
        expected="sums of four weights with a standard deviation near √4 · √(2 / 2) = 2",
        got=f"a standard deviation of {deviation:.3g}",
        cause="Every weight is a draw of its own: leave the draws as they come, mean and all.",
    )
    pair.expect(
        count > 3600,
        expected="another draw nearly every time, in 4000 draws from one rng",
        got=f"{count} different ones",
        cause="Draw from rng itself.",
    )


@task("he_normal")
def test_he_normal_draws_from_rng_alone(pair):
    pair.named("_", SEEDED)
    draws_from_rng_alone(pair, lambda rng: pair.drawn(pair.he_normal, 3, 2, rng).tolist())


def known_net(pair):
    """Return a 3-4-2 SmallNet with weights that are set, on both sides."""
    network = pair.SmallNet(input_size=3, hidden_size=4, output_size=2)
    network.W1 = float32([[1, 0, -1, 0.5], [0, 1, 0.5, -1], [0.5, -0.5, 1, 0.25]])
    network.b1 = float32([0, 0.5, -0.25, 0.25])
    network.W2 = float32([[1, -1], [0.5, 0], [-0.5, 1], [0.25, 0.75]])
    network.b2 = float32([0.25, -0.25])
    return network


def random_net(pair, n, hidden, k):
    """Return a SmallNet of these sizes with random weights, the same on both sides."""
    network = pair.SmallNet(n, hidden, k)
    network.W1 = pair.random_array(n, hidden, dtype="float32") / 8
    network.b1 = pair.random_array(hidden, dtype="float32") / 8
    network.W2 = pair.random_array(hidden, k, dtype="float32") / 8
    network.b2 = pair.random_array(k, dtype="float32") / 8
    return network


def look_at_net(network, names="W1 b1 W2 b2"):
    for name in names.split():
        getattr(network, name)


@task("SmallNet")
def test_small_net_has_weights_of_the_sizes_it_is_given(pair):
    pair.named("_", SEEDED)
    network = pair.SmallNet(3, 4, 2)
    assert pair.look(network, "W1").shape == (3, 4)
    assert pair.look(network, "W2").shape == (4, 2)
    assert network.b1.tolist() == [0, 0, 0, 0]
    assert network.b2.tolist() == [0, 0]
    network = pair.SmallNet()  # 784-10-10
    assert pair.look(network, "W1").shape == (784, 10)
    assert pair.look(network, "W2").shape == (10, 10)
    look_at_net(network, "b1 b2")
    network = pair.SmallNet(input_size=2, output_size=3)
    assert pair.look(network, "W1").shape == (2, 10)
    assert pair.look(network, "W2").shape == (10, 3)


@task("SmallNet")
def test_small_net_forward_gives_probabilities(pair):
    network = known_net(pair)
    # Z1 = [1 + 0 - 0.5 + 0, 0 + 2 + 0.5 + 0.5, -1 + 1 - 1 - 0.25, 0.5 - 2 - 0.25 + 0.25]
    #    = [0.5, 3, -1.25, -1.5]; A1 = [0.5, 3, 0, 0]; Z2 = [0.5 + 1.5 + 0.25, -0.5 - 0.25]
    assert network.forward(float32([[1, 2, -1]])).round(4).tolist() == [
        float32([0.9526, 0.0474]).tolist()
    ]
    network.forward(float32([[1, 2, -1], [0, 0, 0], [-2, 1, 1], [3, -1, 0.5], [1, 1, 4]]))
    network.forward(float32([[1e4, 0, 0], [0, 0, 1e4]]))
    smallest = pair.named(
        "smallest",
        Code(
            "lambda network, X: [float(network.forward(X).min()), float(network.P.min())]",
            says="gives the smallest of the probabilities, as they come back and as .P",
        ),
    )
    assert pair.close(smallest, network, float32([[1e4, 0, 0]])) == [0, 0]  # e^-20000 is 0.0
    in_float64 = Code("lambda network, X: network.forward(X).astype(float)", says=IN_FLOAT64)
    exact = pair.named("exact", in_float64)
    pair.close(exact, network, float32([[3, 6, -3]]), rel_tol=1e-4)  # about 1 and 2 / 10,000
    for n, hidden, k, m in ((1, 1, 1, 1), *SIZES, (300, 2, 2, 1)):
        network = random_net(pair, n, hidden, k)
        network.forward(pair.random_array(m, n, dtype="float32"))
        look_at_net(network)


@task("SmallNet")
def test_small_net_backward_gives_the_gradients_of_one_row(pair):
    network = known_net(pair)
    network.forward(float32([[1, 2, -1]]))
    network.backward(float32([[1, 2, -1]]), np.array([1]))
    assert network.db2.round(4).tolist() == float32([0.9526, -0.9526]).tolist()  # P - Y
    # dA1 = [0.9526·1 + 0.9526·1, 0.9526·0.5, …], and relu stopped the third and the fourth
    assert network.db1.round(4).tolist() == float32([1.9051, 0.4763, 0, 0]).tolist()
    look_at_net(network)
    network.backward(float32([[1, 2, -1]]), np.array([0]))


@task("SmallNet")
def test_small_net_backward_takes_the_mean_over_the_batch(pair):
    network = known_net(pair)
    X = float32([[1, 2, -1], [0, 0, 0], [-2, 1, 1], [3, -1, 0.5], [1, 1, 4]])  # Z1[1, 0] is 0
    network.forward(X)
    network.backward(X, np.array([1, 0, 1, 1, 0]))
    network.backward(X, np.array([1, 0, 1, 1, 0], dtype=np.uint8))  # the same: nothing is added up
    look_at_net(network, "P Z1 A1 Z2 W1 b1 W2 b2")
    X = float32([[1e4, 0, 0], [0, 0, -1e4]])
    network.forward(X)
    network.backward(X, np.array([1, 1]))
    network.b1 = float32([1e-5, -1e-5, 0, 0.25])  # a z just above 0 has the slope 1
    network.forward(float32([[0, 0, 0]]))
    network.backward(float32([[0, 0, 0]]), np.array([1]))
    for n, hidden, k, m in ((1, 1, 2, 1), *SIZES, (2, 3, 1, 2)):
        network = random_net(pair, n, hidden, k)
        X = pair.random_array(m, n, dtype="float32")
        network.forward(X)
        network.backward(X, np.arange(m) * 7 % k)


@task("SmallNet")
def test_small_net_update_moves_every_array_against_its_gradient(pair):
    network = known_net(pair)
    network.dW1 = float32([[1, 2, 3, 4], [-1, 0, 1, 2], [0.5, 0, -0.5, 1]])
    network.db1 = float32([1, -2, 3, -4])
    network.dW2 = float32([[1, 2], [0, -1], [4, 0.5], [-3, 1]])
    network.db2 = float32([2, -2])
    network.update(0.5)
    assert network.b2.tolist() == [-0.75, 0.75]  # 0.25 - 0.5·2, -0.25 + 0.5·2
    network.update(learning_rate=0.25)
    network.update(0.0)
    network.update(3.0)
    network.update(-1.0)
    for size in (1e3, 1e-3):
        network.dW1, network.dW2 = (float32(np.full(s, size)) for s in ((3, 4), (4, 2)))
        network.db1, network.db2 = (float32(np.full(s, -size)) for s in (4, 2))
        network.update(0.5)


@task("SmallNet")
def test_small_net_takes_steps_that_bring_the_loss_down(pair):
    network = pair.SmallNet(3, 2, 2)
    network.W1 = float32([[0.5, -1], [1, 0.25], [-0.5, 0.75]])
    network.W2 = float32([[0.5, 0.25], [-0.25, 1]])
    X = float32([[1, 2, 0.5], [0.25, -1, 2], [2, 0.5, -1], [-1, -1, 1]])
    labels = np.array([0, 1, 0, 1])
    own = []
    for _ in range(4):
        P = network.forward(X)
        own.append(float(P[np.arange(4), labels].mean()))
        network.backward(X, labels)
        network.update(0.5)
    assert own == sorted(own)


@task("SmallNet")
def test_small_net_draws_with_he_normal_from_its_seed_alone(pair):
    pair.named("_", SEEDED)
    network = pair.SmallNet(50, 40, 20)
    has_he_deviation(pair, pair.look(network, "W1"), "W1", 0.08)
    has_he_deviation(pair, pair.look(network, "W2"), "W2", 0.12)
    network = pair.SmallNet(4, 4, 4)
    pair.expect(
        pair.look(network, "W1").tolist() != pair.look(network, "W2").tolist(),
        expected="other numbers in W2 than in W1, in a 4-4-4 network",
        got="the same numbers",
        cause="Draw both from one generator: a second one of the same seed starts over.",
    )
    in_turn = pair.named(
        "in_turn",
        Code(
            "lambda: [float(np.allclose(W, he_normal(*W.shape, rng), rtol=1e-6)) "
            "for rng, net in [(np.random.default_rng(5), SmallNet(3, 4, 2, seed=5))] "
            "for W in (net.W1, net.W2)]",
            says="says of W1 and W2 whether he_normal draws it next from default_rng(5)",
        ),
    )
    pair.expect(
        pair.drawn(in_turn) == [1.0, 1.0],
        expected="W1 drawn first, then W2, with he_normal from default_rng(seed)",
        got="other draws",
        cause="From one default_rng(seed): W1 = he_normal(…), then W2 = he_normal(…).",
    )
    draws_from_its_seed_alone(
        pair,
        lambda **seed: [
            pair.look(network, name).tolist()
            for network in [pair.SmallNet(3, 4, 2, **seed)]
            for name in ("W1", "W2")
        ],
        "weights",
    )


def draws_from_its_seed_alone(pair, draw, what):
    """Demand that draw(seed=…), which returns the learner's answer, depends on the seed alone."""
    generators = pair.named("generators", GLOBAL_GENERATORS)
    before = pair.look(generators, "state")
    of_seed_1 = draw(seed=1)
    pair.expect(
        pair.look(generators, "state") == before,
        expected="the global generators left alone",
        got="numbers drawn from one of them, or a new seed for it",
        cause="Draw from one np.random.default_rng(seed), made in __init__.",
    )
    pair.expect(
        draw(seed=1) == of_seed_1,
        expected=f"the same {what} from seed 1 as another network of seed 1 had",
        got=f"other {what}",
        cause="Draw from one np.random.default_rng(seed), made in __init__.",
    )
    of_seed_0 = draw(seed=0)
    pair.expect(
        of_seed_0 != of_seed_1,
        expected=f"other {what} from seed 0 than from seed 1",
        got=f"the same {what}",
        cause="Draw from one np.random.default_rng(seed), made in __init__.",
    )
    pair.expect(
        draw() == of_seed_0,
        expected=f"the {what} of seed 0 where no seed is given",
        got=f"other {what}",
        cause="Where no seed is given, it should be 0.",
    )


@task("SmallNet")
def test_small_net_refuses_another_number_of_columns(pair):
    network = known_net(pair)
    pair.refuses(network.forward, float32([[7.5, 8.5]] * 5), naming=(2, 3))
    pair.refuses(network.forward, float32([[7.5, 8.5, 9.5, 6.5]]), naming=(4, 3))
    pair.refuses(network.forward, float32([7.5, 8.5, 9.5]), naming=(3,))  # a row alone
    pair.refuses(network.forward, float32([[[7.5, 8.5, 9.5]] * 3]), naming=(3,))
