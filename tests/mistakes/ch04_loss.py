"""What learners write in chapter 4 that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake(
    "softmax",
    "exp of a large logit overflows, and of very negative ones the sum is 0. "
    "Subtract max(logits) from every logit first.",
)
def softmax_without_shift(logits):
    if not logits:
        raise ValueError("no logits")
    powers = [math.exp(z) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake(
    "softmax",
    "The first logit is subtracted, and a larger one still overflows. "
    "Subtract the largest: max(logits).",
)
def shifted_by_the_first(logits):
    if not logits:
        raise ValueError("no logits")
    powers = [math.exp(z - logits[0]) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake(
    "softmax",
    "Where all logits are far below 0, every power is 0, and so is their sum. "
    "Subtract the largest, even below 0: max(logits).",
)
def shifted_by_zero_at_least(logits):
    if not logits:
        raise ValueError("no logits")
    largest = 0
    for z in logits:
        if z > largest:
            largest = z
    powers = [math.exp(z - largest) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake(
    "softmax",
    "Each power is divided by the sum so far. Add all of them up first, then divide.",
)
def divided_by_a_running_total(logits):
    largest = max(logits)
    total, shares = 0.0, []
    for z in logits:
        total += math.exp(z - largest)
        shares.append(math.exp(z - largest) / total)
    return shares


@mistake(
    "softmax",
    "The logits are divided by the largest. Subtract it: math.exp(z - max(logits)).",
)
def divided_by_the_largest(logits):
    largest = max(logits)
    powers = [math.exp(z / largest) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake(
    "softmax",
    "The largest is subtracted from the powers. "
    "Subtract it from the logits: math.exp(z - largest).",
)
def shifted_after_the_power(logits):
    largest = max(logits)
    powers = [math.exp(z) - largest for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake(
    "softmax",
    "The sign is turned: the largest logit gets the smallest share. It is math.exp(z - largest).",
)
def shifted_with_the_sign_turned(logits):
    largest = max(logits)
    powers = [math.exp(largest - z) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake("softmax", "e is cut to 2.71828, and the grader sees it. math.exp(z) has all the digits.")
def softmax_with_five_digits(logits):
    largest = max(logits)
    powers = [2.71828 ** (z - largest) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake("softmax", "e is cut to 2.718, and the grader sees it. math.exp(z) has all the digits.")
def softmax_with_three_digits(logits):
    largest = max(logits)
    powers = [2.718 ** (z - largest) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake("softmax", "Those are the logits over their sum. Take e to the power of each logit first.")
def logits_over_their_sum(logits):
    total = sum(logits)
    return [z / total for z in logits]


@mistake("softmax", "Those are powers of e. Divide each by their sum, so that they add up to 1.")
def powers_of_e(logits):
    return [math.exp(z) for z in logits]


@mistake(
    "softmax", "The shifted powers of e are not divided by their sum, so they don't add up to 1."
)
def powers_not_shared(logits):
    largest = max(logits)
    return [math.exp(z - largest) for z in logits]


@mistake(
    "softmax",
    "The largest logit is subtracted above the line and not below it. "
    "Use the same shifted powers in both places.",
)
def shifted_above_only(logits):
    largest = max(logits)
    total = sum(math.exp(z) for z in logits)
    return [math.exp(z - largest) / total for z in logits]


@mistake(
    "softmax",
    "The smallest logit is subtracted, which leaves large exponents. Subtract the largest: max.",
)
def shifted_by_the_smallest(logits):
    smallest = min(logits)
    powers = [math.exp(z - smallest) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake(
    "softmax", "The probabilities are written over logits, the caller's own list. Build a new list."
)
def softmax_in_place(logits):
    largest = max(logits)
    for i in range(len(logits)):
        logits[i] = math.exp(logits[i] - largest)
    total = sum(logits)
    for i in range(len(logits)):
        logits[i] /= total
    return logits


@mistake(
    "softmax", "That is sigmoid, each logit by itself. Softmax shares 1 out among all of them."
)
def sigmoid_of_each(logits):
    return [sigmoid(z) for z in logits]


@mistake(
    "softmax",
    "Logits above a limit are cut to it, so large ones come out alike. Shift them all instead.",
)
def softmax_of_cut_logits(logits):
    if not logits:
        raise ValueError("no logits")
    powers = [math.exp(max(-500, min(z, 500))) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake("softmax", "An empty list has no softmax: raise a ValueError.")
def softmax_of_nothing(logits):
    if not logits:
        return []
    largest = max(logits)
    powers = [math.exp(z - largest) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


@mistake("one_hot", "Those are True and False. Write 1.0 and 0.0.")
def one_hot_of_bools(index, size):
    if index < 0 or index >= size:
        raise ValueError(f"{index} and {size}")
    return [i == index for i in range(size)]


@mistake(
    "one_hot",
    "Python takes a negative index as counted from the end. Here it must raise a ValueError.",
)
def negative_index_accepted(index, size):
    if index >= size:
        raise ValueError(f"{index} and {size}")
    vector = [0.0] * size
    vector[index] = 1.0
    return vector


@mistake("one_hot", "An index below 0 gets through. Raise a ValueError for it too.")
def index_below_zero_accepted(index, size):
    if index >= size:
        raise ValueError(f"{index} and {size}")
    return [1.0 if i == index else 0.0 for i in range(size)]


@mistake("one_hot", "The 1 is one place too early. The first place has index 0.")
def counted_from_one(index, size):
    if index < 0 or index >= size:
        raise ValueError(f"{index} and {size}")
    return [1.0 if i + 1 == index else 0.0 for i in range(size)]


@mistake(
    "one_hot", "The 1 is counted from the end. Count from the start: index 0 is the first place."
)
def counted_from_the_end(index, size):
    if index < 0 or index >= size:
        raise ValueError(f"{index} and {size}")
    vector = [0.0] * size
    vector[size - index - 1] = 1.0
    return vector


@mistake(
    "one_hot",
    "An index outside the list raises an IndexError here. Check it first, and raise a ValueError.",
)
def index_error_passes(index, size):
    vector = [0.0] * size
    vector[index] = 1.0
    return vector


@mistake(
    "one_hot", "An index outside the list gives zeros only. Check it first, and raise a ValueError."
)
def zeros_only(index, size):
    return [1.0 if i == index else 0.0 for i in range(size)]


@mistake("one_hot", "index == size gets through. The last index is size - 1.")
def size_accepted(index, size):
    if index < 0 or index > size:
        raise ValueError(f"{index} and {size}")
    return [1.0 if i == index else 0.0 for i in range(size)]


@mistake(
    "one_hot",
    "index == size gets past the check, and is no place of the list. The last index is size - 1.",
)
def size_written_to(index, size):
    if index < 0 or index > size:
        raise ValueError(f"{index} and {size}")
    vector = [0.0] * size
    vector[index] = 1.0
    return vector


@mistake("one_hot", "Those are strings. Numbers are written without quotes: 1.0 and 0.0.")
def one_hot_of_strings(index, size):
    if index < 0 or index >= size:
        raise ValueError(f"{index} and {size}")
    return ["1" if i == index else "0" for i in range(size)]


@mistake(
    "cross_entropy_loss",
    "The minus sign is missing. log p is below 0 for p below 1, so the loss is -Σ.",
)
def without_minus(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum(y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss", "math.log(0) is an error. Put the floor in: math.log(max(p, 1e-12))."
)
def without_floor(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(p) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss",
    "Where the target isn't 0, math.log(0) is an error still. "
    "Put the floor in: math.log(max(p, 1e-12)).",
)
def floor_by_the_target(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(p) for p, y in zip(predicted, target) if y != 0)


@mistake(
    "cross_entropy_loss",
    "Only p = 0 is raised to the floor. Every p below 1e-12 counts as 1e-12: max(p, 1e-12).",
)
def floor_at_zero_only(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    loss = 0.0
    for p, y in zip(predicted, target):
        if p == 0:
            p = 1e-12
        loss -= y * math.log(p)
    return loss


@mistake(
    "cross_entropy_loss",
    "A probability of 0 is passed over, as if it cost nothing. It costs most: it counts as 1e-12.",
)
def zeros_passed_over(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(p) for p, y in zip(predicted, target) if p > 0)


@mistake(
    "cross_entropy_loss",
    "min takes the smaller of the two, always 1e-12. The floor is max(p, 1e-12).",
)
def floor_by_min(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(min(p, 1e-12)) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss",
    "softmax is applied here. predicted holds probabilities already: take their logarithms.",
)
def softmax_in_the_loss(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(max(p, 1e-12)) for p, y in zip(softmax(predicted), target))


@mistake(
    "cross_entropy_loss",
    "= replaces the total at each step, so only the last term is left. Use += or -=.",
)
def last_term_only(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    loss = 0.0
    for p, y in zip(predicted, target):
        loss = -y * math.log(max(p, 1e-12))
    return loss


@mistake("cross_entropy_loss", "The return stands inside the loop, so only the first term counts.")
def first_term_only(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    loss = 0.0
    for p, y in zip(predicted, target):
        loss -= y * math.log(max(p, 1e-12))
        return loss
    return loss


@mistake(
    "cross_entropy_loss",
    "The surplus is dropped without a word. Where the lengths differ, raise a ValueError.",
)
def cross_entropy_cut_short(predicted, target):
    return -sum(y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss",
    "An index runs past the end of predicted. Where the lengths differ, raise a ValueError first.",
)
def cross_entropy_runs_past_the_end(predicted, target):
    return sum(-target[i] * math.log(max(predicted[i], 1e-12)) for i in range(len(target)))


@mistake(
    "cross_entropy_loss",
    "Only a shorter predicted is refused. A longer one must be as well: compare with !=.",
)
def cross_entropy_refuses_shorter_only(predicted, target):
    if len(predicted) < len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss", "Every probability counts in that sum. Multiply each log by its target."
)
def every_log_counts(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(math.log(max(p, 1e-12)) for p in predicted)


@mistake("cross_entropy_loss", "That is a mean over the components. The loss is their sum.")
def mean_of_logs(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target)) / len(target)


@mistake(
    "cross_entropy_loss",
    "That takes the largest probability. "
    "The one that counts is where the target is 1, right or not.",
)
def largest_probability(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -math.log(max(max(predicted), 1e-12))


@mistake(
    "cross_entropy_loss",
    "The two arguments are exchanged: the log is of predicted, the factor is target.",
)
def log_of_the_target(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(p * math.log(max(y, 1e-12)) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss",
    "The terms (1 - y) log(1 - p) belong to a loss with one output. Here only y log p is added up.",
)
def binary_cross_entropy(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    total = 0.0
    for p, y in zip(predicted, target):
        total -= y * math.log(max(p, 1e-12)) + (1 - y) * math.log(max(1 - p, 1e-12))
    return total


@mistake(
    "cross_entropy_loss",
    "That is 1 - p. The loss is the logarithm, -log p: it grows without end as p nears 0.",
)
def one_minus_p(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum(y * (1 - p) for p, y in zip(predicted, target))


@mistake("cross_entropy_loss", "That is the logarithm to base 10. math.log is the natural one.")
def log_to_base_10(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log10(max(p, 1e-12)) for p, y in zip(predicted, target))


@mistake("cross_entropy_loss", "That is the logarithm to base 2. math.log is the natural one.")
def log_to_base_2(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log2(max(p, 1e-12)) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss",
    "The floor is added to p. Take the larger of the two instead: max(p, 1e-12).",
)
def floor_added(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(p + 1e-12) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss", "The floor is too high: small probabilities are cut as well. It is 1e-12."
)
def floor_of_a_thousandth(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(max(p, 1e-3)) for p, y in zip(predicted, target))


@mistake(
    "cross_entropy_loss",
    "Only places where the target is exactly 1 count there. Multiply each log by its target.",
)
def only_where_the_target_is_one(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    loss = 0.0
    for p, y in zip(predicted, target):
        if y == 1:
            loss -= math.log(max(p, 1e-12))
    return loss


@mistake(
    "cross_entropy_loss",
    "Only the target's largest number counts there. Multiply each log by its target.",
)
def only_where_the_target_is_largest(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -math.log(max(predicted[target.index(max(target))], 1e-12))


@mistake(
    "cross_entropy_loss",
    "max(1e-12, p) turns a NaN into 1e-12. Write max(p, 1e-12), which keeps it.",
)
def nan_hidden(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return -sum(y * math.log(max(1e-12, p)) for p, y in zip(predicted, target))


@mistake("mse_loss", "That is the sum of the squares. Divide it by how many there are.")
def sum_of_squares(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum((p - y) ** 2 for p, y in zip(predicted, target))


@mistake("mse_loss", "There is a factor of one half too many. The mean is the sum over n.")
def half_of_the_mean(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum((p - y) ** 2 for p, y in zip(predicted, target)) / (2 * len(target))


@mistake(
    "mse_loss",
    "The surplus is dropped without a word. Where the lengths differ, raise a ValueError.",
)
def mse_cut_short(predicted, target):
    if not predicted:
        raise ValueError("0 and 0")
    return sum((p - y) ** 2 for p, y in zip(predicted, target)) / len(predicted)


@mistake(
    "mse_loss",
    "An index runs past the end of predicted. Where the lengths differ, raise a ValueError first.",
)
def mse_runs_past_the_end(predicted, target):
    if not target:
        raise ValueError("0 and 0")
    return sum((predicted[i] - target[i]) ** 2 for i in range(len(target))) / len(target)


@mistake(
    "mse_loss",
    "Only a shorter predicted is refused. A longer one must be as well: compare with !=.",
)
def mse_refuses_shorter_only(predicted, target):
    if len(predicted) < len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum((p - y) ** 2 for p, y in zip(predicted, target)) / len(target)


@mistake(
    "mse_loss",
    "Division by 0: empty lists have no mean. Check for them first, and raise a ValueError.",
)
def mean_of_nothing(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum((p - y) ** 2 for p, y in zip(predicted, target)) / len(predicted)


@mistake("mse_loss", "Empty lists have no mean, not even 0: raise a ValueError.")
def mean_of_nothing_is_zero(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    if not predicted:
        return 0.0
    return sum((p - y) ** 2 for p, y in zip(predicted, target)) / len(predicted)


@mistake("mse_loss", "Those are absolute differences. Square each one: (p - y) ** 2.")
def mean_absolute(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum(abs(p - y) for p, y in zip(predicted, target)) / len(target)


@mistake(
    "mse_loss",
    "The root is taken at the end. The mean squared error is the mean of the squares itself.",
)
def root_of_the_mean(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return math.sqrt(sum((p - y) ** 2 for p, y in zip(predicted, target)) / len(target))


@mistake("mse_loss", "The differences are not squared, so errors of opposite sign cancel.")
def mean_difference(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum(p - y for p, y in zip(predicted, target)) / len(target)


@mistake("mse_loss", "^ is no power in Python. Write (p - y) ** 2.")
def squares_with_caret(predicted, target):
    return sum((p - y) ^ 2 for p, y in zip(predicted, target)) / len(target)


@mistake("mse_loss", "* 2 doubles the difference. Its square is (p - y) ** 2.")
def differences_doubled(predicted, target):
    return sum((p - y) * 2 for p, y in zip(predicted, target)) / len(target)


@mistake("mse_loss", "Brackets are missing: p - y ** 2 squares y alone. It is (p - y) ** 2.")
def square_of_y_alone(predicted, target):
    return sum(p - y**2 for p, y in zip(predicted, target)) / len(target)


@mistake("mse_loss", "The sum is squared as a whole. Square each difference, then add.")
def square_of_the_sum(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(predicted)} and {len(target)}")
    return sum(p - y for p, y in zip(predicted, target)) ** 2 / len(target)
