"""What tests can do with an importer, and what its API says then."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from testing.importers import Episodes, Importer, Movie, Sonarr

INFO_HASH = "73561B6671E51D43A69D5A41E364DACFCFFB385B"
PACK = Episodes(title="Harbour Watch", season=2, numbers=(1, 2, 3))
FILM = Movie(title="Sable Coast")

pytestmark = pytest.mark.usefixtures("socket_enabled")


class Client:
    """Asks an importer."""

    def __init__(self, importer: Importer, session: aiohttp.ClientSession) -> None:
        self._importer = importer
        self._session = session

    async def ask(self, path: str, method: str = "GET", body: Any = None, **params: Any) -> Any:
        """Return the response's status and JSON."""
        url = f"{self._importer.url}/api/{'v1' if self._importer.domain == 'lidarr' else 'v3'}/{path}"
        headers = {"X-Api-Key": self._importer.api_key}
        async with self._session.request(method, url, params=params, json=body, headers=headers) as response:
            return response.status, await response.json(content_type=None) if await response.text() else None

    async def queue(self, **params: Any) -> list[dict[str, Any]]:
        status, body = await self.ask("queue", pageSize=1000, **params)
        assert status == 200
        return list(body["records"])

    async def history(self, **params: Any) -> list[dict[str, Any]]:
        status, body = await self.ask("history", pageSize=1000, **params)
        assert status == 200
        return list(body["records"])


class Receiver:
    """An address that webhooks call."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.status = 200
        app = web.Application()
        app.router.add_post("/hook", self._receive)
        self.server = TestServer(app, host="127.0.0.1")

    @property
    def url(self) -> str:
        return str(self.server.make_url("/hook"))

    @property
    def events(self) -> list[str]:
        return [body["eventType"] for body in self.bodies]

    async def _receive(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.json())
        return web.Response(status=self.status)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.server.start_server()
    yield receiver
    await receiver.server.close()


@pytest.fixture
async def start() -> AsyncIterator[Any]:
    started: list[Importer] = []

    async def start(importer: Importer) -> Importer:
        started.append(importer)
        await importer.start()
        return importer

    yield start
    for importer in started:
        await importer.stop()


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(name.encode())
    return folder


def webhook(url: str, *flags: str, name: str = "Ours") -> dict[str, Any]:
    return {
        **dict.fromkeys(flags, True),
        "name": name,
        "implementation": "Webhook",
        "configContract": "WebhookSettings",
        "fields": [{"name": "url", "value": url}, {"name": "method", "value": 1}],
        "tags": [],
    }


async def test_pack_is_imported_file_by_file(
    tmp_path: Path, session: aiohttp.ClientSession, receiver: Receiver, start: Any
) -> None:
    sonarr = await start(Sonarr(tmp_path / "shows", version="4.0.16.2946", mounts={"/media/shows": tmp_path / "shows"}))
    client = Client(sonarr, session)
    flags = ("onDownload", "onUpgrade", "onImportComplete")
    status, row = await client.ask("notification", "POST", webhook(receiver.url, *flags))
    assert (status, row["onImportComplete"]) == (201, True)
    output = write(tmp_path / "pack", "a.S02E01.mkv", "a.S02E02.mkv", "a.S02E03.mkv")
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02", PACK, output)
    sonarr.finish(INFO_HASH)

    path = await sonarr.import_file(INFO_HASH)
    assert path.read_bytes() == b"a.S02E01.mkv"
    assert len(await client.queue()) == 3
    await sonarr.import_download(INFO_HASH)

    assert await client.queue() == []
    imported = await client.history(downloadId=INFO_HASH, eventType=3)
    names = [f"Harbour Watch (2010) - S02E0{number} - WEBDL-1080p.mkv" for number in (3, 2, 1)]
    folder = "/media/shows/Harbour Watch (2010)/Season 02"
    assert [row["data"]["importedPath"] for row in imported] == [f"{folder}/{name}" for name in names]
    assert imported[0]["data"]["droppedPath"] == str(output / "a.S02E03.mkv")
    assert receiver.events == ["Test", "Download", "Download", "Download", "Download"]
    assert receiver.bodies[1]["episodeFile"]["path"] == imported[2]["data"]["importedPath"]
    assert receiver.bodies[4]["destinationPath"] == folder
    assert (output / "a.S02E01.mkv").exists()
