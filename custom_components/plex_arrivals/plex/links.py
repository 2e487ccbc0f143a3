"""Deep links: the addresses that open an item or a library in one of Plex's apps.

The forms are those of plexapi's `getWebURL` and, for the mobile apps, of Plex's own `plex://preplay` scheme.
"""

from enum import StrEnum
from urllib.parse import quote

HOSTED_APP = "https://app.plex.tv/desktop/"
SERVER_APP = "/web/index.html"


class LinkStyle(StrEnum):
    """Where a link opens."""

    HOSTED = "hosted"
    SERVER = "server"
    MOBILE = "mobile"


def item_url(style: LinkStyle, *, machine_identifier: str, server_url: str, rating_key: str) -> str:
    """Return the address of an item's page; a track has none, so its album's key is given instead."""
    server = quote(machine_identifier, safe="")
    key = quote(f"/library/metadata/{rating_key}", safe="")
    if style is LinkStyle.MOBILE:
        return f"plex://preplay/?metadataKey={key}&server={server}"
    return f"{app_url(style, server_url)}#!/server/{server}/details?key={key}"


def library_url(style: LinkStyle, *, machine_identifier: str, server_url: str, library_id: str) -> str:
    """Return the address of a library's page; the mobile apps have no link to one, so theirs is the hosted app's."""
    server = quote(machine_identifier, safe="")
    source = quote(library_id, safe="")
    return f"{app_url(style, server_url)}#!/media/{server}/com.plexapp.plugins.library?source={source}"


def app_url(style: LinkStyle, server_url: str) -> str:
    """Return the address of the web app; for the mobile apps, which have no page to begin at, the hosted one's."""
    return f"{server_url.rstrip('/')}{SERVER_APP}" if style is LinkStyle.SERVER else HOSTED_APP
