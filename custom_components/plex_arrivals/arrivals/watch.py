"""What one delivery waits to see in Plex, and whether an item is it (pure but for waking those who wait for it)."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ..downloads.download import Download, DownloadedFile
from ..plex.models import PlexFile, PlexMediaItem
from . import media_files, paths
from .routing import Route, expected_path


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A file of the download, and what Plex calls it on each route (None where no location covers it)."""

    file: DownloadedFile
    expected: dict[str, str | None]


class Tally(NamedTuple):
    """How many files of a download Plex has by now, of how many."""

    files: int
    of: int


def _place(item: PlexMediaItem) -> tuple[int | str, ...]:
    return item.season or 0, item.episode or 0, item.album or "", item.disc or 0, item.track or 0, item.title


class Watch:
    """The files of one download that have not been seen in Plex yet, and the items that hold the others."""

    def __init__(
        self,
        download: Download,
        routes: Sequence[Route],
        is_new: Callable[[PlexMediaItem], bool] = lambda _: True,
        on_change: Callable[[], None] = lambda: None,
        *,
        since: datetime | None = None,
    ) -> None:
        """Take the download, all routes on which it may appear, and what tells an item that came with it.

        `on_change` is called when more is found, or something is found no more. What Plex added before `since` need
        not be looked through (None: nothing has to).
        """
        self._is_new = is_new
        self._on_change = on_change
        self.download = download
        self.routes = routes
        self.since = since
        self.library_ids = frozenset(route.library_id for route in routes)
        self.found: dict[str, dict[str, PlexMediaItem]] = {}
        """By the path of the download's file (where files are unknown, Plex's own path): the items by their ids.

        A file with two episodes is in two items."""
        self.changed = asyncio.Event()
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
    def tally(self) -> Tally | None:
        """How many files are in; None where the source did not tell files, or there is just one."""
        awaited = sum(map(len, self._awaited.values()))
        return Tally(awaited - len(self.missing), awaited) if awaited > 1 else None

    @property
    def complete(self) -> bool:
        """Whether every awaited file is in; never for sure where the source did not tell files."""
        return bool(self._awaited) and not self.missing

    @property
    def nameless(self) -> bool:
        """Whether the source did not tell files, so that any file in the download's folder counts."""
        return not self._awaited

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
        if not self._awaited:
            return [file.path] if self._is_inside(file, item.library_id) else []
        wanted = self._awaited.get(paths.comparable_name(file.path), ())
        return [one.file.path for one in wanted if self._is_same(one, file, item)]

    def _is_same(self, wanted: _Awaited, file: PlexFile, item: PlexMediaItem) -> bool:
        expected = [path for library, path in wanted.expected.items() if item.library_id in (library, None)]
        if known := [path for path in expected if path is not None]:
            return any(paths.same(file.path, path) for path in known)
        if wanted.file.size is not None and file.size is not None:
            return wanted.file.size == file.size
        # without sizes the name alone proves little: the folder around it has to agree, or the item has to be new
        names = (paths.comparable_name(paths.parent(path)) for path in (wanted.file.path, file.path))
        return len(set(names)) == 1 or (paths.same(wanted.file.path, self.download.path) and self._is_new(item))

    def _is_inside(self, file: PlexFile, library_id: str | None) -> bool:
        """Tell whether a file lies in the download's folder, where the source told no files."""
        for route in self.routes:
            if library_id not in (route.library_id, None):
                continue
            if route.path is not None:
                if paths.below(file.path, route.path) is not None:
                    return True
            elif paths.comparable_name(self.download.path) in map(paths.comparable_name, paths.parents(file.path)):
                return True
        return False
