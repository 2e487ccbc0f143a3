"""The websocket: its notifications, and what happens when it breaks."""

import asyncio
from collections.abc import AsyncGenerator, Callable
import contextlib
from itertools import pairwise
import logging

import aiohttp
import pytest

from custom_components.plex_arrivals.plex import websocket
from custom_components.plex_arrivals.plex.notifications import (
    ItemCreated,
    ItemReady,
    LibrariesChanged,
    Notification,
    ScanEnded,
    ScanStarted,
)
from custom_components.plex_arrivals.plex.service import PlexService
from custom_components.plex_arrivals.plex.websocket import PlexNotifications
from testing.plex_server import Fault, Library, PlexServer
from testing.waiting import until
from tests.virtual_time import pass_one_minute

from .conftest import CLIENT, TOKEN, write

SOCKET = "/:/websockets/*"
CREATED = {
    "NotificationContainer": {
        "type": "timeline",
        "TimelineEntry": [
            {"identifier": "com.plexapp.plugins.library", "sectionID": "1", "itemID": "77", "type": 1, "state": 0}
        ],
    }
}


class Heard:
    """Collects what a PlexNotifications passes on."""

    def __init__(self) -> None:
        self.notifications: list[Notification] = []
        self.connections: list[bool] = []


Listen = Callable[..., Heard]


@pytest.fixture
async def listen(server: PlexServer) -> AsyncGenerator[Listen]:
    tasks: list[asyncio.Task[None]] = []
    async with aiohttp.ClientSession() as session:

        def start(token: str = TOKEN, url: str | None = None) -> Heard:
            heard = Heard()
            listener = PlexNotifications(
                session,
                url or server.url,
                token,
                client_identifier=CLIENT,
                library_id_by_title=lambda _: None,
                on_notification=heard.notifications.append,
                on_connection=heard.connections.append,
            )
            tasks.append(asyncio.get_running_loop().create_task(listener.listen()))
            return heard

        yield start
        for task in tasks:
            assert not task.done(), task.exception()
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return our lines in the log, apart from debug ones."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.name == websocket.__name__ and record.levelno >= logging.INFO
    ]


def tries(server: PlexServer) -> int:
    return sum(request.path.startswith("/:/websockets") for request in server.requests)


async def test_scan_is_passed_on(listen: Listen, server: PlexServer, service: PlexService, movies: Library) -> None:
    heard = listen()
    await until(lambda: heard.connections == [True])
    write(movies.locations[0].disk, "Alien (1979)/Alien (1979).mkv")
    (library,) = await service.get_libraries()
    await service.refresh_library(library, "/media/Movies/Alien (1979)")
    await until(lambda: any(isinstance(one, ItemReady) for one in heard.notifications))
    kinds = [type(one) for one in heard.notifications]
    assert kinds.index(ScanStarted) < kinds.index(ItemCreated) < kinds.index(ItemReady)
    assert ScanEnded(library.id) in heard.notifications
    assert LibrariesChanged() in heard.notifications
    (item,) = await service.find_by_file(library, "Alien (1979).mkv")
    created = next(one for one in heard.notifications if isinstance(one, ItemCreated))
    assert (created.item_id, created.library_id, created.type) == (item.id, library.id, 1)


async def test_headers_and_filter_of_the_request(listen: Listen, server: PlexServer) -> None:
    heard = listen()
    await until(lambda: heard.connections == [True])
    (request,) = server.requests
    assert request.query == {"filters": "timeline,activity,status"}
    assert request.headers["X-Plex-Token"] == TOKEN
    assert request.headers["X-Plex-Client-Identifier"] == CLIENT
    assert request.headers["Accept"] == "application/json"


async def test_restarted_server_is_connected_again_without_a_log_line(
    listen: Listen, server: PlexServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, websocket.__name__)
    heard = listen()
    await until(lambda: heard.connections == [True])
    await server.stop()
    await until(lambda: heard.connections == [True, False])
    await pass_one_minute()
    await server.start()
    await until(lambda: heard.connections == [True, False, True], websocket.MAX_PAUSE)
    server.push(CREATED)
    await until(lambda: heard.notifications == [ItemCreated("77", "1", 1, None, None)])
    assert logged(caplog) == []


async def test_dropped_connection_is_replaced(listen: Listen, server: PlexServer) -> None:
    heard = listen()
    for number in range(1, 4):
        expected = [True, False] * number
        await until(lambda expected=expected: heard.connections == expected[:-1])  # type: ignore[misc]
        await until(lambda: len(server.websockets) == 1)
        server.drop_websockets()


async def test_server_that_is_offline_at_first(
    listen: Listen, server: PlexServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, websocket.__name__)
    rule = server.fail(Fault.REFUSE)
    heard = listen()
    await until(lambda: heard.connections == [False])
    await pass_one_minute()
    rule.lift()
    await until(lambda: heard.connections == [False, True], websocket.MAX_PAUSE)
    assert logged(caplog) == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault.RESET,
        Fault.MAINTENANCE,
        Fault.HTML,
        Fault.EMPTY,
        Fault.STATUS(400),
        Fault.STATUS(403),
        Fault.STATUS(404),
        Fault.STATUS(500),
    ],
    ids=lambda fault: f"{fault.name}{fault.status}",
)
async def test_fault_disconnects(
    listen: Listen, server: PlexServer, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    caplog.set_level(logging.DEBUG)
    rule = server.fail(fault, path=SOCKET)
    heard = listen()
    await until(lambda: tries(server) >= 3)
    assert heard.connections == [False]
    rule.lift()
    await until(lambda: heard.connections == [False, True])
    assert TOKEN not in caplog.text


async def test_missing_answer_disconnects(listen: Listen, server: PlexServer) -> None:
    rule = server.fail(Fault.HANG, path=SOCKET)
    heard = listen()
    await until(lambda: heard.connections == [False], 2 * websocket.CONNECT_SECONDS)
    rule.lift()
    await until(lambda: heard.connections == [False, True])


async def test_redirects_are_not_followed(listen: Listen, server: PlexServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, websocket.__name__)
    server.fail(Fault.REDIRECT, path=SOCKET)
    heard = listen()
    await until(lambda: tries(server) >= 3)
    assert {request.headers["Host"] for request in server.requests} == {server.url.removeprefix("http://")}
    assert heard.connections == [False]
    assert f"redirects to {server.other_url}" in caplog.text


@pytest.mark.parametrize("status", [401, 498])
async def test_refused_token_is_tried_again_rarely(listen: Listen, server: PlexServer, status: int) -> None:
    server.fail(Fault.STATUS(status), path=SOCKET)
    heard = listen()
    await until(lambda: heard.connections == [False])
    await asyncio.sleep(websocket.REFUSED_PAUSE / 2 - 1)
    assert tries(server) == 1


async def test_pauses_grow(listen: Listen, server: PlexServer) -> None:
    server.fail(Fault.STATUS(500), path=SOCKET)
    heard = listen()
    await until(lambda: heard.connections == [False])
    await pass_one_minute()
    assert 6 <= tries(server) <= 8


async def test_nonsense_is_ignored(listen: Listen, server: PlexServer) -> None:
    server.websocket_mode = "garbage"
    heard = listen()
    await until(lambda: heard.connections == [True])
    await pass_one_minute()
    server.push(CREATED)
    await until(lambda: ItemCreated("77", "1", 1, None, None) in heard.notifications)
    assert heard.connections == [True]


async def test_flood_of_other_frames_is_ignored(listen: Listen, server: PlexServer) -> None:
    server.websocket_mode = "flood"
    heard = listen()
    await until(lambda: heard.connections == [True])
    await asyncio.sleep(1)
    server.push(CREATED)
    await until(lambda: heard.notifications == [ItemCreated("77", "1", 1, None, None)])


async def test_many_frames_at_once_leave_others_their_turn(listen: Listen, server: PlexServer) -> None:
    """All that has arrived can be read without waiting."""
    heard = listen()
    await until(lambda: heard.connections == [True])
    for _ in range(100):
        server.push(CREATED)
    received: list[int] = []
    while len(heard.notifications) < 100:
        await asyncio.sleep(0)
        received.append(len(heard.notifications))
    assert max(later - earlier for earlier, later in pairwise((0, *received))) <= 20


async def test_frame_that_is_too_big_disconnects(
    listen: Listen, server: PlexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "MAX_FRAME_BYTES", 1000)
    heard = listen()
    await until(lambda: heard.connections == [True])
    server.push("x" * 100_000)
    await until(lambda: heard.connections == [True, False, True])


async def test_invalid_url_disconnects(listen: Listen) -> None:
    heard = listen(url="http://[")
    await until(lambda: heard.connections == [False])


async def test_cancelled_task_closes_the_connection(server: PlexServer) -> None:
    async with aiohttp.ClientSession() as session:
        heard = Heard()
        listener = PlexNotifications(
            session,
            server.url,
            TOKEN,
            client_identifier=CLIENT,
            library_id_by_title=lambda _: None,
            on_notification=heard.notifications.append,
            on_connection=heard.connections.append,
        )
        task = asyncio.get_running_loop().create_task(listener.listen())
        await until(lambda: heard.connections == [True])
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not session.closed
        assert heard.connections == [True]
        await until(lambda: not server.websockets)
