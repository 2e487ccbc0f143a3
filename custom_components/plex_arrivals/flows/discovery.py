"""Where a discovered server is, and whether that is a move of one that is set up here.

Anybody at home may announce a Plex server, with any address: what is announced is worth a question without a token,
and no more.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from ..plex.address import PLEX_PORT, candidates, moved
from ..plex.errors import PlexCertificateError, PlexError, PlexNotReady, PlexUnavailable
from ..plex.identification import identify, is_at

_MOST_ADDRESSES: Final = 8
"""A machine with many networks announces as many addresses."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """A Plex server that answers where it was announced."""

    machine_identifier: str
    url: str
    ip: IPv4Address | IPv6Address
    port: int


async def async_identify(hass: HomeAssistant, announced: ZeroconfServiceInfo) -> Discovered | None:
    """Return who answers at the announced addresses, None where no Plex server does."""
    # The certificate of an IP address verifies nowhere, and proves no less than http would: no secret is sent.
    session = async_get_clientsession(hass, verify_ssl=False)
    port = announced.port or PLEX_PORT
    for ip in [ip for ip in announced.ip_addresses if not ip.is_link_local][:_MOST_ADDRESSES]:
        for url in candidates(f"http://[{ip}]:{port}" if isinstance(ip, IPv6Address) else f"http://{ip}:{port}"):
            try:
                return Discovered(await identify(session, url), url, ip, port)
            except PlexError:
                continue
    return None


async def async_moved_url(hass: HomeAssistant, entry: ConfigEntry, found: Discovered) -> str | None:
    """Return the URL that the server of an entry has moved to, None where its URL stays as it is.

    The scheme stays, so what went encrypted stays so. A URL changes only if its host is an IP address (or plex.direct's
    name for one) at which the server no longer answers, and if the server answers at the new one, by a certificate that
    verifies where the entry wants that. Without it the answer could be anybody's, and the token would be theirs: so
    at least it stays at home.
    """
    session = async_get_clientsession(hass, verify_ssl=entry.data[CONF_VERIFY_SSL])
    urls = [
        url
        for url in moved(entry.data[CONF_URL], found.ip, found.port)
        if found.ip.is_private or (url.startswith("https:") and entry.data[CONF_VERIFY_SSL])
    ]
    if not urls:
        return None
    try:
        if await identify(session, entry.data[CONF_URL]) == found.machine_identifier:
            return None
    except PlexCertificateError, PlexNotReady:
        return None  # somebody is there
    except PlexUnavailable:
        pass
    except PlexError:
        return None
    for url in urls:
        if await is_at(session, url, found.machine_identifier):
            return url
    return None
