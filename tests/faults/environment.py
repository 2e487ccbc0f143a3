"""Home Assistant with the entry and a Plex that fails; all in virtual time, so that hours pass within seconds."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
import logging
from pathlib import Path
import ssl

from homeassistant.const import CONF_URL
from homeassistant.core import Event, HomeAssistant
from homeassistant.util.ssl import SSL_ALPN_HTTP11, client_context
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.plex_arrivals.const import CONF_SETTLE_SECONDS, DOMAIN, EVENT_DELIVERY
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.plex_server import Fault, PlexServer, Rule
from testing.tls import TlsFront
from testing.waiting import until

from .fault_cases import CERTIFICATE, DROPPING, FaultCase

OURS = f"custom_components.{DOMAIN}"
ONLINE = "binary_sensor.attic_online"
FOLDER = "Paper Harbour (2021)"
OUTAGE_SECONDS = 120
"""Duration of a fault: longer than a poll interval and than two reconnection pauses."""
LIMIT_SECONDS = 1300
"""Maximum time to recovery: longer than two poll intervals while notifications arrive."""
_DROP_SECONDS = 5
_FLOOD_SECONDS = 20
_UP = "recovered"
_PLEX_ITSELF = "aiohttp.server"


class FaultEnvironment:
    """Home Assistant with the entry, its Plex, and the events and log records so far."""

    def __init__(
        self,
        hass: HomeAssistant,
        plex: PlexServer,
        entry: MockConfigEntry,
        disk: Path,
        log: pytest.LogCaptureFixture,
    ) -> None:
        self.hass = hass
        self.plex = plex
        self.entry = entry
        self.url = plex.url
        self._disk = disk
        self._log = log
        self._events: list[Event[dict[str, str]]] = async_capture_events(hass, EVENT_DELIVERY)
        self._rules: list[Rule] = []
        self._front: TlsFront | None = None
        self._fault_case: FaultCase | None = None

    # Faults

    async def secure(self, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
        """Reach Plex by https, with a trusted certificate."""
        self._front = front = await stack.enter_async_context(TlsFront(self.plex.url))
        bundle = self._disk / "authority.pem"
        bundle.write_text(front.certificate)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
        # shared by all tests; the key is discarded after this test
        context = client_context(alpn_protocols=SSL_ALPN_HTTP11)
        context.load_verify_locations(cadata=front.certificate)
        assert context.verify_mode is ssl.CERT_REQUIRED
        self.url = front.url
        self.hass.config_entries.async_update_entry(self.entry, data={**self.entry.data, CONF_URL: front.url})

    async def start_fault(self, fault_case: FaultCase, path: str = "*", *, field: str | None = None) -> None:
        """Start a fault; if it concerns the whole server, open connections break."""
        self._fault_case = fault_case
        if fault_case is CERTIFICATE:
            assert self._front is not None
            await self._front.show_expired(expired=True)
        elif fault_case.mode:
            self.plex.websocket_mode = fault_case.mode
        else:
            assert fault_case.fault is not None
            self._rules.append(self.plex.fail(fault_case.fault, path, field=field))
        if path == "*" or "websockets" in path or fault_case.mode in ("silent", "refuse"):
            self.plex.drop_websockets()

    async def end_fault(self) -> None:
        """End the fault; fail if it affected no request."""
        if self._fault_case is CERTIFICATE and self._front:
            await self._front.show_expired(expired=False)
        rules, self._rules = self._rules, []
        for rule in rules:
            rule.lift()
        self._fault_case = None
        self.plex.websocket_mode = "normal"
        assert all(rule.hits for rule in rules if rule.fault is not Fault.REFUSE), "nothing went wrong"

    # Time

    async def hold_fault(self, seconds: float = OUTAGE_SECONDS) -> None:
        """Keep the fault for some seconds."""
        if self._fault_case and self._fault_case.mode == "flood":
            seconds = min(seconds, _FLOOD_SECONDS)
        while seconds > 0:
            if self._fault_case is DROPPING:
                self.plex.drop_websockets()
            await asyncio.sleep(min(_DROP_SECONDS, seconds))
            seconds -= _DROP_SECONDS

    async def seconds_until(self, condition: Callable[[], object]) -> float:
        """Return the seconds until the condition is true; fail if that takes too long."""
        began = self.hass.loop.time()
        await until(condition, LIMIT_SECONDS)
        return round(self.hass.loop.time() - began, 1)

    async def wait_for_reconnect(self) -> None:
        """Wait until notifications are back: the pauses between reconnections grow during an outage."""
        await asyncio.sleep(150)

    # Home Assistant

    async def load(self) -> None:
        """Set the entry up, as at the start of Home Assistant."""
        await self.hass.config_entries.async_setup(self.entry.entry_id)

    async def load_notified(self) -> None:
        """Set the entry up while Plex works, and wait until notifications are connected."""
        self.hass.config_entries.async_update_entry(self.entry, options={CONF_SETTLE_SECONDS: 0})
        await self.load()
        await until(lambda: self.plex.websockets and self.online)

    @property
    def online(self) -> bool:
        state = self.hass.states.get(ONLINE)
        return state is not None and state.state == "on"

    async def finish(self, *, name: str = FOLDER) -> str:
        """Report a finished download; return the ID of its delivery."""
        file = self._disk / "movies" / name / f"{name}.mkv"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"film")
        path = f"/media/movies/{name}"
        files = (DownloadedFile(path=f"{path}/{name}.mkv", size=4),)
        download = Download(name=name, path=path, source="test", files=files, settled=True)
        delivery: Delivery = await self.entry.runtime_data.manager.on_download_complete(download)
        return delivery.id

    def delivery(self, delivery_id: str) -> Delivery:
        found: Delivery = self.entry.runtime_data.manager.deliveries[delivery_id]
        return found

    def arrived(self, delivery_id: str) -> bool:
        return self.delivery(delivery_id).state is DeliveryState.AVAILABLE

    def announced_states(self, delivery_id: str) -> list[str]:
        """Return the states of a delivery as announced on the event bus."""
        return [event.data["state"] for event in self._events if event.data["delivery_id"] == delivery_id]

    def state(self, delivery_id: str) -> str:
        """Return the state of a delivery, with its reason."""
        delivery = self.delivery(delivery_id)
        return f"{delivery.state} ({delivery.reason})" if delivery.reason else delivery.state.value

    # The log

    @property
    def lines(self) -> list[str]:
        """The messages that the integration logged, from level INFO up."""
        records = (record for record in self._log.records if record.name.startswith(OURS))
        return [record.getMessage() for record in records if record.levelno >= logging.INFO]

    @property
    def up(self) -> list[str]:
        """The lines about a recovery."""
        return [line for line in self.lines if _UP in line]

    @property
    def down(self) -> list[str]:
        """All other lines, which are about a problem."""
        return [line for line in self.lines if _UP not in line]

    @property
    def traces(self) -> list[str]:
        """Log records with a traceback, except those of the Plex stand-in, which runs in the same process."""
        records = (record for record in self._log.records if record.exc_info and record.name != _PLEX_ITSELF)
        return [f"{record.name}: {record.getMessage()}" for record in records if record.levelno > logging.DEBUG]

    @property
    def token_is_safe(self) -> bool:
        return self.plex.token not in self._log.text
