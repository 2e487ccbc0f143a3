"""What is done to Home Assistant, Plex, the disk and the clock, at random moments that a seed decides."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
import random

from tests.plex_server import PlexServer

from .finishes import Finish
from .journal import Journal
from .lives import Lives
from .source import Source

_AN_HOUR = 3600.0
_WHILE_STARTING = 0.2
"""How many of the kills come while Home Assistant starts."""
_START_SECONDS = 3.0
_WHILE_WRITING = 0.6
"""How many of the others wait for a write, which they cut off."""

type _Torment = Callable[[], Coroutine[None, None, None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """How much torment there is."""

    downloads: int
    kills: int
    life_seconds: float = 8
    """How long a life takes at most, counted from when Home Assistant can be heard."""

    @property
    def stops(self) -> int:
        """How often Plex is killed."""
        return max(1, self.kills // 2)

    @property
    def full_disks(self) -> int:
        """How often the disk is full."""
        return max(1, self.kills // 8)

    @property
    def jumps(self) -> int:
        """How often the clock jumps: there and back."""
        return max(1, self.kills // 8) * 2


class Torments:
    """Does it all at once, and counts."""

    def __init__(self, lives: Lives, plex: PlexServer, source: Source, journal: Journal, rng: random.Random) -> None:
        """Take whom to torment; Home Assistant lives and Plex is started."""
        self.kills = self.stops = self.jumps = 0
        self.full_seconds = 0.0
        self.jumped: set[str] = set()
        """The paths of the downloads that were under way while the clock jumped."""
        self._lives = lives
        self._plex = plex
        self._source = source
        self._journal = journal
        self._rng = rng
        self._jumping = asyncio.Lock()
        self._stopping = asyncio.Lock()
        self._filling = asyncio.Lock()

    async def go(self, plan: Sequence[Finish], extent: Extent) -> None:
        """Let everything of the plan finish while all this happens; in the end Plex, disk and clock are well."""
        torments: list[list[_Torment]] = [[] for _ in range(extent.kills)]
        for count, torment in (
            (extent.stops, self._stop_plex),
            (extent.full_disks, self._fill_disk),
            (extent.jumps, self._turn_clock),
        ):
            for _ in range(count):
                self._rng.choice(torments).append(torment)
        async with asyncio.TaskGroup() as tasks:
            for number, own in enumerate(torments):
                length = self._rng.uniform(0, extent.life_seconds)
                tasks.create_task(self._finish(plan[number :: extent.kills], _START_SECONDS + length))
                for torment in own:
                    tasks.create_task(self._later(torment, self._rng.uniform(0, length)))
                await self._kill(length)

    async def _kill(self, length: float) -> None:
        """Kill Home Assistant so many seconds after it was heard, or while it starts, and start it again."""
        while_writing = False
        if self._rng.random() < _WHILE_STARTING:
            await asyncio.sleep(self._rng.uniform(0, _START_SECONDS))
        else:
            await self._lives.heard.wait()
            await asyncio.sleep(length)
            while_writing = self._rng.random() < _WHILE_WRITING
        await self._lives.kill(while_writing=while_writing)
        self.kills += 1
        await self._lives.begin()
        self._source.catch_up()

    async def _finish(self, finishes: Sequence[Finish], seconds: float) -> None:
        past = 0.0
        for moment, finish in zip(sorted(self._rng.uniform(0, seconds) for _ in finishes), finishes, strict=True):
            await asyncio.sleep(moment - past)
            past = moment
            self._source.finish(finish)

    async def _later(self, torment: _Torment, seconds: float) -> None:
        await self._lives.heard.wait()
        await asyncio.sleep(seconds)
        await torment()

    async def _stop_plex(self) -> None:
        async with self._stopping:
            await self._plex.stop()
            self.stops += 1
            self._journal.write("Plex is killed")
            await asyncio.sleep(self._rng.uniform(0.2, 5))
            await self._plex.start()
            self._journal.write("Plex is back")

    async def _fill_disk(self) -> None:
        seconds = self._rng.uniform(2, 6)
        async with self._filling:
            self._lives.fill_disk()
            await asyncio.sleep(seconds)
            self._lives.free_disk()
            self.full_seconds += seconds

    async def _turn_clock(self) -> None:
        async with self._jumping:
            seconds = -_AN_HOUR if self.jumps % 2 else _AN_HOUR
            await self._source.sure()  # a report sent again an hour later speaks of another download
            self._source.forget()
            arrived = self._lives.arrived()
            self.jumped |= {finish.path for finish in self._source.finished if finish.path not in arrived}
            self._lives.turn_clock(seconds)
            self._plex.clock_ahead += seconds
            self.jumps += 1
