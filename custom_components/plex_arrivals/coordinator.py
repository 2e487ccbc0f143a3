"""DataUpdateCoordinator for Plex Arrivals: pushed by Plex's notifications, polled slowly."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, Final, override

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN, LOGGER
from .errors import another_server, update_failed
from .plex.errors import PlexError, PlexUnauthorized
from .plex.library_scans import LibraryScans
from .plex.models import PlexLibrary, PlexServerInfo
from .plex.notifications import (
    ItemDeleted,
    ItemReady,
    LibrariesChanged,
    Notification,
    ScanEnded,
    ScanProgress,
    ScanStarted,
)
from .plex.recently_added_lists import RecentlyAddedLists
from .plex.service import PlexService
from .plex.shared_request import SharedRequest
from .plex.state import CachedUpdate, PlexState
from .reload_cache import async_cache_for_reload, async_pop_cached

POLL_INTERVAL: Final = timedelta(minutes=1)
POLL_INTERVAL_WITH_NOTIFICATIONS: Final = timedelta(minutes=10)
COMPLETE_UPDATE_SECONDS: Final = 3600
"""How often a poll with notifications also requests what they and the list of libraries do not contain."""
COOLDOWN_SECONDS: Final = 5
FRESH_SECONDS: Final = 0.25
"""A list of libraries younger than this is not requested again."""
STALE_SECONDS: Final = 60
"""A list of libraries older than this is requested again when Plex reports that a library has changed."""
_LAST_UPDATE: Final = HassKey[CachedUpdate]("last_update")


class PlexCoordinator(DataUpdateCoordinator[PlexState | None]):
    """Keep the state of a Plex server up to date; its data is None until Plex has responded once.

    A complete update takes at most five requests; while Plex sends notifications, most polls take one. When the entry
    reloads, the data stays as it was until Plex responds, so that saving an option changes no entity.
    """

    config_entry: ConfigEntry[Any]

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], plex: PlexService, *, limit: int) -> None:
        """Initialize the coordinator; `limit` is the length of each list of recently added items."""
        super().__init__(
            hass,
            LOGGER,
            name=entry.title,
            config_entry=entry,
            update_interval=POLL_INTERVAL,
            always_update=False,
            request_refresh_debouncer=Debouncer(
                hass, LOGGER, cooldown=COOLDOWN_SECONDS, immediate=True, background=True
            ),
        )
        self._plex = plex
        self._libraries: dict[str, PlexLibrary] = {}
        self.scans = LibraryScans()
        """The progress of scans is not in the data, which would change all the time."""
        self._scan_progress_changed = SignalType[()](f"{DOMAIN}_{entry.entry_id}_scan_progress_changed")
        self._recently_added = RecentlyAddedLists(plex, limit)
        create_task = partial(entry.async_create_background_task, hass, name="fetch the libraries of Plex")
        self._libraries_request = SharedRequest[list[PlexLibrary]](self._async_fetch_libraries, create_task)
        self._complete_update_due = float("-inf")
        """When the next complete update is due while Plex sends notifications, in the event loop's time."""
        self._notifications_connected: bool | None = None  # before the first attempt
        self._reported_problem: str | None = None  # when the listeners were last called
        self._token_refused = False
        """Whether Plex refused the token since the last successful update."""
        self._refuses_valid_tokens = False
        """Whether Plex once refused a request although the token proved to be valid."""
        self._list_debouncer = Debouncer(
            hass, LOGGER, cooldown=COOLDOWN_SECONDS, immediate=False, background=True, function=self._async_fetch_next
        )
        self._libraries_debouncer = Debouncer(
            hass, LOGGER, cooldown=STALE_SECONDS, immediate=True, background=True, function=self._async_update_libraries
        )
        self._restore(limit)
        for unload in (self._list_debouncer.async_shutdown, self._libraries_debouncer.async_shutdown, self._cache):
            entry.async_on_unload(unload)

    def _cache(self) -> None:
        """Keep the last update for when the entry reloads."""
        if self.data:
            update = CachedUpdate(self.data, self._recently_added.lists, self.online, self.last_exception)
            async_cache_for_reload(self.hass, self.config_entry.entry_id, _LAST_UPDATE, update)

    def _restore(self, limit: int) -> None:
        """Restore the last update from before a reload, with links as the options now say."""
        if (update := async_pop_cached(self.hass, self.config_entry.entry_id, _LAST_UPDATE)) is None:
            return
        self._libraries = dict(update.state.libraries)
        self._recently_added = RecentlyAddedLists.restored(self._plex, limit, update.recently_added, self._libraries)
        self.scans = LibraryScans(update.state.scanning)
        self.data = self._state(update.state.server)
        self.last_update_success = update.success
        self.last_exception = update.exception

    @property
    def online(self) -> bool:
        """Return whether Plex responded to the last update."""
        return self.last_update_success and self.data is not None

    @property
    def libraries(self) -> Mapping[str, PlexLibrary]:
        """Return the libraries by ID; none until Plex has responded once."""
        return self.data.libraries if self.data else {}

    @property
    def problem(self) -> str | None:
        """Return why Plex is offline, as a key of `exceptions`; None if it is online or has not been asked yet."""
        error = self.last_exception
        return error.translation_key if not self.online and isinstance(error, UpdateFailed) else None

    @callback
    def async_add_scan_progress_listener(self, listener: CALLBACK_TYPE) -> Callable[[], None]:
        """Call a listener when `scans.percent` changes; return a function that removes it."""
        return async_dispatcher_connect(self.hass, self._scan_progress_changed, listener)

    @callback
    def on_token_refused(self) -> None:
        """Start reauthentication after any request was refused because of the token.

        If the next update shows that the token is valid (some servers refuse single requests to users who are not the
        owner), later refusals only cause an update.
        """
        if self._shutdown_requested:
            return
        if self._refuses_valid_tokens:
            self.async_refresh_soon()
            return
        self._token_refused = True
        self.config_entry.async_start_reauth(self.hass)
        self.async_set_update_error(update_failed(PlexUnauthorized()))
        self._async_refresh_finished()
        self.update_interval = POLL_INTERVAL
        if self._listeners:
            self._schedule_refresh()

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        """Call the listeners if Plex now fails in another way; Home Assistant calls them for the first failure only."""
        before, self._reported_problem = self._reported_problem, self.problem
        if before and self._reported_problem and before != self._reported_problem:
            self.async_update_listeners()

    @override
    async def _async_refresh(self, *args: Any, **kwargs: Any) -> None:
        """Update completely, unless this is a scheduled poll."""
        if not kwargs.get("scheduled"):
            self._complete_update_due = float("-inf")
        await super()._async_refresh(*args, **kwargs)

    @callback
    def async_refresh_soon(self) -> None:
        """Update in the background, at once or after the cooldown."""
        self.config_entry.async_create_background_task(self.hass, self.async_request_refresh(), "update from Plex")

    @callback
    def on_connection(self, *, connected: bool) -> None:
        """Update when Plex's notifications connect or disconnect, often because the server goes online or offline.

        The first connection needs no update if Plex is online: the entry has just been loaded.
        """
        is_first, self._notifications_connected = self._notifications_connected is None, connected
        if not is_first or (connected and not self.online):
            self.async_refresh_soon()

    @callback
    def on_notification(self, notification: Notification) -> None:
        """Update the data from a notification."""
        match notification:
            case LibrariesChanged():
                if self._libraries_request.age > STALE_SECONDS:
                    self._libraries_debouncer.async_schedule_call()
                return
            case ScanStarted() | ScanProgress() | ScanEnded():
                percent = self.scans.percent
                if not self.scans.on_notification(notification, self._libraries):
                    return
                if self.scans.percent != percent:
                    async_dispatcher_send(self.hass, self._scan_progress_changed)
            case ItemDeleted() | ItemReady():
                if self._recently_added.mark_outdated(notification):
                    self._list_debouncer.async_schedule_call()
        if self.online and notification.library_id and notification.library_id not in self._libraries:
            # A new library, or one that the account has no access to, about which Plex keeps sending notifications.
            self._libraries_debouncer.async_schedule_call()
        self._async_push()

    @callback
    def library_id_by_title(self, title: str) -> str | None:
        """Return the ID of the library with a title; None if there is none or several."""
        found = [library.id for library in self._libraries.values() if library.title == title]
        return found[0] if len(found) == 1 else None

    async def async_libraries(self) -> list[PlexLibrary]:
        """Return the current libraries, in one request for concurrent callers; raise PlexError."""
        return await self._libraries_request.get(max_age=FRESH_SECONDS)

    async def _async_fetch_libraries(self) -> list[PlexLibrary]:
        self.scans.on_request()
        libraries = await self._plex.get_libraries()
        self._libraries = {library.id: library for library in libraries}
        self.scans.on_libraries(libraries)
        self._recently_added.set_libraries(self._libraries)
        self._async_push()
        return libraries

    async def _async_update_libraries(self) -> None:
        """Update the libraries, and soon the lists of those that have changed."""
        try:
            await self.async_libraries()
        except PlexError:
            self.async_refresh_soon()
        if self._recently_added.outdated:
            self._list_debouncer.async_schedule_call()

    @override
    async def _async_update_data(self) -> PlexState:
        """Fetch the data from Plex."""
        self.update_interval = POLL_INTERVAL
        try:
            state = await self._async_fetch_state()
        except PlexUnauthorized as err:
            # Not ConfigEntryAuthFailed, which stops the polling: Plex may refuse a valid token for a while.
            self._refuses_valid_tokens = False
            self.config_entry.async_start_reauth(self.hass)
            raise update_failed(err) from err
        except PlexError as err:
            raise update_failed(err) from err
        if self._notifications_connected:
            self.update_interval = POLL_INTERVAL_WITH_NOTIFICATIONS
        self._refuses_valid_tokens = self._refuses_valid_tokens or self._token_refused
        self._token_refused = False
        for flow in list(self.config_entry.async_get_active_flows(self.hass, {SOURCE_REAUTH})):
            self.hass.config_entries.flow.async_abort(flow["flow_id"])
        if self._recently_added.outdated:
            self._list_debouncer.async_schedule_call()
        return state

    async def _async_fetch_state(self) -> PlexState:
        """Fetch what is due in at most five requests; raise PlexError, or UpdateFailed if another server responds."""
        now = self.hass.loop.time()
        if self.online and self.data and self._notifications_connected and now < self._complete_update_due:
            await self.async_libraries()
            await self._recently_added.fetch_some(only_outdated=True)
            return self._state(self.data.server)
        self._complete_update_due = now + COMPLETE_UPDATE_SECONDS
        server = await self._plex.get_server_info()
        if server.machine_identifier != self.config_entry.unique_id:
            raise another_server(server.name)
        await self.async_libraries()
        await self._recently_added.fetch_some(only_outdated=False)
        return self._state(server)

    async def _async_fetch_next(self) -> None:
        """Fetch the most urgent list of recently added items, and schedule the next one."""
        outdated = self._recently_added.outdated
        if not outdated or not self.online:
            return
        fetch = self._recently_added.fetch_library(outdated[0])
        with suppress(PlexUnauthorized):  # handled by on_token_refused
            await self.config_entry.async_create_background_task(self.hass, fetch, "fetch recently added items")
        self._async_push()
        if len(outdated) > 1:
            self._list_debouncer.async_schedule_call()

    def _state(self, server: PlexServerInfo) -> PlexState:
        return PlexState(
            server=server,
            libraries=self._libraries,
            scanning=self.scans.scanning & self._libraries.keys(),
            recently_added=self._recently_added.newest,
            recently_added_in=self._recently_added.by_library,
            recent_groups_in=self._recently_added.groups,
        )

    @callback
    def _async_push(self) -> None:
        """Update the data between two polls; unlike async_set_updated_data this leaves the next poll when it is due."""
        if self.online and self.data and (state := self._state(self.data.server)) != self.data:
            self.data = state
            self.async_update_listeners()
