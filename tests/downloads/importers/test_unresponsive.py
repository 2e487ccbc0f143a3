"""Importers that do not respond."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.importer import ImporterError
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from testing.importers import Movie, Radarr, Sonarr
from tests.importers import hanging

from .conftest import HASH, OTHER_HASH, SHOW, ChangeableSonarr, torrent


@pytest.mark.parametrize("how", ["down", "key"])
async def test_importer_that_cannot_be_asked(
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    radarr: Radarr,
    radarr_entry: MockConfigEntry,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    how: str,
) -> None:
    radarr.grab(HASH, "Sable.Coast-GRP", Movie(title="Sable Coast"), tmp_path)
    await importers.async_start()
    if how == "down":
        await sonarr.stop()
    else:
        sonarr.refuse_key()
    with pytest.raises(ImporterError) as error:
        await importers.async_find(torrent(OTHER_HASH))
    assert (str(error.value) == "401 Unauthorized") is (how == "key")
    found = await importers.async_find(torrent())
    assert found
    assert found.importer == "radarr"
    assert not [record for record in caplog.records if "plex_arrivals" in record.name and record.levelname != "DEBUG"]


async def test_hanging_importer_delays_nobody_for_long(
    hass: HomeAssistant,
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    radarr: Radarr,
    radarr_entry: MockConfigEntry,
    tmp_path: Path,
) -> None:
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    await importers.async_start()
    async with hanging(radarr):
        began = hass.loop.time()
        found = await importers.async_find(torrent())
        assert found
        assert found.importer == "sonarr"
        assert hass.loop.time() - began < 1, "no other importer can have it"

        began = hass.loop.time()
        for wait in [asyncio.create_task(importers.async_find(torrent(f"{number:040x}"))) for number in range(20)]:
            with pytest.raises(ImporterError):
                await wait
            await asyncio.sleep(0.1)
        assert hass.loop.time() - began < 13
        began = hass.loop.time()
        with pytest.raises(ImporterError):
            await importers.async_outcome(torrent(OTHER_HASH), radarr_entry.entry_id)
        assert hass.loop.time() - began < 1, "it was asked for its queue just now"
        assert await importers.async_outcome(torrent(OTHER_HASH), sonarr_entry.entry_id)
        await asyncio.sleep(60)  # its requests have ended
    assert await importers.async_find(torrent(OTHER_HASH)) is None
    assert await importers.async_outcome(torrent(OTHER_HASH), radarr_entry.entry_id)


async def test_importer_that_does_not_respond_delays_only_what_no_other_has(
    hass: HomeAssistant,
    importers: Importers,
    sonarr: ChangeableSonarr,
    sonarr_entry: MockConfigEntry,
    radarr: Radarr,
    radarr_entry: MockConfigEntry,
    tmp_path: Path,
) -> None:
    radarr.grab(HASH, "Sable.Coast-GRP", Movie(title="Sable Coast"), tmp_path)
    await importers.async_start()
    sonarr.delay = 3600
    began = hass.loop.time()
    for _ in range(2):
        found = await importers.async_find(torrent())
        assert found
        assert found.importer == "radarr"
    assert hass.loop.time() - began < 5
    others = [torrent(f"{number:040x}") for number in range(50)]
    results = await asyncio.gather(
        *(importers.async_find(other) for other in others),
        *(importers.async_outcome(other, sonarr_entry.entry_id) for other in others),
        return_exceptions=True,
    )
    assert all(isinstance(result, ImporterError) for result in results)
    assert hass.loop.time() - began < 40
