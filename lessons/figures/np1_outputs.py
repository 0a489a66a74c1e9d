"""Part II, XOR: the outputs beside the targets, with the defaults and as often taught."""

from style import BLUE, ORANGE, new, save

from solutions.np1_xor import XOR_INPUTS, XOR_TARGETS, SimpleNN, often_taught


def panel(axes, network, colour, title):
    outputs = network.forward(XOR_INPUTS)[:, 0].round(3).tolist()
    targets = XOR_TARGETS[:, 0].tolist()
    for place, (output, target) in enumerate(zip(outputs, targets, strict=True)):
        axes.bar(place - 0.2, target, 0.36, fill=False, hatch="////", edgecolor="#666666")
        axes.bar(place + 0.2, output, 0.36, color=colour)
        for side, height in ((-0.2, target), (0.2, output)):
            text = f"{height:.0f}" if side < 0 else f"{height:.3f}"
            axes.text(place + side, height + 0.03, text, ha="center", fontsize=9.5)
    axes.set(ylim=(0, 1.3), yticks=[0, 0.5, 1], xlim=(-0.6, 3.6))
    axes.set_xticks(range(4), [f"{x1:.0f}, {x2:.0f}" for x1, x2 in XOR_INPUTS])
    axes.set_title(title)
    axes.grid(False, axis="x")
    axes.set_axisbelow(True)


def main():
    figure, (above, below) = new(4.6, rows=2)
    network = SimpleNN()
    network.train(XOR_INPUTS, XOR_TARGETS)
    panel(above, network, BLUE, "The defaults: outputs (filled) near targets (hatched)")
    panel(below, often_taught(0), ORANGE, "Often taught: every output is a half")
    below.set_xlabel("the two inputs")
    save(figure, __file__)


if __name__ == "__main__":
    main()
