"""Tags: the categories and labels of downloads in a normalized form (pure)."""

from collections.abc import Iterable
from typing import Final
import unicodedata

ARRIVED: Final = "in Plex"
"""The tag that we give in the client to what arrived."""
ARRIVED_LABEL: Final = "in-plex"
"""The same for Deluge, whose labels have neither capitals nor spaces."""


def tag(word: str) -> str:
    """Return a category or label in a normalized form: case-folded and without surrounding spaces.

    >>> tag(" TV / Anime/")
    'tv/anime'
    """
    parts = (part.strip() for part in unicodedata.normalize("NFC", word).casefold().split("/"))
    return "/".join(part for part in parts if part)


def tags(words: Iterable[str | None]) -> frozenset[str]:
    """Return the tags of categories and labels; a nested one such as `tv/anime` also counts as `tv`."""
    result: set[str] = set()
    for word in words:
        parts = tag(word or "").split("/")
        result |= {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    return frozenset(result - {""})
