"""Signed paths of posters that stay the same for a while, so that browsers keep what they have fetched."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
import time
from typing import Final, Protocol

from homeassistant.core import HomeAssistant, callback

from ..plex.models import PlexMediaItem
from .view import artwork_path

MOST_PATHS: Final = 20_000

type _Key = tuple[str | None, str, str]
"""For whom it is signed, the id of the item whose poster it is, and the poster's version."""


class HasArtwork(Protocol):
    """What may have a poster."""

    @property
    def artwork(self) -> str | None:
        """The poster's version, if there is a poster."""

    @property
    def artwork_id(self) -> str | None:
        """The id of the item whose poster it is, where that is another one."""


class SignedPaths:
    """The signed paths of the posters of one server: each stays as it is for half of the time that it is good for."""

    def __init__(self, hass: HomeAssistant, entry_id: str, good_for: timedelta) -> None:
        """Take the config entry from whose server the posters come."""
        self._hass = hass
        self._entry_id = entry_id
        self._good_for = good_for
        self._paths: dict[_Key, tuple[float, str]] = {}
        """Until when each is used; what has not been asked for the longest comes first."""

    @callback
    def path(self, item: HasArtwork, rating_key: str, refresh_token_id: str | None = None) -> str | None:
        """Return the path of an item's poster, None where it has none; `rating_key` is the item's own id.

        It is good for at least half of the time, for the session of that refresh token or else for whoever gets it.
        """
        if not item.artwork:
            return None
        key = refresh_token_id, item.artwork_id or rating_key, item.artwork
        now = time.time()
        known = self._paths.pop(key, None)
        if known is None or known[0] <= now:
            path = artwork_path(
                self._hass, self._entry_id, *key[1:], good_for=self._good_for, refresh_token_id=refresh_token_id
            )
            known = now + self._good_for.total_seconds() / 2, path
        self._paths[key] = known
        self._forget(now)
        return known[1]

    @callback
    def paths(self, items: Iterable[PlexMediaItem]) -> Mapping[str, str]:
        """Return the paths, for whoever gets them, of the posters of those items that have one, by the item's id."""
        return {item.id: path for item in items if (path := self.path(item, item.id))}

    def _forget(self, now: float) -> None:
        """Forget what nobody has asked for any more, where it has run out or there are too many."""
        while self._paths[unused := next(iter(self._paths))][0] <= now or len(self._paths) > MOST_PATHS:
            del self._paths[unused]
