"""Deliveries whose items Plex adds after they were given up."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryKind, DeliveryState, Reason
from testing.plex_server import Fault
from testing.plex_server.library import Library
from testing.waiting import until
from tests.virtual_time import pass_one_minute

from .conftest import DeliveryEnvironment

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"
OTHERS = "Copper Sky", "Glass Meadow", "Seven Kites"


def _movies(env: DeliveryEnvironment) -> Library:
    return next(library for library in env.plex.catalog.libraries.values() if library.type == "movie")


async def _missing(env: DeliveryEnvironment, *, known_files: bool = True) -> Delivery:
    """Return the delivery of a movie in a folder that Plex cannot see yet."""
    file = env.put(FILE)
    hidden = env.plex.hide(f"/media/{FOLDER}")
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", *([file] if known_files else [])))
    assert delivery.state is DeliveryState.MISSING
    hidden.show()
    env.plex.scans.clear()
    return delivery


async def _available(env: DeliveryEnvironment, delivery: Delivery) -> Delivery:
    await until(lambda: env.announced(delivery)[-1] == "available", 3600)
    now: Delivery = env.manager.deliveries[delivery.id]
    return now


@pytest.mark.parametrize("known_files", [True, False])
async def test_item_that_plex_adds_by_itself_later_has_arrived(env: DeliveryEnvironment, known_files: bool) -> None:
    delivery = await _missing(env, known_files=known_files)
    env.plex.scan_by_itself(_movies(env))
    delivery = await _available(env, delivery)
    assert (delivery.kind, delivery.reason) == (DeliveryKind.ADDED, None)
    assert [item.title for item in delivery.items] == ["Paper Harbour"]
    assert env.announced(delivery)[-3:] == ["missing", "scanning", "available"]
    assert env.plex.scans == [], "Plex had scanned"


async def test_without_notifications(env: DeliveryEnvironment) -> None:
    env.plex.websocket_mode = "refuse"
    env.plex.drop_websockets()
    delivery = await _missing(env)
    env.plex.scan_by_itself(_movies(env))
    await _available(env, delivery)


async def test_plex_adds_it_while_home_assistant_is_off(env: DeliveryEnvironment) -> None:
    delivery = await _missing(env)
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    env.plex.scan_now(_movies(env))
    await env.hass.config_entries.async_setup(env.entry.entry_id)
    await _available(env, delivery)


async def test_account_without_permission_to_scan(env: DeliveryEnvironment) -> None:
    """Plex has to scan by itself; the movie is found without asking for a scan that would be refused again."""
    env.plex.fail(Fault.STATUS(403), path="/library/sections/1/refresh")
    delivery = await _missing(env)
    assert delivery.reason is Reason.FORBIDDEN
    env.plex.scan_by_itself(_movies(env))
    await _available(env, delivery)


async def test_other_items_do_not_matter(env: DeliveryEnvironment) -> None:
    delivery = await _missing(env)
    env.plex.hide(f"/media/{FOLDER}")
    for title in OTHERS:
        sought = len(_sought(env))
        env.put(f"movies/{title} (2020)/{title} (2020).mkv")
        env.plex.scan_by_itself(_movies(env))
        await until(lambda title=title: title in [item.title for item in env.plex.items(_movies(env))])  # type: ignore[misc]
        await until(lambda sought=sought: len(_sought(env)) > sought, 3600)  # type: ignore[misc]
    await pass_one_minute()
    assert env.announced(delivery)[-1] == "missing"
    assert env.manager.deliveries[delivery.id] == delivery


async def test_library_that_has_not_changed_is_asked_once(env: DeliveryEnvironment) -> None:
    delivery = await _missing(env)
    await until(lambda: _sought(env), 3600)
    await pass_one_minute()
    env.plex.requests.clear()
    for _ in range(3):
        await env.entry.runtime_data.coordinator.async_refresh()
        await pass_one_minute()
    assert "/library/sections" in [request.path for request in env.plex.requests]
    assert not _sought(env)
    assert env.manager.deliveries[delivery.id] == delivery


async def test_download_of_last_week_is_not_sought(env: DeliveryEnvironment, freezer: FrozenDateTimeFactory) -> None:
    delivery = await _missing(env)
    freezer.tick(timedelta(days=8))
    env.plex.requests.clear()
    env.plex.scan_by_itself(_movies(env))
    await until(lambda: env.plex.items(_movies(env)))
    await env.entry.runtime_data.coordinator.async_refresh()
    await pass_one_minute()
    assert not _sought(env)
    assert env.manager.deliveries[delivery.id] == delivery


async def test_plex_fails_while_it_is_sought(env: DeliveryEnvironment) -> None:
    delivery = await _missing(env)
    env.plex.requests.clear()
    rule = env.plex.fail(Fault.STATUS(500), path="/library/sections/1/all")
    env.plex.scan_by_itself(_movies(env))
    await until(lambda: _sought(env), 3600)
    rule.lift()
    await _available(env, delivery)


def _sought(env: DeliveryEnvironment) -> list[str]:
    """Return the requests with the name of the missing file."""
    return [request.path for request in env.plex.requests if "Paper Harbour" in str(request)]
