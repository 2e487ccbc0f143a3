"""Lets the test plugin run on a Home Assistant that is newer than the release it was made for.

Loaded before the test plugin (`-p` in pyproject.toml); on the release that the plugin names it changes nothing.
"""

# 2026.11 replaces httpx by httpx2 and fails if the plugin's libraries have imported httpx before
import homeassistant  # noqa: F401, I001 - imported first on purpose

# the plugin has to patch Home Assistant before other modules of it are imported
from pytest_homeassistant_custom_component import patch_json, patch_recorder, patch_time  # noqa: F401
from homeassistant.components import logger

# 2026.11 moved this helper, which the plugin imports and only its own logger tests use
if not hasattr(logger, "_clear_logger_overwrites"):
    logger._clear_logger_overwrites = lambda _hass: None  # type: ignore[attr-defined]
