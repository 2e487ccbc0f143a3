"""Requests without the webhook ID or a valid signature are refused, however the URL is spelled."""

import asyncio
from collections.abc import Awaitable, Callable
import json
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.components.http.ban import KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.components.webhook import async_generate_path
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.webhook import MAX_BYTES
from custom_components.plex_arrivals.posters.view import artwork_path
from testing.plex_server import PlexServer

type Connect = Callable[[], Awaitable[TestClient[Any, Any]]]
REPORT = json.dumps({"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)"}).encode()


async def status(client: TestClient[Any, Any], target: str, method: str = "GET", body: bytes = b"") -> int:
    """Request a target without normalizing it, as HTTP clients would; return the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    head = f"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    async with asyncio.timeout(5):
        line = await reader.readline()
    writer.close()
    return int(line.split()[1])


@pytest.fixture(autouse=True)
async def _http(hass: HomeAssistant) -> None:
    """Count failed logins, which Home Assistant does only if configured."""
    assert await async_setup_component(hass, "http", {"http": {"login_attempts_threshold": 9}})


@pytest.fixture
async def anonymous_client(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_client_no_auth: Connect, plex_server: PlexServer
) -> TestClient[Any, Any]:
    """Return a client that is not signed in."""
    client = await hass_client_no_auth()
    client.app[KEY_FAILED_LOGIN_ATTEMPTS].clear()
    plex_server.requests.clear()
    return client


@pytest.mark.parametrize(
    "target",
    [
        "/api/plex_arrivals/artwork/{entry}/..%2f1?{query}",
        "/api/plex_arrivals/artwork/{entry}/%2e%2e%2f1?{query}",
        "/api/plex_arrivals/artwork/{entry}/%252e%252e%252f1?{query}",
        "/api/plex_arrivals/artwork/{entry}/..\\1?{query}",
        "/api/plex_arrivals/artwork/{entry}/1/../2?{query}",
        "/api/plex_arrivals/artwork/{entry}//1?{query}",
        "/api/plex_arrivals/artwork/{entry}/1;x?{query}",
        "/api/plex_arrivals/artwork/{entry}/1%00?{query}",
        "/api/plex_arrivals/artwork/{entry}/%2fetc%2fpasswd?{query}",
        "/api/plex_arrivals/artwork/{entry}/http:%2f%2fexample.com?{query}",
        "/api/plex_arrivals/artwork/{other}/1?{query}",
        "/api/plex_arrivals/artwork/../artwork/{entry}/2?{query}",
        "http://example.com/api/plex_arrivals/artwork/{entry}/2?{query}",
        "/api/plex_arrivals/artwork/{entry}/1?{query}&{query}",
        "/api/plex_arrivals/artwork/{entry}/1?authSig=x&{query}",
        "/api/plex_arrivals/artwork/{entry}/1?v=1&authSig={foreign}",
    ],
)
async def test_signature_is_valid_for_one_path_only(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    anonymous_client: TestClient[Any, Any],
    plex_server: PlexServer,
    target: str,
) -> None:
    query = artwork_path(hass, loaded.entry_id, "1", "1").partition("?")[2]
    foreign = artwork_path(hass, "other", "1", "1").partition("authSig=")[2]
    written = target.format(entry=loaded.entry_id, other="0" * 26, query=query, foreign=foreign)
    assert await status(anonymous_client, written) in {400, 403, 404}
    assert not plex_server.requests
    assert not sum(anonymous_client.app[KEY_FAILED_LOGIN_ATTEMPTS].values())
    right = f"/api/plex_arrivals/artwork/{loaded.entry_id}/1"
    assert await status(anonymous_client, f"{right}?{query}") == 200
    assert (await anonymous_client.get(right, headers={"Authorization": "Bearer wrong"})).status == 401
    assert sum(anonymous_client.app[KEY_FAILED_LOGIN_ATTEMPTS].values()) == 1, "that was an attempt"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_posters_allow_only_get(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    anonymous_client: TestClient[Any, Any],
    plex_server: PlexServer,
    method: str,
) -> None:
    assert await status(anonymous_client, artwork_path(hass, loaded.entry_id, "1", "1"), method) in {403, 405}
    assert not plex_server.requests


@pytest.mark.parametrize(
    "wrong",
    [
        lambda secret: secret[:-1],
        lambda secret: f"{secret}x",
        lambda secret: secret.swapcase(),
        lambda secret: f"{secret}%00",
        lambda secret: f"{secret}%2f..",
        lambda secret: f"x/../{secret}x",
        lambda _: "",
        lambda _: "%2e%2e",
        lambda _: "*",
    ],
)
@pytest.mark.parametrize("body", [REPORT, b" " * (MAX_BYTES + 1)], ids=["report", "too much"])
async def test_report_without_webhook_id_is_ignored(
    loaded: MockConfigEntry,
    anonymous_client: TestClient[Any, Any],
    caplog: pytest.LogCaptureFixture,
    wrong: Callable[[str], str],
    body: bytes,
) -> None:
    """Home Assistant answers as if the webhook existed, so that secrets cannot be guessed."""
    secret = loaded.data[CONF_WEBHOOK_ID]
    assert await status(anonymous_client, async_generate_path(wrong(secret)), "POST", body) in {200, 400, 404, 405}
    assert not loaded.runtime_data.manager.deliveries
    assert not [record for record in caplog.records if record.exc_info]
    assert await status(anonymous_client, async_generate_path(secret), "POST", REPORT) == 200
    assert len(loaded.runtime_data.manager.deliveries) == 1
