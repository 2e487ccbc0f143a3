"""What finishes downloading: downloads of all kinds in random folders, planned from a seed (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
import random

LIBRARIES = {
    "movies": ("Movies", "movie"),
    "movies-4k": ("Movies 4K", "movie"),
    "tv": ("Shows", "show"),
    "tv-4k": ("Shows 4K", "show"),
    "music": ("Music", "artist"),
}
"""By their folders: the libraries of Plex, their names alike enough to be mixed up."""
_UNKNOWN_FOLDERS = ("books", "movies-8k", "software/linux", "tv-old")
_FOLDERS_BETWEEN = ("", "", "new/", "kids/animated/")
_ADJECTIVES = ("Copper", "Silent", "Distant", "Paper", "Hollow", "Northern", "Second", "Velvet")
_NOUNS = ("Valley", "Harbour", "Orchard", "Winter", "Signal", "Mirror", "River", "Station")
_LOOSE = 0.2
"""How many of the movies are files without a folder of their own."""


class Kind(StrEnum):
    """What a download is."""

    MOVIE = "movie"
    EPISODE = "episode"
    PACK = "season pack"
    ALBUM = "album"
    UPGRADE = "upgrade"
    UNKNOWN_PATH = "unknown path"
    NEVER_TAKEN = "never taken by Plex"


class Way(StrEnum):
    """How the source reports it."""

    ACTION = "action"
    WEBHOOK = "webhook"
    HOOK = "qBittorrent's hook"


_WEIGHTS = {
    Kind.MOVIE: 30,
    Kind.EPISODE: 25,
    Kind.PACK: 10,
    Kind.ALBUM: 10,
    Kind.UPGRADE: 12,
    Kind.UNKNOWN_PATH: 7,
    Kind.NEVER_TAKEN: 6,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Finish:
    """A download that finishes; its paths are below the folder of the downloads."""

    kind: Kind
    way: Way
    path: str
    """Its folder, or its only file."""
    files: tuple[str, ...]
    """Below its folder; none where `path` is the file."""
    replaced: str | None = None
    """The worse file, in Plex already, of which this is an upgrade."""
    replaced_stays: bool = True

    @property
    def shelf(self) -> str:
        """The folder at the top."""
        return self.path.partition("/")[0]

    @property
    def end(self) -> str:
        """What has to become of it: the kind of an event."""
        if self.kind is Kind.UPGRADE:
            return "upgraded"
        return {Kind.UNKNOWN_PATH: "unmatched", Kind.NEVER_TAKEN: "missing"}.get(self.kind, "available")

    @property
    def paths(self) -> tuple[str, ...]:
        """The full paths of its files."""
        return tuple(f"{self.path}/{file}" for file in self.files) or (self.path,)

    @property
    def scanned(self) -> str:
        """The folder that Plex has to look at."""
        return self.path if self.files else self.path.rpartition("/")[0]


def plan(count: int, rng: random.Random) -> list[Finish]:
    """Return so many downloads in the order in which they finish, each kind among them if there are enough."""
    kinds = [*Kind][:count]
    kinds += rng.choices([*_WEIGHTS], weights=[*_WEIGHTS.values()], k=count - len(kinds))
    rng.shuffle(kinds)
    return list(_finishes(kinds, rng))


def _finishes(kinds: list[Kind], rng: random.Random) -> Iterator[Finish]:
    for number, kind in enumerate(kinds):
        title = f"{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)} {number:04}"
        way = rng.choice([*Way])
        match kind:
            case Kind.MOVIE | Kind.NEVER_TAKEN:
                yield _movie(kind, way, title, rng)
            case Kind.EPISODE | Kind.PACK:
                yield _episodes(kind, way, title, rng)
            case Kind.ALBUM:
                files = tuple(f"{track:02} - {rng.choice(_NOUNS)}.flac" for track in range(1, rng.randint(3, 7)))
                between = rng.choice((" - ", "/"))
                yield Finish(kind=kind, way=way, path=f"music/{title}{between}First Light (2021)", files=files)
            case Kind.UPGRADE:
                yield _upgrade(way, title, rng)
            case Kind.UNKNOWN_PATH:
                path = f"{rng.choice(_UNKNOWN_FOLDERS)}/{title} (2020)"
                yield Finish(kind=kind, way=way, path=path, files=(f"{title} (2020).mkv",))


def _movie(kind: Kind, way: Way, title: str, rng: random.Random) -> Finish:
    name = f"{title.replace(' ', '.')}.{rng.randint(1950, 2025)}.1080p.WEB-DL"
    shelf = f"{rng.choice(('movies', 'movies-4k'))}/{rng.choice(_FOLDERS_BETWEEN)}"
    # Plex does not know the second ending
    file = f"{name}.{'rmvb' if kind is Kind.NEVER_TAKEN else 'mkv'}"
    if rng.random() < _LOOSE:
        return Finish(kind=kind, way=way, path=f"{shelf}{file}", files=())
    return Finish(kind=kind, way=way, path=f"{shelf}{name}", files=(file,))


def _episodes(kind: Kind, way: Way, title: str, rng: random.Random) -> Finish:
    season = f"{title.replace(' ', '.')}.S{rng.randint(1, 9):02}"
    first = rng.randint(1, 20)
    count = rng.randint(3, 8) if kind is Kind.PACK else 1
    files = tuple(f"{season}E{episode:02}.1080p.mkv" for episode in range(first, first + count))
    name = f"{season}.1080p" if kind is Kind.PACK else files[0].removesuffix(".mkv")
    shelf = f"{rng.choice(('tv', 'tv-4k'))}/{rng.choice(('', f'{title}/'))}"
    return Finish(kind=kind, way=way, path=f"{shelf}{name}", files=files)


def _upgrade(way: Way, title: str, rng: random.Random) -> Finish:
    """Return a better file of an item that Plex has, beside the worse one or in its place.

    Without the names of its files nobody can tell the new one from the old one: the hook is no way for it.
    """
    way = Way.WEBHOOK if way is Way.HOOK else way
    stays = rng.random() < 0.5
    if rng.random() < 0.5:
        stem, folder = f"{title} (1990)", f"movies/{title} (1990)"
    else:
        stem, folder = f"{title} S01E01", f"tv/{title}/Season 01"
    old, new = f"{stem} 480p", f"{stem} 1080p"
    path = f"{folder.rpartition('/')[0]}/{new}" if stays else folder
    replaced = f"{folder}/{old}.mkv"
    files = (f"{new}.mkv",)
    return Finish(kind=Kind.UPGRADE, way=way, path=path, files=files, replaced=replaced, replaced_stays=stays)
