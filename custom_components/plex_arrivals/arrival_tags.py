"""Tag what arrived in Plex in its download client, if the user wants that, and else remove these tags.

They are also removed from a client that is excluded.

What was tagged is stored in `.storage/plex_arrivals.<entry_id>.tags`, before it is tagged:

    {"since", "clients": {config entry ID: {"created", "torrents": {ID of the torrent: whether that is done}}}}

Nothing is requested but the changes: the torrents are those that the client lists at its next update anyway.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Coroutine, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from .const import CONF_TAG_ARRIVALS, DOMAIN, LOGGER
from .deliveries.delivery import Delivery, DeliveryState
from .deliveries.manager import PlexIntegrationManager
from .deliveries.signals import details_changed
from .downloads.clients import CLIENTS, async_source_class
from .downloads.download import Download
from .downloads.filter import DownloadFilter
from .downloads.source import DownloadSource
from .downloads.sources import DownloadSources
from .downloads.tagging_source import TaggingSource

MAX_FAILURES: Final = 3
"""After this many failures in a row, a client is left alone until something arrives, or until the next start."""
MAX_LISTINGS: Final = 3
"""A torrent that is not in this many lists of its client counts as removed."""
MAX_TORRENTS: Final = 10_000
"""How many are stored for each client: the last ones."""


@dataclass(slots=True)
class _Tagged:
    """What was tagged in a client."""

    created: bool = False
    """Whether the client did not have the tag before."""
    torrents: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class _Pending:
    """A download to tag."""

    download: Download
    is_new: bool
    """Whether it has just arrived: it is tagged also if it was before, as it was downloaded again."""
    missed: int = 0
    """How many lists it was not in."""


class ArrivalTags:
    """Tags what arrives from now on; what could not be tagged is caught up with, also after a restart."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Initialize for our config entry."""
        self._hass = hass
        self._entry = entry
        self._is_on: bool = entry.options.get(CONF_TAG_ARRIVALS, False)
        self._filter = DownloadFilter.from_options(entry.options)
        self._store = Store[dict[str, Any]](hass, 1, f"{DOMAIN}.{entry.entry_id}.tags", atomic_writes=True)
        self._since: datetime | None = None
        self._clients: dict[str, _Tagged] = {}
        """By config entry ID, as the following."""
        self._pending: defaultdict[str, dict[str, _Pending]] = defaultdict(dict)
        self._missed: dict[str, dict[str, int]] = {}
        """How many lists in a row each tagged torrent was not in."""
        self._failures: Counter[str] = Counter()
        self._warned: set[str] = set()
        self._busy: set[str] = set()

    async def async_start(self, manager: PlexIntegrationManager, sources: DownloadSources) -> None:
        """Load what was tagged, and listen until the entry is unloaded; to be called before the sources start."""
        try:
            await self._async_load()
            if self._is_on != (self._since is not None):
                self._since = dt_util.utcnow() if self._is_on else None
                await self._async_save()
        except HomeAssistantError as err:
            LOGGER.warning("Cannot tag downloads in their clients: %s", err)
            return
        if self._is_on:
            for delivery in manager.deliveries.values():
                if self._since and delivery.updated_at >= self._since:
                    self._add(delivery, is_new=False)
        self._entry.async_on_unload(sources.async_add_listing_listener(self._on_listed))
        self._entry.async_on_unload(manager.async_add_listener(self._on_delivery))
        signal = details_changed(self._entry.entry_id)
        self._entry.async_on_unload(async_dispatcher_connect(self._hass, signal, self._on_delivery))
        self._entry.async_on_unload(
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry_changed)
        )
        for entry_id in list(self._clients):
            self._on_entry_changed(ConfigEntryChange.UPDATED, self._hass.config_entries.async_get_known_entry(entry_id))

    async def async_remove(self) -> None:
        """Remove all tags from the clients that are loaded, because our config entry is removed."""
        self._is_on = False
        with suppress(HomeAssistantError):
            await self._async_load()
        for entry_id in list(self._clients):
            entry = self._hass.config_entries.async_get_entry(entry_id)
            if entry and entry.domain in CLIENTS and entry.state is ConfigEntryState.LOADED:
                with suppress(Exception):  # another integration's objects: anything may be raised
                    await self._async_untag_all(entry)
        await self._store.async_remove()

    @callback
    def _on_delivery(self, delivery: Delivery, before: Delivery | None) -> None:
        if self._is_on and (before is None or _in_client(before) != _in_client(delivery)):
            self._add(delivery, is_new=True)

    @callback
    def _add(self, delivery: Delivery, *, is_new: bool) -> None:
        if in_client := _in_client(delivery):
            entry_id, info_hash = in_client
            self._pending[entry_id][info_hash] = _Pending(delivery.download, is_new)
            self._failures[entry_id] = 0

    @callback
    def _on_entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        """Remove all tags from a client that is excluded, once it is loaded, because it is not followed."""
        entry_id = entry.entry_id
        is_excluded = entry_id in self._clients and not self._filter.includes_source(entry_id)
        if is_excluded and entry.state is ConfigEntryState.LOADED and entry_id not in self._busy:
            self._change(entry, self._async_untag_all(entry))

    @callback
    def _on_listed(self, source: DownloadSource, raw: Mapping[str, Any]) -> None:
        entry_id = source.entry.entry_id
        if entry_id in self._busy:
            return
        if self._forget_removed(entry_id, raw):
            self._change(source.entry, self._async_save())
            return
        has_work = bool(self._pending.get(entry_id)) if self._is_on else entry_id in self._clients
        if not has_work or self._failures[entry_id] >= MAX_FAILURES:
            return
        if isinstance(source, TaggingSource):
            change = self._async_tag if self._is_on else self._async_untag
            self._change(source.entry, change(source, raw))
        else:
            self._pending.pop(entry_id, None)

    @callback
    def _forget_removed(self, entry_id: str, listed: Container[str]) -> bool:
        """Forget the torrents that a client no longer has; return whether there are any.

        If one of them is added again, its tag is the user's own.
        """
        if (tagged := self._clients.get(entry_id)) is None:
            return False
        before = self._missed.get(entry_id, {})
        missed = {key: before.get(key, 0) + 1 for key in tagged.torrents if key not in listed}
        self._missed[entry_id] = missed
        removed = [key for key, count in missed.items() if count >= MAX_LISTINGS]
        for key in removed:
            del tagged.torrents[key]
        return bool(removed)

    @callback
    def _change(self, entry: ConfigEntry[Any], change: Coroutine[Any, Any, None]) -> None:
        self._busy.add(entry.entry_id)
        self._entry.async_create_background_task(
            self._hass, self._async_change(entry, change), f"tag downloads in {entry.title}"
        )

    async def _async_change(self, entry: ConfigEntry[Any], change: Coroutine[Any, Any, None]) -> None:
        """Tag, or remove tags; log an error, which affects nothing else."""
        entry_id = entry.entry_id
        try:
            await change
        except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
            self._failures[entry_id] += 1
            log = LOGGER.debug if entry_id in self._warned else LOGGER.warning
            log("Cannot change tags in %s: %s", entry.title, type(err).__name__)  # the rest may have its address
            self._warned.add(entry_id)
        else:
            self._failures[entry_id] = 0
        finally:
            self._busy.discard(entry_id)

    async def _async_tag(self, source: TaggingSource, raw: Mapping[str, Any]) -> None:
        entry_id = source.entry.entry_id
        pending, tagged = self._pending[entry_id], self._clients.get(entry_id) or _Tagged()
        found: dict[str, str] = {}
        for key, one in list(pending.items()):
            if (torrent_id := source.find(raw, one.download)) is None:
                one.missed += 1
                if one.missed < MAX_LISTINGS:
                    continue
            elif source.has_tag(raw[torrent_id]):
                if torrent_id in tagged.torrents:  # the user's own tag is not stored
                    tagged.torrents[torrent_id] = True
            elif source.can_be_tagged(raw[torrent_id]) and (one.is_new or not tagged.torrents.get(torrent_id)):
                found[torrent_id] = key
                continue
            del pending[key]
        if not found:
            return
        self._clients[entry_id] = tagged
        tagged.torrents = _latest({**tagged.torrents, **dict.fromkeys(found, False)})
        await self._async_save()  # before the change, so that it can be undone
        tagged.created |= await source.async_tag(list(found))
        tagged.torrents |= dict.fromkeys(found, True)
        for key in found.values():
            pending.pop(key, None)
        await self._async_save()

    async def _async_untag(self, source: TaggingSource, raw: Mapping[str, Any]) -> None:
        """Remove the tags that are ours; those of torrents that the client does not list now follow when it does."""
        entry_id = source.entry.entry_id
        tagged = self._clients[entry_id]
        listed = [torrent_id for torrent_id in tagged.torrents if torrent_id in raw]
        is_used = any(
            source.has_tag(torrent) for torrent_id, torrent in raw.items() if torrent_id not in tagged.torrents
        )
        delete = tagged.created and not is_used
        if not listed and not delete and tagged.torrents:
            return
        if listed or delete:
            await source.async_untag(listed, delete=delete)
        tagged.created = False
        for torrent_id in listed:
            del tagged.torrents[torrent_id]
        if not tagged.torrents:
            del self._clients[entry_id]
        await self._async_save()

    async def _async_untag_all(self, entry: ConfigEntry[Any]) -> None:
        """Remove the tags that are ours from a client that is not followed; forget what it does not list now."""
        source = (await async_source_class(self._hass, entry.domain))(self._hass, entry)
        if isinstance(source, TaggingSource):
            await self._async_untag(source, await source.async_list())
        if self._clients.pop(entry.entry_id, None):
            await self._async_save()

    async def _async_load(self) -> None:
        """Load what is stored of clients that still are in Home Assistant; raise HomeAssistantError if that fails."""
        try:
            stored = await self._store.async_load() or {}
            self._since = datetime.fromisoformat(stored["since"]) if stored.get("since") else None
            self._clients = {
                str(entry_id): _Tagged(
                    bool(client["created"]), {str(key): bool(done) for key, done in client["torrents"].items()}
                )
                for entry_id, client in stored.get("clients", {}).items()
                if self._hass.config_entries.async_get_entry(entry_id)
            }
        except (ValueError, LookupError, TypeError, AttributeError) as err:
            raise HomeAssistantError(f"The store is broken ({type(err).__name__})") from err

    async def _async_save(self) -> None:
        if self._since is None and not self._clients:
            await self._store.async_remove()
            return
        since = self._since.isoformat() if self._since else None
        await self._store.async_save(
            {"since": since, "clients": {entry_id: asdict(tagged) for entry_id, tagged in self._clients.items()}}
        )


def _latest(torrents: dict[str, bool]) -> dict[str, bool]:
    return dict(islice(torrents.items(), max(0, len(torrents) - MAX_TORRENTS), None))


def _in_client(delivery: Delivery) -> tuple[str, str] | None:
    """Return the client's config entry and the hash of what arrived; None if not, or if its client is not known yet."""
    download = delivery.download
    if delivery.state is DeliveryState.AVAILABLE and download.source_entry_id and download.hash:
        return download.source_entry_id, download.hash
    return None
