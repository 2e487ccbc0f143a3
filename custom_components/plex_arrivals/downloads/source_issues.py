"""Problems with a source: one log line, and a repair issue until the problem is over."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, LOGGER
from .source_names import importer_name

INTEGRATION_CHANGED: Final = "source_changed"
"""The client's integration does not have the expected data."""
IMPORTER_CHANGED: Final = "importer_changed"
"""The importer's integration, or what the importer responds, is not as expected."""
NOT_RESPONDING: Final = "source_silent"
"""The client responds to its integration, but not to Plex Arrivals."""

_WARNINGS: Final = {
    INTEGRATION_CHANGED: "Cannot read the downloads of %s: its integration %s is not as expected (%s)",
    IMPORTER_CHANGED: "Cannot read the queue of %s: it or its integration %s is not as expected (%s)",
    NOT_RESPONDING: (
        "Cannot read the downloads of %s: it does not respond to Plex Arrivals, but its integration %s works (%s)"
    ),
}


class SourceIssues:
    """The issues of a source in one of our config entries; each has its own, because it may exclude the source."""

    def __init__(self, hass: HomeAssistant, entry_id: str, source: ConfigEntry[Any]) -> None:
        """Initialize the issues of our config entry `entry_id` for the config entry of a source."""
        self._hass = hass
        self._entry_id = entry_id
        self._source = source

    @callback
    def async_create(self, kind: str, cause: str) -> None:
        """Log a problem and create its issue, unless it exists."""
        issue_id = f"{kind}_{self._entry_id}_{self._source.entry_id}"
        if ir.async_get(self._hass).async_get_issue(DOMAIN, issue_id) is not None:
            return
        source = self._source
        name = importer_name(self._hass, source.domain, source.entry_id) if kind == IMPORTER_CHANGED else source.title
        LOGGER.warning(_WARNINGS[kind], name, source.domain, cause)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=kind,
            translation_placeholders={"source": name, "integration": source.domain},
        )

    @callback
    def async_delete(self, *kinds: str) -> None:
        """Delete issues whose problems are over."""
        for kind in kinds:
            ir.async_delete_issue(self._hass, DOMAIN, f"{kind}_{self._entry_id}_{self._source.entry_id}")


@callback
def async_delete_source_issues(hass: HomeAssistant, entry_id: str) -> None:
    """Delete the issues of all sources in one of our config entries."""
    prefixes = tuple(f"{kind}_{entry_id}_" for kind in _WARNINGS)
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(prefixes):
            ir.async_delete_issue(hass, domain, issue_id)
