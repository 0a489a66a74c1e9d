"""The lessons' figures, drawn for both colour schemes.

GitHub shows them as they are, on white. On the site every colour gets a twin for the dark: a figure
follows the page's scheme, as the browser tells it to the picture (``color-scheme``).
"""

import re

# The colours of lessons/figures/style.py and grids.py, chosen for the page's dark paper.
DARK = {
    "#ffffff": "#16191d",  # --paper
    "#000000": "#e3e6e8",  # --ink
    "#1a1a1a": "#e3e6e8",
    "#0072b2": "#58aee8",
    "#d55e00": "#ff9350",
    "#e69f00": "#ecb23f",
    "#009e73": "#43c59d",
    "#cc79a7": "#e3a1c5",
    "#56b4e9": "#a6dbfa",
    "#f0e442": "#f0e442",
    "#cfe4f3": "#1f3f58",
    "#fae3b0": "#513d12",
    # grey and orange words
    "#8c8c8c": "#8f98a1",
    "#9a6a00": "#ecb23f",
    "#a06c00": "#ecb23f",
    "#b35c00": "#ecb23f",
}
# Words in these, or of the lesson about them, say what is dark. They stay as they are.
AS_DRAWN = {"np3_confusion", "np3_first_layer"}
A_TERMINAL = "ch01_loop"  # dark in both: only the paper around it changes
DARKEST, LIGHTEST = 0.21, 0.92  # those two, in OKLab; what is between keeps its distance
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
PAPER = "#fdfdfb"
METADATA = re.compile(r"<!DOCTYPE.*?>\s*| *<metadata>.*?</metadata>\s*", re.DOTALL)
# What names no colour is black, so letters are.
STYLE = f"svg{{color-scheme: light dark; fill: light-dark(#000000, {DARK['#000000']})}}"


def for_both_schemes(svg, name):
    """Return a figure, of that name, that is light on a light page, and dark on a dark one."""
    svg = METADATA.sub("", svg)
    if name in AS_DRAWN:
        return svg
    head, tag, rest = svg.partition("<defs>")
    twins = re.compile("#ffffff") if name == A_TERMINAL else COLOUR
    return head + f"<style>{STYLE}</style>\n {tag}" + twins.sub(_both, rest)


def _both(found):
    light = found[0]
    return f"light-dark({PAPER if light == '#ffffff' else light}, {dark(light)})"


def dark(colour):
    """Return a colour's twin for the dark: of the same hue, and as far from the paper as it is."""
    if colour in DARK:
        return DARK[colour]
    light, a, b = _oklab([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return _hex(DARKEST + (LIGHTEST - DARKEST) * (1 - light), a, b)


# Björn Ottosson, "A perceptual color space for image processing" (2020).


def _oklab(rgb):
    r, g, b = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in rgb)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(light, a, b):
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    inside = (min(max(x, 0), 1) for x in linear)
    return "#" + "".join(
        f"{round(255 * (12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055)):02x}"
        for x in inside
    )
