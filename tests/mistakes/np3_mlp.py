"""What learners write in Part II's third chapter that isn't it, each with its mending sentence."""

from grading import edits

edits("""
train_validation_split

X and labels are shuffled separately, and rows lose their labels. Take one order for both.
+ X, labels = rng.permutation(X), rng.permutation(labels)
+ cut = len(X) - validation_size
+ return X[:cut], labels[:cut], X[cut:], labels[cut:]

Only X is shuffled, and its rows lose their labels. Take one order for both.
+ X = rng.permutation(X)
+ cut = len(X) - validation_size
+ return X[:cut], labels[:cut].copy(), X[cut:], labels[cut:].copy()

The four come in the wrong order. It should be X_train, labels_train, X_validation,
labels_validation.
- return X[training], labels[training], X[validation], labels[validation]
+ return X[training], X[validation], labels[training], labels[validation]

Training keeps all the rows, validation's too. It should get the others alone.
- return X[training], labels[training], X[validation], labels[validation]
+ return X[order], labels[order], X[validation], labels[validation]

The two parts overlap: both are cut from the front. Training should begin where validation ends.
- validation, training = order[:validation_size], order[validation_size:]
+ validation, training = order[:validation_size], order[: len(X) - validation_size]

A row can go to validation twice, perhaps because rng.integers draws it. Cut rng.permutation(m),
which holds each row once.
- order = rng.permutation(len(X))
- validation, training = order[:validation_size], order[validation_size:]
+ validation = rng.integers(0, len(X), validation_size)
+ training = np.setdiff1d(np.arange(len(X)), validation)

Rows come twice, perhaps because rng.integers draws them. Cut rng.permutation(m), which holds each
one once.
+ validation = rng.integers(0, len(X), validation_size)
+ training = rng.integers(0, len(X), len(X) - validation_size)
+ return X[training], labels[training], X[validation], labels[validation]

The caller's X and labels are put in a new order. X[order] is a new array: cut that one.
+ order = rng.permutation(len(X))
+ X[:], labels[:] = X[order], labels[order]
+ cut = len(X) - validation_size
+ return X[:cut].copy(), labels[:cut].copy(), X[cut:].copy(), labels[cut:].copy()

With a validation_size of 0, training is empty, like any slice that ends at -0. Cut both parts at
m - validation_size, counted from the front.
- validation, training = order[:validation_size], order[validation_size:]
+ training, validation = order[:-validation_size], order[-validation_size:]

The last rows go to validation every time. Shuffle first.
+ cut = len(X) - validation_size
+ return X[:cut].copy(), labels[:cut].copy(), X[cut:].copy(), labels[cut:].copy()

Every split is the same, as from a new generator in each call. Use rng.
- order = rng.permutation(len(X))
+ order = np.random.default_rng(1).permutation(len(X))

np.random draws from the global generator. Draw from rng.
- order = rng.permutation(len(X))
+ order = np.random.permutation(len(X))

Where nothing goes to validation, X itself comes back, or a view of it. The results should be
copies, there too.
- order = rng.permutation(len(X))
+ if validation_size == 0:
+     return X, labels, X[:0], labels[:0]
+ order = rng.permutation(len(X))

0 and m are refused. Either part may be empty: 0 <= validation_size <= m.
- if not 0 <= validation_size <= len(X):
+ if not 0 < validation_size < len(X):

X and labels may differ in length, which goes unnoticed or ends in an IndexError. Compare them
first.
- if len(X) != len(labels):
-     raise ValueError(f"train_validation_split: {len(X)} rows of X, and {len(labels)} labels")

A validation_size above m is cut down to m without an error. Refuse it.
- if not 0 <= validation_size <= len(X):
+ if validation_size < 0:

A negative validation_size counts from the end, without an error. Refuse it.
- if not 0 <= validation_size <= len(X):
+ if validation_size > len(X):

The message names no sizes. Put both into it.
- f"train_validation_split: {len(X)} rows of X, and {len(labels)} labels"
+ "the sizes don't fit"
- f"train_validation_split: {validation_size} of {len(X)} rows can't be had"
+ "the sizes don't fit"
""")

edits("""
shuffled_batches

The last batch is dropped when it is short. Its numbers belong in a batch, too.
+ order = rng.permutation(m)
+ return [order[i * batch_size : (i + 1) * batch_size] for i in range(m // batch_size)]

batch_size is taken for the number of batches. It should be the size of each.
+ return np.array_split(rng.permutation(m), batch_size)

The pieces are of nearly equal size. All but the last must have batch_size numbers.
+ return np.array_split(rng.permutation(m), math.ceil(m / batch_size))

The whole order comes back in one piece. Cut it into batches.
+ return rng.permutation(m)

That is a generator. Return a list of the batches.
+ order = rng.permutation(m)
+ for start in range(0, m, batch_size):
+     yield order[start : start + batch_size]

Some numbers come more than once, others never, as rng.integers draws. rng.permutation(m) holds
each one once.
- order = rng.permutation(m)
+ order = rng.integers(0, m, m)

A new order is drawn for each batch, so numbers come twice. Draw one, for all batches.
+ return [rng.permutation(m)[start : start + batch_size] for start in range(0, m, batch_size)]

The numbers keep their order. Shuffle them: rng.permutation(m).
- order = rng.permutation(m)
+ order = np.arange(m)

Each batch is shuffled within, and neighbours stay together. Shuffle before the cut.
+ order = np.arange(m)
+ return [rng.permutation(order[start : start + batch_size]) for start in range(0, m, batch_size)]

np.random draws from the global generator. Draw from rng.
- order = rng.permutation(m)
+ order = np.random.permutation(m)

Every call gives the same order, as from a new generator in each. Use rng.
- order = rng.permutation(m)
+ order = np.random.default_rng(0).permutation(m)

A negative batch_size makes no batches at all. Refuse what is below 1.
- if batch_size < 1:
-     raise ValueError(f"shuffled_batches: batch_size is {batch_size}, it must be 1 or more")
""")

edits("""
linear_schedule

The rate never moves. It should fall at each step. Divide with /: step // steps would be 0.
+ return learning_rate

It rises from 0. It should begin with the whole rate: learning_rate · (1 - step / steps).
+ return learning_rate * step / steps

The schedule is one step ahead: step 0 should have learning_rate itself.
+ return learning_rate * (1 - (step + 1) / steps)

It reaches 0 at the last step that is taken. One step later is right: divide by steps.
+ return learning_rate * (1 - step / (steps - 1))

It falls twice as fast, and below 0 in the second half.
+ return learning_rate * (1 - 2 * step / steps)

step / steps is subtracted from the rate itself. It is a share of it: learning_rate · (1 - …).
+ return learning_rate - step / steps

That is the share alone. Multiply it by learning_rate.
+ return 1 - step / steps

That falls in a curve, by a factor each step. It should be a straight line.
+ return learning_rate * 0.9**step

The rate is held above 0. Let it fall all the way: at step steps it would be 0.
+ return learning_rate * max(0.1, 1 - step / steps)
""")

edits("""
MLP.__init__

weights are (n_out, n_in), as in chapter 3. Here they should be (n_in, n_out), for X @ W.
- he_normal(n_in, n_out, self.rng)
+ he_normal(n_out, n_in, self.rng)

The output layer is missing. Every pair of neighbouring sizes makes a layer, the last one too.
- pairs = list(zip(layer_sizes, layer_sizes[1:]))
+ pairs = list(zip(layer_sizes[:-2], layer_sizes[1:-1]))

The biases are float64. They should be float32, and np.zeros takes a dtype.
- self.biases = [np.zeros(n_out, dtype=np.float32) for _, n_out in pairs]
+ self.biases = [np.zeros(n_out) for _, n_out in pairs]

The velocities are float64. They should be float32, like the weights.
- self.weight_velocities = [np.zeros_like(W) for W in self.weights]
- self.bias_velocities = [np.zeros_like(b) for b in self.biases]
+ self.weight_velocities = [np.zeros(W.shape) for W in self.weights]
+ self.bias_velocities = [np.zeros(b.shape) for b in self.biases]

The velocities are plain numbers. Each should be an array, shaped like its weights or biases.
- self.weight_velocities = [np.zeros_like(W) for W in self.weights]
- self.bias_velocities = [np.zeros_like(b) for b in self.biases]
+ self.weight_velocities = [0.0 for W in self.weights]
+ self.bias_velocities = [0.0 for b in self.biases]

The velocities are the weights themselves, under another name. Give them zeros of their own.
- self.weight_velocities = [np.zeros_like(W) for W in self.weights]
- self.bias_velocities = [np.zeros_like(b) for b in self.biases]
+ self.weight_velocities = list(self.weights)
+ self.bias_velocities = list(self.biases)

The bias velocities are the biases themselves, under another name. Give them zeros of their own.
- self.bias_velocities = [np.zeros_like(b) for b in self.biases]
+ self.bias_velocities = list(self.biases)

.weight_velocities and .bias_velocities are missing. Momentum needs zeros, shaped like the weights
and biases.
- self.weight_velocities = [np.zeros_like(W) for W in self.weights]
- self.bias_velocities = [np.zeros_like(b) for b in self.biases]

fit shuffles with self.rng. Keep the generator there.
- self.rng = np.random.default_rng(seed)
+ rng = np.random.default_rng(seed)
- he_normal(n_in, n_out, self.rng)
+ he_normal(n_in, n_out, rng)

All weights start at 0, so the hidden units never differ. Draw them with he_normal.
- he_normal(n_in, n_out, self.rng)
+ np.zeros((n_in, n_out), dtype=np.float32)

All layers begin with the same draws, as if each had a generator with the same seed. Use one for
all.
- he_normal(n_in, n_out, self.rng)
+ he_normal(n_in, n_out, np.random.default_rng(seed))

The seed has no part in the weights. Draw them from one np.random.default_rng(seed).
- self.rng = np.random.default_rng(seed)
+ self.rng = np.random.default_rng(0)

np.random.seed sets the global generator, which others use too. Draw the weights from self.rng.
- self.weights = [he_normal(n_in, n_out, self.rng) for n_in, n_out in pairs]
+ np.random.seed(seed)
+ drawn = [np.random.normal(0, math.sqrt(2 / n_in), (n_in, n_out)) for n_in, n_out in pairs]
+ self.weights = [W.astype(np.float32) for W in drawn]

One size makes no layer. Raise ValueError for fewer than two.
- if len(layer_sizes) < 2:
-     raise ValueError(f"MLP: layer_sizes has {len(layer_sizes)} sizes, it needs 2 or more")
""")

edits("""
MLP.forward

relu is applied after the last layer, too. The logits should be linear.
- logits = X @ self.weights[-1] + self.biases[-1]
+ logits = np.maximum(X @ self.weights[-1] + self.biases[-1], 0)

relu is missing after the hidden layers: without it, all of them are one linear layer.
- X = np.maximum(X @ W + b, 0)
+ X = X @ W + b

softmax is in forward. Return the logits here; loss makes probabilities of them.
- logits = X @ self.weights[-1] + self.biases[-1]
+ logits = softmax(X @ self.weights[-1] + self.biases[-1])

* goes entry by entry. A matrix product is A @ W.
- X = np.maximum(X @ W + b, 0)
+ X = np.maximum(X * W + b, 0)
- logits = X @ self.weights[-1] + self.biases[-1]
+ logits = X * self.weights[-1] + self.biases[-1]

W is (n_in, n_out) already, and A @ W fits. No transpose here.
- X = np.maximum(X @ W + b, 0)
+ X = np.maximum(X @ W.T + b, 0)
- logits = X @ self.weights[-1] + self.biases[-1]
+ logits = X @ self.weights[-1].T + self.biases[-1]

The biases are left out: Z = A @ W + b.
- X = np.maximum(X @ W + b, 0)
+ X = np.maximum(X @ W, 0)
- logits = X @ self.weights[-1] + self.biases[-1]
+ logits = X @ self.weights[-1]

activations must begin with X: backward needs it for the first layer.
- self.activations = [X]
+ self.activations = []

activations must end with the logits, which are missing.
- self.activations.append(logits)

activations holds each layer's Z from before relu. It should hold the outputs.
- X = np.maximum(X @ W + b, 0)
- self.activations.append(X)
+ self.activations.append(X @ W + b)
+ X = np.maximum(self.activations[-1], 0)

activations goes on from the previous forward. It must start again each time, with X.
- self.activations = [X]
+ self.activations = [*getattr(self, "activations", []), X]

The last layer is known by its width here, so a hidden layer as wide gets no relu. Go by its place
in the list.
- X = np.maximum(X @ W + b, 0)
+ X = X @ W + b
+ if len(b) != len(self.biases[-1]):
+     X = np.maximum(X, 0)

No check refuses a row alone, of shape (3,): @ refuses wrong columns itself, and takes that. Check
X.ndim and X.shape.
- if X.ndim != 2 or X.shape[1] != n_in:
-     raise ValueError(f"forward: X has shape {X.shape}, not (m, {n_in})")

A single row, of shape (3,), is accepted. X must have two axes: check X.ndim as well as X.shape.
- X.ndim != 2 or X.shape[1] != n_in
+ X.shape[-1] != n_in

A row alone, of shape (3,), has no second size, and to ask for it ends in an IndexError. X must have
two axes: check X.ndim first.
- X.ndim != 2 or X.shape[1] != n_in
+ X.shape[1] != n_in
""")

edits("""
MLP.loss

The logits go into cross_entropy as they are. softmax makes probabilities of them first.
+ return cross_entropy(self.forward(X), labels)

That is the sum over the batch. The loss is the mean, as cross_entropy gives it.
+ return cross_entropy(softmax(self.forward(X)), labels) * len(X)

softmax is taken twice, which brings the probabilities closer together. Once is enough.
+ return cross_entropy(softmax(softmax(self.forward(X))), labels)

That is the mean squared error. The loss is cross_entropy of the probabilities.
+ return float(
+     np.mean((softmax(self.forward(X)) - np.eye(self.weights[-1].shape[1])[labels]) ** 2)
+ )
""")

edits("""
MLP.predict

Those are probabilities. The label is the place of the largest: argmax(axis=1).
+ return softmax(self.forward(X))

The largest of each column is found, over the pictures, as with axis=0. Each row has its own:
axis=1.
+ return self.forward(X).argmax(axis=0)

argmax without axis=1 looks for one place in the whole batch.
+ return self.forward(X).argmax()

That is the largest logit itself, as max gives it. Its place is the label: argmax(axis=1).
+ return self.forward(X).max(axis=1)

Those are one-hot rows. The label is the place of the 1: argmax(axis=1).
+ logits = self.forward(X)
+ return (logits == logits.max(axis=1, keepdims=True)).astype(int)

Where two largest logits are equal, both places come back, and the answer is longer than X.
argmax(axis=1) gives one place a row.
+ logits = self.forward(X)
+ return np.nonzero(logits == logits.max(axis=1, keepdims=True))[1]
""")

edits("""
MLP.backward

The gradients are sums over the batch. Divide p - y by m.
- delta /= len(labels)

The gradients are divided by m twice. Divide p - y by it once, and nothing after that.
- self.weight_gradients[layer] = A.T @ delta
- self.bias_gradients[layer] = delta.sum(axis=0)
+ self.weight_gradients[layer] = A.T @ delta / len(labels)
+ self.bias_gradients[layer] = delta.mean(axis=0)

delta is divided by m already, so a bias gradient should be its sum, not its mean.
- delta.sum(axis=0)
+ delta.mean(axis=0)

All of delta goes back, even where relu gave 0. On the way back, multiply by (A > 0).
- delta = (delta @ self.weights[layer].T) * (A > 0)
+ delta = delta @ self.weights[layer].T

The mask is that of the layer above. Each delta should take the slope of its own layer's outputs.
- delta = (delta @ self.weights[layer].T) * (A > 0)
+ delta = (delta * (self.activations[layer + 1] > 0)) @ self.weights[layer].T

delta is masked at the output, too, where there is no relu.
- self.weight_gradients[layer] = A.T @ delta
+ delta = delta * (self.activations[layer + 1] > 0)
+ self.weight_gradients[layer] = A.T @ delta
- delta = (delta @ self.weights[layer].T) * (A > 0)
+ delta = delta @ self.weights[layer].T

delta is multiplied by A itself. relu's slope is 1 where A > 0, else 0.
- delta = (delta @ self.weights[layer].T) * (A > 0)
+ delta = (delta @ self.weights[layer].T) * A

The logits stand for the probabilities: softmax is missing in p - y.
- delta = softmax(self.activations[-1])
+ delta = self.activations[-1].copy()

The sign is wrong: it should be p - y, not y - p.
- delta /= len(labels)
+ delta /= -len(labels)

The labels themselves are taken from p. Take 1 away at the place of the label.
- delta[np.arange(len(labels)), labels] -= 1
+ delta = delta - labels.reshape(-1, 1)

The gradients are float64, perhaps because one-hot rows are. Make them float32: np.eye takes
dtype=np.float32.
- delta[np.arange(len(labels)), labels] -= 1
+ delta = delta - np.eye(delta.shape[1])[labels]

The kept logits are overwritten, perhaps because delta is the same array. softmax makes an array of
its own.
- delta = softmax(self.activations[-1])
+ delta = self.activations[-1]
+ delta[:] = softmax(delta)

p - y is multiplied by p·(1 - p). Softmax and cross-entropy together give p - y alone.
  delta[np.arange(len(labels)), labels] -= 1
+ p = softmax(self.activations[-1])
+ delta = delta * p * (1 - p)

The labels' columns are changed in every row, as by delta[:, labels]. Change one entry a row:
[np.arange(m), labels].
- delta[np.arange(len(labels)), labels] -= 1
+ delta[:, labels] -= 1

The lists run from the last layer to the first. weight_gradients[i] belongs to weights[i].
- self.weight_gradients[layer] = A.T @ delta
- self.bias_gradients[layer] = delta.sum(axis=0)
+ self.weight_gradients[-1 - layer] = A.T @ delta
+ self.bias_gradients[-1 - layer] = delta.sum(axis=0)

The gradients of the previous backward are added. Each backward should set its own.
- self.weight_gradients, self.bias_gradients = [None] * layers, [None] * layers
+ if not hasattr(self, "weight_gradients"):
+     self.weight_gradients = [0 * W for W in self.weights]
+     self.bias_gradients = [0 * b for b in self.biases]
- self.weight_gradients[layer] = A.T @ delta
- self.bias_gradients[layer] = delta.sum(axis=0)
+ self.weight_gradients[layer] += A.T @ delta
+ self.bias_gradients[layer] += delta.sum(axis=0)

The weight gradients are transposed: A.T @ delta has the shape of W.
- A.T @ delta
+ delta.T @ A

On the way back W must be transposed: delta @ W.T.
- self.weight_gradients, self.bias_gradients = [None] * layers, [None] * layers
+ self.weight_gradients, self.bias_gradients = [], []
- self.weight_gradients[layer] = A.T @ delta
- self.bias_gradients[layer] = delta.sum(axis=0)
+ self.weight_gradients.insert(0, A.T @ delta)
+ self.bias_gradients.insert(0, delta.sum(axis=0))
- delta @ self.weights[layer].T
+ delta @ self.weights[layer]

A bias gradient should be (n,), like the bias: delta.sum(axis=0), without keepdims.
- delta.sum(axis=0)
+ delta.sum(axis=0, keepdims=True)

The weights take a step while delta still has to go back through them. Leave that to update.
  self.bias_gradients[layer] = delta.sum(axis=0)
+ self.weights[layer] = self.weights[layer] - 0.1 * self.weight_gradients[layer]
+ self.biases[layer] = self.biases[layer] - 0.1 * self.bias_gradients[layer]

Labels that don't fit go unnoticed: too few of them, or a -1, which counts from the end.
cross_entropy refuses them, so call it first.
- cross_entropy(delta, labels)  # refuses labels that don't fit

Only the last layer gets gradients. Go back through all of them.
+ delta = softmax(self.activations[-1])
+ delta[np.arange(len(labels)), labels] -= 1
+ delta /= len(labels)
+ self.weight_gradients = [self.activations[-2].T @ delta]
+ self.bias_gradients = [delta.sum(axis=0)]

The first layer gets no gradients, perhaps because range leaves out its end. Go back to layer 0.
- reversed(range(layers))
+ range(layers - 1, 0, -1)
""")

edits("""
MLP.update

The velocity is added, which climbs. Downhill is w - learning_rate · v.
- w -= learning_rate * v
+ w += learning_rate * v

The velocities have no part in the step: it should be learning_rate · v, not learning_rate · dL/dw.
- w -= learning_rate * v
+ w -= learning_rate * gradient

v is the gradient alone. It should keep a share of what it was: momentum · v + dL/dw.
- v *= momentum
- v += gradient
+ v[:] = gradient

The velocity is not kept. Change its array in place: v *= momentum, v += dL/dw.
- v *= momentum
- v += gradient
+ v = momentum * v + gradient

The gradient is weighted by 1 - momentum. Here it should count in full: momentum · v + dL/dw.
- v += gradient
+ v += (1 - momentum) * gradient

The learning rate is inside the velocity. It belongs in the step: v becomes momentum · v + dL/dw,
and w becomes w - learning_rate · v.
- v += gradient
- w -= learning_rate * v
+ v += learning_rate * gradient
+ w -= v

The learning rate comes twice, in the velocity and in the step. It belongs in the step alone.
- v += gradient
+ v += learning_rate * gradient

The gradient is subtracted from the velocity. v should become momentum · v + dL/dw.
- v += gradient
+ v -= gradient

The step comes before the velocity changes. First change v, and then take the step w - learning_rate
· v.
- v *= momentum
- v += gradient
- w -= learning_rate * v
+ w -= learning_rate * v
+ v *= momentum
+ v += gradient

The gradients are changed by the step, which should only read them. Write v *= momentum, v +=
gradient.
- for w, gradient, v in zip(values, gradients, velocities):
-     v *= momentum
-     v += gradient
-     w -= learning_rate * v
+ for i, (w, gradient) in enumerate(zip(values, gradients)):
+     gradient += momentum * velocities[i]
+     velocities[i] = gradient
+     w -= learning_rate * gradient

The biases stay where they are. They should take steps too, with velocities of their own.
- (self.biases, self.bias_gradients, self.bias_velocities),

The learning rate has no part in the step: it should be learning_rate · v.
- w -= learning_rate * v
+ w -= v

Where none is given, the momentum should be 0.9.
- momentum: float = 0.9
+ momentum: float = 0.5

A new array is in the list. Change the array that is there, in place: w -= …
- for w, gradient, v in zip(values, gradients, velocities):
+ for i, (gradient, v) in enumerate(zip(gradients, velocities)):
- w -= learning_rate * v
+ values[i] = values[i] - learning_rate * v

Only the last layer moves. All layers should take a step.
- zip(values, gradients, velocities)
+ list(zip(values, gradients, velocities))[-1:]

The last layer stays where it is. All layers should take a step.
- zip(values, gradients, velocities)
+ list(zip(values, gradients, velocities))[:-1]
""")

edits("""
fit

Nothing comes back. Return the history.
- return history

The history comes back, but isn't kept as network.history.
- network.history = history = {name: [] for name in names}
+ history = {name: [] for name in names}

A second fit goes on with the history of the first. Each call should begin with empty lists.
- network.history = history = {name: [] for name in names}
+ history = getattr(network, "history", {})
+ history = {name: history.get(name, []) for name in names}
+ network.history = history

Nothing is learned: after backward each batch needs update.
- network.update(linear_schedule(learning_rate, step, steps), momentum)

update is called without the gradients of this batch. First backward, then update.
- network.backward(labels[batch])
- network.update(linear_schedule(learning_rate, step, steps), momentum)
+ network.update(linear_schedule(learning_rate, step, steps), momentum)
+ network.backward(labels[batch])

The loss is measured after the update. It should be the one before: backward needs its forward, too.
- total_loss += loss * len(batch)
- right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])
...
  network.update(linear_schedule(learning_rate, step, steps), momentum)
+ total_loss += network.loss(X[batch], labels[batch]) * len(batch)
+ right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])

The accuracy is measured after the update. Like the loss, it should be the one before.
- right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])
...
  network.update(linear_schedule(learning_rate, step, steps), momentum)
+ right += np.sum(network.predict(X[batch]) == labels[batch])

The accuracy is in percent. A share runs from 0 to 1.
- float(right / len(X))
+ float(100 * right / len(X))

That is the sum of the losses of an epoch. The mean divides it by the number of rows.
- history["loss"].append(total_loss / len(X))
+ history["loss"].append(total_loss)

The rate never moves. Ask linear_schedule at every step, and count the steps.
- network.update(linear_schedule(learning_rate, step, steps), momentum)
+ network.update(learning_rate, momentum)

The rate moves with the epochs alone. It should fall a little at every step.
- linear_schedule(learning_rate, step, steps)
+ linear_schedule(learning_rate, epoch - 1, epochs)

The step count starts again in each epoch, and the rate with it. Keep counting across all epochs.
- total_loss = right = 0.0
+ total_loss = right = step = 0

The rate falls to 0 in each epoch, and begins anew. It should fall once, over all steps.
- step, steps = 0, epochs * math.ceil(len(X) / batch_size)
+ steps = math.ceil(len(X) / batch_size)
- total_loss = right = 0.0
+ total_loss = right = step = 0

Too few steps are counted, as if the short last batch were left out. Round up.
- epochs * math.ceil(len(X) / batch_size)
+ epochs * max(1, len(X) // batch_size)

The short last batch isn't counted, and with fewer rows than batch_size there are 0 steps, which
ends in a division by zero. Round up.
- epochs * math.ceil(len(X) / batch_size)
+ epochs * (len(X) // batch_size)

The steps are rounded up once, over all epochs. Every epoch has a short last batch: round up first,
and multiply by epochs then.
- epochs * math.ceil(len(X) / batch_size)
+ math.ceil(epochs * len(X) / batch_size)

One step too many is counted for each epoch whose last batch is full. math.ceil rounds up only where
something is left.
- math.ceil(len(X) / batch_size)
+ (len(X) // batch_size + 1)

Each epoch has one step too many where its last batch is full, so the rate leaves out a step between
two epochs. math.ceil rounds up only where something is left.
- math.ceil(len(X) / batch_size)
+ (len(X) // batch_size + 1)
- total_loss = right = 0.0
+ step = (epoch - 1) * (len(X) // batch_size + 1)
+ total_loss = right = 0.0

Validation is looked at only when an epoch is learned already. Check its rows and labels before
that, as those of X.
- for rows, own in [(X, labels), *([validation] if validation else [])]:
+ for rows, own in [(X, labels)]:
- history["validation_loss"].append(network.loss(*validation))
+ loss = network.loss(*validation)
+ if not math.isfinite(loss):
+     raise ValueError("fit: the loss of validation is not finite")
+ history["validation_loss"].append(loss)

The rate is that of the next step, so the last one has a rate of 0. Begin with step 0.
- network.update(linear_schedule(learning_rate, step, steps), momentum)
- step += 1
+ step += 1
+ network.update(linear_schedule(learning_rate, step, steps), momentum)

The momentum isn't passed on: update(rate, momentum).
- network.update(linear_schedule(learning_rate, step, steps), momentum)
+ network.update(linear_schedule(learning_rate, step, steps))

The velocities start at 0 in each epoch. They should go on from one to the next.
  total_loss = right = 0.0
+ for v in [*network.weight_velocities, *network.bias_velocities]:
+     v[:] = 0

The last batch is dropped where it is short. Its rows count, too.
  for batch in shuffled_batches(len(X), batch_size, network.rng):
+     if len(batch) < min(batch_size, len(X)):
+         continue

The mean is taken over the batches, and a short one counts as much as a full one. Weight each by
its number of rows.
- total_loss += loss * len(batch)
- right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])
+ total_loss += loss
+ right += np.mean(network.activations[-1].argmax(axis=1) == labels[batch])
- history["loss"].append(total_loss / len(X))
- history["accuracy"].append(float(right / len(X)))
+ batches = math.ceil(len(X) / batch_size)
+ history["loss"].append(total_loss / batches)
+ history["accuracy"].append(float(right / batches))

The loss is the mean of the batches' losses, and a short one counts as much as a full one. Weight
each by its number of rows.
- total_loss += loss * len(batch)
+ total_loss += loss
- history["loss"].append(total_loss / len(X))
+ history["loss"].append(total_loss / math.ceil(len(X) / batch_size))

The history holds the last batch's numbers. It should hold the means over the epoch.
- right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])
+ right = np.mean(network.activations[-1].argmax(axis=1) == labels[batch])
- history["loss"].append(total_loss / len(X))
- history["accuracy"].append(float(right / len(X)))
+ history["loss"].append(loss)
+ history["accuracy"].append(float(right))

The history has a number for each batch. It should have one for each epoch.
- total_loss += loss * len(batch)
- right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])
+ history["loss"].append(loss)
+ right = np.mean(network.activations[-1].argmax(axis=1) == labels[batch])
+ history["accuracy"].append(float(right))
- history["loss"].append(total_loss / len(X))
- history["accuracy"].append(float(right / len(X)))

The defaults should be epochs=4, batch_size=64, learning_rate=0.08 and momentum=0.9.
- epochs: int = 4,
- batch_size: int = 64,
- learning_rate: float = 0.08,
+ epochs: int = 10,
+ batch_size: int = 32,
+ learning_rate: float = 0.1,

The rows come in the order given, every time. Take the batches of shuffled_batches.
- shuffled_batches(len(X), batch_size, network.rng)
+ np.split(np.arange(len(X)), range(batch_size, len(X), batch_size))

The order is drawn once, and every epoch has it. Draw a fresh one in each.
  step, steps = 0, epochs * math.ceil(len(X) / batch_size)
+ batches = shuffled_batches(len(X), batch_size, network.rng)
- for batch in shuffled_batches(len(X), batch_size, network.rng):
+ for batch in batches:

Every epoch has the same order, as from a generator made anew in each. Use network.rng.
- shuffled_batches(len(X), batch_size, network.rng)
+ shuffled_batches(len(X), batch_size, np.random.default_rng(0))

The order comes from the global generator. Shuffle with network.rng.
- shuffled_batches(len(X), batch_size, network.rng)
+ np.split(np.random.permutation(len(X)), range(batch_size, len(X), batch_size))

Some rows come twice and others never, as rng.integers draws. An epoch takes each row once.
- shuffled_batches(len(X), batch_size, network.rng)
+ np.split(network.rng.integers(0, len(X), len(X)), range(batch_size, len(X), batch_size))

X is shuffled, and labels is not. Take one order for both.
- for batch in shuffled_batches(len(X), batch_size, network.rng):
-     loss = network.loss(X[batch], labels[batch])
+ shuffled = network.rng.permutation(X)
+ for batch in np.split(np.arange(len(X)), range(batch_size, len(X), batch_size)):
+     loss = network.loss(shuffled[batch], labels[batch])

The caller's X and labels are put in a new order themselves. Shuffle row numbers.
- for batch in shuffled_batches(len(X), batch_size, network.rng):
+ order = network.rng.permutation(len(X))
+ X[:], labels[:] = X[order], labels[order]
+ for batch in np.split(np.arange(len(X)), range(batch_size, len(X), batch_size)):

validation is given, and nothing is measured on it. Note its loss and accuracy after each epoch.
  names = ["loss", "accuracy"]
+ validation = None

The validation rows are learned, too. They are only there to be measured.
- predicted = network.activations[-1].argmax(axis=1)
+ network.backward(validation[1])
+ network.update(linear_schedule(learning_rate, epoch - 1, epochs), momentum)
+ predicted = network.predict(validation[0])

The validation rows join X, and are learned. They are only there to be measured.
  names = ["loss", "accuracy"]
+ if validation:
+     X = np.concatenate([X, validation[0]])
+     labels = np.concatenate([labels, validation[1]])

Validation is measured before the epoch. Measure it afterwards.
  total_loss = right = 0.0
+ if validation:
+     before = network.loss(*validation)
+     predicted = network.predict(validation[0])
- history["validation_loss"].append(network.loss(*validation))
- predicted = network.activations[-1].argmax(axis=1)
+ history["validation_loss"].append(before)

The numbers under validation are those of X. Measure the rows of validation.
  if validation:
+     validation = X, labels

The history goes on from the previous fit. It should begin afresh in each.
- network.history = history = {name: [] for name in names}
+ history = getattr(network, "history", {}) | {name: [] for name in names[2:]}
+ network.history = history = {name: [] for name in names} | history

Without validation its names are in the history all the same, with nothing in their lists. Leave
them out.
- names += ["validation_loss", "validation_accuracy"] if validation else []
+ names += ["validation_loss", "validation_accuracy"]

progress is never called. Call it at the end of each epoch, if it is given.
- if progress:
-     progress(epoch, epochs, history)

progress is given 0 for the first epoch. It should be given 1.
- progress(epoch, epochs, history)
+ progress(epoch - 1, epochs, history)

progress is called once, at the end of training. Call it after each epoch.
-     if progress:
-         progress(epoch, epochs, history)
- return history
+ if progress:
+     progress(epochs, epochs, history)
+ return history

progress is called after each batch. Call it after each epoch.
- if progress:
-     progress(epoch, epochs, history)
...
  step += 1
+ if progress:
+     progress(epoch, epochs, history)

progress is called before validation is measured. Call it last in the epoch.
- if progress:
-     progress(epoch, epochs, history)
...
- if validation:
+ if progress:
+     progress(epoch, epochs, history)
+ if validation:

The message leaves out the advice: try a smaller learning_rate.
- f"fit: the loss is {loss}; try a smaller learning_rate"
+ f"fit: the loss is {loss}"

X and labels may differ in length, which goes unnoticed or ends in an IndexError. Compare them
first.
- if len(rows) != len(own) or len(rows) == 0:
+ if len(rows) == 0:

X without any rows ends in a division by zero. Refuse it first.
- if len(rows) != len(own) or len(rows) == 0:
+ if len(rows) != len(own):

The message names no sizes. Put the lengths of X and of labels into it.
- f"fit: X has {len(rows)} rows, labels has {len(own)} entries"
+ "fit: X and labels differ in length"

NaN or inf in X is noticed too late, when other batches are learned already. Look at all of X first.
- if not np.isfinite(rows).all():
-     raise ValueError("fit: X holds NaN or inf, which no network can learn from")

inf gets through, as np.isnan lets it. np.isfinite is False for NaN and for inf.
- if not np.isfinite(rows).all():
+ if np.isnan(rows).any():

A label out of range is noticed too late, when other batches are learned already. Look at all of
labels first.
- cross_entropy(np.ones((len(own), len(network.biases[-1]))), own)

A label of -1 is let through until its batch comes. Refuse what is below 0, too, before anything
is learned.
- cross_entropy(np.ones((len(own), len(network.biases[-1]))), own)
+ cross_entropy(np.ones((len(own), len(network.biases[-1]))), np.maximum(own, 0))

In the accuracy a short batch counts as a full one. Weight it by its own rows.
- right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])
+ right += batch_size * np.mean(network.activations[-1].argmax(axis=1) == labels[batch])

With k outputs, a label of k is let through until its batch comes: the last output is k - 1.
- len(network.biases[-1])
+ len(network.biases[-1]) + 1

The message leaves out the label that is out of range.
- cross_entropy(np.ones((len(own), len(network.biases[-1]))), own)
+ if np.any((own < 0) | (own >= len(network.biases[-1]))):
+     raise ValueError("fit: a label is out of range")

Validation must be checked before anything is learned: its rows and its labels, too.
- for rows, own in [(X, labels), *([validation] if validation else [])]:
+ for rows, own in [(X, labels)]:

Validation rows of another length than X's must be noticed before anything is learned. Give the
network one of them first.
- network.loss(rows[:1], own[:1])  # refuses other shapes

A batch_size of 0 ends in a division by zero. Refuse what is below 1.
- if batch_size < 1:
-     raise ValueError(f"fit: batch_size is {batch_size}, it must be 1 or more")

A loss of nan doesn't end the training. Unless math.isfinite(loss), raise a ValueError before the
update.
- if not math.isfinite(loss):
+ if loss == math.nan:

The loss is tested after the update, when the weights are already spoilt. Test it before.
- if not math.isfinite(loss):
-     raise ValueError(f"fit: the loss is {loss}; try a smaller learning_rate")
...
  network.update(linear_schedule(learning_rate, step, steps), momentum)
+ if not math.isfinite(loss):
+     raise ValueError(f"the loss is {loss}: try a smaller learning_rate")
""")
