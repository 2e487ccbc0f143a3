"""Seerr's own scan of recently added items, which is run at arrivals."""

import asyncio

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_SEERR_SCAN
from testing.seerr import RECENTLY_ADDED
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.virtual_time import pass_one_minute

from .conftest import (
    ChangeableSeerr,
    movie_arrives,
    warnings,
)


async def test_seerr_scans_at_the_first_arrival_and_once_after_the_last(
    hass: HomeAssistant, env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_SEERR_SCAN: True})
    await env.restart()
    await movie_arrives(env)
    await until(lambda: seerr.runs == [RECENTLY_ADDED])
    for title in ("Tall Grass", "Low Water", "Deep Sand"):
        await movie_arrives(env, title)
    await asyncio.sleep(50)
    assert seerr.runs == [RECENTLY_ADDED], "at most once a minute"
    await until(lambda: seerr.runs == [RECENTLY_ADDED] * 2, 15)
    await pass_one_minute()
    await pass_one_minute()
    assert seerr.runs == [RECENTLY_ADDED] * 2, "nothing arrived"


async def test_seerr_does_not_scan_unless_chosen(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    await movie_arrives(env)
    await pass_one_minute()
    assert seerr.runs == []


async def test_seerr_does_not_scan_if_nothing_arrived_that_it_knows(
    hass: HomeAssistant, env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_SEERR_SCAN: True})
    await env.restart()
    file = env.put("music/The Quiet Hours/Low Tide/01 - Foam.flac")
    await env.ended(await env.finish("/media/music/The Quiet Hours/Low Tide", file))
    await env.ended(await env.finish("/elsewhere/x", *[]))
    await pass_one_minute()
    assert seerr.runs == []


async def test_failing_scan_is_logged_once(
    hass: HomeAssistant,
    env: DeliveryEnvironment,
    seerr: ChangeableSeerr,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As if Seerr used Jellyfin, and had no such job."""
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_SEERR_SCAN: True})
    await env.restart()
    seerr.status, seerr.answer = 404, {"message": "Job not found."}
    for title in ("Tall Grass", "Low Water", "Deep Sand"):
        file = env.put(f"movies/{title} (2020)/{title} (2020).mkv")
        await env.ended(await env.finish(f"/media/movies/{title} (2020)", file))
        await pass_one_minute()
        await pass_one_minute()
    failed = [line for line in warnings(caplog) if RECENTLY_ADDED in line]
    assert len(failed) == 1
    assert seerr.count(f"{RECENTLY_ADDED}/run", "POST") == 3
