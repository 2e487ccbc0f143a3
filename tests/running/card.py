"""A card that applies the events of `plex_arrivals/subscribe`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.frontend.server_updates import GATHER_SECONDS

PATIENCE_SECONDS = 600


class Card:
    """A card that applies the events of a subscription."""

    def __init__(self, websocket: MockHAClientWebSocket) -> None:
        self.websocket = websocket
        self.events: list[dict[str, Any]] = []
        self.servers: list[dict[str, Any]] = []
        self.shown: dict[str, dict[str, Any]] = {}

    async def subscribe(self, **data: Any) -> dict[str, Any]:
        """Subscribe; return the response."""
        await self.websocket.send_json_auto_id({"type": f"{DOMAIN}/subscribe", **data})
        result: dict[str, Any] = await self.websocket.receive_json()
        return result

    async def next(self, kind: str) -> dict[str, Any]:
        """Return the next event, which has to be of a kind."""
        event = await self.next_of_any_kind()
        assert event["kind"] == kind, event
        return event

    async def next_of_any_kind(self) -> dict[str, Any]:
        """Return the next event."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            event: dict[str, Any] = (await self.websocket.receive_json())["event"]
        self.take(event)
        return event

    def take(self, event: dict[str, Any]) -> None:
        """Apply an event."""
        self.events.append(event)
        match event:
            case {"kind": "servers"}:
                self.servers = event["servers"]
            case {"kind": "snapshot"}:
                self.shown[event["entry_id"]] = event
            case _:
                self._change(self.shown[event["entry_id"]], event)

    @staticmethod
    def _change(shown: dict[str, Any], event: dict[str, Any]) -> None:
        shown |= {"running": event["running"]} if "running" in event else {}
        if "server" in event:
            shown["server"] = {**shown.get("server", {}), **event["server"]}
        deliveries = {one["delivery_id"]: one for one in (*shown["deliveries"], *event.get("deliveries", ()))}
        shown["deliveries"] = [one for key, one in deliveries.items() if key not in event.get("removed", ())]

    async def until(self, condition: Callable[[], object]) -> None:
        """Apply events until a condition is true."""
        while not condition():
            await self.next("changes")

    async def is_quiet(self) -> None:
        """Fail if there is another event before the response to a much later ping."""
        await asyncio.sleep(3 * GATHER_SECONDS)
        await self.websocket.send_json_auto_id({"type": "ping"})
        assert (await self.websocket.receive_json())["type"] == "pong"


type Cards = Callable[..., Awaitable[Card]]
