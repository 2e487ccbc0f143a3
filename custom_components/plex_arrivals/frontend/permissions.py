"""Permissions of a user for a server, which follow those for its entities."""

from typing import Any

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..players import Player, async_players


def may_read_everything(user: User) -> bool:
    """Return whether a user may read all entities, as most users may."""
    return user.permissions.access_all_entities(POLICY_READ)


class ServerPermissions:
    """The current permissions of a user for a server."""

    def __init__(self, hass: HomeAssistant, user: User, entry: ConfigEntry[Any]) -> None:
        """Initialize with the user and the entry of the server."""
        self._hass = hass
        self._registry = er.async_get(hass)
        self._user = user
        self._permissions = user.permissions
        self._entry = entry

    @property
    def can_read_any(self) -> bool:
        """Return whether the user may read anything of the server."""
        return (
            self.can_read_server
            or self.can_read_deliveries
            or self.can_read_running
            or self.can_read_any_recently_added
        )

    @property
    def can_manage(self) -> bool:
        """Return whether the user may retry and dismiss deliveries."""
        return self._user.is_admin

    def players(self) -> list[Player]:
        """Return the players for the server that the user may control."""
        players = async_players(self._hass, self._entry.unique_id or "")
        return [one for one in players if self._permissions.check_entity(one.entity_id, POLICY_CONTROL)]

    @property
    def can_read_server(self) -> bool:
        """Return whether the user may read the state of the server."""
        return self._may_read(Platform.BINARY_SENSOR, "online")

    @property
    def can_read_deliveries(self) -> bool:
        """Return whether the user may read deliveries."""
        return self._may_read(Platform.EVENT, "delivery")

    @property
    def can_read_running(self) -> bool:
        """Return whether the user may read running downloads."""
        return self._may_read(Platform.SENSOR, "downloads_running")

    @property
    def can_read_any_recently_added(self) -> bool:
        """Return whether the user may read the recently added items of the server or of any library."""
        keys = tuple(f"{self._entry.unique_id}_{key}" for key in ("recently_added", "library_recently_added_"))
        return may_read_everything(self._user) or any(
            entity.domain == Platform.SENSOR
            and entity.unique_id.startswith(keys)
            and self._permissions.check_entity(entity.entity_id, POLICY_READ)
            for entity in er.async_entries_for_config_entry(self._registry, self._entry.entry_id)
        )

    @property
    def can_read_recently_added(self) -> bool:
        """Return whether the user may read recently added items of the server."""
        return self._may_read(Platform.SENSOR, "recently_added")

    def can_read_recently_added_in(self, library_id: str) -> bool:
        """Return whether the user may read recently added items of a library."""
        return self._may_read(Platform.SENSOR, f"library_recently_added_{library_id}")

    def can_read_library(self, library_id: str) -> bool:
        """Return whether the user may read anything of a library."""
        return self.can_read_scanning(library_id) or self.can_read_recently_added_in(library_id)

    def can_read_scanning(self, library_id: str) -> bool:
        """Return whether the user may read whether a library is being scanned."""
        return self._may_read(Platform.BINARY_SENSOR, f"library_scanning_{library_id}")

    def _may_read(self, platform: Platform, key: str) -> bool:
        if may_read_everything(self._user):
            return True
        entity_id = self._registry.async_get_entity_id(platform, DOMAIN, f"{self._entry.unique_id}_{key}")
        return entity_id is not None and self._permissions.check_entity(entity_id, POLICY_READ)
