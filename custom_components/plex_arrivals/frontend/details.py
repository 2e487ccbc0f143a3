"""The websocket command `plex_arrivals/details` for the card; see `docs/development/websocket.md`."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

from homeassistant.components import websocket_api
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.update_coordinator import UpdateFailed
import voluptuous as vol

from ..const import DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..deliveries.delivery import Delivery
from ..deliveries.download_payload import client_data, source_text
from ..deliveries.item_payload import complete_item_payload, item_payload
from ..deliveries.search import by_rating_key
from ..deliveries.steps import steps
from ..downloads.source import ClientStatus
from ..plex.errors import PlexError, PlexUnavailable
from ..plex.links import parse_item
from ..plex.models import PlexMediaItem
from .delivery_payloads import DeliveryPayloads
from .permissions import ServerPermissions, may_read_everything

_TIME_LIMIT: Final = 10
"""Seconds that Plex and the client may take: somebody is waiting."""
_ITEM_GONE: Final = "item_gone"
_CONTAINERS: Final = frozenset(("season", "album"))
_MAX_CHILDREN: Final = 100
_MAX_ITEMS: Final = 20
"""How many items of a delivery Plex is asked for, to find one that it still has."""


class _Problem(NamedTuple):
    """Why there is no item: the key of a sentence in `exceptions`, and what is in its placeholders."""

    key: str
    placeholders: dict[str, str] | None = None


@websocket_api.websocket_command(
    vol.All(
        vol.Schema(
            {
                vol.Required("type"): f"{DOMAIN}/details",
                vol.Required("entry_id"): str,
                vol.Exclusive("delivery_id", "what"): str,
                vol.Exclusive("rating_key", "what"): vol.All(str, vol.Match(r"[0-9]{1,19}\Z")),
            }
        ),
        cv.has_at_least_one_key("delivery_id", "rating_key"),
    )
)
@websocket_api.async_response
async def details(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Send all about a delivery or an item: 1 request to Plex, 2 for a season or album, and 1 to the client."""
    entry: PlexArrivalsConfigEntry | None = hass.config_entries.async_get_entry(msg["entry_id"])
    if entry is None or entry.domain != DOMAIN:
        _send_error(connection, msg, websocket_api.ERR_NOT_FOUND, "no_such_server")
    elif entry.state is not ConfigEntryState.LOADED:
        _send_error(connection, msg, "not_loaded", "unloaded")
    else:
        await _Details(hass, connection, entry).send(msg)


class _Details:
    """What a user may read about a delivery or an item of a server."""

    def __init__(
        self, hass: HomeAssistant, connection: websocket_api.ActiveConnection, entry: PlexArrivalsConfigEntry
    ) -> None:
        self._hass = hass
        self._connection = connection
        self._data = entry.runtime_data
        self._permissions = ServerPermissions(hass, connection.user, entry)
        self._payloads = DeliveryPayloads(connection, self._data)

    async def send(self, msg: dict[str, Any]) -> None:
        """Send the answer to a message, or an error."""
        delivery_id: str | None = msg.get("delivery_id")
        rating_key: str | None = msg.get("rating_key")
        can_read = self._permissions.can_read_deliveries
        if not can_read and (delivery_id is not None or not self._permissions.can_read_any_recently_added):
            _send_error(self._connection, msg, websocket_api.ERR_UNAUTHORIZED, "server_not_allowed")
            return
        delivery = self._delivery(delivery_id, rating_key) if can_read else None
        if delivery is None and rating_key is None:
            _send_error(
                self._connection, msg, websocket_api.ERR_NOT_FOUND, "no_such_delivery", {"delivery": delivery_id or ""}
            )
            return
        keys = [rating_key] if rating_key is not None else _rating_keys(delivery) if delivery else []
        (item, problem), status = await asyncio.gather(self._item(keys), self._status(delivery))
        if item and not self._may_read(item, delivery):
            _send_error(self._connection, msg, websocket_api.ERR_UNAUTHORIZED, "server_not_allowed")
            return
        children = await self._children(item) if item and delivery_id is None else []
        self._connection.send_result(msg["id"], self._answer(item, problem, delivery, status, children))

    def _delivery(self, delivery_id: str | None, rating_key: str | None) -> Delivery | None:
        """Return a delivery by its ID, or the latest that brought an item, or something of a season, show or album."""
        if delivery_id is not None:
            return self._data.manager.deliveries.get(delivery_id)
        return next(by_rating_key(self._data.manager.latest, rating_key), None) if rating_key else None

    async def _item(self, rating_keys: Sequence[str]) -> tuple[PlexMediaItem | None, _Problem | None]:
        """Return the first of some items that Plex has, and why there is none."""
        if not rating_keys:
            return None, None
        coordinator = self._data.coordinator
        if not coordinator.online:
            error = coordinator.last_exception
            placeholders = error.translation_placeholders if isinstance(error, UpdateFailed) else None
            return None, _Problem(coordinator.problem or PlexUnavailable.key, placeholders)
        try:
            async with asyncio.timeout(_TIME_LIMIT):
                found = {item.id: item for item in await self._data.plex.get_items(rating_keys)}
        except TimeoutError:
            return None, _Problem(PlexUnavailable.key)
        except PlexError as err:
            return None, _Problem(err.key)
        item = next((found[key] for key in rating_keys if key in found), None)
        return (item, None) if item else (None, _Problem(_ITEM_GONE))

    async def _children(self, item: PlexMediaItem) -> list[PlexMediaItem]:
        """Return the episodes of a season, or the tracks of an album; none if Plex does not say in time."""
        if item.type not in _CONTAINERS:
            return []
        with suppress(PlexError, TimeoutError):
            async with asyncio.timeout(_TIME_LIMIT):
                return await self._data.plex.get_children(item.id)
        return []

    async def _status(self, delivery: Delivery | None) -> ClientStatus | None:
        if delivery is None:
            return None
        try:
            async with asyncio.timeout(_TIME_LIMIT):
                return await self._data.sources.async_client_status(delivery.download)
        except TimeoutError:
            return None

    def _may_read(self, item: PlexMediaItem, delivery: Delivery | None) -> bool:
        """Return whether the user may read an item: that of a delivery, or of a library whose items the user may."""
        return (
            may_read_everything(self._connection.user)
            or delivery is not None
            or self._permissions.can_read_recently_added
            or self._permissions.can_read_recently_added_in(item.library_id or "")
        )

    def _answer(
        self,
        item: PlexMediaItem | None,
        problem: _Problem | None,
        delivery: Delivery | None,
        status: ClientStatus | None,
        children: Sequence[PlexMediaItem],
    ) -> dict[str, Any]:
        payload = self._payloads.delivery(delivery) if delivery else None
        delivered = delivery.items[0] if delivery and delivery.items else None
        is_gone = problem is not None and problem.key == _ITEM_GONE
        item_type = item.type if item else delivered.type if delivered and not is_gone else None
        return {
            "item": item
            and {
                **complete_item_payload(item, self._data.coordinator.libraries),
                "artwork": self._payloads.sign(item, item.id),
            },
            "children": [
                {"track": child.track, **item_payload(child, self._data.coordinator.libraries)}
                for child in children[:_MAX_CHILDREN]
            ],
            "children_count": len(children),
            "problem": problem and problem.key,
            "problem_placeholders": problem and problem.placeholders,
            "delivery": payload,
            "steps": self._steps(delivery, payload) if delivery and payload else [],
            "client": client_data(status),
            "players": [
                {"entity_id": player.entity_id, "name": player.name, "state": player.state}
                for player in self._permissions.players()
                if item_type and player.can_play(item_type)
            ],
        }

    def _steps(self, delivery: Delivery, payload: dict[str, Any]) -> list[dict[str, Any]]:
        download = delivery.download
        importer = payload["importer"] or source_text(self._hass, download.imported_by or download.source)
        client = payload["download"]["source_name"] or source_text(self._hass, download.source)
        return [
            {"step": step.name, "at": step.at.isoformat(), "text": step.text}
            for step in steps(delivery, client=client, importer=importer, explanation=payload["explanation"])
        ]


def _rating_keys(delivery: Delivery) -> list[str]:
    """Return the key of the season, album or show that holds all items of a delivery, else those of the items."""
    keys = [item.rating_key for item in delivery.items]
    opened = parse_item(delivery.url) if delivery.url and len(keys) > 1 else None
    return keys[:_MAX_ITEMS] if opened is None or opened.rating_key in keys else [opened.rating_key]


@callback
def _send_error(
    connection: websocket_api.ActiveConnection,
    msg: dict[str, Any],
    code: str,
    key: str,
    placeholders: dict[str, str] | None = None,
) -> None:
    connection.send_error(
        msg["id"],
        code,
        key,
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
