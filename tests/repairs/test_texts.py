"""Every step of a repair that has texts exists, and leads only to steps that exist."""

import pytest

from custom_components.plex_arrivals.issues import IssueKind
from custom_components.plex_arrivals.repairs import async_create_fix_flow
from tests.flow_texts import texts


@pytest.mark.parametrize("kind", IssueKind)
async def test_texts_are_those_of_steps_that_exist(kind: IssueKind) -> None:
    flow = await async_create_fix_flow(None, f"{kind}_abc", {"entry_id": "abc"})  # type: ignore[arg-type]  # not used
    for name, step in texts()["issues"][kind]["fix_flow"]["step"].items():
        for shown in (name, *step.get("menu_options", {})):
            assert hasattr(flow, f"async_step_{shown}"), shown
        assert step.get("menu_options", {}).keys() == step.get("menu_option_descriptions", {}).keys()
