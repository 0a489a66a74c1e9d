"""The picture that others show beside a link to the site: its name, in the letters of chapter 7."""

import struct
import zlib

from solutions.ch07_letter_classifier import BITMAPS

WIDTH, HEIGHT = 1200, 630  # as most of those who show such pictures ask for it
CELL = 14
LINES = ("NEURAL", "NETWORKS", "FROM SCRATCH")
PAPER, OFF, ON, LAST = range(4)
COLOURS = bytes.fromhex("16191d 242a31 e3e6e8 7fbdf0".replace(" ", ""))


def card():
    """Return the card as a PNG."""
    cells = {}  # (column, row): colour
    for number, line in enumerate(LINES):
        lit = LAST if line == LINES[-1] else ON
        for place, letter in enumerate(line):
            for y, row in enumerate(BITMAPS.get(letter, "").split()):
                for x, mark in enumerate(row):
                    cells[place * 6 + x, number * 10 + y] = lit if mark == "#" else OFF
    left = (WIDTH - CELL * (6 * max(map(len, LINES)) - 1)) // 2
    top = (HEIGHT - CELL * (10 * len(LINES) - 3)) // 2
    pixels = [bytearray([PAPER]) * WIDTH for _ in range(HEIGHT)]
    for (column, row), colour in cells.items():
        x = left + column * CELL
        for y in range(top + row * CELL, top + (row + 1) * CELL - 2):
            pixels[y][x : x + CELL - 2] = bytes([colour]) * (CELL - 2)
    return _png(pixels)


def _png(pixels):
    """Return rows of places in COLOURS as a PNG."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)  # a byte each, from a palette
    rows = b"".join(b"\0" + row for row in pixels)
    parts = ((b"IHDR", head), (b"PLTE", COLOURS), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
