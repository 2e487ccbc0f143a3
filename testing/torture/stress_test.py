"""The stress test, from its plan to its verdict."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
import os
from pathlib import Path
import random
import time

from testing.home_assistant.instance import PLEX_ROOT, HomeAssistantInstance
from testing.plex_server import Location, PlexServer

from .client import ReportingClient, write_file
from .downloads import LIBRARIES, PlannedDownload, plan
from .journal import Journal
from .killable import KillableHomeAssistant
from .verdict import Record, Verdict, judge

_POLL_SECONDS = 0.5
_HISTORY = 500
"""Number of ended deliveries that are kept on disk."""
_A_YEAR = 365 * 86_400
_AN_HOUR = 3600.0
_START_SECONDS = 3.0
"""Maximum seconds after a start until Home Assistant is killed before it answers."""
_WHILE_STARTING = 0.2
"""The share of kills while Home Assistant starts."""
_WHILE_WRITING = 0.6
"""The share of the other kills that wait for a write, and interrupt it."""
_PLEX_UP_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class StressParameters:
    """How many downloads and kills a stress test has, and how long it waits."""

    downloads: int = 1000
    kills: int = 50
    """The number of kills of Home Assistant, and of Plex; at least one."""
    life_seconds: float = 8
    """The longest that Home Assistant answers before it is killed."""
    calm_seconds: float = 600
    """The longest that all deliveries may take to end afterward."""
    waits: Mapping[str, object]
    """Pauses between scans: longer than a run between kills, shorter than the default seven minutes."""


WAITS: Mapping[str, object] = {"escalation": [0, 5, 15, 45]}
SHORT = StressParameters(
    downloads=50,
    kills=3,
    life_seconds=6,
    calm_seconds=240,
    waits={"item_timeout": 2, "escalation": [0, 1, 2, 3], "match_limit": 10, "scan_silence_timeout": 5},
)


class StressTest:
    """Lets downloads finish while servers are killed, the disk is full and the clock jumps."""

    def __init__(
        self,
        parameters: StressParameters,
        home_assistant: KillableHomeAssistant,
        plex: PlexServer,
        client: ReportingClient,
        rng: random.Random,
    ) -> None:
        self.home_assistant = home_assistant
        self.client = client
        self.journal = home_assistant.journal
        self.kills = self.plex_kills = self.jumps = 0
        self.full_seconds = 0.0
        self.faults: list[str] = []
        """Faults that do not concern a particular download."""
        self.verdict = Verdict()
        self._parameters = parameters
        self._plex = plex
        self._rng = rng
        self._jumped: set[str] = set()
        self._locks = [asyncio.Lock() for _ in range(3)]

    @property
    def is_good(self) -> bool:
        """Whether there are no faults."""
        return self.verdict.is_good and not self.faults

    async def run(self, downloads: Sequence[PlannedDownload]) -> None:
        """Let the downloads finish while servers are disturbed, and judge the result."""
        await self._plex.start()
        await self.home_assistant.start()
        try:
            await self._disturb(downloads)
            async with asyncio.timeout(self._parameters.calm_seconds):
                await self.client.all_accepted()
                while self._under_way():  # noqa: ASYNC110 - another process
                    await asyncio.sleep(_POLL_SECONDS)
                await self.client.report_all_again()
        except TimeoutError:
            self.faults.append(f"not all deliveries ended within {self._parameters.calm_seconds:.0f} s")
        finally:
            await self.client.stop()
            await self.home_assistant.kill()
            await self._plex.stop()
        self.faults += self.home_assistant.faults + self.tracebacks()
        if (kept := len(self.home_assistant.stored())) < min(_HISTORY, len(self.home_assistant.deliveries)):
            self.faults.append(f"of {len(self.home_assistant.deliveries)} deliveries that were stored {kept} are left")
        self.verdict = judge(self._record())

    def _under_way(self) -> set[str]:
        """Return the paths of the finished downloads whose deliveries have not ended."""
        return {download.path for download in self.client.finished} - self.home_assistant.ended()

    def tracebacks(self) -> list[str]:
        """Return the tracebacks that name the integration, except Home Assistant's own about the full disk."""
        faults = self.home_assistant.instance.faults()
        return [fault for fault in faults if "Traceback" in fault and "Saving file failed" not in fault]

    def scans(self) -> list[tuple[str, str | None]]:
        """Return the scans that Plex was asked for: the title of the library, and the folder."""
        libraries = self._plex.catalog.libraries
        return [(libraries[library_id].title, folder) for library_id, folder in self._plex.scans]

    def _record(self) -> Record:
        items = self._plex.catalog.items.values()
        return Record(
            finished=self.client.finished,
            deliveries=self.home_assistant.deliveries,
            announced=self.home_assistant.instance.automation_log,
            cut_off=self.home_assistant.cut_off,
            scans=self.scans(),
            items={file: (item.rating_key, item.added_at) for item in items for file in item.files},
            jumped=self._jumped,
        )

    # Disturbances

    async def _disturb(self, downloads: Sequence[PlannedDownload]) -> None:
        """Finish all downloads while killing, filling the disk and moving the clock; restore everything at the end."""
        kills = self._parameters.kills
        few = max(1, kills // 8)
        full = self._rng.sample(range(kills), few)
        jumps = self._rng.choices(range(kills), k=2 * few)  # there and back
        async with asyncio.TaskGroup() as tasks:
            for life in range(kills):
                tasks.create_task(self._finish(downloads[life::kills]))
                tasks.create_task(self._kill_plex())
                if life in full:
                    tasks.create_task(self._fill_disk())
                for _ in range(jumps.count(life)):
                    tasks.create_task(self._let_clock_jump())
                await self._kill_home_assistant()
                tasks.create_task(self._report_again())

    async def _finish(self, downloads: Iterable[PlannedDownload]) -> None:
        seconds = _START_SECONDS + self._rng.uniform(0, self._parameters.life_seconds)
        passed = 0.0
        for moment, download in sorted(
            ((self._rng.uniform(0, seconds), download) for download in downloads), key=itemgetter(0)
        ):
            await asyncio.sleep(moment - passed)
            passed = moment
            self.client.finish(download)

    async def _kill_home_assistant(self) -> None:
        """Kill Home Assistant at a random moment, and start it again."""
        starting = self._rng.random() < _WHILE_STARTING
        if not starting:
            await self.home_assistant.until_it_answers()
        await asyncio.sleep(self._rng.uniform(0, _START_SECONDS if starting else self._parameters.life_seconds))
        await self.home_assistant.kill(while_writing=not starting and self._rng.random() < _WHILE_WRITING)
        self.kills += 1
        await self.home_assistant.start()

    async def _report_again(self) -> None:
        await self.home_assistant.until_it_answers()
        self.client.report_latest_again()

    async def _some_time(self) -> None:
        await self.home_assistant.until_it_answers()
        await asyncio.sleep(self._rng.uniform(0, self._parameters.life_seconds))

    async def _kill_plex(self) -> None:
        """Break Plex's connections and drop its scans; items stay, as in its database."""
        await self._some_time()
        async with self._locks[0]:
            await self._plex.stop()
            self.plex_kills += 1
            self.journal.write("Plex is killed")
            await asyncio.sleep(self._rng.uniform(0.2, 5))
            await self._plex.start()
            self.journal.write("Plex is back")
            await asyncio.sleep(_PLEX_UP_SECONDS)

    async def _fill_disk(self) -> None:
        await self._some_time()
        async with self._locks[1]:
            seconds = self._rng.uniform(2, 6)
            self.home_assistant.fill_disk(full=True)
            await asyncio.sleep(seconds)
            self.home_assistant.fill_disk(full=False)
            self.full_seconds += seconds

    async def _let_clock_jump(self) -> None:
        """Let the clock jump by an hour; a report that is sent again an hour later is about another download."""
        await self._some_time()
        async with self._locks[2]:
            await self.client.forget(self.home_assistant.answers)
            self._jumped |= self._under_way()
            self.jumps += 1
            self._plex.clock_ahead = _AN_HOUR * (self.jumps % 2)
            self.home_assistant.set_clock(self._plex.clock_ahead)
            await asyncio.sleep(self._rng.uniform(2, 6))


async def run_stress_test(folder: Path, parameters: StressParameters, seed: str) -> StressTest:
    """Run a stress test in an empty folder; `seed` makes it repeatable."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    downloads = plan(parameters.downloads, rng)
    plex = await asyncio.to_thread(_plex, folder / "disk", downloads)
    instance = await HomeAssistantInstance.prepare(folder / "config", plex)
    plex.requests.clear()
    journal = Journal(folder / "journal.log")
    client = ReportingClient(instance, folder / "disk", journal, rng)
    stress_test = StressTest(parameters, KillableHomeAssistant(instance, journal, parameters.waits), plex, client, rng)
    await stress_test.run(downloads)
    return stress_test


def _plex(disk: Path, downloads: Iterable[PlannedDownload]) -> PlexServer:
    """Return a Plex, not started, that has had the files to be replaced for a year."""
    server = PlexServer()
    long_ago = time.time() - _A_YEAR
    for download in downloads:
        if download.replaced:
            write_file(disk / download.replaced)
            os.utime(disk / download.replaced, (long_ago, long_ago))
    for folder, (title, library_type) in LIBRARIES.items():
        (disk / folder).mkdir(parents=True, exist_ok=True)
        server.scan_now(server.add_library(title, library_type, [Location(f"{PLEX_ROOT}/{folder}", disk / folder)]))
    server.scan_seconds = 0.05
    server.match_seconds = 0.1
    return server
