"""The invented titles that the demonstration has and downloads."""

from collections.abc import Iterator
from dataclasses import dataclass
import itertools

from testing.importers import Episodes

MOVIES = "movies"
SHOWS = "shows"
MUSIC = "music"
INCOMING = "incoming"
"""The folder for what Sonarr imports, which is in no library."""

ALREADY_THERE = {
    MOVIES: [
        "Paper Harbour (2021)/Paper Harbour (2021).mkv",
        "The Quiet Orchard (2019)/The Quiet Orchard (2019).mkv",
        "Seven Kites (2023)/Seven Kites (2023).mkv",
    ],
    SHOWS: [f"Night Ferry (2020)/Season 01/Night Ferry (2020) - S01E0{number}.mkv" for number in (1, 2, 3)],
    MUSIC: [
        "The Lanterns/Slow Weather (2018)/01 - First Snow.flac",
        "The Lanterns/Slow Weather (2018)/02 - Thaw.flac",
    ],
}
"""The files that Plex has from the beginning, by folder."""

_MOVIES = [
    ("Copper Sky", 2024),
    ("A Map of Rivers", 2022),
    ("The Last Tram", 2023),
    ("Glass Meadow", 2025),
    ("Two Moons over Calder", 2021),
    ("The Beekeeper's Letter", 2024),
    ("Salt and Thunder", 2020),
    ("Evening Post", 2025),
]
_EPISODES = [("Night Ferry", 1, number) for number in range(4, 12)]
_SEASONS = [
    ("Harbour Lights", 1),
    ("Harbour Lights", 2),
    ("The Tide Tables", 1),
    ("Cold Attic", 1),
    ("The Tide Tables", 2),
    ("Small Hours", 1),
    ("Cold Attic", 2),
    ("Small Hours", 2),
]
_ALBUMS = [
    ("The Lanterns", "Low Tide", 2024),
    ("Marlow Reed", "Field Notes", 2023),
    ("Northern Quartet", "Four Rooms", 2021),
    ("Juniper Lane", "Postcards", 2025),
    ("Marlow Reed", "Hill Country", 2025),
    ("The Lanterns", "Paper Boats", 2025),
    ("Northern Quartet", "Winter Light", 2022),
    ("Juniper Lane", "Blue Kitchen", 2024),
]
_TRACKS = ("Opening", "Halfway", "Homeward")
_LOST = "Summer at the Lake (2019)"
_IMPORTED = Episodes(title="Night Ferry", year=2020, season=2, numbers=(1, 2, 3), tvdb_id=300010)
_BLOCKED = Episodes(title="Orchard Street", year=2025, season=1, numbers=(1,), tvdb_id=300011)


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """Something to download: a folder with files."""

    what: str
    """A description for the user."""
    folder: str
    """The folder of its library: MOVIES, SHOWS or MUSIC."""
    name: str
    """The name of the torrent and of its folder."""
    files: tuple[str, ...]
    """The names of the files in it."""
    episodes: Episodes | None = None
    """What Sonarr imports from it into the library; None if it is saved there."""

    @property
    def saved_in(self) -> str:
        """The folder that it is saved in."""
        return INCOMING if self.episodes else self.folder

    @property
    def place(self) -> str:
        """The folder with its files in the library."""
        if self.episodes:
            return f"{self.folder}/{self.episodes.full_title}/Season {self.episodes.season:02}"
        return f"{self.folder}/{self.name}"


def titles() -> Iterator[Title]:
    """Yield a movie, an episode, a season and an album, repeatedly until there are no more."""
    for movie, episode, season, album in zip(_MOVIES, _EPISODES, _SEASONS, _ALBUMS, strict=True):
        yield _movie(*movie)
        yield _episode(*episode)
        yield _season(*season)
        yield _album(*album)


def lost() -> Title:
    """Return a title on another disk, which the path mapping does not cover."""
    return Title(what="a movie from a disk", folder=MOVIES, name=_LOST, files=(f"{_LOST}.mkv",))


def imported() -> Title:
    """Return a season that Sonarr imports."""
    episodes = _IMPORTED
    base = f"{episodes.title} S{episodes.season:02}".replace(" ", ".")
    files = tuple(f"{base}E{number:02}.1080p.WEB-DL.mkv" for number in episodes.numbers)
    what = f"{episodes.title}, all of season {episodes.season}, for Sonarr"
    return Title(what=what, folder=SHOWS, name=f"{base}.1080p.WEB-DL", files=files, episodes=episodes)


def blocked() -> Title:
    """Return an episode in an archive, which Sonarr cannot import."""
    name = f"{_BLOCKED.title} S01E01 1080p WEB-DL".replace(" ", ".")
    what = f"an archive with {_BLOCKED.title}, for Sonarr"
    return Title(what=what, folder=SHOWS, name=name, files=(f"{name}.rar",), episodes=_BLOCKED)


def one_per_library() -> list[Title]:
    """Return a movie, a season and an album."""
    movie, _, season, album = itertools.islice(titles(), 4)
    return [movie, season, album]


def _movie(title: str, year: int) -> Title:
    name = f"{title} {year} 1080p WEB-DL".replace("'", "").replace(" ", ".")
    return Title(what=f"the movie {title} ({year})", folder=MOVIES, name=name, files=(f"{name}.mkv",))


def _episode(show: str, season: int, number: int) -> Title:
    name = f"{show} S{season:02}E{number:02} 1080p WEB-DL".replace(" ", ".")
    return Title(what=f"{show}, season {season}, episode {number}", folder=SHOWS, name=name, files=(f"{name}.mkv",))


def _season(show: str, season: int) -> Title:
    base = f"{show} S{season:02}".replace(" ", ".")
    tail = ".1080p.WEB-DL"
    files = tuple(f"{base}E{number:02}{tail}.mkv" for number in range(1, 5))
    return Title(what=f"{show}, all of season {season}", folder=SHOWS, name=base + tail, files=files)


def _album(artist: str, album: str, year: int) -> Title:
    files = tuple(f"{number:02} - {track}.flac" for number, track in enumerate(_TRACKS, 1))
    return Title(what=f"{album} by {artist}", folder=MUSIC, name=f"{artist} - {album} ({year})", files=files)
