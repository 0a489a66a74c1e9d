"""The figures that move on the site: each takes the place of the lesson's figure of its name.

GitHub, and a browser without scripts, show the lesson's own. app/moving.js says how to add one.
"""

from pathlib import PurePosixPath

from markdown_it.token import Token

# The figure's name: how many rows its controls take, and what the page says below them; then, where
# it isn't as high as the lesson's, its height.
MOVES = {
    "ch01_matrix_vector": (
        3,
        "With two columns, x and W x can be drawn: the first row says how far W x goes to the "
        "right, the second how far up. Drag the tip of x, or move a slider. Which W makes a "
        "quarter turn of every x?",
    ),
    "ch02_bend": (
        3,
        "Move the first neuron's weight and bias. Which of them turns the line, and which only "
        "shifts it? (Sigmoid and step, two other bends, come further down this page.)",
    ),
    "ch03_pencil_network": (2, "Move the inputs. When does the second hidden neuron come on?"),
    "ch04_softmax": (
        3,
        "Move the logits. If both go up by 1, what changes, and what doesn't? The loss, at the "
        "bottom, comes in step 3.",
    ),
    "ch05_pencil_backward": (
        4,
        "Step on, and say each number before you look. Then try x = [3, 1]: which slopes are 0 "
        "now?",
    ),
    "ch06_learning_rate": (
        4,
        "Choose a rate, guess what the ball will do, and let it go. The sliders w₁ and w₂, or a "
        "tap on the bowl, say where it starts.",
        484,
    ),
    "ch07_noise": (
        2,
        "Cover the template, and raise the noise until you can't read the letter. Can the network? "
        "It is the one of the second test, further down this page.",
    ),
}
# What a lesson says of its figure alone. The page leaves it out: it says something else there.
STILL = {"Cover the template, and find the first row in which you can't read every letter."}


def let_move(tokens, parser):
    """Make a <figure>, with room for its controls, of each paragraph that is such a picture."""
    for i, token in reversed(list(enumerate(tokens))):
        if token.type == "inline" and [child.type for child in token.children] == ["image"]:
            name = PurePosixPath(token.children[0].attrGet("src")).stem
            if name in MOVES:
                rows, words, *height = MOVES[name]
                style = f"--rows: {rows}" + "".join(f"; --height: {high}" for high in height)
                tokens[i - 1].attrs = {"class": "moves", "data-figure": name, "style": style}
                tokens[i - 1].tag = tokens[i + 1].tag = "figure"
                tokens[i + 1 : i + 1] = _caption(words, token.map, parser)
        elif token.type == "inline" and token.content in STILL:
            tokens[i - 1].attrs = {"class": "still"}


def _caption(words, lines, parser):
    inlines = parser.parseInline(words)
    inlines[0].map = lines
    return [Token("figcaption_open", "figcaption", 1), *inlines, Token("_", "figcaption", -1)]
