"""Whom a delivery asks on its way."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ..plex.models import PlexLibrary
from .gate import Gate
from .item_finder import ItemFinder
from .pacing import Pacer
from .router import Router
from .scanner import Scanner
from .timing import Timing


@dataclass(frozen=True, kw_only=True, slots=True)
class Guides:
    """Whom a journey asks on its way; one set serves all deliveries of a server."""

    gate: Gate
    scanner: Scanner
    item_finder: ItemFinder
    libraries: Callable[[], Awaitable[list[PlexLibrary]]]
    """Plex's libraries, fetched afresh."""
    link: Callable[[str], str]
    """The deep link to an item, by its id."""
    router: Router
    pacer: Pacer
    settle_seconds: float
    timing: Timing
