"""Measures the Home Assistant that it runs in; `GET /api/probe` tells what was measured since the last time.

It is no part of what is installed: the benchmarks put it into the config folder of a Home Assistant of their own.
"""

import asyncio
import os
from pathlib import Path
import time
from typing import Any

from aiohttp import web
from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.typing import ConfigType

from .loop import LoopMeter
from .network import keep_on_loopback
from .written import WrittenMeter

DOMAIN = "probe"
_PAGE = os.sysconf("SC_PAGESIZE")


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Begin to measure; the configuration may name an address that answers for plex.tv."""
    if plex_tv := config[DOMAIN].get("plex_tv"):
        keep_on_loopback(plex_tv)
    hass.http.register_view(ProbeView(Probe(hass)))
    return True


class Probe:
    """All meters, and what happened to deliveries."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Measure from now on."""
        self.loop = LoopMeter(hass.loop)
        self._written = WrittenMeter(Path(hass.config.path(".storage")))
        self._cpu = time.process_time()
        self._since = time.monotonic()
        self._told: list[dict[str, Any]] = []
        hass.bus.async_listen("plex_arrivals_delivery", self._on_delivery)

    @callback
    def _on_delivery(self, event: Event[dict[str, Any]]) -> None:
        data = event.data
        self._told.append(
            {
                "at": time.monotonic(),
                "delivery_id": data["delivery_id"],
                "name": data["download"]["name"],
                "state": data["state"],
                "keys": [item["rating_key"] for item in data["items"]],
            }
        )

    @callback
    def told(self) -> dict[str, int]:
        """Return how often which state was told since the last reading."""
        counts: dict[str, int] = {}
        for one in self._told:
            counts[one["state"]] = counts.get(one["state"], 0) + 1
        return counts

    @callback
    def read(self) -> dict[str, Any]:
        """Return what was measured since the last time, and begin anew; times in seconds, sizes in bytes."""
        now, cpu = time.monotonic(), time.process_time()
        told, self._told = self._told, []
        reading = {
            "seconds": now - self._since,
            "cpu": cpu - self._cpu,
            "rss": int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE,  # memory, no disk
            "loop": self.loop.read(),
            "written": self._written.read(),
            "told": told,
        }
        self._since, self._cpu = now, cpu
        return reading


class ProbeView(HomeAssistantView):
    """Tells what was measured, with `?peek` only how many deliveries came to which state."""

    url = "/api/probe"
    name = "api:probe"

    def __init__(self, probe: Probe) -> None:
        """Take what measures."""
        self._probe = probe

    async def get(self, request: web.Request) -> web.Response:
        """Answer with a reading; `speed` is that of the loop's clock from now on."""
        if speed := request.query.get("speed"):
            self._probe.loop.hurry(float(speed))
        if "peek" in request.query:
            return self.json(self._probe.told())
        return self.json(self._probe.read())

    async def post(self, request: web.Request) -> web.Response:
        """Report finished downloads, all at the same moment, as a source in this process would; they are stored."""
        from custom_components.plex_arrivals.downloads.download import Download  # noqa: PLC0415 - no peer may pay for it

        entry = request.app[KEY_HASS].config_entries.async_entries("plex_arrivals")[0]
        downloads = [Download(name=name, path=path, source="action") for name, path in await request.json()]
        await asyncio.gather(*map(entry.runtime_data.manager.on_download_complete, downloads))
        return self.json({})
