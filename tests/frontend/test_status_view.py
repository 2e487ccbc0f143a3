"""The status of the servers over HTTP."""

from http import HTTPStatus
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from tests.deliveries.conftest import DeliveryEnvironment
from tests.running.conftest import may_read

URL = f"/api/{DOMAIN}/status"
FIRST = {"entry_id", "title", "loaded"}
STATE = {"online", "problem", "since", "name", "version"}
DELIVERIES = {"deliveries_in_progress", "deliveries_failed", "last_arrival"}


async def status(client: ClientSessionGenerator, **query: str) -> Any:
    response = await (await client()).get(URL, params=query)
    assert response.status == HTTPStatus.OK
    return (await response.json())["servers"]


async def test_status(
    hass: HomeAssistant, env: DeliveryEnvironment, plex_server: PlexServer, hass_client: ClientSessionGenerator
) -> None:
    delivery = await env.ended(
        await env.finish("/media/movies/Copper Sky (2021)", env.put("movies/Copper Sky (2021)/a.mkv"))
    )
    await env.ended(await env.finish("/elsewhere/Holiday"))
    (server,) = await status(hass_client, entry_id=env.entry.entry_id)
    online = hass.states.get("binary_sensor.attic_online")
    assert online
    assert server == {
        "entry_id": env.entry.entry_id,
        "title": "Attic",
        "loaded": True,
        "online": True,
        "problem": None,
        "since": online.last_changed.isoformat(),
        "name": "Attic",
        "version": plex_server.identity.version,
        "libraries": [
            {"id": "1", "title": "Movies", "type": "movie"},
            {"id": "2", "title": "Shows", "type": "show"},
            {"id": "3", "title": "Music", "type": "music"},
        ],
        "downloads_running": 0,
        "deliveries_in_progress": 0,
        "deliveries_failed": 1,
        "last_arrival": {
            "title": delivery.items[0].title,
            "kind": "added",
            "library": "Movies",
            "url": delivery.url,
            "arrived_at": delivery.updated_at.isoformat(),
        },
    }
    assert plex_server.token not in str(server)


async def test_offline(env: DeliveryEnvironment, plex_server: PlexServer, hass_client: ClientSessionGenerator) -> None:
    plex_server.fail(Fault.REFUSE)
    await env.entry.runtime_data.coordinator.async_refresh()
    (server,) = await status(hass_client)
    assert (server["online"], server["problem"], server["name"]) == (False, "cannot_connect", "Attic")


async def test_server_that_is_not_loaded(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    assert await status(hass_client) == [{"entry_id": loaded.entry_id, "title": "Attic", "loaded": False}]


@pytest.mark.parametrize(
    ("entity_id", "fields", "libraries"),
    [
        ("binary_sensor.attic_online", STATE, []),
        ("event.attic_delivery", DELIVERIES, []),
        ("sensor.attic_downloads_running", {"downloads_running"}, []),
        ("sensor.attic_music_recently_added", set(), ["Music"]),
    ],
)
async def test_user_who_may_read_one_entity(
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    hass_admin_user: MockUser,
    entity_id: str,
    fields: set[str],
    libraries: list[str],
) -> None:
    may_read(hass_admin_user, entity_id)
    (server,) = await status(hass_client)
    assert server.keys() == FIRST | fields | {"libraries"}
    assert [library["title"] for library in server["libraries"]] == libraries


async def test_user_who_may_read_nothing(
    loaded: MockConfigEntry, hass_client: ClientSessionGenerator, hass_admin_user: MockUser
) -> None:
    may_read(hass_admin_user, "sensor.other")
    assert await status(hass_client) == []
    response = await (await hass_client()).get(URL, params={"entry_id": loaded.entry_id})
    assert response.status == HTTPStatus.FORBIDDEN


async def test_unknown_server(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    for entry_id in ("unknown", other.entry_id, ""):
        response = await (await hass_client()).get(URL, params={"entry_id": entry_id})
        assert response.status == HTTPStatus.NOT_FOUND


async def test_without_a_token(loaded: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator) -> None:
    response = await (await hass_client_no_auth()).get(URL)
    assert response.status == HTTPStatus.UNAUTHORIZED
