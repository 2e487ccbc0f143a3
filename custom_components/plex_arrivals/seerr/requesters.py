"""Who asked for what arrived, by the requests in Seerr."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..const import LOGGER
from ..downloads import fields
from ..downloads.download import Download
from ..plex.errors import PlexError
from ..plex.models import LibraryType, PlexMediaItem
from .client import SeerrClient

LOOKUP_SECONDS: Final = 2.0
"""How long an arrival waits, at most, to be announced with the names."""
MAX_NAMES: Final = 10
_MAX_NAME_LENGTH: Final = 100
_MAX_AT_ONCE: Final = 4
_MAX_REQUESTS: Final = 100
_DECLINED: Final = 3

_SEERR_TYPES: Final = {LibraryType.MOVIE: "movie", LibraryType.SHOW: "tv"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """A movie or a show that arrived, or a part of a show."""

    type: LibraryType
    rating_key: str
    """That of the movie or the show."""
    seasons: frozenset[int] = frozenset()
    external_ids: tuple[str, ...] = ()
    """As far as they came with the items."""


class Requesters:
    """Finds who asked for what arrived; without Seerr in Home Assistant, it does nothing."""

    def __init__(
        self, hass: HomeAssistant, get_items: Callable[[Iterable[str]], Awaitable[list[PlexMediaItem]]]
    ) -> None:
        """Initialize; `get_items` requests items of Plex by their rating keys, and raises PlexError."""
        self._seerr = SeerrClient(hass)
        self._get_items = get_items
        self._at_once = asyncio.Semaphore(_MAX_AT_ONCE)

    async def async_find(self, download: Download, items: Sequence[PlexMediaItem]) -> tuple[str, ...]:
        """Return the names of those who asked for the items of a download: 1 request to each Seerr that has requests.

        Plex is requested only if the importer did not say which movie or show it is. Empty if nobody asked for it, or
        if that is not known within `LOOKUP_SECONDS`; never raise.
        """
        title = title_of(items)
        servers = [entry for entry in self._seerr.entries if title and _has_requests(entry, title.type)]
        if not title or not servers:
            return ()
        try:
            async with asyncio.timeout(LOOKUP_SECONDS), self._at_once:
                ids = await self._async_ids(download, title)
                found = await asyncio.gather(*(self._async_requests(server, title, ids) for server in servers))
        except (TimeoutError, PlexError) as err:
            LOGGER.debug("%s: not known who asked for it: %s", download.name, type(err).__name__)
            return ()
        names = (name for requests in found for name in requester_names(requests, title.seasons))
        return tuple(islice(dict.fromkeys(names), MAX_NAMES))

    async def _async_ids(self, download: Download, title: Title) -> Mapping[str, str]:
        """Return the title's IDs in other databases: those of the importer, else those of Plex."""
        media = download.media
        if media and media.type == title.type and (ids := numbers(media.external_ids)):
            return ids
        if ids := numbers(title.external_ids):
            return ids
        return numbers(one for item in await self._get_items([title.rating_key]) for one in item.external_ids)

    async def _async_requests(
        self, server: ConfigEntry[Any], title: Title, ids: Mapping[str, str]
    ) -> list[Mapping[str, Any]]:
        """Return the requests for a title."""
        seerr_type = _SEERR_TYPES[title.type]
        if tmdb := ids.get("tmdb"):
            details = await self._seerr.async_request(server, "GET", f"{seerr_type}/{tmdb}")
            return fields.mappings(fields.mapping(details.get("mediaInfo")).get("requests"))
        if title.type is not LibraryType.SHOW or "tvdb" not in ids:
            return []
        # It gives no details by this ID, but a list of requests has it.
        latest = await self._seerr.async_request(
            server, "GET", "request", mediaType=seerr_type, sort="modified", take=_MAX_REQUESTS
        )
        requests = fields.mappings(latest.get("results"))
        return [one for one in requests if str(fields.mapping(one.get("media")).get("tvdbId")) == ids["tvdb"]]


def title_of(items: Sequence[PlexMediaItem]) -> Title | None:
    """Return the movie or the show that all items are of; None if there is no single one."""
    first = items[0]
    if {item.type for item in items} == {"movie"} and len({(item.title, item.year) for item in items}) == 1:
        return Title(type=LibraryType.MOVIE, rating_key=first.id, external_ids=first.external_ids)
    if {item.type for item in items} == {"episode"} and len({item.show for item in items}) == 1 and first.show_id:
        seasons = frozenset(item.season for item in items if item.season is not None)
        return Title(type=LibraryType.SHOW, rating_key=first.show_id, seasons=seasons)
    return None


def numbers(external_ids: Iterable[str]) -> dict[str, str]:
    """Return the IDs that Seerr has, by the name of the database: `tmdb://603` → `{"tmdb": "603"}`."""
    parts = (one.partition("://") for one in external_ids)
    return {database: number for database, _, number in parts if database in {"tmdb", "tvdb"} and number.isdecimal()}


def requester_names(requests: Iterable[Mapping[str, Any]], seasons: frozenset[int]) -> Iterator[str]:
    """Yield who made the requests that were not declined, and for a show those that are for one of the seasons."""
    for request in requests:
        numbered = (season.get("seasonNumber") for season in fields.mappings(request.get("seasons")))
        requested = {number for number in numbered if isinstance(number, int)}
        if request.get("status") == _DECLINED or (seasons and requested and requested.isdisjoint(seasons)):
            continue
        if name := fields.text(fields.mapping(request.get("requestedBy")).get("displayName")):
            yield name.strip()[:_MAX_NAME_LENGTH]


def _has_requests(server: ConfigEntry[Any], library_type: LibraryType) -> bool:
    """Return whether a Seerr responds and has requests of a type; also if its integration does not say so."""
    coordinator = getattr(server, "runtime_data", None)
    counts = getattr(getattr(coordinator, "data", None), "requests", None)
    responds = getattr(coordinator, "last_update_success", True)
    return responds is not False and getattr(counts, _SEERR_TYPES[library_type], None) != 0
