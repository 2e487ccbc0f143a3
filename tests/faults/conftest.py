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

from .observation import Observation
from .tables import tables
from .world import World

ALL = "--all-faults"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(ALL, action="store_true", help="let every fault meet every scene, and print the tables")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was observed, where everything was to be."""
    if terminalreporter.config.getoption(ALL, default=False):
        properties = [dict(report.user_properties) for report in terminalreporter.getreports("passed")]
        observations = [Observation(**one["observation"]) for one in properties if "observation" in one]
        if observations:
            terminalreporter.write_line(tables(observations))


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
    stack: AsyncExitStack,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[World]:
    """Return a home whose entry is not loaded yet; all that was is unloaded at the end."""
    caplog.set_level(logging.INFO)
    config_entry.add_to_hass(hass)
    world = World(hass, plex_server, config_entry, tmp_path, caplog)
    yield world
    await world.lift()
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        await hass.config_entries.async_unload(entry.entry_id)
