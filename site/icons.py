"""Draws the site's icon as the pixels that phones ask for, from style/icon.svg."""

import re
import struct
import zlib
from math import hypot
from pathlib import Path

ICON = Path(__file__).resolve().parent / "style" / "icon.svg"
SIDES = (192, 512)  # what Android asks for; iPhones scale the first
UNITS = 32  # across the drawing
SMALLER = 0.9  # a phone may cut a circle out of the middle


def write_icons(folder):
    """Write the icon into a folder, once for each side. Return {file: side}."""
    text = ICON.read_text(encoding="utf-8")
    background = re.search(r'<rect [^>]*fill="#(\w{6})"', text)[1]
    xs = [float(number) for number in re.search(r'd="M([\d. ]+)"', text)[1].split()]
    corners = list(zip(xs[::2], xs[1::2], strict=True))
    width = float(re.search(r'stroke-width="([\d.]+)"', text)[1])
    circles = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', text)
    # Each is a stroke from a point to a point, with a radius; a circle's two points are its middle.
    strokes = [(*a, *b, width / 2) for a, b in zip(corners, corners[1:], strict=False)]
    strokes += [(x, y, x, y, r) for x, y, r in (map(float, circle) for circle in circles)]
    sizes = {}
    for side in SIDES:
        name = f"icon-{side}.png"
        sizes[name] = side
        (folder / name).write_bytes(png(side, bytes.fromhex(background), strokes))
    return sizes


def png(side, background, strokes):
    """Return the strokes as a PNG, white on the background, which fills the square."""
    shades = [
        bytes(round(colour + (255 - colour) * part / 255) for colour in background)
        for part in range(256)
    ]
    scale = UNITS / side / SMALLER
    middle = [(i + 0.5 - side / 2) * scale + UNITS / 2 for i in range(side)]
    rows = []
    for y in middle:
        near = [one for one in strokes if min(one[1], one[3]) - 5 < y < max(one[1], one[3]) + 5]
        row = (shades[cover(x, y, near, scale)] for x in middle)
        rows.append(b"\0" + b"".join(row))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = {b"IHDR": header, b"IDAT": zlib.compress(b"".join(rows), 9), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts.items())


def cover(x, y, strokes, pixel):
    """Return how much of a pixel the strokes cover, from 0 to 255."""
    inside = max((radius - distance(x, y, *ends) for *ends, radius in strokes), default=-1)
    return round(255 * min(1, max(0, inside / pixel + 0.5)))


def distance(x, y, ax, ay, bx, by):
    """Return how far (x, y) is from the line between two points."""
    dx, dy = bx - ax, by - ay
    along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy or 1)
    along = min(1, max(0, along))
    return hypot(x - ax - along * dx, y - ay - along * dy)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
