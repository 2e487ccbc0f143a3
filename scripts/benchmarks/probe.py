"""Measures the Home Assistant it runs in; results are read over the websocket API.

It is no part of what is installed: the benchmarks put it into the config folder of a Home Assistant of their own.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from io import BytesIO
import os
from pathlib import Path
import socket
import sys
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from homeassistant.components import websocket_api
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.typing import ConfigType
import requests
import voluptuous as vol

DOMAIN = "probe"
_PAGE = os.sysconf("SC_PAGESIZE")
_USER = (
    '<user id="1" uuid="0" username="somebody" title="somebody" authToken="{token}" scrobbleTypes="1">'
    '<subscription active="0"/><profile autoSelectAudio="1"/></user>'
)
_PLEX_TV = {"/api/v2/user": _USER, "/api/v2/resources": "<resources/>"}
"""What Home Assistant's own Plex integration asks of plex.tv: an account without friends."""


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Begin to measure."""
    hass.data[DOMAIN] = Probe(hass)
    for command in (_read, _ended, _finish):
        websocket_api.async_register_command(hass, command)
    return True


@callback
@websocket_api.websocket_command({vol.Required("type"): "probe/read", vol.Optional("speed"): float})
def _read(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Send what was measured since the last time; `speed` is that of the loop's clock from now on."""
    connection.send_result(msg["id"], hass.data[DOMAIN].read(msg.get("speed")))


@callback
@websocket_api.websocket_command({vol.Required("type"): "probe/ended"})
def _ended(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Send how many deliveries have ended since the last reading."""
    states = (one["state"] for one in hass.data[DOMAIN].events)
    connection.send_result(msg["id"], sum(state in ("available", "unmatched", "missing") for state in states))


@websocket_api.websocket_command({vol.Required("type"): "probe/finish", vol.Required("downloads"): list})
@websocket_api.async_response
async def _finish(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Report finished downloads, all at the same moment, as a source in this process would; they are stored."""
    from custom_components.plex_arrivals.downloads.download import Download  # noqa: PLC0415 - core must not pay for it

    entry = hass.config_entries.async_entries("plex_arrivals")[0]
    downloads = [Download(name=name, path=path, source="action") for name, path in msg["downloads"]]
    await asyncio.gather(*map(entry.runtime_data.manager.on_download_complete, downloads))
    connection.send_result(msg["id"])


class Probe:
    """All meters, and what happened to deliveries."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Measure from now on, and keep what is asked of plex.tv on this machine."""
        self.events: list[dict[str, Any]] = []
        self._loop = LoopMeter(hass.loop)
        self._storage = hass.config.path(".storage/")
        self._written: Counter[str] = Counter()
        self._plex_tv = 0
        self._since = time.process_time()
        hass.bus.async_listen("plex_arrivals_delivery", self._on_delivery)
        sys.addaudithook(self._on_audit)
        self._stay_here()

    @callback
    def _on_delivery(self, event: Event[dict[str, Any]]) -> None:
        keys = [item["rating_key"] for item in event.data["items"]]
        self.events.append({"at": time.monotonic(), "state": event.data["state"], "keys": keys})

    def _on_audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count the bytes of the files that take their place in `.storage`, by their names."""
        if event == "os.rename" and str(arguments[1]).startswith(self._storage):
            self._written[str(arguments[1]).removeprefix(self._storage)] += Path(str(arguments[0])).stat().st_size

    def _stay_here(self) -> None:
        """Answer in place of plex.tv, and let no datagram leave."""
        send, sendto = requests.Session.send, socket.socket.sendto

        def answered(session: requests.Session, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
            url = urlsplit(str(request.url))
            if not (url.hostname or "").endswith("plex.tv"):
                return send(session, request, **kwargs)
            self._plex_tv += 1
            response = requests.Response()
            response.status_code, response.request, response.url = 200, request, str(request.url)
            token = request.headers.get("X-Plex-Token", "")
            response.raw = BytesIO(_PLEX_TV.get(url.path, "<MediaContainer/>").format(token=token).encode())
            return response

        def kept(sock: socket.socket, data: bytes, *arguments: Any) -> int:
            local = sock.family != socket.AF_INET or arguments[-1][0].startswith("127.")
            return sendto(sock, data, *arguments) if local else len(data)

        requests.Session.send = answered  # type: ignore[method-assign,assignment]
        socket.socket.sendto = kept  # type: ignore[method-assign,assignment]

    def read(self, speed: float | None) -> dict[str, Any]:
        """Return what was measured since the last time, and begin anew; times in seconds, sizes in bytes."""
        cpu = time.process_time()
        reading = {
            "cpu": cpu - self._since,
            "memory": int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE,
            "written": dict(self._written),
            "plex_tv": self._plex_tv,
            "events": self.events,
            **self._loop.read(speed),
        }
        self._since, self._plex_tv, self.events = cpu, 0, []
        self._written.clear()
        return reading


class LoopMeter:
    """Times each iteration of the event loop, without the select call."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Measure a loop from now on."""
        self._longest = self._longest_cpu = 0.0
        self._begun: tuple[float, float, int] | None = None
        self._schedule = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
        selector = loop._selector  # type: ignore[attr-defined]  # noqa: SLF001 - the place that every round passes
        self._select: Callable[..., Any] = selector.select
        selector.select = self._timed_select
        self._speed = 1.0
        self._shown_at, self._real_at = loop.time(), time.monotonic()
        loop.time = self._time  # type: ignore[method-assign]

    def read(self, speed: float | None) -> dict[str, float]:
        """Return the longest round and the most processor time of one, and begin anew; hurry the clock from now on."""
        if speed:
            self._shown_at, self._real_at = self._time(), time.monotonic()
            self._speed = speed
        reading = {"stall": self._longest, "stall_cpu": self._longest_cpu}
        self._longest = self._longest_cpu = 0.0
        return reading

    def _time(self) -> float:
        return self._shown_at + (time.monotonic() - self._real_at) * self._speed

    def _timed_select(self, timeout: float | None = None) -> Any:
        if self._begun is not None:
            wall, cpu, waited = (now - then for now, then in zip(self._now(), self._begun, strict=True))
            self._longest = max(
                self._longest, wall - waited / 1e9, cpu
            )  # the kernel counts its delays a little too high
            self._longest_cpu = max(self._longest_cpu, cpu)
        self._begun = None
        found = self._select(timeout if timeout is None else timeout / self._speed)
        self._begun = self._now()
        return found

    def _now(self) -> tuple[float, float, int]:
        """Return wall time, CPU time of the thread, and nanoseconds the thread waited for a CPU."""
        return time.perf_counter(), time.thread_time(), int(os.pread(self._schedule, 99, 0).split()[1])
