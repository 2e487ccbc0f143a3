"""Find a title in Plex, among running downloads and among deliveries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..deliveries.delivery import Delivery, DeliveryState
from ..deliveries.payload import delivery_payload
from ..errors import translate_plex_errors
from ..plex.models import PlexMediaItem
from ..plex.service import PlexService
from .records import Record, local_time, progress_record, record
from .servers import ReadableServer, sentence
from .titles import WantedTitle

_MAX_DELIVERIES: Final = 10
_MAX_SHOWS: Final = 3
"""How many shows of one title are searched for a season or episode."""
_MAX_NUMBERS: Final = 100


@dataclass(slots=True)
class Found:
    """What is found of a title on one server."""

    server: ReadableServer
    in_plex: list[PlexMediaItem] = field(default_factory=list)
    similar: list[PlexMediaItem] = field(default_factory=list)
    """What Plex found with other titles, if nothing has this one, the most similar titles first."""
    instead: Record | None = None
    """What Plex has of the show, if not the wanted season or episode."""
    running: list[Record] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    """The latest first."""
    problem: str | None = None
    """Why Plex could not be searched, as a sentence."""


async def async_find(hass: HomeAssistant, server: ReadableServer, wanted: WantedTitle) -> Found:
    """Return what is found: at most 2 searches in Plex, and for a season or episode 2 more requests for each show."""
    found = Found(server)
    data = server.entry.runtime_data
    if server.can_read_running:
        payloads = [payload for payload in data.running.payloads if wanted.is_of_running(payload)]
        found.running = [progress_record(payload, server) for payload in payloads[:_MAX_DELIVERIES]]
    if server.can_read_deliveries:
        # in a thread, as a history of years has thousands of names
        found.deliveries = await hass.async_add_executor_job(_deliveries_of, wanted, list(data.manager.latest))
    if not server.can_read_libraries:
        return found
    found.problem = server.problem
    if found.problem is None:
        try:
            with translate_plex_errors():
                await _search_plex(data.plex, wanted, found)
        except HomeAssistantError as err:
            found.problem = sentence(err)
    return found


def delivery_records(
    hass: HomeAssistant, server: ReadableServer, deliveries: Iterable[Delivery], limit: int
) -> list[Record]:
    """Return the first deliveries as records."""
    entry_id, data = server.entry.entry_id, server.entry.runtime_data
    return [
        progress_record(delivery_payload(hass, delivery, entry_id, data.sources, data.importers), server)
        for delivery in islice(deliveries, limit)
    ]


def arrival_record(delivery: Delivery, server: ReadableServer) -> Record:
    """Return when a delivery arrived in Plex."""
    items = delivery.items
    return record(
        title=items[0].show or items[0].title if items else delivery.download.name,
        arrived=local_time(delivery.updated_at),
        library=delivery.library_title,
        server=server.label,
    )


async def _search_plex(plex: PlexService, wanted: WantedTitle, found: Found) -> None:
    items = await _search(plex, wanted.query, found)
    exact = _exact(wanted, items)
    if not exact and wanted.loose_query:
        items = list({item.id: item for item in [*items, *await _search(plex, wanted.loose_query, found)]}.values())
        exact = _exact(wanted, items)
    if not exact:
        found.similar = wanted.similar(items)
    elif wanted.season is None:
        found.in_plex = exact
    else:
        for show in exact[:_MAX_SHOWS]:
            await _find_in_show(plex, wanted, show, found)
    if not found.in_plex:
        found.in_plex = await _delivered_items(plex, found)


async def _search(plex: PlexService, query: str, found: Found) -> list[PlexMediaItem]:
    return [item for item in await plex.search(query) if found.server.can_read_item(item)]


def _exact(wanted: WantedTitle, items: Iterable[PlexMediaItem]) -> list[PlexMediaItem]:
    """Return the items with the title, and only shows if a season or episode is wanted."""
    return [item for item in wanted.matching(items) if wanted.season is None or item.type == "show"]


async def _find_in_show(plex: PlexService, wanted: WantedTitle, show: PlexMediaItem, found: Found) -> None:
    """Find the wanted season or episode of a show: 1 or 2 requests."""
    seasons = [item for item in await plex.get_children(show.id) if item.type == "season"]
    season = next((one for one in seasons if one.season == wanted.season), None)
    if season is None:
        found.instead = record(title=show.title, seasons=_numbers(one.season for one in seasons))
        return
    if wanted.episode is None:
        found.in_plex.append(replace(season, library_id=show.library_id))
        return
    episodes = await plex.get_children(season.id)
    wanted_ones = [one for one in episodes if one.episode == wanted.episode]
    found.in_plex += [replace(one, library_id=show.library_id) for one in wanted_ones]
    if not wanted_ones:
        numbers = _numbers(one.episode for one in episodes)
        found.instead = record(title=show.title, season=wanted.season, episodes=numbers)


async def _delivered_items(plex: PlexService, found: Found) -> list[PlexMediaItem]:
    """Return what Plex still has of the last arrival, for which it has another title: 0 or 1 request."""
    arrival = next((one for one in found.deliveries if one.state is DeliveryState.AVAILABLE), None)
    if arrival is None or found.instead:
        return []
    items = await plex.get_items(item.rating_key for item in arrival.items[:_MAX_DELIVERIES])
    return [item for item in items if found.server.can_read_item(item)]


def _deliveries_of(wanted: WantedTitle, deliveries: Sequence[Delivery]) -> list[Delivery]:
    return list(islice((one for one in deliveries if wanted.is_of_delivery(one)), _MAX_DELIVERIES))


def _numbers(numbers: Iterable[Any]) -> list[int]:
    return sorted({number for number in numbers if number is not None})[:_MAX_NUMBERS]
