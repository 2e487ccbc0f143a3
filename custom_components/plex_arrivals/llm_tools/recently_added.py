"""The tool that lists what is new in Plex."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, ToolAnnotations
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from ..const import CONF_RECENTLY_ADDED, DEFAULT_RECENTLY_ADDED
from ..deliveries.name_matching import parse_name
from ..deliveries.truncation import short, truncate_to_bytes
from ..errors import translate_plex_errors
from ..plex.models import LibraryType, PlexLibrary, PlexMediaItem
from ..plex.recently_added import age_key
from ..plex.recently_added_groups import RecentGroup, grouped
from .records import Record, item_record, local_time, record
from .servers import ReadableServer, sentence
from .tool import PlexTool, ToolError

_DEFAULT_AGE: Final = timedelta(days=7)
_MAX_REQUESTED: Final = 100
_MAX_RECORDS: Final = 25
_MAX_BYTES: Final = 12_000
_MAX_NAMES: Final = 50


@dataclass(frozen=True, slots=True)
class _Added:
    """What was added to a library since a time, the latest first."""

    server: ReadableServer
    library: PlexLibrary
    items: Sequence[PlexMediaItem]
    has_more: bool
    """Whether more was added than could be listed."""
    problem: str | None
    """Why some may be missing, as a sentence."""


class RecentlyAddedTool(PlexTool):
    """Tool that lists the recently added items."""

    name = "plex_arrivals__get_recently_added"
    title = "Get what is new in Plex"
    description = (
        "Lists what was added to Plex, the newest first, with the time: movies, albums, photos, and the new episodes "
        "of each season. By default of the last 7 days and all libraries. Use it to answer questions like "
        "'What is new?', 'Which movies came in this week?' or 'Are there new episodes of Night Ferry?'."
    )
    parameters = vol.Schema(
        {
            vol.Optional("library", description="Only this library of Plex, by its name"): cv.string,
            vol.Optional("media_type", description="Only libraries of this type"): vol.In(
                [kind.value for kind in LibraryType]
            ),
            vol.Optional("show", description="Only this show or artist"): cv.string,
            vol.Optional(
                "since",
                description=(
                    "Only what was added since then: an ISO 8601 date or datetime, in local time without an offset "
                    "(default: 7 days ago)"
                ),
            ): cv.string,
        }
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True)

    @override
    async def _answer(
        self, hass: HomeAssistant, llm_context: LLMContext, servers: Sequence[ReadableServer], args: dict[str, Any]
    ) -> JsonObjectType:
        since = _since(args.get("since"))
        selected = _selected(servers, args.get("library"), args.get("media_type"))
        added = await asyncio.gather(*(_added_since(server, library, since) for server, library in selected))
        if "show" in args:
            added = [_of_show(one, args["show"]) for one in added]
        groups = [(one.server, group) for one in added for group in _groups(one)]
        groups.sort(key=lambda found: age_key(found[1].items[0]), reverse=True)
        records = [_record(server, group) for server, group in groups]
        shown = truncate_to_bytes(records[:_MAX_RECORDS], _MAX_BYTES)
        result: dict[str, Any] = {"since": local_time(since), "items": shown}
        if len(shown) < len(records):
            result["not_shown"] = len(records) - len(shown)
        if cut := dict.fromkeys(short(one.library.title) for one in added if one.has_more):
            result["note"] = f"More was added than is listed and counted here, in: {', '.join(cut)}."
        problems = dict.fromkeys(server.problem for server in servers if server.can_read_libraries and server.problem)
        problems |= dict.fromkeys(one.problem for one in added if one.problem)
        if problems:
            result["problem"] = " ".join(problems)
        return result


def _since(text: str | None) -> datetime:
    """Return the time from which on items are new; raise ToolError if the text is no time."""
    if text is None:
        return dt_util.utcnow() - _DEFAULT_AGE
    if (time := dt_util.parse_datetime(text)) is not None:
        return dt_util.as_utc(time)
    raise ToolError("“since” is neither a date nor a time in ISO 8601, such as 2026-11-22.")


def _selected(
    servers: Iterable[ReadableServer], name: str | None, media_type: str | None
) -> list[tuple[ReadableServer, PlexLibrary]]:
    """Return the libraries to read; raise ToolError if none has the name."""
    readable = [(server, library) for server in servers for library in server.libraries]
    if name is not None:
        wanted = name.strip().casefold()
        named = [(server, library) for server, library in readable if wanted in (library.title.casefold(), library.id)]
        if not named:
            titles = [short(library.title) for _server, library in readable[:_MAX_NAMES]]
            raise ToolError(
                "Plex has no library of this name, or it is not exposed to this assistant.", libraries=titles
            )
        readable = named
    return [(server, library) for server, library in readable if media_type in (None, library.type)]


async def _added_since(server: ReadableServer, library: PlexLibrary, since: datetime) -> _Added:
    """Return what was added to a library since a time: 0 or 1 request.

    Plex is only asked if the list that is kept of the library does not reach back far enough.
    """
    entry = server.entry
    data = entry.runtime_data.coordinator.data
    items: Sequence[PlexMediaItem] | None = data.recently_added_in.get(library.id) if data else None
    limit = int(entry.options.get(CONF_RECENTLY_ADDED, DEFAULT_RECENTLY_ADDED))
    problem = server.problem
    if problem is None and (items is None or _may_have_more(items, limit, since)):
        try:
            with translate_plex_errors():
                items = await entry.runtime_data.plex.get_recently_added(_MAX_REQUESTED, library)
            limit = _MAX_REQUESTED
        except HomeAssistantError as err:
            problem = sentence(err)
    items = items or ()
    has_more = _may_have_more(items, limit, since)
    return _Added(server, library, [item for item in items if _is_since(item, since)], has_more, problem)


def _may_have_more(items: Sequence[PlexMediaItem], limit: int, since: datetime) -> bool:
    return len(items) >= limit and _is_since(items[-1], since)


def _is_since(item: PlexMediaItem, since: datetime) -> bool:
    return item.added_at is not None and item.added_at >= since


def _of_show(added: _Added, show: str) -> _Added:
    """Return only what was added of a show or artist."""
    words = set(parse_name(show).all_words)

    def is_of_show(item: PlexMediaItem) -> bool:
        name = item.show or ""
        return words <= set(parse_name(name).all_words) if words else name.strip() == show.strip()

    return replace(added, items=[item for item in added.items if is_of_show(item)])


def _groups(added: _Added) -> list[RecentGroup]:
    """Return all photos of a library as one group, and all episodes of a season."""
    if added.library.type is LibraryType.PHOTO and added.items:
        return [RecentGroup(tuple(added.items), is_complete=not added.has_more)]
    return grouped(added.items, has_more=added.has_more)


def _record(server: ReadableServer, group: RecentGroup) -> Record:
    newest = group.items[0]
    if len(group.items) == 1:
        return item_record(newest, server)
    library, added = server.library_title(newest), local_time(newest.added_at)
    if newest.type == "photo":
        return record(title=library, type="photos", count=group.size, added=added, server=server.label)
    return record(
        title=newest.show,
        type="season",
        season=newest.season,
        episodes=sorted({item.episode for item in group.items if item.episode is not None}),
        count=group.size,
        library=library,
        added=added,
        rating_key=newest.season_id,
        server=server.label,
    )
