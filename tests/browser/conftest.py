"""Fixtures: a real Home Assistant with its frontend and the integration, a Plex stand-in, and Chromium.

The tests share them and one event loop. Each test restores what it changes in Plex.
"""

from collections.abc import AsyncGenerator
import os

from playwright.async_api import Browser, expect
import pytest
import pytest_asyncio
import pytest_socket

from testing.browser.chromium import chromium, find_chromium
from testing.browser.session import TIMEOUT_MS
from testing.card_environment import CardEnvironment, run_card_environment

expect.set_options(timeout=TIMEOUT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of this folder in one event loop."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(autouse=True)
def _enable_custom_integrations() -> None:
    """Override a fixture that needs Home Assistant in this process."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """Override a check that shared fixtures would fail, as they remain after each test."""


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Allow sockets for the Plex stand-in in this process."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncGenerator[Browser]:
    """Run Chromium; skip the test if it is not installed, but fail it in CI."""
    if not find_chromium():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is missing (Debian: apt-get install chromium)")
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def environment(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[CardEnvironment]:
    """Run Home Assistant and Plex, before the first delivery."""
    pytest_socket.enable_socket()
    async with run_card_environment(tmp_path_factory.mktemp("environment")) as environment:
        yield environment
