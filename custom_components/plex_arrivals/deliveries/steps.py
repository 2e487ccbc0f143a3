"""What happened to a delivery, step by step (pure)."""

from dataclasses import dataclass
from datetime import datetime

from .delivery import Delivery, DeliveryState


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Something that happened to a delivery."""

    name: str
    """`downloaded`, `imported`, `scanned`, or the state in which it ended."""
    at: datetime
    text: str | None
    """The client, the importer, the folder, or in the end what is wrong, or else the library."""


def steps(delivery: Delivery, *, client: str | None, importer: str | None, explanation: str | None) -> list[Step]:
    """Return the steps of a delivery so far, in their order.

    `client` and `importer` are the names of those, `explanation` is that of the reason. Of what is in Plex, only the
    first scan is a step.
    """
    download = delivery.download
    finished_at = download.finished_at or delivery.created_at
    done = []
    is_import_only = download.imported and delivery.imported_at is None  # an importer reported it, and no client
    if not is_import_only:
        done.append(Step(name="downloaded", at=finished_at, text=client))
    if download.imported:
        done.append(Step(name="imported", at=delivery.imported_at or finished_at, text=importer))
    done.extend(
        Step(name="scanned", at=attempt.at, text=attempt.folder or delivery.library_title)
        for attempt in (delivery.attempts[:1] if delivery.state is DeliveryState.AVAILABLE else delivery.attempts)
    )
    if delivery.ended:
        done.append(Step(name=delivery.state.value, at=delivery.updated_at, text=explanation or delivery.library_title))
    return done
