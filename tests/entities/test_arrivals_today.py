"""The arrivals of today, in time zones whose days do not begin at 0:00, or that change."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import datetime, timedelta, tzinfo
from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from tests.deliveries.conftest import DeliveryEnvironment, env

from .conftest import shown

__all__ = ["env"]

SENSOR = "sensor.attic_arrivals_today"
HOUR = timedelta(hours=1)


class ClocksGoForward(tzinfo):
    """UTC, but from a midnight on an hour ahead of it, as in Santiago de Chile: that day begins at 1:00."""

    def __init__(self, midnight: datetime) -> None:
        self._midnight = midnight.replace(tzinfo=None)

    @override
    def utcoffset(self, dt: datetime | None) -> timedelta:
        assert dt
        is_later = dt.replace(tzinfo=None) >= self._midnight + (timedelta() if dt.fold else HOUR)
        return HOUR if is_later else timedelta()

    @override
    def dst(self, dt: datetime | None) -> timedelta:
        return self.utcoffset(dt)

    @override
    def tzname(self, dt: datetime | None) -> str:
        return "summer" if self.utcoffset(dt) else "winter"

    @override
    def fromutc(self, dt: datetime) -> datetime:
        return dt + HOUR if dt.replace(tzinfo=None) >= self._midnight else dt


@pytest.fixture(autouse=True)
async def _time_zone() -> AsyncGenerator[None]:
    before = dt_util.get_default_time_zone()
    yield
    dt_util.set_default_time_zone(before)


async def arrive(env: DeliveryEnvironment, title: str) -> None:
    """Deliver a movie, the first one on its day."""
    file = env.put(f"movies/{title}/{title}.mkv")
    await env.ended(await env.finish(file.path, file))
    assert shown(env.hass, SENSOR).state == "1"


async def test_day_that_has_no_midnight(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    now = dt_util.utcnow()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    dt_util.set_default_time_zone(ClocksGoForward(midnight))
    await env.restart()
    await asyncio.sleep((midnight - now).total_seconds() - 600)
    await arrive(env, "Copper Sky (2021)")
    await asyncio.sleep(600)
    assert dt_util.now().hour == 1
    assert shown(hass, SENSOR).state == "0"
    assert dt_util.parse_datetime(shown(hass, SENSOR).attributes["last_reset"]) == midnight
    await asyncio.sleep(3600)
    await arrive(env, "Glass Tide (2019)")
    await asyncio.sleep(23 * 3600)
    assert shown(hass, SENSOR).state == "0", "the next midnight"


async def test_time_zone_in_which_the_next_day_has_begun(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    """The sensor follows the new time zone at once, and from then on."""
    await hass.config.async_update(time_zone="UTC")
    now = dt_util.utcnow()
    before_midday = now.replace(hour=11, minute=50, second=0, microsecond=0)
    await asyncio.sleep(((before_midday - now) % timedelta(days=1)).total_seconds())
    await arrive(env, "Copper Sky (2021)")
    await asyncio.sleep(600)
    await hass.config.async_update(time_zone="Etc/GMT-12")  # where it has just been midnight
    await hass.async_block_till_done()
    assert shown(hass, SENSOR).state == "0"
    await asyncio.sleep(12 * 3600)
    await arrive(env, "Glass Tide (2019)")
    await asyncio.sleep(12 * 3600)
    assert shown(hass, SENSOR).state == "0"
