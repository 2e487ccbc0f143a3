"""How often an importer is asked for histories that say nothing new (pure)."""

from dataclasses import dataclass, field
import math
from typing import Final

BURST: Final = 5
"""How many histories without anything new may be requested at once."""
REFILL_SECONDS: Final = 60
"""How long until another one may be requested."""
PRIORITY_SECONDS: Final = 600
"""How long a request that was refused goes before those of downloads that were asked about later."""


@dataclass(slots=True)
class HistoryLimit:
    """Limits the histories of the downloads in the queue of an importer, by their IDs in lower case.

    Where the queue says something new about a download, so may the history. But an importer whose client does not
    respond has an empty queue, and its histories say nothing for a day: they are requested one after another, until one
    says that something was imported. Times are in seconds, of any monotonic clock.
    """

    _left: float = BURST
    _updated_at: float = -math.inf
    _requested_at: dict[str, float] = field(default_factory=dict)
    _refused_at: dict[str, float] = field(default_factory=dict)
    _states: dict[str, object] = field(default_factory=dict)
    """What the queue said about each download when its history was requested."""
    _counts: dict[str, int] = field(default_factory=dict)
    """How much each history said to be imported."""

    def allows(self, key: str, state: object | None, now: float) -> bool:
        """Return whether the history of a download may be requested now, which is to follow then.

        `state` is what the queue says about it, None if the queue lacks it.
        """
        if state != self._states.get(key) and state is not None:
            self._states[key] = state
            return True
        self._left = min(BURST, self._left + (now - self._updated_at) / REFILL_SECONDS)
        self._updated_at = now
        mine = self._requested_at.get(key, -math.inf)
        first = sum(
            other != key and now - refused_at < PRIORITY_SECONDS and self._requested_at.get(other, -math.inf) < mine
            for other, refused_at in self._refused_at.items()
        )
        if self._left < 1 + first:
            self._refused_at[key] = now
            return False
        self._left -= 1
        self._refused_at.pop(key, None)
        self._requested_at[key] = now
        return True

    def add_response(self, key: str, *, imported: int, decided: bool) -> None:
        """Count how much was imported of a download, and whether nothing more follows, by its history."""
        if decided or imported > self._counts.get(key, 0):
            self._left = BURST
            self._refused_at.clear()
        self._counts[key] = imported

    def forget(self, key: str) -> None:
        """Forget a download that is awaited no longer."""
        for by_key in (self._requested_at, self._refused_at, self._states, self._counts):
            by_key.pop(key, None)
