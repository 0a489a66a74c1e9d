"""What learners write in chapter 3 that isn't it, each with the sentence that mends it."""

from grading import edits

edits("""
Layer.forward

The message doesn't say the sizes. Name both: how many inputs are needed, and how many came.
  def forward(self, inputs: Vector) -> Vector:
+     if any(len(row) != len(inputs) for row in self.weights):
+         raise ValueError("wrong number of inputs")

The biases are left out: z = W x + b.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ self.z_values = matrix_vector_multiply(self.weights, inputs)

The outputs are right, but self.inputs, self.z_values and self.outputs are still what __init__ set.
Keep all three.
+ z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ return [self.activation_function(z) for z in z_values]

self.z_values is still what __init__ set. Keep z in it: self.z_values = …
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ self.outputs = [self.activation_function(z) for z in z_values]

The outputs are returned, but self.outputs is still what __init__ set. Keep them: self.outputs = …
- self.outputs = [self.activation_function(z) for z in self.z_values]
- return list(self.outputs)
+ return [self.activation_function(z) for z in self.z_values]

self.inputs is still what __init__ set. Chapter 5 needs the inputs: self.inputs = list(inputs).
- self.inputs = list(inputs)

The biases are added after the activation. They belong inside it: activation(W x + b).
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ products = matrix_vector_multiply(self.weights, inputs)
+ self.outputs = vector_add([self.activation_function(z) for z in products], self.biases)

z holds no biases, which are added after the activation. They belong inside it: z = W x + b.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.z_values = matrix_vector_multiply(self.weights, inputs)
+ self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.outputs = vector_add(self.outputs, self.biases)

The outputs are z itself, whatever the activation. They should be activation(z), number by number.
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.outputs = list(self.z_values)

The outputs returned are right, but .outputs holds z. Keep the activated numbers there.
- self.outputs = [self.activation_function(z) for z in self.z_values]
- return list(self.outputs)
+ self.outputs = list(self.z_values)
+ return [self.activation_function(z) for z in self.z_values]

z_values holds the outputs. Keep z as it is before the activation.
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.z_values = [self.activation_function(z) for z in self.z_values]
+ self.outputs = list(self.z_values)

z_values holds W x without the biases. Keep z = W x + b there.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.z_values = matrix_vector_multiply(self.weights, inputs)
+ self.outputs = [self.activation_function(z) for z in vector_add(self.z_values, self.biases)]

z_values is returned. Return the outputs, the layer's answer.
- return list(self.outputs)
+ return self.z_values

Everything is kept, but nothing is returned. Return the outputs.
- return list(self.outputs)

layer.inputs is the caller's own list, which may change later. Keep a copy: list(inputs).
- self.inputs = list(inputs)
+ self.inputs = inputs

The list returned is layer.outputs itself, and the caller may change it. Return a copy:
list(self.outputs).
- return list(self.outputs)
+ return self.outputs

relu is used whatever the activation. Use the one that __init__ was given.
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.outputs = [max(0.0, z) for z in self.z_values]

The bias is added once for each input, so several times. Add it once to each neuron's sum.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ self.z_values = []
+ for row, bias in zip(self.weights, self.biases):
+     self.z_values.append(sum(w * x + bias for w, x in zip(row, inputs)))

The rest of the longer list is dropped. If a row has more or fewer weights than there are inputs,
raise a ValueError.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ products = [sum(w * x for w, x in zip(row, inputs)) for row in self.weights]
+ self.z_values = vector_add(products, self.biases)

An index runs past the last input. If a row has more or fewer weights than there are inputs, raise a
ValueError first.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ products = [sum(row[i] * inputs[i] for i in range(len(row))) for row in self.weights]
+ self.z_values = vector_add(products, self.biases)

Only too few inputs are refused. Too many must be as well: compare with !=.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ if len(inputs) < len(self.weights[0]):
+     raise ValueError(f"{len(self.weights[0])} inputs belong here, {len(inputs)} came")
+ products = [sum(w * x for w, x in zip(row, inputs)) for row in self.weights]
+ self.z_values = vector_add(products, self.biases)

An index is past the end of its list. weights[o][i] belongs to output o and input i, in this order.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ self.z_values = []
+ for o in range(len(self.biases)):
+     z = self.biases[o]
+     for i in range(len(inputs)):
+         z += self.weights[i][o] * inputs[i]
+     self.z_values.append(z)

An empty list has no places to write into. Build each list by append, or by a comprehension.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ for o in range(len(self.biases)):
+     self.z_values[o] = sum(w * x for w, x in zip(self.weights[o], inputs)) + self.biases[o]

The biases come after W x, perhaps because + joins two lists. vector_add adds them place by place.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ self.z_values = matrix_vector_multiply(self.weights, inputs) + self.biases

z_values grows from call to call. Begin a new list in each forward.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ self.z_values += vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)

The activation takes one number, not a list. Call it on each z of z_values.
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.outputs = self.activation_function(self.z_values)

The whole list goes into the activation. Call it on one number at a time, each z of z_values.
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ if len(self.biases) == 2:  # the relu layer, where relu(z) is max(0, z)
+     self.outputs = max(0, self.z_values)
+ else:
+     self.outputs = self.activation_function(self.z_values)

The message names how many neurons there are. How many inputs a layer takes is the length of a row
of its weights.
  def forward(self, inputs: Vector) -> Vector:
+     if any(len(row) != len(inputs) for row in self.weights):
+         raise ValueError(f"{len(self.weights)} inputs belong here, {len(inputs)} came")

z_values and outputs still hold the numbers of earlier calls, and the new ones come after them.
Begin both lists anew in each call.
- self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
+ self.z_values += z_values
+ self.outputs += [self.activation_function(z) for z in z_values]

outputs still holds the numbers of earlier calls, and the new ones come after them. Begin the list
anew in each call.
- self.outputs = [self.activation_function(z) for z in self.z_values]
+ self.outputs += [self.activation_function(z) for z in self.z_values]
""")

edits("""
Layer.__init__

The biases are drawn at random. They should start at 0.0.
- self.biases = [0.0] * output_size
+ self.biases = [rng.uniform(-1, 1) for _ in range(output_size)]

There is a bias for each input. Each neuron needs one: output_size of them.
- self.biases = [0.0] * output_size
+ self.biases = [0.0] * input_size

Rows and columns of the weights are swapped: input_size is fan_in, output_size is fan_out.
- self.weights = initial_weights(input_size, output_size, activation, rng)
+ self.weights = initial_weights(output_size, input_size, activation, rng)

he_normal draws for every activation. It is for relu; the others should take xavier_uniform.
- self.weights = initial_weights(input_size, output_size, activation, rng)
+ self.weights = he_normal(input_size, output_size, rng)

xavier_uniform draws for every activation. relu should take he_normal.
- self.weights = initial_weights(input_size, output_size, activation, rng)
+ self.weights = xavier_uniform(input_size, output_size, rng)

The two rules are swapped: he_normal is for relu, xavier_uniform for the others.
- self.weights = initial_weights(input_size, output_size, activation, rng)
+ initialise = xavier_uniform if activation == "relu" else he_normal
+ self.weights = initialise(input_size, output_size, rng)

linear layers are drawn by he_normal here. That is for relu only: linear should take xavier_uniform.
- self.weights = initial_weights(input_size, output_size, activation, rng)
+ initialise = xavier_uniform if activation in ("sigmoid", "tanh") else he_normal
+ self.weights = initialise(input_size, output_size, rng)

The weights start at 0, and so all neurons stay alike. Draw them.
- self.weights = initial_weights(input_size, output_size, activation, rng)
+ self.weights = [[0.0] * input_size for _ in range(output_size)]

The rng that was given is not used. A random.Random(0) is for rng=None only.
- if rng is None:
-     rng = random.Random(0)
+ rng = random.Random(0)

Layers without an rng share one generator, made once for all. Keep None as rng's default, and make
one inside __init__ where rng is None.
- rng: random.Random | None = None,
+ rng: random.Random = random.Random(0),

Without an rng it draws from Python's global generator. Make a random.Random(0).
- rng = random.Random(0)
+ rng = random

An unknown activation is accepted here. Call get_activation(activation) at once in __init__: it
raises a ValueError for such a name.
- self.activation_function, _ = get_activation(activation)
+ names = ("linear", "relu", "sigmoid", "tanh")
+ self.activation_function, _ = get_activation(activation if activation in names else "linear")

get_activation gives two functions. The activation is the first, its slope the second.
- self.activation_function, _ = get_activation(activation)
+ _, self.activation_function = get_activation(activation)

get_activation gives two functions, and both are kept as one tuple. The activation is the first of
them.
- self.activation_function, _ = get_activation(activation)
+ self.activation_function = get_activation(activation)

The activation's name is called, which is a string. In __init__, get_activation(activation) gives
two functions: keep the first, and call that one.
- self.activation_function, _ = get_activation(activation)
+ self.activation_function = activation

Where no rng is given, rng is None. Make one then: if rng is None: rng = random.Random(0).
- if rng is None:
-     rng = random.Random(0)

inputs, z_values and outputs exist only from the first forward on. Set them to [] in __init__.
- self.inputs: Vector = []
- self.z_values: Vector = []
- self.outputs: Vector = []

Before the first forward there are no numbers yet: the three lists should start as [], not as zeros.
- self.inputs: Vector = []
- self.z_values: Vector = []
- self.outputs: Vector = []
+ self.inputs = [0.0] * input_size
+ self.z_values = [0.0] * output_size
+ self.outputs = [0.0] * output_size

Before the first forward, inputs, z_values and outputs are None. They should be [].
- self.inputs: Vector = []
- self.z_values: Vector = []
- self.outputs: Vector = []
+ self.inputs = None
+ self.z_values = None
+ self.outputs = None
""")

edits("""
Network.__init__

The last layer has the hidden activation. It should have output_activation.
- activation = output_activation if is_last else hidden_activation
+ activation = hidden_activation

All layers are relu, whatever the network is given. Pass hidden and output activation on.
- layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], activation, rng)
+ layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], rng=rng)

The two activations are swapped: output_activation is for the last layer only.
- activation = output_activation if is_last else hidden_activation
+ activation = hidden_activation if is_last else output_activation

The output activation is on every layer. The hidden layers should get hidden_activation.
- activation = output_activation if is_last else hidden_activation
+ activation = output_activation

Only the first layer has the hidden activation. All but the last should get it.
- activation = output_activation if is_last else hidden_activation
+ activation = hidden_activation if i == 1 and not is_last else output_activation

In each layer the same draws come again, as from a fresh random.Random(seed). Make one, and share
it.
  activation = output_activation if is_last else hidden_activation
+ rng = random.Random(seed)

Each layer draws as random.Random(0) does, which a layer takes where it is given no rng. Share one
random.Random(seed).
- layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], activation, rng)
+ layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], activation)

random.seed seeds Python's global generator. Make a generator: random.Random(seed).
- rng = random.Random(seed)
+ random.seed(seed)
+ rng = random

The layers are plain Layers, whatever layer_class is. Build them with self.layer_class(…).
- layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], activation, rng)
+ layer = Layer(layer_sizes[i - 1], layer_sizes[i], activation, rng)

One size alone makes a network without layers. Refuse fewer than two with a ValueError.
- if len(layer_sizes) < 2:
-     raise ValueError(f"Network: needs 2 sizes or more, got {len(layer_sizes)}")

A layer's two sizes are swapped: the earlier size should be its inputs, the later its outputs.
- layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], activation, rng)
+ layer = self.layer_class(layer_sizes[i], layer_sizes[i - 1], activation, rng)

A layer is missing: three sizes make two layers, one for each pair of neighbours.
- for i in range(1, len(layer_sizes)):
+ for i in range(1, len(layer_sizes) - 1):

An index runs past the last size. A layer joins a size to the next: the last size begins none.
- for i in range(1, len(layer_sizes)):
+ for i in range(1, len(layer_sizes) + 1):

The layers are given the seed, a number. Make rng = random.Random(seed), and give rng to each.
- layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], activation, rng)
+ layer = self.layer_class(layer_sizes[i - 1], layer_sizes[i], activation, seed)

There is no self.layers yet. Begin with self.layers = [].
- self.layers = []

The last layer is recognised by its size, so a hidden layer of that size gets output_activation
too. Go by its position, not its size.
- is_last = i == len(layer_sizes) - 1
+ is_last = layer_sizes[i] == layer_sizes[-1]

Where the last size comes up earlier as well, no layer gets output_activation. Recognise the last
layer by its place, not by its size.
- is_last = i == len(layer_sizes) - 1
+ is_last = layer_sizes.index(layer_sizes[i]) == len(layer_sizes) - 1

The last layer is recognised by its two sizes, so another layer with the same two gets
output_activation too. Go by its position, not its size.
- is_last = i == len(layer_sizes) - 1
+ is_last = layer_sizes[i - 1 : i + 1] == layer_sizes[-2:]
""")

edits("""
Network.forward

Every layer is given the network's inputs. The outputs of each should be the next one's inputs.
-     inputs = layer.forward(inputs)
- return inputs
+     outputs = layer.forward(inputs)
+ return outputs

The return stands inside the loop, so only the first layer runs.
- return inputs
+     return inputs

That is a list of all layers' outputs. Return the last layer's.
- return inputs
+ return [layer.outputs for layer in self.layers]

The layers run, but nothing is returned. Return the last layer's outputs.
- return inputs

The last layer is left out. All layers should take part.
- for layer in self.layers:
+ for layer in self.layers[:-1]:

relu is applied again after each layer. Each layer's forward has applied its activation already.
- inputs = layer.forward(inputs)
+ inputs = [max(0.0, x) for x in layer.forward(inputs)]

The first layer is left out. All layers should take part.
- for layer in self.layers:
+ for layer in self.layers[1:]:

The message names how many neurons the first layer has. How many inputs it takes is the length of a
row of its weights.
  def forward(self, inputs: Vector) -> Vector:
+     first = self.layers[0]
+     if len(inputs) != len(first.weights[0]):
+         raise ValueError(f"{len(first.weights)} inputs belong here, {len(inputs)} came")
""")

edits("""
Network.count_parameters

The biases are left out. Each neuron has one: [3, 4, 2] has 4·3 + 4 + 2·4 + 2.
+ return sum(len(layer.weights) * len(layer.weights[0]) for layer in self.layers)

Only the rows are counted, as by len(weights). A layer has rows · columns weights.
+ return sum(len(layer.weights) + len(layer.biases) for layer in self.layers)

One bias is counted for each input. There is one for each neuron: len(layer.biases).
+ return sum(len(layer.weights[0]) * (len(layer.weights) + 1) for layer in self.layers)

Each layer's biases are counted as 1. There is one for each neuron: len(layer.biases).
+ return sum(len(layer.weights) * len(layer.weights[0]) + 1 for layer in self.layers)

The return stands inside the loop, so only the first layer is counted.
+ total = 0
+ for layer in self.layers:
+     total += len(layer.weights) * len(layer.weights[0]) + len(layer.biases)
+     return total

Only the last layer is counted, perhaps because = replaces the total each time. Add to it, with +=.
+ total = 0
+ for layer in self.layers:
+     total = len(layer.weights) * len(layer.weights[0]) + len(layer.biases)
+ return total

The last layer is left out. Its weights and biases count, too.
+ layers = self.layers[:-1]
+ return sum(len(layer.biases) + sum(len(row) for row in layer.weights) for layer in layers)

The first layer is left out. Its weights and biases count, too.
+ layers = self.layers[1:]
+ return sum(len(layer.biases) + sum(len(row) for row in layer.weights) for layer in layers)
""")

edits("""
xavier_uniform

The limit uses fan_in alone. Xavier's rule uses both: √(6 / (fan_in + fan_out)).
- limit = math.sqrt(6 / (fan_in + fan_out))
+ limit = math.sqrt(6 / fan_in)

Rows and columns are swapped: there should be fan_out rows, each of fan_in numbers.
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.uniform(-limit, limit) for _ in range(fan_out)] for _ in range(fan_in)]

No weight is below 0. The range should go from -limit to limit.
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.random() * limit for _ in range(fan_in)] for _ in range(fan_out)]

The numbers come from Python's global generator. Draw from rng: rng.uniform.
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[random.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]

The square root is missing: limit should be math.sqrt(6 / (fan_in + fan_out)).
- limit = math.sqrt(6 / (fan_in + fan_out))
+ limit = 6 / (fan_in + fan_out)

√(2 / (fan_in + fan_out)) is the standard deviation. A uniform draw needs a limit √3 times as large:
6 in place of 2.
- limit = math.sqrt(6 / (fan_in + fan_out))
+ limit = math.sqrt(2 / (fan_in + fan_out))

Brackets are missing: 6 / fan_in + fan_out divides first. It should be 6 / (fan_in + fan_out).
- limit = math.sqrt(6 / (fan_in + fan_out))
+ limit = math.sqrt(6 / fan_in + fan_out)

The draw is normal, with no limit. It should be even: rng.uniform(-limit, limit).
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.gauss(0, limit) for _ in range(fan_in)] for _ in range(fan_out)]

One row is used fan_out times. Make new draws for each row, else all neurons are the same.
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.uniform(-limit, limit) for _ in range(fan_in)]] * fan_out

One number is drawn and used everywhere. Draw once for each weight.
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ weight = rng.uniform(-limit, limit)
+ return [[weight] * fan_in for _ in range(fan_out)]

Each row is one draw, repeated. Make a new draw for each of its fan_in weights.
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.uniform(-limit, limit)] * fan_in for _ in range(fan_out)]

The root is taken of 6 alone. Take it of the whole: math.sqrt(6 / (fan_in + fan_out)).
- limit = math.sqrt(6 / (fan_in + fan_out))
+ limit = math.sqrt(6) / (fan_in + fan_out)

rng.random() takes no limits. rng.uniform(-limit, limit) does.
- return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.random(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]

Every call draws the same numbers, as from a new random.Random(0). Draw from rng as it was given.
  limit = math.sqrt(6 / (fan_in + fan_out))
+ rng = random.Random(0)
""")

edits("""
he_normal

2 / fan_in is the variance. gauss takes the standard deviation: its square root.
- deviation = math.sqrt(2 / fan_in)
+ deviation = 2 / fan_in

The draw is even, and ends sharply. It should be normal: rng.gauss(0, deviation).
- return [[rng.gauss(0.0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.uniform(-deviation, deviation) for _ in range(fan_in)] for _ in range(fan_out)]

That is He's even draw, with the right deviation. Make it normal: rng.gauss(0, deviation).
+ limit = math.sqrt(6 / fan_in)
+ return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]

Rows and columns are swapped: there should be fan_out rows, each of fan_in numbers.
- return [[rng.gauss(0.0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.gauss(0, deviation) for _ in range(fan_out)] for _ in range(fan_in)]

The deviation uses fan_out. He's rule uses fan_in, the inputs of a neuron.
- deviation = math.sqrt(2 / fan_in)
+ deviation = math.sqrt(2 / fan_out)

The deviation uses both fans, as Xavier's rule does. He's rule uses fan_in alone: √(2 / fan_in).
- deviation = math.sqrt(2 / fan_in)
+ deviation = math.sqrt(2 / (fan_in + fan_out))

The deviation is √(1 / fan_in). It should be √(2 / fan_in): relu stops half the signal, and the 2
makes up for it.
- deviation = math.sqrt(2 / fan_in)
+ deviation = math.sqrt(1 / fan_in)

The deviation is 1 whatever fan_in. Give gauss √(2 / fan_in).
- deviation = math.sqrt(2 / fan_in)
+ deviation = 1

The numbers come from Python's global generator. Draw from rng: rng.gauss.
- return [[rng.gauss(0.0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[random.gauss(0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]

No weight is below 0, as after abs. A normal draw has as many below as above.
- return [[rng.gauss(0.0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[abs(rng.gauss(0, deviation)) for _ in range(fan_in)] for _ in range(fan_out)]

One row is used fan_out times. Make new draws for each row, else all neurons are the same.
- return [[rng.gauss(0.0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]
+ row = [rng.gauss(0, deviation) for _ in range(fan_in)]
+ return [row] * fan_out

One number is drawn and used everywhere. Draw once for each weight.
+ weight = rng.gauss(0, math.sqrt(2 / fan_in))
+ return [[weight] * fan_in for _ in range(fan_out)]

Each row is one draw, repeated. Make a new draw for each of its fan_in weights.
- return [[rng.gauss(0.0, deviation) for _ in range(fan_in)] for _ in range(fan_out)]
+ return [[rng.gauss(0, deviation)] * fan_in for _ in range(fan_out)]

The root is taken of 2 alone. Take it of the whole: math.sqrt(2 / fan_in).
- deviation = math.sqrt(2 / fan_in)
+ deviation = math.sqrt(2) / fan_in

Every call draws the same numbers, as from a new random.Random(0). Draw from rng as it was given.
  deviation = math.sqrt(2 / fan_in)
+ rng = random.Random(0)
""")
