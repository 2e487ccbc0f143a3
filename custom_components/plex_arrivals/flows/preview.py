"""Where known downloads would go with other options, in words for a person."""

from collections.abc import Iterable, Sequence
from typing import Final

from homeassistant.core import HomeAssistant

from .. import paths
from ..deliveries.delivery import Reason
from ..deliveries.payload import reason_text
from ..deliveries.router import Router
from ..downloads.download import Download
from ..plex.models import PlexLibrary
from .markdown import plain, quoted

SHOWN: Final = 5


async def async_preview(
    hass: HomeAssistant, router: Router, downloads: Iterable[Download], libraries: Sequence[PlexLibrary]
) -> list[str]:
    """Return a line of Markdown for each of a few downloads; asks nobody."""
    return [await _async_line(hass, router, download, libraries) for download in telling(downloads)]


async def _async_line(hass: HomeAssistant, router: Router, download: Download, libraries: Sequence[PlexLibrary]) -> str:
    where = await router.route(download, libraries)
    if where.awaits_import:
        return f"{quoted(download.name)}: {reason_text(hass, Reason.IMPORT_AWAITED)}"
    if not where.first:
        return f"{quoted(download.name)}: {reason_text(hass, Reason.NO_LIBRARY)} ({quoted(download.path)})"
    titles = {library.id: library.title for library in libraries}
    names = ", ".join(dict.fromkeys(plain(titles[route.library_id]) for route in where.first))
    path = where.first[0].path
    return f"{quoted(download.name)} → **{names}**{f': {quoted(path)}' if path else ''}"


def telling(downloads: Iterable[Download]) -> list[Download]:
    """Return a few of the downloads: first one of each folder and category, as others of the same go the same way."""
    kinds: dict[tuple[str, str | None, tuple[str, ...]], Download] = {}
    others = []
    for one in downloads:
        kind = (paths.comparable(paths.parent(one.path)), one.category, one.labels)
        if kinds.setdefault(kind, one) is not one:
            others.append(one)
    return [*kinds.values(), *others][:SHOWN]
