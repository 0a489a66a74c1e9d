"""Chapter 3: the 200 outputs of the tenth tanh layer, from N(0, 1) and from Xavier."""

import math
import random

from ch03_ten_layers import standard_normal
from style import BLUE, RED, new, save

from solutions.ch01_math import matrix_vector_multiply
from solutions.ch03_forward import xavier_uniform


def tenth_layer(draw):
    rng = random.Random(0)
    a = [rng.gauss(0, 1) for _ in range(200)]
    for _ in range(10):
        a = [math.tanh(z) for z in matrix_vector_multiply(draw(200, 200, rng), a)]
    return a


def main():
    figure, panels = new(4.6, rows=2, sharex=True, sharey=True)
    edges = [i / 10 for i in range(-10, 11)]
    looks = [(standard_normal, RED), (xavier_uniform, BLUE)]
    for axes, (draw, color) in zip(panels, looks, strict=True):
        axes.hist(tenth_layer(draw), bins=edges, color=color, edgecolor="white")
        axes.set(ylabel="how many of 200", xticks=[-1, 0, 1], yticks=[0, 50, 100])
        axes.set_axisbelow(True)
    panels[0].set_title("From N(0, 1): most at the flat ends")
    panels[1].set_title("From Xavier: in the middle, where tanh is steep")
    panels[1].set_xlabel("output of a neuron in the tenth layer")
    save(figure, __file__)


if __name__ == "__main__":
    main()
