"""The library of a delivery, also if it is added later."""

import asyncio

from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.plex_server import NO_AGENT, Location
from testing.waiting import until

from .conftest import DeliveryEnvironment


async def test_download_without_library_is_unmatched(env: DeliveryEnvironment) -> None:
    delivery = await env.ended(await env.finish("/downloads/Something"))
    assert (delivery.state, delivery.reason) == (DeliveryState.UNMATCHED, Reason.NO_LIBRARY)
    assert env.plex.scans == []


async def test_library_without_agent_is_available_at_once(env: DeliveryEnvironment) -> None:
    folder = env.disk / "clips"
    folder.mkdir()
    env.plex.add_library("Clips", "movie", [Location(plex="/media/clips", disk=folder)], agent=NO_AGENT)
    await asyncio.sleep(FRESH_SECONDS)
    file = env.put("clips/garden party.mkv")
    delivery = await env.ended(await env.finish(file.path, file))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert delivery.library_title == "Clips"


async def test_one_of_two_libraries_over_one_folder_is_scanned(env: DeliveryEnvironment) -> None:
    for title, kind in (("Films", "movie"), ("Series", "show")):
        env.plex.add_library(title, kind, [Location(plex="/media/both", disk=env.disk / "both")])
    await asyncio.sleep(FRESH_SECONDS)
    file = env.put("both/Quiet Engines/Quiet Engines - S01E01.mkv")
    delivery = await env.ended(await env.finish("/media/both/Quiet Engines", file))
    assert delivery.library_title == "Series"
    assert [library_id for library_id, _ in env.plex.scans] == ["5"]


async def test_rule_routes_category_to_its_library(env: DeliveryEnvironment) -> None:
    """Two libraries have movies, so that only the rule can decide."""
    env.plex.add_library("Cartoons", "movie", [Location(plex="/media/cartoons", disk=env.disk / "cartoons")])
    options = {**env.entry.options, "rules": [{"category": "Kids", "library": "cartoons"}]}
    env.hass.config_entries.async_update_entry(env.entry, options=options)
    await env.restart()
    env.put("cartoons/Blue Kite.mkv", size=77)
    file = DownloadedFile(path="/downloads/Blue Kite.mkv", size=77)
    delivery = await env.ended(await env.finish(file.path, file, category="kids"))
    assert (delivery.state, delivery.library_title) == (DeliveryState.AVAILABLE, "Cartoons")


async def test_unmatched_restarts_when_library_is_added(env: DeliveryEnvironment) -> None:
    file = env.put("concerts/Harbour Live 2001.mkv")
    env.plex.remove_library(env.plex.catalog.libraries["1"])
    await asyncio.sleep(FRESH_SECONDS)
    delivery = await env.ended(await env.finish(file.path, file))
    assert delivery.state is DeliveryState.UNMATCHED
    env.plex.add_library("Concerts", "movie", [Location(plex="/media/concerts", disk=env.disk / "concerts")])
    await asyncio.sleep(FRESH_SECONDS)
    await env.entry.runtime_data.coordinator.async_refresh()
    await until(lambda: env.announced(delivery)[-1] == "available")


async def test_unmatched_restarts_when_mapping_is_added(env: DeliveryEnvironment) -> None:
    env.put("movies/notes/notes.mkv")
    delivery = await env.ended(await env.finish("/elsewhere/notes"))
    assert delivery.state is DeliveryState.UNMATCHED
    options = {**env.entry.options, "path_mappings": [{"source": "/elsewhere", "plex": "/media/movies"}]}
    env.hass.config_entries.async_update_entry(env.entry, options=options)
    await env.restart()
    await until(lambda: env.announced(delivery)[-1] == "available")
