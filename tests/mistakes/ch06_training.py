"""What learners write in chapter 6 that isn't it, each with the sentence that mends it."""

from grading import edits, mistake

edits("""
sgd_update

The gradient is added, which climbs. To go downhill take it away: w - learning_rate * g.
- row[i] -= learning_rate * gradient
+ row[i] += learning_rate * gradient
- layer.biases[i] -= learning_rate * gradient
+ layer.biases[i] += learning_rate * gradient

The biases stay where they are. They should move like the weights: b - learning_rate * g.
- for i, gradient in enumerate(layer.bias_gradients):
-     layer.biases[i] -= learning_rate * gradient

The biases climb: their gradient is added. Take it away, as from the weights: b - learning_rate * g.
- layer.biases[i] -= learning_rate * gradient
+ layer.biases[i] += learning_rate * gradient

The weights and biases stay where they are. A number that is computed and kept nowhere changes
nothing: write it into the layer.
- row[i] -= learning_rate * gradient
+ w = row[i] - learning_rate * gradient
- layer.biases[i] -= learning_rate * gradient
+ b = layer.biases[i] - learning_rate * gradient

The biases move, but the weights stay where they are. A number that is computed and kept nowhere
changes nothing: write it into the layer.
- row[i] -= learning_rate * gradient
+ w = row[i] - learning_rate * gradient

Only the last layer moves. Go through all of network.layers.
- for layer in network.layers:
+ for layer in network.layers[-1:]:

Only the first layer moves: the return stands inside the loop over the layers.
  for i, gradient in enumerate(layer.bias_gradients):
      layer.biases[i] -= learning_rate * gradient
+ return

The learning rate has no part in the step. It should be learning_rate * g, not g.
- row[i] -= learning_rate * gradient
+ row[i] -= gradient
- layer.biases[i] -= learning_rate * gradient
+ layer.biases[i] -= gradient

The gradient is divided by the learning rate. A small rate makes a small step: multiply.
- row[i] -= learning_rate * gradient
+ row[i] -= gradient / learning_rate
- layer.biases[i] -= learning_rate * gradient
+ layer.biases[i] -= gradient / learning_rate

The learning rate is multiplied in twice. Once is enough: w - learning_rate * g.
- row[i] -= learning_rate * gradient
+ row[i] -= learning_rate * (learning_rate * gradient)
- layer.biases[i] -= learning_rate * gradient
+ layer.biases[i] -= learning_rate * (learning_rate * gradient)

The biases move by the whole gradient. The learning rate counts for them too.
- layer.biases[i] -= learning_rate * gradient
+ layer.biases[i] -= gradient

The weights shrink by a share of themselves. The step should be along the gradient: learning_rate *
g.
+ for layer in network.layers:
+     for row in layer.weights:
+         row[:] = [w - learning_rate * w for w in row]
+     layer.biases = [b - learning_rate * b for b in layer.biases]

The gradients themselves are scaled, and so lost. Leave them as backward set them.
+ for layer in network.layers:
+     for gradients in [*layer.weight_gradients, layer.bias_gradients]:
+         gradients[:] = vector_scale(gradients, learning_rate)
+     for row, steps in zip(layer.weights, layer.weight_gradients):
+         row[:] = [w - step for w, step in zip(row, steps)]
+     layer.biases = [b - step for b, step in zip(layer.biases, layer.bias_gradients)]

The gradients are set to 0 after the step. Leave them as they are: backward sets them anew.
  for i, gradient in enumerate(layer.bias_gradients):
      layer.biases[i] -= learning_rate * gradient
+ layer.weight_gradients = [[0.0] * len(row) for row in layer.weight_gradients]
+ layer.bias_gradients = [0.0] * len(layer.bias_gradients)

The first layer is left out, so it never moves. Go through all of network.layers.
- for layer in network.layers:
+ for layer in network.layers[1:]:

The last layer is left out, so it never moves. Go through all of network.layers.
- for layer in network.layers:
+ for layer in network.layers[:-1]:

The weight gradients themselves are scaled, and so lost. Leave them as backward set them.
- row[i] -= learning_rate * gradient
+ gradients[i] *= learning_rate
+ row[i] -= gradients[i]

The bias gradients themselves are scaled, and so lost. Leave them as backward set them.
- layer.biases[i] -= learning_rate * gradient
+ layer.bias_gradients[i] *= learning_rate
+ layer.biases[i] -= layer.bias_gradients[i]
""")

edits("""
clip_gradients

Each gradient is cut to ±max_norm on its own, which changes the direction. Scale all by one number.
- if norm > max_norm:
-     for row in rows:
-         row[:] = vector_scale(row, max_norm / norm)
+ for row in rows:
+     row[:] = [max(-max_norm, min(max_norm, g)) for g in row]

A max_norm of 0 is accepted. It must be above 0, so refuse 0 as well.
- if not max_norm > 0:
+ if max_norm < 0:

Each layer is clipped by a norm of its own, and the largest of these is returned. There should be
one norm, over all layers.
- norm = math.sqrt(sum(dot_product(row, row) for row in rows))
- if norm > max_norm:
-     for row in rows:
-         row[:] = vector_scale(row, max_norm / norm)
- return norm
+ largest = 0.0
+ for layer in network.layers:
+     rows = [*layer.weight_gradients, layer.bias_gradients]
+     norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+     if norm > max_norm:
+         for row in rows:
+             row[:] = vector_scale(row, max_norm / norm)
+     largest = max(largest, norm)
+ return largest
""")


@mistake(
    "clip_gradients",
    "Each layer is clipped by a norm of its own. There should be one norm, over all layers.",
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


edits("""
clip_gradients

That is the norm of the last layer alone. Add up the squares of all layers, then take one root.
+ for layer in network.layers:
+     rows = [*layer.weight_gradients, layer.bias_gradients]
+     norm = math.sqrt(sum(g * g for row in rows for g in row))
+     if norm > max_norm:
+         for row in rows:
+             row[:] = vector_scale(row, max_norm / norm)
+ return norm

That is the norm of the first layer alone. Add up the squares of all layers before the return.
+ for layer in network.layers:
+     rows = [*layer.weight_gradients, layer.bias_gradients]
+     norm = math.sqrt(sum(g * g for row in rows for g in row))
+     if norm > max_norm:
+         for row in rows:
+             row[:] = vector_scale(row, max_norm / norm)
+     return norm
""")


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
    "Layers are scaled while the norm is still being added up. Finish the norm first, then scale.",
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
    "Weights and biases are clipped by norms of their own. There should be one norm, over all "
    "gradients.",
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


edits("""
clip_gradients

That is the largest of the layers' norms. Add the squares of all layers, then take one root.
- norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+ norm = max(
+     math.sqrt(sum(g * g for row in [*layer.weight_gradients, layer.bias_gradients] for g in row))
+     for layer in network.layers
+ )

The norms of the rows are added. Add the squares of all gradients, then take one root.
- norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+ norm = sum(math.sqrt(dot_product(row, row)) for row in rows if row)

The norm leaves the bias gradients out. Their squares count too.
- rows += [layer.bias_gradients for layer in network.layers]
- norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+ norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+ rows += [layer.bias_gradients for layer in network.layers]

The bias gradients keep their length. Scale them by the same number as the rest.
- rows += [layer.bias_gradients for layer in network.layers]
- norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+ biases = [layer.bias_gradients for layer in network.layers]
+ norm = math.sqrt(sum(dot_product(row, row) for row in rows + biases))

Short gradients are stretched to max_norm. Scale only where norm > max_norm.
- if norm > max_norm:
-     for row in rows:
-         row[:] = vector_scale(row, max_norm / norm)
+ for row in rows:
+     row[:] = vector_scale(row, max_norm / norm)

That is the norm after clipping. Return the one measured before.
- return norm
+ return min(norm, max_norm)

That is the sum of the sizes. The norm is the square root of the sum of squares.
- norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+ norm = sum(abs(g) for row in rows for g in row)

The square root is missing: that is the norm squared.
- norm = math.sqrt(sum(dot_product(row, row) for row in rows))
+ norm = sum(dot_product(row, row) for row in rows)

The gradients are multiplied by norm / max_norm, which is above 1 and lengthens them. Multiply by
max_norm / norm.
- row[:] = vector_scale(row, max_norm / norm)
+ row[:] = vector_scale(row, norm / max_norm)

The norm is right, but the gradients stay as long as they were. Write the scaled ones into the
layers.
- for row in rows:
-     row[:] = vector_scale(row, max_norm / norm)
+ rows = [vector_scale(row, max_norm / norm) for row in rows]

The weights are scaled. Leave them alone, and scale weight_gradients and bias_gradients.
- for row in rows:
-     row[:] = vector_scale(row, max_norm / norm)
+ for layer in network.layers:
+     layer.weights = [vector_scale(row, max_norm / norm) for row in layer.weights]
+     layer.biases = vector_scale(layer.biases, max_norm / norm)

The gradients are scaled to length 1. Multiply by max_norm / norm to make the norm max_norm.
- row[:] = vector_scale(row, max_norm / norm)
+ row[:] = vector_scale(row, 1 / norm)

A max_norm of 0 or below is accepted. It would wipe out or reverse every gradient: refuse it.
- if not max_norm > 0:
-     raise ValueError(f"clip_gradients: max_norm is {max_norm}, it must be above 0")
""")

edits("""
Trainer.train_step

The loss is measured after the update. Return the one from before it.
- return loss
+ return self.network.loss(inputs, target)

The gradients are worked out and not used: sgd_update is never called.
- sgd_update(self.network, self.learning_rate)

backward comes before loss, and goes back through the forward pass of an earlier example.
+ self.network.backward(target)
+ loss = self.network.loss(inputs, target)
+ sgd_update(self.network, self.learning_rate)
+ return loss

The update uses the gradients of an earlier example: call backward after loss and before sgd_update.
+ loss = self.network.loss(inputs, target)
+ sgd_update(self.network, self.learning_rate)
+ self.network.backward(target)
+ return loss

The learning rate of every step is 0.1. Use self.learning_rate.
- sgd_update(self.network, self.learning_rate)
+ sgd_update(self.network, 0.1)

The loss of each example goes into loss_history. It should hold one mean loss for each epoch.
  sgd_update(self.network, self.learning_rate)
+ self.loss_history.append(loss)

The message leaves out the loss, or the advice, or both. It should say what the loss is, and to try
a smaller learning_rate.
- f"train_step: the loss is {loss}; "
- f"try a smaller learning_rate than {self.learning_rate}"
+ "training failed"

A loss of nan is accepted. (Only != is ever true of nan.) Unless math.isfinite(loss), raise a
ValueError before the update.
- if not math.isfinite(loss):
+ if loss == math.nan:

The loss is tested after the update, when the weights are already spoilt. Test it before.
+ loss = self.network.loss(inputs, target)
+ self.network.backward(target)
+ sgd_update(self.network, self.learning_rate)
+ if not math.isfinite(loss):
+     raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
+ return loss

Only nan is noticed. inf is not finite either: math.isfinite says no to both.
- if not math.isfinite(loss):
+ if math.isnan(loss):

A loss that is finite is refused because it is large. Only nan and inf are: math.isfinite(loss).
- if not math.isfinite(loss):
+ if not loss < 100:

The loss is not the network's own, but worked out anew. Take self.network.loss(inputs, target).
- loss = self.network.loss(inputs, target)
+ logits = self.network.forward(inputs)
+ top = max(logits)
+ log_sum = top + math.log(sum(math.exp(logit - top) for logit in logits))
+ loss = log_sum - sum(y * logit for y, logit in zip(target, logits))
""")

edits("""
Trainer.train_epoch

Every epoch takes the examples in the same order. Shuffle a copy of the dataset in each, and
loop over that copy.
- self.rng.shuffle(shuffled)

Every epoch has the same order, as from a random.Random(…) made anew in each. Make it once, in
__init__.
- self.rng.shuffle(shuffled)
+ random.Random(0).shuffle(shuffled)

shuffle puts the list itself in a new order and returns None. Don't use what it returns: loop over
the list.
- shuffled = list(dataset)
- self.rng.shuffle(shuffled)
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ order = self.rng.shuffle(list(dataset))
+ return sum(self.train_step(inputs, target) for inputs, target in order) / len(dataset)

The caller's own list is shuffled. Shuffle a copy: list(dataset).
- shuffled = list(dataset)
- self.rng.shuffle(shuffled)
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ self.rng.shuffle(dataset)
+ return sum(self.train_step(inputs, target) for inputs, target in dataset) / len(dataset)

random.shuffle draws from Python's global generator. Use the trainer's own random.Random(seed).
- self.rng.shuffle(shuffled)
+ random.shuffle(shuffled)

Some examples come up twice, others never, as if each were drawn anew. Shuffle them instead.
- shuffled = list(dataset)
- self.rng.shuffle(shuffled)
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ chosen = [self.rng.choice(dataset) for _ in dataset]
+ return sum(self.train_step(inputs, target) for inputs, target in chosen) / len(chosen)

Some examples come up twice, others never. Shuffle a copy of the list instead of drawing from it.
- shuffled = list(dataset)
- self.rng.shuffle(shuffled)
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ chosen = self.rng.choices(dataset, k=len(dataset))
+ return sum(self.train_step(inputs, target) for inputs, target in chosen) / len(chosen)

That is the sum of the losses. The mean divides it by the number of examples.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ return sum(self.train_step(inputs, target) for inputs, target in shuffled)

These losses are measured after the epoch. Take those that train_step returns on the way.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ for inputs, target in shuffled:
+     self.train_step(inputs, target)
+ losses = [self.network.loss(inputs, target) for inputs, target in shuffled]
+ return sum(losses) / len(losses)

These losses are measured before the epoch. Take those that train_step returns on the way.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ losses = [self.network.loss(inputs, target) for inputs, target in shuffled]
+ for inputs, target in shuffled:
+     self.train_step(inputs, target)
+ return sum(losses) / len(losses)

Each loss is measured after its own step. Take those that train_step returns: from before it.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ total = 0.0
+ for inputs, target in shuffled:
+     self.train_step(inputs, target)
+     total += self.network.loss(inputs, target)
+ return total / len(shuffled)

Inputs and targets are shuffled separately, so they no longer belong together. Shuffle the pairs.
- self.rng.shuffle(shuffled)
+ all_inputs = [inputs for inputs, _ in dataset]
+ targets = [target for _, target in dataset]
+ self.rng.shuffle(all_inputs)
+ self.rng.shuffle(targets)
+ shuffled = list(zip(all_inputs, targets))

That is the loss of the last example alone. Add up all of them and divide.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ for inputs, target in shuffled:
+     loss = self.train_step(inputs, target)
+ return loss

The return stands inside the loop, so an epoch ends with its first example.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ total = 0
+ for inputs, target in shuffled:
+     total += self.train_step(inputs, target)
+     return total / len(shuffled)

train_epoch appends to loss_history. Leave that to train, and only return the mean loss.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ total = sum(self.train_step(inputs, target) for inputs, target in shuffled)
+ self.loss_history.append(total / len(shuffled))
+ return total / len(shuffled)

An empty dataset has no mean loss: raise a ValueError.
- raise ValueError("train_epoch: the dataset has 0 examples, it needs 1 or more")
+ return 0.0

The sum of the losses goes on from one epoch to the next. Start it at 0 in each.
- return sum(self.train_step(inputs, target) for inputs, target in shuffled) / len(shuffled)
+ if not hasattr(self, "total"):
+     self.total = 0.0
+ for inputs, target in shuffled:
+     self.total += self.train_step(inputs, target)
+ return self.total / len(shuffled)
""")

edits("""
Trainer.train

loss_history starts anew in each call of train. Start it in __init__, and go on appending.
  def train(self, dataset: Dataset, epochs: int) -> list[float]:
+     self.loss_history = []

Those are this call's losses alone. Return loss_history, which holds the earlier ones too.
+ losses = [self.train_epoch(dataset) for _ in range(epochs)]
+ self.loss_history += losses
+ return losses

A second call runs too few epochs, perhaps because the earlier ones are counted. It should run all
its own.
- for _ in range(epochs):
+ for _ in range(len(self.loss_history), epochs):

The losses are returned and not kept: append each one to self.loss_history.
+ return [self.train_epoch(dataset) for _ in range(epochs)]

Only the last epoch's loss is noted. Append one in each epoch.
- self.loss_history.append(self.train_epoch(dataset))
+ loss = self.train_epoch(dataset)
- return self.loss_history
+ self.loss_history.append(loss)
+ return self.loss_history

The losses are added once all epochs have run, so an error in one loses them all. Append each as its
epoch ends.
+ self.loss_history += [self.train_epoch(dataset) for _ in range(epochs)]
+ return self.loss_history

Each epoch's loss goes into loss_history twice. Append it once.
+ losses = []
+ for _ in range(epochs):
+     losses.append(self.train_epoch(dataset))
+     self.loss_history.append(losses[-1])
+ self.loss_history += losses
+ return self.loss_history
""")

edits("""
Trainer.__init__

The seed has no part in the order. Make random.Random(seed), not a generator with a fixed seed.
- self.rng = random.Random(seed)
+ self.rng = random.Random(0)

random.seed(seed) sets Python's global generator, which others use too. Keep a
random.Random(seed) of the trainer's own, and shuffle with it.
- self.rng = random.Random(seed)
+ random.seed(seed)
+ self.rng = random

Where none is given, the learning rate should be 0.1.
- learning_rate: float = 0.1
+ learning_rate: float = 0.01
""")

edits("""
accuracy

That is the number of right answers. Divide it by the number of examples.
- return right / len(dataset)
+ return right

That is in percent. A share runs from 0 to 1.
- return right / len(dataset)
+ return 100 * right / len(dataset)

Unless all are right it is 0, as where // or int cuts the fraction off. Return the number of right
ones / the number of all.
- return right / len(dataset)
+ return right // len(dataset)

The largest output itself is compared with the target's largest number. Compare their places:
values.index(max(values)) is the place in a list.
- outputs = network.forward(inputs)
- if outputs.index(max(outputs)) == target.index(max(target)):
+ if max(network.forward(inputs)) == max(target):

Where no output is above 0, the first one counts as the largest, as if all were 0 there. The largest
output can be below 0: look for it there, too.
- outputs = network.forward(inputs)
- if outputs.index(max(outputs)) == target.index(max(target)):
+ best, place = 0, 0
+ for i, output in enumerate(network.forward(inputs)):
+     if output > best:
+         best, place = output, i
+ if place == target.index(max(target)):

The sizes are compared without their signs: -5 counts as more than -1. Compare the outputs
themselves.
- outputs = network.forward(inputs)
- if outputs.index(max(outputs)) == target.index(max(target)):
+ sizes = [abs(output) for output in network.forward(inputs)]
+ if sizes.index(max(sizes)) == target.index(max(target)):

Outputs are logits, and need not equal the target number by number. Compare the places of the
largest.
- outputs = network.forward(inputs)
- if outputs.index(max(outputs)) == target.index(max(target)):
+ if network.forward(inputs) == target:

An example counts as right when its output at the target's place is above 0.5. Outputs are logits:
compare them with each other.
- outputs = network.forward(inputs)
- if outputs.index(max(outputs)) == target.index(max(target)):
+ if network.forward(inputs)[target.index(max(target))] > 0.5:

An answer counts only when it gets more than half of the probability. The largest output should
win, however small its share.
- if outputs.index(max(outputs)) == target.index(max(target)):
+ powers = [math.exp(output - max(outputs)) for output in outputs]
+ if 2 * powers[target.index(max(target))] > sum(powers):

Every example counts as right. Count where the two places are equal, and divide by all examples.
- if outputs.index(max(outputs)) == target.index(max(target)):
-     right += 1
+ right += 1

That is the share of wrong answers. Count where the two places are equal.
- if outputs.index(max(outputs)) == target.index(max(target)):
+ if outputs.index(max(outputs)) != target.index(max(target)):

An empty dataset has no share of right answers: raise a ValueError.
- raise ValueError("accuracy: the dataset has 0 examples, it needs 1 or more")
+ return 0.0

The return stands inside the loop, so only the first example is looked at.
- return right / len(dataset)
+     return right / len(dataset)

The count is divided by the number of outputs. Divide it by the number of examples in the dataset.
- return right / len(dataset)
+ return right / len(dataset[0][1])

Each place counts once, however many examples are right there, as in a set. Count the examples.
- right = 0
+ places = set()
- right += 1
+ places.add(target.index(max(target)))
- return right / len(dataset)
+ return len(places) / len(dataset)

Examples that are equal count once, as in a set. Count each one that is right.
- right = 0
+ found = set()
- right += 1
+ found.add((tuple(inputs), tuple(target)))
- return right / len(dataset)
+ return len(found) / len(dataset)
""")
