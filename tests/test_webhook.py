"""The webhook of a loaded server over HTTP."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
import json
import logging
from typing import Any
from unittest.mock import patch

from aiohttp.test_utils import TestClient
from homeassistant.components.webhook import async_generate_path
from homeassistant.const import CONF_TOKEN, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import (
    CONF_EXCLUDED_CATEGORIES,
    CONF_SETTLE_SECONDS,
    CONF_WEBHOOK_LOCAL_ONLY,
    DOMAIN,
)
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.downloads.webhook import async_webhook_url
from testing.plex_server import PlexServer
from testing.stored_deliveries import stored_deliveries
from testing.waiting import until
from tests.config_flow.steps import choose, submit
from tests.disk import Disk
from tests.downloads.importer_bodies import TESTS, lidarr, radarr, sonarr, sonarr_release
from tests.loading import entry_set_up

type Connect = Callable[[], Awaitable[TestClient[Any, Any]]]

ACCESS_LOG = "aiohttp.access"
"""Home Assistant switches it off; the server of the tests does not."""
PLAIN = {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)", "category": "movies"}


def path_of(entry: MockConfigEntry) -> str:
    return async_generate_path(entry.data[CONF_WEBHOOK_ID])


def reported(entry: MockConfigEntry) -> list[str]:
    """Return the names of the reported downloads."""
    return [delivery.download.name for delivery in entry.runtime_data.manager.deliveries.values()]


async def test_report_is_stored_before_response(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client_no_auth: Connect,
) -> None:
    client = await hass_client_no_auth()
    for method, report, source, name in (
        ("POST", sonarr(), "sonarr", "Harbour Watch S02E05"),
        ("PUT", radarr(downloadId=None), "radarr", "Sable Coast (2021)"),
        ("POST", lidarr(downloadId=None), "lidarr", "The Quiet Hours - Slow Rivers"),
        ("POST", PLAIN, "webhook", "Sable Coast"),
    ):
        answer = await client.request(method, path_of(loaded), json=report)
        assert (answer.status, await answer.text()) == (200, "ok")
        *_, stored = (one["download"] for one in stored_deliveries(hass.config.config_dir, loaded.entry_id).values())
        assert (stored["source"], stored["name"]) == (source, name)


async def test_import_is_delivered(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, hass_client_no_auth: Connect, tmp_path: Any
) -> None:
    folder = tmp_path / "shows" / "Harbour Watch (2010)" / "Season 02"
    folder.mkdir()
    files = []
    for number in (1, 2):
        name = f"Harbour Watch (2010) - S02E0{number}.mkv"
        (folder / name).write_bytes(b"x" * number)
        files.append({"path": f"/media/shows/Harbour Watch (2010)/Season 02/{name}", "size": number})
    client = await hass_client_no_auth()
    answer = await client.post(path_of(loaded), json=sonarr_release(1, 2, episodeFiles=files))
    assert answer.status == 200
    [delivery_id] = loaded.runtime_data.manager.deliveries
    deliveries = loaded.runtime_data.manager.deliveries
    await until(lambda: deliveries[delivery_id].state is DeliveryState.AVAILABLE)
    assert len(deliveries[delivery_id].items) == 2


async def test_accepted_reports_have_same_response(
    hass: HomeAssistant, config_entry: MockConfigEntry, hass_client_no_auth: Connect
) -> None:
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, options={CONF_EXCLUDED_CATEGORIES: ["Software", "family"]})
    async with entry_set_up(hass, config_entry):
        client = await hass_client_no_auth()
        ignored = [*TESTS.values(), {"eventType": "Grab"}, sonarr(), {**PLAIN, "category": "software"}]
        responses = set()
        for report in (*ignored, PLAIN):
            answer = await client.post(path_of(config_entry), json=report)
            headers = {key: value for key, value in answer.headers.items() if key != "Date"}
            responses.add((answer.status, await answer.text(), str(headers)))
        assert len(responses) == 1
        assert reported(config_entry) == ["Sable Coast"]


async def test_report_that_cannot_be_stored_can_be_repeated(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client_no_auth: Connect,
    disk: Disk,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = await hass_client_no_auth()
    await client.post(path_of(loaded), json=PLAIN | {"name": "Earlier", "path": "/media/movies/Earlier"})
    disk.is_full = True
    answer = await client.post(path_of(loaded), json=PLAIN)
    disk.is_full = False
    assert (answer.status, await answer.text()) == (503, "The report could not be stored; please send it again.")
    assert "No space left on device" in caplog.text
    assert "Traceback" not in caplog.text
    answer = await client.post(path_of(loaded), json=PLAIN)
    assert answer.status == 200
    stored = stored_deliveries(hass.config.config_dir, loaded.entry_id)
    assert [one["download"]["name"] for one in stored.values()] == ["Earlier", "Sable Coast"]
    deliveries = loaded.runtime_data.manager.deliveries
    await until(lambda: list(deliveries.values())[-1].state is DeliveryState.AVAILABLE)


async def test_url_stays_and_does_not_work_while_unloaded(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_client_no_auth: Connect
) -> None:
    client = await hass_client_no_auth()
    path = path_of(loaded)
    assert len(loaded.data[CONF_WEBHOOK_ID]) >= 32
    await hass.config_entries.async_unload(loaded.entry_id)
    answer = await client.post(path, json=PLAIN)
    unknown = await client.post(async_generate_path("unknown"), json=PLAIN)
    assert (answer.status, await answer.text()) == (unknown.status, await unknown.text()) == (200, "")
    await hass.config_entries.async_setup(loaded.entry_id)
    assert path_of(loaded) == path
    assert reported(loaded) == []
    assert (await client.post(path, json=PLAIN)).status == 200
    assert reported(loaded) == ["Sable Coast"]


async def test_failed_setup_unregisters_webhook(
    hass: HomeAssistant, config_entry: MockConfigEntry, hass_client_no_auth: Connect
) -> None:
    config_entry.add_to_hass(hass)
    with patch("custom_components.plex_arrivals.async_setup_device", side_effect=RuntimeError):
        assert not await hass.config_entries.async_setup(config_entry.entry_id)
    client = await hass_client_no_auth()
    assert await (await client.post(path_of(config_entry), json=PLAIN)).text() == ""
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    assert await (await client.post(path_of(config_entry), json=PLAIN)).text() == "ok"
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_new_token_keeps_url(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    before = loaded.data[CONF_WEBHOOK_ID]
    plex_server.token = "another"
    form = await choose(hass, await loaded.start_reauth_flow(hass), "reauth_token")
    await submit(hass, form, token="another")
    await hass.async_block_till_done()
    assert loaded.data[CONF_TOKEN] == "another"
    assert loaded.data[CONF_WEBHOOK_ID] == before


@pytest.mark.parametrize(
    ("options", "count"),
    [({}, 0), ({CONF_WEBHOOK_LOCAL_ONLY: True}, 0), ({CONF_WEBHOOK_LOCAL_ONLY: False}, 1)],
    ids=["by default", "local only", "from everywhere"],
)
async def test_remote_requests_are_refused(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    hass_client_no_auth: Connect,
    options: dict[str, Any],
    count: int,
) -> None:
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, options={**options, CONF_SETTLE_SECONDS: 0})
    async with entry_set_up(hass, config_entry):
        client = await hass_client_no_auth()
        with patch("homeassistant.components.webhook.ip_address", return_value=ip_address("203.0.113.5")):
            assert (await client.post(path_of(config_entry), json=PLAIN)).status == 200
        assert len(reported(config_entry)) == count


async def test_two_servers_have_different_urls(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    other = MockConfigEntry(domain=DOMAIN, unique_id="other", data={**loaded.data, CONF_WEBHOOK_ID: "other"})
    async with entry_set_up(hass, other):
        assert async_webhook_url(hass, other) != async_webhook_url(hass, loaded)


async def test_url(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    webhook_id = loaded.data[CONF_WEBHOOK_ID]
    hass.config.internal_url = "http://192.168.1.5:8123"
    hass.config.external_url = "https://home.example.com"
    assert async_webhook_url(hass, loaded) == f"http://192.168.1.5:8123/api/webhook/{webhook_id}"
    hass.config.internal_url = None
    hass.config.api = None
    assert async_webhook_url(hass, loaded) == f"https://home.example.com/api/webhook/{webhook_id}"
    hass.config.external_url = None
    assert async_webhook_url(hass, loaded) == f"http://homeassistant.local:8123/api/webhook/{webhook_id}"


async def test_webhook_id_is_not_logged(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client_no_auth: Connect,
    disk: Disk,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client = await hass_client_no_auth()
    secret = loaded.data[CONF_WEBHOOK_ID]
    caplog.clear()
    for method, body in (
        ("GET", None),
        ("POST", b"nothing"),
        ("POST", json.dumps(PLAIN).encode()),
        ("PUT", b"x" * 2**21),
    ):
        await client.request(method, path_of(loaded), data=body)
    disk.is_full = True
    await client.post(path_of(loaded), json=radarr())
    disk.is_full = False
    await hass.config_entries.async_reload(loaded.entry_id)
    ours = [record for record in caplog.records if record.name.startswith("custom_components")]
    loud = [record for record in caplog.records if record.levelno > logging.DEBUG and record.name != ACCESS_LOG]
    assert ours
    assert any("could not be stored" in record.getMessage() for record in loud)
    assert not [
        record for record in (*ours, *loud) if secret in f"{record.getMessage()} {record.args} {record.exc_text}"
    ]
    for state in hass.states.async_all():
        assert secret not in str(state.as_dict())
