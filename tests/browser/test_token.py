"""Plex's token never comes to a browser, and the browser speaks with Home Assistant only."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, Route, expect

from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

from .places import KINDS, kinds, page_of, places

OPTIONS = (
    "Map folders to libraries",
    "Choose download clients",
    "Set up webhook",
    "Configure entities and links",
)
PLANTED = "pLaNtEd-w0rd"
_PLANT = """async (word) => {
  localStorage.setItem("planted", word);
  sessionStorage.setItem("planted", word);
  document.cookie = `planted=${word}`;
  const opening = indexedDB.open("planted");
  await new Promise((done) => {
    opening.onupgradeneeded = () => opening.result.createObjectStore("words").put(word, 1);
    opening.onsuccess = done;
  });
  opening.result.close();
  const shadow = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
  shadow.appendChild(document.createElement("input")).value = word;
  await (await fetch("/planted", { method: "POST", body: word })).text();
}"""


async def goes(person: BrowserSession, path: str) -> None:
    """Go to a page as a click on a link in Home Assistant does: the browser keeps what was exchanged before."""
    await person.page.evaluate(
        """(path) => {
          history.pushState(null, "", path);
          window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
        }""",
        path,
    )


async def looks_around(person: BrowserSession, environment: CardEnvironment, downloaded: Path) -> list[tuple[str, str]]:
    """Open the integration's pages and dialogs, and save its diagnostics; return what was on each."""
    page = person.page
    row = page.locator("ha-config-entry-row")
    dialog = page.locator("dialog-data-entry-flow")
    seen = []
    await goes(person, "/config/integrations/integration/plex_arrivals")
    await row.get_by_text("Attic").first.wait_for()
    seen.append(await page_of(person))
    for name in OPTIONS:
        await row.locator("ha-icon-button[slot=end]").first.click()
        await dialog.locator("ha-list-item").filter(has_text=name).first.click()
        await dialog.locator("ha-form").wait_for()
        seen.append(await page_of(person))
        await dialog.locator("[data-dialog=close], [slot=headerNavigationIcon]").first.click()
        await dialog.locator("ha-form").wait_for(state="hidden")
    menu = row.locator("ha-dropdown").first
    await menu.locator("ha-icon-button").click()
    await menu.locator("[value=reconfigure]").click()
    await dialog.locator("ha-form").wait_for()
    await expect(dialog.locator("input").first).to_have_value(environment.plex.server.url)
    seen.append(await page_of(person))
    await dialog.locator("[data-dialog=close], [slot=headerNavigationIcon]").first.click()
    await dialog.locator("ha-form").wait_for(state="hidden")
    await menu.locator("ha-icon-button").click()
    async with page.expect_download() as download:
        await menu.locator("[value=diagnostics]").click()
    await (await download.value).save_as(downloaded)
    seen.append(("page diagnostics", await asyncio.to_thread(downloaded.read_text)))
    devices = await environment.hass_client.command("config/device_registry/list")
    device = next(one["id"] for one in devices if environment.instance.entry_id in one["config_entries"])
    await goes(person, f"/config/devices/device/{device}")
    await page.get_by_text("Last arrival poster").first.wait_for()
    return [*seen, await page_of(person)]


async def test_token_is_nowhere_in_the_browser(browser: Browser, environment: CardEnvironment, tmp_path: Path) -> None:
    plex = environment.plex.server
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.open_dashboard(path)
        await environment.finish_download("movies", "Quiet.Harbor.2022.1080p", "Quiet.Harbor.2022.1080p.mkv")
        await expect(person.row("Quiet").locator(".line")).to_contain_text("In Plex")
        await person.row("Quiet").locator("img.loaded").wait_for()
        await person.card.locator(".posters img.loaded").nth(2).wait_for()
        seen = [await page_of(person), *await looks_around(person, environment, tmp_path / "diagnostics.json")]
        found = [*seen, *await places(person)]

        assert plex.token in {one.headers.get("X-Plex-Token") for one in plex.requests}
        assert [place for place, text in found if plex.token.casefold() in text.casefold()] == []
        # and it is there that it would have been found
        assert {"websocket", "page"} <= kinds(found, plex.identity.name)

        home = urlsplit(environment.url).netloc
        assert [one for one in person.traffic.unread if "/api/diagnostics/" not in one] == [], "that was saved instead"
        asked = [urlsplit(one) for one in person.traffic.asked]
        assert {one.netloc for one in asked if one.scheme not in ("data", "blob")} == {home}
        assert {one.path.rpartition("/")[0] for one in asked if "plex" in one.path} == {
            "/plex_arrivals",
            "/api/brands/integration/plex_arrivals",
            f"/api/plex_arrivals/artwork/{environment.instance.entry_id}",
        }


async def test_the_search_finds_what_is_there(browser: Browser, environment: CardEnvironment) -> None:
    async def answer(route: Route) -> None:
        await route.fulfill(body=PLANTED, headers={"X-Planted": PLANTED})

    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.open_dashboard(await environment.show(CARD))
        assert kinds(await places(person), PLANTED) == set()
        await person.page.route("**/planted", answer)
        await person.page.evaluate(_PLANT, PLANTED)
        await environment.hass_client.act("persistent_notification.create", message=PLANTED, notification_id="planted")
        await expect(person.page.locator("ha-sidebar .badge").first).to_have_text("1")
        await environment.hass_client.act("persistent_notification.dismiss", notification_id="planted")
        assert kinds(await places(person), PLANTED) == KINDS
