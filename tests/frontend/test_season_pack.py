"""A season that is added at once is one of the recently added ones, with the right number of episodes."""

from pathlib import Path
from typing import Any, override

from aiohttp import web
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from testing.plex_server import Fault, PlexServer
from testing.plex_server.faults import Rule
from tests.running.card import Card, Cards
from tests.running.conftest import may_read

from .conftest import opened

SHOWS = "/library/sections/2/all"
SHOWS_ADDED = "sensor.attic_shows_recently_added"
LIMIT = 10


def add_episodes(plex_server: PlexServer, tmp_path: Path, show: str, count: int) -> None:
    folder = tmp_path / "shows" / show / "Season 02"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"{show} - S02E{number:02}.mkv").write_bytes(b"x")
    plex_server.scan_now(plex_server.catalog.libraries["2"])


async def fetch(entry: MockConfigEntry, plex_server: PlexServer) -> list[int]:
    """Fetch the list of shows; return how many episodes were requested at a time."""
    coordinator = entry.runtime_data.coordinator
    plex_server.requests.clear()
    await coordinator._recently_added.fetch_library("2")
    coordinator._async_push()
    return [int(one.query["X-Plex-Container-Size"]) for one in plex_server.requests if one.path == SHOWS]


def shown(card: Card) -> list[dict[str, Any]]:
    (one,) = card.shown.values()
    return [item for item in one["server"]["recently_added"] if item["library"] in (None, "Shows")]


def posters(card: Card) -> list[tuple[str, int | None]]:
    """Return the show of each season, and how many episodes of it were added."""
    return list(dict.fromkeys((item["show"], item["group_size"]) for item in shown(card)))


class FurtherPages(Rule):
    """A fault for all pages of a list but the first one."""

    @override
    def matches(self, request: web.Request) -> bool:
        return request.query.get("X-Plex-Container-Start") != "0" and super().matches(request)


@pytest.fixture
def _shows(plex_server: PlexServer, tmp_path: Path) -> None:
    """Add an episode each of other shows."""
    for number in range(12):
        add_episodes(plex_server, tmp_path, f"Show {number:02}", 1)


@pytest.mark.usefixtures("_shows")
async def test_season_pack(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, plex_server: PlexServer, tmp_path: Path
) -> None:
    add_episodes(plex_server, tmp_path, "Night Ferry", 24)
    assert await fetch(loaded, plex_server) == [LIMIT, 4 * LIMIT]
    card = await opened(await cards())
    others = [(f"Show {number:02}", 1) for number in range(11, 2, -1)]
    assert posters(card) == [("Night Ferry", 24), *others]
    listed = [item["show"] for item in shown(card) if item["in_list"]]
    assert listed == ["Night Ferry"] * LIMIT, "singly, no episode is left out"
    assert len(shown(card)) == LIMIT + len(others)
    state = hass.states.get(SHOWS_ADDED)
    assert state
    assert [item["episode"] for item in state.attributes["items"]] == list(range(24, 14, -1))


@pytest.mark.usefixtures("_shows")
async def test_pack_of_more_than_can_be_listed(
    loaded: MockConfigEntry, cards: Cards, plex_server: PlexServer, tmp_path: Path
) -> None:
    add_episodes(plex_server, tmp_path, "Night Ferry", 60)
    add_episodes(plex_server, tmp_path, "Copper Tide", 2)
    assert await fetch(loaded, plex_server) == [LIMIT, 4 * LIMIT]
    assert posters(await opened(await cards())) == [("Copper Tide", 2), ("Night Ferry", None)]


@pytest.mark.usefixtures("_shows")
async def test_list_ends_within_a_season(
    loaded: MockConfigEntry, cards: Cards, plex_server: PlexServer, tmp_path: Path
) -> None:
    add_episodes(plex_server, tmp_path, "Night Ferry", 24)
    for number in range(7):
        add_episodes(plex_server, tmp_path, f"New show {number}", 1)
    assert await fetch(loaded, plex_server) == [LIMIT, 4 * LIMIT]
    assert posters(await opened(await cards()))[7:9] == [("Night Ferry", 24), ("Show 11", 1)]


@pytest.mark.usefixtures("_shows")
async def test_rest_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, plex_server: PlexServer, tmp_path: Path
) -> None:
    add_episodes(plex_server, tmp_path, "Night Ferry", 24)
    plex_server.faults.rules.append(FurtherPages(Fault.STATUS(500), SHOWS, None, lambda _rule: None))
    assert await fetch(loaded, plex_server) == [LIMIT, 4 * LIMIT]
    assert posters(await opened(await cards())) == [("Night Ferry", None)]


async def test_weekly_episodes_take_one_request(
    loaded: MockConfigEntry, cards: Cards, plex_server: PlexServer, tmp_path: Path
) -> None:
    for week in range(1, 5):
        for show in range(6):
            add_episodes(plex_server, tmp_path, f"Show {show}", week)
    assert await fetch(loaded, plex_server) == [LIMIT]
    listed = posters(await opened(await cards()))
    assert [show for show, _size in listed] == [f"Show {show}" for show in range(5, -1, -1)]
    assert [size for _show, size in listed] == [2, 2, 2, None, 1, 1], "the list ends with the fourth one's"


async def test_who_may_read_the_list_of_the_server_only(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    cards: Cards,
    plex_server: PlexServer,
    tmp_path: Path,
    hass_admin_user: MockUser,
) -> None:
    """Beyond that list, nothing is shown or counted."""
    add_episodes(plex_server, tmp_path, "Night Ferry", 24)
    await fetch(loaded, plex_server)
    may_read(hass_admin_user, "sensor.attic_recently_added", "binary_sensor.attic_online")
    card = await opened(await cards())
    assert len(shown(card)) == LIMIT
    assert posters(card) == [("Night Ferry", None)]


async def test_reload_keeps_the_list(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, plex_server: PlexServer, tmp_path: Path
) -> None:
    add_episodes(plex_server, tmp_path, "Night Ferry", 24)
    await fetch(loaded, plex_server)
    plex_server.fail(Fault.REFUSE)
    await hass.config_entries.async_reload(loaded.entry_id)
    assert posters(await opened(await cards())) == [("Night Ferry", 24), ("Harbour Watch", 2)]
