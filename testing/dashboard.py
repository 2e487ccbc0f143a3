"""The dashboard that the browser opens: the example of the documentation."""

from typing import Any

from testing.documentation import example

DASHBOARD = "plex-arrivals"
"""The path of the dashboard."""


def dashboard() -> dict[str, Any]:
    """Return the dashboard for a server “Attic” with the libraries Movies, Shows and Music; blocking."""
    config = example("docs/card.md", "A dashboard to begin with").content
    if not isinstance(config, dict):
        raise TypeError("the dashboard is no mapping")
    return config
