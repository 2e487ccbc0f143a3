"""Report every item that is added to a library, not only by downloads; costs nothing without listeners."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util import dt as dt_util
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN, LOGGER
from .coordinator import PlexCoordinator
from .deliveries.timing import Timing
from .plex.errors import PlexError
from .plex.models import PlexMediaItem
from .plex.notifications import ItemCreated, ItemDeleted, ItemReady, Notification
from .plex.service import PlexService

BURST_ITEMS: Final = 100
"""How many items of a burst are reported; a new library should not trigger an automation for each of its items."""
BURST_PAUSE_SECONDS: Final = 300
"""A burst ends when nothing was added to its library for this long."""
RETRY_SECONDS: Final = 60
_REPORTED_TYPES = frozenset((1, 4, 9, 13))
"""Plex's numbers of movies, episodes, albums and photos; not of what contains them, nor of tracks."""
_MAX_OLD_IDS = 5000
_MAX_REQUESTED = 100

type NewItemListener = Callable[[PlexMediaItem], None]


@dataclass(slots=True)
class _PendingItem:
    """An item that is not reported yet; times are those of the event loop."""

    due: float
    """When to request it next."""
    final: float
    """When to report it even if Plex has not matched it: it will not do so later either."""


@dataclass(slots=True)
class _Burst:
    """How many items were added to a library in a short time."""

    count: int
    last: float


class _OldItems(NamedTuple):
    """The items that a library had when the first listener was added."""

    ids: frozenset[str]
    """The newest items."""
    earliest: datetime
    """Items added before this are old as well; they appear in the list when newer ones are removed."""


class NewItems:
    """Find new items in Plex's notifications or else in the lists of recently added items, and report each once.

    An item is reported when Plex has matched it or will not match it. Items that exist when the first listener is added
    are not new, nor is an item with a new file, title or poster. After the last listener is removed the state is kept
    for a while, because an automation that is saved adds its listener again at once.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        plex: PlexService,
        coordinator: PlexCoordinator,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        timing: Timing,
    ) -> None:
        """Initialize with the coordinator whose lists to read, and what creates the background task."""
        self._hass = hass
        self._loop = hass.loop
        self._item_added = SignalType[PlexMediaItem](f"{DOMAIN}_{entry_id}_item_added")
        self._plex = plex
        self._coordinator = coordinator
        self._create_task = create_task
        self._timing = timing
        self._listeners = 0
        self._pending: OrderedDict[str, _PendingItem] = OrderedDict()
        self._old_ids: OrderedDict[str, None] = OrderedDict()
        """The IDs of items that are not new, the latest last."""
        self._old_items: dict[str, _OldItems] = {}
        """By library ID."""
        self._bursts: dict[str, _Burst] = {}
        self._kept_until = 0.0
        """Until when the state is kept while there is no listener, in the event loop's time."""
        self._pending_changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._remove_coordinator_listener: CALLBACK_TYPE | None = None

    @callback
    def async_add_listener(self, listener: NewItemListener) -> CALLBACK_TYPE:
        """Call a listener with every new item; return a function that removes it."""
        self._reset_if_expired()
        disconnect = async_dispatcher_connect(self._hass, self._item_added, listener)
        self._listeners += 1
        if self._remove_coordinator_listener is None:
            self._remove_coordinator_listener = self._coordinator.async_add_listener(self._read_lists)
            self._read_lists()
            self._start_task()

        @callback
        def remove() -> None:
            disconnect()
            self._listeners -= 1
            self._stop_without_listeners()

        return remove

    @callback
    def on_notification(self, notification: Notification) -> None:
        """Handle a notification."""
        self._reset_if_expired()
        if not self._listeners and not self._kept_until:
            return
        match notification:
            case ItemCreated() if notification.type in _REPORTED_TYPES:
                self._add(notification.item_id, notification.library_id)
            case ItemReady() if pending := self._pending.get(notification.item_id):
                pending.due = min(pending.due, self._loop.time() + self._timing.batch_delay)
                self._pending_changed.set()
            case ItemDeleted():
                self._pending.pop(notification.item_id, None)

    @callback
    def _stop_without_listeners(self) -> None:
        if self._listeners or self._remove_coordinator_listener is None:
            return
        self._remove_coordinator_listener()
        self._remove_coordinator_listener = None
        if self._task:
            self._task.cancel()
            self._task = None
        self._kept_until = self._loop.time() + self._timing.match_limit

    def _reset_if_expired(self) -> None:
        """Reset the state if there has been no listener for too long."""
        if not self._listeners and self._kept_until <= self._loop.time():
            self._kept_until = 0.0
            for collection in (self._pending, self._old_ids, self._old_items, self._bursts):
                collection.clear()

    @callback
    def _read_lists(self) -> None:
        """Report items from the lists of recently added items that no notification reported.

        The first lists contain only old items.
        """
        data = self._coordinator.data
        for library_id, items in data.recently_added_in.items() if data else ():
            old = self._old_items.get(library_id)
            if old is None:
                earliest = min((item.added_at for item in items if item.added_at), default=dt_util.utcnow())
                self._old_items[library_id] = _OldItems(frozenset(item.id for item in items), earliest)
                for item in items:
                    self._mark_old(item.id)
                continue
            for item in items:
                if item.added_at and item.added_at >= old.earliest and item.id not in old.ids:
                    self._add(item.id, library_id, item)

    def _add(self, item_id: str, library_id: str, item: PlexMediaItem | None = None) -> None:
        """Report an item, now or later, unless it is old or beyond the limit of a burst; `item` if it is listed."""
        if not self._mark_old(item_id) or not self._count_burst(library_id):
            return
        if item and item.matched:
            self._report(item)
            return
        now = self._loop.time()
        library = self._coordinator.libraries.get(library_id)
        # Without an agent there is no notification that an item is ready; its title is the name of its file.
        final = now + (self._timing.match_limit if library is None or library.has_agent else self._timing.item_timeout)
        self._pending[item_id] = _PendingItem(final, final)
        self._pending_changed.set()
        self._start_task()

    def _start_task(self) -> None:
        if self._listeners and self._pending and (self._task is None or self._task.done()):
            self._task = self._create_task(self._request_pending(), "request new items")

    def _mark_old(self, item_id: str) -> bool:
        """Mark an item as old; return whether it was new."""
        if item_id in self._old_ids:
            self._old_ids.move_to_end(item_id)
            return False
        self._old_ids[item_id] = None
        if len(self._old_ids) > _MAX_OLD_IDS:
            self._old_ids.popitem(last=False)
        return True

    def _count_burst(self, library_id: str) -> bool:
        """Count an item of a library; return whether to report it."""
        now = self._loop.time()
        burst = self._bursts.get(library_id)
        if burst is None or now - burst.last > BURST_PAUSE_SECONDS:
            burst = self._bursts[library_id] = _Burst(0, now)
        burst.count += 1
        burst.last = now
        if burst.count == BURST_ITEMS + 1:
            LOGGER.warning(
                "More than %s items are being added to library %s at once; only the first ones trigger automations",
                BURST_ITEMS,
                library_id,
            )
        return burst.count <= BURST_ITEMS

    async def _request_pending(self) -> None:
        """Request the pending items when they are due, many in one request."""
        while self._pending:
            pause = min(pending.due for pending in self._pending.values()) - self._loop.time()
            if pause > 0:
                self._pending_changed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._pending_changed.wait()
                continue
            now = self._loop.time()
            item_ids = [item_id for item_id, pending in self._pending.items() if pending.due <= now][:_MAX_REQUESTED]
            try:
                items = {item.id: item for item in await self._plex.get_items(item_ids)}
            except PlexError as err:
                LOGGER.debug("Cannot request new items, trying again later: %s", err)
                for item_id in item_ids:
                    if pending := self._pending.get(item_id):
                        pending.due = self._loop.time() + RETRY_SECONDS
                continue
            for item_id in item_ids:
                self._handle_response(item_id, items.get(item_id))

    def _handle_response(self, item_id: str, item: PlexMediaItem | None) -> None:
        """Report a pending item or request it again later; `item` is None if Plex does not have it anymore."""
        if (pending := self._pending.get(item_id)) is None:
            return
        if item and not item.matched and self._loop.time() < pending.final:
            pending.due = pending.final
            return
        del self._pending[item_id]
        if item:
            self._report(item)

    def _report(self, item: PlexMediaItem) -> None:
        async_dispatcher_send(self._hass, self._item_added, item)
