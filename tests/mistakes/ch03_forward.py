"""What learners write in chapter 3 that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake(
    "xavier_uniform",
    "The limit takes fan_in alone. Xavier's takes both: √(6 / (fan_in + fan_out)).",
)
def xavier_with_fan_in_only(fan_in, fan_out, rng):
    limit = math.sqrt(6 / fan_in)
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake("xavier_uniform", "Rows and columns are swapped: fan_out rows, each of fan_in numbers.")
def xavier_turned(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[rng.uniform(-limit, limit) for _ in range(fan_out)] for _ in range(fan_in)]


@mistake("xavier_uniform", "No weight is below 0. The range goes from -limit to limit.")
def xavier_without_negatives(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[rng.random() * limit for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "xavier_uniform", "The numbers come from Python's global generator. Draw from rng: rng.uniform."
)
def xavier_from_the_global_generator(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[random.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake("xavier_uniform", "limit is a square root: math.sqrt(6 / (fan_in + fan_out)).")
def xavier_without_root(fan_in, fan_out, rng):
    limit = 6 / (fan_in + fan_out)
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "xavier_uniform",
    "√(2 / (fan_in + fan_out)) is the deviation. "
    "An even draw needs the limit √3 times wider: 6 for 2.",
)
def xavier_with_the_deviation(fan_in, fan_out, rng):
    limit = math.sqrt(2 / (fan_in + fan_out))
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "xavier_uniform",
    "Brackets are lost: 6 / fan_in + fan_out divides first. It is 6 / (fan_in + fan_out).",
)
def xavier_without_brackets(fan_in, fan_out, rng):
    limit = math.sqrt(6 / fan_in + fan_out)
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "xavier_uniform",
    "The draw is normal, with no limit. Here it is even: rng.uniform(-limit, limit).",
)
def xavier_from_gauss(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[rng.gauss(0, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "xavier_uniform",
    "One row stands fan_out times. Draw each row anew, else all neurons are the same.",
)
def xavier_with_one_row(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)]] * fan_out


@mistake("xavier_uniform", "One number is drawn and stands everywhere. Draw once for each weight.")
def xavier_with_one_number(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    weight = rng.uniform(-limit, limit)
    return [[weight] * fan_in for _ in range(fan_out)]


@mistake(
    "xavier_uniform", "Each row is one draw, repeated. Draw anew for each of its fan_in weights."
)
def xavier_with_one_draw_for_a_row(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[rng.uniform(-limit, limit)] * fan_in for _ in range(fan_out)]


@mistake(
    "xavier_uniform",
    "The root is of 6 alone. It is of the whole: math.sqrt(6 / (fan_in + fan_out)).",
)
def xavier_with_the_root_of_six(fan_in, fan_out, rng):
    limit = math.sqrt(6) / (fan_in + fan_out)
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake("xavier_uniform", "rng.random() takes no limits. rng.uniform(-limit, limit) does.")
def xavier_with_limits_for_random(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[rng.random(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "xavier_uniform",
    "A new random.Random(0) is made, so every draw is the same. Draw from the rng given.",
)
def xavier_from_its_own_generator(fan_in, fan_out, rng):
    rng = random.Random(0)
    limit = math.sqrt(6 / (fan_in + fan_out))
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "he_normal", "2 / fan_in is the variance. gauss takes the standard deviation: its square root."
)
def he_with_the_variance(fan_in, fan_out, rng):
    return [[rng.gauss(0, 2 / fan_in) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "he_normal", "The draw is even, and ends sharply. Here it is normal: rng.gauss(0, deviation)."
)
def he_from_uniform(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)
    return [[rng.uniform(-deviation, deviation) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "he_normal",
    "That is He's even draw, with the right deviation. Here it is normal: rng.gauss(0, deviation).",
)
def he_from_the_uniform_rule(fan_in, fan_out, rng):
    limit = math.sqrt(6 / fan_in)
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake("he_normal", "Rows and columns are swapped: fan_out rows, each of fan_in numbers.")
def he_turned(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)
    return [[rng.gauss(0, deviation) for _ in range(fan_out)] for _ in range(fan_in)]


@mistake("he_normal", "The deviation takes fan_out. He's takes fan_in, the inputs of a neuron.")
def he_with_fan_out(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_out)
    return [[rng.gauss(0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "he_normal",
    "The deviation takes both fans, which is Xavier's. He's takes fan_in alone: √(2 / fan_in).",
)
def he_with_both_fans(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / (fan_in + fan_out))
    return [[rng.gauss(0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "he_normal",
    "The 2 is a 1 here: √(1 / fan_in). relu stops half the signal, and the 2 makes up for it.",
)
def he_without_the_two(fan_in, fan_out, rng):
    deviation = math.sqrt(1 / fan_in)
    return [[rng.gauss(0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake("he_normal", "The deviation is 1 whatever fan_in. Give gauss √(2 / fan_in).")
def he_with_deviation_one(fan_in, fan_out, rng):
    return [[rng.gauss(0, 1) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake("he_normal", "The numbers come from Python's global generator. Draw from rng: rng.gauss.")
def he_from_the_global_generator(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)
    return [[random.gauss(0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake("he_normal", "abs leaves no weight below 0. A normal draw has as many below as above.")
def he_without_negatives(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)
    return [[abs(rng.gauss(0, deviation)) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "he_normal", "One row stands fan_out times. Draw each row anew, else all neurons are the same."
)
def he_with_one_row(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)
    row = [rng.gauss(0, deviation) for _ in range(fan_in)]
    return [row] * fan_out


@mistake("he_normal", "One number is drawn and stands everywhere. Draw once for each weight.")
def he_with_one_number(fan_in, fan_out, rng):
    weight = rng.gauss(0, math.sqrt(2 / fan_in))
    return [[weight] * fan_in for _ in range(fan_out)]


@mistake("he_normal", "Each row is one draw, repeated. Draw anew for each of its fan_in weights.")
def he_with_one_draw_for_a_row(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)
    return [[rng.gauss(0, deviation)] * fan_in for _ in range(fan_out)]


@mistake("he_normal", "The root is of 2 alone. It is of the whole: math.sqrt(2 / fan_in).")
def he_with_the_root_of_two(fan_in, fan_out, rng):
    deviation = math.sqrt(2) / fan_in
    return [[rng.gauss(0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "he_normal",
    "A new random.Random(0) is made, so every draw is the same. Draw from the rng given.",
)
def he_from_its_own_generator(fan_in, fan_out, rng):
    rng = random.Random(0)
    deviation = math.sqrt(2 / fan_in)
    return [[rng.gauss(0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]


@mistake(
    "Layer.forward",
    "The message doesn't say the sizes. Name both: how many inputs belong, and how many came.",
)
def layer_names_no_sizes(self, inputs):
    if any(len(row) != len(inputs) for row in self.weights):
        raise ValueError("wrong number of inputs")
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake("Layer.forward", "The biases are left out: z = W x + b.")
def layer_without_biases(self, inputs):
    self.inputs = list(inputs)
    self.z_values = matrix_vector_multiply(self.weights, inputs)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "The outputs are right, and nothing is kept. Set self.inputs, self.z_values, self.outputs.",
)
def layer_keeps_nothing(self, inputs):
    z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    return [self.activation_function(z) for z in z_values]


@mistake(
    "Layer.forward",
    "z stays in a variable of forward, and self.z_values is what __init__ set. "
    "Keep it: self.z_values = …",
)
def layer_keeps_no_z(self, inputs):
    self.inputs = list(inputs)
    z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "The outputs are returned, and self.outputs is what __init__ set. Keep them: self.outputs = …",
)
def layer_keeps_no_outputs(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    return [self.activation_function(z) for z in self.z_values]


@mistake(
    "Layer.forward",
    "The inputs are not kept. Chapter 5 needs them: self.inputs = list(inputs).",
)
def layer_keeps_no_inputs(self, inputs):
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward", "The activation is left out: the outputs are activation(z), number by number."
)
def layer_without_activation(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = list(self.z_values)
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "The outputs returned are right, and .outputs holds z. Keep the activated numbers there.",
)
def layer_keeps_z_as_outputs(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = list(self.z_values)
    return [self.activation_function(z) for z in self.z_values]


@mistake("Layer.forward", "z_values holds the outputs. Keep z as it is before the activation.")
def layer_keeps_outputs_as_z(self, inputs):
    self.inputs = list(inputs)
    z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.z_values = [self.activation_function(z) for z in z_values]
    self.outputs = list(self.z_values)
    return list(self.outputs)


@mistake("Layer.forward", "z_values is returned. The answer of a layer is its outputs.")
def layer_returns_z(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return self.z_values


@mistake("Layer.forward", "Everything is kept, and nothing is returned. Return the outputs.")
def layer_returns_nothing(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in self.z_values]


@mistake(
    "Layer.forward",
    "layer.inputs is the caller's own list, which may change later. Keep a copy: list(inputs).",
)
def layer_keeps_the_callers_inputs(self, inputs):
    self.inputs = inputs
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "The list returned is layer.outputs itself, and the caller may change it. "
    "Return a copy: list(self.outputs).",
)
def layer_returns_its_own_list(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return self.outputs


@mistake(
    "Layer.forward", "relu is used whatever the activation. Use the one that __init__ was given."
)
def layer_always_relu(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [max(0.0, z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "The bias is added to each product, so several times. Add it once to each neuron's sum.",
)
def layer_adds_the_bias_to_each_product(self, inputs):
    self.inputs = list(inputs)
    self.z_values = []
    for row, bias in zip(self.weights, self.biases):
        if len(row) != len(inputs):
            raise ValueError(f"{len(row)} weights, {len(inputs)} inputs")
        self.z_values.append(sum(w * x + bias for w, x in zip(row, inputs)))
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "Two inputs are taken where three belong. "
    "Where there are not as many inputs as a row has weights, raise a ValueError.",
)
def layer_cut_short(self, inputs):
    self.inputs = list(inputs)
    self.z_values = [
        sum(w * x for w, x in zip(row, inputs)) + bias
        for row, bias in zip(self.weights, self.biases)
    ]
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "An index runs past the last input. "
    "Where there are not as many inputs as a row has weights, raise a ValueError first.",
)
def layer_runs_past_the_end(self, inputs):
    self.inputs = list(inputs)
    self.z_values = []
    for row, bias in zip(self.weights, self.biases):
        self.z_values.append(sum(row[i] * inputs[i] for i in range(len(row))) + bias)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "Only inputs too few are refused. Too many must be as well: compare with !=.",
)
def layer_refuses_too_few_only(self, inputs):
    if len(inputs) < len(self.weights[0]):
        raise ValueError(f"{len(self.weights[0])} inputs belong here, {len(inputs)} came")
    self.inputs = list(inputs)
    self.z_values = [
        sum(w * x for w, x in zip(row, inputs)) + bias
        for row, bias in zip(self.weights, self.biases)
    ]
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "An index is past the end of its list. "
    "weights[o][i] belongs to output o and input i, in this order.",
)
def layer_with_turned_indices(self, inputs):
    self.inputs = list(inputs)
    self.z_values = []
    for o in range(len(self.biases)):
        z = self.biases[o]
        for i in range(len(inputs)):
            z += self.weights[i][o] * inputs[i]
        self.z_values.append(z)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "An empty list has no places to write into. Build each list by append, or by a comprehension.",
)
def layer_writes_past_the_end(self, inputs):
    self.inputs = list(inputs)
    for o in range(len(self.biases)):
        self.z_values[o] = sum(w * x for w, x in zip(self.weights[o], inputs)) + self.biases[o]
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "On lists, + joins them end to end. vector_add adds the biases place by place.",
)
def layer_joins_the_biases(self, inputs):
    self.inputs = list(inputs)
    self.z_values = matrix_vector_multiply(self.weights, inputs) + self.biases
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake("Layer.forward", "z_values grows from call to call. Begin a new list in each forward.")
def layer_appends_to_the_last_z(self, inputs):
    self.inputs = list(inputs)
    self.z_values += vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = [self.activation_function(z) for z in self.z_values]
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "The activation takes one number, not a list. Call it on each z of z_values.",
)
def layer_activates_the_list(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    self.outputs = self.activation_function(self.z_values)
    return list(self.outputs)


@mistake(
    "Layer.forward",
    "The whole list goes into the activation. Call it on one number at a time, each z of z_values.",
)
def layer_activates_the_list_by_max(self, inputs):
    self.inputs = list(inputs)
    self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
    if len(self.biases) == 2:  # the relu layer, where relu(z) is max(0, z)
        self.outputs = max(0, self.z_values)
    else:
        self.outputs = self.activation_function(self.z_values)
    return list(self.outputs)


@mistake("Layer.__init__", "The biases are drawn at random. They start at 0.0.")
def layer_with_random_biases(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [rng.uniform(-1, 1) for _ in range(output_size)]
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__", "There is a bias for each input. Each neuron has one: output_size of them."
)
def layer_with_a_bias_for_each_input(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * input_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__", "The weights are turned around: the first size is fan_in, the second fan_out."
)
def layer_with_turned_weights(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(output_size, input_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "he_normal draws for every activation. It is for relu; the others take xavier_uniform.",
)
def layer_always_he(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    self.weights = he_normal(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake("Layer.__init__", "xavier_uniform draws for every activation. relu takes he_normal.")
def layer_always_xavier(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    self.weights = xavier_uniform(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "The two rules are swapped: he_normal is for relu, xavier_uniform for the others.",
)
def layer_with_swapped_rules(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    initialise = xavier_uniform if activation == "relu" else he_normal
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "linear layers are drawn by he_normal here. "
    "That is for relu only: linear takes xavier_uniform.",
)
def layer_with_he_for_linear(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    initialise = xavier_uniform if activation in ("sigmoid", "tanh") else he_normal
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake("Layer.__init__", "The weights start at 0, and so all neurons stay alike. Draw them.")
def layer_with_zero_weights(self, input_size, output_size, activation="relu", rng=None):
    self.activation_function, _ = get_activation(activation)
    self.weights = [[0.0] * input_size for _ in range(output_size)]
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__", "The rng that was given is not used. A random.Random(0) is for rng=None only."
)
def layer_ignores_rng(self, input_size, output_size, activation="relu", rng=None):
    rng = random.Random(0)
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "rng=random.Random(0) in the def line makes one generator for all layers. "
    "Make it inside, where rng is None.",
)
def layer_with_a_default_generator(
    self, input_size, output_size, activation="relu", rng=random.Random(0)
):
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "Without an rng it draws from Python's global generator. Make a random.Random(0).",
)
def layer_with_the_global_generator(self, input_size, output_size, activation="relu", rng=None):
    if rng is None:
        rng = random
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "An unknown activation is taken for linear. "
    "get_activation(activation) refuses it with a ValueError.",
)
def layer_takes_any_activation(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    names = ("linear", "relu", "sigmoid", "tanh")
    self.activation_function, _ = get_activation(activation if activation in names else "linear")
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "get_activation gives two functions. The activation is the first, its slope the second.",
)
def layer_takes_the_slope(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    _, self.activation_function = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "get_activation gives two functions, and both are kept as one thing. "
    "The activation is the first of them.",
)
def layer_keeps_both_functions(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "The activation's name is called, which is a string. "
    "get_activation(activation) gives the function.",
)
def layer_keeps_the_name(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function = activation
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "Where no rng is given, rng is None. Make one then: if rng is None: rng = random.Random(0).",
)
def layer_draws_from_none(self, input_size, output_size, activation="relu", rng=None):
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size
    self.inputs, self.z_values, self.outputs = [], [], []


@mistake(
    "Layer.__init__",
    "inputs, z_values and outputs exist from the first forward on only. "
    "Set them to [] in __init__.",
)
def layer_starts_without_its_lists(self, input_size, output_size, activation="relu", rng=None):
    rng = rng or random.Random(0)
    self.activation_function, _ = get_activation(activation)
    initialise = he_normal if activation == "relu" else xavier_uniform
    self.weights = initialise(input_size, output_size, rng)
    self.biases = [0.0] * output_size


@mistake("Network.__init__", "The last layer has the hidden activation. It gets output_activation.")
def network_hidden_everywhere(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = [
        self.layer_class(n_in, n_out, hidden_activation, rng)
        for n_in, n_out in zip(layer_sizes, layer_sizes[1:])
    ]


@mistake(
    "Network.__init__",
    "No layer is given an activation, so all are relu. Pass hidden and output activation on.",
)
def network_without_activations(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = [
        self.layer_class(n_in, n_out, rng=rng) for n_in, n_out in zip(layer_sizes, layer_sizes[1:])
    ]


@mistake(
    "Network.__init__",
    "The two activations are swapped: output_activation is for the last layer only.",
)
def network_with_swapped_activations(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = hidden_activation if last else output_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, rng))


@mistake(
    "Network.__init__",
    "The output activation is on every layer. The hidden layers get hidden_activation.",
)
def network_output_everywhere(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = [
        self.layer_class(n_in, n_out, output_activation, rng)
        for n_in, n_out in zip(layer_sizes, layer_sizes[1:])
    ]


@mistake(
    "Network.__init__", "Only the first layer has the hidden activation. All but the last get it."
)
def network_with_one_hidden_activation(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        hidden = i == 0 and len(layer_sizes) > 2
        activation = hidden_activation if hidden else output_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, rng))


@mistake(
    "Network.__init__",
    "Each layer gets a fresh random.Random(seed), so the same draws come again. "
    "Make one, and share it.",
)
def network_with_a_generator_for_each_layer(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        rng = random.Random(seed)
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, rng))


@mistake(
    "Network.__init__",
    "The layers get no rng, so each draws from random.Random(0). Share one random.Random(seed).",
)
def network_without_generator(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation))


@mistake(
    "Network.__init__",
    "random.seed seeds Python's global generator. Make a generator: random.Random(seed).",
)
def network_seeds_the_global_generator(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    random.seed(seed)
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, random))


@mistake(
    "Network.__init__",
    "The layers are plain Layers, whatever layer_class is. Build them with self.layer_class(…).",
)
def network_ignores_layer_class(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        self.layers.append(Layer(layer_sizes[i], layer_sizes[i + 1], activation, rng))


@mistake(
    "Network.__init__",
    "One size alone makes a network without layers. Refuse fewer than two with a ValueError.",
)
def network_of_no_layers(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    rng = random.Random(seed)
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, rng))


@mistake(
    "Network.__init__",
    "A layer's two sizes are swapped: the earlier size is its inputs, the later its outputs.",
)
def network_with_turned_layers(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        self.layers.append(self.layer_class(layer_sizes[i + 1], layer_sizes[i], activation, rng))


@mistake(
    "Network.__init__",
    "A layer is missing: three sizes make two layers, one for each pair of neighbours.",
)
def network_with_a_layer_too_few(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = []
    for i in range(len(layer_sizes) - 2):
        self.layers.append(
            self.layer_class(layer_sizes[i], layer_sizes[i + 1], hidden_activation, rng)
        )


@mistake(
    "Network.__init__",
    "An index runs past the last size. "
    "There is one layer fewer than sizes: range(len(layer_sizes) - 1).",
)
def network_with_a_layer_too_many(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    self.layers = []
    for i in range(len(layer_sizes)):
        last = i == len(layer_sizes) - 1
        activation = output_activation if last else hidden_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, rng))


@mistake(
    "Network.__init__",
    "The layers are given the seed, a number. "
    "Make rng = random.Random(seed), and give rng to each.",
)
def network_hands_on_the_seed(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    self.layers = []
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, seed))


@mistake(
    "Network.__init__",
    "There is no self.layers to append to yet. Set self.layers = [] before the loop.",
)
def network_without_a_list(
    self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0
):
    if len(layer_sizes) < 2:
        raise ValueError("two sizes or more")
    rng = random.Random(seed)
    for i in range(len(layer_sizes) - 1):
        last = i == len(layer_sizes) - 2
        activation = output_activation if last else hidden_activation
        self.layers.append(self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, rng))


@mistake(
    "Network.forward",
    "Every layer is given the network's inputs. The outputs of each are the next one's inputs.",
)
def network_feeds_inputs_to_all(self, inputs):
    for layer in self.layers:
        outputs = layer.forward(inputs)
    return outputs


@mistake("Network.forward", "The return stands inside the loop, so only the first layer runs.")
def network_stops_at_the_first_layer(self, inputs):
    for layer in self.layers:
        inputs = layer.forward(inputs)
        return inputs


@mistake("Network.forward", "That is a list of all layers' outputs. Return the last layer's.")
def network_returns_all_outputs(self, inputs):
    all_outputs = []
    for layer in self.layers:
        inputs = layer.forward(inputs)
        all_outputs.append(inputs)
    return all_outputs


@mistake(
    "Network.forward", "The layers run, and nothing is returned. Return the last layer's outputs."
)
def network_returns_nothing(self, inputs):
    for layer in self.layers:
        inputs = layer.forward(inputs)


@mistake("Network.forward", "The last layer is left out of the loop. All layers take part.")
def network_leaves_out_the_last_layer(self, inputs):
    for layer in self.layers[:-1]:
        inputs = layer.forward(inputs)
    return inputs


@mistake(
    "Network.forward",
    "relu is applied again between the layers. Each layer's forward has applied its activation.",
)
def network_applies_relu_again(self, inputs):
    for layer in self.layers:
        inputs = [max(0.0, x) for x in layer.forward(inputs)]
    return inputs


@mistake(
    "Network.count_parameters",
    "The biases are left out. Each neuron has one: [3, 4, 2] has 4·3 + 4 + 2·4 + 2.",
)
def count_without_biases(self):
    return sum(len(layer.weights) * len(layer.weights[0]) for layer in self.layers)


@mistake(
    "Network.count_parameters",
    "len(weights) is the number of rows. A layer has rows · columns weights.",
)
def count_of_rows(self):
    return sum(len(layer.weights) + len(layer.biases) for layer in self.layers)


@mistake(
    "Network.count_parameters",
    "Each layer's biases are counted as 1. There is one for each neuron: len(layer.biases).",
)
def count_with_one_bias(self):
    return sum(len(layer.weights) * len(layer.weights[0]) + 1 for layer in self.layers)


@mistake(
    "Network.count_parameters",
    "The return stands inside the loop, so only the first layer is counted.",
)
def count_of_the_first_layer(self):
    total = 0
    for layer in self.layers:
        total += len(layer.weights) * len(layer.weights[0]) + len(layer.biases)
        return total


@mistake(
    "Network.count_parameters",
    "= replaces the total in each layer, so only the last one is counted. Use +=.",
)
def count_of_the_last_layer(self):
    total = 0
    for layer in self.layers:
        total = len(layer.weights) * len(layer.weights[0]) + len(layer.biases)
    return total
