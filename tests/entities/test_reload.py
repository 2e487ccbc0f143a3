"""The states of the entities across reloads."""

import asyncio

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.reload_cache import CACHE_SECONDS
from testing.plex_server import Fault, PlexServer
from tests.loading import entry_set_up

from .conftest import ENTITIES, MOVIES_ADDED, library_of, refresh, shown


async def states_over_a_reload(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, set[str]]:
    """Save an option; return all states of the entities until long after, by entity."""
    states_by_entity: dict[str, set[str]] = {}

    @callback
    def on_change(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None:
            states_by_entity.setdefault(state.entity_id, set()).add(state.state)

    unsubscribe = async_track_state_change_event(hass, list(ENTITIES), on_change)
    hass.config_entries.async_update_entry(entry, options={**entry.options, "recently_added": 3})
    await hass.config_entries.async_reload(entry.entry_id)
    await asyncio.sleep(60)
    await hass.async_block_till_done()
    unsubscribe()
    return states_by_entity


async def test_saving_option_changes_no_state(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    await asyncio.sleep(60)
    library_of(plex_server, "Shows").refreshing = True
    await refresh(hass, loaded)
    assert shown(hass, "binary_sensor.attic_shows_scanning").state == STATE_ON
    before = {entity_id: shown(hass, entity_id).state for entity_id in ENTITIES}
    assert before[MOVIES_ADDED] in ("Sable Coast", "Tin Orchard")
    states_by_entity = await states_over_a_reload(hass, loaded)
    assert {entity_id: states - {STATE_UNAVAILABLE} for entity_id, states in states_by_entity.items()} == {
        entity_id: {state} for entity_id, state in before.items()
    }


async def test_reload_changes_no_state_while_plex_is_slow(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    """The last state is restored at once, not when Plex responds."""
    await asyncio.sleep(60)
    before = {entity_id: shown(hass, entity_id).state for entity_id in ENTITIES}
    with plex_server.fail(Fault.HANG):
        hass.config_entries.async_update_entry(loaded, options={**loaded.options, "recently_added": 3})
        await hass.config_entries.async_reload(loaded.entry_id)
        assert {entity_id: shown(hass, entity_id).state for entity_id in ENTITIES} == before


async def test_expired_cache_is_not_restored(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    await asyncio.sleep(CACHE_SECONDS + 1)
    with plex_server.fail(Fault.REFUSE):
        await hass.config_entries.async_setup(loaded.entry_id)
        assert shown(hass, "binary_sensor.attic_online").state == STATE_OFF


async def test_recently_added_is_unavailable_until_fetched(hass: HomeAssistant, config_entry: MockConfigEntry) -> None:
    """Unknown would be a change, and the list another change."""
    async with entry_set_up(hass, config_entry):
        added = [entity_id for entity_id in ENTITIES if entity_id.endswith("s_recently_added")]
        assert STATE_UNKNOWN not in {shown(hass, entity_id).state for entity_id in added}
        await asyncio.sleep(60)
        assert {STATE_UNKNOWN, STATE_UNAVAILABLE}.isdisjoint(shown(hass, entity_id).state for entity_id in added)
