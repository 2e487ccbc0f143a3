"""Fixtures for the tests of the stand-ins."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from unittest.mock import PropertyMock, patch

from homeassistant.helpers.entity import Entity
import pytest

from testing.importers import Importer
from tests.importers_standin.client import ImporterClient, Receiver

type Start = Callable[[Importer], Awaitable[ImporterClient]]


@pytest.fixture
def all_entities_enabled() -> Iterator[None]:
    """Enable the entities that are off by default."""
    with patch.object(Entity, "entity_registry_enabled_default", PropertyMock(return_value=True)):
        yield


@pytest.fixture
async def start(socket_enabled: None) -> AsyncIterator[Start]:
    """Start an importer and return what asks it."""
    async with AsyncExitStack() as stack:

        async def start(importer: Importer) -> ImporterClient:
            await importer.start()
            stack.push_async_callback(importer.stop)
            return await stack.enter_async_context(ImporterClient(importer.url, importer.api_key, importer.api))

        yield start


@pytest.fixture
async def receiver(socket_enabled: None) -> AsyncIterator[Receiver]:
    """Return an address that takes webhooks."""
    receiver = Receiver()
    await receiver.server.start_server()
    yield receiver
    await receiver.server.close()


@pytest.fixture
def shows(tmp_path: Path) -> Path:
    """Return Sonarr's folder."""
    return tmp_path / "shows"
