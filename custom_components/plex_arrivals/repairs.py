"""Repairs for the issues of the Plex Arrivals integration."""

from typing import Final

from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant

from .flows.repairs.base import ServerRepairFlow
from .flows.repairs.missing import MissingFlow
from .flows.repairs.server import CertificateChangedFlow, RuleLibraryGoneFlow, WebsocketRefusedFlow
from .flows.repairs.unmatched import UnmatchedFlow
from .issues import IssueKind

_FLOWS: Final[dict[IssueKind, type[ServerRepairFlow]]] = {
    IssueKind.UNMATCHED: UnmatchedFlow,
    IssueKind.MISSING: MissingFlow,
    IssueKind.RULE_LIBRARY_GONE: RuleLibraryGoneFlow,
    IssueKind.WEBSOCKET_REFUSED: WebsocketRefusedFlow,
    IssueKind.CERTIFICATE_CHANGED: CertificateChangedFlow,
}


async def async_create_fix_flow(
    hass: HomeAssistant,  # noqa: ARG001 - required by Home Assistant
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Create the flow that fixes an issue."""
    entry_id = str((data or {})["entry_id"])
    return _FLOWS[IssueKind(issue_id.removesuffix(f"_{entry_id}"))](entry_id)
