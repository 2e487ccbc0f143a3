"""Chooses the libraries for a download: by its path, else by its category, else by what it is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from ..downloads.download import Download
from ..plex.models import LibraryType, PlexLibrary
from . import media_type, routing
from .imports import ImportedCategories
from .routing import PathMapping, Route, Rule


@dataclass(frozen=True, slots=True)
class RoutingResult:
    """Where a download may arrive."""

    routes: tuple[Route, ...] = ()
    """Every library in which it may appear."""
    first: tuple[Route, ...] = ()
    """Those to scan first."""
    awaits_import: bool = False
    """Whether no location covers it because somebody is going to import it into one."""


class Router:
    """Knows the user's path mappings and rules, and what is imported by others."""

    def __init__(
        self,
        mappings: Sequence[PathMapping],
        rules: Sequence[Rule] = (),
        imported: ImportedCategories | None = None,
    ) -> None:
        """Take them from the options."""
        self._mappings = tuple(mappings)
        self._rules = tuple(rules)
        self.imported = imported or ImportedCategories()

    async def route(self, download: Download, libraries: Sequence[PlexLibrary]) -> RoutingResult:
        """Return where a download belongs, empty where nothing speaks for any library; asks nobody."""
        if routes := routing.by_path(download, libraries, self._mappings):
            kind = await _media_type(download) if len(routing.deepest(routes)) > 1 else None
            return RoutingResult(routes, routing.first_choice(routes, kind, libraries))
        routes = (
            routing.by_rule(download, libraries, self._rules)
            or routing.by_category(download, libraries)
            or routing.by_type(await _media_type(download), libraries)
        )
        return RoutingResult(routes, routes, awaits_import=self.imported.await_import(download))


async def _media_type(download: Download) -> LibraryType | None:
    """Return the type that somebody said, else the guess, which takes a thread: it is slow."""
    if kind := media_type.from_words(download):
        return kind
    return await asyncio.get_running_loop().run_in_executor(None, media_type.from_names, download)
