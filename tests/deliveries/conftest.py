"""The environment of a delivery: Home Assistant, and Plex with its libraries on disk."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from homeassistant.core import Event, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.plex_arrivals.const import EVENT_DELIVERY
from custom_components.plex_arrivals.deliveries.delivery import Delivery
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.reload_cache import async_clear_cached
from testing.plex_server import PlexServer
from testing.waiting import until


@dataclass
class DeliveryEnvironment:
    """The integration, its Plex server, the disk, and the events of deliveries."""

    hass: HomeAssistant
    plex: PlexServer
    entry: MockConfigEntry
    disk: Path
    events: list[Event[dict[str, Any]]]

    @property
    def manager(self) -> Any:
        return self.entry.runtime_data.manager

    def put(self, path: str, *, size: int = 10) -> DownloadedFile:
        """Write a file below a library's folder (`movies/…`); return it with Plex's path."""
        file = self.disk / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * size)
        return DownloadedFile(path=f"/media/{path}", size=size)

    async def finish(self, path: str, *files: DownloadedFile, **details: Any) -> Delivery:
        """Report a finished download at a path."""
        download = Download(name=path.rpartition("/")[2], path=path, source="test", files=files, settled=True)
        delivery: Delivery = await self.manager.on_download_complete(replace(download, **details))
        return delivery

    async def ended(self, delivery: Delivery, seconds: float = 3600) -> Delivery:
        """Return a delivery once it has ended and its end was announced."""

        def ended() -> Delivery | None:
            now: Delivery = self.manager.deliveries[delivery.id]
            return now if now.ended and self.announced(delivery)[-1:] == [now.state.value] else None

        await until(ended, seconds)
        return self.manager.deliveries[delivery.id]  # type: ignore[no-any-return]

    def announced(self, delivery: Delivery) -> list[str]:
        """Return the states of a delivery in the events on the bus."""
        return [event.data["state"] for event in self.events if event.data["delivery_id"] == delivery.id]

    async def restart(self) -> None:
        """Unload and load the entry, as a restart of Home Assistant does."""
        await self.hass.config_entries.async_unload(self.entry.entry_id)
        async_clear_cached(self.hass, self.entry.entry_id)
        await self.hass.config_entries.async_setup(self.entry.entry_id)


@pytest.fixture
async def env(
    hass: HomeAssistant, plex_server: PlexServer, loaded: MockConfigEntry, tmp_path: Path
) -> DeliveryEnvironment:
    """Return an environment whose notifications are connected."""
    events = async_capture_events(hass, EVENT_DELIVERY)
    await until(lambda: plex_server.websockets)
    plex_server.requests.clear()
    return DeliveryEnvironment(hass, plex_server, loaded, tmp_path, events)
