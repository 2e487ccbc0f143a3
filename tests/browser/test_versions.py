"""A card that is older or newer than the integration, as after an update without reloading the page."""

import json
from pathlib import Path

from playwright.async_api import Browser, WebSocketRoute, expect
import pytest

import custom_components.plex_arrivals as integration
from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

VERSION = json.loads((Path(integration.__file__).parent / "manifest.json").read_text())["version"]


@pytest.mark.parametrize(
    ("version", "message", "button"),
    [
        ("99.0.0", "Plex Arrivals was updated", "Reload"),
        ("0.0.1", "This card needs a newer version of Plex Arrivals", None),
    ],
)
async def test_version_mismatch_shows_notice(
    browser: Browser, environment: CardEnvironment, version: str, message: str, button: str | None
) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:

        def replace_version(route: WebSocketRoute) -> None:
            server = route.connect_to_server()
            server.on_message(
                lambda content: route.send(str(content).replace(f'"version":"{VERSION}"', f'"version":"{version}"'))
            )

        await session.page.route_web_socket("**/api/websocket", replace_version)
        await session.open(path)
        notice = session.card.locator(".notice")
        await expect(notice).to_contain_text(message)
        await expect(notice.get_by_role("button")).to_have_text([button] if button else [])
        await expect(session.card.locator(".head").last).to_contain_text("Attic")
