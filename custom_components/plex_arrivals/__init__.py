"""The Plex Arrivals integration."""

import asyncio

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryNotReady, HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.importlib import async_import_module
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType

from .arrival_tags import ArrivalTags
from .const import DOMAIN
from .data import PlexArrivalsConfigEntry, async_create_data
from .deliveries.store import DeliveryStore
from .downloads.finished_store import FinishedStore
from .downloads.importers.kinds import KINDS
from .downloads.last_reports import async_clear_last_reports
from .entity import async_setup_device
from .frontend.registration import async_register_card, async_setup_card, async_unregister_card
from .frontend.status_view import async_setup_status
from .frontend.websocket import async_setup_websocket
from .import_issues import async_delete_import_issues
from .issues import async_delete_issues
from .posters.view import async_setup_posters
from .reload_cache import async_clear_cached
from .services import async_setup_services

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.IMAGE, Platform.SENSOR]
RELEASE_MEDIA = f"{__package__}.deliveries.release_media"
"""What payloads need of the first download: it compiles many patterns, and not in the event loop."""
FIRST_UPDATE_SECONDS = 10
"""How long to wait for the first update during setup; afterwards the entities are unavailable until Plex responds."""


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Set up what all servers share; it also works while no server is loaded."""
    async_setup_services(hass)
    async_setup_posters(hass)
    async_setup_websocket(hass)
    async_setup_status(hass)
    await async_setup_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> bool:
    """Set up a server from a config entry, even if Plex is offline: deliveries wait until it responds."""
    data = entry.runtime_data = async_create_data(hass, entry)
    try:
        await data.manager.async_load()
        await data.sources.async_load()
    except HomeAssistantError as err:
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key="store_unreadable") from err
    if data.manager.deliveries:
        await async_import_module(hass, RELEASE_MEDIA)
    data.coordinator.async_update_listeners()  # with what was cached while the entry reloaded
    await async_register_card(hass)
    data.webhook.async_start()
    entry.async_on_unload(data.webhook.async_unregister)
    first_update = entry.async_create_background_task(hass, data.coordinator.async_refresh(), "first update from Plex")
    if not data.coordinator.online:
        await asyncio.wait((first_update,), timeout=FIRST_UPDATE_SECONDS)
    async_setup_device(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)

    async def start() -> None:
        await async_import_module(hass, RELEASE_MEDIA)
        await data.importers.async_start()
        data.manager.async_start()
        data.late_imports.async_start()
        data.issues.async_start()
        data.import_issues.async_start()
        await data.arrival_tags.async_start(data.manager, data.sources)
        await data.sources.async_start()
        data.running.async_start()

    @callback
    def on_started(_hass: HomeAssistant) -> None:
        task = entry.async_create_task(hass, start(), "start to deliver")
        data.starting.add(task)
        task.add_done_callback(data.starting.discard)

    # Not before Home Assistant has started: automations would miss the events.
    entry.async_on_unload(async_at_started(hass, on_started))
    entry.async_create_background_task(hass, data.notifications.listen(), "listen to Plex's notifications")
    return True


async def async_unload_entry(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> bool:
    """Unload a config entry; deliveries continue when it is loaded again.

    They stop before the platforms are unloaded, so that the entities get every change until then.
    """
    data = entry.runtime_data
    if data.starting:
        await asyncio.wait(data.starting)
    await data.webhook.async_stop()
    data.running.async_stop()
    await data.sources.async_stop()
    await data.manager.async_stop()
    await data.importers.async_stop()
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await data.plex.close()
    return True


async def async_remove_entry(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> None:
    """Delete what is stored of a server, here and in importers, and with the last server the card's resource."""
    await DeliveryStore(hass, entry.entry_id).async_delete()
    await FinishedStore(hass, entry.entry_id).async_remove()
    await ArrivalTags(hass, entry).async_remove()
    async_delete_issues(hass, entry.entry_id)
    async_delete_import_issues(hass, entry.entry_id)
    async_clear_cached(hass, entry.entry_id)
    async_clear_last_reports(hass, entry.entry_id)
    if any(hass.config_entries.async_loaded_entries(domain) for domain in KINDS):
        connection = await async_import_module(hass, f"{__package__}.downloads.importers.connection")
        await connection.async_disconnect(entry, connection.async_importers(hass, entry).values())
    others = hass.config_entries.async_entries(DOMAIN, include_ignore=False)
    if all(other.entry_id == entry.entry_id for other in others):
        await async_unregister_card(hass)
