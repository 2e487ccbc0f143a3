"""Calls of the actions, and faults of Plex with their translation keys."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault

FAULTS = [
    pytest.param(Fault.REFUSE, "cannot_connect", id="off"),
    pytest.param(Fault.MAINTENANCE, "not_ready", id="starting"),
    pytest.param(Fault.STATUS(401), "invalid_auth", id="token refused"),
    pytest.param(Fault.STATUS(403), "forbidden", id="forbidden"),
    pytest.param(Fault.HTML, "not_plex", id="a proxy's page"),
]


async def call(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    answer = await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=True)
    assert isinstance(answer, dict)
    return answer


async def scan(hass: HomeAssistant, **data: Any) -> None:
    await hass.services.async_call(DOMAIN, "refresh_library", data, blocking=True)
