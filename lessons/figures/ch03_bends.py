"""Chapter 3: a network of four ReLU neurons follows the curve x², and each neuron's share of it."""

from style import BLACK, BLUE, GREY, RED, new, save

from solutions.ch03_forward import Network


def four_bends():
    """Return the lesson's network: kinks at 0, 1, 2 and 3."""
    network = Network([1, 4, 1])
    hidden, output = network.layers
    hidden.weights, hidden.biases = [[1.0] for _ in range(4)], [0.0, -1.0, -2.0, -3.0]
    output.weights = [[1.0, 2.0, 2.0, 2.0]]
    return network


def main():
    network = four_bends()
    hidden, output = network.layers
    xs = [x / 20 for x in range(-10, 81)]
    heights, shares = [], []
    for x in xs:
        heights.append(network.forward([x])[0])
        shares.append([w * a for w, a in zip(output.weights[0], hidden.outputs, strict=True)])

    figure, axes = new(4.2)
    curve = [x / 20 for x in range(0, 81)]
    axes.plot(curve, [x * x for x in curve], ":", color=BLACK, lw=2.4)
    axes.plot(xs, heights, color=BLUE)
    for places in zip(*shares, strict=True):
        axes.plot(xs, places, "--", color=GREY, lw=1.2)
    axes.plot([0, 1, 2, 3], [0, 1, 4, 9], "o", color=RED, ms=6)
    axes.text(2.55, 11.6, "the network's sum", color=BLUE, ha="right", weight="bold")
    axes.text(2.75, 5.2, "x², dotted", color=BLACK)
    axes.text(4.1, -0.85, "each neuron times its weight", color="#666666", ha="right", va="center")
    axes.annotate("a bend", (2, 4), (1.2, 6.4), color=RED, arrowprops={"arrowstyle": "-"})
    axes.set(xlabel="x", xlim=(-0.5, 4.15), ylim=(-1.5, 16.5), xticks=range(5))
    axes.set_title("Four bends, added up, follow a curve")
    save(figure, __file__)


if __name__ == "__main__":
    main()
