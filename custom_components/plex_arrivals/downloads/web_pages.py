"""Addresses of the web pages of download clients, from the config entries of their integrations (pure).

An address in a config entry may have a user name and a password, or a key in its query: none of that is in the result.
"""

from typing import Final

from yarl import URL

_MAX_LENGTH: Final = 1024


def page(address: str) -> URL:
    """Return an address with a trailing slash, and without user name, password, query and fragment."""
    url = URL(address)
    return url.with_path(f"{url.raw_path.rstrip('/')}/", encoded=True).with_user(None)


def host_page(host: str, port: int, path: str = "/", *, ssl: bool = False) -> URL:
    """Return the address of a host and a port."""
    return URL.build(scheme="https" if ssl else "http", host=host, port=port, path=path)


def text(url: URL) -> str | None:
    """Return an address as a link for people; None if it cannot be one."""
    link = str(url.with_user(None))
    return link if url.scheme in ("http", "https") and url.host and len(link) <= _MAX_LENGTH else None
