"""What a download is, from the records of an importer's queue or history (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from .. import fields
from ..download import MediaInfo
from .kinds import ImporterKind

_EXTERNAL_IDS: Final = {"tvdbId": "tvdb", "tmdbId": "tmdb", "imdbId": "imdb", "foreignArtistId": "mbid"}
"""The schemes with which Plex writes the IDs that importers have."""
_COVER_TYPES: Final = ("cover", "poster")


def media_info(kind: ImporterKind, records: Sequence[Mapping[str, Any]]) -> MediaInfo | None:
    """Return what all records of a download are about; None if the importer does not say."""
    parent = next(filter(None, (fields.mapping(record.get(kind.parent)) for record in records)), {})
    title = fields.text(parent.get("title")) or fields.text(parent.get("artistName"))
    if title is None:
        return None
    parts = [part for record in records if kind.part and (part := fields.mapping(record.get(kind.part)))]
    seasons = {season for part in parts if (season := fields.size(part.get("seasonNumber"))) is not None}
    episodes = {number for part in parts if (number := fields.size(part.get("episodeNumber"))) is not None}
    titles = _distinct(part.get("title") for part in parts)
    is_music = kind.media_type == "music"
    album = parts[0] if is_music and parts else {}
    return MediaInfo(
        type=kind.media_type,
        title=title,
        year=_year(album.get("releaseDate")) if is_music else fields.size(parent.get("year")) or None,
        season=next(iter(seasons)) if len(seasons) == 1 else None,
        episodes=tuple(sorted(episodes)) if len(seasons) == 1 else (),
        episode_title=titles[0] if len(titles) == len(seasons) == len(episodes) == 1 else None,
        album=titles[0] if is_music and len(titles) == 1 else None,
        quality=next(filter(None, map(_quality, records)), None),
        is_upgrade=_is_upgrade(kind, records),
        external_ids=tuple(
            f"{scheme}://{external_id}"
            for key, scheme in _EXTERNAL_IDS.items()
            if (external_id := _external_id(parent.get(key)))
        ),
        poster_url=_poster(album) or _poster(parent),
    )


def download_name(media: MediaInfo, files: int) -> str:
    """Return the name of an import with this number of files: `Show S02E05`, `Movie (2021)` or `Artist - Album`."""
    if media.type == "music":
        return f"{media.title} - {media.album}" if media.album else media.title
    if media.type == "movie":
        return f"{media.title} ({media.year})" if media.year else media.title
    if media.season is None:
        return media.title
    name = f"{media.title} S{media.season:02}"
    if files > 1 or not media.episodes:
        return name
    first, last = media.episodes[0], media.episodes[-1]
    return f"{name}E{first:02}" + (f"-E{last:02}" if last != first else "")


def _is_upgrade(kind: ImporterKind, records: Iterable[Mapping[str, Any]]) -> bool | None:
    """Return whether there are files that the download replaces, as long as it is not imported itself."""
    found: list[bool] = []
    for record in records:
        count = fields.size(record.get("trackHasFileCount"))
        owner = fields.mapping(record.get("movie" if kind.parent == "movie" else "episode"))
        has_file = record.get("episodeHasFile", owner.get("hasFile"))
        if count is not None:
            found.append(count > 0)
        elif isinstance(has_file, bool):
            found.append(has_file)
    return any(found) if found else None


def _quality(record: Mapping[str, Any]) -> str | None:
    return fields.text(fields.mapping(fields.mapping(record.get("quality")).get("quality")).get("name"))


def _external_id(value: object) -> str | None:
    """Return an ID, which is a string or a number; zero stands for none."""
    if isinstance(value, int):
        return str(value) if value > 0 else None
    return fields.text(value)


def _poster(work: Mapping[str, Any]) -> str | None:
    """Return the public address of a poster or cover; Sonarr 3 has it in the field of the local one."""
    for image in fields.mappings(work.get("images")):
        for key in ("remoteUrl", "url"):
            address = fields.text(image.get(key))
            if image.get("coverType") in _COVER_TYPES and address and address.startswith(("https://", "http://")):
                return address
    return None


def _year(date: object) -> int | None:
    string = (fields.text(date) or "")[:4]
    return int(string) if string.isdecimal() and string.isascii() and int(string) > 1 else None


def _distinct(values: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(string for value in values if (string := fields.text(value))))
