"""A torrent of a real client, from running to delivered."""

import asyncio
from collections.abc import AsyncGenerator
import os
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.daemons import QBittorrent, Transmission, download, make_torrent
from testing.waiting import until
from tests.daemon_setup import require_client, set_up

from .card import Card, Cards

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]

KB = 1000
NAME = "Harbour Watch S02E01 1080p WEB x264"


@pytest.fixture(params=[QBittorrent, Transmission])
async def daemon(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[QBittorrent | Transmission]:
    require_client(request.param)
    async with request.param(tmp_path / "client", incomplete=tmp_path / "incomplete") as client:
        yield client


@pytest.fixture
def options(tmp_path: Path) -> dict[str, Any]:
    """Return options that map the client's folder to the library Shows."""
    return {"path_mappings": [{"source": str(tmp_path / "shows"), "plex": "/media/shows"}]}


async def test_running_torrent_becomes_delivery(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    seeder: QBittorrent,
    daemon: QBittorrent | Transmission,
    cards: Cards,
    tmp_path: Path,
) -> None:
    made = tmp_path / "made" / NAME
    made.mkdir(parents=True)
    (made / f"{NAME}.mkv").write_bytes(os.urandom(2000 * KB))
    torrent = make_torrent(made)
    await seeder.seed(torrent)
    await daemon.add(torrent, save_path=tmp_path / "shows", limit=200 * KB)
    client = await set_up(hass, daemon)
    parts = loaded.runtime_data
    gaps: list[str] = []

    @callback
    def look(*_: Any) -> None:
        if parts.running.payloads:
            gaps.clear()
        elif not parts.manager.deliveries:
            gaps.append("neither running nor a delivery")

    card: Card = await cards()
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")
    shown = card.shown[loaded.entry_id]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(download(torrent, seeder, daemon))
        async with asyncio.timeout(30):
            while not parts.running.payloads or not 0 < parts.running.payloads[0]["progress"] < 100:
                await client.runtime_data.async_refresh()
                await asyncio.sleep(0.2)
        await card.until(lambda: shown["running"] == [{**one, "artwork": None} for one in parts.running.payloads])
        parts.running.async_add_listener(look)
        [row] = shown["running"]
        assert (row["title"], row["library"], row["state"]) == (NAME, "Shows", "downloading")
        # for a folder with one file, qBittorrent's content path is that file
        assert row["download"]["path"].startswith(str(tmp_path / "shows" / NAME))
    await client.runtime_data.async_refresh()
    await until(lambda: parts.manager.deliveries)
    await card.until(lambda: [one["state"] for one in shown["deliveries"]] == ["available"])
    await card.until(lambda: not shown["running"])
    assert shown["deliveries"][0]["library"] == "Shows"
    assert not gaps
