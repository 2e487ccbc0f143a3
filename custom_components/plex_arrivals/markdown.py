"""Text of somebody else, and lists, as Markdown in what a person reads (pure)."""

from collections.abc import Iterable
from typing import Final

NOTHING: Final = "\N{EM DASH}"
"""What stands where there is nothing to name."""


def listing(lines: Iterable[str], more: int = 0) -> str:
    """Return lines as a Markdown list, a dash where there is none."""
    points = [f"- {line}" for line in lines]
    return "\n".join([*points, *([f"- … (+{more})"] if more > 0 else [])]) or NOTHING


def quoted(text: str) -> str:
    """Return text of somebody else so that Markdown leaves it as it is."""
    return "`" + text.replace("`", "'").replace("\n", " ") + "`"
