"""Refresh a client's coordinator when a download is about to finish, before its next poll.

Home Assistant polls Transmission every 120 s and qBittorrent every 30 s. The client's estimate of the remaining
time determines when to refresh early. Without a download that is about to finish there are no additional requests.
"""

from asyncio import TimerHandle
from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .source import DownloadStatus

MIN_DELAY_SECONDS: Final = 5.0
"""Seconds between two refreshes."""
MAX_REFRESHES: Final = 8
"""How many refreshes a download may cause; the count decreases by one with each update at which it is
not about to finish.
"""
TRUSTED_SECONDS: Final = 10.0
"""Estimates up to this long are trusted; for a longer one the next refresh is halfway."""


class EarlyRefresh:
    """Refresh one coordinator when a download is about to finish."""

    def __init__(self, hass: HomeAssistant, coordinator: DataUpdateCoordinator[Any]) -> None:
        """Initialize the timer of a coordinator."""
        self._hass = hass
        self._coordinator = coordinator
        self._refreshes: dict[str, int] = {}
        self._timer: TimerHandle | None = None

    @callback
    def async_schedule(self, unfinished: Mapping[str, DownloadStatus]) -> None:
        """Schedule the next refresh, right after an update, for the downloads that are not ready yet."""
        self.async_cancel()
        interval, entry = self._coordinator.update_interval, self._coordinator.config_entry
        if interval is None or (entry is not None and entry.pref_disable_polling):
            return  # polling is disabled
        refreshes, delays = {}, {}
        for download_id, status in unfinished.items():
            used = self._refreshes.get(download_id, 0)
            delay = seconds_until_refresh(status)
            if delay is None or delay >= interval.total_seconds():
                used = max(0, used - 1)
            elif used < MAX_REFRESHES:
                delays[download_id] = delay
            if used:
                refreshes[download_id] = used
        self._refreshes = refreshes
        if delays:
            delay = min(delays.values())
            download_ids = [download_id for download_id, its_delay in delays.items() if its_delay <= delay]
            self._timer = self._hass.loop.call_later(delay, self._refresh, download_ids)

    @callback
    def async_cancel(self) -> None:
        """Cancel the scheduled refresh."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    @callback
    def _refresh(self, download_ids: list[str]) -> None:
        self._timer = None
        for download_id in download_ids:
            self._refreshes[download_id] = self._refreshes.get(download_id, 0) + 1
        # not async_request_refresh, whose cooldown of 10 s would be added to MIN_DELAY_SECONDS
        self._hass.async_create_background_task(self._coordinator.async_refresh(), f"refresh {self._coordinator.name}")


def seconds_until_refresh(status: DownloadStatus) -> float | None:
    """Return in how many seconds to refresh for a download; None if not at all."""
    if status.time_left is None:
        return None
    left = status.time_left.total_seconds()
    return max(MIN_DELAY_SECONDS, left + 1 if left <= TRUSTED_SECONDS else left / 2)
