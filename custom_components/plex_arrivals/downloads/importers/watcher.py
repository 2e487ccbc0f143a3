"""The queue of one importer, which is requested only while something in it is awaited."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
import math
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ...const import LOGGER
from ..download import Download, MediaInfo
from ..source_issues import SourceIssues
from .history import Outcome, outcome
from .history_limit import HistoryLimit
from .importer import Importer, ImporterError, UnavailableError
from .kinds import KINDS
from .queue import ImportState, QueuedDownload, download_id, queued_downloads
from .reading import ReadingGuard
from .report_looks import CHANGED_SECONDS, ReportLooks

POLL_SECONDS: Final = 60
"""How often the queue is requested while something in it is awaited."""
SPACING_SECONDS: Final = 2
"""How far requests are apart that callers cause."""
RESPONSE_SECONDS: Final = 10
"""How long callers wait for a response, however many of them wait for an importer that is hanging."""
MAX_IDS: Final = 10_000
"""How many downloads are remembered, more than a queue has."""
MEDIA_POLLS: Final = 2
"""How often the importer is asked what a running download is; at first, its queue may still lack it."""


class QueueWatcher:
    """Reads the queue of an importer for all that wait for something in it.

    It outlives the reloads of the importer's config entry.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        issues: SourceIssues,
        running: Callable[[], Collection[str]],
        on_media: Callable[[], None],
    ) -> None:
        """Initialize the watcher of the importer with a config entry, which need not be loaded.

        `running` returns the IDs, in lower case, of the running downloads of which no importer has said what they are;
        `on_media` is called when this one has.
        """
        self.importer: Importer | None = None
        """None while its config entry is not loaded."""
        self._hass = hass
        self._entry_id = entry.entry_id
        self._kind = KINDS[entry.domain]
        self._guard = ReadingGuard(issues)
        self._running = running
        self._on_media = on_media
        self._media: dict[str, MediaInfo | None] = {}
        """By IDs in lower case, also of downloads that have left the queue; None if the importer could not say it."""
        self._media_polls: dict[str, int] = {}
        """How often the importer was asked what each of the running downloads is, by their IDs."""
        self._spelled: dict[str, str] = {}
        """The IDs as the importer spells them, by IDs in lower case."""
        self._followers: dict[str, set[asyncio.Queue[QueuedDownload | None]]] = {}
        self._queue: Mapping[str, QueuedDownload] = {}
        """The queue as it was at the last response."""
        self._history_limit = HistoryLimit()
        self._failure: ImporterError | None = None
        """Why the importer cannot be asked; until its queue can be read again, no history is requested."""
        self._requested_at = self._read_at = -math.inf
        self._next_needs_media = False
        self._next: asyncio.Task[Mapping[str, QueuedDownload] | ImporterError] | None = None
        """The next request, which is not under way yet."""
        self._tasks: set[asyncio.Task[Any]] = set()
        self._request_lock = asyncio.Lock()
        self._history_lock = asyncio.Lock()
        self._polling: asyncio.Task[None] | None = None
        self._looks = ReportLooks(self._followers.keys(), self._async_look, self._async_create_task)

    @callback
    def async_set_entry(self, entry: ConfigEntry[Any] | None) -> None:
        """Set the config entry when it was loaded; None when it was unloaded. Raise what Importer raises."""
        self.importer = self._failure = None
        if entry:
            self.importer = Importer(self._hass, entry)

    @callback
    def async_close(self) -> None:
        """Cancel all requests and end all iterators, for good."""
        self.importer = None
        for followers in self._followers.values():
            for changes in followers:
                changes.shutdown(immediate=True)
        for task in self._tasks:
            task.cancel()

    def media(self, download_id: str) -> MediaInfo | None:
        """Return what a download is, if the importer has said so; the ID is in lower case."""
        return self._media.get(download_id)

    @callback
    def async_poll(self) -> None:
        """Poll the queue as long as that is needed."""
        if self._is_needed and self._polling is None:
            self._polling = self._async_create_task(self._async_poll())

    @callback
    def async_look(self, download_ids: Collection[str] | None, *, at_once: bool) -> None:
        """Request the queue because one of these downloads was reported, by default any that is awaited."""
        self._looks.async_add_report(self._followers if download_ids is None else download_ids, at_once=at_once)

    async def async_find(self, download_ids: Sequence[str]) -> QueuedDownload | None:
        """Return a download in the queue, by its IDs in lower case; raise ImporterError.

        What was in it a few seconds ago is in it now: each report of a file of a pack asks for that.
        """
        is_recent = self.importer and self._hass.loop.time() < self._read_at + CHANGED_SECONDS
        for key in download_ids if is_recent else ():
            if (found := self._queue.get(key)) and found.media:
                return found
        queue = await self._async_queue(needs_media=not any(map(self.media, download_ids)))
        return next(filter(None, map(queue.get, download_ids)), None)

    async def async_follow(self, queued: QueuedDownload) -> AsyncGenerator[QueuedDownload | None]:
        """Yield each change of a download in the queue; also, about once a minute, one that is still blocked.

        Yield None about once a minute while the queue lacks it.
        End when the watcher is closed.
        """
        changes: asyncio.Queue[QueuedDownload | None] = asyncio.Queue(1)
        followers = self._followers.setdefault(queued.download_id, set())
        followers.add(changes)
        self.async_poll()
        latest: QueuedDownload | None = queued
        absent_at = -math.inf
        try:
            while True:
                changed = await changes.get()
                if changed is None:
                    now = self._hass.loop.time()
                    if now - absent_at < POLL_SECONDS / 2:  # the queue was requested for others
                        continue
                    absent_at = now
                elif changed == latest and changed.state is not ImportState.BLOCKED:
                    continue
                latest = changed
                yield changed
        except asyncio.QueueShutDown:
            return
        finally:
            followers.discard(changes)
            if not followers and self._followers.get(queued.download_id) is followers:
                del self._followers[queued.download_id]
                self._history_limit.forget(queued.download_id)

    async def async_outcome(self, download: Download, spelled_ids: Sequence[str]) -> Outcome:
        """Return what became of a download, by its IDs as importers spell them.

        Raise ImporterError, also if many histories were requested recently: this one can be requested later.
        """
        result = Outcome()
        for spelled in spelled_ids:
            self._spelled.setdefault(spelled.casefold(), spelled)
            result = await self._async_request_outcome(spelled)
            if result.found:
                break
        if result.imported is None:
            return result
        return replace(result, imported=replace(result.imported, hash=download.hash, client_id=download.client_id))

    async def async_refresh(self) -> None:
        """Have the importer look at its downloads now, instead of within a minute; raise ImporterError."""
        await self._loaded().async_refresh()

    @property
    def _is_needed(self) -> bool:
        return bool(self._followers) or self._needs_media

    @property
    def _needs_media(self) -> bool:
        """Whether the next poll is to say what downloads are, because it was not asked about some of them."""
        followed = self._followers.keys() & self._spelled.keys()
        return not self._media.keys() >= followed or any(
            self._media_polls.get(key, 0) < MEDIA_POLLS for key in self._running()
        )

    def _loaded(self) -> Importer:
        if self.importer is None:
            raise UnavailableError("The integration is not loaded.")
        return self.importer

    async def _async_poll(self) -> None:
        try:
            while self._is_needed:
                await asyncio.sleep(self._requested_at + POLL_SECONDS - self._hass.loop.time())
                if not self._is_needed:
                    break
                running = {key: self._media_polls.get(key, 0) + 1 for key in self._running()}
                try:
                    await self._async_queue(needs_media=self._needs_media)
                    self._media_polls = running
                except ImporterError as err:
                    LOGGER.debug("The queue of %s cannot be read: %s", self._entry_id, err)
        finally:
            self._polling = None

    async def _async_look(self) -> None:
        with suppress(ImporterError):  # the next poll may succeed
            await self._async_queue(needs_media=False)

    async def _async_queue(self, *, needs_media: bool) -> Mapping[str, QueuedDownload]:
        """Return the queue as it is now or a little later; callers at the same time share a request.

        Raise ImporterError. A request that takes too long continues, for those who follow something.
        """
        self._next_needs_media |= needs_media
        request = self._next = self._next or self._async_create_task(self._async_request_queue())
        await asyncio.wait([request], timeout=RESPONSE_SECONDS)
        if request.cancelled():
            raise ImporterError("The importer is no longer followed.")
        if not request.done():
            self._failure = ImporterError("The importer does not respond.")
            raise self._failure
        if isinstance(result := request.result(), ImporterError):
            raise ImporterError(str(result)) from result
        return result

    async def _async_request_queue(self) -> Mapping[str, QueuedDownload] | ImporterError:
        """Return the queue, or the error for all that wait for it."""
        async with self._request_lock:
            await asyncio.sleep(self._requested_at + SPACING_SECONDS - self._hass.loop.time())
            # callers from now on get a newer response
            needs_media, self._next_needs_media, self._next = self._next_needs_media, False, None
            self._requested_at = self._hass.loop.time()
            try:
                with self._guard.reading("queue"):
                    records = await self._loaded().async_queue(include_media=needs_media)
                    queue, spelled = await self._hass.async_add_executor_job(self._parse, records)
            except ImporterError as err:
                self._failure, self._read_at = err, -math.inf
                return err
            self._failure, self._read_at = None, self._hass.loop.time()
            self._spelled = dict(list({**self._spelled, **spelled}.items())[-MAX_IDS:])
            new = {key: queued.media for key, queued in queue.items() if needs_media and self.media(key) is None}
            self._media = dict(list({**self._media, **new}.items())[-MAX_IDS:])
            self._queue = queue = {key: replace(queued, media=self.media(key)) for key, queued in queue.items()}
            self._async_notify(queue)
            if any(new.values()):
                self._on_media()
            return queue

    def _parse(self, records: Sequence[Mapping[str, Any]]) -> tuple[dict[str, QueuedDownload], dict[str, str]]:
        """Return the downloads in the queue, and how the importer spells their IDs; slow for a long queue."""
        spelled = {found.casefold(): found for record in records if (found := download_id(record))}
        return queued_downloads(self._kind, self._entry_id, records), spelled

    @callback
    def _async_notify(self, queue: Mapping[str, QueuedDownload]) -> None:
        """Hand each follower the latest state of its download; None if it is not in the queue."""
        for key, followers in self._followers.items():
            for changes in followers:
                if changes.full():
                    changes.get_nowait()
                changes.put_nowait(queue.get(key))

    async def _async_request_outcome(self, spelled: str) -> Outcome:
        """Request one history at a time, so that many downloads do not overload the importer; raise ImporterError."""
        async with self._history_lock:
            if self._failure:
                raise ImporterError(str(self._failure))
            key = spelled.casefold()
            is_followed = key in self._followers
            if is_followed and not self._history_limit.allows(key, self._queue.get(key), self._hass.loop.time()):
                raise ImporterError("Its history is requested later.")
            try:
                with self._guard.reading("history"):
                    records = await self._loaded().async_history(self._spelled.get(key, spelled))
                    result = await self._hass.async_add_executor_job(outcome, self._kind, records)
            except UnavailableError as err:
                self._failure = err
                raise
            if is_followed:
                self._history_limit.add_response(key, imported=result.imported_count, decided=result.decided)
            return result

    @callback
    def _async_create_task[T](self, target: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = self._hass.async_create_background_task(target, f"plex_arrivals queue of {self._entry_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
