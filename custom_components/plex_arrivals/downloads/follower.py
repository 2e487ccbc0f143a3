"""Follows one source: after each update it reports the torrents that have been finished and shows those that run."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import timedelta
import itertools
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN, LOGGER
from .client_paths import has_own_name
from .download import Download, RunningDownload
from .early_refresh import EarlyRefresh
from .filter import DownloadFilter
from .finished_store import FinishedDownloads, FinishedStore
from .polling_source import MAX_FAILURES, ClientUnavailableError
from .source import DownloadSource, DownloadStatus
from .source_issues import CHANGED, SILENT, SourceIssues

type OnDownloadComplete = Callable[[Download], Awaitable[object]]

REPORTED_AT_ONCE: Final = 25
"""So many are reported at the same time; more would keep the first waiting until the last is described."""
MOST_RUNNING: Final = 500
"""How many running downloads are shown."""
YIELD_EVERY: Final = 100
"""After so many descriptions the event loop gets its turn: a torrent may have thousands of files."""


class SourceFollower:
    """Reports each finished torrent of one source once, and shows those on their way there."""

    def __init__(
        self,
        hass: HomeAssistant,
        source: DownloadSource,
        issues: SourceIssues,
        seen: FinishedStore,
        on_download_complete: OnDownloadComplete,
        download_filter: DownloadFilter,
        on_running: Callable[[], None],
    ) -> None:
        self.source = source
        self.running: Mapping[str, RunningDownload] = {}
        """By the source's id: from the first byte until the download is reported; empty while nobody answers."""
        self._hass = hass
        self._issues = issues
        self._seen = seen
        self._on_download_complete = on_download_complete
        self._filter = download_filter
        self._on_running = on_running
        self._early_refresh = EarlyRefresh(hass, source.coordinator)
        self._complained: set[str] = set()
        self._silences = 0
        self._updated = False
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] | None = None

    @callback
    def async_start(self) -> None:
        """Listen to the source's coordinator, which keeps it polling, and look at what it has already."""
        self._unsubscribe = self.source.coordinator.async_add_listener(self._async_updated)
        self._async_updated()

    @callback
    def async_stop(self) -> asyncio.Task[None] | None:
        """Stop at once; returns the cancelled task if one has yet to end."""
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
        self._early_refresh.async_cancel()
        self._show({})
        if self._task and not self._task.done():
            self._task.cancel()
            return self._task
        return None

    async def async_downloads(self) -> list[Download]:
        """Return what the client lists and what counts of it, running or finished, without what cannot be read."""
        try:
            raws = await self.source.async_list()
        except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
            LOGGER.debug("%s does not list its torrents: %s", self.source.entry.title, err)
            return []
        downloads = []
        for number, (torrent_id, raw) in enumerate(raws.items(), 1):
            try:
                download = self.source.describe(torrent_id, raw)
            except Exception as err:  # noqa: BLE001 - as above
                LOGGER.debug("A torrent of %s cannot be read: %s", self.source.entry.title, err)
                continue
            if self._filter.includes(download):
                downloads.append(download)
            if number % YIELD_EVERY == 0:
                await asyncio.sleep(0)
        return downloads

    @callback
    def _async_updated(self) -> None:
        """Look; an update that comes while the last one is still being reported is looked at afterwards."""
        self._updated = True
        if self._task is None or self._task.done():
            name = f"{DOMAIN} looks at {self.source.entry.title}"
            self._task = self._hass.async_create_background_task(self._async_work(), name)

    async def _async_work(self) -> None:
        while self._updated:
            self._updated = False
            if self.source.coordinator.last_update_success:
                await self._async_look()
            else:
                self._heard()
                self._show({})

    async def _async_look(self) -> None:
        try:
            raws = await self.source.async_list()
        except ClientUnavailableError as err:
            self._not_heard(err)
            return
        except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
            self._heard()
            self._issues.async_tell_changed(err)
            self._show({})
            return
        self._heard()
        torrents: dict[str, DownloadStatus] = {}
        unreadable: dict[str, Exception] = {}
        for torrent_id, raw in raws.items():
            try:
                torrents[torrent_id] = self.source.get_status(raw)
            except Exception as err:  # noqa: BLE001 - as above
                unreadable[torrent_id] = err

        memory = self._remembered(torrents)
        news = [torrent_id for torrent_id, torrent in torrents.items() if memory.is_new(torrent_id, torrent)]
        news.sort(key=lambda torrent_id: str(torrents[torrent_id].done_at))
        self._show(await self._async_describe_running(raws, torrents, memory, unreadable))
        try:
            for some in itertools.batched(news, REPORTED_AT_ONCE, strict=False):
                await self._async_take(some, raws, torrents, memory, unreadable)
        finally:
            memory.forget_all_but(raws.keys())
            self._complained.intersection_update(raws)
            await self._seen.async_save()

        self._early_refresh.async_plan({key: torrent for key, torrent in torrents.items() if not torrent.ready})
        if unreadable and len(unreadable) == len(raws):
            self._issues.async_tell_changed(next(iter(unreadable.values())))
        else:
            self._issues.async_take_back(CHANGED)
            for torrent_id, error in unreadable.items():
                self._complain(torrent_id, f"{torrent_id} cannot be read: {error!r}")

    async def _async_take(
        self,
        news: Iterable[str],
        raws: Mapping[str, Any],
        torrents: Mapping[str, DownloadStatus],
        memory: FinishedDownloads,
        unreadable: dict[str, Exception],
    ) -> None:
        """Report what has been finished, at the same time, so that the disk is written to once."""
        downloads: dict[str, Download] = {}
        for torrent_id in news:
            try:
                if not self._filter.includes(self.source.describe(torrent_id, raws[torrent_id])):
                    memory.remember(torrent_id, torrents[torrent_id])
                    continue
                download = await self.source.async_describe_finished(torrent_id, raws[torrent_id])
            except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
                unreadable[torrent_id] = err
                continue
            if has_own_name(download.path):
                downloads[torrent_id] = download
            else:  # it may say so later
                self._complain(torrent_id, f"{download.name} has no folder or file of its own, but {download.path!r}")
        are_taken = await asyncio.gather(*(self._async_report(*one) for one in downloads.items()))
        taken = set(itertools.compress(downloads, are_taken))
        for torrent_id in taken:
            memory.remember(torrent_id, torrents[torrent_id])
        self._show({key: one for key, one in self.running.items() if key not in taken})

    def _heard(self) -> None:
        """Take in that the client answered, or that its integration cannot reach it either."""
        self._silences = 0
        self._issues.async_take_back(SILENT)

    def _not_heard(self, err: ClientUnavailableError) -> None:
        """Wait for the next update: until the silence lasts, what is shown stays."""
        self._silences += 1
        LOGGER.debug("%s did not say what it downloads: %s", self.source.entry.title, err)
        if self._silences >= MAX_FAILURES:
            self._show({})
            self._issues.async_tell_silent(err)

    def _remembered(self, torrents: Mapping[str, DownloadStatus]) -> FinishedDownloads:
        """Return what is remembered; at first sight all that is done already counts as known."""
        memory = self._seen.get(self.source.entry.entry_id)
        if memory is None:
            memory = self._seen.add(self.source.entry.entry_id)
            for torrent_id, torrent in torrents.items():
                memory.remember(torrent_id, torrent)
        return memory

    async def _async_describe_running(
        self,
        raws: Mapping[str, Any],
        torrents: Mapping[str, DownloadStatus],
        memory: FinishedDownloads,
        unreadable: dict[str, Exception],
    ) -> dict[str, RunningDownload]:
        """Return what is being downloaded, moved, checked or about to be reported."""
        shown = {
            torrent_id: torrent
            for torrent_id, torrent in torrents.items()
            if torrent.running or (_is_complete(torrent) and memory.awaits(torrent_id, torrent))
        }
        running: dict[str, RunningDownload] = {}
        for number, (torrent_id, torrent) in enumerate(sorted(shown.items(), key=lambda item: due(item[1])), 1):
            if number % YIELD_EVERY == 0:
                await asyncio.sleep(0)
            try:
                download = self.source.describe(torrent_id, raws[torrent_id])
            except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
                unreadable[torrent_id] = err
                continue
            if self._filter.includes(download):
                running[torrent_id] = RunningDownload(
                    download=download, progress=torrent.progress, time_left=torrent.time_left
                )
            if len(running) == MOST_RUNNING:
                break
        return running

    @callback
    def _show(self, running: Mapping[str, RunningDownload]) -> None:
        if running != self.running:
            self.running = running
            self._on_running()

    async def _async_report(self, torrent_id: str, download: Download) -> bool:
        """Report a download; False where it could not be taken, so that it is reported again at the next update."""
        try:
            await self._on_download_complete(download)
        except Exception as err:  # noqa: BLE001 - logged below; one download must not end the following of a source
            self._complain(torrent_id, f"{download.name} could not be taken, trying again: {err!r}")
            return False
        self._complained.discard(torrent_id)
        return True

    def _complain(self, torrent_id: str, what: str) -> None:
        """Log, once, why a download is not taken."""
        if torrent_id not in self._complained:
            self._complained.add(torrent_id)
            LOGGER.error("%s: %s", self.source.entry.title, what)


def due(one: DownloadStatus | RunningDownload) -> tuple[timedelta, float]:
    """Return by what to sort, so that what is finished first comes first."""
    left = timedelta() if _is_complete(one) else one.time_left
    return timedelta.max if left is None else left, -(one.progress or 0)


def _is_complete(one: DownloadStatus | RunningDownload) -> bool:
    return one.progress is not None and one.progress >= 1
