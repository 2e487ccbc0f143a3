"""What one delivery waits to see in Plex, and whether an item is it (pure but for waking those who wait for it)."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .. import paths
from ..downloads.download import Download, DownloadedFile
from ..plex.models import PlexFile, PlexMediaItem
from . import media_files, proof
from .proof import Changes
from .routing import Route, expected_path


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A file of the download, and what Plex calls it on each route (None where no location covers it)."""

    file: DownloadedFile
    expected: dict[str, str | None]


class FileCount(NamedTuple):
    """How many files of a download Plex has by now, of how many."""

    files: int
    of: int


def _place(item: PlexMediaItem) -> tuple[int | str, ...]:
    return item.season or 0, item.episode or 0, item.album or "", item.disc or 0, item.track or 0, item.title


class DownloadMatch:
    """The files of one download that have not been seen in Plex yet, and the items that hold the others."""

    def __init__(
        self,
        download: Download,
        routes: Sequence[Route],
        changes: Changes,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the download, all routes on which it may appear, and what happens in Plex since it finished.

        `on_change` is called when more is found, or something is found no more.
        """
        self.changes = changes
        self._on_change = on_change
        self.download = download
        self.routes = routes
        self.library_ids = frozenset(route.library_id for route in routes)
        self.found: dict[str, dict[str, PlexMediaItem]] = {}
        """By the path of the download's file (where files are unknown, Plex's own path): the items by their ids.

        A file with two episodes is in two items."""
        self.changed = asyncio.Event()
        self._unclear: dict[str, PlexMediaItem] = {}
        """What came into a folder that is not the download's own, where its name cannot tell whether it is that."""
        self._awaited: dict[str, list[_Awaited]] = {}
        for file in media_files.awaited(download):
            expected = {route.library_id: expected_path(file.path, download, route) for route in routes}
            self._awaited.setdefault(paths.comparable_name(file.path), []).append(_Awaited(file, expected))

    @property
    def names(self) -> Iterable[str]:
        """The comparable names of the awaited files; none where the source did not tell files."""
        return self._awaited.keys()

    @property
    def missing(self) -> list[DownloadedFile]:
        """The awaited files that no item holds yet."""
        return [
            wanted.file for group in self._awaited.values() for wanted in group if wanted.file.path not in self.found
        ]

    @property
    def file_count(self) -> FileCount | None:
        """How many files are in; None where the source did not tell files, or there is just one."""
        awaited = sum(map(len, self._awaited.values()))
        return FileCount(awaited - len(self.missing), awaited) if awaited > 1 else None

    @property
    def complete(self) -> bool:
        """Whether every awaited file is in; never for sure where the source did not tell files."""
        return bool(self._awaited) and not self.missing

    @property
    def nameless(self) -> bool:
        """Whether the download's media files are not known, so that a file of any name may be one of them."""
        return not self._awaited

    @property
    def may_be_folder(self) -> bool:
        """Whether any file below the path may count: the files are not known, whatever the path looks like."""
        return self.nameless or not self.download.files

    async def seen(self, *, more: bool = False) -> None:
        """Wait until at least one file is in, or with `more` until another one or the last one is."""
        already = len(self.found) if more else 0
        while not self.complete and len(self.found) <= already:
            self.changed.clear()
            await self.changed.wait()

    async def completed(self) -> None:
        """Wait until every awaited file is in."""
        while not self.complete:
            self.changed.clear()
            await self.changed.wait()

    @property
    def items(self) -> list[PlexMediaItem]:
        """The items found, each once, in the order of their place in show and season, or in album and disc."""
        unique = {item_id: item for items in self.found.values() for item_id, item in items.items()}
        return sorted(unique.values(), key=_place)

    def offer(self, item: PlexMediaItem) -> bool:
        """Take an item that Plex has; return whether it holds a file of the download."""
        if item.library_id is not None and item.library_id not in self.library_ids:
            return False
        proven = [key for file in item.files for key in self._keys(file, item)]
        for key in proven:
            self.found.setdefault(key, {})[item.id] = item
        if proven:
            self._tell()
        return bool(proven)

    def forget(self, item_id: str) -> None:
        """Take in that Plex no longer has an item: removed, or merged into another."""
        for path, items in list(self.found.items()):
            if items.pop(item_id, None) and not items:
                del self.found[path]
                self._tell()

    def _tell(self) -> None:
        self.changed.set()
        self._on_change()

    def _keys(self, file: PlexFile, item: PlexMediaItem) -> list[str]:
        wanted = self._awaited.get(paths.comparable_name(file.path), ())
        if keys := [one.file.path for one in wanted if self._is_same(one, file, item)]:
            return keys
        if not self.may_be_folder or not self._is_inside(file, item):
            return []
        return [file.path] if self.nameless else [one.file.path for group in self._awaited.values() for one in group]

    def _is_same(self, wanted: _Awaited, file: PlexFile, item: PlexMediaItem) -> bool:
        expected = [path for library, path in wanted.expected.items() if item.library_id in (library, None)]
        if known := [path for path in expected if path is not None]:
            return any(paths.same(file.path, path) for path in known)
        if wanted.file.size is not None and file.size is not None:
            return wanted.file.size == file.size
        # without sizes the name alone proves little: Plex must have made or changed the item just now, and the file's
        # own name or those of the folders around it have to tell it from others
        tail = (paths.name(self.download.path), *(paths.below(wanted.file.path, self.download.path) or ()))
        is_same_tail = f"/{paths.comparable(file.path)}".endswith(f"/{paths.comparable('/'.join(tail))}")
        is_telling = proof.is_distinctive(paths.stem(file.path)) or (
            is_same_tail and any(map(proof.is_distinctive, tail[:-1]))
        )
        return is_telling and self.changes.has_changed(item)

    def _is_inside(self, file: PlexFile, item: PlexMediaItem) -> bool:
        """Tell whether a file is of a download whose files are not known: it came since, and is where or what it is."""
        name = self.download.name
        agrees = self.changes.has_changed(item) and proof.names_agree(name, item, file.path)
        for route in self.routes:
            if item.library_id not in (route.library_id, None):
                continue
            if route.path is None:
                if agrees:
                    return True
            elif paths.below(file.path, route.path) is not None:
                is_root = route.location is not None and paths.same(route.path, route.location)
                if not is_root and proof.is_named_after(route.path, name) and self.changes.may_be_new(item):
                    return True
                return agrees or self._is_all_that_came(route.path, item)
        return False

    def _is_all_that_came(self, folder: str, item: PlexMediaItem) -> bool:
        """Tell whether what came into a folder is one title, where the download's name says nothing of it."""
        if not self.changes.was_made(item) or proof.tells_more_than(self.download.name, folder):
            return False
        self._unclear[item.id] = item
        if len({proof.whole_of(one) for one in self._unclear.values()}) == 1:
            return True
        self.found.clear()
        return False
