"""Users get only the data of a server that they may read in its entities."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.plex_arrivals.plex.notifications import ScanStarted
from testing.waiting import until

from .card import Cards
from .conftest import may_read, report

ONLINE, DELIVERY = "binary_sensor.attic_online", "event.attic_delivery"
RUNNING, ADDED = "sensor.attic_downloads_running", "sensor.attic_recently_added"


async def test_user_who_is_not_administrator(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, hass_read_only_access_token: str
) -> None:
    card = await cards(hass_read_only_access_token)
    assert (await card.subscribe())["success"]
    await card.next("servers")
    assert (await card.next("snapshot")).keys() == {"kind", "entry_id", "version", "server", "running", "deliveries"}


@pytest.mark.parametrize(
    ("entity_id", "fields"),
    [
        (DELIVERY, {"deliveries"}),
        (RUNNING, {"running"}),
        (ONLINE, {"server"}),
    ],
)
async def test_user_who_may_read_one_entity(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    cards: Cards,
    hass_admin_user: MockUser,
    entity_id: str,
    fields: set[str],
) -> None:
    may_read(hass_admin_user, entity_id)
    card = await cards()
    assert (await card.subscribe(entry_id=loaded.entry_id))["success"]
    await card.next("servers")
    snapshot = await card.next("snapshot")
    assert snapshot.keys() == {"kind", "entry_id", "version", *fields}
    if "server" in fields:
        assert snapshot["server"]["scanning"] == []
    snapshot.setdefault("deliveries", [])

    loaded.runtime_data.coordinator.on_notification(ScanStarted("1"))
    await report(hass, "8e3f2a77")
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    if "deliveries" in fields:
        await card.until(lambda: snapshot["deliveries"] and snapshot["deliveries"][0]["state"] == "unmatched")
    assert all(event.keys() <= {"kind", "entry_id", *fields} for event in card.events[2:])
    await card.is_quiet()


async def test_user_who_may_read_nothing(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, hass_admin_user: MockUser
) -> None:
    may_read(hass_admin_user, "sensor.other", "binary_sensor.attic_movies_scanning")
    card = await cards()
    result = await card.subscribe(entry_id=loaded.entry_id)
    assert result["error"]["code"] == "unauthorized"
    await card.subscribe()
    await card.next("servers")
    assert card.servers == []
    await card.is_quiet()


@pytest.mark.parametrize(("entity_id", "libraries"), [(ADDED, []), ("sensor.attic_music_recently_added", ["Music"])])
async def test_user_who_may_read_recently_added_items(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    cards: Cards,
    hass_admin_user: MockUser,
    entity_id: str,
    libraries: list[str],
) -> None:
    may_read(hass_admin_user, entity_id)
    card = await cards()
    assert (await card.subscribe(entry_id=loaded.entry_id))["success"]
    await card.next("servers")
    snapshot = await card.next("snapshot")
    assert snapshot.keys() == {"kind", "entry_id", "version", "server"}
    assert snapshot["server"].keys() == {"libraries", "recently_added"}
    assert [one["title"] for one in snapshot["server"]["libraries"]] == libraries
    loaded.runtime_data.coordinator.on_notification(ScanStarted("1"))
    await card.is_quiet()


@pytest.mark.parametrize(
    ("entity_id", "gone"),
    [
        (ONLINE, {"online", "problem", "since", "name", "url", "can_manage", "playable_types", "scanning"}),
        (DELIVERY, {"deliveries"}),
        (RUNNING, {"running"}),
        (ADDED, {"recently_added"}),
    ],
)
async def test_data_is_removed_with_permission(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    cards: Cards,
    hass_admin_user: MockUser,
    entity_id: str,
    gone: set[str],
) -> None:
    everything = {ONLINE, DELIVERY, RUNNING, ADDED}
    delivery_id = await report(hass, "8e3f2a77")
    runtime_data = loaded.runtime_data
    await until(lambda: runtime_data.issues.is_repairable(runtime_data.manager.deliveries[delivery_id]))
    may_read(hass_admin_user, *everything)
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    before = await card.next("snapshot")
    assert before["deliveries"]

    may_read(hass_admin_user, *(everything - {entity_id}))
    loaded.runtime_data.coordinator.async_update_listeners()
    less = await card.next("snapshot")
    assert {*before, *before["server"]} - {*less, *less["server"]} == gone
    assert ("version" in less["server"]) is (entity_id != ONLINE)

    may_read(hass_admin_user, *everything)
    loaded.runtime_data.coordinator.async_update_listeners()
    assert await card.next("snapshot") == before
    await card.is_quiet()


async def test_changed_user_gets_update(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, hass_admin_user: MockUser
) -> None:
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    assert (await card.next("snapshot"))["server"]["can_manage"] is True
    await hass.auth.async_update_user(hass_admin_user, group_ids=["system-users"])
    assert (await card.next("changes"))["server"] == {"can_manage": False}
    may_read(hass_admin_user)
    await hass.auth.async_update_user(hass_admin_user, name="Guest")
    await card.next("servers")
    assert card.servers == []
    await card.is_quiet()
