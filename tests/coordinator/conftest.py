"""A loaded entry with notifications, and helpers to scan in Plex and read entities."""

import asyncio
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.plex_server import PlexServer
from testing.waiting import until

ONLINE = "binary_sensor.attic_online"
MOVIES_SCANNING = "binary_sensor.attic_movies_scanning"
MOVIES_ADDED = "sensor.attic_movies_recently_added"


def state(hass: HomeAssistant, entity_id: str) -> str | None:
    found = hass.states.get(entity_id)
    return found.state if found else None


def titles(hass: HomeAssistant, entity_id: str = MOVIES_ADDED) -> list[str]:
    found = hass.states.get(entity_id)
    assert found
    return [item["title"] for item in found.attributes.get("items", ())]


def paths(plex_server: PlexServer) -> list[str]:
    return [request.path for request in plex_server.requests]


def add_film(tmp_path: Path, title: str) -> str:
    """Create a movie on the disk; return its folder in Plex."""
    folder = tmp_path / "movies" / title
    folder.mkdir()
    (folder / f"{title}.mkv").write_bytes(b"film")
    return f"/media/movies/{title}"


def scan_frame(event: str, library_id: str) -> dict[str, Any]:
    activity = {"uuid": "u", "type": "library.update.section", "title": "Scanning", "progress": 1}
    activity |= {"Context": {"librarySectionID": library_id}}
    entry = {"event": event, "uuid": "u", "Activity": activity}
    return {"NotificationContainer": {"type": "activity", "size": 1, "ActivityNotification": [entry]}}


def item_frame(library_id: str, item_state: int, item_id: str = "1") -> dict[str, Any]:
    entry = {"identifier": "com.plexapp.plugins.library", "sectionID": library_id, "itemID": item_id, "type": 1}
    entry |= {"title": "", "state": item_state}
    return {"NotificationContainer": {"type": "timeline", "size": 1, "TimelineEntry": [entry]}}


STATUS_FRAME = {
    "NotificationContainer": {
        "type": "status",
        "size": 1,
        "StatusNotification": [{"title": "Library scan complete", "notificationName": "LIBRARY_UPDATE"}],
    }
}


@pytest.fixture
async def notified(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> PlexServer:
    """Return the server with a loaded entry, fetched lists and an open websocket; its requests are cleared."""
    await until(lambda: plex_server.websockets)
    await asyncio.sleep(71)
    plex_server.requests.clear()
    return plex_server
