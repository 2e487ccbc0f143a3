"""Connections are reused, and a request on a connection that the server has closed is repeated."""

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import ssl
from typing import Any

import pytest
import requests

from custom_components.plex_arrivals.plex.connection_pool import MAX_IDLE_SECONDS
from custom_components.plex_arrivals.plex.errors import PlexUnavailable
from custom_components.plex_arrivals.plex.service import PlexService
from custom_components.plex_arrivals.plex.session import MAX_AT_ONCE, PlexSession
from testing.plex_server import Fault, Library, PlexServer

from .conftest import CLIENT, MACHINE, TOKEN, MakeService
from .test_errors import CALLS


@pytest.fixture
async def tls_server(socket_enabled: None, certificate: Path) -> AsyncGenerator[PlexServer]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server = PlexServer(machine_identifier=MACHINE, token=TOKEN, tls=context)
    await server.start()
    yield server
    await server.stop()


async def test_requests_over_tls_share_one_handshake(
    tls_server: PlexServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    service = PlexService(tls_server.url, TOKEN, client_identifier=CLIENT, time_limit=5)
    for _ in range(5):
        await service.get_libraries()
    assert len(tls_server.requests) == 6
    assert tls_server.connections == 1
    await service.close()


async def test_connections_over_tls_load_the_certificates_once(
    tls_server: PlexServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[object] = []
    load = ssl.SSLContext.load_verify_locations

    def count(context: ssl.SSLContext, *args: Any, **kwargs: Any) -> None:
        loaded.append((args, kwargs))
        load(context, *args, **kwargs)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", count)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    service = PlexService(tls_server.url, TOKEN, client_identifier=CLIENT, time_limit=5)
    await service.get_libraries()
    await asyncio.sleep(MAX_IDLE_SECONDS + 1)
    await asyncio.gather(*(service.get_libraries() for _ in range(4)))
    assert tls_server.connections > 1
    assert len(loaded) == 1
    await service.close()


async def test_each_kind_of_request_leaves_its_connection_to_the_next(
    service: PlexService, server: PlexServer, movies: Library
) -> None:
    for call in CALLS.values():
        await call(service)
    item = server.items(movies)[0]
    await service.fetch_poster(item.rating_key, 160, 240)
    assert server.connections == 1


async def test_requests_at_the_same_time_have_a_bounded_number_of_connections(
    server: PlexServer,
) -> None:
    session = PlexSession(CLIENT, verify_ssl=True, time_limit=5)
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(3 * MAX_AT_ONCE) as threads:
        answers = [loop.run_in_executor(threads, session.get, f"{server.url}/identity") for _ in range(100)]
        await asyncio.gather(*answers)
    session.close()
    assert len(server.requests) == 100
    assert server.connections <= MAX_AT_ONCE


@pytest.mark.parametrize("call", CALLS)
async def test_request_on_a_dead_connection_is_sent_again(
    service: PlexService, server: PlexServer, movies: Library, call: str
) -> None:
    await service.get_server_info()
    server.requests.clear()
    with server.fail(Fault.RESET, times=1) as fault:
        await CALLS[call](service)
    assert fault.hits == 1
    assert len(server.requests) == 2
    assert server.connections == 2


async def test_request_is_sent_again_only_once(service: PlexService, server: PlexServer) -> None:
    await service.get_server_info()
    with server.fail(Fault.RESET) as fault, pytest.raises(PlexUnavailable):
        await service.get_libraries()
    assert fault.hits == 2


async def test_request_on_a_new_connection_is_not_sent_again(service: PlexService, server: PlexServer) -> None:
    with server.fail(Fault.RESET) as fault, pytest.raises(PlexUnavailable):
        await service.get_server_info()
    assert fault.hits == 1


async def test_request_without_an_answer_is_not_sent_again(make_service: MakeService, server: PlexServer) -> None:
    service = make_service(time_limit=0.2)
    await service.get_server_info()
    with server.fail(Fault.HANG) as fault, pytest.raises(PlexUnavailable):
        await service.get_libraries()
    await service.close()
    assert fault.hits == 1


async def test_request_that_changes_something_is_not_sent_again(server: PlexServer) -> None:
    session = PlexSession(CLIENT, verify_ssl=True, time_limit=5)
    await asyncio.to_thread(session.get, f"{server.url}/identity")
    with server.fail(Fault.RESET) as fault, pytest.raises(requests.ConnectionError):
        await asyncio.to_thread(session.post, f"{server.url}/identity")
    session.close()
    assert fault.hits == 1


async def test_connection_that_was_idle_is_replaced(service: PlexService, server: PlexServer) -> None:
    await service.get_server_info()
    await asyncio.sleep(MAX_IDLE_SECONDS - 1)
    await service.get_libraries()
    assert server.connections == 1
    await asyncio.sleep(MAX_IDLE_SECONDS + 1)
    await service.get_libraries()
    assert server.connections == 2


async def test_connections_are_closed_with_the_service(service: PlexService, server: PlexServer) -> None:
    await service.get_server_info()
    assert server.open_connections == 1
    await service.close()
    await asyncio.sleep(1)
    assert server.open_connections == 0
