"""What is wrong with a source: said once in the log, and in Repairs until it is over."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, LOGGER

CHANGED: Final = "source_changed"
"""The integration of a client is not as we know it."""
SILENT: Final = "source_silent"
"""A client answers its integration, but not us."""


class SourceIssues:
    """Speaks of one source for one of our config entries; another may exclude the source, or see it mended sooner."""

    def __init__(self, hass: HomeAssistant, entry_id: str, source: ConfigEntry[Any]) -> None:
        self._hass = hass
        self._entry_id = entry_id
        self._source = source

    @callback
    def async_tell_changed(self, err: Exception) -> None:
        """Say that the client's integration is not as we know it."""
        if self._is_said(CHANGED):
            return
        LOGGER.warning(
            "Finished downloads of %s cannot be seen: its integration %s is not as expected (%s: %s)",
            self._source.title,
            self._source.domain,
            type(err).__name__,
            err,
        )
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._id(CHANGED),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="source_changed",
            translation_placeholders={"source": self._source.title, "integration": self._source.domain},
        )

    @callback
    def async_tell_silent(self, err: Exception) -> None:
        """Say that the client does not answer us."""
        if self._is_said(SILENT):
            return
        LOGGER.warning(
            "Finished downloads of %s cannot be seen: it does not answer us, though its integration %s works (%s)",
            self._source.title,
            self._source.domain,
            err,
        )
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._id(SILENT),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="source_silent",
            translation_placeholders={"source": self._source.title, "integration": self._source.domain},
        )

    @callback
    def async_take_back(self, *kinds: str) -> None:
        """Take back what was said."""
        for kind in kinds:
            ir.async_delete_issue(self._hass, DOMAIN, self._id(kind))

    def _is_said(self, kind: str) -> bool:
        return ir.async_get(self._hass).async_get_issue(DOMAIN, self._id(kind)) is not None

    def _id(self, kind: str) -> str:
        return f"{kind}_{self._entry_id}_{self._source.entry_id}"


@callback
def async_delete_source_issues(hass: HomeAssistant, entry_id: str) -> None:
    """Take back what was said for one of our config entries, of whatever source."""
    ours = tuple(f"{kind}_{entry_id}_" for kind in (CHANGED, SILENT))
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(ours):
            ir.async_delete_issue(hass, domain, issue_id)
