"""Items and downloads as short records for language models, with times for people and without addresses."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..deliveries.media_payload import media_title
from ..deliveries.truncation import short
from ..downloads.download import MediaInfo
from ..plex.models import PlexMediaItem, full_title
from .servers import ReadableServer

_MAX_REASON_LENGTH: Final = 400

type Record = dict[str, Any]


def record(**fields: Any) -> Record:
    """Return a record without empty fields, and with long titles cut."""
    return {
        key: short(value) if isinstance(value, str) and key != "reason" else value
        for key, value in fields.items()
        if value is not None
    }


def local_time(time: datetime | None) -> str | None:
    """Return a time in Home Assistant's time zone, in ISO 8601 to the second."""
    return dt_util.as_local(time).isoformat(timespec="seconds") if time else None


def item_record(item: PlexMediaItem, server: ReadableServer) -> Record:
    """Return an item in Plex."""
    return record(
        title=full_title(item),
        type=item.type,
        year=item.year,
        resolution=item.resolution,
        hdr=item.hdr,
        library=server.library_title(item),
        added=local_time(item.added_at),
        rating_key=item.id,
        server=server.label,
    )


def progress_record(payload: Mapping[str, Any], server: ReadableServer) -> Record:
    """Return a running download or a delivery from its payload."""
    seconds: int | None = payload.get("time_left")
    reason: str | None = payload["explanation"]
    return record(
        title=_title(payload),
        state=payload["state"],
        reason=reason and reason[:_MAX_REASON_LENGTH],
        progress_percent=payload.get("progress"),
        time_left=None if seconds is None else duration_text(timedelta(seconds=seconds)),
        since=_local_time_of(payload.get("updated_at")),
        next_scan=_local_time_of(payload.get("next_scan_at")),
        library=payload["library"],
        server=server.label,
    )


def duration_text(duration: timedelta) -> str:
    """Return a duration in its two largest units, rounded up to minutes: `5 min`, `1 h 12 min`, `3 d 2 h`."""
    minutes = -(-max(0, round(duration.total_seconds())) // 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    first = next((index for index, (count, _unit) in enumerate(parts) if count), 2)
    return " ".join(f"{count} {unit}" for count, unit in parts[first : first + 2] if count) or "0 min"


def _local_time_of(text: str | None) -> str | None:
    return local_time(datetime.fromisoformat(text)) if text else None


def _title(payload: Mapping[str, Any]) -> str:
    """Return Plex's title, or else what the download is, rather than the name of its release."""
    media: Mapping[str, Any] | None = payload["media"]
    title: str = payload["title"]
    if payload.get("items") or media is None:
        return title
    return media_title(
        MediaInfo(
            type=media["type"],
            title=media["title"],
            year=media["year"],
            season=media["season"],
            episodes=tuple(media["episodes"]),
            album=media["album"],
        )
    )
