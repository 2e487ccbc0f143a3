"""The recipes for the clients, run by a shell and by the real clients against Home Assistant's own HTTP server."""

import asyncio
import json
import os
from pathlib import Path
import shutil
import subprocess

from homeassistant.components.webhook import async_generate_path
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.recipes import recipes
from tests.daemons import QBittorrent, TorrentFile, Transmission, download, make_torrent
from tests.daemons.in_tests import need

from .conftest import SECRET, Http, Reports

ODD = """It's "$HOME" é `id` & 100% ; %N"""
HASH = "73561B6671E51D43A69D5A41E364DACFCFFB385B"


@pytest.fixture
def url(http: Http) -> str:
    """Return the webhook's address."""
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    return f"http://127.0.0.1:{http.port}{async_generate_path(SECRET)}"


def script(folder: Path, text: str) -> Path:
    """Save what is pasted as a script."""
    path = folder / "report.sh"
    path.write_text(text)
    path.chmod(0o755)
    return path


async def run(hass: HomeAssistant, *command: str | Path) -> None:
    await hass.async_add_executor_job(lambda: subprocess.run(command, check=True, timeout=30))  # noqa: S603


async def test_curl(hass: HomeAssistant, url: str, reports: Reports) -> None:
    await run(hass, "sh", "-c", recipes(url)["curl"])
    assert reports.downloads == [
        Download(name="Example.Movie.2021", path="/downloads/Example.Movie.2021", source="webhook", category="movies")
    ]


async def test_sabnzbd(hass: HomeAssistant, url: str, reports: Reports, tmp_path: Path) -> None:
    path = script(tmp_path, recipes(url)["sabnzbd"])
    folder = f"/done/{ODD}"
    await run(hass, path, folder, "a.nzb", ODD, "", "tv", "alt.binaries.x", "0")
    await run(hass, path, folder, "b.nzb", "without a category", "", "*", "alt.binaries.x", "0")
    await run(hass, path, folder, "c.nzb", "failed", "", "tv", "alt.binaries.x", "1")
    assert [(one.name, one.path, one.category) for one in reports.downloads] == [
        (ODD, folder, "tv"),
        ("without a category", folder, None),
    ]


async def test_rtorrent(hass: HomeAssistant, url: str, reports: Reports, tmp_path: Path) -> None:
    text = recipes(url)["rtorrent"]
    path = script(tmp_path, text)
    await run(hass, path, ODD, f"/done/{ODD}", HASH, "tv")
    [found] = reports.downloads
    assert (found.name, found.path, found.hash, found.category) == (ODD, f"/done/{ODD}", HASH.lower(), "tv")
    assert "event.download.finished" in text


def make(folder: Path, *files: str) -> TorrentFile:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(os.urandom(200_000))
    return make_torrent(folder)


async def reported(reports: Reports, number: int) -> list[Download]:
    async with asyncio.timeout(20):
        while len(reports.downloads) < number:  # noqa: ASYNC110 - another process, nothing tells us
            await asyncio.sleep(0.05)
    return reports.downloads


@pytest.mark.daemon
async def test_qbittorrent(url: str, reports: Reports, tmp_path: Path, seeder: QBittorrent) -> None:
    one, several = make(tmp_path / "made" / ODD, "a.mkv"), make(tmp_path / "made" / "Café", "1.mkv", "2.mkv")
    async with QBittorrent(tmp_path / "client", incomplete=tmp_path / "incomplete") as client:
        settings = {"autorun_enabled": True, "autorun_program": recipes(url)["qbittorrent"]}
        await client.call("app/setPreferences", {"json": json.dumps(settings)})
        for torrent in (one, several):
            await seeder.seed(torrent)
            await client.add(torrent, category="tv", labels=["4k", "new"])
            await download(torrent, seeder, client)
        found = {one.name: one for one in await reported(reports, 2)}
        assert set(found) == {ODD, "Café"}
        assert found[ODD].path == str(client.downloads / ODD / "a.mkv")
        assert found["Café"].path == str(client.downloads / "Café")
    for torrent in (one, several):
        told = found[torrent.name]
        assert (told.source, told.hash, told.category) == ("qbittorrent", torrent.hash, "tv")
        assert set(told.labels) == {"4k", "new"}
        assert told.settled


@pytest.mark.daemon
async def test_transmission(url: str, reports: Reports, tmp_path: Path, seeder: QBittorrent) -> None:
    need(Transmission)
    torrent = make(tmp_path / "made" / ODD, "a.mkv", "b.mkv")
    async with Transmission(tmp_path / "client", incomplete=tmp_path / "incomplete") as client:
        path = script(tmp_path, recipes(url)["transmission"])
        settings = {"script-torrent-done-enabled": True, "script-torrent-done-filename": str(path)}
        await client.call("session-set", settings)
        await seeder.seed(torrent)
        await client.add(torrent, labels=["tv", "4k"])
        await download(torrent, seeder, client)
        [found] = await reported(reports, 1)
        assert found.path == str(client.downloads / ODD)
    assert (found.name, found.source, found.hash) == (ODD, "transmission", torrent.hash)
    assert set(found.labels) == {"tv", "4k"}
