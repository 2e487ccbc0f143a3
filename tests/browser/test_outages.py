"""Outages of Plex, Home Assistant and the integration while the page with the card stays open."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
import re
import signal
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, expect
import pytest_asyncio

from testing.browser.session import RECONNECT_TIMEOUT_MS, BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CONFIGURATION, CardEnvironment
from testing.demo_plex import DemoPlex
from testing.home_assistant.instance import HomeAssistantClient, HomeAssistantInstance

OFFLINE = re.compile(r"^\s*Offline since \d+:\d\d\W[AP]M\s*$")
SLOW_START = f"{CONFIGURATION}slow_start:\n"
"""Leaves the browser time to load a page before Home Assistant has started."""


@dataclass(frozen=True, slots=True)
class RestartableEnvironment:
    """A Home Assistant that tests start and stop, and a running Plex stand-in."""

    instance: HomeAssistantInstance
    plex: DemoPlex
    downloads: Path

    def card_environment(self, hass_client: HomeAssistantClient) -> CardEnvironment:
        return CardEnvironment(hass_client, self.plex, self.instance, self.downloads)


@pytest_asyncio.fixture(loop_scope="session")
async def restartable(tmp_path: Path) -> AsyncGenerator[RestartableEnvironment]:
    plex = DemoPlex(tmp_path / "downloads")
    instance = await HomeAssistantInstance.prepare(tmp_path / "config", plex.server, SLOW_START)
    await plex.server.start(instance.plex_port)
    yield RestartableEnvironment(instance, plex, tmp_path / "downloads")
    await plex.server.stop()


async def poster_urls(session: BrowserSession) -> list[str]:
    """Wait until the first three posters are loaded; return their current URLs."""
    images = session.card.locator(".posters img")
    await expect(images.first).to_have_class("loaded")
    await expect(images.nth(2)).to_have_class("loaded")
    return [await images.nth(index).evaluate("image => image.parentElement.src") for index in range(3)]


def signatures(urls: list[str]) -> set[str]:
    return {parse_qs(urlsplit(url).query)["authSig"][0] for url in urls}


async def test_card_recovers_when_plex_returns(browser: Browser, environment: CardEnvironment) -> None:
    plex = environment.plex.server
    path = await environment.show(CARD, {**CARD, "show": ["recently_added"]})
    async with (
        browser_session(browser, environment.url, *ADMINISTRATOR) as session,
        browser_session(browser, environment.url, *ADMINISTRATOR, density=3) as late_session,
    ):
        await session.open_dashboard(path)
        status = session.card.locator(".head .line")
        without_status = session.page.locator("plex-arrivals-card").nth(1)
        before_outage, during_outage = session.row("Tide"), session.row("Bells")
        await environment.finish_download("movies", "Low.Tide.2021.1080p", "Low.Tide.2021.1080p.mkv")
        await expect(before_outage.locator(".line")).to_contain_text("In Plex")
        await expect(before_outage.locator("img")).to_have_class("loaded")
        await expect(session.card.locator(".posters .name").first).to_have_text("Low Tide")
        link = before_outage.get_by_role("link", name="View in Plex")
        await expect(link).to_have_attribute("href", re.compile(re.escape(plex.url)))
        urls = await poster_urls(session)

        await plex.stop()
        try:
            await expect(status).to_have_text(OFFLINE)
            await expect(without_status.locator(".head .line")).to_have_text(OFFLINE)
            await late_session.open_dashboard(path)  # its pixel ratio needs sizes of posters that are not cached
            await expect(late_session.card.locator(".poster ha-icon").first).to_be_visible()
            await environment.finish_download("movies", "Glass.Bells.2020.1080p", "Glass.Bells.2020.1080p.mkv")
            await expect(during_outage.locator(".line")).to_contain_text("Waiting · Plex is not available")
            await expect(link).to_be_visible()
            await expect(before_outage.locator("img")).to_have_class("loaded")
            assert (await poster_urls(session))[0] == urls[0]
        finally:
            await plex.start()

        await expect(status).to_contain_text("Online", timeout=RECONNECT_TIMEOUT_MS)
        await expect(without_status.locator(".head")).to_have_count(0)
        await expect(late_session.card.locator(".poster img").first).to_have_class("loaded")
        await expect(during_outage.locator(".line")).to_contain_text("In Plex", timeout=RECONNECT_TIMEOUT_MS)
        await expect(during_outage.get_by_role("link", name="View in Plex")).to_be_visible()
        newest = session.card.locator(".posters li").first
        await expect(newest).to_contain_text("Glass Bells")
        await expect(newest).to_be_in_viewport(ratio=1)
        assert len(session.traffic.page_loads) == 1
        assert session.errors == []


async def test_card_recovers_when_home_assistant_restarts(
    browser: Browser, restartable: RestartableEnvironment
) -> None:
    async with AsyncExitStack() as stack:
        async with restartable.instance.run(end_signal=signal.SIGTERM) as hass_client:
            await hass_client.started()
            environment = restartable.card_environment(hass_client)
            path = await environment.show(CARD)
            kept_open, reopened = [
                await stack.enter_async_context(browser_session(browser, environment.url, *ADMINISTRATOR))
                for _ in range(2)
            ]
            await kept_open.open_dashboard(path)
            old_urls = await poster_urls(kept_open)
            await reopened.open_dashboard(path)
            await reopened.page.goto("about:blank")  # the card's file stays in the browser's cache
            reopened.traffic.responses.clear()
        await expect(kept_open.card.locator(".head .name")).to_have_text("Attic")
        await poster_urls(kept_open)

        async with restartable.instance.run(end_signal=signal.SIGTERM) as hass_client:
            environment = restartable.card_environment(hass_client)
            await reopened.page.goto(environment.url + path, wait_until="commit")
            assert (await hass_client.command("get_config"))["state"] != "RUNNING"
            for session in (kept_open, reopened):
                await expect(session.card.locator(".head .line")).to_contain_text(
                    "Online", timeout=RECONNECT_TIMEOUT_MS
                )
            await hass_client.started()
            await environment.finish_download("movies", "New.Dawn.2020.1080p", "New.Dawn.2020.1080p.mkv")
            for session in (kept_open, reopened):
                await expect(session.row("Dawn").locator(".line")).to_contain_text("In Plex")
                await expect(session.row("Dawn").locator("img")).to_have_class("loaded")
                await expect(session.card.locator(".posters li").first).to_contain_text("New Dawn")
                urls = await poster_urls(session)
                assert not signatures(urls) & signatures(old_urls)
                assert {(await session.context.request.get(url)).status for url in urls} == {200}
                assert len(session.traffic.page_loads) == 1
                assert session.errors == []
            assert await login_failures(hass_client) == []


async def login_failures(hass_client: HomeAssistantClient) -> list[str]:
    notifications = await hass_client.command("persistent_notification/get")
    return [message for notification in notifications if "login" in (message := notification["message"])]


async def test_card_recovers_when_the_integration_is_enabled_again(
    browser: Browser, environment: CardEnvironment
) -> None:
    hass_client, entry_id = environment.hass_client, environment.instance.entry_id
    path = await environment.show(CARD, {**CARD, "entry_id": entry_id})
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        all_servers, one_server = [session.page.locator("plex-arrivals-card").nth(index) for index in range(2)]
        await expect(one_server.locator(".head .name")).to_have_text("Attic")
        try:
            await hass_client.command("config_entries/disable", entry_id=entry_id, disabled_by="user")
            for card in (all_servers, one_server):
                await expect(card).to_contain_text("Attic is disabled")
                await expect(card).to_contain_text("Enable it under Settings > Devices & services")
        finally:
            await hass_client.command("config_entries/disable", entry_id=entry_id, disabled_by=None)
        for card in (all_servers, one_server):
            await expect(card.locator(".head .name")).to_have_text("Attic")
            await expect(card.locator(".head .line")).to_contain_text("Online")
            await card.locator(".poster").first.scroll_into_view_if_needed()
            await expect(card.locator(".posters img").first).to_have_class("loaded")
        assert len(session.traffic.page_loads) == 1
        assert session.errors == []


async def test_card_links_to_sign_in_when_plex_rejects_the_token(
    browser: Browser, environment: CardEnvironment
) -> None:
    plex = environment.plex.server
    path = await environment.show(CARD)
    valid_token, plex.token = plex.token, "another"
    try:
        async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
            await session.open_dashboard(path)
            await environment.finish_download("movies", "Yellow.Ember.2021.1080p", "Yellow.Ember.2021.1080p.mkv")
            sign_in = session.card.get_by_role("link", name="Sign in again")
            await expect(sign_in).to_be_visible()
            await expect(session.row("Ember").locator(".line")).to_contain_text("Waiting · Plex is not available")
            await sign_in.click()
            await expect(session.page.get_by_text("Needs attention").first).to_be_visible()
            assert session.errors == []
    finally:
        plex.token = valid_token
        await environment.hass_client.act("homeassistant.reload_config_entry", entity_id="binary_sensor.attic_online")


async def test_card_links_to_the_repair_of_a_failed_download(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    await environment.hass_client.report("nowhere/handbook")
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        await session.row("handbook").get_by_role("link", name="Fix").click()
        await expect(session.page.get_by_text("No library for handbook")).to_be_visible()
        assert session.errors == []
    await environment.forget_failures()


async def test_poster_with_an_invalid_signature_is_no_failed_login(
    browser: Browser, environment: CardEnvironment
) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        url = (await poster_urls(session))[0]
        anonymous_context = await browser.new_context()
        try:
            page = await anonymous_context.new_page()
            assert (response := await page.goto(f"{url[:-1]}9")) is not None
            assert response.status == 200, "the size is not signed"
            signature = signatures([url]).pop()
            for invalid_url in (url.replace(signature, "x"), url.replace("/artwork/", "/artwork/0")):
                assert (response := await page.goto(invalid_url)) is not None
                assert response.status == 403
        finally:
            await anonymous_context.close()
    assert await login_failures(environment.hass_client) == []
