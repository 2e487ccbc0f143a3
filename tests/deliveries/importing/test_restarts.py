"""Home Assistant or the importer is restarted, or does not respond."""

import asyncio

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from testing.waiting import until

from .environment import ARCHIVE, HASH, MINUTE, ImportEnvironment, imported, torrent


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


@pytest.mark.parametrize("how", ["down", "key", "unloaded"])
async def test_unknown_download_waits_while_an_importer_is_silent(
    imports: ImportEnvironment, sonarr_entry: MockConfigEntry, how: str
) -> None:
    download = imports.grab(1)
    key = imports.sonarr.api_key
    if how == "down":
        await imports.sonarr.stop()
    elif how == "key":
        imports.sonarr.refuse_key()
    else:
        await imports.hass.config_entries.async_unload(sonarr_entry.entry_id)
    delivery = await imports.report(download)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED, 5)
    assert imports.env.events[-1].data["explanation"] == "Waiting for Sonarr, Radarr, or Lidarr"
    await asyncio.sleep(300)
    assert (imports.now(delivery).reason, imports.now(delivery).importer) == (Reason.IMPORT_AWAITED, None)
    assert not imports.env.plex.scans
    if how == "down":
        await imports.sonarr.start()
    elif how == "key":
        imports.sonarr.api_key = key
    else:
        await imports.hass.config_entries.async_setup(sonarr_entry.entry_id)
    await until(lambda: imports.now(delivery).importer == "sonarr", MINUTE)
    await imports.sonarr.process()
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1]
    assert imports.reasons(delivery).count("import_awaited") == 1


async def test_download_of_no_importer_goes_on_when_all_respond(imports: ImportEnvironment) -> None:
    await imports.sonarr.stop()
    delivery = await imports.report(torrent(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.start()
    await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING, MINUTE)


async def test_wait_for_a_silent_importer_is_limited(imports: ImportEnvironment) -> None:
    await imports.sonarr.stop()
    began = imports.hass.loop.time()
    delivery = await imports.report(torrent(1, category="sonarr"))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await asyncio.sleep(300)
    await imports.env.restart()
    await asyncio.sleep(200)
    assert imports.now(delivery).reason is Reason.IMPORT_AWAITED
    await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING, MINUTE * 3)
    assert imports.hass.loop.time() - began < 700, "a restart does not restart the wait"
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.importer) == (DeliveryState.MISSING, None)
    assert imports.reasons(delivery).count("import_awaited") == 1


async def test_silent_importer_delays_what_may_be_nobodys_for_minutes_only(imports: ImportEnvironment) -> None:
    await imports.sonarr.stop()
    delivery = await imports.report(torrent(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING, 7 * MINUTE)


@pytest.mark.parametrize("is_retried", [False, True])
async def test_wait_for_a_silent_importer_can_be_ended(imports: ImportEnvironment, *, is_retried: bool) -> None:
    await imports.sonarr.stop()
    delivery = await imports.report(torrent(1, category="sonarr"))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    if is_retried:
        await imports.env.manager.async_retry(delivery.id)
        await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING)
    else:
        await imports.env.manager.async_dismiss(delivery.id)
        assert not imports.env.manager.deliveries


async def test_restarts_do_not_restart_the_wait_for_what_was_removed(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    imports.sonarr.remove(HASH)
    for _ in range(4):
        await asyncio.sleep(500)
        await imports.env.restart()
    ended = imports.now(delivery)
    assert (ended.state, ended.reason) == (DeliveryState.UNMATCHED, Reason.NO_IMPORT)


@pytest.mark.parametrize("is_blocked", [False, True])
async def test_client_of_the_importer_is_down_for_minutes(imports: ImportEnvironment, is_blocked: bool) -> None:
    """Its queue is empty meanwhile."""
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    if is_blocked:
        await imports.sonarr.block(HASH, ARCHIVE)
        await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    imports.sonarr.client_reachable = False
    await asyncio.sleep(500)
    waiting = imports.now(delivery)
    assert (waiting.state, waiting.reason, waiting.messages) == (DeliveryState.WAITING, Reason.IMPORT_AWAITED, ())
    assert waiting.importer == "sonarr"
    imports.sonarr.client_reachable = True
    if is_blocked:
        assert (await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)).messages == (ARCHIVE,)
        imports.sonarr.resolve(HASH)
    await imports.sonarr.process()
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert imports.sonarr.count("history") < 20


@pytest.mark.parametrize("seconds", [200, 500])
@pytest.mark.parametrize("is_reported", [False, True])
async def test_restart_of_the_importer_during_the_import_of_a_pack(
    imports: ImportEnvironment, seconds: float, is_reported: bool
) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    file = await imports.sonarr.import_file(HASH)
    if is_reported:
        await imports.report(imported(imports.sonarr.name_of(file), 11))
    imports.sonarr.client_reachable = False
    await asyncio.sleep(seconds)
    assert not imports.env.plex.scans
    imports.sonarr.client_reachable = True
    await imports.sonarr.process()
    for _ in range(2):
        await imports.sonarr.import_file(HASH)
    ended = await imports.env.ended(delivery)
    assert ([one.episode for one in ended.items], ended.reason) == ([1, 2, 3], None)
    assert imports.env.announced(delivery).count("available") == 1


@pytest.mark.parametrize("comes_back", [True, False])
async def test_restart_of_the_importer_that_did_not_grab_the_download(
    imports: ImportEnvironment, comes_back: bool
) -> None:
    """The user added the torrent with Sonarr's category: the history does not mention it."""
    download = imports.grab(1)
    imports.sonarr.history.events.clear()
    delivery = await imports.report(download)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    imports.sonarr.client_reachable = False
    await asyncio.sleep(500)
    assert (imports.now(delivery).reason, imports.now(delivery).importer) == (Reason.IMPORT_AWAITED, "sonarr")
    assert not imports.env.plex.scans
    imports.sonarr.client_reachable = True
    if comes_back:
        await imports.sonarr.process()
    else:
        imports.sonarr.remove(HASH)
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.importer) == (
        (DeliveryState.AVAILABLE, "sonarr") if comes_back else (DeliveryState.MISSING, None)
    )


async def test_removed_importer_ends_the_wait(imports: ImportEnvironment, sonarr_entry: MockConfigEntry) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.hass.config_entries.async_remove(sonarr_entry.entry_id)
    await until(lambda: imports.env.plex.scans, MINUTE)
    assert (await imports.env.ended(delivery)).importer_entry_id is None
