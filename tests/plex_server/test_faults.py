"""The Plex server of the tests fails on demand."""

import asyncio
import json
from xml.etree import ElementTree as ET

import aiohttp
import pytest

from testing.plex_server import Fault, Library, PlexServer
from testing.waiting import until

from .conftest import TOKEN, parse


async def test_faults_fail_requests(plex: PlexServer, http: aiohttp.ClientSession, movies: Library) -> None:
    sections = f"{plex.url}/library/sections"

    async def ask() -> tuple[int, bytes]:
        async with http.get(sections, headers=TOKEN, timeout=aiohttp.ClientTimeout(total=0.3)) as answer:
            return answer.status, await answer.read()

    right = await ask()
    for fault, error in (
        (Fault.REFUSE, aiohttp.ClientConnectorError),
        (Fault.RESET, aiohttp.ClientOSError),
        (Fault.HANG, TimeoutError),
        (Fault.SLOW_DRIP, TimeoutError),
        (Fault.TRUNCATED, aiohttp.ClientPayloadError),
    ):
        with plex.fail(fault), pytest.raises(error):
            await ask()
        assert await ask() == right
    for fault in (Fault.HTML, Fault.EMPTY, Fault.MALFORMED, Fault.WRONG_ENCODING):
        with plex.fail(fault, path="/library/*"):
            status, body = await ask()
            assert (status, body == right[1]) == (200, False)
            if fault is not Fault.HTML:
                with pytest.raises(ET.ParseError):
                    parse(body)
    with plex.fail(Fault.STATUS(498), times=1) as rule:
        assert [(await ask())[0] for _ in range(2)] == [498, 200]
        assert rule.hits == 1
    with plex.fail(Fault.MAINTENANCE):
        status, body = await ask()
        assert (status, parse(body).get("title")) == (503, "Maintenance")
        async with http.get(f"{plex.url}/identity", headers={"Accept": "application/json"}) as answer:
            assert json.loads(await answer.text())["code"] == 503
    with plex.fail(Fault.REDIRECT, times=1):
        assert await ask() == right
        assert plex.requests[-1].headers["Host"] == plex.other_url.removeprefix("http://")
    with plex.fail(Fault.OVERSIZED):
        async with http.get(sections, headers=TOKEN) as answer:
            assert len(await answer.content.read(10_000_000)) > 1000


async def test_stops_quickly_with_hanging_requests_and_restarts(
    plex: PlexServer, http: aiohttp.ClientSession, movies: Library
) -> None:
    url = plex.url
    plex.scan_seconds = 60
    await http.get(f"{url}/library/sections/1/refresh", headers=TOKEN)
    websocket = await http.ws_connect(f"{url}/:/websockets/notifications", headers=TOKEN)
    plex.fail(Fault.HANG)
    hung = asyncio.create_task(http.get(url, headers=TOKEN).__aenter__())
    await until(lambda: plex.requests[-1].path == "/")
    async with asyncio.timeout(1):
        await plex.stop()
    assert (await websocket.receive(timeout=20)).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    with pytest.raises(aiohttp.ClientError):
        await hung
    plex.faults.rules.clear()
    await plex.start()
    assert plex.url == url
    async with http.get(url, headers=TOKEN) as answer:
        assert answer.status == 200


async def test_websocket_modes(plex: PlexServer, http: aiohttp.ClientSession) -> None:
    address = f"{plex.url}/:/websockets/notifications?filters=timeline"
    plex.websocket_mode = "refuse"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(address, headers=TOKEN)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(address)
    plex.websocket_mode = "silent"
    async with http.ws_connect(address, headers=TOKEN) as websocket:
        await until(lambda: len(plex.websockets) == 1)
        with pytest.raises(TimeoutError):
            await websocket.receive(timeout=0.1)
    async with http.ws_connect(address, headers=TOKEN) as websocket:
        await until(lambda: len(plex.websockets) == 1)
        plex.push({"hello": 1})
        assert await websocket.receive_json(timeout=20) == {"hello": 1}
        for mode in ("garbage", "flood"):
            plex.websocket_mode = mode
            for _ in range(50):
                assert (await websocket.receive(timeout=20)).type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY)
        plex.websocket_mode = "normal"
        plex.drop_websockets()
        await until(lambda: not plex.websockets)
