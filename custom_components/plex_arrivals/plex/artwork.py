"""Posters: where a server has them, and what may come of that (pure)."""

from dataclasses import dataclass
import re
from typing import Final
from urllib.parse import quote, urlencode

from .errors import PlexBadResponse, PlexNotFound

_RATING_KEY: Final = re.compile(r"[0-9]{1,19}")
_VERSION: Final = re.compile(r"[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in one of the formats that every browser shows, none of which can hold a script."""

    content: bytes
    content_type: str

    @classmethod
    def of(cls, content: bytes) -> Picture:
        """Return a picture of the type that its first bytes show; raises PlexBadResponse for any other."""
        if content.startswith(b"\xff\xd8\xff"):
            return cls(content, "image/jpeg")
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return cls(content, "image/png")
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return cls(content, "image/webp")
        raise PlexBadResponse("What came as a picture is neither a JPEG nor a PNG nor a WebP")


def poster_paths(rating_key: str, version: str | None, width: int, height: int) -> tuple[str, str]:
    """Return the paths of an item's poster on its server: in the wanted size (in pixels), and as it is.

    Plex takes the path of a poster without its version, too; with it its transcoder does not give an old one. Raises
    PlexNotFound for what is no id of an item.
    """
    if not _RATING_KEY.fullmatch(rating_key):
        raise PlexNotFound("This is no id of an item")
    poster = f"/library/metadata/{rating_key}/thumb"
    if version and _VERSION.fullmatch(version):
        poster = f"{poster}/{version}"
    # minSize: the size is the least; what has another shape is not made smaller than it.
    query = {"url": poster, "width": width, "height": height, "minSize": 1, "upscale": 0}
    return f"/photo/:/transcode?{urlencode(query, safe='', quote_via=quote)}", poster
