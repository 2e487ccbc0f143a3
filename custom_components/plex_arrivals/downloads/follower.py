"""Follow one source: report each finished download once, and keep the list of running ones."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import timedelta
import itertools
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN, LOGGER
from .client_paths import is_below_root
from .download import Download, RunningDownload
from .early_refresh import EarlyRefresh
from .filter import DownloadFilter
from .finished_store import FinishedDownloads, FinishedStore
from .listing import Listing, async_list_downloads
from .polling_source import MAX_FAILURES, ClientUnavailableError
from .source import DownloadSource, DownloadStatus
from .source_issues import INTEGRATION_CHANGED, NOT_RESPONDING, SourceIssues

type OnDownloadComplete = Callable[[Download], Awaitable[object]]

REPORT_BATCH_SIZE: Final = 25
"""How many downloads are reported concurrently.

With more, the first one would wait for the requests about all the others.
"""
MAX_RUNNING: Final = 500
"""How many running downloads are kept."""


class SourceFollower:
    """Report each finished download of one source once, and keep those that are running."""

    def __init__(
        self,
        hass: HomeAssistant,
        source: DownloadSource,
        issues: SourceIssues,
        store: FinishedStore,
        on_download_complete: OnDownloadComplete,
        download_filter: DownloadFilter,
        on_running_changed: Callable[[], None],
        on_listed: Callable[[DownloadSource, Mapping[str, Any]], None],
    ) -> None:
        """Initialize the follower.

        `on_running_changed` is called whenever `running` has changed, `on_listed` with all downloads that the client
        lists, whenever it lists them.
        """
        self.source = source
        self.running: Mapping[str, RunningDownload] = {}
        """By the client's ID, until they are reported; empty while the client does not respond."""
        self._hass = hass
        self._issues = issues
        self._store = store
        self._on_download_complete = on_download_complete
        self._filter = download_filter
        self._on_running_changed = on_running_changed
        self._on_listed = on_listed
        self._early_refresh = EarlyRefresh(hass, source.coordinator)
        self._logged: set[str] = set()
        self._failures = 0
        self._updated = False
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] | None = None

    @callback
    def async_start(self) -> None:
        """Listen to the source's coordinator, which keeps it polling, and process the data that it already has."""
        self.source.async_start()
        self._unsubscribe = self.source.coordinator.async_add_listener(self._async_updated)
        self._async_updated()

    @callback
    def async_stop(self) -> asyncio.Task[None] | None:
        """Stop at once; return the canceled task if it has not ended yet."""
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
        self._early_refresh.async_cancel()
        self._set_running({})
        if self._task and not self._task.done():
            self._task.cancel()
            return self._task
        return None

    async def async_downloads(self) -> list[Download]:
        """Return the running and finished downloads of the client, filtered; none if it does not respond."""
        return await async_list_downloads(self.source, self._filter)

    @callback
    def _async_updated(self) -> None:
        """Process an update; if one is being processed, process this one afterwards."""
        self._updated = True
        if self._task is None or self._task.done():
            name = f"{DOMAIN} processes an update of {self.source.entry.title}"
            self._task = self._hass.async_create_background_task(self._async_process_updates(), name)

    async def _async_process_updates(self) -> None:
        while self._updated:
            self._updated = False
            if self.source.coordinator.last_update_success:
                await self._async_process()
            else:
                self._on_response()
                self._set_running({})

    async def _async_process(self) -> None:
        """Keep the running downloads and report the new finished ones."""
        try:
            raw = await self.source.async_list()
        except ClientUnavailableError as err:
            self._on_no_response(err)
            return
        except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
            self._on_response()
            self._issues.async_create(INTEGRATION_CHANGED, _cause(err))
            self._set_running({})
            return
        self._on_response()
        listing = Listing(self.source, raw)
        statuses = listing.get_statuses()
        finished = self._finished_downloads(statuses)
        for download_id, status in statuses.items():
            if status.running:
                finished.mark_running(download_id)
        new = [key for key, status in statuses.items() if finished.has_to_be_reported(key, status)]
        new.sort(key=lambda download_id: str(statuses[download_id].completed_at))
        self._set_running(await self._async_running(listing, statuses, finished))
        try:
            for some in itertools.batched(new, REPORT_BATCH_SIZE, strict=False):
                await self._async_report(some, listing, statuses, finished)
        finally:
            finished.forget_old(raw.keys())
            self._logged.intersection_update(raw)
            await self._store.async_save()
        self._on_listed(self.source, raw)
        self._early_refresh.async_schedule({key: status for key, status in statuses.items() if not status.ready})
        if listing.is_unreadable:
            self._issues.async_create(INTEGRATION_CHANGED, _cause(next(iter(listing.errors.values()))))
        else:
            self._issues.async_delete(INTEGRATION_CHANGED)
            for download_id, error in listing.errors.items():
                self._log_once(download_id, f"{download_id} cannot be read: {error!r}")

    async def _async_report(
        self,
        new: Iterable[str],
        listing: Listing,
        statuses: Mapping[str, DownloadStatus],
        finished: FinishedDownloads,
    ) -> None:
        """Report finished downloads concurrently, so that the disk is written to once."""
        downloads: dict[str, Download] = {}
        for download_id in new:
            described = listing.get_download(download_id)
            if described is None:
                continue
            if not self._filter.includes(described):
                finished.add(download_id, statuses[download_id])
                continue
            download = await listing.async_get_finished_download(download_id)
            if download is None:
                continue
            if is_below_root(download.path):
                downloads[download_id] = download
            else:  # it may have a path at a later update
                path = download.path
                what = f"{download.name} is not reported: its path {path!r} is empty, a root or a network share"
                self._log_once(download_id, what)
        are_accepted = await asyncio.gather(
            *(self._async_report_one(key, download) for key, download in downloads.items())
        )
        accepted = set(itertools.compress(downloads, are_accepted))
        for download_id in accepted:
            finished.add(download_id, statuses[download_id])
        self._set_running({key: running for key, running in self.running.items() if key not in accepted})

    async def _async_report_one(self, download_id: str, download: Download) -> bool:
        """Return whether a download was stored; if not, it is reported again at the next update."""
        try:
            await self._on_download_complete(download)
        except Exception as err:  # noqa: BLE001 - logged; an error must not end the update of a source
            self._log_once(
                download_id, f"{download.name} could not be stored, trying again at the next update: {err!r}"
            )
            return False
        self._logged.discard(download_id)
        return True

    def _finished_downloads(self, statuses: Mapping[str, DownloadStatus]) -> FinishedDownloads:
        """Return the finished downloads of the source.

        At its first update, all that have already finished count as reported.
        """
        finished = self._store.get(self.source.entry.entry_id)
        if finished is None:
            finished = self._store.add(self.source.entry.entry_id)
            for download_id, status in statuses.items():
                finished.add(download_id, status)
        return finished

    async def _async_running(
        self, listing: Listing, statuses: Mapping[str, DownloadStatus], finished: FinishedDownloads
    ) -> dict[str, RunningDownload]:
        """Return the downloads that are being downloaded, checked, moved or about to be reported."""
        shown = {
            download_id: status
            for download_id, status in statuses.items()
            if status.running or (status.is_complete and finished.is_unreported(download_id, status))
        }
        order = sorted(shown, key=lambda download_id: running_sort_key(shown[download_id]))
        downloads = await listing.async_get_downloads(order, self._filter, limit=MAX_RUNNING)
        return {
            download_id: RunningDownload(
                download=download, progress=shown[download_id].progress, time_left=shown[download_id].time_left
            )
            for download_id, download in downloads.items()
        }

    @callback
    def _set_running(self, running: Mapping[str, RunningDownload]) -> None:
        if running != self.running:
            self.running = running
            self._on_running_changed()

    @callback
    def _on_response(self) -> None:
        """Reset the failures: the client responded, or its integration cannot reach it either."""
        self._failures = 0
        self._issues.async_delete(NOT_RESPONDING)

    @callback
    def _on_no_response(self, err: ClientUnavailableError) -> None:
        """Wait for the next update; after several failures clear what is running and create an issue."""
        self._failures += 1
        LOGGER.debug("%s did not list its downloads: %s", self.source.entry.title, err)
        if self._failures >= MAX_FAILURES:
            self._set_running({})
            self._issues.async_create(NOT_RESPONDING, str(err))

    def _log_once(self, download_id: str, what: str) -> None:
        """Log, once per download, why it is not reported."""
        if download_id not in self._logged:
            self._logged.add(download_id)
            LOGGER.error("%s: %s", self.source.entry.title, what)


def running_sort_key(download: DownloadStatus | RunningDownload) -> tuple[timedelta, float]:
    """Return a sort key for running downloads: those expected to finish first come first."""
    left = timedelta() if download.is_complete else download.time_left
    return timedelta.max if left is None else left, -(download.progress or 0)


def _cause(err: Exception) -> str:
    return f"{type(err).__name__}: {err}"
