"""Waits until Plex has the metadata of the items that were found: their titles and posters."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from ..plex.models import PlexLibrary, PlexMediaItem
from .item_finder import ItemFinder
from .match import DownloadMatch
from .timing import Timing


async def wait_for_metadata(
    match: DownloadMatch,
    libraries: Mapping[str, PlexLibrary],
    finder: ItemFinder,
    timing: Timing,
    *,
    notifications_connected: bool,
) -> None:
    """Wait until the items have a title and a poster, or until the time limit; raise PlexError.

    `libraries` are Plex's libraries by their IDs. Items of a library without an agent get no metadata.
    """
    interval = timing.item_timeout if notifications_connected else timing.poll
    with suppress(TimeoutError):
        async with asyncio.timeout(timing.match_limit):
            while any(_lacks_metadata(item, libraries) for item in match.items):
                try:
                    async with asyncio.timeout(interval):
                        await match.wait_changed()
                except TimeoutError:
                    await finder.refresh(match)
                    interval *= 2
        return
    await finder.refresh(match)


def is_matched(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> bool:
    """Return whether Plex matched the item with its agent, or has no agent for it."""
    return item.matched or not _has_agent(item, libraries)


def _lacks_metadata(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> bool:
    return _has_agent(item, libraries) and not (item.matched and item.artwork)


def _has_agent(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> bool:
    library = libraries.get(item.library_id or "")
    return library is None or library.has_agent
