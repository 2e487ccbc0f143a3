"""Folders that an importer changed without naming files."""

import asyncio

from custom_components.plex_arrivals.downloads.download import ChangedFolder
from testing.waiting import until

from .conftest import DeliveryEnvironment


async def test_changed_folder_is_scanned_without_event(env: DeliveryEnvironment) -> None:
    env.put("shows/Copper Tide (2014)/Season 02/Copper Tide - S02E01.mkv")
    env.manager.on_changed_folder(ChangedFolder(path="/media/shows/Copper Tide (2014)", source="sonarr"))
    await until(lambda: env.plex.scans)
    await asyncio.sleep(1)
    assert [folder for _, folder in env.plex.scans] == ["/media/shows/Copper Tide (2014)"]
    assert not env.manager.deliveries
    assert not env.events


async def test_changed_folder_without_library_is_not_scanned(env: DeliveryEnvironment) -> None:
    env.manager.on_changed_folder(ChangedFolder(path="/elsewhere/Copper Tide (2014)", source="sonarr"))
    await asyncio.sleep(1)
    assert not env.plex.scans


async def test_changed_folder_waits_for_plex(env: DeliveryEnvironment) -> None:
    env.manager.set_online(online=False)
    env.manager.on_changed_folder(ChangedFolder(path="/media/shows/Copper Tide (2014)", source="sonarr"))
    await asyncio.sleep(1)
    assert not env.plex.scans
    env.manager.set_online(online=True)
    await until(lambda: env.plex.scans)
