"""Tells of every item that is added to a library, by whatever way; costs nothing while nobody listens."""

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
"""So many items of one library are told of while they come close together: a whole library scanned in is no news."""
BURST_PAUSE_SECONDS: Final = 300
"""A burst is over when for so long nothing was added to its library."""
RETRY_SECONDS: Final = 60
_ADDED = frozenset((1, 4, 9, 13))
"""Plex's numbers of what is told of: movies, episodes, albums, photos; not what holds them, nor single tracks."""
_REMEMBERED = 5000
_BATCH = 100

type NewItemListener = Callable[[PlexMediaItem], None]


@dataclass(slots=True)
class _Awaited:
    """An item that was added and not told of yet; times are those of the event loop."""

    due: float
    """When to look at it next."""
    final: float
    """When it is told of as it is: by then it is recognised, or never will be."""


@dataclass(slots=True)
class _Burst:
    """How many items were added to a library close together."""

    count: int
    last: float


class _Old(NamedTuple):
    """What a library had when we began to listen."""

    ids: frozenset[str]
    """The newest items."""
    earliest: datetime
    """What is not among them and was added before this has only moved up in the list."""


class NewItems:
    """Hears of new items from Plex's notifications, where those are silent from the lists of recently added items.

    Each is told of once: when Plex has recognised it, or never will. What is there when the first listener comes is not
    new. A new file of an item, a changed title or poster make no new item. When the last listener goes, what is
    remembered is kept for a while: an automation that is saved comes back at once.
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
        """Take whom to ask, whose lists to read, and who owns our task."""
        self._hass = hass
        self._loop = hass.loop
        self._added = SignalType[PlexMediaItem](f"{DOMAIN}_{entry_id}_item_added")
        self._plex = plex
        self._coordinator = coordinator
        self._create_task = create_task
        self._timing = timing
        self._listeners = 0
        self._awaited: OrderedDict[str, _Awaited] = OrderedDict()
        self._seen: OrderedDict[str, None] = OrderedDict()
        """The ids of items that are not new any more."""
        self._old: dict[str, _Old] = {}
        """By library id: what its first list says."""
        self._bursts: dict[str, _Burst] = {}
        self._kept_until = 0.0
        """Until when, in the event loop's time, all this is kept for the next listener while there is none."""
        self._sooner = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stop_reading: CALLBACK_TYPE | None = None

    @callback
    def async_add_listener(self, listener: NewItemListener) -> CALLBACK_TYPE:
        """Call a listener with every new item; returns how to stop that."""
        self._forget_in_time()
        disconnect = async_dispatcher_connect(self._hass, self._added, listener)
        self._listeners += 1
        if self._stop_reading is None:
            self._stop_reading = self._coordinator.async_add_listener(self._read_lists)
            self._read_lists()
            self._look_if_needed()

        @callback
        def remove() -> None:
            disconnect()
            self._listeners -= 1
            self._rest_if_alone()

        return remove

    @callback
    def on_notification(self, notification: Notification) -> None:
        """Take in what Plex says."""
        self._forget_in_time()
        if not self._listeners and not self._kept_until:
            return
        match notification:
            case ItemCreated() if notification.type in _ADDED:
                self._expect(notification.item_id, notification.library_id)
            case ItemReady() if awaited := self._awaited.get(notification.item_id):
                awaited.due = min(awaited.due, self._loop.time() + self._timing.gather)
                self._sooner.set()
            case ItemDeleted():
                self._awaited.pop(notification.item_id, None)

    @callback
    def _rest_if_alone(self) -> None:
        if self._listeners or self._stop_reading is None:
            return
        self._stop_reading()
        self._stop_reading = None
        if self._task:
            self._task.cancel()
            self._task = None
        self._kept_until = self._loop.time() + self._timing.match_limit

    def _forget_in_time(self) -> None:
        """Forget what is remembered where nobody has listened for too long."""
        if not self._listeners and self._kept_until <= self._loop.time():
            self._kept_until = 0.0
            for remembered in (self._awaited, self._seen, self._old, self._bursts):
                remembered.clear()

    @callback
    def _read_lists(self) -> None:
        """Find what the notifications did not tell in the lists of recently added items; the first ones are old."""
        data = self._coordinator.data
        for library_id, items in data.recently_added_in.items() if data else ():
            old = self._old.get(library_id)
            if old is None:
                earliest = min((item.added_at for item in items if item.added_at), default=dt_util.utcnow())
                self._old[library_id] = _Old(frozenset(item.id for item in items), earliest)
                for item in items:
                    self._is_new(item.id)
                continue
            for item in items:
                if item.added_at and item.added_at >= old.earliest and item.id not in old.ids:
                    self._expect(item.id, library_id, seen_now=item)

    def _expect(self, item_id: str, library_id: str, seen_now: PlexMediaItem | None = None) -> None:
        """Tell of an item when it is time to, unless that was done or too many come at once."""
        if not self._is_new(item_id) or not self._is_admitted(library_id):
            return
        if seen_now and seen_now.matched:
            self._tell(seen_now)
            return
        now = self._loop.time()
        data = self._coordinator.data
        library = data.libraries.get(library_id) if data else None
        # without an agent Plex never says that an item is ready: its title, from its file's name, comes soon
        final = now + (self._timing.match_limit if library is None or library.has_agent else self._timing.appear)
        self._awaited[item_id] = _Awaited(final, final)
        self._sooner.set()
        self._look_if_needed()

    def _look_if_needed(self) -> None:
        if self._listeners and self._awaited and (self._task is None or self._task.done()):
            self._task = self._create_task(self._look(), "look at what was added")

    def _is_new(self, item_id: str) -> bool:
        """Tell whether an item was not seen before, and remember it."""
        if item_id in self._seen:
            self._seen.move_to_end(item_id)
            return False
        self._seen[item_id] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True

    def _is_admitted(self, library_id: str) -> bool:
        """Tell whether a library may have one more item told of now."""
        now = self._loop.time()
        burst = self._bursts.get(library_id)
        if burst is None or now - burst.last > BURST_PAUSE_SECONDS:
            burst = self._bursts[library_id] = _Burst(0, now)
        burst.count += 1
        burst.last = now
        if burst.count == BURST_ITEMS + 1:
            LOGGER.warning(
                "More than %s items are being added to the library %s at once: the others are not told of one by one",
                BURST_ITEMS,
                library_id,
            )
        return burst.count <= BURST_ITEMS

    async def _look(self) -> None:
        """Look at the awaited items when they are due, many in one request."""
        while self._awaited:
            pause = min(one.due for one in self._awaited.values()) - self._loop.time()
            if pause > 0:
                self._sooner.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._sooner.wait()
                continue
            due = [item_id for item_id, one in self._awaited.items() if one.due <= self._loop.time()][:_BATCH]
            try:
                items = {item.id: item for item in await self._plex.get_items(due)}
            except PlexError as err:
                LOGGER.debug("New items are looked at later: %s", err)
                for item_id in due:
                    if awaited := self._awaited.get(item_id):
                        awaited.due = self._loop.time() + RETRY_SECONDS
                continue
            for item_id in due:
                self._take(item_id, items.get(item_id))

    def _take(self, item_id: str, item: PlexMediaItem | None) -> None:
        """Take in what Plex has of an awaited item, None where it is gone."""
        if (awaited := self._awaited.get(item_id)) is None:
            return
        if item and not item.matched and self._loop.time() < awaited.final:
            awaited.due = awaited.final
            return
        del self._awaited[item_id]
        if item:
            self._tell(item)

    def _tell(self, item: PlexMediaItem) -> None:
        async_dispatcher_send(self._hass, self._added, item)
