"""The limit of cached signed paths."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest

from custom_components.plex_arrivals.plex.models import PlexMediaItem
from custom_components.plex_arrivals.posters import signed_paths
from custom_components.plex_arrivals.posters.signed_paths import SignedPaths

MOST = 10


@pytest.fixture
async def paths(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> SignedPaths:
    assert await async_setup_component(hass, "http", {})
    monkeypatch.setattr(signed_paths, "MAX_PATHS", MOST)
    return SignedPaths(hass, "entry", timedelta(hours=12))


def path(paths: SignedPaths, number: int) -> str | None:
    return paths.path(PlexMediaItem(id=f"{number}", type="movie", title="", url="", artwork="1"), f"{number}")


async def test_used_paths_stay_the_same(paths: SignedPaths, freezer: FrozenDateTimeFactory) -> None:
    used = path(paths, 0)
    for number in range(1, 5 * MOST):
        freezer.tick(timedelta(seconds=2))  # a signature differs if it is made in another second
        path(paths, number)
        assert path(paths, 0) == used
    assert len(paths._paths) == MOST


async def test_expired_paths_are_removed(paths: SignedPaths, freezer: FrozenDateTimeFactory) -> None:
    for number in range(MOST):
        path(paths, number)
    freezer.tick(timedelta(hours=7))
    path(paths, 0)
    assert len(paths._paths) == 1
