"""Chapter 5, graded: gradients by hand, by backward, and by measuring.

Each test reads as a line of the specification. `pair` runs your code and ours side by side and
compares what they return and what they keep; `pair.refuses` demands a ValueError. The gradients
of a network are compared in the order of backward: last layer first, and δ (the bias gradients)
before the weight gradients that are made from it.
"""

import math
from itertools import pairwise

from grading import FAR, NUMBERS, VECTORS, Code, task
from grading.call_arguments import Target

LAYER = "weights biases inputs z_values outputs bias_gradients weight_gradients"
KEEPS = {
    "BackpropLayer": [LAYER],
    "BackpropNetwork": [f"layers: {LAYER}"],
    "Layer.forward": ["inputs z_values outputs"],
    "BackpropLayer.backward": ["bias_gradients weight_gradients"],
    "Network.forward": ["layers: inputs z_values outputs"],
    "BackpropNetwork.loss": ["layers: inputs z_values outputs"],
    "BackpropNetwork.backward": ["layers[::-1]: bias_gradients weight_gradients"],
}


@task("BackpropLayer")
def test_a_layer_begins_as_a_layer_without_gradients(pair):
    layer = pair.BackpropLayer(3, 2)
    assert layer.biases == [0, 0]
    assert layer.weight_gradients == []
    assert layer.bias_gradients == []
    assert layer.inputs == layer.z_values == layer.outputs == []


@task("BackpropLayer")
def test_backward_of_a_linear_layer(pair):
    layer = pair.BackpropLayer(3, 2, "linear")
    layer.weights, layer.biases = [[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0]], [0.5, -1.0]
    # z = [1·2 - 2·1 + 0·1 + 0.5, -1·2 - 0.5·1 + 3·1 - 1]
    assert layer.forward([2.0, -1.0, 1.0]) == [0.5, -0.5]
    # the slope is 1, so δ = [10, 1]; Wᵀδ = [1·10 - 1·1, 2·10 + 0.5·1, 0·10 + 3·1]
    assert layer.backward([10.0, 1.0]) == [9.0, 20.5, 3.0]
    assert layer.weight_gradients == [[20.0, -10.0, 10.0], [2.0, -1.0, 1.0]]  # δ xᵀ
    assert layer.bias_gradients == [10.0, 1.0]  # δ


@task("BackpropLayer")
def test_backward_of_a_relu_layer_passes_nothing_where_it_was_off(pair):
    layer = pair.BackpropLayer(3, 2)
    layer.weights, layer.biases = [[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0]], [0.5, -1.0]
    assert layer.forward([2.0, -1.0, 1.0]) == [0.5, 0.0]
    # the slopes are 1 and 0, so δ = [10, 0]; Wᵀδ = [1·10, 2·10, 0·10]
    assert layer.backward([10.0, 1.0]) == [10.0, 20.0, 0.0]
    assert layer.weight_gradients == [[20.0, -10.0, 10.0], [0.0, 0.0, 0.0]]
    layer.forward([0.0, 0.0, 1.0])
    layer.backward([-3.0, 2.0])
    layer.biases = [0.0, 0.0]
    layer.forward([0.0, 0.0, 0.0])  # z = 0: the slope is 0 there
    layer.backward([1.0, 1.0])


@task("BackpropLayer", once=True)
def test_backward_multiplies_by_the_slope_of_every_activation(pair):
    for activation in ("sigmoid", "tanh", "relu", "linear"):
        for n_in, n_out in ((1, 1), (2, 3), (5, 5)):
            layer = pair.BackpropLayer(n_in, n_out, activation)
            fill(pair, layer, n_in, n_out)
            layer.forward(small(pair.random_vector(n_in)))
            layer.backward(pair.random_vector(n_out))
    for activation in ("sigmoid", "relu"):
        layer = pair.BackpropLayer(1, 6, activation)
        # z, for an input of 1. A right sigmoid may well be 0 for the last.
        layer.weights = [[0.0], [4e-14], [-4e-14], [-20.0], [-25.0], [-40.0]]
        layer.forward([1.0])
        pair.close(layer.backward, [4.0, 1.0, 1.0, 1.0, 1.0, 1.0], rel_tol=1e-4, abs_tol=1e-15)


@task("BackpropLayer", once=True)
def test_backward_of_any_numbers(pair):
    layer = pair.BackpropLayer(3, 3, "linear")
    layer.weights, layer.biases = [[2, 2, 2], [1, -0.5, 0], [0, 0, 4]], [0, 0, 0.5]
    for inputs, gradients in zip(VECTORS, VECTORS[1:] + VECTORS[:1]):
        pair.close(layer.forward, inputs)
        pair.close(layer.backward, gradients)
    layer.forward([1, 1, 1])
    for number in (*NUMBERS, 4.321e-14, -3e200):
        pair.close(layer.backward, [number, number, 1])


@task("BackpropLayer")
def test_backprop_layer_is_a_layer_in_all_else(pair):
    for activation in ("relu", "tanh"):
        layer = pair.Layer(3, 2, activation)
        drawn = pair.look(layer, "weights")
        weights = pair.look(pair.BackpropLayer(3, 2, activation), "weights")
        pair.expect(
            weights == drawn,
            expected=f"the weights of Layer(3, 2, {activation!r}): {drawn[0][0]:.4f} first",
            got=f"{weights[0][0]:.4f} first",
        )
    layer = pair.BackpropLayer(3, 2, "linear")
    layer.weights = [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]
    inputs = pair.named("inputs", [1.0, 4.0, 2.0])
    layer.forward(inputs)
    pair.returned("layer.forward(inputs)")[0] = 88.0
    inputs[0] = 99.0
    assert layer.inputs == [1, 4, 2]
    assert layer.outputs == [5, -2]
    layer.backward([1.0, 1.0])
    assert layer.weight_gradients == [[1, 4, 2], [1, 4, 2]]
    pair.refuses(layer.forward, [7.5, 8.5], naming=(3, 2))
    pair.refuses(pair.BackpropLayer, 3, 2, "softmax")


@task("BackpropLayer")
def test_backward_sets_the_gradients_anew(pair):
    layer = pair.BackpropLayer(2, 2, "tanh")
    layer.weights, layer.biases = [[0.5, -1.0], [0.25, 2.0]], [0.0, 0.1]
    layer.forward([1.0, 0.5])
    layer.backward([1.0, -2.0])
    layer.backward([1.0, -2.0])  # the same again: the same gradients
    layer.backward([0.5, 3.0])
    layer.forward([-0.5, 0.25])
    layer.backward([0.5, 3.0])  # and those of the latest forward
    layer.biases = [2.0, -1.5]
    layer.backward([0.5, 3.0])  # whose z is as it was
    weights = Target(pair, [*layer._path, "weights"], "layer.weights")
    for i, j in ((1, 1), (1, 0), (0, 1), (0, 0)):
        Target(pair, [*weights._path, i], f"layer.weights[{i}]")[j] = 0.75  # a step changes them
        layer.forward([-0.5, 0.25])
        layer.backward([0.5, 3.0])


@task("BackpropLayer")
def test_backward_leaves_weights_and_biases_alone(pair):
    layer = pair.BackpropLayer(2, 1, "sigmoid")
    layer.weights, layer.biases = [[0.5, -1.0]], [0.25]
    layer.forward([1.0, 0.5])
    layer.backward([2.0])
    assert layer.weights == [[0.5, -1.0]]
    assert layer.biases == [0.25]


@task("BackpropLayer")
def test_backward_refuses_a_wrong_number_of_gradients(pair):
    layer = pair.BackpropLayer(3, 2)
    layer.weights, layer.biases = [[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0]], [0.5, -1.0]
    layer.forward([2.0, -1.0, 1.0])
    pair.refuses(layer.backward, [1.0, 2.0, 3.0])
    pair.refuses(layer.backward, [1.0])
    pair.refuses(layer.backward, [])


@task("BackpropLayer")
def test_a_layer_draws_its_weights_from_the_generator_it_is_given(pair):
    draws = []
    for seed in (5, 5, 6):
        layer = pair.BackpropLayer(4, 3, "tanh", Code(f"random.Random({seed})"))
        draws.append((pair.look(layer, "weights"), pair.so_far()))
    cause = "Hand rng on: super().__init__(input_size, output_size, activation, rng)."
    pair.expect(
        draws[0][0] == draws[1][0],
        expected="the same weights from random.Random(5) twice",
        got="other weights the second time",
        cause=cause,
        after=draws[1][1],
    )
    pair.expect(
        draws[0][0] != draws[2][0],
        expected="other weights from random.Random(6) than from random.Random(5)",
        got="the same weights",
        cause=cause,
    )
    seconds = []
    for layer_class in (pair.Layer, pair.BackpropLayer):
        rng = pair.named("rng", Code("random.Random(5)"))
        for activation in ("sigmoid", "relu", "tanh", "linear"):
            layer = layer_class(4, 3, activation, rng)
        seconds.append(pair.look(layer, "weights"))
    pair.expect(
        seconds[1] == seconds[0],
        expected=f"what a fourth Layer draws from the same rng: {seconds[0][0][0]:.4f} first",
        got=f"{seconds[1][0][0]:.4f} first",
        cause="Hand rng itself on to super().__init__, and draw nothing else from it.",
    )


@task("softmax_cross_entropy_gradient")
def test_softmax_cross_entropy_gradient_is_p_minus_y(pair):
    # p = [0.7311, 0.2689], y = [0, 1]
    gradients = pair.softmax_cross_entropy_gradient([2.0, 1.0], [0.0, 1.0])
    assert [round(g, 4) for g in gradients] == [0.7311, -0.7311]
    # p = [1/3, 1/3, 1/3], y = [1, 0, 0]
    gradients = pair.softmax_cross_entropy_gradient([5.0, 5.0, 5.0], [1.0, 0.0, 0.0])
    assert [round(g, 4) for g in gradients] == [-0.6667, 0.3333, 0.3333]
    assert pair.softmax_cross_entropy_gradient([1000.0, -1000.0], [0, 1]) == [1.0, -1.0]
    for far in FAR:
        pair.softmax_cross_entropy_gradient([far, far - 1], [0.0, 1.0])
        pair.softmax_cross_entropy_gradient([-far, -far - 1], [1.0, 0.0])
    for far in (3e6, 3e11, 1e300):  # beyond any bound that somebody would put on logits
        pair.softmax_cross_entropy_gradient([far, far / 2], [1.0, 0.0])
        pair.softmax_cross_entropy_gradient([-far, -far / 2], [1.0, 0.0])
    assert pair.softmax_cross_entropy_gradient([4.0], [1.0]) == [0.0]
    pair.softmax_cross_entropy_gradient([0.5, -1.0, 2.0, 0.0], [0.5, 0.25, 0.25, 0.0])
    pair.softmax_cross_entropy_gradient([0.5, -1.0, 2.0], [0.7, 0.2, 0.1])  # 1 but for a last bit
    pair.softmax_cross_entropy_gradient([0.5, -1.0], [0.05, 0.95])
    for n in (3, 40):
        pair.softmax_cross_entropy_gradient(pair.random_vector(n), [0.0] * (n - 1) + [1.0])
    for logits in VECTORS:
        pair.softmax_cross_entropy_gradient(logits, [0, 1, 0])
    # p is small, and so is p - y
    for logits in ([0, -12.5], [0, -25], [0, -40]):
        sure = pair.softmax_cross_entropy_gradient, logits, [1.0, 0.0]
        pair.close(*sure, rel_tol=1e-6, abs_tol=1e-15)


@task("softmax_cross_entropy_gradient")
def test_softmax_cross_entropy_gradient_refuses_unequal_lengths(pair):
    pair.refuses(pair.softmax_cross_entropy_gradient, [7.5, 8.5], [0.0, 1.0, 0.0], naming=(2, 3))
    pair.refuses(pair.softmax_cross_entropy_gradient, [7.5] * 12, [0.5], naming=(12, 1))
    pair.refuses(pair.softmax_cross_entropy_gradient, [7.5], [0.5, 0.5], naming=(1, 2))


@task("BackpropNetwork")
def test_loss_is_one_number(pair):
    network = pair.named("network", built_late("[[0.5, 0.5], [0.25, -1.0]]"))
    pair.drawn(network.loss, [1.0, 2.0], [0.0, 1.0])


@task("BackpropNetwork")
def test_loss_of_shares_counts_all_of_them(pair):
    network = pair.named("network", built_late("[[0.5, 0.5], [0.25, -1.0]]"))
    network.loss([1.0, 2.0], [0.3, 0.7])
    network.loss([-1.0, 0.5], [0.5, 0.5])


@task("BackpropNetwork")
def test_the_pencil_network(pair):
    network = pair.BackpropNetwork([2, 2, 2])
    network.layers[0].weights = [[0.5, 0.5], [1.0, -1.0]]
    network.layers[0].biases = [0.5, 0.0]
    network.layers[1].weights = [[1.0, -1.0], [0.5, 1.0]]
    network.layers[1].biases = [0.0, 0.0]
    # z₁ = [2, -1], a₁ = [2, 0], logits [2, 1], p = [0.7311, 0.2689]: -log 0.2689
    assert round(network.loss([1.0, 2.0], [0.0, 1.0]), 4) == 1.3133
    assert network.backward([0.0, 1.0]) is None
    assert network.layers[1].outputs == [2.0, 1.0]
    # δ₂ = p - y
    assert to_4(network.layers[1].bias_gradients) == [0.7311, -0.7311]
    # δ₂ a₁ᵀ: 0.7311·2 and 0.7311·0
    assert to_4(network.layers[1].weight_gradients[0]) == [1.4621, 0.0]
    assert to_4(network.layers[1].weight_gradients[1]) == [-1.4621, 0.0]
    # W₂ᵀδ₂ = [1·0.7311 - 0.5·0.7311, -1·0.7311 - 1·0.7311]; the second neuron was off
    assert to_4(network.layers[0].bias_gradients) == [0.3655, 0.0]
    # δ₁ xᵀ: 0.3655·1 and 0.3655·2
    assert to_4(network.layers[0].weight_gradients[0]) == [0.3655, 0.7311]
    assert to_4(network.layers[0].weight_gradients[1]) == [0.0, 0.0]


@task("BackpropNetwork")
def test_loss_where_the_network_is_sure_and_wrong(pair):
    network = pair.BackpropNetwork([1, 2])
    network.layers[0].weights = [[1.0], [0.0]]
    for far in FAR:  # up to where p is 0 to the last bit
        loss = pair.drawn(network.loss, [far], [0.0, 1.0])
        exact = far + math.log1p(math.exp(-far))
        floored = min(exact, -math.log(1e-12))
        pair.expect(
            any(math.isclose(loss, right, rel_tol=1e-9) for right in (exact, floored)),
            expected=f"{exact:.6g}" + f", or {floored:.6g}" * (floored < exact),
            got=f"{loss:.6g}",
            cause="It is -log p, or cross_entropy_loss, where a p below 1e-12 counts as 1e-12.",
        )


@task("BackpropNetwork", once=True)
def test_networks_of_any_number_of_layers(pair):
    for sizes, activation in (
        ([3, 2], "relu"),
        ([2, 3, 2], "tanh"),
        ([2, 3, 4], "sigmoid"),
        ([1, 3, 2], "linear"),
        ([3, 2, 4, 3], "tanh"),
        ([2, 4, 3, 3, 2], "relu"),
        ([2, 3, 2, 3, 2, 1, 2, 2, 3, 2, 2, 2], "tanh"),
        ([70, 3, 70], "sigmoid"),
    ):
        network = pair.BackpropNetwork(sizes, activation)
        fill_all(pair, network, sizes)
        inputs, target = small(pair.random_vector(sizes[0])), [0.0] * (sizes[-1] - 1) + [1.0]
        network.loss(inputs, target)
        network.backward(target)
    network = pair.BackpropNetwork([1, 1, 2], "linear")
    network.layers[0].weights, network.layers[1].weights = [[1e-20]], [[3e20], [-1e20]]
    network.loss([1.0], [0.0, 1.0])
    network.backward([0.0, 1.0])  # long gradients, which nothing clips


@task("BackpropNetwork")
def test_a_network_whose_last_layer_has_an_activation_too(pair):
    for output in ("tanh", "sigmoid", "relu"):
        network = pair.BackpropNetwork([2, 3, 2], "tanh", output)
        fill_all(pair, network, [2, 3, 2])
        network.loss([1.0, -0.5], [1.0, 0.0])
        network.backward([1.0, 0.0])


@task("BackpropNetwork")
def test_backward_follows_the_latest_forward(pair):
    network = pair.BackpropNetwork([2, 3, 2], "tanh")
    fill_all(pair, network, [2, 3, 2])
    network.loss([1.0, -0.5], [1.0, 0.0])
    network.backward([1.0, 0.0])
    network.loss([0.25, 2.0], [0.0, 1.0])  # a second example
    network.backward([0.0, 1.0])
    network.layers[0].bias_gradients = [0.0, 0.0, 0.0]  # as clipping may change them
    network.backward([0.0, 1.0])  # again: the same gradients
    network.forward([-1.5, 0.5])  # forward alone will do
    network.backward([0.5, 0.5])
    network.backward([1.0, 0.0])  # another target
    network.loss([1.0, -0.5], [1.0, 0.0])
    network = pair.BackpropNetwork([1, 2])
    network.layers[0].weights = [[22.0], [0.0]]
    for inputs in ([-1.0], [1.0]):  # sure, and wrong; then right
        network.loss(inputs, [1.0, 0.0])
        pair.close(network.backward, [1.0, 0.0], rel_tol=1e-4, abs_tol=1e-15)


@task("BackpropNetwork")
def test_backward_is_of_the_latest_forward_whatever_has_changed_since(pair):
    network = pair.BackpropNetwork([2, 3, 2], "tanh")
    fill_all(pair, network, [2, 3, 2])
    inputs = pair.named("inputs", [1.0, -0.5])
    network.forward(inputs)
    inputs[0] = 99.0  # each layer keeps a copy
    network.layers[0].biases = [2.0, -1.5, 0.25]  # no slope is made from these
    network.layers[1].biases = [-1.0, 3.0]
    network.backward([1.0, 0.0])


# once: with other inputs the loss is beyond a floor under the probability, which is let pass
@task("BackpropNetwork", once=True)
def test_backward_changes_no_weights(pair):
    network = pair.BackpropNetwork([2, 1, 2], "sigmoid")
    network.layers[0].weights = [[0.5, -4.5]]  # the hidden output is 0.0002, the gradient -5e3
    network.layers[1].weights = [[4e3], [-2.5e3]]
    network.layers[1].biases = [0.1, 0.2]
    network.loss([1.0, 2.0], [0.0, 1.0])
    network.backward([0.0, 1.0])
    assert network.layers[0].weights == [[0.5, -4.5]]
    assert network.layers[1].weights == [[4e3], [-2.5e3]]
    assert network.layers[1].biases == [0.1, 0.2]


@task("numerical_gradient")
def test_numerical_gradient_measures_above_and_below(pair):
    # (2.5³ - 1.5³) / (2·0.5) = 15.625 - 3.375, and (10·1.5 - 10·0.5) / (2·0.5)
    f = Code("lambda v: v[0] ** 3 + 10 * v[1]")
    assert pair.numerical_gradient(f, [2.0, 1.0], 0.5) == [12.25, 10.0]
    # (2.25³ - 1.75³) / (2·0.25) = 6.03125 / 0.5
    assert pair.numerical_gradient(f, [2.0, 1.0], epsilon=0.25) == [12.0625, 10.0]


@task("numerical_gradient")
def test_numerical_gradient_moves_one_value_at_a_time(pair):
    # 3·5, 2·5, 2·3
    f = Code("lambda v: v[0] * v[1] * v[2]")
    assert pair.numerical_gradient(f, [2.0, 3.0, 5.0], 0.5) == [15.0, 10.0, 6.0]
    assert pair.numerical_gradient(Code("lambda v: -7 * v[0]"), [4.0], 0.5) == [-7.0]
    assert pair.numerical_gradient(Code("lambda v: 3.0"), [1.0, 2.0], 0.5) == [0.0, 0.0]
    assert pair.numerical_gradient(Code("lambda v: len(v)"), []) == []
    f = Code("lambda v: sum((i + 1) * x for i, x in enumerate(v))")
    assert pair.numerical_gradient(f, [0.0] * 24, 0.5) == list(range(1, 25))
    f = Code("lambda v: 1.2345e-10 * v[0] + 2e7 * v[1]")  # a tiny slope, and a steep one
    pair.close(pair.numerical_gradient, f, [4.0, 0.0], 0.5)
    for slope in (4.321e-14, -3e200):
        pair.close(pair.numerical_gradient, Code(f"lambda v: {slope} * v[0]"), [4.0], 0.5)
    f = Code("lambda v: 2 * sum(v + [1.0])")  # it takes a list
    assert pair.numerical_gradient(f, [3.0, 4.0], 0.5) == [2.0, 2.0]


@task("numerical_gradient")
def test_numerical_gradient_moves_by_a_hundred_thousandth_unless_told(pair):
    # (1e10·ε³ + 1e10·ε³) / 2ε = 1e10·ε², which is 1 for ε = 1e-5
    f = Code("lambda v: 1e10 * v[0] ** 3")
    assert round(pair.close(pair.numerical_gradient, f, [0.0], rel_tol=1e-6)[0], 6) == 1.0
    f = Code("lambda v: 1e18 * v[0] ** 3")
    pair.close(pair.numerical_gradient, f, [0.0], 1e-9)
    # 1e12 + 1e-5 is 1e12, and so is 1e12 - 1e-5: what divides is 2e-5, not the step really taken
    assert pair.numerical_gradient(Code("lambda v: 3 * v[0]"), [1e12]) == [0.0]


@task("numerical_gradient")
def test_numerical_gradient_leaves_the_values_as_they_were(pair):
    f = Code("lambda v: sum(math.sin(x) for x in v)")
    values = [0.1, 0.7, 1 / 3, -2.3, 123.456, 1e-12]  # (x - ε) + ε is x, unless x is tiny
    pair.close(pair.numerical_gradient, f, values, rel_tol=1e-5)
    pair.close(pair.numerical_gradient, f, [x * 1e-9 for x in values], rel_tol=1e-5)
    f = Code("lambda v: math.exp(v[0] * v[1]) + v[2] ** 2 * v[3]")
    for _ in range(2):
        values = small(pair.random_vector(4))
        pair.close(pair.numerical_gradient, f, values, rel_tol=1e-5, abs_tol=1e-7)
    f = Code("lambda v: v[0] + 2 * v[1] + 3 * v[2]")
    assert pair.numerical_gradient(f, [3, 3, 3], 0.5) == [1, 2, 3]  # equal, and whole numbers


@task("gradient_check")
def test_gradient_check_is_one_number(pair):
    network = pair.named("network", built_late("[[0.5, 0.5], [0.25, -1.0]]", ZERO))
    pair.drawn(pair.gradient_check, network, [1.0, 2.0], [0.0, 1.0])


@task("gradient_check")
def test_gradient_check_leaves_every_weight_and_bias_exactly_as_it_was(pair):
    for factor in (1, 1e-9):  # (w - ε) + ε is mostly w, unless w is tiny
        exact = tuple(
            (
                [[factor * (w + 1.2345e-7) for w in row] for row in weights],
                [factor * (b - 5.4321e-8) for b in biases],
            )
            for weights, biases in PARAMETERS
        )
        network = wrong_network(pair, ZEROS, *exact)  # every gradient that isn't tiny is wrong
        pair.drawn(pair.gradient_check, network, INPUTS, TARGET)
        for number, (weights, biases) in enumerate(exact):
            for name, before in (("weights", weights), ("biases", biases)):
                after = pair.look(network.layers[number], name)
                pair.expect(
                    after == before,
                    expected=f"layers[{number}].{name} exactly as before: {before}",
                    got=repr(after),
                    cause="Put each number back exactly as it was once it is measured.",
                )


@task("gradient_check")
def test_gradient_check_gives_the_relative_error(pair):
    # |3n - n| / (3n + n)
    network = wrong_network(pair, TRIPLED, ONE_LAYER)
    finds(pair, network, 0.5, "every gradient is 3 times too large.")
    # |-n - n| / (n + n)
    network = wrong_network(pair, TURNED, ONE_LAYER)
    finds(pair, network, 1.0, "every gradient has the wrong sign.")
    # |0.1n - n| / (0.1n + n) = 0.9 / 1.1
    network = wrong_network(pair, A_TENTH, ONE_LAYER)
    finds(pair, network, 0.9 / 1.1, "every gradient is a tenth of the right one.")
    # |0.25 - 0| / 0.25, for the weights of input 0
    network = wrong_network(pair, CHANGE % ("g or 0.25", "g"), ONE_LAYER)
    finds(pair, network, 1.0, "a gradient that should be 0 is 0.25.", [0.0, -1.5])
    # |0 - n| / |n| for a gradient above 0, |2n - n| / |3n| for one below, and 1 is the larger
    network = wrong_network(pair, LOWERED, ONE_LAYER)
    finds(pair, network, 1.0, "every gradient is too low by its own size.", INPUTS, [1.0, 0.0])


@task("gradient_check")
def test_gradient_check_finds_a_wrong_gradient_wherever_it_is(pair):
    # One gradient is 0, an error of |0 - n| / |n| = 1. The others are 2 to 6 times too large,
    # an error of 1/3 to 5/7.
    for place in (
        "layers[0].bias_gradients[0]",
        "layers[0].bias_gradients[2]",
        "layers[1].bias_gradients[0]",
        "layers[1].bias_gradients[1]",
        "layers[0].weight_gradients[0][0]",
        "layers[0].weight_gradients[2][1]",
        "layers[1].weight_gradients[0][0]",
        "layers[1].weight_gradients[1][2]",
    ):
        owner, _, index = place.removesuffix("]").rpartition("[")
        change = f"{TIMES_2_TO_6}, self.{owner}.__setitem__({index}, 0.0)"
        network = wrong_network(pair, change)
        finds(pair, network, 1.0, f"{place} is 0, the others are 2 to 6 times too large.")


@task("gradient_check")
def test_gradient_check_looks_at_the_layers_in_the_middle_too(pair):
    of_rows = (
        "[[-g if i == %d else g for g in row] for i, row in enumerate(layer.weight_gradients)]"
    )
    for number, name, sign in (
        (1, "bias_gradients", "[-g for g in layer.bias_gradients]"),
        (2, "weight_gradients", of_rows % 0),
        (3, "weight_gradients", of_rows % 1),
        (4, "bias_gradients", "[-g for g in layer.bias_gradients]"),
    ):
        change = (
            f"[setattr(layer, {name!r}, {sign}) for layer in self.layers[{number} : {number + 1}]]"
        )
        network = wrong_network(pair, change, *FIVE_LAYERS)
        finds(pair, network, 1.0, f"some of layers[{number}].{name} have the wrong sign.")


@task("gradient_check")
def test_gradient_check_finds_a_list_that_backward_left_at_0(pair):
    for number in (0, 1):
        for name in ("bias_gradients", "weight_gradients[0]", "weight_gradients[1]"):
            whole = f"self.layers[{number}].{name}"
            network = wrong_network(pair, f"{whole}.__setitem__(slice(None), [0.0] * len({whole}))")
            finds(pair, network, 1.0, f"all of layers[{number}].{name} is 0.")


@task("gradient_check", once=True)
def test_gradient_check_looks_at_every_one_of_many_gradients(pair):
    for place in ("layers[0].weight_gradients[11][0]", "layers[1].bias_gradients[1]"):
        owner, _, index = place.removesuffix("]").rpartition("[")
        network = wrong_network(pair, f"self.{owner}.__setitem__({index}, 0.0)", *WIDE)
        finds(pair, network, 1.0, f"{place} is 0, the others are right.", [1.0], [1.0, 0.0])


@task("gradient_check")
def test_gradient_check_measures_the_loss(pair):
    # A loss that is twice what backward is of: |n/2 - n| / (n/2 + n)
    loss = "lambda self, *given, **named: 2 * BackpropNetwork.loss(self, *given, **named)"
    code = f"type('Doubled', (BackpropNetwork,), {{'loss': {loss}}})([2, 3, 2], 'tanh')"
    says = "a BackpropNetwork whose loss is doubled"
    network = pair.named(pair._name("BackpropNetwork"), Code(code, says=says))
    set_parameters(network)
    got = pair.drawn(pair.gradient_check, network, INPUTS, TARGET)
    pair.expect(
        math.isclose(got, 1 / 3, rel_tol=1e-4),
        expected="0.3333",
        got=f"{got:.4g}",
        cause="This network's loss is doubled and its backward is not: each measured slope is "
        "twice the gradient.",
    )


@task("gradient_check")
def test_gradient_check_sees_a_small_error_too(pair):
    # |1.0001n - n| / (1.0001n + n) = 0.0001 / 2.0001
    network = wrong_network(pair, CHANGE % ("1.0001 * g", "1.0001 * g"))
    finds(pair, network, 0.0001 / 2.0001, "every gradient is too large by 1 in 10,000.", near=1e-3)


@task("gradient_check")
def test_gradient_check_of_tiny_gradients_counts_rounding_for_little(pair):
    # p is [0.5, 0.5], so p - y is 0.0001 or -0.0001. Tripled, and over the floor of 0.001:
    # |0.0003 - 0.0001| / 0.001. For the weights of input 0 both gradients are 0, no error at all.
    network = wrong_network(pair, TRIPLED, ([[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0]))
    cause = "every gradient is 3 times too large, and |a| + |n| is under 1e-3."
    finds(pair, network, 0.2, cause, [0.0, -1.0], [0.4999, 0.5001])
    # |6e-8 - 2e-8| / 0.001, give or take the rounding of what is measured
    finds(pair, network, 4e-5, cause, [0.0, -1.0], [0.49999998, 0.50000002], near=0.02)


@task("gradient_check")
def test_gradient_check_is_under_a_millionth_where_backward_is_right(pair):
    for sizes, activation in (
        ([3, 2], "relu"),
        ([2, 3, 2], "tanh"),
        ([2, 2, 3], "sigmoid"),
        ([2, 3, 2, 2], "relu"),
        ([1, 2, 3], "linear"),
        ([2, 1], "relu"),  # a single probability is 1: all slopes are 0
    ):
        network = pair.BackpropNetwork(sizes, activation)
        fill_all(pair, network, sizes)
        target = [1.0] + [0.0] * (sizes[-1] - 1)
        under_a_millionth(pair, network, small(pair.random_vector(sizes[0])), target)


@task("gradient_check")
def test_gradient_check_is_of_the_example_it_is_given(pair):
    network = pair.BackpropNetwork([2, 3, 2], "tanh")
    set_parameters(network)
    network.loss([-1.0, 2.0], [1.0, 0.0])
    network.backward([1.0, 0.0])
    under_a_millionth(pair, network, INPUTS, TARGET)
    under_a_millionth(pair, network, [4.0, -5.0], [0.5, 0.5])  # 8e-6, were ε 1e-3


# ── what the tests above share ──

INPUTS, TARGET = [1.0, -1.5], [0.0, 1.0]
WRONG = "a BackpropNetwork whose backward is wrong on purpose"

# Of a 2-3-2 network: (weights, biases) of each layer. With INPUTS and TARGET every gradient is
# over 0.4 in size, so that the rounding of what is measured stays far from the digits compared.
PARAMETERS = (
    ([[0.9, 0.4], [-0.2, 0.4], [-0.1, -0.7]], [0.45, -0.1, -0.25]),
    ([[0.2, -0.2, 0.1], [-0.8, 0.8, -0.8]], [0.25, -0.35]),
)
FIVE_LAYERS = (
    ([[0.9, 0.4], [-0.2, 0.7]], [0.45, 0.8]),
    ([[0.8, -0.5], [0.6, 0.9]], [0.25, -0.1]),
    ([[0.9, 0.5], [-0.7, 0.8]], [-0.1, 0.2]),
    ([[0.6, -0.8], [0.9, 0.7]], [0.3, -0.2]),
    ([[0.7, -0.6], [-0.8, 0.5]], [0.25, -0.35]),
)
# Of a 1-20-2 network: 82 weights and biases.
WIDE = (
    ([[(k - 9.5) / 10] for k in range(20)], [(7 * k % 20 - 9.5) / 10 for k in range(20)]),
    ([[(m * k % 20 - 9.5) / 10 for k in range(20)] for m in (11, 3)], [0.25, -0.5]),
)
ONE_LAYER = ([[0.5, 0.25], [0.25, -0.5]], [0.1, -0.2])

# What a wrong backward does to each right gradient g: of a weight, and of bias o, in layer k.
CHANGE = (
    "[(setattr(layer, 'weight_gradients', [[%s for g in row] for row in layer.weight_gradients]), "
    "setattr(layer, 'bias_gradients', [%s for o, g in enumerate(layer.bias_gradients)])) "
    "for k, layer in enumerate(self.layers)]"
)
ZEROS = CHANGE % ("0 * g", "0 * g")
TRIPLED = CHANGE % ("3 * g", "3 * g")
TURNED = CHANGE % ("-g", "-g")
A_TENTH = CHANGE % ("0.1 * g", "0.1 * g")
LOWERED = CHANGE % ("g - abs(g)", "g - abs(g)")
# A layer's largest error is at its first bias, and the last bias is no layer's largest.
TIMES_2_TO_6 = CHANGE % ("(2 + 2 * k) * g", "(6 - o) * g")

# A backward that gives 0 for every gradient, and needs a forward before it as the right one does.
ZERO = (
    "lambda self, target: [(setattr(layer, 'weight_gradients', "
    "[[0.0 for w in row] for row in layer.weights]), "
    "setattr(layer, 'bias_gradients', [0.0 for b in layer.biases]), layer.outputs[0]) "
    "for layer in self.layers] and None"
)


def wrong_network(pair, change, *parameters):
    """Make a network whose backward does change to its gradients. Its default is 2-3-2."""
    parameters = parameters or PARAMETERS
    sizes = [len(parameters[0][0][0]), *(len(biases) for _, biases in parameters)]
    backward = f"lambda self, target: (BackpropNetwork.backward(self, target), {change})[0]"
    methods = f"{{'backward': {backward}}}"
    code = f"type('WrongOnPurpose', (BackpropNetwork,), {methods})({sizes}, 'tanh')"
    network = pair.named(pair._name("BackpropNetwork"), Code(code, says=WRONG))
    set_parameters(network, parameters)
    return network


def finds(pair, network, error, cause, inputs=INPUTS, target=TARGET, near=1e-4):
    """Demand that gradient_check sees the error of a backward that is wrong on purpose."""
    got = pair.drawn(pair.gradient_check, network, inputs, target)
    pair.expect(
        math.isclose(got, error, rel_tol=near),
        expected=f"{error:.4g}",
        got=f"{got:.4g}",
        cause=f"This network's backward is wrong on purpose, for gradient_check to find: {cause}",
    )


def built_late(weights, backward=""):
    """Make a one-layer network that builds its layers when they are first asked for.

    So the task itself is called before any BackpropLayer is made: in a fresh stub the task is
    what isn't started, not its layers.
    """
    build = (
        "lambda self, name: ('layers' in vars(self) or (BackpropNetwork.__init__(self, [2, 2]), "
        f"setattr(self.layers[0], 'weights', {weights})), object.__getattribute__(self, name))[-1]"
    )
    methods = f"'__init__': lambda self: None, '__getattr__': {build}"
    if backward:
        methods += f", 'backward': {backward}"
    says = WRONG if backward else "a BackpropNetwork of 2 inputs and 2 outputs"
    return Code(f"type('Network22', (BackpropNetwork,), {{{methods}}})()", says=says)


def set_parameters(network, parameters=PARAMETERS):
    for number, (weights, biases) in enumerate(parameters):
        network.layers[number].weights = weights
        network.layers[number].biases = biases


def under_a_millionth(pair, network, inputs, target):
    error = pair.drawn(pair.gradient_check, network, inputs, target)
    pair.expect(
        0 <= error < 1e-6,
        expected="a number from 0 up to 1e-6: this backward is right",
        got=f"{error:.3g}",
    )


def fill(pair, layer, n_in, n_out):
    """Set seeded weights and biases between -1 and 1 on both sides."""
    layer.weights = [small(pair.random_vector(n_in)) for _ in range(n_out)]
    layer.biases = small(pair.random_vector(n_out))


def fill_all(pair, network, sizes):
    for number, (n_in, n_out) in enumerate(pairwise(sizes)):
        fill(pair, network.layers[number], n_in, n_out)


def small(vector):
    return [round(x / 9, 3) for x in vector]


def to_4(numbers):
    return [round(x, 4) for x in numbers]
