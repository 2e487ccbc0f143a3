"""A Home Assistant in a process of its own, with the probe beside the integration, and nothing else that it can do."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from itertools import repeat
import json
from pathlib import Path
import signal
from typing import Any

from testing.daemons import free_port
from testing.home_assistant.folder import prepare_home_assistant
from testing.home_assistant.life import Client, Place

from .plex import Plex

DOWNLOADS = "/downloads"
MEDIA = "/media"
_PROBE = Path(__file__).parent / "probe"
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
ENDS = ("available", "unmatched", "missing")
_LISTEN_SECONDS = 20
_REST_SECONDS = 4
_END_SECONDS = 0.05

type Download = tuple[str, str]
"""Its name, and where it lies below the downloads: a single file."""


class Bench:
    """A running Home Assistant that is measured."""

    def __init__(self, home: Client, entry_id: str) -> None:
        """Take how it is reached."""
        self.home = home
        self.entry_id = entry_id

    async def read(self) -> dict[str, Any]:
        """Return what the probe measured since the last time."""
        reading: dict[str, Any] = await self._get("/api/probe")
        return reading

    async def ended(self, count: int, seconds: float) -> None:
        """Wait until so many deliveries have ended since the last reading."""
        async with asyncio.timeout(seconds):
            while sum(map((await self.told()).get, ENDS, repeat(0))) < count:  # noqa: ASYNC110 - another process
                await asyncio.sleep(max(_END_SECONDS, count / 2000))

    async def told(self) -> dict[str, int]:
        """Return how many deliveries came to which state since the last reading."""
        counts: dict[str, int] = await self._get("/api/probe?peek")
        return counts

    async def finish(self, name: str, path: str) -> None:
        """Report a finished download, which is a single file."""
        data = {"name": name, "path": f"{DOWNLOADS}/{path}"}
        await self._post("/api/services/plex_arrivals/download_completed", data)

    async def finish_all(self, downloads: Iterable[Download]) -> None:
        """Report many at the same moment."""
        await self._post("/api/probe", [(name, f"{DOWNLOADS}/{path}") for name, path in downloads])

    async def hurry(self, speed: float) -> dict[str, Any]:
        """Let the event loop's clock run so many times as fast; returns a reading up to now."""
        reading: dict[str, Any] = await self._get(f"/api/probe?speed={speed}")
        return reading

    async def _post(self, path: str, data: object) -> None:
        async with self.home._session.post(self.home.url + path, json=data) as answer:  # noqa: SLF001
            answer.raise_for_status()

    async def _get(self, path: str) -> Any:
        async with self.home._session.get(self.home.url + path) as answer:  # noqa: SLF001
            answer.raise_for_status()
            return await answer.json()


class BenchPlace:
    """A config folder for a Home Assistant that is measured."""

    def __init__(self, config: Path, plex: Plex, **probe: object) -> None:
        """Prepare it; `probe` is what the probe is told in the configuration."""
        self._plex = plex
        port = free_port()
        self._place = Place(config, port, plex.port)
        prepare_home_assistant(port, config)
        integrations = config / "custom_components"
        ours = integrations.resolve() / "plex_arrivals"
        integrations.unlink()
        integrations.mkdir()
        (integrations / "plex_arrivals").symlink_to(ours)
        (integrations / "probe").symlink_to(_PROBE)
        (config / "configuration.yaml").write_text(f"{_CONFIGURATION}probe: {json.dumps(probe)}\n")

    @property
    def config(self) -> Path:
        """The config folder."""
        return self._place.config

    @property
    def entry_id(self) -> str:
        """The id of our entry."""
        return self._place.entry_id

    async def set_up(self, *, disabled: bool = False) -> None:
        """Set our integration up in a life of its own; `disabled` leaves it disabled at the end."""
        async with self._place.life(ended_by=signal.SIGTERM) as home:
            await home.started()
            about = {"url": self._plex.url, "token": self._plex.token, "verify_ssl": True}
            entry_id = self._place.entry_id = await home.set_up("plex_arrivals", about)
            pages: dict[str, Mapping[str, object]] = {
                "folders": {"path_mappings": [{"source": DOWNLOADS, "plex": MEDIA}]},
                "sources": {"settle_seconds": 0},
                "display": {"link_style": "server"},
            }
            for page, options in pages.items():
                await home.loaded(entry_id)
                await home.set_options(entry_id, page, options)
            await home.loaded(entry_id)
            if disabled:
                await home.command("config_entries/disable", entry_id=entry_id, disabled_by="user")
            self._place.authorization = home.authorization

    @asynccontextmanager
    async def life(self, *, listens: bool = True) -> AsyncGenerator[Bench]:
        """Run it; unless nothing is set up that does, it listens to Plex and is at rest when the block begins."""
        async with self._place.life(ended_by=signal.SIGTERM) as home:
            await home.command("unsubscribe_events", subscription=1)  # the probe hears them in its own process
            await home.started()
            async with asyncio.timeout(_LISTEN_SECONDS):
                while (  # noqa: ASYNC110 - another process
                    listens and not (await self._plex.order("look"))["listening"]
                ):
                    await asyncio.sleep(0.1)
            await asyncio.sleep(_REST_SECONDS if listens else 0)
            bench = Bench(home, self._place.entry_id)
            await bench.read()
            yield bench

    def store(self) -> Path:
        """Return where our deliveries are stored."""
        return self.config / ".storage" / f"plex_arrivals.{self.entry_id}"
