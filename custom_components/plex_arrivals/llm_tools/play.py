"""The tool that plays something of Plex on a media player."""

from collections.abc import Sequence
from typing import Any, Final, override

from homeassistant.components.homeassistant import async_should_expose
from homeassistant.const import ATTR_CONFIG_ENTRY_ID, ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv, intent
from homeassistant.helpers.llm import LLMContext, ToolAnnotations, async_get_match_preferences
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from ..const import DOMAIN
from ..errors import translate_plex_errors
from ..players import Player, async_players
from ..plex.models import PlexMediaItem
from .find_title import TITLE_SCHEMA, answer, find_everywhere
from .records import item_record
from .servers import ReadableServer
from .tool import PlexTool, ToolError

_MAX_CHOICES: Final = 10
_MAX_PLAYERS: Final = 20
_SEVERAL: Final = (intent.MatchFailedReason.MULTIPLE_TARGETS, intent.MatchFailedReason.DUPLICATE_NAME)


class PlayTool(PlexTool):
    """Tool that plays an item on a media player that is exposed to the assistant."""

    name = "plex_arrivals__play"
    title = "Play something of Plex"
    description = (
        "Plays a movie, show, season, episode, album or track of Plex on a media player, by its title or the "
        "rating_key of an earlier answer. Use it for requests like 'Play Copper Sky in the living room'. If several "
        "titles or players fit, it plays nothing and lists them: ask which one is meant."
    )
    parameters = vol.Schema(
        {
            vol.Optional("title", description="Title of what to play, if there is no rating_key"): cv.string,
            vol.Optional("rating_key", description="The rating_key of an earlier answer"): cv.string,
            vol.Optional("server", description="The server of that answer"): cv.string,
            **TITLE_SCHEMA,
            vol.Optional("player_name", description="Name of the media player"): cv.string,
            vol.Optional("player_area", description="Area of the media player"): cv.string,
            vol.Optional("player_floor", description="Floor of the media player"): cv.string,
        }
    )
    # A repeated call starts again, and what the player played before is gone.
    annotations = ToolAnnotations(open_world=False)

    @override
    async def _answer(
        self, hass: HomeAssistant, llm_context: LLMContext, servers: Sequence[ReadableServer], args: dict[str, Any]
    ) -> JsonObjectType:
        if "server" in args:
            wanted = args["server"].strip().casefold()
            servers = [server for server in servers if server.entry.title.casefold() == wanted]
        if "rating_key" in args:
            server, item = await _item(servers, args["rating_key"])
        elif "title" in args:
            server, item = await _titled_item(hass, servers, args)
        else:
            raise ToolError("Say what to play: a title, or the rating_key of an earlier answer.")
        player = _player(hass, llm_context, server, item, args)
        try:
            await hass.services.async_call(
                DOMAIN,
                "play",
                {
                    ATTR_CONFIG_ENTRY_ID: server.entry.entry_id,
                    "rating_key": item.id,
                    ATTR_ENTITY_ID: player.entity_id,
                },
                blocking=True,
                context=llm_context.context,
            )
        except Unauthorized:
            raise ToolError("This user may not control the media player.") from None
        return {"playing": item_record(item, server), "player": player.name}


async def _item(servers: Sequence[ReadableServer], rating_key: str) -> tuple[ReadableServer, PlexMediaItem]:
    """Return the item with a rating key, which is only unique on one server; raise ToolError if there is none."""
    found = []
    for server in servers:
        with translate_plex_errors():
            items = await server.entry.runtime_data.plex.get_items([rating_key])
        found += [(server, item) for item in items if server.can_read_item(item)]
    if not found:
        raise ToolError("Plex has no item with this rating_key, or its library is not exposed to this assistant.")
    return _only(found)


async def _titled_item(
    hass: HomeAssistant, servers: Sequence[ReadableServer], args: dict[str, Any]
) -> tuple[ReadableServer, PlexMediaItem]:
    """Return the only item with the title in the arguments; raise ToolError if there is none, or several."""
    found = await find_everywhere(hass, servers, args)
    items = [(one.server, item) for one in found for item in one.in_plex]
    if items:
        return _only(items)
    if any(one.similar for one in found):
        raise ToolError(
            "Plex has no such title. Ask whether one of those in “similar” is meant.", **answer(hass, found)
        )
    raise ToolError("This is not in Plex, or its library is not exposed to this assistant.", **answer(hass, found))


def _only(found: Sequence[tuple[ReadableServer, PlexMediaItem]]) -> tuple[ReadableServer, PlexMediaItem]:
    if len(found) > 1:
        choices = [item_record(item, server) for server, item in found[:_MAX_CHOICES]]
        how = "rating_key" if found[0][0].label is None else "rating_key and server"
        raise ToolError(f"Several titles fit. Choose one by its {how}.", choices=choices)
    return found[0]


@callback
def exposed_players(hass: HomeAssistant, server: ReadableServer, assistant: str) -> list[Player]:
    """Return the players that can play what a server has and are exposed to an assistant."""
    players = async_players(hass, server.entry.unique_id or "")
    return [player for player in players if async_should_expose(hass, assistant, player.entity_id)]


@callback
def _player(
    hass: HomeAssistant, llm_context: LLMContext, server: ReadableServer, item: PlexMediaItem, args: dict[str, Any]
) -> State:
    """Return the player in the arguments, or else the one near the device that asks; raise ToolError.

    One that is not named is only chosen if it responds and can play the item.
    """
    players = exposed_players(hass, server, llm_context.assistant)
    if "player_name" not in args:
        players = [player for player in players if player.is_available and player.can_play(item.type)]
    states = [state for player in players if (state := hass.states.get(player.entity_id))]
    if not states:
        raise ToolError("No media player that is exposed to this assistant can play this now.")
    constraints = intent.MatchTargetsConstraints(
        name=args.get("player_name"),
        area_name=args.get("player_area"),
        floor_name=args.get("player_floor"),
        single_target=True,
    )
    preferences = async_get_match_preferences(hass, llm_context)
    result = intent.async_match_targets(hass, constraints, preferences, states)
    if result.is_match:
        return result.states[0]
    names = [player.name for player in players][:_MAX_PLAYERS]
    if result.no_match_reason in _SEVERAL:
        raise ToolError("Several media players fit. Say which one.", players=names)
    raise ToolError("No such media player is exposed to this assistant.", players=names)
