"""What learners write for reverse mode that isn't it, each with the sentence that mends it."""

from grading import edits, mistake

edits("""
unbroadcast

The gradient comes back as it came. Add up over what was stretched, until it has the shape asked
for.
+ return gradient

Everything is added up to one number. Add up only the axes that were stretched.
+ return gradient.sum()

Rows are added up once, whatever the shape. Ask which axes the shape lacks, and which have size 1.
+ return gradient.sum(axis=0)

The axes that the shape lacks are added up; those of size 1 are still stretched. Add up these too.
- stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
- return gradient.sum(axis=stretched, keepdims=True)
+ return gradient

The axes of size 1 are gone. keepdims=True leaves a 1 in the place of an axis that is added up.
- gradient.sum(axis=stretched, keepdims=True)
+ gradient.sum(axis=stretched)

Axes of size 1 are added up, and the axes that the shape lacks are not. NumPy puts these in front.
- gradient = gradient.sum(axis=tuple(range(added)))

The axes that the shape lacks are taken from the end. NumPy lines shapes up on the right: they are
the first ones.
- gradient = gradient.sum(axis=tuple(range(added)))
+ gradient = gradient.sum(axis=tuple(range(len(shape), gradient.ndim)))

Where the shape has fewer axes, the last axes are added up. NumPy lines shapes up on the right, so
the first ones are those to add up.
+ padded = tuple(shape) + (1,) * (gradient.ndim - len(shape))
+ axes = tuple(axis for axis, size in enumerate(padded) if size == 1)
+ return gradient.sum(axis=axes, keepdims=True).reshape(shape)

That is the mean. Each place in which a number served counts in full: add them up.
- gradient = gradient.sum(axis=tuple(range(added)))
+ gradient = gradient.mean(axis=tuple(range(added)))
- return gradient.sum(axis=stretched, keepdims=True)
+ return gradient.mean(axis=stretched, keepdims=True)

The first row or column is taken for all of them. A number that served often should get the sum.
- gradient = gradient.sum(axis=tuple(range(added)))
+ gradient = gradient[(0,) * added]
- return gradient.sum(axis=stretched, keepdims=True)
+ return gradient[tuple(slice(1) if size == 1 else slice(None) for size in shape)]

Only one of the axes that the shape lacks is added up. There can be several: use a loop, or a
tuple of axes.
- gradient = gradient.sum(axis=tuple(range(added)))
+ gradient = gradient.sum(axis=0) if added else gradient

The axes that the shape lacks are kept with size 1. Nothing should be left of them: no keepdims
there.
- gradient = gradient.sum(axis=tuple(range(added)))
- stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
+ sizes = (1,) * added + shape
+ stretched = tuple(axis for axis, size in enumerate(sizes) if size == 1)

Either the axes that the shape lacks are added up, or those of size 1, but never both. After the
first, go on to the second.
- gradient = gradient.sum(axis=tuple(range(added)))
+ if added:
+     return gradient.sum(axis=tuple(range(added)))
""")

edits("""
topological_order

A node enters the list when it is first reached, before its parents. It should enter when all of
them are in it.
- waiting = [(tensor, False)]
- while waiting:
-     node, parents_are_done = waiting.pop()
-     if parents_are_done:
-         order.append(node)
-     elif node not in seen:
-         seen.add(node)
-         waiting.append((node, True))
-         waiting += [(parent, False) for parent in node.parents]
+ waiting = [tensor]
+ while waiting:
+     node = waiting.pop()
+     if node not in seen:
+         seen.add(node)
+         order.append(node)
+         waiting += node.parents

A node can come before one of its parents, perhaps because it counts as seen while it still waits.
Count it as seen when its turn comes, and pass over one that was seen by then.
- waiting = [(tensor, False)]
- while waiting:
-     node, parents_are_done = waiting.pop()
-     if parents_are_done:
-         order.append(node)
-     elif node not in seen:
-         seen.add(node)
-         waiting.append((node, True))
-         waiting += [(parent, False) for parent in node.parents]
+ waiting, seen = [(tensor, False)], {tensor}
+ while waiting:
+     node, parents_are_done = waiting.pop()
+     if parents_are_done:
+         order.append(node)
+         continue
+     waiting.append((node, True))
+     for parent in node.parents:
+         if parent not in seen:
+             seen.add(parent)
+             waiting.append((parent, False))

A node can stand before one of its parents, as in the reversed order of first visits. It
should enter after all of them.
- waiting = [(tensor, False)]
- while waiting:
-     node, parents_are_done = waiting.pop()
-     if parents_are_done:
-         order.append(node)
-     elif node not in seen:
-         seen.add(node)
-         waiting.append((node, True))
-         waiting += [(parent, False) for parent in node.parents]
- return order
+ waiting = [tensor]
+ while waiting:
+     node = waiting.pop()
+     if node not in seen:
+         seen.add(node)
+         order.append(node)
+         waiting += node.parents
+ return order[::-1]

Nodes are taken level by level, but one that is near by one path may be far off by another. A node
should enter after all of its parents.
- waiting = [(tensor, False)]
- while waiting:
-     node, parents_are_done = waiting.pop()
-     if parents_are_done:
-         order.append(node)
-     elif node not in seen:
-         seen.add(node)
-         waiting.append((node, True))
-         waiting += [(parent, False) for parent in node.parents]
- return order
+ level = [tensor]
+ while level:
+     order += level
+     above = [parent for node in level for parent in node.parents]
+     level = [node for node in dict.fromkeys(above) if node not in seen]
+     seen.update(level)
+ return order[::-1]

The list begins with tensor. It should be the last: parents come before what was made from them.
- return order
+ return order[::-1]

tensor itself is missing. It should be the last of the list.
- return order
+ return order[:-1]

The list has tensor and its parents, but not theirs. Go on until none has any more.
+ return [*dict.fromkeys(tensor.parents), tensor]

It follows the first parent of each node, and no other. An operation on two tensors has two.
- for parent in node.parents]
+ for parent in node.parents[:1]]

What an earlier call has seen still counts as seen. Begin each call with an empty set of its own.
- order, seen = [], set()
+ order, seen = [], globals().setdefault("seen_so_far", set())
""")


@mistake(
    "topological_order",
    "A call for each parent, within a call: Python stops it 1000 deep, with a RecursionError. "
    "Keep a list of what is still to be visited.",
)
def deep(tensor):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(tensor)
    return order


edits("""
Tensor.__init__

requires_grad is not kept as it came. Write self.requires_grad = requires_grad.
- self.data, self.requires_grad = data, requires_grad
+ self.data, self.requires_grad = data, True

The gradient begins as zeros. It should be None until a backward() has reached this tensor.
- self.grad: np.ndarray | None = None
+ self.grad = np.zeros_like(data)

Every array becomes float64. float32 should stay float32: np.asarray(data) keeps the dtype.
- data = np.asarray(data)
+ data = np.asarray(data, dtype=np.float64 if np.asarray(data).dtype.kind == "f" else None)

Integers are accepted, but they have no slopes: raise ValueError where np.asarray(data).dtype.kind
is not "f".
- if data.dtype.kind != "f":
-     raise ValueError(f"Tensor: data is {data.dtype}, and it needs floats, as in [1.0, 2.0]")

Numbers without slopes get through, such as uint8 and bool. Only floats will do: kind "f".
- data.dtype.kind != "f"
+ data.dtype.kind == "i"

Integers and bools are refused, and complex numbers are not. Only floats will do: kind "f".
- data.dtype.kind != "f"
+ data.dtype.kind in "iub"

Only integers are refused: bools, complex numbers and texts have no slopes either. Only floats will
do: kind "f".
- data.dtype.kind != "f"
+ data.dtype.kind in "iu"
""")

edits("""
Tensor.__add__

The sum is written into the operand's own array. An operation should make a new one: a + b, not a +=
b.
- return record(self.data + other.data, "+", (self, lambda G: G), (other, lambda G: G))
+ self.data += other.data
+ return record(self.data, "+", (self, lambda G: G), (other, lambda G: G))

other has no part in the graph. Both operands should be parents, each with a function of its own.
- , (other, lambda G: G)

The gradient of a sum should go to each operand as it is. Multiplying by the other belongs to *.
- (self, lambda G: G), (other, lambda G: G)
+ (self, lambda G: G * other.data), (other, lambda G: G * self.data)

What arrives is left out. The slope of a sum is 1, times the gradient of the result: that is G.
- (self, lambda G: G), (other, lambda G: G)
+ (self, lambda G: np.ones_like(G)), (other, lambda G: np.ones_like(G))
""")

edits("""
Tensor.__mul__

Each factor gets its own number as the slope. The slope of a product is the other factor.
- (self, lambda G: G * B), (other, lambda G: G * A)
+ (self, lambda G: G * A), (other, lambda G: G * B)

The slopes are there, and the gradient that arrives is left out: multiply by G.
- G * B
+ np.ones_like(G) * B
- G * A
+ np.ones_like(G) * A

The gradient goes on as it is, as through a sum. Through a product, multiply it by the other factor.
- G * B
+ G
- G * A
+ G

That is the matrix product. * multiplies number by number.
- A * B
+ A @ B
""")

edits("""
Tensor.__matmul__

That multiplies number by number. The matrix product is @.
- A @ B
+ A * B

There is no check of the shapes. NumPy refuses sizes that don't fit, but takes arrays of one axis.
- if A.ndim != 2 or B.ndim != 2 or A.shape[1] != len(B):
-     raise ValueError(f"@: the shapes are {A.shape} and {B.shape}, not (m, n) and (n, k)")

Arrays of one or three axes pass where the inner sizes fit. Both need two: check .ndim.
- A.ndim != 2 or B.ndim != 2 or A.shape[1] != len(B)
+ A.shape[-1] != B.shape[-2 if B.ndim > 1 else 0]

The transposes are missing. Through X @ W go G @ W.T to X, and X.T @ G to W.
- G @ B.T
+ G @ B
- A.T @ G
+ A @ G

The gradient of the right factor comes out transposed. For A @ B it should be A.T @ G.
- A.T @ G
+ G.T @ A

The two gradients are swapped: in A @ B, G @ B.T belongs to A, which is self, and A.T @ G to
other.
- (self, lambda G: G @ B.T), (other, lambda G: A.T @ G)
+ (other, lambda G: G @ B.T), (self, lambda G: A.T @ G)

The left factor gets no gradient. X may be the output of a layer: it needs G @ W.T.
- G @ B.T
+ np.zeros_like(A)

Arrays of three axes are refused, and those of one axis pass. Both need two: .ndim.
- A.ndim != 2 or B.ndim != 2 or A.shape[1] != len(B)
+ A.ndim > 2 or B.ndim > 2 or A.shape[-1] != len(B)
""")

edits("""
Tensor.relu

The gradient passes everywhere. Where the number was not above 0, relu's slope is 0.
- G * mask
+ G

relu's slope at exactly 0 should be 0, as in chapter 2: it should be 1 only above 0.
- self.data > 0
+ self.data >= 0

The slope is there, and the gradient that arrives is left out: multiply by G.
- G * mask
+ mask.astype(self.data.dtype)

The gradient passes where it is itself above 0. It should pass where self.data is above 0.
- G * mask
+ G * (G > 0)

The slope is the number itself. It should be 1 where that is above 0, and 0 elsewhere.
- G * mask
+ G * np.maximum(self.data, 0)

Negative numbers pass, made smaller. That is leaky relu; relu gives 0.
- np.maximum(self.data, 0)
+ np.where(mask, self.data, 0.01 * self.data)

Negative numbers lose their sign. relu gives 0 for them: np.maximum(self.data, 0).
- np.maximum(self.data, 0)
+ np.abs(self.data)

relu is written into the operand's own array. An operation should make a new array.
- np.maximum(self.data, 0)
+ np.maximum(self.data, 0, out=self.data)
""")

edits("""
Tensor.sum

That is the mean. sum() adds up.
- A.sum()
+ A.mean()

That adds up each column. sum() adds up everything, to one number.
- A.sum()
+ A.sum(axis=0)

One number arrives, and each number that was added up should get it: np.broadcast_to(G,
self.data.shape).
- np.broadcast_to(G, A.shape)
+ G

Each number gets the slope 1, and the gradient that arrives is left out: multiply by G.
- np.broadcast_to(G, A.shape)
+ np.ones_like(A)

The gradient is shared out. Each number that was added up has all of it: the slope of a sum is 1.
- np.broadcast_to(G, A.shape)
+ np.full_like(A, G / A.size)
""")

edits("""
Tensor.cross_entropy

That is the sum over the batch. The loss is the mean of its rows.
- .mean()
+ .sum()

Through cross_entropy, float32 gets gradients of float64, perhaps because of float() or of np.eye
without a dtype. Keep the dtype of the logits.
- -log_p[np.arange(m), labels].mean()
+ float(-log_p[np.arange(m), labels].mean())

Another backward doesn't add the same once more, perhaps because -= changes the probabilities that
are kept. Leave them as they are, and subtract in a copy.
- Y = np.eye(k, dtype=P.dtype)[labels]
+ def share(G):
+     P[np.arange(m), labels] -= 1
+     return P * (G / m)
- lambda G: (P - Y) * (G / m)
+ share

The minus is missing: logarithms of probabilities are below 0.
- -log_p[np.arange(m), labels].mean()
+ log_p[np.arange(m), labels].mean()

That is the mean over all entries of the row. Only the label's own probability counts.
- -log_p[np.arange(m), labels].mean()
+ -log_p.mean()

There is no check of the labels' shape: NumPy takes what it can. labels has one entry for each row.
- cross_entropy(P, labels)
+ wrong = labels[(labels < 0) | (labels >= k)]
+ if wrong.size:
+     raise ValueError(f"cross_entropy: the label {wrong[0]} is not in 0 to {k - 1}")

A label of -1 is accepted: in NumPy that is the last column. Refuse labels below 0.
- cross_entropy(P, labels)
+ cross_entropy(P, np.where(labels == -1, k - 1, labels))

A label that is too large ends in NumPy's IndexError. Refuse it with a ValueError that names it.
- cross_entropy(P, labels)
+ if labels.shape != (m,):
+     raise ValueError(f"cross_entropy: labels has shape {labels.shape}, logits {P.shape}")

e^1000 overflows. Subtract each row's largest logit first, as softmax does.
- shifted = self.data - self.data.max(axis=1, keepdims=True)
+ shifted = self.data

The largest number of the whole array is subtracted, and exp gives 0 for rows far below it. Each
row has its own.
- shifted = self.data - self.data.max(axis=1, keepdims=True)
+ shifted = self.data - self.data.max()

The probability has a floor, as in np2. This loss should have none: take the log softmax of the
logits.
- log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
+ p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
+ log_p = np.log(np.maximum(p, 1e-12))

Where a logit is far below the others its softmax is 0, whose logarithm is -inf. The log softmax is
z - log S.
- log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
+ log_p = np.log(np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True))

The mean is left out of the gradient: p - y must be divided by m, the number of rows.
- G / m
+ G

The gradient is divided by all entries. The loss is a mean over the rows: divide by m.
- G / m
+ G / P.size

cross_entropy leaves out G, the gradient that arrives. It is sure to be 1 only where the walk
begins, so multiply by it.
- (P - Y) * (G / m)
+ (P - Y) / m

y is missing: these are the probabilities alone. The slopes are p - y.
- (P - Y)
+ P

That is y - p. The slopes are p - y: downhill, the label's own logit rises.
- (P - Y)
+ (Y - P)

p - y is multiplied by p·(1 - p). Softmax and cross-entropy together give p - y alone.
- (P - Y)
+ (P - Y) * P * (1 - P)
""")

edits("""
Tensor.backward

There is no check that this is a single number. Of several, nothing says which slope is meant.
- if self.data.size != 1:
-     raise ValueError(f"backward: the shape is {self.data.shape}; take .sum() first")

Only the shape () is taken. (1,) and (1, 1) are single numbers as well: ask for .size.
- self.data.size != 1
+ self.data.shape != ()

There is no check that a gradient is required at all. Without one, say so: raise ValueError.
- if not self.requires_grad:
-     raise ValueError("backward: nothing here requires a gradient; say requires_grad=True")
...
- G = gradients.pop(tensor)
+ G = gradients.pop(tensor, 0.0 * self.data)

The walk begins at 0, so that all gradients are 0. The slope of the loss with respect to itself is
1.
- np.ones_like(self.data)
+ np.zeros_like(self.data)

float32 gets gradients of float64, perhaps because the walk begins with a 1 of float64. np.ones_like
and np.zeros_like keep the dtype.
- np.ones_like(self.data)
+ np.ones(self.data.shape)

Where NumPy stretched a parent, its gradient is stretched as well. unbroadcast brings it back.
- unbroadcast(function(G), parent.data.shape)
+ function(G)

unbroadcast comes too early. Ask the function first, then add up over what was stretched.
- unbroadcast(function(G), parent.data.shape)
+ function(unbroadcast(G, parent.data.shape))

unbroadcast takes the shape of the result. The share is the parent's: parent.data.shape.
- parent.data.shape
+ tensor.data.shape

Where paths meet, only the last one counts. Add up the gradients there.
- gradients[parent] = gradients[parent] + share if parent in gradients else share
+ gradients[parent] = share

Where paths meet, only the first one counts. Add up the gradients there.
- gradients[parent] = gradients[parent] + share if parent in gradients else share
+ gradients.setdefault(parent, share)

The sum is written into an array that another tensor has as well. Make a new one: a + b, not a += b.
- gradients[parent] = gradients[parent] + share if parent in gradients else share
+ if parent in gradients and share.shape:
+     gradients[parent] += share
+ else:
+     gradients[parent] = gradients[parent] + share if parent in gradients else share

.grad is set anew. A second backward() should add to what is there: .grad counts as 0 only where it
is None.
- tensor.grad = G.copy() if tensor.grad is None else tensor.grad + G
+ tensor.grad = G.copy()

Two tensors have one array as their gradient, and what changes one changes the other: copy it.
- G.copy() if
+ G if

Tensors that require no gradient get one. Their .grad should stay None.
- if not tensor.requires_grad:
-     continue
+ pass
...
- if parent.requires_grad:
+ if True:

Only tensors that were not made from others get a .grad. Each one of the walk that requires a
gradient should get it.
- tensor.grad = G.copy() if tensor.grad is None else tensor.grad + G
+ if not tensor.parents:
+     tensor.grad = G.copy() if tensor.grad is None else tensor.grad + G

The tensor that backward() is called on gets no .grad. It should have one too: 1.
- tensor.grad = G.copy() if tensor.grad is None else tensor.grad + G
+ if tensor is not self:
+     tensor.grad = G.copy() if tensor.grad is None else tensor.grad + G

It goes one step back, to the parents, and no further. Walk through topological_order(self).
- for tensor in reversed(topological_order(self)):
+ for tensor in [self, *dict.fromkeys(self.parents)]:

What .grad held before is passed on, too. Pass on to the parents only what arrived in this walk.
- function(G)
+ function(tensor.grad)

Old gradients are passed on, and two tensors can have one array. Pass on what arrived in this walk
alone, and store a copy of it.
- G.copy() if
+ G if
- function(G)
+ function(tensor.grad)

The gradients of results start over with each walk. All of them should add up until they are set to
None.
- G.copy() if tensor.grad is None else
+ G.copy() if tensor.grad is None or tensor.parents else

The graph is given up after the walk, so that a second one finds nothing. Leave it, so that it can
be walked again.
- G = gradients.pop(tensor)
+ parents, functions = tensor.parents, tensor.gradient_functions
+ tensor.parents, tensor.gradient_functions = (), ()
+ G = gradients.pop(tensor)
- zip(tensor.parents, tensor.gradient_functions)
+ zip(parents, functions)
""")


@mistake(
    "Tensor.backward",
    "A gradient goes on before all of it has arrived: the other paths come later. Walk the "
    "topological order, from its end.",
)
def as_they_come(self):
    if self.data.size != 1:
        raise ValueError(f"backward: the shape is {self.data.shape}; take .sum() first")
    if not self.requires_grad:
        raise ValueError("backward: nothing here requires a gradient; say requires_grad=True")
    gradients, seen, waiting = {self: np.ones_like(self.data)}, set(), [self]  # noqa: F821
    while waiting:
        tensor = waiting.pop()
        if tensor in seen:
            continue
        seen.add(tensor)
        for parent, function in zip(tensor.parents, tensor.gradient_functions):
            if parent.requires_grad:
                share = unbroadcast(function(gradients[tensor]), parent.data.shape)  # noqa: F821
                gradients[parent] = gradients.get(parent, 0.0) + share
                waiting.append(parent)
    for tensor, G in gradients.items():
        tensor.grad = G.copy() if tensor.grad is None else tensor.grad + G


@mistake(
    "Tensor.backward",
    "A call for each parent, within a call: Python stops it 1000 deep, with a RecursionError. "
    "Walk the topological order in a loop.",
)
def path_by_path(self):
    if self.data.size != 1:
        raise ValueError(f"backward: the shape is {self.data.shape}; take .sum() first")
    if not self.requires_grad:
        raise ValueError("backward: nothing here requires a gradient; say requires_grad=True")

    def visit(tensor, gradient):
        tensor.grad = gradient + (0.0 if tensor.grad is None else tensor.grad)
        for parent, function in zip(tensor.parents, tensor.gradient_functions):
            if parent.requires_grad:
                visit(parent, unbroadcast(function(gradient), parent.data.shape))  # noqa: F821

    visit(self, np.ones_like(self.data))  # noqa: F821


edits("""
AutogradMLP.__init__

The parameters do not require a gradient: Tensor(array, requires_grad=True).
- Tensor(array, requires_grad=True)
+ Tensor(array)

First come all weights, then all biases. The order should be [W1, b1, W2, b2, …].
- arrays = [array for W, b in zip(start.weights, start.biases) for array in (W, b)]
+ arrays = [*start.weights, *start.biases]

The seed isn't handed on: MLP(layer_sizes, seed).
- MLP(layer_sizes, seed)
+ MLP(layer_sizes)

The generator begins anew. Keep the one that drew the weights, the MLP's rng, as it is now.
- self.rng = start.rng
+ self.rng = np.random.default_rng(seed)

The velocities begin at 1. They should be zeros, shaped like the parameters.
- np.zeros_like(array)
+ np.ones_like(array)

The velocities are plain numbers. Each should be an array, shaped like its parameter: np.zeros_like.
- np.zeros_like(array)
+ 0.0
""")

edits("""
AutogradMLP.forward

relu follows the last layer, which should stay linear, so that logits can be of either sign.
- A = (A.relu() if i > 0 else A) @ W + b
+ A = (A @ W + b).relu()

relu is taken of X as well. It belongs between the layers.
- A.relu() if i > 0 else A
+ A.relu()

There is no relu between the layers, and without it they are worth no more than one.
- (A.relu() if i > 0 else A)
+ A

The biases are left out: A @ W + b.
- @ W + b
+ @ W

The graph is cut, perhaps by .data: an array knows nothing of where it came from. Work with Tensors.
- (A.relu() if i > 0 else A) @ W + b
+ (Tensor(A.relu().data) if i > 0 else A) @ W + b

Only the first layer is there. Go through all parameters, two by two.
- for i in range(0, len(self.parameters), 2):
+ for i in range(0, 2, 2):

The logits come back as an array. Return the Tensor, from which backward can start.
- return A
+ return A.data

The last layer is known by its width here, so a hidden layer as wide gets no relu. Go by its place
in the list.
- A = (A.relu() if i > 0 else A) @ W + b
+ A = A @ W + b
+ if b.data.shape != self.parameters[-1].data.shape:
+     A = A.relu()
""")

edits("""
AutogradMLP.train_step

Gradients add up from step to step. Set each parameter's .grad to None first.
- for parameter in self.parameters:
-     parameter.grad = None
...

All gradients are 0 when the step is taken: perhaps backward is missing, or they are reset after it.
Reset them only before it.
  loss.backward()
+ for parameter in self.parameters:
+     parameter.grad = np.zeros_like(parameter.data)

The rate is in the velocity. Keep it out: v becomes momentum · v + gradient, and the data moves by
-learning_rate · v.
- v += parameter.grad
- parameter.data -= learning_rate * v
+ v -= learning_rate * parameter.grad
+ parameter.data += v

The step goes uphill. Subtract the velocity: w - learning_rate · v.
- parameter.data -= learning_rate * v
+ parameter.data += learning_rate * v

The learning rate has no part in the step: it should be learning_rate * v.
- parameter.data -= learning_rate * v
+ parameter.data -= v

Momentum has no part in it: v should become momentum · v + gradient.
- v *= momentum
- v += parameter.grad
+ v[...] = parameter.grad

The gradient is weighted by 1 - momentum. Here v should become momentum · v + gradient.
- v += parameter.grad
+ v += (1 - momentum) * parameter.grad

The velocity adds up and never slows down: multiply it by momentum before the gradient is added.
- v *= momentum

The learning rate is in the velocity. It belongs in the step: w - learning_rate · v.
- v += parameter.grad
- parameter.data -= learning_rate * v
+ v += learning_rate * parameter.grad
+ parameter.data -= v

The step goes along the gradient alone. It should go along the velocity: learning_rate * v.
- parameter.data -= learning_rate * v
+ parameter.data -= learning_rate * parameter.grad

Only the velocities move. Give each parameter's .data the new value, .data - learning_rate * v.
- parameter.data -= learning_rate * v
+ moved = parameter.data - learning_rate * v

Only the weights move, every other parameter. The biases are parameters too.
- zip(self.parameters, self.velocities)
+ list(zip(self.parameters, self.velocities))[::2]

The loss comes back as a Tensor. A plain number is wanted: float(loss.data).
- return float(loss.data)
+ return loss

The loss is that after the step. Return the one that the step was made from.
- return float(loss.data)
+ return float(self.forward(X).cross_entropy(labels).data)

Nothing comes back. Return the loss, as a plain number: float(loss.data).
- return float(loss.data)

A loss that is NaN is refused, and one that is infinite is not. np.isfinite asks for both.
- not np.isfinite(loss.data)
+ np.isnan(loss.data)

A loss that is NaN or infinite is walked back from, and spoils every parameter. Raise ValueError
first.
- if not np.isfinite(loss.data):
-     raise ValueError(f"train_step: the loss is {loss.data}; try a smaller learning_rate")

The velocity is not kept. Change its array in place: v *= momentum, v += gradient.
- v *= momentum
- v += parameter.grad
+ v = momentum * v + parameter.grad

The step comes before the velocity changes. First change v, and then take the step w - learning_rate
· v.
- v *= momentum
- v += parameter.grad
- parameter.data -= learning_rate * v
+ parameter.data -= learning_rate * v
+ v *= momentum
+ v += parameter.grad

The learning rate comes twice, in the velocity and in the step. It belongs in the step alone.
- v += parameter.grad
+ v += learning_rate * parameter.grad

The first layer stays where it is. All parameters should take a step.
- zip(self.parameters, self.velocities)
+ list(zip(self.parameters, self.velocities))[2:]
""")

edits("""
AutogradMLP.predict

The logits come back as they are. The label is the place of each row's largest: argmax(axis=1).
- .data.argmax(axis=1)
+ .data

The largest of each column is found, as with axis=0. A picture is a row: axis=1.
- .data.argmax(axis=1)
+ .data.argmax(axis=0)

Without an axis, argmax gives one place for the whole batch. One for each row: axis=1.
- .data.argmax(axis=1)
+ .data.argmax()

That is the place of the smallest logit. The label belongs to the largest: argmax.
- .data.argmax(axis=1)
+ .data.argmin(axis=1)

Where two largest logits are equal, both places come back, and the answer is longer than X.
argmax(axis=1) gives one place a row.
- return self.forward(X).data.argmax(axis=1)
+ logits = self.forward(X).data
+ return np.nonzero(logits == logits.max(axis=1, keepdims=True))[1]
""")
