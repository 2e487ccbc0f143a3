"""Notify entities, as services such as chats provide them."""

from typing import override

from homeassistant.components.notify import DOMAIN, NotifyEntity, NotifyEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


class Notifier(NotifyEntity):
    """A notify entity that keeps the titles and messages that it got."""

    def __init__(self, name: str, features: NotifyEntityFeature) -> None:
        self._attr_name = name
        self._attr_supported_features = features
        self.got: list[tuple[str | None, str]] = []

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        self.got.append((title, message))


async def notifiers(hass: HomeAssistant) -> tuple[Notifier, Notifier]:
    """Add a notify entity with titles and one without; return them."""
    assert await async_setup_component(hass, DOMAIN, {})
    titled, plain = Notifier("Mail", NotifyEntityFeature.TITLE), Notifier("Chat", NotifyEntityFeature(0))
    await hass.data[DOMAIN].async_add_entities([titled, plain])
    return titled, plain
