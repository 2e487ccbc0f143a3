"""Text of somebody else, and lists, as Markdown in what a person reads (pure)."""

from collections.abc import Iterable
import re
from typing import Final

NOTHING: Final = "\N{EM DASH}"
"""What stands where there is nothing to name."""
_LINKING: Final = re.compile(r"[\\`\[\]<@]|(?<=:)//|(?<=www)\.", re.IGNORECASE)


def listing(lines: Iterable[str], more: int = 0) -> str:
    """Return lines as a Markdown list, a dash where there is none."""
    points = [f"- {line}" for line in lines]
    return "\n".join([*points, *([f"- … (+{more})"] if more > 0 else [])]) or NOTHING


def plain(text: str) -> str:
    """Return a title of somebody else so that nothing in it becomes a link, a picture or HTML."""
    return _LINKING.sub(r"\\\g<0>", text).replace("\n", " ")


def quoted(text: str) -> str:
    """Return text of somebody else so that Markdown leaves it as it is."""
    return "`" + text.replace("`", "'").replace("\n", " ") + "`"
