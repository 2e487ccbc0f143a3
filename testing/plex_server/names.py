"""Parsing of file and folder names as Plex does: titles, years, seasons, episodes, stacked parts."""

from collections.abc import Callable
from dataclasses import dataclass
import re

VIDEO = frozenset(
    ["mkv", "mp4", "avi", "m4v", "mov", "ts", "m2ts", "wmv", "mpg", "mpeg", "webm", "flv", "vob", "ogm", "divx"]
)
AUDIO = frozenset(["mp3", "flac", "m4a", "ogg", "opus", "wav", "aac", "wma", "aiff", "ape"])
PICTURE = frozenset(["jpg", "jpeg", "png", "gif", "heic", "webp", "tif", "tiff", "bmp"])
EXTRA_FOLDERS = frozenset(
    (
        "behind the scenes",
        "deleted scenes",
        "extras",
        "featurettes",
        "interviews",
        "other",
        "sample",
        "samples",
        "scenes",
        "shorts",
        "trailers",
    )
)
EXTRA_FILE = re.compile(
    r"(?:^|[ ._-])(?:sample|trailer)$|^sample[ ._-]"
    r"|-(?:behindthescenes|deleted|featurette|interview|scene|short|other)$",
    re.IGNORECASE,
)
RELEASE_TAIL = re.compile(
    r"[ ._\[(-]+(?:\d{3,4}[pi]|4k|uhd|blu-?ray|brrip|web(?:-?dl|-?rip)?|hdtv|dvd(?:rip)?|remux|x26[45]|h[ .]?26[45]"
    r"|hevc|av1|proper|repack|multi)(?=[ ._\])-]|$).*",
    re.IGNORECASE,
)
YEAR_IN_BRACKETS = re.compile(r"^(?P<title>.+?)[ ._-]*[(\[](?P<year>(?:19|20)\d\d)[)\]]")
YEAR = re.compile(r"^(?P<title>.+)[ ._-](?P<year>(?:19|20)\d\d)(?=[ ._-]|$)")
STACK = re.compile(r"[ ._-]+(?:cd|dis[ck]|dvd|part|pt)[ ._-]*\d+$", re.IGNORECASE)
DISC_FOLDERS = frozenset(("VIDEO_TS", "BDMV"))
DISC_FILE = re.compile(r"vts_\d\d_[1-9]\.vob|\d{5}\.m2ts", re.IGNORECASE)
EPISODE = re.compile(
    r"(?:^|[ ._\[(-])s(?P<season>\d{1,4})[ ._-]*e(?P<first>\d{1,4})"
    r"(?P<more>(?:[ ._]?-?[ ._]?e\d{1,4}|-\d{1,3}(?!\d))*)",
    re.IGNORECASE,
)
EPISODE_X = re.compile(r"(?:^|[ ._\[(-])(?P<season>\d{1,2})x(?P<first>\d{2,3})(?P<more>)(?!\d)", re.IGNORECASE)
DATE = re.compile(r"(?P<year>(?:19|20)\d\d)[ ._-](?P<month>0[1-9]|1[0-2])[ ._-](?P<day>[0-2]\d|3[01])(?!\d)")
EPISODE_ALONE = re.compile(r"(?:^|[ ._-])(?:e|ep|episode)?[ ._-]*(?P<first>\d{1,3})(?=[ ._-]|$)", re.IGNORECASE)
SEASON_FOLDER = re.compile(r"^(?:season|series|staffel|s)[ ._-]*(?P<season>\d{1,4})(?!\d)", re.IGNORECASE)
SEASON_IN_NAME = re.compile(r"[ ._-]+(?:s\d{1,3}(?:e\d+)?|season[ ._-]*\d+)(?=[ ._-]|e\d|$).*", re.IGNORECASE)
DISC = re.compile(r"(?:cd|dis[ck])[ ._-]*(?P<disc>\d+)", re.IGNORECASE)
TRACK = re.compile(r"^(?:(?P<disc>\d)-)?(?P<index>\d{1,3})[ ._-]+(?P<title>.+)$")

type Identity = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the tree from a show (artist …) down to an episode (track …)."""

    type: str
    identity: Identity
    """Files with the same identity belong to the same item of a library."""
    title: str
    year: int | None = None
    index: int | None = None
    disc: int | None = None
    """Of a track."""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An item that a file belongs to: its levels, root first, and the version of the file or of the stack it is in."""

    levels: tuple[Level, ...]
    version: str


def read(library_type: str, parts: tuple[str, ...]) -> list[Reading]:
    """Return the items that a file (its components below a location) belongs to; none if Plex ignores it."""
    endings, reader = READERS[library_type]
    stem, _, ending = parts[-1].rpartition(".")
    if not stem or ending.lower() not in endings or any(part.startswith(".") for part in parts):
        return []
    if library_type in ("movie", "show") and (
        EXTRA_FILE.search(stem) or any(folder.lower() in EXTRA_FOLDERS for folder in parts[1:-1])
    ):
        return []
    return reader(parts[:-1], stem, parts[-1])


def title_and_year(name: str) -> tuple[str, int | None]:
    """Return the title and year in a name such as `A.Title.2020.1080p-GROUP` or `A Title (2020)`."""
    name = re.sub(r"^\[[^\]]*\][ ._-]*", "", name)
    match = YEAR_IN_BRACKETS.match(name) or YEAR.match(RELEASE_TAIL.sub("", name))
    if match:
        return _clean(match["title"]), int(match["year"])
    return _clean(RELEASE_TAIL.sub("", name)) or name, None


def _clean(text: str) -> str:
    return re.sub(r"[\s._]+", " ", text).strip(" -([")


def _movie(folders: tuple[str, ...], stem: str, name: str) -> list[Reading]:
    disc = next((index for index, folder in enumerate(folders) if folder.upper() in DISC_FOLDERS), None)
    if disc is None:
        unstacked = STACK.sub("", stem)
        version = "/".join((*folders, unstacked if unstacked != stem else name))
        labels = [unstacked, *folders[-1:]]
    elif disc and DISC_FILE.fullmatch(name):
        version = "/".join(folders[: disc + 1])
        labels = [folders[disc - 1]]
    else:
        return []
    readings = [title_and_year(label) for label in labels]
    title, year = next(((title, year) for title, year in readings if year), readings[0])
    place = year or "/".join(folders)  # without a year, only files in the same folder are the same movie
    return [Reading((Level("movie", ("movie", title.casefold(), place), title, year),), version)]


def _episodes(folders: tuple[str, ...], stem: str, name: str) -> list[Reading]:
    season_folder = next((match for folder in folders if (match := SEASON_FOLDER.match(folder))), None)
    specials = any(folder.lower() == "specials" for folder in folders)
    date = None
    if match := EPISODE.search(stem) or EPISODE_X.search(stem):
        season = int(match["season"])
        numbers = _numbers(int(match["first"]), match["more"])
    elif match := DATE.search(stem):
        season, numbers, date = int(match["year"]), [0], f"{match['year']}-{match['month']}-{match['day']}"
    elif (season_folder or specials) and (match := EPISODE_ALONE.search(stem)):
        season = int(season_folder["season"]) if season_folder else 0
        numbers = [int(match["first"])]
    else:
        return []
    named = folders and not SEASON_FOLDER.match(folders[0]) and folders[0].lower() != "specials"
    show, year = title_and_year(SEASON_IN_NAME.sub("", folders[0]) if named else stem[: match.start()])
    if not show:
        return []
    root: Identity = ("show", show.casefold())
    above = (
        Level("show", root, show, year),
        Level("season", (*root, season), f"Season {season}" if season else "Specials", index=season),
    )
    own_title = _clean(RELEASE_TAIL.sub("", stem[match.end() :]))
    return [
        Reading(
            (
                *above,
                Level(
                    "episode",
                    (*root, season, date or number),
                    own_title or (date or f"Episode {number}"),
                    index=None if date else number,
                    date=date,
                ),
            ),
            "/".join((*folders, name)),
        )
        for number in numbers
    ]


def _numbers(first: int, more: str) -> list[int]:
    """Return the episodes of `S01E01E02` (each named) or `S01E01-E03` (a range)."""
    others = [int(number) for number in re.findall(r"\d+", more)]
    if len(others) == 1 and "-" in more and first < others[0] < first + 50:
        return list(range(first, others[0] + 1))
    return list(dict.fromkeys((first, *others)))


def _tracks(folders: tuple[str, ...], stem: str, name: str) -> list[Reading]:
    places = [folder for folder in folders if not DISC.fullmatch(folder)]
    discs = [found["disc"] for folder in folders if (found := DISC.fullmatch(folder))]
    if len(places) == 1 and " - " in places[0]:
        places = places[0].split(" - ", 1)
    artist = places[0] if places else "Unknown Artist"
    album, year = title_and_year(places[1]) if len(places) > 1 else ("Unknown Album", None)
    match = TRACK.match(stem)
    if match and match["disc"]:
        discs.append(match["disc"])
    title = _clean(match["title"]) if match else _clean(stem)
    root: Identity = ("artist", artist.casefold())
    levels = (
        Level("artist", root, artist),
        Level("album", (*root, album.casefold()), album, year),
        Level(
            "track",
            (*root, album.casefold(), "/".join((*folders[2:], stem)).casefold()),
            title,
            index=int(match["index"]) if match else None,
            disc=int(discs[-1]) if discs else 1,
        ),
    )
    return [Reading(levels, "/".join((*folders, name)))]


def _photos(folders: tuple[str, ...], stem: str, name: str) -> list[Reading]:
    path = "/".join((*folders, name))
    albums = (Level("photoalbum", ("photoalbum", *folders), folders[-1]),) if folders else ()
    return [Reading((*albums, Level("photo", ("photo", path), stem)), path)]


type Reader = Callable[[tuple[str, ...], str, str], list[Reading]]
READERS: dict[str, tuple[frozenset[str], Reader]] = {
    "movie": (VIDEO, _movie),
    "show": (VIDEO, _episodes),
    "artist": (AUDIO, _tracks),
    "photo": (PICTURE, _photos),
}
