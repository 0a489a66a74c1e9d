"""Chapter 7, graded: the data, and the classifier that learns it.

Noise is graded by what it does to the pixels, never by the order of the draws. The classifier's
answers and single steps are compared number by number, from weights that are set on both sides.
"""

import random
from operator import eq

from grading import Code, task

KEEPS = {
    "LetterClassifier": ["trainer.learning_rate trainer.loss_history"],
    "LetterClassifier.train": ["trainer.loss_history"],
}

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PIXELS = 35
GLOBAL_GENERATOR = Code(
    "type('Global', (), {'state': property(lambda self: sum(random.getstate()[1]))})()",
    says="Python's global generator",
)
LISTS = Code(
    "lambda examples: len({id(pixels) for pixels, letter in examples})",
    says="gives how many different lists of pixels there are",
)
ONE_HOT = [([1.0 if i == k else 0.0 for i in range(26)], LETTERS[k]) for k in range(26)]


@task("one_hot_letters")
def test_one_hot_letters_are_26_pairs_of_a_vector_and_its_letter(pair):
    examples = pair.one_hot_letters()
    assert examples == ONE_HOT


def noisy(pair, copies, flip_probability, rng):
    """Call noisy_letters on both sides; return the learner's (pixels, letter) pairs, checked."""
    pairs = []
    for example in pair.drawn(pair.noisy_letters, copies, flip_probability, rng):
        items = example if type(example) is tuple else ()
        is_pair = [type(item) for item in items] == [list, str]
        pair.expect(
            is_pair and items[1] in tuple(LETTERS),
            expected="examples that are tuples: (pixels, a letter from A to Z)",
            got=f"({', '.join(map(_brief, items))})" if items else _brief(example),
        )
        pixels, letter = items
        pair.expect(
            len(pixels) == PIXELS
            and all(type(pixel) in (int, float) and pixel in (0, 1) for pixel in pixels),
            expected=f"{PIXELS} pixels for {letter}, each one 0.0 or 1.0",
            got=f"{len(pixels)} values, {_brief(pixels)}",
            cause="A flipped pixel is 1.0 - pixel: 0.0 becomes 1.0, and 1.0 becomes 0.0.",
        )
        pairs.append((pixels, letter))
    for letter in LETTERS:
        count = sum(name == letter for _, name in pairs)
        pair.expect(
            count == copies, expected=f"{letter} in {copies} examples", got=f"{letter} in {count}"
        )
    return pairs


def _brief(value):
    text = repr(value)
    return text if len(text) <= 40 else text[:38] + " …"


def flips(pair, *arguments):
    """Call noisy_letters; return (letter, which of its pixels are flipped, its clean pixels)."""
    bitmaps = pair.named(
        "bitmaps", Code("[bitmap_pixels(letter) for letter in LETTERS]", says="26 bitmaps")
    )
    clean = {letter: bitmaps[k] for k, letter in enumerate(LETTERS)}
    return [
        (letter, tuple(p != q for p, q in zip(pixels, clean[letter], strict=True)), clean[letter])
        for pixels, letter in noisy(pair, *arguments)
    ]


@task("noisy_letters")
def test_noisy_letters_are_the_bitmaps_themselves_where_nothing_flips(pair):
    pair.named("seeded", Code("random.seed(1)"))
    for letter, mask, _ in flips(pair, 1, 0.0, Code("random.Random(1)")):
        pair.expect(
            not any(mask),
            expected=f"the bitmap of {letter} as it is, with a flip_probability of 0",
            got=f"a list that differs from it in {sum(mask)} of {PIXELS} pixels",
        )
    pair.noisy_letters(0, 0.0, Code("random.Random(1)"))
    lists = pair.named("lists", LISTS)
    for flip_probability in (0.0, 1.0):  # without draws, too, each copy is a list of its own
        pair.drawn(pair.noisy_letters, 2, flip_probability, Code("random.Random(1)"))
        count = pair.drawn(lists, pair.returned("the examples"))
        pair.expect(
            count == 52,
            expected="52 lists of pixels, as many as examples",
            got=f"{count}",
            cause="Several examples hold one and the same list. Make a new list for each copy.",
        )


@task("noisy_letters")
def test_noisy_letters_flips_every_pixel_both_ways_where_the_probability_is_1(pair):
    for letter, mask, clean in flips(pair, 1, 1, Code("random.Random(1)")):
        for pixel, name in ((1.0, "1.0 turned into 0.0"), (0.0, "0.0 turned into 1.0")):
            chosen = [flipped for flipped, value in zip(mask, clean, strict=True) if value == pixel]
            pair.expect(
                all(chosen),
                expected=f"every {name} in the bitmap of {letter}, with a probability of 1",
                got=f"{sum(chosen)} of {len(chosen)} flipped",
            )
    pair.bitmap_pixels("A")  # the given bitmaps are as they were


@task("noisy_letters", once=True)
def test_noisy_letters_flips_each_pixel_by_a_chance_of_its_own(pair):
    # Every bound lies seven standard deviations or more from what chance gives.
    probability = 0.2
    found = flips(pair, 12, probability, Code("random.Random(2)"))
    masks = [mask for _, mask, _ in found]

    def patterns(found, share, which=""):
        count = len(set(found))
        pair.expect(
            count >= share * len(found),
            expected="different pixels flipped in each copy of each letter",
            got=f"{count} pattern{'s' * (count > 1)} of flips in {len(found)} pictures{which}",
        )

    def shares(groups, low, high, what):
        for group, bits in groups.items():
            share = sum(bits) / len(bits)
            pair.expect(
                low < share < high,
                expected=f"about {probability:.0%} of {what.format(group)} flipped",
                got=f"{share:.1%} of {len(bits)}",
            )

    copies = {letter: {mask for other, mask, _ in found if other == letter} for letter in LETTERS}
    pair.expect(
        any(len(of_one) > 1 for of_one in copies.values()),
        expected="different pixels flipped in each copy of a letter",
        got="the same flips in all 12 copies of each letter",
        cause="The copies are all alike. Each needs a list and draws of its own.",
    )
    in_turn = [[mask for other, mask, _ in found if other == letter] for letter in LETTERS]
    first, last = (
        sum(sum(masks_of[i]) for masks_of in in_turn) / (PIXELS * len(LETTERS)) for i in (0, -1)
    )
    pair.expect(
        last < first + 0.14,  # seven standard deviations
        expected=f"about {probability:.0%} of the pixels flipped in a letter's last copy, too",
        got=f"{first:.1%} of them in the first copy, {last:.1%} in the last",
        cause="Start each copy from the letter's bitmap, not from the copy before it.",
    )
    # Pictures that are all flipped alike have odd shares too, which say less.
    noisy_ones = [mask for mask in masks if any(mask)]
    patterns(noisy_ones, 0.5, which=f" (those of the {len(masks)} with any flip)")
    by_value, by_letter, by_place = {0.0: [], 1.0: []}, {}, {}
    for letter, mask, clean in found:
        by_letter.setdefault(letter, []).extend(mask)
        for place, (flipped, value) in enumerate(zip(mask, clean, strict=True)):
            by_value[value].append(flipped)
            by_place.setdefault(place, []).append(flipped)
    shares(by_value, 0.15, 0.25, "all pixels that are {}")
    shares(by_letter, 0.06, 0.36, "the pixels in all copies of {}")
    shares(by_place, 0.04, 0.38, "the pixels at place {}")
    patterns(masks, 0.9)
    counts = [sum(mask) for mask in masks]
    pair.expect(
        max(counts) - min(counts) > 4,
        expected="more pixels flipped in some examples than in others, by chance",
        got=" to ".join(sorted({f"{min(counts)}", f"{max(counts)}"}, key=int)) + " flipped in each",
        cause="Draw a number for every pixel; how many flip is then chance too.",
    )


@task("noisy_letters")
def test_noisy_letters_begins_with_an_a(pair):
    for copies, seed in ((2, 0), (1, 3)):
        letter = noisy(pair, copies, 0.0, Code(f"random.Random({seed})"))[0][1]
        pair.expect(
            letter == "A",
            expected="an A first, as in the docstring's example",
            got=f"{letter!r} first",
        )


@task("noisy_letters", once=True)
def test_noisy_letters_takes_any_probability(pair):
    for probability in (0.004, 0.996, 1e-9, 0.5):
        found = flips(pair, 20, probability, Code("random.Random(3)"))
        share = sum(sum(mask) for _, mask, _ in found) / (PIXELS * len(found))
        deviation = (probability * (1 - probability) / (PIXELS * len(found))) ** 0.5
        pair.expect(
            abs(share - probability) < 7 * deviation,
            expected=f"about {probability:.1%} of all pixels flipped",
            got=f"{share:.1%} of {PIXELS * len(found)}",
        )
    bits = [flipped for _, mask, _ in found for flipped in mask]
    for distance in (1, 5, PIXELS):  # the pixel beside it, below it, in the next picture
        alike = sum(map(eq, bits, bits[distance:])) / (len(bits) - distance)
        pair.expect(
            abs(alike - 0.5) < 7 * (0.25 / len(bits)) ** 0.5,
            expected=f"a pixel and the one {distance} further on, both flipped or neither, in "
            "about 50.0% of all pairs, with a probability of 50.0%",
            got=f"{alike:.1%} of {len(bits) - distance}",
            cause="Draw a new number for every pixel of every copy.",
        )


@task("noisy_letters")
def test_noisy_letters_draws_from_the_rng_it_is_given(pair):
    pair.named("seeded", Code("random.seed(1)"))
    generator = pair.named("generator", GLOBAL_GENERATOR)
    before = pair.look(generator, "state")
    rng = pair.named("rng", Code("random.Random(1)"))
    first = noisy(pair, 1, 0.3, rng)
    pair.expect(
        pair.look(generator, "state") == before,
        expected="Python's global generator left alone",
        got="numbers drawn from it",
        cause="Draw with rng.random(), not with random.random().",
    )
    pair.expect(
        noisy(pair, 1, 0.3, rng) != first,
        expected="other flips the second time, from the same rng",
        got="the same flips",
        cause="Draw from rng as it comes: one made or seeded inside starts over at each call.",
    )
    pair.expect(
        noisy(pair, 1, 0.3, Code("random.Random(1)")) == first,
        expected="the same flips again from random.Random(1)",
        got="other flips",
        cause="Every draw must come from rng.",
    )
    pair.expect(
        noisy(pair, 1, 0.3, Code("random.Random(2)")) != first,
        expected="other flips from random.Random(2) than from random.Random(1)",
        got="the same flips",
        cause="Draw with rng.random().",
    )
    says = "what rng gives after noisy_letters(1, 0.3, rng)"
    code = "lambda rng: [noisy_letters(1, 0.3, rng), rng.random()][1]"
    after = pair.drawn(pair.named("after", Code(code, says=says)), Code("random.Random(1)"))
    pair.expect(
        after not in [random_after(words) for words in range(26 * PIXELS)],
        expected=f"an rng that has given a number for each of {26 * PIXELS} pixels",
        got="one that has given fewer",
        cause="Draw every number from rng itself, and seed no other generator with one of them.",
    )


def random_after(words):
    """Return what random.Random(1) gives next after so many words of 32 bits.

    A draw, whichever it is, takes one or more.
    """
    rng = random.Random(1)
    rng.getrandbits(32 * words)
    return rng.random()


@task("noisy_letters")
def test_noisy_letters_refuses_what_is_no_probability(pair):
    for flip_probability in (-0.001, 1.001, -1, 5, -1e-13, 1.0000000000001):
        pair.refuses(pair.noisy_letters, 1, flip_probability, Code("random.Random(1)"))
        pair.refuses(pair.noisy_letters, 0, flip_probability, Code("random.Random(1)"))


def known_classifier(pair, learning_rate=0.5, seed=0):
    """Return a 3-3-26 classifier, on both sides, whose hidden layer passes on what is positive.

    Its first input speaks for A, the second for M, the third for Z, each against the others.
    """
    classifier = pair.LetterClassifier(3, 3, learning_rate, seed)
    hidden, output = (classifier.network.layers[i] for i in (0, 1))
    hidden.weights = [[1.0 if i == o else 0.0 for i in range(3)] for o in range(3)]
    output.weights = Code(
        "[[1.0 if letter == name else -1.0 for name in 'AMZ'] for letter in LETTERS]",
        says="A's row [1, -1, -1], M's [-1, 1, -1], Z's [-1, -1, 1], all others -1",
    )
    return classifier


def look_at(classifier):
    """Compare every weight and bias, the last layer first: the order of backward."""
    for i in (1, 0):
        for name in ("weights", "biases"):
            getattr(classifier.network.layers[i], name)


@task("LetterClassifier")
def test_letter_classifier_is_a_network_with_26_outputs_and_its_trainer(pair):
    classifier = pair.LetterClassifier()
    assert classifier.network.count_parameters() == 3418  # 64·26 + 64 + 26·64 + 26
    assert classifier.trainer.learning_rate == 0.1
    assert classifier.trainer.loss_history == []
    classifier = pair.LetterClassifier(input_size=4, hidden_size=3, learning_rate=0.5, seed=1)
    assert classifier.network.count_parameters() == 119  # 3·4 + 3 + 26·3 + 26
    pair.look(classifier.network.layers[0], "weights")
    pair.look(classifier.network.layers[1], "weights")
    assert pair.LetterClassifier(120, 1).network.count_parameters() == 173
    assert pair.LetterClassifier(1, 200).network.count_parameters() == 5626
    assert classifier.trainer.learning_rate == 0.5


@task("LetterClassifier")
def test_probabilities_are_the_softmax_of_linear_outputs(pair):
    classifier = known_classifier(pair)
    assert len(classifier.probabilities([1.0, 0.0, 0.0])) == 26
    classifier.probabilities([0.5, 2.0, 7.0])
    classifier.probabilities([-1.0, 2.0, -0.5])  # relu makes 0, 2, 0 of it
    classifier.probabilities([900.0, 0.0, 0.0])
    for far in (1e6, 1e11, 1e300):  # A's logit is -2.5 times that, all others are lower yet
        classifier.probabilities([5 * far, 4 * far, 3.5 * far])
    pair.close(classifier.probabilities, [20.0, 0.0, 0.0], rel_tol=1e-6)  # e⁻⁴⁰ for the others
    classifier.network.layers[1].biases = Code("[1e9 + k for k in range(26)]")
    classifier.probabilities([0.0, 0.0, 0.0])


@task("LetterClassifier")
def test_predict_gives_the_letter_of_the_largest_probability(pair):
    classifier = known_classifier(pair)
    assert classifier.predict([1.0, 0.5, 0.0]) == "A"
    assert classifier.predict([0.1, 0.5, 0.4]) == "M"
    assert classifier.predict([-2.0, 0.0, 0.01]) == "Z"
    assert classifier.predict([1.0, 1.0000000001, 0.0]) == "M"  # by a little
    classifier.network.layers[1].biases = Code(
        "[0.5 if letter == 'Q' else 0.0 for letter in LETTERS]", says="0.5 for Q, 0 for the others"
    )
    assert classifier.predict([0.0, 0.0, 0.0]) == "Q"  # it names a letter for everything
    classifier = known_classifier(pair)
    letter = pair.drawn(classifier.predict, [0.0, 0.0, 0.0])  # all are equal: which, is open
    pair.expect(
        type(letter) is str and len(letter) == 1,
        expected="one letter, where all have the same probability",
        got=repr(letter)[:60],
    )


@task("LetterClassifier")
def test_evaluate_gives_the_share_of_right_letters(pair):
    classifier = known_classifier(pair)
    dataset = [
        ([1.0, 0.5, 0.0], "A"),
        ([1.0, 0.5, 0.0], "B"),
        ([0.0, 5.0, 0.4], "M"),
        ([0.0, 0.0, 2.0], "A"),
        ([0.0, 0.1, 0.2], "Z"),
    ]
    assert classifier.evaluate(dataset) == 0.6
    assert classifier.evaluate(dataset[:3]) == 2 / 3
    assert classifier.evaluate(dataset[2:3]) == 1
    assert classifier.evaluate(dataset[:1] * 3 + dataset[1:2]) == 0.75  # one of them three times
    assert classifier.evaluate(dataset[3:4]) == 0
    others = [(dataset[0][0], name) for name in ("a", "?", "AB", "")]
    assert classifier.evaluate(dataset[:1] + others) == 0.2
    assert classifier.evaluate(dataset[1:2] * 65 + dataset[:1] * 65) == 0.5
    pair.refuses(classifier.evaluate, [])


@task("LetterClassifier")
def test_train_takes_the_steps_of_the_trainer(pair):
    classifier = known_classifier(pair)
    trained = classifier.trainer.network.layers[0].weights
    assert trained[0] == [1.0, 0.0, 0.0]  # it is one and the same network
    assert len(classifier.train([([1.0, 0.5, 0.0], "C")], 1)) == 1
    look_at(classifier)
    history = classifier.train([([0.5, 1.0, -2.0], "Z")] * 2, epochs=2)
    assert len(history) == 3  # a second call goes on
    look_at(classifier)
    assert len(classifier.train([([0.5, 1.0, -2.0], "Z")], 0)) == 3


@task("LetterClassifier")
def test_train_learns_from_every_example(pair):
    classifier = known_classifier(pair, learning_rate=0.0)
    dataset = [([1.0, 0.0, 0.0], "A"), ([0.0, 2.0, 0.0], "N"), ([0.0, 0.0, 3.0], "Z")]
    classifier.train(dataset, 1)
    assert len(classifier.train(dataset[1:], 1)) == 2
    assert len(classifier.train([([20.0, 0.0, 0.0], "A")], 3)) == 5  # its loss is 0


@task("LetterClassifier", once=True)  # long, and shorter ones of train run twice
def test_train_goes_on_to_the_last_epoch_at_the_rate_it_was_given(pair):
    classifier = known_classifier(pair)
    classifier.train([([1.0, 0.5, 0.0], "C")], 60)
    look_at(classifier)
    assert classifier.trainer.learning_rate == 0.5
    classifier.train([([0.0, 0.5, 1.0], "Q")] * 130, 1)
    look_at(classifier)


@task("LetterClassifier", seconds=60)
def test_train_runs_500_epochs_where_no_number_is_given(pair):
    classifier = pair.LetterClassifier(1, 1)
    assert len(pair.drawn(classifier.train, [([1.0], "C")])) == 500


@task("LetterClassifier")
def test_first_weights_and_order_come_from_the_seed_alone(pair):
    dataset = Code(
        "[([k / 4, 1 - k / 8, k % 3], LETTERS[k]) for k in range(12)]",
        says="12 examples, of A to L",
    )

    def first_weights(**seed):
        classifier = pair.LetterClassifier(3, 3, 0.5, **seed)
        return pair.look(classifier.network.layers[0], "weights")

    def losses(**seed):
        classifier = pair.LetterClassifier(3, 3, 0.5, **seed)
        for i, size in enumerate((3, 26)):
            weights = Code(f"[[0.25, -0.5, 1.0] for _ in range({size})]")
            classifier.network.layers[i].weights = weights
        return pair.drawn(classifier.train, dataset, 2)

    for draw, what, cause in (
        (first_weights, "first weights", "The network needs the seed, too: hand it on."),
        (losses, "losses", "The order of the examples should change, too: hand the seed on."),
    ):
        of_seed_1 = draw(seed=1)
        pair.expect(
            draw(seed=1) == of_seed_1,
            expected=f"the same {what} as those of another classifier of seed 1",
            got=f"other {what}",
            cause="The network and its trainer should draw from the seed, and from nothing else.",
        )
        of_seed_0 = draw(seed=0)
        pair.expect(
            of_seed_0 != of_seed_1,
            expected=f"different {what} from the seeds 0 and 1",
            got=f"the same {what}",
            cause=cause,
        )
        pair.expect(
            draw() == of_seed_0,
            expected=f"the {what} of seed 0 where no seed is given",
            got=f"other {what}",
            cause="Where no seed is given, it should be 0.",
        )


@task("LetterClassifier", seconds=60)
def test_letter_classifier_learns_the_26_letters(pair):
    classifier = pair.LetterClassifier(26, 16, learning_rate=0.5)
    letters = pair.named(
        "letters",
        Code(
            "[([float(i == k) for i in range(26)], LETTERS[k]) for k in range(26)]",
            says="26 one-hot vectors with their letters",
        ),
    )
    history = pair.drawn(classifier.train, letters, 8)
    share = pair.drawn(classifier.evaluate, letters)
    pair.expect(
        share > 0.5,
        expected="a share above 0.5 of the 26 letters right after 8 epochs",
        got=f"{share:.2f}",
        cause="Each letter has to be trained towards its own target.",
        losses=history,
    )
    chances = [
        pair.drawn(classifier.probabilities, [float(i == k) for i in range(26)])[k]
        for k in range(0, 26, 5)
    ]
    mean = sum(chances) / len(chances)
    pair.expect(
        mean > 0.3,
        expected="right letters with a mean probability above 0.3",
        got=f"{mean:.3f}",
        cause="Right but unsure, as a sigmoid before softmax makes it: it keeps them under 0.1.",
        losses=history,
    )


@task("LetterClassifier")
def test_train_refuses_what_is_no_letter_from_a_to_z(pair):
    classifier = known_classifier(pair)
    inputs = [1.0, 0.5, 0.0]
    pair.refuses(classifier.train, [(inputs, "?")], 1, naming=("?",))
    pair.refuses(
        classifier.train, [(inputs, "a")], 1, naming=("a",)
    )  # before é, which upper() turns into É
    pair.refuses(classifier.train, [(inputs, "A")] * 70 + [(inputs, "é")], 1, naming=("é",))
    for name in ("AB", "", "XYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", " A", "[", "@", "4", "À"):
        dataset = [(inputs, "A"), (inputs, name), (inputs, "Z")]
        pair.refuses(classifier.train, dataset, 1, naming=(name,))
    pair.refuses(classifier.train, [(inputs, "a")], 0, naming=("a",))  # before any epoch
