"""Deep links that open an item or a library in one of Plex's apps (pure).

The forms are those of plexapi's `getWebURL` and, for the mobile apps, of Plex's `plex://preplay` scheme. `getWebURL`
itself needs an item where there may be only an ID, has no mobile links, and inserts unchecked what the server sent.
"""

from enum import StrEnum
import re
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

HOSTED_APP = "https://app.plex.tv/desktop/"
SERVER_APP = "/web/index.html"


_ITEM: Final = re.compile(r"/library/metadata/([0-9]{1,19})(?:/children)?/?(?=[?&#]|\Z)")
_CONTENT_ID: Final = re.compile(r"plex://([^/?#]+)/([0-9]{1,19})(?=[/?#]|\Z)")
"""What Home Assistant's Plex integration plays."""
_KEY: Final = re.compile(r"[?&](?:key|metadataKey)=([^&#]+)")
_SERVER: Final = re.compile(r"(?:/server/|[?&]server=)([^/&#?]+)")


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


class LinkedItem(NamedTuple):
    """The item that a link opens."""

    rating_key: str
    machine_identifier: str | None
    """Of its server; None if only the item was given."""


def parse_item(text: str) -> LinkedItem | None:
    """Return the item of a rating key, of a key (`/library/metadata/42`), or of a link.

    It may be a link of one of Plex's apps, to the XML of the server, or one that Home Assistant plays.
    """
    link = unquote(unquote(text.strip()))  # a key in a link, which may be in another one
    if re.fullmatch(r"[0-9]{1,19}", link):
        return LinkedItem(link, None)
    if content := _CONTENT_ID.match(link):
        return LinkedItem(content[2], content[1])
    key, server = _KEY.search(link), _SERVER.search(link)
    if (found := _ITEM.search(key[1] if key else link)) is None:
        return None
    return LinkedItem(found[1], server[1] if server else None)
