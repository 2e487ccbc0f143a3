"""Downloads that lie on the disk that the test Plex looks at."""

from collections.abc import Iterator
from pathlib import Path

from .place import Download

MOVIES = "library-0"
SHOWS = "library-1"


def movies(disk: Path, first: int, count: int) -> Iterator[Download]:
    """Make so many movies, each in a folder of its own."""
    for number in range(first, first + count):
        name = f"Film {number:05} (2020)"
        yield _make(disk, name, f"{MOVIES}/{name}", f"{name}.mkv")


def episodes(disk: Path, show: str, count: int, folders: int) -> Iterator[Download]:
    """Make so many episodes, spread over so many folders, one for each season."""
    for number in range(count):
        season, episode = number % folders + 1, number // folders + 1
        name = f"{show} - S{season:02}E{episode:02}"
        yield _make(disk, name, f"{SHOWS}/{show}/Season {season:02}", f"{name}.mkv")


def _make(disk: Path, name: str, folder: str, file: str) -> Download:
    path = disk / folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(name.encode())
    return name, f"{folder}/{file}"
