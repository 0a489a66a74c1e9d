"""What learners write for XOR in NumPy that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake(
    "sigmoid",
    "e^-z overflows at z = -1000: the answer is right, and NumPy warns. "
    "0.5 * (1 + tanh(z / 2)) is the same function.",
)
def naive(Z):
    return 1 / (1 + np.exp(-Z))


@mistake(
    "sigmoid",
    "np.where works out both forms for every entry, and each overflows somewhere. "
    "0.5 * (1 + tanh(z / 2)) needs one form.",
)
def both_forms(Z):
    return np.where(Z >= 0, 1 / (1 + np.exp(-Z)), np.exp(Z) / (1 + np.exp(Z)))


@mistake(
    "sigmoid",
    "e^z / (1 + e^z) is inf / inf at z = 1000, which is NaN. "
    "0.5 * (1 + tanh(z / 2)) stays in range.",
)
def inf_over_inf(Z):
    return np.exp(Z) / (1 + np.exp(Z))


@mistake("sigmoid", "The minus is missing: it is 1 / (1 + e^-z), large where z is large.")
def minus_missing(Z):
    return 1 / (1 + np.exp(Z))


@mistake("sigmoid", "That is tanh, from -1 to 1. sigmoid(z) is 0.5 * (1 + tanh(z / 2)).")
def tanh_itself(Z):
    return np.tanh(Z)


@mistake("sigmoid", "tanh is given the whole z. sigmoid(z) is 0.5 * (1 + tanh(z / 2)).")
def tanh_of_the_whole_z(Z):
    return 0.5 * (1 + np.tanh(Z))


@mistake("sigmoid", "That is the slope, s (1 - s). sigmoid is s itself.")
def its_slope(Z):
    s = 0.5 * (1 + np.tanh(0.5 * Z))
    return s * (1 - s)


@mistake("sigmoid", "math.exp takes one number. np.exp takes a whole array.")
def one_number_only(Z):
    import math

    return 1 / (1 + math.exp(-Z))


@mistake(
    "sigmoid",
    "Z itself is halved: *= writes into the caller's array. Z * 0.5 makes a new one.",
)
def halves_the_callers(Z):
    Z *= 0.5
    return 0.5 * (1 + np.tanh(Z))


@mistake("sigmoid", "The result is a flat row. Every entry stays in its place: no ravel is needed.")
def flat(Z):
    return 0.5 * (1 + np.tanh(0.5 * Z.ravel()))


@mistake(
    "sigmoid",
    "z is cut off at ±10, and sigmoid(10) is 0.99995, not 1. "
    "0.5 * (1 + tanh(z / 2)) needs no limits.",
)
def cut_off_at_10(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -10, 10)))


@mistake(
    "binary_cross_entropy",
    "There is no check of the shapes: NumPy stretches the smaller array. "
    "Compare A.shape with y.shape first.",
)
def stretches(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "Only the numbers of rows are compared: (4,) and (4, 1) pass, and make (4, 4). "
    "Compare A.shape with y.shape.",
)
def compares_rows(A, y):
    if len(A) != len(y):
        raise ValueError(f"A has shape {A.shape}, y has shape {y.shape}")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "Only the numbers of entries are compared: (4,) and (4, 1) pass, and make (4, 4). "
    "Compare A.shape with y.shape.",
)
def compares_sizes(A, y):
    if A.size != y.size:
        raise ValueError(f"A has shape {A.shape}, y has shape {y.shape}")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "Where an output is 0 or 1, that takes the log of 0. "
    "Hold A between 1e-12 and 1 - 1e-12 first: np.clip.",
)
def log_of_0(A, y):
    if A.shape != y.shape:
        raise ValueError(f"A has shape {A.shape}, y has shape {y.shape}")
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "A is held above 1e-12 only, and at 1 the other log is that of 0. Hold it below 1 - 1e-12 too.",
)
def held_on_one_side(A, y):
    if A.shape != y.shape:
        raise ValueError(f"A has shape {A.shape}, y has shape {y.shape}")
    A = np.maximum(A, 1e-12)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "1e-12 is added, which moves every output. np.clip moves those beyond the limits alone.",
)
def adds_a_little(A, y):
    if A.shape != y.shape:
        raise ValueError(f"A has shape {A.shape}, y has shape {y.shape}")
    return float(-np.mean(y * np.log(A + 1e-12) + (1 - y) * np.log(1 - A + 1e-12)))


@mistake(
    "binary_cross_entropy",
    "The limits are 1e-7 and 1 - 1e-7. This loss holds A between 1e-12 and 1 - 1e-12.",
)
def wider_limits(A, y):
    if A.shape != y.shape:
        raise ValueError(f"A has shape {A.shape}, y has shape {y.shape}")
    A = np.clip(A, 1e-7, 1 - 1e-7)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "A itself is clipped: out=A writes into the caller's array. A = np.clip(A, …) makes a new one.",
)
def clips_the_callers(A, y):
    if A.shape != y.shape:
        raise ValueError(f"A has shape {A.shape}, y has shape {y.shape}")
    np.clip(A, 1e-12, 1 - 1e-12, out=A)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake("binary_cross_entropy", "That is the sum over the batch. The loss is the mean: np.mean.")
def the_sum(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.sum(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "The sum is divided by the number of rows. The mean is over all entries: y.size of them.",
)
def mean_of_row_sums(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.sum(y * np.log(A) + (1 - y) * np.log(1 - A)) / len(y))


@mistake(
    "binary_cross_entropy",
    "That is a mean for each column. One number is wanted: np.mean without an axis.",
)
def mean_of_each_column(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A), axis=0)


@mistake(
    "binary_cross_entropy",
    "That is the loss of every entry. One number is wanted: their mean.",
)
def no_mean(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return -(y * np.log(A) + (1 - y) * np.log(1 - A))


@mistake("binary_cross_entropy", "The minus is missing: logs of numbers below 1 are negative.")
def minus_left_out(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


@mistake(
    "binary_cross_entropy",
    "Where y is 0 nothing counts. The second half is missing: (1 - y) * log(1 - A).",
)
def ones_only(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A)))


@mistake(
    "binary_cross_entropy",
    "A and y are exchanged: the targets are in the logs. It is y * log(A), not A * log(y).",
)
def exchanged(A, y):
    y = np.clip(y, 1e-12, 1 - 1e-12)
    return float(-np.mean(A * np.log(y) + (1 - A) * np.log(1 - y)))


@mistake("binary_cross_entropy", "That is the log to base 2. np.log is the natural one, to base e.")
def base_2(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log2(A) + (1 - y) * np.log2(1 - A)))


@mistake(
    "binary_cross_entropy", "That is the log to base 10. np.log is the natural one, to base e."
)
def base_10(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log10(A) + (1 - y) * np.log10(1 - A)))


@mistake(
    "binary_cross_entropy",
    "That is the mean squared error. Cross-entropy takes logs: y·log a + (1 - y)·log(1 - a).",
)
def mean_squared_error(A, y):
    return float(np.mean((A - y) ** 2))


@mistake(
    "SimpleNN.__init__",
    "The weights are (n_out, n_in), as in chapter 3. Rows are samples here: W1 is "
    "(input_size, hidden_size).",
)
def shapes_of_chapter_3(
    self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0
):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (hidden_size, input_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (output_size, hidden_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "The biases are rows, (1, n). They have one axis here: np.zeros(hidden_size).",
)
def biases_as_rows(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros((1, hidden_size))
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.zeros((1, output_size))
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "Both biases have hidden_size numbers. b2 belongs to the outputs: np.zeros(output_size).",
)
def b2_of_hidden_size(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.zeros(hidden_size)
    self.learning_rate = learning_rate


@mistake("SimpleNN.__init__", "The biases are drawn at random. They start at 0: np.zeros.")
def biases_drawn(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = rng.normal(0.0, 1.0, hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = rng.normal(0.0, 1.0, output_size)
    self.learning_rate = learning_rate


@mistake("SimpleNN.__init__", "The biases start at 1. They start at 0: np.zeros.")
def biases_of_1(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.ones(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.ones(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "The learning rate is always 0.5. Keep the one that is given: "
    "self.learning_rate = learning_rate.",
)
def rate_fixed(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = 0.5


@mistake("SimpleNN.forward", "The bias b1 is left out: Z1 = X @ W1 + b1.")
def b1_left_out(self, X):
    self.Z1 = X @ self.W1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake("SimpleNN.forward", "The bias b2 is left out: Z2 = A1 @ W2 + b2.")
def b2_left_out(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward",
    "* multiplies entry by entry, and stretches what does not fit. The matrix product is @.",
)
def entry_by_entry(self, X):
    self.Z1 = X * self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 * self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward",
    "W1 is transposed. It is (input_size, hidden_size) here, so X @ W1 fits as it stands.",
)
def w1_transposed(self, X):
    self.Z1 = X @ self.W1.T + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward",
    "The weights come first, as in chapter 3. Rows are samples here, so the samples do: X @ W1.",
)
def weights_first(self, X):
    self.Z1 = self.W1 @ X + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.W2 @ self.A1 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake("SimpleNN.forward", "The hidden layer uses relu. In this network it is tanh: np.tanh(Z1).")
def relu_inside(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.maximum(0, self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward", "The hidden layer uses sigmoid. In this network it is tanh: np.tanh(Z1)."
)
def sigmoid_inside(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = sigmoid(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward",
    "There is no tanh between the layers, and two linear ones are no more than one. A1 = "
    "np.tanh(Z1).",
)
def no_activation(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = self.Z1
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward",
    "Z1 and A1 are one array: out= writes tanh over Z1. A1 = np.tanh(Z1) makes a new array.",
)
def a1_over_z1(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1, out=self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward", "The second layer is given Z1. It takes what tanh made of it: A1 @ W2 + b2."
)
def second_layer_of_z1(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.Z1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake("SimpleNN.forward", "The sigmoid is missing at the output: A2 = sigmoid(Z2).")
def no_sigmoid(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = self.Z2
    return self.A2


@mistake("SimpleNN.forward", "The output goes through tanh, from -1 to 1. Its sigmoid is wanted.")
def tanh_at_the_output(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = np.tanh(self.Z2)
    return self.A2


@mistake("SimpleNN.forward", "Z2 comes back. Return what sigmoid makes of it: A2.")
def returns_z2(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.Z2


@mistake(
    "SimpleNN.forward",
    "Z1, A1, Z2 and A2 are not kept: they are local names. Write self.Z1 = … and so on.",
)
def keeps_nothing(self, X):
    Z1 = X @ self.W1 + self.b1
    A1 = np.tanh(Z1)
    Z2 = A1 @ self.W2 + self.b2
    return sigmoid(Z2)


@mistake(
    "SimpleNN.forward",
    "There is no check: @ refuses wrong columns itself, but takes a row alone, of shape (2,). "
    "Check X.ndim and X.shape.",
)
def not_checked(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.forward",
    "A row alone, of shape (2,), is accepted. X has two axes: check X.ndim beside X.shape.",
)
def accepts_one_axis(self, X):
    if X.shape[-1] != len(self.W1):
        raise ValueError(f"X has shape {X.shape}, W1 has shape {self.W1.shape}")
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.tanh(self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.A2 = sigmoid(self.Z2)
    return self.A2


@mistake(
    "SimpleNN.backward",
    "The mean is left out: these are gradients of the sum. Divide A2 - y by y.size.",
)
def mean_left_out(self, X, y):
    dZ2 = self.A2 - y
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "The mean is taken twice: dZ2 is divided, and so is each gradient. Once is enough, in dZ2.",
)
def mean_twice(self, X, y):
    m = y.size
    dZ2 = (self.A2 - y) / m
    self.dW2 = self.A1.T @ dZ2 / m
    self.db2 = dZ2.sum(axis=0) / m
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1 / m
    self.db1 = dZ1.sum(axis=0) / m


@mistake(
    "SimpleNN.backward",
    "dZ1 is divided once more. It comes from dZ2, which is divided already.",
)
def mean_again_in_dz1(self, X, y):
    m = y.size
    dZ2 = (self.A2 - y) / m
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1 / m
    self.db1 = dZ1.sum(axis=0) / m


@mistake(
    "SimpleNN.backward",
    "That divides by the number of rows. The loss is a mean over all entries: y.size of them.",
)
def divides_by_rows(self, X, y):
    dZ2 = (self.A2 - y) / len(y)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "The bias gradients are means of what is divided already. Add up the rows: dZ2.sum(axis=0).",
)
def means_of_means(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.mean(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.mean(axis=0)


@mistake("SimpleNN.backward", "The sign is turned: that starts with y - A2. Start with A2 - y.")
def y_minus_a2(self, X, y):
    dZ2 = (y - self.A2) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "The slope of the sigmoid is multiplied in. With cross-entropy it cancels: dZ2 is "
    "(A2 - y) / y.size.",
)
def slope_of_the_sigmoid_too(self, X, y):
    dZ2 = (self.A2 - y) * self.A2 * (1 - self.A2) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "That is the gradient of the squared error, 2 (A2 - y) A2 (1 - A2). For cross-entropy it is "
    "A2 - y.",
)
def gradient_of_squared_error(self, X, y):
    dZ2 = 2 * (self.A2 - y) * self.A2 * (1 - self.A2) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "The factor 2 belongs to squared errors. For cross-entropy dZ2 is (A2 - y) / y.size.",
)
def factor_2(self, X, y):
    dZ2 = 2 * (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "axis=1 adds up along each row. A bias serves all rows: add up the rows, axis=0.",
)
def axis_1(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=1)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=1)


@mistake(
    "SimpleNN.backward",
    "keepdims leaves the bias gradients two axes, (1, n). A bias is (n,): leave keepdims out.",
)
def keepdims(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0, keepdims=True)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0, keepdims=True)


@mistake(
    "SimpleNN.backward",
    "sum without an axis adds up everything to one number. Each bias has its own sum: axis=0.",
)
def no_axis(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum()
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum()


@mistake(
    "SimpleNN.backward",
    "The bias gradients keep a row for every sample. Add up the rows: dZ2.sum(axis=0).",
)
def bias_gradients_not_added_up(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1


@mistake(
    "SimpleNN.backward",
    "W2 leads forward, from hidden to output. The way back is dZ2 @ W2.T.",
)
def w2_not_transposed(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "dZ2 * W2.T is right for one output only. For any number it is the matrix product: dZ2 @ W2.T.",
)
def star_on_the_way_back(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = dZ2 * self.W2.T * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "A matrix product stands where the slopes belong. Each entry has its own slope: * (1 - A1**2).",
)
def slopes_by_matrix_product(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) @ (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "The slope of tanh is left out: dZ1 is (dZ2 @ W2.T) * (1 - A1**2).",
)
def no_slope(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = dZ2 @ self.W2.T
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SimpleNN.backward", "The slope of tanh is 1 - A1**2. The square is missing.")
def slope_without_square(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "The slope is taken from Z1. It is 1 - tanh(Z1)**2, and tanh(Z1) is A1: 1 - A1**2.",
)
def slope_of_z1(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.Z1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "tanh is taken twice: A1 is tanh(Z1) already. The slope is 1 - A1**2.",
)
def slope_of_tanh_of_a1(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - np.tanh(self.A1) ** 2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "That is the slope of a sigmoid, A1 (1 - A1). The hidden layer is tanh: 1 - A1**2.",
)
def slope_of_a_sigmoid(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * self.A1 * (1 - self.A1)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "That is the slope of relu, 1 or 0. The hidden layer is tanh: 1 - A1**2.",
)
def slope_of_relu(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SimpleNN.backward", "dW2 is made with Z1. The second layer was given A1: A1.T @ dZ2.")
def dw2_of_z1(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.Z1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "dW2 is made with A1 as it stands. It needs a row for every hidden unit: A1.T @ dZ2.",
)
def a1_not_transposed(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1 @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "dW1 is made with X as it stands. It needs a row for every input: X.T @ dZ1.",
)
def x_not_transposed(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "The weight gradients are transposed. dW2 has the shape of W2: A1.T @ dZ2.",
)
def gradients_transposed(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = dZ2.T @ self.A1
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = dZ1.T @ X
    self.db1 = dZ1.sum(axis=0)


@mistake("SimpleNN.backward", "dW1 alone is transposed. It has the shape of W1: X.T @ dZ1.")
def dw1_transposed(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = dZ1.T @ X
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "W2 is moved before dZ1 is made from it. Set all four gradients first; update moves.",
)
def moves_w2_on_the_way(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    self.W2 = self.W2 - self.learning_rate * self.dW2
    self.b2 = self.b2 - self.learning_rate * self.db2
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)
    self.W1 = self.W1 - self.learning_rate * self.dW1
    self.b1 = self.b1 - self.learning_rate * self.db1


@mistake(
    "SimpleNN.backward",
    "The weights are moved as well. backward sets the gradients alone; moving is update's part.",
)
def updates_as_well(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)
    self.update()


@mistake(
    "SimpleNN.backward",
    "A2 is written over: dZ2 is the same array, and -= changes it. dZ2 = A2 - y makes a new one.",
)
def writes_over_a2(self, X, y):
    dZ2 = self.A2
    dZ2 -= y
    dZ2 /= y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "y is not checked, and (4,) beside (4, 1) makes (4, 4). Compare y.shape with A2.shape first.",
)
def y_not_checked(self, X, y):
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.backward",
    "Only the numbers of rows are compared, and (4,) beside (4, 1) passes. Compare the shapes.",
)
def compares_rows_of_y(self, X, y):
    if len(y) != len(self.A2):
        raise ValueError(f"y has shape {y.shape}, A2 has shape {self.A2.shape}")
    dZ2 = (self.A2 - y) / y.size
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SimpleNN.update",
    "The gradient is added, which climbs. To go downhill take it away: W1 -= learning_rate * dW1.",
)
def goes_uphill(self):
    self.W1 += self.learning_rate * self.dW1
    self.b1 += self.learning_rate * self.db1
    self.W2 += self.learning_rate * self.dW2
    self.b2 += self.learning_rate * self.db2


@mistake(
    "SimpleNN.update",
    "The biases stay where they are. They move like the weights: b1 -= learning_rate * db1.",
)
def biases_stay(self):
    self.W1 -= self.learning_rate * self.dW1
    self.W2 -= self.learning_rate * self.dW2


@mistake("SimpleNN.update", "Only the output layer moves. W1 and b1 take their step as well.")
def output_layer_only(self):
    self.W2 -= self.learning_rate * self.dW2
    self.b2 -= self.learning_rate * self.db2


@mistake("SimpleNN.update", "Only the hidden layer moves. W2 and b2 take their step as well.")
def hidden_layer_only(self):
    self.W1 -= self.learning_rate * self.dW1
    self.b1 -= self.learning_rate * self.db1


@mistake("SimpleNN.update", "The learning rate has no part in the step. It is learning_rate * dW1.")
def full_steps(self):
    self.W1 -= self.dW1
    self.b1 -= self.db1
    self.W2 -= self.dW2
    self.b2 -= self.db2


@mistake(
    "SimpleNN.update",
    "The gradient is divided by the learning rate. A small rate makes a small step: multiply.",
)
def divides_by_rate(self):
    self.W1 -= self.dW1 / self.learning_rate
    self.b1 -= self.db1 / self.learning_rate
    self.W2 -= self.dW2 / self.learning_rate
    self.b2 -= self.db2 / self.learning_rate


@mistake(
    "SimpleNN.update",
    "The weights become the step: the old weights are gone. Take the step away from them: -=.",
)
def step_in_place_of_weights(self):
    self.W1 = -self.learning_rate * self.dW1
    self.b1 = -self.learning_rate * self.db1
    self.W2 = -self.learning_rate * self.dW2
    self.b2 = -self.learning_rate * self.db2


@mistake(
    "SimpleNN.update",
    "Nothing moves: w = w - … names a new array. Assign it to self.W1, or use -=.",
)
def names_move(self):
    for w, dw in (
        (self.W1, self.dW1),
        (self.b1, self.db1),
        (self.W2, self.dW2),
        (self.b2, self.db2),
    ):
        w = w - self.learning_rate * dw


@mistake(
    "SimpleNN.update",
    "The step is along the weights. It is along the gradients: learning_rate * dW1.",
)
def weights_shrink(self):
    self.W1 -= self.learning_rate * self.W1
    self.b1 -= self.learning_rate * self.b1
    self.W2 -= self.learning_rate * self.W2
    self.b2 -= self.learning_rate * self.b2


@mistake(
    "SimpleNN.train",
    "Each loss is measured after its step. The first one belongs before any step was taken.",
)
def loss_after_the_step(self, X, y, epochs=1000):
    losses = []
    for _ in range(epochs):
        self.forward(X)
        self.backward(X, y)
        self.update()
        losses.append(binary_cross_entropy(self.forward(X), y))
    return losses


@mistake(
    "SimpleNN.train",
    "There is one loss too many, that after the last step. Return one for each epoch.",
)
def one_loss_too_many(self, X, y, epochs=1000):
    losses = []
    for _ in range(epochs):
        losses.append(binary_cross_entropy(self.forward(X), y))
        self.backward(X, y)
        self.update()
    losses.append(binary_cross_entropy(self.forward(X), y))
    return losses


@mistake(
    "SimpleNN.train", "That is the last loss. Return the list of all of them, one for each epoch."
)
def last_loss_only(self, X, y, epochs=1000):
    loss = 0.0
    for _ in range(epochs):
        loss = binary_cross_entropy(self.forward(X), y)
        self.backward(X, y)
        self.update()
    return loss


@mistake("SimpleNN.train", "That stops after one epoch: the return stands inside the loop.")
def stops_after_one(self, X, y, epochs=1000):
    losses = []
    for _ in range(epochs):
        losses.append(binary_cross_entropy(self.forward(X), y))
        self.backward(X, y)
        self.update()
        return losses
    return losses


@mistake("SimpleNN.train", "The weights never move: update is not called.")
def never_updates(self, X, y, epochs=1000):
    losses = []
    for _ in range(epochs):
        losses.append(binary_cross_entropy(self.forward(X), y))
        self.backward(X, y)
    return losses


@mistake(
    "SimpleNN.train",
    "forward runs once, before the loop, so every loss is that of the first outputs. "
    "Run it in each epoch.",
)
def forward_once(self, X, y, epochs=1000):
    outputs = self.forward(X)
    losses = []
    for _ in range(epochs):
        losses.append(binary_cross_entropy(outputs, y))
        self.backward(X, y)
        self.update()
    return losses


@mistake(
    "SimpleNN.train",
    "A step is taken after each row. Here one step takes all rows at once: forward(X).",
)
def row_by_row(self, X, y, epochs=1000):
    losses = []
    for _ in range(epochs):
        losses.append(binary_cross_entropy(self.forward(X), y))
        for i in range(len(X)):
            self.forward(X[i : i + 1])
            self.backward(X[i : i + 1], y[i : i + 1])
            self.update()
    return losses


@mistake(
    "SimpleNN.train",
    "These losses are mean squared errors. This network's loss is binary_cross_entropy.",
)
def squared_errors(self, X, y, epochs=1000):
    losses = []
    for _ in range(epochs):
        losses.append(float(np.mean((self.forward(X) - y) ** 2)))
        self.backward(X, y)
        self.update()
    return losses


@mistake(
    "SimpleNN.train",
    "The losses come back as an array. A list is wanted: append each one to it.",
)
def losses_as_an_array(self, X, y, epochs=1000):
    losses = np.zeros(epochs)
    for i in range(epochs):
        losses[i] = binary_cross_entropy(self.forward(X), y)
        self.backward(X, y)
        self.update()
    return losses


@mistake(
    "SimpleNN.train",
    "The weights are drawn anew when training begins. __init__ did that; train goes on from there.",
)
def starts_over(self, X, y, epochs=1000):
    rng = np.random.default_rng(0)
    self.W1 = rng.normal(0.0, 1.0, self.W1.shape)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(len(self.W2)), self.W2.shape)
    losses = []
    for _ in range(epochs):
        losses.append(binary_cross_entropy(self.forward(X), y))
        self.backward(X, y)
        self.update()
    return losses


@mistake(
    "SimpleNN.predict", "These are True and False. Integers are wanted: (… > 0.5).astype(int)."
)
def booleans(self, X):
    return self.forward(X) > 0.5


@mistake(
    "SimpleNN.predict", "These are floats, 1.0 and 0.0. Integers are wanted: (… > 0.5).astype(int)."
)
def floats(self, X):
    return np.where(self.forward(X) > 0.5, 1.0, 0.0)


@mistake(
    "SimpleNN.predict", "An output of exactly 0.5 counts as 1. Only above 0.5 is 1: >, not >=."
)
def half_counts_as_1(self, X):
    return (self.forward(X) >= 0.5).astype(int)


@mistake(
    "SimpleNN.predict",
    "These are the outputs themselves. Compare them with 0.5: 1 above it, else 0.",
)
def outputs_themselves(self, X):
    return self.forward(X)


@mistake(
    "SimpleNN.predict",
    "The answers are a flat row. One row for each sample stays: (m, output_size).",
)
def flat_answers(self, X):
    return (self.forward(X) > 0.5).astype(int).ravel()


@mistake(
    "SimpleNN.predict",
    "The answers are the wrong way round: 1 belongs where the output is above 0.5.",
)
def wrong_way_round(self, X):
    return (self.forward(X) < 0.5).astype(int)


@mistake(
    "SimpleNN.predict",
    "astype(int) cuts off the fraction, so every answer is 0. Compare with 0.5 first.",
)
def cuts_off(self, X):
    return self.forward(X).astype(int)


@mistake(
    "SimpleNN.predict",
    "argmax names the largest column. Here each output is a yes or no: 1 where it is above 0.5.",
)
def argmax(self, X):
    return self.forward(X).argmax(axis=1, keepdims=True)


@mistake(
    "SimpleNN.predict",
    "forward is not run: A2 is that of an earlier batch, or not there yet. Start with "
    "self.forward(X).",
)
def without_forward(self, X):
    return (self.A2 > 0.5).astype(int)


@mistake(
    "SimpleNN.predict",
    "The threshold is 0, and a sigmoid is always above it. Compare the outputs with 0.5.",
)
def threshold_0(self, X):
    return (self.forward(X) > 0).astype(int)


@mistake(
    "SimpleNN.__init__",
    "All weights start at 0: every hidden unit is the same, and stays so. Draw them with "
    "rng.normal.",
)
def weights_of_0(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    self.W1 = np.zeros((input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = np.zeros((hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "All weights are equal: every hidden unit is the same, and stays so. Draw them with "
    "rng.normal.",
)
def weights_of_1(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    self.W1 = np.ones((input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = np.ones((hidden_size, output_size)) / np.sqrt(hidden_size)
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "The weights are of scale 0.01, too small to learn XOR from. W1 has a deviation of 1, W2 of "
    "1 / √hidden_size.",
)
def tiny_weights(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 0.01, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 0.01, (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__", "W2 has a standard deviation of 1, as W1 has. W2's is 1 / √hidden_size."
)
def w2_of_deviation_1(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0, (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "W2 has a deviation of 1 / hidden_size: that is its variance. The root is missing, np.sqrt.",
)
def w2_without_root(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / hidden_size, (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "W1 has a deviation of 1 / √hidden_size, as W2 has. In this network W1's is 1.",
)
def w1_like_w2(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "W1 has a deviation of 1 / √input_size. In this network W1's is 1.",
)
def w1_by_its_inputs(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.normal(0.0, 1.0 / np.sqrt(input_size), (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "rng.random draws from 0 to 1, all positive. rng.normal draws around 0.",
)
def from_0_to_1(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = rng.random((input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.random((hidden_size, output_size)) / np.sqrt(hidden_size)
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "rng.uniform spreads the weights evenly from -1 to 1. Use rng.normal, around 0.",
)
def uniform(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(seed)
    limit = 1 / np.sqrt(hidden_size)
    self.W1 = rng.uniform(-1, 1, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.uniform(-limit, limit, (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "Two generators of one seed draw the same numbers, so W2 repeats W1. Make one, and use it "
    "twice.",
)
def two_generators(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    self.W1 = np.random.default_rng(seed).normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    scale = 1.0 / np.sqrt(hidden_size)
    self.W2 = np.random.default_rng(seed).normal(0.0, scale, (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "The seed has no part in the drawing: it is 0 every time. np.random.default_rng(seed).",
)
def always_seed_0(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    rng = np.random.default_rng(0)
    self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate


@mistake(
    "SimpleNN.__init__",
    "np.random.seed and np.random.normal work on the one generator that all code shares. "
    "np.random.default_rng(seed) is your own.",
)
def global_generator(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
    np.random.seed(seed)
    self.W1 = np.random.normal(0.0, 1.0, (input_size, hidden_size))
    self.b1 = np.zeros(hidden_size)
    self.W2 = np.random.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
    self.b2 = np.zeros(output_size)
    self.learning_rate = learning_rate
