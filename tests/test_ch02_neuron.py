"""Chapter 2, graded: activations and their slopes, a neuron, and a perceptron that learns.

Each test reads as a line of the specification. KEEPS lists what an object keeps after a method, in
the order of the computation, so that the first number that departs is the one named.
Perceptrons are graded on numbers that add up without rounding: their answers turn at z = 0.
"""

from grading import FAR, NUMBERS, VECTORS, Code, crossed, task
from grading.call_arguments import Target

KEEPS = {
    "Neuron": ["weights bias inputs z a"],
    "Neuron.forward": ["inputs z a"],
    "Perceptron": ["weights bias"],
    "Perceptron.train": ["weights bias"],
}

ACTIVATION_NAMES = ("linear", "relu", "sigmoid", "tanh")
CORNERS = ([0, 0], [0, 1], [1, 0], [1, 1])


def gate(*targets):
    """Return the examples of a logic gate: the four corners with their targets."""
    return list(zip(CORNERS, targets, strict=True))


@task("sigmoid")
def test_sigmoid_is_one_over_one_plus_e_to_minus_z(pair):
    assert round(pair.sigmoid(2), 4) == 0.8808  # e^-2 = 0.1353, and 1 / 1.1353
    assert round(pair.sigmoid(-2), 4) == 0.1192  # e^2 = 7.3891, and 1 / 8.3891
    assert pair.sigmoid(0) == 0.5  # 1 / (1 + 1)
    for z in (1, -1, 0.01, -0.01, 4.5, -4.5):
        pair.sigmoid(z)
    for z in pair.random_vector(6):
        pair.sigmoid(z)


@task("sigmoid")
def test_sigmoid_does_not_overflow_far_from_zero(pair):
    assert pair.sigmoid(1000) == 1
    assert pair.close(pair.sigmoid, -1000) == 0  # and not almost
    for z in (30, -30, 100.0, -100.0, 1e6, -1e6):
        pair.sigmoid(z)
    for z in FAR:
        pair.sigmoid(z)
        pair.close(pair.sigmoid, -z, abs_tol=1e-15)  # small, and yet not 0
    for z in (-10, -15.5, -20, -25):
        pair.close(pair.sigmoid, z, rel_tol=1e-4)


@task("sigmoid", once=True)
def test_sigmoid_of_any_number(pair):
    for z in (9e-7, -9e-4, *NUMBERS):
        pair.sigmoid(z)


@task("sigmoid_derivative")
def test_sigmoid_derivative_is_steepest_at_zero(pair):
    assert round(pair.sigmoid_derivative(2), 4) == 0.105  # 0.8808 · 0.1192
    assert round(pair.sigmoid_derivative(-2), 4) == 0.105  # 0.1192 · 0.8808
    assert pair.sigmoid_derivative(0) == 0.25  # 0.5 · 0.5
    for z in (1, -1, 0.3, -0.3, 4.5, -4.5):
        pair.sigmoid_derivative(z)
    for z in (-8, 8, -12.5, 12.5, -15, 15):
        pair.close(pair.sigmoid_derivative, z, rel_tol=1e-6)
    for z in pair.random_vector(6):
        pair.sigmoid_derivative(z)


@task("sigmoid_derivative", once=True)
def test_sigmoid_derivative_at_any_number(pair):
    for z in (9e-4, -2e-3, *NUMBERS):
        pair.sigmoid_derivative(z)


@task("sigmoid_derivative")
def test_sigmoid_derivative_is_flat_far_from_zero(pair):
    assert pair.close(pair.sigmoid_derivative, 1000, abs_tol=1e-15) == 0
    assert pair.close(pair.sigmoid_derivative, -1000, abs_tol=1e-15) == 0
    pair.sigmoid_derivative(30)
    pair.sigmoid_derivative(-30)
    for z in FAR:
        pair.close(pair.sigmoid_derivative, z, abs_tol=1e-15)
        pair.close(pair.sigmoid_derivative, -z, abs_tol=1e-15)


@task("tanh_derivative")
def test_tanh_derivative_is_one_minus_tanh_squared(pair):
    assert round(pair.tanh_derivative(2), 4) == 0.0707  # tanh is 0.9640: 1 - 0.9293
    assert round(pair.tanh_derivative(-2), 4) == 0.0707  # tanh is -0.9640
    assert pair.tanh_derivative(0) == 1
    for z in (1, -1, 0.3, -0.3, 3.5, -3.5, 20, -20):
        pair.tanh_derivative(z)
    for z in (-5, 5, -7.5, 7.5, 9, 10.5, -12.5, 15):
        pair.close(pair.tanh_derivative, z, rel_tol=1e-6, abs_tol=1e-14)
    for z in pair.random_vector(6):
        pair.tanh_derivative(z)


@task("tanh_derivative", once=True)
def test_tanh_derivative_at_any_number(pair):
    for z in (9e-4, -2e-3, *NUMBERS):
        pair.tanh_derivative(z)


@task("relu")
def test_relu_lets_positive_numbers_through_and_stops_the_others(pair):
    assert pair.relu(2.5) == 2.5
    assert pair.relu(-3.0) == 0
    assert pair.relu(0) == 0
    for z in pair.random_vector(6):
        pair.relu(z)


@task("relu", once=True)
def test_relu_of_any_number(pair):
    for z in (1e-6, -1e-6, 7, -7, 1000, -1000, 1.7e308, -1.7e308, 5e-324, *NUMBERS):
        pair.close(pair.relu, z)


@task("relu_derivative")
def test_relu_derivative_is_one_above_zero_and_none_below(pair):
    assert pair.relu_derivative(2.5) == 1
    assert pair.relu_derivative(-3.0) == 0
    for z in pair.random_vector(6):
        pair.relu_derivative(z)


@task("relu_derivative")
def test_relu_derivative_is_zero_at_the_kink(pair):
    assert pair.relu_derivative(0) == 0
    assert pair.relu_derivative(0.0) == 0


@task("relu_derivative", once=True)
def test_relu_derivative_at_any_number(pair):
    for z in (1e-6, -1e-6, 1e-13, -0.0, 7, -7, 1000, -1000, 1.7e308, -1.7e308, *NUMBERS):
        pair.close(pair.relu_derivative, z)


@task("Neuron")
def test_neuron_forward_weighs_adds_the_bias_and_activates(pair):
    neuron = pair.Neuron([0.5, -1.0], 0.25)
    assert neuron.forward([2.0, 0.5]) == 0.75  # 0.5·2 - 1·0.5 + 0.25, and relu keeps it
    assert neuron.forward([0.0, 2.0]) == 0  # z = 0 - 2 + 0.25 = -1.75, and relu stops it
    neuron = pair.Neuron([2, 3, -1], bias=4)
    assert neuron.forward([1, 2, 5]) == 7  # 2 + 6 - 5 + 4


@task("Neuron")
def test_neuron_keeps_nothing_yet_before_its_first_forward(pair):
    neuron = pair.Neuron([0.5, -1.0], 0.25, "sigmoid")
    assert neuron.inputs == []
    assert neuron.z == 0
    assert neuron.a == 0  # and not sigmoid(0)


@task("Neuron")
def test_neuron_uses_the_activation_it_was_given(pair):
    for name in ACTIVATION_NAMES:
        neuron = pair.Neuron([1, -2], 0.5, name)
        neuron.forward([3, 1])  # z = 3 - 2 + 0.5 = 1.5
        neuron.forward([1, 1])  # z = 1 - 2 + 0.5 = -0.5
        neuron.forward([1.5, 1])  # z = 0
    neuron = pair.Neuron([3, 0.5], bias=-1, activation="sigmoid")
    neuron.forward([1000, 2])
    neuron.forward([-1000, 2])


@task("Neuron")
def test_neuron_refuses_an_activation_it_does_not_know(pair):
    pair.refuses(pair.Neuron, [1.0, 2.0], 0.5, "softmax")
    pair.refuses(pair.Neuron, [1.0], 0.5, activation="ReLU")
    for almost in ("", "sig", " relu"):
        pair.refuses(pair.Neuron, [1.0], 0.5, almost)


@task("Neuron")
def test_neuron_refuses_the_wrong_number_of_inputs(pair):
    neuron = pair.Neuron([0.5, -1.0], 0.25)
    pair.refuses(neuron.forward, [0.5, 7.5, 8.5], naming=(2, 3))
    pair.refuses(neuron.forward, [7.5], naming=(2, 1))
    pair.refuses(neuron.forward, [], naming=(2, 0))
    pair.refuses(neuron.forward, [0.0, 0.0, 0.0], naming=(2, 3))
    silent = pair.Neuron([0.0, 0.0], 0.25)
    pair.refuses(silent.forward, [0.5, 7.5, 8.5], naming=(2, 3))
    pair.refuses(pair.Neuron([], 0.25).forward, [7.5], naming=(0, 1))


@task("Neuron")
def test_neuron_keeps_copies_of_the_callers_lists(pair):
    inputs = pair.named("inputs", [2.0, 0.5])
    neuron = pair.Neuron([0.5, -1.0], 0.25)
    neuron.forward(inputs)
    inputs[0] = 99.0
    assert neuron.inputs == [2.0, 0.5]
    neuron.forward(Target(pair, [*neuron._path, "inputs"], "neuron.inputs"))  # its own list, too
    weights = pair.named("weights", [0.5, -1.0])
    neuron = pair.Neuron(weights, 0.25)
    weights[0] = 99.0
    assert neuron.forward([2.0, 0.5]) == 0.75


@task("Neuron")
def test_neuron_goes_by_the_weights_and_bias_that_it_has_now(pair):
    neuron = pair.Neuron([0.5, -1.0], 0.25, "linear")
    neuron.forward([2.0, 0.5])
    neuron.bias = -2.0
    assert neuron.forward([2.0, 0.5]) == -1.5  # 0.5·2 - 1·0.5 - 2
    neuron.weights = [1.0, 3.0]
    assert neuron.forward([2.0, 0.5]) == 1.5  # 1·2 + 3·0.5 - 2


@task("Neuron")
def test_neuron_takes_any_number_of_inputs(pair):
    assert pair.Neuron([], 1.5).forward([]) == 1.5
    assert pair.Neuron([-2], 1, "linear").forward([3]) == -5  # -2·3 + 1
    for n in (1, 2, 5, 40):
        neuron = pair.Neuron(pair.random_vector(n), pair.random_vector(1)[0], "tanh")
        neuron.forward(pair.random_vector(n))
        neuron.forward([x / 100 for x in pair.random_vector(n)])


@task("Neuron", once=True)
def test_neuron_takes_any_numbers(pair):
    for bias in NUMBERS:
        neuron = pair.Neuron([2, 2, 2], bias, "linear")
        neuron.forward([0, 0.5, 0])
        neuron.forward([0, 0, 0])
    for weights, inputs in crossed(VECTORS, VECTORS):
        pair.close(pair.Neuron(weights, 0, "linear").forward, inputs)


@task("Perceptron")
def test_perceptron_starts_at_zero(pair):
    perceptron = pair.Perceptron(3)
    assert perceptron.weights == [0, 0, 0]
    assert perceptron.bias == 0
    assert pair.Perceptron(1).weights == [0]
    assert pair.Perceptron(0).weights == []
    assert pair.Perceptron(40).weights == [0] * 40


@task("Perceptron")
def test_perceptron_forward_is_z(pair):
    perceptron = pair.Perceptron(2)
    assert perceptron.forward([3, 1]) == 0
    perceptron.weights = [0.5, -2]
    perceptron.bias = 0.25
    assert perceptron.forward([3, 1]) == -0.25  # 0.5·3 - 2·1 + 0.25
    assert perceptron.forward([4, 0.5]) == 1.25  # 0.5·4 - 2·0.5 + 0.25
    for n in (0, 1, 3, 40):
        perceptron = pair.Perceptron(n)
        perceptron.weights = pair.random_vector(n)
        perceptron.bias = pair.random_vector(1)[0]
        perceptron.forward(pair.random_vector(n))


@task("Perceptron")
def test_perceptron_predicts_one_only_above_zero(pair):
    perceptron = pair.Perceptron(2)
    assert perceptron.predict([3, 1]) == 0  # z = 0
    perceptron.weights = [0.5, -2]
    perceptron.bias = 0.25
    assert perceptron.predict([4, 0.5]) == 1  # z = 1.25
    assert perceptron.predict([3, 1]) == 0  # z = -0.25
    assert perceptron.predict([1.5, 0.5]) == 0  # z = 0.75 - 1 + 0.25 = 0
    assert perceptron.predict([1.5 + 2**-10, 0.5]) == 1  # z is a little above 0
    perceptron.predict([1000, 0])
    perceptron.bias = 0.0
    assert perceptron.predict([2e-20, 0]) == 1  # z is 1e-20, and sigmoid(z) is 0.5


@task("Perceptron")
def test_perceptron_refuses_the_wrong_number_of_inputs(pair):
    perceptron = pair.Perceptron(2)
    pair.refuses(perceptron.forward, [0.5, 7.5, 8.5], naming=(2, 3))
    pair.refuses(perceptron.forward, [7.5], naming=(2, 1))
    pair.refuses(perceptron.forward, [0.0, 0.0, 0.0], naming=(2, 3))
    pair.refuses(perceptron.forward, [], naming=(2, 0))
    pair.refuses(perceptron.predict, [7.5], naming=(2, 1))


@task("Perceptron")
def test_perceptron_corrects_itself_after_a_mistake_only(pair):
    perceptron = pair.Perceptron(2, learning_rate=0.25)
    # z = 0, so it says 0: the error is 1, and the step 0.25 · 1
    assert perceptron.train([([2, -3], 1)], 1) == [1]
    assert perceptron.weights == [0.5, -0.75]
    assert perceptron.bias == 0.25
    assert perceptron.train([([2, -3], 1)], 1) == [0]  # z = 1 + 2.25 + 0.25: right
    # z = 0.5 - 0.75 + 0.25 = 0: right too
    assert perceptron.train([([1, 1], 0)], 1) == [0]
    # z = 2 + 0.75 + 0.25 = 3, so it says 1: the error is -1
    assert perceptron.train([([4, -1], 0)], 1) == [1]
    assert perceptron.weights == [-0.5, -0.5]  # 0.5 - 0.25·4, -0.75 + 0.25·1
    assert perceptron.bias == 0
    perceptron.weights, perceptron.bias = [0.0, 0.0], -6.0
    # Each step adds 0.25 · (1 + 1 + 1) to z: after eight it is 0, and the ninth lifts it above.
    assert perceptron.train([([1, 1], 1)], 12) == [1] * 9 + [0] * 3


@task("Perceptron")
def test_perceptron_learns_at_a_rate_of_a_tenth_unless_told(pair):
    perceptron = pair.Perceptron(2)
    perceptron.train([([2, -1], 1)], 1)
    perceptron = pair.Perceptron(3, 0.25)
    perceptron.train([([2, -1, 4], 1)], epochs=1)
    for rate in (2.5e-13, 0, -0.5):  # any number
        perceptron = pair.Perceptron(2, rate)
        pair.close(perceptron.train, [([2, -1], 1)], 2)


@task("Perceptron")
def test_perceptron_takes_the_examples_in_the_order_given(pair):
    pair.named("_", Code("random.seed(1)"))
    perceptron = pair.Perceptron(2, learning_rate=1)
    # [2, 1]: said 0, so weights [2, 1], bias 1. [1, 2]: z = 5, said 1, so right.
    assert perceptron.train([([2, 1], 1), ([1, 2], 1)], 1) == [1]
    assert perceptron.weights == [2, 1]
    perceptron = pair.Perceptron(3, 0.5)
    examples = [([1, 0, 2], 1), ([3, 1, 0], 0), ([0, -1, 1], 1), ([2, 2, 2], 0), ([1, 1, -1], 1)]
    perceptron.train(examples, 1)
    perceptron.train(examples, 3)


@task("Perceptron")
def test_perceptron_counts_the_mistakes_of_each_epoch(pair):
    perceptron = pair.Perceptron(2, learning_rate=1.0)
    assert perceptron.train([([0, 1], 0), ([1, 1], 1)], epochs=4) == [1, 1, 0, 0]
    assert perceptron.train([([0, 1], 0), ([1, 1], 1)], epochs=2) == [0, 0]
    assert perceptron.train([([0, 1], 0), ([1, 1], 1)], epochs=0) == []
    assert perceptron.train([], epochs=3) == [0, 0, 0]


@task("Perceptron")
def test_perceptron_learns_or_and_and_but_never_xor(pair):
    for targets in ((0, 1, 1, 1), (0, 0, 0, 1)):
        perceptron = pair.Perceptron(2, 0.5)
        assert perceptron.train(gate(*targets), 12)[-1] == 0
        for corner in CORNERS:
            perceptron.predict(corner)
    perceptron = pair.Perceptron(2, 0.5)
    assert 0 not in perceptron.train(gate(0, 1, 1, 0), 12)


@task("Perceptron")
def test_perceptron_goes_on_from_the_weights_it_has(pair):
    for n in (1, 3, 5):
        perceptron = pair.Perceptron(n, 0.25)
        perceptron.weights = [round(w) for w in pair.random_vector(n)]
        perceptron.bias = -1.5
        examples = [([round(x) for x in pair.random_vector(n)], k % 2) for k in range(12)]
        perceptron.train(examples, 1)
        perceptron.train(examples, 3)


@task("Perceptron")
def test_perceptron_learns_for_as_many_epochs_as_it_is_told(pair):
    perceptron = pair.Perceptron(2, 0.5)
    assert len(perceptron.train(gate(0, 1, 1, 0), 120)) == 120
    perceptron = pair.Perceptron(2)
    assert perceptron.train(gate(0, 0, 1, 1), 60)[-40:] == [0] * 40


@task("Perceptron")
def test_perceptron_takes_any_inputs(pair):
    for inputs in VECTORS:
        perceptron = pair.Perceptron(3, 0.5)
        pair.close(perceptron.train, [(inputs, 1), ([0, 0, 0], 1), (inputs, 0), (inputs, 1)], 2)
        pair.close(perceptron.forward, [1, -2, 3])
