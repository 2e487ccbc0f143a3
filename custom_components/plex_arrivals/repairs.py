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
    entry_id = str((data or {})["entry_id"])
    kind = IssueKind(issue_id.removesuffix(f"_{entry_id}"))
    module = await async_import_module(hass, f"{__package__}.flows.repairs")
    flow: RepairsFlow = module.FLOWS[kind](entry_id)
    return flow
