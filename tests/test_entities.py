"""The entities: their states, and how they follow the libraries."""

import asyncio
import json
from pathlib import Path
from typing import Any

from homeassistant.components.button import DOMAIN as BUTTON_DOMAIN, SERVICE_PRESS
from homeassistant.const import ATTR_ENTITY_ID, STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN, EntityCategory
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_component import EntityComponent
from homeassistant.helpers.event import async_track_state_change_event
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import coordinator
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.reload_cache import CACHE_SECONDS, async_clear_cached
from testing.plex_server import Fault, Library, Location, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

MOVIES_ADDED = "sensor.attic_movies_recently_added"
MOVIES_SCANNING = "binary_sensor.attic_movies_scanning"
ENTITIES = {
    "binary_sensor.attic_online": ("online", EntityCategory.DIAGNOSTIC),
    "sensor.attic_version": ("version", EntityCategory.DIAGNOSTIC),
    "sensor.attic_recently_added": ("recently_added", None),
    "sensor.attic_last_arrival": ("last_arrival", None),
    "sensor.attic_deliveries_in_progress": ("deliveries_in_progress", None),
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


def library_entities(hass: HomeAssistant, entry: MockConfigEntry, library_id: str) -> set[str]:
    registry = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return {one.entity_id for one in registry if one.unique_id.endswith(f"_{library_id}")}


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


async def deliver(hass: HomeAssistant, tmp_path: Path, title: str, **more: Any) -> None:
    """Download a movie and wait until it is available."""
    folder = tmp_path / "movies" / title
    folder.mkdir()
    (folder / f"{title}.mkv").write_bytes(b"film")
    await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"name": title, "path": f"/media/movies/{title}", "files": [f"{title}.mkv"], **more},
        blocking=True,
    )


async def test_every_entity(hass: HomeAssistant, loaded: MockConfigEntry, entity_registry: er.EntityRegistry) -> None:
    entries = er.async_entries_for_config_entry(entity_registry, loaded.entry_id)
    assert {
        entity.entity_id: (entity.unique_id.removeprefix(f"{loaded.unique_id}_"), entity.entity_category)
        for entity in entries
    } == ENTITIES
    assert len({entity.device_id for entity in entries}) == 1
    assert all(entity.has_entity_name and entity.translation_key for entity in entries)
    assert shown(hass, "binary_sensor.attic_online").attributes["device_class"] == "connectivity"
    assert shown(hass, "binary_sensor.attic_movies_scanning").attributes["device_class"] == "running"
    assert shown(hass, "binary_sensor.attic_movies_scanning").name == "Attic Movies scanning"
    assert shown(hass, "button.attic_scan_movies").name == "Attic Scan Movies"
    assert shown(hass, "sensor.attic_deliveries_in_progress").attributes["unit_of_measurement"] == "deliveries"


async def test_states_after_restart_while_plex_is_offline(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    """The states return with Plex, under the same entity IDs."""
    plex_server.websocket_mode = "refuse"
    async with entry_set_up(hass, config_entry):
        await hass.config_entries.async_unload(config_entry.entry_id)
        before = set(er.async_get(hass).entities)
        async_clear_cached(hass, config_entry.entry_id)
        rule = plex_server.fail(Fault.REFUSE)
        await hass.config_entries.async_setup(config_entry.entry_id)
        assert shown(hass, MOVIES_ADDED).state == STATE_UNAVAILABLE
        assert shown(hass, "binary_sensor.attic_online").state == STATE_OFF
        rule.lift()
        await refresh(hass, config_entry)
        assert shown(hass, "binary_sensor.attic_online").state == STATE_ON
        assert shown(hass, "binary_sensor.attic_movies_scanning").state == STATE_OFF
        assert set(er.async_get(hass).entities) == before


async def test_recently_added(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    await asyncio.sleep(30)
    state = shown(hass, "sensor.attic_shows_recently_added")
    assert state.state in {"Harbour Watch · S01E01 · Episode 1", "Harbour Watch · S01E02 · Episode 2"}
    first = state.attributes["items"][0]
    assert state.attributes["url"] == first["url"]
    assert first["library"] == state.attributes["library"] == "Shows"
    assert (first["type"], first["show"], first["season"]) == ("episode", "Harbour Watch", 1)
    assert first["added_at"].endswith("+00:00")
    assert first["url"].startswith("https://app.plex.tv/desktop/#!/server/")
    assert first["url"].endswith(first["rating_key"])
    assert shown(hass, "sensor.attic_music_recently_added").state == "The Quiet Hours · Slow Rivers"
    assert len(shown(hass, "sensor.attic_recently_added").attributes["items"]) == 5


async def test_empty_and_long_titles(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    movies = library_of(plex_server, "Movies")
    for film in plex_server.items(movies):
        film.title = ""
    await refresh(hass, loaded)
    for _ in range(3):
        await refresh(hass, loaded)
    assert shown(hass, MOVIES_ADDED).state == STATE_UNKNOWN
    assert len(shown(hass, MOVIES_ADDED).attributes["items"]) == 2
    for film in plex_server.items(movies):
        film.title = "x" * 300
    for _ in range(3):
        await refresh(hass, loaded)
    assert shown(hass, MOVIES_ADDED).state == "x" * 255


async def test_empty_server(hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer) -> None:
    for library in list(plex_server.catalog.libraries.values()):
        plex_server.remove_library(library)
    async with entry_set_up(hass, config_entry):
        assert shown(hass, "binary_sensor.attic_online").state == STATE_ON
        assert shown(hass, "sensor.attic_recently_added").state == STATE_UNKNOWN


async def test_new_library_adds_entities(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.add_library("Films", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    await refresh(hass, loaded)
    assert library_entities(hass, loaded, "4") == {
        "binary_sensor.attic_films_scanning",
        "button.attic_scan_films",
        "sensor.attic_films_recently_added",
    }
    assert shown(hass, "binary_sensor.attic_films_scanning").state == STATE_OFF


@pytest.mark.parametrize("restart", [False, True])
async def test_deleted_library_removes_entities(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, restart: bool
) -> None:
    assert len(library_entities(hass, loaded, "1")) == 3
    if restart:
        await hass.config_entries.async_unload(loaded.entry_id)
    plex_server.remove_library(library_of(plex_server, "Movies"))
    if restart:
        await hass.config_entries.async_setup(loaded.entry_id)
    await refresh(hass, loaded)
    assert library_entities(hass, loaded, "1") == set()
    assert hass.states.get(MOVIES_ADDED) is None
    assert len(library_entities(hass, loaded, "2")) == 3
    assert shown(hass, "binary_sensor.attic_online").state == STATE_ON


async def test_library_is_deleted_and_created_again(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    movies = library_of(plex_server, "Movies")
    plex_server.remove_library(movies)
    await refresh(hass, loaded)
    plex_server.catalog.libraries["1"] = movies
    await refresh(hass, loaded)
    assert len(library_entities(hass, loaded, "1")) == 3
    assert shown(hass, "binary_sensor.attic_movies_scanning").state == STATE_OFF


@pytest.mark.parametrize("restart", [False, True])
async def test_renamed_library_renames_entities(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    entity_registry: er.EntityRegistry,
    restart: bool,
) -> None:
    before = library_entities(hass, loaded, "1")
    library_of(plex_server, "Movies").title = "Cinema"
    if restart:
        await hass.config_entries.async_reload(loaded.entry_id)
    await refresh(hass, loaded)
    assert library_entities(hass, loaded, "1") == before
    assert shown(hass, "button.attic_scan_movies").name == "Attic Scan Cinema"
    assert shown(hass, "binary_sensor.attic_movies_scanning").name == "Attic Cinema scanning"
    assert shown(hass, MOVIES_ADDED).name == "Attic Cinema recently added"
    assert shown(hass, "button.attic_scan_shows").name == "Attic Scan Shows"
    assert len(plex_server.websockets) <= 1


@pytest.mark.parametrize("fault", [Fault.EMPTY, Fault.MALFORMED, Fault.HTML, Fault.STATUS(500), Fault.MAINTENANCE])
@pytest.mark.parametrize("restart", [False, True])
async def test_invalid_response_keeps_entities(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, restart: bool
) -> None:
    before = set(er.async_get(hass).entities)
    with plex_server.fail(fault, "/library/sections"):
        if restart:
            await hass.config_entries.async_reload(loaded.entry_id)
        await refresh(hass, loaded)
        assert shown(hass, "binary_sensor.attic_online").state == STATE_OFF
        assert set(er.async_get(hass).entities) == before
    await refresh(hass, loaded)
    assert shown(hass, MOVIES_SCANNING).state != STATE_UNAVAILABLE


@pytest.mark.parametrize("restart", [False, True])
async def test_empty_list_of_libraries_keeps_entities(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    caplog: pytest.LogCaptureFixture,
    restart: bool,
) -> None:
    before = set(er.async_get(hass).entities)
    libraries = dict(plex_server.catalog.libraries)
    plex_server.catalog.libraries.clear()
    if restart:
        await hass.config_entries.async_reload(loaded.entry_id)
    await refresh(hass, loaded)
    assert shown(hass, MOVIES_ADDED).state == STATE_UNAVAILABLE
    assert set(er.async_get(hass).entities) == before
    plex_server.catalog.libraries.update(libraries)
    await refresh(hass, loaded)
    assert shown(hass, MOVIES_SCANNING).state != STATE_UNAVAILABLE
    assert "unique ID" not in caplog.text, "an entity was added twice"


async def test_library_ids_with_same_ending(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    for library_id in ("11", "111"):
        location = Location(plex=f"/{library_id}", disk=tmp_path / library_id)
        library = plex_server.add_library(f"More {library_id}", "movie", [location])
        del plex_server.catalog.libraries[library.id]
        library.id = library_id
        plex_server.catalog.libraries[library_id] = library
    await refresh(hass, loaded)
    before = set(er.async_get(hass).entities)
    assert len(before) == len(ENTITIES) + 6
    await hass.config_entries.async_reload(loaded.entry_id)
    assert set(er.async_get(hass).entities) == before


async def test_scan_button(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    await hass.services.async_call(
        BUTTON_DOMAIN, SERVICE_PRESS, {ATTR_ENTITY_ID: "button.attic_scan_shows"}, blocking=True
    )
    assert plex_server.scans == [("2", None)]


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault.STATUS(403), "forbidden"),
        (Fault.STATUS(401), "invalid_auth"),
        (Fault.STATUS(404), "not_found"),
        (Fault.MAINTENANCE, "not_ready"),
        (Fault.REFUSE, "cannot_connect"),
    ],
)
async def test_scan_button_raises_translated_error(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault, "*/refresh"), pytest.raises(HomeAssistantError) as error:
        await hass.services.async_call(
            BUTTON_DOMAIN, SERVICE_PRESS, {ATTR_ENTITY_ID: "button.attic_scan_movies"}, blocking=True
        )
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)


async def test_delivery(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path) -> None:
    await until(lambda: plex_server.websockets)
    events: list[str] = []
    in_progress: list[str] = []

    @callback
    def remember(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        assert state
        if state.domain == "event":
            events.append(state.attributes["event_type"])
        else:
            in_progress.append(state.state)

    followed = ["event.attic_delivery", "sensor.attic_deliveries_in_progress"]
    unfollow = async_track_state_change_event(hass, followed, remember)
    plex_server.scan_seconds = 0.1
    await deliver(hass, tmp_path, "Paper Harbour (2021)", category="films")
    await until(lambda: shown(hass, "sensor.attic_last_arrival").state == "Paper Harbour")
    await hass.async_block_till_done()
    assert events == ["completed", "scanning", "available"]
    unfollow()
    assert list(dict.fromkeys(in_progress)) == ["1", "0"]

    last = shown(hass, "sensor.attic_last_arrival").attributes
    (item,) = plex_server.items(library_of(plex_server, "Movies"))[2:]
    assert last["url"].endswith(f"%2Flibrary%2Fmetadata%2F{item.rating_key}")
    assert last["library"] == "Movies"
    assert last["download"] == "Paper Harbour (2021)"
    assert last["source"] == "action"
    assert last["kind"] == "added"
    assert [one["title"] for one in last["items"]] == ["Paper Harbour"]

    attributes = shown(hass, "event.attic_delivery").attributes
    assert attributes["event_type"] == "available"
    assert attributes["url"] == last["url"]
    assert attributes["download"]["category"] == "films"
    assert attributes["delivery_id"] == last["delivery_id"]


async def test_delivery_while_plex_is_offline(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    rule = plex_server.fail(Fault.REFUSE)
    async with entry_set_up(hass, config_entry):
        hass.config_entries.async_update_entry(config_entry, options={"settle_seconds": 0})
        await hass.config_entries.async_reload(config_entry.entry_id)
        await deliver(hass, tmp_path, "Paper Harbour (2021)")
        await hass.async_block_till_done()
        assert shown(hass, "sensor.attic_deliveries_in_progress").state == "1"
        assert shown(hass, "event.attic_delivery").attributes["event_type"] == "completed"
        rule.lift()
        await refresh(hass, config_entry)
        await until(lambda: shown(hass, "sensor.attic_last_arrival").state == "Paper Harbour", 20)
        assert shown(hass, "sensor.attic_deliveries_in_progress").state == "0"


async def test_recorded_attributes_fit(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    """The recorder drops all attributes of a state if they exceed 16 KiB."""
    for library in plex_server.catalog.libraries.values():
        plex_server.add_items(library, 150)
    async with entry_set_up(hass, config_entry):
        options = {"recently_added": 100, "settle_seconds": 0}
        hass.config_entries.async_update_entry(config_entry, options=options)
        await hass.config_entries.async_reload(config_entry.entry_id)
        await until(lambda: plex_server.websockets)
        await asyncio.sleep(30)
        folder = tmp_path / "shows" / ("A very long name indeed " * 9) / "Season 01"
        folder.mkdir(parents=True)
        for number in range(1, 60):
            (folder / f"A very long name indeed - S01E{number:02}.mkv").write_bytes(str(number).encode())
        files = [file.name for file in folder.iterdir()]
        path = f"/media/shows/{folder.parent.name}/Season 01"
        await hass.services.async_call(
            DOMAIN, "download_completed", {"name": "n" * 1024, "path": path, "files": files}, blocking=True
        )
        await until(lambda: shown(hass, "sensor.attic_last_arrival").state != STATE_UNKNOWN, 30)
        assert len(shown(hass, MOVIES_ADDED).attributes["items"]) == 100
        for state in hass.states.async_all():
            assert recorded_bytes(hass, state) < 16384 / 4, state.entity_id


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
