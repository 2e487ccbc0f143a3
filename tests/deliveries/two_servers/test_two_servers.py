"""Two servers: a download goes to the one whose library covers its path, and otherwise to both."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.deliveries import other_servers
from custom_components.plex_arrivals.deliveries.delivery import Reason
from custom_components.plex_arrivals.downloads.download import Download, RunningDownload
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from custom_components.plex_arrivals.reload_cache import async_clear_cached
from testing.plex_server import Fault, Location, PlexServer
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.virtual_time import pass_one_minute

from .servers import RELEASE, ended, put, report


def issues(hass: HomeAssistant) -> list[str]:
    return [issue.issue_id for issue in ir.async_get(hass).issues.values() if issue.domain == DOMAIN and issue.active]


async def test_download_goes_to_server_that_covers_it(
    hass: HomeAssistant, env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path
) -> None:
    """The other server says nothing of it: no event of its entity, no repair, no scan."""
    here, there = await report(put(tmp_path), env.entry, both)
    assert (here.state, here.reason) == ("skipped", Reason.OTHER_SERVER)
    assert (await ended(both, there)).state == "available"
    await pass_one_minute()
    state = hass.states.get("event.attic_delivery")
    assert state
    assert state.state == "unknown"
    assert env.announced(here) == ["skipped"]
    assert env.plex.scans == []
    assert issues(hass) == []


async def test_guess_is_weaker_than_path_of_other_server(
    env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path
) -> None:
    """Attic has exactly one library of shows, which would be its guess."""
    download = replace(put(tmp_path), media_type="show", category="Shows")
    (here, _there) = await report(download, env.entry, both)
    assert here.reason is Reason.OTHER_SERVER


@pytest.mark.parametrize("excluded", [{"excluded_categories": ["tv"]}, {"excluded_sources": ["client"]}])
async def test_server_that_leaves_it_out_does_not_cover_it(
    hass: HomeAssistant, env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path, excluded: dict[str, Any]
) -> None:
    hass.config_entries.async_update_entry(both, options={**both.options, **excluded})
    await hass.config_entries.async_reload(both.entry_id)
    await until(lambda: both.runtime_data.manager.has_libraries)
    (here,) = await report(replace(put(tmp_path), category="tv", source_entry_id="client"), env.entry)
    assert here.reason is not Reason.OTHER_SERVER


async def test_rule_is_as_strong_as_path(
    hass: HomeAssistant, env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path
) -> None:
    options = {**env.entry.options, "rules": [{"category": "tv", "library": "Shows"}]}
    hass.config_entries.async_update_entry(env.entry, options=options)
    await env.restart()
    await until(lambda: env.manager.has_libraries)
    (here, there) = await report(replace(put(tmp_path), category="tv"), env.entry, both)
    assert (await ended(both, there)).state == "available"
    assert (await ended(env.entry, here)).state == "missing"


async def test_both_cover_it(env: DeliveryEnvironment, cellar: PlexServer, both: MockConfigEntry) -> None:
    cellar.add_library("Films", "movie", [Location(plex="/media/movies", disk=env.disk / "movies")])
    await asyncio.sleep(1)
    await both.runtime_data.coordinator.async_refresh()
    file = env.put("movies/Paper Moons (2020)/Paper Moons (2020).mkv")
    download = Download(name="Paper Moons", path=file.path, source="test", files=(file,), settled=True)
    here, there = await report(download, env.entry, both)
    assert (await ended(env.entry, here)).state == "available"
    assert (await ended(both, there)).state == "available"


async def test_neither_covers_it(env: DeliveryEnvironment, both: MockConfigEntry) -> None:
    download = Download(name="Holiday", path="/downloads/Holiday", source="test", settled=True)
    for entry, delivery in zip((env.entry, both), await report(download, env.entry, both), strict=True):
        assert (await ended(entry, delivery)).state == "unmatched"


@pytest.mark.parametrize("later", [False, True], ids=["first", "later"])
async def test_report_to_a_server_in_particular(
    env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path, later: bool
) -> None:
    """What the webhook or the action of a server reports is for this server, also if its client reported it before."""
    download = put(tmp_path)
    if later:
        (skipped,) = await report(download, env.entry)
        assert skipped.reason is Reason.OTHER_SERVER
    (delivery,) = await report(replace(download, addressed=True), env.entry)
    assert (await ended(env.entry, delivery)).state == "missing"


async def test_action(hass: HomeAssistant, env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path) -> None:
    path = put(tmp_path).path
    response: Any = await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"config_entry_id": env.entry.entry_id, "name": RELEASE, "path": path, "files": [path]},
        blocking=True,
        return_response=True,
    )
    assert response["state"] == "waiting"


async def test_server_that_is_loaded_later(
    hass: HomeAssistant, env: DeliveryEnvironment, second: MockConfigEntry, tmp_path: Path
) -> None:
    """A server that starts waits for the others before it guesses."""
    second.add_to_hass(hass)
    await env.restart()
    (here,) = await report(put(tmp_path), env.entry)
    await asyncio.sleep(other_servers.START_SECONDS / 2)
    assert env.manager.deliveries[here.id].state == "waiting"
    await hass.config_entries.async_setup(second.entry_id)
    await until(lambda: env.manager.deliveries[here.id].ended, 10)
    assert env.manager.deliveries[here.id].reason is Reason.OTHER_SERVER
    await hass.config_entries.async_unload(second.entry_id)


async def test_server_that_is_never_loaded(
    hass: HomeAssistant, env: DeliveryEnvironment, second: MockConfigEntry
) -> None:
    second.add_to_hass(hass)
    await env.restart()
    download = Download(name="Holiday", path="/downloads/Holiday", source="test", settled=True)
    (here,) = await report(download, env.entry)
    await until(lambda: env.manager.deliveries[here.id].ended, other_servers.START_SECONDS + 10)
    assert env.manager.deliveries[here.id].state == "unmatched"


async def test_server_goes_offline(
    env: DeliveryEnvironment, cellar: PlexServer, both: MockConfigEntry, tmp_path: Path
) -> None:
    """The libraries that it had count."""
    cellar.fail(Fault.REFUSE)
    await both.runtime_data.coordinator.async_refresh()
    (here, there) = await report(put(tmp_path), env.entry, both)
    assert here.reason is Reason.OTHER_SERVER
    await pass_one_minute()
    assert both.runtime_data.manager.deliveries[there.id].reason is Reason.PLEX_OFFLINE


async def test_failed_delivery_ends_when_other_server_turns_out_to_cover_it(
    hass: HomeAssistant, env: DeliveryEnvironment, cellar: PlexServer, second: MockConfigEntry, tmp_path: Path
) -> None:
    """The other server was offline when Home Assistant started."""
    rule = cellar.fail(Fault.REFUSE)
    second.add_to_hass(hass)
    await hass.config_entries.async_setup(second.entry_id)
    (here, there) = await report(put(tmp_path), env.entry, second)
    assert (await ended(env.entry, here)).state == "missing"
    await until(lambda: issues(hass) == [f"missing_{env.entry.entry_id}"])
    rule.lift()
    await second.runtime_data.coordinator.async_refresh()
    assert (await ended(second, there)).state == "available"
    await until(lambda: env.manager.deliveries[here.id].state == "skipped")
    assert issues(hass) == []
    await hass.config_entries.async_unload(second.entry_id)
    async_clear_cached(hass, second.entry_id)


async def test_running_download(
    env: DeliveryEnvironment, both: MockConfigEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is listed only where it will arrive."""
    running = (RunningDownload(download=put(tmp_path), progress=0.5, time_left=None),)
    monkeypatch.setattr(DownloadSources, "running", property(lambda _sources: running))
    listed = [entry.runtime_data.running for entry in (env.entry, both)]
    for one in listed:
        one._async_schedule_update()
    await until(lambda: all(one._task.done() for one in listed))
    here, there = ([payload["library"] for payload in one.payloads] for one in listed)
    assert (here, there) == ([], ["Series"])
