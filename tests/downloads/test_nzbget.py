"""A real NZBGet: downloads from a Usenet server on loopback are reported."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
import logging
import os
from pathlib import Path
import time
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals.downloads.clients import nzbget as nzbget_source
from custom_components.plex_arrivals.downloads.clients.nzbget import NZBGetSource
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.daemons import NewsServer, NZBGet
from tests.daemon_setup import require_client, set_up

from .conftest import ENTRY_ID, Reports, update

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]

NAME = "Éxample.Show.S01E01"


@pytest.fixture
async def news() -> AsyncGenerator[NewsServer]:
    async with NewsServer() as server:
        yield server


@pytest.fixture
async def nzbget(tmp_path: Path, news: NewsServer) -> AsyncGenerator[NZBGet]:
    require_client(NZBGet)
    daemon = NZBGet(tmp_path / "client")
    daemon.news = news
    async with daemon:
        yield daemon


@pytest.fixture(autouse=True)
def queue_interval(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Request the queue at each update, unless a test is about the interval."""
    monkeypatch.setattr(nzbget_source, "QUEUE_EVERY_SECONDS", getattr(request, "param", 0))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a folder with an episode."""
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "S01E01.mkv").write_bytes(os.urandom(1_500_000))
    (folder / "S01E01.nfo").write_bytes(b".=\0\r\n" * 50)
    return folder


def is_complete(folder: Path, made: Path) -> bool:
    """Return whether a folder has the same files, byte for byte."""
    return all((folder / path.name).read_bytes() == path.read_bytes() for path in made.iterdir())


async def test_download_is_reported_once(
    hass: HomeAssistant,
    made: Path,
    news: NewsServer,
    nzbget: NZBGet,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await set_up(hass, nzbget)
    await sources.async_start()
    news.pause = 0.2
    nzb_id = await nzbget.add(NAME, news.post(made), category="tv", importers_id="5d0f3b1c")
    async with asyncio.timeout(20):
        while not 0.3 < await nzbget.progress(nzb_id) < 0.8:  # noqa: ASYNC110 - the progress of another process
            await asyncio.sleep(0.05)
    async with asyncio.timeout(3):
        while not (sources.running and sources.running[0].time_left):
            await update(hass, entry)  # at first it has no download rate
    [running] = sources.running
    assert (running.download.name, running.download.category) == (NAME, "tv")
    assert running.download.client_id == "5d0f3b1c"
    assert running.progress
    assert 0.3 < running.progress < 1
    assert running.time_left
    assert timedelta() < running.time_left < timedelta(seconds=30)
    assert not reports.downloads

    await nzbget.wait_finished(nzb_id)
    await update(hass, entry)
    [found] = reports.downloads
    assert (found.name, found.source, found.category) == (NAME, "nzbget", "tv")
    assert (found.hash, found.client_id, found.files) == (None, "5d0f3b1c", ())
    assert found.path == str(nzbget.downloads / "tv" / NAME)
    assert is_complete(Path(found.path), made)
    assert found.finished_at
    assert abs(found.finished_at.timestamp() - time.time()) < 30
    assert not sources.running

    await nzbget.stop()
    await update(hass, entry)
    await nzbget.start()
    await update(hass, entry)
    assert entry.runtime_data.last_update_success
    assert len(reports.downloads) == 1

    # the next of that category will be in the same folder
    second = await nzbget.add("Second", news.post(made), category="tv")
    async with asyncio.timeout(20):
        while not 0.1 < await nzbget.progress(second) < 0.8:  # noqa: ASYNC110 - the progress of another process
            await asyncio.sleep(0.05)
    await update(hass, entry)
    [running] = sources.running
    assert running.download.path == str(nzbget.downloads / "tv" / "Second")
    assert running.download.client_id == second


async def test_download_finished_while_stopped_is_reported(
    hass: HomeAssistant, made: Path, news: NewsServer, nzbget: NZBGet, sources: DownloadSources, reports: Reports
) -> None:
    entry = await set_up(hass, nzbget)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await sources.async_stop()

    await nzbget.wait_finished(await nzbget.add(NAME, news.post(made)))
    await update(hass, entry)
    for _ in range(2):
        again = DownloadSources(hass, ENTRY_ID, reports)
        await again.async_start()
        await hass.async_block_till_done(wait_background_tasks=True)
        await again.async_stop()
    [found] = reports.downloads
    assert found.path == str(nzbget.downloads / NAME)
    assert found.category is None


async def test_failed_or_deleted_download_is_not_reported(
    hass: HomeAssistant, made: Path, news: NewsServer, nzbget: NZBGet, sources: DownloadSources, reports: Reports
) -> None:
    entry = await set_up(hass, nzbget)
    await sources.async_start()
    events = []
    hass.bus.async_listen("nzbget_download_complete", lambda event: events.append(event.data["status"]))
    nzb = news.post(made)
    for message_id in list(news.articles)[8:15]:
        del news.articles[message_id]
    news.pause = 0.2
    news.held.add(list(news.articles)[-2])
    failed = await nzbget.add("Failed", nzb)
    async with asyncio.timeout(20):
        while not await nzbget.progress(failed):  # noqa: ASYNC110 - the progress of another process
            await asyncio.sleep(0.05)
    await update(hass, entry)
    assert len(sources.running) == 1
    news.held.clear()
    deleted = await nzbget.add("Deleted", news.post(made), paused=True)
    await nzbget.call("editqueue", "GroupDelete", "", [int(deleted)])
    await nzbget.wait_finished(failed)
    await nzbget.wait_finished(deleted)
    await update(hass, entry)
    await hass.async_block_till_done()
    assert "DELETED/MANUAL" in events, "the event is fired for deleted downloads"
    assert any(status.startswith("FAILURE/") for status in events)
    assert not reports.downloads
    assert not sources.running


@pytest.mark.parametrize(("ending", "moves"), [(93, True), (94, False)], ids=["moved", "failed"])
async def test_path_after_user_script(
    hass: HomeAssistant,
    tmp_path: Path,
    made: Path,
    news: NewsServer,
    sources: DownloadSources,
    reports: Reports,
    ending: int,
    moves: bool,
) -> None:
    """The script moves the download and sets FINALDIR, or fails and leaves it where it is."""
    require_client(NZBGet)
    library = tmp_path / "library"
    script = tmp_path / "script.sh"
    move = f'mv "$NZBPP_DIRECTORY" {library}\necho "[NZB] FINALDIR={library}"\n' if moves else ""
    script.write_text(
        f"#!/bin/sh\n### NZBGET POST-PROCESSING SCRIPT\n### NZBGET POST-PROCESSING SCRIPT\n{move}exit {ending}\n"
    )
    nzbget = NZBGet(tmp_path / "client")
    nzbget.news, nzbget.script = news, script
    async with nzbget:
        entry = await set_up(hass, nzbget)
        await sources.async_start()
        await nzbget.wait_finished(await nzbget.add(NAME, news.post(made)))
        await update(hass, entry)
        [raw] = entry.runtime_data.data["downloads"]
        await hass.config_entries.async_unload(entry.entry_id)
    assert raw["Status"] == ("SUCCESS/HEALTH" if moves else "WARNING/SCRIPT")
    [found] = reports.downloads
    assert found.path == str(library if moves else nzbget.downloads / NAME)
    assert is_complete(Path(found.path), made)


async def test_queue_is_requested_only_at_work(
    hass: HomeAssistant,
    made: Path,
    news: NewsServer,
    nzbget: NZBGet,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A failing queue shows in the log when it is requested; nothing else depends on it."""
    caplog.set_level(logging.DEBUG)
    in_vain = "did not list its queue"
    entry = await set_up(hass, nzbget)
    entry.update_listeners.clear()  # otherwise it is reloaded
    right = dict(entry.data)
    hass.config_entries.async_update_entry(entry, data={**right, "password": "wrong"})
    await sources.async_start()
    await nzbget.add(NAME, news.post(made), paused=True)
    await update(hass, entry)
    assert in_vain not in caplog.text

    news.pause = 0.2
    second = await nzbget.add("Second", news.post(made))
    news.held.add(list(news.articles)[-2])  # so that it runs until the update
    async with asyncio.timeout(20):
        while not await nzbget.progress(second):  # noqa: ASYNC110 - the progress of another process
            await asyncio.sleep(0.05)
    await update(hass, entry)
    assert in_vain in caplog.text
    assert not sources.running
    assert not issue_registry.issues
    hass.config_entries.async_update_entry(entry, data=right)
    await update(hass, entry)
    assert [running.download.name for running in sources.running] == ["Second"], "the paused one is not running"

    news.held.clear()
    await nzbget.wait_finished(second)
    await update(hass, entry)
    assert reports.names == ["Second"]


@pytest.mark.parametrize("queue_interval", [3600], indirect=True)
async def test_queue_is_requested_at_intervals(
    hass: HomeAssistant,
    made: Path,
    news: NewsServer,
    nzbget: NZBGet,
    sources: DownloadSources,
    reports: Reports,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The last queue is used in between, without what is in the history by now."""
    asked = 0
    ask = NZBGetSource._async_queue

    async def count(self: NZBGetSource) -> list[Any] | None:
        nonlocal asked
        asked += 1
        return await ask(self)

    monkeypatch.setattr(NZBGetSource, "_async_queue", count)
    entry = await set_up(hass, nzbget)
    await sources.async_start()
    news.pause = 0.2
    first = await nzbget.add("First", news.post(made))
    second = await nzbget.add("Second", news.post(made))
    news.held.add(list(news.articles)[-2])  # so that it runs until the update
    async with asyncio.timeout(20):
        while not await nzbget.progress(first):  # noqa: ASYNC110 - the progress of another process
            await asyncio.sleep(0.05)
    for _ in range(4):
        await update(hass, entry)
        assert "First" in [running.download.name for running in sources.running]
    assert asked == 1

    await nzbget.wait_finished(first)
    await update(hass, entry)
    assert reports.names == ["First"]
    assert "First" not in [running.download.name for running in sources.running]
    assert asked == 1
    async with asyncio.timeout(20):
        while not (news.awaited and await nzbget.progress(second)):  # noqa: ASYNC110 - of another process
            await asyncio.sleep(0.05)
    later = hass.loop.time
    monkeypatch.setattr(hass.loop, "time", lambda: later() + 3601)
    await update(hass, entry)
    assert asked == 2
    assert [running.download.name for running in sources.running] == ["Second"]

    news.held.clear()
    news.pause = 0
    await nzbget.wait_finished(second)
    await update(hass, entry)
    assert not sources.running
    assert asked == 2
    await nzbget.add("Third", news.post(made))
    async with asyncio.timeout(20):
        while not sources.running:
            await update(hass, entry)
    assert asked > 2, "a new download is noticed at once"
