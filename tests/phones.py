"""Phones with the Home Assistant app."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry


class Phones:
    """Phones, and the calls of their notify actions."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self.got: list[ServiceCall] = []
        self.devices: list[str] = []

    def add(self, name: str) -> None:
        """Register a phone: its device and its action, as the mobile app integration does."""
        entry = MockConfigEntry(domain="mobile_app", title=name)
        entry.add_to_hass(self.hass)
        device = dr.async_get(self.hass).async_get_or_create(
            config_entry_id=entry.entry_id, identifiers={("mobile_app", name)}, name=name
        )
        self.devices.append(device.id)

        async def take(call: ServiceCall) -> None:
            self.got.append(call)

        self.hass.services.async_register("notify", f"mobile_app_{name.lower().replace(' ', '_')}", take)

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [dict(call.data) for call in self.got]


def real_phone(push_url: str) -> MockConfigEntry:
    """Return the entry of a phone, as created by the Home Assistant app."""
    return MockConfigEntry(
        domain="mobile_app",
        title="Anna's phone",
        data={
            "app_data": {"push_token": "token", "push_url": push_url},
            "app_id": "io.homeassistant",
            "app_name": "Home Assistant",
            "app_version": "1",
            "device_id": "phone-1",
            "device_name": "Anna's phone",
            "manufacturer": "Example",
            "model": "Phone",
            "os_name": "Android",
            "os_version": "17",
            "secret": "0" * 64,
            "supports_encryption": False,
            "user_id": "nobody",
            "webhook_id": "webhook-1",
        },
    )
