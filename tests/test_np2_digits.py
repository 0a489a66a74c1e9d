"""Part II, second chapter, graded: a network that reads handwritten digits, on small arrays.

Steps are compared number by number, in float32, from weights that are set on both sides. Where
chance decides, no order of draws is asked for. The order of the rows in fit is read out of the
weights: each row has a weight of its own there, and the rate that moved it tells at which step.
"""

import math

import numpy as np

from grading import Code, task

KEEPS = {
    "SmallNet.forward": ["Z1 A1 Z2 P"],
    "SmallNet.backward": ["dW2 db2 dW1 db1"],
    "SmallNet.update": ["W1 b1 W2 b2"],
    "MLP.forward": ["activations"],
    "MLP.loss": ["activations"],
    "MLP.backward": ["[::-1]weights: weight_gradients bias_gradients"],
    "MLP.update": ["weight_velocities bias_velocities weights biases"],
    "MLP.fit": ["weights biases history"],
}

CLOSE = {"rel_tol": 1e-4, "abs_tol": 1e-6}  # for a number that comes from float32
ROWS = 12  # a right order repeats, or is the given one, once in 12! = 479,001,600 times
RNG = Code("np.random.default_rng(0)")
SEEDED = Code("(np.random.seed(1), random.seed(1))", says="the global generators, seeded")
GLOBAL_GENERATORS = Code(
    "type('Global', (), {'state': property(lambda self: [int(np.random.get_state()[1].sum()), "
    "int(np.random.get_state()[2]), sum(random.getstate()[1])])})()",
    says="the global generators of NumPy and Python",
)


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
        cause="Draw from rng as it comes: one made or seeded inside begins anew at each call.",
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
        expected=f"as much of {name} below 0 as above: a mean near 0",
        got=f"a mean of {weights.mean():.3f}",
    )
    pair.expect(
        abs(weights.std() / wanted - 1) < within,
        expected=f"{name} with a standard deviation near √(2 / {n_in}) = {wanted:.3f}",
        got=f"a standard deviation of {weights.std():.3f}",
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


@task("softmax")
def test_softmax_takes_any_number_of_rows_and_columns(pair):
    for rows, columns in ((1, 1), (3, 1), (1, 5), (4, 2), (2, 4), (3, 3), (6, 10)):
        pair.softmax(pair.random_array(rows, columns))
    pair.softmax(pair.random_array(3, 4, dtype="float32"))  # float32 stays float32
    pair.softmax(np.array([[2, 2, 2], [1, 0, -1]]))  # whole numbers too
    pair.close(pair.softmax, np.array([[0.0, -25.5], [3.0, -17.0]]), rel_tol=1e-6)


@task("cross_entropy")
def test_cross_entropy_is_the_mean_of_minus_log_of_the_own_probability(pair):
    probabilities = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [1.0, 0.0, 0.0], [0.2, 0.6, 0.2]])
    # -log 0.7 = 0.3567, -log 0.25 = 1.3863, -log 1 = 0, -log 0.2 = 1.6094, and their mean
    assert round(pair.cross_entropy(probabilities, np.array([2, 1, 0, 0])), 4) == 0.8381
    pair.cross_entropy(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([1, 0]))
    pair.cross_entropy(probabilities, np.array([0, 2, 0, 2], dtype=np.uint8))  # as MNIST has them
    pair.cross_entropy(probabilities[:3], np.array([1, 1, 0]))


@task("cross_entropy")
def test_cross_entropy_of_one_row(pair):
    assert round(pair.cross_entropy(np.array([[0.125, 0.875]]), np.array([0])), 4) == 2.0794
    assert pair.cross_entropy(np.array([[0.0, 0.0, 1.0]]), np.array([2])) == 0
    pair.cross_entropy(np.array([[1.0]]), np.array([0]))


@task("cross_entropy")
def test_cross_entropy_counts_a_p_below_1e_12_as_1e_12(pair):
    probabilities = np.array([[1.0, 0.0], [1e-11, 1.0], [1.0, 1e-13]])
    assert round(pair.cross_entropy(probabilities[:1], np.array([1])), 2) == 27.63
    pair.cross_entropy(probabilities[1:2], np.array([0]))
    pair.cross_entropy(probabilities, np.array([1, 0, 1]))


@task("cross_entropy")
def test_cross_entropy_refuses_labels_of_another_shape(pair):
    probabilities = np.array([[0.16, 0.67, 0.17]] * 5)
    for shape in ((2,), (5, 1), (1,), (1, 5), (5, 3)):
        labels = np.zeros(shape, dtype=int)  # no digit of a shape
        sizes = dict.fromkeys((*shape, *probabilities.shape))
        pair.refuses(pair.cross_entropy, probabilities, labels, naming=tuple(sizes))


@task("cross_entropy")
def test_cross_entropy_refuses_a_label_that_is_out_of_range(pair):
    probabilities = np.array([[0.25, 0.5, 0.25]] * 2)
    pair.refuses(pair.cross_entropy, probabilities, np.array([0, 7]), naming=("7",))
    pair.refuses(pair.cross_entropy, probabilities, np.array([3, 0]), naming=("3",))
    pair.refuses(pair.cross_entropy, probabilities, np.array([2, -1]), naming=("-1",))


@task("accuracy")
def test_accuracy_is_the_share_of_equal_entries(pair):
    assert pair.accuracy(np.array([3, 1, 4, 1]), np.array([3, 1, 4, 5])) == 0.75
    assert pair.accuracy(np.array([2, 7, 1, 8, 2]), np.array([2, 1, 7, 0, 8])) == 0.2
    assert pair.accuracy(np.array([0, 0, 5]), np.array([0, 0, 5], dtype=np.uint8)) == 1
    assert pair.accuracy(np.array([4, 5]), np.array([5, 4])) == 0
    assert pair.accuracy(np.array([6]), np.array([6])) == 1


@task("accuracy")
def test_accuracy_refuses_shapes_that_differ(pair):
    pair.refuses(pair.accuracy, np.array([3, 0, 6, 0]), np.array([3]), naming=(4, 1))
    pair.refuses(pair.accuracy, np.array([7, 0, 4]), np.array([[7], [0], [4]]), naming=(3, 1))
    pair.refuses(pair.accuracy, np.array([[7, 0, 4]]), np.array([7, 0, 4]), naming=(3, 1))
    pair.refuses(pair.accuracy, np.array([7, 0]), np.array([7, 0, 4]), naming=(2, 3))


@task("he_normal")
def test_he_normal_has_a_row_for_each_input(pair):
    pair.named("_", SEEDED)
    for n_in, n_out in ((3, 2), (1, 1), (2, 5), (4, 1), (1, 6)):
        pair.drawn(pair.he_normal, n_in, n_out, RNG)


@task("he_normal", once=True)
def test_he_normal_has_the_deviation_that_n_in_sets(pair):
    pair.named("_", SEEDED)
    # Every bound lies four standard deviations or more from what chance gives.
    for n_in, n_out, within in ((150, 20, 0.06), (2, 400, 0.12)):
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
    network.forward(float32([[900, 0, 0], [0, 0, 900]]))
    for n, hidden, k, m in ((1, 1, 1, 1), (2, 5, 3, 4), (5, 2, 4, 3), (4, 3, 10, 6), (3, 3, 3, 3)):
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
    for n, hidden, k, m in ((1, 1, 2, 1), (2, 5, 3, 4), (5, 2, 4, 3), (4, 3, 10, 6), (3, 3, 3, 3)):
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
        cause="Draw both from one generator: a second one of the same seed begins anew.",
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
    of_seed_5 = draw(seed=5)
    pair.expect(
        pair.look(generators, "state") == before,
        expected="the global generators left alone",
        got="numbers drawn from one of them, or a new seed for it",
        cause="Draw from one np.random.default_rng(seed), made in __init__.",
    )
    pair.expect(
        draw(seed=5) == of_seed_5,
        expected=f"the same {what} from seed 5 as another network of seed 5 had",
        got=f"other {what}",
        cause="Draw from one np.random.default_rng(seed), made in __init__.",
    )
    of_seed_0 = draw(seed=0)
    pair.expect(
        of_seed_0 != of_seed_5,
        expected=f"other {what} from seed 0 than from seed 5",
        got=f"the same {what}",
        cause="Draw from one np.random.default_rng(seed), made in __init__.",
    )
    pair.expect(
        draw() == of_seed_0,
        expected=f"the {what} of seed 0 where no seed is given",
        got=f"other {what}",
        cause="The default is seed=0, as the stub's first lines say.",
    )


@task("SmallNet")
def test_small_net_refuses_another_number_of_columns(pair):
    network = known_net(pair)
    pair.refuses(network.forward, float32([[7.5, 8.5]] * 5), naming=(2, 3))
    pair.refuses(network.forward, float32([[7.5, 8.5, 9.5, 6.5]]), naming=(4, 3))


def split(pair, X, labels, validation_size, rng):
    """Call train_validation_split on both sides; return the learner's parts, checked as a whole.

    Row r of X is [r, r + 100], and its label is 10 r.
    """
    parts = pair.drawn(pair.train_validation_split, X, labels, validation_size, rng)
    rows = [row for k in (0, 2) for row in parts[k].tolist()]
    found = sorted(row[0] for row in rows)
    pair.expect(
        found == X[:, 0].tolist(),
        expected=f"each of the {len(X)} rows in one part, once",
        got=f"rows {[int(row) for row in found]}",
        cause="Cut one shuffled order in two: what is in one part is not in the other.",
    )
    pair.expect(
        all(row[1] == row[0] + 100 for row in rows),
        expected="every row of X whole",
        got=f"rows {rows}",
        cause="Only the order of the rows changes.",
    )
    for name, k in (("labels_train", 1), ("labels_validation", 3)):
        own = [10 * row[0] for row in parts[k - 1].tolist()]
        pair.expect(
            parts[k].tolist() == own,
            expected=f"every row with its own label: {name} {[int(label) for label in own]}",
            got=str(parts[k].tolist()),
            cause="X and labels need one and the same order.",
        )
    return parts


def numbered(m):
    """Return X and labels of m rows that tell their number."""
    return np.array([[k, k + 100] for k in range(m)], dtype=float), np.arange(m) * 10


@task("train_validation_split")
def test_split_gives_every_row_with_its_label_to_one_part(pair):
    pair.named("_", SEEDED)
    for m, validation_size in ((5, 2), (7, 3), (6, 1), (4, 3), (1, 1), (2, 1)):
        split(pair, *numbered(m), validation_size, RNG)
    pictures = np.zeros((5, 2, 3), dtype=np.uint8)
    pair.drawn(pair.train_validation_split, pictures, np.zeros(5, dtype=np.uint8), 2, RNG)


@task("train_validation_split")
def test_split_may_leave_a_part_empty(pair):
    pair.named("_", SEEDED)
    split(pair, *numbered(4), 0, RNG)
    split(pair, *numbered(4), 4, RNG)


@task("train_validation_split")
def test_split_chooses_by_chance(pair):
    pair.named("_", SEEDED)
    X, labels = numbered(6)
    rng = pair.named("rng", RNG)
    chosen = [split(pair, X, labels, 2, rng)[3].tolist() for _ in range(40)]
    for row in range(6):
        count = sum(10 * row in part for part in chosen)
        pair.expect(
            0 < count < 40,
            expected=f"row {row} in validation now and then, in 40 splits of 2 rows out of 6",
            got=f"{count} times",
            cause="Shuffle all the rows before the cut.",
        )


@task("train_validation_split")
def test_split_draws_from_rng_alone(pair):
    pair.named("_", SEEDED)
    X, labels = numbered(12)
    draws_from_rng_alone(pair, lambda rng: sorted(split(pair, X, labels, 6, rng)[3].tolist()))


@task("train_validation_split")
def test_split_gives_copies(pair):
    pair.named("_", SEEDED)
    shared = pair.named(
        "shared",
        Code(
            "lambda X, labels, size, rng: [bool(np.shares_memory(part, whole)) for part, whole in "
            "zip(train_validation_split(X, labels, size, rng), (X, labels, X, labels))]",
            says="which parts share memory with X or labels",
        ),
    )
    for validation_size in (0, 2, 5):
        views = pair.drawn(shared, *numbered(5), validation_size, RNG)
        pair.expect(
            not any(views),
            expected="copies: a change in X does not reach them",
            got=f"views of X or labels, with a validation_size of {validation_size} of 5",
            cause="A slice of X is a view of it; X[order] with an array of row numbers is a copy.",
        )


@task("train_validation_split")
def test_split_refuses_sizes_that_do_not_fit(pair):
    X, labels = np.full((6, 2), 0.7), np.zeros(6, dtype=int)
    pair.refuses(pair.train_validation_split, X, labels[:4], 2, RNG, naming=(6, 4))
    pair.refuses(pair.train_validation_split, X[:5], labels, 2, RNG, naming=(5, 6))
    pair.refuses(pair.train_validation_split, X, labels, 7, RNG, naming=("7", "6"))
    pair.refuses(pair.train_validation_split, X, labels, -1, RNG, naming=("-1", "6"))


def batches(pair, m, batch_size, rng):
    """Call shuffled_batches on both sides; return the learner's numbers in order, checked."""
    order = [n for batch in pair.drawn(pair.shuffled_batches, m, batch_size, rng) for n in batch]
    order = [int(n) for n in order]
    pair.expect(
        sorted(order) == list(range(m)),
        expected=f"each number from 0 to {m - 1} once",
        got=str(sorted(order)),
        cause="rng.permutation(m) holds each one once.",
    )
    return order


@task("shuffled_batches")
def test_batches_hold_every_number_once_and_the_last_may_be_shorter(pair):
    pair.named("_", SEEDED)
    for m, batch_size in ((10, 4), (8, 4), (7, 1), (3, 5), (5, 5), (9, 2), (1, 1)):
        batches(pair, m, batch_size, RNG)


@task("shuffled_batches")
def test_batches_come_in_a_shuffled_order(pair):
    pair.named("_", SEEDED)
    rng = pair.named("rng", RNG)
    orders = [batches(pair, ROWS, 5, rng) for _ in range(40)]
    pair.expect(
        orders[0] != sorted(orders[0]),
        expected="a shuffled order",
        got=f"{orders[0]}",
        cause="Shuffle the numbers before they are cut into batches.",
    )
    for n in range(ROWS):
        places = [order.index(n) for order in orders]
        pair.expect(
            min(places) < ROWS / 2 <= max(places),
            expected=f"{n} early in some of 40 shuffled orders, and late in others",
            got=f"it always comes in places {min(places)} to {max(places)}",
            cause="Shuffle all the numbers before they are cut into batches.",
        )
    together = sum(order.index(0) // 5 == order.index(1) // 5 for order in orders)
    pair.expect(
        together < 30,
        expected="0 and 1 in one batch now and then, about 11 times in 40",
        got=f"{together} times",
        cause="Shuffle the numbers themselves, not the batches.",
    )


@task("shuffled_batches")
def test_batches_are_drawn_from_rng_alone(pair):
    pair.named("_", SEEDED)
    draws_from_rng_alone(pair, lambda rng: batches(pair, ROWS, 5, rng))


@task("shuffled_batches")
def test_batches_refuse_a_size_below_1(pair):
    pair.refuses(pair.shuffled_batches, 10, 0, RNG)
    pair.refuses(pair.shuffled_batches, 10, -1, RNG)


@task("linear_schedule")
def test_linear_schedule_falls_from_the_learning_rate_to_0(pair):
    rates = [pair.linear_schedule(0.8, step, 4) for step in range(5)]
    assert [round(rate, 9) for rate in rates] == [0.8, 0.6, 0.4, 0.2, 0]


@task("linear_schedule")
def test_linear_schedule_takes_any_number_of_steps(pair):
    assert pair.linear_schedule(0.5, 0, 1) == 0.5
    assert pair.linear_schedule(0.5, 1, 1) == 0
    assert pair.linear_schedule(2, 1, 2) == 1
    for step in (0, 1, 1876, 3751):
        pair.linear_schedule(0.08, step, 3752)
    for step in range(3):
        pair.linear_schedule(1e-3, step, 3)


def known_mlp(pair):
    """Return a 3-4-2 MLP with weights that are set, on both sides."""
    network = pair.MLP([3, 4, 2])
    network.weights = [
        float32([[1, 0, -1, 0.5], [0, 1, 0.5, -1], [0.5, -0.5, 1, 0.25]]),
        float32([[1, -1], [0.5, 0], [-0.5, 1], [0.25, 0.75]]),
    ]
    network.biases = [float32([0, 0.5, -0.25, 0.25]), float32([0.25, -0.25])]
    return network


def random_mlp(pair, sizes):
    """Return an MLP of these sizes with random weights, the same on both sides."""
    network = pair.MLP(sizes)
    shapes = list(zip(sizes, sizes[1:]))
    network.weights = [pair.random_array(*shape, dtype="float32") / 8 for shape in shapes]
    network.biases = [pair.random_array(n_out, dtype="float32") / 8 for _, n_out in shapes]
    return network


SHAPES = (([3, 2], 4), ([1, 1, 2], 1), ([3, 5, 4, 2], 6), ([2, 5, 3], 1), ([4, 2, 3, 2, 5], 3))
FIVE = float32([[1, 2, -1], [0, 0, 0], [-2, 1, 1], [3, -1, 0.5], [1, 1, 4]])
FIVE_LABELS = np.array([1, 0, 1, 1, 0])


@task("MLP")
def test_mlp_keeps_lists_of_one_array_for_each_layer(pair):
    pair.named("_", SEEDED)
    for sizes in ([3, 5, 4, 2], [3, 2], [1, 6, 1], [4, 4, 4]):
        network = pair.MLP(sizes)
        shapes = [weights.shape for weights in pair.look(network, "weights")]
        assert shapes == list(zip(sizes, sizes[1:]))
        network.biases  # noqa: B018 (read, and so compared: zeros)
        network.weight_velocities  # noqa: B018
        network.bias_velocities  # noqa: B018
    network.rng  # noqa: B018


@task("MLP")
def test_mlp_draws_with_he_normal_from_its_seed_alone(pair):
    pair.named("_", SEEDED)
    network = pair.MLP([50, 40, 20])
    weights = pair.look(network, "weights")
    has_he_deviation(pair, weights[0], "weights[0]", 0.08)
    has_he_deviation(pair, weights[1], "weights[1]", 0.12)
    weights = pair.look(pair.MLP([4, 4, 4]), "weights")
    pair.expect(
        weights[0].tolist() != weights[1].tolist(),
        expected="other numbers in weights[1] than in weights[0], in a 4-4-4 network",
        got="the same numbers",
        cause="Draw all layers from one generator: a second one of the same seed begins anew.",
    )

    def first_weights(**seed):
        weights = pair.look(pair.MLP([3, 4, 2], **seed), "weights")
        return [W.tolist() for W in weights]

    draws_from_its_seed_alone(pair, first_weights, "weights")


@task("MLP")
def test_mlp_forward_gives_logits(pair):
    network = known_mlp(pair)
    # Z of the hidden layer is [0.5, 3, -1.25, -1.5], and its outputs are [0.5, 3, 0, 0]
    assert network.forward(float32([[1, 2, -1]])).tolist() == [[2.25, -0.75]]
    network.forward(FIVE)
    for sizes, m in SHAPES:
        network = random_mlp(pair, sizes)
        network.forward(pair.random_array(m, sizes[0], dtype="float32"))
        network.weights  # noqa: B018
        network.biases  # noqa: B018


@task("MLP")
def test_mlp_loss_is_the_mean_cross_entropy(pair):
    network = known_mlp(pair)
    X = float32([[1, 2, -1]])
    # The logits are 2.25 and -0.75, and log(1 + e^-3) = 0.0486
    assert round(pair.close(network.loss, X, np.array([0]), **CLOSE), 4) == 0.0486
    assert round(pair.close(network.loss, X, np.array([1]), **CLOSE), 4) == 3.0486
    pair.close(network.loss, FIVE, FIVE_LABELS, **CLOSE)
    pair.close(network.loss, FIVE, FIVE_LABELS.astype(np.uint8), **CLOSE)
    pair.close(network.loss, float32([[900, 0, 0], [0, 0, 900]]), np.array([1, 0]), **CLOSE)


@task("MLP")
def test_mlp_predict_gives_the_label_of_the_largest_logit(pair):
    network = known_mlp(pair)
    assert network.predict(float32([[1, 2, -1]])).tolist() == [0]
    network.predict(FIVE)
    network = pair.MLP([3, 3])
    network.weights = [np.eye(3, dtype=np.float32)]
    X = float32([[1, 3, 2], [-1, -3, -2], [-5, -4, -1], [0.25, 0.5, 0.125]])
    assert network.predict(X).tolist() == [1, 0, 2, 1]


@task("MLP")
def test_mlp_backward_gives_the_gradients_of_one_row(pair):
    network = known_mlp(pair)
    network.forward(float32([[1, 2, -1]]))
    network.backward(np.array([1]))
    last = network.bias_gradients[1].round(4)
    assert last.tolist() == float32([0.9526, -0.9526]).tolist()  # p - y
    first = network.bias_gradients[0].round(4)
    assert first.tolist() == float32([1.9051, 0.4763, 0, 0]).tolist()  # 0 where relu stopped it
    network.backward(np.array([0]))
    network.weights  # noqa: B018


@task("MLP")
def test_mlp_backward_takes_the_mean_over_the_batch(pair):
    network = known_mlp(pair)
    network.forward(FIVE)  # row 1 gives the first hidden unit a z of 0
    network.backward(FIVE_LABELS)
    network.backward(FIVE_LABELS.astype(np.uint8))  # the same: nothing is added up
    network.weight_gradients  # noqa: B018
    network.bias_gradients  # noqa: B018
    network.activations  # noqa: B018
    for sizes, m in SHAPES:
        network = random_mlp(pair, sizes)
        network.forward(pair.random_array(m, sizes[0], dtype="float32"))
        network.backward(np.arange(m) * 7 % sizes[-1])


@task("MLP")
def test_mlp_update_takes_a_step_with_momentum(pair):
    network = pair.MLP([2, 1])
    network.weights = [float32([[1], [2]])]
    network.weight_gradients = [float32([[1], [-2]])]
    network.bias_gradients = [float32([4])]
    network.update(0.5, 0.75)
    assert network.weights[0].tolist() == [[0.5], [3]]  # 1 - 0.5·1, 2 + 0.5·2
    network.update(0.25, 0.75)  # v = 0.75·1 + 1 = 1.75, and w = 0.5 - 0.25·1.75
    assert network.weights[0].tolist() == [[0.0625], [3.875]]
    network.update(0.25, 0.5)  # v = 0.5·1.75 + 1: the gradients are the same
    network.weight_gradients = [float32([[-2], [0]])]
    network.bias_gradients = [float32([1])]
    network.update(0.25, 0.5)
    network.update(0.5, 0.0)  # the velocities are the gradients


@task("MLP")
def test_mlp_update_moves_every_layer(pair):
    for sizes, options in (([3, 4, 2], {}), ([2, 3, 3, 4], {"momentum": 0.75})):
        network = random_mlp(pair, sizes)
        shapes = list(zip(sizes, sizes[1:]))
        for rate in (0.5, 0.25, 0.125):
            network.weight_gradients = [pair.random_array(*s, dtype="float32") for s in shapes]
            network.bias_gradients = [pair.random_array(s[1], dtype="float32") for s in shapes]
            network.update(rate, **options)


@task("MLP")
def test_mlp_update_changes_the_arrays_in_place(pair):
    network = pair.MLP([2, 1])
    W = pair.named("W", float32([[1], [2]]))
    b = pair.named("b", float32([3]))
    network.weights = [W]
    network.biases = [b]
    network.weight_gradients = [float32([[1], [-2]])]
    network.bias_gradients = [float32([4])]
    network.update(0.5)
    assert [W[0].tolist(), W[1].tolist(), b[0]] == [[0.5], [3], 1]


@task("MLP")
def test_mlp_takes_steps_from_its_own_start(pair):
    network = pair.MLP([3, 2, 2])  # its biases and velocities are those of __init__
    network.weights = [
        float32([[0.5, -1], [1, 0.25], [-0.5, 0.75]]),
        float32([[0.5, 0.25], [-0.25, 1]]),
    ]
    losses = []
    for _ in range(4):
        losses.append(pair.close(network.loss, FIVE, FIVE_LABELS, **CLOSE))
        network.backward(FIVE_LABELS)
        network.update(0.125, 0.5)
    assert losses == sorted(losses, reverse=True)


def fit(pair, network, X, labels, **options):
    """Fit on both sides: compare weights, biases and history. Return the solution's history."""
    return pair.close(network.fit, X, labels, **options, **CLOSE)


@task("MLP")
def test_mlp_fit_takes_a_step_for_each_batch(pair):
    network = pair.MLP([2, 2])
    network.weights = [float32([[0, math.log(3)], [5, -5]])]
    options = {"batch_size": 1, "learning_rate": 0.4, "momentum": 0.0}
    history = fit(pair, network, float32([[1, 0]] * 2), np.array([0, 0]), epochs=2, **options)
    assert history["accuracy"] == [0.5, 1]  # wrong at the first step, as p is 0.25, then right
    network = pair.MLP([2, 2])
    network.weights = [float32([[0, math.log(3)], [5, -5]])]
    history = fit(pair, network, float32([[1, 0]]), np.array([0]), epochs=1, learning_rate=0.4)
    assert round(history["loss"][0], 4) == 1.3863  # -log 0.25
    assert network.biases[0].round(6).tolist() == float32([0.3, -0.3]).tolist()  # -0.4·(p - y)
    network = known_mlp(pair)
    fit(pair, network, FIVE, FIVE_LABELS, epochs=1, batch_size=5, learning_rate=0.5)
    network = known_mlp(pair)
    fit(pair, network, FIVE, FIVE_LABELS.astype(np.uint8), epochs=1, batch_size=8)
    network = random_mlp(pair, [2, 5, 3, 4])
    X = pair.random_array(6, 2, dtype="float32")
    fit(pair, network, X, np.array([3, 0, 1, 2, 2, 0]), epochs=1, momentum=0.0)


@task("MLP")
def test_mlp_fit_weighs_the_last_batch_by_its_rows(pair):
    # All rows are the same, so that every order of them is.
    for m, batch_size, epochs in ((5, 2, 1), (5, 2, 3), (4, 2, 2), (3, 1, 2), (7, 3, 1)):
        network = known_mlp(pair)
        X = float32([[1, 2, -1]] * m)
        labels = np.array([1] * m)
        options = {"epochs": epochs, "batch_size": batch_size}
        fit(pair, network, X, labels, **options, learning_rate=0.125, momentum=0.5)


@task("MLP")
def test_mlp_fit_lets_the_rate_fall_to_0_over_all_steps(pair):
    by_hand = known_mlp(pair)
    for rate in (0.6, 0.4, 0.2):
        pair.close(by_hand.loss, FIVE, FIVE_LABELS, **CLOSE)
        by_hand.backward(FIVE_LABELS)
        by_hand.update(rate, 0.5)
    network = known_mlp(pair)
    options = {"epochs": 3, "batch_size": 8, "learning_rate": 0.6, "momentum": 0.5}
    history = fit(pair, network, FIVE, FIVE_LABELS, **options)
    assert np.allclose(network.weights[0], by_hand.weights[0], rtol=1e-5)
    assert [len(values) for values in history.values()] == [3, 3]
    network = known_mlp(pair)
    fit(pair, network, FIVE, FIVE_LABELS, epochs=2, batch_size=5, learning_rate=0.3, momentum=0.0)


@task("MLP")
def test_mlp_fit_has_defaults(pair):
    network = pair.MLP([1, 2])
    network.weights = [float32([[0.5, -0.5]])]
    X = pair.named("X", Code("np.ones((65, 1), dtype=np.float32)"))
    labels = pair.named("labels", Code("np.ones(65, dtype=int)"))
    history = fit(pair, network, X, labels)  # 65 rows are two batches of up to 64
    assert [len(values) for values in history.values()] == [4, 4]


ROW_LABELS = np.array([0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 1])


def orders_of_fit(pair, epochs, **seed):
    """Fit ROWS one-hot rows, one at a time; return the learner's order of them in each epoch.

    Row r moves weight r alone, by about half the rate of its step: that tells the step.
    """
    seed = "".join(f", {name}={value}" for name, value in seed.items())
    network = pair.named(
        "network",
        Code(
            "type('Watched', (MLP,), {'seen': [], 'note': lambda self, epoch, epochs, history: "
            f"self.seen.append(self.weights[0].tolist())}})([{ROWS}, 2]{seed})",
            says=f"MLP([{ROWS}, 2]{seed}), whose weights are noted after each epoch",
        ),
    )
    network.weights = [Code(f"np.zeros(({ROWS}, 2), dtype=np.float32)")]
    X = pair.named("X", Code(f"np.eye({ROWS}, dtype=np.float32)"))
    rate, options = 0.001, {"epochs": epochs, "batch_size": 1, "momentum": 0.0}
    pair.drawn(network.fit, X, ROW_LABELS, learning_rate=rate, progress=network.note, **options)
    for k in range(ROWS):
        X[k]
    before, orders = np.zeros((ROWS, 2)), []
    for epoch, weights in enumerate(pair.look(network, "seen")):
        moved = (np.array(weights) - before)[np.arange(ROWS), ROW_LABELS] / (rate / 2)
        before = np.array(weights)
        pair.expect(
            not (moved < -1e-3).any(),
            expected="each row of X learned with its own label",
            got=f"rows {np.flatnonzero(moved < -1e-3).tolist()} learned with another label",
            cause="Shuffle X and labels together: one order for both.",
        )
        steps = np.round((1 - moved) * epochs * ROWS).astype(int) - epoch * ROWS
        pair.expect(
            sorted(steps.tolist()) == list(range(ROWS)),
            expected=f"each of the {ROWS} rows once in an epoch",
            got=f"rows {np.flatnonzero(moved > 1e-3).tolist()}, some of them more than once"
            if (moved < 1e-3).any()
            else "some rows more often than others",
            cause="An epoch goes once through all batches of one shuffled order.",
        )
        orders.append(np.argsort(steps).tolist())
    return orders


@task("MLP")
def test_mlp_fit_visits_every_row_once_in_a_fresh_order_each_epoch(pair):
    pair.named("_", SEEDED)
    orders = orders_of_fit(pair, 3)
    pair.expect(
        orders[0] != sorted(orders[0]),
        expected="a shuffled order of the rows",
        got="the rows in the order given",
        cause="Take the batches of shuffled_batches.",
    )
    pair.expect(
        len({tuple(order) for order in orders}) == 3,
        expected="a fresh order in each epoch",
        got="an order that came before",
        cause="Shuffle anew in each epoch, with one generator that __init__ makes.",
    )


@task("MLP")
def test_mlp_fit_draws_its_orders_from_the_seed_alone(pair):
    pair.named("_", SEEDED)
    draws_from_its_seed_alone(pair, lambda **seed: orders_of_fit(pair, 2, **seed), "orders in fit")


@task("MLP")
def test_mlp_fit_measures_validation_after_each_epoch_and_learns_nothing_from_it(pair):
    X = pair.named("X_validation", float32([[2, 1, -1], [-1, 0.5, 2], [0.5, -2, 1]]))
    labels = pair.named("labels_validation", np.array([0, 1, 1]))
    network = known_mlp(pair)
    options = {"batch_size": 8, "learning_rate": 0.5, "validation": (X, labels)}
    history = fit(pair, network, FIVE, FIVE_LABELS, epochs=2, **options)
    names = ["loss", "accuracy", "validation_loss", "validation_accuracy"]
    assert sorted(history) == sorted(names)
    assert [len(history[name]) for name in names] == [2, 2, 2, 2]
    network = known_mlp(pair)
    same = float32([[1, 2, -1]] * 5)
    options = {"batch_size": 2, "learning_rate": 0.125, "validation": (X, labels)}
    fit(pair, network, same, np.array([1] * 5), epochs=2, **options)
    for k in range(3):
        X[k]
        labels[k]


@task("MLP")
def test_mlp_fit_starts_a_fresh_history_each_time(pair):
    network = known_mlp(pair)
    options = {"batch_size": 8, "learning_rate": 0.25, "momentum": 0.0}
    fit(pair, network, FIVE, FIVE_LABELS, epochs=2, **options)
    history = fit(pair, network, FIVE, FIVE_LABELS, epochs=1, **options)
    assert [len(values) for values in history.values()] == [1, 1]
    kept = pair.look(network, "history")
    pair.expect(
        all(len(values) == 1 for values in kept.values()),
        expected="lists of one number after one epoch",
        got=str({name: len(values) for name, values in kept.items()}),
        cause="Without validation there is nothing to keep under its names.",
    )


@task("MLP")
def test_mlp_fit_calls_progress_after_each_epoch(pair):
    log = pair.named(
        "log",
        Code(
            "type('Log', (), {'calls': [], 'note': lambda self, epoch, epochs, history: "
            "self.calls.append((epoch, epochs, {key: len(history[key]) for key in history}))})()",
            says="an object that notes each call of log.note",
        ),
    )
    network = known_mlp(pair)
    same = float32([[1, 2, -1]] * 3)
    options = {"batch_size": 2, "learning_rate": 0.125, "progress": log.note}
    fit(pair, network, same, np.array([1, 1, 1]), epochs=2, **options)
    counts = {"loss": 1, "accuracy": 1}
    assert log.calls == [(1, 2, counts), (2, 2, {name: 2 for name in counts})]
    options["validation"] = (FIVE, FIVE_LABELS)
    fit(pair, known_mlp(pair), same, np.array([1, 1, 1]), epochs=1, **options)
    counts = {name: 1 for name in ("loss", "accuracy", "validation_loss", "validation_accuracy")}
    assert log.calls[2:] == [(1, 1, counts)]


@task("MLP", seconds=60)
def test_mlp_fit_brings_the_loss_down(pair):
    network = pair.MLP([2, 16, 3])
    X = float32(
        [[2, 0], [2.5, 0.5], [1.5, -0.5], [2, 0.5], [-1, 2], [-1.5, 2], [-1, 1.5], [-1, 2.5]]
    )
    X = np.concatenate([X, float32([[-1, -2], [-1.5, -2], [-1, -1.5], [-0.5, -2]])])
    labels = np.repeat(np.arange(3), 4)
    options = {"batch_size": 5, "learning_rate": 0.1}
    losses = pair.drawn(network.fit, X, labels, epochs=20, **options)["loss"]
    pair.expect(
        losses[-1] < 0.3 and losses[-1] < losses[0],
        expected="a mean loss below 0.3 after 20 epochs of three clusters of points",
        got=f"{losses[0]:.3f} in the first epoch, {losses[-1]:.3f} in the last",
        cause="Each step has to take loss, backward and update of one and the same batch.",
        losses=losses,
    )


@task("MLP")
def test_mlp_refuses_what_does_not_fit(pair):
    pair.refuses(pair.MLP, [3])
    pair.refuses(pair.MLP, [])
    network = known_mlp(pair)
    pair.refuses(network.forward, float32([[7.5, 8.5]] * 5), naming=(2, 3))
    pair.refuses(network.forward, float32([[7.5, 8.5, 9.5, 6.5]]), naming=(4, 3))


@task("MLP")
def test_mlp_fit_refuses_before_it_learns(pair):
    network = known_mlp(pair)
    options = {"epochs": 1, "batch_size": 1, "learning_rate": 0.5}
    X = float32([[7.25, 8.25, -9.25]] * 5)
    pair.refuses(network.fit, X, FIVE_LABELS[:4], **options, naming=(5, 4))
    pair.refuses(network.fit, X[:4], FIVE_LABELS, **options, naming=(4, 5))
    for bad in (math.nan, math.inf, -math.inf):
        X = FIVE.copy()
        X[4, 1] = bad
        pair.refuses(network.fit, X, FIVE_LABELS, **options)
        network.weights  # noqa: B018
        network.biases  # noqa: B018


@task("MLP")
def test_mlp_fit_stops_where_the_loss_is_not_finite(pair):
    pair.named("quiet", Code("np.seterr(all='ignore')"))
    network = pair.MLP([1, 2])
    network.weights = [float32([[1, -1]])]
    X, labels = float32([[1e20]]), np.array([1])
    # The first step makes weights of 1e30. Then the logits are infinite, and inf - inf is nan.
    options = {"epochs": 3, "batch_size": 1, "learning_rate": 1e10, "momentum": 0.0}
    pair.refuses(network.fit, X, labels, **options, naming=("rate",))
    network.weights  # noqa: B018
    network = known_mlp(pair)
    network.biases = [float32([0, 0.5, -0.25, 0.25]), float32([math.nan, 0])]
    pair.refuses(network.fit, FIVE, FIVE_LABELS, epochs=1, naming=("rate",))
    network.weights  # noqa: B018
    pair.named("warn", Code("np.seterr(all='warn', under='ignore')"))
