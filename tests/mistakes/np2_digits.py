"""What learners write in Part II's second chapter that isn't it, each with its mending sentence."""

from grading import edits

edits("""
pixels_to_inputs

The pixels still go up to 255. Divide by 255.
- .astype(np.float32) / 255
+ .astype(np.float32)

The result is float64. Make it float32: (…).astype(np.float32).
- .astype(np.float32) / 255
+ / 255

Everything below 255 is 0: the fraction is lost, perhaps to // or to a whole-number dtype. It
should be pixel / 255.
- return images.reshape(len(images), -1).astype(np.float32) / 255
+ return (images.reshape(len(images), -1) // 255).astype(np.float32)

A pixel of 255 becomes 0.996. The largest uint8 is 255: divide by that.
- / 255
+ / 256

The result is uint8, which holds no fraction: all below 255 is 0. Divide float32 with /, and return
float32.
- return images.reshape(len(images), -1).astype(np.float32) / 255
+ return (images.reshape(len(images), -1) / 255).astype(np.uint8)

A uint8 array can't hold fractions, and a division in place, as by /=, would put them there. Use
astype(np.float32) first.
- return images.reshape(len(images), -1).astype(np.float32) / 255
+ inputs = images.reshape(len(images), -1)
+ inputs /= 255
+ return inputs.astype(np.float32)

The pictures stand in columns. Each should be a row: reshape(len(images), -1).
- .reshape(len(images), -1)
+ .reshape(len(images), -1).T

The pixels of several pictures are mixed, as by reshape(-1, m).T. Give each
picture a row of its own: (m, rows · columns).
- .reshape(len(images), -1)
+ .reshape(-1, len(images)).T

Each picture is read column by column. reshape alone goes row by row.
- .reshape(len(images), -1)
+ .transpose(0, 2, 1).reshape(len(images), -1)

All pictures end up in a single row: the first size should be len(images), not 1.
- .reshape(len(images), -1)
+ .reshape(1, -1)

The pictures keep their rows and columns. Make one row of each, with reshape.
- .reshape(len(images), -1)

The divisor is the largest pixel of these pictures, so each batch has its own scale. Divide by 255.
- / 255
+ / images.max()

Any number of axes is accepted. Check images.ndim first.
- if images.ndim != 3:
-     raise ValueError(f"pixels_to_inputs: images has shape {images.shape}, it needs three axes")

The message leaves out the shape: put images.shape into it.
- f"pixels_to_inputs: images has shape {images.shape}, it needs three axes"
+ "images needs three axes"
""")

edits("""
softmax

All rows together have the sum 1. Each row is a picture of its own: axis=1, keepdims=True.
+ exponentials = np.exp(logits - logits.max())
+ return exponentials / exponentials.sum()

The columns have the sum 1, not the rows. axis=1 goes along a row.
+ exponentials = np.exp(logits - logits.max(axis=0, keepdims=True))
+ return exponentials / exponentials.sum(axis=0, keepdims=True)

Without keepdims=True a sum or a maximum is (m,), which does not broadcast down the rows of (m, k).
+ exponentials = np.exp(logits - logits.max(axis=1))
+ return exponentials / exponentials.sum(axis=1)

exp(1000) is inf, and inf / inf is NaN. Take each row's largest logit away first.
- logits - logits.max(axis=1, keepdims=True)
+ logits

The largest number of the whole array is subtracted, and exp gives 0 everywhere in a row far below
it. Subtract each row's own largest.
- logits.max(axis=1, keepdims=True)
+ logits.max()

The largest number of the whole array is subtracted, so a row far below it has the sum 0, and no
logarithm. Each row needs its own largest.
+ largest = logits.max()
+ log_sums = np.log(np.exp(logits - largest).sum(axis=1, keepdims=True))
+ return np.exp(logits - largest - log_sums)

exp is missing: the logits themselves are divided by their sum.
+ return logits / logits.sum(axis=1, keepdims=True)

The exponentials are not divided by their sum, so a row's sum is not 1.
+ return np.exp(logits - logits.max(axis=1, keepdims=True))

That is the sigmoid of each logit alone. softmax weighs a row's logits together.
+ return 1 / (1 + np.exp(-logits))

The caller's logits are changed, perhaps by -=. Make a new array: logits - …
- exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
+ logits -= logits.max(axis=1, keepdims=True)
+ exponentials = np.exp(logits)

Where the logits are float32, the result is float64, perhaps because of astype(float) or np.zeros.
It should be float32 there.
+ probabilities = np.zeros(logits.shape)
+ for i, row in enumerate(logits):
+     exponentials = np.exp(row - row.max())
+     probabilities[i] = exponentials / exponentials.sum()
+ return probabilities
""")

edits("""
cross_entropy

That is the sum over the batch. The mean divides it by m.
- np.mean(
+ np.sum(

log p is negative below 1. The loss is -log p.
- -np.mean(
+ np.mean(

The labels' columns count in every row, as probabilities[:, labels] takes them. Take one entry a
row: [np.arange(m), labels].
- probabilities[np.arange(m), labels]
+ probabilities[:, labels]

The sum is divided by m · k, as by np.mean over all entries. Divide by m, the number of rows.
+ Y = np.eye(probabilities.shape[1])[labels]
+ return float(-np.mean(Y * np.log(np.maximum(probabilities, 1e-12))))

0 · log 0 is NaN, so a probability of 0 anywhere spoils the sum. Hold p at 1e-12 or above.
+ m, k = probabilities.shape
+ Y = np.eye(k)[labels]
+ return float(-np.sum(Y * np.log(probabilities)) / m)

log 0 is -inf. A p below 1e-12 counts as 1e-12: np.maximum(p, 1e-12).
- np.maximum(own, 1e-12)
+ own

p + 1e-12 changes every p. The floor is for those below: np.maximum(p, 1e-12).
- np.maximum(own, 1e-12)
+ own + 1e-12

A NaN is lost, as a comparison or np.fmax loses it. np.maximum(p, 1e-12) keeps it, and so does
np.mean.
- np.maximum(own, 1e-12)
+ np.where(own > 1e-12, own, 1e-12)

The floor lies too high: p should count as it is down to 1e-12.
- np.maximum(own, 1e-12)
+ np.maximum(own, 1e-8)

That is the logarithm to base 2. The natural one is np.log.
- np.log(
+ np.log2(

That is the log of the mean. The mean of the logs is another number: log first.
- return float(-np.mean(np.log(np.maximum(own, 1e-12))))
+ return float(-np.log(np.maximum(np.mean(own), 1e-12)))

That is one loss a row. Return their mean, one number.
- return float(-np.mean(np.log(np.maximum(own, 1e-12))))
+ return -np.log(np.maximum(own, 1e-12))

That is -log of each row's largest probability: the label has no part in it. Pick the label's own p.
- own = probabilities[np.arange(m), labels]
+ own = probabilities.max(axis=1)

The other classes' log(1 - p) is added, as in binary cross-entropy. Here only the label's own p
should count.
+ m, k = probabilities.shape
+ Y = np.eye(k)[labels]
+ P = np.clip(probabilities, 1e-12, 1 - 1e-12)
+ return float(-np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m)

No check refuses labels of this shape. Compare labels.shape with (m,) first: (m, 1) would broadcast.
- if labels.shape != (m,):
-     raise ValueError(
-         f"cross_entropy: labels has shape {labels.shape}, probabilities {probabilities.shape}"
-     )

The message names no shapes. Put labels.shape and probabilities.shape in it.
- f"cross_entropy: labels has shape {labels.shape}, probabilities {probabilities.shape}"
+ "labels has the wrong shape"

A label of k or more ends in an IndexError. Look for labels out of range first, and raise a
ValueError.
- wrong = labels[(labels < 0) | (labels >= k)]
- if wrong.size:
-     raise ValueError(f"cross_entropy: the label {wrong[0]} is not in 0 to {k - 1}")

A label of -1 counts from the end, without an error. Refuse what is below 0, too.
- (labels < 0) | (labels >= k)
+ labels >= k

A label equal to k is let through: the last class is k - 1.
- (labels < 0) | (labels >= k)
+ (labels < 0) | (labels > k)

The message leaves out the label that is out of range.
- f"cross_entropy: the label {wrong[0]} is not in 0 to {k - 1}"
+ "a label is out of range"
""")

edits("""
accuracy

That is the number of right ones. Divide it by how many there are.
- return float(np.mean(predicted == labels))
+ return int(np.sum(predicted == labels))

That is in percent. A share runs from 0 to 1.
- np.mean(predicted == labels)
+ 100 * np.mean(predicted == labels)

Unless all are right it is 0: the fraction is lost, perhaps to // or int. It should be the number of
right ones / the number of all.
- return float(np.mean(predicted == labels))
+ return int(np.sum(predicted == labels)) // len(labels)

That is the share of wrong ones. Count where they are equal.
- predicted == labels
+ predicted != labels

Those are bools, one for each entry. Return their mean, the share of True.
- return float(np.mean(predicted == labels))
+ return predicted == labels

Shapes that differ are broadcast against each other. Compare the shapes first.
+ return float(np.mean(predicted == labels))

(m,) and (m, 1) are let through, because len is the same for both. Compare predicted.shape with
labels.shape.
- if predicted.shape != labels.shape:
+ if len(predicted) != len(labels):

The message names no shapes. Put both into it.
- f"accuracy: predicted has shape {predicted.shape}, labels has {labels.shape}"
+ "the shapes differ"
""")

edits("""
he_normal

2 / n_in is the variance. Multiply by the standard deviation, its square root.
+ return rng.standard_normal((n_in, n_out), dtype=np.float32) * (2 / n_in)

The weights are float64. Return them as float32: (…).astype(np.float32).
+ return rng.standard_normal((n_in, n_out)) * math.sqrt(2 / n_in)

The weights are float64, perhaps because np.sqrt gives a NumPy float64. math.sqrt gives a Python
float, which leaves float32 as it is.
+ return rng.standard_normal((n_in, n_out), dtype=np.float32) * np.sqrt(2 / n_in)

The shape is the wrong way round. It should be (n_in, n_out) here, for X @ W.
+ return rng.standard_normal((n_out, n_in), dtype=np.float32) * math.sqrt(2 / n_in)

The deviation uses n_out. He's rule uses n_in, the inputs of a neuron.
+ return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(2 / n_out)

The deviation is √(1 / n_in). relu stops half of the signal, so it should be √(2 / n_in).
+ return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(1 / n_in)

That is Xavier's deviation, √(2 / (n_in + n_out)). By He's rule it is √(2 / n_in).
+ return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(2 / (n_in + n_out))

The deviation is 1 whatever n_in. Multiply by √(2 / n_in).
+ return rng.standard_normal((n_in, n_out), dtype=np.float32)

The draw is even, and ends sharply. It should be normal: rng.standard_normal.
+ limit = math.sqrt(6 / n_in)
+ return rng.uniform(-limit, limit, (n_in, n_out)).astype(np.float32)

np.random draws from the global generator. Draw from rng.
+ return (np.random.randn(n_in, n_out) * math.sqrt(2 / n_in)).astype(np.float32)

Every draw is the same, as from a new generator in each call. Use rng.
+ rng = np.random.default_rng(0)
+ return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(2 / n_in)

One row is drawn and repeated. Draw all n_in · n_out numbers.
+ row = rng.standard_normal(n_out, dtype=np.float32) * math.sqrt(2 / n_in)
+ return np.tile(row, (n_in, 1))

All weights are 0, and the neurons of a layer never differ. Draw them.
+ return np.zeros((n_in, n_out), dtype=np.float32)
""")

edits("""
SmallNet.__init__

The biases are float64, and float32 belongs there: np.zeros takes dtype=np.float32.
- self.b1 = np.zeros(hidden_size, dtype=np.float32)
+ self.b1 = np.zeros(hidden_size)
- self.b2 = np.zeros(output_size, dtype=np.float32)
+ self.b2 = np.zeros(output_size)

The biases are rows of a matrix, (1, n). Here they should be (n,).
- np.zeros(hidden_size, dtype=np.float32)
+ np.zeros((1, hidden_size), dtype=np.float32)
- np.zeros(output_size, dtype=np.float32)
+ np.zeros((1, output_size), dtype=np.float32)

W is (n_out, n_in), as in chapter 3. Here it should be (n_in, n_out), for X @ W.
- he_normal(input_size, hidden_size, rng)
+ he_normal(hidden_size, input_size, rng)
- he_normal(hidden_size, output_size, rng)
+ he_normal(output_size, hidden_size, rng)

All weights start at 0, so the hidden units never differ. Draw them.
- he_normal(input_size, hidden_size, rng)
+ np.zeros((input_size, hidden_size), dtype=np.float32)
- he_normal(hidden_size, output_size, rng)
+ np.zeros((hidden_size, output_size), dtype=np.float32)

Both layers begin with the same draws, as if each had a generator with the same seed. Use one for
both.
- he_normal(hidden_size, output_size, rng)
+ he_normal(hidden_size, output_size, np.random.default_rng(seed))

The seed has no part in the weights. Draw them from one np.random.default_rng(seed).
- rng = np.random.default_rng(seed)
+ rng = np.random.default_rng(0)

np.random.seed sets the global generator, which others use too. Make np.random.default_rng(seed).
- rng = np.random.default_rng(seed)
- self.W1 = he_normal(input_size, hidden_size, rng)
+ np.random.seed(seed)
+ self.W1 = np.random.normal(0, math.sqrt(2 / input_size), (input_size, hidden_size))
+ self.W1 = self.W1.astype(np.float32)
- self.W2 = he_normal(hidden_size, output_size, rng)
+ self.W2 = np.random.normal(0, math.sqrt(2 / hidden_size), (hidden_size, output_size))
+ self.W2 = self.W2.astype(np.float32)

b1 and b2 are one array where the sizes are equal. Make zeros for each.
- self.b2 = np.zeros(output_size, dtype=np.float32)
+ self.b2 = self.b1
+ if output_size != hidden_size:
+     self.b2 = np.zeros(output_size, dtype=np.float32)
""")

edits("""
SmallNet.forward

relu is missing: A1 should be Z1 with every negative number replaced by 0.
- self.A1 = np.maximum(self.Z1, 0)
+ self.A1 = self.Z1

relu stands at the output, too, and loses what is below 0 in Z2.
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = np.maximum(self.A1 @ self.W2 + self.b2, 0)

* goes entry by entry. A matrix product is X @ W.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = X * self.W1 + self.b1
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.A1 * self.W2 + self.b2

W is (n_in, n_out) already, and X @ W fits. No transpose here.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = X @ self.W1.T + self.b1
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.A1 @ self.W2.T + self.b2

The biases are left out: Z = X @ W + b.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = X @ self.W1
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.A1 @ self.W2

The biases are made a column, which adds them along the rows. As (n,) they are added to every row.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = X @ self.W1 + self.b1.reshape(-1, 1)
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.A1 @ self.W2 + self.b2.reshape(-1, 1)

The second layer takes Z1. It should take A1, what relu made of it.
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.Z1 @ self.W2 + self.b2

Z1 holds what relu made of it. Perhaps relu works in place: keep Z1 as it was.
- self.A1 = np.maximum(self.Z1, 0)
+ self.A1 = np.maximum(self.Z1, 0, out=self.Z1)

P is Z2 itself. softmax makes probabilities of the logits.
- self.P = softmax(self.Z2)
+ self.P = self.Z2

The sum in softmax goes over the whole batch. Use your own softmax.
- self.P = softmax(self.Z2)
+ exponentials = np.exp(self.Z2 - self.Z2.max())
+ self.P = exponentials / exponentials.sum()

The steps are not kept. Keep .Z1, .A1, .Z2 and .P.
+ A1 = np.maximum(X @ self.W1 + self.b1, 0)
+ return softmax(A1 @ self.W2 + self.b2)

No check refuses this: @ refuses wrong columns itself, and a row alone fails later, in softmax.
Check X.ndim and X.shape.
- if X.ndim != 2 or X.shape[1] != len(self.W1):
-     raise ValueError(f"forward: X has shape {X.shape}, not (m, {len(self.W1)})")

A single row, of shape (3,), passes the check, and then softmax fails. X must have two
axes: check X.ndim as well as X.shape.
- if X.ndim != 2 or X.shape[1] != len(self.W1):
+ if X.shape[-1] != len(self.W1):

A row alone, of shape (3,), has no second size, and to ask for it ends in an IndexError. X must have
two axes: check X.ndim first.
- X.ndim != 2 or X.shape[1] != len(self.W1)
+ X.shape[1] != len(self.W1)

A single row, of shape (3,), is accepted, as if it were (1, 3). X must have two axes as it comes:
check X.ndim.
- if X.ndim != 2 or X.shape[1] != len(self.W1):
+ X = np.atleast_2d(X)
+ if X.shape[1] != len(self.W1):
""")

edits("""
SmallNet.backward

The one-hot rows go only as far as the batch's largest label. They need a column for each class, as
P has.
- np.eye(self.P.shape[1], dtype=np.float32)
+ np.eye(labels.max() + 1, dtype=np.float32)

The gradients are sums over the batch. The mean needs P - Y over m.
- dZ2 = (self.P - Y) / m
+ dZ2 = self.P - Y

The mean is taken twice: every gradient is divided by m · m. Divide by m, once.
- self.A1.T @ dZ2
+ self.A1.T @ dZ2 / m
- dZ2.sum(axis=0)
+ dZ2.sum(axis=0) / m
- X.T @ dZ1
+ X.T @ dZ1 / m
- dZ1.sum(axis=0)
+ dZ1.sum(axis=0) / m

db2 and db1 are divided by m twice. If P - Y is divided by m already, take sums over the rows, not
means.
- dZ2.sum(axis=0)
+ dZ2.mean(axis=0)
- dZ1.sum(axis=0)
+ dZ1.mean(axis=0)

The labels themselves are taken from P. Make one-hot rows of them first:
np.eye(self.P.shape[1], dtype=np.float32)[labels].
- Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
+ Y = labels.reshape(-1, 1)

The gradients are float64, and float32 belongs there. Perhaps Y is float64: np.eye and np.zeros take
dtype=np.float32.
- Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
+ Y = np.eye(self.P.shape[1])[labels]

The gradients have the wrong sign. Start the way back with P - Y, and negate nothing.
- dZ2 = (self.P - Y) / m
+ dZ2 = (Y - self.P) / m

P - Y is multiplied by P·(1 - P). Softmax and cross-entropy together give P - Y alone.
- dZ2 = (self.P - Y) / m
+ dZ2 = (self.P - Y) * self.P * (1 - self.P) / m

All of dA1 goes back, even where relu gave 0. dZ1 should be dA1 · (Z1 > 0).
- dZ1 = dA1 * (self.Z1 > 0)
+ dZ1 = dA1

dA1 is multiplied by A1 itself. relu's slope is 1 where Z1 > 0, else 0.
- dZ1 = dA1 * (self.Z1 > 0)
+ dZ1 = dA1 * self.A1

relu is applied to the gradient itself. Multiply the gradient by relu's slope: (Z1 > 0).
- dZ1 = dA1 * (self.Z1 > 0)
+ dZ1 = np.maximum(dA1, 0)

At exactly 0, relu gets the slope 1 here. It should be 1 only where Z1 is above 0.
- dZ1 = dA1 * (self.Z1 > 0)
+ dZ1 = dA1 * (self.Z1 >= 0)

The weight gradients are transposed: A1.T @ dZ2 has the shape of W2.
- self.A1.T @ dZ2
+ dZ2.T @ self.A1
- X.T @ dZ1
+ dZ1.T @ X

On the way back W2 must be transposed: dA1 = dZ2 @ W2.T.
- dZ2 @ self.W2.T
+ dZ2 @ self.W2

db should be (n,), like b: dZ.sum(axis=0), without keepdims.
- dZ2.sum(axis=0)
+ dZ2.sum(axis=0, keepdims=True)
- dZ1.sum(axis=0)
+ dZ1.sum(axis=0, keepdims=True)

axis=1 adds up along each row. db goes over the batch: axis=0.
- dZ2.sum(axis=0)
+ dZ2.sum(axis=1)
- dZ1.sum(axis=0)
+ dZ1.sum(axis=1)

P is overwritten, perhaps because a new name for self.P makes no copy. Use self.P.copy(), or
subtract into a new array.
- dZ2 = (self.P - Y) / m
+ dZ2 = self.P
+ dZ2 -= Y
+ dZ2 /= m

The gradients are returned, not kept. Set self.dW2, .db2, .dW1 and .db1.
+ Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]
+ dZ2 = (self.P - Y) / len(X)
+ dZ1 = (dZ2 @ self.W2.T) * (self.Z1 > 0)
+ return X.T @ dZ1, dZ1.sum(axis=0), self.A1.T @ dZ2, dZ2.sum(axis=0)
""")

edits("""
SmallNet.update

The gradient is added, which climbs. Downhill is W - learning_rate · dW.
+ self.W1 += learning_rate * self.dW1
+ self.b1 += learning_rate * self.db1
+ self.W2 += learning_rate * self.dW2
+ self.b2 += learning_rate * self.db2

The biases stay where they are. They should take the same step as the weights.
- self.b1 -= learning_rate * self.db1
...
- self.b2 -= learning_rate * self.db2

b2 alone stays where it is. All four arrays should take a step.
- self.b2 -= learning_rate * self.db2

b1 alone stays where it is. All four arrays should take a step.
- self.b1 -= learning_rate * self.db1

The first layer stays where it is. All four arrays should take a step.
- self.W1 -= learning_rate * self.dW1
- self.b1 -= learning_rate * self.db1

The learning rate has no part in the step: it should be learning_rate · dW.
+ self.W1 -= self.dW1
+ self.b1 -= self.db1
+ self.W2 -= self.dW2
+ self.b2 -= self.db2

Nothing moves. An array that is computed and kept nowhere changes nothing: write it into self.W1 and
so on.
+ W1, b1, W2, b2 = self.W1, self.b1, self.W2, self.b2
+ W1 = W1 - learning_rate * self.dW1
+ b1 = b1 - learning_rate * self.db1
+ W2 = W2 - learning_rate * self.dW2
+ b2 = b2 - learning_rate * self.db2

b2 takes the step of b1. Each array has a gradient of its own: db2.
- self.b2 -= learning_rate * self.db2
+ self.b2 -= learning_rate * self.db1

Only the hidden layer moves. W2 and b2 should take a step as well.
- self.W2 -= learning_rate * self.dW2
- self.b2 -= learning_rate * self.db2

W1 itself doesn't change. The step must reach it: change it in place, or put a new one there.
- self.W1 -= learning_rate * self.dW1

W2 itself doesn't change. The step must reach it: change it in place, or put a new one there.
- self.W2 -= learning_rate * self.dW2
""")
