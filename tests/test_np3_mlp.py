"""Part II, third chapter, graded: a network of any depth and its training, on small arrays.

Steps are compared number by number, in float32, from weights that are set on both sides. Where
chance decides, no order of draws is asked for. The order of the rows in fit is read out of the
weights: each row has a weight of its own there, and the rate that moved it tells at which step.
"""

import math

import numpy as np
from test_np2_digits import (
    RNG,
    SEEDED,
    draws_from_its_seed_alone,
    draws_from_rng_alone,
    float32,
    has_he_deviation,
)

from grading import Code, task

KEEPS = {
    "MLP.forward": ["activations"],
    "MLP.loss": ["activations"],
    "MLP.backward": ["[::-1]weights: weight_gradients bias_gradients"],
    "MLP.update": ["weight_velocities bias_velocities weights biases"],
    "MLP.fit": ["weights biases history"],  # after fit(network, …)
}

CLOSE = {"rel_tol": 1e-4, "abs_tol": 1e-6}  # for a number that comes from float32
ROWS = 12  # a right order repeats, or is the given one, once in 12! = 479,001,600 times


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
        cause="Only the order of the rows should change.",
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
    for m, validation_size in ((5, 2), (7, 3), (6, 1), (4, 3), (1, 1), (2, 1), (300, 2)):
        split(pair, *numbered(m), validation_size, RNG)
    pictures = np.zeros((5, 2, 3), dtype=np.uint8)
    pair.drawn(pair.train_validation_split, pictures, np.zeros(5, dtype=np.int16), 2, RNG)


@task("train_validation_split")
def test_split_may_leave_a_part_empty(pair):
    pair.named("_", SEEDED)
    split(pair, *numbered(4), 0, RNG)
    split(pair, *numbered(4), 4, RNG)


@task("train_validation_split")
def test_split_chooses_by_chance(pair):
    pair.named("_", SEEDED)
    rng = pair.named("rng", RNG)
    for size, m in ((1, 3), (2, 6)):
        chosen = [split(pair, *numbered(m), size, rng)[3].tolist() for _ in range(40)]
        for row in range(m):
            count = sum(10 * row in part for part in chosen)
            pair.expect(
                0 < count < 40,
                expected=f"row {row} in validation now and then, in 40 splits of {size} of {m}",
                got=f"{count} times",
                cause="Shuffle all the rows before the cut.",
            )
    pairs = {tuple(sorted(part)) for part in chosen}
    pair.expect(
        len(pairs) > 8,
        expected="about 14 different pairs of rows in 40 splits: there are 15",
        got=f"{len(pairs)} different ones",
        cause="Shuffle the rows themselves: rng.permutation(m) gives every order alike.",
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
    ends = pair.named(
        "ends",
        Code(
            "lambda *args: (lambda n: [int(n.min()), int(n.max()), len(set(n.tolist()))])"
            "(np.concatenate(shuffled_batches(*args)))",
            says="gives the smallest and the largest number in the batches, and how many there are",
        ),
    )
    assert ends(70_000, 5_000, RNG) == [0, 69_999, 70_000]


@task("shuffled_batches")
def test_batches_come_in_a_shuffled_order(pair):
    pair.named("_", SEEDED)
    rng = pair.named("rng", RNG)
    orders = [batches(pair, ROWS, 5, rng) for _ in range(40)]
    for batch_size in (5, 1, ROWS, 40):
        order = batches(pair, ROWS, batch_size, rng)
        pair.expect(
            order != sorted(order),
            expected="a shuffled order",
            got=f"{order}",
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
    falls = sum(one > other for order in orders for one, other in zip(order, order[1:]))
    pair.expect(
        180 < falls < 260,
        expected="a smaller number after a larger one about 220 times in 40 shuffled orders",
        got=f"{falls} times",
        cause="Every order should be as likely as any other, within a batch too.",
    )
    pair.expect(
        any(order[n] == n for order in orders for n in range(ROWS)),
        expected="a number in its own place about 40 times in 40 shuffled orders",
        got="none",
        cause="Every order should be as likely as any other.",
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
    for rate in (1e-3, 1 / 3, 1e-30, 7.5e8):  # by ratio: nothing is rounded
        for step in range(3):
            pair.close(pair.linear_schedule, rate, step, 3)


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


SHAPES = (
    ([3, 2], 4),
    ([300, 2], 1),
    ([1, 1, 2], 1),
    ([3, 5, 4, 2], 6),
    ([2, 5, 3], 1),
    ([4, 3, 3, 3, 3, 3, 3, 3, 2], 3),
)
FIVE = float32([[1, 2, -1], [0, 0, 0], [-2, 1, 1], [3, -1, 0.5], [1, 1, 4]])
FIVE_LABELS = np.array([1, 0, 1, 1, 0])


@task("MLP")
def test_mlp_keeps_lists_of_one_array_for_each_layer(pair):
    pair.named("_", SEEDED)
    for sizes in ([3, 5, 4, 2], [3, 2], [1, 6, 1], [4] * 9):
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
        cause="Draw all layers from one generator: a second one of the same seed starts over.",
    )

    def first_weights(**seed):
        weights = pair.look(pair.MLP([3, 4, 2], **seed), "weights")
        return [W.tolist() for W in weights]

    draws_from_its_seed_alone(pair, first_weights, "weights")
    in_turn = pair.named(
        "in_turn",
        Code(
            "lambda sizes: [float(np.allclose(W, he_normal(n_in, n_out, rng), rtol=1e-6)) "
            "for rng in [np.random.default_rng(5)] "
            "for n_in, n_out, W in zip(sizes, sizes[1:], MLP(sizes, seed=5).weights)]",
            says="says of each layer whether he_normal draws its weights next from default_rng(5)",
        ),
    )
    pair.expect(
        pair.drawn(in_turn, [3, 4, 4, 2]) == [1.0, 1.0, 1.0],
        expected="the first layer's weights first, then those of each next one",
        got="other draws",
        cause="Call he_normal(n_in, n_out, self.rng) for one layer after the other.",
    )
    begins_anew = pair.named(
        "begins_anew",
        Code(
            "lambda network: [float(network.rng.bit_generator.state == "
            "np.random.default_rng(5).bit_generator.state)]",
            says="says whether .rng is where default_rng(5) begins",
        ),
    )
    network = pair.MLP([3, 4, 2], seed=5)
    pair.expect(
        pair.drawn(begins_anew, network) == [0.0],
        expected="an .rng from which the weights have been drawn",
        got="one that starts over, with the draws that the weights had",
        cause="Keep the generator that drew the weights: self.rng.",
    )
    of_seed = pair.named(
        "of_seed",
        Code(
            "lambda network: [float(network.rng.bit_generator.state['state']['inc'] == "
            "np.random.default_rng(5).bit_generator.state['state']['inc'])]",
            says="says whether .rng comes from default_rng(5)",
        ),
    )
    pair.expect(
        pair.drawn(of_seed, network) == [1.0],
        expected="an .rng that is the default_rng(seed) of the weights",
        got="another one",
        cause="Keep the generator that drew the weights: self.rng.",
    )


@task("MLP")
def test_mlp_forward_gives_logits(pair):
    network = known_mlp(pair)
    # Z of the hidden layer is [0.5, 3, -1.25, -1.5], and its outputs are [0.5, 3, 0, 0]
    assert network.forward(float32([[1, 2, -1]])).tolist() == [[2.25, -0.75]]
    network.forward(FIVE)
    network.forward(Code("np.arange(6, dtype=np.float32).reshape(3, 2).T"))
    exact = pair.named(
        "exact",
        Code(
            "lambda network, X: network.forward(X).astype(float)",
            says="gives the logits in float64, so that every digit counts",
        ),
    )
    network.biases = [float32([0, 0, 0, 0]), float32([0, 0])]
    pair.close(exact, network, float32([[1e-30, 2e-30, -1e-30]]), rel_tol=1e-4)
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
    network = pair.MLP([1, 2])
    network.weights = [float32([[9, 0]])]
    pair.close(
        network.loss, float32([[1]]), np.array([0]), rel_tol=1e-6, abs_tol=2e-7
    )  # log(1 + e^-9)


@task("MLP")
def test_mlp_predict_gives_the_label_of_the_largest_logit(pair):
    network = known_mlp(pair)
    assert network.predict(float32([[1, 2, -1]])).tolist() == [0]
    network.predict(FIVE)
    network = pair.MLP([3, 3])
    network.weights = [np.eye(3, dtype=np.float32)]
    X = float32([[1, 3, 2], [-1, -3, -2], [-5, -4, -1], [0.25, 0.5, 0.125]])
    assert network.predict(X).tolist() == [1, 0, 2, 1]
    assert network.predict(float32([[0.5, 0.5000004, 0.25]])).tolist() == [1]
    network = pair.MLP([2, 1])  # one output, whose label is 0
    network.weights = [float32([[1], [1]])]
    assert network.predict(float32([[1, 2], [-1, -2]])).tolist() == [0, 0]
    network = pair.MLP([1, 300])
    network.weights = [Code("np.eye(1, 300, 299, dtype=np.float32)")]
    assert network.predict(float32([[1], [2]])).tolist() == [299, 299]
    pair.close(network.loss, float32([[1], [2]]), np.array([299, 43]), **CLOSE)
    network.backward(np.array([299, 43]))


@task("MLP")
def test_mlp_predict_gives_one_label_a_row_where_logits_are_equal(pair):
    network = pair.MLP([2, 3])
    network.weights = [float32([[1, 1, 1], [2, 2, 0]])]
    pair.drawn(network.predict, float32([[1, 2], [3, 0], [0, 0], [0, 1]]))  # which, is open


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
    pair.close(network.loss, FIVE, FIVE_LABELS, **CLOSE)  # leaves them as they are
    network.weight_gradients  # noqa: B018
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
    network.biases = [float32([1e-30, -1e-30, 0, 0.25]), float32([0, 0])]
    network.forward(float32([[0, 0, 0]]))
    network.backward(np.array([1]))  # an output just above 0 has the slope 1
    for sizes, m in SHAPES:
        network = random_mlp(pair, sizes)
        network.forward(pair.random_array(m, sizes[0], dtype="float32"))
        network.backward(np.arange(m) * 7 % sizes[-1])


@task("MLP")
def test_mlp_leaves_large_numbers_as_they_are(pair):
    network = known_mlp(pair)
    network.forward(float32([[1e5, 0, 0], [0, 0, -1e5]]))
    network.backward(np.array([1, 1]))
    network.update(0.5)


def takes_any_size(pair, known):
    """Go forward and backward with huge and tiny numbers inside, and such logits as ever."""
    for size in (2.0**100, 2.0**-100):  # the second layer makes up for that of the first
        network = known(pair)
        W, V = network.weights
        network.weights = [W, V / np.float32(size)]
        network.biases = [float32([0] * 4), float32([0] * 2)]
        network.forward(FIVE * np.float32(size))
        network.backward(FIVE_LABELS)


@task("MLP", once=True)  # with other numbers, sums that should be 0 might leave a trace of 2^100
def test_mlp_takes_huge_and_tiny_numbers_as_any_others(pair):
    takes_any_size(pair, known_mlp)
    network = pair.MLP([1, 2])
    network.weights = [float32([[100, 0]])]
    pair.close(network.loss, float32([[1]]), np.array([0]), rel_tol=1e-4, abs_tol=1e-9)  # p is 1


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
    network.update(0.0, 1.0)  # these move at any rate
    network.update(-0.25, 0.5)
    network.weight_gradients, network.bias_gradients = [float32([[0], [0]])], [float32([0])]
    network.update(0.25, 0.5)  # no slope, and what has speed moves on
    for size in (1e30, 1e-30):
        network.weight_gradients = [float32([[size], [-2 * size]])]
        network.bias_gradients = [float32([3 * size])]
        network.update(1 / size, 0.0)
        network.update(1 / size, 0.5)  # with what is kept of that


@task("MLP")
def test_mlp_update_moves_every_layer(pair):
    for sizes, options in (([3, 4, 2], {}), ([3, 3, 3, 4], {"momentum": 0.75})):
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
    v = pair.named("v", float32([[0], [4]]))
    network.weights = [W]
    network.biases = [b]
    network.weight_velocities = [v]
    network.weight_gradients = [float32([[1], [-2]])]
    network.bias_gradients = [float32([4])]
    network.update(0.5, 0.25)
    assert [W[0].tolist(), W[1].tolist(), b[0]] == [[0.5], [2.5], 1]
    assert [v[0].tolist(), v[1].tolist()] == [[1], [-1]]  # 0.25·0 + 1, 0.25·4 - 2
    network.update(1.0, 0.0)  # the same arrays still: the velocities are the gradients now
    assert [W[0].tolist(), W[1].tolist(), b[0]] == [[-0.5], [4.5], -3]
    assert [v[0].tolist(), v[1].tolist()] == [[1], [-2]]


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


@task("MLP")
def test_mlp_refuses_what_does_not_fit(pair):
    pair.refuses(pair.MLP, [3])
    pair.refuses(pair.MLP, [])
    network = known_mlp(pair)
    pair.refuses(network.forward, float32([[7.5, 8.5]] * 5), naming=(2, 3))
    pair.refuses(network.forward, float32([[7.5, 8.5, 9.5, 6.5]]), naming=(4, 3))
    pair.refuses(network.forward, float32([7.5, 8.5, 9.5]), naming=(3,))  # a row alone
    pair.refuses(network.forward, float32([[[7.5, 8.5, 9.5]] * 3]), naming=(3,))


@task("MLP")
def test_mlp_backward_refuses_labels_that_do_not_fit(pair):
    network = known_mlp(pair)
    network.forward(FIVE)
    pair.refuses(network.backward, FIVE_LABELS[:4], naming=(4, 5))
    pair.refuses(network.backward, FIVE_LABELS[:, None])
    pair.refuses(network.backward, np.array([1, 0, 1, 1, 7]), naming=("7",))
    pair.refuses(network.backward, np.array([1, 0, -1, 1, 0]), naming=("-1",))
    pair.refuses(network.backward, np.array([1, 0, -3, 1, 3]), naming=("3",))  # their sum is 0
    pair.refuses(network.loss, FIVE, np.array([1, 0, -1, 1, 0]), naming=("-1",))


def fit(pair, network, X, labels, **options):
    """Fit on both sides: compare weights, biases and history. Return the solution's history."""
    return pair.close(pair.fit, network, X, labels, **options, **CLOSE)


@task("fit")
def test_fit_takes_a_step_for_each_batch(pair):
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
    network = pair.MLP([1, 300])
    network.weights = [Code("np.eye(1, 300, 299, dtype=np.float32)")]
    fit(pair, network, float32([[1]]), np.array([299]), epochs=2)


@task("fit")
def test_fit_weighs_the_last_batch_by_its_rows(pair):
    # All rows are the same, so that every order of them is.
    for m, batch_size, epochs in ((5, 2, 1), (5, 2, 3), (4, 2, 2), (3, 1, 2), (7, 3, 1)):
        network = known_mlp(pair)
        X = float32([[1, 2, -1]] * m)
        labels = np.array([1] * m)
        options = {"epochs": epochs, "batch_size": batch_size}
        fit(pair, network, X, labels, **options, learning_rate=0.125, momentum=0.5)


@task("fit")
def test_fit_lets_the_rate_fall_to_0_over_all_steps(pair):
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


@task("fit")
def test_fit_has_defaults(pair):
    network = pair.MLP([1, 2])
    network.weights = [float32([[0.5, -0.5]])]
    X = pair.named("X", Code("np.ones((65, 1), dtype=np.float32)"))
    labels = pair.named("labels", Code("np.ones(65, dtype=int)"))
    history = fit(pair, network, X, labels)  # 65 rows are two batches of up to 64
    assert [len(values) for values in history.values()] == [4, 4]


@task("fit")
def test_fit_goes_on_to_the_last_epoch(pair):
    network = pair.MLP([2, 2])
    network.weights = [float32([[50, -50], [-50, 50]])]
    network.bias_velocities = [float32([2, -1])]  # these move on
    X, labels = float32([[1, 0]]), np.array([0])
    history = fit(pair, network, X, labels, epochs=3)
    assert history["loss"] == [0, 0, 0]  # nothing is left to learn, and it goes on
    network = pair.MLP([1, 2])
    network.weights = [float32([[9, 0]])]
    X, labels = float32([[1]]), np.array([0])  # log(1 + e^-9) = 0.00012340
    fine = {"learning_rate": 0.0, "rel_tol": 1e-6, "abs_tol": 2e-7}  # nothing is rounded
    for validation in ((X, labels), (float32([[1]] * 3), np.array([0, 0, 1]))):
        pair.close(pair.fit, network, X, labels, epochs=1, validation=validation, **fine)
    network = known_mlp(pair)
    history = fit(pair, network, FIVE, FIVE_LABELS, epochs=2, learning_rate=0.0)
    assert history["loss"][0] == history["loss"][1]  # without a step
    assert fit(pair, network, FIVE, FIVE_LABELS, epochs=0) == {"loss": [], "accuracy": []}


@task("fit", once=True)
def test_fit_takes_finite_numbers_of_any_size(pair):
    network = pair.MLP([3, 1])  # one output: p is 1, and there is no slope
    network.weights = [float32([[0]] * 3)]
    X, labels = float32([[3e38, 3e38, -3e38]]), np.array([0])  # their sum is no float32 any more
    options = {"epochs": 1, "validation": (X, labels), "rel_tol": 1e-4, "abs_tol": 1e-9}
    pair.close(pair.fit, network, X, labels, **options)


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
    options |= {"learning_rate": rate, "progress": network.note}
    pair.drawn(pair.fit, network, X, ROW_LABELS, **options)
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
            cause="An epoch should go once through all batches of one shuffled order.",
        )
        orders.append(np.argsort(steps).tolist())
    return orders


@task("fit")
def test_fit_visits_every_row_once_in_a_fresh_order_each_epoch(pair):
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
        got="the order of an earlier epoch again",
        cause="One generator, made in __init__, should go on from epoch to epoch.",
    )
    network = known_mlp(pair)
    moves_on = pair.named(
        "moves_on",
        Code(
            "lambda network, *data: [float(network.rng.bit_generator.state != state) "
            "for state in [network.rng.bit_generator.state] if fit(network, *data, epochs=1)]",
            says="calls fit, and says whether network.rng has moved on",
        ),
    )
    pair.expect(
        pair.drawn(moves_on, network, FIVE, FIVE_LABELS) == [1.0],
        expected="a network.rng from which fit has drawn",
        got="one that is where it was, and gives the next fit the same orders",
        cause="Shuffle with network.rng itself, not with a copy of it.",
    )


@task("fit")
def test_fit_draws_its_orders_from_the_seed_alone(pair):
    pair.named("_", SEEDED)
    draws_from_its_seed_alone(pair, lambda **seed: orders_of_fit(pair, 2, **seed), "orders in fit")


@task("fit")
def test_fit_measures_validation_after_each_epoch_and_learns_nothing_from_it(pair):
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
    many = Code(
        "(np.arange(903, dtype=np.float32).reshape(301, 3) % 7 - 3, np.arange(301) // 2 % 2)"
    )
    fit(pair, network, same, np.array([1] * 5), epochs=1, batch_size=8, validation=many)


@task("fit")
def test_fit_starts_a_fresh_history_each_time(pair):
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
    lengths = pair.named(
        "lengths",
        Code(
            "lambda network, *data: [len(history['loss']) for history in "
            "[fit(network, *data, epochs=epochs) for epochs in (2, 1)]]",
            says="calls fit for 2 epochs, then for 1, and counts the losses in both histories",
        ),
    )
    assert lengths(network, FIVE, FIVE_LABELS) == [2, 1]


@task("fit")
def test_fit_calls_progress_after_each_epoch(pair):
    log = pair.named(
        "log",
        Code(
            "type('Log', (), {'calls': [], 'note': lambda self, epoch, epochs, history: "
            "self.calls.append((epoch, epochs, {key: len(history[key]) for key in history}))"
            " or True})()",
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
    options["validation"] = (same, np.array([0, 0, 0]))  # which gets worse with each epoch
    history = fit(pair, known_mlp(pair), same, np.array([1, 1, 1]), epochs=12, **options)
    assert len(history["loss"]) == 12
    fit(pair, known_mlp(pair), same, np.array([1, 1, 1]), epochs=0, **options)  # and no call
    assert [epoch for epoch, *_ in log.calls[3:]] == list(range(1, 13))


CTRL_C = """
def stop(*_):
    raise KeyboardInterrupt

def interrupted(progress):
    network = MLP([3, 4, 2]) if progress else type("Stopped", (MLP,), {"backward": stop})([3, 4, 2])
    network.history, came = {"loss": [9, 9]}, "nothing"
    try:
        fit(network, np.ones((2, 3)), np.array([1, 0]), epochs=2, progress=stop)
    except KeyboardInterrupt:
        came = "KeyboardInterrupt"
    return [came, len(network.history["loss"])]
"""
INTERRUPTED = Code(
    f"(lambda scope: exec({CTRL_C!r}, scope) or scope['interrupted'])"
    "({'fit': fit, 'MLP': MLP, 'np': np})",
    says="calls fit with a Ctrl-C in the first backward, or else in progress, and says what came "
    "of it and how many losses network.history holds",
)


@task("fit")
def test_fit_keeps_its_history_from_the_start(pair):
    watched = pair.named(
        "watched",
        Code(
            "type('Watched', (MLP,), {'lengths': [], 'note': lambda self, *_: "
            "self.lengths.append(len(getattr(self, 'history', {'loss': ()})['loss']))})([2, 2])",
            says="an MLP whose note() notes how many losses its .history holds",
        ),
    )
    watched.weights = [float32([[0.5, -0.25], [0.25, 0.5]])]
    fit(pair, watched, float32([[1, 0]] * 2), np.array([0, 1]), epochs=3, progress=watched.note)
    assert watched.lengths == [1, 2, 3]
    interrupted = pair.named("interrupted", INTERRUPTED)
    assert interrupted(progress=True) == ["KeyboardInterrupt", 1]
    assert interrupted(progress=False) == ["KeyboardInterrupt", 0]


@task("fit", seconds=60)
def test_fit_brings_the_loss_down(pair):
    network = pair.MLP([2, 16, 3])
    X = float32(
        [[2, 0], [2.5, 0.5], [1.5, -0.5], [2, 0.5], [-1, 2], [-1.5, 2], [-1, 1.5], [-1, 2.5]]
    )
    X = np.concatenate([X, float32([[-1, -2], [-1.5, -2], [-1, -1.5], [-0.5, -2]])])
    labels = np.repeat(np.arange(3), 4)
    options = {"batch_size": 5, "learning_rate": 0.1}
    losses = pair.drawn(pair.fit, network, X, labels, epochs=20, **options)["loss"]
    pair.expect(
        losses[-1] < 0.3 and losses[-1] < losses[0],
        expected="a mean loss below 0.3 after 20 epochs of three clusters of points",
        got=f"{losses[0]:.3f} in the first epoch, {losses[-1]:.3f} in the last",
        cause="Each step has to take loss, backward and update of one and the same batch.",
        losses=losses,
    )


@task("fit")
def test_fit_refuses_before_it_learns(pair):
    network = known_mlp(pair)
    options = {"epochs": 1, "batch_size": 1, "learning_rate": 0.5}
    X = float32([[7.25, 8.25, -9.25]] * 5)
    pair.refuses(pair.fit, network, X, FIVE_LABELS[:4], **options, naming=(5, 4))
    pair.refuses(pair.fit, network, X[:4], FIVE_LABELS, **options, naming=(4, 5))
    pair.refuses(pair.fit, network, X[:0], FIVE_LABELS[:0], **options)
    for bad in (math.nan, math.inf, -math.inf):
        X = FIVE.copy()
        X[4, 1] = bad
        pair.refuses(pair.fit, network, X, FIVE_LABELS, **options)
        network.weights  # noqa: B018 (as they were)
    for bad in (7, 2, -1, 3):  # the outputs are 0 and 1
        labels = FIVE_LABELS.copy()
        labels[4] = bad
        labels[2] = -3 if bad == 3 else 1  # two that are wrong, and whose sum is 0
        pair.refuses(pair.fit, network, FIVE, labels, **options, naming=(str(bad),))
        network.weights  # noqa: B018
    many = Code("np.ones((200, 3), dtype=np.float32)"), Code("np.append(np.ones(199, int), 7)")
    pair.refuses(pair.fit, network, *many, **options, naming=("7",))
    for batch_size in (0, -1):
        pair.refuses(pair.fit, network, FIVE, FIVE_LABELS, 1, batch_size)
    network.weights  # noqa: B018 (as they were)
    network.biases  # noqa: B018


@task("fit")
def test_fit_refuses_validation_that_does_not_fit_before_it_learns(pair):
    network = known_mlp(pair)
    options = {"epochs": 1, "learning_rate": 0.5}
    nan = np.where(FIVE == 4, np.nan, FIVE).astype(np.float32)
    for X, labels in (
        (FIVE[:3], FIVE_LABELS[:2]),
        (FIVE[:0], FIVE_LABELS[:0]),
        (nan, FIVE_LABELS),
        (FIVE, FIVE_LABELS + 1),
        (FIVE[:, :2], FIVE_LABELS),
    ):
        pair.refuses(pair.fit, network, FIVE, FIVE_LABELS, validation=(X, labels), **options)
    own = np.array([1, 0, 1, 1, 7])
    pair.refuses(
        pair.fit, network, FIVE, FIVE_LABELS, validation=(FIVE, own), **options, naming=("7",)
    )
    own = np.full((7, 3), 0.5, np.float32), np.zeros(6, int)
    pair.refuses(pair.fit, network, FIVE, FIVE_LABELS, validation=own, **options, naming=(7, 6))
    network.weights  # noqa: B018 (as they were)
    network.biases  # noqa: B018


@task("fit")
def test_fit_stops_where_the_loss_is_not_finite(pair):
    pair.named("quiet", Code("np.seterr(all='ignore') and None"))
    network = pair.MLP([1, 2])
    network.weights = [float32([[1, -1]])]
    X, labels = float32([[1e20]]), np.array([1])
    # The first step makes weights of 1e30. Then the logits are infinite, and inf - inf is nan.
    options = {"epochs": 3, "batch_size": 1, "learning_rate": 1e10, "momentum": 0.0}
    pair.refuses(pair.fit, network, X, labels, **options, naming=("rate",))
    network.weights  # noqa: B018
    network = known_mlp(pair)
    network.biases = [float32([0, 0.5, -0.25, 0.25]), float32([math.nan, 0])]
    pair.refuses(pair.fit, network, FIVE, FIVE_LABELS, epochs=1, naming=("rate",))
    network.weights  # noqa: B018
    pair.named("warn", Code("np.seterr(all='warn', under='ignore') and None"))
