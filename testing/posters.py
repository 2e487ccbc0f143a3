"""Drawn posters for the demonstration and the screenshots: each title has its own scene and colors."""

from collections.abc import Callable
import colorsys
from functools import lru_cache
from io import BytesIO
import math
from random import Random

from PIL import Image, ImageDraw, ImageFont

type _Color = tuple[int, int, int]

_SCALE = 2
"""The factor by which a poster is drawn larger, for smooth edges."""
_QUALITY = 88


def _color(hue: float, saturation: float, value: float) -> _Color:
    red, green, blue = (round(255 * part) for part in colorsys.hsv_to_rgb(hue % 1, saturation, value))
    return red, green, blue


class _Canvas:
    """A picture; positions and sizes are fractions of its width (x) and height (y)."""

    def __init__(self, title: str, width: int, height: int) -> None:
        self.random = Random(title)  # noqa: S311 - a picture is no secret
        self.hue = self.random.random()
        self.width, self.height = width * _SCALE, height * _SCALE
        self.image = Image.new("RGB", (self.width, self.height))
        self.draw = ImageDraw.Draw(self.image)

    def sky(self, top: _Color, bottom: _Color) -> None:
        ends = [Image.new("RGB", self.image.size, color) for color in (bottom, top)]
        shade = Image.linear_gradient("L").resize(self.image.size).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        self.image.paste(Image.composite(ends[1], ends[0], shade))

    def disc(self, x: float, y: float, radius: float, color: _Color) -> None:
        center = (x * self.width, y * self.height)
        self.draw.circle(center, radius * self.width, fill=color)

    def shape(self, points: list[tuple[float, float]], color: _Color) -> None:
        self.draw.polygon([(x * self.width, y * self.height) for x, y in points], fill=color)

    def box(self, left: float, top: float, right: float, bottom: float, color: _Color) -> None:
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], color)

    def ridge(self, level: float, swing: float, color: _Color) -> None:
        """Fill the area below a wavy line."""
        phase, waves = self.random.random() * math.tau, self.random.uniform(0.7, 1.8)
        line = [
            (
                step / 60,
                level
                + swing * math.sin(phase + waves * math.tau * step / 60)
                + swing / 3 * math.sin(2 * phase + 3 * waves * math.tau * step / 60),
            )
            for step in range(61)
        ]
        self.shape([*line, (1, 1), (0, 1)], color)

    def stars(self, number: int) -> None:
        for _ in range(number):
            x, y = self.random.random(), self.random.random() * 0.6
            self.disc(x, y, self.random.uniform(0.001, 0.004), (235, 238, 255))

    def lettering(self, text: str) -> None:
        """Write the title in capitals at the bottom, as large as it fits."""
        lines = _lines(text.upper())
        size = self.width * 0.15
        widest = max(self.draw.textlength(line, ImageFont.load_default(size)) for line in lines)
        size *= min(1, 0.86 * self.width / widest)
        font = ImageFont.load_default(size)
        y = self.height * 0.95 - len(lines) * size * 1.15
        for line in lines:
            self.draw.text((self.width / 2, y), line, font=font, fill=(255, 250, 240), anchor="ma")
            y += size * 1.15


def _lines(text: str) -> list[str]:
    """Break a title into lines of about ten letters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= 10:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _hills(canvas: _Canvas) -> None:
    hue = canvas.random.choice((0.02, 0.09, 0.5, 0.82))
    canvas.sky(_color(hue - 0.1, 0.7, 0.45), _color(hue, 0.55, 0.98))
    canvas.disc(canvas.random.uniform(0.3, 0.7), 0.4, 0.19, _color(hue + 0.05, 0.35, 1))
    for number in range(4):
        canvas.ridge(0.5 + number * 0.11, 0.04, _color(hue - 0.06, 0.75, 0.55 - number * 0.13))


def _sea(canvas: _Canvas) -> None:
    canvas.sky(_color(0.63, 0.75, 0.2), _color(0.56, 0.55, 0.6))
    canvas.stars(60)
    canvas.disc(0.7, 0.22, 0.11, (250, 240, 214))
    canvas.box(0, 0.55, 1, 1, _color(0.58, 0.7, 0.28))
    for number in range(14):
        y, half = 0.57 + number * 0.014, 0.04 + number * 0.006
        x = 0.7 + canvas.random.uniform(-0.03, 0.03)
        canvas.box(x - half, y, x + half, y + 0.004, (226, 214, 180))
    dark, light = _color(0.62, 0.5, 0.12), (255, 214, 120)
    canvas.shape([(0.1, 0.55), (0.62, 0.55), (0.55, 0.61), (0.17, 0.61)], dark)
    canvas.box(0.2, 0.49, 0.5, 0.56, dark)
    canvas.box(0.26, 0.44, 0.42, 0.5, dark)
    canvas.box(0.3, 0.38, 0.36, 0.45, _color(0.02, 0.7, 0.6))
    for number in range(6):
        canvas.box(0.225 + number * 0.045, 0.515, 0.25 + number * 0.045, 0.532, light)
    canvas.ridge(0.66, 0.012, _color(0.6, 0.75, 0.2))
    canvas.ridge(0.78, 0.012, _color(0.61, 0.8, 0.13))


def _harbour(canvas: _Canvas) -> None:
    """Paper boats in the morning."""
    canvas.sky(_color(0.06, 0.25, 1), _color(0.97, 0.25, 0.95))
    canvas.disc(0.28, 0.3, 0.13, _color(0.13, 0.25, 1))
    for x, y, size in ((0.68, 0.47, 0.16), (0.3, 0.56, 0.2), (0.72, 0.66, 0.24)):
        canvas.box(0, y, 1, 1, _color(0.53, 0.3 + y / 2, 1.05 - y))
        for shade, part in ((0.98, -1), (0.84, 1)):
            paper = _color(0.1, 0.06, shade)
            canvas.shape([(x, y - size * 0.62), (x + part * size * 0.45, y - size * 0.05), (x, y - size * 0.05)], paper)
            hull = [(x, y - size * 0.12), (x + part * size, y - size * 0.24), (x + part * size * 0.6, y + size * 0.12)]
            canvas.shape([*hull, (x, y + size * 0.12)], paper)
    canvas.ridge(0.76, 0.01, _color(0.55, 0.75, 0.3))


def _city(canvas: _Canvas) -> None:
    canvas.sky(_color(0.75, 0.6, 0.16), _color(0.93, 0.55, 0.75))
    canvas.stars(40)
    for number, value in enumerate((0.34, 0.22, 0.12)):
        x = -0.05
        while x < 1:
            width = canvas.random.uniform(0.09, 0.2)
            top = canvas.random.uniform(0.3, 0.5) + number * 0.09
            canvas.box(x, top, x + width, 1, _color(0.72, 0.5, value))
            for _ in range(9):
                left = canvas.random.uniform(x + 0.01, x + width - 0.03)
                level = canvas.random.uniform(top + 0.02, 0.74)
                canvas.box(left, level, left + 0.018, level + 0.014, _color(0.12, 0.55, 0.5 + number * 0.22))
            x += width
    canvas.box(0, 0.76, 1, 1, _color(0.72, 0.6, 0.07))


def _mountains(canvas: _Canvas) -> None:
    hue = canvas.random.choice((0.45, 0.55, 0.8))
    canvas.sky(_color(hue, 0.55, 0.35), _color(hue - 0.06, 0.25, 0.95))
    for number in range(3):
        color = _color(hue, 0.35 + number * 0.15, 0.68 - number * 0.22)
        for _ in range(3):
            x, top = canvas.random.uniform(0, 1), canvas.random.uniform(0.26, 0.38) + number * 0.13
            half = canvas.random.uniform(0.35, 0.55)
            canvas.shape([(x - half, 0.9), (x, top), (x + half, 0.9)], color)
            if number < 2:
                snow = 0.17
                rim = top + snow * (0.9 - top)
                edge = [(x + half * snow * part, rim + 0.02 * (part in (-0.5, 0.5))) for part in (1, 0.5, 0, -0.5, -1)]
                canvas.shape([(x, top), *edge], (246, 248, 252))
    canvas.ridge(0.76, 0.02, _color(hue, 0.7, 0.14))


def _orchard(canvas: _Canvas) -> None:
    hue = canvas.random.choice((0.2, 0.27, 0.33))
    canvas.sky(_color(0.12, 0.3, 0.98), _color(0.1, 0.15, 0.96))
    canvas.ridge(0.55, 0.03, _color(hue, 0.35, 0.75))
    canvas.ridge(0.64, 0.02, _color(hue, 0.5, 0.5))
    canvas.box(0.47, 0.42, 0.53, 0.7, _color(0.07, 0.6, 0.3))
    for _ in range(26):
        angle, reach = canvas.random.uniform(0, math.tau), canvas.random.uniform(0, 0.24)
        x, y = 0.5 + reach * math.cos(angle), 0.32 + 0.66 * reach * math.sin(angle)
        canvas.disc(
            x, y, 0.085, _color(hue + canvas.random.uniform(-0.03, 0.03), 0.6, canvas.random.uniform(0.35, 0.55))
        )
    for _ in range(14):
        angle, reach = canvas.random.uniform(0, math.tau), canvas.random.uniform(0.03, 0.27)
        canvas.disc(0.5 + reach * math.cos(angle), 0.32 + 0.66 * reach * math.sin(angle), 0.02, (206, 54, 44))
    canvas.ridge(0.74, 0.012, _color(hue, 0.7, 0.24))


def _kites(canvas: _Canvas) -> None:
    hue = canvas.random.choice((0.52, 0.56, 0.48))
    canvas.sky(_color(hue, 0.6, 0.75), _color(hue - 0.04, 0.2, 0.98))
    for number in range(7):
        x = 0.14 + (number * 0.37 + canvas.random.uniform(0, 0.1)) % 0.74
        y = 0.1 + number * 0.075
        size = canvas.random.uniform(0.06, 0.11)
        color, darker = (_color(number / 7 + 0.02, 0.75, value) for value in (0.95, 0.75))
        canvas.shape([(x, y - size), (x + size * 0.8, y), (x, y + size * 1.1)], color)
        canvas.shape([(x, y - size), (x - size * 0.8, y), (x, y + size * 1.1)], darker)
        canvas.draw.line(
            [(x * canvas.width, (y + size * 1.1) * canvas.height), (0.5 * canvas.width, 0.8 * canvas.height)],
            fill=(60, 70, 80),
            width=max(canvas.width // 300, 1),
        )
    canvas.ridge(0.74, 0.02, _color(0.3, 0.6, 0.3))


def _record(canvas: _Canvas) -> None:
    """Rings of a record, for music."""
    canvas.sky(_color(canvas.hue, 0.55, 0.35), _color(canvas.hue + 0.1, 0.5, 0.6))
    for number in range(12):
        shade = 0.95 - number * 0.06
        canvas.disc(0.5, 0.42, 0.42 - number * 0.034, _color(canvas.hue + number * 0.025, 0.6, shade))
    canvas.disc(0.5, 0.42, 0.02, (20, 20, 24))
    canvas.box(0, 0.8, 1, 1, _color(canvas.hue, 0.6, 0.18))


_SCENES: dict[str, Callable[[_Canvas], None]] = {
    "sky": _hills,
    "moon": _hills,
    "meadow": _hills,
    "ferry": _sea,
    "harbour": _harbour,
    "tide": _sea,
    "tram": _city,
    "post": _city,
    "hours": _city,
    "attic": _city,
    "river": _mountains,
    "thunder": _mountains,
    "orchard": _orchard,
    "beekeeper": _orchard,
    "kites": _kites,
    "lanterns": _record,
    "reed": _record,
    "quartet": _record,
    "juniper": _record,
}
"""The scene for a title with this word."""


@lru_cache(maxsize=200)
def paint(title: str, width: int, height: int) -> bytes:
    """Return the poster of a title as a JPEG; it is always the same for a title."""
    canvas = _Canvas(title, width, height)
    scenes = [scene for word, scene in _SCENES.items() if word in title.lower()]
    (scenes or [canvas.random.choice(list(_SCENES.values()))])[0](canvas)
    canvas.lettering(title)
    content = BytesIO()
    canvas.image.resize((width, height), Image.Resampling.LANCZOS).save(content, "JPEG", quality=_QUALITY)
    return content.getvalue()
