"""Texts of repair steps belong to existing steps, and menu options lead to existing steps."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.issues import IssueKind
from custom_components.plex_arrivals.repairs import async_create_fix_flow
from tests.flow_texts import texts


@pytest.mark.parametrize("kind", IssueKind)
async def test_texts_belong_to_existing_steps(hass: HomeAssistant, kind: IssueKind) -> None:
    flow = await async_create_fix_flow(hass, f"{kind}_abc", {"entry_id": "abc"})
    for name, step in texts()["issues"][kind]["fix_flow"]["step"].items():
        for shown in (name, *step.get("menu_options", {})):
            assert hasattr(flow, f"async_step_{shown}"), shown
        assert step.get("menu_options", {}).keys() == step.get("menu_option_descriptions", {}).keys()
