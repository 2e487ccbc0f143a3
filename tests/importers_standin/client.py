"""What the tests ask the stand-ins with, and an address that the stand-ins call."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer


class Client:
    """Asks a server with an API key."""

    def __init__(self, url: str, key: str) -> None:
        self._url = url
        self._key = key
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, path: str, method: str = "GET", body: Any = None, **params: Any) -> tuple[int, Any]:
        """Return the response's status and JSON."""
        headers = {"X-Api-Key": self._key}
        url = f"{self._url}{path}"
        async with self._session.request(method, url, params=params, json=body, headers=headers) as response:
            return response.status, await response.json(content_type=None) if await response.text() else None


class ImporterClient(Client):
    """Asks an importer."""

    def __init__(self, url: str, key: str, api: str) -> None:
        super().__init__(f"{url}/api/{api}/", key)

    async def records(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """Return the first 1000 records of the queue or the history."""
        status, body = await self.ask(path, pageSize=1000, **params)
        assert status == 200, body
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


def webhook(url: str, *flags: str, name: str = "Ours") -> dict[str, Any]:
    """Return a connection as it is saved."""
    return {
        **dict.fromkeys(flags, True),
        "name": name,
        "implementation": "Webhook",
        "configContract": "WebhookSettings",
        "fields": [{"name": "url", "value": url}, {"name": "method", "value": 1}],
        "tags": [],
    }


def write(folder: Path, *names: str) -> Path:
    """Write files, each with its name as its content."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(name)
    return folder
