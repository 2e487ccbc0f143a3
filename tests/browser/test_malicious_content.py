"""The card shows malicious content from Plex as text, without links."""

from playwright.async_api import Browser, WebSocketRoute, expect

from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

HTML = "<img src=x onerror=window.harmed=1>"
SCRIPT = "javascript:window.harmed=1//"


def _inject(browsers: WebSocketRoute) -> None:
    """Inject malicious content into websocket messages, as Home Assistant would not send it itself."""
    server = browsers.connect_to_server()
    server.on_message(
        lambda said: browsers.send(str(said).replace("Clay Harbor", HTML).replace('"url":"http', f'"url":"{SCRIPT}'))
    )


async def test_texts_stay_texts_and_scripts_are_no_links(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    await environment.finish_download("movies", "Clay.Harbor.2019.1080p", "Clay.Harbor.2019.1080p.mkv")
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.open_dashboard(path)
        await expect(person.row("Clay Harbor").get_by_role("link", name="View in Plex")).to_have_count(1)
        assert await person.card.locator("a.poster").count()
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.page.route_web_socket("**/api/websocket", _inject)
        await person.open_dashboard(path)
        await expect(person.row(HTML).locator(".name")).to_have_text(HTML)
        await expect(person.card.locator(".poster").filter(has_text=HTML)).to_have_count(1)
        assert await person.card.locator("a").count() == 0
        assert await person.page.evaluate("window.harmed") is None
        assert person.complaints == []
