"""Reports of a season, and its delivery."""

from datetime import UTC, datetime
from typing import Any

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HASH, OTHER_HASH = "ab" * 20, "cd" * 20
FOLDER = "/downloads/Copper.Tide.S02"


def files(*names: str, folder: str = FOLDER, size: int | None = 1000) -> tuple[DownloadedFile, ...]:
    """Return files of different sizes."""
    return tuple(
        DownloadedFile(path=f"{folder}/{name}", size=None if size is None else size + number)
        for number, name in enumerate(names)
    )


def report(**changes: Any) -> Download:
    defaults: dict[str, Any] = {"name": "Copper.Tide.S02", "path": FOLDER, "source": "transmission"}
    return Download(**defaults | changes)


def delivery(state: DeliveryState = DeliveryState.WAITING, **changes: Any) -> Delivery:
    return Delivery(id="d", download=report(**changes), created_at=NOW, updated_at=NOW, state=state)
