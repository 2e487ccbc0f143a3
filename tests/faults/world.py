"""A home with real waits, in which hours pass within seconds, and something goes wrong at Plex."""

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

from .troubles import CERTIFICATE, DROPPING, Trouble

OURS = f"custom_components.{DOMAIN}"
ONLINE = "binary_sensor.attic_online"
FOLDER = "Paper Harbour (2021)"
OUTAGE_SECONDS = 120
"""So long everything stays wrong: longer than a poll, and than it takes to be put off for the third time."""
LIMIT_SECONDS = 1300
"""So long we wait for all to be well again: longer than two polls while notifications come."""
_DROP_SECONDS = 5
_FLOOD_SECONDS = 20
_UP = "recovered"
_PLEX_ITSELF = "aiohttp.server"


class World:
    """Home Assistant with a loaded entry, the Plex that it shows, and what was told and logged."""

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
        self._trouble: Trouble | None = None

    # What goes wrong

    async def secure(self, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have Plex reached by https, with a certificate that is trusted."""
        self._front = front = await stack.enter_async_context(TlsFront(self.plex.url))
        bundle = self._disk / "authority.pem"
        bundle.write_text(front.certificate)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
        context = client_context(alpn_protocols=SSL_ALPN_HTTP11)  # shared by all tests; the key is gone after this one
        context.load_verify_locations(cadata=front.certificate)
        assert context.verify_mode is ssl.CERT_REQUIRED
        self.url = front.url
        self.hass.config_entries.async_update_entry(self.entry, data={**self.entry.data, CONF_URL: front.url})

    async def begin(self, trouble: Trouble, path: str = "*", *, field: str | None = None) -> None:
        """Let it go wrong; where that concerns the whole server, what is connected breaks."""
        self._trouble = trouble
        if trouble is CERTIFICATE:
            assert self._front is not None
            await self._front.show_expired(expired=True)
        elif trouble.mode:
            self.plex.websocket_mode = trouble.mode
        else:
            assert trouble.fault is not None
            self._rules.append(self.plex.fail(trouble.fault, path, field=field))
        if path == "*" or "websockets" in path or trouble.mode in ("silent", "refuse"):
            self.plex.drop_websockets()

    async def lift(self) -> None:
        """Put it right."""
        if self._trouble is CERTIFICATE and self._front:
            await self._front.show_expired(expired=False)
        rules, self._rules = self._rules, []
        for rule in rules:
            rule.lift()
        self._trouble = None
        self.plex.websocket_mode = "normal"
        assert all(rule.hits for rule in rules if rule.fault is not Fault.REFUSE), "nothing went wrong"

    # Time

    async def last(self, seconds: float = OUTAGE_SECONDS) -> None:
        """Let time pass, in which the trouble goes on."""
        if self._trouble and self._trouble.mode == "flood":
            seconds = min(seconds, _FLOOD_SECONDS)
        while seconds > 0:
            if self._trouble is DROPPING:
                self.plex.drop_websockets()
            await asyncio.sleep(min(_DROP_SECONDS, seconds))
            seconds -= _DROP_SECONDS

    async def seconds_until(self, condition: Callable[[], object]) -> float:
        """Return how long it took until something became true; fails where it did not in time."""
        began = self.hass.loop.time()
        await until(condition, LIMIT_SECONDS)
        return round(self.hass.loop.time() - began, 1)

    async def calm_down(self) -> None:
        """Let the notifications come back, for which an outage makes us wait longer and longer."""
        await asyncio.sleep(150)

    # The home

    async def load(self) -> None:
        """Set the entry up, as at the start of Home Assistant."""
        await self.hass.config_entries.async_setup(self.entry.entry_id)

    async def load_notified(self) -> None:
        """Set the entry up with a Plex that is well."""
        self.hass.config_entries.async_update_entry(self.entry, options={CONF_SETTLE_SECONDS: 0})
        await self.load()
        await until(lambda: self.plex.websockets and self.online)

    @property
    def online(self) -> bool:
        state = self.hass.states.get(ONLINE)
        return state is not None and state.state == "on"

    async def finish(self, *, name: str = FOLDER) -> str:
        """Have a download finish; return its delivery's id."""
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

    def told(self, delivery_id: str) -> list[str]:
        """Return the states that the bus events told of a delivery."""
        return [event.data["state"] for event in self._events if event.data["delivery_id"] == delivery_id]

    def state(self, delivery_id: str) -> str:
        """Return how a delivery is, in a few words."""
        delivery = self.delivery(delivery_id)
        return f"{delivery.state} ({delivery.reason})" if delivery.reason else delivery.state.value

    # The log

    @property
    def lines(self) -> list[str]:
        """What our log got, from level INFO up."""
        ours = (one for one in self._log.records if one.name.startswith(OURS) and one.levelno >= logging.INFO)
        return [one.getMessage() for one in ours]

    @property
    def up(self) -> list[str]:
        """The lines that say that something is right again."""
        return [line for line in self.lines if _UP in line]

    @property
    def down(self) -> list[str]:
        """All other lines: those that say that something is wrong."""
        return [line for line in self.lines if _UP not in line]

    @property
    def traces(self) -> list[str]:
        """What got into the log with a trace, whoever wrote it; the Plex of the tests runs in the same process."""
        loud = (one for one in self._log.records if one.levelno > logging.DEBUG and one.name != _PLEX_ITSELF)
        return [f"{one.name}: {one.getMessage()}" for one in loud if one.exc_info]

    @property
    def token_is_safe(self) -> bool:
        return self.plex.token not in self._log.text
