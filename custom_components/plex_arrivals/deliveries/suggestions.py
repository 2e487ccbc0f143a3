"""Suggests path mappings for downloads that no library's folder contains (pure).

A clue for a mapping is a folder of the source and a folder of Plex that seem to be the same one, because

- both end alike: `/downloads/tv` and `/data/media/tv`;
- Plex has a file of the download, by name and, if both sides give it, size, and both paths end alike.

If Plex has a file of the download under another path, an importer or a script put it there: then no mapping leads
there, and folders that end alike prove nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from .. import paths
from ..downloads.download import Download, DownloadedFile
from ..plex.models import PlexFile, PlexLibrary, PlexMediaItem
from . import media_files, routing
from .delivery import Delivery, DeliveryState
from .routing import PathMapping

_MAX_SUGGESTIONS = 10
_MAX_DOWNLOADS = 200
_MAX_FILES = 50
_MAX_CLUES = 500
_UNIQUE_SIZE = 1_000_000
"""From so many bytes on, two files of the same size are taken for the same file."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Clue:
    """Why a folder of the source may be a folder of Plex."""

    download: Download
    folders: PathMapping
    has_file: bool
    """Whether Plex has a file of the download there; else the folders only end alike."""
    tail: int
    """How many of the last components are the same on both sides."""


MAX_DELIVERIES: Final = 500
"""How many of the latest deliveries are enough to learn from."""


def suggest_mappings(
    downloads: Iterable[Download],
    deliveries: Iterable[Delivery],
    libraries: Iterable[PlexLibrary],
    items: Iterable[PlexMediaItem],
    mappings: Sequence[PathMapping],
) -> list[PathMapping]:
    """Return mappings under which a library would contain downloads that none contains now, the likeliest first.

    `items` are a sample of Plex's items with their files; deliveries add the files in which they ended. Downloads that
    the present `mappings` lead to a library still go there.
    The first suggestions have different source folders; if several folders of Plex are as likely for one, the others
    follow. To be used with `routing.with_mapping`: a suggestion may replace a mapping that leads no download anywhere.
    Can be slow: call it in the executor.
    """
    libraries, deliveries = tuple(libraries), tuple(deliveries)
    files = [file for item in items for file in item.files]
    files += [arrival.file for one in deliveries for arrival in one.items if arrival.file]
    routed: list[Download] = []
    unrouted: list[Download] = []
    for download in _distinct(downloads, deliveries):
        (routed if routing.by_path(download, libraries, mappings) else unrouted).append(download)
    clues = list(islice(_find_clues(unrouted, libraries, files), _MAX_CLUES))
    evidence = _by_candidate(clues)
    trial = _Trial(libraries, mappings, routed)
    evidence = {one: found for one, found in evidence.items() if trial.keeps_routes(one) and trial.helps(one, found)}

    chosen: list[PathMapping] = []
    open_paths = {download.path for download in unrouted}
    while free := {
        one: rest
        for one in evidence
        if not _maps_source(chosen, one) and (rest := _open_clues(evidence[one], open_paths))
    }:
        chosen.append(min(free, key=lambda one: _rank(one, free[one])))
        open_paths -= {clue.download.path for clue in evidence[chosen[-1]]}
    others = [one for one in evidence if one not in chosen and _maps_source(chosen, one)]
    others.sort(key=lambda one: _rank(one, evidence[one]))
    return [*chosen, *others][:_MAX_SUGGESTIONS]


class _Trial:
    """Checks what a mapping would change."""

    def __init__(
        self, libraries: tuple[PlexLibrary, ...], mappings: Sequence[PathMapping], routed: Iterable[Download]
    ) -> None:
        self._libraries = libraries
        self._mappings = mappings
        folders = {paths.parent(download.path): download for download in routed}
        self._routed = [
            (one, routing.mapped_paths(one.path, mappings), routing.by_path(one, libraries, mappings))
            for one in folders.values()
        ]

    def keeps_routes(self, mapping: PathMapping) -> bool:
        """Return whether all downloads that have a library keep it, and their folder."""
        after = routing.with_mapping(self._mappings, mapping)
        return all(
            routing.by_path(download, self._libraries, after) == routes
            for download, names, routes in self._routed
            if any(paths.below(name, mapping.source) is not None for name in names)
        )

    def helps(self, mapping: PathMapping, clues: Iterable[_Clue]) -> bool:
        """Return whether the downloads that are its clues have a library then."""
        after = routing.with_mapping(self._mappings, mapping)
        folders = {paths.parent(clue.download.path): clue.download for clue in clues}
        return all(routing.by_path(download, self._libraries, after) for download in folders.values())


def _distinct(downloads: Iterable[Download], deliveries: Iterable[Delivery]) -> list[Download]:
    """Return the downloads, each once, without those whose import was reported: they need no library."""
    newest = sorted(deliveries, key=lambda one: one.created_at, reverse=True)
    unmatched = [one.download for one in newest if one.state is DeliveryState.UNMATCHED]
    delivered = [one.download for one in newest]
    hashes = {one.hash for one in delivered if one.imported and one.hash}
    import_paths = {paths.comparable(one.imported_from) for one in delivered if one.imported_from}
    distinct: dict[str, Download] = {}
    for one in (*unmatched, *downloads, *delivered):
        path = paths.comparable(one.path)
        if paths.is_absolute(one.path) and (one.imported or (one.hash not in hashes and path not in import_paths)):
            distinct.setdefault(path, one)
    return list(islice(distinct.values(), _MAX_DOWNLOADS))


def _by_candidate(clues: Iterable[_Clue]) -> dict[PathMapping, list[_Clue]]:
    """Return the candidates for a mapping, each with all clues for it."""
    by_folders: dict[PathMapping, list[_Clue]] = defaultdict(list)
    for clue in clues:
        by_folders[clue.folders].append(clue)
    candidates = dict.fromkeys(one for folders in by_folders for one in _around(folders))
    return {
        one: [clue for folders, found in by_folders.items() if _implies(one, folders) for clue in found]
        for one in candidates
    }


def _around(folders: PathMapping) -> Iterator[PathMapping]:
    """Yield the pair of folders, and the pairs of those around them for as long as both sides agree.

    Not as far as a root: `/` is never mapped to `/media`.
    """
    while True:
        yield folders
        around = PathMapping(source=paths.parent(folders.source), plex=paths.parent(folders.plex))
        if around == folders or not _implies(around, folders) or _is_root(around.source) or _is_root(around.plex):
            return
        folders = around


def _implies(mapping: PathMapping, other: PathMapping) -> bool:
    rest = paths.below(other.source, mapping.source)
    return rest is not None and paths.same(paths.join(mapping.plex, *rest), other.plex)


def _find_clues(
    unrouted: Iterable[Download], libraries: Iterable[PlexLibrary], files: Sequence[PlexFile]
) -> Iterator[_Clue]:
    locations = sorted(dict.fromkeys(place for one in libraries for place in one.locations), key=len, reverse=True)
    by_name: dict[str, list[PlexFile]] = defaultdict(list)
    sizes = {file.size for file in files if file.size and file.size >= _UNIQUE_SIZE}
    for file in files:
        by_name[paths.comparable_name(file.path)].append(file)
    for folder in dict.fromkeys(folder for file in files for folder in paths.parents(file.path)):
        by_name[paths.comparable_name(folder)].append(PlexFile(path=folder, size=None))
    for download in unrouted:
        wanted = media_files.expected_files(download)[:_MAX_FILES] or (DownloadedFile(path=download.path),)
        by_files = {
            clue.folders: clue
            for one in wanted
            for other in by_name.get(paths.comparable_name(one.path), ())
            if None in (one.size, other.size) or one.size == other.size
            for clue in _by_file(download, one, other, locations)
        }
        if by_files:
            yield from by_files.values()
        elif sizes.isdisjoint(one.size for one in wanted):
            yield from _by_folder_names(download, locations)


def _by_file(
    download: Download, file: DownloadedFile, plex_file: PlexFile, locations: Iterable[str]
) -> Iterator[_Clue]:
    """Compare the paths of what may be the same file or folder.

    They have to agree all the way up to the library's folder, or else in the download's own folder: an importer put a
    single file into a folder of its own in Plex.
    """
    depth = next((len(rest) for one in locations if (rest := paths.below(plex_file.path, one)) is not None), 0)
    tail = _common_tail(file.path, plex_file.path)
    own = len(paths.below(file.path, download.path) or ()) + 1
    if tail < depth:
        depth = own if 1 < own <= tail else 0
    if depth:
        folders = PathMapping(source=_ancestor(file.path, depth), plex=_ancestor(plex_file.path, depth))
        yield _Clue(download=download, folders=folders, has_file=True, tail=tail - depth)


def _by_folder_names(download: Download, locations: Iterable[str]) -> Iterator[_Clue]:
    for folder in paths.parents(download.path):
        for location in locations:
            if tail := _common_tail(folder, location):
                if _are_side_by_side(_ancestor(folder, tail), _ancestor(location, tail)):
                    continue  # two folders of one disk: `/data/torrents`, from which Radarr imports to `/data/media`
                folders = PathMapping(source=folder, plex=paths.normalize(location))
                yield _Clue(download=download, folders=folders, has_file=False, tail=tail)


def _open_clues(clues: Iterable[_Clue], open_paths: set[str]) -> list[_Clue]:
    return [clue for clue in clues if clue.download.path in open_paths]


def _rank(mapping: PathMapping, clues: Sequence[_Clue]) -> tuple[int, ...]:
    """Return what sorts the likeliest first.

    Files count more than names of folders, and how many downloads agree more than how far two paths do. Two folders
    side by side (`/data/torrents`, `/data/media`) are seldom the same one. Of equal mappings the shorter comes first.
    """
    return (
        -len({clue.download.path for clue in clues if clue.has_file}),
        _top_folder(mapping.source) == _top_folder(mapping.plex),
        -len({clue.download.path for clue in clues}),
        -max(clue.tail for clue in clues),
        len(paths.parents(mapping.source)),
    )


def _maps_source(mappings: Iterable[PathMapping], mapping: PathMapping) -> bool:
    return any(paths.same(one.source, mapping.source) for one in mappings)


def _are_side_by_side(one: str, other: str) -> bool:
    return (
        _top_folder(one) == _top_folder(other) and paths.below(one, other) is None and paths.below(other, one) is None
    )


def _top_folder(path: str) -> str:
    """Return the folder in the root around a path, or the path if it is in none."""
    around = [path, *paths.parents(path)]
    return paths.comparable(around[-2] if len(around) > 1 else path)


def _common_tail(one: str, other: str) -> int:
    """Return how many of the last components are the same in any spelling."""
    count = 0
    while paths.name(one) and paths.comparable_name(one) == paths.comparable_name(other):
        count += 1
        one, other = paths.parent(one), paths.parent(other)
    return count


def _ancestor(path: str, steps: int) -> str:
    """Return the folder so many levels above a path."""
    for _ in range(steps):
        path = paths.parent(path)
    return path


def _is_root(folder: str) -> bool:
    r"""Return whether it is the root of a system or a drive; a share (`\\server\media`) is a folder like any."""
    return paths.parent(folder) == folder and not folder.startswith("\\\\")
