"""What Home Assistant's own Plex integration asks of plex.tv, answered on loopback: an account without friends."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web

from testing.daemons import free_port

_USER = (
    '<user id="1" uuid="0" username="somebody" title="somebody" authToken="{token}" scrobbleTypes="1">'
    '<subscription active="0"/><profile autoSelectAudio="1"/></user>'
)
_ANSWERS = {"/api/v2/user": _USER, "/api/v2/resources": "<resources/>"}


class PlexTv:
    """Counts what it is asked."""

    def __init__(self, token: str) -> None:
        """Take the token that everybody has."""
        self._token = token
        self.url = ""
        self.requests = 0

    async def answer(self, request: web.Request) -> web.Response:
        """Answer whatever is asked."""
        self.requests += 1
        text = _ANSWERS.get(request.path, "<MediaContainer/>").format(token=self._token)
        return web.Response(text=text, content_type="application/xml")

    def read(self) -> int:
        """Return how much was asked since the last time."""
        requests, self.requests = self.requests, 0
        return requests


@asynccontextmanager
async def running_plex_tv(token: str) -> AsyncGenerator[PlexTv]:
    """Run it in this process."""
    plex_tv = PlexTv(token)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", plex_tv.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    plex_tv.url = f"http://127.0.0.1:{port}"
    try:
        yield plex_tv
    finally:
        await runner.cleanup()
