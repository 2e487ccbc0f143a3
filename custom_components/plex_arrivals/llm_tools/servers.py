"""The servers that an assistant may read, which follows from which of their entities are exposed to it."""

from dataclasses import dataclass

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.homeassistant import async_should_expose
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.llm import LLMContext
from homeassistant.helpers.update_coordinator import UpdateFailed

from ..const import DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..plex.models import PlexLibrary, PlexMediaItem

_RECENTLY_ADDED = "recently_added"
_LIBRARY_RECENTLY_ADDED = "library_recently_added_"
_RUNNING = "downloads_running"
_DELIVERIES = "delivery"
_KEYS = (_RECENTLY_ADDED, _LIBRARY_RECENTLY_ADDED, _RUNNING, _DELIVERIES)


@dataclass(frozen=True, slots=True)
class ReadableServer:
    """A loaded server, and what an assistant may read of it."""

    entry: PlexArrivalsConfigEntry
    keys: frozenset[str]
    """The keys of the entities that it may read."""
    label: str | None
    """The name of the server, if there are several."""

    @property
    def problem(self) -> str | None:
        """Why Plex is offline, as a sentence; None if it is online."""
        coordinator = self.entry.runtime_data.coordinator
        if coordinator.online:
            return None
        error = coordinator.last_exception
        return sentence(error) if isinstance(error, UpdateFailed) else "Plex has not responded yet."

    @property
    def can_read_running(self) -> bool:
        """Whether it may read running downloads."""
        return _RUNNING in self.keys

    @property
    def can_read_deliveries(self) -> bool:
        """Whether it may read deliveries."""
        return _DELIVERIES in self.keys

    @property
    def can_read_libraries(self) -> bool:
        """Whether it may read any library."""
        return any(key.startswith((_RECENTLY_ADDED, _LIBRARY_RECENTLY_ADDED)) for key in self.keys)

    @property
    def libraries(self) -> list[PlexLibrary]:
        """The libraries that it may read, as far as Plex has responded."""
        data = self.entry.runtime_data.coordinator.data
        return [one for one in data.libraries.values() if self._can_read_library(one.id)] if data else []

    def can_read_item(self, item: PlexMediaItem) -> bool:
        """Return whether it may read an item of Plex."""
        return self._can_read_library(item.library_id)

    def library_title(self, item: PlexMediaItem) -> str | None:
        """Return the title of an item's library."""
        data = self.entry.runtime_data.coordinator.data
        library = data.libraries.get(item.library_id or "") if data else None
        return library.title if library else None

    def _can_read_library(self, library_id: str | None) -> bool:
        return _RECENTLY_ADDED in self.keys or f"{_LIBRARY_RECENTLY_ADDED}{library_id}" in self.keys


def sentence(error: HomeAssistantError) -> str:
    """Return the text of an error, of which Home Assistant cuts the period."""
    return f"{str(error).removesuffix('.')}."


@callback
def exposed_servers(hass: HomeAssistant, assistant: str, user: User | None = None) -> list[ReadableServer]:
    """Return the loaded servers of which something is exposed to an assistant, and which the user, if any, may read."""
    readable = {
        entry: keys
        for entry in hass.config_entries.async_loaded_entries(DOMAIN)
        if (keys := _readable_keys(hass, entry, assistant, user))
    }
    return [ReadableServer(entry, keys, entry.title if len(readable) > 1 else None) for entry, keys in readable.items()]


async def readable_servers(hass: HomeAssistant, llm_context: LLMContext) -> list[ReadableServer]:
    """Return the servers that may be read in the context of a request."""
    if llm_context.context is None or (user_id := llm_context.context.user_id) is None:
        return exposed_servers(hass, llm_context.assistant)
    user = await hass.auth.async_get_user(user_id)
    return exposed_servers(hass, llm_context.assistant, user) if user else []


def _readable_keys(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, assistant: str, user: User | None
) -> frozenset[str]:
    prefix = f"{entry.unique_id}_"
    return frozenset(
        entity.unique_id.removeprefix(prefix)
        for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if entity.unique_id.removeprefix(prefix).startswith(_KEYS)
        and hass.states.get(entity.entity_id)
        and async_should_expose(hass, assistant, entity.entity_id)
        and (user is None or user.permissions.check_entity(entity.entity_id, POLICY_READ))
    )
