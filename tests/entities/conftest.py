"""The entities of the server Attic, and helpers for their states."""

import json
from typing import Any

from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.entity_component import EntityComponent
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import coordinator
from testing.plex_server import Library, PlexServer

MOVIES_ADDED = "sensor.attic_movies_recently_added"
ENTITIES = {
    "binary_sensor.attic_online": ("online", EntityCategory.DIAGNOSTIC),
    "sensor.attic_version": ("version", EntityCategory.DIAGNOSTIC),
    "sensor.attic_recently_added": ("recently_added", None),
    "sensor.attic_last_arrival": ("last_arrival", None),
    "sensor.attic_deliveries_in_progress": ("deliveries_in_progress", None),
    "sensor.attic_failed_deliveries": ("deliveries_failed", None),
    "sensor.attic_arrivals_today": ("arrivals_today", None),
    "sensor.attic_time_to_plex": ("time_to_plex", EntityCategory.DIAGNOSTIC),
    "sensor.attic_downloads_running": ("downloads_running", None),
    "event.attic_delivery": ("delivery", None),
    "image.attic_last_arrival_poster": ("last_arrival_poster", None),
} | {
    f"{platform}.attic_{name.format(library)}": (f"{key}_{library_id}", None)
    for library_id, library in enumerate(("movies", "shows", "music"), start=1)
    for platform, name, key in (
        ("binary_sensor", "{}_scanning", "library_scanning"),
        ("button", "scan_{}", "library_scan"),
        ("sensor", "{}_recently_added", "library_recently_added"),
    )
}


@pytest.fixture(autouse=True)
def _nothing_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each update request the libraries, however soon it follows another."""
    monkeypatch.setattr(coordinator, "FRESH_SECONDS", -1)


def shown(hass: HomeAssistant, entity_id: str) -> State:
    state = hass.states.get(entity_id)
    assert state, entity_id
    return state


def library_of(plex_server: PlexServer, title: str) -> Library:
    return next(library for library in plex_server.catalog.libraries.values() if library.title == title)


def recorded_bytes(hass: HomeAssistant, state: State) -> int:
    """Return how many bytes of a state's attributes the recorder would store."""
    component: EntityComponent[Any] = hass.data["entity_components"][state.domain]
    entity = component.get_entity(state.entity_id)
    assert entity
    hidden = entity._Entity__combined_unrecorded_attributes
    return len(json.dumps({key: value for key, value in state.attributes.items() if key not in hidden}, default=str))


async def refresh(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()
