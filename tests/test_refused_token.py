"""A refused token starts reauthentication, whichever request is refused first."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.plex.errors import PlexError
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.running.card import Card, Cards
from tests.running.conftest import cards

__all__ = ["cards"]

ONLINE = "binary_sensor.attic_online"

type Ask = Callable[[HomeAssistant, MockConfigEntry, PlexServer], Awaitable[None]]


async def scan_action(hass: HomeAssistant, _entry: MockConfigEntry, _plex: PlexServer) -> None:
    await hass.services.async_call(DOMAIN, "refresh_library", {"library": "Movies"}, blocking=True)


async def scan_button(hass: HomeAssistant, _entry: MockConfigEntry, _plex: PlexServer) -> None:
    await hass.services.async_call("button", "press", {"entity_id": "button.attic_scan_movies"}, blocking=True)


async def poll(_hass: HomeAssistant, entry: MockConfigEntry, _plex: PlexServer) -> None:
    await entry.runtime_data.coordinator.async_refresh()


async def websocket(_hass: HomeAssistant, _entry: MockConfigEntry, plex: PlexServer) -> None:
    plex.drop_websockets()


async def delivery(hass: HomeAssistant, _entry: MockConfigEntry, _plex: PlexServer) -> None:
    about = {"name": "Paper Harbour (2021)", "path": "/media/movies/Paper Harbour (2021)"}
    await hass.services.async_call(DOMAIN, "download_completed", about, blocking=True)


async def poster(_hass: HomeAssistant, entry: MockConfigEntry, _plex: PlexServer) -> None:
    await entry.runtime_data.posters.async_get("1", "2", 160, 240)


ASKING: list[Ask] = [scan_action, scan_button, poll, websocket, delivery, poster]


def sign_ins(hass: HomeAssistant) -> list[Any]:
    return hass.config_entries.flow.async_progress_by_handler(DOMAIN, match_context={"source": SOURCE_REAUTH})


def online(hass: HomeAssistant) -> str:
    state = hass.states.get(ONLINE)
    assert state
    return state.state


async def shown(cards: Cards) -> Card:
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")
    return card


@pytest.mark.parametrize("ask", ASKING)
async def test_first_refusal_starts_reauth(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, cards: Cards, ask: Ask
) -> None:
    card = await shown(cards)
    plex_server.token = "another"
    with suppress(HomeAssistantError, PlexError):
        await ask(hass, loaded, plex_server)
    await until(lambda: sign_ins(hass), 3)
    await until(lambda: online(hass) == STATE_OFF, 1)
    await card.until(lambda: card.shown[loaded.entry_id]["server"]["problem"])
    server = card.shown[loaded.entry_id]["server"]
    assert (server["online"], server["problem"]) == (False, "invalid_auth")
    for other in (scan_action, poll, websocket, poster):
        with suppress(HomeAssistantError, PlexError):
            await other(hass, loaded, plex_server)
    await hass.async_block_till_done()
    assert len(sign_ins(hass)) == 1


@pytest.mark.parametrize(
    "path", ["/library/sections/1/refresh", "/library/recentlyAdded", "/:/websockets/notifications"]
)
async def test_reauth_ends_if_token_is_valid(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, path: str
) -> None:
    with plex_server.fail(Fault.STATUS(401), path) as refusal:
        if path.endswith("refresh"):
            with pytest.raises(HomeAssistantError):
                await scan_action(hass, loaded, plex_server)
        elif path.endswith("notifications"):
            plex_server.drop_websockets()
        else:
            await poll(hass, loaded, plex_server)
        await until(lambda: refusal.hits)
        await until(lambda: sign_ins(hass), 3)
        assert online(hass) == STATE_OFF
    await until(lambda: online(hass) == STATE_ON, 70)
    assert not sign_ins(hass)


async def test_refused_scans_start_no_further_reauth(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    plex_server.fail(Fault.STATUS(401), "/library/sections/1/refresh")
    with pytest.raises(HomeAssistantError):
        await scan_action(hass, loaded, plex_server)
    await until(lambda: online(hass) == STATE_ON, 70)
    for _ in range(3):
        with pytest.raises(HomeAssistantError):
            await scan_action(hass, loaded, plex_server)
        await asyncio.sleep(10)
        assert (online(hass), sign_ins(hass)) == (STATE_ON, [])
    plex_server.token = "another"
    with pytest.raises(HomeAssistantError):
        await scan_action(hass, loaded, plex_server)
    await until(lambda: sign_ins(hass), 10)


async def test_download_waits_for_new_token(env: DeliveryEnvironment, tmp_path: Path) -> None:
    good, env.plex.token = env.plex.token, "another"
    delivery = await env.finish("/media/movies/Paper Harbour (2021)", env.put("movies/Paper Harbour (2021)/a.mkv"))
    await until(lambda: sign_ins(env.hass))
    await until(lambda: env.manager.deliveries[delivery.id].reason == "plex_offline")
    env.plex.token = good
    await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state == "available"


async def test_changed_problem_is_shown(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, cards: Cards
) -> None:
    """Plex was offline, and does not accept the token when it is back."""
    card = await shown(cards)
    with plex_server.fail(Fault.REFUSE):
        await poll(hass, loaded, plex_server)
        await card.until(lambda: card.shown[loaded.entry_id]["server"]["problem"] == "cannot_connect")
    plex_server.token = "another"
    await poll(hass, loaded, plex_server)
    await card.until(lambda: card.shown[loaded.entry_id]["server"]["problem"] == "invalid_auth")


async def test_late_refusal_of_old_token_is_ignored(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    before = loaded.runtime_data.coordinator
    await hass.config_entries.async_reload(loaded.entry_id)
    before.on_token_refused()
    await hass.async_block_till_done()
    assert not sign_ins(hass)
