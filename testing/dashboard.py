"""The dashboard of Plex Arrivals, which the browser makes from the entities."""

from typing import Any, Final

DASHBOARD_CONFIG: Final[dict[str, Any]] = {"strategy": {"type": "custom:plex-arrivals"}}
