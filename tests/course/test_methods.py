"""What a report says of a half-done class: which methods are right, and which one comes next."""

from variants import Variant

from grading.chapters import solution_text
from grading.grade import Grader
from grading.report import report_on
from grading.report_terminal import chapter_text

FORWARD_AND_PREDICT = """\
    def forward(self, inputs):
        return dot_product(self.weights, inputs) + self.bias

    def predict(self, inputs):
        {predict}

    def train(self, examples, epochs):
        raise NotImplementedError("Perceptron.train")
"""


def report(stem, old, new):
    text = solution_text(stem)
    assert text.count(old) == 1
    submission = Variant(stem, text.replace(old, new))
    outcomes = Grader(stem, submission).run_all(explained="first")
    return outcomes, chapter_text(report_on(stem, submission, outcomes))


def perceptron(predict):
    text = solution_text("ch02_neuron")
    start, end = (
        text.index("    def forward", text.index("class Perceptron")),
        text.index("\ndef main"),
    )
    return report("ch02_neuron", text[start:end], FORWARD_AND_PREDICT.format(predict=predict))


def test_the_next_method_is_named_and_what_is_right_before_it():
    outcomes, told = perceptron("raise NotImplementedError('Perceptron.predict')")
    assert outcomes["Perceptron"].state == "not started"
    assert "Next: write Perceptron.predict." in told
    assert "Perceptron.__init__ and Perceptron.forward gave the right answers so far." in told


def test_nothing_is_said_of_methods_where_one_is_wrong():
    outcomes, told = perceptron("return 1 if self.forward(inputs) >= 0 else 0")
    assert outcomes["Perceptron"].state == "not yet"
    assert "gave the right answers" not in told  # the fault may lie in another than the one called


def test_a_method_that_a_class_comes_by_is_not_counted():
    old = "        slopes = [self.activation_derivative(z) for z in self.z_values]\n"
    new = "        raise NotImplementedError\n"
    outcomes, told = report("ch05_backprop", old, new)
    assert outcomes["BackpropLayer"].state == "not started"
    assert "BackpropLayer.__init__ gave the right answers so far." in told
    assert "BackpropLayer.forward" not in told
