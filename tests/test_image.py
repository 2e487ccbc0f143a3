"""The image entity with the poster of the last arrival."""

from dataclasses import replace
from http import HTTPStatus
import logging
from pathlib import Path
from typing import Any

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import Event, HomeAssistant, State, callback
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals import data
from custom_components.plex_arrivals.const import DOMAIN, EVENT_DELIVERY
from testing.plex_server import Fault, PlexServer
from testing.waiting import until

IMAGE = "image.attic_last_arrival_poster"
POSTERS = ("/photo/:/transcode", "/library/metadata/*/thumb*")


@pytest.fixture(autouse=True)
def _short_match_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "TIMING", replace(data.TIMING, match_limit=0.3))


def image(hass: HomeAssistant) -> State:
    state = hass.states.get(IMAGE)
    assert state
    return state


async def arrive(hass: HomeAssistant, entry: MockConfigEntry, disk: Path, *files: str) -> None:
    """Download files into one folder and wait until they are in Plex."""
    for name in files:
        file = disk / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"film")
    folder = str(Path(files[0]).parent)
    manager = entry.runtime_data.manager
    before = manager.last_arrival
    events = async_capture_events(hass, EVENT_DELIVERY)
    await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"name": folder, "path": f"/media/{folder}", "files": [Path(name).name for name in files]},
        blocking=True,
    )
    await until(lambda: manager.last_arrival is not before and events[-1].data["state"] in ("available", "upgraded"))
    await hass.async_block_till_done()


async def test_entities_update_before_event(hass: HomeAssistant, loaded: MockConfigEntry, tmp_path: Path) -> None:
    """An automation that handles the event reads the poster from the entity."""
    shown: list[tuple[str | None, str]] = []

    @callback
    def on_event(event: Event[dict[str, Any]]) -> None:
        if event.data["state"] == "available":
            last = hass.states.get("sensor.attic_last_arrival")
            shown.append((image(hass).attributes.get("entity_picture"), last.state if last else ""))

    hass.bus.async_listen(EVENT_DELIVERY, on_event)
    await arrive(hass, loaded, tmp_path, "movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    [(picture, title)] = shown
    assert picture
    assert title == "Paper Harbour"


def asked_for(plex_server: PlexServer) -> list[str]:
    """Return the items whose posters were requested from Plex."""
    return [request.query["url"].split("/")[3] for request in plex_server.requests if "url" in request.query]


async def fetch(hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator) -> tuple[int, bytes]:
    """Fetch the image by its URL only, like a phone that shows a notification."""
    client = await hass_client_no_auth()
    answer = await client.get(image(hass).attributes["entity_picture"])
    return answer.status, await answer.read()


async def test_no_arrival_yet(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    state = image(hass)
    assert state.state == STATE_UNKNOWN
    assert state.name == "Attic Last arrival poster"
    assert "entity_picture" not in state.attributes


async def test_poster_of_the_last_arrival(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    tmp_path: Path,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    await arrive(hass, loaded, tmp_path, "movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    last = loaded.runtime_data.manager.last_arrival
    assert dt_util.parse_datetime(image(hass).state) == last.updated_at
    assert not asked_for(plex_server), "it is fetched on request"
    status, content = await fetch(hass, hass_client_no_auth)
    assert status == HTTPStatus.OK
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (640, 960)
    with plex_server.fail(Fault.REFUSE):
        assert await fetch(hass, hass_client_no_auth) == (status, content), "it stays while Plex is away"
    assert asked_for(plex_server) == [last.items[0].rating_key]
    assert plex_server.token not in f"{image(hass).as_dict()}"

    await arrive(hass, loaded, tmp_path, "movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    assert (await fetch(hass, hass_client_no_auth))[1] != content
    assert len(set(asked_for(plex_server))) == 2


async def test_episode_has_poster_of_season(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    tmp_path: Path,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    files = [f"shows/Quiet Engines/Season 02/Quiet Engines - S02E0{number}.mkv" for number in (1, 2)]
    await arrive(hass, loaded, tmp_path, *files)
    assert (await fetch(hass, hass_client_no_auth))[0] == HTTPStatus.OK
    season = next(item for item in plex_server.catalog.items.values() if item.title == "Season 2")
    assert asked_for(plex_server) == [season.rating_key]


async def test_restart_keeps_poster(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    tmp_path: Path,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    await arrive(hass, loaded, tmp_path, "movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    before = image(hass).state
    await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert image(hass).state == before
    assert (await fetch(hass, hass_client_no_auth))[0] == HTTPStatus.OK


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.HTML, Fault.STATUS(404), Fault.MAINTENANCE, Fault.STATUS(401)])
async def test_poster_cannot_be_fetched(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    tmp_path: Path,
    hass_client_no_auth: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
) -> None:
    await arrive(hass, loaded, tmp_path, "movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    before = image(hass).state
    rules = [plex_server.fail(fault, path) for path in POSTERS]
    assert (await fetch(hass, hass_client_no_auth))[0] == HTTPStatus.INTERNAL_SERVER_ERROR
    assert image(hass).state == before
    assert not [record for record in caplog.records if record.exc_info and record.levelno > logging.DEBUG]
    for rule in rules:
        rule.lift()
    await until(lambda: plex_server.websockets)
    assert (await fetch(hass, hass_client_no_auth))[0] == HTTPStatus.OK


async def test_arrival_without_poster_removes_previous_one(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    await arrive(hass, loaded, tmp_path, "movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    plex_server.never_match = True
    await arrive(hass, loaded, tmp_path, "movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    assert loaded.runtime_data.manager.last_arrival.items[0].artwork is None
    state = image(hass)
    assert state.state == STATE_UNKNOWN
    assert "entity_picture" not in state.attributes
