"""Invented items in any number, for tests of large libraries."""

from .names import Level


def bulk_levels(library_type: str, number: int) -> tuple[tuple[Level, ...], tuple[str, ...]]:
    """Return the levels of a library's nth invented item, and the components of its file's path below the location."""
    if library_type == "movie":
        title, year = f"Bulk Title {number:06d}", 1950 + number % 70
        name = f"{title} ({year})"
        return (Level("movie", ("movie", title.casefold(), year), title, year),), (name, f"{name}.mkv")
    group, index = divmod(number, 10)
    if library_type == "show":
        show, season, name = f"Bulk Show {group // 10:05d}", group % 10 + 1, f"Episode {index + 1}"
        root = ("show", show.casefold())
        return (
            Level("show", root, show, 2000),
            Level("season", (*root, season), f"Season {season}", index=season),
            Level("episode", (*root, season, index + 1), name, index=index + 1),
        ), (show, f"Season {season:02d}", f"{show} - S{season:02d}E{index + 1:02d}.mkv")
    if library_type == "artist":
        artist, album, title = f"Bulk Artist {group // 10:05d}", f"Album {group % 10 + 1}", f"Track {index + 1}"
        root = ("artist", artist.casefold())
        return (
            Level("artist", root, artist),
            Level("album", (*root, album.casefold()), album, 2000),
            Level("track", (*root, album.casefold(), title.casefold()), title, index=index + 1),
        ), (artist, album, f"{index + 1:02d} - {title}.flac")
    name = f"Bulk Photo {number:06d}"
    return (Level("photo", ("photo", f"{name}.jpg"), name),), (f"{name}.jpg",)
