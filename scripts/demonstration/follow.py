"""Follows one download from its finish to its deep link, and prints each step."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
import time
from typing import Any

from testing.demo_plex import DemoPlex
from testing.demo_sonarr import DemoSonarr
from testing.home_assistant.client import HomeAssistant
from testing.program_error import ProgramError, wait_for
from testing.titles import Title
from testing.torrents import DownloadProvider

KNOWN_SECONDS = 150
"""Home Assistant looks at Transmission every two minutes."""
_STEP_SECONDS = 60
_SONARR_SECONDS = 3
"""When Sonarr looks at what the client has finished; a real one does so once a minute."""

type PrintStep = Callable[[float | None, str], None]
"""Takes when something happened, in seconds after the finish (None: before it), and what."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """Times of the steps of a download, in seconds after it finished."""

    title: Title
    known: float
    imported: float | None
    """None if no importer has it."""
    scan_asked: float
    in_plex: float
    announced: float
    url: str
    requests: int
    """How many HTTP requests Plex got from the finish to the event."""
    sonarr_requests: int
    """How many of ours Sonarr got."""

    @property
    def source_seconds(self) -> float:
        """How long it took until we knew."""
        return self.known

    @property
    def sonarr_seconds(self) -> float | None:
        """How long we waited for Sonarr."""
        return None if self.imported is None else self.imported - self.known

    @property
    def integration_seconds(self) -> float:
        """How long we took: choosing the library, and in the end finding the item."""
        began = self.known if self.imported is None else self.imported
        return self.scan_asked - began + self.announced - self.in_plex

    @property
    def plex_seconds(self) -> float:
        """How long Plex took to scan and to recognize what it found."""
        return self.in_plex - self.scan_asked


class Follower:
    """Follows a title through one step after another; each raises ProgramError if it fails."""

    def __init__(
        self,
        title: Title,
        home: HomeAssistant,
        entry_id: str,
        plex: DemoPlex,
        sonarr: DemoSonarr,
        print_step: PrintStep,
    ) -> None:
        """Initialize for a title that goes to the Plex server of a config entry."""
        self._title = title
        self._home = home
        self._entry_id = entry_id
        self._plex = plex
        self._sonarr = sonarr
        self._print_step = print_step
        self._finished = 0.0
        self._known = 0.0
        self._imported: float | None = None
        self._requests = 0
        self._sonarr_requests = 0

    async def download(self, downloads: DownloadProvider) -> None:
        """Download the title, until we know that it is finished."""
        title = self._title
        self._print_step(None, f"downloading {title.what}")
        on_added = partial(self._sonarr.grab, title) if title.episodes else None
        self._finished = await downloads.finish(title, on_added)
        self._requests, self._sonarr_requests = self._plex.requests, self._sonarr.requests
        self._print_step(0, "finished")
        _, self._known = await self._event("waiting", KNOWN_SECONDS)
        self._step(self._known, "known to Plex Arrivals")

    async def finish_in_sonarr(self) -> None:
        """Wait until we wait for Sonarr, and let it import the title, or find that it cannot."""
        _, awaited = await self._event("import_awaited")
        self._step(awaited, "waits for Sonarr")
        await asyncio.sleep(_SONARR_SECONDS)
        self._imported = await self._sonarr.finish(self._title)
        self._step(self._imported, "Sonarr looks at it")

    async def block(self) -> str:
        """Wait until we know why Sonarr cannot import the title; return the ID of the repair."""
        delivery, announced = await self._event("import_blocked")
        self._step(announced, f"{delivery['explanation']}")
        return next(iter(await self._home.issues("import_blocked")))

    async def try_again(self, issue_id: str) -> None:
        """Remove what hinders the import, and have the repair try it again."""
        await asyncio.to_thread(self._sonarr.extract, self._title)
        await self._home.repair(issue_id, "try_again")
        self._imported = time.time()
        self._step(self._imported, "the archive is extracted, and the repair has Sonarr try again")

    async def arrive(self) -> Timeline:
        """Follow the title until it is available in Plex."""
        title, plex = self._title, self._plex
        asked = wait_for(
            lambda: plex.was_asked_to_scan(title), _STEP_SECONDS, f"Plex was not asked to scan for {title.name}."
        )
        scan_asked = await asked
        self._step(scan_asked, f"Plex is asked to scan this folder of {plex.library_of(title)}")
        in_plex = await wait_for(lambda: plex.has(title), _STEP_SECONDS, f"Plex did not find {title.name}.")
        self._step(in_plex, "Plex has it, with its title")
        await self._event("scanning")
        delivery, announced = await self._event("available")
        self._step(announced, f"available: {delivery['title']}")
        self._print_step(None, delivery["url"])
        return Timeline(
            title=title,
            known=self._known - self._finished,
            imported=None if self._imported is None else self._imported - self._finished,
            scan_asked=scan_asked - self._finished,
            in_plex=in_plex - self._finished,
            announced=announced - self._finished,
            url=delivery["url"],
            requests=plex.requests - self._requests,
            sonarr_requests=self._sonarr.requests - self._sonarr_requests,
        )

    def _step(self, at: float, text: str) -> None:
        self._print_step(at - self._finished, text)

    async def _event(self, wanted: str, seconds: float = _STEP_SECONDS) -> tuple[dict[str, Any], float]:
        """Wait until the delivery has a state or a reason; return the event's data and when it was fired."""
        name = self._title.name
        try:
            async with asyncio.timeout(seconds):
                while True:
                    event = await self._home.events.get()
                    delivery: dict[str, Any] = event["data"]
                    if (delivery["entry_id"], delivery["download"]["name"]) != (self._entry_id, name):
                        continue
                    if wanted in (delivery["state"], delivery["reason"]):
                        return delivery, datetime.fromisoformat(event["time_fired"]).timestamp()
                    if delivery["state"] == "waiting":
                        continue
                    became = f"{delivery['state']} ({delivery['reason']})"
                    raise ProgramError(f"The delivery of {name} became {became} instead of {wanted}.")
        except TimeoutError:
            raise ProgramError(f"The delivery of {name} did not become {wanted} within {seconds:.0f} s.") from None
