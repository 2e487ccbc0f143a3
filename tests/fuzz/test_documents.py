"""Any XML raises PlexBadResponse or gives data that can be stored and sent."""

from contextlib import suppress
from dataclasses import asdict
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import quoteattr

from homeassistant.helpers.json import json_bytes
from homeassistant.util.json import json_loads
from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.item_payload import complete_item_payload, details_payload
from custom_components.plex_arrivals.deliveries.serialization import dump, load
from custom_components.plex_arrivals.plex.conversion import MAX_SUMMARY_LENGTH, MAX_TEXT_LENGTH
from custom_components.plex_arrivals.plex.errors import PlexError
from custom_components.plex_arrivals.plex.links import LinkStyle, item_url, library_url
from custom_components.plex_arrivals.plex.models import full_title
from custom_components.plex_arrivals.plex.service import PlexService
from custom_components.plex_arrivals.upcoming_media import upcoming_media
from tests.plex import canned
from tests.plex.test_errors import CALLS
from tests.security.malicious import FILM, LIBRARY, SERVER, Malicious, running, xml

from .hypothesis_async import fuzz
from .mutations import mutated, spoiled
from .profiles import effort

EPISODE = FILM | {
    "type": "episode",
    "index": "5",
    "parentIndex": "2",
    "parentRatingKey": "20",
    "grandparentRatingKey": "10",
    "grandparentTitle": "Harbour Watch",
    "parentThumb": "/library/metadata/20/thumb/1",
    "duration": "2500000",
    "viewCount": "3",
    "lastViewedAt": "1700000100",
    "audienceRating": "7.5",
    "year": "2024",
    "originallyAvailableAt": "2024-05-04",
    "summary": "It begins.",
    "studio": "A",
}
PART = ["Media", {}, [["Part", {"file": "/media/movies/a.mkv", "size": "10"}, []]]]
GENRE = ["Genre", {"tag": "Drama"}, []]
NUMBERS = ("year", "index", "parentIndex", "viewCount", "duration", "addedAt", "lastViewedAt", "audienceRating")
IDS = ("parentRatingKey", "grandparentRatingKey", "librarySectionID")
HUGE = EPISODE | dict.fromkeys((*NUMBERS, *IDS), "9" * 30)
DOCUMENTS: list[Any] = [
    ["MediaContainer", {"librarySectionID": "1"}, [["Video", EPISODE, [PART, GENRE]], ["Video", FILM, [PART]]]],
    ["MediaContainer", {"librarySectionID": "1"}, [["Track", EPISODE | {"type": "track"}, [PART]]]],
    ["MediaContainer", {}, [["Video", HUGE, [PART]], ["Video", FILM | {"ratingKey": "../../x"}, [PART]]]],
    ["MediaContainer", {}, [["Directory", LIBRARY, [["Location", {"path": "/media/movies"}, []]]]]],
    ["MediaContainer", SERVER | {"updatedAt": "1700000000", "platform": "Linux"}, []],
    ["Response", {"code": "503", "title": "Maintenance"}, []],
]
"""Each a tag, its attributes and its children."""


def text(document: Any) -> str:
    """Return the document as XML; mutated non-elements as text."""
    match document:
        case [str(tag), dict(attributes), list(inner)]:
            pairs = " ".join(f"{name}={quoteattr(str(value))}" for name, value in attributes.items())
            return f"<{tag} {pairs}>{''.join(map(text, inner))}</{tag}>"
    return str(document)


BODIES = mutated(DOCUMENTS).map(lambda document: text(document).encode(errors="replace"))


def check(body: bytes) -> None:
    try:
        libraries = canned.libraries(body)
        items = canned.items(body, link)
    except ParseError, ValueError, PlexError:  # raised as a bad response
        return
    for found in libraries:
        assert found.id.isdecimal()
        assert len(found.title) <= MAX_TEXT_LENGTH
        json_bytes(asdict(found))
        library_url(LinkStyle.HOSTED, machine_identifier="x", server_url="http://plex", library_id=found.id)
    for item in items:
        assert item.id.isdecimal()
        assert len(item.summary or "") <= MAX_SUMMARY_LENGTH
        assert len(full_title(item)) <= 3 * MAX_TEXT_LENGTH
        delivered = DeliveredItem.from_item(item)
        assert load(DeliveredItem, json_loads(json_bytes(dump(delivered)))) == delivered
        json_bytes([details_payload(delivered), complete_item_payload(item, {})])
    json_bytes(upcoming_media(items, {}))
    with suppress(PlexError):
        json_bytes(asdict(canned.info(body)))


def link(rating_key: str) -> str:
    return item_url(LinkStyle.SERVER, machine_identifier="x", server_url="http://plex", rating_key=rating_key)


@effort(3)
@given(BODIES | spoiled(BODIES))
def test_whatever_plex_answers(body: bytes) -> None:
    check(body)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "cp037", "ascii", "long" * 100])
def test_declared_encodings(encoding: str) -> None:
    check(f'<?xml version="1.0" encoding="{encoding}"?>{text(DOCUMENTS[0])}'.encode())


async def test_over_the_wire(socket_enabled: None) -> None:
    """Every call returns or raises a PlexError, and the server can still be asked."""
    plex = Malicious()
    async with running(plex):
        service = PlexService(plex.url, "token", client_identifier="x", time_limit=5)

        async def ask(case: tuple[str, bytes]) -> None:
            call, body = case
            for path in ("/", "/library/sections", "/library/sections/1/all", "/library/metadata/1,2"):
                plex.instead[path] = lambda _request: answer(body)
            try:
                await CALLS[call](service)
            except PlexError as err:
                assert "token" not in str(err)  # noqa: PT017 - either is right

        async def answer(body: bytes) -> Any:
            return xml(body)

        await fuzz(st.tuples(st.sampled_from(sorted(CALLS)), spoiled(BODIES)), ask, effort(0.5))
        plex.instead.clear()
        assert (await service.get_server_info()).name == SERVER["friendlyName"]
        assert [one.title for one in await service.get_libraries()] == [LIBRARY["title"]]
        await service.close()
