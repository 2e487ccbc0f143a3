"""plexapi makes no further requests when attributes of its objects are read."""

from functools import cached_property
from inspect import getattr_static
from pathlib import Path

from plexapi.base import PlexPartialObject
import pytest

from testing.plex_server import Library, Location, PlexServer

from . import canned
from .conftest import MakeService

HIDDEN_SEASON = (
    '<Video ratingKey="3" key="/library/metadata/3" type="episode" index="1" parentIndex="2" '
    'grandparentRatingKey="1" grandparentKey="/library/metadata/1" title="Pilot"/>'
)
"""Plex omits the season's ID, path and poster if seasons are hidden; plexapi would request them."""
ITEMS = [
    '<Video ratingKey="1" key="/library/metadata/1" type="movie"/>',
    '<Video ratingKey="1" key="/library/metadata/1" type="movie" title="" summary="" thumb="" year=""><Media/></Video>',
    '<Directory ratingKey="1" key="/library/metadata/1/children" type="show"/>',
    '<Directory ratingKey="1" key="/library/metadata/1/children" type="season"/>',
    '<Video ratingKey="1" key="/library/metadata/1" type="episode"/>',
    '<Directory ratingKey="1" key="/library/metadata/1/children" type="artist"/>',
    '<Directory ratingKey="1" key="/library/metadata/1/children" type="album"/>',
    '<Track ratingKey="1" key="/library/metadata/1" type="track" parentKey="/library/metadata/2"/>',
    '<Photo ratingKey="1" key="/library/metadata/1" type="photo" parentKey="/library/metadata/2"/>',
    '<Directory ratingKey="1" key="/library/metadata/1/children" type="photo"/>',
    '<Video ratingKey="1" key="/library/metadata/1" type="clip"/>',
    '<Directory ratingKey="1" key="/library/collections/1/children" type="collection"/>',
    '<Video ratingKey="1" key="/library/metadata/1"/>',
    HIDDEN_SEASON,
]


def attributes(item: PlexPartialObject) -> set[str]:
    """Return the names of an item's attributes, including those that plexapi loads on access."""
    later = [name for name in dir(type(item)) if isinstance(getattr_static(item, name), cached_property)]
    return {name for name in (*vars(item), *later) if not name.startswith("_")}


@pytest.mark.parametrize("element", ITEMS)
def test_reading_every_attribute_makes_no_request(element: str) -> None:
    api, session = canned.canned(f"<MediaContainer>{element}</MediaContainer>".encode())
    (item,) = api.items("/library/sections/1/all", "")
    empty = {name for name in attributes(item) if getattr(item, name, None) in (None, [], "")}
    assert {"summary", "thumb"} <= empty
    assert len(session.requests) == 1


@pytest.mark.parametrize("kind", ["movie", "show", "artist", "photo"])
async def test_each_list_is_one_request_although_items_have_empty_attributes(
    make_service: MakeService, server: PlexServer, tmp_path: Path, kind: str
) -> None:
    server.never_match = True
    library = server.add_library("Some", kind, [Location(plex="/media/some", disk=tmp_path)])
    for item in server.add_items(library, 30):
        item.finish(item.added_at, matched=False)
        item.thumb_version = None
    service = make_service()
    (some,) = await service.get_libraries()
    server.requests.clear()
    items = await service.get_recently_added(30, some, with_files=True)
    assert len(items) == 30
    assert len(server.requests) == 1
    assert len(await service.get_recently_added(30)) > 0
    assert len(await service.get_items([item.id for item in items])) == 30
    assert len(server.requests) == 3


async def test_library_is_one_request(make_service: MakeService, server: PlexServer, movies: Library) -> None:
    service = make_service()
    await service.get_server_info()
    server.requests.clear()
    (found,) = await service.get_libraries()
    assert found.scanned_at is not None
    assert len(server.requests) == 1


def test_number_of_requests_does_not_depend_on_what_the_answer_claims() -> None:
    claims = 'size="100000" totalSize="100000" offset="0"'
    api, session = canned.canned(
        f'<MediaContainer {claims}><Video ratingKey="1" type="movie"/></MediaContainer>'.encode()
    )
    assert len(api.items("/library/sections/1/all", "", 50)) == 1
    assert len(api.sections()) == 0
    assert len(session.requests) == 2
