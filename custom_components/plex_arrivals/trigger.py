"""The triggers that automations can use."""

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
from .deliveries.payload import item_payload
from .plex.models import PlexMediaItem, full_title
from .posters.view import artwork_path
from .selection import BY_MEDIA, BY_SERVER, Selection, validated


class _PlexTrigger(Trigger):
    """What all have in common; no server has to be loaded, or stay so."""

    _schema: ClassVar[vol.Schema] = BY_MEDIA

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate what was chosen."""
        return validated(hass, config, cls._schema)

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take what was chosen."""
        super().__init__(hass, config)
        self._selection = Selection.of(config.options)

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        return self._attach(run_action)

    @abstractmethod
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        """Subscribe to what it is about; returns how to stop that."""

    def _admits(self, entry: PlexArrivalsConfigEntry, library_id: str | None, title: str | None = None) -> bool:
        """Tell whether a library is meant. What is in no library concerns everybody: nobody knows where it belongs."""
        if library_id is None:
            return True
        data = entry.runtime_data.coordinator.data
        library = data.libraries.get(library_id) if data else None
        if library is None:
            gone = {library_id, (title or "").casefold()}
            return not self._selection.media_types and not (
                self._selection.libraries and self._selection.libraries.isdisjoint(gone)
            )
        return self._selection.has_library(library)


class _DeliveryTrigger(_PlexTrigger):
    """Something happened to a delivery: once for a pack, however many items it has."""

    @override
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        @callback
        def on_event(event: Event[dict[str, Any]]) -> None:
            delivery = event.data
            entry = self._hass.config_entries.async_get_entry(delivery.get("entry_id", ""))
            if entry is None or not hasattr(entry, "runtime_data"):
                return  # somebody tries events out
            if (
                self._concerns(delivery)
                and self._selection.has_server(entry.entry_id)
                and self._admits(entry, delivery["library_id"], delivery["library"])
            ):
                told = {"delivery": delivery, "artwork": self._artwork(entry, delivery["delivery_id"])}
                run_action(_server(entry) | told, delivery["title"], event.context)

        # The bus, not the manager: an entry that is loaded again has a new one, and may tell before it is fully loaded.
        return self._hass.bus.async_listen(EVENT_DELIVERY, on_event)

    def _artwork(self, entry: PlexArrivalsConfigEntry, delivery_id: str) -> str | None:
        """Return the signed path of the poster of what arrived, where it has one."""
        delivery = entry.runtime_data.manager.deliveries.get(delivery_id)
        for one in delivery.items if delivery else ():
            if one.artwork:
                return artwork_path(self._hass, entry.entry_id, one.artwork_id or one.rating_key, one.artwork)
        return None

    @staticmethod
    @abstractmethod
    def _concerns(delivery: Mapping[str, Any]) -> bool:
        """Tell whether it is about this change of a delivery."""


class DeliveryAvailableTrigger(_DeliveryTrigger):
    """A download is in Plex, proven."""

    @staticmethod
    @override
    def _concerns(delivery: Mapping[str, Any]) -> bool:
        return (delivery["state"], delivery["kind"]) == (DeliveryState.AVAILABLE, DeliveryKind.ADDED)


class DeliveryUpgradedTrigger(_DeliveryTrigger):
    """A download is in Plex as another file of what was there before."""

    @staticmethod
    @override
    def _concerns(delivery: Mapping[str, Any]) -> bool:
        return (delivery["state"], delivery["kind"]) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)


class DeliveryFailedTrigger(_DeliveryTrigger):
    """A download did not arrive: no library is meant, or nothing appeared."""

    @staticmethod
    @override
    def _concerns(delivery: Mapping[str, Any]) -> bool:
        return delivery["state"] in FAILED


class _OnlineTrigger(_PlexTrigger):
    """A server came or went while it was followed; how it is when it gets loaded is no change."""

    _schema = BY_SERVER
    _online: ClassVar[bool]

    @override
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        @callback
        def subscribe(entry: PlexArrivalsConfigEntry) -> CALLBACK_TYPE:
            coordinator = entry.runtime_data.coordinator
            # before its first answer, or its first failure to answer, nothing is known of a server
            before = coordinator.online if coordinator.data or not coordinator.last_update_success else None

            @callback
            def on_update() -> None:
                nonlocal before
                was, before = before, coordinator.online
                if was is (not self._online) and before is self._online:
                    server = _server(entry)
                    run_action(server, f"{server['server']} is {'online' if before else 'offline'}")

            return coordinator.async_add_listener(on_update)

        return _follow(self._hass, self._selection, subscribe)


class ServerOnlineTrigger(_OnlineTrigger):
    """A server answers again."""

    _online = True


class ServerOfflineTrigger(_OnlineTrigger):
    """A server does not answer any more."""

    _online = False


class ItemAddedTrigger(_PlexTrigger):
    """An item was added to a library, by whatever way."""

    @override
    def _attach(self, run_action: TriggerActionRunner) -> CALLBACK_TYPE:
        @callback
        def subscribe(entry: PlexArrivalsConfigEntry) -> CALLBACK_TYPE:
            @callback
            def on_added(item: PlexMediaItem) -> None:
                if self._admits(entry, item.library_id):
                    data = entry.runtime_data.coordinator.data
                    told = {
                        "item": item_payload(item, data.libraries if data else {}),
                        "artwork": item.artwork
                        and artwork_path(self._hass, entry.entry_id, item.artwork_id or item.id, item.artwork),
                    }
                    run_action(_server(entry) | told, full_title(item))

            return entry.runtime_data.new_items.async_add_listener(on_added)

        return _follow(self._hass, self._selection, subscribe)


def _server(entry: PlexArrivalsConfigEntry) -> dict[str, Any]:
    """Return what each trigger tells of the server."""
    data = entry.runtime_data.coordinator.data
    return {
        ATTR_CONFIG_ENTRY_ID: entry.entry_id,
        "server": data.server.name if data else entry.title,
        "machine_identifier": entry.unique_id,
    }


@callback
def _follow(
    hass: HomeAssistant, selection: Selection, subscribe: Callable[[PlexArrivalsConfigEntry], CALLBACK_TYPE]
) -> CALLBACK_TYPE:
    """Subscribe at each server that is meant whenever it gets loaded; returns how to stop that."""
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
    "server_online": ServerOnlineTrigger,
    "server_offline": ServerOfflineTrigger,
    "item_added": ItemAddedTrigger,
}


async def async_get_triggers(_hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
