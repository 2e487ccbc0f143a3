"""What importers and download clients are called, and the address that is shown of importers."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.importer import Importer
from custom_components.plex_arrivals.downloads.source_names import async_source_names, importer_name


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["192.168.1.5"], ["Sonarr"]),
        (["Sonarr 4K"], ["Sonarr"]),
        (["192.168.1.5", "My sonarr"], ["Sonarr (192.168.1.5)", "My sonarr"]),
        (["Sonarr", "Sonarr", "Sonarr 4K"], ["Sonarr (nas:1/base)", "Sonarr (nas:2/base)", "Sonarr 4K"]),
    ],
)
async def test_names(hass: HomeAssistant, titles: list[str], names: list[str]) -> None:
    """An importer has the same name everywhere."""
    entries = [
        MockConfigEntry(
            domain="sonarr", title=title, data={"url": f"http://me:secret@nas:{number}/base/?apikey=secret"}
        )
        for number, title in enumerate(titles, 1)
    ]
    for entry in entries:
        entry.add_to_hass(hass)
    assert [importer_name(hass, "sonarr", entry.entry_id) for entry in entries] == names
    assert list((await async_source_names(hass, ["sonarr"])).values()) == names


async def test_clients_without_address(hass: HomeAssistant) -> None:
    for title in ("Transmission", "Transmission", "Attic"):
        MockConfigEntry(domain="transmission", title=title).add_to_hass(hass)
    names = await async_source_names(hass, ["transmission"])
    assert list(names.values()) == ["Transmission", "Transmission", "Transmission (Attic)"]


@pytest.mark.parametrize("entry_id", [None, "removed"])
def test_name_without_entry(hass: HomeAssistant, entry_id: str | None) -> None:
    assert importer_name(hass, "radarr", entry_id) == "Radarr"


@pytest.mark.parametrize(
    "url", ["https://me:secret@sonarr.example.com/base/", "https://sonarr.example.com/base?apikey=secret#secret"]
)
async def test_shown_address_has_no_password_or_key(hass: HomeAssistant, url: str) -> None:
    data = {"url": url, "api_key": "x", "verify_ssl": True}
    importer = Importer(hass, MockConfigEntry(domain="sonarr", data=data))
    assert importer.url == "https://sonarr.example.com:8989/base"
