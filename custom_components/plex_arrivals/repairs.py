"""Repairs for the issues of the Plex Arrivals integration."""

from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant
from homeassistant.helpers.importlib import async_import_module

from .issues import IssueKind


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Create the flow that fixes an issue; Home Assistant loads this module at start, and the flows only now."""
    about = data or {}
    entry_id = str(about["entry_id"])
    module = await async_import_module(hass, f"{__package__}.flows.repairs")
    flow: RepairsFlow
    if importer_entry_id := about.get("importer_entry_id"):
        flow = module.ImportBlockedFlow(entry_id, str(importer_entry_id))
    else:
        flow = module.FLOWS[IssueKind(issue_id.removesuffix(f"_{entry_id}"))](entry_id)
    return flow
