"""The type of library that a download belongs to, by the words of its report (pure)."""

import re

from ..downloads.download import Download
from ..plex.models import LibraryType

_WORDS = {
    LibraryType.MOVIE: "film films filme movie movies radarr",
    LibraryType.SHOW: "anime episode season series serien show shows sonarr tv tvshow tvshows",
    LibraryType.MUSIC: "album albums audio lidarr music musik",
    LibraryType.PHOTO: "photo photos pictures",
    LibraryType.OTHER: "homevideos videos",
}
_TYPES = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def from_words(download: Download) -> LibraryType | None:
    """Return the type that the report, the category or a label names."""
    if download.media_type and download.media_type in LibraryType:
        return LibraryType(download.media_type)
    for text in (download.media_type, download.category, *download.labels):
        words = re.findall(r"\w+", (text or "").casefold().replace("_", " "))
        kinds = {_TYPES[word] for word in (*words, "".join(words)) if word in _TYPES}
        if len(kinds) == 1:
            return kinds.pop()
    return None
