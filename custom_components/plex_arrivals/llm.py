"""LLM tools of the Plex Arrivals integration.

Home Assistant loads this file when somebody asks for tools. Releases before 2026.10 do not have what it imports, and go
without.
"""

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool

from .llm_tools.find_title import FindTitleTool
from .llm_tools.on_the_way import OnTheWayTool
from .llm_tools.play import PlayTool, exposed_players
from .llm_tools.recently_added import RecentlyAddedTool
from .llm_tools.servers import exposed_servers


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """Return the tools for which something is exposed to the assistant."""
    if api_id != LLM_API_ASSIST or not llm_context.assistant:
        return None
    servers = exposed_servers(hass, llm_context.assistant)
    if not servers:
        return None
    tools: list[Tool] = [FindTitleTool()]
    if any(server.can_read_running or server.can_read_deliveries for server in servers):
        tools.append(OnTheWayTool())
    if any(server.can_read_libraries for server in servers):
        tools.append(RecentlyAddedTool())
        if any(exposed_players(hass, server, llm_context.assistant) for server in servers):
            tools.append(PlayTool())
    return LLMTools(tools=tools)
