"""The servers of an account at plex.tv, and the URLs at which each may be reached (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .address import candidates

_MAX_URLS: Final = 20
"""All are tried at the same time; a machine with many networks has some ten."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountServer:
    """A server that the account owns."""

    name: str
    machine_identifier: str
    token: str = field(repr=False)
    """The token of this server for the account; it is valid for no other server, and not at plex.tv."""
    urls: tuple[str, ...]
    """Where it may answer, the best first; most of them cannot be reached from here."""


def parse_servers(document: Any) -> list[AccountServer]:
    """Return the servers that the account owns, in the order of their names.

    Servers that are shared with it are left out: only the owner may request a scan.
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
    """Return the URLs at which to look for a server.

    Local https URLs come first, as Plex's certificates for plex.direct prove which server answers. Local http URLs
    follow, as many routers refuse to resolve public names (such as plex.direct) to local addresses. Remote https URLs
    come last. Plex's relay is never used: it is slow, and not intended for this.
    """
    local_https, local_http, remote = [], [], []
    connections = device.get("connections")
    for connection in connections if isinstance(connections, list) else []:
        match connection:
            case {"uri": str(uri), **rest} if not rest.get("relay") and (url := _url(uri)):
                secure = url.startswith("https:")
                if not rest.get("local"):
                    remote += [url] if secure else []
                elif secure:
                    local_https.append(url)
                    local_http += _http(connection)
                else:
                    local_http.append(url)
    if device.get("httpsRequired"):
        local_http = []
    return tuple(dict.fromkeys([*local_https, *local_http, *remote]))[:_MAX_URLS]


def _http(connection: Mapping[str, Any]) -> list[str]:
    """Return the http URL of a connection, none or one: a server answers http and https at the same port."""
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
