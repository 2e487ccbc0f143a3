"""A Plex Media Server for tests and the demonstration, with the quirks of a real one."""

from .faults import Fault, Rule
from .library import NO_AGENT, Item, Library, Location
from .server import PlexServer, Request

__all__ = ["NO_AGENT", "Fault", "Item", "Library", "Location", "PlexServer", "Request", "Rule"]
