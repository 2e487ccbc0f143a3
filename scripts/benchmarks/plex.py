"""The test Plex, as the benchmarks see it from their own process."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from pathlib import Path
import sys
from typing import Any

_CHECKOUT = Path(__file__).parents[2]
_ORDER_SECONDS = 120
WEBSOCKET = "/:/websockets/notifications"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of Plex since the last reading; times are of the monotonic clock."""

    requests: Sequence[tuple[float, str, str | None]]
    """When, the path, and the folder that a scan is to look at; the websocket is not among them."""
    created: Mapping[str, float]
    """When each item was made, by its id."""
    to_plex: int
    from_plex: int
    """Bytes on the wire with all headers, and with what the websocket said."""
    listening: int
    """How many listen to notifications now."""

    @property
    def scans(self) -> list[tuple[float, str | None]]:
        """When which folders were to be scanned."""
        return [(at, folder) for at, path, folder in self.requests if path.endswith("/refresh")]


class Plex:
    """Gives orders to the process with the test Plex."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Take the process."""
        self._process = process
        self.url = ""
        self.token = ""

    @property
    def port(self) -> int:
        """Where it answers."""
        return int(self.url.rpartition(":")[2])

    async def order(self, do: str, **about: object) -> Any:
        """Have it do something; return what it answers."""
        if not self._process.stdin:
            raise RuntimeError("no pipe")
        self._process.stdin.write(json.dumps({"do": do, **about}).encode() + b"\n")
        return await self.answer()

    async def answer(self) -> Any:
        """Return the next line that it says."""
        if not self._process.stdout:
            raise RuntimeError("no pipe")
        async with asyncio.timeout(_ORDER_SECONDS):
            return json.loads(await self._process.stdout.readline())

    async def read(self) -> Asked:
        """Return what was asked since the last time."""
        said = await self.order("read")
        requests = [(at, path, folder) for at, path, folder in said["asked"] if path != WEBSOCKET]
        traffic = said["traffic"]
        return Asked(requests, said["created"], traffic["to_server"], traffic["from_server"], said["listening"])


@asynccontextmanager
async def running_plex() -> AsyncGenerator[Plex]:
    """Run a test Plex without libraries in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scripts.benchmarks.timed_plex"),
        cwd=_CHECKOUT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**27,
    )
    try:
        plex = Plex(process)
        about = await plex.answer()
        plex.url, plex.token = about["url"], about["token"]
        yield plex
    finally:
        if process.stdin:
            process.stdin.close()
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
