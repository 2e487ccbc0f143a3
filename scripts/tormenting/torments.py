"""What is done to Home Assistant, Plex, the disk and the clock, as it was scheduled."""

import asyncio
from collections.abc import Iterable, Sequence

from testing.plex_server import PlexServer

from .finishes import Finish
from .journal import Journal
from .lives import Lives
from .schedule import Life, Torment
from .source import Source

_AN_HOUR = 3600.0
_UP_SECONDS = 0.5
"""So long Plex is up at least before it is killed again."""


class Torments:
    """Does it all at once, and counts."""

    def __init__(self, lives: Lives, plex: PlexServer, source: Source, journal: Journal) -> None:
        """Take whom to torment; Home Assistant lives and Plex is started."""
        self.kills = self.plex_kills = self.jumps = 0
        self.full_seconds = 0.0
        self.jumped: set[str] = set()
        """The paths of the downloads that were under way while the clock jumped."""
        self._lives = lives
        self._plex = plex
        self._source = source
        self._journal = journal
        self._one_at_a_time = {torment: asyncio.Lock() for torment in Torment}

    async def go(self, lives: Iterable[Life]) -> None:
        """Let everything finish while all this happens; in the end Plex, disk and clock are well."""
        async with asyncio.TaskGroup() as tasks:
            for life in lives:
                tasks.create_task(self._finish(life.finishes))
                for after, torment, seconds in life.torments:
                    tasks.create_task(self._torment(after, torment, seconds))
                await self._live(life)
                tasks.create_task(self._catch_up())

    async def _live(self, life: Life) -> None:
        """Kill Home Assistant when its time has come, and start it again."""
        if life.heard:
            await self._lives.until_heard()
        await asyncio.sleep(life.seconds)
        await self._lives.kill(while_writing=life.while_writing)
        self.kills += 1
        await self._lives.begin()

    async def _catch_up(self) -> None:
        await self._lives.until_heard()
        self._source.catch_up()

    async def _finish(self, finishes: Sequence[tuple[float, Finish]]) -> None:
        past = 0.0
        for moment, finish in finishes:
            await asyncio.sleep(moment - past)
            past = moment
            self._source.finish(finish)

    async def _torment(self, after: float, torment: Torment, seconds: float) -> None:
        await self._lives.until_heard()
        await asyncio.sleep(after)
        async with self._one_at_a_time[torment]:
            match torment:
                case Torment.PLEX_KILLED:
                    await self._kill_plex(seconds)
                case Torment.DISK_FULL:
                    await self._fill_disk(seconds)
                case Torment.CLOCK_JUMPS:
                    await self._turn_clock()

    async def _kill_plex(self, seconds: float) -> None:
        """Break Plex's connections and forget what it was scanning; what it has stays, as in its database."""
        await self._plex.stop()
        self.plex_kills += 1
        self._journal.write("Plex is killed")
        await asyncio.sleep(seconds)
        await self._plex.start()
        self._journal.write("Plex is back")
        await asyncio.sleep(_UP_SECONDS)

    async def _fill_disk(self, seconds: float) -> None:
        self._lives.fill_disk()
        await asyncio.sleep(seconds)
        self._lives.free_disk()
        self.full_seconds += seconds

    async def _turn_clock(self) -> None:
        """Let the clock jump while Home Assistant is heard and nothing that was reported hangs in the air.

        A report that is sent again an hour later speaks of another download.
        """
        await self._source.sure()
        while not self._lives.heard.is_set():
            await self._lives.until_heard()
            await self._source.sure()
        self._source.forget()
        arrived = self._lives.arrived()
        self.jumped |= {finish.path for finish in self._source.finished if finish.path not in arrived}
        seconds = -_AN_HOUR if self.jumps % 2 else _AN_HOUR
        self._lives.turn_clock(seconds)
        self._plex.clock_ahead += seconds
        self.jumps += 1
