"""Small JSON answers over Home Assistant's session: from plex.tv, and from servers that get no token (yet)."""

from collections.abc import Mapping
import json
from typing import Any, Final

import aiohttp

MAX_BYTES: Final = 2 * 1024 * 1024
"""More than the list of servers of the largest account; `/identity` has less than a kilobyte."""


async def fetch_json(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    time_limit: float,
) -> tuple[int, str | None, Any]:
    """Return an answer's status, where it redirects to, and its document, None where it is not JSON: 1 request.

    Redirects are not followed: they would take the headers along. Raises aiohttp.ClientError, TimeoutError (after
    `time_limit` seconds in all) and ValueError (an address that is none, an answer that is too big).
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
                raise ValueError("The answer is too big")
        return response.status, response.headers.get("Location"), _parsed(bytes(body))


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError, RecursionError:
        return None
