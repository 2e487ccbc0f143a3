"""Runtime data of the Plex Arrivals integration: the parts of a config entry and how they are connected."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import Context, EventOrigin, HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from .activity import EVENT_ACTIVITY, activity_data
from .arrival_tags import ArrivalTags
from .const import (
    CONF_CLIENT_IDENTIFIER,
    CONF_IMPORTED_CATEGORIES,
    CONF_LINK_STYLE,
    CONF_RECENTLY_ADDED,
    CONF_SEERR_SCAN,
    CONF_SETTLE_SECONDS,
    DEFAULT_RECENTLY_ADDED,
    DEFAULT_SETTLE_SECONDS,
    DOMAIN,
    EVENT_DELIVERY,
)
from .coordinator import PlexCoordinator
from .deliveries.delivery import Delivery
from .deliveries.imported_categories import ImportedCategories
from .deliveries.manager import PlexIntegrationManager
from .deliveries.other_servers import OtherServers
from .deliveries.payload import delivery_payload
from .deliveries.plex_gateway import PlexGateway
from .deliveries.router import Router
from .deliveries.routing import PathMapping, Rule
from .deliveries.timing import Timing
from .downloads.download import ImporterEvent
from .downloads.filter import DownloadFilter
from .downloads.importers.importers import Importers
from .downloads.sources import DownloadSources
from .downloads.webhook import Webhook
from .import_issues import ImportIssues
from .issues import Issues
from .late_imports import LateImports
from .media_posters import MediaPosters
from .new_items import NewItems
from .plex.links import LinkStyle
from .plex.notifications import Notification
from .plex.service import PlexService
from .plex.websocket import PlexNotifications
from .posters.cache import PosterCache
from .posters.signed_paths import SignedPaths
from .posters.view import PATH_VALIDITY
from .running_downloads import RunningDownloads
from .seerr.requesters import Requesters
from .seerr.scan import SeerrScan

TIMING = Timing()

type PlexArrivalsConfigEntry = ConfigEntry[PlexArrivalsData]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexArrivalsData:
    """The parts of a loaded config entry."""

    plex: PlexService
    coordinator: PlexCoordinator
    manager: PlexIntegrationManager
    notifications: PlexNotifications
    sources: DownloadSources
    importers: Importers
    webhook: Webhook
    late_imports: LateImports
    arrival_tags: ArrivalTags
    running: RunningDownloads
    posters: PosterCache
    media_posters: MediaPosters
    signed_paths: SignedPaths
    new_items: NewItems
    issues: Issues
    import_issues: ImportIssues
    delivery_payload: Callable[[Delivery], dict[str, Any]]
    """Returns the data of a delivery for automations, actions and the card."""
    starting: set[asyncio.Task[None]] = field(default_factory=set)
    """The task that starts the parts, while it runs."""


@dataclass(frozen=True, slots=True)
class _Signals:
    """The dispatcher signals of an entry."""

    token_refused: SignalType[()]
    notification: SignalType[Notification]
    connection: SignalType[bool]
    """Whether Plex's notifications are connected."""

    @classmethod
    def of(cls, entry: ConfigEntry[Any]) -> Self:
        """Return the signals of an entry."""
        prefix = f"{DOMAIN}_{entry.entry_id}"
        return cls(
            SignalType(f"{prefix}_token_refused"),
            SignalType(f"{prefix}_notification"),
            SignalType(f"{prefix}_connection"),
        )


@callback
def async_create_data(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> PlexArrivalsData:
    """Create and connect the parts of an entry; none of them is started."""
    options = entry.options
    signals = _Signals.of(entry)
    create_task = partial(entry.async_create_background_task, hass)
    plex = PlexService(
        entry.data[CONF_URL],
        entry.data[CONF_TOKEN],
        verify_ssl=entry.data[CONF_VERIFY_SSL],
        client_identifier=entry.data[CONF_CLIENT_IDENTIFIER],
        machine_identifier=entry.unique_id,
        link_style=LinkStyle(options.get(CONF_LINK_STYLE, LinkStyle.HOSTED)),
        on_refused=partial(async_dispatcher_send, hass, signals.token_refused),
    )
    coordinator = PlexCoordinator(
        hass, entry, plex, limit=int(options.get(CONF_RECENTLY_ADDED, DEFAULT_RECENTLY_ADDED))
    )
    notifications = PlexNotifications(
        async_get_clientsession(hass, entry.data[CONF_VERIFY_SSL]),
        entry.data[CONF_URL],
        entry.data[CONF_TOKEN],
        client_identifier=entry.data[CONF_CLIENT_IDENTIFIER],
        library_id_by_title=coordinator.library_id_by_title,
        on_notification=partial(async_dispatcher_send, hass, signals.notification),
        on_connection=partial(async_dispatcher_send, hass, signals.connection),
        on_refused=partial(async_dispatcher_send, hass, signals.token_refused),
    )
    download_filter = DownloadFilter.from_options(options)
    importers = Importers(hass, entry.entry_id, download_filter)
    other_servers = OtherServers(hass, entry.entry_id)
    manager = PlexIntegrationManager(
        hass,
        entry.entry_id,
        PlexGateway(plex, coordinator.async_libraries, coordinator.async_refresh_soon),
        create_task=create_task,
        router=Router(
            PathMapping.from_options(options),
            Rule.from_options(options),
            ImportedCategories(options.get(CONF_IMPORTED_CATEGORIES, ())),
        ),
        importers=importers,
        other_servers=other_servers,
        timing=replace(TIMING, settle=float(options.get(CONF_SETTLE_SECONDS, DEFAULT_SETTLE_SECONDS))),
        find_requesters=Requesters(hass, plex.get_items).async_find,
    )
    entry.async_on_unload(manager.async_add_listener(other_servers.on_delivery))
    sources = DownloadSources(hass, entry.entry_id, manager.on_download_complete, download_filter)

    @callback
    def on_importer_event(event: ImporterEvent) -> None:
        if event.is_test:
            late_imports.on_test()
        else:
            importers.async_look_now(event.download_id)

    webhook = Webhook(
        hass, entry, manager.on_download_complete, download_filter, manager.on_changed_folder, on_importer_event
    )
    late_imports = LateImports(hass, entry, webhook)
    media_posters = MediaPosters(hass, entry.entry_id, plex, async_get_clientsession(hass), create_task)
    data = PlexArrivalsData(
        plex=plex,
        coordinator=coordinator,
        manager=manager,
        notifications=notifications,
        sources=sources,
        importers=importers,
        webhook=webhook,
        late_imports=late_imports,
        arrival_tags=ArrivalTags(hass, entry),
        running=RunningDownloads(hass, entry, coordinator, manager, sources, importers),
        posters=PosterCache(media_posters.async_fetch, create_task),
        media_posters=media_posters,
        signed_paths=SignedPaths(hass, entry.entry_id, PATH_VALIDITY),
        new_items=NewItems(hass, entry.entry_id, plex, coordinator, create_task, TIMING),
        issues=Issues(hass, entry, coordinator, manager, late_imports),
        import_issues=ImportIssues(hass, entry, manager),
        delivery_payload=partial(delivery_payload, hass, entry_id=entry.entry_id, sources=sources, importers=importers),
    )
    _async_connect(hass, entry, data, signals)
    return data


@callback
def _async_connect(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, data: PlexArrivalsData, signals: _Signals
) -> None:
    """Connect the parts until the entry is unloaded."""
    coordinator, manager, issues = data.coordinator, data.manager, data.issues

    @callback
    def on_connection(connected: bool) -> None:
        manager.set_notifications_connected(connected=connected)
        coordinator.on_connection(connected=connected)
        issues.on_connection(connected=connected)

    @callback
    def on_update() -> None:
        if coordinator.online:
            manager.set_libraries(coordinator.libraries.values())
        manager.set_online(online=coordinator.online)

    @callback
    def fire_event(delivery: Delivery, before: Delivery | None) -> None:
        payload = data.delivery_payload(delivery) | {
            "previous_state": before and before.state.value,
            "previous_reason": before and before.reason and before.reason.value,
        }
        context = Context()  # shared, so that Activity says what caused an automation
        # Not before our entities have updated: an automation may read their states.
        if activity := activity_data(hass, entry, delivery, before, payload):
            hass.loop.call_soon(hass.bus.async_fire, EVENT_ACTIVITY, activity, EventOrigin.local, context)
        hass.loop.call_soon(hass.bus.async_fire, EVENT_DELIVERY, payload, EventOrigin.local, context)

    for remove in (
        async_dispatcher_connect(hass, signals.token_refused, coordinator.on_token_refused),
        async_dispatcher_connect(hass, signals.notification, coordinator.on_notification),
        async_dispatcher_connect(hass, signals.notification, manager.on_notification),
        async_dispatcher_connect(hass, signals.notification, data.new_items.on_notification),
        async_dispatcher_connect(hass, signals.connection, on_connection),
        coordinator.async_add_listener(on_update),
        manager.async_add_listener(fire_event),
        manager.async_add_listener(data.media_posters.on_delivery),
        data.importers.async_add_import_listener(data.late_imports.on_import_found),
    ):
        entry.async_on_unload(remove)
    if entry.options.get(CONF_SEERR_SCAN):
        scan = SeerrScan(hass)
        entry.async_on_unload(manager.async_add_listener(scan.on_delivery))
        entry.async_on_unload(scan.async_stop)
