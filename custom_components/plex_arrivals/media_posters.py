"""The posters of downloads that are not in Plex yet: Plex's own of the movie or show, else that of the importer."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
import hashlib
import math
import re
from typing import Any, Final

import aiohttp
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN, LOGGER
from .deliveries.delivery import Delivery, DeliveryState
from .downloads.download import MediaInfo
from .plex.errors import PlexError
from .plex.models import LibraryType
from .plex.poster import Poster
from .plex.service import PlexService
from .posters.remote import fetch_remote_poster, is_remote_poster

MAX_KEPT: Final = 1000
RETRY_SECONDS: Final = 300
"""After Plex could not be searched, how long until it may be searched again."""
_IN_PLEX: Final = (LibraryType.MOVIE, LibraryType.SHOW)
"""Whose posters Plex may have before the download arrives; an album's cover comes with the album."""
_REMOTE: Final = "remote-"
_ADDITION: Final = re.compile(r" \((?:(?:19|20)\d\d|[A-Z]{2})\)$")
"""What importers add to titles that several shows have, and Plex does not."""

type _Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MediaPoster:
    """A poster to show, with a version and an ID like that of an item in Plex."""

    artwork: str
    artwork_id: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search of Plex found."""

    poster: MediaPoster | None
    """None if Plex has none, or did not answer."""
    valid_until: float = math.inf
    """When to search again, in the event loop's time."""


class MediaPosters:
    """Find the posters of what downloads are; Plex is searched for each title once, and again when it has arrived."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        plex: PlexService,
        session: aiohttp.ClientSession,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
    ) -> None:
        """Initialize with the server to search; `session` is for other hosts."""
        self._hass = hass
        self._plex = plex
        self._session = session
        self._create_task = create_task
        self._changed = SignalType[()](f"{DOMAIN}_{entry_id}_media_posters_changed")
        self._in_plex: OrderedDict[_Key, _Found] = OrderedDict()
        """What Plex has, by type and external IDs."""
        self._searching: set[_Key] = set()
        self._urls: OrderedDict[str, str] = OrderedDict()
        """The addresses of the importers' posters by the IDs that stand for them."""

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener when Plex was searched for another title; return a function that removes it."""
        return async_dispatcher_connect(self._hass, self._changed, listener)

    @callback
    def poster(self, media: MediaInfo | None, *, now: bool = False) -> MediaPoster | None:
        """Return the poster of what a download is; None if there is none.

        The first time, Plex is searched in the background. Until it has answered, there is no poster; with `now`, it is
        the importer's.
        """
        if media is None:
            return None
        if media.external_ids and media.type in _IN_PLEX:
            key = media.type, media.external_ids
            found = self._in_plex.get(key)
            if found is None or found.valid_until <= self._hass.loop.time():
                self._search(key, media)
            if found is None:
                return self._remote(media) if now else None
            self._in_plex.move_to_end(key)
            if found.poster:
                return found.poster
        return self._remote(media)

    @callback
    def on_delivery(self, delivery: Delivery, _before: Delivery | None) -> None:
        """Search again for a movie or show that has arrived, if Plex had nothing of it before."""
        media = delivery.download.media
        if media and delivery.state is DeliveryState.AVAILABLE:
            for key, found in list(self._in_plex.items()):
                if found.poster is None and key[0] == media.type and not {*key[1]}.isdisjoint(media.external_ids):
                    del self._in_plex[key]

    async def async_fetch(self, rating_key: str, width: int, height: int, version: str | None = None) -> Poster:
        """Return the poster of an item in Plex, or the one at an address that an ID stands for; raise PlexError."""
        if url := self._urls.get(rating_key):
            return await fetch_remote_poster(self._session, url, width)
        return await self._plex.fetch_poster(rating_key, width, height, version)

    def _remote(self, media: MediaInfo) -> MediaPoster | None:
        url = media.poster_url
        if url is None or not is_remote_poster(url):
            return None
        poster_id = f"{_REMOTE}{hashlib.sha256(url.encode(errors='replace')).hexdigest()[:32]}"
        self._urls[poster_id] = url
        _shorten(self._urls, poster_id)
        return MediaPoster(artwork="1", artwork_id=poster_id)

    def _search(self, key: _Key, media: MediaInfo) -> None:
        if key not in self._searching:
            self._searching.add(key)
            self._create_task(self._async_search(key, media), f"search Plex for {media.title}")

    async def _async_search(self, key: _Key, media: MediaInfo) -> None:
        title = _ADDITION.sub("", media.title)
        try:
            item = await self._plex.find_by_external_id(LibraryType(media.type), title, media.external_ids)
        except PlexError as err:
            LOGGER.debug("Cannot search Plex for %s: %s", title, err)
            found = _Found(None, self._hass.loop.time() + RETRY_SECONDS)
        else:
            found = _Found(MediaPoster(item.artwork, item.artwork_id or item.id) if item and item.artwork else None)
        finally:
            self._searching.discard(key)
        self._in_plex[key] = found
        _shorten(self._in_plex, key)
        async_dispatcher_send(self._hass, self._changed)


def _shorten[T](kept: OrderedDict[T, Any], latest: T) -> None:
    """Move the latest to the end, and forget what was not used for longest."""
    kept.move_to_end(latest)
    if len(kept) > MAX_KEPT:
        kept.popitem(last=False)
