"""Serve the files of the card, and add it to the dashboards."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any, Final

from aiohttp import hdrs, web
from homeassistant.components.frontend import DOMAIN as FRONTEND_DOMAIN, add_extra_js_url, remove_extra_js_url
from homeassistant.components.http import HomeAssistantView
from homeassistant.components.http.static import CACHE_HEADERS
from homeassistant.components.lovelace import LOVELACE_DATA
from homeassistant.components.lovelace.const import CONF_RESOURCE_TYPE_WS
from homeassistant.components.lovelace.resources import ResourceStorageCollection
from homeassistant.const import CONF_ID, CONF_TYPE, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_loaded_integration
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

FOLDER: Final = Path(__file__).parent
CARD: Final = "plex-arrivals-card.js"
FILES: Final = (CARD, "plex-arrivals-details.js", "plex-arrivals-strategy.js")
"""The card, and what it imports by relative URLs when it is first used."""
_ROOT: Final = f"/{DOMAIN}/"
_MODULE: Final = "module"


class CardView(HomeAssistantView):
    """Serve the files of the card compressed, as static paths are not; browsers cache them until their URLs change."""

    url = _ROOT + "{version}/{name}"
    name = f"{DOMAIN}:card"
    requires_auth = False

    def __init__(self, version: str) -> None:
        """Initialize with the version in the URL."""
        self._version = version

    async def get(self, _request: web.Request, version: str, name: str) -> web.StreamResponse:
        """Return a file; only the card if the version is another: files of different versions do not fit together."""
        if name not in (FILES if version == self._version else (CARD,)):
            raise web.HTTPNotFound
        cache = CACHE_HEADERS if version == self._version else {}
        response = web.FileResponse(FOLDER / name, headers={**cache, hdrs.VARY: hdrs.ACCEPT_ENCODING})
        response.enable_compression()
        return response


class CardRegistration:
    """The registration of the card with the dashboards, under a URL that changes with its files.

    The card is added to the resources of the dashboards, which apps and casting load as well. If the user
    defines the resources in YAML, the card is loaded as an extra module instead. Without dashboards it is not
    registered.
    """

    def __init__(self, hass: HomeAssistant, url: str) -> None:
        """Initialize with the URL of the card."""
        self._hass = hass
        self._url = url
        self._is_extra = False
        self._lock = asyncio.Lock()

    async def async_register(self) -> None:
        """Register the card, replacing an earlier version."""
        async with self._lock:
            if resources := self._stored_resources:
                await self._async_update_resource(resources)
            elif FRONTEND_DOMAIN in self._hass.config.components and not self._is_extra:
                add_extra_js_url(self._hass, self._url)
                self._is_extra = True

    async def async_unregister(self) -> None:
        """Remove the card."""
        async with self._lock:
            if resources := self._stored_resources:
                for item in await _card_resources(resources):
                    await resources.async_delete_item(item[CONF_ID])
            if self._is_extra:
                remove_extra_js_url(self._hass, self._url)
                self._is_extra = False

    @property
    def _stored_resources(self) -> ResourceStorageCollection | None:
        """Return the resources of the dashboards; None if they are defined in YAML or not set up."""
        lovelace = self._hass.data.get(LOVELACE_DATA)
        resources = lovelace.resources if lovelace else None
        return resources if isinstance(resources, ResourceStorageCollection) else None

    async def _async_update_resource(self, resources: ResourceStorageCollection) -> None:
        resource = {CONF_RESOURCE_TYPE_WS: _MODULE, CONF_URL: self._url}
        if not (existing := await _card_resources(resources)):
            await resources.async_create_item(resource)
            return
        first, *others = existing
        if (first[CONF_TYPE], first[CONF_URL]) != (_MODULE, self._url):
            await resources.async_update_item(first[CONF_ID], resource)
        for other in others:
            await resources.async_delete_item(other[CONF_ID])


_CARD: HassKey[CardRegistration] = HassKey(f"{DOMAIN}_card")


async def async_setup_card(hass: HomeAssistant) -> None:
    """Serve the files of the card under URLs that change with them."""
    content = await hass.async_add_executor_job(_content)
    version = f"{async_get_loaded_integration(hass, DOMAIN).version}-{hashlib.sha256(content).hexdigest()[:8]}"
    hass.http.register_view(CardView(version))
    hass.data[_CARD] = CardRegistration(hass, f"{_ROOT}{version}/{CARD}")


def _content() -> bytes:
    """Return the content of all files."""
    return b"".join((FOLDER / name).read_bytes() for name in FILES)


async def async_register_card(hass: HomeAssistant) -> None:
    """Add the card to the dashboards."""
    await hass.data[_CARD].async_register()


async def async_unregister_card(hass: HomeAssistant) -> None:
    """Remove the card from the dashboards, even if the integration is not set up."""
    await (hass.data.get(_CARD) or CardRegistration(hass, "")).async_unregister()


async def _card_resources(resources: ResourceStorageCollection) -> list[dict[str, Any]]:
    """Return the resources of any version of the card."""
    await resources.async_get_info()  # loads them
    paths = ((item, item[CONF_URL].partition("?")[0]) for item in resources.async_items())
    return [item for item, path in paths if path.startswith(_ROOT) and path.endswith(f"/{CARD}")]
