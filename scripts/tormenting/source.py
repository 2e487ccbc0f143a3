"""The source: finishes downloads on the disk that Plex sees, and reports each until somebody has taken it."""

import asyncio
from collections.abc import Coroutine
import hashlib
import json
from pathlib import Path
import random

import aiohttp

from testing.home_assistant.life import DOWNLOADS, Place

from .finishes import Finish, Way
from .journal import Journal

_AT_ONCE = 8
_ANSWER_SECONDS = 15
_AGAIN_SECONDS = 1.0
_POLL_SECONDS = 0.005
_TAKEN = "200"
_UNHEARD = "200 of a webhook that is not there"
_CUT_OFF = "cut off"
_REPEATED = 10


class Source:
    """What a download client does, with a memory as good as a client's."""

    def __init__(self, place: Place, disk: Path, journal: Journal, rng: random.Random) -> None:
        """Take whom to report to, and the folder behind the libraries."""
        entries = json.loads((place.config / ".storage" / "core.config_entries").read_text())["data"]["entries"]
        hook = next(entry["data"]["webhook_id"] for entry in entries if entry["entry_id"] == place.entry_id)
        self.finished: list[Finish] = []
        self.refused = 0
        """How many reports were not taken and sent again."""
        self.unheard = 0
        """How many of these met with Home Assistant's "all is well" before we were there to hear them."""
        self.repeated = 0
        """How many reports were sent again although they had been taken."""
        self._hook = f"{place.url}/api/webhook/{hook}"
        self._action = f"{place.url}/api/services/plex_arrivals/download_completed?return_response"
        self._headers = {"Authorization": place.authorization}
        self._disk = disk
        self._journal = journal
        self._rng = rng
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._sending: set[asyncio.Task[None]] = set()
        self._under_way = 0
        """How many reports are being sent just now."""
        self._cut_off: set[str] = set()
        """The paths of those that may have been taken, for all that is known."""
        self._taken: list[Finish] = []
        """Those taken since the clock jumped: later a report of the same speaks of another download."""

    def finish(self, finish: Finish) -> None:
        """Put the files of a download there, and report it until it is taken."""
        for path in finish.paths:
            write_file(self._disk / path)
        if finish.replaced and not finish.replaced_stays:
            (self._disk / finish.replaced).unlink()
        self._journal.write(f"finished ({finish.kind}, by {finish.way}; files {list(finish.files)})", finish.path)
        self.finished.append(finish)
        self._start(self._report(finish))

    def catch_up(self) -> None:
        """Report again some of what was taken lately, as clients do that look whom they have told."""
        for finish in self._rng.sample(self._taken[-50:], min(len(self._taken), _REPEATED)):
            self._start(self._repeat(finish))

    async def repeat_all(self) -> None:
        """Report everything again that was taken lately; returns when that is done."""
        for finish in self._taken:
            self._start(self._repeat(finish))
        await self.quiet()

    async def sure(self) -> None:
        """Wait until it is known of every report whether it was taken: none is on its way or was cut off."""
        while self._under_way or self._cut_off:  # noqa: ASYNC110 - asked seldom, and seldom for long
            await asyncio.sleep(_POLL_SECONDS)

    async def quiet(self) -> None:
        """Wait until every report is taken."""
        while self._sending:
            await asyncio.wait(set(self._sending))

    def forget(self) -> None:
        """Forget what was taken: by another clock it would be another download."""
        self._taken.clear()

    async def stop(self) -> None:
        """End what is being sent."""
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)

    def _start(self, job: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(job)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _report(self, finish: Finish) -> None:
        while True:
            async with self._slots:
                answer = await self._send(finish)
            if answer == _TAKEN:
                break
            if answer.startswith(_CUT_OFF):
                self._cut_off.add(finish.path)
            self.refused += 1
            self.unheard += answer == _UNHEARD
            self._journal.write(f"report not taken: {answer}", finish.path)
            await asyncio.sleep(_AGAIN_SECONDS * self._rng.uniform(0.5, 1.5))
        self._cut_off.discard(finish.path)
        self._taken.append(finish)
        self._journal.write("report taken", finish.path)

    async def _repeat(self, finish: Finish) -> None:
        """Report once more what was taken, until that is heard or a jump of the clock makes it another download."""
        answer = ""
        while answer != _TAKEN:
            async with self._slots:
                if finish not in self._taken:
                    return
                answer = await self._send(finish)
            self._journal.write(f"reported again: {answer}", finish.path)
            await asyncio.sleep(_AGAIN_SECONDS)
        self.repeated += 1

    async def _send(self, finish: Finish) -> str:
        """Report a download once; return what was answered: a status, or why there is none.

        Home Assistant answers 200, without a word, to webhooks that are not there (yet); ours says "ok".
        """
        url = self._action if finish.way is Way.ACTION else self._hook
        told = _told(finish)
        form, document = (told, None) if finish.way is Way.HOOK else (None, told)
        self._under_way += 1
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS)) as session,
                session.post(url, headers=self._headers, data=form, json=document) as answer,
            ):
                empty = not await answer.read()
                return _UNHEARD if empty and answer.status == 200 else str(answer.status)
        except aiohttp.ClientConnectorError as err:
            return type(err).__name__
        except (aiohttp.ClientError, TimeoutError) as err:
            return f"{_CUT_OFF}: {type(err).__name__}"
        finally:
            self._under_way -= 1


def write_file(path: Path) -> None:
    """Put a file there, its content known by its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_content(path.name))


def _content(name: str) -> bytes:
    return name.encode() * 50


def _told(finish: Finish) -> dict[str, object]:
    """Return the fields of a report."""
    path = f"{DOWNLOADS}/{finish.path}"
    about: dict[str, object] = {"name": finish.path.rpartition("/")[2]}
    match finish.way:
        case Way.ACTION:
            return about | {"path": path, "files": list(finish.files)}
        case Way.WEBHOOK:
            return about | {"path": path, "files": [{"path": file, "size": _size(file)} for file in finish.files]}
        case Way.HOOK:
            digest = hashlib.sha1(path.encode(), usedforsecurity=False).hexdigest()
            return about | {"content_path": path, "hash": digest}


def _size(file: str) -> int:
    return len(_content(file.rpartition("/")[2]))
