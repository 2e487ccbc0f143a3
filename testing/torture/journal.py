"""The log of a stress test."""

from pathlib import Path
import time


class Journal:
    """All events in order, also written to a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._began = time.monotonic()
        self._entries: list[tuple[str | None, str]] = []

    @property
    def seconds(self) -> float:
        """Seconds since the journal was started."""
        return time.monotonic() - self._began

    def write(self, what: str, path: str | None = None) -> None:
        """Log an event that concerns a download or, without a path, all of them."""
        line = f"{self.seconds:8.2f} s  {path or '·'}  {what}"
        self._entries.append((path, line))
        with self._file.open("a") as file:
            file.write(f"{line}\n")

    def entries(self, path: str) -> list[str]:
        """Return the lines about a download, and the general lines from its first to its last."""
        own = [number for number, (of, _) in enumerate(self._entries) if of == path]
        between = self._entries[own[0] : own[-1] + 1] if own else []
        return [line for of, line in between if of in (path, None)]
