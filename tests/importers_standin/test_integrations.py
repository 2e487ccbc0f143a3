"""Home Assistant's unmodified integrations accept the stand-ins as their servers."""

from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from testing.importers import Album, Episodes, Lidarr, Movie, Radarr, Sonarr
from tests.importers import importer_set_up

INFO_HASH = "73561B6671E51D43A69D5A41E364DACFCFFB385B"
PACK = Episodes(title="Harbour Watch", season=2, numbers=(1, 2, 3))


@pytest.mark.usefixtures("socket_enabled", "all_entities_enabled")
@pytest.mark.parametrize("version", ["3.0.10.1566", "4.0.0.924", "4.0.16.2946"])
async def test_sonarr(hass: HomeAssistant, tmp_path: Path, version: str) -> None:
    sonarr = Sonarr(tmp_path / "shows", version=version, url_base="/sonarr")
    sonarr.grab(INFO_HASH.lower(), "Harbour.Watch.S02.1080p.WEB-DL-GRP", PACK, tmp_path / "pack")
    async with importer_set_up(hass, sonarr) as entry:
        assert entry.state is ConfigEntryState.LOADED
        records = entry.runtime_data.queue.data.records
        assert [record.downloadId for record in records] == [INFO_HASH] * 3
        assert records[2].episode.episodeNumber == 3
        state = hass.states.get("sensor.sonarr_queue")
        assert state
        assert state.state == "3"


@pytest.mark.usefixtures("socket_enabled", "all_entities_enabled")
@pytest.mark.parametrize("version", ["5.9.1.9070", "5.27.5.10198"])
async def test_radarr(hass: HomeAssistant, tmp_path: Path, version: str) -> None:
    radarr = Radarr(tmp_path / "movies", version=version)
    radarr.grab(INFO_HASH, "Sable.Coast.2010.1080p.WEB-DL-GRP", Movie(title="Sable Coast"), tmp_path / "film")
    async with importer_set_up(hass, radarr):
        await hass.async_block_till_done(wait_background_tasks=True)
        assert state_of(hass, "sensor.radarr_queue") == "1"
        assert state_of(hass, "sensor.radarr_movies") == "1"


@pytest.mark.usefixtures("socket_enabled", "all_entities_enabled")
@pytest.mark.parametrize("version", ["2.9.6.4552", "2.14.5.4836"])
async def test_lidarr(hass: HomeAssistant, tmp_path: Path, version: str) -> None:
    lidarr = Lidarr(tmp_path / "music", version=version)
    lidarr.grab(
        INFO_HASH, "The Quiet Hours - Slow Rivers", Album(title="Slow Rivers", artist="The Quiet Hours"), tmp_path
    )
    async with importer_set_up(hass, lidarr):
        assert state_of(hass, "sensor.lidarr_queue") == "1"
        assert state_of(hass, "sensor.lidarr_albums") == "1"
        assert state_of(hass, "sensor.lidarr_wanted") == "1"


def state_of(hass: HomeAssistant, entity_id: str) -> str | None:
    state = hass.states.get(entity_id)
    return state.state if state else None
