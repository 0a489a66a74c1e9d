"""Chapter 4: the right letter's probability as its logit grows, with a sigmoid before softmax."""

from style import BLUE, RED, new, save

from solutions.ch02_neuron import sigmoid
from solutions.ch04_loss import one_hot, softmax


def main():
    figure, axes = new(3.9)
    zs = [i / 10 for i in range(61)]
    letters = [[z] + [-z] * 25 for z in zs]  # the right one's z, the 25 others'
    plain = [softmax(logits)[0] for logits in letters]
    squashed = [softmax([sigmoid(z) for z in logits])[0] for logits in letters]
    ceiling = softmax(one_hot(0, 26))[0]

    axes.plot(zs, [100 * p for p in plain], color=BLUE)
    axes.plot(zs, [100 * p for p in squashed], "--", color=RED)
    axes.axhline(100 * ceiling, color=RED, linewidth=0.8)
    axes.text(3.3, 88, "softmax of z itself", color=BLUE)
    axes.text(6, 13, f"a sigmoid first: never above {ceiling:.2%}", color=RED, ha="right")
    axes.set(xlabel="z of the right letter (the 25 others have −z)", xlim=(0, 6))
    axes.set(ylabel="p of the right letter (%)", ylim=(0, 103))
    axes.set_title("With a sigmoid in between, p stays low")
    save(figure, __file__)


if __name__ == "__main__":
    main()
