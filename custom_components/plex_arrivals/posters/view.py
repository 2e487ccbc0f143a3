"""Posters for browsers and phones: Home Assistant fetches them with the token, and hands out signed addresses."""

from collections.abc import Mapping
from datetime import timedelta
import hashlib
from typing import Final
from urllib.parse import quote

from aiohttp import ETag, hdrs, web
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.http import KEY_AUTHENTICATED, KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.components.http.auth import async_sign_path
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN, LOGGER
from ..plex.errors import PlexBadResponse, PlexError, PlexForbidden, PlexNotFound
from .cache import PosterCache

SIGNED_FOR: Final = timedelta(hours=12)
"""How long a path is good for that somebody asked for."""
SHOWN_FOR: Final = timedelta(days=2)
"""How long a path is good for that an entity shows."""

SIZES: Final = ((160, 240), (320, 480), (640, 960))
"""The sizes there are, in pixels: nobody can have Plex make, and us keep, one for each number of pixels."""
USUAL_SIZE: Final = SIZES[1]
_MAX_VERSION: Final = 100
_HEADERS: Final = {hdrs.CACHE_CONTROL: "private, max-age=86400"}


@callback
def async_setup_posters(hass: HomeAssistant) -> None:
    """Serve the posters of all servers."""
    hass.http.register_view(ArtworkView())


@callback
def artwork_path(
    hass: HomeAssistant,
    entry_id: str,
    rating_key: str,
    version: str,
    *,
    good_for: timedelta = SIGNED_FOR,
    refresh_token_id: str | None = None,
) -> str:
    """Return the signed path of a poster; `width` and `height` may be added to it.

    `rating_key` is the item's `artwork_id`, or its own where it has none; `version` is its `artwork`. The path is
    signed for the session of that refresh token, and ends with it, or else for whoever gets it.
    """
    return async_sign_path(
        hass,
        f"/api/{DOMAIN}/artwork/{entry_id}/{rating_key}?v={quote(version, safe='')}",
        good_for,
        refresh_token_id=refresh_token_id,
        use_content_user=refresh_token_id is None,
    )


class ArtworkView(HomeAssistantView):
    """Gives out posters, to those who are signed in or have a signed address.

    Who may read only some entities gets none by their own session, nor by what they have signed for it: ids can be
    guessed. What they may see has paths that are signed for whoever gets them.
    """

    url = f"/api/{DOMAIN}/artwork/{{entry_id}}/{{rating_key}}"
    name = f"api:{DOMAIN}:artwork"
    # A signature that has run out, in a tab left open, is no attempt to break in: so it is looked at here.
    requires_auth = False

    async def get(self, request: web.Request, entry_id: str, rating_key: str) -> web.Response:
        """Answer with a poster, in the smallest of our sizes that is not smaller than the one asked for."""
        if not request[KEY_AUTHENTICATED]:
            raise web.HTTPUnauthorized if hdrs.AUTHORIZATION in request.headers else web.HTTPForbidden
        if not request[KEY_HASS_USER].permissions.access_all_entities(POLICY_READ):
            raise web.HTTPForbidden
        entry = request.app[KEY_HASS].config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN or entry.state is not ConfigEntryState.LOADED:
            raise web.HTTPNotFound
        version = request.query.get("v") or None
        if version and len(version) > _MAX_VERSION:
            raise web.HTTPNotFound
        size = _size(request.query)
        etag = None
        if version:
            etag = ETag(hashlib.sha256(repr((entry_id, rating_key, version, size)).encode()).hexdigest()[:32])
            if etag in (request.if_none_match or ()):
                unchanged = web.Response(status=304, headers=_HEADERS)
                unchanged.etag = etag
                return unchanged
        return await _answer(entry.runtime_data.posters, rating_key, version, size, etag)


async def _answer(
    posters: PosterCache, rating_key: str, version: str | None, size: tuple[int, int], etag: ETag | None
) -> web.Response:
    try:
        picture = await posters.async_get(rating_key, version, *size)
    except (PlexNotFound, PlexBadResponse, PlexForbidden) as err:
        LOGGER.debug("No poster of %s: %s", rating_key, err)
        raise web.HTTPNotFound from None
    except PlexError as err:
        LOGGER.debug("No poster of %s now: %s", rating_key, err)
        raise web.HTTPServiceUnavailable from None
    response = web.Response(body=picture.content, content_type=picture.content_type)
    if etag:
        response.headers.update(_HEADERS)
        response.etag = etag
    return response


def _size(query: Mapping[str, str]) -> tuple[int, int]:
    """Return the smallest of our sizes that holds the one asked for; the usual one where that is none."""
    try:
        width, height = (int(query.get(name) or 0) for name in ("width", "height"))
    except ValueError:
        return USUAL_SIZE
    if width <= 0 and height <= 0:
        return USUAL_SIZE
    return next((size for size in SIZES if size[0] >= width and size[1] >= height), SIZES[-1])
