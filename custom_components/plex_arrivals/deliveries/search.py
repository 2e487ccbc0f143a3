"""Search the deliveries, in progress and in the history, for what brought an item or a file (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
import re
import unicodedata

from .. import paths
from .delivery import Delivery
from .routing import PathMapping, mapped_paths


def by_rating_key(deliveries: Iterable[Delivery], rating_key: str) -> Iterator[Delivery]:
    """Yield the deliveries of an item, or of the items of a season, show, album or artist."""
    for delivery in deliveries:
        if rating_key in delivery.rating_keys or any(item.rating_key == rating_key for item in delivery.items):
            yield delivery


def by_paths(deliveries: Iterable[Delivery], sought: Iterable[str], mappings: Sequence[PathMapping]) -> list[Delivery]:
    """Return the deliveries of files or folders, as Plex or as the download client sees them.

    The files are compared. If there is none, it is what has a path in its own folder, and does not list all files.
    """
    place = _Place.of(sought, mappings)
    found, around = [], []
    for delivery in deliveries:
        if any(map(place.holds, _paths(delivery))):
            found.append(delivery)
        elif any(map(place.is_in, _folders(delivery))):
            around.append(delivery)
    return found or around


def _paths(delivery: Delivery) -> Iterator[str]:
    """Return the paths of a delivery's download, and of its files as far as they are listed."""
    download = delivery.download
    yield download.path
    if download.imported_from:
        yield download.imported_from
    for item in delivery.items:
        if item.file:
            yield item.file.path
    for file in download.files:
        yield file.path


def _folders(delivery: Delivery) -> Iterator[str]:
    """Return the folders in which there may be files of a delivery that are not listed."""
    download = delivery.download
    if not delivery.items or delivery.item_count > len(delivery.items):
        yield download.path
    if download.imported_from:
        yield download.imported_from


@dataclass(frozen=True, slots=True)
class _Place:
    """Paths in all their spellings: as they are given, as Plex sees them, and as a download client does."""

    spellings: dict[str, str]
    """By their comparable beginnings: most paths are ruled out by these, because comparing paths is slow."""

    @classmethod
    def of(cls, sought: Iterable[str], mappings: Sequence[PathMapping]) -> _Place:
        """Return the place of paths."""
        to_client = [PathMapping(source=mapping.plex, plex=mapping.source) for mapping in mappings]
        spellings = (spelling for path in sought for to in (mappings, to_client) for spelling in mapped_paths(path, to))
        return cls({_comparable(spelling): spelling for spelling in spellings})

    def holds(self, path: str) -> bool:
        """Return whether a path is one of them, or below one."""
        key = _comparable(path)
        return any(
            key.startswith(begin) and paths.below(path, spelling) is not None
            for begin, spelling in self.spellings.items()
        )

    def is_in(self, folder: str) -> bool:
        """Return whether one of the paths is in a folder."""
        begin = _comparable(folder)
        return any(
            key.startswith(begin) and paths.below(spelling, folder) is not None
            for key, spelling in self.spellings.items()
        )


def _comparable(path: str) -> str:
    composed = path if path.isascii() else unicodedata.normalize("NFC", path)
    folded = composed.casefold().replace("\\", "/").strip("/")
    return re.sub("/{2,}", "/", folded) if "//" in folded else folded
