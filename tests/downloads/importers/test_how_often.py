"""How often importers are asked because of reports, and of downloads that their queues lack."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
import threading
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers import history, importer, watcher
from custom_components.plex_arrivals.downloads.importers.history_limit import BURST
from custom_components.plex_arrivals.downloads.importers.importer import ImporterError
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from custom_components.plex_arrivals.downloads.importers.kinds import ImporterKind
from custom_components.plex_arrivals.downloads.importers.report_looks import CHANGED_SECONDS
from testing.importers import Episodes, Movie, Radarr, Sonarr

from .conftest import HASH, OTHER_HASH, PACK, ChangeableSonarr, our_paths, our_requests, torrent
from .following import MINUTE, follow


@pytest.mark.usefixtures("grabbed")
async def test_report_is_looked_at_now_and_when_the_queue_shows_it(importers: Importers, sonarr: Sonarr) -> None:
    follower = await follow(importers)
    await asyncio.sleep(5)
    sonarr.requests.clear()
    for _ in range(10):
        importers.async_look_now(HASH.upper())
        await asyncio.sleep(1)
    await sonarr.block(HASH, "Sample")
    await asyncio.sleep(CHANGED_SECONDS)
    assert follower.states == ["blocked"]
    assert our_paths(sonarr) == ["queue"] * 2
    follower.task.cancel()
    await asyncio.sleep(1)
    sonarr.requests.clear()
    importers.async_look_now(HASH)
    await asyncio.sleep(MINUTE)
    assert not our_paths(sonarr), "nothing is awaited"


@pytest.mark.usefixtures("grabbed")
async def test_reports_of_files_are_looked_at_together(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr
) -> None:
    """A pack is reported file by file, each time another process asks for it in the queue and follows it."""
    await importers.async_find(torrent())
    sonarr.requests.clear()
    began = hass.loop.time()
    for _ in range(30):
        await asyncio.sleep(12)
        importers.async_look_soon(torrent())
        follower = await follow(importers)
        follower.task.cancel()
    follower = await follow(importers)
    assert 5 <= our_paths(sonarr).count("queue") <= (hass.loop.time() - began) / CHANGED_SECONDS
    await sonarr.block(HASH, "Sample")
    await asyncio.sleep(CHANGED_SECONDS + 1)
    assert follower.states == ["blocked"]
    follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
@pytest.mark.parametrize("is_blocked", [False, True])
async def test_only_the_importer_that_reported_is_looked_at(
    importers: Importers,
    sonarr: Sonarr,
    radarr: Radarr,
    radarr_entry: MockConfigEntry,
    tmp_path: Path,
    is_blocked: bool,
) -> None:
    radarr.grab(OTHER_HASH, "Sable.Coast-GRP", Movie(title="Sable Coast"), tmp_path)
    followers = [await follow(importers), await follow(importers, OTHER_HASH)]
    await asyncio.sleep(5)
    for stand_in in (sonarr, radarr):
        stand_in.requests.clear()
    if is_blocked:
        importers.async_look_now(OTHER_HASH.upper())
    else:
        importers.async_look_soon(torrent(OTHER_HASH))
    await asyncio.sleep(30)
    assert our_paths(sonarr) == []
    assert our_paths(radarr) == ["queue"] * (1 + is_blocked)
    importers.async_look_now(None)
    await asyncio.sleep(1)
    assert our_paths(sonarr) == ["queue"], "a report that does not say what it is about"
    for follower in followers:
        follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
async def test_histories_of_absent_downloads_are_requested_in_turn(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, tmp_path: Path
) -> None:
    hashes = [f"{number:040x}" for number in range(30)]
    for number, info_hash in enumerate(hashes, 1):
        file = tmp_path / f"harbour.watch.s03e{number:02}.mkv"
        file.write_bytes(b"x")
        sonarr.grab(info_hash, file.stem, Episodes(title="Harbour Watch", season=3, numbers=(number,)), file)
    followers = [await follow(importers, info_hash) for info_hash in hashes]

    async def ask() -> set[str]:
        """Ask what became of each of them, as at each poll, and return those that were imported."""
        imported = set()
        for info_hash in hashes:
            with suppress(ImporterError):
                outcome = await importers.async_outcome(torrent(info_hash), sonarr_entry.entry_id)
                imported |= {info_hash} if outcome and outcome.imported else set()
        return imported

    sonarr.client_reachable = False
    began = hass.loop.time()
    for _ in range(60):
        await asyncio.sleep(60)
        assert not await ask()
    requests = [one.query["downloadId"] for one in our_requests(sonarr) if one.path.endswith("history")]
    minutes = (hass.loop.time() - began) / 60
    assert len(requests) <= minutes + BURST
    assert set(requests) == {info_hash.upper() for info_hash in hashes}
    sonarr.client_reachable = True
    for info_hash in hashes:
        await sonarr.import_download(info_hash)
    await asyncio.sleep(60)
    assert await ask() | await ask() == set(hashes), "all at once, because they say something"
    for follower in followers:
        follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
async def test_history_that_cannot_be_read_hides_no_other(
    importers: Importers, sonarr: ChangeableSonarr, sonarr_entry: MockConfigEntry, release: Path
) -> None:
    await sonarr.import_download(HASH)
    sonarr.responses["history"] = {"records": None}
    for _ in range(2):
        with pytest.raises(ImporterError):
            await importers.async_outcome(torrent(OTHER_HASH), sonarr_entry.entry_id)
    sonarr.responses.clear()
    assert await importers.async_outcome(torrent(), sonarr_entry.entry_id)


async def test_long_history_is_read_page_by_page(
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    release: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sonarr.grab(HASH, release.name, PACK, release)
    await sonarr.import_download(HASH)
    await importers.async_start()
    monkeypatch.setattr(importer, "PAGE_SIZE", 2)
    outcome = await importers.async_outcome(torrent(), sonarr_entry.entry_id)
    assert outcome
    assert outcome.imported_count == 3


async def test_long_history_does_not_block_home_assistant(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def outcome(kind: ImporterKind, records: Sequence[Mapping[str, Any]]) -> history.Outcome:
        threads.append(threading.current_thread())
        return history.outcome(kind, records)

    monkeypatch.setattr(watcher, "outcome", outcome)
    await importers.async_start()
    await importers.async_outcome(torrent(), sonarr_entry.entry_id)
    assert len(threads) == 1
    assert threading.main_thread() not in threads
