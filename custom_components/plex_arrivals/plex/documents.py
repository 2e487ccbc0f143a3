"""The XML documents that Plex answers with, read so that none can cost more than its size (pure)."""

from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from plexapi.utils import cleanXMLString

MAX_ELEMENTS: Final = 500_000
"""Some twenty for each of 25,000 items: an answer with more of them is too long in bytes anyway."""
MAX_ELEMENT_BYTES: Final = 1024 * 1024
"""A tag with all its attributes: a summary has some kilobytes."""
_CHUNK_BYTES: Final = 64 * 1024


def read_document(body: bytes) -> Element | None:
    """Return the root of a document in UTF-8, None where it is empty; raises ParseError or ValueError.

    Characters that XML does not allow are left out: Plex hands on what stands in the names of files.
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
    # In pieces: while the parser has one, no other thread of Home Assistant goes on.
    for start in range(0, len(body), _CHUNK_BYTES):
        parser.feed(body[start : start + _CHUNK_BYTES])
        since_element = 0 if builder.elements > elements else since_element + _CHUNK_BYTES
        elements = builder.elements
        if since_element > MAX_ELEMENT_BYTES:
            raise ValueError("An element is bigger than any of Plex's")
    root: Element = parser.close()
    return root


class _Builder(TreeBuilder):
    """Makes elements, a bounded number of them, and has nothing to do with definitions of entities."""

    elements = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        """Begin an element."""
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise ValueError("There are more elements than Plex has items")
        return super().start(tag, attrs)

    def doctype(self, _name: str, _pubid: str | None, _system: str | None) -> None:
        """Refuse a definition of the document's type: what Plex sends has none, and entities grow without end."""
        raise ValueError("The document defines its own type")
