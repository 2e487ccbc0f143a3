"""Downloads that Sonarr, Radarr or Lidarr import: two reports of one, of which theirs says where it lies (pure)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from .. import paths
from ..downloads.download import Download, DownloadedFile
from ..downloads.tags import tag
from . import identity, media_files

IMPORTERS: Final = ("sonarr", "radarr", "lidarr", "readarr", "whisparr")
_MOST_FILES: Final = 10_000


def are_one_import(one: Download, other: Download) -> bool:
    """Tell whether two imports belong to one download: a pack is reported file by file."""
    if one.hash and other.hash:
        return one.hash == other.hash and not _neighbourhood(one).isdisjoint(_neighbourhood(other))
    if other.imported_from and _holds(one, other.imported_from):  # renamed since
        return True
    if one.imported_from is None or other.imported_from is None:
        return paths.same(one.path, other.path)
    if paths.same(one.imported_from, other.imported_from):
        return True
    if one.source not in IMPORTERS and paths.below(other.imported_from, one.imported_from) is not None:
        return True  # another file of what the client has
    return paths.same(one.path, other.path) and not _sizes(one).isdisjoint(_sizes(other))


def is_import_of(imported: Download, download: Download) -> bool:
    """Tell whether that import is of this download: by the info hash, else by the folder it came from or the file."""
    if imported.hash and download.hash:
        return imported.hash == download.hash
    if imported.imported_from is None:
        return False
    sizes, known = _sizes(imported), _sizes(download)
    if sizes and known and sizes.isdisjoint(known):
        return False
    if paths.below(imported.imported_from, download.path) is not None:
        return True
    if sizes & known and paths.below(download.path, imported.imported_from) is not None:
        return True
    # the importer may call the client's folder by another name
    names = {paths.comparable_name(file.path) for file in download.files}
    return bool(sizes & known) and paths.comparable_name(imported.imported_from) in names


def has_new_files(imported: Download, known: Download) -> bool:
    """Tell whether an import brings files that another one has not."""
    return not _places(imported) <= _places(known)


def merged(ours: Download, report: Download, expected: int) -> tuple[Download, int]:
    """Return a download with what another report of it adds, and how many media files its client has of it.

    Once it is imported, where it lies is what the importer says; what it is called and its category are the client's.
    """
    if report.imported and not ours.imported:
        return _imported(ours, report), count(ours)
    if report.imported:
        one = identity.noted(ours, report)
        return (together(one, report) if has_new_files(report, ours) else one), expected
    if ours.imported:
        one = replace(identity.noted(ours, report), imported_from=report.path)
        return one, max(count(report), expected) if count(report) > count(ours) else expected
    return identity.completed(ours, report), expected


def _imported(download: Download, report: Download) -> Download:
    """Return the client's download as it lies after its import."""
    return replace(
        identity.noted(download, report),
        path=report.path,
        files=report.files,
        media_type=report.media_type or download.media_type,
        imported=True,
        imported_from=download.path,
        settled=report.settled,
    )


def together(one: Download, other: Download) -> Download:
    """Return two imports of one download as one: all files, in the folder that holds them."""
    files = {paths.comparable(file.path): file for file in (*_files(one), *_files(other))}
    if other.imported_from and len(files) > 1:
        files.pop(paths.comparable(other.imported_from), None)  # it is called otherwise now
    path = _common([file.path for file in files.values()])
    return replace(one, path=path, files=tuple(files.values()) if len(files) <= _MOST_FILES else ())


def count(download: Download) -> int:
    """Return of how many media files a download is known to consist."""
    return len(media_files.awaited(download))


class ImportedCategories:
    """Which downloads wait for an import: those that the user named, and those like others that were imported.

    Alike are downloads of one category (or label) in one folder. Where anything was imported at all, a category with an
    importer's name in it, as theirs have unless somebody changes it, speaks for itself.
    """

    def __init__(self, named: Iterable[str] = ()) -> None:
        """Take the categories and labels that the user named."""
        self._named = frozenset(map(tag, named))
        self._learnt: set[tuple[str, str]] = set()
        self._imports = False

    def learn(self, download: Download) -> None:
        """Take in a download that was imported, with the category that its client has for it."""
        self._imports = self._imports or download.imported
        if download.imported and download.imported_from:
            self._learnt |= _likeness(download, download.imported_from)

    def await_import(self, download: Download) -> bool:
        """Tell whether somebody is going to import a download."""
        if download.imported:
            return False
        if download.tags & self._named or _likeness(download, download.path) & self._learnt:
            return True
        return self._imports and any(importer in word for word in download.tags for importer in IMPORTERS)


def _likeness(download: Download, path: str) -> set[tuple[str, str]]:
    folder = paths.comparable(paths.parent(path))
    return {(word, folder) for word in download.tags}


def _neighbourhood(download: Download) -> set[str]:
    """Return the folder it lies in and the one around that, lest a root above two libraries becomes one path."""
    folder = paths.parent(download.path) if media_files.is_file(download) else download.path
    return {paths.comparable(one) for one in (folder, paths.parent(folder)) if paths.parent(one) != one}


def _files(download: Download) -> tuple[DownloadedFile, ...]:
    return download.files or (DownloadedFile(path=download.path),)


def _places(download: Download) -> set[str]:
    return {paths.comparable(file.path) for file in _files(download)}


def _holds(download: Download, path: str) -> bool:
    return paths.comparable(path) in _places(download)


def _sizes(download: Download) -> set[int]:
    return {file.size for file in download.files if file.size}


def _common(files: list[str]) -> str:
    """Return the folder that holds all files, or the only file itself; where none does, that of the first."""
    if len(files) == 1:
        return files[0]
    around = (one for one in paths.parents(files[0]) if all(paths.below(file, one) is not None for file in files))
    return next(around, paths.parent(files[0]))
