"""The number of files of a delivery that Plex has found so far."""

from typing import Any

from homeassistant.core import callback
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from testing.plex_server import Fault
from testing.plex_server.hiding import Hidden
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.running.card import Card, Cards

from .conftest import opened

FOLDER = "shows/Quiet Engines/Season 07"


class Pack:
    """A season whose episodes Plex finds one by one."""

    def __init__(self, env: DeliveryEnvironment, episodes: int) -> None:
        self._env = env
        names = [f"{FOLDER}/Quiet Engines - S07E0{number}.mkv" for number in range(1, episodes + 1)]
        self.files = [env.put(name) for name in names]
        self._hidden: list[Hidden] = [env.plex.hide(file.path) for file in self.files]

    async def report(self) -> Delivery:
        return await self._env.finish(f"/media/{FOLDER}", *self.files)

    async def show(self, more: int = 1) -> None:
        """Let Plex find more episodes, and scan."""
        for _ in range(more):
            self._hidden.pop(0).show()
        await self.scan()

    async def scan(self) -> None:
        """Let Plex scan the library."""
        parts = self._env.entry.runtime_data
        library = next(one for one in await parts.coordinator.async_libraries() if one.title == "Shows")
        await parts.plex.refresh_library(library)


def delivery_payload(card: Card) -> dict[str, Any]:
    (shown,) = card.shown.values()
    return dict(next(iter(shown["deliveries"]), {}))


def progress(card: Card) -> list[tuple[str, Any]]:
    """Return the states and numbers of found files that were sent, without repetitions."""
    deliveries = [one for event in card.events for one in event.get("deliveries", ())]
    steps = [(one["state"], one["found"]) for one in deliveries]
    return [step for number, step in enumerate(steps) if steps[number - 1 : number] != [step]]


async def test_count_increases_with_each_episode(env: DeliveryEnvironment, card: Card, cards: Cards) -> None:
    at_changes: list[tuple[str, Any]] = []
    env.manager.async_add_listener(
        callback(lambda now, _: at_changes.append((now.state, env.manager.file_count(now.id))))
    )
    pack = Pack(env, 4)
    await pack.report()
    for number in range(4):
        await card.until(lambda: delivery_payload(card).get("found") == {"files": number, "of": 4})  # noqa: B023 - awaited here
        if number == 2:
            assert delivery_payload(await opened(await cards())) == delivery_payload(card), (
                "also for a card that is opened later"
            )
        await pack.show()
    await card.until(lambda: delivery_payload(card)["state"] == "available")
    scanning = [found for state, found in progress(card) if state == "scanning"]
    assert scanning[:4] == [{"files": number, "of": 4} for number in range(4)]
    assert scanning[4:] in ([], [{"files": 4, "of": 4}]), "unless it ended at once"
    assert progress(card)[-1] == ("available", None)
    await card.is_quiet()
    assert at_changes == [("waiting", None), ("scanning", (0, 4)), ("available", None)]
    assert not any("found" in event.data for event in env.events), "on the bus it would be outdated at once"


async def test_count_continues_after_restart(env: DeliveryEnvironment, card: Card) -> None:
    pack = Pack(env, 3)
    delivery = await pack.report()
    await pack.show(2)
    await card.until(lambda: delivery_payload(card).get("found") == {"files": 2, "of": 3})
    await env.restart()
    await until(lambda: env.manager.file_count(delivery.id) == (2, 3))
    while [event["kind"] for event in card.events].count("snapshot") < 2 or delivery_payload(card)["found"] is None:
        await card.next_of_any_kind()
    assert delivery_payload(card)["state"] == "scanning"
    await pack.show()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.manager.file_count(delivery.id) is None


async def test_removed_file_is_not_counted(env: DeliveryEnvironment, card: Card) -> None:
    pack = Pack(env, 3)
    await pack.report()
    await pack.show(2)
    await card.until(lambda: delivery_payload(card).get("found") == {"files": 2, "of": 3})
    (env.disk / pack.files[0].path.removeprefix("/media/")).unlink()
    await pack.scan()
    await card.until(lambda: delivery_payload(card)["found"] == {"files": 1, "of": 3})


@pytest.mark.parametrize("listed", [True, False])
async def test_single_or_unknown_files_have_no_count(env: DeliveryEnvironment, card: Card, listed: bool) -> None:
    pack = Pack(env, 1 if listed else 2)
    delivery = await env.finish(f"/media/{FOLDER}", *(pack.files if listed else ()))
    await until(lambda: env.manager.deliveries[delivery.id].attempts)
    await card.until(lambda: delivery_payload(card).get("state") == "scanning")
    assert env.manager.file_count(delivery.id) is None
    assert {found for _, found in progress(card)} == {None}


async def test_no_count_while_plex_fails(env: DeliveryEnvironment, card: Card) -> None:
    pack = Pack(env, 2)
    delivery = await pack.report()
    await card.until(lambda: delivery_payload(card).get("found") == {"files": 0, "of": 2})
    failing = env.plex.fail(Fault.STATUS(500), "/library/sections/*/refresh")
    await card.until(lambda: delivery_payload(card)["found"] is None)
    assert delivery_payload(card)["state"] == "scanning"
    failing.lift()
    await card.until(lambda: delivery_payload(card)["found"] == {"files": 0, "of": 2})
    await pack.show(2)
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_each_look_is_sent(env: DeliveryEnvironment, card: Card) -> None:
    """The delivery stays in its state meanwhile."""
    delivery = await Pack(env, 1).report()
    for number in (1, 2, 3):
        await card.until(lambda: delivery_payload(card).get("scan_number") == number)  # noqa: B023 - awaited here
    assert delivery_payload(card)["next_scan_at"]
    assert len(delivery_payload(card)["tried"]) >= 2
    assert env.announced(delivery) == ["waiting", "scanning"]
