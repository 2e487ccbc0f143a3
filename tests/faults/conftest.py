"""A world in which something goes wrong, and what is seen there."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
import logging
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer
from tests.clock import Clock

from .world import World


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Return what ends with the test, after Home Assistant's part of it."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def world(
    hass: HomeAssistant,
    plex_server: PlexServer,
    config_entry: MockConfigEntry,
    clock: Clock,
    stack: AsyncExitStack,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[World]:
    """Return a home whose entry is not loaded yet; all that was is unloaded at the end."""
    caplog.set_level(logging.INFO)
    config_entry.add_to_hass(hass)
    world = World(hass, plex_server, config_entry, clock, tmp_path, caplog)
    yield world
    await world.lift()
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        await hass.config_entries.async_unload(entry.entry_id)
