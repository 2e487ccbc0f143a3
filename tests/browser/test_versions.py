"""A card that is older or newer than what it speaks with: a browser keeps its card until the page is loaded again."""

import json
from pathlib import Path

from playwright.async_api import Browser, WebSocketRoute, expect
import pytest

import custom_components.plex_arrivals as integration
from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

VERSION = json.loads((Path(integration.__file__).parent / "manifest.json").read_text())["version"]


@pytest.mark.parametrize(
    ("theirs", "said", "offered"),
    [
        ("99.0.0", "Plex Arrivals was updated", "Reload"),
        ("0.0.1", "This card needs a newer version of Plex Arrivals", None),
    ],
)
async def test_version_mismatch_shows_notice(
    browser: Browser, environment: CardEnvironment, theirs: str, said: str, offered: str | None
) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:

        def replace_version(socket: WebSocketRoute) -> None:
            server = socket.connect_to_server()
            server.on_message(
                lambda message: socket.send(str(message).replace(f'"version":"{VERSION}"', f'"version":"{theirs}"'))
            )

        await person.page.route_web_socket("**/api/websocket", replace_version)
        await person.open(path)
        notice = person.card.locator(".notice")
        await expect(notice).to_contain_text(said)
        await expect(notice.get_by_role("button")).to_have_text([offered] if offered else [])
        await expect(person.card.locator(".head").last).to_contain_text("Attic")
