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

    A redirect is followed only on the same host, so that nobody else gets the key. Raise aiohttp.ClientError, also for
    any other redirect or a body that is too big, and TimeoutError after `time_limit` seconds in total.
    """

    async def refuse_redirect(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        is_allowed = request.method == method and request.url.host == url.host
        if not is_allowed or request.url.scheme not in (url.scheme, "https"):
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
