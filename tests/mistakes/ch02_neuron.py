"""What learners write in chapter 2 that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake(
    "sigmoid",
    "exp(-z) overflows when z is far below 0. There, use the same value written e^z / (1 + e^z).",
)
def overflows_below_zero(z):
    return 1 / (1 + math.exp(-z))


@mistake("sigmoid", "The minus of e^-z is lost, so the curve falls. It is exp(-z).")
def sigmoid_without_minus(z):
    return 1 / (1 + math.exp(z))


@mistake(
    "sigmoid", "1 / 1 + exp(-z) divides first and adds after. The sum needs brackets: 1 / (1 + …)."
)
def sigmoid_without_brackets(z):
    return 1 / 1 + math.exp(-z)


@mistake(
    "sigmoid",
    "e^z / (1 + e^z) overflows when z is far above 0. There, use 1 / (1 + e^-z).",
)
def overflows_above_zero(z):
    return math.exp(z) / (1 + math.exp(z))


@mistake(
    "sigmoid",
    "Where z is below 0 it gives sigmoid(-z). There it is math.exp(z) / (1 + math.exp(z)).",
)
def sigmoid_mirrored_below_zero(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return 1 / (1 + math.exp(z))


@mistake("sigmoid", "Below 0 that is e^z alone. Divide it by 1 + e^z.")
def sigmoid_undivided_below_zero(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z)


@mistake(
    "sigmoid",
    "Below 0 brackets are missing: e^z / 1 + e^z divides first and adds after. "
    "It is e^z / (1 + e^z).",
)
def sigmoid_without_brackets_below_zero(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / 1 + math.exp(z)


@mistake("sigmoid", "Below 0 the lower line has a minus, 1 - e^z. It is e^z / (1 + e^z).")
def sigmoid_with_minus_below_zero(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 - math.exp(z))


@mistake("sigmoid", "At z = 0 no return is reached. Let one of the two cases hold 0 too: z >= 0.")
def sigmoid_without_zero(z):
    if z > 0:
        return 1 / (1 + math.exp(-z))
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))


@mistake("sigmoid", "e is cut to 2.71828, and the grader sees it. math.exp(z) has all the digits.")
def sigmoid_with_five_digits(z):
    return 1 / (1 + 2.71828**-z)


@mistake("sigmoid", "e is cut to 2.718, and the grader sees it. math.exp(z) has all the digits.")
def sigmoid_with_three_digits(z):
    return 1 / (1 + 2.718**-z)


@mistake(
    "sigmoid",
    "e ** -z overflows when z is far below 0. There, use the same value written e^z / (1 + e^z).",
)
def sigmoid_by_power_overflows(z):
    return 1 / (1 + math.e**-z)


@mistake(
    "sigmoid",
    "math.exp is the function itself. e to the power -z is its answer at -z: math.exp(-z).",
)
def sigmoid_by_power_of_exp(z):
    return 1 / (1 + math.exp**-z)


@mistake("sigmoid", "exp belongs to the module math: write math.exp(-z).")
def sigmoid_without_module(z):
    return 1 / (1 + exp(-z))


@mistake("sigmoid", "That is 0 or 1. The sigmoid goes smoothly from 0 to 1, with 0.5 at z = 0.")
def sigmoid_as_a_step(z):
    return 1 if z > 0 else 0


@mistake("sigmoid", "That is tanh, from -1 to 1. The sigmoid lies between 0 and 1.")
def sigmoid_as_tanh(z):
    return math.tanh(z)


@mistake(
    "sigmoid_derivative",
    "That is z (1 - z), made for a. z comes in here, so a = sigmoid(z) comes first.",
)
def slope_from_z(z):
    return z * (1 - z)


@mistake(
    "sigmoid_derivative",
    "The sigmoid is taken twice, which gives the slope at a. Take it once: a = sigmoid(z).",
)
def slope_at_a(z):
    a = sigmoid(z)
    return sigmoid(a) * (1 - sigmoid(a))


@mistake("sigmoid_derivative", "That is the sigmoid itself. Its slope is a (1 - a).")
def slope_is_sigmoid(z):
    return sigmoid(z)


@mistake("sigmoid_derivative", "a * 1 - a is always 0: times goes before minus. It is a * (1 - a).")
def slope_without_brackets(z):
    return sigmoid(z) * 1 - sigmoid(z)


@mistake("sigmoid_derivative", "The second factor is sigmoid(1 - z). It is 1 - sigmoid(z).")
def slope_with_one_minus_z(z):
    return sigmoid(z) * sigmoid(1 - z)


@mistake("sigmoid_derivative", "The second factor is 1 - z. It is 1 - sigmoid(z).")
def slope_with_z_in_one_factor(z):
    return sigmoid(z) * (1 - z)


@mistake(
    "sigmoid_derivative",
    "sigmoid alone is the function itself. Its answer at z is sigmoid(z).",
)
def slope_of_the_function(z):
    return sigmoid * (1 - sigmoid)


@mistake(
    "sigmoid_derivative", "That is 1 - a², the shape of tanh's slope. The sigmoid's is a (1 - a)."
)
def slope_of_tanh_from_sigmoid(z):
    return 1 - sigmoid(z) ** 2


@mistake(
    "sigmoid_derivative", "exp(-z) overflows when z is far below 0. sigmoid(z) is safe: a (1 - a)."
)
def slope_overflows(z):
    return math.exp(-z) / (1 + math.exp(-z)) ** 2


@mistake(
    "tanh_derivative",
    "That is 1 - z², made for a. z comes in here, so a = math.tanh(z) comes first.",
)
def tanh_slope_from_z(z):
    return 1 - z**2


@mistake(
    "tanh_derivative",
    "tanh is taken twice, which gives the slope at a. Take it once: a = math.tanh(z).",
)
def tanh_slope_at_a(z):
    a = math.tanh(z)
    return 1 - math.tanh(a) ** 2


@mistake("tanh_derivative", "The square is missing: the slope is 1 - a², with a = tanh(z).")
def tanh_slope_without_square(z):
    return 1 - math.tanh(z)


@mistake("tanh_derivative", "That is a (1 - a), the sigmoid's slope. The slope of tanh is 1 - a².")
def tanh_slope_of_sigmoid(z):
    a = math.tanh(z)
    return a * (1 - a)


@mistake("tanh_derivative", "The square is on z. It belongs on tanh(z): math.tanh(z) ** 2.")
def tanh_of_square(z):
    return 1 - math.tanh(z**2)


@mistake("tanh_derivative", "^ is no power in Python. Write t ** 2, or t * t.")
def tanh_slope_with_caret(z):
    t = math.tanh(z)
    return 1 - t ^ 2


@mistake("tanh_derivative", "* 2 doubles tanh(z). Its square is math.tanh(z) ** 2.")
def tanh_slope_doubled(z):
    return 1 - math.tanh(z) * 2


@mistake(
    "tanh_derivative",
    "The whole difference is squared. Square tanh(z) alone: 1 - math.tanh(z) ** 2.",
)
def tanh_slope_squared(z):
    return (1 - math.tanh(z)) ** 2


@mistake("tanh_derivative", "tanh belongs to the module math: write math.tanh(z).")
def tanh_slope_without_module(z):
    return 1 - tanh(z) ** 2


@mistake("relu", "abs turns a negative z around. relu gives 0 there.")
def relu_as_abs(z):
    return abs(z)


@mistake(
    "relu", "That is leaky relu: it lets a little of a negative z through. Plain relu gives 0."
)
def relu_leaks(z):
    return z if z > 0 else 0.01 * z


@mistake("relu", "That is a step, 0 or 1. Where z is positive, relu gives z itself.")
def relu_as_a_step(z):
    return 1 if z > 0 else 0


@mistake("relu", "min keeps the negative side. relu keeps the positive one: max(0, z).")
def relu_with_min(z):
    return min(0, z)


@mistake("relu", "Where z isn't positive no return is reached, so None comes back. Return 0 there.")
def relu_without_else(z):
    if z > 0:
        return z


@mistake("relu_derivative", "z > 0 is True or False. The slope is a number: 1.0 or 0.0.")
def relu_slope_as_bool(z):
    return z > 0


@mistake("relu_derivative", "At z = 0 we take the slope 0. So 1 belongs to z > 0, not to z >= 0.")
def kink_with_slope_one(z):
    return 1.0 if z >= 0 else 0.0


@mistake(
    "relu_derivative",
    "That is relu itself. Where z is positive its slope is 1, however large z is.",
)
def relu_slope_is_z(z):
    return z if z > 0 else 0.0


@mistake("relu_derivative", "Below 0 relu is flat: the slope is 0. -1 is the slope of abs.")
def relu_slope_of_abs(z):
    if z == 0:
        return 0.0
    return 1.0 if z > 0 else -1.0


@mistake("relu_derivative", "0.01 below 0 is the slope of leaky relu. Plain relu is flat there: 0.")
def relu_slope_leaks(z):
    return 1.0 if z > 0 else 0.01


@mistake(
    "relu_derivative", "At z = 0 this gives 0.5, the middle of the two sides. We take 0 there."
)
def kink_with_slope_half(z):
    if z == 0:
        return 0.5
    return 1.0 if z > 0 else 0.0


@mistake(
    "Neuron.forward",
    "The message doesn't say the sizes. Name both: how many weights, how many inputs.",
)
def neuron_names_no_sizes(self, inputs):
    if len(inputs) != len(self.weights):
        raise ValueError("wrong number of inputs")
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs) + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake("Neuron.forward", "The bias is left out: z = weights · inputs + bias.")
def neuron_without_bias(self, inputs):
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs)
    self.a = self.activation_function(self.z)
    return self.a


@mistake(
    "Neuron.forward", "a is right, and nothing is kept. Set self.inputs, self.z and self.a too."
)
def neuron_keeps_nothing(self, inputs):
    z = dot_product(self.weights, inputs) + self.bias
    return self.activation_function(z)


@mistake(
    "Neuron.forward",
    "z stays in a variable of forward, and self.z is what __init__ set. Keep it: self.z = …",
)
def neuron_keeps_no_z(self, inputs):
    self.inputs = list(inputs)
    z = dot_product(self.weights, inputs) + self.bias
    self.a = self.activation_function(z)
    return self.a


@mistake("Neuron.forward", "a is returned, and self.a is what __init__ set. Keep it: self.a = …")
def neuron_keeps_no_a(self, inputs):
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs) + self.bias
    return self.activation_function(self.z)


@mistake(
    "Neuron.forward",
    "The inputs are not kept. Chapter 5 needs them: self.inputs = list(inputs).",
)
def neuron_keeps_no_inputs(self, inputs):
    self.z = dot_product(self.weights, inputs) + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake(
    "Neuron.forward",
    "Python doesn't multiply two lists. dot_product(self.weights, inputs) does.",
)
def neuron_multiplies_lists(self, inputs):
    self.inputs = list(inputs)
    self.z = self.weights * inputs + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake("Neuron.forward", "self.z holds a. Keep z as it is before the activation.")
def neuron_keeps_a_as_z(self, inputs):
    self.inputs = list(inputs)
    self.z = self.activation_function(dot_product(self.weights, inputs) + self.bias)
    self.a = self.z
    return self.a


@mistake("Neuron.forward", "The activation is left out: a = activation(z).")
def neuron_without_activation(self, inputs):
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs) + self.bias
    self.a = self.z
    return self.a


@mistake("Neuron.forward", "z is returned. The answer of a neuron is a.")
def neuron_returns_z(self, inputs):
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs) + self.bias
    self.a = self.activation_function(self.z)
    return self.z


@mistake(
    "Neuron.forward", "Everything is kept, and nothing is returned. The last line is return self.a."
)
def neuron_returns_nothing(self, inputs):
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs) + self.bias
    self.a = self.activation_function(self.z)


@mistake(
    "Neuron.forward",
    "self.inputs is the caller's own list, which may change later. Keep a copy: list(inputs).",
)
def neuron_keeps_the_callers_inputs(self, inputs):
    self.inputs = inputs
    self.z = dot_product(self.weights, inputs) + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake(
    "Neuron.forward", "relu is used whatever the activation. Use the one that __init__ was given."
)
def neuron_always_relu(self, inputs):
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs) + self.bias
    self.a = relu(self.z)
    return self.a


@mistake("Neuron.forward", "The bias multiplies the sum. It is added: weights · inputs + bias.")
def neuron_multiplies_by_bias(self, inputs):
    self.inputs = list(inputs)
    self.z = dot_product(self.weights, inputs) * self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake("Neuron.forward", "The bias is added in the loop, once for each input. Add it once.")
def neuron_adds_bias_in_the_loop(self, inputs):
    if len(inputs) != len(self.weights):
        raise ValueError(f"{len(self.weights)} weights, {len(inputs)} inputs")
    self.inputs = list(inputs)
    self.z = 0.0
    for w, x in zip(self.weights, inputs):
        self.z += w * x + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake(
    "Neuron.forward",
    "The surplus input is dropped without a word. "
    "Where there are not as many inputs as weights, raise a ValueError.",
)
def neuron_cut_short(self, inputs):
    self.inputs = list(inputs)
    self.z = sum(w * x for w, x in zip(self.weights, inputs)) + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake(
    "Neuron.forward",
    "An index runs past the last weight. "
    "Where there are not as many inputs as weights, raise a ValueError first.",
)
def neuron_runs_past_the_end(self, inputs):
    self.inputs = list(inputs)
    self.z = self.bias
    for i in range(len(inputs)):
        self.z += self.weights[i] * inputs[i]
    self.a = self.activation_function(self.z)
    return self.a


@mistake(
    "Neuron.forward",
    "Only inputs too many are refused. Too few must be as well: compare with !=.",
)
def neuron_refuses_too_many_only(self, inputs):
    if len(inputs) > len(self.weights):
        raise ValueError(f"{len(self.weights)} weights, {len(inputs)} inputs")
    self.inputs = list(inputs)
    self.z = sum(w * x for w, x in zip(self.weights, inputs)) + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake("Neuron.forward", "self.z is added to at each call. Each forward starts its sum anew.")
def neuron_adds_to_the_last_z(self, inputs):
    self.inputs = list(inputs)
    self.z += dot_product(self.weights, inputs) + self.bias
    self.a = self.activation_function(self.z)
    return self.a


@mistake(
    "Neuron.__init__",
    "get_activation gives two functions. The activation is the first, its slope the second.",
)
def neuron_takes_the_slope(self, weights, bias, activation="relu"):
    self.weights = list(weights)
    self.bias = bias
    _, self.activation_function = get_activation(activation)
    self.inputs = []
    self.z = 0.0
    self.a = 0.0


@mistake(
    "Neuron.__init__",
    "get_activation gives two functions, and both are kept as one thing. "
    "The activation is the first of them.",
)
def neuron_keeps_both_functions(self, weights, bias, activation="relu"):
    self.weights = list(weights)
    self.bias = bias
    self.activation_function = get_activation(activation)
    self.inputs = []
    self.z = 0.0
    self.a = 0.0


@mistake(
    "Neuron.__init__",
    "The activation's name is called, which is a string. "
    "get_activation(activation) gives the function.",
)
def neuron_keeps_the_name(self, weights, bias, activation="relu"):
    self.weights = list(weights)
    self.bias = bias
    self.activation_function = activation
    self.inputs = []
    self.z = 0.0
    self.a = 0.0


@mistake(
    "Neuron.__init__",
    "The weights are the caller's own list, which may change later. Keep a copy: list(weights).",
)
def neuron_keeps_the_callers_weights(self, weights, bias, activation="relu"):
    self.weights = weights
    self.bias = bias
    self.activation_function, _ = get_activation(activation)
    self.inputs = []
    self.z = 0.0
    self.a = 0.0


@mistake(
    "Neuron.__init__",
    "inputs, z and a exist from the first forward on only. Set them in __init__: [], 0.0 and 0.0.",
)
def neuron_starts_without_its_numbers(self, weights, bias, activation="relu"):
    self.weights = list(weights)
    self.bias = bias
    self.activation_function, _ = get_activation(activation)


@mistake(
    "Neuron.__init__",
    "Before the first forward, inputs, z and a are None. They are [], 0.0 and 0.0.",
)
def neuron_starts_with_none(self, weights, bias, activation="relu"):
    self.weights = list(weights)
    self.bias = bias
    self.activation_function, _ = get_activation(activation)
    self.inputs = None
    self.z = None
    self.a = None


@mistake(
    "Neuron.__init__",
    "An unknown activation is taken for relu. "
    "get_activation(activation) refuses it with a ValueError.",
)
def neuron_takes_any_activation(self, weights, bias, activation="relu"):
    self.weights = list(weights)
    self.bias = bias
    self.activation_function, _ = ACTIVATIONS.get(activation, ACTIVATIONS["relu"])
    self.inputs = []
    self.z = 0.0
    self.a = 0.0


@mistake(
    "Neuron.__init__",
    "ACTIVATIONS[name] raises KeyError for an unknown name. "
    "get_activation(name) raises the ValueError.",
)
def neuron_looks_in_the_table(self, weights, bias, activation="relu"):
    self.weights = list(weights)
    self.bias = bias
    self.activation_function, _ = ACTIVATIONS[activation]
    self.inputs = []
    self.z = 0.0
    self.a = 0.0


@mistake("Perceptron.predict", "z > 0 is True or False. The answer is a number: 1 or 0.")
def predicts_a_bool(self, inputs):
    return self.forward(inputs) > 0


@mistake("Perceptron.train", "The learning rate is left out: each step is learning_rate * error.")
def train_without_rate(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += error * x
                self.bias += error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The bias never changes. It moves with the weights: bias += learning_rate * error.",
)
def train_without_bias(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The step goes the wrong way. With error = target - prediction, it is added.",
)
def train_backwards(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = self.predict(inputs) - target
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The right answers are counted. Count those where prediction and target differ.",
)
def train_counts_the_right_ones(self, examples, epochs):
    counts = []
    for _ in range(epochs):
        right = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error == 0:
                right += 1
            for i, x in enumerate(inputs):
                self.weights[i] += self.learning_rate * error * x
            self.bias += self.learning_rate * error
        counts.append(right)
    return counts


@mistake(
    "Perceptron.train",
    "That is the total over all epochs. Return a list: one number for each epoch.",
)
def train_returns_the_total(self, examples, epochs):
    wrong = 0
    for _ in range(epochs):
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
    return wrong


@mistake(
    "Perceptron.train", "The count runs on from epoch to epoch. Set it to 0 where an epoch begins."
)
def train_never_resets_the_count(self, examples, epochs):
    mistakes, wrong = [], 0
    for _ in range(epochs):
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake("Perceptron.train", "The return stands inside the loop, so training ends after one epoch.")
def train_returns_after_one_epoch(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
        return mistakes
    return mistakes


@mistake("Perceptron.train", "The errors are added up, and -1 cancels +1. Count each mistake as 1.")
def train_adds_up_errors(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            wrong += error
            for i, x in enumerate(inputs):
                self.weights[i] += self.learning_rate * error * x
            self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The correction is made where the answer was right, and there the error is 0.",
)
def train_when_right(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error == 0:
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
            else:
                wrong += 1
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The inputs are left out of the step: each weight moves by learning_rate * error * its input.",
)
def train_without_inputs(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i in range(len(inputs)):
                    self.weights[i] += self.learning_rate * error
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The error is target - z. It is target - prediction, where the prediction is 0 or 1.",
)
def train_on_z(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.forward(inputs)
            if target != self.predict(inputs):
                wrong += 1
            for i, x in enumerate(inputs):
                self.weights[i] += self.learning_rate * error * x
            self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The error is target - z, and so hardly ever 0. "
    "It is target - prediction: use self.predict(inputs).",
)
def train_and_count_on_z(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.forward(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The bias moves in the loop over the weights, once for each of them. "
    "Move it once, after that loop.",
)
def train_moves_the_bias_in_the_loop(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                    self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "On lists, += appends. "
    "Add place by place: self.weights[i] += learning_rate * error * inputs[i].",
)
def train_appends_weights(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                self.weights += [self.learning_rate * error * x for x in inputs]
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The weights never change, only the bias. "
    "In a loop w += … changes w alone: write self.weights[i] += …",
)
def train_changes_a_loop_variable(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for w, x in zip(self.weights, inputs):
                    w += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The bias moves by the error alone. Its step has the learning rate too.",
)
def train_without_rate_for_the_bias(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "= replaces weights and bias by the step. Add it to what they were: +=.",
)
def train_replaces(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                self.weights = [self.learning_rate * error * x for x in inputs]
                self.bias = self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "A mistake with error -1 is not counted. Count wherever the error is not 0.",
)
def train_counts_positive_errors(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error > 0:
                wrong += 1
            for i, x in enumerate(inputs):
                self.weights[i] += self.learning_rate * error * x
            self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "The count is appended after each example. "
    "Append it where the epoch ends: one number for each epoch.",
)
def train_appends_for_each_example(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
            mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "Each mistake adds the step. Where 1 was said and 0 is right, the error is -1: subtract.",
)
def train_only_adds(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            if self.predict(inputs) != target:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * x
                self.bias += self.learning_rate
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "Only a target of 1 is learned from. A wrong 1 counts too: there the error is -1.",
)
def train_on_ones_only(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            if self.predict(inputs) != target:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * target * x
                self.bias += self.learning_rate * target
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "Training stops after an epoch without mistakes. Run all epochs, one number for each.",
)
def train_stops_early(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
        if wrong == 0:
            break
    return mistakes


@mistake(
    "Perceptron.train",
    "The steps are saved up to the end of the epoch. Correct after each example.",
)
def train_at_the_end_of_the_epoch(self, examples, epochs):
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        errors = []
        for inputs, target in examples:
            error = target - self.predict(inputs)
            errors.append(error)
            if error != 0:
                wrong += 1
        for (inputs, _target), error in zip(examples, errors):
            for i, x in enumerate(inputs):
                self.weights[i] += self.learning_rate * error * x
            self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake("Perceptron.train", "The examples are shuffled. Take them in the order given.")
def train_shuffles(self, examples, epochs):
    import random

    examples = list(examples)
    mistakes = []
    for _ in range(epochs):
        random.shuffle(examples)
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.train",
    "Training starts again from 0. Zeros belong in __init__; train goes on from what is there.",
)
def train_starts_again(self, examples, epochs):
    self.weights = [0.0] * len(self.weights)
    self.bias = 0.0
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for inputs, target in examples:
            error = target - self.predict(inputs)
            if error != 0:
                wrong += 1
                for i, x in enumerate(inputs):
                    self.weights[i] += self.learning_rate * error * x
                self.bias += self.learning_rate * error
        mistakes.append(wrong)
    return mistakes


@mistake(
    "Perceptron.forward",
    "The message doesn't say the sizes. Name both: how many weights, how many inputs.",
)
def perceptron_names_no_sizes(self, inputs):
    if len(inputs) != len(self.weights):
        raise ValueError("wrong number of inputs")
    return dot_product(self.weights, inputs) + self.bias


@mistake("Perceptron.predict", "At z = 0 the answer is 0. So 1 belongs to z > 0, not to z >= 0.")
def predicts_one_at_zero(self, inputs):
    return 1 if self.forward(inputs) >= 0 else 0


@mistake(
    "Perceptron.predict", "Below 0 the answer is 0. Here the answers are 0 and 1, not -1 and 1."
)
def predicts_minus_one(self, inputs):
    return 1 if self.forward(inputs) > 0 else -1


@mistake(
    "Perceptron.predict", "The border is put at 0.5, which suits a probability. For z it is 0."
)
def predicts_from_a_half(self, inputs):
    return 1 if self.forward(inputs) > 0.5 else 0


@mistake("Perceptron.forward", "forward returns z itself. The choice between 0 and 1 is predict's.")
def forward_answers_zero_or_one(self, inputs):
    z = dot_product(self.weights, inputs) + self.bias
    return 1 if z > 0 else 0


@mistake("Perceptron.forward", "The bias is left out: z = weights · inputs + bias.")
def forward_without_bias(self, inputs):
    return dot_product(self.weights, inputs)


@mistake(
    "Perceptron.forward",
    "Python doesn't multiply two lists. dot_product(self.weights, inputs) does.",
)
def perceptron_multiplies_lists(self, inputs):
    return self.weights * inputs + self.bias


@mistake(
    "Perceptron.forward",
    "The surplus input is dropped without a word. "
    "Where there are not as many inputs as weights, raise a ValueError.",
)
def perceptron_cut_short(self, inputs):
    return sum(w * x for w, x in zip(self.weights, inputs)) + self.bias


@mistake(
    "Perceptron.forward",
    "An index runs past the last weight. "
    "Where there are not as many inputs as weights, raise a ValueError first.",
)
def perceptron_runs_past_the_end(self, inputs):
    z = self.bias
    for i in range(len(inputs)):
        z += self.weights[i] * inputs[i]
    return z


@mistake(
    "Perceptron.forward",
    "Only inputs too many are refused. Too few must be as well: compare with !=.",
)
def perceptron_refuses_too_many_only(self, inputs):
    if len(inputs) > len(self.weights):
        raise ValueError(f"{len(self.weights)} weights, {len(inputs)} inputs")
    return sum(w * x for w, x in zip(self.weights, inputs)) + self.bias


@mistake("Perceptron.__init__", "The weights start at random values. A perceptron's start at 0.0.")
def starts_at_random(self, n_inputs, learning_rate=0.1):
    import random

    rng = random.Random(0)
    self.weights = [rng.uniform(-1, 1) for _ in range(n_inputs)]
    self.bias = 0.0
    self.learning_rate = learning_rate


@mistake("Perceptron.__init__", "The weights start at 1. They start at 0.0.")
def starts_at_one(self, n_inputs, learning_rate=0.1):
    self.weights = [1.0] * n_inputs
    self.bias = 0.0
    self.learning_rate = learning_rate


@mistake(
    "Perceptron.__init__",
    "The bias has a place among the weights too. Keep n_inputs weights, and the bias apart.",
)
def starts_with_a_weight_too_many(self, n_inputs, learning_rate=0.1):
    self.weights = [0.0] * (n_inputs + 1)
    self.bias = 0.0
    self.learning_rate = learning_rate


@mistake("Perceptron.__init__", "The learning rate is 0.1 whatever is given. Keep the argument.")
def starts_with_its_own_rate(self, n_inputs, learning_rate=0.1):
    self.weights = [0.0] * n_inputs
    self.bias = 0.0
    self.learning_rate = 0.1
