"""Tag what arrived in Plex in its download client, if the user wants that, and else remove these tags.

They are also removed from a client that is excluded. What several of our servers have tagged keeps the tag until the
last of them removes it. Which torrents are tagged is stored before that is done, so that it can be undone.

Nothing is requested but the changes: the torrents are those that the client lists at its next update anyway.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util

from .const import CONF_TAG_ARRIVALS, LOGGER
from .deliveries.delivery import Delivery, DeliveryState
from .deliveries.manager import PlexIntegrationManager
from .deliveries.signals import details_changed
from .downloads.clients import CLIENTS, async_source_class
from .downloads.download import Download
from .downloads.filter import DownloadFilter
from .downloads.source import DownloadSource
from .downloads.sources import DownloadSources
from .downloads.tagged_torrents import TaggedStore, TaggedTorrents
from .downloads.tagging_source import TaggingSource

MAX_FAILURES: Final = 3
"""After this many failures in a row, a client is left alone until something arrives, or until the next start."""
MAX_LISTINGS: Final = 3
"""A torrent that is not in this many lists of its client counts as removed."""


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
        self._store = TaggedStore(hass, entry.entry_id)
        self._pending: defaultdict[str, dict[str, _Pending]] = defaultdict(dict)
        """By the config entry ID of the client, as the following."""
        self._missed: dict[str, dict[str, int]] = {}
        """How many lists in a row each tagged torrent was not in."""
        self._failures: Counter[str] = Counter()
        self._warned: set[str] = set()
        self._busy: set[str] = set()

    async def async_start(self, manager: PlexIntegrationManager, sources: DownloadSources) -> None:
        """Load what was tagged, and listen until the entry is unloaded; to be called before the sources start."""
        try:
            await self._store.async_load()
            if self._is_on != (self._store.since is not None):
                self._store.since = dt_util.utcnow() if self._is_on else None
                await self._store.async_save()
        except HomeAssistantError as err:
            LOGGER.warning("Cannot tag downloads in their clients: %s", err)
            return
        if self._is_on:
            for delivery in manager.deliveries.values():
                if self._store.since and delivery.updated_at >= self._store.since:
                    self._add(delivery, is_new=False)
        self._entry.async_on_unload(sources.async_add_listing_listener(self._on_listed))
        self._entry.async_on_unload(manager.async_add_listener(self._on_delivery))
        signal = details_changed(self._entry.entry_id)
        self._entry.async_on_unload(async_dispatcher_connect(self._hass, signal, self._on_delivery))
        self._entry.async_on_unload(
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry_changed)
        )
        for entry_id in list(self._store.clients):
            self._on_entry_changed(ConfigEntryChange.UPDATED, self._hass.config_entries.async_get_known_entry(entry_id))

    async def async_remove(self) -> None:
        """Remove all tags from the clients that are loaded, because our config entry is removed."""
        self._is_on = False
        with suppress(HomeAssistantError):
            await self._store.async_load()
        for entry_id in list(self._store.clients):
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
        is_excluded = entry_id in self._store.clients and not self._filter.includes_source(entry_id)
        if is_excluded and entry.state is ConfigEntryState.LOADED and entry_id not in self._busy:
            self._change(entry, self._async_untag_all(entry))

    @callback
    def _on_listed(self, source: DownloadSource, raw: Mapping[str, Any]) -> None:
        entry_id = source.entry.entry_id
        if entry_id in self._busy:
            return
        if self._forget_removed(entry_id, raw):
            self._change(source.entry, self._store.async_save())
            return
        has_work = bool(self._pending.get(entry_id)) if self._is_on else entry_id in self._store.clients
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
        if (tagged := self._store.clients.get(entry_id)) is None:
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
        pending, tagged = self._pending[entry_id], self._store.clients.get(entry_id) or TaggedTorrents()
        others = self._tagged_by_others(entry_id)
        found: dict[str, str] = {}
        shared: list[str] = []
        for key, one in list(pending.items()):
            if (torrent_id := source.find(raw, one.download)) is None:
                one.missed += 1
                if one.missed < MAX_LISTINGS:
                    continue
            elif source.has_tag(raw[torrent_id]):
                is_ours = torrent_id in tagged.torrents or torrent_id in others  # and else the user's own
                if is_ours and not tagged.torrents.get(torrent_id):
                    shared.append(torrent_id)
            elif source.can_be_tagged(raw[torrent_id]) and (one.is_new or not tagged.torrents.get(torrent_id)):
                found[torrent_id] = key
                continue
            del pending[key]
        if not found and not shared:
            return
        self._store.clients[entry_id] = tagged
        tagged.add(shared, done=True)
        tagged.add(found, done=False)
        await self._store.async_save()  # before the change, so that it can be undone
        if not found:
            return
        tagged.created |= await source.async_tag(list(found))
        tagged.add(found, done=True)
        for key in found.values():
            pending.pop(key, None)
        await self._store.async_save()

    async def _async_untag(self, source: TaggingSource, raw: Mapping[str, Any]) -> None:
        """Remove the tags that are only ours; those of torrents that the client does not list now follow when it does.

        What another server of ours has tagged as well keeps the tag, and is left to that.
        """
        entry_id = source.entry.entry_id
        tagged, others = self._store.clients[entry_id], self._tagged_by_others(entry_id)
        listed = [torrent_id for torrent_id in tagged.torrents if torrent_id in raw]
        removed = [torrent_id for torrent_id in listed if torrent_id not in others]
        is_used = any(
            source.has_tag(torrent)
            for torrent_id, torrent in raw.items()
            if torrent_id in others or torrent_id not in tagged.torrents
        )
        delete = tagged.created and not is_used
        if not listed and not delete and tagged.torrents:
            return
        if removed or delete:
            await source.async_untag(removed, delete=delete)
        if tagged.created and not delete:
            for store in self._store.others_with(entry_id):
                store.clients[entry_id].created = True
                await store.async_save()
        tagged.created = False
        for torrent_id in listed:
            del tagged.torrents[torrent_id]
        if not tagged.torrents:
            del self._store.clients[entry_id]
        await self._store.async_save()

    @callback
    def _tagged_by_others(self, entry_id: str) -> set[str]:
        """Return the torrents of a client that other servers of ours have tagged."""
        return {key for store in self._store.others_with(entry_id) for key in store.clients[entry_id].torrents}

    async def _async_untag_all(self, entry: ConfigEntry[Any]) -> None:
        """Remove the tags that are ours from a client that is not followed; forget what it does not list now."""
        source = (await async_source_class(self._hass, entry.domain))(self._hass, entry)
        if isinstance(source, TaggingSource):
            await self._async_untag(source, await source.async_list())
        if self._store.clients.pop(entry.entry_id, None):
            await self._store.async_save()


def _in_client(delivery: Delivery) -> tuple[str, str] | None:
    """Return the client's config entry and the hash of what arrived; None if not, or if its client is not known yet."""
    download = delivery.download
    if delivery.state is DeliveryState.AVAILABLE and download.source_entry_id and download.hash:
        return download.source_entry_id, download.hash
    return None
