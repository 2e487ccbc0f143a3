"""A poster drawn with nothing but the standard library."""

import colorsys
import struct
import zlib


def draw(seed: int, width: int, height: int) -> bytes:
    """Return a PNG: a low sun over hills, in colors derived from the seed."""
    hue = seed * 0.381966 % 1
    sun = _color(hue + 0.08, 0.35, 1.0)
    ground = _color(hue + 0.5, 0.6, 0.25)
    radius, center_x, center_y = width * 0.24, width * (0.3 + seed * 7 % 5 / 10), height * 0.45
    rows = bytearray()
    for y in range(height):
        rows.append(0)  # no PNG filter
        if y > height * 0.72:
            rows += ground * width
            continue
        sky = _color(hue, 0.65, 0.35 + 0.5 * y / height)
        half = int(max(radius**2 - (y - center_y) ** 2, 0) ** 0.5)
        left, right = max(int(center_x) - half, 0), min(int(center_x) + half, width)
        rows += sky * left + sun * (right - left) + sky * (width - right)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def _color(hue: float, saturation: float, value: float) -> bytes:
    return bytes(round(part * 255) for part in colorsys.hsv_to_rgb(hue % 1, saturation, value))
