"""The environment of a fault, and the printing of what was observed."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
import logging
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer

from .environment import FaultEnvironment
from .observation import Observation
from .tables import tables

ALL = "--all-faults"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(ALL, action="store_true", help="combine every fault with every scenario, and print the tables")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables if all faults were run."""
    if terminalreporter.config.getoption(ALL, default=False):
        properties = [dict(report.user_properties) for report in terminalreporter.getreports("passed")]
        observations = [Observation(**values["observation"]) for values in properties if "observation" in values]
        if observations:
            terminalreporter.write_line(tables(observations))


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Return a stack that is closed after Home Assistant has stopped."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def environment(
    hass: HomeAssistant,
    plex_server: PlexServer,
    config_entry: MockConfigEntry,
    stack: AsyncExitStack,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[FaultEnvironment]:
    """Return an environment whose entry is not loaded yet; everything is unloaded at the end."""
    caplog.set_level(logging.INFO)
    config_entry.add_to_hass(hass)
    environment = FaultEnvironment(hass, plex_server, config_entry, tmp_path, caplog)
    yield environment
    await environment.end_fault()
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        await hass.config_entries.async_unload(entry.entry_id)
