"""The server's libraries, their locations, items and files, and indexes to find them quickly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
import re

from .about import About
from .names import Identity, Level

TYPE_NUMBERS = {
    "movie": 1,
    "show": 2,
    "season": 3,
    "episode": 4,
    "artist": 8,
    "album": 9,
    "track": 10,
    "photo": 13,
    "photoalbum": 14,
}
TOP_TYPES = {"movie": "movie", "show": "show", "artist": "artist", "photo": "photo"}
LEAF_TYPES = {"movie": "movie", "show": "episode", "artist": "track", "photo": "photo"}
OPTIMIZED_FOLDER = "Plex Versions"
"""The folder in which Plex puts the versions that it makes; scans ignore it."""
NO_AGENT = "tv.plex.agents.none"
AGENTS = {
    "movie": "tv.plex.agents.movie",
    "show": "tv.plex.agents.series",
    "artist": "tv.plex.agents.music",
    "photo": "com.plexapp.agents.none",
}
SCANNERS = {
    "movie": "Plex Movie",
    "show": "Plex TV Series",
    "artist": "Plex Music",
    "photo": "Plex Photo Scanner",
}


@dataclass(frozen=True, slots=True)
class Location:
    """A root folder of a library: its path as Plex sees it and the real folder behind it."""

    plex: str
    disk: Path

    @property
    def path(self) -> PurePath:
        return PureWindowsPath(self.plex) if "\\" in self.plex else PurePosixPath(self.plex)

    def parts_of(self, plex_path: str) -> tuple[str, ...] | None:
        """Return the path's components below this location; None if it is elsewhere or has doubled separators."""
        if re.search(r"(?<=.)[\\/]{2}", plex_path):
            return None
        path = type(self.path)(plex_path)
        return path.relative_to(self.path).parts if path.is_relative_to(self.path) else None

    def path_of(self, parts: tuple[str, ...]) -> str:
        return str(self.path.joinpath(*parts))


@dataclass(slots=True)
class Part:
    id: int
    file: str
    size: int


@dataclass(slots=True)
class Media:
    """A version of an item, with its parts in order."""

    id: int
    version: str
    parts: list[Part] = field(default_factory=list)
    target: str | None = None
    """What it was made for, if Plex has made it of another version."""


@dataclass(slots=True, eq=False)
class Item:
    rating_key: str
    library: Library
    level: Level
    """What its name on disk says about it."""
    parent: Item | None
    added_at: int
    updated_at: int
    state: int = 0
    matched: bool = False
    title: str = ""
    """Empty until Plex has processed it."""
    thumb_version: int | None = None
    view_count: int = 0
    last_viewed_at: int | None = None
    deleted_at: int | None = None
    """When it was put in the trash."""
    children: list[Item] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    external_ids: tuple[str, ...] = ()
    """Its IDs in other databases, if they are not made of its title: `tvdb://123`."""

    @property
    def type(self) -> str:
        return self.level.type

    @property
    def year(self) -> int | None:
        return self.level.year if self.matched else None

    @property
    def about(self) -> About | None:
        return self.library.about.get(self.title) if self.matched else None

    @property
    def key(self) -> str:
        return f"/library/metadata/{self.rating_key}"

    @property
    def root(self) -> Item:
        return self.parent.root if self.parent else self

    @property
    def thumb(self) -> str | None:
        return f"{self.key}/thumb/{self.thumb_version}" if self.thumb_version else None

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(part.file for media in self.media for part in media.parts)

    def finish(self, now: int, *, matched: bool) -> None:
        """Set its title, and the metadata of an agent if it is matched."""
        self.title = self.level.title
        self.matched = matched
        self.updated_at = now
        self.state = 5 if self.library.has_agent else 1
        self.thumb_version = now if matched or self.type == "photo" else None


@dataclass(slots=True, eq=False)
class Library:
    id: str
    title: str
    type: str
    locations: list[Location]
    agent: str
    created_at: int
    updated_at: int
    scanned_at: int
    refreshing: bool = False
    hides_seasons: bool = False
    """Whether it is set to hide seasons: episodes then lack the ID of theirs."""
    content_changed_at: int = 1
    """A counter of added and removed items, despite its name."""
    about: Mapping[str, About] = field(default_factory=dict)
    """What its agent knows about titles; the rest it makes up."""
    by_type: dict[str, dict[str, Item]] = field(default_factory=dict)
    by_identity: dict[Identity, Item] = field(default_factory=dict)
    by_base_name: dict[str, list[Item]] = field(default_factory=dict)
    on_disk: dict[str, list[Item]] = field(default_factory=dict)
    """The items of each file that scans have found so far."""

    @property
    def has_agent(self) -> bool:
        return not self.agent.endswith(".agents.none")

    @property
    def uuid(self) -> str:
        return f"0d5a3c1e-0000-4000-8000-{int(self.id):012d}"

    def of_type(self, item_type: str) -> Iterator[Item]:
        return iter(self.by_type.get(item_type, {}).values())


def base_name(file: str) -> str:
    return re.split(r"[\\/]", file)[-1]


class Catalog:
    """All libraries and items of a server. IDs count up from 1."""

    def __init__(self) -> None:
        self.libraries: dict[str, Library] = {}
        self.items: dict[str, Item] = {}
        self._last_id = 0

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def add_library(self, title: str, library_type: str, locations: list[Location], agent: str, now: int) -> Library:
        number = max((int(library_id) for library_id in self.libraries), default=0) + 1
        library = Library(str(number), title, library_type, locations, agent, now, now, now)
        self.libraries[library.id] = library
        return library

    def remove_library(self, library: Library) -> None:
        del self.libraries[library.id]
        self.items = {key: item for key, item in self.items.items() if item.library is not library}

    def ensure(self, library: Library, levels: tuple[Level, ...], added_at: int) -> tuple[Item, list[Item]]:
        """Return the item at the last level, and the items that were created for it, parents first."""
        item: Item | None = None
        created = []
        for level in levels:
            existing = library.by_identity.get(level.identity)
            if existing is None:
                existing = Item(str(self.next_id()), library, level, item, added_at, added_at)
                self.items[existing.rating_key] = existing
                library.by_identity[level.identity] = existing
                library.by_type.setdefault(level.type, {})[existing.rating_key] = existing
                library.content_changed_at += 1
                if item is not None:
                    item.children.append(existing)
                created.append(existing)
            item = existing
        if item is None:
            raise ValueError("an item has at least one level")
        return item, created

    def add_part(self, item: Item, version: str, file: str, size: int) -> None:
        media = next((media for media in item.media if media.version == version), None)
        if media is None:
            media = Media(self.next_id(), version)
            item.media.append(media)
        media.parts.append(Part(self.next_id(), file, size))
        item.library.by_base_name.setdefault(base_name(file), []).append(item)

    def add_optimized(self, item: Item, target: str) -> None:
        """Add a version that Plex has made of the item's first one."""
        original = item.media[0].parts[0]
        folder, separator, _ = re.split(r"([\\/])(?=[^\\/]*$)", original.file)
        file = separator.join((folder, OPTIMIZED_FOLDER, target, f"{item.title}.mp4"))
        self.add_part(item, target, file, original.size // 2)
        item.media[-1].target = target

    def remove_part(self, item: Item, file: str) -> None:
        for media in item.media:
            media.parts = [part for part in media.parts if part.file != file]
        item.media = [media for media in item.media if media.parts]
        holders = item.library.by_base_name[base_name(file)]
        holders.remove(item)
        if not holders:
            del item.library.by_base_name[base_name(file)]

    def remove_item(self, item: Item) -> None:
        """Remove an item that no longer has files or children."""
        del self.items[item.rating_key]
        del item.library.by_identity[item.level.identity]
        del item.library.by_type[item.type][item.rating_key]
        item.library.content_changed_at += 1
        if item.parent is not None:
            item.parent.children.remove(item)
