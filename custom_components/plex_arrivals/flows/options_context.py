"""What is known around a server while its options are chosen: to offer, to compare, to try out."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from homeassistant.config_entries import ConfigEntryState

from .. import paths
from ..data import PlexArrivalsConfigEntry
from ..deliveries.delivery import Delivery
from ..deliveries.imported_categories import ImportedCategories
from ..deliveries.routing import PathMapping
from ..deliveries.suggestions import suggest_mappings
from ..downloads.download import Download
from ..plex.models import PlexLibrary, PlexMediaItem

_PATIENCE_SECONDS: Final = 5
"""So long the options wait for what the clients list."""
_OFFERED: Final = 100
"""So many categories are offered: some people have a label for each tracker."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionsContext:
    """What is known of Plex and of the downloads; nothing while the entry is not loaded."""

    libraries: Sequence[PlexLibrary] | None = None
    """None where Plex has not told them since we started."""
    online: bool = False
    downloads: Sequence[Download] = ()
    """Each once: running, then recent deliveries, the newest first, then what else the clients list."""
    deliveries: Sequence[Delivery] = ()
    items: Sequence[PlexMediaItem] = ()
    """Some of those that Plex has."""

    def categories(self, *chosen: str) -> list[str]:
        """Return the categories and labels that were seen, those of most downloads first, and those chosen already."""
        words = Counter(
            word.strip() for one in self.downloads for word in (one.category, *one.labels) if word and word.strip()
        )
        return list(dict.fromkeys([*chosen, *(word for word, _ in words.most_common(_OFFERED))]))

    def folders(self) -> Mapping[tuple[str | None, str], list[str]]:
        """Return the folders to which each source saves, by its config entry id and its key, the commonest first."""
        folders: dict[tuple[str | None, str], Counter[str]] = {}
        for one in self.downloads:
            if paths.is_absolute(one.path):
                source = one.source_entry_id, one.source
                folders.setdefault(source, Counter())[paths.parent(one.path)] += 1
        return {source: [folder for folder, _ in found.most_common()] for source, found in folders.items()}

    def imported(self, named: Iterable[str]) -> ImportedCategories:
        """Return which downloads wait for an import, with what deliveries teach about it."""
        imported = ImportedCategories(named)
        for delivery in self.deliveries:
            imported.learn(delivery.download)
        return imported

    def proposals(self, mappings: Sequence[PathMapping], imported_categories: Iterable[str]) -> list[PathMapping]:
        """Return the likeliest mapping for each folder that needs one; slow enough for a thread."""
        imported = self.imported(imported_categories)
        found = suggest_mappings(
            [one for one in self.downloads if not imported.await_import(one)],
            [one for one in self.deliveries if not imported.await_import(one.download)],
            self.libraries or (),
            self.items,
            mappings,
        )
        likeliest: list[PathMapping] = []
        for mapping in found:
            if not any(paths.same(mapping.source, other.source) for other in likeliest):
                likeliest.append(mapping)
        return likeliest


async def async_options_context(entry: PlexArrivalsConfigEntry) -> OptionsContext:
    """Return what is known; asks nobody but the download clients, and waits for them a few seconds at most."""
    if entry.state is not ConfigEntryState.LOADED:
        return OptionsContext()
    parts = entry.runtime_data
    state = parts.coordinator.data
    deliveries = sorted(parts.manager.deliveries.values(), key=lambda one: one.created_at, reverse=True)
    listed: list[Download] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            listed = await parts.sources.async_downloads()
    downloads: dict[str, Download] = {}
    running = [one.download for one in parts.sources.running]
    for download in (*running, *(one.download for one in deliveries), *listed):
        downloads.setdefault(paths.comparable(download.path), download)
    return OptionsContext(
        libraries=list(state.libraries.values()) if state else None,
        online=parts.coordinator.online,
        downloads=list(downloads.values()),
        deliveries=deliveries,
        items=state.items if state else (),
    )
