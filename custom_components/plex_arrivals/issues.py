"""Keeps Home Assistant's Repairs in step with what is wrong with a server: raised when it lasts, gone when it is over.

There is one issue of a kind per server, whatever the number of things that it is about.
"""

import asyncio
from collections.abc import Collection, Mapping
from enum import StrEnum
import math
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import CONF_IMPORTED_CATEGORIES, CONF_RULES, DOMAIN
from .coordinator import PlexCoordinator
from .deliveries.delivery import FAILED, Delivery, DeliveryState
from .deliveries.manager import PlexIntegrationManager
from .deliveries.routing import Rule
from .downloads.source_issues import async_delete_source_issues
from .plex.errors import PlexCertificateError


class IssueKind(StrEnum):
    """What can be wrong; a person reads it as `issues.<kind>`."""

    UNMATCHED = "unmatched"
    MISSING = "missing"
    RULE_LIBRARY_GONE = "rule_library_gone"
    WEBSOCKET_REFUSED = "websocket_refused"
    CERTIFICATE_CHANGED = "certificate_changed"


HOLD_SECONDS: Final[dict[IssueKind, float]] = {
    IssueKind.UNMATCHED: 300,  # Sonarr or Radarr may be importing it, where they are known to
    IssueKind.MISSING: 0,  # given up after all that there is to try
    IssueKind.RULE_LIBRARY_GONE: 600,  # Plex that is starting may not list all of its libraries
    IssueKind.WEBSOCKET_REFUSED: 900,  # Plex that restarts, a network that comes back: the next try is minutes away
    IssueKind.CERTIFICATE_CHANGED: 0,
}
"""How long something has to be wrong until it is worth a person's time."""

_FAILURES: Final = {IssueKind.UNMATCHED: DeliveryState.UNMATCHED, IssueKind.MISSING: DeliveryState.MISSING}
"""The issues that are about deliveries, each about those that ended in one state."""
_NAMED: Final = 3
_LONGEST_NAME: Final = 80


class Issues:
    """Watches one server, from `async_start` until its entry is unloaded."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: PlexCoordinator,
        manager: PlexIntegrationManager,
    ) -> None:
        """Raise nothing yet."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._manager = manager
        self.notifications_connected = asyncio.Event()
        """Set while Plex's notifications reach us."""
        self._started = False
        self._since: dict[IssueKind, dict[str, float]] = {kind: {} for kind in IssueKind}
        """Since when which things have been wrong, in the loop's time."""
        self._raised: dict[IssueKind, frozenset[str]] = {}
        self._timer: asyncio.TimerHandle | None = None

    @callback
    def async_start(self) -> None:
        """Raise what is wrong, and clear what was wrong before the entry was loaded and is not any more."""
        self._started = True
        for unsubscribe in (
            self._coordinator.async_add_listener(self.async_check),
            self._manager.async_add_listener(self._on_delivery),
            self._manager.async_add_dismissal_listener(self._on_dismissal),
            # whoever opened a repair and mended a part of it has it deleted by Home Assistant
            self._hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._on_registry),
            self._on_unload,
        ):
            self._entry.async_on_unload(unsubscribe)
        self.async_check()

    @callback
    def on_connection(self, *, connected: bool) -> None:
        """Take in whether Plex's notifications reach us."""
        if connected:
            self.notifications_connected.set()
        else:
            self.notifications_connected.clear()
        self.async_check()

    @callback
    def rules_without_library(self) -> list[Rule]:
        """Return the rules whose library Plex does not have; none while its libraries are not known for sure."""
        data = self._coordinator.data
        if not self._coordinator.online or data is None or not data.libraries:
            return []
        rules = [Rule(**rule) for rule in self._entry.options.get(CONF_RULES, ())]
        return [rule for rule in rules if not any(rule.is_for(library) for library in data.libraries.values())]

    @callback
    def failed_deliveries(self, state: DeliveryState) -> dict[str, Delivery]:
        """Return the deliveries that ended in this state, the oldest first."""
        return {key: one for key, one in self._manager.deliveries.items() if one.state is state}

    @callback
    def is_repairable(self, delivery: Delivery) -> bool:
        """Tell whether Repairs show an issue that is about this delivery: it is raised, and nobody ignores it."""
        for kind, state in _FAILURES.items():
            if delivery.state is state and delivery.id in self._raised.get(kind, ()):
                issue = ir.async_get(self._hass).async_get_issue(DOMAIN, _issue_id(kind, self._entry.entry_id))
                return issue is not None and issue.active and issue.dismissed_version is None
        return False

    def _imports_come(self) -> bool:
        """Tell whether somebody imports downloads: an option says so, or an import was reported."""
        return bool(self._entry.options.get(CONF_IMPORTED_CATEGORIES)) or any(
            one.download.imported for one in self._manager.deliveries.values()
        )

    @callback
    def async_check(self) -> None:
        """Bring Repairs in step with how things are now."""
        if not self._started:
            return
        now = self._hass.loop.time()
        due = math.inf
        for kind, things in self._wrong().items():
            if things is None:
                if kind not in self._raised:
                    self._since[kind] = {}
                continue
            since = self._keep_times(kind, things, now)
            hold = 0 if kind is IssueKind.UNMATCHED and not self._imports_come() else HOLD_SECONDS[kind]
            lasting = {key: name for key, name in things.items() if since[key] + hold <= now}
            due = min([due, *(since[key] + hold for key in things.keys() - lasting.keys())])
            if lasting:
                self._raise(kind, lasting)
            elif not things or kind in self._raised:  # else: what was ignored before a restart stays so while we hold
                self._raised.pop(kind, None)
                ir.async_delete_issue(self._hass, DOMAIN, _issue_id(kind, self._entry.entry_id))
        if self._timer:
            self._timer.cancel()
        self._timer = None if due == math.inf else self._hass.loop.call_at(due, self.async_check)

    def _wrong(self) -> dict[IssueKind, dict[str, str] | None]:
        """Return what is wrong now: the names of things by what they are known by; None while nobody can tell."""
        untrusted = self._coordinator.problem == PlexCertificateError.key
        online, data = self._coordinator.online, self._coordinator.data
        gone = {f"{rule.category}\0{rule.library}": rule.library for rule in self.rules_without_library()}
        unheard = {} if self.notifications_connected.is_set() else {"": self._entry.title}
        return {
            **{kind: _names(self.failed_deliveries(state)) for kind, state in _FAILURES.items()},
            IssueKind.RULE_LIBRARY_GONE: gone if online and data and data.libraries else None,
            IssueKind.WEBSOCKET_REFUSED: unheard if online else None,
            IssueKind.CERTIFICATE_CHANGED: {"": self._entry.title} if untrusted else {} if online else None,
        }

    def _keep_times(self, kind: IssueKind, things: Mapping[str, str], now: float) -> Mapping[str, float]:
        """Return since when each of these things has been wrong; what was raised before a reload has been for long."""
        issue = ir.async_get(self._hass).async_get_issue(DOMAIN, _issue_id(kind, self._entry.entry_id))
        reloaded = kind not in self._raised and issue is not None and issue.active
        began = -math.inf if reloaded else now
        self._since[kind] = {key: self._since[kind].get(key, began) for key in things}
        return self._since[kind]

    def _raise(self, kind: IssueKind, things: Mapping[str, str]) -> None:
        issue_id = _issue_id(kind, self._entry.entry_id)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id,
            data={"entry_id": self._entry.entry_id},
            is_fixable=True,
            severity=ir.IssueSeverity.ERROR if kind is IssueKind.CERTIFICATE_CHANGED else ir.IssueSeverity.WARNING,
            translation_key=kind.value,
            translation_placeholders={
                "server": self._entry.title,
                "count": str(len(things)),
                "names": _first(things.values()),
            },
        )
        before = self._raised.get(kind)
        self._raised[kind] = frozenset(things)
        if before is not None and not self._raised[kind] <= before:  # ignored was what is known, not what came since
            ir.async_ignore_issue(self._hass, DOMAIN, issue_id, False)

    @callback
    def _on_delivery(self, delivery: Delivery, before: Delivery | None) -> None:
        if delivery.state in FAILED or (before and before.state in FAILED):
            self.async_check()

    @callback
    def _on_dismissal(self, _delivery: Delivery) -> None:
        self.async_check()

    @callback
    def _on_registry(self, event: Event[ir.EventIssueRegistryUpdatedData]) -> None:
        ours = {_issue_id(kind, self._entry.entry_id) for kind in self._raised}
        if event.data["action"] == "remove" and event.data["domain"] == DOMAIN and event.data["issue_id"] in ours:
            self.async_check()

    @callback
    def _on_unload(self) -> None:
        self._started = False
        if self._timer:
            self._timer.cancel()
        if self._entry.disabled_by:
            async_delete_issues(self._hass, self._entry.entry_id)


@callback
def async_delete_issues(hass: HomeAssistant, entry_id: str) -> None:
    """Take back all that was raised for an entry."""
    for kind in IssueKind:
        ir.async_delete_issue(hass, DOMAIN, _issue_id(kind, entry_id))
    async_delete_source_issues(hass, entry_id)


def _first(names: Collection[str]) -> str:
    """Return a few of the names in one line, and how many more there are: `This, That, Another (+4)`."""
    short = [name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…" for name in names]
    line = ", ".join(short[:_NAMED])
    return f"{line} (+{len(names) - _NAMED})" if len(names) > _NAMED else line


def _issue_id(kind: IssueKind, entry_id: str) -> str:
    return f"{kind}_{entry_id}"


def _names(deliveries: Mapping[str, Delivery]) -> dict[str, str]:
    return {key: one.download.name for key, one in deliveries.items()}
