"""Which downloads an importer (Sonarr, Radarr, Lidarr …) is going to move into a library's folder (pure)."""

from collections.abc import Iterable
from typing import Final

from .. import paths
from ..downloads.download import Download
from ..downloads.tags import tag

IMPORTERS: Final = ("sonarr", "radarr", "lidarr", "readarr", "whisparr")


class ImportedCategories:
    """The categories and labels whose downloads are imported: those the user named, and those of earlier imports.

    Those of an import count for downloads in the same folder. Once anything was imported, a category with an importer's
    name in it counts everywhere, as theirs have by default.
    """

    def __init__(self, named: Iterable[str] = ()) -> None:
        """Initialize with the categories and labels that the user named."""
        self._named = frozenset(map(tag, named))
        self._learned: set[tuple[str, str]] = set()
        self._has_imports = False

    def learn(self, download: Download) -> None:
        """Learn from a download that may have been imported, with the category that its client has for it."""
        self._has_imports = self._has_imports or download.imported
        if download.imported and download.imported_from:
            self._learned |= _tags_in_folder(download, download.imported_from)

    def await_import(self, download: Download) -> bool:
        """Return whether an importer is going to move a download."""
        if download.imported:
            return False
        if download.tags & self._named or _tags_in_folder(download, download.path) & self._learned:
            return True
        return self._has_imports and any(importer in one for one in download.tags for importer in IMPORTERS)


def _tags_in_folder(download: Download, path: str) -> set[tuple[str, str]]:
    folder = paths.comparable(paths.parent(path))
    return {(one, folder) for one in download.tags}
