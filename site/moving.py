"""The figures that move on the site: each takes the place of the lesson's figure of its name.

GitHub, and a browser without scripts, show the lesson's own. app/moving.js says how to add one.
"""

from pathlib import PurePosixPath

from markdown_it.token import Token

# The figure's name: how many rows its controls take, and what the page says below them.
MOVES = {
    "ch03_pencil_network": (2, "Move the inputs. When does the second hidden neuron come on?"),
}


def let_move(tokens, parser):
    """Make a <figure>, with room for its controls, of each paragraph that is such a picture."""
    for i, token in reversed(list(enumerate(tokens))):
        if token.type == "inline" and [child.type for child in token.children] == ["image"]:
            name = PurePosixPath(token.children[0].attrGet("src")).stem
            if name in MOVES:
                rows, words = MOVES[name]
                place = {"class": "moves", "data-figure": name, "style": f"--rows: {rows}"}
                tokens[i - 1].attrs = place
                tokens[i - 1].tag = tokens[i + 1].tag = "figure"
                tokens[i + 1 : i + 1] = _caption(words, token.map, parser)


def _caption(words, lines, parser):
    inlines = parser.parseInline(words)
    inlines[0].map = lines
    return [Token("figcaption_open", "figcaption", 1), *inlines, Token("_", "figcaption", -1)]
