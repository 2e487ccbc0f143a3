"""Fixtures for the tests of the stand-ins."""

from collections.abc import Iterator
from unittest.mock import PropertyMock, patch

from homeassistant.helpers.entity import Entity
import pytest


@pytest.fixture
def all_entities_enabled() -> Iterator[None]:
    """Enable the entities that are off by default."""
    with patch.object(Entity, "entity_registry_enabled_default", PropertyMock(return_value=True)):
        yield
