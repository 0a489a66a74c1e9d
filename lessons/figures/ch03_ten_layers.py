"""Chapter 3: the size of the numbers after each of ten ReLU layers, from three beginnings."""

import math
import random

from style import BLACK, BLUE, RED, new, save

from solutions.ch01_math import matrix_vector_multiply
from solutions.ch02_neuron import relu
from solutions.ch03_forward import he_normal, xavier_uniform


def standard_normal(fan_in, fan_out, rng):
    return [[rng.gauss(0, 1) for _ in range(fan_in)] for _ in range(fan_out)]


def sizes(draw):
    rng = random.Random(0)
    a = [rng.gauss(0, 1) for _ in range(200)]
    found = []
    for _ in range(10):
        a = [relu(z) for z in matrix_vector_multiply(draw(200, 200, rng), a)]
        found.append(math.sqrt(sum(x * x for x in a) / len(a)))
    return found


def main():
    figure, axes = new(4)
    layers = range(1, 11)
    axes.semilogy(layers, sizes(standard_normal), "--s", color=RED)
    axes.semilogy(layers, sizes(he_normal), "-o", color=BLUE)
    axes.semilogy(layers, sizes(xavier_uniform), ":^", color=BLACK)
    axes.text(6.3, 1e8, "N(0, 1): ten times\nas large each layer", color=RED, ha="right")
    axes.text(7.5, 4, "He: stays near 1", color=BLUE)
    axes.text(7.5, 0.004, "Xavier: fades", color=BLACK)
    axes.set(xlabel="layer", ylabel="size of what comes out", xticks=layers, xlim=(0.7, 10.4))
    axes.set(ylim=(1e-3, 1e11), yticks=[1e-3, 1, 1e3, 1e6, 1e9])
    axes.set_yticklabels(["0.001", "1", "1,000", "1 million", "1 billion"])
    axes.minorticks_off()
    axes.set_title("Ten ReLU layers: only He keeps the size")
    save(figure, __file__)


if __name__ == "__main__":
    main()
