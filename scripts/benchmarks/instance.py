"""A Home Assistant in its own process, with Plex Arrivals, the probe and nothing else."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import shutil
import signal
from typing import Any, Self

from testing.home_assistant.instance import DOWNLOADS, HomeAssistantClient, HomeAssistantInstance

from .plex import MeasuredPlex

_CONFIGURATION = """\
homeassistant:
  country: GB
  language: en
api:
config:
websocket_api:
logger:
  default: warning
"""
_PROBE = Path(__file__).parent / "probe"
# HACS refuses a second manifest.json in a repository
_MANIFEST = {"domain": "probe", "name": "Probe", "version": "1", "dependencies": ["websocket_api"]}
_CONNECT_SECONDS = 20
_REST_SECONDS = 4
_SPEED = 60
"""At a higher one, websockets close because the response to a ping does not arrive within milliseconds."""

type Download = tuple[str, str]
"""The name and the path below the downloads folder of a single file."""


class MeasuredHomeAssistant:
    """A running Home Assistant and its measurements."""

    def __init__(self, client: HomeAssistantClient) -> None:
        """Initialize with an API client."""
        self.client = client

    async def read(self, *, speed: float | None = None) -> dict[str, Any]:
        """Return the measurements since the last reading; from now on the event loop's clock runs at `speed`."""
        reading: dict[str, Any] = await self.client.command("probe/read", **({"speed": float(speed)} if speed else {}))
        return reading

    async def idle(self, seconds: float) -> dict[str, Any]:
        """Let time pass on the event loop's clock, 60 times as fast as usual; return the measurements of it."""
        await self.read(speed=_SPEED)
        await asyncio.sleep(seconds / _SPEED)
        return await self.read(speed=1)

    async def wait_ended(self, count: int, within: float) -> None:
        """Wait until this many deliveries have ended since the last reading; raise TimeoutError after `within` s."""
        async with asyncio.timeout(within):
            while await self.client.command("probe/wait_ended", count=count) < count:
                pass

    async def finish(self, name: str, path: str) -> None:
        """Report a finished download."""
        await self.client.act("plex_arrivals.download_completed", name=name, path=f"{DOWNLOADS}/{path}")

    async def finish_all(self, downloads: Iterable[Download]) -> None:
        """Report finished downloads at the same time."""
        paths = [(name, f"{DOWNLOADS}/{path}") for name, path in downloads]
        await self.client.command("probe/finish", downloads=paths)


class MeasuredInstance:
    """The config folder of a Home Assistant, and the Plex that it is set up with."""

    def __init__(self, instance: HomeAssistantInstance, plex: MeasuredPlex) -> None:
        """Initialize with an instance and its running Plex."""
        self._instance = instance
        self._plex = plex

    @classmethod
    async def prepare(cls, config: Path, plex: MeasuredPlex) -> Self:
        """Set up Plex Arrivals and the probe in a new folder, and start Plex."""
        instance = cls(await HomeAssistantInstance.prepare(config, plex, _CONFIGURATION), plex)
        folder = config / "custom_components" / "probe"
        shutil.copytree(_PROBE, folder)
        (folder / "manifest.json").write_text(json.dumps(_MANIFEST))
        (config / "configuration.yaml").write_text(f"{_CONFIGURATION}probe:\n")
        entries = instance.read_entries()
        entries[-1]["options"]["settle_seconds"] = 0
        instance.write_entries(entries)
        await plex.start()
        return instance

    @property
    def config(self) -> Path:
        """The config folder."""
        return self._instance.config

    @property
    def entry_id(self) -> str:
        """The ID of Plex Arrivals' config entry."""
        return self._instance.entry_id

    @property
    def stored_files(self) -> list[Path]:
        """The files in which Plex Arrivals stores its data."""
        return [*self.config.glob(".storage/plex_arrivals.*")]

    def read_entries(self) -> list[dict[str, Any]]:
        """Return the stored config entries, Plex Arrivals' as the last; Home Assistant must not be running."""
        entries: list[dict[str, Any]] = json.loads(self._entries.read_text())["data"]["entries"]
        return sorted(entries, key=lambda entry: entry["entry_id"] == self.entry_id)

    def write_entries(self, entries: list[dict[str, Any]]) -> None:
        """Replace the stored config entries; Home Assistant must not be running."""
        content = json.loads(self._entries.read_text())
        content["data"]["entries"] = entries
        self._entries.write_text(json.dumps(content))

    @property
    def _entries(self) -> Path:
        return self.config / ".storage" / "core.config_entries"

    @asynccontextmanager
    async def run(self, *, connects: bool = True) -> AsyncGenerator[MeasuredHomeAssistant]:
        """Run Home Assistant, which has connected to Plex's websocket and is idle when the block begins.

        Pass `connects=False` if no entry is enabled.
        """
        async with self._instance.run(end_signal=signal.SIGTERM) as client:
            # the probe listens to the events in Home Assistant's process; sending them would cost processor time
            await client.command("unsubscribe_events", subscription=1)
            await client.started()
            if connects:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    while not self._plex.websockets:  # noqa: ASYNC110 - another process
                        await asyncio.sleep(0.1)
            await asyncio.sleep(_REST_SECONDS)
            home = MeasuredHomeAssistant(client)
            await home.read()
            yield home


def movies(disk: Path, first: int, count: int) -> Iterator[Download]:
    """Create movies, each in its own folder."""
    for number in range(first, first + count):
        name = f"Film {number:05} (2020)"
        yield _create(disk, f"library-0/{name}", name)


def episodes(disk: Path, show: str, count: int, folders: int) -> Iterator[Download]:
    """Create episodes of a show in a number of folders, one per season."""
    for number in range(count):
        season, episode = number % folders + 1, number // folders + 1
        yield _create(disk, f"library-1/{show}/Season {season:02}", f"{show} - S{season:02}E{episode:02}")


def _create(disk: Path, folder: str, name: str) -> Download:
    path = disk / folder / f"{name}.mkv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(name.encode())
    return name, f"{folder}/{name}.mkv"
