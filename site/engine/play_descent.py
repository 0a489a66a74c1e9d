"""Chapter 6's playground: the way down the lesson's bowl, each step by the learner's sgd_update."""

import math

FAR = 1e12  # from here on no picture shows it any more


def slopes(w1, w2):
    """Return the slopes of the bowl (w1 - 2)² + 2 (w2 + 1)², as the lesson has them."""
    return [2 * (w1 - 2), 4 * (w2 + 1)]


def main(host, message, post):
    """Return the path [[w1, w2], …] from (0, 0), or {"odd": text} where there is none to draw.

    message: learning_rate and steps. The weights of a network of two inputs and one output stand
    for w1 and w2. The slopes come from here, as in the lesson; the learner's code takes the step.
    """
    return again(host, message, post)


def again(host, message, post):
    """The same for other numbers."""
    host.make("network", "BackpropNetwork", [2, 1])
    where = [0.0, 0.0]
    assign(host, "weights", [where])
    assign(host, "biases", [0.0])
    path = [where]
    for _ in range(message["steps"]):
        assign(host, "weight_gradients", [slopes(*where)])
        assign(host, "bias_gradients", [0.0])
        host.call("sgd_update", host.kept("network"), message["learning_rate"])
        weights = host.get("network.layers.0.weights")
        if not is_pair(weights):
            return {"odd": f"{weights!r}"[:200]}
        where = weights[0]
        if not all(map(math.isfinite, where)) or max(map(abs, where)) > FAR:
            break
        path.append(where)
    return {"path": path}


def assign(host, name, value):
    """Set an attribute of the network's only layer."""
    host.ask({"do": "set", "target": ["$network", "layers", 0, name], "value": value})


def is_pair(weights):
    """Say whether weights are one row of two numbers."""
    return (
        isinstance(weights, list)
        and len(weights) == 1
        and isinstance(weights[0], list)
        and len(weights[0]) == 2
        and all(isinstance(weight, (int, float)) for weight in weights[0])
    )
