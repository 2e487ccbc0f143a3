"""The Plex token never reaches the browser, and the browser connects only to Home Assistant."""

import asyncio
from pathlib import Path
import re
from urllib.parse import urlsplit

from playwright.async_api import Browser, Route, expect

from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

from .browser_data import KINDS, browser_data, kinds_containing, page_text

OPTIONS = (
    ("Map folders to libraries",),
    ("Choose download clients",),
    ("Set up webhook", "qBittorrent"),
    ("Configure entities and links",),
)
CANARY = "cAnArY-w0rd"
"""A text that the test puts into all kinds of browser data."""
_ADD_CANARY = """async (canary) => {
  localStorage.setItem("canary", canary);
  sessionStorage.setItem("canary", canary);
  document.cookie = `canary=${canary}`;
  const request = indexedDB.open("canary");
  await new Promise((resolve) => {
    request.onupgradeneeded = () => request.result.createObjectStore("canary").put(canary, 1);
    request.onsuccess = resolve;
  });
  request.result.close();
  const shadow = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
  shadow.appendChild(document.createElement("input")).value = canary;
  await (await fetch("/canary", { method: "POST", body: canary })).text();
}"""


async def navigate(session: BrowserSession, path: str) -> None:
    """Navigate within the frontend, without a reload that would discard the recorded traffic."""
    await session.page.evaluate(
        """(path) => {
          history.pushState(null, "", path);
          window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
        }""",
        path,
    )


async def integration_pages(
    session: BrowserSession, environment: CardEnvironment, diagnostics: Path
) -> list[tuple[str, str]]:
    """Open the integration's pages and dialogs, and save its diagnostics; return the text of each."""
    page = session.page
    row = page.locator("ha-config-entry-row")
    dialog = page.locator("dialog-data-entry-flow")
    pages = []
    await navigate(session, "/config/integrations/integration/plex_arrivals")
    await row.get_by_text("Attic").first.wait_for()
    pages.append(await page_text(session))
    for path in OPTIONS:
        await row.locator("ha-icon-button[slot=end]").first.click()
        for item in path:
            await dialog.locator("ha-list-item").filter(has_text=item).first.click()
        await dialog.locator("ha-form").wait_for()
        pages.append(await page_text(session))
        await dialog.locator("[data-dialog=close], [slot=headerNavigationIcon]").first.click()
        await dialog.locator("ha-form").wait_for(state="hidden")
    menu = row.locator("ha-dropdown").first
    await menu.locator("ha-icon-button").click()
    await menu.locator("[value=reconfigure]").click()
    await dialog.locator("ha-form").wait_for()
    await expect(dialog.locator("input").first).to_have_value(environment.plex.server.url)
    pages.append(await page_text(session))
    await dialog.locator("[data-dialog=close], [slot=headerNavigationIcon]").first.click()
    await dialog.locator("ha-form").wait_for(state="hidden")
    await menu.locator("ha-icon-button").click()
    async with page.expect_download() as download:
        await menu.locator("[value=diagnostics]").click()
    await (await download.value).save_as(diagnostics)
    pages.append(("page diagnostics", await asyncio.to_thread(diagnostics.read_text)))
    devices = await environment.hass_client.command("config/device_registry/list")
    device_id = next(device["id"] for device in devices if environment.instance.entry_id in device["config_entries"])
    await navigate(session, f"/config/devices/device/{device_id}")
    await page.get_by_text("Last arrival poster").first.wait_for()
    return [*pages, await page_text(session)]


async def test_token_is_not_in_the_browser(browser: Browser, environment: CardEnvironment, tmp_path: Path) -> None:
    plex = environment.plex.server
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        await environment.finish_download("movies", "Quiet.Harbor.2022.1080p", "Quiet.Harbor.2022.1080p.mkv")
        await expect(session.row("Quiet").locator(".line")).to_contain_text("In Plex")
        await session.row("Quiet").locator("img.loaded").wait_for()
        await session.card.locator(".posters img.loaded").nth(2).wait_for()
        pages = [
            await page_text(session),
            *await integration_pages(session, environment, tmp_path / "diagnostics.json"),
        ]
        data = [*pages, *await browser_data(session)]

        assert plex.token in {request.headers.get("X-Plex-Token") for request in plex.requests}
        assert [source for source, text in data if plex.token.casefold() in text.casefold()] == []
        # the search finds other data of the server
        assert {"websocket", "page"} <= kinds_containing(data, plex.identity.name)

        home_assistant = urlsplit(environment.url).netloc
        # the diagnostics were read from the saved file
        assert [url for url in session.traffic.unreadable_urls if "/api/diagnostics/" not in url] == []
        urls = [urlsplit(url) for url in session.traffic.requested_urls]
        assert {url.netloc for url in urls if url.scheme not in ("data", "blob")} == {home_assistant}
        folders = {url.path.rpartition("/")[0] for url in urls if "plex" in url.path}
        assert {re.sub("^/plex_arrivals/[^/]+$", "/plex_arrivals/<version>", folder) for folder in folders} == {
            "/plex_arrivals/<version>",
            "/api/brands/integration/plex_arrivals",
            f"/api/plex_arrivals/artwork/{environment.instance.entry_id}",
        }


async def test_search_covers_all_kinds_of_browser_data(browser: Browser, environment: CardEnvironment) -> None:
    async def fulfill(route: Route) -> None:
        await route.fulfill(body=CANARY, headers={"X-Canary": CANARY})

    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(await environment.show(CARD))
        assert kinds_containing(await browser_data(session), CANARY) == set()
        await session.page.route("**/canary", fulfill)
        await session.page.evaluate(_ADD_CANARY, CANARY)
        await environment.hass_client.act("persistent_notification.create", message=CANARY, notification_id="canary")
        await expect(session.page.locator("ha-sidebar .badge").first).to_have_text("1")
        await environment.hass_client.act("persistent_notification.dismiss", notification_id="canary")
        assert kinds_containing(await browser_data(session), CANARY) == KINDS
