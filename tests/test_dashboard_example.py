"""The README's dashboard to begin with: what it names is there."""

from collections.abc import Iterator
from typing import Any

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.dashboard import dashboard


async def test_entities_are_there(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    config = await hass.async_add_executor_job(dashboard)
    named = set(_entities(config))
    assert "button.attic_scan_movies" in named
    assert {entity for entity in named if hass.states.get(entity) is None} == set()


def _entities(config: Any) -> Iterator[str]:
    """Find the entities that a dashboard names."""
    if isinstance(config, list):
        for one in config:
            yield from _entities(one)
    elif isinstance(config, dict):
        for key, value in config.items():
            if key in ("entity", "entity_id"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _entities(value)
