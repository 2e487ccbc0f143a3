"""Fixtures with a Sonarr that is set up in Home Assistant, or not yet."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import data
from custom_components.plex_arrivals.deliveries.timing import Timing
from testing.importers import Sonarr
from tests.deliveries.conftest import DeliveryEnvironment

from .environment import ImportEnvironment


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for ten minutes only for what no importer in Home Assistant has."""
    monkeypatch.setattr(data, "TIMING", Timing(import_limit=600))


@pytest.fixture
async def without_entry(env: DeliveryEnvironment) -> AsyncIterator[ImportEnvironment]:
    """Return an environment in which Sonarr is not set up in Home Assistant yet."""
    mounts = {"/media/shows": env.disk / "shows", "/downloads": env.disk / "downloads"}
    sonarr = Sonarr(env.disk / "shows", version="4.0.16.2946", mounts=mounts)
    async with AsyncExitStack() as stack:
        yield ImportEnvironment(env, sonarr, stack)


@pytest.fixture
async def sonarr_entry(without_entry: ImportEnvironment) -> MockConfigEntry:
    return await without_entry.set_up()


@pytest.fixture
def imports(without_entry: ImportEnvironment, sonarr_entry: MockConfigEntry) -> ImportEnvironment:
    return without_entry
