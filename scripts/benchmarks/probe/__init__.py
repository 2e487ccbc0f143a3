"""A custom integration that measures the Home Assistant it runs in; its websocket commands return the measurements.

The benchmarks copy it into the config folder of their own Home Assistant; it is not part of Plex Arrivals.
"""

import asyncio
from contextlib import suppress
import os
from pathlib import Path
import sys
import time
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .meters import LoopMeter, StorageMeter
from .offline import Offline

# plexapi's progress bars, which take memory; only the requirements of the tests bring them
sys.modules["tqdm"] = None  # type: ignore[assignment]

DOMAIN = "probe"
_ENDED = ("available", "unmatched", "missing", "skipped")
_WAIT_SECONDS = 10
_PAGE_BYTES = os.sysconf("SC_PAGESIZE")


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Start to measure."""
    storage = await hass.async_add_executor_job(StorageMeter, Path(hass.config.path(".storage")), "plex_arrivals")
    hass.data[DOMAIN] = Probe(hass, storage)
    for command in (_read, _wait_ended, _finish):
        websocket_api.async_register_command(hass, command)
    return True


@callback
@websocket_api.websocket_command({vol.Required("type"): "probe/read", vol.Optional("speed"): float})
def _read(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the measurements since the last reading; from now on the event loop's clock runs at `speed`."""
    connection.send_result(msg["id"], hass.data[DOMAIN].read(msg.get("speed")))


@websocket_api.websocket_command({vol.Required("type"): "probe/wait_ended", vol.Required("count"): int})
@websocket_api.async_response
async def _wait_ended(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Wait until this many deliveries have ended since the last reading, or for 10 seconds; send how many have."""
    connection.send_result(msg["id"], await hass.data[DOMAIN].wait_ended(msg["count"]))


@websocket_api.websocket_command({vol.Required("type"): "probe/finish", vol.Required("downloads"): list})
@websocket_api.async_response
async def _finish(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Report finished downloads at the same time, as a source in this process would; answer when they are stored."""
    from custom_components.plex_arrivals.downloads.download import Download  # noqa: PLC0415 - not measured with core's

    entry = hass.config_entries.async_entries("plex_arrivals")[0]
    downloads = [Download(name=name, path=path, source="action") for name, path in msg["downloads"]]
    await asyncio.gather(*map(entry.runtime_data.manager.on_download_complete, downloads))
    connection.send_result(msg["id"])


class Probe:
    """All measurements since the last reading."""

    def __init__(self, hass: HomeAssistant, storage: StorageMeter) -> None:
        """Start to measure, and keep Home Assistant from connecting to plex.tv."""
        self._storage = storage
        self._loop = LoopMeter(hass.loop)
        self._offline = Offline()
        self._cpu = time.process_time()
        self._events: list[dict[str, Any]] = []
        self._ended = 0
        self._ended_event = asyncio.Event()
        hass.bus.async_listen("plex_arrivals_delivery", self._on_delivery)

    @callback
    def _on_delivery(self, event: Event[dict[str, Any]]) -> None:
        state, items = event.data["state"], event.data["items"]
        self._events.append(
            {"at": time.monotonic(), "state": state, "rating_keys": [item["rating_key"] for item in items]}
        )
        if state in _ENDED:
            self._ended += 1
            self._ended_event.set()

    async def wait_ended(self, count: int) -> int:
        """Wait until this many have ended since the last reading, or for 10 seconds; return how many have."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_WAIT_SECONDS):
                while self._ended < count:
                    self._ended_event.clear()
                    await self._ended_event.wait()
        return self._ended

    def read(self, speed: float | None) -> dict[str, Any]:
        """Return the measurements since the last reading, times in seconds and sizes in bytes, and start again."""
        cpu = time.process_time()
        reading = {
            "cpu": cpu - self._cpu,
            "memory": int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES,
            "written": self._storage.read(),
            "plex_tv_requests": self._offline.read(),
            "events": self._events,
            **self._loop.read(speed),
        }
        self._cpu, self._events, self._ended = cpu, [], 0
        return reading
