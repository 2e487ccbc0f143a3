"""What Plex is asked while nothing happens."""

import asyncio
from collections import Counter

import pytest

from testing.plex_server import PlexServer

from .conftest import paths


@pytest.mark.parametrize("hours", [1, 2, 3])
async def test_idle_hour_takes_eight_requests(notified: PlexServer, hours: int) -> None:
    """None of them for an item: those of the lists were requested in the first minute."""
    await asyncio.sleep(60 + 3600 * hours)
    notified.requests.clear()
    await asyncio.sleep(3600)
    asked = Counter("list" if path.endswith("/all") else path for path in paths(notified))
    assert asked == {"/": 1, "/library/sections": 6, "list": 1}
