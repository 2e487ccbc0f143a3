"""The pages about the webhook."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.webhook import async_generate_path
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_WEBHOOK_ADDRESS, CONF_WEBHOOK_LOCAL_ONLY
from custom_components.plex_arrivals.downloads.report_commands import PROGRAMS, report_commands
from custom_components.plex_arrivals.downloads.webhook import async_webhook_url
from tests.downloads.importer_bodies import TESTS, sonarr
from tests.flow_texts import texts
from tests.options import choose, placeholders, submit, suggested
from tests.test_webhook import Connect

QBITTORRENT = {"content_path": "/media/movies/Sable Coast", "name": "Sable Coast"}
TRANSMISSION = {"TR_TORRENT_DIR": "/media/movies", "TR_TORRENT_NAME": "Iron Lake"}
PLAIN = {"path": "/media/movies/Copper Sky"}
NEVER = "No report since Home Assistant started"


@pytest.fixture
async def entry(hass: HomeAssistant, loaded: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    hass.config_entries.async_update_entry(loaded, options={})
    yield loaded
    await hass.async_block_till_done()  # saving reloads it


async def programs(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    """Open the list of programs."""
    menu = await choose(hass, await hass.config_entries.options.async_init(entry.entry_id), "webhook")
    assert menu["menu_options"] == [f"webhook_{program}" for program in PROGRAMS]
    return menu


async def page(hass: HomeAssistant, entry: MockConfigEntry, program: str) -> ConfigFlowResult:
    form = await choose(hass, await programs(hass, entry), f"webhook_{program}")
    assert form["step_id"] == f"webhook_{program}"
    return form


async def reports(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, str]:
    """Return when the programs reported, without those that did not."""
    shown = placeholders(await programs(hass, entry))
    return {program: text for program, text in shown.items() if text}


@pytest.mark.parametrize("program", PROGRAMS)
async def test_program_shows_only_what_it_needs(hass: HomeAssistant, entry: MockConfigEntry, program: str) -> None:
    form = await page(hass, entry, program)
    url = async_webhook_url(hass, entry)
    assert suggested(form) == {"pasted": report_commands(url)[program].rstrip()}
    assert url in suggested(form)["pasted"]
    assert placeholders(form) == {"last_report": NEVER}


@pytest.mark.parametrize("local_only", [True, False])
async def test_local_only_is_saved(hass: HomeAssistant, entry: MockConfigEntry, local_only: bool) -> None:
    hass.config_entries.async_update_entry(
        entry, options={CONF_WEBHOOK_LOCAL_ONLY: not local_only, "recently_added": 7}
    )
    form = await page(hass, entry, "qbittorrent")
    assert suggested(form)[CONF_WEBHOOK_LOCAL_ONLY] is not local_only
    result = await submit(hass, form, webhook_local_only=local_only)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {CONF_WEBHOOK_LOCAL_ONLY: local_only, "recently_added": 7}


async def test_what_is_to_be_pasted_is_not_saved(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The frontend leaves out what is read-only; whatever is sent, it is no option."""
    await submit(hass, await page(hass, entry, "importers"), pasted="something")
    assert entry.options == {CONF_WEBHOOK_LOCAL_ONLY: True}
    with pytest.raises(InvalidData):
        await submit(hass, await page(hass, entry, "importers"), webhook_id="guessed")


async def test_address_for_importers_is_the_one_they_can_reach(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, options={CONF_WEBHOOK_ADDRESS: "http://192.168.1.7:8123"})
    path = async_generate_path(entry.data[CONF_WEBHOOK_ID])
    assert suggested(await page(hass, entry, "importers"))["pasted"] == f"http://192.168.1.7:8123{path}"


async def test_pages_work_while_entry_is_not_loaded(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    assert await reports(hass, entry) == {}
    await submit(hass, await page(hass, entry, "other"), webhook_local_only=False)
    assert entry.options == {CONF_WEBHOOK_LOCAL_ONLY: False}


@pytest.mark.parametrize(
    ("body", "query", "program"),
    [
        (QBITTORRENT, {}, "qbittorrent"),
        (TRANSMISSION, {}, "transmission"),
        (PLAIN, {}, "other"),
        (PLAIN, {"program": "sabnzbd"}, "sabnzbd"),
        (PLAIN, {"program": "rtorrent"}, "rtorrent"),
        (PLAIN, {"program": "pyload"}, "pyload"),
        (PLAIN, {"program": "importers"}, "other"),
        (PLAIN, {"program": "x" * 1000}, "other"),
        (QBITTORRENT, {"program": "sabnzbd"}, "qbittorrent"),
        (sonarr(), {}, "importers"),
        (TESTS["sonarr"], {}, "importers"),
        ({"eventType": "Grab"}, {}, "importers"),
    ],
)
async def test_last_report_of_each_program(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client_no_auth: Connect,
    body: dict[str, Any],
    query: dict[str, str],
    program: str,
) -> None:
    client = await hass_client_no_auth()
    answer = await client.post(async_generate_path(entry.data[CONF_WEBHOOK_ID]), json=body, params=query)
    assert answer.status == 200
    assert await reports(hass, entry) == {program: "Last report: just now"}
    assert placeholders(await page(hass, entry, program)) == {"last_report": "Last report: just now"}


@pytest.mark.parametrize(("query", "body"), [({"test": "1"}, TESTS["sonarr"]), ({}, {"name": "without a path"})])
async def test_our_tests_and_refused_reports_do_not_count(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client_no_auth: Connect,
    query: dict[str, str],
    body: dict[str, Any],
) -> None:
    client = await hass_client_no_auth()
    await client.post(async_generate_path(entry.data[CONF_WEBHOOK_ID]), json=body, params=query)
    assert await reports(hass, entry) == {}


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=59), "Last report: just now"),
        (timedelta(minutes=1), "Last report: 1 min ago"),
        (timedelta(minutes=59, seconds=59), "Last report: 59 min ago"),
        (timedelta(hours=1), "Last report: 1 h ago"),
        (timedelta(hours=23, minutes=59), "Last report: 23 h ago"),
        (timedelta(days=12), "Last report: 12 d ago"),
        (-timedelta(hours=2), "Last report: just now"),
    ],
)
async def test_age_of_report(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client_no_auth: Connect,
    freezer: FrozenDateTimeFactory,
    age: timedelta,
    text: str,
) -> None:
    client = await hass_client_no_auth()
    await client.post(async_generate_path(entry.data[CONF_WEBHOOK_ID]), json=QBITTORRENT)
    freezer.tick(age)
    assert await reports(hass, entry) == {"qbittorrent": text}


async def test_last_report_survives_reload(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client_no_auth: Connect
) -> None:
    client = await hass_client_no_auth()
    await client.post(async_generate_path(entry.data[CONF_WEBHOOK_ID]), json=QBITTORRENT)
    await hass.config_entries.async_reload(entry.entry_id)
    assert await reports(hass, entry) == {"qbittorrent": "Last report: just now"}


def test_every_program_has_its_page() -> None:
    steps = texts()["options"]["step"]
    assert {f"webhook_{program}" for program in PROGRAMS} == {step for step in steps if step.startswith("webhook_")}
