"""The libraries and downloads that the options flow makes suggestions from."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .. import paths
from ..data import PlexArrivalsConfigEntry
from ..deliveries import same_download
from ..deliveries.delivery import Delivery
from ..deliveries.imported_categories import ImportedCategories
from ..deliveries.routing import PathMapping
from ..deliveries.suggestions import MAX_DELIVERIES, suggest_mappings
from ..downloads.download import Download
from ..downloads.sources import async_list_all_downloads
from ..plex.errors import PlexError
from ..plex.models import PlexLibrary, PlexMediaItem
from ..plex.service import PlexService

_CLIENT_SECONDS: Final = 5
"""How long to wait for the download clients."""
_NEW_SERVER_SECONDS: Final = 10
_NEWEST: Final = 50
"""How many items of each library are looked at while there are no deliveries to learn from."""
_MAX_CATEGORIES: Final = 100
"""Some users have a label for each tracker."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionsContext:
    """The libraries, downloads and deliveries of an entry; empty while it is not loaded."""

    libraries: Sequence[PlexLibrary] | None = None
    """None if Plex has not responded since the entry was loaded."""
    online: bool = False
    downloads: Sequence[Download] = ()
    """Without duplicates: running downloads, those of deliveries (latest first), and others that the clients list."""
    deliveries: Sequence[Delivery] = ()
    items: Sequence[PlexMediaItem] = ()
    """Some items that are in Plex."""

    @property
    def can_preview(self) -> bool:
        """Whether there is anything to show where downloads would go."""
        return self.libraries is not None and bool(self.downloads)

    def categories(self, *chosen: str) -> list[str]:
        """Return the chosen categories and labels and those of the downloads, the most frequent first."""
        words = Counter(
            word.strip()
            for download in self.downloads
            for word in (download.category, *download.labels)
            if word and word.strip()
        )
        return list(dict.fromkeys([*chosen, *(word for word, _ in words.most_common(_MAX_CATEGORIES))]))

    def folders(self) -> Mapping[tuple[str | None, str], list[str]]:
        """Return the folders of each source by its config entry ID and key, the most frequent first."""
        folders: dict[tuple[str | None, str], Counter[str]] = {}
        for download in self.downloads:
            for source, path in _paths_by_source(download).items():
                if paths.is_absolute(path):
                    folders.setdefault(source, Counter())[paths.parent(path)] += 1
        return {source: [folder for folder, _ in found.most_common()] for source, found in folders.items()}

    def imported(self, categories: Iterable[str]) -> ImportedCategories:
        """Return the imported categories, including those learned from earlier deliveries."""
        imported = ImportedCategories(categories)
        for delivery in self.deliveries:
            imported.learn(delivery.download, delivery.importer_entry_id)
        return imported

    def suggested_mappings(
        self, mappings: Sequence[PathMapping], imported_categories: Iterable[str]
    ) -> list[PathMapping]:
        """Return the most likely mapping for each folder that needs one; run in the executor."""
        imported = self.imported(imported_categories)
        found = suggest_mappings(
            [download for download in self.downloads if not imported.awaits_import(download)],
            [delivery for delivery in self.deliveries if not imported.awaits_import(delivery.download)],
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
    """Return the context of an entry; requests the downloads of the clients."""
    if entry.state is not ConfigEntryState.LOADED:
        return OptionsContext()
    data = entry.runtime_data
    state = data.coordinator.data
    deliveries = list(islice(data.manager.latest, MAX_DELIVERIES))
    listed: list[Download] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(_CLIENT_SECONDS):
            listed = await data.sources.async_downloads()
    downloads: dict[str, Download] = {}
    running = [running_download.download for running_download in data.sources.running]
    delivered = [delivery.download for delivery in deliveries]
    for download in (*running, *delivered, *_without_imported(listed, delivered)):
        downloads.setdefault(paths.comparable(download.path), download)
    return OptionsContext(
        libraries=list(state.libraries.values()) if state else None,
        online=data.coordinator.online,
        downloads=list(downloads.values()),
        deliveries=deliveries,
        items=state.items if state else (),
    )


def _without_imported(listed: Iterable[Download], delivered: Iterable[Download]) -> Iterator[Download]:
    """Return the downloads that clients list, but for those that were imported: they are in another folder since."""
    imports: dict[str, list[Download]] = {}
    for download in delivered:
        for key in same_download.keys(download) if download.imported else ():
            imports.setdefault(key, []).append(download)
    for download in listed:
        candidates = (one for key in same_download.keys(download) for one in imports.get(key, ()))
        if not any(same_download.is_import_of(one, download) for one in candidates):
            yield download


def _paths_by_source(download: Download) -> dict[tuple[str | None, str], str]:
    """Return the path of a download by its source: that of an import as the importer and as the client has it."""
    source = download.source_entry_id, download.source
    if download.imported_by and download.imported_from:
        return {source: download.imported_from, (None, download.imported_by): download.path}
    return {source: download.path}


async def async_new_server_context(hass: HomeAssistant, plex: PlexService) -> OptionsContext:
    """Return the context of a server that is not set up yet; empty if it or the clients do not respond in time."""
    try:
        async with asyncio.timeout(_NEW_SERVER_SECONDS):
            downloads = await async_list_all_downloads(hass)
            if not downloads:
                return OptionsContext()
            libraries = await plex.get_libraries()
            newest = [await plex.get_recently_added(_NEWEST, library, with_files=True) for library in libraries]
    except PlexError, TimeoutError:
        return OptionsContext()
    return OptionsContext(
        libraries=libraries,
        online=True,
        downloads=list({paths.comparable(download.path): download for download in downloads}.values()),
        items=[item for items in newest for item in items],
    )
