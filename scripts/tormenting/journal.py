"""What happened when, so that the story of a download can be told."""

from dataclasses import dataclass
from pathlib import Path
import time


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened: to a download, or (without a path) to everybody."""

    at: float
    what: str
    path: str | None


class Journal:
    """Everything that happened, in its order."""

    def __init__(self, file: Path) -> None:
        """Begin now; it is kept in a file, too, for whoever looks closer."""
        self._file = file
        self._began = time.monotonic()
        self._entries: list[Entry] = []

    @property
    def seconds(self) -> float:
        """For how long it is kept."""
        return time.monotonic() - self._began

    def write(self, what: str, path: str | None = None) -> None:
        """Write down what happens now."""
        entry = Entry(self.seconds, what, path)
        self._entries.append(entry)
        with self._file.open("a") as file:
            file.write(f"{entry.at:8.2f} s  {path or '·'}  {what}\n")

    def story(self, path: str) -> list[str]:
        """Return the lines about one download, and about everybody while it was on its way."""
        own = [entry.at for entry in self._entries if entry.path == path]
        if not own:
            return ["It never finished."]
        told = (one for one in self._entries if one.path == path or (one.path is None and own[0] <= one.at <= own[-1]))
        return [f"{one.at:8.2f} s  {'' if one.path else '· '}{one.what}" for one in told]

    def times(self, path: str, what: str) -> list[float]:
        """Return when something was written of a download."""
        return [entry.at for entry in self._entries if entry.path == path and entry.what.startswith(what)]
