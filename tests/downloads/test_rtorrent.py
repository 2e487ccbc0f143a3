"""A real rTorrent, which calls the webhook when a torrent is finished."""

import asyncio
import os
from pathlib import Path
import shutil

from homeassistant.components.webhook import async_generate_path
import pytest

from custom_components.plex_arrivals.downloads.report_commands import report_commands
from testing.daemons import QBittorrent, RTorrent, download, make_torrent
from tests.daemon_setup import require_client

from .conftest import SECRET, Http, Reports

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]

COMMENT = "# rtorrent.rc: "


async def test_finished_torrent_is_reported(http: Http, reports: Reports, tmp_path: Path) -> None:
    """The script and the line for rtorrent.rc are those of the options page."""
    for client in (QBittorrent, RTorrent):
        require_client(client)
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    text = report_commands(f"http://127.0.0.1:{http.port}{async_generate_path(SECRET)}")["rtorrent"]
    script = tmp_path / "report.sh"
    script.write_text(text)
    script.chmod(0o755)
    [line] = [line.removeprefix(COMMENT) for line in text.splitlines() if line.startswith(COMMENT)]
    content = tmp_path / "made" / "It's Éxample & Show"
    content.mkdir(parents=True)
    (content / "01.mkv").write_bytes(os.urandom(500_000))
    torrent = make_torrent(content)

    rtorrent = RTorrent(tmp_path / "client")
    rtorrent.hook = line.replace("/path/of/this/script.sh", str(script))
    async with QBittorrent(tmp_path / "seeder") as seeder, rtorrent:
        await seeder.seed(torrent)
        await rtorrent.add(torrent, label="tv")
        await download(torrent, seeder, rtorrent)
        async with asyncio.timeout(20):
            await reports.first.wait()
    [found] = reports.downloads
    assert (found.name, found.category, found.hash) == (torrent.name, "tv", torrent.hash)
    assert found.path == str(rtorrent.downloads / torrent.name)
    assert (Path(found.path) / "01.mkv").read_bytes() == (content / "01.mkv").read_bytes()
