"""What learners write for XOR in NumPy that isn't it, each with the sentence that mends it."""

from grading import edits

edits("""
sigmoid

e^-z overflows at z = -1000: the answer is right, but NumPy warns. 0.5 * (1 + tanh(z / 2)) is the
same function.
+ return 1 / (1 + np.exp(-Z))

At z = 1000 and -1000 NumPy warns, perhaps because both forms in np.where are worked out everywhere.
0.5 * (1 + tanh(z / 2)) is a single form.
+ return np.where(Z >= 0, 1 / (1 + np.exp(-Z)), np.exp(Z) / (1 + np.exp(Z)))

e^z / (1 + e^z) is inf / inf at z = 1000, which is NaN. 0.5 * (1 + tanh(z / 2)) stays in range.
+ return np.exp(Z) / (1 + np.exp(Z))

That is 1 / (1 + e^z). It should be 1 / (1 + e^-z), large where z is large.
+ return 1 / (1 + np.exp(Z))

That is tanh, from -1 to 1. sigmoid(z) is 0.5 * (1 + tanh(z / 2)).
+ return np.tanh(Z)

That is the sigmoid of 2 z, as when tanh is given z. sigmoid(z) is 0.5 * (1 + tanh(z / 2)).
+ return 0.5 * (1 + np.tanh(Z))

That is the slope, s (1 - s). sigmoid is s itself.
+ s = 0.5 * (1 + np.tanh(0.5 * Z))
+ return s * (1 - s)

A function of math, such as math.exp, takes one number. np.exp and np.tanh take a whole array.
+ import math
+ return 1 / (1 + math.exp(-Z))

Z itself is halved: that writes into the caller's array. Z * 0.5 makes a new one.
+ Z *= 0.5
+ return 0.5 * (1 + np.tanh(Z))

The result is a flat row. It should keep the shape of Z.
+ return 0.5 * (1 + np.tanh(0.5 * Z.ravel()))

z is cut off at ±10, and sigmoid(10) is 0.99995, not 1. 0.5 * (1 + tanh(z / 2)) needs no limits.
+ return 1 / (1 + np.exp(-np.clip(Z, -10, 10)))
""")

edits("""
binary_cross_entropy

There is no check of the shapes: NumPy stretches the smaller array. Compare A.shape with y.shape
first.
- if A.shape != y.shape:
-     raise ValueError(f"binary_cross_entropy: A has shape {A.shape}, y has {y.shape}")

Only the numbers of rows are compared, so NumPy broadcasts shapes that differ. Compare A.shape with
y.shape.
- if A.shape != y.shape:
+ if len(A) != len(y):

Only the numbers of entries are compared, so NumPy may broadcast shapes that differ. Compare A.shape
with y.shape.
- if A.shape != y.shape:
+ if A.size != y.size:

Where an output is 0 or 1, that takes the log of 0. Hold A between 1e-12 and 1 - 1e-12 first:
np.clip.
- A = np.clip(A, 1e-12, 1 - 1e-12)

Where an output is 1, log(1 - A) is the logarithm of 0. Hold A at 1 - 1e-12 or below,
too.
- A = np.clip(A, 1e-12, 1 - 1e-12)
+ A = np.maximum(A, 1e-12)

1e-12 is added, which moves every output. np.clip moves those beyond the limits alone.
- A = np.clip(A, 1e-12, 1 - 1e-12)
...
- y * np.log(A) + (1 - y) * np.log(1 - A)
+ y * np.log(A + 1e-12) + (1 - y) * np.log(1 - A + 1e-12)

The limits are 1e-7 and 1 - 1e-7. This loss holds A between 1e-12 and 1 - 1e-12.
- A = np.clip(A, 1e-12, 1 - 1e-12)
+ A = np.clip(A, 1e-7, 1 - 1e-7)

A itself is clipped, and it is the caller's array. A = np.clip(A, …) makes a new one.
- A = np.clip(A, 1e-12, 1 - 1e-12)
+ np.clip(A, 1e-12, 1 - 1e-12, out=A)

That is the sum over the batch. The loss is the mean: np.mean.
- np.mean(
+ np.sum(

The sum is divided by the number of rows. The mean is over all entries: y.size of them.
- return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
+ return float(-np.sum(y * np.log(A) + (1 - y) * np.log(1 - A)) / len(y))

That is a mean for each column. One number is wanted: np.mean without an axis.
- return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
+ return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A), axis=0)

That is the loss of every entry. One number is wanted: their mean.
- return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
+ return -(y * np.log(A) + (1 - y) * np.log(1 - A))

The minus is missing: logs of numbers below 1 are negative.
- -np.mean(
+ np.mean(

Where y is 0 nothing counts. The second half is missing: (1 - y) * log(1 - A).
- y * np.log(A) + (1 - y) * np.log(1 - A)
+ y * np.log(A)

A and y are swapped: the targets are in the logs. It should be y * log(A), not A * log(y).
- A = np.clip(A, 1e-12, 1 - 1e-12)
+ A, y = y, A
+ A = np.clip(A, 1e-12, 1 - 1e-12)

That is the log to base 2. np.log is the natural one, to base e.
- y * np.log(A) + (1 - y) * np.log(1 - A)
+ y * np.log2(A) + (1 - y) * np.log2(1 - A)

That is the log to base 10. np.log is the natural one, to base e.
- y * np.log(A) + (1 - y) * np.log(1 - A)
+ y * np.log10(A) + (1 - y) * np.log10(1 - A)

That is the mean squared error. Cross-entropy takes logs: y·log a + (1 - y)·log(1 - a).
+ return float(np.mean((A - y) ** 2))
""")

edits("""
SimpleNN.__init__

The weights are (n_out, n_in), as in chapter 3. Rows are samples here: W1 should be (input_size,
hidden_size).
- self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
+ self.W1 = rng.normal(0.0, 1.0, (hidden_size, input_size))
- self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
+ self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (output_size, hidden_size))

The biases are rows, (1, n). They should have one axis: b1 (hidden_size,), b2 (output_size,).
- self.b1 = np.zeros(hidden_size)
+ self.b1 = np.zeros((1, hidden_size))
- self.b2 = np.zeros(output_size)
+ self.b2 = np.zeros((1, output_size))

Both biases have hidden_size numbers. b2 belongs to the outputs: np.zeros(output_size).
- self.b2 = np.zeros(output_size)
+ self.b2 = np.zeros(hidden_size)

The biases are drawn at random. They should start at 0: np.zeros.
- np.zeros(hidden_size)
+ rng.normal(0.0, 1.0, hidden_size)
- np.zeros(output_size)
+ rng.normal(0.0, 1.0, output_size)

The biases start at 1. They should start at 0: np.zeros.
- np.zeros(hidden_size)
+ np.ones(hidden_size)
- np.zeros(output_size)
+ np.ones(output_size)

The learning rate is always 0.5. Keep the one that is given: self.learning_rate = learning_rate.
- self.learning_rate = learning_rate
+ self.learning_rate = 0.5
""")

edits("""
SimpleNN.forward

The bias b1 is left out: Z1 = X @ W1 + b1.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = X @ self.W1

The bias b2 is left out: Z2 = A1 @ W2 + b2.
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.A1 @ self.W2

The products go entry by entry, as with *. The matrix product is @.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = X * self.W1 + self.b1
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.A1 * self.W2 + self.b2

That is X times the transpose of W1. W1 is (input_size, hidden_size) here, so X @ W1 fits as it
stands.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = X @ self.W1.T + self.b1

The weights come first, as in chapter 3. Rows are samples here, so the samples should come first: X
@ W1.
- self.Z1 = X @ self.W1 + self.b1
+ self.Z1 = self.W1 @ X + self.b1
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.W2 @ self.A1 + self.b2

The hidden layer uses relu. In this network it should be tanh: np.tanh(Z1).
- self.A1 = np.tanh(self.Z1)
+ self.A1 = np.maximum(0, self.Z1)

The hidden layer uses sigmoid. In this network it should be tanh: np.tanh(Z1).
- self.A1 = np.tanh(self.Z1)
+ self.A1 = sigmoid(self.Z1)

There is no tanh between the layers, and two linear ones are worth no more than one. Put in A1 =
np.tanh(Z1).
- self.A1 = np.tanh(self.Z1)
+ self.A1 = self.Z1

Z1 holds tanh(Z1), which is A1. Keep Z1 as it was: A1 = np.tanh(Z1) makes a new array.
- self.A1 = np.tanh(self.Z1)
+ self.A1 = np.tanh(self.Z1, out=self.Z1)

The second layer is given Z1. Give it what tanh made of it: A1 @ W2 + b2.
- self.Z2 = self.A1 @ self.W2 + self.b2
+ self.Z2 = self.Z1 @ self.W2 + self.b2

The sigmoid is missing at the output: A2 = sigmoid(Z2).
- self.A2 = sigmoid(self.Z2)
+ self.A2 = self.Z2

The output goes through tanh, from -1 to 1. It should be sigmoid(Z2).
- self.A2 = sigmoid(self.Z2)
+ self.A2 = np.tanh(self.Z2)

Z2 comes back. Return what sigmoid makes of it: A2.
- return self.A2
+ return self.Z2

Z1, A1, Z2 and A2 are not kept. Write self.Z1 = … and so on.
+ Z1 = X @ self.W1 + self.b1
+ A1 = np.tanh(Z1)
+ Z2 = A1 @ self.W2 + self.b2
+ return sigmoid(Z2)

No check refuses a row alone, of shape (2,): @ refuses wrong columns itself, and takes that. Check
X.ndim and X.shape.
- if X.ndim != 2 or X.shape[1] != len(self.W1):
-     raise ValueError(f"forward: X has shape {X.shape}, not (m, {len(self.W1)})")

A single row, of shape (2,), is accepted. X must have two axes: check X.ndim as well as X.shape.
- if X.ndim != 2 or X.shape[1] != len(self.W1):
+ if X.shape[-1] != len(self.W1):

A single row is made a matrix, and so accepted. X must have two axes as it comes.
- if X.ndim != 2 or X.shape[1] != len(self.W1):
+ X = np.atleast_2d(X)
+ if X.shape[1] != len(self.W1):

A row alone, of shape (2,), has no second size, and to ask for it ends in an IndexError. X must have
two axes: check X.ndim first.
- X.ndim != 2 or X.shape[1] != len(self.W1)
+ X.shape[1] != len(self.W1)

An X without any axes has no size to look at, which ends in an IndexError. X must have two axes:
check X.ndim first.
- X.ndim != 2 or X.shape[1] != len(self.W1)
+ X.shape[-1] != len(self.W1) or X.ndim != 2
""")

edits("""
SimpleNN.backward

The mean is left out: these are gradients of the sum. Divide A2 - y by y.size.
- dZ2 = (self.A2 - y) / y.size
+ dZ2 = self.A2 - y

The mean is taken twice: every gradient is divided by y.size two times. Divide once, in dZ2, and
nowhere else.
- self.dW2 = self.A1.T @ dZ2
- self.db2 = dZ2.sum(axis=0)
+ self.dW2 = self.A1.T @ dZ2 / y.size
+ self.db2 = dZ2.sum(axis=0) / y.size
- self.dW1 = X.T @ dZ1
- self.db1 = dZ1.sum(axis=0)
+ self.dW1 = X.T @ dZ1 / y.size
+ self.db1 = dZ1.sum(axis=0) / y.size

dW1 and db1 are divided by y.size twice. Divide once, in dZ2, and nowhere else.
- self.dW1 = X.T @ dZ1
- self.db1 = dZ1.sum(axis=0)
+ self.dW1 = X.T @ dZ1 / y.size
+ self.db1 = dZ1.sum(axis=0) / y.size

The gradients are divided by the number of rows. The loss is a mean over all entries: divide by
y.size.
- dZ2 = (self.A2 - y) / y.size
+ dZ2 = (self.A2 - y) / len(y)

The bias gradients are divided by the number of rows once more, as by a mean. A sum belongs there:
.sum(axis=0).
- self.db2 = dZ2.sum(axis=0)
+ self.db2 = dZ2.mean(axis=0)
- self.db1 = dZ1.sum(axis=0)
+ self.db1 = dZ1.mean(axis=0)

All gradients have the wrong sign. Start the way back with A2 - y, and negate no gradient.
- dZ2 = (self.A2 - y) / y.size
+ dZ2 = (y - self.A2) / y.size

The slope of the sigmoid is multiplied in. With cross-entropy it cancels: dZ2 is (A2 - y) / y.size.
- dZ2 = (self.A2 - y) / y.size
+ dZ2 = (self.A2 - y) * self.A2 * (1 - self.A2) / y.size

That is the gradient of the squared error, 2 (A2 - y) A2 (1 - A2). For cross-entropy it is A2 - y.
- dZ2 = (self.A2 - y) / y.size
+ dZ2 = 2 * (self.A2 - y) * self.A2 * (1 - self.A2) / y.size

The factor 2 belongs to squared errors. For cross-entropy dZ2 is (A2 - y) / y.size.
- dZ2 = (self.A2 - y) / y.size
+ dZ2 = 2 * (self.A2 - y) / y.size

The bias gradients are sums along each row, as with axis=1. A bias serves all rows: add up the rows,
axis=0.
- self.db2 = dZ2.sum(axis=0)
+ self.db2 = dZ2.sum(axis=1)
- self.db1 = dZ1.sum(axis=0)
+ self.db1 = dZ1.sum(axis=1)

The bias gradients have two axes, (1, n), as keepdims leaves them. A bias is (n,): .sum(axis=0)
alone.
- self.db2 = dZ2.sum(axis=0)
+ self.db2 = dZ2.sum(axis=0, keepdims=True)
- self.db1 = dZ1.sum(axis=0)
+ self.db1 = dZ1.sum(axis=0, keepdims=True)

sum without an axis adds up everything to one number. Each bias has its own sum: axis=0.
- self.db2 = dZ2.sum(axis=0)
+ self.db2 = dZ2.sum()
- self.db1 = dZ1.sum(axis=0)
+ self.db1 = dZ1.sum()

The bias gradients keep a row for every sample. Add up the rows: dZ2.sum(axis=0).
- self.db2 = dZ2.sum(axis=0)
+ self.db2 = dZ2
- self.db1 = dZ1.sum(axis=0)
+ self.db1 = dZ1

W2 leads forward, from hidden to output. The way back is dZ2 @ W2.T.
- dZ2 @ self.W2.T
+ dZ2 @ self.W2

dZ2 * W2.T is right for one output only. For any number it is the matrix product: dZ2 @ W2.T.
- (dZ2 @ self.W2.T)
+ dZ2 * self.W2.T

A matrix product stands where the slopes belong. Each entry has its own slope: * (1 - A1**2).
- * (1 - self.A1**2)
+ @ (1 - self.A1**2)

The slope of tanh is left out: dZ1 is (dZ2 @ W2.T) * (1 - A1**2).
- * (1 - self.A1**2)

The slope of tanh is 1 - A1**2. The square is missing.
- 1 - self.A1**2
+ 1 - self.A1

The slope is taken from Z1. It should be 1 - tanh(Z1)**2, and tanh(Z1) is A1: 1 - A1**2.
- 1 - self.A1**2
+ 1 - self.Z1**2

tanh is taken twice: A1 is tanh(Z1) already. The slope is 1 - A1**2.
- 1 - self.A1**2
+ 1 - np.tanh(self.A1) ** 2

That is the slope of a sigmoid, A1 (1 - A1). The hidden layer is tanh: 1 - A1**2.
- * (1 - self.A1**2)
+ * self.A1 * (1 - self.A1)

That is the slope of relu, 1 or 0. The hidden layer is tanh: 1 - A1**2.
- * (1 - self.A1**2)
+ * (self.Z1 > 0)

dW2 is made with Z1. The second layer was given A1: A1.T @ dZ2.
- self.dW2 = self.A1.T @ dZ2
+ self.dW2 = self.Z1.T @ dZ2

dW2 is made with A1 as it stands. It needs a row for every hidden unit: A1.T @ dZ2.
- self.dW2 = self.A1.T @ dZ2
+ self.dW2 = self.A1 @ dZ2

dW1 is made with X as it stands. It needs a row for every input: X.T @ dZ1.
- self.dW1 = X.T @ dZ1
+ self.dW1 = X @ dZ1

The weight gradients are transposed. dW2 should have the shape of W2: A1.T @ dZ2.
- self.dW2 = self.A1.T @ dZ2
+ self.dW2 = dZ2.T @ self.A1
- self.dW1 = X.T @ dZ1
+ self.dW1 = dZ1.T @ X

dW1 alone is transposed. It should have the shape of W1: X.T @ dZ1.
- self.dW1 = X.T @ dZ1
+ self.dW1 = dZ1.T @ X

W2 is moved before dZ1 is made from it. Set all four gradients first; update takes the step.
  self.db2 = dZ2.sum(axis=0)
+ self.W2 = self.W2 - self.learning_rate * self.dW2
+ self.b2 = self.b2 - self.learning_rate * self.db2
  self.db1 = dZ1.sum(axis=0)
+ self.W1 = self.W1 - self.learning_rate * self.dW1
+ self.b1 = self.b1 - self.learning_rate * self.db1

The weights are moved as well. backward should only set the gradients; moving is update's part.
  self.db1 = dZ1.sum(axis=0)
+ self.update()

A2 is overwritten, perhaps because a new name for it is the same array, and -= changes it. A2 - y
makes a new one.
- dZ2 = (self.A2 - y) / y.size
+ dZ2 = self.A2
+ dZ2 -= y
+ dZ2 /= y.size

y is not checked, and (4,) beside (4, 1) makes (4, 4). Compare y.shape with A2.shape first.
- if y.shape != self.A2.shape:
-     raise ValueError(f"backward: y has shape {y.shape}, the outputs have {self.A2.shape}")

Only the numbers of rows are compared, so shapes that differ elsewhere pass. Compare the shapes.
- if y.shape != self.A2.shape:
+ if len(y) != len(self.A2):

Where A2 is 0 or 1, no gradient goes back, perhaps because the sigmoid's slope, 0, is a factor. dZ2
should be (A2 - y) / y.size there, too.
- dZ2 = (self.A2 - y) / y.size
+ a = np.clip(self.A2, 1e-12, 1 - 1e-12)
+ dA2 = ((1 - y) / (1 - a) - y / a) / y.size
+ dZ2 = dA2 * self.A2 * (1 - self.A2)

Where A2 is 0 or 1, the slope of the loss divides by 0. Together with the sigmoid's slope
it is (A2 - y) / y.size, which doesn't.
- dZ2 = (self.A2 - y) / y.size
+ dA2 = ((1 - y) / (1 - self.A2) - y / self.A2) / y.size
+ dZ2 = dA2 * self.A2 * (1 - self.A2)
""")

edits("""
SimpleNN.update

The gradient is added, which climbs. To go downhill take it away: W1 -= learning_rate * dW1.
+ self.W1 += self.learning_rate * self.dW1
+ self.b1 += self.learning_rate * self.db1
+ self.W2 += self.learning_rate * self.dW2
+ self.b2 += self.learning_rate * self.db2

The biases stay where they are. They should move like the weights: b1 -= learning_rate * db1.
- self.b1 -= self.learning_rate * self.db1
...
- self.b2 -= self.learning_rate * self.db2

b2 itself doesn't change. The step must reach it: change it in place, or put a new one there.
- self.b2 -= self.learning_rate * self.db2

b1 itself doesn't change. The step must reach it: change it in place, or put a new one there.
- self.b1 -= self.learning_rate * self.db1

Only the output layer moves. W1 and b1 should take a step as well.
- self.W1 -= self.learning_rate * self.dW1
- self.b1 -= self.learning_rate * self.db1

Only the hidden layer moves. W2 and b2 should take a step as well.
- self.W2 -= self.learning_rate * self.dW2
- self.b2 -= self.learning_rate * self.db2

The learning rate has no part in the step. It should be learning_rate * dW1.
+ self.W1 -= self.dW1
+ self.b1 -= self.db1
+ self.W2 -= self.dW2
+ self.b2 -= self.db2

The gradient is divided by the learning rate. A small rate makes a small step: multiply.
+ self.W1 -= self.dW1 / self.learning_rate
+ self.b1 -= self.db1 / self.learning_rate
+ self.W2 -= self.dW2 / self.learning_rate
+ self.b2 -= self.db2 / self.learning_rate

The weights become the step: the old weights are gone. Take the step away from them: -=.
+ self.W1 = -self.learning_rate * self.dW1
+ self.b1 = -self.learning_rate * self.db1
+ self.W2 = -self.learning_rate * self.dW2
+ self.b2 = -self.learning_rate * self.db2

Nothing moves. An array that is computed and kept nowhere changes nothing: assign it to self.W1 and
so on, or use -=.
+ pairs = zip((self.W1, self.b1, self.W2, self.b2), (self.dW1, self.db1, self.dW2, self.db2))
+ for w, dw in pairs:
+     w = w - self.learning_rate * dw

The step is along the weights. It should be along the gradients: learning_rate * dW1.
+ self.W1 -= self.learning_rate * self.W1
+ self.b1 -= self.learning_rate * self.b1
+ self.W2 -= self.learning_rate * self.W2
+ self.b2 -= self.learning_rate * self.b2

W1 itself doesn't change. The step must reach it: change it in place, or put a new one there.
- self.W1 -= self.learning_rate * self.dW1

W2 itself doesn't change. The step must reach it: change it in place, or put a new one there.
- self.W2 -= self.learning_rate * self.dW2

b1 takes the step of b2. Each array has a gradient of its own: db1.
- self.b1 -= self.learning_rate * self.db1
+ self.b1 -= self.learning_rate * self.db2

b2 takes the step of b1. Each array has a gradient of its own: db2.
- self.b2 -= self.learning_rate * self.db2
+ self.b2 -= self.learning_rate * self.db1
""")

edits("""
SimpleNN.train

Each loss is measured after its step. Measure it before the step.
- losses.append(binary_cross_entropy(self.forward(X), y))
+ self.forward(X)
  self.update()
+ losses.append(binary_cross_entropy(self.forward(X), y))

There is one loss too many, that after the last step. Return one for each epoch.
      self.update()
+ losses.append(binary_cross_entropy(self.forward(X), y))

That is the last loss. Return the list of all of them, one for each epoch.
- losses.append(binary_cross_entropy(self.forward(X), y))
+ loss = binary_cross_entropy(self.forward(X), y)
- return losses
+ return loss

That stops after one epoch: the return stands inside the loop.
  self.update()
+ return losses

The weights never move. Call update in each epoch.
- self.update()

Every loss is that of the first outputs. Run forward in each epoch.
  losses = []
+ outputs = self.forward(X)
- losses.append(binary_cross_entropy(self.forward(X), y))
+ losses.append(binary_cross_entropy(outputs, y))

A step is taken after each row. One step should take all rows at once: forward(X).
- self.backward(X, y)
- self.update()
+ for i in range(len(X)):
+     self.forward(X[i : i + 1])
+     self.backward(X[i : i + 1], y[i : i + 1])
+     self.update()

These losses are mean squared errors. This network's loss is binary_cross_entropy.
- losses.append(binary_cross_entropy(self.forward(X), y))
+ losses.append(float(np.mean((self.forward(X) - y) ** 2)))

The losses come back as an array. Return a list of them.
- losses = []
- for _ in range(epochs):
-     losses.append(binary_cross_entropy(self.forward(X), y))
+ losses = np.zeros(epochs)
+ for i in range(epochs):
+     losses[i] = binary_cross_entropy(self.forward(X), y)

The weights are drawn anew when training begins. __init__ did that; train should go on from there.
  losses = []
+ rng = np.random.default_rng(0)
+ self.W1 = rng.normal(0.0, 1.0, self.W1.shape)
+ self.W2 = rng.normal(0.0, 1.0 / np.sqrt(len(self.W2)), self.W2.shape)
""")

edits("""
SimpleNN.predict

These are True and False. Integers are wanted: (… > 0.5).astype(int).
+ return self.forward(X) > 0.5

These are floats, 1.0 and 0.0. Integers are wanted: (… > 0.5).astype(int).
+ return np.where(self.forward(X) > 0.5, 1.0, 0.0)

An output of exactly 0.5 counts as 1. Only an output above 0.5 should.
+ return (self.forward(X) >= 0.5).astype(int)

These are the outputs themselves. Compare them with 0.5: 1 above it, else 0.
+ return self.forward(X)

The answers are a flat row. Keep one row for each sample: (m, output_size).
+ return (self.forward(X) > 0.5).astype(int).ravel()

The answers are the wrong way round: 1 belongs where the output is above 0.5.
+ return (self.forward(X) < 0.5).astype(int)

An output below 1 gives 0, as where astype(int) cuts off the fraction. Compare it with 0.5 first.
+ return self.forward(X).astype(int)

That is the place of the largest column, as argmax gives it. Here each output is a yes or no: 1
where it is above 0.5.
+ return self.forward(X).argmax(axis=1, keepdims=True)

forward is not run: A2 is that of an earlier batch, or not there yet. Start with self.forward(X).
+ return (self.A2 > 0.5).astype(int)

Every answer is 1, as with a threshold of 0: a sigmoid is always above it. Compare the outputs with
0.5.
+ return (self.forward(X) > 0).astype(int)
""")

edits("""
SimpleNN.__init__

All weights start at 0: every hidden unit is the same, and stays so. Draw them with rng.normal.
- self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
+ self.W1 = np.zeros((input_size, hidden_size))
- self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
+ self.W2 = np.zeros((hidden_size, output_size))

All weights of W1 are equal, and so are those of W2: every hidden unit is the same, and stays so.
Draw them with rng.normal.
- self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
+ self.W1 = np.ones((input_size, hidden_size))
- self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
+ self.W2 = np.ones((hidden_size, output_size)) / np.sqrt(hidden_size)

The weights are of scale 0.01, too small to learn XOR from. W1 needs a deviation of 1, W2 of 1 /
√hidden_size.
- 1.0, (input_size, hidden_size)
+ 0.01, (input_size, hidden_size)
- 1.0 / np.sqrt(hidden_size), (hidden_size, output_size)
+ 0.01, (hidden_size, output_size)

W2 has a standard deviation of 1, as W1 has. W2's should be 1 / √hidden_size.
- 1.0 / np.sqrt(hidden_size)
+ 1.0

W2 is drawn with a deviation of 1 / hidden_size, which should be its variance. The deviation is the
root of that: np.sqrt.
- 1.0 / np.sqrt(hidden_size)
+ 1.0 / hidden_size

W1 has a deviation of 1 / √hidden_size, as W2 has. In this network W1's should be 1.
- self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
+ self.W1 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (input_size, hidden_size))

W1 has a deviation of 1 / √input_size. In this network W1's should be 1.
- self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
+ self.W1 = rng.normal(0.0, 1.0 / np.sqrt(input_size), (input_size, hidden_size))

No weight is below 0, as with rng.random, which draws from 0 to 1. rng.normal draws around 0.
- self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
+ self.W1 = rng.random((input_size, hidden_size))
- self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
+ self.W2 = rng.random((hidden_size, output_size)) / np.sqrt(hidden_size)

The weights are spread evenly, as by rng.uniform. Use rng.normal, around 0.
- self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
+ limit = 1 / np.sqrt(hidden_size)
+ self.W1 = rng.uniform(-1, 1, (input_size, hidden_size))
- self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
+ self.W2 = rng.uniform(-limit, limit, (hidden_size, output_size))

W2 repeats the draws of W1, as from a second generator with the same seed. Make one, and draw both
from it.
- self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
+ rng = np.random.default_rng(seed)
+ self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))

The seed has no part in the drawing. Make np.random.default_rng(seed).
- rng = np.random.default_rng(seed)
+ rng = np.random.default_rng(0)

The draws come from NumPy's global generator, which all code shares. np.random.default_rng(seed) is
your own.
- rng = np.random.default_rng(seed)
+ np.random.seed(seed)
+ rng = np.random
""")
