"""The notification websocket and its subscribers."""

import asyncio
from collections.abc import Mapping
import contextlib
from dataclasses import dataclass, field
import json
from typing import Any

from aiohttp import WSMsgType, web

from .behavior import Behavior
from .nodes import error_page

QUEUE_SIZE = 10_000
FLOOD_FRAMES, FLOOD_SECONDS = 200, 200 / 1500
"""The number of frames in a burst, and the seconds between two bursts."""
GARBAGE_SECONDS = 1.0
"""The seconds between two bursts of garbage."""
GARBAGE: tuple[str | bytes, ...] = (
    "",
    "not json",
    "null",
    "[]",
    "{}",
    b"\x00\xff\xfe",
    '{"NotificationContainer":null}',
    '{"NotificationContainer":{"type":"timeline","size":1}}',
    '{"NotificationContainer":{"type":"timeline","size":1,"TimelineEntry":null}}',
    '{"NotificationContainer":{"type":"timeline","size":1,"TimelineEntry":[null,"x",{}]}}',
    (
        '{"NotificationContainer":{"type":"timeline","size":1,"TimelineEntry":'
        '[{"identifier":"com.plexapp.plugins.library","sectionID":{},"itemID":[],"type":"four","state":"done"}]}}'
    ),
    '{"NotificationContainer":{"type":"activity","size":1,"ActivityNotification":[{"event":7,"Activity":[]}]}}',
    '{"NotificationContainer":{"type":["status"],"StatusNotification":{}}}',
)


@dataclass(eq=False)
class Listener:
    """One open websocket."""

    request: web.Request
    response: web.WebSocketResponse
    filters: frozenset[str]
    queue: asyncio.Queue[str | bytes] = field(default_factory=lambda: asyncio.Queue(QUEUE_SIZE))

    def send(self, frame: str | bytes) -> None:
        # as on a real network, a listener that does not read misses frames
        with contextlib.suppress(asyncio.QueueFull):
            self.queue.put_nowait(frame)


class Websockets:
    def __init__(self, behavior: Behavior) -> None:
        self._behavior = behavior
        self.listeners: list[Listener] = []

    def notify(self, notification_type: str, list_name: str, *entries: Mapping[str, Any]) -> None:
        """Send a notification to all subscribers whose filters include it, unless the mode is `silent`."""
        if self._behavior.websocket_mode == "silent":
            return
        content = {"type": notification_type, "size": len(entries), list_name: list(entries)}
        frame = json.dumps({"NotificationContainer": content})
        for listener in self.listeners:
            if not listener.filters or notification_type in listener.filters:
                listener.send(frame)

    def push(self, frame: Mapping[str, Any] | str | bytes) -> None:
        """Send a frame to every listener, regardless of filters and mode."""
        for listener in self.listeners:
            listener.send(json.dumps(frame) if isinstance(frame, Mapping) else frame)

    def drop(self) -> None:
        """Break all open websockets without a closing handshake."""
        for listener in self.listeners:
            if listener.request.transport is not None:
                listener.request.transport.abort()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self._behavior.websocket_mode == "refuse":
            return web.Response(status=400, text=error_page(400, "Bad Request"), content_type="text/html")
        response = web.WebSocketResponse()
        await response.prepare(request)
        names = request.query.get("filters", "")
        listener = Listener(request, response, frozenset(filter(None, names.split(","))))
        self.listeners.append(listener)
        writer = asyncio.create_task(self._write(listener))
        nuisance = asyncio.create_task(self._disturb(listener))
        try:
            async for message in response:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self.listeners.remove(listener)
            for task in (writer, nuisance):
                task.cancel()
            await asyncio.gather(writer, nuisance, return_exceptions=True)
        return response

    async def _write(self, listener: Listener) -> None:
        while True:
            frame = await listener.queue.get()
            if isinstance(frame, bytes):
                await listener.response.send_bytes(frame)
            else:
                await listener.response.send_str(frame)

    async def _disturb(self, listener: Listener) -> None:
        """Flood the listener or send it garbage while the mode says so."""
        activity = {"uuid": "flood", "type": "media.generate.intros", "title": "Detecting Intros", "progress": 1}
        entry = {"event": "updated", "uuid": "flood", "Activity": activity}
        content = {"type": "activity", "size": 1, "ActivityNotification": [entry]}
        noise = json.dumps({"NotificationContainer": content})
        while True:
            await self._behavior.disturbs.wait()
            if self._behavior.websocket_mode == "flood":
                for _ in range(FLOOD_FRAMES):
                    await listener.response.send_str(noise)
                await asyncio.sleep(FLOOD_SECONDS)
            else:
                for frame in GARBAGE:
                    listener.send(frame)
                await asyncio.sleep(GARBAGE_SECONDS)
