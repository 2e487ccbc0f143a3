"""Identify a discovered server, and find out whether a server that is set up has a new address.

Any device on the network can announce a Plex server at any address, so no token is sent there.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from ..plex.address import PLEX_PORT, candidates, urls_after_move
from ..plex.errors import PlexCertificateError, PlexError, PlexNotReady, PlexUnavailable
from ..plex.identification import identify, is_at

_MAX_ADDRESSES: Final = 8


@dataclass(frozen=True, slots=True)
class DiscoveredServer:
    """A discovered Plex server that has responded."""

    machine_identifier: str
    url: str
    ip: IPv4Address | IPv6Address
    port: int


async def async_identify(hass: HomeAssistant, discovery_info: ZeroconfServiceInfo) -> DiscoveredServer | None:
    """Return the server at the discovered addresses; None if no Plex server responds."""
    # The certificate is not valid for an IP address; no secret is sent.
    session = async_get_clientsession(hass, verify_ssl=False)
    port = discovery_info.port or PLEX_PORT
    for ip in [ip for ip in discovery_info.ip_addresses if not ip.is_link_local][:_MAX_ADDRESSES]:
        for url in candidates(f"http://[{ip}]:{port}" if isinstance(ip, IPv6Address) else f"http://{ip}:{port}"):
            try:
                return DiscoveredServer(await identify(session, url), url, ip, port)
            except PlexError:
                continue
    return None


async def async_moved_url(hass: HomeAssistant, entry: ConfigEntry, server: DiscoveredServer) -> str | None:
    """Return the new URL of a server that is set up; None if its URL does not change.

    Only a URL with an IP address (or the plex.direct name of one) changes, if the server responds at the new URL but
    not at the old one. The scheme stays the same. Without a verified certificate any device could pretend to be the
    server and get its token, so the new address then has to be a private one.
    """
    session = async_get_clientsession(hass, verify_ssl=entry.data[CONF_VERIFY_SSL])
    urls = [
        url
        for url in urls_after_move(entry.data[CONF_URL], server.ip, server.port)
        if server.ip.is_private or (url.startswith("https:") and entry.data[CONF_VERIFY_SSL])
    ]
    if not urls:
        return None
    try:
        if await identify(session, entry.data[CONF_URL]) == server.machine_identifier:
            return None
    except PlexCertificateError, PlexNotReady:
        return None  # the server is still at its URL
    except PlexUnavailable:
        pass
    except PlexError:
        return None
    for url in urls:
        if await is_at(session, url, server.machine_identifier):
            return url
    return None
