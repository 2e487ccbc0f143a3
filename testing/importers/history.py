"""What an importer remembers of its downloads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from .paging import flag, page_of

UNSUPPORTED = "Input string was not in a correct format."


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a download; `details` are the resources that are only shown when asked for."""

    body: dict[str, Any]
    details: Mapping[str, Any]


@dataclass(slots=True)
class History:
    """The events, the newest last."""

    codes: Mapping[str, int]
    """The number of each type, by which requests ask for it; they differ between importers."""
    several_types: bool
    """Whether a request can ask for more than one type."""
    now: Callable[[], str]
    events: list[Event] = field(default_factory=list)

    def add(
        self,
        event_type: str,
        download_id: str,
        common: Mapping[str, Any],
        details: Mapping[str, Any],
        data: Mapping[str, object | None],
    ) -> None:
        """Add an event; importers keep all of its data as text, and leave out what is null."""
        body = {
            **common,
            "id": len(self.events) + 1,
            "date": self.now(),
            "downloadId": download_id,
            "eventType": event_type,
            "data": {key: str(value) for key, value in data.items() if value is not None},
        }
        self.events.append(Event(body, details))

    def answer(self, request: web.Request) -> web.Response:
        """Return a page, the newest event first; IDs of downloads are compared with case."""
        try:
            asked = [int(value) for value in request.query.getall("eventType", [])]
        except ValueError as error:
            return web.json_response(
                {"title": "One or more validation errors occurred.", "detail": str(error)}, status=400
            )
        if len(asked) > 1 and not self.several_types:
            return web.json_response({"message": UNSUPPORTED}, status=500)
        download_id = request.query.get("downloadId")
        rows = [
            event.body
            | {name: event.details[name] for name in event.details if flag(request, f"include{name.title()}")}
            for event in reversed(self.events)
            if (not asked or self.codes[event.body["eventType"]] in asked)
            and (not download_id or event.body["downloadId"] == download_id)
        ]
        return web.json_response(page_of(request, rows, sort_key="date", direction="descending"))
