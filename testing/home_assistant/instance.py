"""A real Home Assistant with a config folder, which tests start and kill repeatedly."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
import re
import shutil
import signal
import sys
from typing import Any, Self

import aiohttp

from testing.daemons import free_port
from testing.daemons.daemon import signal_group
from testing.home_assistant.client import HomeAssistant
from testing.home_assistant.folder import prepare_home_assistant, problems_in_log
from testing.plex_server import PlexServer
from testing.stored_deliveries import stored_deliveries

DOWNLOADS = "/downloads"
"""The download folder as the reporting client sees it; Home Assistant never reads it."""
PLEX_ROOT = "/media"
SETTLE_SECONDS = 2
_START_SECONDS = 120
_STOP_SECONDS = 30
_REQUEST_SECONDS = 30

_HEARD = "delivery event:"
_CONFIGURATION = f"""\
homeassistant:
  country: GB
  language: en
api:
config:
repairs:
websocket_api:
logger:
  logs:
    custom_components.plex_arrivals: info
slow_start:
automation:
  - alias: Log the deliveries
    mode: parallel
    max: 100
    triggers:
      - trigger: event
        event_type: plex_arrivals_delivery
    actions:
      - action: system_log.write
        data:
          logger: tests
          level: warning
          message: "{_HEARD} {{{{ trigger.event.data.delivery_id }}}} {{{{ trigger.event.data.state }}}}"
"""

_SLOW_START_SECONDS = 2
"""How long another integration delays the start: Plex Arrivals is loaded then, but no automation runs yet."""


class HomeAssistantClient(HomeAssistant):
    """API client of the tests, signed in with the token of an earlier run."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        super().__init__(url, session)
        self._announced: list[dict[str, Any]] = []

    @property
    def authorization(self) -> str:
        return self._session.headers["Authorization"]

    async def answers(self) -> bool:
        """Return whether it serves its pages yet."""
        with suppress(aiohttp.ClientError):
            async with self._session.get(f"{self.url}/manifest.json") as answer:
                return answer.status == 200
        return False

    async def sign_in(self, authorization: str) -> None:
        self._session.headers["Authorization"] = authorization
        self._socket = await self._session.ws_connect(f"{self.url}/api/websocket", max_msg_size=0)
        await self._socket.receive_json(timeout=_REQUEST_SECONDS)
        await self._socket.send_json({"type": "auth", "access_token": authorization.removeprefix("Bearer ")})
        assert (await self._socket.receive_json(timeout=_REQUEST_SECONDS))["type"] == "auth_ok"

    async def sign_out(self) -> None:
        """Close the websocket if it is still open."""
        if self._socket:
            await self._socket.close()

    async def started(self) -> None:
        """Wait until everything is set up."""
        async with asyncio.timeout(_START_SECONDS):
            while (await self.command("get_config"))["state"] != "RUNNING":  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)

    @property
    def announced(self) -> list[dict[str, Any]]:
        """The data of the delivery events so far, in this run."""
        while not self.events.empty():
            self._announced.append(self.events.get_nowait()["data"])
        return self._announced

    async def report(self, path: str, *files: str) -> str:
        """Report a finished download, its path below `DOWNLOADS`; return the ID of its delivery."""
        data = {"name": path.rpartition("/")[2], "path": f"{DOWNLOADS}/{path}", "files": files}
        return str((await self._ask("download_completed", data))["delivery_id"])

    async def deliveries(self) -> dict[str, dict[str, Any]]:
        deliveries = (await self._ask("get_deliveries", {}))["deliveries"]
        return {delivery["delivery_id"]: delivery for delivery in deliveries}

    async def _ask(self, action: str, data: Mapping[str, object]) -> Any:
        answer = await self._post(f"/api/services/plex_arrivals/{action}?return_response", json=data)
        return answer["service_response"]


async def _write_down(process: asyncio.subprocess.Process, output: Path) -> None:
    """Copy the output of a process to a file; the process itself may be unable to write while its disk is full."""
    assert process.stdout
    with output.open("wb", buffering=0) as file:
        while said := await process.stdout.read(2**16):
            file.write(said)


class HomeAssistantInstance:
    """A config folder and the ports of its Home Assistant and Plex; prepared once, then copied for each test."""

    def __init__(self, config: Path, port: int, plex_port: int) -> None:
        self.config = config
        self.plex_port = plex_port
        self.authorization = ""
        self.entry_id = ""
        self.outputs: list[Path] = []
        """The files with the output of each run."""
        self.url = f"http://127.0.0.1:{port}"
        self.program: tuple[str, ...] = ("-m", "homeassistant")
        """The arguments with which Python runs Home Assistant."""
        self.process: asyncio.subprocess.Process | None = None
        """The process of the latest run."""
        self._port = port

    @classmethod
    async def prepare(cls, config: Path, plex: PlexServer, configuration: str = _CONFIGURATION) -> Self:
        """Run Home Assistant once to create its user and set up the integration with Plex, then stop it."""
        await plex.start()
        instance = cls(config, free_port(), int(plex.url.rpartition(":")[2]))
        prepare_home_assistant(instance._port, config)
        (config / "configuration.yaml").write_text(configuration)
        instance._add_slow_start()
        async with instance.run(end_signal=signal.SIGTERM) as hass_client:
            await hass_client.started()
            about = {"url": plex.url, "token": plex.token, "verify_ssl": True}
            instance.entry_id = await hass_client.set_up("plex_arrivals", about)
            await hass_client.loaded(instance.entry_id)
            pages: dict[str, dict[str, object]] = {
                "folders": {"path_mappings": [{"source": DOWNLOADS, "plex": PLEX_ROOT}]},
                "sources": {"settle_seconds": SETTLE_SECONDS},
                "display": {"link_style": "server"},
            }
            for page, options in pages.items():
                await hass_client.set_options(instance.entry_id, page, options)
                await hass_client.loaded(instance.entry_id)
            instance.authorization = hass_client.authorization
        await plex.stop()
        return instance

    def _add_slow_start(self) -> None:
        """Add another integration whose setup is slow."""
        integrations = self.config / "custom_components"
        ours = integrations.resolve() / "plex_arrivals"
        integrations.unlink()
        slow = integrations / "slow_start"
        slow.mkdir(parents=True)
        (integrations / "plex_arrivals").symlink_to(ours)
        (slow / "manifest.json").write_text('{"domain": "slow_start", "name": "Slow", "version": "1"}')
        (slow / "__init__.py").write_text(
            f"import asyncio\nasync def async_setup(hass, config):\n"
            f"    await asyncio.sleep({_SLOW_START_SECONDS})\n    return True\n"
        )

    def copy_to(self, config: Path) -> HomeAssistantInstance:
        shutil.copytree(self.config, config, symlinks=True)
        instance = HomeAssistantInstance(config, self._port, self.plex_port)
        instance.authorization, instance.entry_id, instance.program = self.authorization, self.entry_id, self.program
        return instance

    @asynccontextmanager
    async def run(self, *, end_signal: signal.Signals = signal.SIGKILL) -> AsyncGenerator[HomeAssistantClient]:
        """Run Home Assistant, signed in and subscribed to deliveries; end it with a signal after the block."""
        output = self.config / f"life-{len(self.outputs) + 1}.log"
        self.outputs.append(output)
        process = self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, *self.program, "--config", str(self.config), "--skip-pip", "--log-no-color"),
            cwd=self.config,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        writing = asyncio.create_task(_write_down(process, output))
        try:
            timeout = aiohttp.ClientTimeout(total=_REQUEST_SECONDS)
            async with aiohttp.ClientSession(timeout=timeout) as session:
                hass_client = HomeAssistantClient(self.url, session)
                async with asyncio.timeout(_START_SECONDS):
                    while not await hass_client.answers():
                        assert process.returncode is None, f"Home Assistant ended at once, see {output}"
                        await asyncio.sleep(0.02)
                await (hass_client.sign_in(self.authorization) if self.authorization else hass_client.onboard())
                listening = asyncio.create_task(hass_client.listen())
                try:
                    await hass_client.command("subscribe_events", event_type="plex_arrivals_delivery")
                    yield hass_client
                    signal_group(process.pid, end_signal)
                    async with asyncio.timeout(_STOP_SECONDS):
                        await process.wait()
                finally:
                    listening.cancel()
                    await asyncio.gather(listening, return_exceptions=True)
                    await hass_client.sign_out()
        finally:
            signal_group(process.pid, signal.SIGKILL)
            await asyncio.gather(process.wait(), writing)

    def stored(self) -> dict[str, dict[str, Any]]:
        """Return the deliveries on disk by their IDs; raise an error if a file is incomplete."""
        return stored_deliveries(self.config, self.entry_id)

    @property
    def automation_log(self) -> list[tuple[str, str]]:
        """The (delivery ID, state) pairs that an automation logged in all runs."""
        log = "".join(output.read_text() for output in self.outputs)
        return re.findall(rf"{_HEARD} (\w+) (\w+)", log)

    def faults(self) -> list[str]:
        """Return the log records of all runs about the integration at WARNING or above."""
        return [fault for output in self.outputs for fault in problems_in_log(output)]
