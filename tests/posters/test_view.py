"""The HTTP view of posters: access, sizes and requests to Plex."""

import asyncio
from datetime import timedelta
import logging
import re

from aiohttp.test_utils import TestClient
from homeassistant.components.http.ban import KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import jwt
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.plex_arrivals.posters.view import PATH_VALIDITY, SIZES, artwork_path
from testing.plex_server import Fault, Item, PlexServer
from testing.waiting import until

type Client = TestClient

JPEG = b"\xff\xd8\xff\xe0 jpeg"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TRANSCODER = "/photo/:/transcode"


@pytest.fixture
def film(plex_server: PlexServer) -> Item:
    return next(item for item in plex_server.catalog.items.values() if item.type == "movie")


@pytest.fixture(autouse=True)
async def _http(hass: HomeAssistant) -> None:
    """Set up HTTP with a limit of failed logins."""
    assert await async_setup_component(hass, "http", {"http": {"ip_ban_enabled": True, "login_attempts_threshold": 3}})


@pytest.fixture
async def anonymous_client(loaded: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator) -> Client:
    """Return a client that is not authenticated."""
    return await hass_client_no_auth()


@pytest.fixture
def path(
    hass: HomeAssistant, anonymous_client: Client, loaded: MockConfigEntry, plex_server: PlexServer, film: Item
) -> str:
    """Return the signed path of the movie's poster."""
    plex_server.requests.clear()
    return artwork_path(hass, loaded.entry_id, film.rating_key, str(film.thumb_version))


def failed_logins(client: Client) -> int:
    return sum(client.app[KEY_FAILED_LOGIN_ATTEMPTS].values())


def fetched(plex_server: PlexServer) -> list[tuple[int, int]]:
    """Return the sizes that were requested from Plex's transcoder."""
    return [
        (int(request.query["width"]), int(request.query["height"]))
        for request in plex_server.requests
        if request.path == TRANSCODER
    ]


async def test_signed_path_returns_poster(
    anonymous_client: Client, path: str, plex_server: PlexServer, loaded: MockConfigEntry
) -> None:
    answer = await anonymous_client.get(path)
    content = await answer.read()
    assert answer.status == 200
    assert answer.content_type == "image/png"
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (320, 480)
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert plex_server.token not in path
    assert plex_server.token not in f"{answer.headers}"
    assert plex_server.token.encode() not in content
    again = await anonymous_client.get(path)
    assert await again.read() == content
    assert fetched(plex_server) == [(320, 480)]


async def test_authenticated_user_needs_no_signature(
    hass_client: ClientSessionGenerator, anonymous_client: Client, path: str, film: Item
) -> None:
    client = await hass_client()
    bare = path.partition("?")[0]
    answer = await client.get(bare)
    assert answer.status == 200
    assert "ETag" not in answer.headers
    assert "Cache-Control" not in answer.headers, "without a version it may change"


async def test_etag(anonymous_client: Client, path: str, plex_server: PlexServer) -> None:
    etag = (await anonymous_client.get(path)).headers["ETag"]
    plex_server.requests.clear()
    with plex_server.fail(Fault.REFUSE):
        unchanged = await anonymous_client.get(path, headers={"If-None-Match": f'"x", {etag}'})
    assert unchanged.status == 304
    assert unchanged.headers["ETag"] == etag
    assert not await unchanged.read()
    assert not plex_server.requests
    assert (await anonymous_client.get(path, headers={"If-None-Match": '"x"'})).status == 200
    other = await anonymous_client.get(f"{path}&width=600")
    assert other.headers["ETag"] != etag


async def test_other_version_is_fetched(
    hass: HomeAssistant,
    anonymous_client: Client,
    path: str,
    loaded: MockConfigEntry,
    film: Item,
    plex_server: PlexServer,
) -> None:
    first = await anonymous_client.get(path)
    second = await anonymous_client.get(artwork_path(hass, loaded.entry_id, film.rating_key, "1800000000"))
    assert second.status == 200
    assert second.headers["ETag"] != first.headers["ETag"]
    assert len(fetched(plex_server)) == 2


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("width=1", SIZES[0]),
        ("width=160&height=240", SIZES[0]),
        ("width=161", SIZES[1]),
        ("height=481", SIZES[2]),
        ("width=99999999999999999999&height=99999", SIZES[2]),
        ("width=0&height=-5", SIZES[1]),
        ("width=x", SIZES[1]),
        ("width=", SIZES[1]),
    ],
)
async def test_sizes(
    anonymous_client: Client, path: str, plex_server: PlexServer, query: str, size: tuple[int, int]
) -> None:
    assert (await anonymous_client.get(f"{path}&{query}")).status == 200
    assert fetched(plex_server) == [size]


async def test_unauthorized_request_is_no_failed_login(
    anonymous_client: Client, path: str, plex_server: PlexServer
) -> None:
    bare, _, query = path.partition("?")
    for wrong in (bare, f"{bare}?authSig=x", f"{path[:-3]}abc", f"{bare}9?{query}", f"{path}&v=2", f"{path}&x=1"):
        assert (await anonymous_client.get(wrong)).status == 403, wrong
    assert failed_logins(anonymous_client) == 0
    assert not plex_server.requests
    assert (await anonymous_client.get(bare, headers={"Authorization": "Bearer wrong"})).status == 401
    assert failed_logins(anonymous_client) == 1, "that was an attempt"


async def test_expired_signature(
    hass: HomeAssistant, anonymous_client: Client, loaded: MockConfigEntry, film: Item
) -> None:
    path = artwork_path(hass, loaded.entry_id, film.rating_key, "1", valid_for=timedelta(seconds=-1))
    for _ in range(5):
        assert (await anonymous_client.get(path)).status == 403
    assert failed_logins(anonymous_client) == 0


def test_validity_of_signature(path: str) -> None:
    claims = jwt.decode(URL(path).query["authSig"], options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == PATH_VALIDITY.total_seconds() == 12 * 60 * 60


@pytest.mark.parametrize(
    "rating_key",
    [
        "x",
        "-1",
        "1%2F..%2F..",
        "..%2F..%2Fidentity",
        "%2e%2e",
        "1%3Fx=1",
        "1%23",
        "1,2",
        "1%00",
        "%D9%A3",
        "1" * 20,
        "http:%2F%2Fexample.com",
    ],
)
async def test_invalid_rating_key_is_not_found(
    hass_client: ClientSessionGenerator,
    anonymous_client: Client,
    path: str,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    rating_key: str,
) -> None:
    client = await hass_client()
    answer = await client.get(f"/api/plex_arrivals/artwork/{loaded.entry_id}/{rating_key}")
    assert answer.status in {400, 404}
    assert not plex_server.requests


async def test_url_as_rating_key_is_not_requested(
    hass_client: ClientSessionGenerator, anonymous_client: Client, path: str, plex_server: PlexServer
) -> None:
    client = await hass_client()
    bare = path.partition("?")[0]
    for version in ("../../1", "http://example.com/", "%2e%2e", "&url=/identity", "7&width=5000"):
        await client.get(bare, params={"v": version, "url": "/identity"})
    assert {request.path for request in plex_server.requests} == {TRANSCODER}
    assert all(re.fullmatch(r"/library/metadata/\d+/thumb", one.query["url"]) for one in plex_server.requests)
    assert (await client.get(bare, params={"v": "1" * 101})).status == 404


async def test_entry_of_other_integration_is_not_found(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    anonymous_client: Client,
    path: str,
    loaded: MockConfigEntry,
) -> None:
    client = await hass_client()
    foreign = MockConfigEntry(domain="other")
    foreign.add_to_hass(hass)
    foreign.mock_state(hass, ConfigEntryState.LOADED)
    for entry_id in ("unknown", foreign.entry_id, "..", "%2e%2e%2f"):
        assert (await client.get(f"/api/plex_arrivals/artwork/{entry_id}/1")).status in {400, 404}
    await hass.config_entries.async_unload(loaded.entry_id)
    assert (await anonymous_client.get(path)).status == 404


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.REFUSE, 503),
        (Fault.RESET, 503),
        (Fault.MAINTENANCE, 503),
        (Fault.STATUS(401), 503),
        (Fault.STATUS(403), 404),
        (Fault.STATUS(404), 404),
        (Fault.STATUS(500), 404),
        (Fault.HTML, 404),
        (Fault.OVERSIZED, 404),
        (Fault.REDIRECT, 404),
        (Fault.EMPTY, 404),
    ],
    ids=lambda value: value if isinstance(value, int) else f"{value.name} {value.status}",
)
async def test_errors_of_plex(
    anonymous_client: Client,
    path: str,
    plex_server: PlexServer,
    fault: Fault,
    status: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with plex_server.fail(fault):
        answer = await anonymous_client.get(path)
    assert answer.status == status
    assert "Cache-Control" not in answer.headers
    assert plex_server.token not in await answer.text()
    loud = [record for record in caplog.records if record.name.startswith("custom") and record.levelno > logging.INFO]
    assert len(loud) <= 1
    assert all(record.pathname.endswith("update_coordinator.py") for record in loud), "once, by the coordinator"
    assert (await anonymous_client.get(path)).status == 200, "a failure is not kept"


@pytest.mark.parametrize("content_type", ["image/svg+xml", "image/jpeg", "text/html"])
async def test_content_that_could_contain_scripts_is_not_served(
    anonymous_client: Client, path: str, plex_server: PlexServer, content_type: str
) -> None:
    plex_server.picture = content_type, SVG
    answer = await anonymous_client.get(path)
    assert answer.status == 404
    assert b"script" not in await answer.read()


async def test_wrong_content_type_is_corrected(anonymous_client: Client, path: str, plex_server: PlexServer) -> None:
    plex_server.picture = "image/svg+xml", JPEG
    answer = await anonymous_client.get(path)
    assert (answer.status, answer.content_type) == (200, "image/jpeg")


async def test_concurrent_requests_are_shared(anonymous_client: Client, path: str, plex_server: PlexServer) -> None:
    answers = await asyncio.gather(*(anonymous_client.get(path) for _ in range(20)))
    assert {answer.status for answer in answers} == {200}
    assert len(fetched(plex_server)) == 1


async def test_unload_during_request(
    hass: HomeAssistant, anonymous_client: Client, path: str, plex_server: PlexServer, loaded: MockConfigEntry
) -> None:
    with plex_server.fail(Fault.HANG, TRANSCODER):
        asking = asyncio.create_task(anonymous_client.get(path))
        await until(lambda: fetched(plex_server))
        await hass.config_entries.async_unload(loaded.entry_id)
        assert (await asking).status == 503
        await plex_server.stop()
