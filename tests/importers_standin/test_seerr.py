"""Home Assistant's unmodified integration accepts the stand-in for Seerr as its server."""

import json

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from testing.seerr import AVAILABLE, RECENTLY_ADDED, Seerr
from testing.waiting import until
from tests.importers import seerr_set_up
from tests.importers_standin.client import Client, Receiver

pytestmark = pytest.mark.usefixtures("socket_enabled", "all_entities_enabled")


def a_seerr(version: str = "3.2.0") -> Seerr:
    seerr = Seerr(version=version)
    seerr.request(seerr.add("movie", 900001, "Sable Coast"), "Iris")
    seerr.request(seerr.add("tv", 400001, "Harbour Watch", tvdb_id=300001), "Oskar", seasons=(2,))
    seerr.add("movie", 900002, "Tin Orchard")
    return seerr


def state_of(hass: HomeAssistant, entity_id: str) -> str | None:
    state = hass.states.get(entity_id)
    return state.state if state else None


@pytest.fixture(autouse=True)
async def _home_assistant(hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator) -> None:
    """Let Home Assistant be where it says."""
    await async_setup_component(hass, "webhook", {})
    client = await hass_client_no_auth()
    hass.config.internal_url = str(client.make_url("")).rstrip("/")


async def test_counts_and_details(hass: HomeAssistant) -> None:
    seerr = a_seerr()
    async with seerr_set_up(hass, seerr) as entry:
        assert state_of(hass, "sensor.seerr_total_requests") == "2"
        assert state_of(hass, "sensor.seerr_movie_requests") == "1"
        assert state_of(hass, "sensor.seerr_processing_requests") == "2"
        client = entry.runtime_data.client
        movie = await client.get_movie_details(900001)
        assert [request.requested_by.display_name for request in movie.media_info.requests] == ["Iris"]
        show = await client.get_tv_details(400001)
        assert show.media_info.tvdb_id == 300001
        assert (await client.get_movie_details(900002)).media_info is None
        assert [request.media.tmdb_id for request in await client.get_requests()] == [400001, 900001]
        assert (await client.get_status()).version == "3.2.0"


async def test_scan_reports_what_is_available(hass: HomeAssistant) -> None:
    seerr = a_seerr()
    async with seerr_set_up(hass, seerr) as entry:
        assert entry.runtime_data.push
        seerr.in_plex.add(("movie", 900001))
        async with Client(seerr.url, seerr.api_key) as client:
            assert (await client.ask(f"/api/v1/settings/jobs/{RECENTLY_ADDED}/run", "POST"))[0] == 200
            assert (await client.ask("/api/v1/settings/jobs/unknown/run", "POST"))[0] == 404
        assert seerr.runs == [RECENTLY_ADDED]
        assert seerr.titles[0].state == AVAILABLE
        await until(lambda: state_of(hass, "event.seerr_last_media_event") not in (None, "unknown"))
        event = hass.states.get("event.seerr_last_media_event")
        assert event
        assert event.attributes["event_type"] == "available"
        assert event.attributes["request"]["requested_by_username"] == "Iris"


@pytest.mark.parametrize(("version", "plain_status"), [("3.1.0", 500), ("3.2.0", 204)])
async def test_earlier_versions_only_take_templates_in_a_string(
    receiver: Receiver, version: str, plain_status: int
) -> None:
    seerr = a_seerr(version)
    await seerr.start()
    template = json.dumps({"event": "{{notification_type}}", "{{media}}": {"id": "{{media_tmdbid}}"}})
    path = "/api/v1/settings/notifications/webhook/test"
    async with Client(seerr.url, seerr.api_key) as client:
        for payload, expected in ((template, plain_status), (json.dumps(template), 204)):
            options = {"webhookUrl": receiver.url, "jsonPayload": payload}
            status, _ = await client.ask(path, "POST", {"enabled": True, "types": 2, "options": options})
            assert status == expected
    assert receiver.bodies[-1] == {"event": "TEST_NOTIFICATION", "media": None}
    await seerr.stop()


async def test_refused_key(hass: HomeAssistant) -> None:
    seerr = a_seerr()
    async with seerr_set_up(hass, seerr) as entry:
        seerr.refuse_key()
        await entry.runtime_data.async_refresh()
        assert [flow["context"]["source"] for flow in hass.config_entries.flow.async_progress()] == ["reauth"]
