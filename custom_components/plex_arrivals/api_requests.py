"""Requests with a key in their headers, to servers of other programs."""

from typing import Any, Final

import aiohttp
from yarl import URL

MAX_BYTES: Final = 64 * 1024 * 1024
"""More than the longest page of an importer's queue."""


async def request_with_key(
    session: aiohttp.ClientSession, method: str, url: URL, *, key: str, time_limit: float, **given: Any
) -> tuple[aiohttp.ClientResponse, bytes]:
    """Return a response, whatever its status, and its body; `given` is what else aiohttp is to send.

    A redirect is followed only if `may_have_key` says so. Raise aiohttp.ClientError, also for any other redirect or a
    body that is too big, and TimeoutError after `time_limit` seconds in total.
    """

    async def refuse_redirect(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        if request.method != method or not may_have_key(url, request.url):
            raise aiohttp.ClientError("The server redirects to another address.")
        return await handler(request)

    async with session.request(
        method,
        url,
        headers={"X-Api-Key": key},
        timeout=aiohttp.ClientTimeout(total=time_limit),
        middlewares=(refuse_redirect,),
        **given,
    ) as response:
        body = bytearray()
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > MAX_BYTES:
                raise aiohttp.ClientPayloadError("The response is too big.")
    return response, bytes(body)


def may_have_key(url: URL, target: URL) -> bool:
    """Return whether a redirect from `url` may take its key along, because no other program listens at `target`.

    It has the same origin, or is its encrypted counterpart: another program may listen at another port of the host.
    """
    if target.host != url.host:
        return False
    if (target.scheme, target.port) == (url.scheme, url.port):
        return True
    return (url.scheme, url.port, target.scheme, target.port) == ("http", 80, "https", 443)
