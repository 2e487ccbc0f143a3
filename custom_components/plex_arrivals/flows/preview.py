"""Preview where downloads would go with changed options."""

from collections.abc import Iterable, Sequence
from typing import Final

from homeassistant.core import HomeAssistant

from .. import paths
from ..deliveries.delivery import Reason
from ..deliveries.payload import reason_text
from ..deliveries.router import Router
from ..downloads.download import Download
from ..plex.models import PlexLibrary
from .markdown import escaped, quoted

MAX_SHOWN: Final = 5


async def async_preview(
    hass: HomeAssistant, router: Router, downloads: Iterable[Download], libraries: Sequence[PlexLibrary]
) -> list[str]:
    """Return a line of Markdown for some of the downloads."""
    return [await _async_line(hass, router, download, libraries) for download in select_samples(downloads)]


async def _async_line(hass: HomeAssistant, router: Router, download: Download, libraries: Sequence[PlexLibrary]) -> str:
    where = await router.route(download, libraries)
    if where.awaits_import:
        return f"{quoted(download.name)}: {reason_text(hass, Reason.IMPORT_AWAITED)}"
    if not where.preferred:
        return f"{quoted(download.name)}: {reason_text(hass, Reason.NO_LIBRARY)} ({quoted(download.path)})"
    titles = {library.id: library.title for library in libraries}
    names = ", ".join(dict.fromkeys(escaped(titles[route.library_id]) for route in where.preferred))
    path = where.preferred[0].path
    return f"{quoted(download.name)} → **{names}**{f': {quoted(path)}' if path else ''}"


def select_samples(downloads: Iterable[Download]) -> list[Download]:
    """Return some of the downloads: first one of each folder and category, as the others go to the same library."""
    kinds: dict[tuple[str, str | None, tuple[str, ...]], Download] = {}
    others = []
    for download in downloads:
        kind = (paths.comparable(paths.parent(download.path)), download.category, download.labels)
        if kinds.setdefault(kind, download) is not download:
            others.append(download)
    return [*kinds.values(), *others][:MAX_SHOWN]
