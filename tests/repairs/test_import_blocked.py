"""Repairs of downloads that an importer cannot import without the user."""

from collections.abc import AsyncIterator
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.issues import IssueKind
from testing.importers import Sonarr
from testing.waiting import until
from tests.blocked_imports import HASH, SENTENCE, TITLE, blocked, imported, sonarr_set_up
from tests.deliveries.conftest import DeliveryEnvironment
from tests.flow_texts import texts

from .conftest import Repairs, offered, suggested

OTHER_HASH = "b2" * 20
KEY = "import_blocked"


@pytest.fixture
async def sonarr(env: DeliveryEnvironment) -> AsyncIterator[Sonarr]:
    async with sonarr_set_up(env) as sonarr:
        yield sonarr


def issues(hass: HomeAssistant) -> list[ir.IssueEntry]:
    """Return the issues about blocked imports that Repairs show."""
    found = ir.async_get(hass).issues.values()
    return [issue for issue in found if issue.domain == DOMAIN and issue.translation_key == KEY and issue.active]


def titles(hass: HomeAssistant) -> list[str]:
    title: str = texts()["issues"][KEY]["title"]
    return [title.format(**issue.translation_placeholders or {}) for issue in issues(hass)]


async def opened(repairs: Repairs) -> dict[str, Any]:
    """Open the only repair; return its menu."""
    [issue] = issues(repairs.hass)
    return await repairs.open_issue(issue.issue_id)


async def test_shows_reasons_and_queue(
    hass: HomeAssistant, repairs: Repairs, env: DeliveryEnvironment, sonarr: Sonarr
) -> None:
    await blocked(env, sonarr)
    await until(lambda: titles(hass) == [f"Sonarr needs your help: {TITLE}"])
    await blocked(env, sonarr, torrent=OTHER_HASH, episode=6, sentence="Sample")
    await until(lambda: titles(hass) == [f"Sonarr needs your help: {TITLE}, Harbour Watch · S02E06"])
    menu = await opened(repairs)
    assert menu["menu_options"] == ["try_again", "dismiss"]
    assert menu["description_placeholders"] == {
        "importer": "Sonarr",
        "url": f"{sonarr.url}/activity/queue",
        "downloads": f"- `{TITLE}`: {SENTENCE}\n- `Harbour Watch · S02E06`: Sample",
    }


async def test_goes_away_with_import(
    hass: HomeAssistant, repairs: Repairs, env: DeliveryEnvironment, sonarr: Sonarr
) -> None:
    delivery = await blocked(env, sonarr)
    await until(lambda: issues(hass))
    ended = await imported(env, sonarr, delivery)
    assert ended.state is DeliveryState.AVAILABLE
    assert not issues(hass)


async def test_goes_away_when_removed_from_queue(hass: HomeAssistant, env: DeliveryEnvironment, sonarr: Sonarr) -> None:
    await blocked(env, sonarr)
    await until(lambda: issues(hass))
    sonarr.ignore(HASH)
    await until(lambda: not issues(hass), 600)


async def test_try_again(hass: HomeAssistant, repairs: Repairs, env: DeliveryEnvironment, sonarr: Sonarr) -> None:
    delivery = await blocked(env, sonarr)
    await until(lambda: issues(hass))
    menu = await repairs.progressed(await repairs.pick(await opened(repairs), "try_again"))
    assert sonarr.commands
    assert (menu["step_id"], menu["menu_options"]) == ("tried_again", ["try_again", "dismiss"])
    assert SENTENCE in menu["description_placeholders"]["downloads"]
    assert issues(hass), "the cause is still there"
    sonarr.resolve(HASH)
    assert (await repairs.progressed(await repairs.pick(menu, "try_again")))["type"] == "create_entry"
    assert not issues(hass)
    await env.ended(delivery, 20)  # without waiting for the next minute


async def test_importer_does_not_respond(
    hass: HomeAssistant, repairs: Repairs, env: DeliveryEnvironment, sonarr: Sonarr
) -> None:
    await blocked(env, sonarr)
    await until(lambda: issues(hass))
    menu = await opened(repairs)
    await sonarr.stop()
    menu = await repairs.pick(menu, "try_again")
    assert (menu["step_id"], menu["menu_options"]) == ("importer_offline", ["try_again", "dismiss"])
    assert issues(hass)


async def test_dismiss_one_of_two(
    hass: HomeAssistant, repairs: Repairs, env: DeliveryEnvironment, sonarr: Sonarr
) -> None:
    first = await blocked(env, sonarr)
    second = await blocked(env, sonarr, torrent=OTHER_HASH, episode=6)
    await until(lambda: issues(hass))
    form = await repairs.pick(await opened(repairs), "dismiss")
    assert offered(form, "deliveries") == [TITLE, "Harbour Watch · S02E06"]
    assert suggested(form) == {"deliveries": [first.id, second.id]}
    menu = await repairs.submit(form, deliveries=[second.id])
    assert menu["type"] == "menu"
    assert first.id in env.manager.deliveries
    assert second.id not in env.manager.deliveries
    assert titles(hass) == [f"Sonarr needs your help: {TITLE}"]
    assert (await repairs.pick(menu, "dismiss"))["type"] == "create_entry"
    assert not env.manager.deliveries
    assert not issues(hass)
    assert HASH.upper() in {tracked.download_id for tracked in sonarr.queue}


async def test_one_for_each_importer(hass: HomeAssistant, env: DeliveryEnvironment, sonarr: Sonarr) -> None:
    async with sonarr_set_up(env, title="192.168.1.5") as other:
        await blocked(env, sonarr)
        await blocked(env, other, torrent=OTHER_HASH, episode=6)
        await until(lambda: len(issues(hass)) == 2)
        assert titles(hass) == [
            f"Sonarr needs your help: {TITLE}",
            "Sonarr (192.168.1.5) needs your help: Harbour Watch · S02E06",
        ]


async def test_server_is_named_if_there_are_several(
    hass: HomeAssistant, repairs: Repairs, env: DeliveryEnvironment, sonarr: Sonarr
) -> None:
    """Each may have this repair, and others, about the same downloads; also those from before there were several."""

    def named() -> list[str]:
        return [*titles(hass), repairs.title(IssueKind.UNMATCHED)]

    alone = [f"Sonarr needs your help: {TITLE}", "No library for Nobody Knows"]
    await blocked(env, sonarr)
    await env.ended(await env.finish("/elsewhere/Nobody Knows"))
    await until(lambda: issues(hass) and repairs.issue(IssueKind.UNMATCHED))
    assert named() == alone
    cellar = MockConfigEntry(domain=DOMAIN, title="Second server", unique_id="other")
    cellar.add_to_hass(hass)
    hass.config_entries.async_update_entry(cellar, title="Cellar")
    assert named() == [f"{title} (Attic)" for title in alone]
    await hass.config_entries.async_remove(cellar.entry_id)
    assert named() == alone


async def test_rejected_on_purpose(hass: HomeAssistant, env: DeliveryEnvironment, sonarr: Sonarr) -> None:
    delivery = await blocked(env, sonarr)
    await until(lambda: issues(hass))
    await sonarr.reject(HASH)
    assert (await env.ended(delivery)).state is DeliveryState.SKIPPED
    assert not issues(hass)


async def test_reload(hass: HomeAssistant, env: DeliveryEnvironment, sonarr: Sonarr) -> None:
    await blocked(env, sonarr)
    await until(lambda: issues(hass))
    await hass.config_entries.async_unload(env.entry.entry_id)
    assert issues(hass)
    sonarr.remove(HASH)
    await hass.config_entries.async_setup(env.entry.entry_id)
    await until(lambda: not issues(hass), 7200)


async def test_disabled_server(hass: HomeAssistant, env: DeliveryEnvironment, sonarr: Sonarr) -> None:
    await blocked(env, sonarr)
    await until(lambda: issues(hass))
    await hass.config_entries.async_set_disabled_by(env.entry.entry_id, ConfigEntryDisabler.USER)
    assert not issues(hass)
