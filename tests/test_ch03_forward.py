"""Chapter 3, graded: a layer, a network of layers, and initial weights.

Each test reads as a line of the specification. KEEPS lists what an object keeps after a method, in
the order of the computation. Where numbers are drawn at random, tests look at what the text
promises (the range, the spread, where the draws come from), and never at the numbers themselves.
"""

import math
import random
from itertools import pairwise

from grading import VECTORS, Code, task
from grading.call_arguments import Target

KEEPS = {
    "Layer": ["weights biases inputs z_values outputs"],
    "Network": ["layers: weights biases inputs z_values outputs"],
    "Layer.forward": ["inputs z_values outputs"],
    "Network.forward": ["layers: inputs z_values outputs"],
}

ACTIVATION_NAMES = ("linear", "relu", "sigmoid", "tanh")

# Below what somebody might take for 0, and beyond where somebody might cut off.
FAR_OFF = ([4e-14, 1.5e-14, -2e-15], [3e200, -4e199, 1e180])

FROM_RNG = "Every draw must come from rng, and from nothing else: rng.uniform or rng.gauss, say."


def flat(weights):
    return [w for row in weights for w in row]


def mean(numbers):
    return sum(numbers) / len(numbers)


def deviation(numbers):
    middle = mean(numbers)
    return math.sqrt(mean([(number - middle) ** 2 for number in numbers]))


def draws_from_rng_alone(pair, initialise):
    """Same seed, same draw, whatever the global generator does; another seed, another draw."""
    first = pair.drawn(initialise, 3, 2, Code("random.Random(0)"))
    pair.named("_", Code("random.seed(2)"))
    again = pair.drawn(initialise, 3, 2, Code("random.Random(0)"))
    pair.expect(
        again == first,
        expected="the same draw again from the same seed",
        got=f"{first[0][0]:.4f} first, and then {again[0][0]:.4f}",
        cause=FROM_RNG,
    )
    other = pair.drawn(initialise, 3, 2, Code("random.Random(1)"))
    pair.expect(
        other != first,
        expected="another draw from another seed",
        got=f"the same, {other[0][0]:.4f} first",
        cause=FROM_RNG,
    )
    rng = pair.named("rng", Code("random.Random(0)"))
    pair.drawn(initialise, 3, 2, rng)
    further = pair.drawn(initialise, 3, 2, rng)
    pair.expect(
        further != first,
        expected="new numbers from a second draw",
        got=f"those of the first, {further[0][0]:.4f} first",
        cause="rng should go on from draw to draw: don't seed or replace it.",
    )
    draw = f"{initialise._text}(3, 2, rng)"
    code, says = f"lambda rng: [{draw}, rng.random()][1]", f"what rng gives after {draw}"
    after = pair.drawn(pair.named("after", Code(code, says=says)), Code("random.Random(0)"))
    pair.expect(
        after not in [random_after(words) for words in range(6)],
        expected="an rng that has given a number for each of 6 weights",
        got="one that has given fewer",
        cause=FROM_RNG,
    )


def random_after(words):
    """Return what random.Random(0) gives next after so many words of 32 bits.

    A draw, whichever it is, takes one or more. One for all weights may seed another generator.
    """
    rng = random.Random(0)
    rng.getrandbits(32 * words)
    return rng.random()


def leaves_the_global_generator_alone(pair, drawing):
    """After seed(1) the global generator's first number is the same, whatever is drawn here."""
    state = pair.named("state", Code(f"[random.seed(1), {drawing}, random.random()]"))
    assert 0 <= state[2] < 1


# Of (2, 3), where all is looked at, many draws; then of one output, of one input, of a square, and
# one of a large matrix.
MANY = ((2, 3, 1500), (5, 1, 300), (1, 20, 75), (4, 4, 100), (1200, 2, 1))


def many_draws(pair, name, fan_in, fan_out, count):
    """Return the rows of count draws, one after the other from one rng, on the learner's side."""
    draw = f"{name}({fan_in}, {fan_out}, rng)"
    says = f"{count} draws of {draw}, from one rng" if count > 1 else f"what draws {draw}"
    code = f"lambda rng: [row for _ in range({count}) for row in {draw}]"
    draws = pair.named("draws", Code(code, says=says))
    return pair.drawn(draws, Code("random.Random(0)"))


def every_weight_is_drawn(pair, rows, wanted, formula):
    """No number comes twice, with either sign, none depends on others, and they spread as wanted.

    The deviation of so many numbers is less than 5 / √n off, but once in a million million times.
    """
    numbers = flat(rows)
    sizes = len({abs(number) for number in numbers})
    pair.expect(
        sizes == len(numbers),
        expected=f"{len(numbers)} different numbers",
        got=f"{sizes} different ones",
        cause="Each weight needs a draw of its own.",
    )
    spread = deviation(numbers)
    pair.expect(
        abs(spread / wanted - 1) < 5 / math.sqrt(len(numbers)),
        expected=f"a standard deviation near {formula} = {wanted:.3f}",
        got=f"a standard deviation of {spread:.3f}",
    )
    pair.expect(
        abs(mean(numbers)) > 1e-12 * wanted,
        expected="a mean near 0, and not 0 itself, as draws have it",
        got="a mean of 0",
        cause="Leave each weight as it is drawn.",
    )
    neighbours = [(one, other) for row in rows for one, other in pairwise(row)]
    for pairs, what in (
        (neighbours, "beside each other"),
        ([pair for two in pairwise(rows) for pair in zip(*two)], "above each other"),
    ):
        if not pairs:
            continue
        together = mean([one * other for one, other in pairs]) / spread**2
        pair.expect(
            abs(together) < 7 / math.sqrt(len(pairs)),
            expected=f"numbers {what} that have nothing to do with each other",
            got=f"a correlation of {together:.2f}",
            cause="Each weight needs a draw of its own.",
        )


@task("Layer")
def test_layer_starts_with_biases_of_zero_and_nothing_kept(pair):
    layer = pair.Layer(3, 2)
    assert layer.biases == [0, 0]
    assert layer.inputs == []
    assert layer.z_values == []
    assert layer.outputs == []
    assert pair.Layer(2, 5, "tanh").biases == [0] * 5


@task("Layer")
def test_layer_forward_is_w_x_plus_b_and_then_the_activation(pair):
    pair.named("_", Code("random.seed(1)"))
    layer = pair.Layer(2, 3, "linear")
    layer.weights = [[1, 2], [3, 4], [0, -1]]
    layer.biases = [10, 20, 30]
    assert layer.forward([5, 6]) == [27, 59, 24]  # 5 + 12 + 10, 15 + 24 + 20, -6 + 30
    layer = pair.Layer(3, 2)
    layer.weights = [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]
    layer.biases = [0.5, 0.25]
    # z = [1·1 + 0·4 + 2·2 + 0.5, 0·1 - 1·4 + 1·2 + 0.25] = [5.5, -1.75], and relu stops the second
    assert layer.forward([1.0, 4.0, 2.0]) == [5.5, 0]
    # z = [-3 + 0 + 2 + 0.5, 0 + 2 + 1 + 0.25]
    assert layer.forward([-3, -2, 1]) == [0, 3.25]


@task("Layer")
def test_layer_uses_the_activation_it_was_given(pair):
    for name in ACTIVATION_NAMES:
        layer = pair.Layer(2, 3, name)
        layer.weights = [[1, -2], [0.5, 0.25], [-1, 1]]
        layer.biases = [0.5, -1, 2]
        layer.forward([3, 1])  # z = [1.5, 0.75, 0]
        layer.forward([1, 2])  # z = [-2.5, 0, 3]
    layer = pair.Layer(1, 2, activation="sigmoid")
    layer.weights = [[1], [-1]]
    layer.forward([1000])


@task("Layer")
def test_layer_takes_any_two_sizes(pair):
    for n_in, n_out in ((1, 1), (1, 4), (5, 1), (2, 30), (30, 3)):
        layer = pair.Layer(n_in, n_out, "tanh")
        layer.weights = [[w / 9 for w in row] for row in pair.random_matrix(n_out, n_in)]
        layer.biases = pair.random_vector(n_out)
        layer.forward(pair.random_vector(n_in))
        layer.forward([x / 9 for x in pair.random_vector(n_in)])


@task("Layer")
def test_layer_takes_any_numbers(pair):
    for name in ("relu", "linear"):
        layer = pair.Layer(3, 2, name)
        layer.weights = [[2, 2, 2], [1, -0.5, 0]]
        for inputs in (*VECTORS, *FAR_OFF):
            pair.close(layer.forward, inputs)  # the biases are 0
    for biases in ([3, -1], [1e-9, 4e6]):
        layer.biases = biases
        for inputs in VECTORS:
            layer.forward(inputs)


@task("Layer")
def test_layer_refuses_an_activation_it_does_not_know(pair):
    pair.refuses(pair.Layer, 3, 2, "softmax")
    pair.refuses(pair.Layer, 3, 2, activation="ReLU")
    for almost in ("", "sig", " relu"):
        pair.refuses(pair.Layer, 3, 2, almost)


@task("Layer")
def test_layer_refuses_the_wrong_number_of_inputs(pair):
    layer = pair.Layer(3, 2)
    layer.weights = [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]
    pair.refuses(layer.forward, [7.5, 8.5], naming=(3, 2))
    pair.refuses(layer.forward, [0.5, 7.5, 8.5, 9.5], naming=(3, 4))
    pair.refuses(layer.forward, [], naming=(3, 0))
    pair.refuses(layer.forward, [0.0, 0.0], naming=(3, 2))


@task("Layer")
def test_layer_keeps_a_copy_of_the_inputs(pair):
    layer = pair.Layer(3, 2)
    layer.weights = [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]
    inputs = pair.named("inputs", [1.0, 4.0, 2.0])
    layer.forward(inputs)
    inputs[0] = 99.0
    assert layer.inputs == [1, 4, 2]
    layer.forward(Target(pair, [*layer._path, "inputs"], "layer.inputs"))  # its own list, too


@task("Layer")
def test_layer_keeps_its_outputs_apart_from_the_list_it_returns(pair):
    layer = pair.Layer(3, 2, "linear")
    layer.weights = [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]
    layer.forward([1.0, 4.0, 2.0])
    pair.returned("layer.forward([1.0, 4.0, 2.0])")[0] = 99.0
    assert layer.z_values == [5, -2]
    z_values = Target(pair, [*layer._path, "z_values"], "layer.z_values")
    z_values[0] = 77.0  # another list, too
    assert layer.outputs == [5, -2]
    layer.biases = [0.5, -3.0]
    layer.forward([0.0, 0.0, 0.0])  # z is b, and yet z_values are another list than the biases
    z_values[0] = 77.0
    assert layer.biases == [0.5, -3]


@task("Layer")
def test_layer_answers_each_call_with_a_list_of_its_own(pair):
    two = (
        "[layer.forward(x) for layer in [Layer(2, 2, 'linear')] for x in ([1.0, 0.0], [0.0, 1.0])]"
    )
    answers = pair.drawn(
        pair.named("two_answers", Code(f"lambda: {two}", says="two calls of forward"))
    )
    pair.expect(
        answers[0] != answers[1],
        expected="the first answer as it was, after a second call with other inputs",
        got="the second answer in its place",
        cause="Return a new list from each call.",
    )


def by_rule(rule, n_in, n_out, name):
    """A draw by he_normal or xavier_uniform, or by what stands in until that is written.

    initial_weights does. Who wrote all of the chapter before it came has no such function.
    """
    unwritten = f"hasattr({rule}, '__code__') and 'NotImplementedError' in {rule}.__code__.co_names"
    sizes, rng = f"{n_in}, {n_out}", "random.Random(5)"
    code = f"initial_weights({sizes}, {name!r}, {rng}) if {unwritten} else {rule}({sizes}, {rng})"
    return Code(f"lambda: {code}", says=f"what draws {rule}({sizes}, {rng})")


@task("Layer")
def test_layer_draws_its_weights_by_the_rule_for_its_activation(pair):
    seen = []
    for name in ("relu", "linear", "sigmoid", "tanh"):
        rule = "he_normal" if name == "relu" else "xavier_uniform"
        for n_in, n_out in ((3, 2), (4, 5)):
            drawn = pair.drawn(pair.named("drawn", by_rule(rule, n_in, n_out, name)))
            layer = pair.Layer(n_in, n_out, name, Code("random.Random(5)"))
            seen.append((name, drawn, pair.look(layer, "weights"), pair.so_far()))
    # before the two are written, other numbers are drawn, and the same for all activations
    told = 'he_normal is for "relu", xavier_uniform for the others.'
    cause = told if seen[0][1] != seen[2][1] else ""
    for name, drawn, weights, calls in seen:
        apart = [(one, other) for one, other in zip(flat(drawn), flat(weights)) if one != other]
        one, other = (apart or [(drawn[0][0], weights[0][0])])[0]
        where = flat(drawn).index(one) + 1
        pair.expect(
            weights == drawn,
            expected=f"weights for {name!r}, drawn from that rng: {one:.4f} as number {where}",
            got=f"{other:.4f} there",
            cause=cause,
            after=calls,
        )


@task("Layer")
def test_layer_draws_from_random_seeded_with_0_where_no_rng_is_given(pair):
    for activation in ("relu", "tanh"):
        expected = pair.look(pair.Layer(3, 2, activation, rng=Code("random.Random(0)")), "weights")
        made = [pair.look(pair.Layer(3, 2, activation), "weights") for _ in range(2)]
        one, other = (f"{weights[0][0]:.4f}" for weights in made)
        pair.expect(
            made == [expected, expected],
            expected=f"the weights that random.Random(0) gives: {expected[0][0]:.4f} first",
            got=f"{other} first" + f", and {one} in the layer before" * (one != other),
            cause="Two layers without an rng get different weights. " * (one != other)
            + "Each should make a random.Random(0) of its own.",
        )
    leaves_the_global_generator_alone(pair, "Layer(3, 2)")


@task("Layer")
def test_layers_that_share_an_rng_differ(pair):
    rng = pair.named("rng", Code("random.Random(0)"))
    first = pair.look(pair.Layer(3, 2, "relu", rng), "weights")
    second = pair.look(pair.Layer(3, 2, "relu", rng), "weights")
    pair.expect(
        first != second,
        expected="new weights in the second layer",
        got=f"those of the first, {second[0][0]:.4f} first",
        cause="The second layer should go on drawing from the same rng.",
    )


@task("Network", once=True)
def test_network_has_its_own_activation_at_the_output(pair):
    pair.named("_", Code("random.seed(1)"))
    for hidden, output in (
        ("tanh", "sigmoid"),
        ("relu", "linear"),
        ("linear", "relu"),
        ("sigmoid", "tanh"),
        ("relu", "relu"),
    ):
        network = pair.Network([2, 3, 2, 2], hidden, output)
        network.layers[0].weights = [[0.5, -1], [0.25, 0.5], [-0.75, 0.25]]
        network.layers[0].biases = [0.5, -0.25, 0]
        network.layers[1].weights = [[1, -1, 0.5], [-0.5, 1, 0.75]]
        network.layers[1].biases = [0.25, -1]
        network.layers[2].weights = [[1, -0.5], [-1, 0.75]]
        network.layers[2].biases = [0.125, -0.5]
        network.forward([1, 2])
        network.forward([-1.5, 0.5])


@task("Network")
def test_network_forward_hands_each_layers_outputs_to_the_next(pair):
    network = pair.Network([2, 2, 2])
    network.layers[0].weights = [[1, 2], [3, -1]]
    network.layers[0].biases = [0, 1]
    network.layers[1].weights = [[-1, 2], [0.5, -3]]
    network.layers[1].biases = [-2, 0.5]
    # hidden: z = [1·1 + 2·2, 3·1 - 1·2 + 1] = [5, 2], and relu leaves both
    # outputs: [-5 + 4 - 2, 2.5 - 6 + 0.5] = [-3, -3], and linear leaves both
    assert network.forward([1, 2]) == [-3, -3]
    # hidden: z = [-1, -3 + 1] = [-1, -2], and relu stops both; the biases remain
    assert network.forward([-1, 0]) == [-2, 0.5]
    network = pair.Network([3, 2, 1])
    network.layers[0].weights = [[1, 0, -2], [0.5, 1, 1]]
    network.layers[1].weights = [[2, -1]]
    # hidden: z = [4 - 2, 2 + 3 + 1] = [2, 6]; outputs: [2·2 - 6]
    assert network.forward([4, 3, 1]) == [-2]


@task("Network", once=True)
def test_network_takes_any_number_of_layers(pair):
    for sizes in (
        [1, 1],
        [3, 2],
        [2, 5, 3],
        [4, 3, 2, 6],
        [2, 2, 2, 2, 2],
        [2, 3] * 5,
        [12, 9],
    ):
        network = pair.Network(sizes, hidden_activation="tanh", output_activation="sigmoid")
        for k, (n_in, n_out) in enumerate(pairwise(sizes)):
            layer = network.layers[k]
            layer.weights = [[w / 9 for w in row] for row in pair.random_matrix(n_out, n_in)]
            layer.biases = [b / 9 for b in pair.random_vector(n_out)]
        network.forward([x / 9 for x in pair.random_vector(sizes[0])])


@task("Network")
def test_network_takes_any_numbers(pair):
    network = pair.Network([3, 2, 2])
    network.layers[0].weights, network.layers[0].biases = [[2, 2, 2], [1, -0.5, 0]], [0, 0]
    network.layers[1].weights, network.layers[1].biases = [[1, 1], [0, -3]], [0.5, 0]
    for inputs in (*VECTORS, *FAR_OFF):
        pair.close(network.forward, inputs)


@task("Network")
def test_network_counts_weights_and_biases(pair):
    assert pair.Network([3, 4, 2]).count_parameters() == 26  # 4·3 + 4 + 2·4 + 2
    assert pair.Network([1, 1]).count_parameters() == 2
    assert pair.Network([5, 2]).count_parameters() == 12  # 2·5 + 2
    sizes = pair.named("sizes", [3, 3, 1])
    network = pair.Network(sizes)
    sizes[0] = 9  # the caller's list, and no part of the network
    assert network.count_parameters() == 16  # 3·3 + 3 + 3 + 1
    assert pair.Network([2, 3, 4, 1]).count_parameters() == 30  # 6 + 3 + 12 + 4 + 4 + 1
    assert pair.Network([26, 64, 26]).count_parameters() == 3418
    network = pair.Network([1, 2, 1])
    network.layers[0].biases = [0.5, -0.25]
    network.layers[1].biases = [1]
    assert network.count_parameters() == 7  # whatever they are
    network.layers[0].weights = [[0], [1]]
    assert network.count_parameters() == 7
    network.layers[0].weights, network.layers[0].biases = [[1], [1]], [1, 1]
    network.layers[1].weights = [[1, 1]]
    assert network.count_parameters() == 7  # equal ones too


@task("Network")
def test_network_builds_its_layers_with_layer_class(pair):
    special = "type('Special', (Network,), {'layer_class': type('SpecialLayer', (Layer,), {})})"
    names = f"[type(layer).__name__ for layer in {special}([3, 2, 1]).layers]"
    says = "the classes of the layers, in a network whose layer_class is SpecialLayer"
    kinds = pair.named("kinds", Code(names, says=says))
    assert kinds[0] == "SpecialLayer"
    assert kinds[1] == "SpecialLayer"


@task("Network", once=True)
def test_network_of_many_layers(pair):
    network = pair.Network([1] * 258)  # above 256, equal numbers are objects of their own
    network.layers[256].biases = [-9]
    assert network.forward([0]) == [-9]  # the last one is linear


@task("Network")
def test_network_refuses_what_does_not_fit(pair):
    pair.refuses(pair.Network, [5])
    pair.refuses(pair.Network, [])
    network = pair.Network([3, 2, 1])
    pair.refuses(network.forward, [7.5, 8.5], naming=(3, 2))
    pair.refuses(network.forward, [0.5, 7.5, 8.5, 9.5], naming=(3, 4))
    pair.refuses(network.forward, [], naming=(3, 0))
    pair.refuses(network.forward, [0.0, 0.0], naming=(3, 2))


@task("Network")
def test_network_has_a_layer_between_any_two_neighbours_in_layer_sizes(pair):
    for sizes in ([3, 4, 2], [5, 2], [2, 3, 4, 1]):
        network = pair.Network(sizes)
        for k in range(len(sizes) - 1):
            pair.look(network.layers[k], "weights")
            assert network.layers[k].biases == [0] * sizes[k + 1]


@task("Network")
def test_network_draws_all_layers_from_one_generator(pair):
    sizes, names = [3, 4, 2, 2], ["tanh", "tanh", "relu"]

    def layers_from(rng, order):
        return [
            pair.look(pair.Layer(n_in, n_out, name, rng), "weights")
            for (n_in, n_out), name in order(zip(pairwise(sizes), names))
        ]

    for seed in (5, 0):
        made = Code(f"random.Random({seed})")
        drawn = layers_from(pair.named("rng", made), list)
        backwards = layers_from(pair.named("rng", made), lambda z: list(z)[::-1])
        network = pair.Network(sizes, "tanh", "relu", seed=seed)
        for k, expected in enumerate(drawn):
            weights = pair.look(network.layers[k], "weights")
            last_first = weights == backwards[~k]
            pair.expect(
                weights == expected,
                expected=f"layers[{k}].weights to begin with {expected[0][0]:.4f}",
                got=f"{weights[0][0]:.4f}",
                cause="The last layer draws first here. The first one should."
                if last_first
                else "Make one random.Random(seed), and give it to every layer, first layer first.",
            )


@task("Network")
def test_network_is_the_same_for_the_same_seed_only(pair):
    def first_weights(*args, **kwargs):
        return pair.look(pair.Network([3, 2, 2], *args, **kwargs).layers[0], "weights")

    plain, zero = first_weights(), first_weights(seed=0)
    pair.expect(
        plain == zero,
        expected="without a seed the same first weights as with seed=0",
        got=f"{plain[0][0]:.4f} first, and with seed=0 {zero[0][0]:.4f}",
    )
    one = first_weights(seed=1)
    pair.expect(
        one != zero,
        expected="other weights from another seed",
        got=f"the same, {one[0][0]:.4f} first",
        cause="The weights should come from random.Random(seed).",
    )
    leaves_the_global_generator_alone(pair, "Network([3, 2, 2], seed=4)")


@task("xavier_uniform")
def test_xavier_uniform_has_a_row_for_each_output(pair):
    pair.named("_", Code("random.seed(1)"))
    for fan_in, fan_out in ((3, 2), (1, 1), (2, 5), (4, 1), (1, 6)):
        pair.drawn(pair.xavier_uniform, fan_in, fan_out, Code("random.Random(0)"))


def fills_the_range(pair, numbers, limit):
    """The numbers come near to either end, and are as many everywhere."""
    largest, smallest = max(numbers), min(numbers)
    pair.expect(
        largest > 0.996 * limit and smallest < -0.996 * limit,
        expected=f"weights up to near {limit:.3f} and down to near {-limit:.3f}",
        got=f"weights from {smallest:.3f} to {largest:.3f}",
    )
    pair.expect(
        abs(mean(numbers)) < 0.03 * limit,
        expected="as much below 0 as above: a mean near 0",
        got=f"a mean of {mean(numbers):.3f}",
    )
    for part in (0.5, 0.9):
        share = sum(abs(number) > part * limit for number in numbers) / len(numbers)
        pair.expect(
            abs(share - (1 - part)) < 0.02,
            expected=f"draws spread evenly: {1 - part:.0%} of them beyond ±{part * limit:.3f}",
            got=f"{share:.0%}",
        )


@task("xavier_uniform", once=True)
def test_xavier_uniform_fills_the_range_that_both_fans_set(pair):
    for fan_in, fan_out, count in MANY:
        weights = many_draws(pair, "xavier_uniform", fan_in, fan_out, count)
        numbers, limit = flat(weights), math.sqrt(6 / (fan_in + fan_out))
        largest, smallest = max(numbers), min(numbers)
        pair.expect(
            max(largest, -smallest) <= limit + 1e-9,
            expected=f"weights from {-limit:.3f} to {limit:.3f}: √(6 / ({fan_in} + {fan_out}))",
            got=f"weights from {smallest:.3f} to {largest:.3f}",
        )
        if count == 1500:
            fills_the_range(pair, numbers, limit)
        formula = f"√(6 / ({fan_in} + {fan_out})) / √3"  # of numbers that are spread evenly
        every_weight_is_drawn(pair, weights, limit / math.sqrt(3), formula)


@task("xavier_uniform")
def test_xavier_uniform_draws_from_rng_alone(pair):
    draws_from_rng_alone(pair, pair.xavier_uniform)
    leaves_the_global_generator_alone(pair, "xavier_uniform(3, 2, random.Random(0))")


@task("he_normal")
def test_he_normal_has_a_row_for_each_output(pair):
    pair.named("_", Code("random.seed(1)"))
    for fan_in, fan_out in ((3, 2), (1, 1), (2, 5), (4, 1), (1, 6)):
        pair.drawn(pair.he_normal, fan_in, fan_out, Code("random.Random(0)"))


def is_normal(pair, numbers, wanted, fan_in):
    """Mean and deviation are as they should be, and there are tails."""
    spread, middle = deviation(numbers), mean(numbers)
    pair.expect(
        abs(middle) < 0.06 * wanted,
        expected="as much below 0 as above: a mean near 0",
        got=f"a mean of {middle:.3f}",
    )
    pair.expect(
        abs(spread / wanted - 1) < 0.04,
        expected=f"a standard deviation near √(2 / {fan_in}) = {wanted:.3f}",
        got=f"a standard deviation of {spread:.3f}",
    )
    for beyond, low, high, told in (
        (2, 0.035, 0.056, "1 in 22"),
        (3, 0.0003, 0.007, "1 in 370"),
    ):
        far = sum(abs(number) > beyond * wanted for number in numbers) / len(numbers)
        pair.expect(
            low < far < high,
            expected=f"about {told} beyond ±{beyond * wanted:.3f}, {beyond} deviations",
            got=f"{far:.2%} of them",
            cause="A normal distribution has tails: rng.gauss draws from one.",
        )


@task("he_normal", once=True)
def test_he_normal_has_the_deviation_that_fan_in_sets(pair):
    for fan_in, fan_out, count in MANY:
        weights = many_draws(pair, "he_normal", fan_in, fan_out, count)
        wanted = math.sqrt(2 / fan_in)
        if count == 1500:
            is_normal(pair, flat(weights), wanted, fan_in)
        every_weight_is_drawn(pair, weights, wanted, f"√(2 / {fan_in})")


@task("he_normal")
def test_he_normal_draws_from_rng_alone(pair):
    draws_from_rng_alone(pair, pair.he_normal)
    leaves_the_global_generator_alone(pair, "he_normal(3, 2, random.Random(0))")
