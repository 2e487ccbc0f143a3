"""What a loaded config entry consists of, and how its parts are tied together."""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .arrivals.delivery import Delivery
from .arrivals.manager import PlexIntegrationManager
from .arrivals.router import Router
from .arrivals.routing import PathMapping, Rule
from .arrivals.store import DeliveryStore
from .arrivals.timing import Timing
from .const import (
    CONF_CLIENT_IDENTIFIER,
    CONF_LINK_STYLE,
    CONF_PATH_MAPPINGS,
    CONF_RECENTLY_ADDED,
    CONF_RULES,
    CONF_SETTLE_SECONDS,
    DEFAULT_RECENTLY_ADDED,
    DEFAULT_SETTLE_SECONDS,
    EVENT_DELIVERY,
)
from .coordinator import PlexCoordinator
from .downloads.watcher import DownloadSources
from .plex.links import LinkStyle
from .plex.notifications import Notification, PlexNotifications
from .plex.service import PlexService
from .telling import tell

TIMING = Timing()

type PlexArrivalsConfigEntry = ConfigEntry[PlexArrivals]


@dataclass(frozen=True, slots=True)
class PlexArrivals:
    """The parts of a loaded config entry."""

    plex: PlexService
    coordinator: PlexCoordinator
    manager: PlexIntegrationManager
    notifications: PlexNotifications
    sources: DownloadSources


def build(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> PlexArrivals:
    """Make the parts and tie them together; nothing is started."""
    options = entry.options
    plex = PlexService(
        entry.data[CONF_URL],
        entry.data[CONF_TOKEN],
        verify_ssl=entry.data[CONF_VERIFY_SSL],
        client_identifier=entry.data[CONF_CLIENT_IDENTIFIER],
        link_style=LinkStyle(options.get(CONF_LINK_STYLE, LinkStyle.HOSTED)),
    )
    coordinator = PlexCoordinator(
        hass, entry, plex, limit=int(options.get(CONF_RECENTLY_ADDED, DEFAULT_RECENTLY_ADDED))
    )
    manager = PlexIntegrationManager(
        DeliveryStore(hass, entry.entry_id),
        plex,
        libraries=coordinator.async_libraries,
        on_trouble=coordinator.ask_soon,
        create_task=lambda job, name: entry.async_create_background_task(hass, job, name),
        router=Router(
            [PathMapping(**pair) for pair in options.get(CONF_PATH_MAPPINGS, ())],
            [Rule(**rule) for rule in options.get(CONF_RULES, ())],
        ),
        settle_seconds=float(options.get(CONF_SETTLE_SECONDS, DEFAULT_SETTLE_SECONDS)),
        timing=TIMING,
    )

    @callback
    def on_notification(notification: Notification) -> None:
        coordinator.on_notification(notification)
        manager.on_notification(notification)

    @callback
    def on_connection(connected: bool) -> None:
        manager.set_notified(notified=connected)
        coordinator.set_notified(notified=connected)

    @callback
    def announce(delivery: Delivery, _before: Delivery | None) -> None:
        hass.bus.async_fire(EVENT_DELIVERY, tell(hass, delivery, entry.entry_id))

    @callback
    def on_update() -> None:
        if coordinator.online and coordinator.known:
            manager.set_libraries(coordinator.known.libraries.values())
        manager.set_online(online=coordinator.online)

    entry.async_on_unload(coordinator.async_add_listener(on_update))
    entry.async_on_unload(manager.async_add_listener(announce))
    notifications = PlexNotifications(
        async_get_clientsession(hass, entry.data[CONF_VERIFY_SSL]),
        entry.data[CONF_URL],
        entry.data[CONF_TOKEN],
        client_identifier=entry.data[CONF_CLIENT_IDENTIFIER],
        on_notification=on_notification,
        on_connection=on_connection,
    )
    sources = DownloadSources(hass, entry.entry_id, manager.on_download_complete)
    return PlexArrivals(plex, coordinator, manager, notifications, sources)
