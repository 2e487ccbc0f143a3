"""Any websocket frame gives few valid notifications in little time."""

import json
import re
from typing import Any

from homeassistant.core import HomeAssistant
from hypothesis import given
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import coordinator as coordinator_module
from custom_components.plex_arrivals.plex.library_scans import MAX_NOTIFIED
from custom_components.plex_arrivals.plex.notifications import (
    MAX_SCANS,
    MAX_UUID_LENGTH,
    ItemDeleted,
    LibrariesChanged,
    ScanActivity,
    ScanProgress,
    ScanStarted,
    ScanTracker,
    parse,
)
from custom_components.plex_arrivals.plex.websocket import MAX_FRAME_BYTES
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.plex.test_notifications import activity, frame, timeline

from .hypothesis_async import fuzz, limited_memory, traces
from .mutations import mutated, spoiled
from .profiles import effort

FRAMES = [
    *map(json.loads, (timeline(), timeline(state=5), timeline(state="9", sectionID=8))),
    *map(json.loads, (timeline(itemID=True, sectionID=True), timeline(type=True, parentItemID=2.5))),
    *(json.loads(activity(event, 10, "1")) for event in ("started", "updated", "ended")),
    json.loads(frame("status", "StatusNotification", {"title": "x", "notificationName": "LIBRARY_UPDATE"})),
]
ID = re.compile("[1-9][0-9]*")


def check(text: str) -> None:
    tracker = ScanTracker()
    for one in parse(text):
        if isinstance(one, ScanActivity):
            assert len(one.uuid) <= MAX_UUID_LENGTH
        for notification in tracker.follow(one) if isinstance(one, ScanActivity) else [one]:
            if not isinstance(notification, LibrariesChanged) and (
                notification.library_id or not isinstance(notification, ItemDeleted)
            ):
                assert notification.library_id
                assert ID.fullmatch(notification.library_id)
            if isinstance(notification, ScanProgress):
                assert notification.percent is None or 0 <= notification.percent <= 100
            for name in ("item_id", "parent_id", "root_id"):
                found = getattr(notification, name, None)
                assert found is None or ID.fullmatch(found)
            assert type(getattr(notification, "type", None)) in (int, type(None))
    assert len(tracker._scans) <= MAX_SCANS


@effort()
@given(mutated(FRAMES))
def test_mutated(content: Any) -> None:
    check(json.dumps(content))


@effort()
@given(spoiled(mutated(FRAMES).map(lambda content: json.dumps(content, ensure_ascii=False).encode(errors="replace"))))
def test_spoiled(body: bytes) -> None:
    check(body.decode(errors="replace"))


@pytest.mark.parametrize("entry", [timeline(), timeline(state=5), activity("updated", 1, "1")])
def test_frame_of_maximum_size(entry: str) -> None:
    content = json.loads(entry)["NotificationContainer"]
    (name,) = (name for name, value in content.items() if isinstance(value, list))
    content[name] *= MAX_FRAME_BYTES // len(json.dumps(content[name]))
    text = json.dumps({"NotificationContainer": content})
    with limited_memory(16 * MAX_FRAME_BYTES):
        check(text)


@pytest.mark.parametrize("place", ["uuid", "event", "Activity"])
@pytest.mark.parametrize("depth", [1000, 50_000, 1_000_000])
def test_deeply_nested_frame(place: str, depth: int) -> None:
    entry = json.loads(activity("updated", 1, "1"))
    entry["NotificationContainer"]["ActivityNotification"][0][place] = "deep"
    check(json.dumps(entry).replace('"deep"', "[" * depth + "]" * depth))


async def test_loaded_server_survives_frames(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, caplog: pytest.LogCaptureFixture
) -> None:
    coordinator = loaded.runtime_data.coordinator

    async def push(contents: list[Any]) -> None:
        for content in contents:
            plex_server.push(json.dumps(content))
        plex_server.push(activity("updated", 42, "1", uuid="last"))
        await until(lambda: coordinator.scans.percent.get("1") == 42)
        plex_server.push(activity("ended", 100, "1", uuid="last"))
        await until(lambda: "1" not in coordinator.scans.percent)

    await fuzz(mutated([FRAMES]).filter(lambda some: isinstance(some, list)), push, effort(0.3))
    assert not traces(caplog)


async def test_notifications_of_unknown_libraries_are_limited(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unknown libraries are dropped; real ones are still tracked."""
    coordinator = loaded.runtime_data.coordinator
    for number in range(3 * MAX_NOTIFIED):
        coordinator.on_notification(ScanStarted(str(10**9 + number)))
        coordinator.on_notification(ScanProgress(str(10**9 + number), 5))
    assert len(coordinator.scans.percent) <= MAX_NOTIFIED
    assert len(coordinator.scans.scanning) <= MAX_NOTIFIED
    plex_server.push(activity("updated", 42, "1"))
    await until(lambda: coordinator.scans.percent.get("1") == 42)
    monkeypatch.setattr(coordinator_module, "FRESH_SECONDS", -1)
    for _ in range(2):  # the first response may have been requested before the notifications
        await coordinator.async_refresh()
    assert set(coordinator.scans.percent) <= {"1"}
    assert coordinator.scans.scanning <= {"1"}
