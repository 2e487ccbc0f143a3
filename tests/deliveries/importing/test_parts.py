"""A download of which an importer imports a part."""

import asyncio

from aiohttp import web
import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason

from .environment import HASH, MINUTE, ImportEnvironment, imported

BY_ID = "Found matching series via grab history, but release was matched to series by ID."


@pytest.mark.parametrize("has_webhook", [False, True])
async def test_pack_imported_by_hand_arrives_as_one(imports: ImportEnvironment, *, has_webhook: bool) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3, 4))
    await imports.sonarr.block(HASH, BY_ID)
    await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    for number in (1, 2, 3, 4):
        assert not imports.env.plex.scans
        file = await imports.sonarr.manual_import_file(HASH)
        if has_webhook:
            await imports.report(imported(imports.sonarr.name_of(file), 10 + number))
            await asyncio.sleep(100)
    ended = await imports.env.ended(delivery, 3 * MINUTE)
    assert (ended.reason, [one.episode for one in ended.items]) == (None, [1, 2, 3, 4])
    assert len(imports.env.manager.deliveries) == imports.env.announced(delivery).count("available") == 1
    assert imports.reasons(delivery).count("import_blocked") == 1


async def test_part_waits_for_its_import_and_can_be_dismissed(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    file = await imports.sonarr.import_file(HASH)
    await imports.report(imported(imports.sonarr.name_of(file), 11))
    await asyncio.sleep(10 * MINUTE)
    assert imports.now(delivery).reason is Reason.IMPORT_AWAITED
    assert set(imports.reasons(delivery)) == {"settling", "import_awaited"}
    await imports.env.manager.async_dismiss(delivery.id)
    ended = await imports.env.ended(delivery)
    assert (ended.reason, [one.episode for one in ended.items]) == (Reason.PARTLY_FOUND, [1])


@pytest.mark.parametrize("is_rejected", [False, True])
async def test_part_is_delivered_when_the_history_can_be_read_again(
    imports: ImportEnvironment, monkeypatch: pytest.MonkeyPatch, *, is_rejected: bool
) -> None:
    delivery = await imports.report(imports.grab(1, 2))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.import_file(HASH)
    with monkeypatch.context() as patch:
        error = {"message": "database is locked"}
        patch.setattr(type(imports.sonarr.history), "answer", lambda *_: web.json_response(error, status=500))
        await (imports.sonarr.reject(HASH) if is_rejected else imports.sonarr.block(HASH, "Sample"))
        await asyncio.sleep(3 * MINUTE)
        assert not imports.now(delivery).ended
    ended = await imports.env.ended(delivery, 10 * MINUTE)
    assert (ended.state, [one.episode for one in ended.items]) == (DeliveryState.AVAILABLE, [1])
    assert ended.messages == (() if is_rejected else ("Sample",))
