"""What learners write in chapter 2 that isn't it, each with the sentence that mends it."""

from grading import edits

edits("""
sigmoid

e^-z overflows when z is far below 0. There, use the same value written e^z / (1 + e^z).
+ return 1 / (1 + math.exp(-z))

That is 1 / (1 + e^z), which falls as z grows. The exponent needs a minus: exp(-z).
+ return 1 / (1 + math.exp(z))

That is 1 + e^-z, perhaps because 1 / 1 + … divides first. Put the sum in brackets: 1 / (1 + …).
+ return 1 / 1 + math.exp(-z)

e^z overflows when z is far above 0. There, use 1 / (1 + e^-z).
+ return math.exp(z) / (1 + math.exp(z))

Where z is below 0 it gives sigmoid(-z). There it should be math.exp(z) / (1 + math.exp(z)).
- power = math.exp(z)
- return power / (1 + power)
+ return 1 / (1 + math.exp(z))

Below 0 that is e^z alone. Divide it by 1 + e^z.
- power = math.exp(z)
- return power / (1 + power)
+ return math.exp(z)

Below 0 that is 2 e^z, as e^z / 1 + e^z divides first and adds after. It should be e^z / (1 + e^z).
- power = math.exp(z)
- return power / (1 + power)
+ return math.exp(z) / 1 + math.exp(z)

Below 0 that is e^z / (1 - e^z). It should be e^z / (1 + e^z).
- power = math.exp(z)
- return power / (1 + power)
+ return math.exp(z) / (1 - math.exp(z))

At z = 0 neither case applies, and None comes back. Let one of the two cases include 0.
+ if z > 0:
+     return 1 / (1 + math.exp(-z))
+ if z < 0:
+     return math.exp(z) / (1 + math.exp(z))

e is cut to 2.71828, and the grader sees it. math.exp has all the digits.
+ return 1 / (1 + 2.71828**-z)

e is cut to 2.718, and the grader sees it. math.exp has all the digits.
+ return 1 / (1 + 2.718**-z)

e ** -z overflows when z is far below 0. There, use the same value written e^z / (1 + e^z).
+ return 1 / (1 + math.e**-z)

math.exp is the function itself. e to the power -z is its answer at -z: math.exp(-z).
+ return 1 / (1 + math.exp**-z)

exp belongs to the module math: write math.exp.
+ return 1 / (1 + exp(-z))

That is 0 or 1. The sigmoid goes smoothly from 0 to 1, with 0.5 at z = 0.
+ return 1 if z > 0 else 0

That is tanh, from -1 to 1. The sigmoid lies between 0 and 1.
+ return math.tanh(z)
""")

edits("""
sigmoid_derivative

That is the slope as it is measured, with a step, and only nearly right. Use the formula, a (1 - a).
+ h = 0.0001
+ return (sigmoid(z + h) - sigmoid(z)) / h

That is z (1 - z), a formula meant for a. Work out a = sigmoid(z) first.
+ return z * (1 - z)

The sigmoid is taken twice, which gives the slope at a. Take it once: a = sigmoid(z).
- return a * (1 - a)
+ return sigmoid(a) * (1 - sigmoid(a))

That is the sigmoid itself. Its slope is a (1 - a).
+ return sigmoid(z)

That is always 0, as a * 1 - a is: * goes before -. It should be a * (1 - a).
+ return sigmoid(z) * 1 - sigmoid(z)

The second factor is sigmoid(1 - z). It should be 1 - sigmoid(z).
+ return sigmoid(z) * sigmoid(1 - z)

The second factor is 1 - z. It should be 1 - sigmoid(z).
+ return sigmoid(z) * (1 - z)

sigmoid alone is the function itself. Its answer at z is sigmoid(z).
+ return sigmoid * (1 - sigmoid)

That is 1 - a², the shape of tanh's slope. The sigmoid's is a (1 - a).
+ return 1 - sigmoid(z) ** 2

e^-z overflows when z is far below 0. sigmoid(z) is safe: a (1 - a).
+ return math.exp(-z) / (1 + math.exp(-z)) ** 2
""")

edits("""
tanh_derivative

That is the slope as it is measured, with a step, and only nearly right. Use the formula, 1 - a².
+ h = 0.0001
+ return (math.tanh(z + h) - math.tanh(z)) / h

That is 1 - z², a formula meant for a. Work out a = math.tanh(z) first.
+ return 1 - z**2

tanh is taken twice, which gives the slope at a. Take it once: a = math.tanh(z).
- return 1 - a * a
+ return 1 - math.tanh(a) ** 2

The square is missing: the slope is 1 - a², with a = tanh(z).
+ return 1 - math.tanh(z)

That is a (1 - a), the sigmoid's slope. The slope of tanh is 1 - a².
- return 1 - a * a
+ return a * (1 - a)

z is squared; it should be tanh(z): math.tanh(z) ** 2.
+ return 1 - math.tanh(z**2)

^ is no power in Python. The square of tanh(z) is math.tanh(z) ** 2.
+ t = math.tanh(z)
+ return 1 - t ^ 2

That is 1 - 2 tanh(z): * 2 doubles. The square is math.tanh(z) ** 2.
+ return 1 - math.tanh(z) * 2

The whole difference is squared. Square tanh(z) alone: 1 - math.tanh(z) ** 2.
+ return (1 - math.tanh(z)) ** 2

tanh belongs to the module math: write math.tanh(z).
+ return 1 - tanh(z) ** 2
""")

edits("""
relu

A negative z loses its sign, as by abs. relu gives 0 there.
+ return abs(z)

That is leaky relu: it lets a little of a negative z through. Plain relu gives 0.
+ return z if z > 0 else 0.01 * z

That is a step, 0 or 1. Where z is positive, relu gives z itself.
+ return 1 if z > 0 else 0

That keeps the negative side, as min does. relu keeps the positive one: max(0, z).
+ return min(0, z)

Where z isn't positive, None comes back. Return 0 there.
+ if z > 0:
+     return z

Positive is taken to begin at 1, so numbers between 0 and 1 don't count as positive. It begins right
above 0: z > 0.
+ return z if z >= 1 else 0.0

Positive is taken to begin above 1, so 1 and the numbers between 0 and 1 don't count as positive. It
begins right above 0: z > 0.
+ return z if z > 1 else 0.0
""")

edits("""
relu_derivative

That is True or False, as z > 0 is. The slope should be a number: 1.0 or 0.0.
+ return z > 0

At z = 0 we take the slope 0. It should be 1 only where z is above 0.
+ return 1.0 if z >= 0 else 0.0

That is relu itself. Where z is positive its slope is 1, however large z is.
+ return z if z > 0 else 0.0

Below 0 relu is flat: the slope is 0. -1 is the slope of abs.
+ if z == 0:
+     return 0.0
+ return 1.0 if z > 0 else -1.0

0.01 below 0 is the slope of leaky relu. Plain relu is flat there: 0.
+ return 1.0 if z > 0 else 0.01

At z = 0 this gives 0.5, the middle of the two sides. We take 0 there.
+ if z == 0:
+     return 0.5
+ return 1.0 if z > 0 else 0.0

Positive is taken to begin at 1, so numbers between 0 and 1 don't count as positive. It begins right
above 0: z > 0.
+ return 1.0 if z >= 1 else 0.0

Positive is taken to begin above 1, so 1 and the numbers between 0 and 1 don't count as positive. It
begins right above 0: z > 0.
+ return 1.0 if z > 1 else 0.0
""")

edits("""
Neuron.forward

z holds no bias, which is added after the activation. It belongs inside it: z = weights · inputs +
bias.
- self.z = dot_product(self.weights, inputs) + self.bias
- self.a = self.activation_function(self.z)
+ self.z = dot_product(self.weights, inputs)
+ self.a = self.activation_function(self.z) + self.bias

z is kept without the bias, which is added only for a. Keep z = weights · inputs + bias.
- self.z = dot_product(self.weights, inputs) + self.bias
- self.a = self.activation_function(self.z)
+ self.z = dot_product(self.weights, inputs)
+ self.a = self.activation_function(self.z + self.bias)

The message doesn't say the sizes. Name both: how many weights, how many inputs.
  def forward(self, inputs: Vector) -> float:
+     if len(inputs) != len(self.weights):
+         raise ValueError("wrong number of inputs")

The bias is left out: z = weights · inputs + bias.
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z = dot_product(self.weights, inputs)

a is right, but .inputs, .z and .a aren't kept. Set self.inputs, self.z and self.a too.
+ z = dot_product(self.weights, inputs) + self.bias
+ return self.activation_function(z)

self.z is still what __init__ set. Keep z in it: self.z = …
- self.z = dot_product(self.weights, inputs) + self.bias
- self.a = self.activation_function(self.z)
+ z = dot_product(self.weights, inputs) + self.bias
+ self.a = self.activation_function(z)

a is returned, but self.a is still what __init__ set. Keep it: self.a = …
- self.a = self.activation_function(self.z)
- return self.a
+ return self.activation_function(self.z)

self.inputs is still what __init__ set. Keep a copy there: self.inputs = list(inputs).
- self.inputs = list(inputs)

Python doesn't multiply two lists. dot_product(self.weights, inputs) does.
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z = self.weights * inputs + self.bias

self.z holds a. Keep z as it is before the activation.
- self.a = self.activation_function(self.z)
+ self.a = self.z = self.activation_function(self.z)

a is z itself, whatever the activation. It should be activation(z).
- self.a = self.activation_function(self.z)
+ self.a = self.z

z is returned. Return a, the neuron's answer.
- return self.a
+ return self.z

Everything is kept, but nothing is returned. End with return self.a.
- return self.a

self.inputs is the caller's own list, which may change later. Keep a copy: list(inputs).
- self.inputs = list(inputs)
+ self.inputs = inputs

relu is used whatever the activation. Use the one that __init__ was given.
- self.a = self.activation_function(self.z)
+ self.a = relu(self.z)

The bias multiplies the sum. It should be added: weights · inputs + bias.
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z = dot_product(self.weights, inputs) * self.bias

The bias is added once for each input. Add it once.
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z = 0.0
+ for w, x in zip(self.weights, inputs):
+     self.z += w * x + self.bias

The rest of the longer list is dropped. If inputs and weights differ in length, raise a ValueError.
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z = sum(w * x for w, x in zip(self.weights, inputs)) + self.bias

An index runs past the last weight. If inputs and weights differ in length, raise a ValueError
first.
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z = self.bias
+ for i in range(len(inputs)):
+     self.z += self.weights[i] * inputs[i]

Only too many inputs are refused. Too few must be as well: compare with !=.
  def forward(self, inputs: Vector) -> float:
+     if len(inputs) > len(self.weights):
+         raise ValueError(f"{len(self.weights)} weights, {len(inputs)} inputs")
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z = sum(w * x for w, x in zip(self.weights, inputs)) + self.bias

Each call adds to the self.z of the call before. Each forward must start its sum anew.
- self.z = dot_product(self.weights, inputs) + self.bias
+ self.z += dot_product(self.weights, inputs) + self.bias

Where relu gives 0, self.a isn't set, and keeps the number of the call before. Set it there, too: to
0.0.
- self.a = self.activation_function(self.z)
+ if self.activation_function is relu and self.z <= 0:
+     return 0.0
+ self.a = self.activation_function(self.z)

The message names one number twice. It should say how many weights there are, and how many inputs.
  def forward(self, inputs: Vector) -> float:
+     if len(inputs) != len(self.weights):
+         raise ValueError(f"{len(inputs)} and {len(inputs)}")
""")

edits("""
Neuron.__init__

get_activation gives two functions. The activation is the first, its slope the second.
- self.activation_function, _ = get_activation(activation)
+ _, self.activation_function = get_activation(activation)

get_activation gives two functions, and both are kept as one tuple. The activation is the first of
them.
- self.activation_function, _ = get_activation(activation)
+ self.activation_function = get_activation(activation)

The activation's name is called, which is a string. Call the function instead: the first of the two
that get_activation gives for that name.
- self.activation_function, _ = get_activation(activation)
+ self.activation_function = activation

The weights are the caller's own list, which may change later. Keep a copy: list(weights).
- self.weights = list(weights)
+ self.weights = weights

inputs, z and a exist only from the first forward on. Set them in __init__: [], 0.0 and 0.0.
- self.inputs: Vector = []
- self.z = 0.0
- self.a = 0.0

Before the first forward, inputs, z and a are None. They should be [], 0.0 and 0.0.
- self.inputs: Vector = []
- self.z = 0.0
- self.a = 0.0
+ self.inputs = None
+ self.z = None
+ self.a = None

An unknown activation is accepted here. Call get_activation(activation) at once in __init__: it
raises a ValueError for such a name.
- self.activation_function, _ = get_activation(activation)
+ self.activation_function, _ = ACTIVATIONS.get(activation, ACTIVATIONS["relu"])

An unknown activation raises a KeyError. Call get_activation(activation): it raises a ValueError.
- self.activation_function, _ = get_activation(activation)
+ self.activation_function, _ = ACTIVATIONS[activation]

Before the first forward there are no inputs yet: the list should start as [], not as zeros.
- self.inputs: Vector = []
+ self.inputs = [0.0] * len(weights)

Before the first forward, a holds activation(0), which is 0.5 for sigmoid. It should start as 0.0.
- self.a = 0.0
+ self.a = self.activation_function(0.0)
""")

edits("""
Perceptron.predict

That is True or False, as z > 0 is. The answer should be a number: 1 or 0.
+ return self.forward(inputs) > 0

Positive is taken to begin at 1, so numbers between 0 and 1 don't count as positive. It begins right
above 0: z > 0.
+ return 1 if self.forward(inputs) >= 1 else 0

Positive is taken to begin above 1, so 1 and the numbers between 0 and 1 don't count as positive. It
begins right above 0: z > 0.
+ return 1 if self.forward(inputs) > 1 else 0
""")

edits("""
Perceptron.train

The learning rate is left out: each step should be learning_rate * error.
- step = self.learning_rate * error
+ step = error

The bias never changes. Where the weights move, add learning_rate * error to self.bias.
- self.bias += step

The step goes the wrong way. With error = target - prediction, add it.
- error = target - self.predict(inputs)
+ error = self.predict(inputs) - target

The right answers are counted. Count those where prediction and target differ.
- if error != 0:
-     wrong += 1
+ wrong += error == 0
+ if error != 0:

That is the total over all epochs. Return a list: one number for each epoch.
- return mistakes
+ return sum(mistakes)

The count runs on from epoch to epoch. Set it to 0 where an epoch begins.
- mistakes = []
+ mistakes, wrong = [], 0
- wrong = 0

The return stands inside the loop, so training ends after one epoch.
  mistakes.append(wrong)
+ return mistakes

The errors are added up, and -1 cancels +1. Count each mistake as 1.
- wrong += 1
+ wrong += error

Nothing is learned: self.weights and self.bias never change. Change both where the answer is wrong.
- if error != 0:
-     wrong += 1
+ wrong += error != 0
+ if error == 0:

The inputs are left out of the step: each weight moves by learning_rate * error * its input.
- self.weights = vector_add(self.weights, vector_scale(inputs, step))
+ self.weights = [w + step for w in self.weights]

The error is target - z. It should be target - prediction, where the prediction is 0 or 1.
- error = target - self.predict(inputs)
- if error != 0:
-     wrong += 1
+ error = target - self.forward(inputs)
+ wrong += target != self.predict(inputs)
+ if error != 0:

The error is target - z, and so hardly ever 0. It should be target - prediction: use
self.predict(inputs).
- error = target - self.predict(inputs)
+ error = target - self.forward(inputs)

The bias moves once for each weight. Move it once for each example.
- self.bias += step
+ for _ in inputs:
+     self.bias += step

The weights get longer, as where += joins lists. Add place by place: to each weight, learning_rate *
error * its input.
- self.weights = vector_add(self.weights, vector_scale(inputs, step))
+ self.weights += vector_scale(inputs, step)

The weights never change, only the bias. A new number or list that is computed and kept nowhere
changes nothing: give it to self.weights, or place by place to self.weights[i].
- self.weights = vector_add(self.weights, vector_scale(inputs, step))
+ for w, x in zip(self.weights, inputs):
+     w += step * x

The bias moves by the error alone. Its step needs the learning rate too.
- self.bias += step
+ self.bias += error

The bias moves by the learning rate alone. Its step needs the error too.
- self.bias += step
+ self.bias += self.learning_rate

The step replaces weights and bias. Add it to what they were: place by place to the weights.
- self.weights = vector_add(self.weights, vector_scale(inputs, step))
- self.bias += step
+ self.weights = vector_scale(inputs, step)
+ self.bias = step

A mistake with error -1 is not counted. Count wherever the error is not 0.
- wrong += 1
+ wrong += error > 0

The count is appended after each example. Append it where the epoch ends, one number for each epoch.
- mistakes.append(wrong)
+     mistakes.append(wrong)

Each mistake is corrected as if its error were 1. Multiply by the error, which can be -1, too.
- step = self.learning_rate * error
+ step = self.learning_rate

Only a target of 1 is learned from. A wrong 1 counts too: there the error is -1.
- step = self.learning_rate * error
+ step = self.learning_rate * target

Training stops after an epoch without mistakes. Run all epochs, and return a number for each.
  mistakes.append(wrong)
+ if wrong == 0:
+     break

All predictions of an epoch are made before the first correction. Correct after each example.
- for inputs, target in examples:
-     error = target - self.predict(inputs)
+ errors = [target - self.predict(inputs) for inputs, target in examples]
+ for (inputs, _), error in zip(examples, errors):

The examples come in another order, as after a shuffle. Take them in the order given.
  mistakes = []
+ import random
+ examples = list(examples)
  for _ in range(epochs):
+     random.shuffle(examples)

Training starts again from 0. Zeros belong in __init__; train should go on from what is there.
  mistakes = []
+ self.weights = [0.0] * len(self.weights)
+ self.bias = 0.0
""")

edits("""
Perceptron.forward

The message doesn't say the sizes. Name both: how many weights, how many inputs.
  def forward(self, inputs: Vector) -> float:
+     if len(inputs) != len(self.weights):
+         raise ValueError("wrong number of inputs")
""")

edits("""
Perceptron.predict

At z = 0 the answer should be 0. It should be 1 only where z is above 0.
+ return 1 if self.forward(inputs) >= 0 else 0

Below 0 the answer should be 0: the two answers are 0 and 1, not -1 and 1.
+ return 1 if self.forward(inputs) > 0 else -1

The border is put at 0.5, which suits a probability. For z it should be 0.
+ return 1 if self.forward(inputs) > 0.5 else 0
""")

edits("""
Perceptron.forward

forward must return z itself. The choice between 0 and 1 is predict's part.
+ z = dot_product(self.weights, inputs) + self.bias
+ return 1 if z > 0 else 0

The bias is left out: z = weights · inputs + bias.
+ return dot_product(self.weights, inputs)

Python doesn't multiply two lists. dot_product(self.weights, inputs) does.
+ return self.weights * inputs + self.bias

The rest of the longer list is dropped. If inputs and weights differ in length, raise a ValueError.
+ return sum(w * x for w, x in zip(self.weights, inputs)) + self.bias

An index runs past the last weight. If inputs and weights differ in length, raise a ValueError
first.
+ z = self.bias
+ for i in range(len(inputs)):
+     z += self.weights[i] * inputs[i]
+ return z

Only too many inputs are refused. Too few must be as well: compare with !=.
+ if len(inputs) > len(self.weights):
+     raise ValueError(f"{len(self.weights)} weights, {len(inputs)} inputs")
+ return sum(w * x for w, x in zip(self.weights, inputs)) + self.bias
""")

edits("""
Perceptron.__init__

The weights start at random values. They should start at 0.0.
- self.weights = [0.0] * n_inputs
+ import random
+ rng = random.Random(0)
+ self.weights = [rng.uniform(-1, 1) for _ in range(n_inputs)]

The weights start at 1. They should start at 0.0.
- self.weights = [0.0] * n_inputs
+ self.weights = [1.0] * n_inputs

There is one weight too many, as if the bias were among them. Keep n_inputs weights, and the bias
apart.
- self.weights = [0.0] * n_inputs
+ self.weights = [0.0] * (n_inputs + 1)

The learning rate is 0.1 whatever is given. Use the one that __init__ was given.
- self.learning_rate = learning_rate
+ self.learning_rate = 0.1
""")
