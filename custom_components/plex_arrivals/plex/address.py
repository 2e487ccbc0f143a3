"""From what people type or paste as their Plex server's address to URLs to try; pure."""

from dataclasses import dataclass, replace
from ipaddress import AddressValueError, IPv4Address, IPv6Address
import re
from typing import Final
from urllib.parse import urlsplit

PLEX_PORT: Final = 32400
_PLEX_PATHS = {"web", "library", "identity", ":"}
"""Where Plex's own paths begin: what stands in front of them is a reverse proxy's."""
_HOST = re.compile(r"(?!-)[\w-]+(?:\.[\w-]+)*\.?")
_PLEX_DIRECT = re.compile(r"\d+-\d+-\d+-\d+\.([0-9a-f]+\.plex\.direct)")
"""What Plex calls an IPv4 address, so that there can be a certificate for it."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):/+")


@dataclass(frozen=True, slots=True)
class _Address:
    scheme: str | None
    host: str
    """In lower case, an IPv6 address in brackets."""
    port: int | None
    path: str
    """With a slash in front and none behind, or empty."""

    def url(self, scheme: str, port: int | None) -> str:
        return f"{scheme}://{self.host}{'' if port is None else f':{port}'}{self.path}"


def candidates(text: str) -> list[str]:
    """Return the URLs that may have been meant, in the order to try them, without a slash at the end.

    A bare name, and http without a port, mean Plex's own port; https without a port is a reverse proxy's, so 443 comes
    first. Where http was typed or nothing, https comes after it (Plex may be set to refuse http); https never becomes
    http: the token would go in the clear. Queries (often with a token), fragments, and Plex's own paths are dropped.

    Raises ValueError where the text cannot be the address of a server.
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


def secured(url: str, location: str) -> str | None:
    """Return the https URL of a server that answers to one with http by a redirect to it; None for any other redirect.

    To another host no token goes: an answer by http may come from anybody.
    """
    try:
        asked, found = _parse(url), _parse(location)
    except ValueError:
        return None
    if (asked.scheme, found.scheme) != ("http", "https") or asked.host != found.host:
        return None
    return found.url("https", found.port)


def moved(url: str, ip: IPv4Address | IPv6Address, port: int) -> list[str]:
    """Return the URLs that a server's URL becomes when the server is found at another IP address, likeliest first.

    Only the IP address changes, be it one in plain or in a name of plex.direct; the port only where the same one does
    not lead there. Any other name (a domain, a container's) leads by itself to where it should: nothing is returned.
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
    parts = urlsplit(f"//{rest}")  # raises ValueError for brackets that don't match
    if "@" in parts.netloc:
        raise ValueError("A user's name or a password")
    return _Address(
        scheme=scheme[1].lower() if scheme else None,
        host=_host(parts.netloc, parts.hostname or ""),
        port=_port(parts.netloc, parts.port),  # raises ValueError for what is no port
        path=_path(parts.path),
    )


def _host(netloc: str, host: str) -> str:
    if netloc.startswith("["):
        return f"[{IPv6Address(host)}]"
    if not _HOST.fullmatch(host):
        raise ValueError("No host's name")
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
    """Tell whether this may be a name on the internet, with Plex behind a proxy, rather than a device at home."""
    return "." in host and not _is_ip(host)


def _is_ip(host: str) -> bool:
    return host.startswith("[") or re.fullmatch(r"[0-9.]+", host) is not None
