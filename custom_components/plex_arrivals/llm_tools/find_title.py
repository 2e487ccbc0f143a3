"""The tool that says whether something is in Plex yet, on its way, or why not."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, ToolAnnotations
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from ..deliveries.delivery import FAILED, Delivery, DeliveryState, Reason
from .finding import Found, arrival_record, async_find, delivery_records
from .records import Record, item_record
from .servers import ReadableServer
from .titles import WantedTitle
from .tool import PlexTool, ToolError

_MAX_ITEMS: Final = 10
_MAX_SIMILAR: Final = 5
_ON_THE_WAY: Final = (DeliveryState.WAITING, DeliveryState.SCANNING)

TITLE_SCHEMA: Final = {
    vol.Optional("season", description="Number of the season, if a season or an episode of a show is meant"): vol.All(
        vol.Coerce(int), vol.Range(min=0)
    ),
    vol.Optional("episode", description="Number of the episode in that season, which is needed as well"): vol.All(
        vol.Coerce(int), vol.Range(min=0)
    ),
    vol.Optional("year", description="Year of the movie, to tell movies of one title apart"): vol.All(
        vol.Coerce(int), vol.Range(min=1800, max=2200)
    ),
}


class FindTitleTool(PlexTool):
    """Tool that finds a title in Plex and among downloads."""

    name = "plex_arrivals__find_title"
    title = "Find a title in Plex"
    description = (
        "Finds out whether a movie, show, season, episode, album or artist is in Plex yet, still downloading, on its "
        "way into Plex, or has failed and why. Use it to answer questions like 'Is Copper Sky there yet?' or "
        "'Do we have season 2 of Night Ferry?'. The 'status' is 'in_plex', 'on_the_way', 'failed', "
        "'arrived_before' (Plex does not have it any more, or could not be asked), 'not_found', or 'unknown' if Plex "
        "could not be asked; the lists have everything that was found. 'similar' are other titles in Plex: before you "
        "say that it is not there, ask whether one of them is meant. 'searched' says what was searched."
    )
    parameters = vol.Schema(
        {
            vol.Required("title", description="Title of the movie, show, album or artist, without quality"): cv.string,
            **TITLE_SCHEMA,
        }
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True)

    @override
    async def _answer(
        self, hass: HomeAssistant, llm_context: LLMContext, servers: Sequence[ReadableServer], args: dict[str, Any]
    ) -> JsonObjectType:
        return answer(hass, await find_everywhere(hass, servers, args))


async def find_everywhere(hass: HomeAssistant, servers: Sequence[ReadableServer], args: dict[str, Any]) -> list[Found]:
    """Return what each server has of the title in the arguments; raise ToolError for an episode without its season."""
    wanted = WantedTitle.parse(
        args["title"][:255], year=args.get("year"), season=args.get("season"), episode=args.get("episode")
    )
    if wanted.season is None and wanted.episode is not None:
        raise ToolError("Say which season the episode is of.")
    return await asyncio.gather(*(async_find(hass, server, wanted) for server in servers))


def answer(hass: HomeAssistant, found: Sequence[Found]) -> JsonObjectType:
    """Return the answer of the tool."""
    in_plex = [item_record(item, one.server) for one in found for item in one.in_plex]
    on_the_way, failed, arrived = _progress(hass, found)
    instead = [one.instead for one in found if one.instead]
    problems = list(dict.fromkeys(one.problem for one in found if one.problem))
    lists: dict[str, list[Any]] = {
        "in_plex": in_plex[:_MAX_ITEMS],
        "on_the_way": on_the_way[:_MAX_ITEMS],
        "failed": failed[:_MAX_ITEMS],
        "arrived_before": [] if in_plex else arrived[:_MAX_ITEMS],
    }
    if not in_plex:
        lists["in_plex_instead"] = instead[:_MAX_SIMILAR]
        lists["similar"] = [item_record(item, one.server) for one in found for item in one.similar][:_MAX_SIMILAR]
    searched = _searched(found)
    unfound = "not_found" if "Plex" in searched and not problems else "unknown"
    status = next((status for status, records in lists.items() if records and status in _STATUSES), None)
    result: dict[str, Any] = {
        "status": status or unfound,
        "searched": searched,
        **{name: records for name, records in lists.items() if records},
    }
    if problems:
        result["problem"] = " ".join(problems)
    return result


_STATUSES: Final = ("in_plex", "on_the_way", "failed", "arrived_before")


def _progress(hass: HomeAssistant, found: Sequence[Found]) -> tuple[list[Record], list[Record], list[Record]]:
    """Return what is on the way, what has failed, and what has arrived."""
    on_the_way, failed, arrived = [], [], []
    for one in found:
        deliveries = one.deliveries
        going = [delivery for delivery in deliveries if delivery.state in _ON_THE_WAY]
        ended_badly = [delivery for delivery in deliveries if _has_failed(delivery)]
        on_the_way += one.running + delivery_records(hass, one.server, going, _MAX_ITEMS)
        failed += delivery_records(hass, one.server, ended_badly, _MAX_ITEMS)
        arrived += [arrival_record(it, one.server) for it in deliveries if it.state is DeliveryState.AVAILABLE]
    return on_the_way, failed, arrived


def _has_failed(delivery: Delivery) -> bool:
    """Return whether something did not arrive that should have; not if it had no media, or went to another server."""
    return delivery.state in FAILED or delivery.reason is Reason.IMPORT_REJECTED


def _searched(found: Sequence[Found]) -> list[str]:
    """Return what was searched, on any server."""
    places = {
        "Plex": any(one.server.can_read_libraries and not one.problem for one in found),
        "running downloads": any(one.server.can_read_running for one in found),
        "finished downloads": any(one.server.can_read_deliveries for one in found),
    }
    return [place for place, searched in places.items() if searched]
