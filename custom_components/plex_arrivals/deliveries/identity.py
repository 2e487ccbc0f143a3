"""Whether two reports speak of one download, and what they say together (pure)."""

from collections import Counter
from dataclasses import replace
import re

from .. import paths
from ..downloads.download import Download, DownloadedFile
from ..downloads.tags import tag
from . import media_files

_ENDINGS = media_files.VIDEO | media_files.AUDIO | {".nzb", ".torrent"}


def lie_in_one_place(one: Download, other: Download) -> bool:
    """Tell whether two reports mean one download by where it lies.

    Many may lie in one folder, which then is called like none of them: their files, or else their names, differ.
    """
    if not paths.same(one.path, other.path):
        return False
    files = [{paths.comparable_name(file.path) for file in download.files} for download in (one, other)]
    if all(files):
        return not files[0].isdisjoint(files[1])
    names = {_release(one.name), _release(other.name)}
    return len(names) == 1 or _release(paths.name(one.path)) in names


def have_same_files(one: Download, other: Download) -> bool:
    """Tell whether two torrents, each with its hash, consist of the same media files: one is a cross-seed.

    What was imported is called otherwise since: then the sizes count, and from where it was imported.
    """
    if other.imported or one.hash is None or other.hash is None or one.hash.lower() == other.hash.lower():
        return False
    ours, theirs = media_files.awaited(one), media_files.awaited(other)
    if not ours or not theirs:
        return False
    if one.imported:
        return _sizes(ours) == _sizes(theirs) and not fingerprints(one).isdisjoint(fingerprints(other))
    if Counter(map(_name_and_size, ours)) != Counter(map(_name_and_size, theirs)):
        return False
    return None not in _sizes(ours) or paths.same(one.path, other.path)


def fingerprints(download: Download) -> set[str]:
    """Return words of which downloads with the same files have one in common, and others hardly ever; none for none.

    They are the size of its largest file, with each name that this or the whole has, or had before an import.
    """
    largest = max(download.files, key=lambda file: file.size or 0, default=None)
    if largest is None or not largest.size:
        return set()
    names = (
        download.name,
        paths.name(download.path),
        paths.name(largest.path),
        paths.name(download.imported_from or ""),
    )
    return {f"{largest.size} {name}" for name in map(_release, names) if name}


def noted(ours: Download, theirs: Download) -> Download:
    """Return a download with what another report adds to what is said of it, but for where it lies."""
    known = set(map(tag, ours.labels))
    by_client = ours.source_entry_id is None and theirs.source_entry_id is not None
    return replace(
        ours,
        source=theirs.source if by_client else ours.source,
        source_entry_id=theirs.source_entry_id if by_client else ours.source_entry_id,
        category=ours.category or theirs.category,
        labels=(*ours.labels, *(label for label in theirs.labels if tag(label) not in known)),
        hash=ours.hash or theirs.hash,
        finished_at=ours.finished_at or theirs.finished_at,
        media_type=ours.media_type or theirs.media_type,
    )


def completed(ours: Download, theirs: Download) -> Download:
    """Return a download with all that another report adds; the one that tells more files tells where they lie."""
    download = noted(ours, theirs)
    if _fullness(theirs) > _fullness(ours):
        return replace(download, path=theirs.path, files=theirs.files, settled=theirs.settled)
    if not ours.files and theirs.settled and not ours.settled:
        return replace(download, path=theirs.path, settled=True)
    return download


def _fullness(download: Download) -> tuple[int, int]:
    return len(download.files), sum(file.size is not None for file in download.files)


def _sizes(files: tuple[DownloadedFile, ...]) -> Counter[int | None]:
    return Counter(file.size for file in files)


def _name_and_size(file: DownloadedFile) -> tuple[str, int | None]:
    return paths.comparable_name(file.path), file.size


def _release(name: str) -> str:
    """Return a release's name as others may write it: without its ending, its dots and its capitals."""
    if paths.suffix(name) in _ENDINGS:
        name = paths.stem(name)
    return re.sub(r"[\W_]+", " ", paths.comparable(name)).strip()
