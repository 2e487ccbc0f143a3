"""The dispatcher signals of the deliveries of a config entry."""

from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN
from .delivery import Delivery


def delivery_changed(entry_id: str) -> SignalType[Delivery, Delivery | None]:
    """Return the signal that is sent with a delivery as it is now and as it was before (None: it is new)."""
    return SignalType(f"{DOMAIN}_{entry_id}_delivery_changed")


def details_changed(entry_id: str) -> SignalType[Delivery, Delivery]:
    """Return the signal that is sent with a delivery, now and before, of which more is known in the same state."""
    return SignalType(f"{DOMAIN}_{entry_id}_details_changed")


def delivery_dismissed(entry_id: str) -> SignalType[Delivery]:
    """Return the signal that is sent with a delivery that was dismissed."""
    return SignalType(f"{DOMAIN}_{entry_id}_delivery_dismissed")


def file_count_changed(entry_id: str) -> SignalType[str]:
    """Return the signal that is sent with the ID of a delivery of which Plex has more or fewer files now."""
    return SignalType(f"{DOMAIN}_{entry_id}_file_count_changed")
