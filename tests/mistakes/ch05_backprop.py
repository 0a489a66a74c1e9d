"""What learners write in chapter 5 that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake(
    "softmax_cross_entropy_gradient",
    "That is y - p. The gradient is p - y: above 0 where p is too large.",
)
def y_minus_p(logits, target):
    return vector_subtract(target, softmax(logits))


@mistake(
    "softmax_cross_entropy_gradient",
    "Those are the logits minus the target. Turn the logits into probabilities first: softmax.",
)
def logits_minus_y(logits, target):
    return vector_subtract(logits, target)


@mistake(
    "softmax_cross_entropy_gradient",
    "The factor p(1 - p) is the sigmoid's slope. With softmax and cross-entropy, p - y is all.",
)
def slope_of_sigmoid_too(logits, target):
    differences = vector_subtract(softmax(logits), target)
    return [d * p * (1 - p) for d, p in zip(differences, softmax(logits))]


@mistake(
    "softmax_cross_entropy_gradient",
    "The factor 2 belongs to squared errors. Here the gradient is p - y.",
)
def twice_p_minus_y(logits, target):
    return [2 * d for d in vector_subtract(softmax(logits), target)]


@mistake(
    "softmax_cross_entropy_gradient",
    "-y / p is the slope of the loss in p. In the logits, softmax included, it is p - y.",
)
def slope_in_p(logits, target):
    if len(logits) != len(target):
        raise ValueError(f"{len(logits)} and {len(target)}")
    return [-y / max(p, 1e-12) for p, y in zip(softmax(logits), target)]


@mistake(
    "softmax_cross_entropy_gradient",
    "The difference is written over target, the caller's own list. Build a new list.",
)
def difference_into_target(logits, target):
    if len(logits) != len(target):
        raise ValueError(f"{len(logits)} and {len(target)}")
    for i, p in enumerate(softmax(logits)):
        target[i] = p - target[i]
    return target


@mistake(
    "softmax_cross_entropy_gradient",
    "1 is subtracted at the target's largest place only. Subtract every number of target.",
)
def one_less_at_the_label(logits, target):
    if len(logits) != len(target):
        raise ValueError(f"{len(logits)} and {len(target)}")
    gradients = softmax(logits)
    gradients[target.index(max(target))] -= 1
    return gradients


@mistake(
    "softmax_cross_entropy_gradient",
    "The surplus is dropped without a word. Where the lengths differ, raise a ValueError.",
)
def p_minus_y_cut_short(logits, target):
    return [p - y for p, y in zip(softmax(logits), target)]


@mistake(
    "softmax_cross_entropy_gradient",
    "An index runs past the last probability. Where the lengths differ, raise a ValueError first.",
)
def p_minus_y_past_the_end(logits, target):
    p = softmax(logits)
    return [p[i] - target[i] for i in range(len(target))]


@mistake(
    "softmax_cross_entropy_gradient",
    "softmax is applied to the target too. target holds probabilities already: p - y.",
)
def softmax_of_the_target(logits, target):
    return vector_subtract(softmax(logits), softmax(target))


@mistake(
    "softmax_cross_entropy_gradient",
    "p - y is divided by how many there are. The loss is a sum over them: p - y is all.",
)
def mean_of_p_minus_y(logits, target):
    return [d / len(target) for d in vector_subtract(softmax(logits), target)]


@mistake(
    "BackpropLayer.backward",
    "δ is multiplied by W. Going back it is the transpose, Wᵀδ: transpose(self.weights).",
)
def weights_not_transposed(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(self.weights, delta)


@mistake(
    "BackpropLayer.backward",
    "The activation's slope is left out: δ is output_gradients times f'(z), place by place.",
)
def slope_left_out(self, output_gradients):
    if len(output_gradients) != len(self.z_values):
        raise ValueError(f"{len(output_gradients)} and {len(self.z_values)}")
    self.weight_gradients = outer_product(output_gradients, self.inputs)
    self.bias_gradients = list(output_gradients)
    return matrix_vector_multiply(transpose(self.weights), output_gradients)


@mistake(
    "BackpropLayer.backward",
    "The slope is taken at the outputs a. The derivatives take z: self.z_values.",
)
def slope_taken_at_a(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(a) for a in self.outputs]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "output_gradients are multiplied by z, or by f(z). The slope f'(z) belongs there.",
)
def activation_for_its_slope(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_function(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "The gradients of an earlier call are added to. Set them anew in each call: =, not +=.",
)
def gradients_add_up(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    if not self.bias_gradients:
        self.weight_gradients = [[0.0] * len(row) for row in self.weights]
        self.bias_gradients = [0.0] * len(self.biases)
    for o in range(len(delta)):
        self.bias_gradients[o] += delta[o]
        for i in range(len(self.inputs)):
            self.weight_gradients[o][i] += delta[o] * self.inputs[i]
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "+= on lists joins them end to end. Set the gradients anew in each call: =.",
)
def gradients_joined(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients += outer_product(delta, self.inputs)
    self.bias_gradients += delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake("BackpropLayer.backward", "bias_gradients is never set. The gradient of the biases is δ.")
def no_bias_gradients(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "bias_gradients is dL/da, without the slope. The gradient of the biases is δ.",
)
def bias_gradients_without_slope(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = list(output_gradients)
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "weight_gradients is made from dL/da, without the slope. It is made from δ: δ xᵀ.",
)
def weight_gradients_without_slope(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(output_gradients, self.inputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "δ is the slopes alone. Multiply them by output_gradients, place by place.",
)
def delta_of_slopes_alone(self, output_gradients):
    delta = [self.activation_derivative(z) for z in self.z_values]
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "The gradients stay in variables of backward. "
    "Keep them: self.weight_gradients, self.bias_gradients.",
)
def gradients_not_kept(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "weight_gradients is turned: it has the shape of weights, a row for each output. "
    "outer_product(delta, inputs)",
)
def outer_product_turned(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(self.inputs, delta)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "weight_gradients is made from the layer's outputs. "
    "A weight multiplies an input: use self.inputs.",
)
def outputs_for_inputs(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.outputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.backward",
    "An index is past the end of its list. "
    "o counts outputs, i inputs: delta[o], inputs[i], weights[o][i]. New lists grow by append.",
)
def indices_exchanged(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return [
        sum(self.weights[i][o] * delta[o] for o in range(len(delta)))
        for i in range(len(self.inputs))
    ]


@mistake("BackpropLayer.backward", "That returns δ. The layer before needs dL/dx: return Wᵀδ.")
def delta_returned(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return delta


@mistake(
    "BackpropLayer.backward",
    "Wᵀ is multiplied by output_gradients, before the slope. Multiply it by δ.",
)
def slope_not_passed_on(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), output_gradients)


@mistake("BackpropLayer.backward", "None is returned. The layer before needs dL/dx: return Wᵀδ.")
def nothing_passed_on(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta


@mistake(
    "BackpropLayer.backward",
    "backward changes the weights. It only works out gradients; chapter 6 takes the step.",
)
def weights_updated_at_once(self, output_gradients):
    delta = elementwise_multiply(
        output_gradients, [self.activation_derivative(z) for z in self.z_values]
    )
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    input_gradients = matrix_vector_multiply(transpose(self.weights), delta)
    for o in range(len(delta)):
        self.biases[o] -= 0.1 * delta[o]
        for i in range(len(self.inputs)):
            self.weights[o][i] -= 0.1 * self.weight_gradients[o][i]
    return input_gradients


@mistake(
    "BackpropLayer.backward",
    "The surplus is dropped without a word. "
    "Where there are not as many output_gradients as outputs, raise a ValueError.",
)
def deltas_cut_short(self, output_gradients):
    delta = [g * self.activation_derivative(z) for g, z in zip(output_gradients, self.z_values)]
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return [sum(row[i] * d for row, d in zip(self.weights, delta)) for i in range(len(self.inputs))]


@mistake(
    "BackpropLayer.backward",
    "An index runs past the last output. "
    "Where there are not as many output_gradients as outputs, raise a ValueError first.",
)
def deltas_past_the_end(self, output_gradients):
    delta = [
        output_gradients[o] * self.activation_derivative(self.z_values[o])
        for o in range(len(output_gradients))
    ]
    self.weight_gradients = outer_product(delta, self.inputs)
    self.bias_gradients = delta
    return matrix_vector_multiply(transpose(self.weights), delta)


@mistake(
    "BackpropLayer.__init__",
    "Layer's own __init__ never runs, so what a Layer has is missing. "
    "Begin with super().__init__(…).",
)
def layer_not_built(self, input_size, output_size, activation="relu", rng=None):
    _, self.activation_derivative = get_activation(activation)
    self.weight_gradients = []
    self.bias_gradients = []


@mistake(
    "BackpropLayer.__init__",
    "get_activation gives two functions, and both are kept as one thing. "
    "The derivative is the second of them.",
)
def both_functions_kept(self, input_size, output_size, activation="relu", rng=None):
    Layer.__init__(self, input_size, output_size, activation, rng)
    self.activation_derivative = get_activation(activation)
    self.weight_gradients = []
    self.bias_gradients = []


@mistake(
    "BackpropLayer.__init__",
    "rng is not handed on, so every layer draws the same weights. Give it to super().__init__.",
)
def generator_dropped(self, input_size, output_size, activation="relu", rng=None):
    Layer.__init__(self, input_size, output_size, activation)
    _, self.activation_derivative = get_activation(activation)
    self.weight_gradients = []
    self.bias_gradients = []


@mistake(
    "BackpropLayer.__init__",
    "activation is not handed on, so every layer is a relu layer. Give it to super().__init__.",
)
def activation_dropped(self, input_size, output_size, activation="relu", rng=None):
    Layer.__init__(self, input_size, output_size, rng=rng)
    _, self.activation_derivative = get_activation(activation)
    self.weight_gradients = []
    self.bias_gradients = []


@mistake(
    "BackpropLayer.__init__",
    "Before the first backward there are no gradients: both lists start as [], not as zeros.",
)
def gradients_start_at_zero(self, input_size, output_size, activation="relu", rng=None):
    Layer.__init__(self, input_size, output_size, activation, rng)
    _, self.activation_derivative = get_activation(activation)
    self.weight_gradients = [[0.0] * input_size for _ in range(output_size)]
    self.bias_gradients = [0.0] * output_size


@mistake(
    "BackpropNetwork.loss",
    "softmax is left out: cross-entropy is given the logits. Give it probabilities.",
)
def loss_of_logits(self, inputs, target):
    return cross_entropy_loss(self.forward(inputs), target)


@mistake(
    "BackpropNetwork.loss",
    "forward is not run, so these are old outputs or none. Start with self.forward(inputs).",
)
def loss_without_forward(self, inputs, target):
    return cross_entropy_loss(softmax(self.layers[-1].outputs), target)


@mistake(
    "BackpropNetwork.loss",
    "The arguments are exchanged: cross_entropy_loss takes the probabilities first.",
)
def loss_with_arguments_exchanged(self, inputs, target):
    return cross_entropy_loss(target, softmax(self.forward(inputs)))


@mistake(
    "BackpropNetwork.loss", "softmax is applied twice. Once turns the logits into probabilities."
)
def loss_of_softmax_twice(self, inputs, target):
    return cross_entropy_loss(softmax(softmax(self.forward(inputs))), target)


@mistake(
    "BackpropNetwork.loss",
    "That returns the probabilities. The loss is one number: cross_entropy_loss of them.",
)
def loss_is_probabilities(self, inputs, target):
    return softmax(self.forward(inputs))


@mistake(
    "BackpropNetwork.backward",
    "The layers are walked first to last. Gradients come from the end: reversed(self.layers).",
)
def layers_walked_forwards(self, target):
    gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
    for layer in self.layers:
        gradients = layer.backward(gradients)


@mistake(
    "BackpropNetwork.backward",
    "What a layer's backward returns is not handed to the layer before: gradients = "
    "layer.backward(gradients).",
)
def gradients_not_passed_on(self, target):
    gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
    for layer in reversed(self.layers):
        layer.backward(gradients)


@mistake(
    "BackpropNetwork.backward",
    "softmax is left out: that starts with logits - y. Start with p - y.",
)
def starts_with_logits_minus_y(self, target):
    gradients = vector_subtract(self.layers[-1].outputs, target)
    for layer in reversed(self.layers):
        gradients = layer.backward(gradients)


@mistake("BackpropNetwork.backward", "The sign is turned: it starts with y - p. Start with p - y.")
def starts_with_y_minus_p(self, target):
    gradients = vector_subtract(target, softmax(self.layers[-1].outputs))
    for layer in reversed(self.layers):
        gradients = layer.backward(gradients)


@mistake(
    "BackpropNetwork.backward",
    "softmax is applied twice. softmax_cross_entropy_gradient takes the logits, and applies it "
    "itself.",
)
def softmax_twice(self, target):
    gradients = softmax_cross_entropy_gradient(softmax(self.layers[-1].outputs), target)
    for layer in reversed(self.layers):
        gradients = layer.backward(gradients)


@mistake(
    "BackpropNetwork.backward", "Only the last layer goes backward. Go on through all of them."
)
def last_layer_only(self, target):
    gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
    self.layers[-1].backward(gradients)


@mistake(
    "BackpropNetwork.backward",
    "The return stands inside the loop, so only the last layer goes backward. "
    "Nothing is to be returned.",
)
def returns_in_the_loop(self, target):
    gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
    for layer in reversed(self.layers):
        gradients = layer.backward(gradients)
        return gradients


@mistake(
    "BackpropNetwork.backward",
    "The last layer is given the target. "
    "Its dL/doutputs is p - y: softmax_cross_entropy_gradient(logits, target).",
)
def starts_with_the_target(self, target):
    gradients = target
    for layer in reversed(self.layers):
        gradients = layer.backward(gradients)


@mistake(
    "BackpropNetwork.backward",
    "Every layer is given the target. "
    "The last one is given p - y, and each other what the layer after it returned.",
)
def target_for_every_layer(self, target):
    for layer in reversed(self.layers):
        layer.backward(target)


@mistake(
    "BackpropNetwork.backward",
    "The network itself has no outputs. The logits are the last layer's: self.layers[-1].outputs.",
)
def outputs_of_the_network(self, target):
    gradients = softmax_cross_entropy_gradient(self.outputs, target)
    for layer in reversed(self.layers):
        gradients = layer.backward(gradients)


@mistake(
    "BackpropNetwork.backward",
    "backward returns something. It sets the layers' gradients and returns None.",
)
def gradients_returned(self, target):
    gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
    for layer in reversed(self.layers):
        gradients = layer.backward(gradients)
    return gradients


@mistake(
    "BackpropNetwork",
    "backward uses the logits of the latest loss. "
    "They are the last layer's outputs, after any forward.",
)
class KeepsTheLogitsOfTheLoss(Network):
    layer_class = BackpropLayer

    def loss(self, inputs, target):
        self.logits = self.forward(inputs)
        return cross_entropy_loss(softmax(self.logits), target)

    def backward(self, target):
        gradients = softmax_cross_entropy_gradient(self.logits, target)
        for layer in reversed(self.layers):
            gradients = layer.backward(gradients)


@mistake(
    "numerical_gradient",
    "One side only: (f(x + ε) - f(x)) / ε. Measure below as well: (f(x + ε) - f(x - ε)) / 2ε.",
)
def one_sided(f, values, epsilon=1e-5):
    gradient = []
    for i, saved in enumerate(values):
        before = f(values)
        values[i] = saved + epsilon
        gradient.append((f(values) - before) / epsilon)
        values[i] = saved
    return gradient


@mistake("numerical_gradient", "From x - ε to x + ε it is 2ε. Divide by 2ε, not by ε.")
def divided_by_epsilon(f, values, epsilon=1e-5):
    gradient = []
    for i, saved in enumerate(values):
        values[i] = saved + epsilon
        above = f(values)
        values[i] = saved - epsilon
        below = f(values)
        values[i] = saved
        gradient.append((above - below) / epsilon)
    return gradient


@mistake(
    "numerical_gradient",
    "/ 2 * epsilon divides by 2, then multiplies by epsilon. Write / (2 * epsilon).",
)
def brackets_left_out(f, values, epsilon=1e-5):
    gradient = []
    for i, saved in enumerate(values):
        values[i] = saved + epsilon
        above = f(values)
        values[i] = saved - epsilon
        below = f(values)
        values[i] = saved
        gradient.append((above - below) / 2 * epsilon)
    return gradient


@mistake(
    "numerical_gradient",
    "Only f(x - ε) is divided. "
    "Put the difference in brackets: (f(x + ε) - f(x - ε)) / (2 * epsilon).",
)
def difference_without_brackets(f, values, epsilon=1e-5):
    gradient = []
    for i in range(len(values)):
        up, down = list(values), list(values)
        up[i] += epsilon
        down[i] -= epsilon
        gradient.append(f(up) - f(down) / (2 * epsilon))
    return gradient


@mistake(
    "numerical_gradient",
    "f sees the same numbers on both sides, so the difference is 0. "
    "Move a copy for each side: list(values).",
)
def one_list_under_two_names(f, values, epsilon=1e-5):
    gradient = []
    for i in range(len(values)):
        up = values
        up[i] += epsilon
        down = values
        down[i] -= epsilon
        gradient.append((f(up) - f(down)) / (2 * epsilon))
    return gradient


@mistake(
    "numerical_gradient",
    "After += epsilon, -= epsilon leads back to x only. "
    "The other side is at x - ε: take 2 * epsilon away.",
)
def back_to_x_only(f, values, epsilon=1e-5):
    gradient = []
    for i in range(len(values)):
        values[i] += epsilon
        above = f(values)
        values[i] -= epsilon
        below = f(values)
        gradient.append((above - below) / (2 * epsilon))
    return gradient


@mistake(
    "numerical_gradient",
    "All values are moved at once. Move one, the others staying where they are.",
)
def all_values_at_once(f, values, epsilon=1e-5):
    above = f([x + epsilon for x in values])
    below = f([x - epsilon for x in values])
    return [(above - below) / (2 * epsilon) for _ in values]


@mistake(
    "numerical_gradient", "A value stays where it was moved to. Put it back before the next one."
)
def value_left_moved(f, values, epsilon=1e-5):
    gradient = []
    for i in range(len(values)):
        values[i] += epsilon
        above = f(values)
        values[i] -= 2 * epsilon
        below = f(values)
        gradient.append((above - below) / (2 * epsilon))
    return gradient


@mistake(
    "numerical_gradient",
    "In the copy a value stays where it was moved to. Put it back, or take a fresh copy each time.",
)
def copy_left_moved(f, values, epsilon=1e-5):
    moved = list(values)
    gradient = []
    for i in range(len(values)):
        moved[i] = values[i] + epsilon
        above = f(moved)
        moved[i] = values[i] - epsilon
        below = f(moved)
        gradient.append((above - below) / (2 * epsilon))
    return gradient


@mistake(
    "numerical_gradient", "The two sides are exchanged, which turns the sign: f(x + ε) - f(x - ε)."
)
def sides_exchanged(f, values, epsilon=1e-5):
    gradient = []
    for i, saved in enumerate(values):
        values[i] = saved + epsilon
        above = f(values)
        values[i] = saved - epsilon
        below = f(values)
        values[i] = saved
        gradient.append((below - above) / (2 * epsilon))
    return gradient


@mistake(
    "numerical_gradient", "The argument epsilon is not used: the step is always the same number."
)
def epsilon_ignored(f, values, epsilon=1e-5):
    gradient = []
    for i, saved in enumerate(values):
        values[i] = saved + 1e-5
        above = f(values)
        values[i] = saved - 1e-5
        below = f(values)
        values[i] = saved
        gradient.append((above - below) / (2 * 1e-5))
    return gradient


@mistake(
    "numerical_gradient", "f is given one number. It takes the whole list, with one value moved."
)
def f_of_one_number(f, values, epsilon=1e-5):
    return [(f(x + epsilon) - f(x - epsilon)) / (2 * epsilon) for x in values]


@mistake(
    "numerical_gradient",
    "Adding epsilon back rounds, so the value differs in its last digit. "
    "Save the number and put it back.",
)
def put_back_by_adding(f, values, epsilon=1e-5):
    gradient = []
    for i in range(len(values)):
        values[i] += epsilon
        above = f(values)
        values[i] -= 2 * epsilon
        below = f(values)
        values[i] += epsilon
        gradient.append((above - below) / (2 * epsilon))
    return gradient


# It goes first: up to the test that rejects it, other mistakes answer alike within rounding.
@mistake(
    "gradient_check",
    "Adding epsilon back rounds, so a weight differs in its last digit. "
    "Save the number and put it back.",
)
def parameters_put_back_by_adding(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    largest = 0.0
    for layer in network.layers:
        places = [(layer.biases, layer.bias_gradients)]
        places += zip(layer.weights, layer.weight_gradients)
        for numbers, gradients in places:
            for i, a in enumerate(gradients):
                numbers[i] += 1e-5
                above = network.loss(inputs, target)
                numbers[i] -= 2e-5
                n = (above - network.loss(inputs, target)) / 2e-5
                numbers[i] += 1e-5
                largest = max(largest, abs(a - n) / max(abs(a) + abs(n), 1e-3))
    return largest


@mistake(
    "gradient_check",
    "The biases are left out. They have gradients too: check every layer's biases.",
)
def biases_left_out(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake("gradient_check", "The weights are left out: only the biases are checked.")
def weights_left_out(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "Only the first layer is checked. Go through all of them, and return after the loop.",
)
def first_layer_checked(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
        return max(errors)


@mistake(
    "gradient_check",
    "Only the last layer's errors count in the end. Keep one maximum over all of network.layers.",
)
def last_layer_checked(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers[-1:]:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "Each error replaces the one before, so the last is returned. "
    "Keep the largest: max(largest, error).",
)
def last_error_only(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return errors[-1]


@mistake(
    "gradient_check",
    "That is the mean error, in which one wrong gradient hardly shows. Return the largest: max.",
)
def mean_error(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return sum(errors) / len(errors)


@mistake("gradient_check", "That is the absolute error |a - n|. Divide it by max(|a| + |n|, 1e-3).")
def absolute_error(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "That says whether backward is right. Return the largest error itself, a number.",
)
def right_or_wrong(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors) < 1e-6


@mistake(
    "gradient_check",
    "The measured gradients are compared with themselves, so the error is 0 whatever backward "
    "does.",
)
def measured_with_itself(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row in layer.weights:
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(measured, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(measured, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "backward is not run, so the gradients are old ones or none. Run loss, then backward, first.",
)
def backward_left_out(network, inputs, target):
    network.loss(inputs, target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "backward comes before forward, and so works on an earlier example, or on none. "
    "Run loss first.",
)
def backward_before_forward(network, inputs, target):
    network.backward(target)
    network.loss(inputs, target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake("gradient_check", "Without abs an error below 0 is never the largest. Take |a - n|.")
def sign_counts(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "That divides by |n| alone. Divide by |a| + |n|, or by 1e-3 where that is larger.",
)
def over_measured_alone(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "The two sizes are not added below the line. "
    "Divide by |a| + |n|, or by 1e-3 where that is larger.",
)
def sizes_not_added(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a), abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "1e-3 is added to |a| + |n|. It is a floor: take the larger of the two, max(|a| + |n|, 1e-3).",
)
def floor_added_to_sizes(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / (abs(a) + abs(n) + 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "The weights stay where they were moved to. Put each number back before the next is moved.",
)
def parameters_left_moved(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    largest = 0.0
    for layer in network.layers:
        places = [(layer.biases, layer.bias_gradients)]
        places += zip(layer.weights, layer.weight_gradients)
        for numbers, gradients in places:
            for i, a in enumerate(gradients):
                numbers[i] += 1e-5
                above = network.loss(inputs, target)
                numbers[i] -= 2e-5
                n = (above - network.loss(inputs, target)) / 2e-5
                largest = max(largest, abs(a - n) / max(abs(a) + abs(n), 1e-3))
    return largest


@mistake("gradient_check", "0 / 0, where both gradients are 0. Divide by max(|a| + |n|, 1e-3).")
def no_floor(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / (abs(a) + abs(n)) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "The floor is missing, or lower than 1e-3. Divide by max(|a| + |n|, 1e-3).",
)
def floor_too_low(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-12) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "1e-8 is added to |a| + |n|. The floor is 1e-3, and no sum: max(|a| + |n|, 1e-3).",
)
def trifle_added(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / (abs(a) + abs(n) + 1e-8) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "Every measured slope is 0: the network doesn't hold the moved numbers when the loss "
    "is taken. f must put them in place.",
)
def measured_off_the_network(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda _: network.loss(inputs, target), list(row))
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda _: network.loss(inputs, target), list(layer.biases))
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "The moved list is handed to loss as its inputs. "
    "It belongs in the network: put it in place there, then take the loss.",
)
def moved_list_as_inputs(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    errors = []
    for layer in network.layers:
        pairs = []
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            measured = numerical_gradient(lambda moved: network.loss(moved, target), row)
            pairs += zip(gradients, measured)
        measured = numerical_gradient(lambda moved: network.loss(moved, target), layer.biases)
        pairs += zip(layer.bias_gradients, measured)
        errors += [abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in pairs]
    return max(errors)


@mistake(
    "gradient_check",
    "The slopes are measured on one side only, which is too rough. Call numerical_gradient.",
)
def measured_on_one_side(network, inputs, target):
    before = network.loss(inputs, target)
    network.backward(target)
    largest = 0.0
    for layer in network.layers:
        places = [(layer.biases, layer.bias_gradients)]
        places += zip(layer.weights, layer.weight_gradients)
        for numbers, gradients in places:
            for i, a in enumerate(gradients):
                saved = numbers[i]
                numbers[i] = saved + 1e-5
                n = (network.loss(inputs, target) - before) / 1e-5
                numbers[i] = saved
                largest = max(largest, abs(a - n) / max(abs(a) + abs(n), 1e-3))
    return largest
