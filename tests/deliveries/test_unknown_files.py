"""Downloads whose files are unknown: only what is new in Plex can be one of them."""

import asyncio
import os
import time

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState

from .conftest import DeliveryEnvironment


async def test_folder_with_unknown_files_takes_only_new_items(env: DeliveryEnvironment) -> None:
    folder = "shows/Quiet Engines/Season 08"
    env.put(f"{folder}/Quiet Engines - S08E01.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["2"])
    await asyncio.sleep(1.1)
    env.put(f"{folder}/Quiet Engines - S08E02.mkv")
    delivery = await env.ended(await env.finish(f"/media/{folder}"))
    assert [item.episode for item in delivery.items] == [2]


async def test_album_of_unknown_files_is_found_without_notifications(env: DeliveryEnvironment) -> None:
    env.plex.websocket_mode = "silent"
    files = [env.put(f"music/The Lanterns/Low Light/0{number} - Song {number}.flac") for number in (1, 2, 3)]
    delivery = await env.ended(await env.finish("/media/music/The Lanterns/Low Light"))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.item_count == len(files)


async def test_album_of_unknown_files_is_found_below_newer_items(env: DeliveryEnvironment) -> None:
    """There were no notifications, it is not among the newest items, and its names are unknown."""
    library = next(library for library in env.plex.catalog.libraries.values() if library.title == "Music")
    for number in (1, 2, 3):
        path = f"music/The Lanterns/Low Light/0{number} - Song {number}.flac"
        env.put(path)
        os.utime(env.disk / path, (time.time() - 300,) * 2)
    env.plex.scan_now(library)
    env.plex.add_items(library, 60)
    env.plex.websocket_mode = "silent"
    delivery = await env.ended(await env.finish("/media/music/The Lanterns/Low Light"))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.item_count == 3
    asked = [request.query for request in env.plex.requests if request.path.endswith("/all")]
    assert {int(query.get("X-Plex-Container-Start", 0)) for query in asked} <= {0, 50, 100}
