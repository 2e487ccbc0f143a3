"""Small JSON documents from plex.tv, and from servers that have not been identified yet."""

from collections.abc import Mapping
import json
from typing import Any, Final

import aiohttp

MAX_BYTES: Final = 2 * 1024 * 1024
"""More than the list of servers of the largest account; `/identity` is smaller than a kilobyte."""


async def fetch_json(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    time_limit: float,
) -> tuple[int, str | None, Any]:
    """Return the status of a response, its Location header, and its document or None if it is not JSON: 1 request.

    Redirects are not followed, as they would get the headers. Raise aiohttp.ClientError, TimeoutError after
    `time_limit` seconds in total, and ValueError for an invalid URL or a response that is too big.
    """
    async with session.request(
        method,
        url,
        headers={**headers, "Accept": "application/json"},
        allow_redirects=False,
        timeout=aiohttp.ClientTimeout(total=time_limit),
    ) as response:
        body = bytearray()
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > MAX_BYTES:
                raise ValueError("The response is too big")
        return response.status, response.headers.get("Location"), _parsed(bytes(body))


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError, RecursionError:
        return None
