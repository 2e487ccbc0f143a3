"""Lines for the debug log: one for each change of a delivery (pure)."""

from dataclasses import replace

from .delivery import Delivery, DeliveryState
from .payload import delivery_title


def line(delivery: Delivery, before: Delivery | None) -> str:
    """Return what changed in a delivery."""
    download = delivery.download
    if before is None:
        words = ", ".join(filter(None, (download.source, download.category, *download.labels)))
        return f"{'imported' if download.imported else 'finished'} at {download.path} ({words}), {_files(delivery)}"
    reported = replace(download, media=before.download.media, media_type=before.download.media_type)
    if (reported, delivery.cross_seeds) != (before.download, before.cross_seeds):
        return _report(delivery, before)
    reason = f": {delivery.reason.value}" if delivery.reason else ""
    if delivery.messages:
        reason += f" ({' '.join(delivery.messages)})"
    if len(delivery.attempts) > len(before.attempts):
        new = delivery.attempts[len(before.attempts) :]
        places = ", ".join(one.folder or f"the whole library {one.library_id}" for one in new)
        return f"scanned {places} (step {new[0].step + 1})"
    match delivery.state:
        case DeliveryState.SCANNING:
            places = ", ".join(route.folder or f"library {route.library_id}" for route in delivery.routes)
            return f"belongs to {delivery.library_title}: {places}"
        case DeliveryState.AVAILABLE:
            seconds = (delivery.updated_at - delivery.created_at).total_seconds()
            title = delivery_title(delivery)
            return f"{delivery.kind} in {delivery.library_title} as {title} after {seconds:.1f} s{reason}"
        case _:
            return f"{delivery.state}{reason}"


def _report(delivery: Delivery, before: Delivery) -> str:
    """Return what another report added to a delivery."""
    if delivery.cross_seeds != before.cross_seeds:
        other = delivery.cross_seeds[-1]
        return f"the same files once more: {other.name} of {other.source}, at {other.path}"
    done = "imported to" if delivery.download.imported and not before.download.imported else "reported again at"
    return f"{done} {delivery.download.path}, {_files(delivery)}"


def _files(delivery: Delivery) -> str:
    number = len(delivery.download.files)
    return f"files: {number or 'not known'}"
