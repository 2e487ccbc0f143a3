"""What importers are called, and the address that is shown of them."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.importer import Importer
from custom_components.plex_arrivals.downloads.importers.names import importer_name


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Sonarr"], ["Sonarr"]),
        (["192.168.1.5"], ["Sonarr"]),
        (["My sonarr"], ["My sonarr"]),
        (["192.168.1.5", "Sonarr 4K"], ["Sonarr (192.168.1.5)", "Sonarr 4K"]),
    ],
)
def test_names(hass: HomeAssistant, titles: list[str], names: list[str]) -> None:
    entries = [MockConfigEntry(domain="sonarr", title=title) for title in titles]
    for entry in entries:
        entry.add_to_hass(hass)
    assert [importer_name(hass, "sonarr", entry.entry_id) for entry in entries] == names


@pytest.mark.parametrize("entry_id", [None, "removed"])
def test_name_without_entry(hass: HomeAssistant, entry_id: str | None) -> None:
    assert importer_name(hass, "radarr", entry_id) == "Radarr"


async def test_shown_address_has_no_password(hass: HomeAssistant) -> None:
    data = {"url": "https://me:secret@sonarr.example.com/base/", "api_key": "x", "verify_ssl": True}
    importer = Importer(hass, MockConfigEntry(domain="sonarr", data=data))
    assert importer.url == "https://sonarr.example.com:8989/base"
