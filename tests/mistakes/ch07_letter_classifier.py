"""What learners write in chapter 7 that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake("one_hot_letters", "Those are small letters. The course's letters are capitals: LETTERS.")
def small_letters():
    return [(one_hot(i, 26), letter.lower()) for i, letter in enumerate(LETTERS)]


@mistake(
    "one_hot_letters",
    "There are 27 numbers in each vector. The alphabet has 26 letters: one_hot(i, 26).",
)
def size_27():
    return [(one_hot(i, 27), letter) for i, letter in enumerate(LETTERS)]


@mistake(
    "one_hot_letters", "Z is missing: range(25) ends with 24. The last index is 25, so range(26)."
)
def without_z():
    return [(one_hot(i, 26), LETTERS[i]) for i in range(25)]


@mistake("one_hot_letters", "Each vector is one place too late: A's 1 belongs at index 0.")
def one_too_late():
    return [(one_hot((i + 1) % 26, 26), letter) for i, letter in enumerate(LETTERS)]


@mistake(
    "one_hot_letters",
    "Each vector is one place too early, and A's 1 stands at the end. A's index is 0.",
)
def one_too_early():
    return [(one_hot((i - 1) % 26, 26), letter) for i, letter in enumerate(LETTERS)]


@mistake(
    "one_hot_letters", "The pairs are the wrong way round. The vector comes first, then its letter."
)
def letter_first():
    return [(letter, one_hot(i, 26)) for i, letter in enumerate(LETTERS)]


@mistake(
    "one_hot_letters",
    "Beside each vector stands the letter's index. The letter itself belongs there: LETTERS[i].",
)
def index_for_letter():
    return [(one_hot(i, 26), i) for i in range(26)]


@mistake(
    "one_hot_letters", "Beside each letter stands its index. Make a vector of it: one_hot(i, 26)."
)
def index_for_vector():
    return [(i, letter) for i, letter in enumerate(LETTERS)]


@mistake(
    "one_hot_letters",
    "In the letter's place stands the vector once more. The letter itself belongs there: "
    "LETTERS[i].",
)
def vector_for_letter():
    return [(one_hot(i, 26), one_hot(i, 26)) for i in range(26)]


@mistake(
    "one_hot_letters",
    "Those are the vectors without their letters. Each example is a pair: (vector, letter).",
)
def vectors_alone():
    return [one_hot(i, 26) for i in range(26)]


@mistake(
    "one_hot_letters",
    "All 26 vectors are one and the same list, written over 26 times. Make a new one for each "
    "letter.",
)
def one_vector_for_all():
    vector, examples = [0.0] * 26, []
    for i, letter in enumerate(LETTERS):
        vector[i] = 1.0
        examples.append((vector, letter))
    return examples


@mistake(
    "noisy_letters",
    "The letters in BITMAPS are changed themselves. Flip the pixels of a copy: bitmap_pixels "
    "makes one.",
)
def writes_into_the_bitmaps(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        for letter in LETTERS:
            marks = list(BITMAPS[letter])
            for i, mark in enumerate(marks):
                if mark != " " and rng.random() < flip_probability:
                    marks[i] = "." if mark == "#" else "#"
            BITMAPS[letter] = "".join(marks)
            examples.append((bitmap_pixels(letter), letter))
    return examples


@mistake(
    "noisy_letters",
    "In the letter's place stands its one-hot vector. The letter itself belongs beside its pixels.",
)
def noisy_with_vectors(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        for i, letter in enumerate(LETTERS):
            pixels = [
                1 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)
            ]
            examples.append((pixels, one_hot(i, 26)))
    return examples


@mistake(
    "noisy_letters",
    "No pixel flips. Write pixels[i] = 1.0 - pixels[i], or build a new list: pixel = … only names "
    "something new.",
)
def flips_a_name(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        for letter in LETTERS:
            pixels = bitmap_pixels(letter)
            for pixel in pixels:
                if rng.random() < flip_probability:
                    pixel = 1.0 - pixel
            examples.append((pixels, letter))
    return examples


@mistake(
    "noisy_letters",
    "At most one pixel of a letter is flipped. Each of the 35 has a chance of its own.",
)
def one_flip_at_most(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        for letter in LETTERS:
            pixels = bitmap_pixels(letter)
            if rng.random() < flip_probability:
                place = rng.randrange(35)
                pixels[place] = 1.0 - pixels[place]
            examples.append((pixels, letter))
    return examples


@mistake(
    "noisy_letters", "One draw decides for all 35 pixels of a letter. Draw a number for each pixel."
)
def all_pixels_or_none(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        for letter in LETTERS:
            pixels = bitmap_pixels(letter)
            if rng.random() < flip_probability:
                pixels = [1.0 - pixel for pixel in pixels]
            examples.append((pixels, letter))
    return examples


@mistake(
    "noisy_letters",
    "The same number of pixels is flipped in every letter. Each pixel has a draw of its own, so "
    "that varies.",
)
def fixed_number_of_flips(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        for letter in LETTERS:
            pixels = bitmap_pixels(letter)
            for place in rng.sample(range(35), round(35 * flip_probability)):
                pixels[place] = 1.0 - pixels[place]
            examples.append((pixels, letter))
    return examples


@mistake("noisy_letters", "Pixels are only switched on. A flip goes both ways: 1.0 - pixel.")
def only_switches_on(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        ([1.0 if rng.random() < flip_probability else p for p in bitmap_pixels(letter)], letter)
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake("noisy_letters", "Pixels are only switched off. A flip goes both ways: 1.0 - pixel.")
def only_switches_off(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        ([0.0 if rng.random() < flip_probability else p for p in bitmap_pixels(letter)], letter)
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "A flipped pixel becomes -1.0 or -0.0. Flipping turns 0.0 and 1.0 into each other: 1.0 - "
    "pixel.",
)
def flips_the_sign(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        ([-p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)], letter)
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "A random pixel takes the place of the old one, and half the time it is the same. Flip it: "
    "1.0 - pixel.",
)
def draws_a_new_pixel(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        (
            [
                float(rng.randint(0, 1)) if rng.random() < flip_probability else p
                for p in bitmap_pixels(letter)
            ],
            letter,
        )
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake("noisy_letters", "All copies of a letter have the same noise. Draw anew for each copy.")
def same_noise_for_every_copy(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for letter in LETTERS:
        pixels = [1.0 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)]
        for _ in range(copies):
            examples.append((pixels, letter))
    return examples


@mistake(
    "noisy_letters", "All letters of a round share one pattern of flips. Draw anew for each letter."
)
def same_noise_for_every_letter(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        flipped = [rng.random() < flip_probability for _ in range(35)]
        for letter in LETTERS:
            pixels = [1.0 - p if f else p for p, f in zip(bitmap_pixels(letter), flipped)]
            examples.append((pixels, letter))
    return examples


@mistake(
    "noisy_letters",
    "The noise piles up: each copy starts from the noisy one before. Start each from the clean "
    "bitmap.",
)
def noise_piles_up(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for letter in LETTERS:
        pixels = bitmap_pixels(letter)
        for _ in range(copies):
            pixels = [1.0 - p if rng.random() < flip_probability else p for p in pixels]
            examples.append((pixels, letter))
    return examples


@mistake(
    "noisy_letters",
    "random.random() draws from Python's global generator. Draw from rng, which the caller hands "
    "in.",
)
def noise_from_the_global_generator(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        (
            [1.0 - p if random.random() < flip_probability else p for p in bitmap_pixels(letter)],
            letter,
        )
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "A generator of its own gives the same noise at every call. Draw from rng, which the caller "
    "hands in.",
)
def noise_from_its_own_generator(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    rng = random.Random(0)
    return [
        ([1.0 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)], letter)
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "A generator made for each picture begins anew, so all have the same flips. Draw from rng, "
    "which goes on.",
)
def generator_for_each_picture(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    examples = []
    for _ in range(copies):
        for letter in LETTERS:
            rng = random.Random(0)
            pixels = [
                1 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)
            ]
            examples.append((pixels, letter))
    return examples


@mistake(
    "noisy_letters",
    "The probability is the wrong way round: it is that of a flip. Flip where rng.random() < "
    "flip_probability.",
)
def keeps_with_the_probability(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        ([p if rng.random() < flip_probability else 1.0 - p for p in bitmap_pixels(letter)], letter)
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "copies counts the copies of each letter. That is one copy of each, whatever copies says.",
)
def one_copy_of_each(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        ([1.0 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)], letter)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "The draws are numbers from 0 to 100, as for percent. A probability runs from 0 to 1: "
    "rng.random().",
)
def draws_percent(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        (
            [
                1.0 - p if rng.uniform(0, 100) < flip_probability else p
                for p in bitmap_pixels(letter)
            ],
            letter,
        )
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "No probability lies outside 0 … 1. Refuse such a flip_probability with a ValueError.",
)
def takes_any_probability(copies, flip_probability, rng):
    return [
        ([1.0 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)], letter)
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "noisy_letters",
    "0 and 1 are refused, and they are probabilities: never, and always. Refuse what lies outside.",
)
def refuses_never_and_always(copies, flip_probability, rng):
    if not 0 < flip_probability < 1:
        raise ValueError(f"flip_probability is {flip_probability}")
    return [
        ([1.0 - p if rng.random() < flip_probability else p for p in bitmap_pixels(letter)], letter)
        for _ in range(copies)
        for letter in LETTERS
    ]


@mistake(
    "LetterClassifier.__init__",
    "A sigmoid before softmax keeps every probability below 10 %. Leave the output layer linear.",
)
def sigmoid_output(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    sizes = [input_size, hidden_size, 26]
    self.network = BackpropNetwork(sizes, output_activation="sigmoid", seed=seed)
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "relu on the output layer cuts off every negative logit. Leave that layer linear.",
)
def relu_output(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    sizes = [input_size, hidden_size, 26]
    self.network = BackpropNetwork(sizes, output_activation="relu", seed=seed)
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "The hidden layer is a sigmoid layer. Here it is relu, which is the default.",
)
def sigmoid_inside(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([input_size, hidden_size, 26], "sigmoid", seed=seed)
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "The hidden layer is linear, and two linear layers are worth one. Here it is relu.",
)
def linear_inside(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([input_size, hidden_size, 26], "linear", seed=seed)
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "The hidden layer has 64 neurons whatever hidden_size says. Write hidden_size in place of 64.",
)
def hidden_size_ignored(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([input_size, 64, 26], seed=seed)
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "There are 26 inputs whatever input_size says. Bitmaps have 35: write input_size in place of "
    "26.",
)
def input_size_ignored(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([26, hidden_size, 26], seed=seed)
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "There are as many outputs as inputs. There is one output for each letter: 26.",
)
def outputs_like_inputs(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([input_size, hidden_size, input_size], seed=seed)
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "The learning rate doesn't reach the trainer: Trainer(self.network, learning_rate, seed).",
)
def learning_rate_ignored(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([input_size, hidden_size, 26], seed=seed)
    self.trainer = Trainer(self.network, seed=seed)


@mistake(
    "LetterClassifier.__init__",
    "The seed doesn't reach the network: BackpropNetwork(…, seed=seed).",
)
def seed_ignored(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([input_size, hidden_size, 26])
    self.trainer = Trainer(self.network, learning_rate, seed)


@mistake(
    "LetterClassifier.__init__",
    "The seed doesn't reach the trainer: Trainer(self.network, learning_rate, seed).",
)
def trainers_seed_ignored(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    self.network = BackpropNetwork([input_size, hidden_size, 26], seed=seed)
    self.trainer = Trainer(self.network, learning_rate)


@mistake(
    "LetterClassifier.__init__",
    "The trainer trains a second network, so this one never learns. Give it self.network.",
)
def trains_another_network(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
    sizes = [input_size, hidden_size, 26]
    self.network = BackpropNetwork(sizes, seed=seed)
    self.trainer = Trainer(BackpropNetwork(sizes, seed=seed), learning_rate, seed)


@mistake(
    "LetterClassifier.probabilities",
    "Those are the logits, the network's outputs. softmax makes probabilities of them.",
)
def logits_for_probabilities(self, inputs):
    return self.network.forward(inputs)


@mistake(
    "LetterClassifier.probabilities",
    "softmax is taken twice, which pulls all probabilities together. Once is enough.",
)
def softmax_twice(self, inputs):
    return softmax(softmax(self.network.forward(inputs)))


@mistake("LetterClassifier.probabilities", "That is the largest probability alone. Return all 26.")
def largest_probability_alone(self, inputs):
    return max(softmax(self.network.forward(inputs)))


@mistake(
    "LetterClassifier.probabilities",
    "The probabilities are sorted, so that none is with its letter any more. Leave A's first.",
)
def sorted_probabilities(self, inputs):
    return sorted(softmax(self.network.forward(inputs)), reverse=True)


@mistake(
    "LetterClassifier.predict",
    "That is the place of the largest probability. Return the letter there: LETTERS[place].",
)
def predicts_the_index(self, inputs):
    chances = self.probabilities(inputs)
    return chances.index(max(chances))


@mistake(
    "LetterClassifier.predict",
    "That is the largest probability itself. Return the letter at its place.",
)
def predicts_the_probability(self, inputs):
    return max(self.probabilities(inputs))


@mistake(
    "LetterClassifier.predict",
    "That is the letter of the smallest probability. The largest one is the guess.",
)
def predicts_the_least_likely(self, inputs):
    chances = self.probabilities(inputs)
    return LETTERS[chances.index(min(chances))]


@mistake(
    "LetterClassifier.predict",
    "Only a probability above 0.5 is taken for a guess, else it is A. The largest is the guess, "
    "however small.",
)
def predicts_when_sure(self, inputs):
    for letter, chance in zip(LETTERS, self.probabilities(inputs)):
        if chance > 0.5:
            return letter
    return "A"


@mistake(
    "LetterClassifier.evaluate",
    "That is the number of right answers. Divide it by the number of examples.",
)
def evaluates_to_a_count(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    return sum(self.predict(inputs) == letter for inputs, letter in dataset)


@mistake("LetterClassifier.evaluate", "That is in percent. A share runs from 0 to 1.")
def evaluates_to_percent(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    return 100 * sum(self.predict(inputs) == letter for inputs, letter in dataset) / len(dataset)


@mistake(
    "LetterClassifier.evaluate",
    "The share is always 1: nothing is compared with the letters of the dataset.",
)
def always_right(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = 0
    for inputs, _ in dataset:
        if self.predict(inputs):
            right += 1
    return right / len(dataset)


@mistake(
    "LetterClassifier.evaluate",
    "predict gives a letter, and here it is compared with an index or a vector, so nothing is "
    "ever right.",
)
def compares_letter_with_index(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    right = sum(self.predict(inputs) == LETTERS.index(letter) for inputs, letter in dataset)
    return right / len(dataset)


@mistake(
    "LetterClassifier.evaluate",
    "The count is divided by 26. Divide it by the number of examples in the dataset.",
)
def divides_by_26(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    return sum(self.predict(inputs) == letter for inputs, letter in dataset) / 26


@mistake(
    "LetterClassifier.evaluate", "An empty dataset has no share of right answers. Raise ValueError."
)
def evaluates_nothing(self, dataset):
    right = sum(self.predict(inputs) == letter for inputs, letter in dataset)
    return right / max(1, len(dataset))


@mistake(
    "LetterClassifier.evaluate",
    "The course's one-hot letters are evaluated, not the dataset handed in.",
)
def evaluates_the_training_set(self, dataset):
    if not dataset:
        raise ValueError("the dataset is empty")
    dataset = one_hot_letters()
    return sum(self.predict(inputs) == letter for inputs, letter in dataset) / len(dataset)


@mistake(
    "LetterClassifier.train",
    "The trainer is made anew in each call, so loss_history starts again. Make it once, in "
    "__init__.",
)
def makes_a_new_trainer(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    self.trainer = Trainer(self.network, self.trainer.learning_rate)
    return self.trainer.train([(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset], epochs)


@mistake(
    "LetterClassifier.train",
    "A second call starts with a fresh network. Go on with the one there is.",
)
def makes_a_new_network(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    hidden = self.network.layers[0]
    LetterClassifier.__init__(
        self, len(hidden.weights[0]), len(hidden.weights), self.trainer.learning_rate
    )
    return self.trainer.train([(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset], epochs)


@mistake(
    "LetterClassifier.train",
    "Only the first example is trained. Turn every pair of the dataset into inputs and a target.",
)
def trains_the_first_example(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    inputs, letter = dataset[0]
    return self.trainer.train([(inputs, one_hot(LETTERS.index(letter), 26))], epochs)


@mistake(
    "LetterClassifier.train",
    "The trainer is called for each example alone. Hand it all pairs in one call: an epoch visits "
    "every one.",
)
def trains_each_example_alone(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    for inputs, letter in dataset:
        self.trainer.train([(inputs, one_hot(LETTERS.index(letter), 26))], epochs)
    return self.trainer.loss_history


@mistake(
    "LetterClassifier.train",
    "trainer.train runs all the epochs itself. Call it once, not in a loop over the epochs.",
)
def trains_epochs_times_epochs(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    pairs = [(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset]
    for _ in range(epochs):
        self.trainer.train(pairs, epochs)
    return self.trainer.loss_history


@mistake(
    "LetterClassifier.train",
    "train_epoch writes nothing into trainer.loss_history. Call trainer.train, which does.",
)
def trains_by_the_epoch(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    pairs = [(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset]
    return [self.trainer.train_epoch(pairs) for _ in range(epochs)]


@mistake("LetterClassifier.train", "Each target is one place too late: A's 1 belongs at index 0.")
def targets_too_late(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    pairs = [(x, one_hot((LETTERS.index(n) + 1) % 26, 26)) for x, n in dataset]
    return self.trainer.train(pairs, epochs)


@mistake(
    "LetterClassifier.train",
    "Targets are numbered within the dataset. A letter's target is its place in LETTERS.",
)
def targets_by_position(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    pairs = [(inputs, one_hot(i % 26, 26)) for i, (inputs, _) in enumerate(dataset)]
    return self.trainer.train(pairs, epochs)


@mistake(
    "LetterClassifier.train",
    "The trainer gets letters where it needs targets. Make each letter one_hot(its index, 26) "
    "first.",
)
def letters_for_targets(self, dataset, epochs=500):
    return self.trainer.train(dataset, epochs)


@mistake(
    "LetterClassifier.train",
    "One epoch is run, whatever epochs says. Hand epochs on to the trainer.",
)
def one_epoch(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    return self.trainer.train([(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset], 1)


@mistake(
    "LetterClassifier.train",
    "500 epochs are run, whatever epochs says. Hand epochs on to the trainer.",
)
def always_500_epochs(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    return self.trainer.train([(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset], 500)


@mistake("LetterClassifier.train", "That is the last loss alone. Return the whole loss_history.")
def returns_the_last_loss(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    pairs = [(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset]
    return self.trainer.train(pairs, epochs)[-1]


@mistake(
    "LetterClassifier.train",
    "The message doesn't name the letter; index alone says “substring not found”. Look first, "
    "and name it.",
)
def index_refuses(self, dataset, epochs=500):
    return self.trainer.train([(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset], epochs)


@mistake(
    "LetterClassifier.train",
    "Letters that aren't A to Z are passed over. Raise a ValueError that names the letter.",
)
def passes_over_other_letters(self, dataset, epochs=500):
    pairs = [(x, one_hot(LETTERS.index(n), 26)) for x, n in dataset if n in LETTERS]
    return self.trainer.train(pairs, epochs) if pairs else self.trainer.loss_history


@mistake(
    "LetterClassifier.train",
    "find gives -1 for what isn't there, and so names no wrong letter, or takes it for Z. Raise "
    "a ValueError.",
)
def find_takes_it_for_z(self, dataset, epochs=500):
    pairs = [(x, one_hot(LETTERS.find(n) % 26, 26)) for x, n in dataset]
    return self.trainer.train(pairs, epochs)


@mistake(
    "LetterClassifier.train",
    "Small letters are taken for capitals. Only A to Z are letters here: refuse the others.",
)
def takes_small_letters(self, dataset, epochs=500):
    for _, letter in dataset:
        if letter.upper() not in LETTERS:
            raise ValueError(f"{letter!r} is not a letter from A to Z")
    pairs = [(x, one_hot(LETTERS.index(n.upper()), 26)) for x, n in dataset]
    return self.trainer.train(pairs, epochs)
