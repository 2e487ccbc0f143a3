"""The headers that identify this client: Plex shows them in its list of devices."""

from typing import Final

PRODUCT: Final = "Plex Arrivals"
VERSION: Final = "0.2.0"
TOKEN_HEADER: Final = "X-Plex-Token"  # noqa: S105 - the header's name


def identity_headers(client_identifier: str) -> dict[str, str]:
    """Return the headers that identify this client; they contain nothing about the machine it runs on."""
    return {
        "X-Plex-Product": PRODUCT,
        "X-Plex-Version": VERSION,
        "X-Plex-Client-Identifier": client_identifier,
        "X-Plex-Device": "Home Assistant",
        "X-Plex-Device-Name": "Home Assistant",
        "X-Plex-Platform": "Home Assistant",
    }
