"""From plex.tv's list of an account's devices to the servers that it owns, and where each may be reached; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .address import candidates

_MOST_URLS: Final = 20
"""All are asked at once; a machine with many networks has some ten."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountServer:
    """A server that the account owns."""

    name: str
    machine_identifier: str
    token: str = field(repr=False)
    """The server's own, for this account: it opens no other server, and nothing of the account at plex.tv."""
    urls: tuple[str, ...]
    """Where it may answer, the best first; most of them lead nowhere from where we are."""


def parse_servers(document: Any) -> list[AccountServer]:
    """Return the servers that the account owns, by name.

    Those that others share with it are left out: Plex lets only the owner ask for a scan.
    """
    devices = document if isinstance(document, list) else []
    servers = (_server(device) for device in devices if isinstance(device, Mapping))
    return sorted((server for server in servers if server), key=lambda server: server.name.casefold())


def _server(device: Mapping[str, Any]) -> AccountServer | None:
    match device:
        case {"provides": str(provides), "clientIdentifier": str(identifier), "accessToken": str(token)} if (
            "server" in provides.split(",") and device.get("owned") and identifier and token
        ):
            name = device.get("name")
            return AccountServer(
                name=name if isinstance(name, str) and name else "Plex",
                machine_identifier=identifier,
                token=token,
                urls=_urls(device),
            )
    return None


def _urls(device: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where to look for a server.

    At home by https first: Plex's certificates for plex.direct prove who answers. Then at home by http, as many routers
    refuse to resolve names of the internet (plex.direct is one) to addresses at home. Then from outside, by https only.
    Never through Plex's relay: it is slow, and not meant for this.
    """
    at_home_secure, at_home, outside = [], [], []
    connections = device.get("connections")
    for connection in connections if isinstance(connections, list) else []:
        match connection:
            case {"uri": str(uri), **rest} if not rest.get("relay") and (url := _url(uri)):
                secure = url.startswith("https:")
                if not rest.get("local"):
                    outside += [url] if secure else []
                elif secure:
                    at_home_secure.append(url)
                    at_home += _plain(connection)
                else:
                    at_home.append(url)
    if device.get("httpsRequired"):
        at_home = []
    return tuple(dict.fromkeys([*at_home_secure, *at_home, *outside]))[:_MOST_URLS]


def _plain(connection: Mapping[str, Any]) -> list[str]:
    """Return the http URL of the same place: a server answers to both at one port."""
    match connection:
        case {"address": str(address), "port": int(port)}:
            url = _url(f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}")
            return [url] if url else []
    return []


def _url(text: str) -> str | None:
    try:
        return candidates(text)[0]
    except ValueError:
        return None
