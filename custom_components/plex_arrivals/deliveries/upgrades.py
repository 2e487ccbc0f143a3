"""The file that an upgraded item had before."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from ..downloads.download import MediaInfo
from ..plex.errors import PlexError
from ..plex.models import LibraryType, PlexFile, PlexLibrary
from .delivery import Delivery
from .plex_gateway import PlexGateway

if TYPE_CHECKING:
    from .match import DownloadMatch

_TYPES = {"movie": (LibraryType.MOVIE, LibraryType.OTHER), "show": (LibraryType.SHOW,)}


class FormerFiles(Protocol):
    """Returns the files that an item had, by its ID, the latest first."""

    def __call__(self, item_id: str, /) -> Iterable[PlexFile]:
        """Return the files."""


async def files_before_scan(
    gateway: PlexGateway, library: PlexLibrary, media: MediaInfo | None
) -> dict[str, tuple[PlexFile, ...]]:
    """Return the files of the items that an importer is replacing a file of, by their IDs; nothing if Plex fails.

    One request, for what an importer says is an upgrade; of other downloads that is not known before the scan.
    """
    if not (media and media.is_upgrade and library.type in _TYPES.get(media.type, ())):
        return {}
    episode = media.episodes[0] if len(media.episodes) == 1 else None
    try:
        found = await gateway.find_by_title(library, media.title, season=media.season, episode=episode)
    except PlexError:
        return {}
    return {item.id: item.files for item in found}


def former_file(match: DownloadMatch, *former_files: FormerFiles) -> PlexFile | None:
    """Return the former file of the first upgraded item that has one; None if it is not known.

    Plex has it beside the new one if it keeps both, or until it empties its trash. Otherwise the first of
    `former_files` that has one tells.
    """
    for item in match.items:
        own = match.own_files(item)
        paths = {(file.path, file.size) for file in own}
        candidates = (*item.files, *(file for files in former_files for file in files(item.id)))
        file = next((one for one in candidates if (one.path, one.size) not in paths), None)
        if own and file:
            return file
    return None


def delivered_files(deliveries: Iterable[Delivery], item_id: str) -> Iterable[PlexFile]:
    """Yield the files that deliveries brought for an item."""
    for delivery in deliveries:
        for item in delivery.items:
            if item.rating_key == item_id and item.file:
                yield item.file
