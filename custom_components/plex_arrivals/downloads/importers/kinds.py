"""The importers that can be followed, and how they differ (pure)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class ImporterKind:
    """What Sonarr, Radarr and Lidarr do differently."""

    domain: str
    """Of Home Assistant's integration."""
    api: str
    """The version of the API, as it is written in its paths."""
    port: int
    """Used by Home Assistant's integration if its URL has none."""


KINDS: Final = {
    kind.domain: kind
    for kind in (
        ImporterKind(domain="lidarr", api="v1", port=8686),
        ImporterKind(domain="radarr", api="v3", port=7878),
        ImporterKind(domain="sonarr", api="v3", port=8989),
    )
}
