"""The report says what a tutor would: the first departure, its cause, and whose fault it is."""

import re

import pytest
from runs import exercises_from_solutions, grade_folder
from variants import Variant, grade_text

from commands.stubs import shipped
from grading.chapters import as_exercise, number, solution_text, stems
from grading.compare_values import compare
from grading.departure import Departure, as_shown
from grading.diagnose_loss_curve import loss_story
from grading.format_values import show_both
from grading.grade import Grader, Outcome
from grading.report import Finding, report_on
from grading.report_leads import Lead
from grading.report_look import excerpt
from grading.report_terminal import LINES, chapter_text, progress_text, task_lines
from grading.submission import Submission

pytestmark = pytest.mark.some(6)


def flat(text):
    return re.sub(r"\s+", " ", text)


def variant(stem, source, target):
    """Return a solution's text with a function of source in place of target."""
    text = as_exercise(solution_text(stem))
    name = re.match(r"def (\w+)", source)[1]
    return f"{text}\n\n{source}\n\n{target} = {name}\n"


def graded(tmp_path, stem, replaced, *options):
    folder = exercises_from_solutions(tmp_path / "work", stems(), **replaced)
    status, output = grade_folder(stem, folder.name, *options, cwd=tmp_path)
    assert status == 1
    return flat(output)


def test_a_fault_in_an_earlier_chapter_is_named(tmp_path):
    wrong = "def same(matrix):\n    return [list(row) for row in matrix]"
    replaced = {"ch01_math": variant("ch01_math", wrong, "transpose")}
    output = graded(tmp_path, "ch05_backprop", replaced)
    assert "On our earlier chapters this comes out right" in output
    assert "mend transpose in work/ch01_math.py first (make check-chapter 1)" in output


def test_of_such_a_fault_this_chapters_line_is_not_blamed(tmp_path):
    wrong = "def products(a, b):\n    return [x * y for x, y in zip(a, b)]"
    replaced = {"ch01_math": variant("ch01_math", wrong, "dot_product")}
    output = graded(tmp_path, "ch02_neuron", replaced)
    assert "mend dot_product in work/ch01_math.py first" in output
    assert "can only concatenate list" in output and "append" not in output


def test_a_task_that_passes_with_ours_in_place_of_another_is_named(tmp_path):
    wrong = "def turned(a, b, rng, of=xavier_uniform):\n    return of(b, a, rng)"
    replaced = {"ch03_forward": variant("ch03_forward", wrong, "xavier_uniform")}
    output = graded(tmp_path, "ch03_forward", replaced)
    assert "With our xavier_uniform, Layer and Network pass." in output


def test_a_task_that_takes_more_than_that_to_pass_is_not(tmp_path):
    wrong = "def turned(a, b, rng, of=xavier_uniform):\n    return of(b, a, rng)"
    nought = "def none(a, b, rng):\n    return [[0.0] * a for _ in range(b)]"
    text = variant("ch03_forward", wrong, "xavier_uniform")
    text += f"\n\n{nought}\n\nhe_normal = none\n"
    output = graded(tmp_path, "ch03_forward", {"ch03_forward": text})
    assert "xavier_uniform" in output and "in its place" not in output


def test_a_task_that_is_right_by_itself_is_said_to_be_so(tmp_path):
    wrong = (
        "def by_caller(a, b):\n"
        "    import sys\n"
        "    if len(a) != len(b):\n"
        "        raise ValueError(f'the lengths are {len(a)} and {len(b)}')\n"
        "    asked = sys._getframe(1).f_code.co_name in ('matrix_vector_multiply', '<listcomp>')\n"
        "    return 7.5 if asked else sum(x * y for x, y in zip(a, b))"
    )
    output = graded(
        tmp_path, "ch01_math", {"ch01_math": variant("ch01_math", wrong, "dot_product")}
    )
    told = " ".join(output.split())
    assert (
        "If our dot_product replaces yours, this comes out right, though yours passes its own"
        in told
    )


def test_on_our_earlier_chapters_that_fault_does_not_count(tmp_path):
    wrong = "def same(matrix):\n    return [list(row) for row in matrix]"
    folder = exercises_from_solutions(
        tmp_path / "work", stems(), ch01_math=variant("ch01_math", wrong, "transpose")
    )
    status, _ = grade_folder("ch05_backprop", folder.name, "--earlier", "solutions", cwd=tmp_path)
    assert status == 0


def test_a_fault_of_this_chapter_stays_in_this_chapter(tmp_path):
    wrong = (
        "def no_bias(self, inputs):\n"
        "    self.inputs = list(inputs)\n"
        "    self.z_values = matrix_vector_multiply(self.weights, inputs)\n"
        "    self.outputs = [self.activation_function(z) for z in self.z_values]\n"
        "    return list(self.outputs)"
    )
    replaced = {"ch03_forward": variant("ch03_forward", wrong, "Layer.forward")}
    output = graded(tmp_path, "ch03_forward", replaced)
    assert "earlier chapters" not in output
    assert "layer.z_values expected" in output  # the first stage that departs, not the outputs


def test_an_unwritten_earlier_task_is_waited_for(tmp_path):
    stub = "def not_yet(matrix):\n    raise NotImplementedError('transpose')"
    text = variant("ch01_math", stub, "transpose")
    output = graded(tmp_path, "ch05_backprop", {"ch01_math": text})
    assert "BackpropLayer" in output and "waiting" in output
    assert "EARLIER=solutions" in output


def test_a_mistake_in_a_learners_file_earns_its_sentence(tmp_path):
    wrong = "def products(a, b):\n    return [a[i] * b[i] for i in range(len(a))]"
    replaced = {"ch01_math": variant("ch01_math", wrong, "dot_product")}
    output = graded(tmp_path, "ch01_math", replaced)
    assert "That is the list of products. A dot product is one number: add them up." in output


def test_zips_own_message_is_told_from_the_learners(tmp_path):
    wrong = "def added(a, b):\n    return [x + y for x, y in zip(a, b, strict=True)]"
    output = graded(tmp_path, "ch01_math", {"ch01_math": variant("ch01_math", wrong, "vector_add")})
    assert "That is zip's message, and it names no lengths. Compare them first" in output


def test_a_call_that_was_refused_as_it_should_is_marked(tmp_path):
    wrong = (
        "def forward(self, inputs):\n"
        "    if len(inputs) < len(self.weights[0]):\n"
        "        raise ValueError(f'{len(self.weights[0])} inputs, not {len(inputs)}')\n"
        "    rows = zip(self.weights, self.biases)\n"
        "    self.inputs = list(inputs)\n"
        "    self.z_values = [sum(w * x for w, x in zip(row, inputs)) + b for row, b in rows]\n"
        "    self.outputs = [self.activation_function(z) for z in self.z_values]\n"
        "    return list(self.outputs)"
    )
    replaced = {"ch03_forward": variant("ch03_forward", wrong, "Layer.forward")}
    output = graded(tmp_path, "ch03_forward", replaced)
    marked = "layer.forward([7.5, 8.5]) # raises a ValueError, as it should"
    assert f"{marked} layer.forward([0.5, 7.5, 8.5, 9.5]) expected a ValueError" in output


def test_an_unknown_mistake_gets_the_plain_report_and_no_guess(tmp_path):
    wrong = "def odd(a, b):\n    return 0.125"
    replaced = {"ch01_math": variant("ch01_math", wrong, "dot_product")}
    output = graded(tmp_path, "ch01_math", replaced)
    assert "expected 32 got 0.125 work/ch01_math.py" in output


def test_verbose_shows_every_failing_task(tmp_path):
    wrong = "def odd(a, b):\n    return 0.125"
    text = variant("ch01_math", wrong, "dot_product") + "\n\nvector_add = odd\n"
    output = graded(tmp_path, "ch01_math", {"ch01_math": text}, "-v")
    assert "vector_add([1, 2, 3], [10, 20, 30])" in output
    assert "dot_product([1, 2, 3], [4, 5, 6])" in output


@pytest.mark.parametrize(
    ("expected", "got", "shown"),
    [
        (0.1, 0.2, ("0.1", "0.2", "")),
        (0.123456789, 0.123456111, ("0.123457", "0.123456", "")),
        ([1, 2.5, 3], [1, 2.5, 4], ("[1, 2.5, 3]", "[1, 2.5, 4]", "[2]")),
        ([[1, 2], [3, 4]], [[1, 2], [3, 5]], ("[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]", "[1][1]")),
        (
            [[float(i * j) for j in range(9)] for i in range(5)],
            [[float(i * j + (i == 3 and j == 1)) for j in range(9)] for i in range(5)],
            (
                "[…, [0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0], …]",
                "[…, [0.0, 4.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0], …]",
                "[3][1]",
            ),
        ),
        ([1, 2, 3], [1, 2], ("[1, 2, 3]", "[1, 2]", "")),
        # a float never looks like a whole number, and what differs is shown to differ
        (1.0, 0.99995, ("1.0", "0.99995", "")),
        (0.9999997, 1.0, ("0.9999997", "1.0", "")),
        (2, 1.9999996, ("2", "1.9999996", "")),
        ([[1.0, 2.0]], [[1, 2.0000004]], ("[[1.0, 2.0]]", "[[1, 2.0000004]]", "[0][1]")),
        ([0.5, 2.0], [0.1 + 0.2, 2.0], ("[0.5, 2.0]", "[0.3, 2.0]", "")),
        ([1.0, 2.0], [1 - 1e-16, 3.0], ("[1.0, 2.0]", "[1.0, 3.0]", "[1]")),
        (1e6, 999999.5, ("1000000.0", "999999.5", "")),
    ],
)
def test_both_values_are_shown_so_that_the_difference_is_seen(expected, got, shown):
    assert show_both(expected, got, compare(expected, got).path) == shown


@pytest.mark.parametrize(
    ("losses", "words"),
    [
        ([0.7, 0.9, 1.4, 2.0, 3.1], "rises from 0.7 to 3.1 in 5 epochs"),
        ([0.693, 0.693, 0.693], "stays at 0.693"),
        ([0.7, 2.0, 0.6, 1.9, 0.5, 2.2], "jumps about"),
        ([0.7, 5.0, float("nan")], "is nan from epoch 3 on"),
        ([0.7, 0.6, 0.55, 0.54], "falls from 0.7 to 0.54 in 4 epochs"),
        (["a", "b"], ""),
        ([0.7], ""),
    ],
)
def test_the_loss_is_told_as_it_went(losses, words):
    story = loss_story(losses)
    assert words in story and bool(story) == bool(words)


def read(stem, text):
    """Return the report on a text, on our earlier chapters: in one line, and its lines."""
    text = chapter_text(report_on(stem, Variant(stem, text), grade_text(stem, text)))
    lines = text.split("\n\n")[1].split("\n")
    assert len(lines) <= LINES and max(map(len, lines)) <= 80, text
    return flat(text), lines


def with_line(stem, line, wrong):
    """Return a solution's text with another line, and the number of that."""
    text = as_exercise(solution_text(stem))
    assert text.count(line) == 1
    return text.replace(line, wrong), text[: text.index(line)].count("\n") + 1


def test_the_line_that_failed_is_shown_with_its_method_and_what_it_means():
    line = "self.z = dot_product(self.weights, inputs) + self.bias"
    text, number = with_line("ch02_neuron", line, line.replace("self.weights", "weights"))
    said, lines = read("ch02_neuron", text)
    assert f"Raised at exercises/ch02_neuron.py:{number}, in Neuron.forward: self.z = dot" in said
    assert "    self.z = dot_product(weights, inputs) + self.bias" in lines
    assert "`weights` is an attribute of the object: write self.weights." in said


def test_of_an_error_in_an_earlier_chapter_the_line_that_led_there_comes_first():
    line = "return vector_subtract(softmax(logits), target)"
    text, number = with_line("ch05_backprop", line, line.replace("(logits)", "(logits)[0]"))
    said, _ = read("ch05_backprop", text)
    name = "softmax_cross_entropy_gradient"
    assert f"It comes from exercises/ch05_backprop.py:{number}, in {name}: return vector_s" in said
    assert re.search(
        r"Raised at solutions/ch01_math.py:\d+, in vector_subtract\. vector_s\w+ takes", said
    )


def test_of_a_chapters_own_lines_that_of_the_task_is_named():
    wrong = "layer.forward(inputs)\n        return inputs"
    text, number = with_line("ch03_forward", "inputs = layer.forward(inputs)", wrong)
    said, _ = read("ch03_forward", text.replace("layer.forward(inputs)", "layer.forward([])"))
    assert f"It comes from exercises/ch03_forward.py:{number}, in Network.forward:" in said


def test_of_a_long_line_the_place_of_the_change_is_shown():
    line = "rows = [[weight - learning_rate * slope for weight in row] for row in self.weightz]"
    assert excerpt(line, []) == f"{line[:58]} …"
    new = line.replace("weightz", "weights")
    shown = excerpt(line, [f"-    {line}", f"+    {new}"])
    assert shown.startswith("… ") and shown.endswith("self.weightz]") and len(shown) <= 60
    assert excerpt("a = b", ["-a = b", "+a = c"]) == "a = b"


def test_a_long_line_is_cut_and_moves_no_cursor():
    body = f"return a[9]  # {'x' * 200}"
    _, lines = read("ch01_math", variant("ch01_math", f"def odd(a, b):\n    {body}", "dot_product"))
    (shown,) = [line for line in lines if line.startswith("    return a[9]")]
    assert len(shown) <= 80 and shown.endswith("…")
    odd = "def odd(a, b):\n    return a[9]  # \x1b[2J\x85x"
    _, lines = read("ch01_math", variant("ch01_math", odd, "dot_product"))
    assert "    return a[9]  # ?[2J?x" in lines


def test_an_error_of_many_words_and_lines_fits():
    body = "for i in range(99):\n        print(i)\n    raise ValueError('so ' * 130)"
    said, _ = read("ch01_math", variant("ch01_math", f"def odd(a, b):\n    {body}", "dot_product"))
    assert "Printed along the way: 0 … and 98 lines more" in said and "make hint 1" in said


def test_where_the_lines_are_too_many_the_code_gives_way_before_the_cause():
    lead = Lead("exercises/ch01_math.py:1", "line", "ch01_math", 1)
    where = [["Raised at ", lead, ", in f:"], ["  return 1"]]
    cause = ["so " * 70]
    told = {"steps": ["x = 1"] * 9 + ["f(x)"], "expected": "1", "leads": [lead], "got": "no " * 60}
    long = Finding("f", "not yet", "error", lead, paragraphs=[*where, cause], **told)
    lines = task_lines(long)
    assert len(lines) <= LINES and "    return 1" in lines and "  f(x)" in lines
    longer = Finding("f", "not yet", "error", lead, paragraphs=[*where, cause, cause], **told)
    lines = task_lines(longer)
    assert len(lines) <= LINES + 2 and "    return 1" not in lines and "  f(x)" in lines
    assert "  Raised at exercises/ch01_math.py:1, in f." in lines


def test_rows_are_called_rows():
    odd = "def odd(matrix):\n    return [list(row) for row in zip(*matrix, strict=True)][:2]"
    said, _ = read("ch01_math", variant("ch01_math", odd, "transpose"))
    assert "The list holds 2 rows; it should hold 3." in said


def test_of_an_object_without_its_namesakes_the_number_goes():
    line = "self.weights = list(weights)"
    text, _ = with_line("ch02_neuron", line, "self.weights = weights")
    said, _ = read("ch02_neuron", text)
    assert "neuron = Neuron(weights, 0.25) weights[0] = 99.0" in said and "neuron2" not in said
    assert "neuron2 = Neuron(weights, 0.25)" in read("ch02_neuron", f"{text}\nneuron2 = 1\n")[0]


def test_what_is_told_in_words_is_no_python_in_the_report():
    assert as_shown("draws = (1500 draws from one rng)") == "# draws: 1500 draws from one rng"
    for step in ("pair = (1, 2)", "layer.biases = (0.5)", "draws(random.Random(0))"):
        assert as_shown(step) == step


def test_what_changes_an_object_that_was_put_into_another_is_shown():
    steps = ["mlp = MLP([2, 1])", "b = np.array([3.0])", "mlp.biases = [b]", "mlp.update(0.5)"]
    departure = Departure("value", [*steps, "MLP([1, 1])", "b[0]"])
    assert departure.relevant_steps() == [*steps, "b[0]"]


def test_a_message_that_lacks_a_number_is_shown_where_it_is_raised():
    line = 'raise ValueError(f"dot_product: a has {len(a)} numbers, b has {len(b)}")'
    text, number = with_line("ch01_math", line, 'raise ValueError(f"only {len(a)} numbers")')
    said, _ = read("ch01_math", text)
    assert f'ch01_math.py:{number}, in dot_product: raise ValueError(f"only' in said
    assert "The message should also name 3." in said


def test_one_message_for_all_names_nothing():
    line = 'raise ValueError(f"dot_product: a has {len(a)} numbers, b has {len(b)}")'
    text, _ = with_line("ch01_math", line, 'raise ValueError("2, 3, 4 or 1 numbers")')
    assert "A call with other values to name gets the very same" in read("ch01_math", text)[0]


def test_a_method_without_self_is_named():
    line = 'def forward(self, inputs: Vector) -> float:\n        """Return a for'
    text, number = with_line("ch02_neuron", line, line.replace("self, ", ""))
    said, _ = read("ch02_neuron", text)
    assert f"`def forward(inputs: Vector) -> float:` (line {number}) has no self." in said


def test_a_def_above_the_stubs_is_named():
    name = "def vector_add("
    text = shipped("ch01_math").replace(name, f"def vector_add(a, b):\n    return a\n\n\n{name}", 1)
    line = text[: text.index(name)].count("\n") + 1
    said, _ = read("ch01_math", text)
    assert f"vector_add is defined twice, on line {line} and line {line + 4}." in said
    assert "not started vector_add" in said and "Nothing is written yet" not in said
    line = "    def count_parameters"
    stub = (
        "    def forward(self, inputs):\n        raise NotImplementedError('Network.forward')\n\n"
    )
    text, number = with_line("ch03_forward", line, stub + line)
    assert f"and line {number}. The lower one counts" in read("ch03_forward", text)[0]


def test_an_error_that_an_earlier_chapter_raises_is_no_message_of_this_one():
    check = """        for _, letter in dataset:
            if letter not in targets:
                raise ValueError(f"train: {letter!r} is not a letter from A to Z")
        pairs = [(inputs, targets[letter]) for inputs, letter in dataset]
"""
    skipping = (
        "        pairs = [(x, targets[letter]) for x, letter in dataset if letter in targets]\n"
    )
    text = as_exercise(solution_text("ch07_letter_classifier"))
    assert check in text
    said, _ = read("ch07_letter_classifier", text.replace(check, skipping))
    assert "Refuse it here, before it gets there." in said and "doesn't say" not in said


@pytest.mark.parametrize(
    "check, instead, said",
    [
        (
            "if not 0 <= flip_probability <= 1:",
            "if flip_probability > 1:",
            'raise a ValueError with a message such as "noisy_letters: flip_probability is -0.001',
        ),
        (
            "if letter not in targets:",
            "if targets[letter] is None:",
            "doesn't stop this call. The message could be \"train: '?' is not a letter from A to Z",
        ),
    ],
)
def test_of_a_call_that_is_to_be_refused_our_message_is_quoted(check, instead, said):
    text = as_exercise(solution_text("ch07_letter_classifier"))
    assert text.count(check) == 1
    found, _ = read("ch07_letter_classifier", text.replace(check, instead))
    assert said in found


def test_of_a_check_of_some_rows_that_check_is_named_and_not_that_there_is_none():
    text = as_exercise(solution_text("ch01_math"))
    before, start, rest = text.partition("def transpose(")
    _, following, after = rest.partition("def matrix_vector_multiply(")
    partly = (
        "matrix):\n"
        "    for row in matrix[1:-1]:\n"
        "        if len(row) != len(matrix[0]):\n"
        "            raise ValueError(f'{len(matrix[0])}, {len(row)}')\n"
        "    return [[row[j] for row in matrix] for j in range(len(matrix[0]))] if matrix else []"
    )
    said, _ = read("ch01_math", f"{before}{start}{partly}\n\n\n{following}{after}")
    assert "`len(row) != len(matrix[0])` on line" in said and "doesn't stop this call." in said
    assert "raise a ValueError first" not in said


def test_a_message_is_read_to_its_end():
    text = as_exercise(solution_text("ch01_math"))
    message = 'raise ValueError(f"vector_add: '
    assert text.count(message) == 1
    text = text.replace(message, 'raise ValueError("so " * 300 + f"vector_add: ')
    assert grade_text("ch01_math", text)["vector_add"].state == "passed"


def test_a_method_that_is_written_is_not_what_to_write_next(tmp_path):
    training, letters = solution_text("ch06_training"), solution_text("ch07_letter_classifier")
    begins, ends = (
        training.index("        self.network = network\n"),
        "self.rng = random.Random(seed)",
    )
    stub = '        raise NotImplementedError("Trainer.__init__")'
    training = training[:begins] + stub + training[training.index(ends) + len(ends) :]
    begins, ends = letters.index("        if not dataset:\n"), "        return right / len(dataset)"
    stub = '        raise NotImplementedError("LetterClassifier.evaluate")'
    letters = letters[:begins] + stub + letters[letters.index(ends) + len(ends) :]
    texts = {"ch06_training": training, "ch07_letter_classifier": letters}
    texts = {stem: as_exercise(text) for stem, text in texts.items()}
    submission = Submission(exercises_from_solutions(tmp_path / "work", stems(), **texts))
    outcomes = Grader("ch07_letter_classifier", submission).run_all(explained=True)
    said = chapter_text(report_on("ch07_letter_classifier", submission, outcomes))
    assert "Next: write LetterClassifier.\n" in said, said


def test_what_a_refused_call_has_changed_is_told_as_that():
    check = "        if not math.isfinite(loss):\n"
    late = "            self.network.backward(target)\n"
    late += "            sgd_update(self.network, self.learning_rate)\n"
    text = as_exercise(solution_text("ch06_training"))
    assert text.count(check) == 1
    said, _ = read("ch06_training", text.replace(check, check + late))
    assert "a refused call must change nothing" in said


def test_a_long_call_is_shown_with_all_that_it_is_given():
    rows = ", ".join(f"[{row}.25, {row}.5]" for row in range(40))
    finding = Finding(
        "fit", "not yet", "value", Lead("x", "line", "np3_mlp"), steps=[f"fit([{rows}], k=3)"]
    )
    assert task_lines(finding)[0] == "  fit([[0.25, 0.5], …], k=3)"
    finding.steps = [f"fit({list(range(200))}, k=3)"]
    assert task_lines(finding)[2].startswith("      … ") and task_lines(finding)[2].endswith("k=3)")
    assert len(task_lines(finding)) == 3


def test_where_one_method_is_written_the_chapter_is_begun():
    stub = 'raise NotImplementedError("Layer.forward")'
    text = shipped("ch03_forward")
    assert stub in text
    said, _ = read("ch03_forward", text.replace(stub, "return inputs"))
    assert "Nothing is written yet" not in said and "not started Layer Network" in said
    assert "Next: write Layer.__init__." in said
    first, _ = read("ch03_forward", text)
    assert "Nothing is written yet" in first


def test_what_takes_a_functions_place_is_named():
    text = as_exercise(solution_text("ch01_math")) + "\nvector_add = [1, 2]\n"
    said, _ = read("ch01_math", text)
    assert f"line {text.count(chr(10))} gives the name vector_add to a list." in said


def test_a_call_at_the_end_of_the_file_is_named_where_its_function_is_not_written():
    text = shipped("ch01_math") + "\nprint(dot_product([1], [2]))\n"
    said, _ = read("ch01_math", text)
    assert f"exercises/ch01_math.py:{text.count(chr(10))} calls dot_product, which isn't" in said
    assert "print(dot_product([1], [2])) That line stands outside of all functions" in said


def test_the_call_that_departed_is_shown_and_not_the_last_of_a_loop():
    line = 'he_normal if activation == "relu" else'
    wrong = line.replace('== "relu"', 'in ("relu", "linear")')
    said, _ = read("ch03_forward", with_line("ch03_forward", line, wrong)[0])
    assert re.search(r"Layer\(3, 2, 'linear', random.Random\(5\)\) expected weights for", said)


def test_a_check_that_refuses_a_right_call_is_named():
    line = "if len(layer_sizes) < 2:"
    text, number = with_line("ch03_forward", line, line.replace("<", "<="))
    said, _ = read("ch03_forward", text)
    assert f"The check on line {number} refuses this call, and has no reason to:" in said


@pytest.mark.parametrize(
    ("stem", "earlier", "ending"),
    [
        ("ch03_forward", "solutions", " 3 EARLIER=solutions"),
        ("ch03_forward", "exercises", " 3"),
        ("ch01_math", "solutions", " 1"),  # which none comes before
    ],
)
def test_commands_stand_on_the_earlier_chapters_that_were_graded(tmp_path, stem, earlier, ending):
    exercises_from_solutions(tmp_path / "right", stems())
    submission = Submission(tmp_path / "right", earlier)

    def leads(**states):
        """Return the commands that a report names: in its words, and below its finding."""
        outcomes = {task: Outcome(task, state) for task, state in states.items()}
        report = report_on(stem, submission, outcomes)
        parts = [part for words in report.words for part in words]
        parts += report.finding.leads if report.finding else []
        return [one.text for one in parts if getattr(one, "text", "").startswith("make ")]

    done = [f"make compare{ending}"]
    if earlier == "exercises" or stem == "ch01_math":  # it runs on the learner's own
        done.insert(0, f"make run {number(stem)}")
    assert leads(f="passed") == done
    assert leads(f="not started", g="passed") == [f"make hint{ending}"]
    assert leads(f="not started") == [f"make check-chapter{ending}", f"make hint{ending}"]
    outcomes = {stem: {"f": Outcome("f", "not started")}}
    assert progress_text(outcomes, submission).endswith(f"\nNext: make check-chapter{ending}")


def test_progress_is_a_table_however_long_a_title_is():
    outcomes = {stem: {"f": Outcome("f", "not started")} for stem in stems()}
    text = progress_text(outcomes, Submission("exercises"))
    rows = [line for line in text.splitlines() if " of " in line and "not started" in line]
    assert len(rows) == len(stems()) and len({row.rindex(" of ") for row in rows}) == 1
    assert all(len(row) <= 80 for row in rows)


def test_a_missing_f_is_told_before_a_mistake_with_the_same_message():
    text = solution_text("ch06_training")
    for part in ('"train_step: the loss is {loss}; "', '"try a smaller learning_rate than'):
        assert text.count(f"f{part}") == 1
        text = text.replace(f"f{part}", part)
    said, _ = read("ch06_training", as_exercise(text))
    assert "The f before the quotes is missing on line" in said
    assert "leaves out the loss" not in said


def test_an_answer_that_is_read_later_is_said_to_be():
    text = as_exercise(solution_text("ch01_math"))
    same = "    KEPT[:] = [x + y for x, y in zip(a, b, strict=True)]\n    return KEPT\n"
    right = "    return [x + y for x, y in zip(a, b, strict=True)]\n"
    assert text.count(right) == 1
    said, _ = read("ch01_math", text.replace(right, same) + "\n\nKEPT = []\n")
    assert "# read some calls later" in said
