"""The pages about the webhook."""

from collections.abc import AsyncIterator
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
NEVER = "\N{EM DASH}"


@pytest.fixture
async def entry(hass: HomeAssistant, loaded: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    hass.config_entries.async_update_entry(loaded, options={})
    yield loaded
    await hass.async_block_till_done()  # saving reloads it


async def programs(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    """Open the list of programs."""
    menu = await choose(hass, await hass.config_entries.options.async_init(entry.entry_id), "webhook")
    assert_is_list(menu)
    return menu


def assert_is_list(menu: ConfigFlowResult) -> None:
    assert menu["type"] is FlowResultType.MENU
    assert menu["menu_options"] == [*(f"webhook_{program}" for program in PROGRAMS), "local_only"]


async def page(hass: HomeAssistant, entry: MockConfigEntry, program: str) -> ConfigFlowResult:
    form = await choose(hass, await programs(hass, entry), f"webhook_{program}")
    assert form["step_id"] == f"webhook_{program}"
    return form


async def reports(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, str]:
    """Return when the programs reported, without those that did not."""
    shown = placeholders(await programs(hass, entry))
    return {program: text for program, text in shown.items() if text != NEVER}


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
    form = await choose(hass, await programs(hass, entry), "local_only")
    assert suggested(form) == {CONF_WEBHOOK_LOCAL_ONLY: not local_only}
    result = await submit(hass, form, webhook_local_only=local_only)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {CONF_WEBHOOK_LOCAL_ONLY: local_only, "recently_added": 7}


async def test_page_leads_back_to_the_list(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The frontend leaves out what is read-only; whatever is sent, it is no option."""
    form = await page(hass, entry, "importers")
    assert form["last_step"] is False
    menu = await submit(hass, form, pasted="something")
    assert_is_list(menu)
    form = await choose(hass, menu, "webhook_other")
    assert form["step_id"] == "webhook_other"
    with pytest.raises(InvalidData):
        await submit(hass, form, webhook_id="guessed")
    assert entry.options == {}


def test_program_is_named_by_all_its_kinds() -> None:
    """Readarr and Whisparr have no integration in Home Assistant, so that their users come here."""
    label = texts()["options"]["step"]["webhook"]["menu_options"]["webhook_importers"]
    assert label == "Sonarr, Radarr, Lidarr, Readarr, Whisparr"


async def test_address_for_importers_is_the_one_they_can_reach(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, options={CONF_WEBHOOK_ADDRESS: "http://192.168.1.7:8123"})
    path = async_generate_path(entry.data[CONF_WEBHOOK_ID])
    assert suggested(await page(hass, entry, "importers"))["pasted"] == f"http://192.168.1.7:8123{path}"


async def test_pages_work_while_entry_is_not_loaded(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    assert await reports(hass, entry) == {}
    assert placeholders(await page(hass, entry, "other")) == {"last_report": NEVER}
    await submit(hass, await choose(hass, await programs(hass, entry), "local_only"), webhook_local_only=False)
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
    freezer: FrozenDateTimeFactory,
    body: dict[str, Any],
    query: dict[str, str],
    program: str,
) -> None:
    """In local time and digits only: the flow does not know the language of its user."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-29T23:05:30+00:00")
    client = await hass_client_no_auth()
    answer = await client.post(async_generate_path(entry.data[CONF_WEBHOOK_ID]), json=body, params=query)
    assert answer.status == 200
    assert await reports(hass, entry) == {program: "2026-11-30 00:05"}
    assert placeholders(await page(hass, entry, program)) == {"last_report": "2026-11-30 00:05"}


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


async def test_last_report_survives_reload(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client_no_auth: Connect
) -> None:
    client = await hass_client_no_auth()
    await client.post(async_generate_path(entry.data[CONF_WEBHOOK_ID]), json=QBITTORRENT)
    before = await reports(hass, entry)
    assert list(before) == ["qbittorrent"]
    await hass.config_entries.async_reload(entry.entry_id)
    assert await reports(hass, entry) == before


def test_every_program_has_its_page() -> None:
    steps = texts()["options"]["step"]
    assert {f"webhook_{program}" for program in PROGRAMS} == {step for step in steps if step.startswith("webhook_")}
