"""What the tools have in common."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.intent import is_blank_slot_value
from homeassistant.helpers.llm import LLMContext, Tool, ToolInput, ToolResult
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from ..const import DOMAIN
from .servers import ReadableServer, readable_servers, sentence


class ToolError(Exception):
    """The question cannot be answered: a sentence for a person, and data that may help to ask again."""

    def __init__(self, message: str, **data: Any) -> None:
        """Initialize the error."""
        super().__init__(message)
        self.data = data


class PlexTool(Tool):
    """A tool that reads the servers which are exposed to the assistant."""

    integration = DOMAIN

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        """Answer, or explain why not. Blank arguments, which language models often send, count as missing ones."""
        servers = await readable_servers(hass, llm_context)
        if not servers:
            return ToolResult(data={"error": "No Plex server is exposed to this assistant."}, error=True)
        given = {key: value for key, value in tool_input.tool_args.items() if not is_blank_slot_value(value)}
        try:
            args = self.parameters(given)
            return ToolResult(data=await self._answer(hass, llm_context, servers, args))
        except ToolError as err:
            return ToolResult(data={"error": str(err), **err.data}, error=True)
        except vol.Invalid as err:
            return ToolResult(data={"error": f"These arguments are not valid: {err}."}, error=True)
        except HomeAssistantError as err:
            return ToolResult(data={"error": sentence(err)}, error=True)

    @abstractmethod
    async def _answer(
        self, hass: HomeAssistant, llm_context: LLMContext, servers: Sequence[ReadableServer], args: dict[str, Any]
    ) -> JsonObjectType:
        """Return the answer; raise ToolError or HomeAssistantError."""
