"""Home Assistant may be killed at any moment of a write, a move to the history, or the migration."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util.file import write_utf8_file_atomic
import pytest

from custom_components.plex_arrivals.deliveries import record_log
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.deliveries.history import summary

from .samples import BARE, CURRENT, FULL, HISTORY, KEY, NOW, copies, envelope, files, issues, loaded, numbered

OLD: dict[str, Any] = {
    "created_at": "2025-11-01T12:00:00+00:00",
    "updated_at": "2025-11-01T12:01:00+00:00",
    "download": {
        "name": "x",
        "path": "/x",
        "source": "action",
        "category": None,
        "files": [{"path": "/x/é.mkv", "size": 5}],
    },
    "routes": [],
    "arrivals": [],
}


class KilledError(Exception):
    """Home Assistant was killed."""


def killed_after(steps: int) -> Callable[..., Any]:
    """Return what replaces a function that is killed at one of its calls, before or after its work."""
    left = steps

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise KilledError
            result = function(*args, **kwargs)
            left -= 1
            if left < 0:
                raise KilledError
            return result

        return call

    return wrap


async def run_until_killed(hass: HomeAssistant, steps: int) -> bool:
    """Load the store, but for a kill after some of the steps on the disk; return whether it was killed."""
    wrap = killed_after(steps)
    with (
        patch.object(record_log, "write_utf8_file_atomic", wrap(write_utf8_file_atomic)),
        patch("os.fsync", wrap(lambda _: None)),
        patch("os.unlink", wrap(os.unlink)),
    ):
        try:
            await loaded(hass)
        except KilledError:
            return True
    return False


async def test_killed_at_any_byte_of_a_write(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    """What was not written whole is as if it had never been there, without a complaint."""
    freezer.move_to(NOW)
    store = await loaded(hass)
    states: list[tuple[int, dict[str, Delivery]]] = []
    for delivery in (BARE, replace(BARE, state=DeliveryState.MISSING), replace(FULL, updated_at=NOW)):
        await store.async_put(delivery)
        states.append(((config_dir / CURRENT).stat().st_size, dict(store.deliveries)))
    content = (config_dir / CURRENT).read_bytes()
    for size in range(len(content)):
        (config_dir / CURRENT).write_bytes(content[:size])
        store = await loaded(hass)
        expected = [found for at, found in states if at <= size]
        assert store.deliveries == (expected[-1] if expected else {})
        await store.async_put(numbered(1))
        assert (await loaded(hass)).deliveries == store.deliveries
    assert not issues(hass)
    assert not copies(config_dir)


async def test_power_cut_leaves_zeros(hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    await (await loaded(hass)).async_put(BARE)
    with (config_dir / CURRENT).open("ab") as file:
        file.write(bytes(500))
    store = await loaded(hass)
    await store.async_put(numbered(1))
    assert set((await loaded(hass)).deliveries) == {BARE.id, "00001"}
    assert not issues(hass)


async def test_killed_during_move(hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    ended = [numbered(number, state=DeliveryState.AVAILABLE) for number in range(5)]
    for delivery in (*ended, BARE):
        await store.async_put(delivery)
    freezer.tick(timedelta(days=2))
    content = (config_dir / CURRENT).read_bytes()
    expected = {**{one.id: summary(one) for one in ended}, BARE.id: BARE}
    steps = 0
    while await run_until_killed(hass, steps):
        assert (await loaded(hass)).deliveries == expected
        (config_dir / CURRENT).write_bytes(content)
        (config_dir / HISTORY).unlink(missing_ok=True)
        steps += 1
    assert steps >= 4
    assert not issues(hass)


@pytest.mark.parametrize("count", [0, 1, 100])
async def test_migration_killed_at_any_step(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory, count: int
) -> None:
    freezer.move_to(NOW)
    states = ("available", "waiting", "missing", "skipped", "scanning")
    old = [{**OLD, "id": f"{number:03}", "state": states[number % 5]} for number in range(count)]
    steps = 0
    killed = True
    while killed:
        for path in files(config_dir):
            path.unlink()
        (config_dir / KEY).write_text(envelope({"deliveries": old}))
        killed = await run_until_killed(hass, steps)
        for _ in range(2):
            store = await loaded(hass)
            assert list(store.deliveries) == [one["id"] for one in old]
            assert [one.state for one in store.deliveries.values()] == [one["state"] for one in old]
            assert all(one.download.files for one in store.deliveries.values())
        assert not (config_dir / KEY).exists() or not count
        steps += 1
    assert steps >= 4 or not count
    assert not issues(hass)
    assert not copies(config_dir)


async def test_migration_killed_at_a_hundred_bytes(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    """The new files may be there in part, or of an earlier migration; the old one is complete until it is deleted."""
    freezer.move_to(NOW)
    old = [{**OLD, "id": f"{number:03}", "state": ("available", "waiting")[number % 2]} for number in range(20)]
    text = envelope({"deliveries": old})
    (config_dir / KEY).write_text(text)
    expected = (await loaded(hass)).deliveries
    whole = {name: (config_dir / name).read_bytes() for name in (HISTORY, CURRENT)}
    for place in range(100):
        for name, content in whole.items():
            (config_dir / name).write_bytes(content[: len(content) * place // 100])
        (config_dir / KEY).write_text(text)
        assert (await loaded(hass)).deliveries == expected
        assert {name: (config_dir / name).read_bytes() for name in whole} == whole
    assert not issues(hass)


async def test_older_version_ran_in_between(hass: HomeAssistant, config_dir: Path) -> None:
    """It began a file of its own, which is added."""
    await (await loaded(hass)).async_put(BARE)
    (config_dir / KEY).write_text(envelope({"deliveries": [{**OLD, "id": "other"}]}))
    assert set((await loaded(hass)).deliveries) == {BARE.id, "other"}
    assert json.loads((config_dir / CURRENT).read_text().splitlines()[0]) == {"version": 2}
