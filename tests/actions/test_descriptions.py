"""What Home Assistant shows of the actions."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.service import async_get_all_descriptions
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN


async def test_fields_are_valid(hass: HomeAssistant, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture) -> None:
    """Home Assistant only logs what it does not accept in the descriptions, and shows no fields then."""
    descriptions = (await async_get_all_descriptions(hass))[DOMAIN]
    assert all("fields" in description for description in descriptions.values())
    assert descriptions["play"]["fields"]["entity_id"]["selector"]["entity"]["filter"]
    assert "Unable to parse" not in caplog.text
