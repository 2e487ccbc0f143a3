"""The tool that lists what is new in Plex."""

import asyncio
from collections.abc import Iterable, Sequence
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
from .records import Record, item_record, local_time, record
from .servers import ReadableServer, sentence
from .tool import PlexTool, ToolError

_DEFAULT_AGE: Final = timedelta(days=7)
_MAX_REQUESTED: Final = 100
_MAX_RECORDS: Final = 25
_MAX_BYTES: Final = 12_000
_MAX_NAMES: Final = 50

type _Added = tuple[ReadableServer, PlexMediaItem]


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
        results = await asyncio.gather(*(_added_since(server, library, since) for server, library in selected))
        show = parse_name(args["show"]).all_words if "show" in args else ()
        added = [
            (server, item)
            for (server, _library), (items, _problem) in zip(selected, results, strict=True)
            for item in items
            if not show or set(show) <= set(parse_name(item.show or "").all_words)
        ]
        records = _records(sorted(added, key=_age, reverse=True))
        shown = truncate_to_bytes(records[:_MAX_RECORDS], _MAX_BYTES)
        result: dict[str, Any] = {"since": local_time(since), "items": shown}
        if len(shown) < len(records):
            result["not_shown"] = len(records) - len(shown)
        problems = dict.fromkeys(server.problem for server in servers if server.can_read_libraries and server.problem)
        problems |= dict.fromkeys(problem for _items, problem in results if problem)
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


async def _added_since(
    server: ReadableServer, library: PlexLibrary, since: datetime
) -> tuple[list[PlexMediaItem], str | None]:
    """Return a library's items since a time, and why some may be missing: 0 or 1 request.

    Plex is only asked if the list that is kept of the library does not reach back far enough.
    """
    entry = server.entry
    data = entry.runtime_data.coordinator.data
    items: Sequence[PlexMediaItem] | None = data.recently_added_in.get(library.id) if data else None
    limit = int(entry.options.get(CONF_RECENTLY_ADDED, DEFAULT_RECENTLY_ADDED))
    problem = server.problem
    if problem is None and (items is None or (len(items) >= limit and _is_since(items[-1], since))):
        try:
            with translate_plex_errors():
                items = await entry.runtime_data.plex.get_recently_added(_MAX_REQUESTED, library)
        except HomeAssistantError as err:
            problem = sentence(err)
    return [item for item in items or () if _is_since(item, since)], problem


def _is_since(item: PlexMediaItem, since: datetime) -> bool:
    return item.added_at is not None and item.added_at >= since


def _age(added: _Added) -> tuple[datetime, int, str]:
    """Return what to sort by; of items of one second, the one with the greater ID is the later one."""
    _server, item = added
    return item.added_at or dt_util.utc_from_timestamp(0), len(item.id), item.id


def _records(added: Iterable[_Added]) -> list[Record]:
    """Return a record for each item, but only one for all episodes of a season, and for all photos of a library."""
    groups: dict[tuple[str, str], list[_Added]] = {}
    for server, item in added:
        season = item.season_id or f"{item.show_id or item.id} {item.season}"  # a hidden season has no ID
        key = {"episode": season, "photo": item.library_id}.get(item.type) or item.id
        groups.setdefault((server.entry.entry_id, f"{item.type} {key}"), []).append((server, item))
    return [_record(group) for group in groups.values()]


def _record(group: Sequence[_Added]) -> Record:
    server, newest = group[0]
    items = [item for _server, item in group]
    if len(items) == 1:
        return item_record(newest, server)
    if newest.type == "photo":
        return record(
            title=server.library_title(newest), type="photos", count=len(items), added=local_time(newest.added_at)
        )
    return record(
        title=newest.show,
        type="season",
        season=newest.season,
        episodes=sorted({item.episode for item in items if item.episode is not None}),
        count=len(items),
        library=server.library_title(newest),
        added=local_time(newest.added_at),
        rating_key=newest.season_id,
        server=server.label,
    )
