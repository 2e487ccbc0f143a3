"""Another Home Assistant, with media players and deliveries, and a session that shows them."""

from collections.abc import AsyncGenerator

from playwright.async_api import Browser
import pytest
import pytest_asyncio
import pytest_socket

from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CardEnvironment, run_card_environment
from testing.waiting import until

from .dialog import LARGE_CARD, PACK, UNMATCHED


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def environment(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[CardEnvironment]:
    """Run another Home Assistant, with media players, a movie, a season and a failed delivery."""
    pytest_socket.enable_socket()
    async with run_card_environment(tmp_path_factory.mktemp("environment"), plex_players=True) as environment:
        episodes = (f"Night.Ferry.S02E{number:02}.1080p.mkv" for number in (1, 2, 3))
        deliveries = {
            await environment.finish_download("movies", "Copper.Sky.2024.1080p", "Copper.Sky.2024.1080p.mkv"),
            await environment.finish_download("shows", PACK, *episodes),
            await environment.hass_client.report(f"other/{UNMATCHED}"),
        }
        ends = {"available", "unmatched"}
        await until(
            lambda: (
                deliveries <= {one["delivery_id"] for one in environment.hass_client.announced if one["state"] in ends}
            ),
            30,
        )
        yield environment


@pytest_asyncio.fixture(loop_scope="session")
async def session(browser: Browser, environment: CardEnvironment) -> AsyncGenerator[BrowserSession]:
    """Return a signed-in session with the card."""
    path = await environment.show(LARGE_CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        yield session
