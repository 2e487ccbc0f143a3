"""Deliveries that ended a day ago move to the history, in which they are short but still found."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.deliveries import history, merging
from custom_components.plex_arrivals.deliveries.delivery import FAILED, Delivery, DeliveryState
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.stored_deliveries import stored_deliveries

from .samples import BARE, CURRENT, FULL, HISTORY, NOW, loaded, numbered

DAY = timedelta(days=1, seconds=1)
SEASON = tuple(DownloadedFile(path=f"/d/Show.S01/E{number:03}.mkv", size=1000 + number) for number in range(60))
PACK = Download(name="Show.S01", path="/d/Show.S01", source="deluge", hash="ab" * 20, files=SEASON, finished_at=NOW)
IMPORTED = replace(PACK, path="/tv/Show/Season 01", imported=True, imported_from="/d/Show.S01")


def arrived(download: Download = PACK) -> Delivery:
    return replace(FULL, download=download, updated_at=NOW, items=FULL.items * 200, missing_files=("x.mkv",) * 200)


def lines(file: Path) -> int:
    return len(file.read_text().splitlines()) - 1


async def test_start_moves_what_ended_a_day_ago(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    later = numbered(1, state=DeliveryState.AVAILABLE, updated_at=NOW + timedelta(hours=2))
    for delivery in (arrived(), later, BARE):
        await store.async_put(delivery)
    freezer.tick(DAY)
    again = await loaded(hass)
    summary = again.deliveries[FULL.id]
    assert again.deliveries == {FULL.id: summary, later.id: later, BARE.id: BARE}
    assert len(summary.items) == len(summary.missing_files) == 20
    assert [attempt.step for attempt in summary.attempts] == [0], "when it was scanned first"
    assert summary.download.files == SEASON[-1:], "the largest"
    assert (lines(config_dir / HISTORY), lines(config_dir / CURRENT)) == (1, 2)
    assert (config_dir / HISTORY).stat().st_size < 7_000
    assert (await loaded(hass)).deliveries == again.deliveries


async def test_failed_delivery_is_kept_whole(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    """It can be retried."""
    freezer.move_to(NOW)
    store = await loaded(hass)
    failed = [replace(arrived(), id=state, state=state) for state in sorted(FAILED)]
    for delivery in failed:
        await store.async_put(delivery)
    freezer.tick(DAY)
    for _ in range(2):
        assert list((await loaded(hass)).deliveries.values()) == failed
    assert lines(config_dir / HISTORY) == len(failed)


async def test_many_are_moved_without_restart(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    """In batches, as each writes the current file anew."""
    freezer.move_to(NOW)
    store = await loaded(hass)
    sizes = []
    for number in range(250):
        freezer.move_to(NOW + number * timedelta(hours=1))
        await store.async_put(numbered(number, state=DeliveryState.AVAILABLE, updated_at=NOW + timedelta(hours=number)))
        sizes.append(lines(config_dir / CURRENT))
    assert max(sizes) <= 24 + 51 + 24
    assert sum(after < before for before, after in pairwise(sizes)) in (3, 4)
    assert lines(config_dir / HISTORY) + sizes[-1] == 250
    assert len((await loaded(hass)).deliveries) == 250


async def test_change_of_what_is_in_the_history(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    skipped, missing = numbered(1, state=DeliveryState.SKIPPED), numbered(2, state=DeliveryState.MISSING)
    for delivery in (skipped, missing):
        await store.async_put(delivery)
    freezer.tick(DAY)
    store = await loaded(hass)
    retried = store.deliveries[skipped.id].retried(NOW + DAY)
    await store.async_put(retried)
    await store.async_remove(missing)
    for _ in range(2):
        assert list((await loaded(hass)).deliveries.values()) == [retried]
    await store.async_put(retried.skipped(NOW + DAY))
    freezer.tick(DAY)
    for _ in range(2):
        assert [one.state for one in (await loaded(hass)).deliveries.values()] == [DeliveryState.SKIPPED]
    assert list(stored_deliveries(hass.config.config_dir, "entry")) == [skipped.id]


@pytest.mark.parametrize("download", [PACK, IMPORTED], ids=["client", "imported"])
async def test_cross_seed_of_pack_is_found_weeks_later(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory, download: Download
) -> None:
    freezer.move_to(NOW)
    await (await loaded(hass)).async_put(arrived(download))
    later = NOW + timedelta(days=20)
    freezer.move_to(later)
    store = await loaded(hass)
    other = replace(PACK, hash="cd" * 20, path="/seeds/Show.S01", finished_at=later)
    found = store.find(other, later)
    assert found is not None
    assert [one.hash for one in merging.with_report(found, other, later).cross_seeds] == [other.hash]
    another_pack = replace(other, files=(*SEASON[1:-1], replace(SEASON[0], size=7), SEASON[-1]))
    assert store.find(another_pack, later) is None


async def test_repeated_report_does_not_bring_back_the_files(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    await (await loaded(hass)).async_put(arrived())
    freezer.tick(DAY)
    store = await loaded(hass)
    found = store.find(PACK, NOW + DAY)
    assert found is not None
    assert merging.with_report(found, PACK, NOW + DAY) is found
    assert merging.with_report(found, replace(PACK, category="tv"), NOW + DAY).download.files == found.download.files


async def test_files_forget_what_is_no_longer_kept(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MAX_COUNT", 100)
    freezer.move_to(NOW)
    for _ in range(14):
        store = await loaded(hass)
        first = len(stored_deliveries(hass.config.config_dir, "entry"))
        now = NOW + first * timedelta(hours=1)
        freezer.move_to(now)
        many = [numbered(first + one, state=DeliveryState.MISSING, updated_at=now) for one in range(100)]
        await asyncio.gather(*map(store.async_put, many))
        freezer.tick(DAY)
    assert len((await loaded(hass)).deliveries) == 100
    assert lines(config_dir / HISTORY) <= 1110


async def test_log_of_few_deliveries_does_not_grow(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    """While Plex goes offline and online again all the time, for example."""
    store = await loaded(hass)
    for number in range(2000):
        await store.async_put(replace(BARE, library_title=str(number)))
    assert lines(config_dir / CURRENT) <= 1010
    assert (await loaded(hass)).deliveries[BARE.id].library_title == "1999"
