"""What running downloads are, as an importer says, with their posters."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from testing.importers import Episodes, Sonarr
from testing.plex_server import Item, PlexServer
from testing.waiting import until
from tests.downloads.fake_clients import HASH, QBittorrentServer
from tests.importers import importer_set_up

from .card import Card, Cards
from .conftest import add, listed_payloads, update
from .test_running import shown

RELEASE = "hrbr.s02e05.1080p"
EPISODE = Episodes(title="Harbour Watch", season=2, numbers=(5,), tvdb_id=4711)
TITLE = "Harbour Watch · S02E05"
SEARCH = "/library/all"


@pytest.fixture
async def sonarr(hass: HomeAssistant, loaded: MockConfigEntry, tmp_path: Path) -> AsyncIterator[Sonarr]:
    """Return a Sonarr that has begun to download an episode."""
    sonarr = Sonarr(tmp_path / "library", version="4.0.15")
    sonarr.grab(HASH, RELEASE, EPISODE, tmp_path / RELEASE, quality="WEBDL-1080p")
    async with importer_set_up(hass, sonarr):
        yield sonarr


@pytest.fixture
def show(plex_server: PlexServer) -> Item:
    """Return the show as it is in Plex."""
    return next(item for item in plex_server.catalog.items.values() if item.type == "show")


async def opened(cards: Cards) -> Card:
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")
    return card


async def poster_of(card: Card, entry: MockConfigEntry) -> str:
    """Return the path of the poster of the only running download, once it has one."""

    def artwork() -> Any:
        running = card.shown[entry.entry_id]["running"]
        return running and running[0]["artwork"]

    await card.until(artwork)
    return str(artwork())


@pytest.mark.usefixtures("sonarr")
async def test_title_and_media(hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer) -> None:
    qbittorrent.run(name=RELEASE)
    await add(hass, qbittorrent)
    [row] = await listed_payloads(loaded, [TITLE])
    assert row["download"]["name"] == RELEASE
    assert row["media"] == {
        "type": "show",
        "title": "Harbour Watch",
        "year": 2010,
        "season": 2,
        "episodes": [5],
        "episode_title": row["media"]["episode_title"],
        "album": None,
        "quality": "WEBDL-1080p",
        "is_upgrade": False,
        "from_name": False,
    }
    await until(lambda: shown(hass).attributes["downloads"])
    [listed] = shown(hass).attributes["downloads"]
    assert (listed["name"], listed["media"]) == (TITLE, row["media"])


async def test_media_comes_when_importer_is_set_up(
    hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer, tmp_path: Path
) -> None:
    qbittorrent.run(name=RELEASE)
    await add(hass, qbittorrent)
    await listed_payloads(loaded, [RELEASE])
    sonarr = Sonarr(tmp_path / "library", version="3.0.10")
    sonarr.grab(HASH, RELEASE, EPISODE, tmp_path / RELEASE)
    async with importer_set_up(hass, sonarr):
        await listed_payloads(loaded, [TITLE])


@pytest.mark.usefixtures("sonarr")
async def test_poster_of_plex(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    qbittorrent: QBittorrentServer,
    cards: Cards,
    plex_server: PlexServer,
    show: Item,
    hass_client: ClientSessionGenerator,
) -> None:
    show.external_ids = ("imdb://tt1", "tvdb://4711")
    plex_server.requests.clear()
    card = await opened(cards)
    qbittorrent.run(name=RELEASE)
    entry = await add(hass, qbittorrent)
    path = await poster_of(card, loaded)
    assert f"/artwork/{loaded.entry_id}/{show.rating_key}?v={show.thumb_version}" in path
    response = await (await hass_client()).get(path)
    assert response.content_type.startswith("image/")
    await until(lambda: (rows := shown(hass).attributes["downloads"]) and rows[0]["artwork"])
    assert f"/{show.rating_key}?" in shown(hass).attributes["downloads"][0]["artwork"]

    qbittorrent.run("b" * 40, name="another", eta=1)
    await update(entry)
    await listed_payloads(loaded, ["another", TITLE])
    assert [request.path for request in plex_server.requests].count(SEARCH) == 1


async def test_poster_of_importer(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    qbittorrent: QBittorrentServer,
    cards: Cards,
    sonarr: Sonarr,
    plex_server: PlexServer,
    show: Item,
    hass_client: ClientSessionGenerator,
) -> None:
    """Plex has a show of that name, but not that one."""
    show.external_ids = ("tvdb://1",)
    card = await opened(cards)
    qbittorrent.run(name=RELEASE)
    await add(hass, qbittorrent)
    path = await poster_of(card, loaded)
    assert sonarr.url not in str(card.events), "browsers do not ask the importer"
    client = await hass_client()
    plex_server.requests.clear()
    response = await client.get(f"{path}&width=160&height=240")
    assert response.content_type == "image/png"
    assert sum(request.path.startswith("/posters/") for request in sonarr.requests) == 1
    assert (await client.get(f"{path}&width=160&height=240")).status == 200
    assert sum(request.path.startswith("/posters/") for request in sonarr.requests) == 1
    assert not plex_server.requests
    assert (await client.get(path.replace("/remote-", "/remote-0"))).status == 404
