"""Chapter 4: the steps of softmax for the pencil network's logits."""

import math

from style import BLUE, RED, new, save

from solutions.ch04_loss import softmax

NAMES = ["first", "second"]


def bars(axes, numbers, labels):
    drawn = axes.barh(NAMES, numbers, color=[BLUE, RED], height=0.65)
    axes.bar_label(drawn, labels, padding=4)
    axes.set(xlim=(0, max(numbers) * 1.18), xticks=[])
    axes.invert_yaxis()


def shared_bar(axes, shares):
    left = 0.0
    for name, share, color in zip(NAMES, shares, (BLUE, RED), strict=True):
        axes.barh(["both"], share, left=left, color=color, edgecolor="white", height=0.65)
        text = f"{name}\n{share:.4f}"
        middle = left + share / 2
        axes.text(middle, 0, text, color="white", weight="bold", ha="center", va="center")
        left += share
    axes.set(xlim=(0, 1.18), xticks=[0, 1])


def main():
    logits = [2.0, 1.0]
    powers = [math.exp(z) for z in logits]
    shares = softmax(logits)
    figure, panels = new(4, rows=3)
    bars(panels[0], logits, [f"{z:g}" for z in logits])
    bars(panels[1], powers, [f"{power:.3f}" for power in powers])
    shared_bar(panels[2], shares)
    for axes in panels:
        axes.grid(False)
        axes.tick_params(left=False)
        axes.spines["bottom"].set_visible(False)
    panels[0].set_title("Logits: any numbers")
    panels[1].set_title("e to each: all positive")
    panels[2].set_title("Divided by the total: shares of 1")
    save(figure, __file__)


if __name__ == "__main__":
    main()
