"""What learners write in Part II's second chapter that isn't it, each with its mending sentence."""

from grading import mistake


@mistake("pixels_to_inputs", "The pixels still go up to 255. Divide by 255.")
def pixels_not_divided(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.reshape(len(images), -1).astype(np.float32)


@mistake("pixels_to_inputs", "/ makes float64 of uint8. Write .astype(np.float32) before it.")
def pixels_float64(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.reshape(len(images), -1) / 255


@mistake(
    "pixels_to_inputs", "// throws the fraction away: everything below 255 is 0. Divide with /."
)
def pixels_whole_division(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return (images.reshape(len(images), -1) // 255).astype(np.float32)


@mistake(
    "pixels_to_inputs", "A pixel of 255 becomes 0.996. The largest uint8 is 255: divide by that."
)
def pixels_divided_by_256(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.reshape(len(images), -1).astype(np.float32) / 256


@mistake(
    "pixels_to_inputs",
    "The result is uint8, which holds no fraction: all below 255 is 0. Make it float32, and divide"
    " then.",
)
def pixels_stay_uint8(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return (images.reshape(len(images), -1) / 255).astype(np.uint8)


@mistake(
    "pixels_to_inputs",
    "/= would put fractions into the uint8 array itself, which can't hold them. Use astype first.",
)
def pixels_divided_in_place(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    inputs = images.reshape(len(images), -1)
    inputs /= 255
    return inputs.astype(np.float32)


@mistake(
    "pixels_to_inputs", "The pictures stand in columns. Rows are samples: reshape(len(images), -1)."
)
def pixels_in_columns(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.reshape(len(images), -1).T.astype(np.float32) / 255


@mistake(
    "pixels_to_inputs",
    "reshape(-1, m).T mixes the pixels of several pictures. A transpose is no reshape: reshape(m, "
    "-1).",
)
def pixels_reshaped_and_transposed(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.reshape(-1, len(images)).T.astype(np.float32) / 255


@mistake(
    "pixels_to_inputs", "Each picture is read column by column. reshape as it is goes row by row."
)
def pixels_column_by_column(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.transpose(0, 2, 1).reshape(len(images), -1).astype(np.float32) / 255


@mistake(
    "pixels_to_inputs", "All pictures end up in a single row: the first size is len(images), not 1."
)
def pixels_in_one_row(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.reshape(1, -1).astype(np.float32) / 255


@mistake(
    "pixels_to_inputs", "The pictures keep their rows and columns. reshape makes one row of each."
)
def pixels_not_reshaped(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.astype(np.float32) / 255


@mistake(
    "pixels_to_inputs",
    "The divisor is the largest pixel of these pictures, so each batch has its own scale. It is "
    "255.",
)
def pixels_divided_by_the_largest(images):
    if images.ndim != 3:
        raise ValueError(f"images has shape {images.shape}")
    return images.reshape(len(images), -1).astype(np.float32) / images.max()


@mistake("pixels_to_inputs", "reshape takes any number of axes. Look at images.ndim before it.")
def pixels_of_any_axes(images):
    return images.reshape(len(images), -1).astype(np.float32) / 255


@mistake("pixels_to_inputs", "The message leaves out the shape: put images.shape into it.")
def pixels_without_the_shape(images):
    if images.ndim != 3:
        raise ValueError("images needs three axes")
    return images.reshape(len(images), -1).astype(np.float32) / 255


@mistake(
    "softmax",
    "All rows together have the sum 1. Each row is a picture of its own: axis=1, keepdims=True.",
)
def softmax_over_everything(logits):
    exponentials = np.exp(logits - logits.max())
    return exponentials / exponentials.sum()


@mistake("softmax", "The columns have the sum 1, not the rows. axis=1 goes along a row.")
def softmax_of_columns(logits):
    exponentials = np.exp(logits - logits.max(axis=0, keepdims=True))
    return exponentials / exponentials.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    "Without keepdims=True a sum or a maximum is (m,), which does not broadcast down the rows of "
    "(m, k).",
)
def softmax_without_keepdims(logits):
    exponentials = np.exp(logits - logits.max(axis=1))
    return exponentials / exponentials.sum(axis=1)


@mistake(
    "softmax", "exp(1000) is inf, and inf / inf is NaN. Take each row's largest logit away first."
)
def softmax_without_shift(logits):
    exponentials = np.exp(logits)
    return exponentials / exponentials.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    "The largest of all rows is taken away, and exp makes 0 of a row far below it. Each row has "
    "its own: axis=1.",
)
def softmax_shifted_by_the_largest_of_all(logits):
    exponentials = np.exp(logits - logits.max())
    return exponentials / exponentials.sum(axis=1, keepdims=True)


@mistake("softmax", "exp is missing: the logits themselves are divided by their sum.")
def softmax_without_exp(logits):
    return logits / logits.sum(axis=1, keepdims=True)


@mistake("softmax", "The exponentials are not divided by their sum, so a row's sum is not 1.")
def softmax_without_sum(logits):
    return np.exp(logits - logits.max(axis=1, keepdims=True))


@mistake(
    "softmax", "That is the sigmoid of each logit alone. softmax weighs a row's logits together."
)
def softmax_as_sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


@mistake("softmax", "-= changes the caller's logits. Make a new array: logits - …")
def softmax_in_place(logits):
    logits -= logits.max(axis=1, keepdims=True)
    exponentials = np.exp(logits)
    return exponentials / exponentials.sum(axis=1, keepdims=True)


@mistake(
    "softmax", "np.zeros makes float64 where the logits are float32: give it dtype=logits.dtype."
)
def softmax_into_zeros(logits):
    probabilities = np.zeros(logits.shape)
    for i, row in enumerate(logits):
        exponentials = np.exp(row - row.max())
        probabilities[i] = exponentials / exponentials.sum()
    return probabilities


@mistake("cross_entropy", "That is the sum over the batch. The mean divides it by m.")
def cross_entropy_sum(probabilities, labels):
    m, k = probabilities.shape
    if labels.shape != (m,):
        raise ValueError(f"labels {labels.shape}, probabilities {probabilities.shape}")
    for label in labels:
        if not 0 <= label < k:
            raise ValueError(f"label {label}")
    own = probabilities[np.arange(m), labels]
    return float(-np.sum(np.log(np.maximum(own, 1e-12))))


@mistake("cross_entropy", "log p is negative below 1. The loss is -log p.")
def cross_entropy_without_minus(probabilities, labels):
    m, k = probabilities.shape
    own = probabilities[np.arange(m), labels]
    return float(np.mean(np.log(np.maximum(own, 1e-12))))


@mistake(
    "cross_entropy",
    "probabilities[:, labels] takes those columns of every row, (m, m). One entry a row: "
    "[np.arange(m), labels].",
)
def cross_entropy_of_columns(probabilities, labels):
    own = probabilities[:, labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


@mistake(
    "cross_entropy",
    "The mean goes over all m · k entries, most of them 0. Divide by m, the number of rows.",
)
def cross_entropy_mean_of_all_entries(probabilities, labels):
    Y = np.eye(probabilities.shape[1])[labels]
    return float(-np.mean(Y * np.log(np.maximum(probabilities, 1e-12))))


@mistake(
    "cross_entropy",
    "0 · log 0 is NaN, so a probability of 0 anywhere spoils the sum. Hold p at 1e-12 or above.",
)
def cross_entropy_zero_times_log_zero(probabilities, labels):
    m, k = probabilities.shape
    Y = np.eye(k)[labels]
    return float(-np.sum(Y * np.log(probabilities)) / m)


@mistake("cross_entropy", "log 0 is -inf. A p below 1e-12 counts as 1e-12: np.maximum(p, 1e-12).")
def cross_entropy_without_floor(probabilities, labels):
    m, k = probabilities.shape
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(own)))


@mistake(
    "cross_entropy",
    "p + 1e-12 changes every p. The floor is for those below: np.maximum(p, 1e-12).",
)
def cross_entropy_adds_the_floor(probabilities, labels):
    m, k = probabilities.shape
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(own + 1e-12)))


@mistake("cross_entropy", "The floor lies too high: p counts as it is down to 1e-12.")
def cross_entropy_floor_too_high(probabilities, labels):
    m, k = probabilities.shape
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-8))))


@mistake("cross_entropy", "That is the logarithm to base 2. The natural one is np.log.")
def cross_entropy_log2(probabilities, labels):
    m, k = probabilities.shape
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log2(np.maximum(own, 1e-12))))


@mistake(
    "cross_entropy",
    "That is the log of the mean. The mean of the logs is another number: log first.",
)
def cross_entropy_log_of_the_mean(probabilities, labels):
    m, k = probabilities.shape
    own = probabilities[np.arange(m), labels]
    return float(-np.log(np.maximum(np.mean(own), 1e-12)))


@mistake("cross_entropy", "That is one loss a row. The mean of them is one number.")
def cross_entropy_of_each_row(probabilities, labels):
    m, k = probabilities.shape
    own = probabilities[np.arange(m), labels]
    return -np.log(np.maximum(own, 1e-12))


@mistake(
    "cross_entropy",
    "-log of each row's largest probability: the label has no part in it. Pick the label's own p.",
)
def cross_entropy_of_the_largest(probabilities, labels):
    return float(-np.mean(np.log(np.maximum(probabilities.max(axis=1), 1e-12))))


@mistake(
    "cross_entropy",
    "The other classes' log(1 - p) is added, as in binary cross-entropy. Here only the own p "
    "counts.",
)
def cross_entropy_binary(probabilities, labels):
    m, k = probabilities.shape
    Y = np.eye(k)[labels]
    P = np.clip(probabilities, 1e-12, 1 - 1e-12)
    return float(-np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m)


@mistake(
    "cross_entropy",
    "The shape of labels is never looked at, and (m, 1) broadcasts. Compare it with (m,) first.",
)
def cross_entropy_of_any_shape(probabilities, labels):
    m, k = probabilities.shape
    for label in labels.ravel():
        if not 0 <= label < k:
            raise ValueError(f"label {label}")
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


@mistake(
    "cross_entropy", "The message names no shapes. Put labels.shape and probabilities.shape in it."
)
def cross_entropy_without_shapes(probabilities, labels):
    m, k = probabilities.shape
    if labels.shape != (m,):
        raise ValueError("labels has the wrong shape")
    for label in labels:
        if not 0 <= label < k:
            raise ValueError(f"label {label}")
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


@mistake(
    "cross_entropy",
    "A label out of range ends in an IndexError. Look for one first, and raise a ValueError.",
)
def cross_entropy_of_any_label(probabilities, labels):
    m, k = probabilities.shape
    if labels.shape != (m,):
        raise ValueError(f"labels {labels.shape}, probabilities {probabilities.shape}")
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


@mistake(
    "cross_entropy",
    "A label of -1 counts from the end, without an error. Refuse what is below 0, too.",
)
def cross_entropy_of_negative_labels(probabilities, labels):
    m, k = probabilities.shape
    if labels.shape != (m,):
        raise ValueError(f"labels {labels.shape}, probabilities {probabilities.shape}")
    if (labels >= k).any():
        raise ValueError(f"a label of {labels.max()}")
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


@mistake("cross_entropy", "A label of k is let through: the last class is k - 1.")
def cross_entropy_of_label_k(probabilities, labels):
    m, k = probabilities.shape
    if labels.shape != (m,):
        raise ValueError(f"labels {labels.shape}, probabilities {probabilities.shape}")
    for label in labels:
        if not 0 <= label <= k:
            raise ValueError(f"label {label}")
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


@mistake("cross_entropy", "The message leaves out the label that is out of range.")
def cross_entropy_without_the_label(probabilities, labels):
    m, k = probabilities.shape
    if labels.shape != (m,):
        raise ValueError(f"labels {labels.shape}, probabilities {probabilities.shape}")
    if ((labels < 0) | (labels >= k)).any():
        raise ValueError("a label is out of range")
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


@mistake("accuracy", "That is the number of right ones. Divide it by how many there are.")
def accuracy_count(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} and {labels.shape}")
    return int(np.sum(predicted == labels))


@mistake("accuracy", "That is in percent. A share runs from 0 to 1.")
def accuracy_percent(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} and {labels.shape}")
    return float(100 * np.mean(predicted == labels))


@mistake(
    "accuracy",
    "Anything short of all right counts as 0. Divide the number of right ones by all, with /.",
)
def accuracy_whole_division(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} and {labels.shape}")
    return int(np.sum(predicted == labels)) // len(labels)


@mistake("accuracy", "That is the share of wrong ones. Count where they are equal.")
def accuracy_of_wrong_ones(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} and {labels.shape}")
    return float(np.mean(predicted != labels))


@mistake("accuracy", "Those are bools, one for each entry. Their mean is the share of True.")
def accuracy_of_each(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} and {labels.shape}")
    return predicted == labels


@mistake(
    "accuracy", "Shapes that differ are broadcast against each other. Compare the shapes first."
)
def accuracy_of_any_shapes(predicted, labels):
    return float(np.mean(predicted == labels))


@mistake(
    "accuracy", "len is the same for (m,) and (m, 1). Compare predicted.shape with labels.shape."
)
def accuracy_compares_lengths(predicted, labels):
    if len(predicted) != len(labels):
        raise ValueError(f"{predicted.shape} and {labels.shape}")
    return float(np.mean(predicted == labels))


@mistake("accuracy", "The message names no shapes. Put both into it.")
def accuracy_without_shapes(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError("the shapes differ")
    return float(np.mean(predicted == labels))


@mistake(
    "he_normal", "2 / n_in is the variance. Multiply by the standard deviation, its square root."
)
def he_variance(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out), dtype=np.float32) * (2 / n_in)


@mistake("he_normal", "The draw is float64. standard_normal takes dtype=np.float32.")
def he_float64(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * math.sqrt(2 / n_in)


@mistake(
    "he_normal",
    "np.sqrt gives a NumPy float64, which makes float64 of the product. math.sqrt gives a Python "
    "float.",
)
def he_float64_of_np_sqrt(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out), dtype=np.float32) * np.sqrt(2 / n_in)


@mistake("he_normal", "The shape is turned round. It is (n_in, n_out) here, for X @ W.")
def he_turned_round(n_in, n_out, rng):
    return rng.standard_normal((n_out, n_in), dtype=np.float32) * math.sqrt(2 / n_in)


@mistake("he_normal", "The deviation takes n_out. He's takes n_in, the inputs of a neuron.")
def he_of_n_out(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(2 / n_out)


@mistake("he_normal", "The deviation is √(1 / n_in). relu stops half of it: √(2 / n_in).")
def he_of_one(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(1 / n_in)


@mistake("he_normal", "That is Xavier's deviation, √(2 / (n_in + n_out)). He's is √(2 / n_in).")
def he_as_xavier(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(2 / (n_in + n_out))


@mistake("he_normal", "The deviation is 1 whatever n_in. Multiply by √(2 / n_in).")
def he_of_deviation_1(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out), dtype=np.float32)


@mistake("he_normal", "The draw is even, and ends sharply. Here it is normal: rng.standard_normal.")
def he_uniform(n_in, n_out, rng):
    limit = math.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, (n_in, n_out)).astype(np.float32)


@mistake("he_normal", "np.random draws from the global generator. Draw from rng.")
def he_of_the_global_generator(n_in, n_out, rng):
    return (np.random.randn(n_in, n_out) * math.sqrt(2 / n_in)).astype(np.float32)


@mistake("he_normal", "A new generator is made in each call, so every draw is the same. Use rng.")
def he_of_a_new_generator(n_in, n_out, rng):
    rng = np.random.default_rng(0)
    return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(2 / n_in)


@mistake("he_normal", "One row is drawn and repeated. Draw all n_in · n_out numbers.")
def he_of_one_row(n_in, n_out, rng):
    row = rng.standard_normal(n_out, dtype=np.float32) * math.sqrt(2 / n_in)
    return np.tile(row, (n_in, 1))


@mistake("he_normal", "All weights are 0, and the neurons of a layer never differ. Draw them.")
def he_of_zeros(n_in, n_out, rng):
    return np.zeros((n_in, n_out), dtype=np.float32)


@mistake("SmallNet.__init__", "np.zeros is float64 unless it is told: dtype=np.float32.")
def small_biases_float64(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = he_normal(input_size, hidden_size, rng)
    self.b1 = np.zeros(hidden_size)
    self.W2 = he_normal(hidden_size, output_size, rng)
    self.b2 = np.zeros(output_size)


@mistake("SmallNet.__init__", "The biases are rows of a matrix, (1, n). Here they are (n,).")
def small_biases_in_a_row(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = he_normal(input_size, hidden_size, rng)
    self.b1 = np.zeros((1, hidden_size), dtype=np.float32)
    self.W2 = he_normal(hidden_size, output_size, rng)
    self.b2 = np.zeros((1, output_size), dtype=np.float32)


@mistake(
    "SmallNet.__init__", "W is (n_out, n_in), as in chapter 3. Here it is (n_in, n_out), for X @ W."
)
def small_weights_turned_round(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = he_normal(hidden_size, input_size, rng)
    self.b1 = np.zeros(hidden_size, dtype=np.float32)
    self.W2 = he_normal(output_size, hidden_size, rng)
    self.b2 = np.zeros(output_size, dtype=np.float32)


@mistake(
    "SmallNet.__init__", "All weights start at 0, so the hidden units never differ. Draw them."
)
def small_zeros(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    self.W1 = np.zeros((input_size, hidden_size), dtype=np.float32)
    self.b1 = np.zeros(hidden_size, dtype=np.float32)
    self.W2 = np.zeros((hidden_size, output_size), dtype=np.float32)
    self.b2 = np.zeros(output_size, dtype=np.float32)


@mistake(
    "SmallNet.__init__",
    "Each layer makes a generator of its own from the seed, so both begin alike. Make one for "
    "both.",
)
def small_two_generators(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    self.W1 = he_normal(input_size, hidden_size, np.random.default_rng(seed))
    self.b1 = np.zeros(hidden_size, dtype=np.float32)
    self.W2 = he_normal(hidden_size, output_size, np.random.default_rng(seed))
    self.b2 = np.zeros(output_size, dtype=np.float32)


@mistake("SmallNet.__init__", "The seed has no part in it. Make np.random.default_rng(seed).")
def small_without_its_seed(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    rng = np.random.default_rng(0)
    self.W1 = he_normal(input_size, hidden_size, rng)
    self.b1 = np.zeros(hidden_size, dtype=np.float32)
    self.W2 = he_normal(hidden_size, output_size, rng)
    self.b2 = np.zeros(output_size, dtype=np.float32)


@mistake(
    "SmallNet.__init__",
    "np.random.seed sets the global generator, which others use too. Make "
    "np.random.default_rng(seed).",
)
def small_seeds_the_global_generator(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    np.random.seed(seed)
    self.W1 = np.random.normal(0, math.sqrt(2 / input_size), (input_size, hidden_size))
    self.W1 = self.W1.astype(np.float32)
    self.b1 = np.zeros(hidden_size, dtype=np.float32)
    self.W2 = np.random.normal(0, math.sqrt(2 / hidden_size), (hidden_size, output_size))
    self.W2 = self.W2.astype(np.float32)
    self.b2 = np.zeros(output_size, dtype=np.float32)


@mistake(
    "SmallNet.__init__", "b1 and b2 are one array where the sizes are equal. Make zeros for each."
)
def small_biases_are_one_array(self, input_size=784, hidden_size=10, output_size=10, seed=0):
    rng = np.random.default_rng(seed)
    self.W1 = he_normal(input_size, hidden_size, rng)
    self.W2 = he_normal(hidden_size, output_size, rng)
    self.b1 = self.b2 = np.zeros(hidden_size, dtype=np.float32)
    if output_size != hidden_size:
        self.b2 = np.zeros(output_size, dtype=np.float32)


@mistake("SmallNet.forward", "relu is missing: A1 is Z1 with every negative number replaced by 0.")
def small_without_relu(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = self.Z1
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.P = softmax(self.Z2)
    return self.P


@mistake("SmallNet.forward", "relu stands at the output, too, and loses what is below 0 in Z2.")
def small_relu_at_the_output(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = np.maximum(self.A1 @ self.W2 + self.b2, 0)
    self.P = softmax(self.Z2)
    return self.P


@mistake("SmallNet.forward", "* goes entry by entry. A matrix product is X @ W.")
def small_star(self, X):
    self.Z1 = X * self.W1 + self.b1
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = self.A1 * self.W2 + self.b2
    self.P = softmax(self.Z2)
    return self.P


@mistake("SmallNet.forward", "W is (n_in, n_out) already, and X @ W fits. No transpose here.")
def small_transposed(self, X):
    self.Z1 = X @ self.W1.T + self.b1
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = self.A1 @ self.W2.T + self.b2
    self.P = softmax(self.Z2)
    return self.P


@mistake("SmallNet.forward", "The biases are left out: Z = X @ W + b.")
def small_without_biases(self, X):
    self.Z1 = X @ self.W1
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = self.A1 @ self.W2
    self.P = softmax(self.Z2)
    return self.P


@mistake(
    "SmallNet.forward",
    "The biases are made a column, which adds them along the rows. As (n,) they join every row.",
)
def small_biases_added_as_a_column(self, X):
    self.Z1 = X @ self.W1 + self.b1.reshape(-1, 1)
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = self.A1 @ self.W2 + self.b2.reshape(-1, 1)
    self.P = softmax(self.Z2)
    return self.P


@mistake("SmallNet.forward", "The second layer takes Z1. It takes A1, what relu made of it.")
def small_second_layer_of_z1(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = self.Z1 @ self.W2 + self.b2
    self.P = softmax(self.Z2)
    return self.P


@mistake("SmallNet.forward", "relu is done in place, so Z1 is lost. backward needs it as it was.")
def small_relu_in_place(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.maximum(self.Z1, 0, out=self.Z1)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.P = softmax(self.Z2)
    return self.P


@mistake("SmallNet.forward", "P is Z2 itself. softmax makes probabilities of the logits.")
def small_without_softmax(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = self.A1 @ self.W2 + self.b2
    self.P = self.Z2
    return self.P


@mistake("SmallNet.forward", "The sum in softmax goes over the whole batch. Use your own softmax.")
def small_softmax_over_the_batch(self, X):
    self.Z1 = X @ self.W1 + self.b1
    self.A1 = np.maximum(self.Z1, 0)
    self.Z2 = self.A1 @ self.W2 + self.b2
    exponentials = np.exp(self.Z2 - self.Z2.max())
    self.P = exponentials / exponentials.sum()
    return self.P


@mistake("SmallNet.forward", "The steps are kept under no name. Keep .Z1, .A1, .Z2 and .P.")
def small_keeps_nothing(self, X):
    A1 = np.maximum(X @ self.W1 + self.b1, 0)
    return softmax(A1 @ self.W2 + self.b2)


@mistake("SmallNet.backward", "The gradients are sums over the batch. The mean needs P - Y over m.")
def small_sum_over_the_batch(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = self.P - Y
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "m is divided by twice: once in dZ2, once more in the gradients.")
def small_divides_twice(self, X, labels):
    m = len(X)
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / m
    self.dW2 = self.A1.T @ dZ2 / m
    self.db2 = dZ2.sum(axis=0) / m
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1 / m
    self.db1 = dZ1.sum(axis=0) / m


@mistake("SmallNet.backward", "dZ2 holds 1 / m already, so db2 and db1 are its sums, not means.")
def small_means_of_biases(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.mean(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.mean(axis=0)


@mistake(
    "SmallNet.backward",
    "The labels themselves are taken from P. Make one-hot rows of them first: np.eye(k)[labels].",
)
def small_without_one_hot(self, X, labels):
    dZ2 = (self.P - labels.reshape(-1, 1)) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SmallNet.backward",
    "np.eye is float64 unless it is told, and makes the gradients float64: dtype=np.float32.",
)
def small_one_hot_float64(self, X, labels):
    Y = np.eye(self.P.shape[1])[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "The sign is turned round: it is P - Y, not Y - P.")
def small_y_minus_p(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (Y - self.P) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SmallNet.backward",
    "P - Y is multiplied by P·(1 - P). Softmax and cross-entropy together give P - Y alone.",
)
def small_softmax_slope(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) * self.P * (1 - self.P) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "relu's slope is left out: dZ1 is dA1 · (Z1 > 0).")
def small_without_mask(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = dZ2 @ self.W2.T
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SmallNet.backward", "dA1 is multiplied by A1 itself. relu's slope is 1 where Z1 > 0, else 0."
)
def small_mask_of_values(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * self.A1
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "relu is put on the gradient itself. Its slope goes by Z1: (Z1 > 0).")
def small_mask_of_the_gradient(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = np.maximum(dZ2 @ self.W2.T, 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "Z1 >= 0 gives relu a slope of 1 at z = 0. It is 0 there: Z1 > 0.")
def small_slope_1_at_0(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 >= 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "dW2 is turned round: A1.T @ dZ2 has the shape of W2.")
def small_gradient_transposed(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = dZ2.T @ self.A1
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = dZ1.T @ X
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "On the way back W2 is transposed: dA1 = dZ2 @ W2.T.")
def small_back_without_transpose(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake("SmallNet.backward", "db is (n,), like b: dZ.sum(axis=0), without keepdims.")
def small_bias_gradients_in_a_row(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0, keepdims=True)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0, keepdims=True)


@mistake("SmallNet.backward", "axis=1 adds up along each row. db goes over the batch: axis=0.")
def small_bias_gradients_of_rows(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=1)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=1)


@mistake(
    "SmallNet.backward",
    "dZ2 = self.P is no copy: -= 1 spoils the kept probabilities. Take self.P.copy(), or P - Y.",
)
def small_spoils_p(self, X, labels):
    m = len(X)
    dZ2 = self.P
    dZ2[np.arange(m), labels] -= 1
    dZ2 /= m
    self.dW2 = self.A1.T @ dZ2
    self.db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    self.dW1 = X.T @ dZ1
    self.db1 = dZ1.sum(axis=0)


@mistake(
    "SmallNet.backward", "The gradients are returned, not kept. Set self.dW2, .db2, .dW1 and .db1."
)
def small_returns_gradients(self, X, labels):
    Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
    dZ2 = (self.P - Y) / len(X)
    dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), self.A1.T @ dZ2, dZ2.sum(axis=0)


@mistake(
    "SmallNet.update", "The gradient is added, which climbs. Downhill is W - learning_rate · dW."
)
def small_uphill(self, learning_rate):
    self.W1 += learning_rate * self.dW1
    self.b1 += learning_rate * self.db1
    self.W2 += learning_rate * self.dW2
    self.b2 += learning_rate * self.db2


@mistake(
    "SmallNet.update", "The biases stay where they are. They take the same step as the weights."
)
def small_biases_stay(self, learning_rate):
    self.W1 -= learning_rate * self.dW1
    self.W2 -= learning_rate * self.dW2


@mistake("SmallNet.update", "The first layer stays where it is. All four arrays take a step.")
def small_first_layer_stays(self, learning_rate):
    self.W2 -= learning_rate * self.dW2
    self.b2 -= learning_rate * self.db2


@mistake("SmallNet.update", "The learning rate has no part in the step: it is learning_rate · dW.")
def small_full_steps(self, learning_rate):
    self.W1 -= self.dW1
    self.b1 -= self.db1
    self.W2 -= self.dW2
    self.b2 -= self.db2


@mistake(
    "SmallNet.update", "Nothing moves: W1 = W1 - … names something new. Write it into self.W1."
)
def small_local_names(self, learning_rate):
    W1, b1, W2, b2 = self.W1, self.b1, self.W2, self.b2
    W1 = W1 - learning_rate * self.dW1
    b1 = b1 - learning_rate * self.db1
    W2 = W2 - learning_rate * self.dW2
    b2 = b2 - learning_rate * self.db2


@mistake(
    "train_validation_split",
    "X and labels are shuffled apart, and rows lose their labels. Take one order for both.",
)
def split_shuffled_apart(X, labels, validation_size, rng):
    X, labels = rng.permutation(X), rng.permutation(labels)
    cut = len(X) - validation_size
    return X[:cut], labels[:cut], X[cut:], labels[cut:]


@mistake(
    "train_validation_split",
    "Only X is shuffled, and its rows lose their labels. Take one order for both.",
)
def split_shuffles_x_alone(X, labels, validation_size, rng):
    X = rng.permutation(X)
    cut = len(X) - validation_size
    return X[:cut], labels[:cut].copy(), X[cut:], labels[cut:].copy()


@mistake(
    "train_validation_split",
    "The four come in another order: X_train, labels_train, X_validation, labels_validation.",
)
def split_in_another_order(X, labels, validation_size, rng):
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], X[validation], labels[training], labels[validation]


@mistake(
    "train_validation_split",
    "Training keeps all the rows, validation's too. It gets the others alone.",
)
def split_trains_on_all(X, labels, validation_size, rng):
    order = rng.permutation(len(X))
    validation = order[:validation_size]
    return X[order], labels[order], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "The two parts overlap: both are cut from the front. Training begins where validation ends.",
)
def split_overlaps(X, labels, validation_size, rng):
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[: len(X) - validation_size]
    return X[training], labels[training], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "rng.integers may draw a row twice. Cut rng.permutation(m), which holds each one once.",
)
def split_with_replacement(X, labels, validation_size, rng):
    validation = rng.integers(0, len(X), validation_size)
    training = rng.integers(0, len(X), len(X) - validation_size)
    return X[training], labels[training], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "The caller's X and labels are shuffled themselves. Shuffle their row numbers: "
    "rng.permutation(m).",
)
def split_shuffles_in_place(X, labels, validation_size, rng):
    order = rng.permutation(len(X))
    X[:], labels[:] = X[order], labels[order]
    cut = len(X) - validation_size
    return X[:cut].copy(), labels[:cut].copy(), X[cut:].copy(), labels[cut:].copy()


@mistake(
    "train_validation_split",
    "order[:-0] is empty, as -0 is 0. Count from the front: order[:m - validation_size].",
)
def split_minus_0(X, labels, validation_size, rng):
    order = rng.permutation(len(X))
    training, validation = order[:-validation_size], order[-validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake("train_validation_split", "The last rows go to validation every time. Shuffle first.")
def split_takes_the_last_rows(X, labels, validation_size, rng):
    cut = len(X) - validation_size
    return X[:cut].copy(), labels[:cut].copy(), X[cut:].copy(), labels[cut:].copy()


@mistake(
    "train_validation_split",
    "A new generator is made in each call, so every split is the same. Use rng.",
)
def split_of_a_new_generator(X, labels, validation_size, rng):
    if len(X) != len(labels) or not 0 <= validation_size <= len(X):
        raise ValueError(f"{len(X)} rows, {len(labels)} labels, {validation_size}")
    order = np.random.default_rng(1).permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake("train_validation_split", "np.random draws from the global generator. Draw from rng.")
def split_of_the_global_generator(X, labels, validation_size, rng):
    if len(X) != len(labels) or not 0 <= validation_size <= len(X):
        raise ValueError(f"{len(X)} rows, {len(labels)} labels, {validation_size}")
    order = np.random.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "Where nothing goes to validation, X itself comes back. The results are copies, there too.",
)
def split_returns_x_itself(X, labels, validation_size, rng):
    if len(X) != len(labels) or not 0 <= validation_size <= len(X):
        raise ValueError(f"{len(X)} rows, {len(labels)} labels, {validation_size}")
    if validation_size == 0:
        return X, labels, X[:0], labels[:0]
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "0 and m are refused. Either part may be empty: 0 <= validation_size <= m.",
)
def split_refuses_empty_parts(X, labels, validation_size, rng):
    if len(X) != len(labels) or not 0 < validation_size < len(X):
        raise ValueError(f"{len(X)} rows, {len(labels)} labels, {validation_size}")
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "X and labels may differ in length, which goes unnoticed or ends in an IndexError. Compare "
    "them first.",
)
def split_of_any_lengths(X, labels, validation_size, rng):
    if not 0 <= validation_size <= len(X):
        raise ValueError(f"{validation_size} of {len(X)} rows")
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "A validation_size above m is cut down to m without a word. Refuse it.",
)
def split_of_any_size(X, labels, validation_size, rng):
    if len(X) != len(labels):
        raise ValueError(f"{len(X)} rows, {len(labels)} labels")
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake(
    "train_validation_split",
    "A negative validation_size counts from the end, without an error. Refuse it.",
)
def split_of_negative_sizes(X, labels, validation_size, rng):
    if len(X) != len(labels) or validation_size > len(X):
        raise ValueError(f"{len(X)} rows, {len(labels)} labels, {validation_size}")
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake("train_validation_split", "The message names no sizes. Put both into it.")
def split_without_sizes(X, labels, validation_size, rng):
    if len(X) != len(labels) or not 0 <= validation_size <= len(X):
        raise ValueError("the sizes don't fit")
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


@mistake("shuffled_batches", "The last batch is dropped where it is short. Its numbers count, too.")
def batches_drop_the_last(m, batch_size, rng):
    order = rng.permutation(m)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(m // batch_size)]


@mistake(
    "shuffled_batches", "batch_size is taken for the number of batches. It is the size of each."
)
def batches_of_that_number(m, batch_size, rng):
    return np.array_split(rng.permutation(m), batch_size)


@mistake(
    "shuffled_batches",
    "np.array_split makes pieces of nearly one size. All but the last have batch_size numbers.",
)
def batches_of_nearly_one_size(m, batch_size, rng):
    return np.array_split(rng.permutation(m), math.ceil(m / batch_size))


@mistake("shuffled_batches", "The whole order comes back in one piece. Cut it into batches.")
def batches_not_cut(m, batch_size, rng):
    return rng.permutation(m)


@mistake("shuffled_batches", "yield makes a generator. Return a list of the batches.")
def batches_yielded(m, batch_size, rng):
    order = rng.permutation(m)
    for start in range(0, m, batch_size):
        yield order[start : start + batch_size]


@mistake(
    "shuffled_batches",
    "rng.integers draws some numbers twice and others never. rng.permutation(m) holds each one "
    "once.",
)
def batches_with_replacement(m, batch_size, rng):
    order = rng.integers(0, m, m)
    return [order[start : start + batch_size] for start in range(0, m, batch_size)]


@mistake(
    "shuffled_batches",
    "A new order is drawn for each batch, so numbers come twice. Draw one, before the loop.",
)
def batches_of_many_orders(m, batch_size, rng):
    return [rng.permutation(m)[start : start + batch_size] for start in range(0, m, batch_size)]


@mistake("shuffled_batches", "The numbers keep their order. Shuffle them: rng.permutation(m).")
def batches_not_shuffled(m, batch_size, rng):
    order = np.arange(m)
    return [order[start : start + batch_size] for start in range(0, m, batch_size)]


@mistake(
    "shuffled_batches",
    "Each batch is shuffled within, and neighbours stay together. Shuffle before the cut.",
)
def batches_shuffled_within(m, batch_size, rng):
    order = np.arange(m)
    return [rng.permutation(order[start : start + batch_size]) for start in range(0, m, batch_size)]


@mistake("shuffled_batches", "np.random draws from the global generator. Draw from rng.")
def batches_of_the_global_generator(m, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size")
    order = np.random.permutation(m)
    return [order[start : start + batch_size] for start in range(0, m, batch_size)]


@mistake(
    "shuffled_batches",
    "A new generator is made in each call, so every epoch has one order. Use rng.",
)
def batches_of_a_new_generator(m, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size")
    order = np.random.default_rng(0).permutation(m)
    return [order[start : start + batch_size] for start in range(0, m, batch_size)]


@mistake(
    "shuffled_batches", "A negative batch_size makes no batches at all. Refuse what is below 1."
)
def batches_of_any_size(m, batch_size, rng):
    order = rng.permutation(m)
    return [order[start : start + batch_size] for start in range(0, m, batch_size)]


@mistake(
    "linear_schedule",
    "The rate never moves: it falls at each step. step // steps would be 0; divide with /.",
)
def schedule_constant(learning_rate, step, steps):
    return learning_rate


@mistake("linear_schedule", "It rises from 0. It begins with the whole rate: 1 - step / steps.")
def schedule_rises(learning_rate, step, steps):
    return learning_rate * step / steps


@mistake("linear_schedule", "It is one step ahead: step 0 has learning_rate itself.")
def schedule_one_ahead(learning_rate, step, steps):
    return learning_rate * (1 - (step + 1) / steps)


@mistake(
    "linear_schedule",
    "It reaches 0 at the last step that is taken. At step steps it would: divide by steps.",
)
def schedule_ends_at_0(learning_rate, step, steps):
    return learning_rate * (1 - step / (steps - 1))


@mistake("linear_schedule", "It falls twice as fast, and below 0 in the second half.")
def schedule_below_0(learning_rate, step, steps):
    return learning_rate * (1 - 2 * step / steps)


@mistake(
    "linear_schedule",
    "step / steps is taken from the rate itself. It is a share of it: learning_rate · (1 - …).",
)
def schedule_takes_away(learning_rate, step, steps):
    return learning_rate - step / steps


@mistake("linear_schedule", "That is the share alone. Multiply it by learning_rate.")
def schedule_without_rate(learning_rate, step, steps):
    return 1 - step / steps


@mistake(
    "linear_schedule", "That falls in a curve, by a factor each step. Here it is a straight line."
)
def schedule_exponential(learning_rate, step, steps):
    return learning_rate * 0.9**step


@mistake("linear_schedule", "The rate is held above 0. At step steps it would be 0.")
def schedule_held_above_0(learning_rate, step, steps):
    return learning_rate * max(0.1, 1 - step / steps)


@mistake(
    "MLP.__init__",
    "weights are (n_out, n_in), as in chapter 3. Here they are (n_in, n_out), for X @ W.",
)
def mlp_turned_round(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_out, n_in, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_out, n_in), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake(
    "MLP.__init__",
    "The output layer is missing. Every pair of neighbouring sizes makes a layer, the last one "
    "too.",
)
def mlp_without_the_last_layer(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes[:-2], layer_sizes[1:-1]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake("MLP.__init__", "np.zeros is float64 unless it is told. The biases are float32.")
def mlp_biases_float64(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake(
    "MLP.__init__",
    "np.zeros is float64 unless it is told. The velocities are float32, like the weights.",
)
def mlp_velocities_float64(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out)))
        self.bias_velocities.append(np.zeros(n_out))


@mistake(
    "MLP.__init__", "The velocities are plain numbers. Each is an array, shaped like its weights."
)
def mlp_velocities_are_numbers(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(0.0)
        self.bias_velocities.append(0.0)


@mistake(
    "MLP.__init__",
    "The velocities are the weights themselves, under another name. They are zeros of their own.",
)
def mlp_velocities_are_the_weights(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(self.weights[-1])
        self.bias_velocities.append(self.biases[-1])


@mistake(
    "MLP.__init__",
    "The bias velocities are the biases themselves, under another name. Make zeros of their own.",
)
def mlp_bias_velocities_are_the_biases(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(self.biases[-1])


@mistake(
    "MLP.__init__",
    "The velocities are missing. Momentum needs zeros, shaped like the weights and biases.",
)
def mlp_without_velocities(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))


@mistake("MLP.__init__", "The generator isn't kept. fit shuffles with self.rng.")
def mlp_without_its_rng(self, layer_sizes, seed=0):
    rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake(
    "MLP.__init__",
    "All weights start at 0, so the hidden units never differ. Draw them with he_normal.",
)
def mlp_of_zeros(self, layer_sizes, seed=0):
    if len(layer_sizes) < 2:
        raise ValueError("layer_sizes needs two sizes")
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake(
    "MLP.__init__",
    "Each layer makes a generator of its own from the seed, so all begin alike. Make one for all.",
)
def mlp_a_generator_each_layer(self, layer_sizes, seed=0):
    if len(layer_sizes) < 2:
        raise ValueError("layer_sizes needs two sizes")
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, np.random.default_rng(seed)))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake("MLP.__init__", "The seed has no part in it. Make np.random.default_rng(seed).")
def mlp_without_its_seed(self, layer_sizes, seed=0):
    if len(layer_sizes) < 2:
        raise ValueError("layer_sizes needs two sizes")
    self.rng = np.random.default_rng(0)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake(
    "MLP.__init__",
    "np.random.seed sets the global generator, which others use too. Draw the weights from "
    "self.rng.",
)
def mlp_seeds_the_global_generator(self, layer_sizes, seed=0):
    if len(layer_sizes) < 2:
        raise ValueError("layer_sizes needs two sizes")
    self.rng = np.random.default_rng(seed)
    np.random.seed(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        W = np.random.normal(0, math.sqrt(2 / n_in), (n_in, n_out))
        self.weights.append(W.astype(np.float32))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake("MLP.__init__", "One size makes no layer. Raise ValueError for fewer than two.")
def mlp_of_one_size(self, layer_sizes, seed=0):
    self.rng = np.random.default_rng(seed)
    self.weights, self.biases = [], []
    self.weight_velocities, self.bias_velocities = [], []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
        self.weights.append(he_normal(n_in, n_out, self.rng))
        self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
        self.bias_velocities.append(np.zeros(n_out, dtype=np.float32))


@mistake("MLP.forward", "relu stands after the last layer, too. The logits are linear.")
def mlp_relu_at_the_output(self, X):
    self.activations = [X]
    for W, b in zip(self.weights, self.biases):
        Z = self.activations[-1] @ W + b
        self.activations.append(np.maximum(Z, 0))
    return self.activations[-1]


@mistake(
    "MLP.forward",
    "relu is missing after the hidden layers: without it, all of them are one linear layer.",
)
def mlp_without_relu(self, X):
    self.activations = [X]
    for W, b in zip(self.weights, self.biases):
        Z = self.activations[-1] @ W + b
        self.activations.append(Z)
    return self.activations[-1]


@mistake(
    "MLP.forward",
    "softmax is in forward. The logits come back here, and loss makes probabilities of them.",
)
def mlp_softmax_in_forward(self, X):
    self.activations = [X]
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = self.activations[-1] @ W + b
        self.activations.append(np.maximum(Z, 0) if i < len(self.weights) - 1 else softmax(Z))
    return self.activations[-1]


@mistake("MLP.forward", "* goes entry by entry. A matrix product is A @ W.")
def mlp_star(self, X):
    self.activations = [X]
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = self.activations[-1] * W + b
        self.activations.append(np.maximum(Z, 0) if i < len(self.weights) - 1 else Z)
    return self.activations[-1]


@mistake("MLP.forward", "W is (n_in, n_out) already, and A @ W fits. No transpose here.")
def mlp_transposed(self, X):
    self.activations = [X]
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = self.activations[-1] @ W.T + b
        self.activations.append(np.maximum(Z, 0) if i < len(self.weights) - 1 else Z)
    return self.activations[-1]


@mistake("MLP.forward", "The biases are left out: Z = A @ W + b.")
def mlp_without_biases(self, X):
    self.activations = [X]
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = self.activations[-1] @ W
        self.activations.append(np.maximum(Z, 0) if i < len(self.weights) - 1 else Z)
    return self.activations[-1]


@mistake("MLP.forward", "activations begins with X: backward needs it for the first layer.")
def mlp_activations_without_x(self, X):
    self.activations, A = [], X
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = A @ W + b
        A = np.maximum(Z, 0) if i < len(self.weights) - 1 else Z
        self.activations.append(A)
    return self.activations[-1]


@mistake("MLP.forward", "activations ends with the logits. They are missing.")
def mlp_activations_without_logits(self, X):
    self.activations = [X]
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = self.activations[-1] @ W + b
        self.activations.append(np.maximum(Z, 0) if i < len(self.weights) - 1 else Z)
    return self.activations.pop()


@mistake("MLP.forward", "activations holds each layer's Z from before relu. It holds the outputs.")
def mlp_keeps_z(self, X):
    self.activations, A = [X], X
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = A @ W + b
        self.activations.append(Z)
        A = np.maximum(Z, 0)
    return self.activations[-1]


@mistake(
    "MLP.forward", "activations goes on from the forward before. It begins anew each time, with X."
)
def mlp_activations_grow(self, X):
    if not hasattr(self, "activations"):
        self.activations = []
    self.activations.append(X)
    for i, (W, b) in enumerate(zip(self.weights, self.biases)):
        Z = self.activations[-1] @ W + b
        self.activations.append(np.maximum(Z, 0) if i < len(self.weights) - 1 else Z)
    return self.activations[-1]


@mistake(
    "MLP.loss",
    "The logits go into cross_entropy as they are. softmax makes probabilities of them first.",
)
def mlp_loss_of_logits(self, X, labels):
    return cross_entropy(self.forward(X), labels)


@mistake(
    "MLP.loss",
    "That is the sum over the batch. The loss is the mean: cross_entropy has divided already.",
)
def mlp_loss_of_a_sum(self, X, labels):
    return cross_entropy(softmax(self.forward(X)), labels) * len(X)


@mistake(
    "MLP.loss",
    "softmax is taken twice, which makes the probabilities nearly equal. Once is enough.",
)
def mlp_loss_of_two_softmaxes(self, X, labels):
    return cross_entropy(softmax(softmax(self.forward(X))), labels)


@mistake(
    "MLP.loss", "That is the mean squared error. The loss is cross_entropy of the probabilities."
)
def mlp_loss_of_squares(self, X, labels):
    return float(
        np.mean((softmax(self.forward(X)) - np.eye(self.weights[-1].shape[1])[labels]) ** 2)
    )


@mistake(
    "MLP.predict", "Those are probabilities. The label is the place of the largest: argmax(axis=1)."
)
def mlp_predicts_probabilities(self, X):
    return softmax(self.forward(X))


@mistake(
    "MLP.predict",
    "axis=0 goes down the columns, over the pictures. Each row has its own largest: axis=1.",
)
def mlp_predicts_columns(self, X):
    return self.forward(X).argmax(axis=0)


@mistake("MLP.predict", "argmax without axis=1 looks for one place in the whole batch.")
def mlp_predicts_one_place(self, X):
    return self.forward(X).argmax()


@mistake(
    "MLP.predict", "max gives the largest logit itself. Its place is the label: argmax(axis=1)."
)
def mlp_predicts_values(self, X):
    return self.forward(X).max(axis=1)


@mistake("MLP.predict", "Those are one-hot rows. The label is the place of the 1: argmax(axis=1).")
def mlp_predicts_one_hot(self, X):
    logits = self.forward(X)
    return (logits == logits.max(axis=1, keepdims=True)).astype(int)


@mistake("MLP.backward", "The gradients are sums over the batch. Divide p - y by m.")
def mlp_sum_over_the_batch(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = softmax(self.activations[-1]) - Y
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake("MLP.backward", "m is divided by twice: once in delta, once more in the gradients.")
def mlp_divides_twice(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta / m)
        self.bias_gradients.insert(0, delta.mean(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake("MLP.backward", "delta holds 1 / m already, so a bias gradient is its sum, not its mean.")
def mlp_means_of_biases(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.mean(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake("MLP.backward", "relu's slope is left out: on the way back, multiply by (A > 0).")
def mlp_without_mask(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = delta @ self.weights[layer].T


@mistake(
    "MLP.backward",
    "The mask is that of the layer above. Each delta takes the slope of its own layer's outputs.",
)
def mlp_mask_of_the_next_layer(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        if layer > 0:
            mask = self.activations[layer + 1] > 0
            delta = (delta * mask) @ self.weights[layer].T


@mistake("MLP.backward", "delta is masked at the output, too, where there is no relu.")
def mlp_mask_at_the_output(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        delta = delta * (self.activations[layer + 1] > 0)
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = delta @ self.weights[layer].T


@mistake("MLP.backward", "delta is multiplied by A itself. relu's slope is 1 where A > 0, else 0.")
def mlp_mask_of_values(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * A


@mistake("MLP.backward", "The logits stand for the probabilities: softmax is missing in p - y.")
def mlp_without_softmax(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (self.activations[-1] - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake("MLP.backward", "The sign is turned round: it is p - y, not y - p.")
def mlp_y_minus_p(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (Y - softmax(self.activations[-1])) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward", "The labels themselves are taken from p. Take 1 away at the place of the label."
)
def mlp_without_one_hot(self, labels):
    m, k = self.activations[-1].shape
    Y = labels.reshape(-1, 1)
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward",
    "np.eye is float64 unless it is told, and makes the gradients float64: dtype=np.float32.",
)
def mlp_one_hot_float64(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward",
    "delta is the kept logits themselves, and -= spoils them. softmax makes an array of its own.",
)
def mlp_spoils_the_logits(self, labels):
    m, k = self.activations[-1].shape
    delta = self.activations[-1]
    delta[:] = softmax(delta)
    delta[np.arange(m), labels] -= 1
    delta /= m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward",
    "p - y is multiplied by p·(1 - p). Softmax and cross-entropy together give p - y alone.",
)
def mlp_softmax_slope(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    p = softmax(self.activations[-1])
    delta = (p - Y) * p * (1 - p) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward",
    "delta[:, labels] takes those columns of every row. One entry a row: [np.arange(m), labels].",
)
def mlp_columns_for_all(self, labels):
    m, k = self.activations[-1].shape
    delta = softmax(self.activations[-1])
    delta[:, labels] -= 1
    delta /= m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward",
    "The lists run from the last layer to the first. weight_gradients[i] belongs to weights[i].",
)
def mlp_gradients_reversed(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.append(A.T @ delta)
        self.bias_gradients.append(delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward", "The gradients of the backward before are added. Each backward sets its own."
)
def mlp_gradients_add_up(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    if not hasattr(self, "weight_gradients"):
        self.weight_gradients = [0 * W for W in self.weights]
        self.bias_gradients = [0 * b for b in self.biases]
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients[layer] += A.T @ delta
        self.bias_gradients[layer] += delta.sum(axis=0)
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake("MLP.backward", "The weight gradients are turned round: A.T @ delta has the shape of W.")
def mlp_gradients_transposed(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, delta.T @ A)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake("MLP.backward", "On the way back W is transposed: delta @ W.T.")
def mlp_back_without_transpose(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        delta = (delta @ self.weights[layer]) * (A > 0)


@mistake(
    "MLP.backward", "A bias gradient is (n,), like the bias: delta.sum(axis=0), without keepdims."
)
def mlp_bias_gradients_in_a_row(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0, keepdims=True))
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake(
    "MLP.backward",
    "The weights take a step while delta still has to go back through them. update does that, "
    "later.",
)
def mlp_updates_on_the_way(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        self.weights[layer] = self.weights[layer] - 0.1 * self.weight_gradients[0]
        self.biases[layer] = self.biases[layer] - 0.1 * self.bias_gradients[0]
        delta = (delta @ self.weights[layer].T) * (A > 0)


@mistake("MLP.backward", "Only the last layer gets gradients. Go back through all of them.")
def mlp_last_layer_only(self, labels):
    m, k = self.activations[-1].shape
    Y = np.eye(k, dtype=np.float32)[labels]
    delta = (softmax(self.activations[-1]) - Y) / m
    self.weight_gradients, self.bias_gradients = [], []
    for layer in reversed(range(len(self.weights))):
        A = self.activations[layer]
        self.weight_gradients.insert(0, A.T @ delta)
        self.bias_gradients.insert(0, delta.sum(axis=0))
        break


@mistake("MLP.update", "The velocity is added, which climbs. Downhill is w - learning_rate · v.")
def mlp_uphill(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += self.weight_gradients[i]
        b *= momentum
        b += self.bias_gradients[i]
        self.weights[i] += learning_rate * v
        self.biases[i] += learning_rate * b


@mistake(
    "MLP.update",
    "The velocities have no part in the step: it is learning_rate · v, not learning_rate · dL/dw.",
)
def mlp_without_momentum(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += self.weight_gradients[i]
        b *= momentum
        b += self.bias_gradients[i]
        self.weights[i] -= learning_rate * self.weight_gradients[i]
        self.biases[i] -= learning_rate * self.bias_gradients[i]


@mistake(
    "MLP.update", "v is the gradient alone. It keeps a share of what it was: momentum · v + dL/dw."
)
def mlp_velocity_is_the_gradient(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v[:] = self.weight_gradients[i]
        b[:] = self.bias_gradients[i]
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b


@mistake(
    "MLP.update",
    "v = momentum * v + … names a new array, and the velocity is not kept. Change it in place: v "
    "*= momentum.",
)
def mlp_velocities_not_kept(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v = momentum * v + self.weight_gradients[i]
        b = momentum * b + self.bias_gradients[i]
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b


@mistake(
    "MLP.update",
    "The gradient is weighted by 1 - momentum. Here it counts in full: momentum · v + dL/dw.",
)
def mlp_weighted_gradient(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += (1 - momentum) * self.weight_gradients[i]
        b *= momentum
        b += (1 - momentum) * self.bias_gradients[i]
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b


@mistake(
    "MLP.update",
    "The learning rate is inside the velocity. It comes in the step: v = momentum · v + dL/dw, w -"
    " learning_rate · v.",
)
def mlp_rate_in_the_velocity(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += learning_rate * self.weight_gradients[i]
        b *= momentum
        b += learning_rate * self.bias_gradients[i]
        self.weights[i] -= v
        self.biases[i] -= b


@mistake(
    "MLP.update",
    "The learning rate comes twice, in the velocity and in the step. It belongs in the step alone.",
)
def mlp_rate_twice(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += learning_rate * self.weight_gradients[i]
        b *= momentum
        b += learning_rate * self.bias_gradients[i]
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b


@mistake("MLP.update", "The gradient is taken from the velocity. v becomes momentum · v + dL/dw.")
def mlp_velocity_sign(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v -= self.weight_gradients[i]
        b *= momentum
        b -= self.bias_gradients[i]
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b


@mistake(
    "MLP.update",
    "The step comes before the velocity changes. First v, and then w - learning_rate · v.",
)
def mlp_step_before_velocity(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b
        v *= momentum
        v += self.weight_gradients[i]
        b *= momentum
        b += self.bias_gradients[i]


@mistake(
    "MLP.update",
    "The velocity becomes the gradient's own array, and changes it from then on. Write v += "
    "gradient.",
)
def mlp_velocities_alias_gradients(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_gradients[i], self.bias_gradients[i]
        v += momentum * self.weight_velocities[i]
        b += momentum * self.bias_velocities[i]
        self.weight_velocities[i], self.bias_velocities[i] = v, b
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b


@mistake(
    "MLP.update", "The biases stay where they are. They have velocities and steps of their own."
)
def mlp_biases_stay(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v = self.weight_velocities[i]
        v *= momentum
        v += self.weight_gradients[i]
        self.weights[i] -= learning_rate * v


@mistake("MLP.update", "The learning rate has no part in the step: it is learning_rate · v.")
def mlp_full_steps(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += self.weight_gradients[i]
        b *= momentum
        b += self.bias_gradients[i]
        self.weights[i] -= v
        self.biases[i] -= b


@mistake("MLP.update", "The default momentum is 0.9, as the stub's first line says.")
def mlp_default_momentum(self, learning_rate, momentum=0.5):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += self.weight_gradients[i]
        b *= momentum
        b += self.bias_gradients[i]
        self.weights[i] -= learning_rate * v
        self.biases[i] -= learning_rate * b


@mistake("MLP.update", "w = w - … puts a new array in the list. Change the array in place: w -= …")
def mlp_new_arrays(self, learning_rate, momentum=0.9):
    for i in range(len(self.weights)):
        v, b = self.weight_velocities[i], self.bias_velocities[i]
        v *= momentum
        v += self.weight_gradients[i]
        b *= momentum
        b += self.bias_gradients[i]
        self.weights[i] = self.weights[i] - learning_rate * v
        self.biases[i] = self.biases[i] - learning_rate * b


@mistake("MLP.fit", "Nothing comes back. Return the history.")
def fit_returns_none(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))


@mistake("MLP.fit", "The history comes back, but isn't kept as self.history.")
def fit_history_not_kept(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        history["loss"].append(total / len(X))
        history["accuracy"].append(right / len(X))
    return history


@mistake("MLP.fit", "Nothing is learned: after backward each batch needs update.")
def fit_never_updates(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit",
    "update comes before backward, and has no gradients of this batch. First backward, then "
    "update.",
)
def fit_update_before_backward(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            self.backward(labels[batch])
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit",
    "The loss is measured after the update. It is the one before: backward needs its forward, too.",
)
def fit_loss_after_update(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            self.forward(X[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit", "The accuracy is measured after the update. Like the loss, it is the one before."
)
def fit_accuracy_after_update(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            right += np.sum(self.predict(X[batch]) == labels[batch])
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake("MLP.fit", "The accuracy is in percent. A share runs from 0 to 1.")
def fit_accuracy_percent(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(100 * right / len(X))
    return self.history


@mistake(
    "MLP.fit",
    "That is the sum of the losses of an epoch. The mean divides it by the number of rows.",
)
def fit_loss_sum(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total)
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake("MLP.fit", "The rate never moves. Ask linear_schedule at every step, and count the steps.")
def fit_constant_rate(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(learning_rate, momentum)
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake("MLP.fit", "The rate moves with the epochs alone. It falls a little at every step.")
def fit_rate_by_epoch_0(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, epoch, epochs), momentum)
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit", "The rate falls to 0 in each epoch, and begins anew. It falls once, over all steps."
)
def fit_schedule_each_epoch(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    steps = math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = step = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit",
    "len(X) // batch_size leaves out the short last batch, and the rate ends below 0. Round up.",
)
def fit_whole_steps(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * max(1, len(X) // batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit",
    "The rate is that of the next step: step grows before the update, and the last one has a rate "
    "of 0.",
)
def fit_schedule_ends_at_0(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            step += 1
            self.update(linear_schedule(learning_rate, step, steps), momentum)
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake("MLP.fit", "The momentum isn't passed on: update(rate, momentum).")
def fit_without_momentum(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps))
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake("MLP.fit", "The velocities start at 0 in each epoch. They go on from one to the next.")
def fit_fresh_velocities(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for v in [*self.weight_velocities, *self.bias_velocities]:
            v[:] = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake("MLP.fit", "The last batch is dropped where it is short. Its rows count, too.")
def fit_drops_the_last_batch(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            if len(batch) < min(batch_size, len(X)):
                continue
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit",
    "The mean goes over the batches, and a short one counts like a full one. Weigh each by its "
    "rows.",
)
def fit_unweighted_mean(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch])
            right += np.mean(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / math.ceil(len(X) / batch_size))
        self.history["accuracy"].append(right / math.ceil(len(X) / batch_size))
    return self.history


@mistake(
    "MLP.fit", "The history holds the last batch's numbers. It holds the means over the epoch."
)
def fit_last_batch_only(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            right = np.mean(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(loss)
        self.history["accuracy"].append(right)
    return self.history


@mistake("MLP.fit", "The history has a number for each batch. It has one for each epoch.")
def fit_notes_each_batch(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            self.history["loss"].append(self.loss(X[batch], labels[batch]))
            right = self.activations[-1].argmax(axis=1) == labels[batch]
            self.history["accuracy"].append(np.mean(right))
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
    return self.history


@mistake(
    "MLP.fit", "The defaults are epochs=4, batch_size=64, learning_rate=0.08 and momentum=0.9."
)
def fit_other_defaults(
    self, X, labels, epochs=10, batch_size=32, learning_rate=0.1, momentum=0.9, **others
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
    return self.history


@mistake(
    "MLP.fit", "The rows come in the order given, every time. Take the batches of shuffled_batches."
)
def fit_not_shuffled(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, progress=None
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in [
            np.arange(s, min(s + batch_size, len(X))) for s in range(0, len(X), batch_size)
        ]:
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "The order is drawn once, and every epoch has it. Draw a fresh one in each.")
def fit_one_order(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, progress=None
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    batches = shuffled_batches(len(X), batch_size, self.rng)
    for epoch in range(epochs):
        total = right = 0
        for batch in batches:
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit",
    "A generator made in each epoch begins anew, so every epoch has one order. Use self.rng.",
)
def fit_new_generator(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, progress=None
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, np.random.default_rng(0)):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "The order comes from the global generator. Shuffle with self.rng.")
def fit_global_generator(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, progress=None
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in np.split(np.random.permutation(len(X)), range(batch_size, len(X), batch_size)):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit", "rng.integers draws some rows twice and others never. An epoch takes each row once."
)
def fit_with_replacement(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, progress=None
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in np.split(
            self.rng.integers(0, len(X), len(X)), range(batch_size, len(X), batch_size)
        ):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "X is shuffled, and labels is not. Take one order for both.")
def fit_shuffles_x_alone(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, progress=None
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        shuffled = self.rng.permutation(X)
        for start in range(0, len(X), batch_size):
            batch = np.arange(start, min(start + batch_size, len(X)))
            total += self.loss(shuffled[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit", "The caller's X and labels are put in a new order themselves. Shuffle row numbers."
)
def fit_shuffles_in_place(
    self, X, labels, epochs=4, batch_size=64, learning_rate=0.08, momentum=0.9, progress=None
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        order = self.rng.permutation(len(X))
        X[:], labels[:] = X[order], labels[order]
        for start in range(0, len(X), batch_size):
            batch = np.arange(start, min(start + batch_size, len(X)))
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit",
    "validation is given, and nothing is measured on it. Note its loss and accuracy after each "
    "epoch.",
)
def fit_without_validation(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "The validation rows are learned, too. They are there to be measured alone.")
def fit_trains_on_validation(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            self.backward(validation[1])
            self.update(linear_schedule(learning_rate, epoch, epochs), momentum)
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit", "The validation rows join X, and are learned. They are there to be measured alone."
)
def fit_adds_validation_rows(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    if validation:
        X = np.concatenate([X, validation[0]])
        labels = np.concatenate([labels, validation[1]])
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "Validation is measured before the epoch. It comes after it.")
def fit_validates_before_the_epoch(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "The numbers under validation are those of X. Measure the rows of validation.")
def fit_validates_on_training_rows(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(X, labels))
            share = accuracy(self.predict(X), labels)
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "The history goes on from the fit before. It begins afresh in each.")
def fit_history_goes_on(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if not hasattr(self, "history"):
        self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit",
    "Without validation its names are in the history all the same, with nothing in their lists.",
)
def fit_empty_validation_lists(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "progress is never called. Call it at the end of each epoch, if it is given.")
def fit_without_progress(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
    return self.history


@mistake("MLP.fit", "The first epoch is 1 for progress, not 0: epoch + 1.")
def fit_progress_from_0(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit", "progress is called once, at the end of training. It is called after each epoch."
)
def fit_progress_once(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
    if progress:
        progress(epochs, epochs, self.history)
    return self.history


@mistake("MLP.fit", "progress is called after each batch. It is called after each epoch.")
def fit_progress_each_batch(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
            if progress:
                progress(epoch + 1, epochs, self.history)
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
    return self.history


@mistake("MLP.fit", "progress is called before validation is measured. It comes last in the epoch.")
def fit_progress_before_validation(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            total += self.loss(X[batch], labels[batch]) * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if progress:
            progress(epoch + 1, epochs, self.history)
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
    return self.history


@mistake("MLP.fit", "The message leaves out the advice: try a smaller learning_rate.")
def fit_without_advice(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if len(X) != len(labels):
        raise ValueError(f"X has {len(X)} rows, labels has {len(labels)}")
    if not np.isfinite(X).all():
        raise ValueError("X holds NaN or inf")
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            if not math.isfinite(loss):
                raise ValueError(f"the loss is {loss}")
            total += loss * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit",
    "X and labels may differ in length, which goes unnoticed or ends in an IndexError. Compare "
    "them first.",
)
def fit_any_lengths(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if not np.isfinite(X).all():
        raise ValueError("X holds NaN or inf")
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            if not math.isfinite(loss):
                raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
            total += loss * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "The message names no sizes. Put the lengths of X and of labels into it.")
def fit_names_no_sizes(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if len(X) != len(labels):
        raise ValueError("X and labels differ in length")
    if not np.isfinite(X).all():
        raise ValueError("X holds NaN or inf")
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            if not math.isfinite(loss):
                raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
            total += loss * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit",
    "NaN or inf in X is noticed late, when other batches are learned already. Look at all of X "
    "first.",
)
def fit_any_x(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if len(X) != len(labels):
        raise ValueError(f"X has {len(X)} rows, labels has {len(labels)}")
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            if not math.isfinite(loss):
                raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
            total += loss * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "np.isnan does not notice inf. np.isfinite finds both.")
def fit_lets_inf_through(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if len(X) != len(labels):
        raise ValueError(f"X has {len(X)} rows, labels has {len(labels)}")
    if np.isnan(X).any():
        raise ValueError("X holds NaN or inf")
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            if not math.isfinite(loss):
                raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
            total += loss * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake("MLP.fit", "A loss of nan goes unnoticed. Test math.isfinite(loss) before the update.")
def fit_any_loss(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if len(X) != len(labels):
        raise ValueError(f"X has {len(X)} rows, labels has {len(labels)}")
    if not np.isfinite(X).all():
        raise ValueError("X holds NaN or inf")
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            total += loss * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history


@mistake(
    "MLP.fit",
    "The loss is tested after the update, when the weights are spoilt already. Test it before.",
)
def fit_looks_too_late(
    self,
    X,
    labels,
    epochs=4,
    batch_size=64,
    learning_rate=0.08,
    momentum=0.9,
    validation=None,
    progress=None,
):
    if len(X) != len(labels):
        raise ValueError(f"X has {len(X)} rows, labels has {len(labels)}")
    if not np.isfinite(X).all():
        raise ValueError("X holds NaN or inf")
    self.history = {"loss": [], "accuracy": []}
    if validation:
        self.history |= {"validation_loss": [], "validation_accuracy": []}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(epochs):
        total = right = 0
        for batch in shuffled_batches(len(X), batch_size, self.rng):
            loss = self.loss(X[batch], labels[batch])
            total += loss * len(batch)
            right += np.sum(self.activations[-1].argmax(axis=1) == labels[batch])
            self.backward(labels[batch])
            self.update(linear_schedule(learning_rate, step, steps), momentum)
            if not math.isfinite(loss):
                raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
            step += 1
        self.history["loss"].append(total / len(X))
        self.history["accuracy"].append(right / len(X))
        if validation:
            self.history["validation_loss"].append(self.loss(*validation))
            share = accuracy(self.predict(validation[0]), validation[1])
            self.history["validation_accuracy"].append(share)
        if progress:
            progress(epoch + 1, epochs, self.history)
    return self.history
