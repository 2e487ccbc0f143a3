"""Notifications update the data of the coordinator at once, with few requests."""

import asyncio
from pathlib import Path
from typing import Any

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.plex_server import Fault, Location, PlexServer
from testing.waiting import until
from tests.entities.conftest import library_of

from .conftest import (
    MOVIES_ADDED,
    MOVIES_SCANNING,
    ONLINE,
    add_film,
    item_frame,
    paths,
    scan_frame,
    state,
    titles,
)


async def test_scan_is_shown_at_once(hass: HomeAssistant, notified: PlexServer) -> None:
    notified.scan_seconds = 0.3
    assert state(hass, MOVIES_SCANNING) == STATE_OFF
    notified.scan_by_itself(library_of(notified, "Movies"))
    await until(lambda: state(hass, MOVIES_SCANNING) == STATE_ON, 0.3)
    assert state(hass, "binary_sensor.attic_shows_scanning") == STATE_OFF
    await until(lambda: state(hass, MOVIES_SCANNING) == STATE_OFF)
    assert paths(notified) == []


async def test_added_item_is_shown_within_seconds(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    path = add_film(tmp_path, "Paper Harbour (2021)")
    notified.scan_by_itself(library_of(notified, "Movies"), path)
    await until(lambda: len(notified.items(library_of(notified, "Movies"))) == 3)
    await until(lambda: state(hass, MOVIES_ADDED) == "Paper Harbour", 10)
    assert "Paper Harbour" in titles(hass, "sensor.attic_recently_added")
    assert paths(notified) == ["/library/sections/1/all", "/library/metadata/20"], "the list, the new item, no polling"


async def test_burst_needs_one_request_per_library(hass: HomeAssistant, notified: PlexServer) -> None:
    for number in range(500):
        notified.push(item_frame("1", 5, str(number)))
        notified.push(item_frame("2", 9, str(number)))
    await asyncio.sleep(30)
    assert sorted(paths(notified)) == ["/library/sections/1/all", "/library/sections/2/all"]


async def test_deleted_item_is_removed(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    assert "Sable Coast" in titles(hass)
    for file in (tmp_path / "movies" / "Sable Coast (2010)").iterdir():
        file.unlink()
    notified.scan_by_itself(library_of(notified, "Movies"))
    await until(lambda: len(notified.items(library_of(notified, "Movies"))) == 1)
    await until(lambda: "Sable Coast" not in titles(hass), 10)


async def test_notifications_of_unlisted_libraries_cause_few_requests(
    hass: HomeAssistant, notified: PlexServer
) -> None:
    """Plex also notifies about libraries that the account may not access."""
    for _ in range(120):
        notified.push(item_frame("99", 5))
        await asyncio.sleep(1)
    assert 1 <= paths(notified).count("/library/sections") <= 4


async def test_first_scan_adds_new_library(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    (tmp_path / "films").mkdir()
    library = notified.add_library("Films", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    notified.scan_by_itself(library)
    await until(lambda: hass.states.get("binary_sensor.attic_films_scanning"))


@pytest.mark.parametrize("mode", ["garbage", "flood"])
async def test_invalid_notifications_are_ignored(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, mode: Any
) -> None:
    await until(lambda: plex_server.websockets)
    await asyncio.sleep(70)
    plex_server.requests.clear()
    plex_server.websocket_mode = mode
    await asyncio.sleep(20)
    assert state(hass, ONLINE) == STATE_ON
    assert len(plex_server.requests) <= 4


async def test_notifications_of_offline_server_are_not_shown(hass: HomeAssistant, notified: PlexServer) -> None:
    with notified.fail(Fault.MAINTENANCE):
        await asyncio.sleep(605)
        await until(lambda: state(hass, ONLINE) == STATE_OFF)
        notified.push(scan_frame("started", "1"))
        notified.push(item_frame("1", 5))
        await asyncio.sleep(10)
        assert state(hass, MOVIES_SCANNING) == STATE_UNAVAILABLE
