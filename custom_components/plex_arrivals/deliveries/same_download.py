"""Decide whether two reports describe the same download (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
import re

from .. import paths
from ..downloads.download import Contents, Download, DownloadedFile
from ..downloads.importers.kinds import IMPORTERS
from . import media_files
from .delivery import FAILED, Delivery, DeliveryState

_SAME_FINISH = timedelta(seconds=2)
SAME_REPORT_WINDOW = timedelta(minutes=15)
"""How long after a delivery ends another report still counts as the same download; later it is a new one."""
_SAME_IMPORT = timedelta(days=1)
"""How long after its arrival a report that a download was imported still counts as the same one."""
_SAME_FILES = timedelta(days=30)
"""How long after its arrival the same files under another hash are the same delivery."""
_MAX_FOLDERS_ABOVE = 4
"""How deep an imported file may be in its client's download."""
_SUFFIXES = media_files.VIDEO | media_files.AUDIO | {".nzb", ".torrent"}


def is_same_download(delivery: Delivery, download: Download, now: datetime) -> bool:
    """Return whether a report is of the delivery's download.

    A torrent is identified by its info hash, another download by its client's ID or its path; the same one downloaded
    again has another finish time. Clients report that in whole seconds. A report without it is assumed to be from now,
    and two sources may disagree by minutes.
    """
    first = delivery.download
    if is_cross_seed(delivery, download, now):
        return True
    if first.imported or download.imported:
        return _is_same_import(delivery, download, now)
    has_same_id = have_same_id(first, download)
    if has_same_id is False or (has_same_id is None and not have_same_path(first, download)):
        return False
    is_exact = first.source == download.source and first.finished_at and download.finished_at
    # also since its end: the clock may have been set back after the first report
    times = (first.finished_at,) if first.finished_at else (delivery.created_at, delivery.updated_at)
    apart = min(abs(time - (download.finished_at or now)) for time in times)
    return apart <= (_SAME_FINISH if is_exact else SAME_REPORT_WINDOW) or not (is_exact or delivery.ended)


def is_cross_seed(delivery: Delivery, download: Download, now: datetime) -> bool:
    """Return whether a report is of the same files under another hash, which is not a second arrival."""
    if not (delivery.has_cross_seed(download) or have_same_files(delivery.download, download)):
        return False
    if delivery.state in FAILED:
        return paths.same(delivery.download.path, download.path)
    return not delivery.ended or now - delivery.updated_at <= _SAME_FILES


def _is_same_import(delivery: Delivery, download: Download, now: datetime) -> bool:
    first, is_available = delivery.download, delivery.state is DeliveryState.AVAILABLE
    age = now - delivery.updated_at
    if first.imported and download.imported:
        if not are_one_import(first, download):
            return False
        return not is_available or (age <= SAME_REPORT_WINDOW and not has_new_files(download, first))
    if first.imported:
        imported_at, is_same = delivery.created_at, is_import_of(first, download)
    else:
        imported_at, is_same = now, is_import_of(download, first)
    finished_at = (download if first.imported else first).finished_at
    if not is_same or (finished_at and finished_at > imported_at + SAME_REPORT_WINDOW):  # downloaded again since
        return False
    return first.imported or not is_available or age <= _SAME_IMPORT


def have_same_id(one: Download, other: Download) -> bool | None:
    """Return whether two reports have the same info hash or client's ID; None if that cannot be compared.

    A torrent may have two hashes, of which one is the client's ID; reports have either or both.
    """
    if not _ids(one).isdisjoint(_ids(other)):
        return True
    for id_, other_id in ((one.hash, other.hash), (_unique_client_id(one), _unique_client_id(other))):
        if id_ and other_id:
            return False
    return None


def have_same_path(one: Download, other: Download) -> bool:
    """Return whether two reports are of the same download, judged by path.

    Several downloads may share a folder that is named after none of them: then their files, or else names, differ.
    """
    if not paths.same(one.path, other.path):
        return False
    files = [{paths.comparable_name(file.path) for file in download.files} for download in (one, other)]
    if all(files):
        return not files[0].isdisjoint(files[1])
    names = {_release(one.name), _release(other.name)}
    return len(names) == 1 or _release(paths.name(one.path)) in names


def have_same_files(one: Download, other: Download) -> bool:
    """Return whether two torrents with different hashes consist of the same media files: one is a cross-seed.

    Their files have the same names and sizes; imported ones have other names. They are in the same place, or have the
    name of the same release: many albums and discs have the same file names, and discs even the same sizes.
    """
    if other.imported or one.hash is None or other.hash is None or one.hash.lower() == other.hash.lower():
        return False
    contents, other_contents = _contents(one), _contents(other)
    if contents is None or other_contents is None:
        return False
    if contents.sizes != other_contents.sizes or (contents.files != other_contents.files and not one.imported):
        return False
    if _are_in_place(one, other):
        return True
    has_sizes = bool(one.files) and all(file.size is not None for file in one.files)
    return has_sizes and not _releases(one).isdisjoint(_releases(other))


def is_elsewhere(delivery: Delivery, download: Download) -> bool:
    """Return whether a report is of another torrent than the delivery's, whose files are in another place."""
    first = delivery.download
    if delivery.has_cross_seed(download) or have_same_id(first, download) is not False:
        return False
    return not _are_in_place(first, download) and file_paths(first).isdisjoint(file_paths(download))


def _are_in_place(one: Download, other: Download) -> bool:
    """Return whether another download has the path of one, now or before its import."""
    return any(paths.same(place, other.path) for place in (one.path, one.imported_from) if place)


def without_files(download: Download) -> Download:
    """Return a download with only the largest of its files, and with what `have_same_files` needs of the others."""
    if len(download.files) < 2:
        return download
    return replace(download, files=(_largest(download.files),), contents=_contents(download))


def _contents(download: Download) -> Contents | None:
    """Return what identifies the media files of a download; None if it has none."""
    if download.contents or not (files := media_files.expected_files(download)):
        return download.contents
    return Contents(
        files=_digest(f"{file.size} {paths.comparable_name(file.path)}" for file in files),
        sizes=_digest(str(file.size) for file in files),
    )


def _digest(lines: Iterable[str]) -> str:
    return blake2b("\n".join(sorted(lines)).encode(errors="replace"), digest_size=12).hexdigest()


def _largest(files: Sequence[DownloadedFile]) -> DownloadedFile:
    return max(files, key=lambda file: file.size or 0)


def are_one_import(one: Download, other: Download) -> bool:
    """Return whether two imports are of one download: the files of a pack are reported one by one."""
    if (has_same_id := have_same_id(one, other)) is not None:
        return has_same_id and not _neighborhood(one).isdisjoint(_neighborhood(other))
    if other.imported_from and paths.comparable(other.imported_from) in file_paths(one):  # renamed since
        return True
    if one.imported_from is None or other.imported_from is None:
        return paths.same(one.path, other.path)
    if paths.same(one.imported_from, other.imported_from):
        return True
    if one.source not in IMPORTERS and paths.below(other.imported_from, one.imported_from) is not None:
        return True  # another file of the client's download
    return paths.same(one.path, other.path) and not _file_sizes(one).isdisjoint(_file_sizes(other))


def is_import_of(imported: Download, download: Download) -> bool:
    """Return whether an import is of this download: by the ID, else by the folder it came from or the file."""
    if (has_same_id := have_same_id(imported, download)) is not None:
        return has_same_id
    if imported.imported_from is None:
        return False
    sizes, client_sizes = _file_sizes(imported), _file_sizes(download)
    if sizes and client_sizes and sizes.isdisjoint(client_sizes):
        return False
    if paths.below(imported.imported_from, download.path) is not None:
        return True
    if sizes & client_sizes and paths.below(download.path, imported.imported_from) is not None:
        return True
    # the importer may see the client's folder under another path
    names = {paths.comparable_name(file.path) for file in download.files}
    return bool(sizes & client_sizes) and paths.comparable_name(imported.imported_from) in names


def has_new_files(imported: Download, earlier: Download) -> bool:
    """Return whether an import has files that an earlier one has not."""
    return not file_paths(imported) <= file_paths(earlier)


def file_paths(download: Download) -> set[str]:
    """Return the comparable paths of a download's files."""
    return {paths.comparable(file.path) for file in media_files.all_files(download)}


def keys_of_delivery(delivery: Delivery) -> set[str]:
    """Return the keys of a delivery's download and of its cross-seeds."""
    return keys(delivery.download) | {one.hash.lower() for one in delivery.cross_seeds if one.hash}


def keys(download: Download) -> set[str]:
    """Return keys of which two reports of one download have at least one in common."""
    found = {paths.comparable(download.path)} | fingerprints(download)
    if download.imported_from:
        folders = paths.parents(download.imported_from)[:_MAX_FOLDERS_ABOVE]
        found |= set(map(paths.comparable, (download.imported_from, *folders)))
    return found | _ids(download)


def fingerprints(download: Download) -> set[str]:
    """Return keys shared by downloads with the same files and almost never by others. Empty if sizes are unknown.

    They are the size of its largest file, with each name that this or the whole has, or had before an import.
    """
    if not download.files or not (largest := _largest(download.files)).size:
        return set()
    names = (
        download.name,
        paths.name(download.path),
        paths.name(largest.path),
        paths.name(download.imported_from or ""),
    )
    return {f"{largest.size} {name}" for name in map(_release, names) if name}


def _releases(download: Download) -> set[str]:
    """Return the names of a download that say what it is, in the spelling of `_release`.

    That of its largest file is one if it is named after the download, unlike `01 - Opening.flac`.
    """
    from . import name_matching  # noqa: PLC0415 - only what has the files of another download needs it

    whole = [download.name, paths.name(download.path), paths.name(download.imported_from or "")]
    found = set(filter(name_matching.is_distinctive, map(_release, whole)))
    if download.files:
        file = _release(paths.name(_largest(download.files).path))
        if any(name_matching.parse_name(file).agrees_with(name_matching.parse_name(name)) for name in found):
            found.add(file)
    return found


def _ids(download: Download) -> set[str]:
    return {id_.lower() for id_ in (download.hash, _unique_client_id(download)) if id_}


def _unique_client_id(download: Download) -> str | None:
    """Return the client's ID, unless it is a number, which every NZBGet counts from 1."""
    return None if download.client_id is None or download.client_id.isdecimal() else download.client_id


def _file_sizes(download: Download) -> set[int]:
    return {file.size for file in download.files if file.size}


def _neighborhood(download: Download) -> set[str]:
    """Return the folder of a download and its parent, but no root: two libraries below it have little in common."""
    folder = paths.parent(download.path) if media_files.is_file(download) else download.path
    return {paths.comparable(one) for one in (folder, paths.parent(folder)) if paths.parent(one) != one}


def _release(name: str) -> str:
    """Return a release's name without what may differ in its spelling: suffix, dots and case."""
    if paths.suffix(name) in _SUFFIXES:
        name = paths.stem(name)
    return re.sub(r"[\W_]+", " ", paths.comparable(name)).strip()
