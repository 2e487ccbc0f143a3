"""Which torrents we gave our tag to, in which client. Any other that has a tag of this name has it from the user.

On disk (`.storage/plex_arrivals.<entry id>.tags`), version 1:
`{"since": <when tagging was switched on>, "clients": {"<entry id of the client>": <TaggedTorrents>}}`
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .tags import ARRIVED

MAX_TORRENTS: Final = 10_000
"""How many are stored for each client: the last ones."""


@dataclass(slots=True)
class TaggedTorrents:
    """What was tagged in a client."""

    created: bool = False
    """Whether the client did not have the tag before."""
    torrents: dict[str, bool] = field(default_factory=dict)
    """By the client's ID, whether that is done."""

    def add(self, torrent_ids: Iterable[str], *, done: bool) -> None:
        """Add torrents that are tagged, or about to be."""
        torrents = self.torrents | dict.fromkeys(torrent_ids, done)
        self.torrents = dict(islice(torrents.items(), max(0, len(torrents) - MAX_TORRENTS), None))


class TaggedStore:
    """What one of our config entries has tagged."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the store of our config entry `entry_id`, which is empty until it is loaded."""
        self.since: datetime | None = None
        """When tagging was switched on; None if it is off."""
        self.clients: dict[str, TaggedTorrents] = {}
        """By the config entry ID of the client."""
        self._hass = hass
        self._entry_id = entry_id
        self._store = Store[dict[str, Any]](hass, 1, f"{DOMAIN}.{entry_id}.tags", atomic_writes=True)

    async def async_load(self) -> None:
        """Load what is stored of clients that still are in Home Assistant; raise HomeAssistantError if that fails."""
        try:
            stored = await self._store.async_load() or {}
            self.since = datetime.fromisoformat(stored["since"]) if stored.get("since") else None
            self.clients = {
                str(entry_id): TaggedTorrents(
                    bool(client["created"]), {str(key): bool(done) for key, done in client["torrents"].items()}
                )
                for entry_id, client in stored.get("clients", {}).items()
                if self._hass.config_entries.async_get_entry(entry_id)
            }
        except (ValueError, LookupError, TypeError, AttributeError) as err:
            raise HomeAssistantError(f"The store is broken ({type(err).__name__})") from err
        self._hass.data.setdefault(_STORES, {})[self._entry_id] = self

    async def async_save(self) -> None:
        """Save; there is no file if there is nothing to store."""
        if self.since is None and not self.clients:
            await self._store.async_remove()
            return
        clients = {entry_id: asdict(tagged) for entry_id, tagged in self.clients.items()}
        await self._store.async_save({"since": self.since.isoformat() if self.since else None, "clients": clients})

    async def async_remove(self) -> None:
        """Delete the file, because our config entry is removed."""
        self._hass.data.get(_STORES, {}).pop(self._entry_id, None)
        await self._store.async_remove()

    @callback
    def others_with(self, client_entry_id: str) -> list[TaggedStore]:
        """Return the stores of our other config entries that have tagged torrents of a client."""
        stores = self._hass.data.get(_STORES, {}).items()
        return [store for entry_id, store in stores if entry_id != self._entry_id and client_entry_id in store.clients]


_STORES: HassKey[dict[str, TaggedStore]] = HassKey(f"{DOMAIN}_tagged_torrents")


@callback
def is_tagged(hass: HomeAssistant, torrent_id: str, client_entry_id: str | None = None) -> bool:
    """Return whether any of our config entries has tagged a torrent in a client, or in any client."""
    return any(
        torrent_id in tagged.torrents
        for store in hass.data.get(_STORES, {}).values()
        for entry_id, tagged in store.clients.items()
        if client_entry_id in (None, entry_id)
    )


@callback
def without_our_tag(
    hass: HomeAssistant, torrent_id: str | None, labels: tuple[str, ...], client_entry_id: str | None = None
) -> tuple[str, ...]:
    """Return the labels of a torrent without the tag that we gave it, which must not affect where it goes."""
    if ARRIVED not in labels or torrent_id is None or not is_tagged(hass, torrent_id, client_entry_id):
        return labels
    return tuple(label for label in labels if label != ARRIVED)
