"""Create and delete the repair issues of a server: at most one of each kind, once the problem has lasted a while."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
import math
from typing import Any, Final

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import CONF_IMPORTED_CATEGORIES, DOMAIN
from .coordinator import PlexCoordinator
from .deliveries.delivery import FAILED, Delivery, DeliveryState
from .deliveries.manager import PlexIntegrationManager
from .deliveries.routing import Rule
from .downloads.source_issues import async_delete_source_issues
from .late_imports import LateImports
from .plex.errors import PlexCertificateError


class IssueKind(StrEnum):
    """The kinds of issues, which are also the translation keys."""

    UNMATCHED = "unmatched"
    MISSING = "missing"
    RULE_LIBRARY_GONE = "rule_library_gone"
    WEBSOCKET_REFUSED = "websocket_refused"
    CERTIFICATE_CHANGED = "certificate_changed"
    IMPORTERS_NOT_CONNECTED = "importers_not_connected"


DELAY_SECONDS: Final[dict[IssueKind, float]] = {
    IssueKind.UNMATCHED: 300,  # Sonarr or Radarr may be importing it, if they are in use
    IssueKind.MISSING: 0,  # everything has been tried
    IssueKind.RULE_LIBRARY_GONE: 600,  # Plex may not list all of its libraries while it starts
    IssueKind.WEBSOCKET_REFUSED: 900,  # after a restart or a network outage the next attempt may be minutes away
    IssueKind.CERTIFICATE_CHANGED: 0,
    IssueKind.IMPORTERS_NOT_CONNECTED: 0,
}
"""How long a problem has to last before an issue is created."""

_FAILURES: Final = {IssueKind.UNMATCHED: DeliveryState.UNMATCHED, IssueKind.MISSING: DeliveryState.MISSING}
"""The state of the deliveries that an issue is about."""
_MAX_NAMES: Final = 3
_MAX_NAME_LENGTH: Final = 80


class Issues:
    """Check a server for problems, from `async_start` until the entry is unloaded."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: PlexCoordinator,
        manager: PlexIntegrationManager,
        late_imports: LateImports,
    ) -> None:
        """Initialize with the parts to check."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._manager = manager
        self._late_imports = late_imports
        self.notifications_connected = asyncio.Event()
        """Set while Plex's notifications are connected."""
        self._started = False
        self._since: dict[IssueKind, dict[str, float]] = {kind: {} for kind in IssueKind}
        """Since when each problem of a kind has existed, in the event loop's time."""
        self._created: dict[IssueKind, frozenset[str]] = {}
        self._timer: asyncio.TimerHandle | None = None

    @callback
    def async_start(self) -> None:
        """Create the issues of current problems, and delete those of problems from before the entry was loaded."""
        self._started = True
        for unsubscribe in (
            self._coordinator.async_add_listener(self.async_check),
            self._manager.async_add_listener(self._on_delivery),
            self._manager.async_add_dismissal_listener(self._on_dismissal),
            self._late_imports.async_add_listener(self.async_check),
            # Home Assistant deletes an issue after its repair, even if that fixed only a part of it
            self._hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._on_registry),
            async_on_servers_changed(self._hass, self.async_check),
            self._on_unload,
        ):
            self._entry.async_on_unload(unsubscribe)
        self.async_check()

    @callback
    def on_connection(self, *, connected: bool) -> None:
        """Check again when Plex's notifications connect or disconnect."""
        if connected:
            self.notifications_connected.set()
        else:
            self.notifications_connected.clear()
        self.async_check()

    @callback
    def rules_without_library(self) -> list[Rule] | None:
        """Return the rules whose library does not exist; None while Plex is offline or lists no library."""
        libraries = self._coordinator.libraries.values()
        if not self._coordinator.online or not libraries:
            return None
        return [rule for rule in Rule.from_options(self._entry.options) if not any(map(rule.is_for, libraries))]

    @callback
    def failed_deliveries(self, state: DeliveryState) -> dict[str, Delivery]:
        """Return the failed deliveries in a state by their IDs, those that ended first before others."""
        return {delivery.id: delivery for delivery in self._manager.failed if delivery.state is state}

    @callback
    def is_repairable(self, delivery: Delivery) -> bool:
        """Return whether there is a repair issue about a delivery that the user has not ignored."""
        for kind, state in _FAILURES.items():
            if delivery.state is state and delivery.id in self._created.get(kind, ()):
                return is_open(self._hass, _issue_id(kind, self._entry.entry_id))
        return False

    def _uses_importer(self) -> bool:
        """Return whether an importer is in use, according to the options or to earlier deliveries."""
        return bool(self._entry.options.get(CONF_IMPORTED_CATEGORIES)) or self._manager.has_imports

    @callback
    def async_check(self) -> None:
        """Create, update and delete issues according to the current problems."""
        if not self._started:
            return
        now = self._hass.loop.time()
        due = math.inf
        for kind, problems in self._problems().items():
            if problems is None:
                if kind not in self._created:
                    self._since[kind] = {}
                continue
            since = self._update_times(kind, problems, now)
            delay = 0 if kind is IssueKind.UNMATCHED and not self._uses_importer() else DELAY_SECONDS[kind]
            shown = self._created.get(kind, frozenset())  # it stays, also if the delay is longer from now on
            lasting = {key: name for key, name in problems.items() if key in shown or since[key] + delay <= now}
            due = min([due, *(since[key] + delay for key in problems.keys() - lasting.keys())])
            if lasting:
                self._create(kind, lasting)
            elif not problems or kind in self._created:  # else an issue that was ignored before a restart stays ignored
                self._created.pop(kind, None)
                ir.async_delete_issue(self._hass, DOMAIN, _issue_id(kind, self._entry.entry_id))
        if self._timer:
            self._timer.cancel()
        self._timer = None if due == math.inf else self._hass.loop.call_at(due, self.async_check)

    def _problems(self) -> dict[IssueKind, Mapping[str, str] | None]:
        """Return the names of the current problems by kind and key; None if they cannot be determined now."""
        untrusted = self._coordinator.problem == PlexCertificateError.key
        online = self._coordinator.online
        gone = self.rules_without_library()
        disconnected = {} if self.notifications_connected.is_set() else {"": self._entry.title}
        return {
            **{
                kind: {key: delivery.download.name for key, delivery in self.failed_deliveries(state).items()}
                for kind, state in _FAILURES.items()
            },
            IssueKind.RULE_LIBRARY_GONE: None
            if gone is None
            else {f"{rule.category}\0{rule.library}": rule.library for rule in gone},
            IssueKind.WEBSOCKET_REFUSED: disconnected if online else None,
            IssueKind.CERTIFICATE_CHANGED: {"": self._entry.title} if untrusted else {} if online else None,
            IssueKind.IMPORTERS_NOT_CONNECTED: self._late_imports.not_connected,
        }

    def _update_times(self, kind: IssueKind, problems: Mapping[str, str], now: float) -> Mapping[str, float]:
        """Return since when each problem has existed.

        The delay of problems with an issue from before a reload is over.
        """
        issue = ir.async_get(self._hass).async_get_issue(DOMAIN, _issue_id(kind, self._entry.entry_id))
        is_reload = kind not in self._created and issue is not None and issue.active
        start = -math.inf if is_reload else now
        self._since[kind] = {key: self._since[kind].get(key, start) for key in problems}
        return self._since[kind]

    def _create(self, kind: IssueKind, problems: Mapping[str, str]) -> None:
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
                "count": str(len(problems)),
                "names": names_placeholder(self._hass, self._entry, problems.values()),
            },
        )
        before = self._created.get(kind)
        self._created[kind] = frozenset(problems)
        # The user may have ignored the issue before there was this problem.
        if before is not None and not self._created[kind] <= before:
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
        issue_ids = {_issue_id(kind, self._entry.entry_id) for kind in self._created}
        if event.data["action"] == "remove" and event.data["domain"] == DOMAIN and event.data["issue_id"] in issue_ids:
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
    """Delete all issues of an entry."""
    for kind in IssueKind:
        ir.async_delete_issue(hass, DOMAIN, _issue_id(kind, entry_id))
    async_delete_source_issues(hass, entry_id)


@callback
def is_open(hass: HomeAssistant, issue_id: str) -> bool:
    """Return whether there is an issue with that ID that the user has not ignored."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    return issue is not None and issue.active and issue.dismissed_version is None


@callback
def async_on_servers_changed(hass: HomeAssistant, action: Callable[[], None]) -> CALLBACK_TYPE:
    """Call an action when the entry of a server changes: whether there are several decides on the titles of issues."""

    @callback
    def on_entry(_change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        if entry.domain == DOMAIN:
            action()

    return async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_entry)


@callback
def names_placeholder(hass: HomeAssistant, entry: ConfigEntry[Any], names: Collection[str]) -> str:
    """Return some names in one line, `This, That, Another (+4)`, and the name of the server if there are several."""
    short = [name if len(name) <= _MAX_NAME_LENGTH else f"{name[: _MAX_NAME_LENGTH - 1]}…" for name in names]
    line = ", ".join(short[:_MAX_NAMES])
    if len(names) > _MAX_NAMES:
        line = f"{line} (+{len(names) - _MAX_NAMES})"
    servers = hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False)
    return f"{line} ({entry.title})" if len(servers) > 1 else line


def _issue_id(kind: IssueKind, entry_id: str) -> str:
    return f"{kind}_{entry_id}"
