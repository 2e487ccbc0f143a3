"""The end of set-up: suggested path mappings, and what is followed from now on."""

from collections.abc import AsyncIterator
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.plex_server import Fault, PlexServer
from tests.config_flow.steps import begin, choose, offered, plex_entry, submit
from tests.downloads.conftest import set_up
from tests.downloads.fake_clients import TransmissionServer

MAPPING = {"source": "/downloads", "plex": "/media"}


@pytest.fixture
async def transmission(hass: HomeAssistant, socket_enabled: None) -> AsyncIterator[TransmissionServer]:
    """Return a client, set up in Home Assistant, with a finished download whose path Plex does not know."""
    server = TransmissionServer()
    await server.start()
    server.torrents["a" * 40] = {"downloadDir": "/downloads/shows", "labels": []}
    server.finish("a" * 40, name="Copper.Valley.S01")
    entry = await set_up(hass, server)
    yield server
    await hass.config_entries.async_unload(entry.entry_id)
    await server.stop()


async def connect(hass: HomeAssistant, plex_server: PlexServer) -> ConfigFlowResult:
    """Go through set-up until the server is connected."""
    plex_entry(hass, plex_server)
    return await choose(hass, await begin(hass), "take_over")


def said(result: ConfigFlowResult) -> tuple[str | None, dict[str, str]]:
    """Return what the last page says."""
    assert result["type"] is FlowResultType.CREATE_ENTRY
    return result["description"], dict(result["description_placeholders"] or {})


def importer(hass: HomeAssistant, domain: str, **about: Any) -> None:
    MockConfigEntry(domain=domain, title=domain.title(), data={"url": f"http://{domain}"}, **about).add_to_hass(hass)


async def test_suggested_mapping_is_accepted_with_one_click(
    hass: HomeAssistant, plex_server: PlexServer, transmission: TransmissionServer
) -> None:
    form = await connect(hass, plex_server)
    assert form["step_id"] == "mappings"
    assert offered(form) == {"/downloads": "/downloads → /media"}
    assert (form["description_placeholders"] or {})["downloads"] == (
        "- `Copper.Valley.S01`: **Shows** (`/media/shows/Copper.Valley.S01`)"
    )
    result = await submit(hass, form)
    assert said(result) == ("clients", {"clients": "Transmission", "importers": ""})
    assert result["result"].options == {"path_mappings": [MAPPING]}


async def test_suggested_mapping_is_declined(
    hass: HomeAssistant, plex_server: PlexServer, transmission: TransmissionServer
) -> None:
    form = await connect(hass, plex_server)
    with pytest.raises(InvalidData):
        await submit(hass, form, path_mappings=["/elsewhere"])
    result = await submit(hass, form, path_mappings=[])
    assert said(result)[0] == "clients"
    assert result["result"].options == {}


@pytest.mark.parametrize("folder", ["/media/shows", "/elsewhere/done"])
async def test_no_page_if_there_is_nothing_to_suggest(
    hass: HomeAssistant, plex_server: PlexServer, transmission: TransmissionServer, folder: str
) -> None:
    transmission.torrents["a" * 40]["downloadDir"] = folder
    [entry] = hass.config_entries.async_entries("transmission")
    await entry.runtime_data.async_refresh()
    result = await connect(hass, plex_server)
    assert said(result)[0] == "clients"
    assert result["result"].options == {}


async def test_downloads_that_an_importer_takes_need_no_mapping(
    hass: HomeAssistant, plex_server: PlexServer, transmission: TransmissionServer
) -> None:
    transmission.torrents["a" * 40]["labels"] = ["tv-sonarr"]
    [entry] = hass.config_entries.async_entries("transmission")
    await entry.runtime_data.async_refresh()
    assert said(await connect(hass, plex_server))[0] == "clients"


async def test_plex_that_fails_meanwhile_is_set_up(
    hass: HomeAssistant, plex_server: PlexServer, transmission: TransmissionServer
) -> None:
    with plex_server.fail(Fault.MAINTENANCE, "/library/*"):
        result = await connect(hass, plex_server)
    assert said(result)[0] == "clients"


async def test_importers_are_not_connected_yet(hass: HomeAssistant, plex_server: PlexServer) -> None:
    for domain in ("sonarr", "radarr"):
        importer(hass, domain)
    importer(hass, "lidarr", disabled_by=ConfigEntryDisabler.USER)
    result = await connect(hass, plex_server)
    assert said(result) == ("importers", {"clients": "", "importers": "Radarr, Sonarr"})


async def test_clients_and_importers(
    hass: HomeAssistant, plex_server: PlexServer, transmission: TransmissionServer
) -> None:
    importer(hass, "sonarr")
    result = await submit(hass, await connect(hass, plex_server))
    assert said(result) == ("clients_and_importers", {"clients": "Transmission", "importers": "Sonarr"})


async def test_nothing_to_follow(hass: HomeAssistant, plex_server: PlexServer) -> None:
    assert said(await connect(hass, plex_server)) == ("nothing", {"clients": "", "importers": ""})
