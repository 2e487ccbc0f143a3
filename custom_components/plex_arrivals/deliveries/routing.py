"""Where a download belongs: path mappings and the choice of the library (pure)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import paths
from ..const import CONF_PATH_MAPPINGS, CONF_RULES
from ..downloads.download import Download
from ..downloads.tags import tag
from ..plex.models import LibraryType, PlexLibrary
from . import media_files


@dataclass(frozen=True, kw_only=True, slots=True)
class PathMapping:
    """A pair of prefixes: a folder as the source sees it, and as Plex sees it."""

    source: str
    plex: str

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> list[PathMapping]:
        """Return the mappings of a config entry with these options."""
        return [cls(**pair) for pair in options.get(CONF_PATH_MAPPINGS, ())]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """The library for downloads of a category or label whose path no library covers."""

    category: str
    library: str
    """The library's title or its ID."""

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> list[Rule]:
        """Return the rules of a config entry with these options."""
        return [cls(**rule) for rule in options.get(CONF_RULES, ())]

    def is_for(self, library: PlexLibrary) -> bool:
        """Return whether the rule names this library."""
        wanted = self.library.strip()
        return wanted == library.id or wanted.casefold() == library.title.casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """A library and the folder in it where a download belongs."""

    library_id: str
    location: str | None = None
    """The library's root folder around the download; None if the path did not decide."""
    path: str | None = None
    """The download's path as Plex sees it; None if no location covers it."""
    folder: str | None = None
    """The folder to scan; None for the whole library."""

    @property
    def parent(self) -> str | None:
        """The folder around the scanned one, not beyond the location; None if there is none."""
        if self.folder is None or self.location is None or paths.same(self.folder, self.location):
            return None
        return paths.parent(self.folder)


def with_mapping(mappings: Iterable[PathMapping], new: PathMapping) -> list[PathMapping]:
    """Return the mappings with another one, which replaces one of the same source folder."""
    return [*(one for one in mappings if not paths.same(one.source, new.source)), new]


def mapped_paths(path: str, mappings: Iterable[PathMapping]) -> list[str]:
    """Return the paths that a source's path may have in Plex, most likely first.

    Mappings apply from the deepest prefix up, each at most once, also to the result of another mapping (this ends for
    mappings that point at each other). The unmapped path comes last, because a source may see the same paths as Plex.
    """
    left = sorted(mappings, key=lambda mapping: -len(paths.normalize(mapping.source)))

    def mapped(path: str) -> Iterator[str]:
        for mapping in tuple(left):
            if mapping in left and (rest := paths.below(path, mapping.source)) is not None:
                left.remove(mapping)
                yield from mapped(paths.join(mapping.plex, *rest))
        yield path

    return list(mapped(path))


def by_path(download: Download, libraries: Iterable[PlexLibrary], mappings: Iterable[PathMapping]) -> tuple[Route, ...]:
    """Return a route for every library that covers the download's path, the deepest location first."""
    libraries = list(libraries)
    for path in mapped_paths(download.path, mappings):
        routes = [
            (len(below), _route(library, location, path, is_file=media_files.is_file(download)))
            for library in libraries
            for location in library.locations
            if (below := paths.below(path, location)) is not None
        ]
        if routes:
            routes.sort(key=lambda route: route[0])
            deepest = {route.library_id: route for _, route in reversed(routes)}
            return tuple(route for _, route in routes if deepest[route.library_id] is route)
    return ()


def by_rule(download: Download, libraries: Iterable[PlexLibrary], rules: Iterable[Rule]) -> tuple[Route, ...]:
    """Return the route of the matching rule whose library exists: the rule with the most parts, else the first."""
    fitting = [rule for rule in rules if tag(rule.category) in download.tags]
    for rule in sorted(fitting, key=lambda rule: -tag(rule.category).count("/")):
        for library in libraries:
            if rule.is_for(library):
                return (Route(library_id=library.id),)
    return ()


def by_type(kind: LibraryType | None, libraries: Iterable[PlexLibrary]) -> tuple[Route, ...]:
    """Return the route to the only library of that type; none if there is not exactly one."""
    fitting = [library for library in libraries if library.type is kind]
    return (Route(library_id=fitting[0].id),) if len(fitting) == 1 else ()


def by_category(download: Download, libraries: Iterable[PlexLibrary]) -> tuple[Route, ...]:
    """Return the route to the library named like the category or a label; empty if there is not exactly one.

    Of `Films` and `Films/4K`, the latter is the one for the category `films/4k`.
    """
    titles = {library.id: tag(library.title) for library in libraries}
    fitting = {library_id: title for library_id, title in titles.items() if title in download.tags}
    most_parts = max((title.count("/") for title in fitting.values()), default=0)
    found = [library_id for library_id, title in fitting.items() if title.count("/") == most_parts]
    return (Route(library_id=found[0]),) if len(found) == 1 else ()


def deepest(routes: Sequence[Route]) -> tuple[Route, ...]:
    """Return the routes of the deepest location, which several libraries may share."""
    location = routes[0].location if routes else None
    return tuple(route for route in routes if location and route.location and paths.same(route.location, location))


def preferred_routes(
    routes: Sequence[Route], kind: LibraryType | None, libraries: Iterable[PlexLibrary]
) -> tuple[Route, ...]:
    """Return the routes to try first: those of the deepest location, and of the guessed type if several share it."""
    shared = deepest(routes)
    types = {library.id: library.type for library in libraries}
    return tuple([route for route in shared if types.get(route.library_id) is kind] or shared)


def expected_path(file: str, download: Download, route: Route) -> str | None:
    """Return a file of the download as Plex sees it on that route, or None if no location covers the download."""
    if route.path is None or (rest := paths.below(file, download.path)) is None:
        return None
    return paths.join(route.path, *rest)


def _route(library: PlexLibrary, location: str, path: str, *, is_file: bool) -> Route:
    inside = paths.below(path, location) or ()
    folders = inside[:-1] if is_file else inside
    return Route(
        library_id=library.id,
        location=location,
        path=paths.join(location, *inside),
        folder=paths.join(location, *folders),
    )
