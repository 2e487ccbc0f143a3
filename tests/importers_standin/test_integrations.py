"""Home Assistant's unmodified integrations accept the stand-ins as their servers."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from testing.importers import Album, Episodes, Importer, Lidarr, Movie, Radarr, Sonarr
from tests.importers import importer_entry, importer_set_up
from tests.importers_standin.samples import (
    ALBUM,
    FILM,
    INFO_HASH,
    LIDARR_VERSIONS,
    PACK,
    RADARR_VERSIONS,
    SONARR_VERSIONS,
)

pytestmark = pytest.mark.usefixtures("socket_enabled", "all_entities_enabled")


def states(hass: HomeAssistant, *entity_ids: str) -> list[str]:
    return [state.state for entity_id in entity_ids if (state := hass.states.get(f"sensor.{entity_id}"))]


@pytest.mark.parametrize("version", SONARR_VERSIONS)
async def test_sonarr(hass: HomeAssistant, tmp_path: Path, version: str) -> None:
    sonarr = Sonarr(tmp_path / "shows", version=version, url_base="/sonarr")
    sonarr.add(Episodes(title="Tin Orchard", airs=dt_util.utcnow()))
    sonarr.grab(INFO_HASH.lower(), "Harbour.Watch.S02.1080p.WEB-DL-GRP", PACK, tmp_path / "pack")
    async with importer_set_up(hass, sonarr) as entry:
        records = entry.runtime_data.queue.data.records
        assert [record.downloadId for record in records] == [INFO_HASH] * 3
        assert [record.episode.episodeNumber for record in records] == [1, 2, 3]
        assert records[0].series.title == "Harbour Watch"
        names = ("sonarr_queue", "sonarr_shows", "sonarr_upcoming", "sonarr_wanted", "sonarr_commands")
        assert states(hass, *names) == ["3", "2", "1", "4", "0"]
        assert states(hass, "sonarr_disk_space") == ["400.00"]
        await sonarr.block(INFO_HASH, "Unable to parse download, automatic import is not possible.")
        await entry.runtime_data.queue.async_refresh()
        record = entry.runtime_data.queue.data.records[0]
        assert record.trackedDownloadState in ("importBlocked", "importPending")
        assert record.statusMessages[0].messages == ["Unable to parse download, automatic import is not possible."]


@pytest.mark.parametrize("version", RADARR_VERSIONS)
async def test_radarr(hass: HomeAssistant, tmp_path: Path, version: str) -> None:
    radarr = Radarr(tmp_path / "movies", version=version)
    radarr.add(Movie(title="Tin Orchard", released=dt_util.utcnow() + timedelta(days=3)))
    radarr.grab(INFO_HASH, "Sable.Coast.2010.1080p.WEB-DL-GRP", FILM, tmp_path / "film")
    async with importer_set_up(hass, radarr) as entry:
        await hass.async_block_till_done(wait_background_tasks=True)
        assert states(hass, "radarr_queue", "radarr_movies", "radarr_disk_space_movies") == ["1", "2", "400.00"]
        assert entry.runtime_data.calendar.event.summary == "Tin Orchard"
        health = hass.states.get("binary_sensor.radarr_health")
        assert health
        assert health.state == "off"


@pytest.mark.parametrize("version", LIDARR_VERSIONS)
async def test_lidarr(hass: HomeAssistant, tmp_path: Path, version: str) -> None:
    lidarr = Lidarr(tmp_path / "music", version=version)
    lidarr.add(Album(title="Ebb", artist="The Quiet Hours"))
    lidarr.grab(INFO_HASH, "The Quiet Hours - Slow Rivers", ALBUM, tmp_path / "album")
    async with importer_set_up(hass, lidarr):
        names = ("lidarr_queue", "lidarr_albums", "lidarr_wanted", "lidarr_disk_space")
        assert states(hass, *names) == ["1", "2", "2", "400.00"]


@pytest.mark.parametrize(
    "create",
    [
        lambda folder: Sonarr(folder, version=SONARR_VERSIONS[-1]),
        lambda folder: Radarr(folder, version=RADARR_VERSIONS[-1]),
        lambda folder: Lidarr(folder, version=LIDARR_VERSIONS[-1]),
    ],
    ids=["sonarr", "radarr", "lidarr"],
)
async def test_two_instances(hass: HomeAssistant, tmp_path: Path, create: Callable[[Path], Importer]) -> None:
    """Each instance has its own key, queue and requests; one of them goes away and comes back."""
    one, two = create(tmp_path / "one"), create(tmp_path / "two")
    async with (
        importer_set_up(hass, one, title="Attic") as first,
        importer_set_up(hass, two, title="Cellar") as second,
    ):
        assert one.count("/queue") == two.count("/queue") == 1
        await one.stop()
        await first.runtime_data.queue.async_refresh()
        assert not first.runtime_data.queue.last_update_success
        assert second.runtime_data.queue.last_update_success
        await one.start()
        await first.runtime_data.queue.async_refresh()
        assert first.runtime_data.queue.last_update_success
        two.refuse_key()
        await second.runtime_data.queue.async_refresh()
        flows = hass.config_entries.flow.async_progress()
        assert [flow["context"]["entry_id"] for flow in flows] == [second.entry_id]


async def test_nobody_there(hass: HomeAssistant, tmp_path: Path) -> None:
    sonarr = Sonarr(tmp_path, version=SONARR_VERSIONS[-1])
    await sonarr.start()
    entry = importer_entry(sonarr)
    await sonarr.stop()
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    await hass.config_entries.async_unload(entry.entry_id)
