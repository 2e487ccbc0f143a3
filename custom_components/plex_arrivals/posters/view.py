"""HTTP view that serves posters, and the signed paths to it."""

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

STATE_PATH_VALIDITY: Final = timedelta(days=2)
"""How long a path in a state attribute is valid."""
PATH_VALIDITY: Final = timedelta(hours=12)
"""How long any other path is valid."""

SIZES: Final = ((160, 240), (320, 480), (640, 960))
"""The available sizes in pixels; limited, because Plex has to create each and the cache to keep it."""
DEFAULT_SIZE: Final = SIZES[1]
_MAX_VERSION_LENGTH: Final = 100
_HEADERS: Final = {hdrs.CACHE_CONTROL: "private, max-age=86400"}


@callback
def async_setup_posters(hass: HomeAssistant) -> None:
    """Register the view for the posters of all servers."""
    hass.http.register_view(ArtworkView())


@callback
def artwork_path(
    hass: HomeAssistant,
    entry_id: str,
    rating_key: str,
    version: str,
    *,
    valid_for: timedelta = PATH_VALIDITY,
    refresh_token_id: str | None = None,
) -> str:
    """Return the signed path of a poster, to which `width` and `height` in pixels may be added.

    `rating_key` is the `artwork_id` of an item, or its own ID if it has none; `version` is its `artwork`. The path is
    valid in the session of the refresh token, or without a session if there is no token.
    """
    return async_sign_path(
        hass,
        f"/api/{DOMAIN}/artwork/{entry_id}/{rating_key}?v={quote(version, safe='')}",
        valid_for,
        refresh_token_id=refresh_token_id,
        use_content_user=refresh_token_id is None,
    )


class ArtworkView(HomeAssistantView):
    """Serve posters to authenticated users and to requests with a signed path.

    The session of a user who may not read all entities does not give access, because IDs can be guessed. Such a user
    gets signed paths that are valid without a session, only for what they may read.
    """

    url = f"/api/{DOMAIN}/artwork/{{entry_id}}/{{rating_key}}"
    name = f"api:{DOMAIN}:artwork"
    # Checked below: an expired signature, as in a tab left open, must not count as a failed login attempt.
    requires_auth = False

    async def get(self, request: web.Request, entry_id: str, rating_key: str) -> web.Response:
        """Return a poster in the smallest available size that is not smaller than the requested one."""
        if not request[KEY_AUTHENTICATED]:
            raise web.HTTPUnauthorized if hdrs.AUTHORIZATION in request.headers else web.HTTPForbidden
        if not request[KEY_HASS_USER].permissions.access_all_entities(POLICY_READ):
            raise web.HTTPForbidden
        entry = request.app[KEY_HASS].config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN or entry.state is not ConfigEntryState.LOADED:
            raise web.HTTPNotFound
        version = request.query.get("v") or None
        if version and len(version) > _MAX_VERSION_LENGTH:
            raise web.HTTPNotFound
        size = _size(request.query)
        etag = None
        if version:
            etag = ETag(hashlib.sha256(repr((entry_id, rating_key, version, size)).encode()).hexdigest()[:32])
            if etag in (request.if_none_match or ()):
                unchanged = web.Response(status=304, headers=_HEADERS)
                unchanged.etag = etag
                return unchanged
        return await _response(entry.runtime_data.posters, rating_key, version, size, etag)


async def _response(
    posters: PosterCache, rating_key: str, version: str | None, size: tuple[int, int], etag: ETag | None
) -> web.Response:
    try:
        picture = await posters.async_get(rating_key, version, *size)
    except (PlexNotFound, PlexBadResponse, PlexForbidden) as err:
        LOGGER.debug("Cannot fetch the poster of %s: %s", rating_key, err)
        raise web.HTTPNotFound from None
    except PlexError as err:
        LOGGER.debug("Cannot fetch the poster of %s now: %s", rating_key, err)
        raise web.HTTPServiceUnavailable from None
    response = web.Response(body=picture.content, content_type=picture.content_type)
    if etag:
        response.headers.update(_HEADERS)
        response.etag = etag
    return response


def _size(query: Mapping[str, str]) -> tuple[int, int]:
    """Return the smallest available size that contains the requested one; the default one if that is invalid."""
    try:
        width, height = (int(query.get(name) or 0) for name in ("width", "height"))
    except ValueError:
        return DEFAULT_SIZE
    if width <= 0 and height <= 0:
        return DEFAULT_SIZE
    return next((size for size in SIZES if size[0] >= width and size[1] >= height), SIZES[-1])
