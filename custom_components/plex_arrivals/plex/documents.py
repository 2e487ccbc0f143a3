"""The XML documents that Plex answers with, reduced to what is read of them (pure).

One invalid value makes plexapi reject a whole list, such as a malformed flag or a missing attribute, which it would try
to reload. So only the attributes that the models use are kept, and only if plexapi can parse them. No document can cost
more than its size.
"""

import re
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from plexapi.utils import cleanXMLString

MAX_ELEMENTS: Final = 500_000
"""Some twenty for each of 25,000 items: a document with more of them is too long in bytes anyway."""
MAX_ELEMENT_BYTES: Final = 1024 * 1024
"""A tag with all its attributes: a summary has some kilobytes."""
_CHUNK_BYTES: Final = 64 * 1024

_ID = re.compile(r"[0-9]{1,19}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,15}\Z")
"""At most what a browser can still count exactly (2**53)."""
_COUNT = re.compile(r"[0-9]{1,15}\Z")
_RATING = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,15})?\Z")
_TIME = re.compile(r"[1-9][0-9]{0,10}\Z")
"""Seconds since 1970, until the year 5138; Plex writes 0 or less if it has none."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Some versions of Plex write a time after it."""
_FLAG = re.compile(r"(?:0|1|true|false)\Z")
_WORD = re.compile(r"[A-Za-z0-9-]{1,20}\Z")
_TEXT = re.compile(r".+\Z", re.DOTALL)

# The `key` attributes are left out on purpose: with them plexapi would reload items to fill empty attributes, and look
# for hidden seasons. `_autoReload` prevents neither: it is set after the object is made, and seasons are looked for in
# any case; plexapi's own setting counts for all integrations of the process.
_ITEM = {
    "ratingKey": _ID,
    "type": _TEXT,
    "title": _TEXT,
    "guid": _TEXT,
    "librarySectionID": _ID,
    "parentRatingKey": _ID,
    "parentGuid": _TEXT,
    "parentTitle": _TEXT,
    "parentIndex": _NUMBER,
    "grandparentRatingKey": _ID,
    "grandparentTitle": _TEXT,
    "index": _NUMBER,
    "year": _NUMBER,
    "rating": _RATING,
    "audienceRating": _RATING,
    "summary": _TEXT,
    "studio": _TEXT,
    "originallyAvailableAt": _DAY,
    "duration": _COUNT,
    "viewCount": _COUNT,
    "addedAt": _TIME,
    "updatedAt": _TIME,
    "deletedAt": _TIME,
    "lastViewedAt": _TIME,
    "thumb": _TEXT,
    "parentThumb": _TEXT,
    "grandparentThumb": _TEXT,
}
_LIBRARY = {
    "key": _ID,
    "type": _TEXT,
    "title": _TEXT,
    "agent": _TEXT,
    "refreshing": _FLAG,
    "updatedAt": _TIME,
    "scannedAt": _TIME,
    "contentChangedAt": _COUNT,
}
_ATTRIBUTES: Final = {
    "MediaContainer": {
        "machineIdentifier": _TEXT,
        "friendlyName": _TEXT,
        "version": _TEXT,
        "platform": _TEXT,
        "platformVersion": _TEXT,
        "updatedAt": _TIME,
        "librarySectionID": _ID,
    },
    "Response": {"code": _TEXT, "title": _TEXT},
    "Location": {"path": _TEXT},
    "Media": {"videoResolution": _WORD, "audioChannels": _COUNT, "proxyType": _COUNT},
    "Part": {"file": _TEXT, "size": _COUNT},
    "Stream": {
        "streamType": _COUNT,
        "DOVIPresent": _FLAG,
        "colorTrc": _WORD,
        "languageTag": _WORD,
        "languageCode": _WORD,
    },
    "Genre": {"tag": _TEXT},
    "Guid": {"id": _TEXT},
}
"""By tag; all other elements are items or libraries, or not read."""


def read_document(body: bytes) -> Element | None:
    """Return the root of a document in UTF-8, or None if it is empty. Raise ParseError or ValueError.

    Characters that XML does not allow are left out: Plex passes on what is in the names of files.
    """
    if not body.strip():
        return None
    try:
        return _read(body)
    except ParseError:
        return _read(cleanXMLString(body.decode()).encode())  # type: ignore[no-untyped-call]


def _read(body: bytes) -> Element:
    builder = _Builder()
    parser = XMLParser(target=builder, encoding="utf-8")  # noqa: S314 - the builder refuses what makes it dangerous
    since_element = elements = 0
    # In pieces: while the parser works on one, no other thread of Home Assistant can run.
    for start in range(0, len(body), _CHUNK_BYTES):
        parser.feed(body[start : start + _CHUNK_BYTES])
        since_element = 0 if builder.elements > elements else since_element + _CHUNK_BYTES
        elements = builder.elements
        if since_element > MAX_ELEMENT_BYTES:
            raise ValueError("An element is bigger than any of Plex's")
    root: Element = parser.close()
    return root


class _Builder(TreeBuilder):
    """Builds a bounded number of elements, with usable attributes only, and refuses to define entities."""

    elements = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        """Begin an element."""
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise ValueError("There are more elements than Plex has items")
        usable = _ATTRIBUTES.get(tag) or (_ITEM if "ratingKey" in attrs else _LIBRARY)
        values = {name: usable[name].match(value) for name, value in attrs.items() if name in usable}
        return super().start(tag, {name: value[0] for name, value in values.items() if value})

    def doctype(self, _name: str, _pubid: str | None, _system: str | None) -> None:
        """Refuse a definition of the document's type: Plex sends none, and entities expand without end."""
        raise ValueError("The document defines its own type")
