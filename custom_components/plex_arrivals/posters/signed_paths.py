"""Signed paths of posters that stay the same for a while, so that browsers can cache the posters."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
import time
from typing import Final, Protocol

from homeassistant.core import HomeAssistant, callback

from ..plex.models import PlexMediaItem
from .view import artwork_path

MAX_PATHS: Final = 20_000

type _Key = tuple[str | None, str, str]
"""The refresh token, the ID of the item that the poster belongs to, and the version of the poster."""


class HasArtwork(Protocol):
    """An item or a delivered item, which may have a poster."""

    @property
    def artwork(self) -> str | None:
        """Return the version of the poster; None if there is none."""

    @property
    def artwork_id(self) -> str | None:
        """Return the ID of the item that the poster belongs to, if that is another one."""


class SignedPaths:
    """The signed paths of the posters of a server; each is used for half of its validity."""

    def __init__(self, hass: HomeAssistant, entry_id: str, valid_for: timedelta) -> None:
        """Initialize with the entry of the server and how long a path is valid."""
        self._hass = hass
        self._entry_id = entry_id
        self._valid_for = valid_for
        self._paths: dict[_Key, tuple[float, str]] = {}
        """When to sign again, and the path; the least recently requested first."""

    @callback
    def path(self, item: HasArtwork, rating_key: str, refresh_token_id: str | None = None) -> str | None:
        """Return the path of the poster of an item, None if it has none; `rating_key` is the ID of the item itself.

        The path is valid for at least half of `valid_for`: in the session of the refresh token, or without a session if
        there is no token.
        """
        if not item.artwork:
            return None
        key = refresh_token_id, item.artwork_id or rating_key, item.artwork
        now = time.time()
        signed = self._paths.pop(key, None)
        if signed is None or signed[0] <= now:
            path = artwork_path(
                self._hass, self._entry_id, *key[1:], valid_for=self._valid_for, refresh_token_id=refresh_token_id
            )
            signed = now + self._valid_for.total_seconds() / 2, path
        self._paths[key] = signed
        self._remove_unused(now)
        return signed[1]

    @callback
    def paths(self, items: Iterable[PlexMediaItem]) -> Mapping[str, str]:
        """Return the paths of the posters of items by their IDs, valid without a session; some items have none."""
        return {item.id: path for item in items if (path := self.path(item, item.id))}

    def _remove_unused(self, now: float) -> None:
        """Remove paths that were not requested anymore and have expired, or are too many."""
        while self._paths[unused := next(iter(self._paths))][0] <= now or len(self._paths) > MAX_PATHS:
            del self._paths[unused]
