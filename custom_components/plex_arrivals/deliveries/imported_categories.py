"""Which downloads an importer (Sonarr, Radarr, Lidarr …) is going to move into a library's folder (pure)."""

from collections.abc import Iterable
from typing import Final

from .. import paths
from ..downloads.download import Download
from ..downloads.tags import tag

IMPORTERS: Final = ("sonarr", "radarr", "lidarr", "readarr", "whisparr")


class ImportedCategories:
    """The categories and labels whose downloads are imported: those the user named, and those of earlier imports.

    A learned tag applies only to downloads in the folder that the import came from. After the first import, any tag
    that contains an importer's name applies everywhere, because importers use such names by default.
    """

    def __init__(self, named: Iterable[str] = ()) -> None:
        """Initialize with the categories and labels that the user named."""
        self._named = frozenset(map(tag, named))
        self._learned: set[tuple[str, str]] = set()
        self.has_imports = False
        """Whether any download was imported."""

    def learn(self, download: Download) -> None:
        """Remember the tags of an imported download, and the folder it was imported from."""
        self.has_imports = self.has_imports or download.imported
        if download.imported and download.imported_from:
            self._learned |= _tags_in_folder(download, download.imported_from)

    def awaits_import(self, download: Download, *, guess: bool = True) -> bool:
        """Return whether an importer will move the download; without `guess`, only the user's choice counts."""
        if download.imported:
            return False
        if download.tags & self._named:
            return True
        if not guess:
            return False
        if _tags_in_folder(download, download.path) & self._learned:
            return True
        return self.has_imports and any(importer in one for one in download.tags for importer in IMPORTERS)


def _tags_in_folder(download: Download, path: str) -> set[tuple[str, str]]:
    folder = paths.comparable(paths.parent(path))
    return {(one, folder) for one in download.tags}
