"""The file that an upgraded item had before (pure)."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ..plex.models import PlexFile
from .delivery import Delivery

if TYPE_CHECKING:
    from .match import DownloadMatch


def former_file(match: DownloadMatch, stored: Callable[[str], Iterable[PlexFile]]) -> PlexFile | None:
    """Return the former file of the first upgraded item that has one; None if it is not known.

    Plex has it beside the new one if it keeps both, or until it empties its trash. `stored` returns the files of an
    item, by its ID, that earlier deliveries brought, the latest first.
    """
    for item in match.items:
        own = match.own_files(item)
        files = {(file.path, file.size) for file in own}
        former = (file for file in (*item.files, *stored(item.id)) if (file.path, file.size) not in files)
        if own and (file := next(former, None)):
            return file
    return None


def delivered_files(deliveries: Iterable[Delivery], item_id: str) -> Iterable[PlexFile]:
    """Yield the files that deliveries brought for an item."""
    for delivery in deliveries:
        for item in delivery.items:
            if item.rating_key == item_id and item.file:
                yield item.file
