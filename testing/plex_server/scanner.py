"""Scans the real folders behind a library's locations and updates its items."""

from collections.abc import Callable
from dataclasses import dataclass, field
import os
from pathlib import Path
import time

from .library import OPTIMIZED_FOLDER, Catalog, Item, Library, Location
from .names import Reading, read

type IsHidden = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class FoundFile:
    file: str
    """As Plex sees it."""
    size: int
    modified: int
    readings: list[Reading]


@dataclass(slots=True)
class ScanResult:
    """The result of a scan: the folders that it walked, and the files in them by Plex's paths."""

    folders: list[tuple[Location, tuple[str, ...]]] = field(default_factory=list)
    files: dict[str, FoundFile] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    created: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)
    deleted: list[Item] = field(default_factory=list)


def scan_folders(library: Library, path: str | None, is_hidden: IsHidden, *, elsewhere: bool = False) -> ScanResult:
    """Walk one folder of a library, or all of it; blocking.

    Paths outside every location, of files, and of missing folders are ignored.
    """
    result = ScanResult()
    for location in library.locations:
        parts: tuple[str, ...] | None = () if path is None else location.parts_of(path)
        if parts is None:
            continue
        looked_at = library.locations[0] if elsewhere and path is not None else location
        folder = looked_at.disk.joinpath(*parts)
        if not folder.is_dir() or is_hidden(looked_at.path_of(parts)):
            continue
        result.folders.append((looked_at, parts))
        for found in _walk(library.type, looked_at, folder, is_hidden):
            result.files[found.file] = found
    return result


def _walk(library_type: str, location: Location, folder: Path, is_hidden: IsHidden) -> list[FoundFile]:
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {OPTIMIZED_FOLDER})
        for name in sorted(names):
            path = Path(root, name)
            parts = path.relative_to(location.disk).parts
            file = location.path_of(parts)
            if is_hidden(file):
                continue
            if readings := read(library_type, parts):
                try:
                    status = path.stat()
                except OSError:  # moved away during the scan
                    continue
                found.append(FoundFile(file, status.st_size, int(status.st_mtime), readings))
    return found


def update_library(
    catalog: Catalog, library: Library, result: ScanResult, now: int | None, *, empties_trash: bool = True
) -> Changes:
    """Update the items of a library with a scan result.

    `now` is the time at which new items were added; None uses the modification time of their files.
    """
    changes = Changes()
    for found in result.files.values():
        _add_file(catalog, library, found, now, changes)
    for file in [file for file in library.on_disk if file not in result.files and _walked(result, file)]:
        for item in library.on_disk.pop(file):
            if not empties_trash and item.files == (file,):
                item.deleted_at = now or int(time.time())
                continue
            catalog.remove_part(item, file)
            if item.media:
                changes.changed.append(item)
            else:
                _remove(catalog, item, changes)
    new_or_gone = {*map(id, changes.created), *map(id, changes.deleted)}
    changed = {id(item): item for item in changes.changed if id(item) not in new_or_gone}
    changes.changed = list(changed.values())
    for item in changes.changed:
        item.updated_at = max(item.updated_at, now or 0)
    return changes


def _add_file(catalog: Catalog, library: Library, found: FoundFile, now: int | None, changes: Changes) -> None:
    items = library.on_disk.setdefault(found.file, [])
    for item in items:
        for part in (part for media in item.media for part in media.parts if part.file == found.file):
            if part.size != found.size:
                part.size = found.size
                changes.changed.append(item)
    if items:
        return
    for reading in found.readings:
        item, created = catalog.ensure(library, reading.levels, found.modified if now is None else now)
        item.deleted_at = None
        if found.file not in item.files:
            catalog.add_part(item, reading.version, found.file, found.size)
        items.append(item)
        if created:
            changes.created.extend(created)
        else:
            changes.changed.append(item)


def _walked(result: ScanResult, file: str) -> bool:
    for location, parts in result.folders:
        below = location.parts_of(file)
        if below is not None and below[: len(parts)] == parts:
            return True
    return False


def _remove(catalog: Catalog, item: Item, changes: Changes) -> None:
    catalog.remove_item(item)
    changes.deleted.append(item)
    if item.parent is not None and not item.parent.children:
        _remove(catalog, item.parent, changes)
