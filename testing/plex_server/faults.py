"""The ways in which the server can fail, and the middleware that makes it fail."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
import socket
import struct
from typing import ClassVar, Self

from aiohttp import web

from ..waiting import WaitingThreads
from .answers import failure, wants_json
from .nodes import error_page

DRIP_SECONDS = 1.0
OVERSIZED_BYTES = 64 * 1024 * 1024
CHUNK = 64 * 1024
MAINTENANCE_STATUS = "Plex Media Server is currently running database migrations."


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to fail; one of those below, or `Fault.STATUS(code)`."""

    name: str
    status: int = 200

    REFUSE: ClassVar[Fault]
    """The port is closed, open connections are broken (regardless of the rule's path and number)."""
    RESET: ClassVar[Fault]
    """The connection is reset instead of an answer."""
    HANG: ClassVar[Fault]
    """No answer; pending requests are reset when the rule is lifted."""
    SLOW_DRIP: ClassVar[Fault]
    """The right answer, a byte a second; the rest of it comes at once when the rule is lifted."""
    MAINTENANCE: ClassVar[Fault]
    """503 with Plex's own document, as while it starts or migrates its database."""
    HTML: ClassVar[Fault]
    """200 with a page that is not Plex's (a proxy's login)."""
    TRUNCATED: ClassVar[Fault]
    """The connection ends before the Content-Length is reached."""
    MALFORMED: ClassVar[Fault]
    """The first half of the document as if it were the whole."""
    EMPTY: ClassVar[Fault]
    """200 with an empty body."""
    WRONG_ENCODING: ClassVar[Fault]
    """A document with bytes that are not UTF-8."""
    OVERSIZED: ClassVar[Fault]
    """A document of 64 MiB."""
    REDIRECT: ClassVar[Fault]
    """302 to the same path at the server's other origin (another port)."""

    @staticmethod
    def STATUS(code: int) -> Fault:  # noqa: N802 - reads like the other faults
        return Fault("status", code)


for _name in [
    "REFUSE",
    "RESET",
    "HANG",
    "SLOW_DRIP",
    "MAINTENANCE",
    "HTML",
    "TRUNCATED",
    "MALFORMED",
    "EMPTY",
    "WRONG_ENCODING",
    "OVERSIZED",
    "REDIRECT",
]:
    setattr(Fault, _name, Fault(_name.lower()))


class Rule:
    """A fault for the paths that a pattern (`*` stands for anything) matches, until lifted or used up.

    With `field`, it applies only to requests with that query parameter.
    """

    def __init__(
        self, fault: Fault, path: str, times: int | None, on_lift: Callable[[Rule], None], *, field: str | None = None
    ) -> None:
        self.fault = fault
        self.path = path
        self.left = times
        self.hits = 0
        self.lifted = asyncio.Event()
        self._field = field
        self._on_lift = on_lift

    def lift(self) -> None:
        self.lifted.set()
        self._on_lift(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.lift()

    def matches(self, request: web.Request) -> bool:
        """Return whether the fault applies to a request, and count it if so."""
        if self.left == 0 or not fnmatchcase(request.path, self.path):
            return False
        if self._field is not None and self._field not in request.query:
            return False
        self.hits += 1
        if self.left is not None:
            self.left -= 1
        return True


type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Faults:
    def __init__(self, other_origin: Callable[[], str]) -> None:
        self.rules: list[Rule] = []
        self._other_origin = other_origin

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    async def apply(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request with the newest matching fault, or normally."""
        rules = (rule for rule in reversed(self.rules) if rule.fault is not Fault.REFUSE)
        rule = next((rule for rule in rules if rule.matches(request)), None)
        if rule is None:
            return await handler(request)
        if (replacement := _replacement(request, rule.fault, self._other_origin())) is not None:
            return replacement
        if rule.fault is Fault.HANG:
            await _withhold(request, rule.lifted.wait())
        if rule.fault in (Fault.HANG, Fault.RESET):
            await _reset(request)
        if rule.fault is Fault.OVERSIZED:
            return await _flood(request)
        return await _damaged(request, await handler(request), rule)


def _replacement(request: web.Request, fault: Fault, other_origin: str) -> web.Response | None:
    """Return the response in place of the right one; None if the fault breaks the connection or damages it."""
    if fault.name == "status":
        return failure(fault.status)
    if fault is Fault.MAINTENANCE:
        return _maintenance(request)
    if fault is Fault.REDIRECT:
        return web.Response(status=302, headers={"Location": f"{other_origin}{request.path_qs}"})
    if fault is Fault.HTML:
        return web.Response(text=error_page(200, "Welcome, please log in"), content_type="text/html")
    return web.Response(text="", content_type="text/xml") if fault is Fault.EMPTY else None


def _maintenance(request: web.Request) -> web.Response:
    if wants_json(request):
        text = f'{{"code":503,"title":"Maintenance","status":"{MAINTENANCE_STATUS}"}}'
        return web.Response(status=503, text=text, content_type="application/json")
    element = f'<Response code="503" title="Maintenance" status="{MAINTENANCE_STATUS}"/>'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{element}'
    return web.Response(status=503, text=text, content_type="text/xml")


async def _withhold(request: web.Request, until: Awaitable[object]) -> None:
    if "Upgrade" in request.headers:  # a websocket is awaited in the event loop, not in a thread
        await until
        return
    with WaitingThreads.count():
        await until


async def _reset(request: web.Request) -> None:
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    await asyncio.Event().wait()  # the broken connection cancels this handler


async def _flood(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/xml;charset=utf-8"})
    await response.prepare(request)
    await response.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<MediaContainer size="0">')
    for _ in range(OVERSIZED_BYTES // CHUNK):
        await response.write(b" " * CHUNK)
    await response.write(b"</MediaContainer>")
    return response


async def _damaged(request: web.Request, answer: web.StreamResponse, rule: Rule) -> web.StreamResponse:
    if not isinstance(answer, web.Response) or not isinstance(answer.body, bytes):
        return answer
    fault, body = rule.fault, answer.body
    headers = {"Content-Type": answer.headers["Content-Type"]}
    if fault is Fault.MALFORMED:
        return web.Response(status=answer.status, body=body[: len(body) // 2], headers=headers)
    if fault is Fault.WRONG_ENCODING:
        place = max(body.rfind(b'"'), 0)
        return web.Response(status=answer.status, body=body[:place] + b"\xe9\xff" + body[place:], headers=headers)
    headers["Content-Length"] = str(len(body))
    response = web.StreamResponse(status=answer.status, headers=headers)
    await response.prepare(request)
    if fault is Fault.SLOW_DRIP:
        for index in range(len(body)):
            await response.write(body[index : index + 1])
            with suppress(TimeoutError):
                await _withhold(request, asyncio.wait_for(rule.lifted.wait(), DRIP_SECONDS))
            if rule.lifted.is_set():
                await response.write(body[index + 1 :])
                break
        return response
    await response.write(body[: len(body) // 2])
    await asyncio.sleep(0.01)  # lets the first half be sent
    if request.transport is not None:
        request.transport.abort()
    await asyncio.Event().wait()  # the broken connection cancels this handler
    return response
