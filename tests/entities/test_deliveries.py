"""The entities during a delivery."""

from pathlib import Path
from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.blocked_imports import blocked, sonarr_set_up
from tests.deliveries.conftest import DeliveryEnvironment
from tests.loading import entry_set_up

from .conftest import library_of, refresh, shown


async def deliver(hass: HomeAssistant, tmp_path: Path, title: str, **more: Any) -> None:
    """Download a movie and wait until it is available."""
    folder = tmp_path / "movies" / title
    folder.mkdir()
    (folder / f"{title}.mkv").write_bytes(b"film")
    await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"name": title, "path": f"/media/movies/{title}", "files": [f"{title}.mkv"], **more},
        blocking=True,
    )


async def test_delivery(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path) -> None:
    await until(lambda: plex_server.websockets)
    events: list[str] = []
    in_progress: list[str] = []

    @callback
    def remember(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        assert state
        if state.domain == "event":
            events.append(state.attributes["event_type"])
        else:
            in_progress.append(state.state)

    followed = ["event.attic_delivery", "sensor.attic_deliveries_in_progress"]
    unfollow = async_track_state_change_event(hass, followed, remember)
    plex_server.scan_seconds = 0.1
    await deliver(hass, tmp_path, "Paper Harbour (2021)", category="films")
    await until(lambda: shown(hass, "sensor.attic_last_arrival").state == "Paper Harbour")
    await hass.async_block_till_done()
    assert events == ["completed", "scanning", "available"]
    unfollow()
    assert list(dict.fromkeys(in_progress)) == ["1", "0"]

    last = shown(hass, "sensor.attic_last_arrival").attributes
    (item,) = plex_server.items(library_of(plex_server, "Movies"))[2:]
    assert last["url"].endswith(f"%2Flibrary%2Fmetadata%2F{item.rating_key}")
    assert last["library"] == "Movies"
    assert last["download"] == "Paper Harbour (2021)"
    assert last["source"] == "action"
    assert last["kind"] == "added"
    assert [one["title"] for one in last["items"]] == ["Paper Harbour"]

    attributes = shown(hass, "event.attic_delivery").attributes
    assert attributes["event_type"] == "available"
    assert attributes["url"] == last["url"]
    assert attributes["download"]["category"] == "films"
    assert attributes["delivery_id"] == last["delivery_id"]


async def test_delivery_while_plex_is_offline(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    rule = plex_server.fail(Fault.REFUSE)
    async with entry_set_up(hass, config_entry):
        hass.config_entries.async_update_entry(config_entry, options={"settle_seconds": 0})
        await hass.config_entries.async_reload(config_entry.entry_id)
        await deliver(hass, tmp_path, "Paper Harbour (2021)")
        await hass.async_block_till_done()
        assert shown(hass, "sensor.attic_deliveries_in_progress").state == "1"
        assert shown(hass, "event.attic_delivery").attributes["event_type"] == "completed"
        rule.lift()
        await refresh(hass, config_entry)
        await until(lambda: shown(hass, "sensor.attic_last_arrival").state == "Paper Harbour", 20)
        assert shown(hass, "sensor.attic_deliveries_in_progress").state == "0"


async def test_failed_deliveries(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    """A blocked import, a download without a library and one that Plex does not find; they go when they are solved."""
    failed = "sensor.attic_failed_deliveries"
    assert shown(hass, failed).state == "0"
    unmatched = await env.ended(await env.finish("/elsewhere/Holiday"))
    path = "movies/Paper Moons (2020)/Paper Moons (2020).mkv"
    missing = await env.ended(await env.finish(f"/media/{path}", DownloadedFile(path=f"/media/{path}", size=10)))
    async with sonarr_set_up(env) as sonarr:
        delivery = await blocked(env, sonarr)
        await hass.async_block_till_done()
        assert shown(hass, failed).state == "3"
        assert shown(hass, "sensor.attic_deliveries_in_progress").state == "0"
        listed = shown(hass, failed).attributes["deliveries"]
        assert [one["delivery_id"] for one in listed] == [delivery.id, missing.id, unmatched.id]
        assert listed[0]["explanation"].startswith("Sonarr cannot import it: ")
        assert listed[0].keys() == {
            *("title", "state", "reason", "explanation", "library", "delivery_id", "updated_at"),
            *("hash", "source_entry_id", "source_name", "client_url"),
        }
        await env.manager.async_dismiss(delivery.id)
        assert shown(hass, failed).state == "2"
        assert shown(hass, "sensor.attic_deliveries_in_progress").state == "0"
    await env.restart()
    assert shown(hass, failed).state == "2"
    await env.manager.async_dismiss(unmatched.id)
    assert shown(hass, failed).state == "1"
    env.put(path)
    await env.manager.async_retry(missing.id)
    await until(lambda: env.manager.deliveries[missing.id].ended, 60)
    await hass.async_block_till_done()
    assert shown(hass, failed).state == "0"
