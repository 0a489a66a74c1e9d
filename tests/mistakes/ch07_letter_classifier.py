"""What learners write in chapter 7 that isn't it, each with the sentence that mends it."""

from grading import edits

edits("""
one_hot_letters

Those are small letters. The course's letters are capitals: LETTERS.
+ return [(one_hot(i, 26), letter.lower()) for i, letter in enumerate(LETTERS)]

There are 27 numbers in each vector. The alphabet has 26 letters: one_hot(index, 26).
+ return [(one_hot(i, 27), letter) for i, letter in enumerate(LETTERS)]

Z is missing. There are 26 letters, and the last index is 25: go through all of LETTERS.
+ return [(one_hot(i, 26), LETTERS[i]) for i in range(25)]

A's 1 stands at index 1, and all the others are moved with it. A's belongs at index 0.
+ return [(one_hot((i + 1) % 26, 26), letter) for i, letter in enumerate(LETTERS)]

Each vector is one place too early, and A's 1 stands at the end. A's index is 0.
+ return [(one_hot((i - 1) % 26, 26), letter) for i, letter in enumerate(LETTERS)]

The pairs are the wrong way round. The vector should come first, then its letter.
+ return [(letter, one_hot(i, 26)) for i, letter in enumerate(LETTERS)]

Beside each vector stands the letter's index. The letter itself belongs there.
+ return [(one_hot(i, 26), i) for i in range(26)]

Beside each letter stands its index. Make a vector of it: one_hot(index, 26).
+ return [(i, letter) for i, letter in enumerate(LETTERS)]

In the letter's place stands the vector once more. The letter itself belongs there.
+ return [(one_hot(i, 26), one_hot(i, 26)) for i in range(26)]

Those are the vectors without their letters. Each example should be a pair: (vector, letter).
+ return [one_hot(i, 26) for i in range(26)]

Every vector is full of ones, perhaps because all 26 are one and the same list. Each letter needs a
new one, with a single 1.
+ vector, examples = [0.0] * 26, []
+ for i, letter in enumerate(LETTERS):
+     vector[i] = 1.0
+     examples.append((vector, letter))
+ return examples
""")

edits("""
noisy_letters

The letters in BITMAPS are changed themselves. Flip the pixels of a copy: bitmap_pixels makes one.
- pixels = [
-     1.0 - pixel if rng.random() < flip_probability else pixel
-     for pixel in bitmap_pixels(letter)
- ]
- examples.append((pixels, letter))
+ marks = list(BITMAPS[letter])
+ for i, mark in enumerate(marks):
+     if mark != " " and rng.random() < flip_probability:
+         marks[i] = "." if mark == "#" else "#"
+ BITMAPS[letter] = "".join(marks)
+ examples.append((bitmap_pixels(letter), letter))

In the letter's place stands its one-hot vector. The letter itself belongs beside its pixels.
- examples.append((pixels, letter))
+ examples.append((pixels, one_hot(LETTERS.index(letter), 26)))

No pixel flips. Where rng.random() < flip_probability, put 1.0 - pixel in the pixel's place:
computed and kept nowhere, it changes nothing.
- pixels = [
-     1.0 - pixel if rng.random() < flip_probability else pixel
-     for pixel in bitmap_pixels(letter)
- ]
+ pixels = bitmap_pixels(letter)
+ for pixel in pixels:
+     if rng.random() < flip_probability:
+         pixel = 1.0 - pixel

At most one pixel of a letter is flipped. Each of the 35 has a chance of its own.
- pixels = [
-     1.0 - pixel if rng.random() < flip_probability else pixel
-     for pixel in bitmap_pixels(letter)
- ]
+ pixels = bitmap_pixels(letter)
+ if rng.random() < flip_probability:
+     place = rng.randrange(35)
+     pixels[place] = 1.0 - pixels[place]

One draw decides for all 35 pixels of a letter. Draw a number for each pixel.
- pixels = [
-     1.0 - pixel if rng.random() < flip_probability else pixel
-     for pixel in bitmap_pixels(letter)
- ]
+ pixels = bitmap_pixels(letter)
+ if rng.random() < flip_probability:
+     pixels = [1.0 - pixel for pixel in pixels]

The same number of pixels is flipped in every letter. Give each pixel a draw of its own, so that the
number varies.
- pixels = [
-     1.0 - pixel if rng.random() < flip_probability else pixel
-     for pixel in bitmap_pixels(letter)
- ]
+ pixels = bitmap_pixels(letter)
+ for place in rng.sample(range(35), round(35 * flip_probability)):
+     pixels[place] = 1.0 - pixels[place]

Pixels are only switched on. A flip goes both ways: 1.0 - pixel.
- 1.0 - pixel if
+ 1.0 if

Pixels are only switched off. A flip goes both ways: 1.0 - pixel.
- 1.0 - pixel if
+ 0.0 if

A flipped 1.0 becomes -1.0. Flipping turns 0.0 and 1.0 into each other: 1.0 - pixel.
- 1.0 - pixel if
+ -pixel if

A random pixel takes the place of the old one, and half the time it is the same. Flip it: 1.0 -
pixel.
- 1.0 - pixel if
+ float(rng.randint(0, 1)) if

All copies of a letter have the same noise. Make new draws for each copy.
- for _ in range(copies):
-     for letter in LETTERS:
-         pixels = [
-             1.0 - pixel if rng.random() < flip_probability else pixel
-             for pixel in bitmap_pixels(letter)
-         ]
+ for letter in LETTERS:
+     pixels = [1.0 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)]
+     for _ in range(copies):

All letters of a round share one pattern of flips. Make new draws for each letter.
  for _ in range(copies):
+     flipped = [rng.random() < flip_probability for _ in range(35)]
- 1.0 - pixel if rng.random() < flip_probability else pixel
- for pixel in bitmap_pixels(letter)
+ 1.0 - pixel if flip else pixel
+ for pixel, flip in zip(bitmap_pixels(letter), flipped)

The noise piles up: each copy starts from the noisy one before. Start each from the clean bitmap.
- for _ in range(copies):
-     for letter in LETTERS:
-         pixels = [
-             1.0 - pixel if rng.random() < flip_probability else pixel
-             for pixel in bitmap_pixels(letter)
-         ]
+ for letter in LETTERS:
+     pixels = bitmap_pixels(letter)
+     for _ in range(copies):
+         pixels = [1.0 - p if rng.random() < flip_probability else p for p in pixels]

The draws come from Python's global generator. Draw from rng, which the caller hands in.
- if rng.random() < flip_probability
+ if random.random() < flip_probability

Every call gives the same noise, as from a generator made inside. Draw from rng, which the caller
hands in.
  examples = []
+ rng = random.Random(0)

All pictures have the same flips, as from a generator made anew for each. Draw from rng, which goes
on.
  for letter in LETTERS:
+     rng = random.Random(0)

The probability is the wrong way round: it is that of a flip. Flip where rng.random() <
flip_probability.
- if rng.random() < flip_probability
+ if rng.random() >= flip_probability

That is one copy of each letter, whatever copies says. Make as many as it says.
- for _ in range(copies):
+ for _ in range(1):

flip_probability is taken as percent. It runs from 0 to 1: flip where rng.random() <
flip_probability.
- if rng.random() < flip_probability
+ if rng.uniform(0, 100) < flip_probability

No probability lies outside 0 … 1. Refuse such a flip_probability with a ValueError.
- if not 0 <= flip_probability <= 1:
-     raise ValueError(f"noisy_letters: flip_probability is {flip_probability}, not in 0 to 1")

0 and 1 are refused, but both are probabilities. Refuse only what lies below 0 or above 1.
- if not 0 <= flip_probability <= 1:
+ if not 0 < flip_probability < 1:

A flip_probability below 0 gets through. Refuse it as well as one above 1.
- if not 0 <= flip_probability <= 1:
+ if flip_probability > 1:

A flip_probability above 1 gets through. Refuse it as well as one below 0.
- if not 0 <= flip_probability <= 1:
+ if flip_probability < 0:
""")

edits("""
LetterClassifier.__init__

A sigmoid before softmax keeps every probability below 10 %. Leave the output layer linear.
- seed=seed)
+ output_activation="sigmoid", seed=seed)

relu on the output layer cuts off every negative logit. Leave that layer linear.
- seed=seed)
+ output_activation="relu", seed=seed)

The hidden layer is a sigmoid layer. It should be relu, which is the default.
- seed=seed)
+ "sigmoid", seed=seed)

The hidden layer is linear, and two linear layers are worth one. It should be relu.
- seed=seed)
+ "linear", seed=seed)

The hidden layer has 64 neurons whatever hidden_size says. Write hidden_size in place of 64.
- [input_size, hidden_size, 26]
+ [input_size, 64, 26]

There are 26 inputs whatever input_size says. Bitmaps have 35: the first size should be input_size.
- [input_size, hidden_size, 26]
+ [26, hidden_size, 26]

There are as many outputs as inputs. Each letter needs one: 26.
- [input_size, hidden_size, 26]
+ [input_size, hidden_size, input_size]

The learning rate doesn't reach the trainer: Trainer(self.network, learning_rate, seed).
- self.trainer = Trainer(self.network, learning_rate, seed)
+ self.trainer = Trainer(self.network, seed=seed)

The seed doesn't reach the network: BackpropNetwork(…, seed=seed).
- self.network = BackpropNetwork([input_size, hidden_size, 26], seed=seed)
+ self.network = BackpropNetwork([input_size, hidden_size, 26])

The seed doesn't reach the trainer: Trainer(self.network, learning_rate, seed).
- self.trainer = Trainer(self.network, learning_rate, seed)
+ self.trainer = Trainer(self.network, learning_rate)

The trainer trains another network, so self.network never learns. Give the trainer self.network.
- self.trainer = Trainer(self.network, learning_rate, seed)
+ network = BackpropNetwork([input_size, hidden_size, 26], seed=seed)
+ self.trainer = Trainer(network, learning_rate, seed)
""")

edits("""
LetterClassifier.probabilities

Those are the logits, the network's outputs. softmax makes probabilities of them.
+ return self.network.forward(inputs)

softmax is taken twice, which pulls all probabilities together. Once is enough.
+ return softmax(softmax(self.network.forward(inputs)))

That is the largest probability alone. Return all 26.
+ return max(softmax(self.network.forward(inputs)))

The probabilities are sorted, so that they no longer go with the letters. Leave A's first.
+ return sorted(softmax(self.network.forward(inputs)), reverse=True)
""")

edits("""
LetterClassifier.predict

That is the place of the largest probability. Return the letter there: LETTERS[place].
- return LETTERS[chances.index(max(chances))]
+ return chances.index(max(chances))

That is the largest probability itself. Return the letter at its place.
+ return max(self.probabilities(inputs))

That is the letter of the smallest probability. The guess should be that of the largest.
- return LETTERS[chances.index(max(chances))]
+ return LETTERS[chances.index(min(chances))]

That is the letter at the place of the largest input. Look for the largest probability.
- chances.index(max(chances))
+ list(inputs).index(max(inputs))

Where no logit is above 0, the guess is A, as if all were 0 there. The largest logit can be below 0:
look for it there, too.
+ largest, guess = 0.0, "A"
+ for letter, logit in zip(LETTERS, self.network.forward(inputs)):
+     if logit > largest:
+         largest, guess = logit, letter
+ return guess

Where no probability passes a limit, perhaps 0.5, the guess is A. Take the letter of the largest
probability, however small.
+ for letter, chance in zip(LETTERS, self.probabilities(inputs)):
+     if chance > 0.5:
+         return letter
+ return "A"

Where no probability passes a limit, perhaps 0.5, the guess is an empty string. Take the letter of
the largest probability, however small.
+ for letter, chance in zip(LETTERS, self.probabilities(inputs)):
+     if chance > 0.5:
+         return letter
+ return ""

Where no probability passes a limit, perhaps 0.5, None comes back. Take the letter of the largest
probability, however small.
+ for letter, chance in zip(LETTERS, self.probabilities(inputs)):
+     if chance > 0.5:
+         return letter
""")

edits("""
LetterClassifier.evaluate

That is the number of right answers. Divide it by the number of examples.
- return right / len(dataset)
+ return right

That is in percent. A share runs from 0 to 1.
- return right / len(dataset)
+ return 100 * right / len(dataset)

Of several examples of a letter only the last counts, as in a dictionary. Count every pair.
- right = sum(self.predict(inputs) == letter for inputs, letter in dataset)
+ answers = {letter: self.predict(inputs) for inputs, letter in dataset}
+ right = sum(answer == letter for letter, answer in answers.items())

That is the mean probability of the right letters. Count those that are predicted.
- right = sum(self.predict(inputs) == letter for inputs, letter in dataset)
+ right = 0.0
+ for inputs, letter in dataset:
+     right += self.probabilities(inputs)[LETTERS.index(letter)]

The share is always 1. Compare what predict gives with the letters of the dataset.
- self.predict(inputs) == letter
+ bool(self.predict(inputs))

Nothing is ever right, perhaps because predict's letter is compared with an index or a vector.
Compare it with the letter.
- self.predict(inputs) == letter
+ self.predict(inputs) == LETTERS.index(letter)

The count is divided by 26. Divide it by the number of examples in the dataset.
- return right / len(dataset)
+ return right / 26

An empty dataset has no share of right answers: raise a ValueError.
- raise ValueError("evaluate: the dataset has 0 examples, it needs 1 or more")
+ return 0.0

One-hot letters are evaluated. Evaluate the dataset's own pairs.
- right = sum(self.predict(inputs) == letter for inputs, letter in dataset)
+ dataset = one_hot_letters()
+ right = sum(self.predict(inputs) == letter for inputs, letter in dataset)

Each letter counts once, however many of its examples are right, as in a set. Count the examples.
- right = sum(self.predict(inputs) == letter for inputs, letter in dataset)
+ right = len({letter for inputs, letter in dataset if self.predict(inputs) == letter})

Unless all are right the share is 0, as where // or int cuts the fraction off. Return the number of
right ones / the number of all.
- return right / len(dataset)
+ return right // len(dataset)

That is the share of wrong answers. Count where the letter predicted is the example's.
- self.predict(inputs) == letter
+ self.predict(inputs) != letter

The return stands inside the loop, so only the first example is looked at.
- right = sum(self.predict(inputs) == letter for inputs, letter in dataset)
- return right / len(dataset)
+ right = 0
+ for inputs, letter in dataset:
+     right += self.predict(inputs) == letter
+     return right / len(dataset)
""")

edits("""
LetterClassifier.train

loss_history starts again in each call, as with a trainer made anew. Keep the trainer of __init__,
and its loss_history.
- return self.trainer.train(pairs, epochs)
+ self.trainer = Trainer(self.network, self.trainer.learning_rate)
+ return self.trainer.train(pairs, epochs)

Each call starts with a fresh network. Go on with the one there is.
- return self.trainer.train(pairs, epochs)
+ hidden = self.network.layers[0]
+ sizes = len(hidden.weights[0]), len(hidden.weights)
+ LetterClassifier.__init__(self, *sizes, self.trainer.learning_rate)
+ return self.trainer.train(pairs, epochs)

Only the first example is trained. Hand the trainer inputs and a target for every one.
- return self.trainer.train(pairs, epochs)
+ return self.trainer.train(pairs[:1], epochs)

The trainer is called for each example alone. Hand it all pairs in one call: an epoch visits every
one.
- return self.trainer.train(pairs, epochs)
+ for pair in pairs:
+     self.trainer.train([pair], epochs)
+ return self.trainer.loss_history

There are too many epochs. trainer.train runs all of them itself: call it once.
- return self.trainer.train(pairs, epochs)
+ for _ in range(epochs):
+     self.trainer.train(pairs, epochs)
+ return self.trainer.loss_history

Nothing is added to trainer.loss_history, as where only train_epoch is called. Call
self.trainer.train, which adds each loss.
- return self.trainer.train(pairs, epochs)
+ return [self.trainer.train_epoch(pairs) for _ in range(epochs)]

The 1 of A's target stands at index 1, and all the others are moved with it. It belongs at index 0.
- pairs = [(inputs, targets[letter]) for inputs, letter in dataset]
+ pairs = [(x, one_hot((LETTERS.index(letter) + 1) % 26, 26)) for x, letter in dataset]

Targets are numbered within the dataset. A letter's target is its place in LETTERS.
- pairs = [(inputs, targets[letter]) for inputs, letter in dataset]
+ pairs = [(inputs, one_hot(i % 26, 26)) for i, (inputs, _) in enumerate(dataset)]

The trainer gets targets of length 1, perhaps the letters themselves. Make each letter one_hot(its
index, 26) first.
- return self.trainer.train(pairs, epochs)
+ return self.trainer.train(dataset, epochs)

One epoch is run, whatever epochs says. Hand epochs on to the trainer.
- return self.trainer.train(pairs, epochs)
+ return self.trainer.train(pairs, 1)

500 epochs are run, whatever epochs says. Hand epochs on to the trainer.
- return self.trainer.train(pairs, epochs)
+ return self.trainer.train(pairs, 500)

That is the last loss alone. Return the whole loss_history.
- return self.trainer.train(pairs, epochs)
+ return self.trainer.train(pairs, epochs)[-1]

The message must name the letter. If yours is index's own, “substring not found”, raise a ValueError
of your own.
+ return self.trainer.train([(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset], epochs)

Letters that aren't A to Z are passed over. Raise a ValueError that names the letter.
+ pairs = [(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset if n in LETTERS]
+ return self.trainer.train(pairs, epochs) if pairs else self.trainer.loss_history

A wrong letter is taken for Z, as where find gives -1 for what isn't there. Raise a ValueError that
names it.
+ pairs = [(x, one_hot(LETTERS.find(n) % 26, 26)) for x, n in dataset]
+ return self.trainer.train(pairs, epochs)

Small letters are taken for capitals. Only A to Z are letters here: refuse the others.
- if letter not in targets:
+ if letter.upper() not in targets:
- pairs = [(inputs, targets[letter]) for inputs, letter in dataset]
+ pairs = [(inputs, targets[letter.upper()]) for inputs, letter in dataset]

Parts of the alphabet, such as "AB", get through, and so does an empty string, perhaps because `in`
finds any part of a string. Accept single letters only.
- if letter not in targets:
+ if letter not in LETTERS:
- pairs = [(inputs, targets[letter]) for inputs, letter in dataset]
+ pairs = [(inputs, one_hot(LETTERS.index(letter), 26)) for inputs, letter in dataset]

Parts of the alphabet, such as "AB", get past the check, and have no target, perhaps because `in`
finds any part of a string. Accept single letters only.
- if letter not in targets:
+ if letter not in LETTERS:
""")
