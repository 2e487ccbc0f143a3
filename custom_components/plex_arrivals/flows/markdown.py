"""Format lists and names from Plex or a client as Markdown (pure)."""

from collections.abc import Iterable
import re
from typing import Final

NO_VALUE: Final = "\N{EM DASH}"
"""Shown instead of an empty list."""
_MARKUP: Final = re.compile(r"[\\`\[\]<@]|(?<=:)//|(?<=www)\.", re.IGNORECASE)


def bullet_list(lines: Iterable[str], more: int = 0) -> str:
    """Return lines as a Markdown list, with the number of lines that are left out; a dash if there is none."""
    points = [f"- {line}" for line in lines]
    return "\n".join([*points, *([f"- … (+{more})"] if more > 0 else [])]) or NO_VALUE


def escaped(text: str) -> str:
    """Return text in which nothing becomes a link, an image or HTML."""
    return _MARKUP.sub(r"\\\g<0>", text).replace("\n", " ")


def quoted(text: str) -> str:
    """Return text as inline code."""
    return "`" + text.replace("`", "'").replace("\n", " ") + "`"
