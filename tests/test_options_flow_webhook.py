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
from custom_components.plex_arrivals.downloads.importers.kinds import IMPORTERS
from custom_components.plex_arrivals.downloads.report_commands import PROGRAMS, report_commands
from custom_components.plex_arrivals.downloads.webhook import async_webhook_url
from tests.downloads.importer_bodies import AUTHOR, TESTS, lidarr, radarr, readarr, sonarr
from tests.flow_texts import texts
from tests.options import choose, placeholders, submit, suggested
from tests.test_webhook import Connect

QBITTORRENT = {"content_path": "/media/movies/Sable Coast", "name": "Sable Coast"}
TRANSMISSION = {"TR_TORRENT_DIR": "/media/movies", "TR_TORRENT_NAME": "Iron Lake"}
PLAIN = {"path": "/media/movies/Copper Sky"}
NEVER = "none since Home Assistant started"
CLIENTS = [program for program in PROGRAMS if program not in IMPORTERS]


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
    assert form["step_id"] == ("webhook_importer" if program in IMPORTERS else f"webhook_{program}")
    return form


async def report(hass: HomeAssistant, entry: MockConfigEntry, connect: Connect, body: Any, **query: str) -> int:
    """Send a report, and return the status of the answer."""
    client = await connect()
    answer = await client.post(async_generate_path(entry.data[CONF_WEBHOOK_ID]), json=body, params=query)
    return answer.status


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


@pytest.mark.parametrize(
    ("importer", "name", "triggers"),
    [
        ("sonarr", "Sonarr", ["On File Import", "On File Upgrade", "On Rename", "On Manual Interaction Required"]),
        ("radarr", "Radarr", ["On File Import", "On File Upgrade", "On Rename", "On Manual Interaction Required"]),
        ("lidarr", "Lidarr", ["On Release Import", "On Upgrade", "On Rename", "On Import Failure"]),
        ("readarr", "Readarr", ["On Release Import", "On Upgrade", "On Rename"]),
        ("whisparr", "Whisparr", ["On Import", "On Upgrade", "On Rename", "On Manual Interaction Required"]),
    ],
)
async def test_importer_shows_its_own_triggers(
    hass: HomeAssistant, entry: MockConfigEntry, importer: str, name: str, triggers: list[str]
) -> None:
    shown = placeholders(await page(hass, entry, importer))
    assert shown["program"] == name == texts()["options"]["step"]["webhook"]["menu_options"][f"webhook_{importer}"]
    assert shown["triggers"].splitlines() == [f"   - **{trigger}**" for trigger in triggers]


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


@pytest.mark.parametrize("program", ["qbittorrent", "sonarr"])
async def test_page_leads_back_to_the_list(hass: HomeAssistant, entry: MockConfigEntry, program: str) -> None:
    """The frontend leaves out what is read-only; whatever is sent, it is no option."""
    form = await page(hass, entry, program)
    assert form["last_step"] is False
    menu = await submit(hass, form, pasted="something")
    assert_is_list(menu)
    form = await choose(hass, menu, "webhook_other")
    assert form["step_id"] == "webhook_other"
    with pytest.raises(InvalidData):
        await submit(hass, form, webhook_id="guessed")
    assert entry.options == {}


async def test_address_for_importers_is_the_one_they_can_reach(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, options={CONF_WEBHOOK_ADDRESS: "http://192.168.1.7:8123"})
    path = async_generate_path(entry.data[CONF_WEBHOOK_ID])
    assert suggested(await page(hass, entry, "radarr"))["pasted"] == f"http://192.168.1.7:8123{path}"


async def test_pages_work_while_entry_is_not_loaded(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    assert await reports(hass, entry) == {}
    assert suggested(await page(hass, entry, "other"))
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
        (PLAIN, {"program": "sonarr"}, "other"),
        (PLAIN, {"program": "x" * 1000}, "other"),
        (QBITTORRENT, {"program": "sabnzbd"}, "qbittorrent"),
        (sonarr(), {}, "sonarr"),
        (radarr(), {}, "radarr"),
        (lidarr(), {}, "lidarr"),
        (readarr(), {}, "readarr"),
        (sonarr(instanceName="Whisparr"), {}, "whisparr"),
        (radarr(instanceName="Whisparr"), {}, "whisparr"),
        (TESTS["lidarr"], {}, "lidarr"),
        ({"eventType": "Rename", "author": AUTHOR}, {}, "readarr"),
        ({"eventType": "ImportFailure", "instanceName": "Lidarr"}, {}, "lidarr"),
        ({"eventType": "Health", "instanceName": "Radarr 4K"}, {}, "radarr"),
        ({"eventType": "Health"}, {}, "other"),
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
    assert await report(hass, entry, hass_client_no_auth, body, **query) == 200
    assert await reports(hass, entry) == {program: "just now"}


@pytest.mark.parametrize(
    ("language", "seconds", "words"),
    [
        ("en", -60, "just now"),
        ("en", 119, "just now"),
        ("en", 120, "2 minutes ago"),
        ("en", 2 * 3600 - 1, "119 minutes ago"),
        ("en", 2 * 3600, "2 hours ago"),
        ("en", 48 * 3600 - 1, "47 hours ago"),
        ("en", 48 * 3600, "2 days ago"),
        ("de", 180, "vor 3 Minuten"),
        ("es", 3 * 3600, "hace 3 horas"),
        ("fr", 5 * 86400, "il y a 5 jours"),
        ("nl", 0, "zojuist"),
        ("tr", 180, "3 minutes ago"),
    ],
)
async def test_last_report_is_relative_to_now(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client_no_auth: Connect,
    freezer: FrozenDateTimeFactory,
    language: str,
    seconds: int,
    words: str,
) -> None:
    hass.config.language = language
    await report(hass, entry, hass_client_no_auth, sonarr())
    freezer.tick(seconds)
    assert placeholders(await programs(hass, entry))["sonarr"] == words


@pytest.mark.parametrize(("query", "body"), [({"test": "1"}, TESTS["sonarr"]), ({}, {"name": "without a path"})])
async def test_our_tests_and_refused_reports_do_not_count(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client_no_auth: Connect,
    query: dict[str, str],
    body: dict[str, Any],
) -> None:
    await report(hass, entry, hass_client_no_auth, body, **query)
    assert await reports(hass, entry) == {}


async def test_last_report_is_kept_while_entry_is_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client_no_auth: Connect, freezer: FrozenDateTimeFactory
) -> None:
    await report(hass, entry, hass_client_no_auth, QBITTORRENT)
    await hass.config_entries.async_unload(entry.entry_id)
    freezer.tick(3 * 3600)
    assert await reports(hass, entry) == {"qbittorrent": "3 hours ago"}
    await hass.config_entries.async_setup(entry.entry_id)
    assert await reports(hass, entry) == {"qbittorrent": "3 hours ago"}


def test_every_program_has_its_page() -> None:
    steps = texts()["options"]["step"]
    pages = {f"webhook_{program}" for program in (*CLIENTS, "importer")}
    assert pages == {step for step in steps if step.startswith("webhook_")}
