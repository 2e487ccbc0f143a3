"""A real Home Assistant with its real pages, the integration and a Plex that has something, seen in a real browser.

All tests share one of each: they run in one event loop, and leave Plex running and as they found it.
"""

from collections.abc import AsyncGenerator
import os

from playwright.async_api import Browser, expect
import pytest
import pytest_asyncio
import pytest_socket

from testing.browser.chromium import chromium, installed
from testing.browser.session import LOAD_MS
from testing.card_environment import CardEnvironment, run_card_environment

expect.set_options(timeout=LOAD_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of this folder in one event loop."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(autouse=True)
def _enable_custom_integrations() -> None:
    """Home Assistant is not in this process."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """What the tests share outlives each of them."""


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Plex is in this process."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncGenerator[Browser]:
    if not installed():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is missing (Debian: apt-get install chromium)")
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def environment(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[CardEnvironment]:
    """Return a running home, in which nothing has arrived yet but what Plex had before."""
    pytest_socket.enable_socket()
    async with run_card_environment(tmp_path_factory.mktemp("environment")) as environment:
        yield environment
