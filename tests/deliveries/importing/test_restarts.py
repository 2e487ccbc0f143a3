"""Home Assistant or the importer is restarted, or does not respond."""

import asyncio
from dataclasses import replace

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from testing.waiting import until

from .environment import ARCHIVE, HASH, MINUTE, OTHER_HASH, ImportEnvironment, imported


@pytest.mark.parametrize("is_blocked", [False, True])
async def test_import_while_home_assistant_was_down(imports: ImportEnvironment, is_blocked: bool) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    if is_blocked:
        await imports.sonarr.block(HASH, ARCHIVE)
        before = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
        imports.env.events.clear()
        await imports.env.restart()
        await asyncio.sleep(2 * MINUTE)
        assert imports.now(delivery) == before
        assert not imports.reasons(delivery), "nothing is announced twice"
    await imports.hass.config_entries.async_unload(imports.env.entry.entry_id)
    await imports.sonarr.import_file(HASH)
    await imports.hass.config_entries.async_setup(imports.env.entry.entry_id)
    began = imports.hass.loop.time()
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert imports.hass.loop.time() - began < MINUTE
    assert imports.env.announced(delivery).count("available") == 1


async def test_restarts_during_the_import_of_a_pack(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3))
    for number in (1, 2, 3):
        for pause in (0, 1, 5, 70):
            await imports.env.restart()
            await asyncio.sleep(pause)
        file = await imports.sonarr.import_file(HASH)
        if number == 2:
            await imports.report(imported(imports.sonarr.name_of(file), 12))
    await imports.env.restart()
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2, 3]
    assert imports.env.announced(delivery).count("available") == 1
    assert len(imports.env.manager.deliveries) == 1


async def test_restart_of_the_importer_announces_nothing(imports: ImportEnvironment) -> None:
    """Its queue is empty at first."""
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    before = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    imports.env.events.clear()
    await imports.sonarr.stop()
    await asyncio.sleep(3 * MINUTE)
    imports.sonarr.client_reachable = False
    await imports.sonarr.start()
    await asyncio.sleep(2 * MINUTE)
    imports.sonarr.client_reachable = True
    await asyncio.sleep(2 * MINUTE)
    assert imports.now(delivery) == before
    assert not imports.reasons(delivery)
    await imports.sonarr.import_file(HASH)
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_known_download_waits_while_its_importer_is_down(
    imports: ImportEnvironment, sonarr_entry: MockConfigEntry
) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.import_file(HASH)
    await imports.sonarr.stop()
    await imports.hass.config_entries.async_unload(sonarr_entry.entry_id)
    await imports.env.restart()
    await asyncio.sleep(1000)
    assert imports.now(delivery).reason is Reason.IMPORT_AWAITED
    await imports.sonarr.start()
    await imports.hass.config_entries.async_setup(sonarr_entry.entry_id)
    assert (await imports.env.ended(delivery, 2 * MINUTE)).state is DeliveryState.AVAILABLE


async def test_unknown_download_goes_on_while_the_importer_is_down(imports: ImportEnvironment) -> None:
    download = imports.grab(1)
    await imports.sonarr.stop()
    ended = await imports.env.ended(await imports.report(download))
    assert (ended.state, ended.importer) == (DeliveryState.MISSING, None)


async def test_importer_that_was_down_is_asked_again(imports: ImportEnvironment) -> None:
    """A category in which something was imported before suggests that the download is its, too."""
    first = imported(
        "/media/shows/Copper Tide (2014)/Season 01/a.mkv", 5, hash=OTHER_HASH, imported_from="/downloads/x"
    )
    await imports.report(replace(first, category="odd"))
    download = imports.grab(1)
    await imports.sonarr.stop()
    delivery = await imports.report(download)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.start()
    await imports.sonarr.process()
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1]


async def test_removed_importer_ends_the_wait(imports: ImportEnvironment, sonarr_entry: MockConfigEntry) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.hass.config_entries.async_remove(sonarr_entry.entry_id)
    await until(lambda: imports.env.plex.scans, MINUTE)
    assert (await imports.env.ended(delivery)).importer_entry_id is None
