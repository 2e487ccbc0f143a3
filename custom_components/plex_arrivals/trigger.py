"""Triggers of the Plex Arrivals integration."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, ClassVar, override

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerConfig, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .const import EVENT_DELIVERY, LOGGER
from .data import PlexArrivalsConfigEntry
from .deliveries.delivery import FAILED, Delivery, DeliveryKind, DeliveryState
from .deliveries.item_payload import complete_item_payload
from .deliveries.payload import is_newly_blocked
from .first_of_season import Episode, async_has_first_of_season
from .plex.errors import PlexError
from .plex.models import LibraryType, PlexMediaItem, full_title
from .posters.view import artwork_path
from .selection import (
    ATTR_FIRST_OF_SEASON,
    BY_ARRIVAL,
    BY_MEDIA,
    BY_SERVER,
    Selection,
    async_subscribe_loaded,
    validate_config,
)


class _PlexTrigger(Trigger):
    """Base class for the triggers; they keep listening while a server is not loaded."""

    _schema: ClassVar[vol.Schema] = BY_MEDIA

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the configuration; raise vol.Invalid."""
        return validate_config(hass, config, cls._schema)

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Initialize the trigger."""
        super().__init__(hass, config)
        self._selection = Selection.from_options(config.options)
        self._first_of_season: bool = (config.options or {}).get(ATTR_FIRST_OF_SEASON, False)
        self._is_attached = False

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        self._is_attached = True
        stop = self._attach(run_action)

        @callback
        def detach() -> None:
            self._is_attached = False
            stop()

        return detach

    @abstractmethod
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        """Start listening; return a function that stops it."""

    def _selects(self, entry: PlexArrivalsConfigEntry, library_id: str | None, title: str | None = None) -> bool:
        """Return whether a library is selected; always true for a download without one.

        `title` is the title of a library that Plex does not have anymore.
        """
        if library_id is None:
            return True
        library = entry.runtime_data.coordinator.libraries.get(library_id)
        if library is None:
            names = {library_id, (title or "").casefold()}
            return not self._selection.media_types and not (
                self._selection.libraries and self._selection.libraries.isdisjoint(names)
            )
        return self._selection.has_library(library)

    @callback
    def _run(self, entry: PlexArrivalsConfigEntry, episodes: Collection[Episode], run: Callable[[], object]) -> None:
        """Run the action, if need be only once Plex has shown that an episode is the first of its season."""
        if self._first_of_season:
            self._hass.async_create_task(self._run_if_first(entry, episodes, run), "first episode of a season")
        else:
            run()

    async def _run_if_first(
        self, entry: PlexArrivalsConfigEntry, episodes: Collection[Episode], run: Callable[[], object]
    ) -> None:
        try:
            is_first = await async_has_first_of_season(entry.runtime_data.plex, episodes)
        except PlexError as err:
            LOGGER.warning("Plex did not say whether an episode is the first of its season: %s", err)
            return
        if is_first and self._is_attached:
            run()


class _DeliveryTrigger(_PlexTrigger):
    """Base class for the triggers about a delivery; a delivery of several items triggers once."""

    @override
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        @callback
        def on_event(event: Event[dict[str, Any]]) -> None:
            delivery = event.data
            entry = self._hass.config_entries.async_get_entry(delivery.get("entry_id", ""))
            if entry is None or not hasattr(entry, "runtime_data"):
                return  # an event that was fired by hand
            if (
                self._matches(delivery)
                and self._selection.has_server(entry.entry_id)
                and self._selects(entry, delivery["library_id"], delivery["library"])
            ):
                stored = entry.runtime_data.manager.deliveries.get(delivery["delivery_id"])
                episodes = [item for item in stored.items if item.type == "episode"] if stored else []
                if not self._selection.has_show([item.show for item in episodes] or _show(delivery)):
                    return
                payload = {"delivery": delivery, "artwork": stored and self._artwork(entry, stored)}
                run = partial(run_action, _server_payload(entry) | payload, delivery["title"], event.context)
                ids = [Episode(item.rating_key, item.season_id, item.show_id) for item in episodes]
                self._run(entry, ids, run)

        # Listen to the bus, not to the manager: a reload creates a new manager, which may report before the entry is
        # loaded.
        return self._hass.bus.async_listen(EVENT_DELIVERY, on_event)

    def _artwork(self, entry: PlexArrivalsConfigEntry, delivery: Delivery) -> str | None:
        """Return the signed path of the poster of the first item that has one, or else of what the download is."""
        for item in delivery.items:
            if item.artwork:
                return artwork_path(self._hass, entry.entry_id, item.artwork_id or item.rating_key, item.artwork)
        poster = entry.runtime_data.media_posters.poster(delivery.download.media, now=True)
        return artwork_path(self._hass, entry.entry_id, poster.artwork_id, poster.artwork) if poster else None

    @staticmethod
    @abstractmethod
    def _matches(delivery: Mapping[str, Any]) -> bool:
        """Return whether a change of a delivery triggers."""


class DeliveryAvailableTrigger(_DeliveryTrigger):
    """A download is available in Plex."""

    _schema = BY_ARRIVAL

    @staticmethod
    @override
    def _matches(delivery: Mapping[str, Any]) -> bool:
        return (delivery["state"], delivery["kind"]) == (DeliveryState.AVAILABLE, DeliveryKind.ADDED)


class DeliveryUpgradedTrigger(_DeliveryTrigger):
    """A download is available in Plex as another file of an existing item."""

    @staticmethod
    @override
    def _matches(delivery: Mapping[str, Any]) -> bool:
        return (delivery["state"], delivery["kind"]) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)


class DeliveryFailedTrigger(_DeliveryTrigger):
    """A download did not arrive: it belongs to no library, or Plex did not find it."""

    @staticmethod
    @override
    def _matches(delivery: Mapping[str, Any]) -> bool:
        return delivery["state"] in FAILED


class ImportBlockedTrigger(_DeliveryTrigger):
    """An importer cannot import a download without the user."""

    @staticmethod
    @override
    def _matches(delivery: Mapping[str, Any]) -> bool:
        return is_newly_blocked(delivery["reason"], delivery["previous_reason"])


class _OnlineTrigger(_PlexTrigger):
    """Base class for the triggers about the connection; the state of a server when it is loaded is no change."""

    _schema = BY_SERVER
    _online: ClassVar[bool]

    @override
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        @callback
        def subscribe(entry: PlexArrivalsConfigEntry) -> CALLBACK_TYPE:
            coordinator = entry.runtime_data.coordinator
            # None before the first update, whether it succeeds or fails
            before = coordinator.online if coordinator.data or not coordinator.last_update_success else None

            @callback
            def on_update() -> None:
                nonlocal before
                previous, before = before, coordinator.online
                if previous is (not self._online) and before is self._online:
                    server = _server_payload(entry)
                    run_action(server, f"{server['server']} is {'online' if before else 'offline'}")

            return coordinator.async_add_listener(on_update)

        return async_subscribe_loaded(self._hass, self._selection, subscribe)


class ServerOnlineTrigger(_OnlineTrigger):
    """A server is online again."""

    _online = True


class ServerOfflineTrigger(_OnlineTrigger):
    """A server went offline."""

    _online = False


class ItemAddedTrigger(_PlexTrigger):
    """An item was added to a library, by a download or in any other way."""

    _schema = BY_ARRIVAL

    @override
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        @callback
        def subscribe(entry: PlexArrivalsConfigEntry) -> CALLBACK_TYPE:
            @callback
            def on_added(item: PlexMediaItem) -> None:
                is_episode = item.type == "episode"
                has_show = self._selection.has_show([item.show] if is_episode else [])
                if has_show and self._selects(entry, item.library_id):
                    payload = {
                        "item": complete_item_payload(item, entry.runtime_data.coordinator.libraries),
                        "artwork": item.artwork
                        and artwork_path(self._hass, entry.entry_id, item.artwork_id or item.id, item.artwork),
                    }
                    run = partial(run_action, _server_payload(entry) | payload, full_title(item))
                    ids = [Episode(item.id, item.season_id, item.show_id)] if is_episode else []
                    self._run(entry, ids, run)

            return entry.runtime_data.new_items.async_add_listener(on_added)

        return async_subscribe_loaded(self._hass, self._selection, subscribe)


def _show(delivery: Mapping[str, Any]) -> list[str]:
    """Return the title of the show that a download is, as far as that is certain."""
    media = delivery["media"]
    return [media["title"]] if media and media["type"] == LibraryType.SHOW else []


def _server_payload(entry: PlexArrivalsConfigEntry) -> dict[str, Any]:
    """Return the data about the server that each trigger provides."""
    data = entry.runtime_data.coordinator.data
    return {
        ATTR_CONFIG_ENTRY_ID: entry.entry_id,
        "server": data.server.name if data else entry.title,
        "machine_identifier": entry.unique_id,
    }


TRIGGERS: dict[str, type[Trigger]] = {
    "delivery_available": DeliveryAvailableTrigger,
    "delivery_upgraded": DeliveryUpgradedTrigger,
    "delivery_failed": DeliveryFailedTrigger,
    "import_blocked": ImportBlockedTrigger,
    "server_online": ServerOnlineTrigger,
    "server_offline": ServerOfflineTrigger,
    "item_added": ItemAddedTrigger,
}


async def async_get_triggers(_hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
