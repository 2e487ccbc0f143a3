"""The file that an upgraded item had before."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
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
    """Returns the files that items had, each with the ID of its item, the latest first."""

    def __call__(self, item_ids: Collection[str], /) -> Iterable[tuple[str, PlexFile]]:
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
    """Return the former file of an upgraded item; None if it is known of none.

    Plex still has it if it keeps both files, or until it empties its trash. Otherwise it is the first that one of
    `former_files` returns.
    """
    new = {item.id: {(file.path, file.size) for file in own} for item in match.items if (own := match.own_files(item))}
    in_plex = ((item.id, file) for item in match.items if item.id in new for file in item.files)
    candidates = chain(in_plex, *(files(new.keys()) for files in former_files))
    return next((file for item_id, file in candidates if (file.path, file.size) not in new[item_id]), None)


def delivered_files(deliveries: Iterable[Delivery], item_ids: Collection[str]) -> Iterator[tuple[str, PlexFile]]:
    """Yield the files that deliveries brought for items, each with the ID of its item, in one pass."""
    for delivery in deliveries:
        for item in delivery.items:
            if item.file and item.rating_key in item_ids:
                yield item.rating_key, item.file
