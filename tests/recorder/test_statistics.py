"""The long-term statistics of arrivals."""

import asyncio
from datetime import datetime, timedelta

from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import do_adhoc_statistics

from tests.deliveries.conftest import DeliveryEnvironment

ARRIVALS, MINUTES = "sensor.attic_arrivals_today", "sensor.attic_time_to_plex"


@pytest.fixture(autouse=True)
async def _late(hass: HomeAssistant) -> None:
    """Set a time zone in which it is after ten in the evening, so that midnight is soon."""
    ahead = (22 - dt_util.utcnow().hour + 12) % 24 - 12
    await hass.config.async_set_time_zone(f"Etc/GMT{-ahead:+}")


async def arrive(env: DeliveryEnvironment, number: int, **details: object) -> None:
    file = env.put(f"movies/Copper Sky {number} (2021)/Copper Sky {number} (2021).mkv", size=10 + number)
    await env.ended(await env.finish(file.path, file, **details))


def shown(hass: HomeAssistant, entity_id: str) -> float:
    state = hass.states.get(entity_id)
    assert state
    return float(state.state)


async def compile_until_now(hass: HomeAssistant, begin: datetime) -> None:
    """Compile the statistics of every five minutes since then, as Home Assistant does."""
    await hass.async_block_till_done()
    instance = get_instance(hass)
    await instance.async_block_till_done()
    while begin + timedelta(minutes=5) <= dt_util.utcnow():
        do_adhoc_statistics(hass, start=begin)
        begin += timedelta(minutes=5)
    await instance.async_block_till_done()


async def arrivals_by_day(hass: HomeAssistant, begin: datetime) -> list[float]:
    """Return what the statistics graph shows with `change` for each day."""
    stored = await get_instance(hass).async_add_executor_job(
        statistics_during_period, hass, begin, None, {ARRIVALS}, "day", None, {"change"}
    )
    return [row["change"] or 0 for row in stored[ARRIVALS]]


async def next_day() -> None:
    tomorrow = dt_util.start_of_local_day() + timedelta(days=1)
    await asyncio.sleep((tomorrow - dt_util.utcnow()).total_seconds() + 1)


async def test_arrivals_by_day(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    """Each arrival counts once on its day, also if Home Assistant restarts."""
    begin = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
    await asyncio.sleep(600)
    await arrive(env, 1)
    await arrive(env, 2)
    await asyncio.sleep(600)
    await env.restart()
    assert shown(hass, ARRIVALS) == 2
    await arrive(env, 3)
    await next_day()
    assert shown(hass, ARRIVALS) == 0
    await arrive(env, 4)
    await asyncio.sleep(3600)
    await compile_until_now(hass, begin)
    assert await arrivals_by_day(hass, begin) == [3, 1]


async def test_home_assistant_is_off_at_midnight(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    begin = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
    await asyncio.sleep(600)
    await arrive(env, 1)
    await asyncio.sleep(600)
    await hass.config_entries.async_unload(env.entry.entry_id)
    await next_day()
    await hass.config_entries.async_setup(env.entry.entry_id)
    assert shown(hass, ARRIVALS) == 0
    await arrive(env, 2)
    await arrive(env, 3)
    await asyncio.sleep(3600)
    await compile_until_now(hass, begin)
    assert await arrivals_by_day(hass, begin) == [1, 2]


async def test_arrival_right_after_midnight(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    """It belongs to the new day, even if the sensor has not noticed yet that this has begun."""
    await arrive(env, 1)
    delivery = env.manager.last_arrival
    state = hass.states.get(ARRIVALS)
    assert state
    sensor = hass.data["entity_components"]["sensor"].get_entity(ARRIVALS)
    sensor._attr_last_reset -= timedelta(days=1)
    sensor._arrived = {"of yesterday", delivery.id}
    sensor._on_delivery(delivery)
    assert shown(hass, ARRIVALS) == 1


async def test_upgrade_counts_and_later_report_does_not(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    await arrive(env, 1, hash="a" * 40)
    file = env.put("movies/Copper Sky 1 (2021)/Copper Sky 1 (2021) 2160p.mkv", size=99)
    await env.ended(await env.finish(file.path, file))
    assert shown(hass, ARRIVALS) == 2
    await arrive(env, 1, hash="b" * 40)  # a cross-seed
    await hass.async_block_till_done()
    assert shown(hass, ARRIVALS) == 2


async def test_time_to_plex(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    begin = dt_util.utcnow()
    begin = begin.replace(minute=begin.minute // 5 * 5, second=0, microsecond=0)
    await arrive(env, 1, finished_at=dt_util.utcnow() - timedelta(minutes=12))
    assert shown(hass, MINUTES) == pytest.approx(12, abs=0.2)
    await env.restart()
    assert shown(hass, MINUTES) == pytest.approx(12, abs=0.2)
    await asyncio.sleep(600)
    await compile_until_now(hass, begin)
    stored = await get_instance(hass).async_add_executor_job(
        statistics_during_period, hass, begin, None, {MINUTES}, "5minute", None, {"max"}
    )
    assert stored[MINUTES][-1]["max"] == pytest.approx(12, abs=0.2)
