"""What learners write in Part II's fourth chapter that isn't it, each with its mending sentence."""

from grading import edits

edits("""
add_weight_decay

The decay is subtracted from the gradient, so that weights grow. Add it: update subtracts the whole.
- gradient += weight_decay * W
+ gradient -= weight_decay * W

Nothing is kept. Change the gradient's own array, gradient += …, or put a new one into the list.
- gradient += weight_decay * W
+ gradient = gradient + weight_decay * W

The weights themselves shrink. Add the decay to the gradient; update takes the step.
- for W, gradient in zip(network.weights, network.weight_gradients):
-     gradient += weight_decay * W
+ for W in network.weights:
+     W *= 1 - weight_decay

The weights are changed, and the gradients are not. Add the decay to the gradient: gradient += …
- gradient += weight_decay * W
+ W -= weight_decay * gradient

The biases decay, too. Only the weight matrices should.
  gradient += weight_decay * W
+ for b, gradient in zip(network.biases, network.bias_gradients):
+     gradient += weight_decay * b

That is twice the decay, as for λ · W² in the loss. The gradient should gain weight_decay · W.
- weight_decay * W
+ 2 * weight_decay * W

That is half of the decay. The half belongs to the loss, λ/2 · W², and its slope is λ · W.
- weight_decay * W
+ 0.5 * weight_decay * W

The decay has the weight's sign alone, as for λ · |W| in the loss. It should grow with W: λ · W.
- weight_decay * W
+ weight_decay * np.sign(W)

The square of W is added. That is what stands in the loss; add its slope here, weight_decay · W.
- weight_decay * W
+ weight_decay * W**2

Every gradient gains the same, weight_decay. It should gain a share of the weight: weight_decay · W.
- weight_decay * W
+ weight_decay

The gradient is multiplied, and the weights have no part in it. Add weight_decay · W.
- gradient += weight_decay * W
+ gradient *= 1 + weight_decay

The gradient is replaced by the decay. Add the decay to it.
- gradient += weight_decay * W
+ gradient[:] = weight_decay * W

Only the first layer decays. Go through all of them.
- zip(network.weights, network.weight_gradients)
+ zip(network.weights[:1], network.weight_gradients)

Only the last layer decays. Go through all of them.
- zip(network.weights, network.weight_gradients)
+ zip(network.weights[-1:], network.weight_gradients[-1:])

The gradients become float64, as by an np.float64 in the product. A Python number leaves float32 as
it is.
- for W, gradient in zip(network.weights, network.weight_gradients):
-     gradient += weight_decay * W
+ network.weight_gradients = [
+     gradient + np.float64(weight_decay) * W
+     for W, gradient in zip(network.weights, network.weight_gradients)
+ ]

Any decay is accepted. Refuse one below 0, and NaN and inf, before anything changes.
- if not 0 <= weight_decay < math.inf:
-     raise ValueError(f"add_weight_decay: weight_decay is {weight_decay}, it must be 0 or more")

NaN passes, since weight_decay < 0 is False for it. Write `if not 0 <= weight_decay < math.inf`.
- if not 0 <= weight_decay < math.inf:
+ if weight_decay < 0 or weight_decay == math.inf:

inf passes. Refuse it as well: math.isfinite tells.
- if not 0 <= weight_decay < math.inf:
+ if not weight_decay >= 0:

A decay of 0 is refused. It should be allowed, and add nothing.
- 0 <= weight_decay
+ 0 < weight_decay

A decay of 1 or more is refused. It is large, but should be allowed.
- weight_decay < math.inf
+ weight_decay < 1

The message leaves out the value: put weight_decay into it.
- f"add_weight_decay: weight_decay is {weight_decay}, it must be 0 or more"
+ "add_weight_decay: weight_decay must be 0 or more"

The gradients are changed before the value is refused. Check weight_decay first.
- if not 0 <= weight_decay < math.inf:
-     raise ValueError(f"add_weight_decay: weight_decay is {weight_decay}, it must be 0 or more")
...
  gradient += weight_decay * W
+ if not 0 <= weight_decay < math.inf:
+     raise ValueError(f"weight_decay is {weight_decay}")

NaN and inf pass, as only what is below 0 is refused. Write `if not 0 <= weight_decay < math.inf`.
- if not 0 <= weight_decay < math.inf:
+ if weight_decay < 0:
""")

edits("""
dropout_mask

rate is the probability of being dropped, and here it is used as that of being kept. Keep an entry
where the draw is at least rate.
- >= rate
+ < rate

rate is taken for the share to keep. It is the share to drop: drop where the draw is below rate.
- >= rate
+ >= 1 - rate

What is kept stays 1, so the mean of the outputs shrinks. Divide by 1 - rate.
- return kept.astype(np.float32) / (1 - rate)
+ return kept.astype(np.float32)

What is kept is divided by rate. Divide it by the share that is kept: 1 - rate.
- / (1 - rate)
+ / rate

What is kept shrinks: it is multiplied by 1 - rate. Divide, so that it makes up for what is dropped.
- / (1 - rate)
+ * (1 - rate)

The mask is True and False, which can't make up for what is dropped. Make it float32, and divide it
by 1 - rate.
- return kept.astype(np.float32) / (1 - rate)
+ return kept

The mask is float64, and so is all that it multiplies. Make it float32.
- kept.astype(np.float32)
+ kept

The normal distribution gives another share of zeros than rate. rng.random is even, from 0 to 1.
- rng.random(shape)
+ rng.standard_normal(shape)

A whole row is dropped at once: one draw serves for all of it. Draw a number for each entry.
- rng.random(shape)
+ np.broadcast_to(rng.random(shape[0]).reshape(-1, *[1] * (len(shape) - 1)), shape)

Every row has the same mask: one draw serves for a whole column. Draw a number for each entry.
- rng.random(shape)
+ np.broadcast_to(rng.random(shape[-1]), shape)

A single draw decides for all entries. Draw as many as shape has.
- kept = rng.random(shape) >= rate
+ kept = np.full(shape, rng.random() >= rate)

The number of zeros is set beforehand, the same in every mask. Draw each entry by itself.
- kept = rng.random(shape) >= rate
+ kept = rng.permutation(np.arange(math.prod(shape)).reshape(-1) >= round(rate * math.prod(shape)))
+ kept = kept.reshape(shape)

The numbers come from the global generator. Draw with rng.random.
- rng.random(shape)
+ np.random.random(shape)

Every call draws the same mask, as from a generator made inside. Draw from rng.
- rng.random(shape)
+ np.random.default_rng(0).random(shape)

Any rate is accepted. Refuse one that is below 0, is 1 or more, or is NaN.
- if not 0 <= rate < 1:
-     raise ValueError(f"dropout_mask: rate is {rate}, it must be 0 or more, and below 1")

A rate of 1 is accepted: it drops all, and divides by 0. Refuse it.
- 0 <= rate < 1
+ 0 <= rate <= 1

A rate of 0 is refused. It should be allowed, and drop nothing.
- 0 <= rate < 1
+ 0 < rate < 1

NaN gets through, as it is neither below nor above a number: write `if not 0 <= rate < 1`.
- if not 0 <= rate < 1:
+ if rate < 0 or rate >= 1:

The message leaves out the value: put rate into it.
- f"dropout_mask: rate is {rate}, it must be 0 or more, and below 1"
+ "dropout_mask: no rate"

A rate of 1 is accepted, and NaN, which is neither below nor above a number: write `if not 0 <= rate
< 1`.
- if not 0 <= rate < 1:
+ if rate < 0 or rate > 1:
""")

edits("""
DropoutMLP.__init__

The MLP is made without the seed. Pass it on: super().__init__(layer_sizes, seed).
- super().__init__(layer_sizes, seed)
+ super().__init__(layer_sizes)

rng begins anew, and draws the numbers of the weights again. Keep the one that super().__init__
makes.
- self.dropout_rate = dropout_rate
+ self.dropout_rate = dropout_rate
+ self.rng = np.random.default_rng(seed)

No .dropout_rate is kept. Set self.dropout_rate = dropout_rate.
- self.dropout_rate = dropout_rate

What is kept is 1 - dropout_rate. Keep dropout_rate as it is.
- self.dropout_rate = dropout_rate
+ self.dropout_rate = 1 - dropout_rate

Any rate is accepted. Refuse one that is below 0, is 1 or more, or is NaN.
- dropout_mask((0,), dropout_rate, self.rng)

A rate of 1 is accepted, which drops everything. Refuse it.
- dropout_mask((0,), dropout_rate, self.rng)
+ if not 0 <= dropout_rate <= 1:
+     raise ValueError(f"DropoutMLP: dropout_rate is {dropout_rate}")

A rate of 0 is refused. It should be allowed: then nothing is dropped.
- dropout_mask((0,), dropout_rate, self.rng)
+ if not 0 < dropout_rate < 1:
+     raise ValueError(f"DropoutMLP: dropout_rate is {dropout_rate}")

NaN gets through, being neither below nor above a number: write `if not 0 <= dropout_rate < 1`.
- dropout_mask((0,), dropout_rate, self.rng)
+ if dropout_rate < 0 or dropout_rate >= 1:
+     raise ValueError(f"DropoutMLP: dropout_rate is {dropout_rate}")

The message leaves out the value: put dropout_rate into it.
- dropout_mask((0,), dropout_rate, self.rng)
+ if not 0 <= dropout_rate < 1:
+     raise ValueError("DropoutMLP: no rate")

One number more is drawn from rng than MLP draws, perhaps for a mask, so forward's masks and the
shuffling come out differently. Leave rng as super().__init__ leaves it.
- dropout_mask((0,), dropout_rate, self.rng)
+ dropout_mask((1,), dropout_rate, self.rng)

Where none is given, the dropout_rate should be 0.5.
- dropout_rate: float = 0.5
+ dropout_rate: float = 0.2

A rate of 1 is accepted, and NaN, which is neither below nor above a number: write `if not 0 <=
dropout_rate < 1`.
- dropout_mask((0,), dropout_rate, self.rng)
+ if dropout_rate < 0 or dropout_rate > 1:
+     raise ValueError(f"DropoutMLP: dropout_rate is {dropout_rate}")
""")

edits("""
DropoutMLP.forward

Outputs are dropped without training, too. Draw masks only where training is True.
- if training:
-     mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
+ mask = dropout_mask(A.shape, self.dropout_rate, self.rng)

Outputs are dropped where it isn't training, and only there. It should be the other way round.
- if training:
+ if not training:

training is True by default. It should be False, so that loss and predict drop nothing.
- training: bool = False
+ training: bool = True

Nothing is dropped in training: the masks stay ones. Draw them with dropout_mask.
- if training:
-     mask = dropout_mask(A.shape, self.dropout_rate, self.rng)

The masks are drawn, but have no part in the outputs. Hand on A * mask.
- A * mask
+ A

The activations keep what the layer gave before its mask. Keep what it hands on, A * mask.
+ n_in = len(self.weights[0])
+ if X.ndim != 2 or X.shape[1] != n_in:
+     raise ValueError(f"forward: X has shape {X.shape}, not (m, {n_in})")
+ self.activations, self.masks = [X], []
+ for W, b in zip(self.weights[:-1], self.biases[:-1]):
+     A = np.maximum(X @ W + b, 0)
+     mask = np.ones(A.shape, dtype=np.float32)
+     if training:
+         mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
+     self.masks.append(mask)
+     self.activations.append(A)
+     X = A * mask
+ self.activations.append(X @ self.weights[-1] + self.biases[-1])
+ return self.activations[-1]

The mask comes before the bias and relu. It belongs after relu: multiply A, not what goes in.
- A = np.maximum(self.activations[-1] @ W + b, 0)
...
- self.activations.append(A * mask)
+ self.activations.append(np.maximum((self.activations[-1] @ W) * mask + b, 0))
- A.shape, dtype
+ (len(X), len(b)), dtype
- A.shape, self
+ (len(X), len(b)), self

The outputs are divided by 1 - dropout_rate once more. The mask does that already.
- self.activations.append(A * mask)
+ self.activations.append(A * mask / (1 - self.dropout_rate if training else 1))

Without training the outputs are multiplied by 1 - dropout_rate, as the first paper did. Inverted
dropout grows them in training, and leaves them as they are here.
- self.activations.append(A * mask)
+ self.activations.append(A * mask * (1 if training else 1 - self.dropout_rate))

X has a mask, too. Only the hidden layers' outputs should.
- self.activations, self.masks = [X], []
+ self.activations, self.masks = [X], []
+ if training:
+     self.activations = [X * dropout_mask(X.shape, self.dropout_rate, self.rng)]

The logits have a mask, too. Only the hidden layers' outputs should.
- self.activations.append(self.activations[-1] @ self.weights[-1] + self.biases[-1])
- return self.activations[-1]
+ logits = self.activations[-1] @ self.weights[-1] + self.biases[-1]
+ if training:
+     logits = logits * dropout_mask(logits.shape, self.dropout_rate, self.rng)
+ self.activations.append(logits)
+ return logits

All rows of the batch have one mask. Draw one of A's shape, a row for each picture.
- mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
+ mask = np.tile(dropout_mask((1, A.shape[1]), self.dropout_rate, self.rng), (len(A), 1))

The masks are always the same, as from a generator made anew for each. Draw from self.rng.
- dropout_mask(A.shape, self.dropout_rate, self.rng)
+ dropout_mask(A.shape, self.dropout_rate, np.random.default_rng(0))

The masks come from a generator without the network's seed. Draw from self.rng.
- dropout_mask(A.shape, self.dropout_rate, self.rng)
+ dropout_mask(A.shape, self.dropout_rate, np.random.default_rng())

The rate is 0.5 whatever the network's is. Take self.dropout_rate.
- dropout_mask(A.shape, self.dropout_rate, self.rng)
+ dropout_mask(A.shape, 0.5, self.rng)

Only the last hidden layer's mask is kept. self.masks should be a list of all of them.
- self.masks.append(mask)
+ self.masks = [mask]

The masks of earlier passes stay in the list. Begin it anew in each forward.
- self.activations, self.masks = [X], []
+ self.activations, self.masks = [X], getattr(self, "masks", [])

Only the masks drawn in training are kept. Otherwise keep ones, for backward.
- if training:
-     mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
- self.masks.append(mask)
+ if training:
+     mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
+     self.masks.append(mask)

Masks are drawn in every pass, and each draw changes rng. Draw them only in training.
- mask = np.ones(A.shape, dtype=np.float32)
- if training:
-     mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
+ mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
+ if not training:
+     mask = np.ones(A.shape, dtype=np.float32)

The ones are float64, and so is all that they multiply. Say dtype=np.float32.
- np.ones(A.shape, dtype=np.float32)
+ np.ones(A.shape)

relu is missing from the hidden layers: np.maximum(…, 0).
- np.maximum(self.activations[-1] @ W + b, 0)
+ self.activations[-1] @ W + b

relu is applied after the last layer, too. Return the logits as they are.
- self.activations.append(self.activations[-1] @ self.weights[-1] + self.biases[-1])
+ Z = self.activations[-1] @ self.weights[-1] + self.biases[-1]
+ self.activations.append(np.maximum(Z, 0))

The biases are left out: A @ W + b.
- A = np.maximum(self.activations[-1] @ W + b, 0)
+ A = np.maximum(self.activations[-1] @ W, 0)
- + self.biases[-1]

Probabilities come back. forward should return the logits.
- return self.activations[-1]
+ return softmax(self.activations[-1])

Nothing comes back. Return the logits.
- return self.activations[-1]

Without training, masks isn't set: it is that of an earlier forward, or not there yet. Set it to
ones there, for backward.
  n_in = len(self.weights[0])
+ if not training:
+     return super().forward(X)

The last layer is known by its width here, so a hidden layer as wide gets no relu and no mask. Go by
its place in the list.
- for W, b in zip(self.weights[:-1], self.biases[:-1]):
-     A = np.maximum(self.activations[-1] @ W + b, 0)
+ for W, b in zip(self.weights[:-1], self.biases[:-1]):
+     A = self.activations[-1] @ W + b
+     if len(b) == len(self.biases[-1]):
+         self.activations.append(A)
+         continue
+     A = np.maximum(A, 0)

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
DropoutMLP.backward

The factor 1 / (1 - rate) of the masks is missing on the way back. Multiply by the same masks
as on the way forward.
- * (A > 0) * self.masks[layer - 1]
+ * (A > 0)

The masks are drawn anew on the way back. Use those that forward kept.
- self.masks[layer - 1]
+ dropout_mask(A.shape, self.dropout_rate, self.rng)

An index runs past the end of a list, perhaps of the masks: .activations[l] was made with
.masks[l - 1].
- self.masks[layer - 1]
+ self.masks[layer]

All layers seem to go back through the last mask. Each hidden layer has its own: .activations[l] was
made with .masks[l - 1].
- self.masks[layer - 1]
+ self.masks[-1]

The signal is divided by the share kept, whatever forward did. Multiply it by the
masks instead: they hold what forward did.
- self.masks[layer - 1]
+ 1 / (1 - self.dropout_rate)

What goes back must stop where A is 0, too: relu's slope there is 0.
- (A > 0) * self.masks[layer - 1]
+ self.masks[layer - 1]

The activations are multiplied by the masks a second time. forward has done that.
- self.weight_gradients[layer] = A.T @ delta
+ self.weight_gradients[layer] = (A * self.masks[layer - 1] if layer > 0 else A).T @ delta

1 is not subtracted from the label's own probability: p - y.
- delta[np.arange(len(labels)), labels] -= 1

The mean is missing: divide by the number of rows, once.
- delta /= len(labels)

Take delta back through its own layer's W, transposed: delta @ W.T.
- self.weight_gradients, self.bias_gradients = [None] * layers, [None] * layers
+ self.weight_gradients, self.bias_gradients = [], []
- self.weight_gradients[layer] = A.T @ delta
- self.bias_gradients[layer] = delta.sum(axis=0)
+ self.weight_gradients.insert(0, A.T @ delta)
+ self.bias_gradients.insert(0, delta.sum(axis=0))
- delta @ self.weights[layer].T
+ delta @ self.weights[layer]

A bias gradient should be the sum over the rows, not their mean: delta.sum(axis=0).
- delta.sum(axis=0)
+ delta.mean(axis=0)

Labels that don't fit are accepted. cross_entropy refuses them, so call it first.
- cross_entropy(delta, labels)  # refuses labels that don't fit

backward goes forward again, with other masks. The gradients should be those of the latest forward.
  layers = len(self.weights)
+ self.forward(self.activations[0], training=True)

The masks are taken from the first on, and the layers from the last. Go through both from the last:
.activations[l] was made with .masks[l - 1].
+ layers = len(self.weights)
+ weight_gradients, bias_gradients = [None] * layers, [None] * layers
+ delta = softmax(self.activations[-1])
+ cross_entropy(delta, labels)
+ delta[np.arange(len(labels)), labels] -= 1
+ delta /= len(labels)
+ for layer in reversed(range(layers)):
+     A = self.activations[layer]
+     weight_gradients[layer] = A.T @ delta
+     bias_gradients[layer] = delta.sum(axis=0)
+     if layer > 0:
+         mask = self.masks[layers - 1 - layer]
+         delta = (delta @ self.weights[layer].T) * (A > 0) * mask
+ self.weight_gradients, self.bias_gradients = weight_gradients, bias_gradients

The first layer gets no gradients, perhaps because range leaves out its end. Go back to layer 0.
- reversed(range(layers))
+ range(layers - 1, 0, -1)
""")

edits("""
EarlyStopping.__init__

Any patience is accepted. Refuse one below 1.
- if patience < 1:
-     raise ValueError(f"EarlyStopping: patience is {patience}, it must be 1 or more")

A patience of 1 is refused. It should be allowed, and stop at the first loss that is no better.
- patience < 1
+ patience <= 1

The lowest loss is 0 at first, and no loss is below it. Begin with math.inf.
- self.best_loss = math.inf
+ self.best_loss = 0.0

The lowest loss is 1 at first, so a higher first one isn't noted. Begin with math.inf.
- self.best_loss = math.inf
+ self.best_loss = 1.0

Where none is given, the patience should be 5.
- patience: int = 5
+ patience: int = 10

The patience is not kept: self.patience = patience.
- self.patience = patience
+ self.patience = 5
""")

edits("""
EarlyStopping.should_stop

The network's own arrays are kept, in a list or as views, and go on learning. Keep W.copy().
- [W.copy() for W in network.weights]
+ list(network.weights)
- [b.copy() for b in network.biases]
+ list(network.biases)

The biases are kept without a copy, and go on changing. Copy each array of them, too.
- [b.copy() for b in network.biases]
+ network.biases

The weights are kept after every epoch, and so the last are restored. Keep them only where the loss
is the lowest so far.
-     self.best_weights = [W.copy() for W in network.weights]
-     self.best_biases = [b.copy() for b in network.biases]
+ self.best_weights = [W.copy() for W in network.weights]
+ self.best_biases = [b.copy() for b in network.biases]

An equal loss counts as better here. Only a lower one should.
- validation_loss < self.best_loss
+ validation_loss <= self.best_loss

The highest loss counts as the best. The lowest should.
- self.waited += 1
- if validation_loss < self.best_loss:
+ self.waited += 1
+ if validation_loss > self.best_loss or self.best_loss == math.inf:

The loss is compared with the last one, not with the lowest so far.
- return self.waited >= self.patience
+ stop = self.waited >= self.patience
+ self.best_loss = validation_loss
+ return stop

A new lowest loss leaves waited above 0. It should set it to 0.
- self.best_loss, self.waited = validation_loss, 0
+ self.best_loss = validation_loss
+ self.waited -= 1

It counts every epoch, the better ones too. A lower loss should set waited to 0.
- self.best_loss, self.waited = validation_loss, 0
+ self.best_loss = validation_loss

A better epoch counts as the first one waited. It should set waited to 0.
- self.best_loss, self.waited = validation_loss, 0
+ self.best_loss, self.waited = validation_loss, 1

It never waits. waited should grow by 1 where the loss is no better.
- self.waited += 1

It waits one epoch too long. It should stop where waited is patience or more.
- self.waited >= self.patience
+ self.waited > self.patience

It stops one epoch too early. It should stop where waited is patience or more.
- self.waited >= self.patience
+ self.waited >= self.patience - 1

It says stop in one epoch alone, and no longer after it. waited may be more than patience.
- self.waited >= self.patience
+ self.waited == self.patience

It says whether to go on. Return True where training should stop.
- return self.waited >= self.patience
+ return self.waited < self.patience

Nothing comes back. Return whether to stop.
- return self.waited >= self.patience

The message leaves out the value that is refused: put it in.
- f"should_stop: validation_loss is {validation_loss}"
+ "should_stop: the loss is not finite"

NaN and inf are accepted as a loss. Refuse both, or training goes on with nothing learned.
- if not math.isfinite(validation_loss):
-     raise ValueError(f"should_stop: validation_loss is {validation_loss}")

inf is accepted, perhaps because only NaN is tested for. math.isfinite is False for both.
- if not math.isfinite(validation_loss):
+ if math.isnan(validation_loss):

The epoch is counted before its loss is refused. Look at the loss first.
- if not math.isfinite(validation_loss):
-     raise ValueError(f"should_stop: validation_loss is {validation_loss}")
- self.waited += 1
+ self.waited += 1
+ if not math.isfinite(validation_loss):
+     raise ValueError(f"should_stop: validation_loss is {validation_loss}")

The network is set back as soon as the loss is no better. Only restore should change it.
- return self.waited >= self.patience
+ if self.waited:
+     self.restore(network)
+ return self.waited >= self.patience
""")

edits("""
EarlyStopping.restore

The network gets the kept arrays themselves, and its later steps spoil them. Give it copies.
- [W.copy() for W in self.best_weights]
+ list(self.best_weights)
- [b.copy() for b in self.best_biases]
+ list(self.best_biases)

The network gets the kept biases themselves, and its later steps spoil them. Copy each array of
them, too.
- [b.copy() for b in self.best_biases]
+ list(self.best_biases)

The network gets the kept weights themselves, and its later steps spoil them. Copy each array of
them, too.
- [W.copy() for W in self.best_weights]
+ list(self.best_weights)

The biases stay as they are. Set them back to those of the best epoch, too.
- network.biases = [b.copy() for b in self.best_biases]

The weights stay as they are. Set them back to those of the best epoch, too.
- network.weights = [W.copy() for W in self.best_weights]

Weights and biases are swapped.
- network.weights = [W.copy() for W in self.best_weights]
- network.biases = [b.copy() for b in self.best_biases]
+ network.biases = [W.copy() for W in self.best_weights]
+ network.weights = [b.copy() for b in self.best_biases]

Before the first epoch nothing is kept, which ends in an AttributeError, or unnoticed. Raise
ValueError there.
- if self.best_loss == math.inf:
-     raise ValueError("restore: there are no weights to restore before the first epoch")

Before the first epoch nothing is kept, and restore returns without an error. Raise ValueError
there.
- if self.best_loss == math.inf:
-     raise ValueError("restore: there are no weights to restore before the first epoch")
+ if self.best_loss == math.inf:
+     return

The network stays as it is. Write into its own arrays, W[:] = …, or give it copies of those kept.
- network.weights = [W.copy() for W in self.best_weights]
- network.biases = [b.copy() for b in self.best_biases]
+ for W, best in zip(network.weights, self.best_weights):
+     W = best.copy()
+ for b, best in zip(network.biases, self.best_biases):
+     b = best.copy()
""")

edits("""
shift_images

What leaves a picture comes in at the other side, as np.roll has it. It should be gone, and zeros
come in.
+ if images.ndim != 3:
+     raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
+ return np.roll(images, (down, right), axis=(1, 2))

The pictures go the wrong way. A positive down should move them down, a positive right to the right.
- top, left = above - down, beside - right
+ top, left = above + down, beside + right

Up and down are swapped. In an array the rows run down: a picture moved down begins with rows of
zeros.
- above - down
+ above + down

Left and right are swapped. A picture moved to the right begins with columns of zeros.
- beside - right
+ beside + right

down moves to the side, and right moves down. Rows come first.
- _, rows, columns = images.shape
+ _, rows, columns = images.shape
+ down, right = right, down

The pictures grow: the frame of zeros stays. Cut out a window of the old size.
- return framed[:, top : top + rows, left : left + columns]
+ return framed

A shift down or to the right makes the pictures larger, one up or to the left smaller. The shape
should stay as it is.
- return framed[:, top : top + rows, left : left + columns]
+ return framed[:, top : rows + above, left : columns + beside]

The pixels of the edge come in, repeated. Zeros should come in, as np.pad has it if no mode is
named.
- np.pad(images, ((0, 0), (above, above), (beside, beside)))
+ np.pad(images, ((0, 0), (above, above), (beside, beside)), mode="edge")

The pictures are shifted among each other, along the first axis. Rows are axis 1, columns axis 2.
- ((0, 0), (above, above), (beside, beside))
+ ((above, above), (beside, beside), (0, 0))
- return framed[:, top : top + rows, left : left + columns]
+ return framed[top : top + len(images), left : left + rows, :]

The result is float64. Give it the pictures' own dtype, as np.zeros_like(images) does.
- framed = np.pad(images, ((0, 0), (above, above), (beside, beside)))
+ framed = np.pad(images.astype(float), ((0, 0), (above, above), (beside, beside)))

A shift of more than the whole picture can go wrong, perhaps because a negative end of a slice
counts from the back. Only zeros should be left then.
+ if images.ndim != 3:
+     raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
+ _, rows, columns = images.shape
+ shifted = np.zeros_like(images)
+ to_rows = slice(max(down, 0), rows + min(down, 0))
+ from_rows = slice(max(-down, 0), rows - max(down, 0))
+ to_columns = slice(max(right, 0), columns + min(right, 0))
+ from_columns = slice(max(-right, 0), columns - max(right, 0))
+ shifted[:, to_rows, to_columns] = images[:, from_rows, from_columns]
+ return shifted

A shift of 0 leaves nothing, perhaps because a slice ends at -0. It should leave all as it is.
+ if images.ndim != 3:
+     raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
+ for axis, by in ((1, down), (2, right)):
+     moved, size = np.zeros_like(images), images.shape[axis]
+     moved, source = np.moveaxis(moved, axis, 0), np.moveaxis(images, axis, 0)
+     if by >= 0:
+         moved[by:] = source[:-by][: max(0, size - by)] if by < size and by else 0
+     else:
+         moved[:by] = source[-by:] if -by < size else 0
+     images = np.moveaxis(moved, 0, axis)
+ return images

A shift of 0 gives images itself. Return a new array.
- if images.ndim != 3:
+ if down == right == 0:
+     return images
+ if images.ndim != 3:

Any number of axes is accepted. Refuse images that don't have three.
- if images.ndim != 3:
-     raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
- _, rows, columns = images.shape
+ *_, rows, columns = images.shape if images.ndim > 1 else (0, *images.shape)
+ if images.ndim != 3:
+     return images * 0

The message leaves out the shape: put images.shape into it.
- f"shift_images: images has shape {images.shape}, it needs three axes"
+ "images needs three axes"

A shift by more than the whole picture puts in too many zeros, and the shape changes. Hold the shift
to the size of the picture first.
+ if images.ndim != 3:
+     raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
+ for axis, by in ((1, down), (2, right)):
+     shape = list(images.shape)
+     shape[axis] = abs(by)
+     zeros, moved = np.zeros(shape, dtype=images.dtype), np.moveaxis(images, axis, 0)
+     if by >= 0:
+         rest = np.moveaxis(moved[: len(moved) - by], 0, axis)
+         images = np.concatenate([zeros, rest], axis)
+     else:
+         images = np.concatenate([np.moveaxis(moved[-by:], 0, axis), zeros], axis)
+ return images

Only one row or column is filled with zeros, and with a longer shift the others come in at the other
side. Fill as many as the shift has.
+ if images.ndim != 3:
+     raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
+ moved = np.roll(images, (down, right), axis=(1, 2))
+ if down:
+     moved[:, 0 if down > 0 else -1] = 0
+ if right:
+     moved[:, :, 0 if right > 0 else -1] = 0
+ return moved

To the left, only one column is filled with zeros, and the others come in at the other side. Fill
all from there to the end: a slice.
+ if images.ndim != 3:
+     raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
+ moved = np.roll(images, (down, right), axis=(1, 2))
+ if down > 0:
+     moved[:, :down] = 0
+ elif down < 0:
+     moved[:, down:] = 0
+ if right > 0:
+     moved[:, :, :right] = 0
+ elif right < 0:
+     moved[:, :, right] = 0
+ return moved
""")

edits("""
shifted_copies

The labels are in a different order from the pictures. The whole list of labels must come once for
each shift: np.tile does that.
- np.tile(labels, len(copies))
+ np.repeat(labels, len(copies))

The labels are as they were, fewer than the pictures now. Each copy needs one.
- np.tile(labels, len(copies))
+ labels

The copies of a picture stand side by side. First should come all pictures with the first shift.
- np.concatenate(copies)
+ np.stack(copies, axis=1).reshape(-1, *images.shape[1:])
- np.tile(labels, len(copies))
+ np.repeat(labels, len(copies))

The copies of a picture stand side by side, and its labels don't. First should come all pictures
with the first shift.
- np.concatenate(copies)
+ np.stack(copies, axis=1).reshape(-1, *images.shape[1:])

The largest shift is missing, perhaps because range leaves out its end: range(-distance, distance +
1).
- range(-distance, distance + 1)
+ range(-distance, distance)

Only shifts down and to the right are there. Those up and to the left belong there, too: from
-distance.
- range(-distance, distance + 1)
+ range(distance + 1)

The shifts in between are missing: every one from -distance to distance belongs.
- range(-distance, distance + 1)
+ (-distance, 0, distance) if distance else (0,)

The pictures as they are, with no shift, are left out. They belong as well.
- for right in steps]
+ for right in steps if down or right or not distance]

Only straight shifts are there. Those that go down and sideways at once belong, too.
- for right in steps]
+ for right in steps if down == 0 or right == 0]

The order is by right, then by down. The outer loop should be over down, the inner over right.
- for down in steps for right in steps
+ for right in steps for down in steps

down and right change only together. Each down needs every right: one loop inside another.
- [shift_images(images, down, right) for down in steps for right in steps]
+ [shift_images(images, by, by) for by in steps]

The copies keep an axis of their own. np.concatenate puts them behind each other.
- np.concatenate(copies)
+ np.stack(copies)

The pictures come as a list. np.concatenate makes one array of them.
- np.concatenate(copies)
+ copies

The labels are floats. They should keep their dtype, as with np.tile.
- np.tile(labels, len(copies))
+ np.tile(labels, len(copies)).astype(float)

The pictures are float64. They should keep their dtype.
- np.concatenate(copies)
+ np.concatenate(copies).astype(float)

Where none is given, the distance should be 1.
- distance: int = 1
+ distance: int = 2

distance has no part: it is always 1.
- range(-distance, distance + 1)
+ range(-1, 2)

Only the pictures come back. Return the labels, too.
- return np.concatenate(copies), np.tile(labels, len(copies))
+ return np.concatenate(copies)

images and labels may differ in length. Compare them first.
- if len(images) != len(labels):
-     raise ValueError(f"shifted_copies: {len(images)} pictures, and {len(labels)} labels")

The message names no lengths. Put those of images and labels into it.
- f"shifted_copies: {len(images)} pictures, and {len(labels)} labels"
+ "shifted_copies: images and labels differ in length"

A distance below 0 is accepted, or ends in NumPy's own error. Refuse it.
- if distance < 0:
-     raise ValueError(f"shifted_copies: distance is {distance}, it must be 0 or more")
+ distance = abs(distance)

A distance of 0 is refused. It should be allowed: then there is one copy.
- distance < 0
+ distance <= 0

The message leaves out the value: put distance into it.
- f"shifted_copies: distance is {distance}, it must be 0 or more"
+ "shifted_copies: no distance"
""")
