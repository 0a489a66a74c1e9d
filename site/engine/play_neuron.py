"""Chapter 2's playground: one neuron of two inputs, asked over a piece of the plane."""


def main(host, message, post):
    """Return what the learner's Neuron gives: {"grid": [[a, z], …], "corners": [[a, z], …]}.

    message: weights [w1, w2], bias, activation, and where to ask. ticks are the places in both
    directions, row by row from below; corners are pairs of inputs.
    """
    return again(host, message, post)


def again(host, message, post):
    """The same for other numbers."""
    ticks, corners = message["ticks"], message["corners"]
    places = [[x, y] for y in ticks for x in ticks] + corners
    # One request for all places: a slider is being moved, and the picture has to follow.
    neuron = f"Neuron({message['weights']}, {message['bias']}, {message['activation']!r})"
    text = f"[[neuron.forward(x), neuron.z] for neuron in [{neuron}] for x in {places}]"
    value = {"$": "code", "text": text}
    answers = host.ask({"do": "make", "value": value, "store": "answers"})["value"]
    return {"grid": answers[: len(ticks) ** 2], "corners": answers[len(ticks) ** 2 :]}
