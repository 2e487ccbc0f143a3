"""The coordinator: what the entities show of a Plex server, pushed by its notifications, polled slowly under them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, override

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN, LOGGER
from .plex.errors import PlexError, PlexUnauthorized, PlexUnloaded
from .plex.models import PlexLibrary, PlexMediaItem, PlexServerInfo
from .plex.notifications import (
    ItemDeleted,
    ItemReady,
    LibrariesChanged,
    Notification,
    ScanEnded,
    ScanProgress,
    ScanStarted,
)
from .plex.recently_added import RecentlyAdded
from .plex.service import PlexService
from .plex.state import HeldState, PlexState
from .reload_cache import async_cache_for_reload, async_pop_cached

POLL_WITH_NOTIFICATIONS = timedelta(minutes=10)
POLL_WITHOUT = timedelta(minutes=1)
COOLDOWN_SECONDS = 5
FRESH_SECONDS = 0.25
STALE_SECONDS = 60
MOST_HEARD_OF = 1000
"""How many libraries that are not known (yet) may be followed between two answers of Plex."""
UNLISTED = frozenset((2, 3, 8, 10))
"""Plex's numbers of the types that no list shows: shows, seasons, artists and tracks."""


class PlexCoordinator(DataUpdateCoordinator[PlexState | None]):
    """Keeps a `PlexState` current: at most 4 requests an update, whatever the number of libraries and items.

    Over a reload it stays as it was until Plex has answered: nothing changes because somebody saved an option.
    """

    config_entry: ConfigEntry[Any]

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], plex: PlexService, *, limit: int) -> None:
        """Take the server to ask and how many of the recently added items to show."""
        super().__init__(
            hass,
            LOGGER,
            name=entry.title,
            config_entry=entry,
            update_interval=POLL_WITHOUT,
            always_update=False,
            request_refresh_debouncer=Debouncer(
                hass, LOGGER, cooldown=COOLDOWN_SECONDS, immediate=True, background=True
            ),
        )
        self._plex = plex
        self._limit = limit
        self._libraries: dict[str, PlexLibrary] = {}
        self._scanning: set[str] = set()
        self.scan_percent: dict[str, int] = {}
        """How far scans are, by library id, where Plex tells; not in the state, which would change all the time."""
        self._percent_changed = SignalType[()](f"{DOMAIN}_{entry.entry_id}_percent_changed")
        self._heard_of: set[str] = set()
        """The libraries of whose scans notifications told since Plex was last asked for its libraries."""
        self._recent = RecentlyAdded(limit)
        self._fetch: asyncio.Task[list[PlexLibrary]] | None = None
        self._fetched_at = 0.0
        self._notified: bool | None = None
        self._problem: str | None = None
        """The problem that the listeners know of."""
        self._refused = False
        """Whether the token was refused since Plex last gave us everything."""
        self._refuses_good_tokens = False
        """Whether Plex once refused something to a token that proved to be good."""
        self._list_debouncer = Debouncer(
            hass, LOGGER, cooldown=COOLDOWN_SECONDS, immediate=False, background=True, function=self._async_next_list
        )
        self._unknown_debouncer = Debouncer(
            hass, LOGGER, cooldown=STALE_SECONDS, immediate=True, background=True, function=self.async_refresh_soon
        )
        entry.async_on_unload(self._list_debouncer.async_shutdown)
        entry.async_on_unload(self._unknown_debouncer.async_shutdown)
        self._take_held()
        entry.async_on_unload(self._hold)

    @callback
    def _hold(self) -> None:
        if self.data:
            held = HeldState(self.data, self._recent.held, self.online, self.last_exception)
            async_cache_for_reload(self.hass, self.config_entry.entry_id, held)

    @callback
    def _take_held(self) -> None:
        if (held := async_pop_cached(self.hass, self.config_entry.entry_id, HeldState)) is None:
            return
        self._libraries = dict(held.state.libraries)
        self._scanning = set(held.state.scanning)
        of_server, of_libraries = held.recent
        lists = self._linked(of_server), {key: self._linked(items) for key, items in of_libraries.items()}
        self._recent = RecentlyAdded(self._limit, lists)
        self.data = self._state(held.state.server)
        self.last_update_success = held.online
        self.last_exception = held.problem

    def _linked(self, items: Iterable[PlexMediaItem]) -> tuple[PlexMediaItem, ...]:
        """Return items with links as the options want them now."""
        return tuple(replace(item, url=self._plex.item_url(item.id)) for item in items)

    @property
    def online(self) -> bool:
        """Whether Plex answered when last asked."""
        return self.last_update_success and self.data is not None

    @property
    def problem(self) -> str | None:
        """Why Plex is offline, as a key of `exceptions`; None while it is online or has not answered yet."""
        error = self.last_exception
        return error.translation_key if not self.online and isinstance(error, UpdateFailed) else None

    @callback
    def on_token_refused(self) -> None:
        """Take in that Plex refused the token, whoever asked for whatever.

        The first time that is believed at once. Where the next poll shows that the token is good (some servers refuse a
        single request so, to who is not their owner), later refusals only make us poll.
        """
        if self._shutdown_requested:
            return
        if self._refuses_good_tokens:
            self.async_refresh_soon()
            return
        self._refused = True
        self.config_entry.async_start_reauth(self.hass)
        self.async_set_update_error(_failure(PlexUnauthorized()))
        self._tell_problem()
        self.update_interval = POLL_WITHOUT
        if self._listeners:
            self._schedule_refresh()

    @callback
    def _tell_problem(self) -> None:
        """Tell the listeners that Plex fails in another way than before; Home Assistant tells them the first only."""
        before, self._problem = self._problem, self.problem
        if before and self._problem and before != self._problem:
            self.async_update_listeners()

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        self._tell_problem()

    @callback
    def async_refresh_soon(self) -> None:
        """Find out how Plex is: at once, or where that was asked for just now a little later."""
        self.config_entry.async_create_background_task(self.hass, self.async_request_refresh(), "ask Plex how it is")

    async def async_check(self) -> None:
        """Return if Plex is there, asking it once more where it was not; raises the error to show where it is not."""
        if self.online:
            return
        await self.async_refresh()
        if not self.online and isinstance(self.last_exception, UpdateFailed):
            raise self.last_exception

    @callback
    def on_connection(self, *, connected: bool) -> None:
        """Take in whether notifications reach us: their coming and going are the first sign of the server's own.

        What happened while there were none has to be asked for. Only the first time it has just been: what fell in
        between then comes with the next poll, which is a minute away.
        """
        first = self._notified is None
        self._notified = connected
        if not first or (connected and not self.online):
            self.async_refresh_soon()

    @callback
    def on_notification(self, notification: Notification) -> None:
        """Follow what Plex says it does."""
        match notification:
            case LibrariesChanged():
                if self.hass.loop.time() - self._fetched_at > STALE_SECONDS:
                    self.async_refresh_soon()
                return
            case ScanStarted() | ScanProgress() | ScanEnded() if self._is_one_too_many(notification.library_id):
                return
            case ScanStarted() | ScanProgress():
                self._heard_of.add(notification.library_id)
                self._scanning.add(notification.library_id)
                percent = notification.percent if isinstance(notification, ScanProgress) else None
                self._set_percent(notification.library_id, percent)
            case ScanEnded():
                self._heard_of.add(notification.library_id)
                self._scanning.discard(notification.library_id)
                self._set_percent(notification.library_id, None)
            case ItemDeleted():
                self._want_lists_without(notification)
            case ItemReady() if notification.type not in UNLISTED and not self._recent.shows(notification.item_id):
                self._want_list(notification.library_id)
        if self.online and notification.library_id and notification.library_id not in self._libraries:
            # a new library, or one that our account may not see: of that it would be told for ever
            self._unknown_debouncer.async_schedule_call()
        self._show()

    @callback
    def async_add_percent_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever `scan_percent` has changed; returns how to stop that."""
        return async_dispatcher_connect(self.hass, self._percent_changed, listener)

    def _is_one_too_many(self, library_id: str) -> bool:
        return library_id not in self._libraries and len(self._heard_of) >= MOST_HEARD_OF

    @callback
    def _set_percent(self, library_id: str, percent: int | None) -> None:
        if percent == self.scan_percent.get(library_id):
            return
        if percent is None:
            del self.scan_percent[library_id]
        else:
            self.scan_percent[library_id] = percent
        async_dispatcher_send(self.hass, self._percent_changed)

    @callback
    def _want_list(self, library_id: str) -> None:
        if library_id in self._libraries:  # one that is not known yet is asked for its list once it is
            self._recent.changed(library_id)
            self._list_debouncer.async_schedule_call()

    @callback
    def _want_lists_without(self, deleted: ItemDeleted) -> None:
        """Want the list of the library that an item is gone from; where Plex does not say which, those that show it."""
        if deleted.library_id:
            self._want_list(deleted.library_id)
            return
        for library_id, items in self._recent.of_libraries.items():
            if any(item.id == deleted.item_id for item in items):
                self._want_list(library_id)

    @callback
    def library_id_of(self, title: str) -> str | None:
        """Return the id of the only library of that title; None where none or several are called so."""
        found = [one.id for one in self._libraries.values() if one.title == title]
        return found[0] if len(found) == 1 else None

    async def async_libraries(self) -> list[PlexLibrary]:
        """Return the libraries as they are now, in one request for all who ask at the same time; raises PlexError."""
        if self._fetch is None or (self._fetch.done() and self.hass.loop.time() - self._fetched_at > FRESH_SECONDS):
            self._fetch = self.config_entry.async_create_background_task(
                self.hass, self._async_fetch_libraries(), "fetch Plex's libraries"
            )
            self._fetch.add_done_callback(_seen)
        fetch = self._fetch
        await asyncio.wait((fetch,))  # not shield: it would log the failure of what nobody waits for any more
        if fetch.cancelled():
            raise PlexUnloaded("The server is being unloaded")
        return fetch.result()

    async def _async_fetch_libraries(self) -> list[PlexLibrary]:
        self._heard_of.clear()
        libraries = await self._plex.get_libraries()
        self._fetched_at = self.hass.loop.time()
        self._libraries = {library.id: library for library in libraries}
        heard = self._scanning & self._heard_of
        self._scanning = heard | {one.id for one in libraries if one.refreshing and one.id not in self._heard_of}
        self.scan_percent = {one: percent for one, percent in self.scan_percent.items() if one in self._scanning}
        if libraries:  # a server that has just started may say that it has none
            self._recent.keep(self._libraries)
        self._show()
        return libraries

    @override
    async def _async_update_data(self) -> PlexState:
        self.update_interval = POLL_WITHOUT
        try:
            state = await self._async_ask()
        except PlexUnauthorized as err:
            # not ConfigEntryAuthFailed, which ends the polling: Plex was seen to refuse good tokens for a while
            self._refuses_good_tokens = False
            self.config_entry.async_start_reauth(self.hass)
            raise _failure(err) from err
        except PlexError as err:
            raise _failure(err) from err
        if self._notified:
            self.update_interval = POLL_WITH_NOTIFICATIONS
        self._refuses_good_tokens = self._refuses_good_tokens or self._refused
        self._refused = False
        for flow in list(self.config_entry.async_get_active_flows(self.hass, {SOURCE_REAUTH})):
            self.hass.config_entries.flow.async_abort(flow["flow_id"])
        if self._recent.wanting(self._libraries):  # more than this update fetched
            self._list_debouncer.async_schedule_call()
        return state

    async def _async_ask(self) -> PlexState:
        """Ask Plex for everything, 4 requests; raises PlexError, and UpdateFailed where it is another server."""
        server = await self._plex.get_server_info()
        if server.machine_identifier != self.config_entry.unique_id:
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="another_server",
                translation_placeholders={"name": server.name},
            )
        await self.async_libraries()
        if (items := await self._async_recently_added(None)) is not None:
            self._recent.take_server(items)
        library_id = next(iter(self._recent.wanting(self._libraries)), self._recent.oldest())
        if library_id is not None:
            await self._async_fetch_list(library_id)
        return self._state(server)

    async def _async_next_list(self) -> None:
        """Fetch the most urgent of the lists that are missing or out of date: 1 request."""
        wanting = self._recent.wanting(self._libraries)
        if not wanting or not self.online:
            return
        with suppress(PlexUnauthorized):  # `on_token_refused` knows of it
            await self.config_entry.async_create_background_task(
                self.hass, self._async_fetch_list(wanting[0]), "fetch what was added to a library"
            )
        self._show()
        if len(wanting) > 1:
            self._list_debouncer.async_schedule_call()

    async def _async_fetch_list(self, library_id: str) -> None:
        items = await self._async_recently_added(self._libraries[library_id])
        if library_id in self._libraries:
            self._recent.take_library(library_id, items)

    async def _async_recently_added(self, library: PlexLibrary | None) -> list[PlexMediaItem] | None:
        """Return what was added lately; None where Plex cannot tell, which is no reason to call it offline."""
        try:
            return await self._plex.get_recently_added(self._limit, library)
        except PlexUnauthorized:
            raise
        except PlexError as err:
            LOGGER.debug("No recently added items of %s: %s", library.title if library else "the server", err)
            return None

    def _state(self, server: PlexServerInfo) -> PlexState:
        return PlexState(
            server=server,
            libraries=self._libraries,
            scanning=frozenset(self._scanning & self._libraries.keys()),
            recently_added=self._recent.newest,
            recently_added_in=self._recent.of_libraries,
        )

    @callback
    def _show(self) -> None:
        """Show what Plex told by itself; the next poll comes when it would have come."""
        if self.online and self.data and (state := self._state(self.data.server)) != self.data:
            self.data = state
            self.async_update_listeners()


def _failure(err: PlexError) -> UpdateFailed:
    return UpdateFailed(translation_domain=DOMAIN, translation_key=err.key)


def _seen(fetch: asyncio.Task[list[PlexLibrary]]) -> None:
    """Take note of a failure also where nobody waits for the answer any more."""
    if not fetch.cancelled():
        fetch.exception()


@contextmanager
def translate_plex_errors() -> Iterator[None]:
    """Turn a PlexError raised inside into a HomeAssistantError with a translated message."""
    try:
        yield
    except PlexError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key=err.key) from err
