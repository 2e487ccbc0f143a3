"""From plexapi's versions of an item (`Media`) to its files, their quality, and their languages (pure)."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from plexapi.media import AudioStream, Media, MediaPart, SubtitleStream, VideoStream

from .models import PlexFile

_MAX_LANGUAGES: Final = 20
_UNKNOWN_LANGUAGES: Final = frozenset(("und", "unk", "mis", "zxx"))
_HDR: Final = {"smpte2084": "HDR10", "arib-std-b67": "HLG"}
"""By the transfer characteristics of the video."""


def originals(versions: Iterable[Media]) -> list[Media]:
    """Return the versions without those that Plex has made of another one ("optimized versions")."""
    return [version for version in versions if not version.isOptimizedVersion]


def files(versions: Iterable[Media]) -> tuple[PlexFile, ...]:
    """Return the files of an item's versions; a version that is away has parts without a file."""
    return tuple(
        PlexFile(
            path=part.file,
            size=part.size,
            resolution=(version.videoResolution or "").lower() or None,
            hdr=_hdr(part),
            audio_channels=version.audioChannels or None,
        )
        for version in versions
        for part in version.parts
        if part.file
    )


def languages(versions: Iterable[Media], kind: type[AudioStream | SubtitleStream]) -> tuple[str, ...]:
    """Return the languages of an item's streams of a kind, each once; nothing in lists, which have no streams."""
    found = (stream.languageTag or stream.languageCode for stream in _streams(versions, kind))
    known = dict.fromkeys(language for language in found if language and language not in _UNKNOWN_LANGUAGES)
    return tuple(islice(known, _MAX_LANGUAGES))


def _streams(
    versions: Iterable[Media], kind: type[AudioStream | SubtitleStream]
) -> Iterator[AudioStream | SubtitleStream]:
    for version in versions:
        for part in version.parts:
            yield from (stream for stream in part.streams if isinstance(stream, kind))


def _hdr(part: MediaPart) -> str | None:
    for stream in part.streams:
        if isinstance(stream, VideoStream):
            return "Dolby Vision" if stream.DOVIPresent else _HDR.get(stream.colorTrc or "")
    return None
