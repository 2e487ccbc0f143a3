"""Looks at a torrent client when it foretells that a torrent will be ready, instead of at its next poll.

Home Assistant asks Transmission every 120 s, qBittorrent every 30 s. The time left that the client gave at the last
poll says when a look is worth it; where nothing is about to be ready nothing is asked.
"""

from asyncio import TimerHandle
from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .source import DownloadStatus

SHORTEST_PAUSE: Final = 5.0
"""Seconds that two looks are apart at least."""
MAX_REFRESHES: Final = 8
"""How many looks a torrent may ask for in vain; each poll at which it is far from ready gives one back."""

NEAR: Final = 10.0
"""Up to so many seconds an estimate is taken at its word; a longer one is looked at again half-way."""


class EarlyRefresh:
    """Asks one coordinator for a refresh when a torrent is due."""

    def __init__(self, hass: HomeAssistant, coordinator: DataUpdateCoordinator[Any]) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._used: dict[str, int] = {}
        self._timer: TimerHandle | None = None

    @callback
    def async_plan(self, waited_for: Mapping[str, DownloadStatus]) -> None:
        """Plan the next look, right after an update; takes the torrents that are not ready yet."""
        self.async_cancel()
        interval, entry = self._coordinator.update_interval, self._coordinator.config_entry
        if interval is None or (entry is not None and entry.pref_disable_polling):
            return  # the user polls by other means
        used, delays = {}, {}
        for torrent_id, torrent in waited_for.items():
            looks = self._used.get(torrent_id, 0)
            delay = seconds_until_refresh(torrent)
            if delay is None or delay >= interval.total_seconds():
                looks = max(0, looks - 1)
            elif looks < MAX_REFRESHES:
                delays[torrent_id] = delay
            if looks:
                used[torrent_id] = looks
        self._used = used
        if delays:
            delay = min(delays.values())
            due = [torrent_id for torrent_id, its_delay in delays.items() if its_delay <= delay]
            self._timer = self._hass.loop.call_later(delay, self._look, due)

    @callback
    def async_cancel(self) -> None:
        """Drop the planned look."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    @callback
    def _look(self, due: list[str]) -> None:
        self._timer = None
        for torrent_id in due:
            self._used[torrent_id] = self._used.get(torrent_id, 0) + 1
        # not async_request_refresh: its cooldown of 10 s would come on top of our own pauses
        self._hass.async_create_background_task(self._coordinator.async_refresh(), f"refresh {self._coordinator.name}")


def seconds_until_refresh(torrent: DownloadStatus) -> float | None:
    """Return in how many seconds a torrent deserves a look, None where it does not."""
    if torrent.time_left is None:
        return None
    left = torrent.time_left.total_seconds()
    return max(SHORTEST_PAUSE, left + 1 if left <= NEAR else left / 2)
