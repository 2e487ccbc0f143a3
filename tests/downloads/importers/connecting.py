"""Our webhook in importers, and the importers of all versions."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.connection import (
    Connection,
    ConnectionState,
    WebhookTarget,
    async_change_connections,
    async_get_connections,
    async_importers,
)
from testing.importers import Album, Episodes, Lidarr, Movie, Radarr, Sonarr
from testing.importers.importer import Importer
from testing.importers.media import Media

IMPORTS = {"onDownload", "onUpgrade", "onRename"}
MANUAL = {"onManualInteractionRequired"}
SHOW, MOVIE = Episodes(title="Night Ferry"), Movie(title="Copper Sky")
CASES: dict[str, tuple[Callable[..., Importer], str, Media, set[str]]] = {
    "Sonarr 3": (Sonarr, "3.0.10.1566", SHOW, IMPORTS),
    "Sonarr 4.0.0": (Sonarr, "4.0.0.924", SHOW, IMPORTS | MANUAL),
    "Sonarr 4": (Sonarr, "4.0.16.2946", SHOW, IMPORTS | MANUAL),
    "Radarr 5.9": (Radarr, "5.9.1.9070", MOVIE, IMPORTS | MANUAL),
    "Radarr 5.27": (Radarr, "5.27.5.10198", MOVIE, IMPORTS | MANUAL),
    "Lidarr 2": (
        Lidarr,
        "2.9.6.4552",
        Album(title="Low Tide", artist="Lanterns"),
        {"onReleaseImport", "onUpgrade", "onRename", "onImportFailure"},
    ),
}
LIBRARIES = {Episodes: "shows", Movie: "movies", Album: "music"}
CONNECTED = Connection(state=ConnectionState.CONNECTED)
NOT_CONNECTED = Connection(state=ConnectionState.NOT_CONNECTED)
OUTDATED = Connection(state=ConnectionState.OUTDATED)


class Connections:
    """Our webhook in one importer."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry, address: str | None = None) -> None:
        self.importers = async_importers(hass, entry)
        self.target = WebhookTarget.of(hass, entry, entry.runtime_data.webhook, address)

    async def state(self) -> Connection:
        [found] = (await async_get_connections(self.importers, self.target)).values()
        return found

    async def connect(self) -> Connection | None:
        failed = await async_change_connections(self.importers, self.target, connect=[*self.importers], disconnect=[])
        return next(iter(failed.values()), None)

    async def disconnect(self) -> Connection | None:
        failed = await async_change_connections(self.importers, self.target, connect=[], disconnect=[*self.importers])
        return next(iter(failed.values()), None)


newest = pytest.mark.parametrize("importer", ["Sonarr 4"], indirect=True)
