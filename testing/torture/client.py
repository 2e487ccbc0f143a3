"""A simulated client: writes downloads to Plex's disk, and reports each until it is accepted."""

import asyncio
from collections.abc import Iterable
import hashlib
import json
from pathlib import Path
import random

import aiohttp

from testing.home_assistant.instance import DOWNLOADS, HomeAssistantInstance

from .downloads import PlannedDownload, ReportMethod
from .journal import Journal

_AT_ONCE = 8
_ANSWER_SECONDS = 15
_AGAIN_SECONDS = 1.0
_POLL_SECONDS = 0.005
_ACCEPTED = "200"
_CUT_OFF = "cut off"
_REPEATED = 10


class ReportingClient:
    """Report downloads by action and webhook, and repeat reports like a client that lost track."""

    def __init__(self, instance: HomeAssistantInstance, disk: Path, journal: Journal, rng: random.Random) -> None:
        entries = json.loads((instance.config / ".storage" / "core.config_entries").read_text())["data"]["entries"]
        hook = next(entry["data"]["webhook_id"] for entry in entries if entry["entry_id"] == instance.entry_id)
        self.finished: list[PlannedDownload] = []
        self.repeated = 0
        """How many reports were sent again although they had been accepted."""
        self._hook = f"{instance.url}/api/webhook/{hook}"
        self._action = f"{instance.url}/api/services/plex_arrivals/download_completed?return_response"
        self._headers = {"Authorization": instance.authorization}
        self._disk = disk
        self._journal = journal
        self._rng = rng
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._reporting: set[asyncio.Task[None]] = set()
        self._sending = 0
        self._unsure: set[str] = set()
        """Paths of reports whose connection broke, so that they may or may not have been accepted."""
        self._accepted: list[PlannedDownload] = []
        """Reports accepted since the clock jumped: an hour later, the same report is about another download."""

    def finish(self, download: PlannedDownload) -> None:
        """Write the files of a download, and report it until it is accepted."""
        for path in download.paths:
            write_file(self._disk / path)
        if download.replaced and not download.replaced_stays:
            (self._disk / download.replaced).unlink()
        self._journal.write(f"finished ({download.kind}, by {download.method}; {download.files})", download.path)
        self.finished.append(download)
        self._start([download], again=False)

    def report_latest_again(self) -> None:
        """Repeat some of the latest accepted reports, as a client does that lost track."""
        self._start(self._rng.sample(self._accepted[-50:], min(len(self._accepted), _REPEATED)), again=True)

    async def report_all_again(self) -> None:
        """Repeat every report that was accepted since the clock jumped; return when all are accepted."""
        self._start(self._accepted, again=True)
        await self.all_accepted()

    async def all_accepted(self) -> None:
        """Wait until every report is accepted."""
        while self._reporting:
            await asyncio.wait(set(self._reporting))

    async def forget(self, answers: asyncio.Event) -> None:
        """Forget the accepted reports, once Home Assistant answers and it is certain which were accepted."""
        while self._sending or self._unsure or not answers.is_set():  # noqa: ASYNC110 - rare, and rarely for long
            await asyncio.sleep(_POLL_SECONDS)
        self._accepted.clear()

    async def stop(self) -> None:
        """End all reporting."""
        for task in self._reporting:
            task.cancel()
        await asyncio.gather(*self._reporting, return_exceptions=True)

    def _start(self, downloads: Iterable[PlannedDownload], *, again: bool) -> None:
        for download in downloads:
            task = asyncio.create_task(self._report(download, again=again))
            self._reporting.add(task)
            task.add_done_callback(self._reporting.discard)

    async def _report(self, download: PlannedDownload, *, again: bool) -> None:
        while True:
            async with self._slots:
                if again and download not in self._accepted:
                    return
                answer = await self._send(download)
            self._journal.write(f"reported{' again' if again else ''}: {answer}", download.path)
            if answer == _ACCEPTED:
                break
            if answer.startswith(_CUT_OFF) and not again:
                self._unsure.add(download.path)
            await asyncio.sleep(_AGAIN_SECONDS * self._rng.uniform(0.5, 1.5))
        if again:
            self.repeated += 1
        else:
            self._unsure.discard(download.path)
            self._accepted.append(download)

    async def _send(self, download: PlannedDownload) -> str:
        """Report a download once; return the status of the answer, or why there is none.

        Home Assistant answers unregistered webhooks with 200 and an empty body; a registered webhook answers "ok".
        """
        url = self._action if download.method is ReportMethod.ACTION else self._hook
        report = _report(download)
        form, document = (report, None) if download.method is ReportMethod.HOOK else (None, report)
        self._sending += 1
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS)) as session,
                session.post(url, headers=self._headers, data=form, json=document) as answer,
            ):
                return str(answer.status) if await answer.read() else "no webhook yet"
        except aiohttp.ClientConnectorError as err:
            return type(err).__name__
        except (aiohttp.ClientError, TimeoutError) as err:
            return f"{_CUT_OFF}: {type(err).__name__}"
        finally:
            self._sending -= 1


def write_file(path: Path) -> None:
    """Write a file whose content follows from its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_content(path.name))


def _content(name: str) -> bytes:
    return name.encode() * 50


def _report(download: PlannedDownload) -> dict[str, object]:
    """Return the fields of a report."""
    path = f"{DOWNLOADS}/{download.path}"
    report: dict[str, object] = {"name": download.path.rpartition("/")[2]}
    match download.method:
        case ReportMethod.ACTION:
            return report | {"path": path, "files": list(download.files)}
        case ReportMethod.WEBHOOK:
            files = [{"path": file, "size": len(_content(file))} for file in download.files]
            return report | {"path": path, "files": files}
        case ReportMethod.HOOK:
            digest = hashlib.sha1(path.encode(), usedforsecurity=False).hexdigest()
            return report | {"content_path": path, "hash": digest}
