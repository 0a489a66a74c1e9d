"""Chapter 2: sigmoid, tanh and ReLU over z, each with its slope."""

from style import BLUE, ORANGE, new, save

from solutions.ch02_neuron import get_activation


def main():
    figure, panels = new(6.6, rows=3, sharex=True)
    zs = [i / 50 for i in range(-250, 251)]
    for axes, name in zip(panels, ("sigmoid", "tanh", "relu")):
        function, derivative = get_activation(name)
        axes.plot(zs, [function(z) for z in zs], color=BLUE, label=f"{name}(z)")
        axes.plot(zs, [derivative(z) for z in zs], "--", color=ORANGE, label="its slope")
        axes.set_title(name)
        axes.set_ylim(-1.2, 1.4)
        axes.legend(loc="upper left")
    panels[-1].set_xlabel("z")
    save(figure, __file__)


if __name__ == "__main__":
    main()
