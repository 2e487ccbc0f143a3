"""Downloads of all kinds in random folders, planned from a seed (pure)."""

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
"""Title and type of Plex's libraries by folder; the names are similar enough to be confused."""
_OTHER_FOLDERS = ("books", "movies-8k", "software/linux", "tv-old")
_ADJECTIVES = ("Copper", "Silent", "Distant", "Paper", "Hollow", "Northern", "Second", "Velvet")
_NOUNS = ("Valley", "Harbour", "Orchard", "Winter", "Signal", "Mirror", "River", "Station")


class Kind(StrEnum):
    """The kind of a download."""

    MOVIE = "movie"
    EPISODE = "episode"
    PACK = "season pack"
    ALBUM = "album"
    UPGRADE = "upgrade"
    UNKNOWN_PATH = "unknown path"
    NEVER_TAKEN = "never taken by Plex"


class ReportMethod(StrEnum):
    """How a download is reported."""

    ACTION = "action"
    WEBHOOK = "webhook"
    HOOK = "qBittorrent's hook"


_WEIGHTS = dict(zip(Kind, (30, 25, 10, 10, 12, 7, 6), strict=True))
_ENDS = {Kind.UPGRADE: "upgraded", Kind.UNKNOWN_PATH: "unmatched", Kind.NEVER_TAKEN: "missing"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedDownload:
    """A download that finishes; its paths are below the folder of the downloads."""

    kind: Kind
    method: ReportMethod
    path: str
    """The path of its folder, or of its only file."""
    files: tuple[str, ...] = ()
    """The paths below its folder; empty if `path` is the file."""
    replaced: str | None = None
    """The file in Plex that this download upgrades."""
    replaced_stays: bool = True

    @property
    def library_folder(self) -> str:
        """The top-level folder."""
        return self.path.partition("/")[0]

    @property
    def end(self) -> str:
        """The expected final state."""
        return _ENDS.get(self.kind, "available")

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its files."""
        return tuple(f"{self.path}/{file}" for file in self.files) or (self.path,)

    @property
    def scanned(self) -> str:
        """The folder that Plex has to scan."""
        return self.path if self.files else self.path.rpartition("/")[0]


def plan(count: int, rng: random.Random) -> list[PlannedDownload]:
    """Return `count` downloads in the order in which they finish, at least one of each kind if `count` allows it."""
    kinds = [*Kind][:count]
    kinds += rng.choices([*_WEIGHTS], weights=[*_WEIGHTS.values()], k=count - len(kinds))
    rng.shuffle(kinds)
    return [_download(kind, number, rng) for number, kind in enumerate(kinds)]


def _download(kind: Kind, number: int, rng: random.Random) -> PlannedDownload:
    title = f"{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)} {number:04}"
    method = rng.choice([*ReportMethod])
    match kind:
        case Kind.MOVIE | Kind.NEVER_TAKEN:
            name = f"{title.replace(' ', '.')}.{rng.randint(1950, 2025)}.1080p.WEB-DL"
            file = f"{name}.{'mkv' if kind is Kind.MOVIE else 'rmvb'}"  # Plex ignores the second extension
            folder = f"{rng.choice(('movies', 'movies-4k'))}/{rng.choice(('', '', 'new/', 'kids/animated/'))}"
            if rng.random() < 0.2:
                return PlannedDownload(kind=kind, method=method, path=f"{folder}{file}")
            return PlannedDownload(kind=kind, method=method, path=f"{folder}{name}", files=(file,))
        case Kind.EPISODE | Kind.PACK:
            season, first = f"{title.replace(' ', '.')}.S{rng.randint(1, 9):02}", rng.randint(1, 20)
            numbers = range(first, first + (rng.randint(3, 8) if kind is Kind.PACK else 1))
            files = tuple(f"{season}E{episode:02}.1080p.mkv" for episode in numbers)
            name = f"{season}.1080p" if kind is Kind.PACK else files[0].removesuffix(".mkv")
            path = f"{rng.choice(('tv', 'tv-4k'))}/{rng.choice(('', f'{title}/'))}{name}"
            return PlannedDownload(kind=kind, method=method, path=path, files=files)
        case Kind.ALBUM:
            files = tuple(f"{track:02} - {rng.choice(_NOUNS)}.flac" for track in range(1, rng.randint(3, 7)))
            path = f"music/{title}{rng.choice((' - ', '/'))}First Light (2021)"
            return PlannedDownload(kind=kind, method=method, path=path, files=files)
        case Kind.UPGRADE:
            return _upgrade(method, title, rng)
        case Kind.UNKNOWN_PATH:
            path = f"{rng.choice(_OTHER_FOLDERS)}/{title} (2020)"
            return PlannedDownload(kind=kind, method=method, path=path, files=(f"{title} (2020).mkv",))


def _upgrade(method: ReportMethod, title: str, rng: random.Random) -> PlannedDownload:
    """Return a better file of an item that Plex has, beside the existing file or in its place.

    An upgrade cannot be recognized without file names, so it is never reported by qBittorrent's hook.
    """
    stem, folder = rng.choice(
        [(f"{title} (1990)", f"movies/{title} (1990)"), (f"{title} S01E01", f"tv/{title}/Season 01")]
    )
    stays = rng.random() < 0.5
    return PlannedDownload(
        kind=Kind.UPGRADE,
        method=ReportMethod.WEBHOOK if method is ReportMethod.HOOK else method,
        path=f"{folder.rpartition('/')[0]}/{stem} 1080p" if stays else folder,
        files=(f"{stem} 1080p.mkv",),
        replaced=f"{folder}/{stem} 480p.mkv",
        replaced_stays=stays,
    )
