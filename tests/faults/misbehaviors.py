"""Misbehavior of Plex: the rows of a table."""

from dataclasses import dataclass
from typing import Final

SCENARIO: Final = "misbehavior"
"""The scenario of their observations."""


@dataclass(frozen=True, slots=True)
class Misbehavior:
    key: str
    text: str
    """Its description in the table."""
    end: str
    """The expected end."""


MISBEHAVIORS: Final = (
    Misbehavior("swallowed", "a scan that Plex swallows", "available; 2 scans"),
    Misbehavior("all-swallowed", "every scan is swallowed", "missing (not_found); 4 scans"),
    Misbehavior("elsewhere", "a scan that looks in another location", "available; 1 scan"),
    Misbehavior("late", "a folder that appears after the answer", "available; 2 scans"),
    Misbehavior("unmatched", "an item that is never recognized", "available (not_recognised); 1 scan"),
    Misbehavior("unready", "an item that is looked up for ever", "available (not_recognised); 1 scan"),
    Misbehavior("library", "the library is deleted in the middle", "unmatched (no_library)"),
    Misbehavior("replaced", "another server at the address", "available"),
    Misbehavior("rotated", "the token is replaced in the middle", "available"),
)
