"""Plex Arrivals: proves that each finished download arrived in Plex."""

import asyncio

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady, HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN
from .data import PlexArrivalsConfigEntry, build
from .deliveries.store import DeliveryStore
from .downloads.finished_store import FinishedStore
from .entity import async_setup_device
from .frontend.registration import async_register_card, async_setup_card, async_unregister_card
from .frontend.websocket import async_setup_websocket
from .issues import async_delete_issues
from .posters.view import async_setup_artwork
from .reload_cache import async_clear_cached
from .services import async_setup_services

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.IMAGE, Platform.SENSOR]
FIRST_ANSWER_SECONDS = 10
"""So long the start of Home Assistant waits for Plex; without an answer the entities are offline until one comes.

A reload waits for nothing while Plex is online: until it has answered all stays as it was.
"""


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Register what all servers share: it is there, and says what is wrong, also while no server is loaded."""
    async_setup_services(hass)
    async_setup_artwork(hass)
    async_setup_websocket(hass)
    await async_setup_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> bool:
    """Load a server, also while it is down: the sources listen and deliveries queue."""
    parts = entry.runtime_data = build(hass, entry)
    try:
        await parts.manager.async_load()
        await parts.sources.async_load()
    except HomeAssistantError as err:
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key="store_unreadable") from err
    parts.coordinator.async_update_listeners()  # of what is held over a reload
    await async_register_card(hass)
    parts.webhook.async_start()
    entry.async_on_unload(parts.webhook.async_close)
    first_look = entry.async_create_background_task(hass, parts.coordinator.async_refresh(), "first look at Plex")
    if not parts.coordinator.online:
        await asyncio.wait((first_look,), timeout=FIRST_ANSWER_SECONDS)
    async_setup_device(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)

    async def set_out(_hass: HomeAssistant) -> None:
        parts.manager.async_start()
        parts.issues.async_start()
        await parts.sources.async_start()
        parts.running.async_start()

    # automations listen from then on: whatever ended before would be told to nobody
    entry.async_on_unload(async_at_started(hass, set_out))
    entry.async_create_background_task(hass, parts.notifications.listen(), "listen to Plex's notifications")
    return True


async def async_unload_entry(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> bool:
    """Unload a server; deliveries go on when it is loaded again.

    They stop before the platforms do, so that the entities hear of all that ends until then.
    """
    parts = entry.runtime_data
    await parts.webhook.async_stop()
    parts.running.async_stop()
    await parts.sources.async_stop()
    await parts.manager.async_stop()
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await parts.plex.close()
    return True


async def async_remove_entry(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> None:
    """Delete what is on disk, and with the last server the card."""
    await DeliveryStore(hass, entry.entry_id).async_delete()
    await FinishedStore(hass, entry.entry_id).async_remove()
    async_delete_issues(hass, entry.entry_id)
    async_clear_cached(hass, entry.entry_id)
    others = hass.config_entries.async_entries(DOMAIN, include_ignore=False)
    if all(other.entry_id == entry.entry_id for other in others):
        await async_unregister_card(hass)
