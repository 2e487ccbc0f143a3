"""The commands for clients, run by a shell and by real clients against Home Assistant's HTTP server."""

import asyncio
from collections.abc import Iterator
import json
import os
from pathlib import Path
import shutil
import socket
import subprocess

from aiohttp import web
from homeassistant.components.webhook import async_generate_path
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.report_commands import report_commands
from testing.daemons import QBittorrent, TorrentFile, Transmission, download, make_torrent
from testing.documentation import pages
from testing.waiting import until
from tests.daemon_setup import require_client

from .conftest import SECRET, Http, Reports

ODD = """It's "$HOME" é `id` & 100% ; %N"""
HASH = "73561B6671E51D43A69D5A41E364DACFCFFB385B"


@pytest.fixture
def url(http: Http) -> str:
    """Return the URL of the webhook."""
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    return f"http://127.0.0.1:{http.port}{async_generate_path(SECRET)}"


def script(folder: Path, text: str) -> Path:
    """Save a command as a script."""
    path = folder / "report.sh"
    path.write_text(text)
    path.chmod(0o755)
    return path


async def run(hass: HomeAssistant, *command: str | Path) -> None:
    await hass.async_add_executor_job(lambda: subprocess.run(command, check=True, timeout=30))  # noqa: S603


async def test_curl_command_reports_download(hass: HomeAssistant, url: str, reports: Reports) -> None:
    await run(hass, "sh", "-c", report_commands(url)["other"])
    assert reports.downloads == [
        Download(
            name="Example.Movie.2021",
            path="/downloads/Example.Movie.2021",
            source="webhook",
            category="movies",
            addressed=True,
        )
    ]


async def test_sabnzbd_script_reports_download(hass: HomeAssistant, url: str, reports: Reports, tmp_path: Path) -> None:
    path = script(tmp_path, report_commands(url)["sabnzbd"])
    folder = f"/done/{ODD}"
    await run(hass, path, folder, "a.nzb", ODD, "", "tv", "alt.binaries.x", "0")
    await run(hass, path, folder, "b.nzb", "without a category", "", "*", "alt.binaries.x", "0")
    await run(hass, path, folder, "c.nzb", "failed", "", "tv", "alt.binaries.x", "1")
    await until(lambda: len(reports.downloads) >= 2)
    assert {(one.name, one.path, one.category) for one in reports.downloads} == {
        (ODD, folder, "tv"),
        ("without a category", folder, None),
    }


ARGUMENTS = ("/done/Film", "a.nzb", "/done/Film", "", "tv", "", "0")
PAUSE = """#!/bin/sh
echo "$1" >> pauses
until [ -e go ]; do /bin/sleep 0.05; done
"""
"""Replaces `sleep`: only the first pause lasts, until the test ends it."""


class StartingHomeAssistant:
    """A starting Home Assistant: it refuses connections, then answers each report with the next response."""

    def __init__(self, answers: Iterator[web.Response]) -> None:
        self.reports: list[dict[str, object]] = []
        self._answers = answers
        self._runner = web.ServerRunner(web.Server(self._answer))
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    async def listen(self) -> None:
        """Accept connections."""
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()

    async def stop(self) -> None:
        await self._runner.cleanup()
        self._socket.close()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        self.reports.append(dict(await request.post()))
        return next(self._answers)


async def begin(client: str, url: str, folder: Path) -> asyncio.subprocess.Process:
    """Start a client's script in a folder; it writes the lengths of its pauses to the file `pauses`."""
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    (folder / "pauses").touch()
    (folder / "sleep").write_text(PAUSE)
    (folder / "sleep").chmod(0o755)
    environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
    path = script(folder, report_commands(url)[client])
    return await asyncio.create_subprocess_exec(path, *ARGUMENTS, env=environment, cwd=folder)


@pytest.mark.program
@pytest.mark.parametrize("client", ["transmission", "rtorrent", "sabnzbd", "pyload"])
@pytest.mark.usefixtures("socket_enabled")
async def test_scripts_repeat_until_accepted(client: str, tmp_path: Path) -> None:
    answers = [web.Response(status=404, text="404: Not Found"), web.Response(), web.Response(text="ok")]
    home_assistant = StartingHomeAssistant(iter(answers))
    process = await begin(client, home_assistant.url, tmp_path)
    async with asyncio.timeout(60):
        await until((tmp_path / "pauses").read_text, 60)
        assert home_assistant.reports == []
        await home_assistant.listen()
        (tmp_path / "go").touch()
        assert await process.wait() == 0
        await until(lambda: len(home_assistant.reports) == len(answers))  # a script continues in the background
    await home_assistant.stop()
    assert home_assistant.reports == [home_assistant.reports[0]] * len(answers)
    assert (tmp_path / "pauses").read_text().split() == ["10"] * len(answers)


@pytest.mark.program
@pytest.mark.parametrize("client", ["sabnzbd", "pyload"])
@pytest.mark.usefixtures("socket_enabled")
async def test_scripts_that_block_their_client_end_at_once(client: str, tmp_path: Path) -> None:
    """Their clients wait for them: they report in the background, however long it takes."""
    home_assistant = StartingHomeAssistant(iter([web.Response(text="ok")]))
    process = await begin(client, home_assistant.url, tmp_path)
    async with asyncio.timeout(60):
        assert await process.wait() == 0
        assert home_assistant.reports == [], "it continues while connections are refused"
        await home_assistant.listen()
        (tmp_path / "go").touch()
        await until(lambda: home_assistant.reports)
    await home_assistant.stop()
    assert home_assistant.reports[0]["path"] in ARGUMENTS


@pytest.mark.program
@pytest.mark.usefixtures("socket_enabled")
async def test_scripts_give_up_after_five_minutes(tmp_path: Path) -> None:
    """With an exit status for clients that do not wait for them."""
    home_assistant = StartingHomeAssistant(iter(web.Response, None))
    await home_assistant.listen()
    (tmp_path / "go").touch()
    process = await begin("transmission", home_assistant.url, tmp_path)
    async with asyncio.timeout(60):
        assert await process.wait() == 1
    await home_assistant.stop()
    assert len(home_assistant.reports) == 31
    assert sum(map(int, (tmp_path / "pauses").read_text().split())) == 300


def test_documentation_has_same_commands() -> None:
    printed = {one.text for one in pages()["docs/webhook.md"].examples()}
    shown = report_commands("ADDRESS")
    assert {f"{shown['qbittorrent']}\n", shown["transmission"]} <= printed


async def test_rtorrent_script_reports_download(
    hass: HomeAssistant, url: str, reports: Reports, tmp_path: Path
) -> None:
    text = report_commands(url)["rtorrent"]
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
    await until(lambda: len(reports.downloads) >= number, 60)
    return reports.downloads


@pytest.mark.program
async def test_qbittorrent_command_reports_torrent(
    url: str, reports: Reports, tmp_path: Path, seeder: QBittorrent
) -> None:
    one, several = make(tmp_path / "made" / ODD, "a.mkv"), make(tmp_path / "made" / "Café", "1.mkv", "2.mkv")
    async with QBittorrent(tmp_path / "client", incomplete=tmp_path / "incomplete") as client:
        settings = {"autorun_enabled": True, "autorun_program": report_commands(url)["qbittorrent"]}
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
        report = found[torrent.name]
        assert (report.source, report.hash, report.category) == ("qbittorrent", torrent.hash, "tv")
        assert set(report.labels) == {"4k", "new"}
        assert report.settled


@pytest.mark.program
async def test_transmission_script_reports_torrent(
    url: str, reports: Reports, tmp_path: Path, seeder: QBittorrent
) -> None:
    require_client(Transmission)
    torrent = make(tmp_path / "made" / ODD, "a.mkv", "b.mkv")
    async with Transmission(tmp_path / "client", incomplete=tmp_path / "incomplete") as client:
        path = script(tmp_path, report_commands(url)["transmission"])
        settings = {"script-torrent-done-enabled": True, "script-torrent-done-filename": str(path)}
        await client.call("session-set", settings)
        await seeder.seed(torrent)
        await client.add(torrent, labels=["tv", "4k"])
        await download(torrent, seeder, client)
        [found] = await reported(reports, 1)
        assert found.path == str(client.downloads / ODD)
    assert (found.name, found.source, found.hash) == (ODD, "transmission", torrent.hash)
    assert set(found.labels) == {"tv", "4k"}
