"""Nobody sees more of a server than they may read of its entities."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from tests.waiting import until

from .card import Cards
from .conftest import report


async def test_a_user_who_is_no_administrator(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, hass_read_only_access_token: str
) -> None:
    card = await cards(hass_read_only_access_token)
    assert (await card.subscribe())["success"]
    await card.next("servers")
    assert (await card.next("snapshot")).keys() == {"kind", "entry_id", "version", "server", "running", "deliveries"}


@pytest.mark.parametrize(
    ("entity_id", "seen"),
    [
        ("event.attic_delivery", {"deliveries"}),
        ("sensor.attic_downloads_running", {"running"}),
        ("binary_sensor.attic_online", {"server"}),
    ],
)
async def test_a_user_who_may_read_only_that(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    cards: Cards,
    hass_admin_user: MockUser,
    entity_id: str,
    seen: set[str],
) -> None:
    hass_admin_user.groups = []
    hass_admin_user.mock_policy({"entities": {"entity_ids": {entity_id: {"read": True}}}})
    card = await cards()
    assert (await card.subscribe(entry_id=loaded.entry_id))["success"]
    await card.next("servers")
    snapshot = await card.next("snapshot")
    assert snapshot.keys() == {"kind", "entry_id", "version", *seen}
    if "server" in seen:
        assert snapshot["server"]["scanning"] == []
    snapshot.setdefault("deliveries", [])

    loaded.runtime_data.coordinator._scanning.add("1")
    loaded.runtime_data.coordinator._show()
    await report(hass, "8e3f2a77")
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    if "deliveries" in seen:
        await card.until(lambda: snapshot["deliveries"] and snapshot["deliveries"][0]["state"] == "unmatched")
    assert all(event.keys() <= {"kind", "entry_id", *seen} for event in card.events[2:])
    await card.is_quiet()


async def test_a_user_who_may_read_nothing(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, hass_admin_user: MockUser
) -> None:
    hass_admin_user.groups = []
    hass_admin_user.mock_policy({"entities": {"entity_ids": {"sensor.other": True}}})
    card = await cards()
    result = await card.subscribe(entry_id=loaded.entry_id)
    assert result["error"]["code"] == "unauthorized"
    await card.subscribe()
    await card.next("servers")
    assert card.servers == []
    await card.is_quiet()
