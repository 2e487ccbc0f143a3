"""What is kept of a delivery long after its end (pure)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from . import same_download
from .delivery import FAILED, Delivery

MAX_COUNT: Final = 10_000
"""How many ended deliveries are kept, at most."""
MAX_AGE: Final = timedelta(days=365)
"""How long a delivery that arrived is kept; failed ones are kept until they are dismissed."""
_RECENT: Final = timedelta(days=1)
"""How long after its end all of a delivery is kept, for later reports of its download."""
_MAX_LISTED: Final = 20
"""How many items and missing files are kept of a delivery."""


def is_history(delivery: Delivery, now: datetime) -> bool:
    """Return whether a delivery ended so long ago that a summary is enough."""
    return delivery.ended and now - delivery.updated_at > _RECENT


def summary(delivery: Delivery) -> Delivery:
    """Return what the history keeps of a delivery: everything if it can be retried, otherwise nothing long."""
    if delivery.state in FAILED:
        return delivery
    return replace(
        delivery,
        download=same_download.without_files(delivery.download),
        routes=(),
        attempts=delivery.attempts[:1],
        items=tuple(item.without_details() for item in delivery.items[:_MAX_LISTED]),
        missing_files=delivery.missing_files[:_MAX_LISTED],
    )
