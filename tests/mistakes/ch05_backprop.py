"""What learners write in chapter 5 that isn't it, each with the sentence that mends it."""

from grading import edits

edits("""
BackpropLayer.backward

δ is multiplied by W. On the way back, multiply by the transpose, Wᵀδ: transpose(self.weights).
- return matrix_vector_multiply(transpose(self.weights), delta)
+ return matrix_vector_multiply(self.weights, delta)

The activation's slope is missing: δ is output_gradients times f'(z), place by place.
- delta = elementwise_multiply(output_gradients, slopes)
+ delta = list(output_gradients)

The slope is taken at the outputs a. It must be taken at z, which is self.z_values.
- slopes = [self.activation_derivative(z) for z in self.z_values]
+ slopes = [self.activation_derivative(a) for a in self.outputs]

relu's slope, 1 or 0, is taken whatever the activation. get_activation gives each activation's own
slope.
- slopes = [self.activation_derivative(z) for z in self.z_values]
+ slopes = [1.0 if z > 0 else 0.0 for z in self.z_values]

output_gradients are multiplied by z, or by f(z). The slope f'(z) belongs there.
- slopes = [self.activation_derivative(z) for z in self.z_values]
+ slopes = [self.activation_function(z) for z in self.z_values]

The weight gradients are added to those of the call before. Set them anew in each call.
- self.weight_gradients = outer_product(delta, self.inputs)
+ new = outer_product(delta, self.inputs)
+ if self.weight_gradients:
+     new = [[a + b for a, b in zip(*rows)] for rows in zip(self.weight_gradients, new)]
+ self.weight_gradients = new

The gradients are added to those of an earlier call. Set them anew in each call.
- self.weight_gradients = outer_product(delta, self.inputs)
- self.bias_gradients = delta
+ if not self.bias_gradients:
+     self.weight_gradients = [[0.0] * len(row) for row in self.weights]
+     self.bias_gradients = [0.0] * len(self.biases)
+ for o in range(len(delta)):
+     self.bias_gradients[o] += delta[o]
+     for i in range(len(self.inputs)):
+         self.weight_gradients[o][i] += delta[o] * self.inputs[i]

The gradients are joined on to those of the call before, as += or append does with lists. Set them
anew in each call.
- self.weight_gradients = outer_product(delta, self.inputs)
- self.bias_gradients = delta
+ self.weight_gradients += outer_product(delta, self.inputs)
+ self.bias_gradients += delta

Each bias gradient is the sum of all the layer's errors. It should be its own neuron's error alone:
δ.
- self.bias_gradients = delta
+ self.bias_gradients = [sum(delta) for _ in delta]

backward leaves self.bias_gradients as it was. The gradient of the biases is δ.
- self.bias_gradients = delta

bias_gradients is dL/da, without the slope. The gradient of the biases is δ.
- self.bias_gradients = delta
+ self.bias_gradients = list(output_gradients)

weight_gradients is made from dL/da, without the slope. Make it from δ: δ xᵀ.
- self.weight_gradients = outer_product(delta, self.inputs)
+ self.weight_gradients = outer_product(output_gradients, self.inputs)

δ is the slopes alone. Multiply them by output_gradients, place by place.
- delta = elementwise_multiply(output_gradients, slopes)
+ delta = slopes

The gradients are not kept. Set self.weight_gradients and self.bias_gradients.
- self.weight_gradients = outer_product(delta, self.inputs)
- self.bias_gradients = delta

weight_gradients is transposed. It should have a row for each output, as weights has: outer_product
of δ and x, in this order.
- self.weight_gradients = outer_product(delta, self.inputs)
+ self.weight_gradients = outer_product(self.inputs, delta)

weight_gradients is made from the layer's outputs. A weight multiplies an input: use self.inputs.
- self.weight_gradients = outer_product(delta, self.inputs)
+ self.weight_gradients = outer_product(delta, self.outputs)

An index is past the end of its list. With o for an output and i for an input, write δ[o], x[i],
W[o][i]. New lists grow by append.
- return matrix_vector_multiply(transpose(self.weights), delta)
+ return [
+     sum(self.weights[i][o] * delta[o] for o in range(len(delta)))
+     for i in range(len(self.inputs))
+ ]

That returns δ. The layer before needs dL/dx: return Wᵀδ.
- return matrix_vector_multiply(transpose(self.weights), delta)
+ return delta

Wᵀ is multiplied by output_gradients, before the slope. Multiply it by δ.
- return matrix_vector_multiply(transpose(self.weights), delta)
+ return matrix_vector_multiply(transpose(self.weights), output_gradients)

None is returned. The layer before needs dL/dx: return Wᵀδ.
- return matrix_vector_multiply(transpose(self.weights), delta)

backward changes the weights. It should only work out gradients; chapter 6 takes the step.
- return matrix_vector_multiply(transpose(self.weights), delta)
+ input_gradients = matrix_vector_multiply(transpose(self.weights), delta)
+ for o in range(len(delta)):
+     self.biases[o] -= 0.1 * delta[o]
+     for i in range(len(self.inputs)):
+         self.weights[o][i] -= 0.1 * self.weight_gradients[o][i]
+ return input_gradients

The rest of the longer list is dropped. If output_gradients and outputs differ in length, raise a
ValueError.
- delta = elementwise_multiply(output_gradients, slopes)
+ delta = [g * slope for g, slope in zip(output_gradients, slopes)]

An index runs past the last output. If output_gradients and outputs differ in length, raise a
ValueError first.
- delta = elementwise_multiply(output_gradients, slopes)
+ delta = [g * slopes[o] for o, g in enumerate(output_gradients)]

Any number of output_gradients gets through. Compare it with the number of outputs first, and raise
a ValueError.
- delta = elementwise_multiply(output_gradients, slopes)
+ delta = [g * slope for g, slope in zip(output_gradients, slopes)]
- return matrix_vector_multiply(transpose(self.weights), delta)
+ return [sum(w * d for w, d in zip(column, delta)) for column in zip(*self.weights)]
""")

edits("""
BackpropLayer.__init__

Layer's own __init__ never runs, so what a Layer has is missing. Begin with super().__init__(…).
- super().__init__(input_size, output_size, activation, rng)

get_activation gives two functions, and both are kept as one tuple. The derivative is the second of
them.
- _, self.activation_derivative = get_activation(activation)
+ self.activation_derivative = get_activation(activation)

The rng passed in isn't used: the weights are those for rng=None. Pass it on to Layer's __init__.
- super().__init__(input_size, output_size, activation, rng)
+ super().__init__(input_size, output_size, activation)

Every layer is a relu layer, whatever activation is given. Pass it on to Layer's __init__.
- super().__init__(input_size, output_size, activation, rng)
+ super().__init__(input_size, output_size, rng=rng)

Before the first backward there are no gradients: both lists should start as [], not as zeros.
- self.weight_gradients: Matrix = []
- self.bias_gradients: Vector = []
+ self.weight_gradients = [[0.0] * input_size for _ in range(output_size)]
+ self.bias_gradients = [0.0] * output_size

Before the first backward, the gradients are None. Both lists should start as [].
- self.weight_gradients: Matrix = []
- self.bias_gradients: Vector = []
+ self.weight_gradients = None
+ self.bias_gradients = None
""")

edits("""
softmax_cross_entropy_gradient

That is y - p. The gradient is p - y: above 0 where p is too large.
+ return vector_subtract(target, softmax(logits))

Those are the logits minus the target. Turn the logits into probabilities first: softmax.
+ return vector_subtract(logits, target)

p - y is multiplied by p(1 - p). With softmax and cross-entropy together, p - y is all.
+ differences = vector_subtract(softmax(logits), target)
+ return [d * p * (1 - p) for d, p in zip(differences, softmax(logits))]

The factor 2 belongs to squared errors. Here the gradient should be p - y.
+ return [2 * d for d in vector_subtract(softmax(logits), target)]

-y / p is the slope with respect to p. With respect to the logits, softmax included, it is p - y.
+ if len(logits) != len(target):
+     raise ValueError(f"{len(logits)} and {len(target)}")
+ return [-y / max(p, 1e-12) for p, y in zip(softmax(logits), target)]

The difference is written over target, the caller's own list. Build a new list.
+ if len(logits) != len(target):
+     raise ValueError(f"{len(logits)} and {len(target)}")
+ for i, p in enumerate(softmax(logits)):
+     target[i] = p - target[i]
+ return target

1 is subtracted, and only where target is largest. Subtract each number of target.
+ if len(logits) != len(target):
+     raise ValueError(f"{len(logits)} and {len(target)}")
+ gradients = softmax(logits)
+ gradients[target.index(max(target))] -= 1
+ return gradients

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
+ return [p - y for p, y in zip(softmax(logits), target)]

An index runs past the end of the shorter list. Where the lengths differ, raise a ValueError first.
+ p = softmax(logits)
+ return [p[i] - target[i] for i in range(len(target))]

softmax is applied to the target too. target holds probabilities already: p - y.
+ return vector_subtract(softmax(logits), softmax(target))

p - y is divided by how many there are. The loss is a sum over them: p - y is all.
+ return [d / len(target) for d in vector_subtract(softmax(logits), target)]
""")

edits("""
BackpropNetwork.loss

softmax is left out: the logarithm is taken of the logits. Give the logits to
cross_entropy_from_logits.
- return cross_entropy_from_logits(self.forward(inputs), target)
+ return sum(-y * math.log(max(z, 1e-12)) for z, y in zip(self.forward(inputs), target))

forward is not run, so the outputs are old ones or none. Start with self.forward(inputs).
+ return cross_entropy_from_logits(self.layers[-1].outputs, target)

The arguments are swapped: cross_entropy_from_logits takes the logits first.
+ return cross_entropy_from_logits(target, self.forward(inputs))

softmax is applied twice: cross_entropy_from_logits applies it itself. Give it the outputs
themselves.
+ return cross_entropy_from_logits(softmax(self.forward(inputs)), target)

That returns the probabilities. The loss is one number, made of the outputs and the target.
+ return softmax(self.forward(inputs))

That returns the outputs. The loss is one number: cross_entropy_from_logits of them and the target.
+ return self.forward(inputs)
""")

edits("""
BackpropNetwork.backward

The layers are walked first to last. Gradients come from the end: reversed(self.layers).
- for layer in reversed(self.layers):
+ for layer in self.layers:

Every layer is given p - y. That is for the last one alone: any other should get what the layer
after it returned.
- gradients = layer.backward(gradients)
+ layer.backward(gradients)

softmax is left out: backward starts with logits - y. Start with p - y.
- gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
+ gradients = vector_subtract(self.layers[-1].outputs, target)

It starts from the last layer's z_values. Start from its outputs, which differ from them if that
layer isn't linear.
- self.layers[-1].outputs
+ self.layers[-1].z_values

The sign is wrong: it starts with y - p. Start with p - y.
- gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
+ gradients = vector_subtract(target, softmax(self.layers[-1].outputs))

softmax is applied twice. softmax_cross_entropy_gradient takes the logits, and applies it itself.
- gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
+ gradients = softmax_cross_entropy_gradient(softmax(self.layers[-1].outputs), target)

Only the last layer goes backward. Go on through all of them.
- for layer in reversed(self.layers):
-     gradients = layer.backward(gradients)
+ self.layers[-1].backward(gradients)

The return stands inside the loop, so only the last layer goes backward. Nothing should be returned.
  gradients = layer.backward(gradients)
+ return gradients

The last layer is given the target. Its dL/doutputs is p - y: softmax_cross_entropy_gradient of its
outputs and the target.
- gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
+ gradients = target

Every layer is given the target. The last one should get p - y, and any other what the layer
after it returned.
- gradients = layer.backward(gradients)
+ layer.backward(target)

The network itself has no outputs. The logits are the last layer's: self.layers[-1].outputs.
- gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
+ gradients = softmax_cross_entropy_gradient(self.outputs, target)

backward returns something. It should set the layers' gradients and return None.
      gradients = layer.backward(gradients)
+ return gradients

The first layer is left out, so its gradients are never set. Go on through all layers.
- for layer in reversed(self.layers):
+ for layer in reversed(self.layers[1:]):

The last layer is left out: p - y goes to the one before it. Begin with the last.
- for layer in reversed(self.layers):
+ for layer in reversed(self.layers[:-1]):
""")

edits("""
BackpropNetwork

backward uses the logits that the latest call of loss kept. Use the last layer's outputs, which
every forward sets.
- return cross_entropy_from_logits(self.forward(inputs), target)
+ self.logits = self.forward(inputs)
+ return cross_entropy_from_logits(self.logits, target)
- gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
+ gradients = softmax_cross_entropy_gradient(self.logits, target)
""")

edits("""
numerical_gradient

One side only: (f(x + ε) - f(x)) / ε. Measure below as well: (f(x + ε) - f(x - ε)) / 2ε.
- values[i] = saved - epsilon
+ values[i] = saved
- gradient.append((above - below) / (2 * epsilon))
+ gradient.append((above - below) / epsilon)

From x - ε to x + ε it is 2ε. Divide by 2ε, not by ε.
- gradient.append((above - below) / (2 * epsilon))
+ gradient.append((above - below) / epsilon)

The difference is multiplied by ε, as by / 2 * epsilon. Write / (2 * epsilon).
- gradient.append((above - below) / (2 * epsilon))
+ gradient.append((above - below) / 2 * epsilon)

Only f(x - ε) is divided. Put the difference in brackets: (f(x + ε) - f(x - ε)) / (2 * epsilon).
- gradient.append((above - below) / (2 * epsilon))
+ gradient.append(above - below / (2 * epsilon))

Every slope is 0, perhaps because f sees the same numbers on both sides. Is each side moved, one
up and one down, on a copy of its own: list(values)?
+ gradient = []
+ for i in range(len(values)):
+     up = values
+     up[i] += epsilon
+     down = values
+     down[i] -= epsilon
+     gradient.append((f(up) - f(down)) / (2 * epsilon))
+ return gradient

Below is measured at x itself, and x - ε belongs there.
- values[i] = saved - epsilon
+ values[i] -= epsilon

All values are moved at once. Move one, and leave the others where they are.
+ above = f([x + epsilon for x in values])
+ below = f([x - epsilon for x in values])
+ return [(above - below) / (2 * epsilon) for _ in values]

A value stays where it was moved to. Put it back before the next one.
  below = f(values)
- values[i] = saved

Each value stays moved while the next one is measured. Put it back, or take a fresh copy each time.
  gradient = []
+ values = list(values)
  below = f(values)
- values[i] = saved

The values moved before stay moved, on both sides, while the later ones are measured. Put them back.
+ gradient, up, down = [], list(values), list(values)
+ for i, x in enumerate(values):
+     up[i], down[i] = x + epsilon, x - epsilon
+     gradient.append((f(up) - f(down)) / (2 * epsilon))
+ return gradient

The two sides are swapped, which changes the sign. It should be f(x + ε) - f(x - ε).
- gradient.append((above - below) / (2 * epsilon))
+ gradient.append((below - above) / (2 * epsilon))

The argument epsilon is ignored: the step is another number. Use epsilon for the whole step.
  gradient = []
+ epsilon = 1e-5

f is given a float, one number. Give it the whole list, with one value moved.
+ return [(f(x + epsilon) - f(x - epsilon)) / (2 * epsilon) for x in values]

Moving a value back by epsilon may not give exactly the number that was there. Put that number back.
- values[i] = saved - epsilon
+ values[i] -= 2 * epsilon
  below = f(values)
- values[i] = saved
+ values[i] += epsilon
""")

edits("""
gradient_check

Moving a weight back by ε may not give exactly the number that was there. Put that number back.
- slopes = numerical_gradient(loss_with, list(held))
- held[:] = saved
+ slopes = []
+ for i in range(len(held)):
+     held[i] += 1e-5
+     above = network.loss(inputs, target)
+     held[i] -= 2e-5
+     slopes.append((above - network.loss(inputs, target)) / 2e-5)
+     held[i] += 1e-5

The biases are left out. They have gradients too: check every layer's biases.
- pairs += zip(layer.bias_gradients, measure(layer.biases), strict=True)

The weights are left out: only the biases are checked.
- for row, gradients in zip(layer.weights, layer.weight_gradients, strict=True):
-     pairs += zip(gradients, measure(row), strict=True)

Only the first layer is checked. Go through all of them.
- for layer in network.layers:
+ for layer in network.layers[:1]:

Only the last layer's errors count in the end. Keep one maximum over all of network.layers.
- for layer in network.layers:
+ for layer in network.layers[-1:]:

That is the last error. Return the largest of all.
- return math.inf if any(math.isnan(error) for error in errors) else max(errors)
+ return errors[-1]

That is the mean error, in which one wrong gradient hardly shows. Return the largest: max.
- return math.inf if any(math.isnan(error) for error in errors) else max(errors)
+ return sum(errors) / len(errors)

That is the absolute error |a - n|. Divide it by max(|a| + |n|, 1e-3).
- abs(a - n) / max(abs(a) + abs(n), 1e-3)
+ abs(a - n)

That says whether backward is right. Return the largest error itself, a number.
- return math.inf if any(math.isnan(error) for error in errors) else max(errors)
+ return max(errors) < 1e-6

The error is 0 whatever backward does. Compare each measured slope with backward's, and return the
largest error.
- for a, n in pairs]
+ for _, n in pairs for a in [n]]

backward is not run, so the gradients are old ones or none. Run loss, then backward, first.
- network.backward(target)

backward comes before forward, and so works on an earlier example, or on none. Run loss first.
- network.loss(inputs, target)
- network.backward(target)
+ network.backward(target)
+ network.loss(inputs, target)

An error below 0 counts as less than none at all. Take the size of the difference, |a - n|.
- abs(a - n) /
+ (a - n) /

That divides by |n| alone. Divide by |a| + |n|, or by 1e-3 where that is larger.
- max(abs(a) + abs(n), 1e-3)
+ max(abs(n), 1e-3)

The two sizes are not added in the divisor. Divide by |a| + |n|, or by 1e-3 where that is larger.
- max(abs(a) + abs(n), 1e-3)
+ max(abs(a), abs(n), 1e-3)

1e-3 is added to |a| + |n|. It is a floor: take the larger of the two, max(|a| + |n|, 1e-3).
- max(abs(a) + abs(n), 1e-3)
+ (abs(a) + abs(n) + 1e-3)

The weights stay where they were moved to. Put each number back before the next is moved.
- slopes = numerical_gradient(loss_with, list(held))
- held[:] = saved
+ slopes = []
+ for i in range(len(held)):
+     held[i] += 1e-5
+     above = network.loss(inputs, target)
+     held[i] -= 2e-5
+     slopes.append((above - network.loss(inputs, target)) / 2e-5)

0 / 0, where both gradients are 0. Divide by max(|a| + |n|, 1e-3).
- max(abs(a) + abs(n), 1e-3)
+ (abs(a) + abs(n))

The floor is missing, or lower than 1e-3. Divide by max(|a| + |n|, 1e-3).
- max(abs(a) + abs(n), 1e-3)
+ max(abs(a) + abs(n), 1e-12)

1e-8 is added to |a| + |n|. The floor is 1e-3, and no sum: max(|a| + |n|, 1e-3).
- max(abs(a) + abs(n), 1e-3)
+ (abs(a) + abs(n) + 1e-8)

Every measured slope is 0, perhaps because the network doesn't hold the moved numbers when the loss
is taken. Put them in place first.
- held[:] = values

The moved list is handed to loss as its inputs. It belongs in the network: put it in place there,
then take the loss.
- held[:] = values
- return network.loss(inputs, target)
+ return network.loss(values, target)

The slopes are measured on one side only, which is too rough. Call numerical_gradient.
- slopes = numerical_gradient(loss_with, list(held))
+ slopes, before = [], network.loss(inputs, target)
+ for i, number in enumerate(saved):
+     held[i] = number + 1e-5
+     slopes.append((network.loss(inputs, target) - before) / 1e-5)
+     held[i] = number

A gradient that is too large counts as less than no error at all. Take the size of the difference,
|a - n|.
- abs(a - n) /
+ (n - a) /
""")
