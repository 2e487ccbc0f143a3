"""Which of Plex's items hold the files of a download (pure but for the event that wakes those who wait for them)."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .. import paths
from ..downloads.download import Download, DownloadedFile
from ..plex.models import PlexFile, PlexMediaItem
from . import media_files, names
from .changes import PlexChanges
from .routing import Route, expected_path


@dataclass(frozen=True, slots=True)
class _AwaitedFile:
    """A file of the download, and its path in Plex by library (None where no location covers it)."""

    file: DownloadedFile
    expected: dict[str, str | None]


class FileCount(NamedTuple):
    """How many of a download's files Plex has by now."""

    files: int
    of: int


class DownloadMatch:
    """The awaited files of a download, and the items in which they were found."""

    def __init__(
        self,
        download: Download,
        routes: Sequence[Route],
        changes: PlexChanges,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """Initialize with nothing found; `on_change` is called when that changes."""
        self.download = download
        self.routes = routes
        self.changes = changes
        self.library_ids = frozenset(route.library_id for route in routes)
        self.found: dict[str, dict[str, PlexMediaItem]] = {}
        """The items by their ids, by the path of the download's file (by Plex's path where the files are unknown).

        A file with two episodes is in two items."""
        self._on_change = on_change
        self._changed = asyncio.Event()
        self._ambiguous: dict[str, PlexMediaItem] = {}
        """New items in a folder that other downloads may use, where the download's name says nothing of them."""
        self._awaited: dict[str, DownloadedFile] = {file.path: file for file in media_files.awaited(download)}
        self._by_name: dict[str, list[_AwaitedFile]] = {}
        for file in self._awaited.values():
            expected = {route.library_id: expected_path(file.path, download, route) for route in routes}
            self._by_name.setdefault(paths.comparable_name(file.path), []).append(_AwaitedFile(file, expected))

    @property
    def file_names(self) -> Iterable[str]:
        """The comparable names of the awaited files; empty where they are unknown."""
        return self._by_name.keys()

    @property
    def missing_files(self) -> list[DownloadedFile]:
        """The awaited files that no item holds yet."""
        return [file for path, file in self._awaited.items() if path not in self.found]

    @property
    def file_count(self) -> FileCount | None:
        """How many files were found; None where they are unknown or there is only one."""
        return FileCount(len(self.found), len(self._awaited)) if len(self._awaited) > 1 else None

    @property
    def is_complete(self) -> bool:
        """Whether every awaited file was found; never where they are unknown."""
        return bool(self._awaited) and len(self.found) == len(self._awaited)

    @property
    def has_unknown_files(self) -> bool:
        """Whether the download's media files are unknown, so that a file of any name may be one of them."""
        return not self._awaited

    @property
    def may_be_folder(self) -> bool:
        """Whether any file below the path may count, as the source gave no files; the path may look like a file."""
        return self.has_unknown_files or not self.download.files

    @property
    def items(self) -> list[PlexMediaItem]:
        """The items found, in the order of season and episode, or of album, disc and track."""
        unique = {item_id: item for items in self.found.values() for item_id, item in items.items()}
        return sorted(unique.values(), key=_position)

    async def wait_changed(self) -> None:
        """Wait until something else is found, or found anew."""
        self._changed.clear()
        await self._changed.wait()

    async def wait_found(self, *, more: bool = False) -> None:
        """Wait until a file is found, or with `more` another one, unless all are."""
        already = len(self.found) if more else 0
        while not self.is_complete and len(self.found) <= already:
            await self.wait_changed()

    async def wait_complete(self) -> None:
        """Wait until every awaited file is found."""
        while not self.is_complete:
            await self.wait_changed()

    def add(self, item: PlexMediaItem) -> bool:
        """Add an item if it holds a file of the download; return whether it does."""
        if item.library_id is not None and item.library_id not in self.library_ids:
            return False
        matched = [path for file in item.files for path in self._matched_paths(file, item)]
        for path in matched:
            self.found.setdefault(path, {})[item.id] = item
        if matched:
            self._notify()
        return bool(matched)

    def remove(self, item_id: str) -> None:
        """Remove an item that Plex deleted or merged into another."""
        for path, items in list(self.found.items()):
            if items.pop(item_id, None) and not items:
                del self.found[path]
                self._notify()

    def _notify(self) -> None:
        self._changed.set()
        self._on_change()

    def _matched_paths(self, file: PlexFile, item: PlexMediaItem) -> list[str]:
        """Return the keys in `found` of what an item's file is; none where it is not of the download."""
        same_name = self._by_name.get(paths.comparable_name(file.path), ())
        if matched := [one.file.path for one in same_name if self._is_same(one, file, item)]:
            return matched
        if not self.may_be_folder or not self._belongs_to_download(file, item):
            return []
        return [file.path] if self.has_unknown_files else list(self._awaited)

    def _is_same(self, awaited: _AwaitedFile, file: PlexFile, item: PlexMediaItem) -> bool:
        """Return whether a file of the same name is the awaited one: by path, else by size, else by evidence."""
        expected = [path for library, path in awaited.expected.items() if item.library_id in (library, None)]
        if mapped := [path for path in expected if path is not None]:
            return any(paths.same(file.path, path) for path in mapped)
        if awaited.file.size is not None and file.size is not None:
            return awaited.file.size == file.size
        # without sizes the name alone proves little: Plex must have created or changed the item just now, and the
        # file's own name or those of the folders around it have to tell it from others
        tail = (paths.name(self.download.path), *(paths.below(awaited.file.path, self.download.path) or ()))
        has_same_tail = f"/{paths.comparable(file.path)}".endswith(f"/{paths.comparable('/'.join(tail))}")
        is_distinctive = names.is_distinctive(paths.stem(file.path)) or (
            has_same_tail and any(map(names.is_distinctive, tail[:-1]))
        )
        return is_distinctive and self.changes.has_changed(item)

    def _belongs_to_download(self, file: PlexFile, item: PlexMediaItem) -> bool:
        """Return whether a file is of a download whose files are unknown.

        The item has to be new or changed, and the file in the download's own folder or named as the download.
        """
        name = self.download.name
        agrees = self.changes.has_changed(item) and names.agree(name, item, file.path)
        for route in self.routes:
            if item.library_id not in (route.library_id, None):
                continue
            if route.path is None:
                if agrees:
                    return True
            elif paths.below(file.path, route.path) is not None:
                is_root = route.location is not None and paths.same(route.path, route.location)
                if not is_root and names.is_named_after(route.path, name) and self.changes.may_be_new(item):
                    return True
                return agrees or self._is_only_new_title(route.path, item)
        return False

    def _is_only_new_title(self, folder: str, item: PlexMediaItem) -> bool:
        """Return whether all new items in a folder are of one title, where the download's name says nothing of it."""
        if not self.changes.was_created(item) or names.says_more_than(self.download.name, folder):
            return False
        self._ambiguous[item.id] = item
        if len({names.title_key(one) for one in self._ambiguous.values()}) == 1:
            return True
        self.found.clear()
        return False


def _position(item: PlexMediaItem) -> tuple[int | str, ...]:
    return item.season or 0, item.episode or 0, item.album or "", item.disc or 0, item.track or 0, item.title
