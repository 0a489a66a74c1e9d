"""Chapter 7's playground: the learner's LetterClassifier learns to read letters drawn by hand.

It is trained as `make run 7 LETTERS=fonts` trains it: on the letters of some fonts, each turned,
shifted, scaled and speckled anew. The other fonts are for the test.
"""

import random

from browser import Wrong

EPOCHS = 10
COPIES = 4  # of each letter in an epoch
CHUNK = 104  # pictures between two signs of progress
LEARNING_RATE = 0.07  # it falls from epoch to epoch: long steps first, careful ones last


def main(host, message, post):
    """Train, telling how far it is. Return the shares of letters read in fonts never seen.

    Where the page has kept a network that this code trained before, its numbers are put in place.
    """
    from data.letters import load_letters, perturb

    training, test = load_letters()
    rng = random.Random(2)
    host.make("reader", "LetterClassifier", 144, 64)
    if "layers" in message:
        for i, layer in enumerate(message["layers"]):
            for name, numbers in layer.items():
                target = ["$reader", "network", "layers", i, name]
                host.ask({"do": "set", "target": target, "value": numbers})
        return True
    host.get("reader.trainer.learning_rate")  # or it would go unnoticed that there is none
    chunks = COPIES * len(training) // CHUNK
    for epoch in range(EPOCHS):
        rate = LEARNING_RATE * (1 - epoch / EPOCHS)
        host.ask({"do": "set", "target": ["$reader", "trainer", "learning_rate"], "value": rate})
        letters = COPIES * training
        rng.shuffle(letters)
        for chunk in range(chunks):
            drawn = letters[chunk * CHUNK : (chunk + 1) * CHUNK]
            pictures = [(perturb(pixels, rng), letter) for pixels, letter in drawn]
            losses = host.call("reader.train", pictures, 1)
            loss = losses[-1] if isinstance(losses, list) and losses else None
            done = (epoch * chunks + chunk + 1) / (EPOCHS * chunks)
            post({"done": done, "epoch": epoch + 1, "epochs": EPOCHS, "loss": loss})
    perturbed = [(perturb(pixels, rng), letter) for pixels, letter in test]
    return {
        "trained": len(training),
        "tested": len(test),
        "clean": host.call("reader.evaluate", test),
        "perturbed": host.call("reader.evaluate", perturbed),
        "layers": layers_of(host),
    }


def layers_of(host):
    """Return the trained network's numbers, or None where the code has them elsewhere."""
    try:
        return [
            {name: host.get(f"reader.network.layers.{i}.{name}") for name in ("weights", "biases")}
            for i in range(2)
        ]
    except Wrong:
        return None


def again(host, message, post):
    """Return what the trained network reads in a drawing of 144 pixels."""
    return {
        "letter": host.call("reader.predict", message["pixels"]),
        "probabilities": host.call("reader.probabilities", message["pixels"]),
    }
