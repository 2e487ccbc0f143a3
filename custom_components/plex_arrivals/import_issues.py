"""Create and delete the repair issues about downloads that an importer cannot import without the user, one for each."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .deliveries.delivery import Delivery, Reason
from .deliveries.manager import PlexIntegrationManager
from .deliveries.payload import delivery_title
from .downloads.source_names import importer_name
from .issues import async_on_servers_changed, is_open, names_placeholder

_PREFIX: Final = "import_blocked"


class ImportIssues:
    """Keep one issue for each importer with blocked downloads, from `async_start` until the entry is unloaded."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], manager: PlexIntegrationManager) -> None:
        """Initialize with the deliveries of a config entry."""
        self._hass = hass
        self._entry = entry
        self._manager = manager
        self._created: dict[str, frozenset[str]] = {}
        """The IDs of the blocked deliveries by the importers' config entries."""
        self._started = False

    @callback
    def async_start(self) -> None:
        """Create the issues of deliveries that are blocked now, and delete those from before the entry was loaded."""
        self._started = True
        for unsubscribe in (
            self._manager.async_add_listener(self._on_delivery),
            self._manager.async_add_dismissal_listener(self._on_dismissal),
            async_on_servers_changed(self._hass, self._check),
            self._on_unload,
        ):
            self._entry.async_on_unload(unsubscribe)
        self._created = dict.fromkeys(_importers_with_issue(self._hass, self._entry.entry_id), frozenset())
        self._check()

    @callback
    def is_repairable(self, delivery: Delivery) -> bool:
        """Return whether there is an issue about a delivery that the user has not ignored."""
        importer = delivery.importer_entry_id or ""
        return delivery.id in self._created.get(importer, ()) and is_open(
            self._hass, _issue_id(self._entry.entry_id, importer)
        )

    @callback
    def blocked(self, importer_entry_id: str) -> dict[str, Delivery]:
        """Return the blocked deliveries of an importer by their IDs."""
        return self._blocked().get(importer_entry_id, {})

    def _blocked(self) -> dict[str, dict[str, Delivery]]:
        by_importer: dict[str, dict[str, Delivery]] = {}
        for delivery in self._manager.import_blocked:
            if delivery.importer_entry_id:
                by_importer.setdefault(delivery.importer_entry_id, {})[delivery.id] = delivery
        return by_importer

    @callback
    def _check(self) -> None:
        """Create, update and delete issues."""
        if not self._started:
            return
        blocked = self._blocked()
        for importer_entry_id in self._created.keys() - blocked.keys():
            del self._created[importer_entry_id]
            ir.async_delete_issue(self._hass, DOMAIN, _issue_id(self._entry.entry_id, importer_entry_id))
        for importer_entry_id, deliveries in blocked.items():
            self._create(importer_entry_id, deliveries)

    def _create(self, importer_entry_id: str, deliveries: Mapping[str, Delivery]) -> None:
        first = next(iter(deliveries.values()))
        issue_id = _issue_id(self._entry.entry_id, importer_entry_id)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id,
            data={"entry_id": self._entry.entry_id, "importer_entry_id": importer_entry_id},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key="import_blocked",
            translation_placeholders={
                "importer": importer_name(self._hass, first.importer or "", importer_entry_id),
                "names": names_placeholder(self._hass, self._entry, [*map(delivery_title, deliveries.values())]),
            },
        )
        before = self._created.get(importer_entry_id)
        self._created[importer_entry_id] = frozenset(deliveries)
        # The user may have ignored the issue before there was this problem.
        if before and not deliveries.keys() <= before:
            ir.async_ignore_issue(self._hass, DOMAIN, issue_id, False)

    @callback
    def _on_delivery(self, delivery: Delivery, before: Delivery | None) -> None:
        if Reason.IMPORT_BLOCKED in (delivery.reason, before and before.reason):
            self._check()

    @callback
    def _on_dismissal(self, _delivery: Delivery) -> None:
        self._check()

    @callback
    def _on_unload(self) -> None:
        self._started = False
        if self._entry.disabled_by:
            async_delete_import_issues(self._hass, self._entry.entry_id)


@callback
def async_delete_import_issues(hass: HomeAssistant, entry_id: str) -> None:
    """Delete all of these issues of an entry."""
    for importer_entry_id in _importers_with_issue(hass, entry_id):
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry_id, importer_entry_id))


def _importers_with_issue(hass: HomeAssistant, entry_id: str) -> Collection[str]:
    prefix = _issue_id(entry_id, "")
    issues: Iterable[tuple[str, str]] = ir.async_get(hass).issues
    return [
        issue_id.removeprefix(prefix) for domain, issue_id in issues if domain == DOMAIN and issue_id.startswith(prefix)
    ]


def _issue_id(entry_id: str, importer_entry_id: str) -> str:
    return f"{_PREFIX}_{entry_id}_{importer_entry_id}"
