"""The shared Home Assistant with deliveries of every kind, and a session that shows them."""

from collections.abc import AsyncGenerator

from playwright.async_api import Browser
import pytest_asyncio
import pytest_socket

from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CardEnvironment
from testing.plex_server import Fault
from testing.waiting import until

from .deliveries import MISSING, PACK, UNMATCHED


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def filled_environment(environment: CardEnvironment) -> AsyncGenerator[CardEnvironment]:
    """Add deliveries that are available, upgraded, a pack, unmatched and missing."""
    pytest_socket.enable_socket()  # package fixtures run before those of a test
    pack = f"{PACK.replace(' ', '.')}.S01"
    rule = environment.plex.server.fail(Fault.STATUS(403), "/library/sections/3/refresh")
    failing = [
        await environment.hass_client.report(f"other/{UNMATCHED}"),
        await environment.finish_download("music", MISSING, "01 - Lamp.flac"),
    ]
    successful = [
        await environment.finish_download("movies", "Lighthouse.Keeping.2024", "Lighthouse.Keeping.2024.mkv"),
        await environment.finish_download("movies", "Seven.Kites.2023.2160p", "Seven.Kites.2023.2160p.mkv"),
        await environment.finish_download("shows", pack, *(f"{pack}E{number:02}.mkv" for number in range(1, 5))),
    ]

    final_states = {"available", "unmatched", "missing"}
    await until(
        lambda: (
            {*failing, *successful}
            <= {event["delivery_id"] for event in environment.hass_client.announced if event["state"] in final_states}
        ),
        30,
    )
    rule.lift()
    yield environment
    await environment.forget_failures()


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def session(browser: Browser, filled_environment: CardEnvironment) -> AsyncGenerator[BrowserSession]:
    """Return a signed-in session that several tests share, so that Home Assistant's frontend is cached."""
    pytest_socket.enable_socket()
    async with browser_session(browser, filled_environment.url, *ADMINISTRATOR) as session:
        yield session
