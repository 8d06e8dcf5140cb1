#!/usr/bin/env python3
"""Draws the packages' icon.

    python3 eng/Package/make-icon.py [OUTPUT]      by default icon.png beside this script

Four channels of one picture, each shifted by its own amount: squares of which the frame shows where they were. The Python standard
library is all it needs, and it gives the same bytes on every machine.
"""

import pathlib
import struct
import sys
import zlib

SIZE, SAMPLES = 128, 4  # pixels a side; samples a side of a pixel
BACKGROUND, FRAME = (38, 50, 76), (120, 138, 172)
# Upper left corner of the unshifted square, shift (x, y), colour.
SIDE, CORNER, STROKE = 38, 8, 2.5
CHANNELS = [
    ((18, 18), (9, 5), (255, 179, 71)),
    ((72, 18), (-8, 9), (94, 204, 172)),
    ((18, 72), (6, -9), (108, 176, 255)),
    ((72, 72), (-5, -7), (240, 112, 134)),
]


def distance(x, y, left, top, side, radius):
    """Signed distance of a point to a rounded square; negative inside."""
    half = side / 2
    dx, dy = abs(x - left - half) - half + radius, abs(y - top - half) - half + radius
    outside = (max(dx, 0) ** 2 + max(dy, 0) ** 2) ** 0.5
    return outside + min(max(dx, dy), 0) - radius


def colour(x, y):
    """Colour and opacity of one point."""
    if distance(x, y, 0, 0, SIZE, 24) > 0:
        return (0, 0, 0), 0
    for (left, top), (right, down), fill in CHANNELS:
        if distance(x, y, left + right, top + down, SIDE, CORNER) <= 0:
            return fill, 1
    for (left, top), _, _ in CHANNELS:
        if abs(distance(x, y, left, top, SIDE, CORNER)) <= STROKE / 2:
            return FRAME, 1
    return BACKGROUND, 1


def pixel(column, row):
    points = [colour(column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES) for j in range(SAMPLES) for i in range(SAMPLES)]
    opaque = sum(opacity for _, opacity in points)
    if opaque == 0:
        return bytes(4)
    mean = [round(sum(c[k] * opacity for c, opacity in points) / opaque) for k in range(3)]
    return bytes(mean + [round(255 * opaque / len(points))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    output = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("icon.png"))
    rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    output.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    main()
