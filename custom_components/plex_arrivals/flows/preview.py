"""Preview where downloads would go with changed options."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .. import paths
from ..const import DOMAIN
from ..deliveries.delivery import Reason
from ..deliveries.payload import reason_text
from ..deliveries.router import Router, RoutingResult, async_media_type
from ..downloads.download import Download
from ..plex.models import LibraryType, PlexLibrary
from .markdown import bullet_list, escaped, quoted

MAX_SHOWN: Final = 5
_MAX_COMPARED: Final = 50
_TEXTS: Final = f"component.{DOMAIN}.selector."


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a download would go, as Markdown."""

    text: str
    is_changed: bool
    is_odd: bool


async def async_preview(
    hass: HomeAssistant, before: Router, after: Router, downloads: Iterable[Download], libraries: Sequence[PlexLibrary]
) -> dict[str, str]:
    """Return lists of the downloads that would go elsewhere than before (`changed`), and of others (`unchanged`).

    What looks odd comes first, and says why: a season would go to a library of movies.
    """
    texts = await async_get_translations(hass, hass.config.language, "selector", {DOMAIN})
    preview = _Preview(hass, texts, libraries)
    lines = [
        await preview.async_line(
            download, await before.route(download, libraries), await after.route(download, libraries)
        )
        for download in select_samples(downloads, _MAX_COMPARED)
    ]
    lines.sort(key=lambda line: not line.is_odd)
    return {
        "changed": _list(line for line in lines if line.is_changed),
        "unchanged": _list(line for line in lines if not line.is_changed),
    }


class _Preview:
    """Writes the lines."""

    def __init__(self, hass: HomeAssistant, texts: dict[str, str], libraries: Sequence[PlexLibrary]) -> None:
        self._hass = hass
        self._texts = texts
        self._libraries = libraries

    async def async_line(self, download: Download, before: RoutingResult, after: RoutingResult) -> _Line:
        old_goal, old_path = self._destination(download, before)
        new_goal, new_path = self._destination(download, after)
        goal = f"**{new_goal}**" if new_goal == old_goal else f"~~{old_goal}~~ → **{new_goal}**"
        folders = [quoted(new_path)] if new_path else []
        if new_goal == old_goal and old_path and old_path != new_path:
            folders.insert(0, f"~~{quoted(old_path)}~~")
        folder = f" ({' → '.join(folders)})" if folders else ""
        odd = await self._async_odd(download, after)
        is_changed = (new_goal, new_path) != (old_goal, old_path)
        return _Line(f"{quoted(download.name)}: {goal}{folder}{odd}", is_changed, bool(odd))

    def _destination(self, download: Download, where: RoutingResult) -> tuple[str, str | None]:
        """Return the libraries with the path in Plex, or why there are none with the path of the download."""
        if where.awaits_import:
            return reason_text(self._hass, Reason.IMPORT_AWAITED), None
        if not where.preferred:
            return reason_text(self._hass, Reason.NO_LIBRARY), download.path
        titles = {library.id: library.title for library in self._libraries}
        names = dict.fromkeys(escaped(titles[route.library_id]) for route in where.preferred)
        return ", ".join(names), where.preferred[0].path

    async def _async_odd(self, download: Download, where: RoutingResult) -> str:
        """Return why it looks odd that a download goes to a library, or nothing if it does not."""
        library = None if where.awaits_import else where.library(self._libraries)
        kind = await async_media_type(download) if library else None
        if library is None or kind is None or LibraryType.OTHER in (kind, library.type) or kind is library.type:
            return ""
        name = self._texts.get(f"{_TEXTS}media_type.options.{kind}", kind)
        odd = self._texts.get(f"{_TEXTS}preview.options.odd", "{media_type}")
        return f" ⚠️ {odd.replace('{media_type}', name)}"


def select_samples(downloads: Iterable[Download], limit: int) -> list[Download]:
    """Return some of the downloads: first one of each folder and category, as the others go to the same library."""
    kinds: dict[tuple[str, str | None, tuple[str, ...]], Download] = {}
    others = []
    for download in downloads:
        kind = (paths.comparable(paths.parent(download.path)), download.category, download.labels)
        if kinds.setdefault(kind, download) is not download:
            others.append(download)
    return [*kinds.values(), *others][:limit]


def _list(lines: Iterable[_Line]) -> str:
    texts = [line.text for line in lines]
    return bullet_list(texts[:MAX_SHOWN], len(texts) - MAX_SHOWN)
