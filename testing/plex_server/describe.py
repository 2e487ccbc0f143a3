"""Libraries and items as Plex describes them."""

import re
import zlib

from .library import SCANNERS, Item, Library, Media
from .nodes import Node, Value
from .streams import describe_streams, describe_version

TAGS = {"movie": "Video", "episode": "Video", "track": "Track", "photo": "Photo"}
"""The elements of items; all others are directories."""
DURATIONS = {"movie": 5_400_000, "episode": 2_520_000, "track": 214_000}
GUID_TYPES = {"photoalbum": "photo"}
OLD_AGENT = "com.plexapp.agents."


def describe_library(library: Library) -> Node:
    locations = [
        Node("Location", {"id": int(library.id) * 100 + number, "path": location.plex})
        for number, location in enumerate(library.locations, 1)
    ]
    attributes: dict[str, Value] = {
        "allowSync": True,
        "filters": True,
        "refreshing": library.refreshing,
        "key": library.id,
        "type": library.type,
        "title": library.title,
        "agent": library.agent,
        "scanner": SCANNERS[library.type],
        "language": "en-US",
        "metadataAgentProviderGroupId": 1,
        "uuid": library.uuid,
        "updatedAt": library.updated_at,
        "createdAt": library.created_at,
        "scannedAt": library.scanned_at,
        "content": True,
        "directory": True,
        "contentChangedAt": library.content_changed_at,
        "hidden": 0,
    }
    return Node("Directory", attributes, locations)


def describe_item(
    item: Item, *, with_library: bool = False, with_external_ids: bool = False, with_streams: bool = False
) -> Node:
    """Return the node of an item.

    It has its library in lists of several libraries and for single items, its IDs in other databases for single items
    and where they are asked for, and the streams of its files for single items.
    """
    level = item.level
    attributes: dict[str, Value] = {
        "ratingKey": item.rating_key,
        "key": f"{item.key}/children" if item.children else item.key,
        "guid": guid(item),
        "slug": _slug(item) if item.type in ("movie", "show") else None,
        "type": "photo" if item.type == "photoalbum" else item.type,
        "title": item.title,
        "summary": "",
        "index": level.index,
        "year": item.year,
        "thumb": item.thumb,
        "addedAt": item.added_at,
        "updatedAt": item.updated_at,
        "deletedAt": item.deleted_at,
        "duration": _duration(item) if item.title else None,
        "originallyAvailableAt": level.date,
    }
    if item.matched:
        attributes["summary"] = item.about.summary if item.about else f"The summary of “{item.title}”."
        if item.type in ("movie", "show", "episode"):
            rating = item.about.rating if item.about else None
            attributes["rating"] = rating or 5 + int(item.rating_key) * 7 % 50 / 10
    if item.view_count:
        attributes |= {"viewCount": item.view_count, "lastViewedAt": item.last_viewed_at}
    if item.children:
        attributes |= {"childCount": len(item.children), "leafCount": len(leaves(item)), "viewedLeafCount": 0}
    if level.disc is not None:
        attributes["parentIndex"] = level.disc
    for above, name in zip(_ancestors(item), ("parent", "grandparent"), strict=False):
        attributes |= _ancestor(above, name)
    if with_library:
        library = item.library
        attributes |= {
            "librarySectionTitle": library.title,
            "librarySectionID": int(library.id),
            "librarySectionKey": f"/library/sections/{library.id}",
        }
    children = [_media(item, media, with_streams=with_streams) for media in item.media]
    if item.about:
        children += [Node("Genre", {"tag": genre}) for genre in item.about.genres]
    if with_external_ids:
        children += [Node("Guid", {"id": external_id}) for external_id in external_ids(item)]
    return Node(TAGS.get(item.type, "Directory"), attributes, children, json_name="Metadata")


def guid(item: Item) -> str:
    agent = item.library.agent
    if not item.matched or (item.type == "track" and agent.startswith(OLD_AGENT)):
        return f"local://{item.rating_key}"
    if agent.startswith(OLD_AGENT):
        return f"{agent}://{int(item.rating_key):024x}?lang=en"
    return f"plex://{GUID_TYPES.get(item.type, item.type)}/{int(item.rating_key):024x}"


def external_ids(item: Item) -> list[str]:
    """Return the IDs of an item in other databases; an episode has its own, not those of its show."""
    if item.external_ids:
        return list(item.external_ids)
    if not guid(item).startswith("plex://") or item.type not in ("movie", "show", "episode"):
        return []
    databases = ("imdb://tt", "tmdb://") if item.type == "movie" else ("imdb://tt", "tmdb://", "tvdb://")
    return [f"{database}{number(database[:4], item.type, item.title)}" for database in databases]


def number(database: str, item_type: str, title: str) -> int:
    """Return the number of a title in another database, such as `tmdb`."""
    return zlib.crc32(f"{database} {item_type} {title}".encode()) % 1_000_000


def leaves(item: Item) -> list[Item]:
    """Return the items with files below an item."""
    return [leaf for child in item.children for leaf in (leaves(child) or [child])]


def _ancestors(item: Item) -> list[Item]:
    return [item.parent, *_ancestors(item.parent)] if item.parent else []


def _ancestor(item: Item, name: str) -> dict[str, Value]:
    attributes: dict[str, Value] = {
        f"{name}RatingKey": item.rating_key,
        f"{name}Key": item.key,
        f"{name}Guid": guid(item),
        f"{name}Title": item.title,
        f"{name}Thumb": item.thumb,
    }
    if item.type == "season":
        attributes[f"{name}Index"] = item.level.index
        if item.library.hides_seasons:
            gone = ("RatingKey", "Key", "Guid")
            attributes |= {
                "skipParent": True,
                "parentThumb": item.root.thumb,
                **dict.fromkeys(map("parent{}".format, gone)),
            }
    if item.type == "show":
        attributes[f"{name}Slug"] = _slug(item)
    return attributes


def _slug(item: Item) -> str | None:
    if not item.matched:
        return None
    name = f"{item.title} {item.year}" if item.year else item.title
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _duration(item: Item) -> int | None:
    """Return the length of an item in milliseconds; episodes are as long as their show says."""
    usual = DURATIONS.get(item.type)
    about = item.root.about
    return about.minutes * 60_000 if usual and about and about.minutes else usual


def _media(item: Item, media: Media, *, with_streams: bool) -> Node:
    ending = media.parts[0].file.rpartition(".")[2].lower()
    duration = _duration(item)
    parts = []
    for part in media.parts:
        key = f"/library/parts/{part.id}/{item.added_at}/file.{ending}"
        about: dict[str, Value] = {"id": part.id, "key": key, "duration": duration, "file": part.file}
        streams = describe_streams(media, item) if with_streams else []
        parts.append(Node("Part", {**about, "size": part.size, "container": ending}, streams))
    attributes: dict[str, Value] = {"id": media.id, "duration": duration, "container": ending}
    if media.target:
        attributes |= {"proxyType": 42, "target": media.target, "title": media.target}
    return Node("Media", attributes | describe_version(media, item), parts)
