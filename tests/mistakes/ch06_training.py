"""What learners write in chapter 6 that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake(
    "sgd_update",
    "The gradient is added, which climbs. To go downhill take it away: w - learning_rate * g.",
)
def goes_uphill(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w + learning_rate * g for w, g in zip(row, gradients)]
        layer.biases = [b + learning_rate * g for b, g in zip(layer.biases, layer.bias_gradients)]


@mistake(
    "sgd_update",
    "The biases stay where they are. They move like the weights: b - learning_rate * g.",
)
def biases_stay(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - learning_rate * g for w, g in zip(row, gradients)]


@mistake(
    "sgd_update",
    "The biases climb: their gradient is added. Take it away, as from the weights: b - "
    "learning_rate * g.",
)
def biases_go_uphill(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - learning_rate * g for w, g in zip(row, gradients)]
        layer.biases = [b + learning_rate * g for b, g in zip(layer.biases, layer.bias_gradients)]


@mistake(
    "sgd_update",
    "The weights stay where they are: w = … or row = … names something new. Write it into the "
    "layer.",
)
def name_moves(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            for w, g in zip(row, gradients):
                w = w - learning_rate * g
        for b, g in zip(layer.biases, layer.bias_gradients):
            b = b - learning_rate * g


@mistake("sgd_update", "Only the last layer moves. Go through all of network.layers.")
def last_layer_only(network, learning_rate):
    layer = network.layers[-1]
    for row, gradients in zip(layer.weights, layer.weight_gradients):
        row[:] = [w - learning_rate * g for w, g in zip(row, gradients)]
    layer.biases = [b - learning_rate * g for b, g in zip(layer.biases, layer.bias_gradients)]


@mistake(
    "sgd_update", "Only the first layer moves: the return stands inside the loop over the layers."
)
def first_layer_only(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - learning_rate * g for w, g in zip(row, gradients)]
        layer.biases = [b - learning_rate * g for b, g in zip(layer.biases, layer.bias_gradients)]
        return


@mistake("sgd_update", "The learning rate has no part in the step. It is learning_rate * g, not g.")
def full_steps(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - g for w, g in zip(row, gradients)]
        layer.biases = [b - g for b, g in zip(layer.biases, layer.bias_gradients)]


@mistake(
    "sgd_update",
    "The gradient is divided by the learning rate. A small rate makes a small step: multiply.",
)
def divides_by_rate(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - g / learning_rate for w, g in zip(row, gradients)]
        layer.biases = [b - g / learning_rate for b, g in zip(layer.biases, layer.bias_gradients)]


@mistake(
    "sgd_update", "The learning rate is multiplied in twice. Once is enough: w - learning_rate * g."
)
def rate_squared(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            steps = vector_scale(gradients, learning_rate)
            row[:] = [w - learning_rate * step for w, step in zip(row, steps)]
        steps = vector_scale(layer.bias_gradients, learning_rate)
        layer.biases = [b - learning_rate * step for b, step in zip(layer.biases, steps)]


@mistake(
    "sgd_update", "The biases move by the whole gradient. The learning rate counts for them too."
)
def full_steps_of_biases(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - learning_rate * g for w, g in zip(row, gradients)]
        layer.biases = [b - g for b, g in zip(layer.biases, layer.bias_gradients)]


@mistake(
    "sgd_update",
    "The weights shrink by a share of themselves. The step is along the gradient: learning_rate "
    "* g.",
)
def weights_shrink(network, learning_rate):
    for layer in network.layers:
        for row in layer.weights:
            row[:] = [w - learning_rate * w for w in row]
        layer.biases = [b - learning_rate * b for b in layer.biases]


@mistake(
    "sgd_update", "The gradients are scaled in place, and so lost. Leave them as backward set them."
)
def gradients_scaled_in_place(network, learning_rate):
    for layer in network.layers:
        for gradients in [*layer.weight_gradients, layer.bias_gradients]:
            gradients[:] = vector_scale(gradients, learning_rate)
        for row, steps in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - step for w, step in zip(row, steps)]
        layer.biases = [b - step for b, step in zip(layer.biases, layer.bias_gradients)]


@mistake(
    "sgd_update",
    "The gradients are set to 0 after the step. Leave them as they are: backward sets them anew.",
)
def sets_gradients_to_0(network, learning_rate):
    for layer in network.layers:
        for row, gradients in zip(layer.weights, layer.weight_gradients):
            row[:] = [w - learning_rate * g for w, g in zip(row, gradients)]
        layer.biases = [b - learning_rate * g for b, g in zip(layer.biases, layer.bias_gradients)]
        layer.weight_gradients = [[0.0] * len(row) for row in layer.weight_gradients]
        layer.bias_gradients = [0.0] * len(layer.bias_gradients)


@mistake(
    "clip_gradients",
    "Each gradient is cut to ±max_norm on its own, which bends the direction. Scale all by one "
    "number.",
)
def cuts_each_one(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(g * g for row in rows for g in row))
    for row in rows:
        row[:] = [max(-max_norm, min(max_norm, g)) for g in row]
    return norm


@mistake(
    "clip_gradients",
    "Each layer is clipped by a norm of its own. There is one norm, over all layers together.",
)
def norm_for_each_layer(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    total = 0
    for layer in network.layers:
        rows = [*layer.weight_gradients, layer.bias_gradients]
        squares = sum(g * g for row in rows for g in row)
        norm = math.sqrt(squares)
        if norm > max_norm:
            for row in rows:
                row[:] = vector_scale(row, max_norm / norm)
        total += squares
    return math.sqrt(total)


@mistake(
    "clip_gradients",
    "That is the norm of the last layer alone. Add up the squares of all layers, then take one "
    "root.",
)
def norm_of_the_last_layer(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    for layer in network.layers:
        rows = [*layer.weight_gradients, layer.bias_gradients]
        norm = math.sqrt(sum(g * g for row in rows for g in row))
        if norm > max_norm:
            for row in rows:
                row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake(
    "clip_gradients",
    "That is the norm of the first layer alone. Add up the squares of all layers before the "
    "return.",
)
def norm_of_the_first_layer(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    for layer in network.layers:
        rows = [*layer.weight_gradients, layer.bias_gradients]
        norm = math.sqrt(sum(g * g for row in rows for g in row))
        if norm > max_norm:
            for row in rows:
                row[:] = vector_scale(row, max_norm / norm)
        return norm


@mistake(
    "clip_gradients",
    "The norms of the layers are added. Add up the squares of all layers, then take one root.",
)
def sum_of_layer_norms(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    total = 0
    for layer in network.layers:
        rows = [*layer.weight_gradients, layer.bias_gradients]
        norm = math.sqrt(sum(g * g for row in rows for g in row))
        if norm > max_norm:
            for row in rows:
                row[:] = vector_scale(row, max_norm / norm)
        total += norm
    return total


@mistake(
    "clip_gradients",
    "Layers are scaled while the norm is still being added up. Finish the norm in one loop, then "
    "scale in a second.",
)
def scales_while_adding_up(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    total = 0
    for layer in network.layers:
        rows = [*layer.weight_gradients, layer.bias_gradients]
        total += sum(g * g for row in rows for g in row)
        norm = math.sqrt(total)
        if norm > max_norm:
            for row in rows:
                row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake(
    "clip_gradients",
    "Weights and biases are clipped by norms of their own. There is one norm, over all gradients "
    "together.",
)
def norm_for_each_list(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    total = 0
    for layer in network.layers:
        for rows in (layer.weight_gradients, [layer.bias_gradients]):
            squares = sum(g * g for row in rows for g in row)
            norm = math.sqrt(squares)
            if norm > max_norm:
                for row in rows:
                    row[:] = vector_scale(row, max_norm / norm)
            total += squares
    return math.sqrt(total)


@mistake(
    "clip_gradients",
    "The norms of the rows are added. Add the squares of all gradients, then take one root.",
)
def sum_of_norms(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = sum(math.sqrt(dot_product(row, row)) for row in rows if row)
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake("clip_gradients", "The norm leaves the bias gradients out. Their squares count too.")
def norm_without_biases(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    if norm > max_norm:
        for row in rows + [layer.bias_gradients for layer in network.layers]:
            row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake(
    "clip_gradients",
    "The bias gradients keep their length. Scale them by the same number as the rest.",
)
def biases_not_scaled(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    biases = [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows + biases))
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake(
    "clip_gradients", "Short gradients are stretched to max_norm. Scale only where norm > max_norm."
)
def always_scales(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    for row in rows:
        row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake("clip_gradients", "That is the norm after clipping. Return the one measured before.")
def returns_norm_after(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, max_norm / norm)
        norm = max_norm
    return norm


@mistake(
    "clip_gradients",
    "That is the sum of the sizes. The norm is the square root of the sum of squares.",
)
def adds_sizes(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = sum(abs(g) for row in rows for g in row)
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake("clip_gradients", "The square root is missing: that is the norm squared.")
def no_square_root(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = sum(dot_product(row, row) for row in rows)
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake(
    "clip_gradients",
    "The fraction is upside down: norm / max_norm is above 1 and lengthens. Use max_norm / norm.",
)
def scales_the_wrong_way(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, norm / max_norm)
    return norm


@mistake(
    "clip_gradients",
    "The norm is right, and the gradients stay as long as they were. Write the scaled ones into "
    "the layers.",
)
def scales_copies(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    if norm > max_norm:
        rows = [vector_scale(row, max_norm / norm) for row in rows]
    return norm


@mistake(
    "clip_gradients",
    "The weights are scaled. Clipping leaves them alone, and scales weight_gradients and "
    "bias_gradients.",
)
def scales_the_weights(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    if norm > max_norm:
        for layer in network.layers:
            layer.weights = [vector_scale(row, max_norm / norm) for row in layer.weights]
            layer.biases = vector_scale(layer.biases, max_norm / norm)
    return norm


@mistake(
    "clip_gradients",
    "The gradients are scaled to length 1. Multiply by max_norm / norm to make the norm max_norm.",
)
def scales_to_one(network, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, 1 / norm)
    return norm


@mistake(
    "clip_gradients",
    "A max_norm of 0 or below is accepted. It would wipe out or turn round every gradient: "
    "refuse it.",
)
def any_max_norm(network, max_norm):
    rows = [row for layer in network.layers for row in layer.weight_gradients]
    rows += [layer.bias_gradients for layer in network.layers]
    norm = math.sqrt(sum(dot_product(row, row) for row in rows))
    if norm > max_norm:
        for row in rows:
            row[:] = vector_scale(row, max_norm / norm)
    return norm


@mistake(
    "Trainer.train_step", "The loss is measured after the update. Return the one from before it."
)
def loss_after_the_update(self, inputs, target):
    self.network.loss(inputs, target)
    self.network.backward(target)
    sgd_update(self.network, self.learning_rate)
    return self.network.loss(inputs, target)


@mistake(
    "Trainer.train_step", "The gradients are worked out and not used: sgd_update is never called."
)
def never_updates(self, inputs, target):
    loss = self.network.loss(inputs, target)
    self.network.backward(target)
    return loss


@mistake(
    "Trainer.train_step",
    "backward comes before loss, and goes back through the forward pass of an earlier example.",
)
def backward_before_loss(self, inputs, target):
    self.network.backward(target)
    loss = self.network.loss(inputs, target)
    sgd_update(self.network, self.learning_rate)
    return loss


@mistake(
    "Trainer.train_step",
    "The update uses the gradients of an earlier example: call backward after loss and before "
    "sgd_update.",
)
def update_before_backward(self, inputs, target):
    loss = self.network.loss(inputs, target)
    sgd_update(self.network, self.learning_rate)
    self.network.backward(target)
    return loss


@mistake("Trainer.train_step", "The learning rate of every step is 0.1. Use self.learning_rate.")
def always_a_tenth(self, inputs, target):
    loss = self.network.loss(inputs, target)
    self.network.backward(target)
    sgd_update(self.network, 0.1)
    return loss


@mistake(
    "Trainer.train_step",
    "The loss of each example goes into loss_history. It holds one mean loss for each epoch.",
)
def history_of_examples(self, inputs, target):
    loss = self.network.loss(inputs, target)
    self.network.backward(target)
    sgd_update(self.network, self.learning_rate)
    self.loss_history.append(loss)
    return loss


@mistake(
    "Trainer.train_step",
    "The message leaves out the loss or the advice. It holds both: try a smaller learning_rate.",
)
def refuses_without_advice(self, inputs, target):
    loss = self.network.loss(inputs, target)
    if not math.isfinite(loss):
        raise ValueError("training failed")
    self.network.backward(target)
    sgd_update(self.network, self.learning_rate)
    return loss


@mistake(
    "Trainer.train_step",
    "A loss of nan goes unnoticed (loss == math.nan is never true). Test math.isfinite(loss) "
    "before the update.",
)
def never_looks_at_the_loss(self, inputs, target):
    loss = self.network.loss(inputs, target)
    self.network.backward(target)
    sgd_update(self.network, self.learning_rate)
    return loss


@mistake(
    "Trainer.train_step",
    "The loss is tested after the update, when the weights are spoilt already. Test it before.",
)
def looks_too_late(self, inputs, target):
    loss = self.network.loss(inputs, target)
    self.network.backward(target)
    sgd_update(self.network, self.learning_rate)
    if not math.isfinite(loss):
        raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
    return loss


@mistake(
    "Trainer.train_step", "Only nan is noticed. inf is not finite either: use math.isfinite(loss)."
)
def notices_nan_only(self, inputs, target):
    loss = self.network.loss(inputs, target)
    if math.isnan(loss):
        raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
    self.network.backward(target)
    sgd_update(self.network, self.learning_rate)
    return loss


@mistake(
    "Trainer.train_epoch",
    "The order is never shuffled. Shuffle a copy of the dataset in each epoch.",
)
def never_shuffles(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    return sum(self.train_step(inputs, target) for inputs, target in dataset) / len(dataset)


@mistake(
    "Trainer.train_epoch",
    "random.Random(…) made in each epoch begins anew, so every epoch has one order. Make it "
    "once, in __init__.",
)
def same_order_each_epoch(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    shuffled = list(dataset)
    random.Random(0).shuffle(shuffled)
    return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)


@mistake(
    "Trainer.train_epoch",
    "shuffle puts the list itself in a new order and returns None. Keep no answer of it: loop over "
    "the list.",
)
def loops_over_none(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    order = self.rng.shuffle(list(dataset))
    return sum(self.train_step(inputs, target) for inputs, target in order) / len(dataset)


@mistake("Trainer.train_epoch", "The caller's own list is shuffled. Shuffle a copy: list(dataset).")
def shuffles_the_callers_list(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    self.rng.shuffle(dataset)
    return sum(self.train_step(inputs, target) for inputs, target in dataset) / len(dataset)


@mistake(
    "Trainer.train_epoch",
    "random.shuffle draws from Python's global generator. Use the trainer's own "
    "random.Random(seed).",
)
def global_generator(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    shuffled = list(dataset)
    random.shuffle(shuffled)
    return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)


@mistake(
    "Trainer.train_epoch",
    "choice draws with replacement: some examples come twice, others never. Shuffle them instead.",
)
def draws_with_replacement(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    chosen = [self.rng.choice(dataset) for _ in dataset]
    return sum(self.train_step(inputs, target) for inputs, target in chosen) / len(chosen)


@mistake(
    "Trainer.train_epoch",
    "That is the sum of the losses. The mean divides it by the number of examples.",
)
def sum_for_mean(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    shuffled = list(dataset)
    self.rng.shuffle(shuffled)
    return sum(self.train_step(inputs, target) for inputs, target in shuffled)


@mistake(
    "Trainer.train_epoch",
    "That is the loss of the last example alone. Add up all of them and divide.",
)
def last_loss_only(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    shuffled = list(dataset)
    self.rng.shuffle(shuffled)
    for inputs, target in shuffled:
        loss = self.train_step(inputs, target)
    return loss


@mistake(
    "Trainer.train_epoch",
    "The return stands inside the loop, so an epoch ends with its first example.",
)
def one_example_an_epoch(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    shuffled = list(dataset)
    self.rng.shuffle(shuffled)
    total = 0
    for inputs, target in shuffled:
        total += self.train_step(inputs, target)
        return total / len(shuffled)


@mistake(
    "Trainer.train_epoch",
    "train_epoch leaves loss_history to train: return the mean loss, and append it there.",
)
def epoch_writes_history(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    shuffled = list(dataset)
    self.rng.shuffle(shuffled)
    total = sum(self.train_step(inputs, target) for inputs, target in shuffled)
    self.loss_history.append(total / len(shuffled))
    return total / len(shuffled)


@mistake(
    "Trainer.train_epoch",
    "An empty dataset has no mean loss. Raise ValueError before dividing by its length.",
)
def empty_epoch(self, dataset):
    shuffled = list(dataset)
    self.rng.shuffle(shuffled)
    losses = [self.train_step(inputs, target) for inputs, target in shuffled]
    return sum(losses) / max(1, len(losses))


@mistake(
    "Trainer.train",
    "loss_history starts anew in each call of train. Start it in __init__, and go on appending.",
)
def history_starts_anew(self, dataset, epochs):
    self.loss_history = []
    for _ in range(epochs):
        self.loss_history.append(self.train_epoch(dataset))
    return self.loss_history


@mistake(
    "Trainer.train",
    "Those are this call's losses alone. Return loss_history, which holds the earlier ones too.",
)
def returns_this_calls_losses(self, dataset, epochs):
    losses = [self.train_epoch(dataset) for _ in range(epochs)]
    self.loss_history += losses
    return losses


@mistake(
    "Trainer.train", "The losses are returned and not kept: append each one to self.loss_history."
)
def keeps_no_history(self, dataset, epochs):
    return [self.train_epoch(dataset) for _ in range(epochs)]


@mistake(
    "Trainer.train",
    "Only the last epoch is noted: the append stands after the loop instead of in it.",
)
def notes_the_last_epoch(self, dataset, epochs):
    for _ in range(epochs):
        loss = self.train_epoch(dataset)
    self.loss_history.append(loss)
    return self.loss_history


@mistake(
    "Trainer.train",
    "Each epoch's loss goes into loss_history twice. Append it once, inside the loop.",
)
def notes_each_epoch_twice(self, dataset, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(self.train_epoch(dataset))
        self.loss_history.append(losses[-1])
    self.loss_history += losses
    return self.loss_history


@mistake(
    "Trainer.__init__",
    "The seed has no part in it. Make random.Random(seed), not a generator with a fixed seed.",
)
def ignores_the_seed(self, network, learning_rate=0.1, seed=0):
    self.network = network
    self.learning_rate = learning_rate
    self.loss_history = []
    self.rng = random.Random(0)


@mistake(
    "Trainer.__init__",
    "random.seed(seed) sets Python's global generator, which others use too. Make "
    "random.Random(seed).",
)
def seeds_the_global_generator(self, network, learning_rate=0.1, seed=0):
    random.seed(seed)
    self.network = network
    self.learning_rate = learning_rate
    self.loss_history = []
    self.rng = random


@mistake("Trainer.__init__", "The default learning rate is 0.1, as the stub's first line says.")
def other_default_rate(self, network, learning_rate=0.01, seed=0):
    self.network = network
    self.learning_rate = learning_rate
    self.loss_history = []
    self.rng = random.Random(seed)


@mistake("accuracy", "That is the number of right answers. Divide it by the number of examples.")
def counts_the_right_ones(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        outputs = network.forward(inputs)
        if outputs.index(max(outputs)) == target.index(max(target)):
            right += 1
    return right


@mistake("accuracy", "That is in percent. A share runs from 0 to 1.")
def percent(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        outputs = network.forward(inputs)
        if outputs.index(max(outputs)) == target.index(max(target)):
            right += 1
    return 100 * right / len(dataset)


@mistake(
    "accuracy", "// throws the fraction away, so anything short of all right is 0. Divide with /."
)
def whole_division(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        outputs = network.forward(inputs)
        if outputs.index(max(outputs)) == target.index(max(target)):
            right += 1
    return right // len(dataset)


@mistake(
    "accuracy",
    "max gives the largest output itself. Its place is asked for: outputs.index(max(outputs)).",
)
def compares_largest_values(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        if max(network.forward(inputs)) == max(target):
            right += 1
    return right / len(dataset)


@mistake(
    "accuracy",
    "The largest output is sought from 0 up, so negative outputs are never found. Start with the "
    "first one.",
)
def largest_above_0(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        best, place = 0, 0
        for i, output in enumerate(network.forward(inputs)):
            if output > best:
                best, place = output, i
        if place == target.index(max(target)):
            right += 1
    return right / len(dataset)


@mistake(
    "accuracy",
    "The sizes are compared without their signs: -5 counts as more than -1. Compare the outputs "
    "themselves.",
)
def largest_without_sign(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        sizes = [abs(output) for output in network.forward(inputs)]
        if sizes.index(max(sizes)) == target.index(max(target)):
            right += 1
    return right / len(dataset)


@mistake(
    "accuracy",
    "Outputs are logits and never equal the target number by number. Compare the places of the "
    "largest.",
)
def outputs_equal_the_target(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        if network.forward(inputs) == target:
            right += 1
    return right / len(dataset)


@mistake(
    "accuracy",
    "An example counts as right when its output there is above 0.5. Outputs are logits: compare "
    "them with each other.",
)
def above_a_half(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        if network.forward(inputs)[target.index(max(target))] > 0.5:
            right += 1
    return right / len(dataset)


@mistake(
    "accuracy",
    "Every example counts as right: the right ones are divided by themselves, or nothing is "
    "compared.",
)
def always_one(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, _ in dataset:
        network.forward(inputs)
        right += 1
    return right / len(dataset)


@mistake("accuracy", "That is the share of wrong answers. Count where the two places are equal.")
def share_of_wrong(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    wrong = 0
    for inputs, target in dataset:
        outputs = network.forward(inputs)
        if outputs.index(max(outputs)) != target.index(max(target)):
            wrong += 1
    return wrong / len(dataset)


@mistake("accuracy", "An empty dataset has no share of right answers. Raise ValueError.")
def accuracy_of_nothing(network, dataset):
    right = 0
    for inputs, target in dataset:
        outputs = network.forward(inputs)
        if outputs.index(max(outputs)) == target.index(max(target)):
            right += 1
    return right / len(dataset) if dataset else 0.0


@mistake("accuracy", "The return stands inside the loop, so only the first example is looked at.")
def first_example_only(network, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, target in dataset:
        outputs = network.forward(inputs)
        if outputs.index(max(outputs)) == target.index(max(target)):
            right += 1
        return right / len(dataset)
