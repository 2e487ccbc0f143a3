"""A Home Assistant in a process of its own, with the probe beside the integration, and nothing else that it can do."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import shutil
import signal
from typing import Any, Self

from testing.home_assistant.instance import DOWNLOADS, HomeAssistantClient, HomeAssistantInstance

from . import probe
from .plex import Plex

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
_MANIFEST = {"domain": "probe", "name": "Probe", "version": "1", "dependencies": ["websocket_api"]}
_LISTEN_SECONDS = 20
_REST_SECONDS = 4
_END_SECONDS = 0.05

type Download = tuple[str, str]
"""Its name, and where it lies below the downloads: a single file."""


class MeasuredHomeAssistant:
    """A running Home Assistant that is measured."""

    def __init__(self, client: HomeAssistantClient) -> None:
        """Initialize with an API client."""
        self.client = client

    async def read(self, *, speed: float | None = None) -> dict[str, Any]:
        """Return what the probe measured since the last time; let the event loop's clock run at a speed from now on."""
        reading: dict[str, Any] = await self.client.command("probe/read", **({"speed": float(speed)} if speed else {}))
        return reading

    async def ended(self) -> int:
        """Return how many deliveries have ended since the last reading."""
        return int(await self.client.command("probe/ended"))

    async def until_ended(self, count: int, within: float) -> None:
        """Wait until so many deliveries have ended since the last reading; fails after so many seconds."""
        async with asyncio.timeout(within):
            while await self.ended() < count:  # noqa: ASYNC110 - another process
                await asyncio.sleep(max(_END_SECONDS, count / 2000))

    async def finish(self, name: str, path: str) -> None:
        """Report a finished download, which is a single file."""
        await self.client.act("plex_arrivals.download_completed", name=name, path=f"{DOWNLOADS}/{path}")

    async def finish_all(self, downloads: Iterable[Download]) -> None:
        """Report many at the same moment."""
        paths = [(name, f"{DOWNLOADS}/{path}") for name, path in downloads]
        await self.client.command("probe/finish", downloads=paths)


class MeasuredInstance:
    """A config folder for a Home Assistant that is measured."""

    def __init__(self, instance: HomeAssistantInstance, plex: Plex) -> None:
        """Initialize with an instance; Plex must be running."""
        self._instance = instance
        self._plex = plex

    @classmethod
    async def prepare(cls, config: Path, plex: Plex) -> Self:
        """Set our integration up in an empty folder, and start the Plex."""
        instance = cls(await HomeAssistantInstance.prepare(config, plex, _CONFIGURATION), plex)
        folder = config / "custom_components" / "probe"
        folder.mkdir()
        shutil.copy(probe.__file__, folder / "__init__.py")
        (folder / "manifest.json").write_text(json.dumps(_MANIFEST))
        (config / "configuration.yaml").write_text(f"{_CONFIGURATION}probe:\n")
        entries = instance.entries()
        entries[-1]["options"]["settle_seconds"] = 0
        instance.write_entries(entries)
        await plex.start()
        return instance

    @property
    def entry_id(self) -> str:
        """The id of our entry."""
        return self._instance.entry_id

    @property
    def store(self) -> Path:
        """Where our deliveries are stored."""
        return self._instance.config / ".storage" / f"plex_arrivals.{self.entry_id}"

    def entries(self) -> list[dict[str, Any]]:
        """Return the stored config entries, ours last; nobody runs meanwhile."""
        entries: list[dict[str, Any]] = json.loads(self._entries.read_text())["data"]["entries"]
        return sorted(entries, key=lambda entry: entry["entry_id"] == self.entry_id)

    def write_entries(self, entries: list[dict[str, Any]]) -> None:
        """Store other config entries."""
        content = json.loads(self._entries.read_text())
        content["data"]["entries"] = entries
        self._entries.write_text(json.dumps(content))

    @property
    def _entries(self) -> Path:
        return self._instance.config / ".storage" / "core.config_entries"

    @asynccontextmanager
    async def run(self, *, listens: bool = True) -> AsyncGenerator[MeasuredHomeAssistant]:
        """Run it; unless nothing is set up that does, it listens to Plex and is at rest when the block begins."""
        async with self._instance.run(end_signal=signal.SIGTERM) as client:
            await client.command("unsubscribe_events", subscription=1)  # the probe counts them in its own process
            await client.started()
            if listens:
                async with asyncio.timeout(_LISTEN_SECONDS):
                    while not self._plex.websockets:  # noqa: ASYNC110 - another process
                        await asyncio.sleep(0.1)
                await asyncio.sleep(_REST_SECONDS)
            home = MeasuredHomeAssistant(client)
            await home.read()
            yield home


def movies(disk: Path, first: int, count: int) -> Iterator[Download]:
    """Make so many movies, each in a folder of its own."""
    for number in range(first, first + count):
        name = f"Film {number:05} (2020)"
        yield _make(disk, f"library-0/{name}", name)


def episodes(disk: Path, show: str, count: int, folders: int) -> Iterator[Download]:
    """Make so many episodes, spread over so many folders, one for each season."""
    for number in range(count):
        season, episode = number % folders + 1, number // folders + 1
        yield _make(disk, f"library-1/{show}/Season {season:02}", f"{show} - S{season:02}E{episode:02}")


def _make(disk: Path, folder: str, name: str) -> Download:
    path = disk / folder / f"{name}.mkv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(name.encode())
    return name, f"{folder}/{name}.mkv"
