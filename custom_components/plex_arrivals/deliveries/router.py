"""Chooses the libraries for a download: by its path, else by its category, else by its media type."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..downloads.download import Download
from ..plex.models import LibraryType, PlexLibrary
from . import media_type, routing
from .imported_categories import ImportedCategories
from .routing import PathMapping, Route, Rule


@dataclass(frozen=True, slots=True)
class RoutingResult:
    """Where a download belongs."""

    routes: tuple[Route, ...] = ()
    """Every library in which it may appear."""
    preferred: tuple[Route, ...] = ()
    """The routes to scan first."""
    is_certain: bool = False
    """Whether a location that covers it, or a rule of the user's, says so, and not only its category or its names."""
    awaits_import: bool = False
    """Whether no location covers it because an importer is going to move it into one."""

    def library(self, libraries: Iterable[PlexLibrary]) -> PlexLibrary | None:
        """Return the likeliest of the libraries; None if the download belongs to none."""
        likeliest = self.preferred[0].library_id if self.preferred else None
        return next((library for library in libraries if library.id == likeliest), None)


class Router:
    """Routes downloads by the user's path mappings and rules, and by what importers take."""

    def __init__(
        self,
        mappings: Sequence[PathMapping],
        rules: Sequence[Rule] = (),
        imported_categories: ImportedCategories | None = None,
    ) -> None:
        """Initialize with the user's options."""
        self._mappings = tuple(mappings)
        self._rules = tuple(rules)
        self.imported_categories = imported_categories or ImportedCategories()

    def covers(self, download: Download, libraries: Sequence[PlexLibrary]) -> bool:
        """Return whether a download is in a library's folder."""
        return bool(routing.by_path(download, libraries, self._mappings))

    def is_certain(self, download: Download, libraries: Sequence[PlexLibrary]) -> bool:
        """Return whether a download is in a library's folder, or the user has a rule for it."""
        return self.covers(download, libraries) or bool(routing.by_rule(download, libraries, self._rules))

    async def route(
        self, download: Download, libraries: Sequence[PlexLibrary], *, answering: Collection[str] = ()
    ) -> RoutingResult:
        """Return where a download belongs; the result has no routes if nothing indicates a library.

        A category like those of earlier imports suggests that it is going to be imported, except by the importers that
        are `answering`: they say so themselves.
        """
        if routes := routing.by_path(download, libraries, self._mappings):
            media = await async_media_type(download) if len(routing.deepest(routes)) > 1 else None
            return RoutingResult(routes, routing.preferred_routes(routes, media, libraries), is_certain=True)
        by_rule = routing.by_rule(download, libraries, self._rules)
        routes = (
            by_rule
            or routing.by_category(download, libraries)
            or routing.by_type(await async_media_type(download), libraries)
        )
        awaits_import = self.imported_categories.awaits_import(download, answering=answering)
        return RoutingResult(routes, routes, is_certain=bool(by_rule), awaits_import=awaits_import)


async def async_media_type(download: Download) -> LibraryType | None:
    """Return the type that the report says, or else guess it from the names, in the executor because that is slow."""
    if media := media_type.from_words(download):
        return media
    return await asyncio.get_running_loop().run_in_executor(None, _guess_media_type, download)


def _guess_media_type(download: Download) -> LibraryType | None:
    from . import media_guess  # noqa: PLC0415 - compiles many patterns, which only a download without a type needs

    return media_guess.from_names(download)
