"""The card shows malicious content from Plex as text, without links."""

from playwright.async_api import Browser, WebSocketRoute, expect

from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

HTML = "<img src=x onerror=window.attacked=1>"
SCRIPT = "javascript:window.attacked=1//"


def _inject(route: WebSocketRoute) -> None:
    """Inject malicious content into websocket messages, which Home Assistant itself does not send."""
    server = route.connect_to_server()
    server.on_message(
        lambda message: route.send(str(message).replace("Clay Harbor", HTML).replace('url":"http', f'url":"{SCRIPT}'))
    )


async def test_html_is_shown_as_text_and_scripts_are_not_linked(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show({**CARD, "tap_action": "url"})
    await environment.finish_download("movies", "Clay.Harbor.2019.1080p", "Clay.Harbor.2019.1080p.mkv")
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        await expect(session.row("Clay Harbor").get_by_role("link", name="View in Plex")).to_have_count(1)
        assert await session.card.locator("a.poster").count()
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.page.route_web_socket("**/api/websocket", _inject)
        await session.open_dashboard(path)
        await expect(session.row(HTML).locator(".name")).to_have_text(f"{HTML} (2019)")
        await expect(session.card.locator(".poster").filter(has_text=HTML)).to_have_count(1)
        assert await session.card.locator("a").count() == 0
        assert await session.page.evaluate("window.attacked") is None
        assert session.errors == []
