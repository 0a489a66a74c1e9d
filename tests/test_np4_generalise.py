"""Part II, fourth chapter, graded: what helps a network with pictures that it has never seen.

What is drawn at random is judged by what the docstrings promise: masks are read from the learner's
network, and its outputs and gradients must be those that follow from them.
"""

import math

import numpy as np
from test_np2_digits import RNG, SEEDED, draws_from_its_seed_alone, draws_from_rng_alone, float32
from test_np3_mlp import CLOSE, FIVE, FIVE_LABELS, SHAPES, takes_any_size

from grading import Code, task

KEEPS = {
    "MLP.add_weight_decay": ["weight_gradients bias_gradients weights biases"],
    "MLP.update": ["weights biases"],
    "DropoutMLP.forward": ["masks activations"],
    "DropoutMLP.loss": ["masks activations"],
    "DropoutMLP.backward": ["[::-1]weights: weight_gradients bias_gradients"],
    "EarlyStopping.should_stop": ["best_loss waited"],
    "MLP.restore": ["weights biases"],
}

DRAW = Code("lambda network: float(network.rng.random())", says="the next number of network.rng")
NOT_RATES = ((-0.25, "-0.25"), (1.5, "1.5"), (1.0, "1"), (-1e-12, "-1e-12"), (math.nan, "nan"))
# The last of np3's shapes gives way to a deeper network, which is trained in float64, and to one
# with a hidden layer that is as wide as the output.
CASES = (
    *((*case, "float32") for case in SHAPES[:-1]),
    ([2, 3, 4, 2, 3, 5], 3, "float64"),
    ([3, 2, 5, 2], 4, "float32"),
)
MASKS = Code(
    "lambda shape, rng: [dropout_mask(shape, 0.5, rng).ravel().tolist() for _ in range(30)]",
    says="draws 30 masks of a shape, at a rate of 0.5",
)
LONE = Code(
    "lambda network, X: [network.forward(X, training=True) is None or network.masks[0].item() "
    "for _ in range(30)]",
    says="goes forward 30 times in training, and lists the only entry of masks[0]",
)
STOPS = Code(
    "lambda stopping, network, losses: [stopping.should_stop(network, loss) for loss in losses]",
    says="hands these losses to should_stop, one after the other",
)
LEFT_ALONE = Code(
    "lambda stopping, network: (lambda names, arrays: [stopping.should_stop(network, 0.125)] and "
    "[set(vars(network)) == names, all(one is other for one, other in zip("
    "[*network.weights, *network.biases], arrays))])"
    "(set(vars(network)), [*network.weights, *network.biases])",
    says="calls should_stop, and says whether the network has no other attributes, and the very "
    "arrays that it had",
)
# Pictures whose columns lie one after the other in memory.
TURNED = Code("np.arange(1, 13).reshape(3, 2, 2).T")
DTYPES = Code(
    "lambda names: [shift_images(np.ones((1, 2, 2), dtype=name), 1, 0).dtype.name "
    "for name in names]",
    says="shifts pictures of these dtypes, and says what dtypes come back",
)
DIGITS = Code(
    "lambda images, down, right: shift_images(images, down, right) % 1000",
    says="shifts the pictures, and gives the last three digits of each pixel",
)
COPIES_DTYPES = Code(
    "lambda images, labels: [array.dtype.name for array in shifted_copies(images, labels)]",
    says="the dtypes of what shifted_copies gives",
)


def decayed(pair, sizes=(2, 3, 2)):
    """Return an MLP of these sizes with weights and gradients that are set, on both sides."""
    network = pair.MLP(list(sizes))
    shapes = list(zip(sizes, sizes[1:]))
    network.weights = [pair.random_array(*shape, dtype="float32") for shape in shapes]
    network.biases = [pair.random_array(shape[1], dtype="float32") for shape in shapes]
    network.weight_gradients = [pair.random_array(*shape, dtype="float32") for shape in shapes]
    network.bias_gradients = [pair.random_array(shape[1], dtype="float32") for shape in shapes]
    return network


@task("add_weight_decay")
def test_weight_decay_adds_a_share_of_each_weight_to_its_gradient(pair):
    network = pair.MLP([2, 1])
    network.weights = [float32([[2], [-4]])]
    network.biases = [float32([8])]
    network.weight_gradients = [float32([[0.5], [0.25]])]
    network.bias_gradients = [float32([1])]
    pair.add_weight_decay(network, 0.125)
    assert network.weight_gradients[0].tolist() == [[0.75], [-0.25]]  # 0.5 + 0.25, 0.25 - 0.5
    assert network.bias_gradients[0].tolist() == [1]
    network.update(0.5, 0.0)
    assert network.weights[0].tolist() == [[1.625], [-3.875]]  # 2 - 0.5·0.75, -4 + 0.5·0.25


@task("add_weight_decay")
def test_weight_decay_goes_through_all_layers(pair):
    for sizes in ((2, 3, 2), (3, 2), (1, 1, 2), (2, 3, 3, 1, 2, 4, 2)):
        for weight_decay in (0.5, 0.001, 0, 20_000, 1e30, 0.0):
            network = decayed(pair, sizes)
            pair.add_weight_decay(network, weight_decay)
    pair.add_weight_decay(network, weight_decay=0.25)  # a second time, it's added to that


@task("add_weight_decay", once=True)
def test_a_tiny_weight_decay_of_weights_of_any_size(pair):
    network = pair.MLP([30, 40])
    values = pair.random_array(30, 40)
    values[0] *= 1e-10
    values[1] *= 1e5
    W = pair.named("W", values)
    network.weights = [W]
    network.weight_gradients = [np.zeros((30, 40))]
    network.bias_gradients = [np.zeros(40)]
    pair.close(pair.add_weight_decay, network, 101 * 2**-40, rel_tol=1e-12)
    network.update(1e9, 0.0)
    W[0]  # the network's array is the one that it was  # noqa: B018


@task("add_weight_decay")
def test_weight_decay_comes_after_backward(pair):
    network = pair.MLP([3, 4, 2])
    network.weights = [
        float32([[1, 0, -1, 0.5], [0, 1, 0.5, -1], [0.5, -0.5, 1, 0.25]]),
        float32([[1, -1], [0.5, 0], [-0.5, 1], [0.25, 0.75]]),
    ]
    for _ in range(3):
        network.forward(FIVE)
        network.backward(FIVE_LABELS)
        pair.add_weight_decay(network, 0.25)
        network.update(0.125, 0.5)


@task("add_weight_decay")
def test_weight_decay_refuses_what_is_no_decay(pair):
    network = decayed(pair)
    for bad, name in ((-0.25, "-0.25"), (-1e-300, "-1e-300"), (math.nan, "nan"), (math.inf, "inf")):
        pair.refuses(pair.add_weight_decay, network, bad, naming=(name,))
        network.weight_gradients  # noqa: B018 (read, and so compared)
        network.weights  # noqa: B018


def has_masks_entries(pair, mask, rate, name="the mask"):
    """Demand that a mask which the learner drew holds 0 and 1 / (1 - rate) alone."""
    kept = 1 / (1 - rate)
    strange = mask[(mask != 0) & ~np.isclose(mask, kept, rtol=3e-6, atol=0)]
    pair.expect(
        not strange.size,
        expected=f"nothing but 0 and 1 / (1 - {rate:g}) = {kept:.8g} in {name}",
        got=f"{strange[0]:.8g} among its entries" if strange.size else "",
        cause="Divide what is kept by the share that is: then the mean of all stays near 1.",
    )


def has_rate(pair, mask, rate, name="the mask"):
    """Demand about the share `rate` of zeros in a mask of 10,000 entries, row by row by chance.

    The bounds lie five standard deviations from what chance gives.
    """
    for what, lines in (("rows", mask), ("columns", mask.T)):
        pair.expect(
            not 0.2 <= rate <= 0.8 or len(set(map(tuple, lines.tolist()))) == len(lines),
            expected=f"a draw for each entry of {name}",
            got=f"{what} that are the same",
            cause="Draw as many numbers as the shape has entries.",
        )
    share = float(np.mean(mask == 0))
    within = 5 * math.sqrt(rate * (1 - rate) / mask.size)
    exchanged = rate != 0.5 and abs(share - (1 - rate)) < within
    pair.expect(
        abs(share - rate) < within,
        expected=f"0 in about {100 * rate:g}% of the entries of {name}",
        got=f"in {100 * share:.3g}% of them",
        cause="rate is the probability of a 0, not of being kept." if exchanged else "",
    )


@task("dropout_mask")
def test_dropout_mask_holds_0_and_what_makes_up_for_it(pair):
    pair.named("_", SEEDED)
    cases = ((2, 3), 0.5), ((4, 2), 0.13), ((7,), 0.75), ((1, 1), 0.1), ((2, 3, 4), 0.9)
    for shape, rate in cases:
        has_masks_entries(pair, pair.drawn(pair.dropout_mask, shape, rate, RNG), rate)
    pair.drawn(pair.dropout_mask, (2, 3), 0.9999, RNG)  # it is a rate, too


@task("dropout_mask")
def test_dropout_mask_of_rate_0_keeps_all(pair):
    for shape in ((2, 3), (5,)):
        for rate in (0, 0.0):
            assert pair.dropout_mask(shape, rate, RNG).tolist() == np.ones(shape).tolist()


@task("dropout_mask", once=True)
def test_dropout_mask_drops_each_entry_with_the_probability_rate(pair):
    pair.named("_", SEEDED)
    for rate in (0.25, 0.99, 0.005):
        mask = pair.drawn(pair.dropout_mask, (100, 100), rate, RNG)
        has_masks_entries(pair, mask, rate)
        has_rate(pair, mask, rate)
        for axis, lines in ((1, "row"), (0, "column")):
            pair.expect(
                len(set(np.sum(mask == 0, axis=axis).tolist())) > (3 if rate > 0.2 else 1),
                expected=f"more zeros in one {lines} than in another, as chance has it",
                got=f"nearly the same number in every {lines}",
                cause="Draw each entry by itself. How many are 0 then varies.",
            )
    for rate in (0.0003, 0.9997):  # whole percents won't do, nor thousandths
        has_rate(pair, pair.drawn(pair.dropout_mask, (250, 400), rate, RNG), rate)


@task("dropout_mask", once=True)
def test_dropout_mask_draws_each_entry_by_itself(pair):
    draw, rng = pair.named("draw", MASKS), pair.named("rng", RNG)
    for shape in ((8,), (2, 2, 2), (1, 1)):
        dropped = np.array(pair.drawn(draw, shape, rng)) == 0
        entries = list(dropped.T)  # of each, whether it was 0 in the first mask, in the second, …
        pair.expect(
            all(0 < entry.sum() < 30 for entry in entries),
            expected="each entry 0 in some of 30 masks, and not in others",
            got="an entry that was the same in all of them",
            cause="Draw each entry by itself.",
        )
        alike = [int((a == b).sum()) for k, a in enumerate(entries) for b in entries[:k]]
        pair.expect(
            all(0 < count < 30 for count in alike),
            expected="any two entries alike in some of 30 masks, and not in others",
            got="two that were alike in all of them" if 30 in alike else "two that never were",
            cause="Draw each entry by itself: as many draws as the shape has entries.",
        )
        pair.expect(
            len(entries) == 1 or len(set(dropped.sum(axis=1).tolist())) > 1,
            expected="more zeros in one mask than in another, as chance has it",
            got=f"{dropped[0].sum()} zeros in each of 30 masks",
            cause="Draw each entry by itself. How many are 0 then varies.",
        )


@task("dropout_mask")
def test_dropout_mask_draws_from_rng_alone(pair):
    pair.named("_", SEEDED)
    draws_from_rng_alone(pair, lambda rng: pair.drawn(pair.dropout_mask, (6, 8), 0.5, rng).tolist())


@task("dropout_mask")
def test_dropout_mask_refuses_what_is_no_rate(pair):
    for bad, name in NOT_RATES:
        pair.refuses(pair.dropout_mask, (2, 3), bad, RNG, naming=(name,))
    pair.refuses(pair.dropout_mask, (2, 3), 1, RNG, naming=("1",))


def known(pair, **options):
    """Return a 3-4-2 DropoutMLP with weights that are set, on both sides."""
    network = pair.DropoutMLP([3, 4, 2], **options)
    network.weights = [
        float32([[1, 0, -1, 0.5], [0, 1, 0.5, -1], [0.5, -0.5, 1, 0.25]]),
        float32([[1, -1], [0.5, 0], [-0.5, 1], [0.25, 0.75]]),
    ]
    network.biases = [float32([0, 0.5, -0.25, 0.25]), float32([0.25, -0.25])]
    return network


def random_one(pair, sizes, dtype="float32", **options):
    """Return a DropoutMLP of these sizes with random weights, the same on both sides."""
    network = pair.DropoutMLP(sizes, **options)
    shapes = list(zip(sizes, sizes[1:]))
    network.weights = [pair.random_array(*shape, dtype=dtype) / 8 for shape in shapes]
    network.biases = [pair.random_array(n_out, dtype=dtype) / 8 for _, n_out in shapes]
    return network


@task("DropoutMLP")
def test_dropout_mlp_has_what_an_mlp_has_and_its_rate(pair):
    pair.named("_", SEEDED)
    for sizes in ([3, 5, 4, 2], [3, 2], [1, 6, 1]):
        network = pair.DropoutMLP(sizes)
        assert network.dropout_rate == 0.5
        own = pair.look(network, "weights")
        assert [W.shape for W in own] == list(zip(sizes, sizes[1:]))
        network.biases  # noqa: B018
        network.weight_velocities  # noqa: B018
        network.bias_velocities  # noqa: B018
    assert pair.DropoutMLP([3, 2], dropout_rate=0.25).dropout_rate == 0.25
    assert pair.DropoutMLP([3, 2], 7, 0).dropout_rate == 0


@task("DropoutMLP")
def test_dropout_mlp_begins_with_the_weights_of_the_mlp_of_its_seed(pair):
    pair.named("_", SEEDED)

    def weights(network):
        return [W.tolist() for W in pair.look(network, "weights")]

    draw = pair.named("draw", DRAW)
    for seed in (0, 5):
        plain = pair.MLP([3, 4, 2], seed=seed)
        of_plain = weights(plain)
        own = pair.DropoutMLP([3, 4, 2], seed=seed)
        pair.expect(
            weights(own) == of_plain,
            expected=f"the weights of MLP([3, 4, 2], seed={seed})",
            got="other weights",
            cause="super().__init__(layer_sizes, seed) makes them.",
        )
        draws = [pair.drawn(draw, network) for network in (plain, own)]
        pair.expect(
            draws[0] == draws[1],
            expected=f"in rng the numbers that follow in MLP([3, 4, 2], seed={seed})",
            got="other numbers",
            cause="super().__init__ makes rng, too. A second one would start over.",
        )
    pair.expect(
        weights(pair.DropoutMLP([3, 4, 2])) == weights(pair.DropoutMLP([3, 4, 2], seed=0)),
        expected="the weights of seed 0 where no seed is given",
        got="other weights",
        cause="Where no seed is given, it should be 0.",
    )


@task("DropoutMLP")
def test_dropout_mlp_refuses_what_is_no_rate(pair):
    for bad, name in NOT_RATES:
        pair.refuses(pair.DropoutMLP, [3, 2], dropout_rate=bad, naming=(name,))
    pair.refuses(pair.DropoutMLP, [3, 2], 0, 1, naming=("1",))
    pair.refuses(pair.DropoutMLP, [3])


@task("DropoutMLP")
def test_dropout_mlp_forward_is_that_of_an_mlp_when_it_isnt_training(pair):
    network = known(pair)
    # As in chapter np3: relu gives [0.5, 3, 0, 0], and none of that is dropped
    assert network.forward(float32([[1, 2, -1]])).tolist() == [[2.25, -0.75]]
    network.forward(FIVE)
    network.forward(float32([[1e38, 2e38, -1e38]]))  # twice as much would be inf
    network.forward(1000 * FIVE, training=False)
    exact = pair.named(
        "exact",
        Code(
            "lambda network, X: network.forward(X).astype(float)",
            says="gives the logits in float64, so that every digit counts",
        ),
    )
    network.biases = [float32([0, 0, 0, 0]), float32([0, 0])]
    pair.close(exact, network, float32([[1e-30, 2e-30, -1e-30]]), rel_tol=1e-4)
    for sizes, m, _ in CASES:
        network = random_one(pair, sizes, dropout_rate=0.75)
        network.forward(pair.random_array(m, sizes[0], dtype="float32"))
        network.weights  # noqa: B018
    network = known(pair)
    pair.close(network.loss, FIVE, FIVE_LABELS, **CLOSE)
    network.predict(FIVE)


@task("DropoutMLP")
def test_dropout_mlp_forward_of_rate_0_drops_nothing(pair):
    network = known(pair, dropout_rate=0.0)
    assert network.forward(float32([[1, 2, -1]]), training=True).tolist() == [[2.25, -0.75]]
    network.forward(FIVE, True)
    network = random_one(pair, [3, 2], dropout_rate=0.5)  # no hidden layer, and so no mask
    network.forward(FIVE, training=True)
    network.masks  # noqa: B018


def goes_forward(pair, network, X, rate):
    """Have the learner's network go forward in training, and demand what its masks make of X.

    Return the masks, and what they make: X, the hidden outputs and the logits.
    """
    logits = pair.drawn(network.forward, X, training=True)
    weights, biases = network.weights, network.biases
    layers = len(weights)
    masks, activations = pair.look(network, "masks"), pair.look(network, "activations")
    A, expected = X, [X]
    for layer in range(layers):
        A = A @ weights[layer] + biases[layer]
        if layer < layers - 1:
            has_masks_entries(pair, masks[layer], rate, f"masks[{layer}]")
            A = np.maximum(A, 0) * masks[layer]
        expected.append(A)
        pair.expect(
            np.allclose(activations[layer + 1], A, rtol=1e-4, atol=1e-5),
            expected=f"in activations[{layer + 1}] "
            + (
                f"what relu gives, times masks[{layer}]: {nearly(A)}"
                if layer < layers - 1
                else f"the logits that follow from activations[{layer}]: {nearly(A)}"
            ),
            got=nearly(activations[layer + 1]),
        )
    pair.expect(
        np.allclose(activations[0], X) and np.allclose(logits, expected[-1], rtol=1e-4, atol=1e-5),
        expected="X first in activations, and the logits returned",
        got="something else",
    )
    return masks, expected


def nearly(array):
    return str(np.asarray(array, dtype=float).round(3).tolist())


@task("DropoutMLP")
def test_dropout_mlp_forward_multiplies_the_hidden_outputs_by_masks_in_training(pair):
    pair.named("_", SEEDED)
    network = known(pair)
    goes_forward(pair, network, float32([[1, 2, -1]]), 0.5)
    goes_forward(pair, network, FIVE, 0.5)
    for sizes, m, dtype in CASES:
        network = random_one(pair, sizes, dtype, dropout_rate=0.25)
        goes_forward(pair, network, pair.random_array(m, sizes[0], dtype=dtype), 0.25)


@task("DropoutMLP", once=True)
def test_dropout_mlp_draws_masks_anew_for_each_layer_row_and_pass(pair):
    pair.named("_", SEEDED)
    for rate in (0.2, 0.5):
        network = pair.DropoutMLP([2, 100, 100, 2], dropout_rate=rate)
        X = pair.named("X", Code("np.ones((100, 2), dtype=np.float32)"))
        pair.drawn(network.forward, X, training=True)
        first = pair.look(network, "masks")
        for k in range(2):
            has_masks_entries(pair, first[k], rate, f"masks[{k}]")
            has_rate(pair, first[k], rate, f"masks[{k}]")
        pair.expect(
            first[0].tolist() != first[1].tolist(),
            expected="other draws in masks[1] than in masks[0]",
            got="the same",
            cause="Each layer needs a mask of its own, drawn from self.rng.",
        )
        pair.drawn(network.forward, X, training=True)
        second = pair.look(network, "masks")
        pair.expect(
            first[0].tolist() != second[0].tolist() and first[1].tolist() != second[1].tolist(),
            expected="other masks in the second pass",
            got="the same masks again",
            cause="Draw them anew in each pass, from self.rng as it comes.",
        )
    # One hidden unit, and one row: chance drops all that there is every other time.
    network, lone = pair.DropoutMLP([2, 1, 2]), pair.named("lone", LONE)
    zeros = pair.drawn(lone, network, np.ones((1, 2), dtype=np.float32)).count(0)
    pair.expect(
        0 < zeros < 30,
        expected="the only entry of masks[0] 0 in some of 30 passes, and not in others",
        got=f"0 in {zeros} of them",
        cause="Take each mask as it is drawn, even if it drops a whole row, or nothing.",
    )


@task("DropoutMLP")
def test_dropout_mlp_draws_masks_from_its_seed_alone(pair):
    pair.named("_", SEEDED)

    def masks(**seed):
        network = pair.DropoutMLP([2, 20, 20, 2], **seed)
        pair.drawn(network.forward, FIVE[:, :2], training=True)
        return [mask.tolist() for mask in pair.look(network, "masks")]

    draws_from_its_seed_alone(pair, masks, "masks")
    network, own = pair.DropoutMLP([2, 20, 20, 2]), []
    for _ in range(2):
        network.rng = RNG
        pair.drawn(network.forward, FIVE[:, :2], training=True)
        own.append([mask.tolist() for mask in pair.look(network, "masks")])
    pair.expect(
        own[0] == own[1],
        expected="the same masks again, once network.rng is set to such a generator again",
        got="other masks",
        cause="Draw from self.rng, as it is by then.",
    )


@task("DropoutMLP")
def test_dropout_mlp_draws_nothing_but_in_training(pair):
    pair.named("_", SEEDED)
    draw = pair.named("draw", DRAW)

    def next_draw(prepare):
        network = known(pair, seed=3)
        prepare(network)
        return pair.drawn(draw, network)

    fresh = next_draw(lambda network: None)
    for prepare, what in (
        (lambda network: network.forward(FIVE), "forward(X)"),
        (lambda network: network.predict(FIVE), "predict(X)"),
        (lambda network: (network.forward(FIVE), network.backward(FIVE_LABELS)), "backward"),
    ):
        pair.expect(
            next_draw(prepare) == fresh,
            expected=f"rng as it was before {what}",
            got="numbers drawn from it",
            cause="Without training, forward should draw no numbers from rng.",
        )


def goes_backward(pair, network, masks, activations, labels):
    """Have the learner's network go backward, and demand the gradients of that forward pass."""
    pair.drawn(network.backward, labels)
    gradients = pair.look(network, "weight_gradients")
    bias_gradients = pair.look(network, "bias_gradients")
    weights = network.weights
    logits = activations[-1].astype(float)
    P = np.exp(logits - logits.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    delta = switched = (P - np.eye(P.shape[1])[labels]) / len(labels)
    for layer in reversed(range(len(weights))):
        A = activations[layer]
        for name, got, expected, without_factor in (
            ("bias_gradients", bias_gradients[layer], delta.sum(axis=0), switched.sum(axis=0)),
            ("weight_gradients", gradients[layer], A.T @ delta, A.T @ switched),
        ):
            pair.expect(
                np.allclose(got, expected, rtol=1e-3, atol=1e-5),
                expected=f"{name}[{layer}] {nearly(expected)}, for the masks of that forward",
                got=nearly(got),
                cause="The factor 1 / (1 - rate) of the masks is missing on the way back. Multiply "
                "by the same masks as on the way forward."
                if np.allclose(got, without_factor, rtol=1e-3, atol=1e-5)
                else "",
            )
        if layer > 0:
            delta, switched = (one @ weights[layer].T * (A > 0) for one in (delta, switched))
            delta, switched = delta * masks[layer - 1], switched * (masks[layer - 1] > 0)


@task("DropoutMLP")
def test_dropout_mlp_backward_is_that_of_an_mlp_when_it_isnt_training(pair):
    network = known(pair)
    network.forward(float32([[1, 2, -1]]))
    network.backward(np.array([1]))
    assert network.bias_gradients[0].round(4).tolist() == float32([1.9051, 0.4763, 0, 0]).tolist()
    network.forward(FIVE)  # row 1 gives the first hidden unit a z of 0
    network.backward(FIVE_LABELS)
    network.backward(FIVE_LABELS.astype(np.uint8))  # the same: nothing is added up
    network.activations  # noqa: B018
    network.masks  # noqa: B018
    for sizes, m, _ in CASES:
        network = random_one(pair, sizes)
        network.forward(pair.random_array(m, sizes[0], dtype="float32"))
        network.backward(np.arange(m) * 7 % sizes[-1])
    network = pair.DropoutMLP([1, 300])
    network.weights = [Code("np.eye(1, 300, 299, dtype=np.float32)")]
    network.forward(float32([[1], [2]]))
    network.backward(np.array([299, 43]))
    network = pair.DropoutMLP([2, 2])
    W = pair.named("W", float32([[1, 0.5], [-0.5, 2]]))
    network.weights = [W]
    network.forward(float32([[1, 2]]))
    network.backward(np.array([1]))
    network.update(0.5, 0.0)
    W[0]  # the network's weights are the arrays that they were  # noqa: B018


@task("DropoutMLP", once=True)
def test_dropout_mlp_takes_huge_and_tiny_numbers_as_any_others(pair):
    takes_any_size(pair, known)


@task("DropoutMLP")
def test_dropout_mlp_backward_goes_through_the_masks_of_the_forward_before(pair):
    pair.named("_", SEEDED)
    network = known(pair, dropout_rate=0.5)
    for rate, later in ((0.5, 0.75), (0.75, 0.25)):
        masks, activations = goes_forward(pair, network, FIVE, rate)
        goes_backward(pair, network, masks, activations, FIVE_LABELS)
        network.dropout_rate = later  # for the next forward
        goes_backward(pair, network, masks, activations, FIVE_LABELS)  # the same again
    for sizes, m, dtype in CASES:
        network = random_one(pair, sizes, dtype, dropout_rate=0.25)
        X = pair.random_array(m, sizes[0], dtype=dtype)
        masks, activations = goes_forward(pair, network, X, 0.25)
        goes_backward(pair, network, masks, activations, np.arange(m) * 7 % sizes[-1])


@task("DropoutMLP")
def test_dropout_mlp_backward_is_for_the_latest_forward(pair):
    network = known(pair)
    pair.drawn(network.forward, FIVE, training=True)
    network.forward(FIVE)
    network.backward(FIVE_LABELS)  # nothing was dropped in the latest one
    network.forward(float32([[1, 2, -1]]))
    masks, activations = goes_forward(pair, network, FIVE, 0.5)
    goes_backward(pair, network, masks, activations, FIVE_LABELS)


@task("DropoutMLP")
def test_dropout_mlp_refuses_what_does_not_fit(pair):
    network = known(pair)
    for training in (False, True):
        options = {"training": training, "naming": (2, 3)}
        pair.refuses(network.forward, float32([[7.5, 8.5]] * 5), **options)
        options = {"training": training, "naming": (4, 3)}
        pair.refuses(network.forward, float32([[7.5, 8.5, 9.5, 6.5]]), **options)
        pair.refuses(network.forward, float32([7.5, 8.5, 9.5]), training=training)  # a row alone
        for rows in (1, 3):
            pair.refuses(network.forward, float32([[[7.5, 8.5, 9.5]] * rows]), training=training)
    network.forward(FIVE)
    pair.refuses(network.backward, FIVE_LABELS[:4])
    pair.refuses(network.backward, FIVE_LABELS.reshape(5, 1))
    pair.refuses(network.backward, np.array([0, 1, 0, 2, 0]))
    pair.refuses(network.backward, np.array([0, 1, 0, -1, 0]))


def small_mlp(pair):
    """Return a 2-1 MLP with weights that are set, and the gradients of a step, on both sides."""
    network = pair.MLP([2, 1])
    network.weights = [float32([[1], [2]])]
    network.biases = [float32([3])]
    network.weight_gradients = [float32([[1], [-2]])]
    network.bias_gradients = [float32([4])]
    return network


@task("EarlyStopping")
def test_early_stopping_begins_with_nothing_noted(pair):
    stopping = pair.EarlyStopping()
    assert stopping.patience == 5
    assert [stopping.best_loss, stopping.waited] == [math.inf, 0]
    assert pair.EarlyStopping(1).patience == 1
    assert pair.EarlyStopping(patience=12).patience == 12


@task("EarlyStopping")
def test_early_stopping_stops_after_patience_epochs_without_a_lower_loss(pair):
    network = pair.MLP([2, 3])
    stopping = pair.EarlyStopping(2)
    # 0.6 is no better than 0.5; 0.4 is; 0.4 again isn't, nor is 0.5: two in a row
    losses = (0.9, 0.5, 0.6, 0.4, 0.4, 0.5)
    stops = [stopping.should_stop(network, loss) for loss in losses]
    assert stops == [False, False, False, False, False, True]
    assert [stopping.best_loss, stopping.waited] == [0.4, 2]
    stopping.should_stop(network, 0.7)  # 3 is more than 2
    stopping.should_stop(network, 0.3)
    stopping.should_stop(network, 0.35)
    for patience in (1, 3, 5):
        stopping = pair.EarlyStopping(patience)
        for loss in (2, 2.5, 2.25, 1, 1.5, 1.25, 1.125, 1.0, 3, 0.75, 0.5, 0.875):
            stopping.should_stop(network, validation_loss=loss)


@task("EarlyStopping")
def test_early_stopping_takes_any_loss(pair):
    network = pair.MLP([2, 3])
    stopping = pair.EarlyStopping(3)
    for loss in (1e301, 1e11, 5, 1e-9, 2e-9, 1e-10, 0.0, 0, 1, -0.5, -0.25, 0.25, -2):
        stopping.should_stop(network, loss)
    stopping = pair.EarlyStopping(2)
    for loss in (0.5, 0.5 - 1e-16, 0.5 - 1e-16, 0.5):  # lower is lower, by however little
        stopping.should_stop(network, loss)
    pair.named("stops", STOPS)(pair.EarlyStopping(110), network, [0.5] * 115)


@task("EarlyStopping")
def test_early_stopping_restores_the_weights_of_the_best_epoch(pair):
    network = small_mlp(pair)
    stopping = pair.EarlyStopping(3)
    stopping.should_stop(network, 0.5)
    network.update(0.5, 0.0)  # in place: w - 0.5·dL/dw
    assert network.weights[0].tolist() == [[0.5], [3]]
    stopping.should_stop(network, 0.25)
    network.update(0.5, 0.0)
    stopping.should_stop(network, 0.75)
    network.update(0.5, 0.0)
    assert network.weights[0].tolist() == [[-0.5], [5]]
    stopping.restore(network)
    assert network.weights[0].tolist() == [[0.5], [3]]  # as they were at 0.25
    assert network.biases[0].tolist() == [1]
    stopping.should_stop(network, 0.0)
    network.update(0.5, 0.0)
    stopping.restore(network)
    assert network.weights[0].tolist() == [[0.5], [3]]  # a best loss of 0 is one, too


@task("EarlyStopping")
def test_early_stopping_keeps_the_first_of_equal_losses(pair):
    network = small_mlp(pair)
    stopping = pair.EarlyStopping(2)
    stopping.should_stop(network, 0.5)
    network.update(0.5, 0.0)
    stopping.should_stop(network, 0.5)
    stopping.restore(network)
    assert network.weights[0].tolist() == [[1], [2]]


@task("EarlyStopping")
def test_early_stopping_restores_copies(pair):
    network = small_mlp(pair)
    stopping = pair.EarlyStopping(2)
    stopping.should_stop(network, 0.5)
    for _ in range(2):
        network.update(0.5, 0.0)
        stopping.restore(network)
        assert network.weights[0].tolist() == [[1], [2]]
        assert network.biases[0].tolist() == [3]
    network.update(0.5, 0.0)
    stopping.should_stop(network, 0.25)
    stopping.restore(network)
    assert network.weights[0].tolist() == [[0.5], [3]]
    other = pair.MLP([2, 1])
    stopping.restore(other)  # the network is the one that is given
    assert other.weights[0].tolist() == [[0.5], [3]]
    assert other.biases[0].tolist() == [1]


@task("EarlyStopping")
def test_early_stopping_keeps_every_layer_and_leaves_the_network_alone(pair):
    sizes = 2, 3, 1, 4, 2
    network = decayed(pair, sizes)
    stopping = pair.EarlyStopping(4)
    for loss in (0.5, 0.75, 0.25, 0.25):
        stopping.should_stop(network, loss)
        network.weights  # noqa: B018
        network.biases  # noqa: B018
        network.update(0.25, 0.5)
    stopping.restore(network)
    network.update(0.25, 0.5)
    stopping.restore(network)
    fresh = pair.MLP(list(sizes))
    assert all(pair.named("left_alone", LEFT_ALONE)(pair.EarlyStopping(), fresh))
    first, second = pair.EarlyStopping(2), pair.EarlyStopping(2)  # each keeps its own
    other = decayed(pair, sizes)
    first.should_stop(network, 0.5)
    second.should_stop(other, 0.25)
    first.restore(network)
    second.restore(other)
    first.restore(other)


@task("EarlyStopping")
def test_early_stopping_keeps_what_has_moved_by_very_little(pair):
    network = pair.MLP([3, 1])
    network.weights = [np.array([[0.1], [1.0], [2.0]])]
    network.biases = [np.array([0.3])]
    network.weight_gradients = [np.array([[0.0], [1.0], [-1.0]])]  # their sum stays as it is
    network.bias_gradients = [np.array([1.0])]
    stopping = pair.EarlyStopping()
    for loss in (0.5, 0.25):
        stopping.should_stop(network, loss)
        network.update(2.0**-20, 0.0)
        stopping.restore(network)
        network.update(2.0**-20, 0.0)


@task("EarlyStopping")
def test_early_stopping_refuses_a_patience_below_1(pair):
    pair.refuses(pair.EarlyStopping, 0, naming=("0",))
    pair.refuses(pair.EarlyStopping, patience=-2, naming=("-2",))


@task("EarlyStopping")
def test_early_stopping_refuses_a_loss_that_is_no_number(pair):
    network = small_mlp(pair)
    stopping = pair.EarlyStopping(2)
    pair.refuses(stopping.restore, network)
    network.weights  # noqa: B018
    pair.refuses(stopping.should_stop, network, math.nan, naming=("nan",))
    stopping.should_stop(network, 0.5)
    network.update(0.5, 0.0)
    for bad, name in ((math.nan, "nan"), (math.inf, "inf")):
        pair.refuses(stopping.should_stop, network, bad, naming=(name,))
        assert [stopping.best_loss, stopping.waited] == [0.5, 0]
    stopping.restore(network)
    assert network.weights[0].tolist() == [[1], [2]]  # as they were at 0.5


PICTURES = np.arange(1, 25).reshape(2, 3, 4)


@task("shift_images")
def test_shift_images_moves_pictures_and_nothing_wraps_around(pair):
    square = np.array([[[1, 2], [3, 4]]])
    assert pair.shift_images(square, 0, 1).tolist() == [[[0, 1], [0, 3]]]
    assert pair.shift_images(square, 1, 0).tolist() == [[[0, 0], [1, 2]]]
    assert pair.shift_images(square, 0, -1).tolist() == [[[2, 0], [4, 0]]]
    assert pair.shift_images(square, -1, 0).tolist() == [[[3, 4], [0, 0]]]
    assert pair.shift_images(square, down=1, right=-1).tolist() == [[[0, 0], [2, 0]]]


@task("shift_images")
def test_shift_images_by_any_number_of_pixels(pair):
    for down in (-2, -1, 0, 1, 2):
        for right in (-3, -1, 0, 1, 2):
            pair.shift_images(PICTURES, down, right)
    pair.shift_images(np.arange(1, 6).reshape(1, 1, 5), 0, 2)
    pair.shift_images(np.arange(1, 6).reshape(1, 5, 1), -3, 0)
    pair.shift_images(PICTURES.astype(np.uint8) * 10, 1, -2)  # uint8 stays uint8
    pair.shift_images(PICTURES.astype(np.float32) / 7, -1, 1)
    pair.shift_images(-PICTURES / 3, 1, 1)
    wide, tall = (np.arange(1, 361).reshape(1, *shape) for shape in ((9, 40), (40, 9)))
    for down, right in ((12, 7), (29, -5), (-30, -7)):
        pair.shift_images(tall, down, right)
        pair.shift_images(wide, right, down)
    pair.shift_images(PICTURES * 1000, 1, -1)
    pair.shift_images(TURNED, 1, 0)
    pair.named("digits", DIGITS)(PICTURES.astype(np.int64) + 2**60, 1, -1)  # floats round these


@task("shift_images")
def test_shift_images_far_enough_leaves_nothing(pair):
    too_far = (3, 0), (-3, 0), (0, 4), (0, -4), (4, 1), (-7, 0), (0, 9), (-1, -6), (5, 5)
    for down, right in too_far:
        assert not pair.shift_images(PICTURES, down, right).any()


@task("shift_images")
def test_shift_images_keeps_the_dtype(pair):
    names = ["bool", "int8", "int32", "int64", "float16", "float32", "float64"]
    assert pair.named("dtypes", DTYPES)(names) == names


@task("shift_images")
def test_shift_images_gives_a_new_array(pair):
    shared = pair.named(
        "shared",
        Code(
            "lambda images, down, right: bool(np.shares_memory("
            "shift_images(images, down, right), images))",
            says="whether what comes back shares memory with images",
        ),
    )
    for down, right in ((0, 0), (1, 0), (0, -1)):
        pair.expect(
            not pair.drawn(shared, PICTURES, down, right),
            expected="a new array: a change in it does not reach images",
            got=f"a view of images, at a shift of ({down}, {right})",
            cause="A slice of images is a view of it.",
        )


@task("shift_images")
def test_shift_images_refuses_what_has_not_three_axes(pair):
    pair.refuses(pair.shift_images, np.zeros((6, 4)), 1, 1, naming=(6, 4))
    pair.refuses(pair.shift_images, np.zeros(5), 0, 0, naming=(5,))
    pair.refuses(pair.shift_images, np.zeros((5, 3, 2, 4)), 1, 0, naming=(5, 3, 2, 4))


@task("shifted_copies")
def test_shifted_copies_has_all_shifts_with_their_labels(pair):
    images, labels = pair.shifted_copies(np.array([[[1, 2], [3, 4]]]), np.array([7]))
    assert images.shape == (9, 2, 2)
    assert images[0].tolist() == [[4, 0], [0, 0]]  # one up and one to the left
    assert images[1].tolist() == [[3, 4], [0, 0]]  # one up
    assert images[4].tolist() == [[1, 2], [3, 4]]  # as it was
    assert labels.tolist() == [7] * 9
    images, labels = pair.shifted_copies(PICTURES, np.array([5, 6]))
    assert labels[:4].tolist() == [5, 6, 5, 6]


@task("shifted_copies")
def test_shifted_copies_by_any_distance(pair):
    for distance, m in ((0, 2), (0, 1), (1, 1), (2, 2)):
        images, labels = pair.shifted_copies(PICTURES[:m], np.array([3, 0][:m]), distance)
        assert len(images) == len(labels) == m * (2 * distance + 1) ** 2
    pictures = (np.arange(36) * 37 % 256).astype(np.uint8).reshape(3, 4, 3)
    pair.shifted_copies(pictures, np.array([2, 9, 2], dtype=np.uint8), distance=1)
    pair.shifted_copies(pictures * 1000.0, np.array([300, -1, 70_000]))
    pair.shifted_copies(pictures.astype(np.float32) / 255, np.array([2, 9, 2], dtype=np.uint8))
    pair.shifted_copies(np.array([[[1, 2]]]), np.array([7]), 6)
    pair.shifted_copies(np.zeros((300, 1, 1)), np.zeros(300, dtype=int), 0)
    pair.shifted_copies(np.array([[[1.5], [2.5]]]), np.array([7]), 3)
    pair.shifted_copies(TURNED, np.array([7, 8]))
    dtypes = pair.named("dtypes", COPIES_DTYPES)
    for one, other in (("int32", "int16"), ("float64", "int32"), ("float16", "int64")):
        images, labels = np.ones((2, 1, 3), dtype=one), np.array([3, 0], dtype=other)
        assert dtypes(images, labels) == [one, other]


@task("shifted_copies")
def test_shifted_copies_refuses_what_does_not_fit(pair):
    images, labels = np.full((6, 2, 3), 0.7), np.zeros(6, dtype=int)
    pair.refuses(pair.shifted_copies, images, labels[:4], 1, naming=(6, 4))
    pair.refuses(pair.shifted_copies, images[:5], labels, 1, naming=(5, 6))
    pair.refuses(pair.shifted_copies, images, labels, -1, naming=("-1",))
