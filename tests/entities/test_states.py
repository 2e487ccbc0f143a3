"""The entities and their states."""

import asyncio
from pathlib import Path

from homeassistant.components.button import DOMAIN as BUTTON_DOMAIN, SERVICE_PRESS
from homeassistant.const import ATTR_ENTITY_ID, STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.reload_cache import async_clear_cached
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

from .conftest import ENTITIES, MOVIES_ADDED, library_of, recorded_bytes, refresh, shown


async def test_every_entity(hass: HomeAssistant, loaded: MockConfigEntry, entity_registry: er.EntityRegistry) -> None:
    entries = er.async_entries_for_config_entry(entity_registry, loaded.entry_id)
    assert {
        entity.entity_id: (entity.unique_id.removeprefix(f"{loaded.unique_id}_"), entity.entity_category)
        for entity in entries
    } == ENTITIES
    assert len({entity.device_id for entity in entries}) == 1
    assert all(entity.has_entity_name and entity.translation_key for entity in entries)
    assert shown(hass, "binary_sensor.attic_online").attributes["device_class"] == "connectivity"
    assert shown(hass, "binary_sensor.attic_movies_scanning").attributes["device_class"] == "running"
    assert shown(hass, "binary_sensor.attic_movies_scanning").name == "Attic Movies scanning"
    assert shown(hass, "button.attic_scan_movies").name == "Attic Scan Movies"
    # "1 arrivals" is wrong, and a unit has no singular
    for counter in ("deliveries_in_progress", "downloads_running", "failed_deliveries", "arrivals_today"):
        assert "unit_of_measurement" not in shown(hass, f"sensor.attic_{counter}").attributes


async def test_states_after_restart_while_plex_is_offline(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    """The states return with Plex, under the same entity IDs."""
    plex_server.websocket_mode = "refuse"
    async with entry_set_up(hass, config_entry):
        await hass.config_entries.async_unload(config_entry.entry_id)
        before = set(er.async_get(hass).entities)
        async_clear_cached(hass, config_entry.entry_id)
        rule = plex_server.fail(Fault.REFUSE)
        await hass.config_entries.async_setup(config_entry.entry_id)
        assert shown(hass, MOVIES_ADDED).state == STATE_UNAVAILABLE
        assert shown(hass, "binary_sensor.attic_online").state == STATE_OFF
        rule.lift()
        await refresh(hass, config_entry)
        assert shown(hass, "binary_sensor.attic_online").state == STATE_ON
        assert shown(hass, "binary_sensor.attic_movies_scanning").state == STATE_OFF
        assert set(er.async_get(hass).entities) == before


async def test_recently_added(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    await asyncio.sleep(30)
    state = shown(hass, "sensor.attic_shows_recently_added")
    assert state.state in {"Harbour Watch · S01E01 · Episode 1", "Harbour Watch · S01E02 · Episode 2"}
    first = state.attributes["items"][0]
    assert state.attributes["url"] == first["url"]
    assert first["library"] == state.attributes["library"] == "Shows"
    assert (first["type"], first["show"], first["season"]) == ("episode", "Harbour Watch", 1)
    assert first["added_at"].endswith("+00:00")
    assert first["url"].startswith("https://app.plex.tv/desktop/#!/server/")
    assert first["url"].endswith(first["rating_key"])
    assert shown(hass, "sensor.attic_music_recently_added").state == "The Quiet Hours · Slow Rivers"
    assert len(shown(hass, "sensor.attic_recently_added").attributes["items"]) == 5


async def test_empty_and_long_titles(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    movies = library_of(plex_server, "Movies")
    for film in plex_server.items(movies):
        film.title = ""
    await refresh(hass, loaded)
    for _ in range(3):
        await refresh(hass, loaded)
    assert shown(hass, MOVIES_ADDED).state == STATE_UNKNOWN
    assert len(shown(hass, MOVIES_ADDED).attributes["items"]) == 2
    for film in plex_server.items(movies):
        film.title = "x" * 300
    for _ in range(3):
        await refresh(hass, loaded)
    assert shown(hass, MOVIES_ADDED).state == "x" * 255


async def test_empty_server(hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer) -> None:
    for library in list(plex_server.catalog.libraries.values()):
        plex_server.remove_library(library)
    async with entry_set_up(hass, config_entry):
        assert shown(hass, "binary_sensor.attic_online").state == STATE_ON
        assert shown(hass, "sensor.attic_recently_added").state == STATE_UNKNOWN


async def test_recorded_attributes_fit(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    """The recorder drops all attributes of a state if they exceed 16 KiB."""
    for library in plex_server.catalog.libraries.values():
        plex_server.add_items(library, 150)
    async with entry_set_up(hass, config_entry):
        options = {"recently_added": 100, "settle_seconds": 0}
        hass.config_entries.async_update_entry(config_entry, options=options)
        await hass.config_entries.async_reload(config_entry.entry_id)
        await until(lambda: plex_server.websockets)
        await asyncio.sleep(30)
        folder = tmp_path / "shows" / ("A very long name indeed " * 9) / "Season 01"
        folder.mkdir(parents=True)
        for number in range(1, 60):
            (folder / f"A very long name indeed - S01E{number:02}.mkv").write_bytes(str(number).encode())
        files = [file.name for file in folder.iterdir()]
        path = f"/media/shows/{folder.parent.name}/Season 01"
        await hass.services.async_call(
            DOMAIN, "download_completed", {"name": "n" * 1024, "path": path, "files": files}, blocking=True
        )
        await until(lambda: shown(hass, "sensor.attic_last_arrival").state != STATE_UNKNOWN, 30)
        assert len(shown(hass, MOVIES_ADDED).attributes["items"]) == 100
        for state in hass.states.async_all():
            assert recorded_bytes(hass, state) < 16384 / 4, state.entity_id


async def test_scan_button(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    await hass.services.async_call(
        BUTTON_DOMAIN, SERVICE_PRESS, {ATTR_ENTITY_ID: "button.attic_scan_shows"}, blocking=True
    )
    assert plex_server.scans == [("2", None)]


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault.STATUS(403), "forbidden"),
        (Fault.STATUS(401), "invalid_auth"),
        (Fault.STATUS(404), "not_found"),
        (Fault.MAINTENANCE, "not_ready"),
        (Fault.REFUSE, "cannot_connect"),
    ],
)
async def test_scan_button_raises_translated_error(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault, "*/refresh"), pytest.raises(HomeAssistantError) as error:
        await hass.services.async_call(
            BUTTON_DOMAIN, SERVICE_PRESS, {ATTR_ENTITY_ID: "button.attic_scan_movies"}, blocking=True
        )
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)
