"""Which downloads an importer (Sonarr, Radarr, Lidarr …) is going to move into a library's folder (pure)."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from .. import paths
from ..downloads.download import Download
from ..downloads.importers.kinds import IMPORTERS, KINDS
from ..downloads.tags import tag

_BY_MEDIA_TYPE: Final = {kind.media_type: kind.domain for kind in KINDS.values()}


class ImportedCategories:
    """The categories and labels whose downloads are imported: those the user named, and those of earlier imports.

    A learned tag applies only to downloads in the folder that the import came from. After the first import, any tag
    that contains an importer's name applies everywhere, because importers use such names by default.
    """

    def __init__(self, named: Iterable[str] = ()) -> None:
        """Initialize with the categories and labels that the user named."""
        self._named = frozenset(map(tag, named))
        self._learned: dict[tuple[str, str], set[tuple[str, bool]]] = {}
        """The importers that imported downloads with a tag from a folder; whether Home Assistant lacks them."""
        self.has_imports = False
        """Whether any download was imported."""

    def learn(self, download: Download, importer_entry_id: str | None = None) -> None:
        """Remember the tags of an imported download, the folder it was imported from, and the importer.

        If the client reported it, but no importer in Home Assistant had it in its queue, another one imported it.
        """
        self.has_imports = self.has_imports or download.imported
        if download.imported and download.imported_from:
            is_of_others = download.source not in IMPORTERS and importer_entry_id is None
            for key in _tags_in_folder(download, download.imported_from):
                self._learned.setdefault(key, set()).add((_importer(download), is_of_others))

    def awaits_import(self, download: Download, *, answering: Collection[str] = ()) -> bool:
        """Return whether an importer will move the download.

        `answering` are the kinds of importers that say so themselves: nothing is guessed about them.
        """
        if download.imported:
            return False
        if download.tags & self._named:
            return True
        for importer, is_of_others in self._importers_of(download):
            if importer not in answering or is_of_others:
                return True
        return self.has_imports and _is_named_after(download, [one for one in IMPORTERS if one not in answering])

    def are_likely(self, download: Download) -> bool:
        """Return whether an importer may well take the download, whatever those in Home Assistant say now."""
        return self.awaits_import(download) or (not download.imported and _is_named_after(download, IMPORTERS))

    def _importers_of(self, download: Download) -> Iterator[tuple[str, bool]]:
        for key in _tags_in_folder(download, download.path):
            yield from self._learned.get(key, ())


def _is_named_after(download: Download, importers: Iterable[str]) -> bool:
    return any(importer in one for one in download.tags for importer in importers)


def _importer(download: Download) -> str:
    """Return the importer of an imported download; earlier versions did not store it."""
    importer = download.imported_by or download.source
    return importer if importer in IMPORTERS else _BY_MEDIA_TYPE.get(download.media_type or "", importer)


def _tags_in_folder(download: Download, path: str) -> set[tuple[str, str]]:
    folder = paths.comparable(paths.parent(path))
    return {(one, folder) for one in download.tags}
