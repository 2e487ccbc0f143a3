"""What the processes of all deliveries to a server share."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from ..downloads.download import Download
from ..downloads.importers.importers import Importers
from ..plex.models import PlexMediaItem
from .item_finder import ItemFinder
from .other_servers import OtherServers
from .pacing import Pacer
from .plex_gateway import PlexGateway
from .router import Router
from .scanner import Scanner
from .timing import Timing
from .upgrades import FormerFiles

type FindRequesters = Callable[[Download, Sequence[PlexMediaItem]], Awaitable[tuple[str, ...]]]
"""Returns the names of those who asked for the items of a download, soon; never raises."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessParts:
    """What a process works with."""

    gateway: PlexGateway
    router: Router
    importers: Importers
    other_servers: OtherServers
    scanner: Scanner
    finder: ItemFinder
    pacer: Pacer
    timing: Timing
    find_requesters: FindRequesters
    delivered_files: FormerFiles
    """Returns the files that deliveries brought."""
