"""The repair flows by the kinds of their issues."""

from typing import Final

from ...issues import IssueKind
from .base import ServerRepairFlow
from .import_blocked import ImportBlockedFlow
from .importers import ImportersNotConnectedFlow
from .missing import MissingFlow
from .server import CertificateChangedFlow, RuleLibraryGoneFlow, WebsocketRefusedFlow
from .unmatched import UnmatchedFlow

__all__ = ["FLOWS", "ImportBlockedFlow"]

FLOWS: Final[dict[IssueKind, type[ServerRepairFlow]]] = {
    IssueKind.UNMATCHED: UnmatchedFlow,
    IssueKind.MISSING: MissingFlow,
    IssueKind.RULE_LIBRARY_GONE: RuleLibraryGoneFlow,
    IssueKind.WEBSOCKET_REFUSED: WebsocketRefusedFlow,
    IssueKind.CERTIFICATE_CHANGED: CertificateChangedFlow,
    IssueKind.IMPORTERS_NOT_CONNECTED: ImportersNotConnectedFlow,
}
