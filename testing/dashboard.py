"""The dashboard that the browser opens: the one that the README offers to begin with."""

from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import parse_yaml

DASHBOARD = "plex-arrivals"
"""Its address."""

_README = Path(__file__).parents[1] / "README.md"
_EXAMPLE = re.compile(r"^### A dashboard to begin with$.*?^```yaml$(.*?)^```$", re.MULTILINE | re.DOTALL)


def dashboard() -> dict[str, Any]:
    """Return the README's dashboard, for a server “Attic” with the libraries Movies, Shows and Music; blocking."""
    found = _EXAMPLE.search(_README.read_text(encoding="utf-8"))
    if found is None:
        raise RuntimeError("the README has no dashboard to begin with")
    config = parse_yaml(found[1])
    if not isinstance(config, dict):
        raise TypeError("the README's dashboard is no mapping")
    return config
