"""Triggers of the Plex Arrivals integration."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, override

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerConfig, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .const import DOMAIN, EVENT_DELIVERY
from .data import PlexArrivalsConfigEntry
from .deliveries.delivery import FAILED, DeliveryKind, DeliveryState
from .deliveries.item_payload import complete_item_payload
from .deliveries.payload import is_newly_blocked
from .plex.models import PlexMediaItem, full_title
from .posters.view import artwork_path
from .selection import BY_MEDIA, BY_SERVER, Selection, validate_config


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

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        return self._attach(run_action)

    @abstractmethod
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        """Start listening; return a function that stops it."""

    def _selects(self, entry: PlexArrivalsConfigEntry, library_id: str | None, title: str | None = None) -> bool:
        """Return whether a library is selected; always true for a download without one.

        `title` is the title of a library that Plex does not have anymore.
        """
        if library_id is None:
            return True
        data = entry.runtime_data.coordinator.data
        library = data.libraries.get(library_id) if data else None
        if library is None:
            names = {library_id, (title or "").casefold()}
            return not self._selection.media_types and not (
                self._selection.libraries and self._selection.libraries.isdisjoint(names)
            )
        return self._selection.has_library(library)


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
                payload = {"delivery": delivery, "artwork": self._artwork(entry, delivery["delivery_id"])}
                run_action(_server_payload(entry) | payload, delivery["title"], event.context)

        # Listen to the bus, not to the manager: a reload creates a new manager, which may report before the entry is
        # loaded.
        return self._hass.bus.async_listen(EVENT_DELIVERY, on_event)

    def _artwork(self, entry: PlexArrivalsConfigEntry, delivery_id: str) -> str | None:
        """Return the signed path of the poster of the first item that has one, or else of what the download is."""
        delivery = entry.runtime_data.manager.deliveries.get(delivery_id)
        if delivery is None:
            return None
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

        return _async_subscribe_loaded(self._hass, self._selection, subscribe)


class ServerOnlineTrigger(_OnlineTrigger):
    """A server is online again."""

    _online = True


class ServerOfflineTrigger(_OnlineTrigger):
    """A server went offline."""

    _online = False


class ItemAddedTrigger(_PlexTrigger):
    """An item was added to a library, by a download or in any other way."""

    @override
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        @callback
        def subscribe(entry: PlexArrivalsConfigEntry) -> CALLBACK_TYPE:
            @callback
            def on_added(item: PlexMediaItem) -> None:
                if self._selects(entry, item.library_id):
                    data = entry.runtime_data.coordinator.data
                    payload = {
                        "item": complete_item_payload(item, data.libraries if data else {}),
                        "artwork": item.artwork
                        and artwork_path(self._hass, entry.entry_id, item.artwork_id or item.id, item.artwork),
                    }
                    run_action(_server_payload(entry) | payload, full_title(item))

            return entry.runtime_data.new_items.async_add_listener(on_added)

        return _async_subscribe_loaded(self._hass, self._selection, subscribe)


def _server_payload(entry: PlexArrivalsConfigEntry) -> dict[str, Any]:
    """Return the data about the server that each trigger provides."""
    data = entry.runtime_data.coordinator.data
    return {
        ATTR_CONFIG_ENTRY_ID: entry.entry_id,
        "server": data.server.name if data else entry.title,
        "machine_identifier": entry.unique_id,
    }


@callback
def _async_subscribe_loaded(
    hass: HomeAssistant, selection: Selection, subscribe: Callable[[PlexArrivalsConfigEntry], CALLBACK_TYPE]
) -> CALLBACK_TYPE:
    """Subscribe to each selected server whenever it is loaded; return a function that stops it."""
    subscribed: dict[str, CALLBACK_TYPE] = {}

    @callback
    def on_change(_change: ConfigEntryChange | None, entry: ConfigEntry) -> None:
        if entry.domain != DOMAIN or not selection.has_server(entry.entry_id):
            return
        if entry.state is not ConfigEntryState.LOADED:
            if unsubscribe := subscribed.pop(entry.entry_id, None):
                unsubscribe()
        elif entry.entry_id not in subscribed:
            subscribed[entry.entry_id] = subscribe(entry)

    for entry in selection.servers(hass):
        on_change(None, entry)
    disconnect = async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_change)

    @callback
    def stop() -> None:
        disconnect()
        for unsubscribe in subscribed.values():
            unsubscribe()

    return stop


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
