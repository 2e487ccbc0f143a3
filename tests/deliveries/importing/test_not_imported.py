"""Imports that are blocked or rejected."""

import asyncio

from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason, TransitionError
from testing.waiting import until
from tests.disk import Disk

from .environment import ARCHIVE, HASH, MINUTE, ImportEnvironment, imported


@pytest.mark.parametrize("version", ["3.0.10.1567", "4.0.4.1491", "4.0.16.2946"])
async def test_blocked_import_says_why(imports: ImportEnvironment, version: str) -> None:
    imports.sonarr.version = version
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.block(HASH, ARCHIVE)
    blocked = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    assert (blocked.state, blocked.messages) == (DeliveryState.WAITING, (ARCHIVE,))
    assert imports.env.manager.import_blocked == [blocked]
    assert (imports.env.manager.in_progress, imports.env.manager.needing_attention_count) == (0, 1)

    await imports.sonarr.block(HASH, "No files found are eligible for import")
    await until(lambda: imports.now(delivery).messages == ("No files found are eligible for import",), MINUTE)
    await asyncio.sleep(1000)
    assert imports.reasons(delivery) == ["settling", "import_awaited", "import_blocked", "import_blocked"]

    imports.sonarr.resolve(HASH)
    assert (await imports.env.manager.async_retry(delivery.id)).id == delivery.id
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.messages) == (DeliveryState.AVAILABLE, ())
    assert not imports.env.manager.import_blocked
    with pytest.raises(TransitionError):
        await imports.env.manager.async_retry(delivery.id)


async def test_retry_while_the_importer_does_not_respond(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    blocked = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    await imports.sonarr.stop()
    with pytest.raises(HomeAssistantError) as error:
        await imports.env.manager.async_retry(delivery.id)
    assert error.value.translation_key == "import_not_tried"
    assert imports.now(delivery) == blocked


async def test_dismissed_import_is_forgotten_until_it_comes(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    await imports.env.manager.async_dismiss(delivery.id)
    assert not imports.env.manager.deliveries
    requests = imports.sonarr.count("queue")
    file = await imports.sonarr.import_file(HASH)
    again = await imports.report(imported(imports.sonarr.name_of(file), 11))
    assert again.id != delivery.id
    assert (await imports.env.ended(again)).state is DeliveryState.AVAILABLE
    assert imports.sonarr.count("queue") - requests < 10, "nobody waits for it any longer"


async def test_import_that_cannot_be_dismissed_is_still_awaited(imports: ImportEnvironment, disk: Disk) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    disk.is_full_once = True
    with pytest.raises(HomeAssistantError):
        await imports.env.manager.async_dismiss(delivery.id)
    await imports.sonarr.import_file(HASH)
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_rejected_import_is_skipped_until_it_is_forced(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.reject(HASH)
    skipped = await imports.env.ended(delivery)
    assert (skipped.state, skipped.reason) == (DeliveryState.SKIPPED, Reason.IMPORT_REJECTED)
    assert any("Not an upgrade" in message for message in skipped.messages)
    assert not imports.env.plex.scans
    assert not imports.env.manager.failed

    file = await imports.sonarr.import_file(HASH)
    await imports.report(imported(imports.sonarr.name_of(file), 11))
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.messages) == (DeliveryState.AVAILABLE, ())


async def test_rejected_import_is_found_by_retrying(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.reject(HASH)
    await imports.env.ended(delivery)
    await imports.sonarr.import_file(HASH)
    await imports.env.manager.async_retry(delivery.id)
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE


@pytest.mark.parametrize("how", ["fail", "ignore", "remove"])
async def test_removed_from_the_queue(imports: ImportEnvironment, how: str) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    getattr(imports.sonarr, how)(HASH)
    if how == "remove":  # as it looks while the client does not respond
        await asyncio.sleep(500)
        assert (imports.now(delivery).state, imports.now(delivery).reason) == ("waiting", Reason.IMPORT_AWAITED)
    ended = await imports.env.ended(delivery, 300)
    if how == "remove":  # Sonarr has not said why
        assert (ended.state, ended.reason) == (DeliveryState.UNMATCHED, Reason.NO_IMPORT)
    else:
        assert (ended.state, ended.reason) == (DeliveryState.SKIPPED, Reason.IMPORT_REJECTED)
        assert ended.messages
    assert not imports.env.plex.scans


async def test_pack_of_which_the_rest_is_blocked_is_partly_delivered(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    for _ in range(2):
        await imports.sonarr.import_file(HASH)
    await imports.sonarr.block(HASH, "Sample")
    blocked = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    assert blocked.messages == ("Sample",)
    ended = await imports.env.ended(delivery, 8 * MINUTE)
    assert [one.episode for one in ended.items] == [1, 2]
    assert (ended.reason, ended.messages) == (Reason.PARTLY_FOUND, ("Sample",))
    assert imports.reasons(delivery).count("import_blocked") == 1
    assert imports.env.events[-1].data["explanation"] == "Only some of the files are in Plex: Sample"
    assert imports.env.announced(delivery).count("available") == 1


async def test_rest_that_is_imported_after_all_completes_the_pack(imports: ImportEnvironment) -> None:
    imports.env.plex.scan_seconds = 30
    delivery = await imports.report(imports.grab(1, 2))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.import_file(HASH)
    await imports.sonarr.block(HASH, "Sample")
    await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING, 8 * MINUTE)
    file = await imports.sonarr.import_file(HASH)
    await imports.report(imported(imports.sonarr.name_of(file), 12))
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2]
    assert (ended.reason, ended.messages) == (None, ())


async def test_rest_that_is_rejected_is_not_missing(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.import_file(HASH)
    await imports.sonarr.reject(HASH)
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.reason, ended.messages) == (DeliveryState.AVAILABLE, None, ())


async def test_rest_that_never_comes_back_is_missing(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.import_file(HASH)
    imports.sonarr.remove(HASH)
    await asyncio.sleep(500)
    assert not imports.now(delivery).ended, "the client may not respond"
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1]
    assert (ended.state, ended.reason) == (DeliveryState.AVAILABLE, Reason.PARTLY_FOUND)


async def test_awaited_import_can_be_tried_again_and_dismissed(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    awaited = await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.stop()
    with pytest.raises(HomeAssistantError) as error:
        await imports.env.manager.async_retry(delivery.id)
    assert error.value.translation_key == "import_not_tried"
    assert imports.now(delivery) == awaited
    await imports.env.manager.async_dismiss(delivery.id)
    assert not imports.env.manager.deliveries
