"""Deep links that open an item or a library in one of Plex's apps (pure).

The forms are those of plexapi's `getWebURL` and, for the mobile apps, of Plex's `plex://preplay` scheme. `getWebURL`
itself needs an item where there may be only an ID, has no mobile links, and inserts unchecked what the server sent.
"""

from enum import StrEnum
from urllib.parse import quote

HOSTED_APP = "https://app.plex.tv/desktop/"
SERVER_APP = "/web/index.html"


class LinkStyle(StrEnum):
    """The app that a link opens."""

    HOSTED = "hosted"
    SERVER = "server"
    MOBILE = "mobile"


def item_url(style: LinkStyle, *, machine_identifier: str, server_url: str, rating_key: str) -> str:
    """Return the link to the page of an item; for a track, which has no page, pass the key of its album."""
    server = quote(machine_identifier, safe="")
    key = quote(f"/library/metadata/{rating_key}", safe="")
    if style is LinkStyle.MOBILE:
        return f"plex://preplay/?metadataKey={key}&server={server}"
    return f"{app_url(style, server_url)}#!/server/{server}/details?key={key}"


def library_url(style: LinkStyle, *, machine_identifier: str, server_url: str, library_id: str) -> str:
    """Return the link to the page of a library; the mobile apps have none, so theirs is that of the hosted app."""
    server = quote(machine_identifier, safe="")
    source = quote(library_id, safe="")
    return f"{app_url(style, server_url)}#!/media/{server}/com.plexapp.plugins.library?source={source}"


def app_url(style: LinkStyle, server_url: str) -> str:
    """Return the address of the web app; for the mobile apps, which have no start page, that of the hosted app."""
    return f"{server_url.rstrip('/')}{SERVER_APP}" if style is LinkStyle.SERVER else HOSTED_APP
