"""Media players of the integrations that play from Plex, with what these make of what they are told to play."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, override
from unittest.mock import patch

from homeassistant.components.media_player import (
    DOMAIN as MEDIA_PLAYER_DOMAIN,
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
    MediaPlayerState,
)
from homeassistant.components.plex import server, services
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockEntityPlatform

from testing.plex_server import PlexServer

FEATURES = MediaPlayerEntityFeature.PLAY_MEDIA | MediaPlayerEntityFeature.BROWSE_MEDIA


class StandInPlayer(MediaPlayerEntity):
    """A player that looks up what it plays as Home Assistant's integrations do, with their own code."""

    _attr_supported_features = FEATURES
    _attr_should_poll = False

    def __init__(self, name: str, *, speaker: bool = False, state: MediaPlayerState = MediaPlayerState.IDLE) -> None:
        self._attr_name = name
        self._attr_unique_id = name
        self._attr_state = state
        self._attr_device_class = MediaPlayerDeviceClass.SPEAKER if speaker else None
        self.played: list[Any] = []
        self.error: BaseException | None = None

    @override
    def play_media(self, media_type: str, media_id: str, **kwargs: Any) -> None:
        if self.error:
            raise self.error
        self.played.append(services.process_plex_payload(self.hass, media_type, media_id).media)


class Players:
    """Players in Home Assistant, and the Plex integration of Home Assistant."""

    def __init__(self, hass: HomeAssistant, machine_identifier: str) -> None:
        self._hass = hass
        self._machine_identifier = machine_identifier
        self._entries: dict[str, MockConfigEntry] = {}
        self._added: list[MockConfigEntry] = []

    def add_plex_integration(
        self, machine_identifier: str | None = None, state: ConfigEntryState = ConfigEntryState.LOADED
    ) -> MockConfigEntry:
        entry = MockConfigEntry(domain="plex", data={"server_id": machine_identifier or self._machine_identifier})
        self._entries["plex"] = self._loaded(entry, state)
        return entry

    def _loaded(self, entry: MockConfigEntry, state: ConfigEntryState = ConfigEntryState.LOADED) -> MockConfigEntry:
        entry.add_to_hass(self._hass)
        entry.mock_state(self._hass, state)
        self._added.append(entry)
        return entry

    async def add(self, domain: str, name: str, **options: Any) -> StandInPlayer:
        """Add a player of an integration; the integration's entry is added with the first."""
        entry = self._entries.get(domain)
        if entry is None:
            entry = self._entries[domain] = self._loaded(MockConfigEntry(domain=domain))
        platform = MockEntityPlatform(self._hass, domain=MEDIA_PLAYER_DOMAIN, platform_name=domain)
        platform.config_entry = entry
        player = StandInPlayer(name, **options)
        component = self._hass.data["entity_components"][MEDIA_PLAYER_DOMAIN]
        component._platforms[name] = platform
        await platform.async_add_entities([player])
        return player

    def remove(self) -> None:
        """Mark the entries as not loaded, as they cannot be unloaded."""
        for entry in self._added:
            entry.mock_state(self._hass, ConfigEntryState.NOT_LOADED)

    async def add_all(self) -> list[StandInPlayer]:
        """Add a player of each kind, and the Plex integration."""
        self.add_plex_integration()
        return [
            await self.add("plex", "Television"),
            await self.add("cast", "Projector"),
            await self.add("cast", "Kitchen display group", speaker=True),
            await self.add("sonos", "Bathroom", speaker=True),
            await self.add("apple_tv", "Bedroom"),
        ]


@pytest.fixture
async def players(hass: HomeAssistant, plex_server: PlexServer) -> Any:
    """Return players to add, and have the Plex integration of Home Assistant know the items of Plex by their keys."""
    assert await async_setup_component(hass, MEDIA_PLAYER_DOMAIN, {})
    plex: Any = SimpleNamespace(fetch_item=lambda key: f"item {key}")
    lookup: Any = server.PlexServer.lookup_media
    plex.lookup_media = lambda kind, **query: lookup(plex, kind, **query)
    machine_identifier = plex_server.identity.machine_identifier

    def get_plex_server(_hass: HomeAssistant, plex_server_id: str) -> Any:
        return {machine_identifier: plex}[plex_server_id]

    with patch.object(services, "get_plex_server", get_plex_server):
        yield (players := Players(hass, machine_identifier))
    players.remove()


def key_of(plex_server: PlexServer, kind: str, title: str | None = None) -> str:
    """Return the rating key of an item of a type."""
    found: Iterator[str] = (
        item.rating_key
        for item in plex_server.catalog.items.values()
        if item.type == kind and title in (None, item.title)
    )
    return next(found)
