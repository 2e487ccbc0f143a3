"""The tool that lists what is on its way into Plex, and what needs somebody."""

from collections.abc import Sequence
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext, ToolAnnotations
from homeassistant.util.json import JsonObjectType

from .finding import delivery_records
from .records import Record, progress_record
from .servers import ReadableServer
from .tool import PlexTool

_MAX_ON_THE_WAY: Final = 25
_MAX_NEEDING_HELP: Final = 10


class OnTheWayTool(PlexTool):
    """Tool that lists running downloads, deliveries in progress and failed ones."""

    name = "plex_arrivals__get_on_the_way"
    title = "Get what is on its way into Plex"
    description = (
        "Lists what is being downloaded or is on its way into Plex: how far it is in percent, how much time is left, "
        "what it waits for, and while it is 'scanning', when Plex looks for it again ('next_scan'). 'needs_help' lists "
        "what failed or waits for a person, and why. Use it to answer questions like 'What is downloading?', 'When "
        "will it be there?' or 'Is anything stuck?'."
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    @override
    async def _answer(
        self, hass: HomeAssistant, llm_context: LLMContext, servers: Sequence[ReadableServer], args: dict[str, Any]
    ) -> JsonObjectType:
        on_the_way: list[Record] = []
        needs_help: list[Record] = []
        count = 0
        for server in servers:
            data = server.entry.runtime_data
            if server.can_read_running:
                payloads = data.running.payloads
                count += len(payloads)
                on_the_way += [progress_record(payload, server) for payload in payloads[:_MAX_ON_THE_WAY]]
            if server.can_read_deliveries:
                latest = list(data.manager.latest)
                going = [one for one in latest if not (one.ended or one.needs_attention)]
                count += len(going)
                on_the_way += delivery_records(hass, server, going, _MAX_ON_THE_WAY)
                needs_help += delivery_records(hass, server, data.manager.needing_attention, _MAX_NEEDING_HELP)
        result: dict[str, Any] = {"on_the_way": on_the_way[:_MAX_ON_THE_WAY], "count": count}
        if needs_help:
            result["needs_help"] = needs_help[:_MAX_NEEDING_HELP]
        return result
