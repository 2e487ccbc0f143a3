"""Follows one download from its finish to its deep link, and prints each step."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from testing.demo_plex import DemoPlex
from testing.home_assistant.client import HomeAssistant
from testing.program_error import ProgramError, wait_for
from testing.titles import Title
from testing.torrents import DownloadProvider

KNOWN_SECONDS = 150
"""Home Assistant looks at Transmission every two minutes."""
_STEP_SECONDS = 60

type PrintStep = Callable[[float | None, str], None]
"""Takes when something happened, in seconds after the finish (None: before it), and what."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """Times of the steps of a download, in seconds after it finished."""

    title: Title
    known: float
    scan_asked: float
    in_plex: float
    announced: float
    url: str
    requests: int
    """How many HTTP requests Plex got from the finish to the event."""

    @property
    def source_seconds(self) -> float:
        """How long it took until we knew."""
        return self.known

    @property
    def integration_seconds(self) -> float:
        """How long we took: choosing the library, and in the end finding the item."""
        return self.scan_asked - self.known + self.announced - self.in_plex

    @property
    def plex_seconds(self) -> float:
        """How long Plex took to scan and to recognize what it found."""
        return self.in_plex - self.scan_asked


async def follow(
    title: Title, downloads: DownloadProvider, home: HomeAssistant, plex: DemoPlex, print_step: PrintStep
) -> Timeline:
    """Download a title and follow it until it is available in Plex; raise ProgramError if a step fails."""
    print_step(None, f"downloading {title.what}")
    finished = await downloads.finish(title)
    requests = plex.requests
    print_step(0, "finished")
    _, known = await _event(home, title, "waiting", KNOWN_SECONDS)
    print_step(known - finished, "known to Plex Arrivals")
    asked = wait_for(
        lambda: plex.was_asked_to_scan(title), _STEP_SECONDS, f"Plex was not asked to scan for {title.name}."
    )
    scan_asked = await asked
    print_step(scan_asked - finished, f"Plex is asked to scan this folder of {plex.library_of(title)}")
    in_plex = await wait_for(lambda: plex.has(title), _STEP_SECONDS, f"Plex did not find {title.name}.")
    print_step(in_plex - finished, "Plex has it, with its title")
    await _event(home, title, "scanning", _STEP_SECONDS)
    delivery, announced = await _event(home, title, "available", _STEP_SECONDS)
    print_step(announced - finished, f"available: {delivery['title']}")
    print_step(None, delivery["url"])
    return Timeline(
        title=title,
        known=known - finished,
        scan_asked=scan_asked - finished,
        in_plex=in_plex - finished,
        announced=announced - finished,
        url=delivery["url"],
        requests=plex.requests - requests,
    )


async def _event(home: HomeAssistant, title: Title, state: str, seconds: float) -> tuple[dict[str, Any], float]:
    """Wait for a title's delivery to reach a state; returns the event's data and when it was fired."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                event = await home.events.get()
                delivery: dict[str, Any] = event["data"]
                if delivery["download"]["name"] != title.name:
                    continue
                if delivery["state"] == state:
                    return delivery, datetime.fromisoformat(event["time_fired"]).timestamp()
                became = f"{delivery['state']} ({delivery['reason']})"
                raise ProgramError(f"The delivery of {title.name} became {became} instead of {state}.")
    except TimeoutError:
        raise ProgramError(f"The delivery of {title.name} did not become {state} within {seconds:.0f} s.") from None
