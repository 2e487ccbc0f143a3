"""Deliveries whose download a Sonarr has, with Home Assistant's own integration of it."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import Delivery, Reason
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.importers import Episodes, Sonarr
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import importer_set_up

HASH, OTHER_HASH = "ab" * 20, "cd" * 20
MINUTE = 61
NAME = "Copper.Tide.S02"
ARCHIVE = "Found archive file, might need to be extracted"


@dataclass
class ImportEnvironment:
    """An environment with a Sonarr that imports downloads into the library of shows."""

    env: DeliveryEnvironment
    sonarr: Sonarr
    stack: AsyncExitStack

    @property
    def hass(self) -> HomeAssistant:
        return self.env.hass

    async def set_up(self) -> MockConfigEntry:
        """Set up Home Assistant's integration of Sonarr."""
        return await self.stack.enter_async_context(importer_set_up(self.hass, self.sonarr))

    def grab(self, *numbers: int, client_id: str = HASH, **details: Any) -> Download:
        """Let Sonarr grab episodes; return them as the client reports them when they are complete."""
        folder = self.env.disk / "downloads" / NAME
        folder.mkdir(parents=True)
        for number in numbers:
            (folder / f"copper.tide.s02e{number:02}.mkv").write_bytes(b"x" * (10 + number))
        self.sonarr.grab(client_id, NAME, Episodes(title="Copper Tide", year=2014, season=2, numbers=numbers), folder)
        return torrent(*numbers, **details)

    async def report(self, download: Download) -> Delivery:
        """Let the client report a complete download, which Sonarr notices as well."""
        for tracked in self.sonarr.queue:
            if not tracked.finished:
                tracked.finish()
        delivery: Delivery = await self.env.manager.on_download_complete(download)
        return delivery

    def now(self, delivery: Delivery) -> Delivery:
        """Return a delivery as it is now."""
        found: Delivery = self.env.manager.deliveries[delivery.id]
        return found

    async def waiting_for(self, delivery: Delivery, reason: Reason, seconds: float = MINUTE) -> Delivery:
        """Return a delivery once it has a reason, which was announced."""
        await until(lambda: self.reasons(delivery)[-1:] == [reason.value], seconds)
        return self.now(delivery)

    def reasons(self, delivery: Delivery) -> list[str | None]:
        """Return the reasons of a delivery in the events on the bus."""
        return [event.data["reason"] for event in self.env.events if event.data["delivery_id"] == delivery.id]


def torrent(*numbers: int, **details: Any) -> Download:
    """Return what a torrent client reports."""
    path = f"/downloads/{NAME}"
    files = tuple(DownloadedFile(path=f"{path}/copper.tide.s02e{n:02}.mkv", size=10 + n) for n in numbers)
    defaults = {"hash": HASH, "category": "odd", "source": "qbittorrent", "settled": True}
    return Download(**{"name": NAME, "path": path, "files": files, **defaults, **details})


def imported(path: str, size: int, **details: Any) -> Download:
    """Return what a webhook reports about an imported file."""
    return Download(
        **{
            "name": "Copper Tide",
            "path": path,
            "files": (DownloadedFile(path=path, size=size),),
            "hash": HASH,
            "source": "sonarr",
            "imported": True,
            "media_type": "show",
            "settled": True,
            **details,
        }
    )
