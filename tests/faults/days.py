"""Days on which Plex does what it should not: each is one row of a table."""

from dataclasses import dataclass
from typing import Final

SCENE: Final = "day"
"""What stands for the scene in what is seen on such a day."""


@dataclass(frozen=True, slots=True)
class Day:
    key: str
    text: str
    """What it is, for the table."""
    end: str
    """How it has to end."""


DAYS: Final = (
    Day("swallowed", "a scan that Plex swallows", "available; 2 scans"),
    Day("all-swallowed", "every scan is swallowed", "missing (not_found); 4 scans"),
    Day("elsewhere", "a scan that looks in another location", "available; 1 scan"),
    Day("late", "a folder that appears after the answer", "available; 2 scans"),
    Day("unmatched", "an item that is never recognised", "available (not_recognised); 1 scan"),
    Day("unready", "an item that is looked up for ever", "available (not_recognised); 1 scan"),
    Day("library", "the library is deleted in the middle", "unmatched (no_library)"),
    Day("replaced", "another server at the address", "available"),
    Day("rotated", "the token is replaced in the middle", "available"),
)
