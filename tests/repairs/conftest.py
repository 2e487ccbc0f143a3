"""Fixtures for repairs, which run over HTTP as in the frontend."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals import issues
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.issues import IssueKind
from testing.waiting import until
from tests.flow_texts import placeholders, texts

_URL = "/api/repairs/issues/fix"


@dataclass
class Repairs:
    """The repairs of an entry."""

    hass: HomeAssistant
    client: TestClient[Any, Any]
    entry_id: str

    def issue(self, kind: IssueKind) -> ir.IssueEntry | None:
        """Return the issue of a kind that Repairs show, if any; check the placeholders of its title."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, f"{kind}_{self.entry_id}")
        if issue is None or not issue.active:
            return None
        assert issue.is_fixable
        assert placeholders(texts()["issues"][kind]["title"]) <= set(issue.translation_placeholders or {})
        return issue

    def title(self, kind: IssueKind) -> str:
        """Return the title of the issue in the list of repairs."""
        issue = self.issue(kind)
        assert issue is not None
        title: str = texts()["issues"][kind]["title"]
        return title.format(**issue.translation_placeholders or {})

    async def open(self, kind: IssueKind) -> dict[str, Any]:
        """Open a repair; return its first step."""
        return await self.open_issue(f"{kind}_{self.entry_id}")

    async def open_issue(self, issue_id: str) -> dict[str, Any]:
        """Open the repair of an issue; return its first step."""
        answer = await self.client.post(_URL, json={"handler": DOMAIN, "issue_id": issue_id})
        assert answer.status == HTTPStatus.OK, await answer.text()
        shown: dict[str, Any] = await answer.json()
        return shown

    async def submit(self, shown: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
        """Submit a form; return the next step."""
        answer = await self.client.post(f"{_URL}/{shown['flow_id']}", json=fields)
        assert answer.status == HTTPStatus.OK, await answer.text()
        following: dict[str, Any] = await answer.json()
        return following

    async def pick(self, shown: Mapping[str, Any], option: str) -> dict[str, Any]:
        """Select a menu option; return the next step."""
        assert shown["type"] == "menu", shown
        assert option in shown["menu_options"]
        return await self.submit(shown, next_step_id=option)

    async def progressed(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        """Wait until a progress step has finished; return the next step, as the frontend asks for it."""
        assert shown["type"] == "progress", shown
        flows = repairs_flow_manager(self.hass)
        assert flows
        await until(lambda: flows.async_get(shown["flow_id"])["step_id"] != shown["step_id"], 20)
        answer = await self.client.get(f"{_URL}/{shown['flow_id']}")
        assert answer.status == HTTPStatus.OK, await answer.text()
        following: dict[str, Any] = await answer.json()
        return following


@pytest.fixture
async def repairs(hass: HomeAssistant, config_entry: MockConfigEntry, hass_client: ClientSessionGenerator) -> Repairs:
    """Return the repairs of the entry under test."""
    for component in ("calendar", "repairs", DOMAIN):  # all integrations with HTTP views, before the server starts
        assert await async_setup_component(hass, component, {})
    return Repairs(hass, await hass_client(), config_entry.entry_id)


def suggested(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that the frontend fills in."""
    return {
        field["name"]: field.get("description", {}).get("suggested_value", field.get("default"))
        for field in form["data_schema"]
    }


def offered(form: Mapping[str, Any], name: str) -> list[str]:
    """Return the labels of the options of a field."""
    [field] = [field for field in form["data_schema"] if field["name"] == name]
    return [one if isinstance(one, str) else one["label"] for one in field["selector"]["select"]["options"]]


@pytest.fixture
def _unmatched_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Create the issue about deliveries without a library without a delay."""
    monkeypatch.setitem(issues.DELAY_SECONDS, IssueKind.UNMATCHED, 0)
