"""Folders that become visible late, as on a network drive."""

from dataclasses import dataclass
import re
import time


@dataclass(eq=False, slots=True)
class Hidden:
    path: str
    until: float | None
    scans: int | None
    shown: bool = False

    def show(self) -> None:
        self.shown = True

    def covers(self, path: str) -> bool:
        if self.shown or (self.until is not None and time.time() >= self.until) or self.scans == 0:
            return False
        return path == self.path or bool(re.match(re.escape(self.path) + r"[\\/]", path))


class Hiding:
    def __init__(self) -> None:
        self._hidden: list[Hidden] = []

    def hide(self, path: str, seconds: float | None, scans: int | None) -> Hidden:
        until = None if seconds is None else time.time() + seconds
        hidden = Hidden(path.rstrip("/\\"), until, scans)
        self._hidden.append(hidden)
        return hidden

    def __call__(self, path: str) -> bool:
        """Return whether a path (as Plex sees it) is hidden now."""
        return any(hidden.covers(path) for hidden in self._hidden)

    def scanned(self) -> None:
        """Count a finished scan."""
        for hidden in self._hidden:
            if hidden.scans:
                hidden.scans -= 1
