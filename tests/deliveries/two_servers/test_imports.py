"""With two servers, the server into whose library an importer moves a download gets it."""

import asyncio
from dataclasses import replace
from pathlib import Path

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import Reason
from custom_components.plex_arrivals.downloads.download import Download
from testing.importers import Sonarr
from testing.plex_server import Location, PlexServer
from testing.waiting import until
from tests.blocked_imports import HASH, grabbed, sonarr_set_up
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import importer_set_up
from tests.virtual_time import pass_one_minute

from .servers import EPISODE, RELEASE, ended, put, report


async def test_import_decides(env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path) -> None:
    """A download that an importer reported to the webhook of one server is no failure of the other one."""
    client = Download(name=RELEASE, path=f"/downloads/{RELEASE}", source="test", hash="a" * 40, settled=True)
    here, there = await report(client, env.entry, both)
    imported = replace(
        put(tmp_path), source="sonarr", imported=True, imported_from=f"/downloads/{RELEASE}", addressed=True
    )
    await report(imported, both)
    assert (await ended(both, there)).state == "available"
    await until(lambda: env.manager.deliveries[here.id].reason is Reason.OTHER_SERVER)


async def test_import_here_of_what_other_server_covers(
    env: DeliveryEnvironment, both: MockConfigEntry, cellar: PlexServer
) -> None:
    """Cellar has the client's folder as a library; Sonarr imports from it into a library of Attic."""
    async with sonarr_set_up(env) as sonarr:
        name = grabbed(env, sonarr)
        cellar.add_library("Raw", "show", [Location(plex="/downloads", disk=env.disk / "downloads")])
        await asyncio.sleep(1)
        await both.runtime_data.coordinator.async_refresh()
        client = Download(name=name, path=f"/downloads/{name}", source="test", hash=HASH, settled=True)
        (here, there) = await report(client, env.entry, both)
        await until(lambda: env.manager.deliveries[here.id].reason is Reason.IMPORT_AWAITED)
        await sonarr.process()
        assert (await ended(env.entry, here)).state == "available"
        await ended(both, there)


async def test_import_is_awaited_here_of_what_other_server_covers(
    hass: HomeAssistant, env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path
) -> None:
    """An importer that is not in Home Assistant takes its category."""
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, "imported_categories": ["tv"]})
    await env.restart()
    await until(lambda: env.manager.has_libraries)
    client = replace(put(tmp_path), category="tv")
    (here,) = await report(client, env.entry)
    await pass_one_minute()
    assert env.manager.deliveries[here.id].reason is Reason.IMPORT_AWAITED
    file = env.put(f"shows/{EPISODE}")
    imported = replace(client, path=file.path, files=(file,), imported=True, imported_from=client.path, addressed=True)
    await report(imported, env.entry)
    assert (await ended(env.entry, here)).state == "available"


async def test_import_into_library_of_other_server(
    env: DeliveryEnvironment, both: MockConfigEntry, cellar: PlexServer
) -> None:
    """Both servers follow Sonarr, and neither covers the client's folder; the import decides."""
    cellar.add_library("Films", "movie", [Location(plex="/films", disk=env.disk / "films")])
    sonarr = Sonarr(env.disk / "series", version="4.0.15", mounts={"/srv/series": env.disk / "series"})
    async with importer_set_up(env.hass, sonarr):
        name = grabbed(env, sonarr)
        client = Download(name=name, path=f"/downloads/{name}", source="test", hash=HASH, settled=True)
        (here, there) = await report(client, env.entry, both)
        await until(lambda: env.manager.deliveries[here.id].reason is Reason.IMPORT_AWAITED)
        await sonarr.process()
        assert (await ended(both, there)).state == "available"
        assert (await ended(env.entry, here)).reason is Reason.OTHER_SERVER
