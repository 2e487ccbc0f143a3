"""A whole torture, from its plan to its verdict."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
import random

from testing.home_assistant.life import DOWNLOADS, PLEX_ROOT, Place
from testing.plex_server import PlexServer

from .finishes import Finish, plan
from .journal import Journal
from .lives import Lives
from .logs import Logs
from .outcome import ENDED, Outcome, Record, judge
from .schedule import Extent, schedule
from .shelves import furnished
from .source import Source
from .torments import Torments

_POLL_SECONDS = 0.5
_HISTORY = 500
"""So many deliveries that have ended are kept on disk."""
WAITS: dict[str, object] = {"escalation": [0, 5, 15, 45]}
"""Between the scans for what Plex does not take; more than a life has, but not the seven minutes of a home."""
SHORT_WAITS: dict[str, object] = {"appear": 2, "escalation": [0, 1, 2, 3], "match_limit": 10, "scan_silent": 5}


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """Everything that a torture showed."""

    seed: str
    extent: Extent
    outcome: Outcome
    torments: Torments
    lives: Lives
    source: Source
    logs: Logs
    journal: Journal
    in_plex: dict[str, list[str]]
    """The files of each download that Plex has, each with its state."""
    faults: list[str]
    """What is wrong with none of the downloads in particular."""

    @property
    def is_well(self) -> bool:
        """Whether everything is as it should be."""
        outcome = self.outcome
        return not (outcome.lost or outcome.doubled or outcome.wrong or outcome.wrong_scans or self.faults)


async def torture(
    folder: Path,
    extent: Extent,
    seed: str,
    *,
    waits: Mapping[str, object],
    calm_seconds: float,
    say: Callable[[str], None],
) -> Result:
    """Torment a Home Assistant that is made in an empty folder, and judge.

    After the torment the deliveries have `calm_seconds` to come to their ends.
    """
    planned = plan(extent.downloads, random.Random(f"{seed} plan"))  # noqa: S311 - to be repeated
    server = furnished(folder / "disk", planned)
    journal = Journal(folder / "journal.log")
    place = await Place.prepare(folder / "config", server)
    server.requests.clear()
    lives = Lives(place, journal, waits)
    scheduled = schedule(planned, extent, random.Random(f"{seed} torment"))  # noqa: S311 - to be repeated
    source = Source(place, folder / "disk", journal, random.Random(f"{seed} source"))  # noqa: S311 - to be repeated
    torments = Torments(lives, server, source, journal)
    faults: list[str] = []
    await server.start()
    await lives.begin()
    try:
        await torments.go(scheduled)
        say(f"{journal.seconds:.0f} s: the torment is over, {_under_way(lives)} deliveries are under way")
        async with asyncio.timeout(calm_seconds):
            await source.quiet()
            await _until_ended(lives)
            await source.repeat_all()
    except TimeoutError:
        faults.append(f"not all is over {calm_seconds:.0f} s after the torment")
    finally:
        await source.stop()
        await lives.kill()
        await server.stop()
    faults += [f"Home Assistant ended by itself: {one}" for one in lives.ended_by_itself]
    faults += [f"the store is unreadable: {one}" for one in lives.unreadable]
    if (kept := len(lives.look_at_disk())) < min(_HISTORY, len(lives.known)):
        faults.append(f"of {len(lives.known)} deliveries that were stored {kept} are left")
    logs = Logs(place.outputs)
    faults += logs.tracebacks
    return Result(
        seed=seed,
        extent=extent,
        outcome=judge(_record(planned, lives, server, torments)),
        torments=torments,
        lives=lives,
        source=source,
        logs=logs,
        journal=journal,
        in_plex=_in_plex(planned, server),
        faults=faults,
    )


def _in_plex(planned: list[Finish], server: PlexServer) -> dict[str, list[str]]:
    states = {
        file: f"{item.rating_key} of {item.library.title}: {file} ({item.title or 'no title'}, added {item.added_at})"
        for item in server.catalogue.items.values()
        for file in item.files
    }
    files = {finish.path: [f"{PLEX_ROOT}/{path}" for path in finish.paths] for finish in planned}
    return {path: [states[file] for file in own if file in states] for path, own in files.items()}


def _under_way(lives: Lives) -> int:
    return sum(one["state"] not in ENDED for one in lives.look_at_disk().values())


async def _until_ended(lives: Lives) -> None:
    while _under_way(lives):  # noqa: ASYNC110 - another process
        await asyncio.sleep(_POLL_SECONDS)


def _record(planned: list[Finish], lives: Lives, server: PlexServer, torments: Torments) -> Record:
    items = {file: (item.rating_key, item.added_at) for item in server.catalogue.items.values() for file in item.files}
    libraries = {library.id: library.title for library in server.catalogue.libraries.values()}
    return Record(
        downloads_folder=DOWNLOADS,
        plex_root=PLEX_ROOT,
        finished=planned,
        known=lives.known,
        first_life=lives.first_life,
        killed_at=lives.killed_at,
        told=lives.told,
        heard=lives.place.heard,
        scans=[(libraries[library_id], folder) for library_id, folder in server.scans],
        items=items,
        jumped=torments.jumped,
    )
