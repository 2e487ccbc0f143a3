"""A Home Assistant in its own process, set up for a Plex in the process of the tests, which control it."""

from pathlib import Path

import pytest

from testing.home_assistant.instance import HomeAssistantInstance
from testing.plex_server import PlexServer


@pytest.fixture(autouse=True)
def _enable_custom_integrations() -> None:
    """Home Assistant is not in this process."""


@pytest.fixture(scope="module")
def prepared() -> list[HomeAssistantInstance]:
    """The instance that the first test prepares and every test copies."""
    return []


@pytest.fixture
async def instance(
    prepared: list[HomeAssistantInstance], plex: PlexServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> HomeAssistantInstance:
    """Return an instance with the integration set up for the Plex; neither is running."""
    if not prepared:
        prepared.append(await HomeAssistantInstance.prepare(tmp_path_factory.mktemp("prepared") / "config", plex))
        plex.requests.clear()
    return prepared[0].copy_to(tmp_path / "config")
