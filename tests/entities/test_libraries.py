"""The entities of libraries are added, renamed and removed with the libraries."""

from pathlib import Path

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.plex_server import Fault, Location, PlexServer

from .conftest import ENTITIES, MOVIES_ADDED, library_of, refresh, shown

MOVIES_SCANNING = "binary_sensor.attic_movies_scanning"


def library_entities(hass: HomeAssistant, entry: MockConfigEntry, library_id: str) -> set[str]:
    registry = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return {entity.entity_id for entity in registry if entity.unique_id.endswith(f"_{library_id}")}


async def test_new_library_adds_entities(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.add_library("Films", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    await refresh(hass, loaded)
    assert library_entities(hass, loaded, "4") == {
        "binary_sensor.attic_films_scanning",
        "button.attic_scan_films",
        "sensor.attic_films_recently_added",
    }
    assert shown(hass, "binary_sensor.attic_films_scanning").state == STATE_OFF


@pytest.mark.parametrize("restart", [False, True])
async def test_deleted_library_removes_entities(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, restart: bool
) -> None:
    assert len(library_entities(hass, loaded, "1")) == 3
    if restart:
        await hass.config_entries.async_unload(loaded.entry_id)
    plex_server.remove_library(library_of(plex_server, "Movies"))
    if restart:
        await hass.config_entries.async_setup(loaded.entry_id)
    await refresh(hass, loaded)
    assert library_entities(hass, loaded, "1") == set()
    assert hass.states.get(MOVIES_ADDED) is None
    assert len(library_entities(hass, loaded, "2")) == 3
    assert shown(hass, "binary_sensor.attic_online").state == STATE_ON


async def test_library_is_deleted_and_created_again(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    movies = library_of(plex_server, "Movies")
    plex_server.remove_library(movies)
    await refresh(hass, loaded)
    plex_server.catalog.libraries["1"] = movies
    await refresh(hass, loaded)
    assert len(library_entities(hass, loaded, "1")) == 3
    assert shown(hass, "binary_sensor.attic_movies_scanning").state == STATE_OFF


@pytest.mark.parametrize("restart", [False, True])
async def test_renamed_library_renames_entities(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    entity_registry: er.EntityRegistry,
    restart: bool,
) -> None:
    before = library_entities(hass, loaded, "1")
    library_of(plex_server, "Movies").title = "Cinema"
    if restart:
        await hass.config_entries.async_reload(loaded.entry_id)
    await refresh(hass, loaded)
    assert library_entities(hass, loaded, "1") == before
    assert shown(hass, "button.attic_scan_movies").name == "Attic Scan Cinema"
    assert shown(hass, "binary_sensor.attic_movies_scanning").name == "Attic Cinema scanning"
    assert shown(hass, MOVIES_ADDED).name == "Attic Cinema recently added"
    assert shown(hass, "button.attic_scan_shows").name == "Attic Scan Shows"
    assert len(plex_server.websockets) <= 1


@pytest.mark.parametrize("fault", [Fault.EMPTY, Fault.MALFORMED, Fault.HTML, Fault.STATUS(500), Fault.MAINTENANCE])
@pytest.mark.parametrize("restart", [False, True])
async def test_invalid_response_keeps_entities(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, restart: bool
) -> None:
    before = set(er.async_get(hass).entities)
    with plex_server.fail(fault, "/library/sections"):
        if restart:
            await hass.config_entries.async_reload(loaded.entry_id)
        await refresh(hass, loaded)
        assert shown(hass, "binary_sensor.attic_online").state == STATE_OFF
        assert set(er.async_get(hass).entities) == before
    await refresh(hass, loaded)
    assert shown(hass, MOVIES_SCANNING).state != STATE_UNAVAILABLE


@pytest.mark.parametrize("restart", [False, True])
async def test_empty_list_of_libraries_keeps_entities(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    caplog: pytest.LogCaptureFixture,
    restart: bool,
) -> None:
    before = set(er.async_get(hass).entities)
    libraries = dict(plex_server.catalog.libraries)
    plex_server.catalog.libraries.clear()
    if restart:
        await hass.config_entries.async_reload(loaded.entry_id)
    await refresh(hass, loaded)
    assert shown(hass, MOVIES_ADDED).state == STATE_UNAVAILABLE
    assert set(er.async_get(hass).entities) == before
    plex_server.catalog.libraries.update(libraries)
    await refresh(hass, loaded)
    assert shown(hass, MOVIES_SCANNING).state != STATE_UNAVAILABLE
    assert "unique ID" not in caplog.text, "an entity was added twice"


async def test_library_ids_with_same_ending(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    for library_id in ("11", "111"):
        location = Location(plex=f"/{library_id}", disk=tmp_path / library_id)
        library = plex_server.add_library(f"More {library_id}", "movie", [location])
        del plex_server.catalog.libraries[library.id]
        library.id = library_id
        plex_server.catalog.libraries[library_id] = library
    await refresh(hass, loaded)
    before = set(er.async_get(hass).entities)
    assert len(before) == len(ENTITIES) + 6
    await hass.config_entries.async_reload(loaded.entry_id)
    assert set(er.async_get(hass).entities) == before
