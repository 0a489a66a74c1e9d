"""Chapter 4: cross-entropy and MSE over the right answer's logit, and the slope of each."""

from grids import words
from style import BLACK, BLUE, RED, new, save

from solutions.ch04_loss import cross_entropy_loss, mse_loss, softmax
from solutions.ch05_backprop import numerical_gradient

LOOKS = [(cross_entropy_loss, "-", BLUE), (mse_loss, "--", RED)]


def loss_and_slope(loss_of, z):
    def loss(logits):
        return loss_of(softmax([*logits, 0.0]), [1.0, 0.0])

    return loss([z]), numerical_gradient(loss, [z])[0]


def main():
    figure, (losses, slopes) = new(5.8, rows=2, sharex=True)
    zs = [i / 4 for i in range(-32, 17)]
    wrong = -4.6
    for loss_of, dashes, color in LOOKS:
        both = [loss_and_slope(loss_of, z) for z in zs]
        losses.plot(zs, [loss for loss, _ in both], dashes, color=color)
        slopes.plot(zs, [slope for _, slope in both], dashes, color=color)
        _, there = loss_and_slope(loss_of, wrong)
        slopes.plot(wrong, there, "o", color=color)
        value = words(round(there, 4))
        slopes.text(wrong - 0.15, there + 0.05, value, color=color, ha="right")
    losses.text(-4.4, 5.2, "cross-entropy", color=BLUE)
    losses.text(-7.9, 1.4, "MSE", color=RED)
    slopes.text(-1.0, -0.9, "cross-entropy", color=BLUE, ha="left")
    slopes.text(-1.5, -0.33, "MSE", color=RED, ha="right")
    for axes in (losses, slopes):
        axes.axvline(wrong, color=BLACK, linewidth=0.8, linestyle=":")
    losses.set(ylabel="loss", ylim=(0, 8.5), yticks=[0, 1, 4, 8])
    losses.set_title("Wrong and sure, on the left: MSE is flat")
    slopes.set(ylabel="slope of the loss", ylim=(-1.1, 0.25), yticks=[-1, -0.5, 0], xlim=(-8, 4))
    slopes.set(xlabel="logit of the right answer (the other one's is 0)")
    slopes.set_title("Cross-entropy pulls there, MSE hardly")
    save(figure, __file__)


if __name__ == "__main__":
    main()
