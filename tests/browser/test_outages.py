"""What the card shows while Plex, Home Assistant or the integration is away, on pages that stay open all the while."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
import re
import signal
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, expect
import pytest_asyncio

from testing.browser.session import RETURN_MS, BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CONFIGURATION, CardEnvironment
from testing.demo_plex import DemoPlex
from testing.home_assistant.instance import HomeAssistantClient, HomeAssistantInstance

OFFLINE = re.compile(r"^\s*Offline since \d+:\d\d\W[AP]M\s*$")
SLOWLY = f"{CONFIGURATION}slow_start:\n"
"""Gives a browser the time to ask for a page before Home Assistant has started."""


@dataclass(frozen=True, slots=True)
class Own:
    """A home that can be restarted, and its Plex, which runs."""

    instance: HomeAssistantInstance
    plex: DemoPlex
    downloads: Path

    def environment(self, home: HomeAssistantClient) -> CardEnvironment:
        return CardEnvironment(home, self.plex, self.instance, self.downloads)


@pytest_asyncio.fixture(loop_scope="session")
async def own(tmp_path: Path) -> AsyncGenerator[Own]:
    plex = DemoPlex(tmp_path / "downloads")
    instance = await HomeAssistantInstance.prepare(tmp_path / "config", plex.server, SLOWLY)
    await plex.server.start(instance.plex_port)
    yield Own(instance, plex, tmp_path / "downloads")
    await plex.server.stop()


async def posters(person: BrowserSession) -> list[str]:
    """Wait until the posters in sight are loaded, and return where they would be loaded from now."""
    shown = person.card.locator(".posters img")
    await expect(shown.first).to_have_class("loaded")
    await expect(shown.nth(2)).to_have_class("loaded")
    return [await shown.nth(number).evaluate("image => image.parentElement.src") for number in range(3)]


def signatures(addresses: list[str]) -> set[str]:
    return {parse_qs(urlsplit(one).query)["authSig"][0] for one in addresses}


async def test_plex_is_away_for_a_while(browser: Browser, environment: CardEnvironment) -> None:
    plex = environment.plex.server
    path = await environment.show(CARD, {**CARD, "show": ["recently_added"]})
    async with (
        browser_session(browser, environment.url, *ADMINISTRATOR) as person,
        browser_session(browser, environment.url, *ADMINISTRATOR, density=3) as newcomer,
    ):
        await person.open_dashboard(path)
        status = person.card.locator(".head .line")
        without_status = person.page.locator("plex-arrivals-card").nth(1)
        early, late = person.row("Tide"), person.row("Bells")
        await environment.finish_download("movies", "Low.Tide.2021.1080p", "Low.Tide.2021.1080p.mkv")
        await expect(early.locator(".line")).to_contain_text("In Plex")
        await expect(early.locator("img")).to_have_class("loaded")
        await expect(person.card.locator(".posters .name").first).to_have_text("Low Tide")
        link = early.get_by_role("link", name="View in Plex")
        await expect(link).to_have_attribute("href", re.compile(re.escape(plex.url)))
        before = await posters(person)

        await plex.stop()
        try:
            await expect(status).to_have_text(OFFLINE)
            await expect(without_status.locator(".head .line")).to_have_text(OFFLINE)
            await newcomer.open_dashboard(path)  # for whose screen nobody has fetched the posters yet
            await expect(newcomer.card.locator(".poster ha-icon").first).to_be_visible()
            await environment.finish_download("movies", "Glass.Bells.2020.1080p", "Glass.Bells.2020.1080p.mkv")
            await expect(late.locator(".line")).to_contain_text("Waiting · Plex is not available")
            await expect(link).to_be_visible()
            await expect(early.locator("img")).to_have_class("loaded")
            assert (await posters(person))[0] == before[0]
        finally:
            await plex.start()

        await expect(status).to_contain_text("Online", timeout=RETURN_MS)
        await expect(without_status.locator(".head")).to_have_count(0)
        await expect(newcomer.card.locator(".poster img").first).to_have_class("loaded")
        await expect(late.locator(".line")).to_contain_text("In Plex", timeout=RETURN_MS)
        await expect(late.get_by_role("link", name="View in Plex")).to_be_visible()
        newest = person.card.locator(".posters li").first
        await expect(newest).to_contain_text("Glass Bells")
        await expect(newest).to_be_in_viewport(ratio=1)
        assert len(person.traffic.pages) == 1
        assert person.complaints == []


async def test_home_assistant_restarts(browser: Browser, own: Own) -> None:
    async with AsyncExitStack() as people:
        async with own.instance.run(end_signal=signal.SIGTERM) as home:
            await home.started()
            environment = own.environment(home)
            path = await environment.show(CARD)
            stays, comes = [
                await people.enter_async_context(browser_session(browser, environment.url, *ADMINISTRATOR))
                for _ in range(2)
            ]
            await stays.open_dashboard(path)
            before = await posters(stays)
            await comes.open_dashboard(path)
            await comes.page.goto("about:blank")  # its browser keeps the card's file for the next time
            comes.traffic.responses.clear()
        await expect(stays.card.locator(".head .name")).to_have_text("Attic")
        await posters(stays)

        async with own.instance.run(end_signal=signal.SIGTERM) as home:
            environment = own.environment(home)
            await comes.page.goto(environment.url + path, wait_until="commit")
            assert (await home.command("get_config"))["state"] != "RUNNING"
            for person in (stays, comes):
                await expect(person.card.locator(".head .line")).to_contain_text("Online", timeout=RETURN_MS)
            await home.started()
            await environment.finish_download("movies", "New.Dawn.2020.1080p", "New.Dawn.2020.1080p.mkv")
            for person in (stays, comes):
                await expect(person.row("Dawn").locator(".line")).to_contain_text("In Plex")
                await expect(person.row("Dawn").locator("img")).to_have_class("loaded")
                await expect(person.card.locator(".posters li").first).to_contain_text("New Dawn")
                now = await posters(person)
                assert not signatures(now) & signatures(before)
                assert {(await person.context.request.get(one)).status for one in now} == {200}
                assert len(person.traffic.pages) == 1
                assert person.complaints == []
            assert await login_failures(home) == []


async def login_failures(home: HomeAssistantClient) -> list[str]:
    return [one["message"] for one in await home.command("persistent_notification/get") if "login" in one["message"]]


async def test_the_integration_is_disabled_and_enabled(browser: Browser, environment: CardEnvironment) -> None:
    home, entry_id = environment.hass_client, environment.instance.entry_id
    path = await environment.show(CARD, {**CARD, "entry_id": entry_id})
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.open_dashboard(path)
        of_all, of_one = [person.page.locator("plex-arrivals-card").nth(number) for number in range(2)]
        await expect(of_one.locator(".head .name")).to_have_text("Attic")
        try:
            await home.command("config_entries/disable", entry_id=entry_id, disabled_by="user")
            for card in (of_all, of_one):
                await expect(card).to_contain_text("Attic is disabled")
                await expect(card).to_contain_text("Enable it under Settings > Devices & services")
        finally:
            await home.command("config_entries/disable", entry_id=entry_id, disabled_by=None)
        for card in (of_all, of_one):
            await expect(card.locator(".head .name")).to_have_text("Attic")
            await expect(card.locator(".head .line")).to_contain_text("Online")
            await expect(card.locator(".posters img").first).to_have_class("loaded")
        assert len(person.traffic.pages) == 1
        assert person.complaints == []


async def test_plex_refuses_the_token(browser: Browser, environment: CardEnvironment) -> None:
    plex = environment.plex.server
    path = await environment.show(CARD)
    good, plex.token = plex.token, "another"
    try:
        async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
            await person.open_dashboard(path)
            await environment.finish_download("movies", "Yellow.Ember.2021.1080p", "Yellow.Ember.2021.1080p.mkv")
            sign_in = person.card.get_by_role("link", name="Sign in again")
            await expect(sign_in).to_be_visible()
            await expect(person.row("Ember").locator(".line")).to_contain_text("Waiting · Plex is not available")
            await sign_in.click()
            await expect(person.page.get_by_text("Needs attention").first).to_be_visible()
            assert person.complaints == []
    finally:
        plex.token = good
        await environment.hass_client.act("homeassistant.reload_config_entry", entity_id="binary_sensor.attic_online")


async def test_a_failed_download_s_repair_is_where_the_card_leads(
    browser: Browser, environment: CardEnvironment
) -> None:
    path = await environment.show(CARD)
    await environment.hass_client.report("nowhere/handbook")
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.open_dashboard(path)
        await person.row("handbook").get_by_role("button", name="Fix").click()
        await person.row("handbook").get_by_role("link", name="Open repairs").click()
        await expect(person.page.get_by_text("No library for handbook")).to_be_visible()
        assert person.complaints == []
    await environment.forget_failures()


async def test_a_poster_that_may_no_longer_be_seen_is_no_failed_login(
    browser: Browser, environment: CardEnvironment
) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.open_dashboard(path)
        address = (await posters(person))[0]
        anonymous_context = await browser.new_context()
        try:
            page = await anonymous_context.new_page()
            assert (answer := await page.goto(f"{address[:-1]}9")) is not None
            assert answer.status == 200, "the size is no part of what is signed"
            signature = signatures([address]).pop()
            for wrong in (address.replace(signature, "x"), address.replace("/artwork/", "/artwork/0")):
                assert (answer := await page.goto(wrong)) is not None
                assert answer.status == 403
        finally:
            await anonymous_context.close()
    assert await login_failures(environment.hass_client) == []
