"""Whether the card offers the repair of a delivery: while there is an issue about it."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import issues
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.issues import IssueKind
from testing.waiting import until

from .card import Cards
from .conftest import report


async def test_delivery_is_repairable_while_issue_exists(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards
) -> None:
    registry = ir.async_get(hass)

    card = await cards()
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")
    shown = card.shown[loaded.entry_id]
    await report(hass, "8e3f2a77")
    await card.until(lambda: [one["repair"] for one in shown["deliveries"]] == [True])
    [issue] = [issue for issue in registry.issues.values() if issue.domain == DOMAIN and issue.active]
    ir.async_ignore_issue(hass, DOMAIN, issue.issue_id, True)
    await card.until(lambda: not shown["deliveries"][0]["repair"])
    ir.async_ignore_issue(hass, DOMAIN, issue.issue_id, False)
    await card.until(lambda: shown["deliveries"][0]["repair"])


async def test_missing_delivery_is_repairable(hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards) -> None:
    await report(hass, "Nothing.Like.It.2019", "/media/movies")
    await until(lambda: loaded.runtime_data.manager.in_progress == 0, 3600)
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    shown = await card.next("snapshot")
    assert [one["state"] for one in shown["deliveries"]] == ["missing"]
    await card.until(lambda: card.shown[loaded.entry_id]["deliveries"][0]["repair"])


async def test_delivery_is_not_repairable_before_issue_exists(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an importer in use, the issue is created after a delay."""
    monkeypatch.setitem(issues.DELAY_SECONDS, IssueKind.UNMATCHED, 10)
    hass.config_entries.async_update_entry(loaded, options={**loaded.options, "imported_categories": ["sonarr"]})
    await hass.config_entries.async_reload(loaded.entry_id)
    await report(hass, "8e3f2a77")
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    shown = await card.next("snapshot")
    assert [(one["state"], one["repair"]) for one in shown["deliveries"]] == [("unmatched", False)]
    await card.until(lambda: shown["deliveries"][0]["repair"])
