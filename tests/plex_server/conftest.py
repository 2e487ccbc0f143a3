"""A running Plex server and an HTTP client."""

from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree import ElementTree as ET

import aiohttp
import pytest

from testing.plex_server import Library, Location, PlexServer

TOKEN = {"X-Plex-Token": "secret-token"}
JSON = {**TOKEN, "Accept": "application/json"}
PAGE = {"X-Plex-Container-Start": "0", "X-Plex-Container-Size": "2"}


@pytest.fixture
async def plex(socket_enabled: None) -> AsyncIterator[PlexServer]:
    server = PlexServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield session


@pytest.fixture
def movies(plex: PlexServer, tmp_path: Path) -> Library:
    return plex.add_library("Movies", "movie", [Location("/media/Movies", tmp_path)])


def put(folder: Path, name: str, size: int = 10) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)


def parse(document: str | bytes) -> ET.Element:
    return ET.fromstring(document)  # noqa: S314 - the server of the tests
