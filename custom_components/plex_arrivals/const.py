"""Constants for the Plex Arrivals integration."""

import logging
from typing import Final

DOMAIN: Final = "plex_arrivals"
LOGGER = logging.getLogger(__package__)

CONF_CLIENT_IDENTIFIER: Final = "client_identifier"
CONF_PATH_MAPPINGS: Final = "path_mappings"
CONF_RULES: Final = "rules"
CONF_SETTLE_SECONDS: Final = "settle_seconds"
CONF_RECENTLY_ADDED: Final = "recently_added"
CONF_LINK_STYLE: Final = "link_style"
CONF_EXCLUDED_SOURCES: Final = "excluded_sources"
"""The config entry IDs of sources to ignore; stored instead of the followed ones, so that new sources are followed."""
CONF_EXCLUDED_CATEGORIES: Final = "excluded_categories"
CONF_IMPORTED_CATEGORIES: Final = "imported_categories"
"""The categories and labels of downloads that Sonarr, Radarr or Lidarr imports."""
CONF_WEBHOOK_LOCAL_ONLY: Final = "webhook_local_only"
CONF_UNCONNECTED_IMPORTERS: Final = "unconnected_importers"
"""The config entry IDs of importers that are not to report to the webhook; stored so that new ones are offered."""
CONF_WEBHOOK_ADDRESS: Final = "webhook_address"
"""The address of Home Assistant that importers report to, if it is not its internal one."""
CONF_UPCOMING_MEDIA: Final = "upcoming_media"
CONF_SEERR_SCAN: Final = "seerr_scan"
"""Whether Seerr scans for what was added to Plex when something arrives."""

CONF_TAG_ARRIVALS: Final = "tag_arrivals"
"""Whether what arrived gets a tag in its download client."""

DEFAULT_SETTLE_SECONDS: Final = 5
DEFAULT_RECENTLY_ADDED: Final = 10

EVENT_DELIVERY: Final = f"{DOMAIN}_delivery"
