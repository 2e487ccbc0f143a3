"""What a download is, as plain data and as a title (pure)."""

from typing import Any, Final

from ..downloads.download import Download, MediaInfo
from .truncation import short

_MAX_EPISODES: Final = 100


def media_data(download: Download) -> dict[str, Any] | None:
    """Return what a download is, None if that is not certain.

    `from_name` says that only the name of the release says so, and no importer.
    """
    if (media := download.media or _from_name(download.name)) is None:
        return None
    return {
        "type": media.type,
        "title": short(media.title),
        "year": media.year,
        "season": media.season,
        "episodes": list(media.episodes[:_MAX_EPISODES]),
        "episode_title": media.episode_title and short(media.episode_title),
        "album": media.album and short(media.album),
        "quality": media.quality and short(media.quality),
        "is_upgrade": media.is_upgrade,
        "from_name": download.media is None,
    }


def download_title(download: Download) -> str:
    """Return the title of what a download is, if an importer says so, or else its name."""
    return media_title(download.media) if download.media else download.name


def readable_title(download: Download) -> str:
    """Return the title of what a download is, also if only its name says so for sure, or else its name."""
    media = download.media or _from_name(download.name)
    return media_title(media) if media else download.name


def media_title(media: MediaInfo) -> str:
    """Return a title in any language: `Movie (2021)`, `Show · S02E05`, `Show · S02`, `Artist · Album`."""
    if media.album:
        return f"{media.title} · {media.album}"
    if media.season is not None:
        return f"{media.title} · S{media.season:02}{_episodes(media.episodes)}"
    return f"{media.title} ({media.year})" if media.year and media.type == "movie" else media.title


def _episodes(episodes: tuple[int, ...]) -> str:
    """Return `E05` or `E05-E07`; nothing if they are none, or do not follow each other."""
    if not episodes:
        return ""
    first, last = min(episodes), max(episodes)
    if last == first:
        return f"E{first:02}"
    return f"E{first:02}-E{last:02}" if last - first == len(set(episodes)) - 1 else ""


def _from_name(name: str) -> MediaInfo | None:
    from .release_media import media_from_name  # noqa: PLC0415 - slow to load; the setup of an entry does that

    return media_from_name(name)
