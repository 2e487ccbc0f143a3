"""The card's file: served by us, and made known to the dashboards, so that nobody has to add it by hand."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any, Final

from homeassistant.components.frontend import DOMAIN as FRONTEND_DOMAIN, add_extra_js_url, remove_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.components.lovelace import LOVELACE_DATA
from homeassistant.components.lovelace.const import CONF_RESOURCE_TYPE_WS
from homeassistant.components.lovelace.resources import ResourceStorageCollection
from homeassistant.const import CONF_ID, CONF_TYPE, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_loaded_integration
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

FILE: Final = Path(__file__).parent / "plex-arrivals-card.js"
PATH: Final = f"/{DOMAIN}/{FILE.name}"
_MODULE: Final = "module"


class Card:
    """The card as the dashboards know it: by an address that is another one when its file is.

    Dashboards whose resources Home Assistant keeps have it among these, where apps and casting look as well; those
    whose resources stand in YAML, which is the user's own, have it as an extra module. A Home Assistant without
    dashboards, or one that cannot set them up, does without: downloads arrive all the same.
    """

    def __init__(self, hass: HomeAssistant, url: str) -> None:
        """Take the address."""
        self._hass = hass
        self._url = url
        self._is_extra = False
        self._turn = asyncio.Lock()

    async def async_register(self) -> None:
        """Make it known, in place of an earlier version."""
        async with self._turn:
            if resources := self._kept_resources:
                await self._async_keep_one(resources)
            elif FRONTEND_DOMAIN in self._hass.config.components and not self._is_extra:
                add_extra_js_url(self._hass, self._url)
                self._is_extra = True

    async def async_unregister(self) -> None:
        """Make it known no more."""
        async with self._turn:
            if resources := self._kept_resources:
                for item in await _ours(resources):
                    await resources.async_delete_item(item[CONF_ID])
            if self._is_extra:
                remove_extra_js_url(self._hass, self._url)
                self._is_extra = False

    @property
    def _kept_resources(self) -> ResourceStorageCollection | None:
        """The dashboards' resources, where Home Assistant keeps them."""
        lovelace = self._hass.data.get(LOVELACE_DATA)
        resources = lovelace.resources if lovelace else None
        return resources if isinstance(resources, ResourceStorageCollection) else None

    async def _async_keep_one(self, resources: ResourceStorageCollection) -> None:
        wanted = {CONF_RESOURCE_TYPE_WS: _MODULE, CONF_URL: self._url}
        if not (ours := await _ours(resources)):
            await resources.async_create_item(wanted)
            return
        first, *others = ours
        if (first[CONF_TYPE], first[CONF_URL]) != (_MODULE, self._url):
            await resources.async_update_item(first[CONF_ID], wanted)
        for other in others:
            await resources.async_delete_item(other[CONF_ID])


_CARD: HassKey[Card] = HassKey(f"{DOMAIN}_card")


async def async_setup_card(hass: HomeAssistant) -> None:
    """Serve the file; browsers keep it for as long as its address is the same."""
    await hass.http.async_register_static_paths([StaticPathConfig(PATH, str(FILE), cache_headers=True)])
    content = await hass.async_add_executor_job(FILE.read_bytes)
    version = async_get_loaded_integration(hass, DOMAIN).version
    hass.data[_CARD] = Card(hass, f"{PATH}?v={version}-{hashlib.sha256(content).hexdigest()[:8]}")


async def async_register_card(hass: HomeAssistant) -> None:
    """Have the dashboards know the card, from the first server on."""
    await hass.data[_CARD].async_register()


async def async_unregister_card(hass: HomeAssistant) -> None:
    """Have the dashboards know the card no more, also where we were not set up: the last server was disabled."""
    await (hass.data.get(_CARD) or Card(hass, PATH)).async_unregister()


async def _ours(resources: ResourceStorageCollection) -> list[dict[str, Any]]:
    """Return the card's resources, of whatever version."""
    await resources.async_get_info()  # has them loaded
    return [item for item in resources.async_items() if item[CONF_URL].partition("?")[0] == PATH]
