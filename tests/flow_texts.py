"""Check that everything a flow shows has a translation."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
import json
from pathlib import Path
from string import Formatter
from typing import Any
from unittest.mock import patch

from homeassistant.components.repairs import RepairsFlow
from homeassistant.config_entries import ConfigEntriesFlowManager, OptionsFlowManager
from homeassistant.data_entry_flow import FlowHandler, FlowManager, FlowResultType

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.issues import IssueKind

TRANSLATIONS = Path(__file__).parent.parent / "custom_components" / DOMAIN / "translations" / "en.json"


def texts() -> dict[str, Any]:
    return json.loads(TRANSLATIONS.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def leaves(tree: Mapping[str, Any], path: str = "") -> dict[str, str]:
    """Return every text under its dotted path."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= leaves(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}": value}
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@contextmanager
def checked_flow_results() -> Generator[None]:
    """Check each flow result in the block."""
    handle_step = FlowManager._async_handle_step

    async def checked(
        self: FlowManager[Any, Any, Any], flow: FlowHandler[Any, Any, Any], *args: Any, **kwargs: Any
    ) -> Any:
        result = await handle_step(self, flow, *args, **kwargs)
        if isinstance(self, ConfigEntriesFlowManager) and flow.handler == DOMAIN:
            check("config", result)
        if isinstance(self, OptionsFlowManager):
            entry = self.hass.config_entries.async_get_known_entry(flow.handler)
            if entry.domain == DOMAIN:
                check("options", result)
        if isinstance(flow, RepairsFlow) and flow.handler == DOMAIN:
            kind = next(kind for kind in (*IssueKind, "import_blocked") if flow.issue_id.startswith(kind))
            check(f"issues.{kind}.fix_flow", result)
        return result

    with patch.object(FlowManager, "_async_handle_step", checked):
        yield


def check(category: str, result: Mapping[str, Any]) -> None:
    """Fail if a text of the result is missing or lacks a placeholder."""
    written = texts()
    for key in category.split("."):
        written = written[key]
    if result["type"] is FlowResultType.FORM:
        step = written["step"][result["step_id"]]
        fields = {str(marker) for marker in result["data_schema"].schema}
        assert set(step.get("data", {})) == set(step.get("data_description", {})) == fields
        errors = result["errors"] or {}
        assert set(errors) <= {"base"} | fields
        shown = {**leaves(step), **{error: written["error"][error] for error in errors.values()}}
    elif result["type"] is FlowResultType.MENU:
        shown = leaves(written["step"][result["step_id"]])
        for option in result["menu_options"]:
            assert {f"menu_options.{option}", f"menu_option_descriptions.{option}"} <= set(shown)
    elif result["type"] is FlowResultType.SHOW_PROGRESS:
        shown = {"progress": written["progress"][result["progress_action"]]}
    elif result["type"] is FlowResultType.CREATE_ENTRY and category == "config":
        shown = {result["description"]: written["create_entry"][result["description"]]}
    elif result["type"] is FlowResultType.ABORT and result.get("translation_domain") in (None, DOMAIN):
        shown = {result["reason"]: written["abort"][result["reason"]]}
    else:
        return
    given = set(result["description_placeholders"] or {})
    for key, text in shown.items():
        assert placeholders(text) <= given, f"{key} has placeholders without values"
