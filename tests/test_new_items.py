"""New items are reported once each, and cost nothing without listeners."""

import asyncio
from collections.abc import Callable
from itertools import pairwise
import logging

from homeassistant.core import HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import new_items as module
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.plex.models import PlexMediaItem
from custom_components.plex_arrivals.plex.notifications import ItemCreated
from testing.plex_server import Fault, Location
from testing.plex_server.library import NO_AGENT
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.virtual_time import pass_one_minute

MOVIE = "movies/Paper Moons (2020)/Paper Moons (2020).mkv"


class Listener:
    """A listener that collects the new items."""

    def __init__(self, entry: MockConfigEntry) -> None:
        self.items: list[PlexMediaItem] = []
        self.stop: Callable[[], None] = entry.runtime_data.new_items.async_add_listener(self._take)

    @callback
    def _take(self, item: PlexMediaItem) -> None:
        self.items.append(item)

    @property
    def titles(self) -> list[str]:
        return [item.title for item in self.items]


async def scan(env: DeliveryEnvironment, title: str = "Movies") -> None:
    libraries = env.entry.runtime_data.coordinator.data.libraries.values()
    await env.entry.runtime_data.plex.refresh_library(next(one for one in libraries if one.title == title))


def fetches(env: DeliveryEnvironment) -> int:
    """Return how many requests were made for items, except those that complete a list right after it."""
    paths = [request.path for request in env.plex.requests]
    return sum(
        path.startswith("/library/metadata/") and not before.endswith("/all") for before, path in pairwise(["", *paths])
    )


async def test_reported_once_when_matched(env: DeliveryEnvironment) -> None:
    """Plex repeats state 5, and a scan that finds nothing reports no item."""
    listener = Listener(env.entry)
    env.plex.match_seconds = 0.2
    env.put(MOVIE)
    await scan(env)
    await until(lambda: listener.items)
    (item,) = listener.items
    assert (item.title, item.matched, item.library_id) == ("Paper Moons", True, "1")
    await scan(env)
    await pass_one_minute()
    assert len(listener.items) == 1
    assert fetches(env) == 1


async def test_no_requests_without_listeners(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    listener.stop()
    env.put(MOVIE)
    await scan(env)
    await pass_one_minute()
    assert fetches(env) == 0
    assert not listener.items
    assert env.entry.runtime_data.new_items._task is None


async def test_episode_is_reported_without_show_and_season(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    for number in range(1, 13):
        env.put(f"shows/Glass Harbour (2021)/Season 01/Glass Harbour (2021) - S01E{number:02}.mkv")
    await scan(env, "Shows")
    await until(lambda: len(listener.items) >= 12)
    await pass_one_minute()
    assert {item.type for item in listener.items} == {"episode"}
    assert sorted(item.episode or 0 for item in listener.items) == list(range(1, 13))
    assert fetches(env) <= 2


async def test_album_is_reported_without_tracks(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    for number in (1, 2):
        env.put(f"music/The Quiet Hours/Night Ferries/{number:02} - Part {number}.flac")
    await scan(env, "Music")
    await until(lambda: listener.items)
    await pass_one_minute()
    assert [(item.type, item.title) for item in listener.items] == [("album", "Night Ferries")]


async def test_upgrade_is_not_reported(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    env.put("movies/Sable Coast (2010)/Sable Coast (2010) 2160p.mkv", size=99)
    await scan(env)
    await pass_one_minute()
    assert not listener.items


async def test_unmatched_item_is_reported_after_limit(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    env.plex.never_match = True
    env.put(MOVIE)
    await scan(env)
    await pass_one_minute()
    assert not listener.items
    await until(lambda: listener.items, 65)
    assert listener.items[0].matched is False


async def test_library_without_agent_is_reported_soon(env: DeliveryEnvironment) -> None:
    """Plex never reports that an item is ready."""
    location = Location(plex="/media/home", disk=env.disk / "home")
    env.plex.add_library("Home", "movie", [location], NO_AGENT)
    coordinator = env.entry.runtime_data.coordinator
    await asyncio.sleep(FRESH_SECONDS)
    await coordinator.async_refresh()
    await until(lambda: len(coordinator.data.libraries) == 4)
    listener = Listener(env.entry)
    env.put("home/Garden.mkv")
    await scan(env, "Home")
    await until(lambda: listener.items, 15)
    assert listener.titles == ["Garden"]


async def test_item_deleted_before_report(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    env.plex.match_seconds = 0.3
    file = env.put(MOVIE)
    await scan(env)
    new_items = env.entry.runtime_data.new_items
    await until(lambda: new_items._pending)
    (env.disk / file.path.removeprefix("/media/")).unlink()
    await scan(env)
    await until(lambda: not new_items._pending)
    await pass_one_minute()
    assert not listener.items
    assert fetches(env) == 0


async def test_request_is_repeated_after_failure(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    rule = env.plex.fail(Fault.MAINTENANCE, "/library/metadata/*")
    env.put(MOVIE)
    await scan(env)
    await until(lambda: fetches(env))
    await pass_one_minute()  # Plex has sent all its notifications about it
    rule.lift()
    assert not listener.items
    await asyncio.sleep(module.RETRY_SECONDS)
    await until(lambda: listener.items)
    assert listener.titles == ["Paper Moons"]
    listener.stop()


async def test_lists_replace_notifications(env: DeliveryEnvironment) -> None:
    """The items of the first lists are old."""
    env.plex.websocket_mode = "silent"
    coordinator = env.entry.runtime_data.coordinator
    while len(coordinator.data.recently_added_in) < 3:
        await coordinator.async_refresh()
    listener = Listener(env.entry)
    env.put(MOVIE)
    await scan(env)
    await until(lambda: len(env.plex.items(env.plex.catalog.libraries["1"])) == 3)
    for _ in range(4):
        await coordinator.async_refresh()
    await until(lambda: listener.items)
    for _ in range(4):
        await coordinator.async_refresh()
    assert listener.titles == ["Paper Moons"]
    assert fetches(env) == 0


async def test_old_item_that_moves_up_is_not_reported(env: DeliveryEnvironment) -> None:
    library = env.plex.catalog.libraries["1"]
    env.plex.add_items(library, 15)
    coordinator = env.entry.runtime_data.coordinator
    for _ in range(4):
        await coordinator.async_refresh()
    assert len(coordinator.data.recently_added_in["1"]) == 10
    listener = Listener(env.entry)
    env.plex.catalog.remove_item(env.plex.items(library)[-1])
    for _ in range(4):
        await coordinator.async_refresh()
    assert not listener.items


async def test_burst_is_limited(
    env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Other libraries are not limited, and the limit ends with the burst."""
    monkeypatch.setattr(module, "BURST_ITEMS", 3)
    listener = Listener(env.entry)
    for number in range(10):
        env.put(f"movies/Film {number} (2001)/Film {number} (2001).mkv")
    await scan(env)
    await until(lambda: len(listener.items) >= 3)
    env.put("shows/Glass Harbour (2021)/Season 01/Glass Harbour (2021) - S01E01.mkv")
    await scan(env, "Shows")
    await until(lambda: len(listener.items) >= 4)
    for _ in range(4):
        await env.entry.runtime_data.coordinator.async_refresh()
    assert len(listener.items) == 4
    (said,) = [record for record in caplog.records if "at once" in record.message]
    assert said.levelno == logging.WARNING
    await asyncio.sleep(module.BURST_PAUSE_SECONDS + 10)
    env.put(MOVIE)
    await scan(env)
    await until(lambda: "Paper Moons" in listener.titles)
    assert len(listener.items) == 5
    listener.stop()


async def test_memory_is_limited(env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    new_items = env.entry.runtime_data.new_items
    for number in range(20_000):
        new_items.on_notification(ItemCreated(str(900_000 + number), "1", 1, None, None))
    assert len(new_items._pending) <= module.BURST_ITEMS
    assert len(new_items._old_ids) <= module._MAX_OLD_IDS
    await pass_one_minute()
    assert fetches(env) <= 2
    assert not listener.items


async def test_task_ends_with_last_listener(env: DeliveryEnvironment) -> None:
    listeners = [Listener(env.entry), Listener(env.entry)]
    env.plex.match_seconds = 5
    env.put(MOVIE)
    await scan(env)
    new_items = env.entry.runtime_data.new_items
    await until(lambda: new_items._pending)
    task = new_items._task
    listeners[0].stop()
    await asyncio.sleep(1)
    assert not task.done()
    listeners[1].stop()
    await until(task.done)


async def test_listener_that_is_added_again(env: DeliveryEnvironment) -> None:
    """Items that were pending or added in between are reported once, as when an automation is saved."""
    env.plex.match_seconds = 0.3
    first = Listener(env.entry)
    env.put("movies/Film 1 (2001)/Film 1 (2001).mkv")
    await scan(env)
    await until(lambda: first.items)
    env.put(MOVIE)
    await scan(env)
    new_items = env.entry.runtime_data.new_items
    await until(lambda: new_items._pending)
    first.stop()
    env.put("movies/Film 2 (2001)/Film 2 (2001).mkv")
    await scan(env)
    await pass_one_minute()  # Plex has sent all its notifications about them
    assert fetches(env) == 1
    second = Listener(env.entry)
    await until(lambda: len(second.items) == 2)
    for _ in range(4):
        await env.entry.runtime_data.coordinator.async_refresh()
    assert sorted(second.titles) == ["Film 2", "Paper Moons"]
    assert first.titles == ["Film 1"]
    second.stop()
    env.put("movies/Film 3 (2001)/Film 3 (2001).mkv")
    await scan(env)
    await until(lambda: new_items._pending)
    await asyncio.sleep(130)
    third = Listener(env.entry)
    assert not new_items._pending
    await pass_one_minute()
    assert not third.items
    third.stop()


async def test_state_expires_without_listener(env: DeliveryEnvironment) -> None:
    Listener(env.entry).stop()
    new_items = env.entry.runtime_data.new_items
    assert new_items._old_ids
    await asyncio.sleep(130)
    new_items.on_notification(ItemCreated("900000", "1", 1, None, None))
    assert not new_items._old_ids
    assert not new_items._pending


async def test_task_ends_with_entry(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    listener = Listener(env.entry)
    env.plex.match_seconds = 5
    env.put(MOVIE)
    await scan(env)
    new_items = env.entry.runtime_data.new_items
    await until(lambda: new_items._pending)
    await hass.config_entries.async_unload(env.entry.entry_id)
    assert new_items._task.done()
    listener.stop()
    await hass.config_entries.async_setup(env.entry.entry_id)
