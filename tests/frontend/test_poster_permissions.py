"""Users get only the posters of items that they may read in an entity."""

from datetime import timedelta

from homeassistant.auth.models import RefreshToken
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.plex_arrivals.posters.view import artwork_path
from testing.plex_server import PlexServer
from tests.running.card import Card, Cards
from tests.running.conftest import may_read

from .conftest import opened

ONLINE = "binary_sensor.attic_online"


@pytest.fixture(autouse=True)
async def _auth(hass: HomeAssistant) -> None:
    """Set up the auth component, which signs paths for a session."""
    assert await async_setup_component(hass, "auth", {})


@pytest.fixture
def addresses(loaded: MockConfigEntry, plex_server: PlexServer) -> list[str]:
    """Return the unsigned paths of the posters of all movies."""
    films = [item for item in plex_server.catalog.items.values() if item.type == "movie"]
    return [f"/api/plex_arrivals/artwork/{loaded.entry_id}/{film.rating_key}" for film in films]


def posters(card: Card) -> list[str]:
    (shown,) = card.shown.values()
    pictured = (*shown.get("server", {}).get("recently_added", ()), *shown.get("deliveries", ()))
    return [one["artwork"] for one in pictured if one["artwork"]]


@pytest.mark.parametrize("entity_ids", [(ONLINE,), ("sensor.attic_recently_added",), ()])
async def test_restricted_user_cannot_guess_posters(
    hass: HomeAssistant,
    addresses: list[str],
    plex_server: PlexServer,
    hass_client: ClientSessionGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
    entity_ids: tuple[str, ...],
) -> None:
    may_read(hass_admin_user, *entity_ids)
    client, browser, websocket = await hass_client(), await hass_client_no_auth(), await hass_ws_client(hass)
    plex_server.requests.clear()
    for address in addresses:
        assert (await client.get(address)).status == 403
        assert (await client.get(f"{address}?v=1", headers={"If-None-Match": "*"})).status == 403
        await websocket.send_json_auto_id({"type": "auth/sign_path", "path": address})
        signed = (await websocket.receive_json())["result"]["path"]
        assert (await browser.get(signed)).status == 403
    assert not plex_server.requests


async def test_unrestricted_user_gets_all_posters(
    hass: HomeAssistant,
    addresses: list[str],
    hass_client: ClientSessionGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:
    token = hass.auth.async_validate_access_token(hass_read_only_access_token)
    assert isinstance(token, RefreshToken)
    client, browser = await hass_client(hass_read_only_access_token), await hass_client_no_auth()
    for address in addresses:
        assert (await client.get(address)).status == 200
        signed = async_sign_path(hass, address, timedelta(minutes=1), refresh_token_id=token.id)
        assert (await browser.get(signed)).status == 200


async def test_restricted_user_gets_posters_of_readable_items(
    hass: HomeAssistant,
    arrived: str,
    cards: Cards,
    hass_admin_user: MockUser,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    browser = await hass_client_no_auth()
    for entity_id in ("sensor.attic_recently_added", "event.attic_delivery"):
        may_read(hass_admin_user, entity_id)
        paths = posters(await opened(await cards()))
        assert paths
        for path in paths:
            assert (await browser.get(f"{path}&width=160&height=240")).status == 200


async def test_posters_in_states_and_notifications_are_valid_for_anyone(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    addresses: list[str],
    hass_admin_user: MockUser,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    may_read(hass_admin_user, ONLINE)
    path = artwork_path(hass, loaded.entry_id, addresses[0].rpartition("/")[2], "1")
    assert (await (await hass_client_no_auth()).get(path)).status == 200
