"""The action `refresh_library`."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from testing.plex_server import Fault, Location, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

from .conftest import FAULTS, call, scan


@pytest.mark.parametrize("library", ["Movies", "movies", " MOVIES ", "1", 1])
async def test_scan_whole_library(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, library: str | int
) -> None:
    await scan(hass, library=library)
    assert plex_server.scans == [("1", None)]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/media/movies", "/media/movies"),
        ("/media/movies/", "/media/movies"),
        ("/media//movies/Sable Coast (2010)/", "/media/movies/Sable Coast (2010)"),
        ("/media/movies/./Sable Coast (2010)", "/media/movies/Sable Coast (2010)"),
    ],
)
async def test_scan_folder(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, path: str, asked: str
) -> None:
    await scan(hass, library="Movies", path=path)
    assert plex_server.scans == [("1", asked)]


@pytest.mark.parametrize("path", ["/media/movies-4k", "/media", "/media/movies/../shows", "movies", r"C:\media\movies"])
async def test_folder_outside_library(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, path: str
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await scan(hass, library="Movies", path=path)
    assert error.value.translation_key == "path_outside_library"
    assert "/media/movies" in str(error.value)
    assert plex_server.scans == []


async def test_library_with_two_locations(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    folders = [Location(plex=f"/media/{name}", disk=tmp_path / name) for name in ("films", "more films")]
    plex_server.add_library("Films", "movie", folders)
    async with entry_set_up(hass, config_entry):
        await scan(hass, library="Films", path="/media/films/Sable Coast (2010)")
        await scan(hass, library="Films", path="/media/more films")
        assert plex_server.scans == [("4", "/media/films/Sable Coast (2010)"), ("4", "/media/more films")]
        with pytest.raises(ServiceValidationError) as error:
            await scan(hass, library="Films", path="/media/movies")
        assert error.value.translation_key == "path_outside_library"
        assert "/media/films, /media/more films" in str(error.value)


async def test_unknown_library(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await scan(hass, library="Films")
    assert error.value.translation_key == "no_such_library"
    assert str(error.value) == "Plex has no library named Films. Available libraries: Movies, Shows, Music"


async def test_new_library(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    coordinator = loaded.runtime_data.coordinator
    await until(lambda: coordinator._libraries_request.age > 1)
    plex_server.add_library("Films", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    await scan(hass, library="Films")
    assert plex_server.scans == [("4", None)]


async def test_libraries_with_same_title(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.add_library("movies", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    plex_server.add_library("1", "movie", [Location(plex="/media/one", disk=tmp_path / "one")])
    async with entry_set_up(hass, config_entry):
        with pytest.raises(ServiceValidationError) as error:
            await scan(hass, library="Movies")
        assert error.value.translation_key == "ambiguous_library"
        assert str(error.value).endswith("1, 4")
        await scan(hass, library="1")
        assert plex_server.scans == [("1", None)], "the ID takes precedence over the title"


@pytest.mark.parametrize(("fault", "key"), FAULTS)
async def test_scan_while_plex_is_offline(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault):
        await loaded.runtime_data.coordinator.async_refresh()
        with pytest.raises(HomeAssistantError) as error:
            await scan(hass, library="Movies")
    assert not isinstance(error.value, ServiceValidationError)
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)


@pytest.mark.parametrize(("fault", "key"), FAULTS[:-1])  # Plex answers a scan with a page
async def test_failing_scan(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault, "*/refresh"), pytest.raises(HomeAssistantError) as error:
        await scan(hass, library="Movies")
    assert not isinstance(error.value, ServiceValidationError)
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)


async def test_scan_right_after_plex_is_online(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    """It was offline at the last update."""
    with plex_server.fail(Fault.REFUSE):
        await loaded.runtime_data.coordinator.async_refresh()
    assert not loaded.runtime_data.coordinator.online
    await scan(hass, library="Movies")
    assert plex_server.scans == [("1", None)]
    assert loaded.runtime_data.coordinator.online


async def test_other_server_is_not_scanned(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    plex_server.identity.machine_identifier = "another"
    await loaded.runtime_data.coordinator.async_refresh()
    for action in (scan(hass, library="Movies"), call(hass, "get_recently_added")):
        with pytest.raises(HomeAssistantError) as error:
            await action
        assert error.value.translation_key == "another_server"
    assert plex_server.scans == []


async def test_unload_during_action(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    await asyncio.sleep(2 * FRESH_SECONDS)  # recently fetched libraries would be used
    rule = plex_server.fail(Fault.HANG, "/library/sections")
    asking = asyncio.create_task(scan(hass, library="Movies"))
    await until(lambda: rule.hits)
    await hass.config_entries.async_unload(loaded.entry_id)
    with pytest.raises(HomeAssistantError) as error:
        await asking
    assert error.value.translation_key == "unloaded"


async def test_folder_is_scanned_in_spelling_of_location(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.add_library("Share", "movie", [Location(plex="//nas/Films", disk=tmp_path / "movies")])
    await asyncio.sleep(2 * FRESH_SECONDS)
    for path in ("//NAS/films/New", r"\\nas\films\New", "//nas//Films/New/"):
        await scan(hass, library="Share", path=path)
    assert [path for _, path in plex_server.scans] == ["//nas/Films/New"] * 3
