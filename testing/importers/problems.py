"""Why a download is not imported, in the importers' own sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PENDING = "importPending"
BLOCKED = "importBlocked"
FAILED = "importFailed"
"""Lidarr only: it does not try again before it is restarted."""


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """A line of an importer's queue: a title, and sentences about it. Some sentences stand in the title."""

    title: str
    messages: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "messages": list(self.messages)}


@dataclass(frozen=True, slots=True)
class Problem:
    """What hinders an import, and the state of the download while it does.

    Versions that do not have the state `importBlocked` yet stay at `importPending`, with a warning as well.
    """

    messages: tuple[StatusMessage, ...]
    state: str = BLOCKED


def problem_of(release: str, sentences: Sequence[str], state: str = BLOCKED) -> Problem:
    """Return a problem of the whole download."""
    return Problem((StatusMessage(release, tuple(sentences)),), state)


def problem_of_files(header: str, files: Mapping[str, Sequence[str]], state: str) -> Problem:
    """Return a problem with sentences for each file, by its name."""
    lines = [StatusMessage(name, tuple(sentences)) for name, sentences in files.items()]
    return Problem((StatusMessage(header), *lines), state)
