"""Match Plex items to the files of a download.

Pure, except for the event that wakes waiting tasks.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .. import paths
from ..downloads.download import Download, DownloadedFile
from ..plex.models import PlexFile, PlexMediaItem
from . import media_files, name_matching
from .changes import PlexChanges
from .routing import Route, expected_path


@dataclass(frozen=True, slots=True)
class _ExpectedFile:
    """A file of the download, and its path in Plex by library (None if no location covers it)."""

    file: DownloadedFile
    paths: dict[str, str | None]


class FileCount(NamedTuple):
    """How many of a download's files Plex has by now."""

    files: int
    total: int


class DownloadMatch:
    """The expected files of a download, and the items in which they were found."""

    def __init__(
        self,
        download: Download,
        routes: Sequence[Route],
        changes: PlexChanges,
        on_change: Callable[[], None],
        is_of_other: Callable[[PlexMediaItem], bool],
    ) -> None:
        """Initialize with nothing found; `on_change` is called when that changes.

        `is_of_other` says whether an item has a file of another download, whose files are known.
        """
        self.download = download
        self.routes = routes
        self.changes = changes
        self.library_ids = frozenset(route.library_id for route in routes)
        self.found: dict[str, dict[str, PlexMediaItem]] = {}
        """The items by their IDs, by the path of the download's file (by Plex's path if the files are unknown).

        A file with two episodes is in two items."""
        self._on_change = on_change
        self._is_of_other = is_of_other
        self._changed = asyncio.Event()
        self._ambiguous: dict[str, PlexMediaItem] = {}
        """New items in a folder that other downloads may use, if the download's name does not identify them."""
        self._expected: dict[str, DownloadedFile] = {file.path: file for file in media_files.expected_files(download)}
        self._by_name: dict[str, list[_ExpectedFile]] = {}
        for file in self._expected.values():
            expected = {route.library_id: expected_path(file.path, download, route) for route in routes}
            self._by_name.setdefault(paths.comparable_name(file.path), []).append(_ExpectedFile(file, expected))

    @property
    def file_names(self) -> Iterable[str]:
        """The comparable names of the expected files; empty if they are unknown."""
        return self._by_name.keys()

    @property
    def missing_files(self) -> list[DownloadedFile]:
        """The expected files that no item holds yet."""
        return [file for path, file in self._expected.items() if path not in self.found]

    @property
    def file_count(self) -> FileCount | None:
        """How many files were found; None if they are unknown or there is only one."""
        return FileCount(len(self.found), len(self._expected)) if len(self._expected) > 1 else None

    @property
    def is_complete(self) -> bool:
        """Whether every expected file was found; never if they are unknown."""
        return bool(self._expected) and len(self.found) == len(self._expected)

    @property
    def lacks_episodes(self) -> bool:
        """Whether a file was found in fewer items than it has episodes, according to its name."""
        return any(len(items) < name_matching.episode_count(paths.stem(path)) for path, items in self.found.items())

    @property
    def has_unknown_files(self) -> bool:
        """Whether the download's media files are unknown, so that a file of any name may be one of them."""
        return not self._expected

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
        """Wait until something else is found, or found again."""
        self._changed.clear()
        await self._changed.wait()

    async def wait_found(self, *, more: bool = False) -> None:
        """Wait until a file is found, or with `more` another one, unless all are."""
        already = len(self.found) if more else 0
        while not self.is_complete and len(self.found) <= already:
            await self.wait_changed()

    async def wait_complete(self) -> None:
        """Wait until every expected file is found."""
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

    def own_files(self, item: PlexMediaItem) -> list[PlexFile]:
        """Return those of an item's files that are of the download."""
        return [file for file in item.files if self._matched_paths(file, item)]

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
        """Return the keys in `found` of what an item's file is; none if it is not of the download."""
        same_name = self._by_name.get(paths.comparable_name(file.path), ())
        if matched := [one.file.path for one in same_name if self._is_same(one, file, item)]:
            return matched
        if not self.may_be_folder or not self._belongs_to_download(file, item):
            return []
        return [file.path] if self.has_unknown_files else list(self._expected)

    def _is_same(self, expected_file: _ExpectedFile, file: PlexFile, item: PlexMediaItem) -> bool:
        """Return whether a file of the same name is the expected one: by path, else by size, else by what changed."""
        expected = [path for library, path in expected_file.paths.items() if item.library_id in (library, None)]
        if mapped := [path for path in expected if path is not None]:
            return any(paths.same(file.path, path) for path in mapped)
        if expected_file.file.size is not None and file.size is not None:
            return expected_file.file.size == file.size
        # without sizes the name alone proves little: Plex must have created or changed the item just now, and the
        # file's own name or those of the folders around it have to tell it from others
        tail = (paths.name(self.download.path), *(paths.below(expected_file.file.path, self.download.path) or ()))
        has_same_tail = f"/{paths.comparable(file.path)}".endswith(f"/{paths.comparable('/'.join(tail))}")
        is_distinctive = name_matching.is_distinctive(paths.stem(file.path)) or (
            has_same_tail and any(map(name_matching.is_distinctive, tail[:-1]))
        )
        return is_distinctive and self.changes.has_changed(item)

    def _belongs_to_download(self, file: PlexFile, item: PlexMediaItem) -> bool:
        """Return whether a file belongs to the download although the download's files are unknown.

        The item has to be new or changed, and the file in the download's own folder or named like the download.
        """
        name = self.download.name
        for route in self.routes:
            if item.library_id not in (route.library_id, None):
                continue
            if route.path is None:
                if self._agrees(file, item):
                    return True
            elif paths.below(file.path, route.path) is not None:
                is_root = route.location is not None and paths.same(route.path, route.location)
                is_own_folder = not is_root and name_matching.is_named_after(route.path, name)
                if is_own_folder and self.changes.is_possibly_new(item):
                    return True
                return self._agrees(file, item) or self._is_only_new_title(route, item)
        return False

    def _agrees(self, file: PlexFile, item: PlexMediaItem) -> bool:
        return self.changes.has_changed(item) and name_matching.agree(self.download.name, item, file.path)

    def _is_only_new_title(self, route: Route, item: PlexMediaItem) -> bool:
        """Return whether all new items in a folder are of one title, if the download's name does not identify it.

        Then the folder has to: that of a show or its season, not a location or a category's.
        """
        if route.path is None or route.location is None or not self.changes.is_new(item):
            return False
        folders = paths.below(route.path, route.location) or ()
        if name_matching.says_more_than(self.download.name, route.path) or not any(
            name_matching.may_be_of(folder, item) for folder in folders
        ):
            return False
        if self._is_of_other(item):  # last, as it goes through the whole history
            return False
        self._ambiguous[item.id] = item
        if len({name_matching.title_key(one) for one in self._ambiguous.values()}) == 1:
            return True
        self.found.clear()
        return False


def _position(item: PlexMediaItem) -> tuple[int | str, ...]:
    return item.season or 0, item.episode or 0, item.album or "", item.disc or 0, item.track or 0, item.title
