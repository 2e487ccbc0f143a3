"""The deliveries and posters of a server for one subscriber."""

from typing import Any

from homeassistant.components.websocket_api import ActiveConnection

from ..data import PlexArrivalsData
from ..deliveries.delivery import Delivery
from ..downloads.download import MediaInfo
from ..posters.signed_paths import HasArtwork
from .permissions import may_read_everything


class DeliveryPayloads:
    """Deliveries as the card shows them, with posters that are signed for a subscriber."""

    def __init__(self, connection: ActiveConnection, data: PlexArrivalsData) -> None:
        """Initialize with the connection of the subscriber and the data of a loaded entry."""
        self._connection = connection
        self._data = data

    def delivery(self, delivery: Delivery) -> dict[str, Any]:
        """Return the data of a delivery with its file count, a poster, and whether it has an issue."""
        file_count = self._data.manager.file_count(delivery.id)
        item = next((item for item in delivery.items if item.artwork), None)
        return {
            **self._data.delivery_payload(delivery),
            "found": file_count and {"files": file_count.files, "of": file_count.total},
            "artwork": self.sign(item, item.rating_key) if item else self.sign_media(delivery.download.media),
            "repair": self._data.issues.is_repairable(delivery) or self._data.import_issues.is_repairable(delivery),
        }

    def sign_media(self, media: MediaInfo | None) -> str | None:
        """Return the signed path of the poster of what a download is."""
        poster = self._data.media_posters.poster(media)
        return self.sign(poster, poster.artwork_id) if poster else None

    def sign(self, item: HasArtwork, rating_key: str) -> str | None:
        """Return the signed path of a poster.

        It is valid in the user's session, or without a session if the user may not read everything.
        """
        session = self._connection.refresh_token_id if may_read_everything(self._connection.user) else None
        return self._data.signed_paths.path(item, rating_key, session)
