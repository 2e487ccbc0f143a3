"""The URLs to try for what was typed or pasted as the address of a Plex server (pure)."""

from dataclasses import dataclass, replace
from ipaddress import AddressValueError, IPv4Address, IPv6Address
import re
from typing import Final
from urllib.parse import urlsplit

PLEX_PORT: Final = 32400
_PLEX_PATHS = {"web", "library", "identity", ":"}
"""The first parts of Plex's own paths; what is in front of them belongs to a reverse proxy."""
_HOST = re.compile(r"(?!-)[\w-]+(?:\.[\w-]+)*\.?")
_PLEX_DIRECT = re.compile(r"\d+-\d+-\d+-\d+\.([0-9a-f]+\.plex\.direct)")
"""The name that Plex gives to an IPv4 address, so that there can be a certificate for it."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):/+")


@dataclass(frozen=True, slots=True)
class _Address:
    scheme: str | None
    host: str
    """In lower case, an IPv6 address in brackets."""
    port: int | None
    path: str
    """With a leading slash and no trailing one, or empty."""

    def url(self, scheme: str, port: int | None) -> str:
        return f"{scheme}://{self.host}{'' if port is None else f':{port}'}{self.path}"


def candidates(text: str) -> list[str]:
    """Return the URLs that the text may stand for, in the order to try them, without a trailing slash.

    A bare name, or http without a port, stands for Plex's own port; https without a port is likely a reverse proxy, so
    443 comes first. Without https in the text, https comes last, as Plex may be set to refuse http. https never becomes
    http, which would send the token unencrypted. Queries (often with a token), fragments and Plex's own paths are
    dropped.

    Raise ValueError if the text cannot be the address of a server.
    """
    address = _parse(text)
    port = address.port or PLEX_PORT
    plain, secure = address.url("http", port), address.url("https", port)
    if address.scheme == "https":
        return [secure] if address.port else [address.url("https", None), secure]
    if address.scheme == "http":
        urls = [plain, secure] if address.port else [plain, address.url("http", None), secure]
        return [*urls, address.url("https", None)] if address.port in (None, 80) and _is_domain(address.host) else urls
    urls = [secure] if address.host.endswith(".plex.direct") or address.port == 443 else [plain, secure]
    if address.port is None and _is_domain(address.host):
        urls.append(address.url("https", None))
    return urls


def https_redirect_target(url: str, location: str) -> str | None:
    """Return the https URL to which a server redirects from its http URL; None for any other redirect.

    A redirect to another host does not count: anybody on the network can answer over http, and would get the token.
    """
    try:
        requested, found = _parse(url), _parse(location)
    except ValueError:
        return None
    if (requested.scheme, found.scheme) != ("http", "https") or requested.host != found.host:
        return None
    return found.url("https", found.port)


def urls_after_move(url: str, ip: IPv4Address | IPv6Address, port: int) -> list[str]:
    """Return the URLs of a server that was found at another IP address, the likeliest first.

    The IP address changes, also in a name of plex.direct; the URL with the port that was found comes second. Return
    nothing for any other name (a domain, a container), which leads to the new address by itself.
    """
    address = _parse(url)
    if _is_ip(address.host):
        host = f"[{ip}]" if isinstance(ip, IPv6Address) else str(ip)
    elif (name := _PLEX_DIRECT.fullmatch(address.host)) and isinstance(ip, IPv4Address):
        host = f"{str(ip).replace('.', '-')}.{name[1]}"
    else:
        return []
    found = replace(address, host=host)
    urls = [found.url(found.scheme or "http", where) for where in (address.port, port)]
    return [candidate for candidate in dict.fromkeys(urls) if candidate != url]


def _parse(text: str) -> _Address:
    text = text.strip()
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text.removeprefix("//")
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise ValueError("Neither http nor https")
    if _is_ipv6(rest):
        rest = f"[{rest}]"
    parts = urlsplit(f"//{rest}")  # raises ValueError for unbalanced brackets
    if "@" in parts.netloc:
        raise ValueError("A user name or a password")
    return _Address(
        scheme=scheme[1].lower() if scheme else None,
        host=_host(parts.netloc, parts.hostname or ""),
        port=_port(parts.netloc, parts.port),  # raises ValueError for an invalid port
        path=_path(parts.path),
    )


def _host(netloc: str, host: str) -> str:
    if netloc.startswith("["):
        return f"[{IPv6Address(host)}]"
    if not _HOST.fullmatch(host):
        raise ValueError("Not a host name")
    if re.fullmatch(r"[0-9.]+", host):
        return str(IPv4Address(host))
    if host == "plex.tv" or host.endswith(".plex.tv"):
        raise ValueError("Plex's own site, not a server")
    return host


def _port(netloc: str, port: int | None) -> int | None:
    if port == 0 or (port is None and re.search(r":.", netloc.rpartition("]")[2])):
        raise ValueError("No port")
    return port


def _path(path: str) -> str:
    kept: list[str] = []
    for part in path.split("/"):
        if part in _PLEX_PATHS:
            break
        if part:
            kept.append(part)
    return "".join(f"/{part}" for part in kept)


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True


def _is_domain(host: str) -> bool:
    """Return whether this may be a name on the internet, with Plex behind a proxy, rather than a local device."""
    return "." in host and not _is_ip(host)


def _is_ip(host: str) -> bool:
    return host.startswith("[") or re.fullmatch(r"[0-9.]+", host) is not None
