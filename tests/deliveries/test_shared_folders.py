"""Downloads with unknown files in folders with other content: only their own items are found."""

import asyncio

import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryKind, DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.waiting import until

from .conftest import Home

OLD_FILM = "movies/Glass Tide (2009)/Glass Tide (2009).mkv"
OLD_SEASON = "shows/Night Ferry/Season 01"
HOURS = 24 * 3600


def result(delivery: Delivery) -> tuple[DeliveryState, list[str]]:
    return delivery.state, sorted(one.title for one in delivery.items)


@pytest.fixture
async def home(home: Home) -> Home:
    """Return a home whose Plex has had a movie and a season for long."""
    home.put(OLD_FILM)
    for number in (1, 2):
        home.put(f"{OLD_SEASON}/Night Ferry - S01E0{number}.mkv")
    home.put("movies/radarr/Tin Orchard (2012).mkv")
    for library in home.plex.catalog.libraries.values():
        home.plex.scan_now(library)
    await asyncio.sleep(600)
    return home


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/media/movies", "movies"),
        ("/media/movies", "Copper.Sky.2024.1080p-GRP"),
        ("/media/movies/radarr", "radarr"),
        ("/media/movies/Glass Tide (2009)", "Glass Tide (2009)"),
        ("/media/shows", "Night.Ferry.S01.1080p"),
        (f"/media/{OLD_SEASON}", "Season 01"),
        (f"/media/{OLD_SEASON}", "Night.Ferry.S01.1080p"),
        ("/complete/shows", "shows"),
        ("/complete/Night Ferry/Season 01", "Season 01"),
        ("/sorted/Another Show/Season 01", "Another.Show.S01"),
        ("/", ""),
        ("D:\\", "D:\\"),
    ],
)
async def test_old_item_is_not_the_download(home: Home, path: str, name: str) -> None:
    delivery = await home.ended(await home.finish(path, name=name, media_type="show", category="movies"), HOURS)
    assert delivery.state in (DeliveryState.MISSING, DeliveryState.UNMATCHED)
    assert home.announced(delivery)[-1] != "available"


@pytest.mark.parametrize("name", ["movies", "Copper.Sky.2024.1080p.WEB-GRP"])
async def test_only_new_item_is_found(home: Home, name: str) -> None:
    home.put("movies/Copper Sky (2024).mkv")
    delivery = await home.ended(await home.finish("/media/movies", name=name), HOURS)
    assert result(delivery) == (DeliveryState.AVAILABLE, ["Copper Sky"])
    assert delivery.kind is DeliveryKind.ADDED


async def test_several_new_movies_without_distinctive_name_are_missing(home: Home) -> None:
    home.put("movies/Copper Sky (2024).mkv")
    home.put("movies/Two Moons (2023).mkv")
    delivery = await home.ended(await home.finish("/media/movies"), HOURS)
    assert delivery.state is DeliveryState.MISSING


async def test_two_downloads_in_one_folder_have_their_own_items(home: Home) -> None:
    home.put("movies/usenet/Copper.Sky.2024.mkv")
    home.put("movies/usenet/Two.Moons.2023.mkv")
    finished = [
        await home.finish("/media/movies/usenet", name=name, category="usenet")
        for name in ("Copper.Sky.2024.1080p-GRP", "Two.Moons.2023.720p-GRP")
    ]
    ended = [await home.ended(one, HOURS) for one in finished]
    assert [result(one) for one in ended] == [
        (DeliveryState.AVAILABLE, ["Copper Sky"]),
        (DeliveryState.AVAILABLE, ["Two Moons"]),
    ]


async def test_new_episode_in_old_season_is_found(home: Home) -> None:
    home.put(f"{OLD_SEASON}/Night Ferry - S01E03.mkv")
    delivery = await home.ended(await home.finish(f"/media/{OLD_SEASON}", name="Night.Ferry.S01E03.1080p"), HOURS)
    assert [one.episode for one in delivery.items] == [3]


async def test_own_folder_may_have_any_file_names(home: Home) -> None:
    home.put("movies/Copper.Sky.2024-GRP/x7kq.mkv")
    delivery = await home.ended(await home.finish("/media/movies/Copper.Sky.2024-GRP"), HOURS)
    assert delivery.state is DeliveryState.AVAILABLE
    assert len(delivery.items) == 1


async def test_new_version_of_an_item_is_upgraded(home: Home) -> None:
    home.put("movies/Glass.Tide.2009.2160p-GRP/Glass Tide (2009).mkv", size=99)
    delivery = await home.ended(await home.finish("/media/movies/Glass.Tide.2009.2160p-GRP"), HOURS)
    assert (*result(delivery), delivery.kind) == (DeliveryState.AVAILABLE, ["Glass Tide"], DeliveryKind.UPGRADED)


async def test_without_mapping_name_has_to_agree(home: Home) -> None:
    home.put("movies/Copper Sky (2024)/Copper.Sky.2024.1080p.mkv")
    home.put("movies/Two Moons (2023)/Two Moons (2023).mkv")
    download = await home.finish("/complete/Copper.Sky.2024.1080p-GRP", media_type="movie")
    assert result(await home.ended(download, HOURS)) == (DeliveryState.AVAILABLE, ["Copper Sky"])


@pytest.mark.parametrize("inside", ["Glass.Lake.2021.mkv", "glass-lake.mkv"])
async def test_folder_named_like_a_file_is_found(home: Home, inside: str) -> None:
    home.put(f"movies/Glass.Lake.2021.mkv/{inside}")
    delivery = await home.ended(await home.finish("/media/movies/Glass.Lake.2021.mkv"), HOURS)
    assert delivery.state is DeliveryState.AVAILABLE


async def test_single_file_with_unknown_files_is_found(home: Home) -> None:
    home.put("movies/Glass.Lake.2021.mkv")
    delivery = await home.ended(await home.finish("/media/movies/Glass.Lake.2021.mkv"), HOURS)
    assert result(delivery) == (DeliveryState.AVAILABLE, ["Glass Lake"])


# --- archives


def archives(home: Home, folder: str) -> list[DownloadedFile]:
    return [home.put(f"{folder}/night.ferry.s01e03.{suffix}") for suffix in ("rar", "r00", "r01")]


async def test_archives_wait_for_unpacked_media(home: Home) -> None:
    delivery = await home.finish(f"/media/{OLD_SEASON}", *archives(home, OLD_SEASON), name="Night.Ferry.S01E03-GRP")
    await until(lambda: home.manager.deliveries[delivery.id].reason is Reason.NOT_UNPACKED)
    await asyncio.sleep(3600)
    assert home.manager.deliveries[delivery.id].state is DeliveryState.SCANNING
    assert home.events[-1].data["explanation"] == "Archives are not unpacked yet"
    home.put(f"{OLD_SEASON}/Night Ferry - S01E03.mkv")
    delivery = await home.ended(delivery, HOURS)
    assert [one.episode for one in delivery.items] == [3]


async def test_archives_that_stay_packed_are_not_unpacked(home: Home) -> None:
    delivery = await home.finish(f"/media/{OLD_SEASON}", *archives(home, OLD_SEASON), name="Night.Ferry.S01E03-GRP")
    ended = await home.ended(delivery, HOURS)
    assert (ended.state, ended.reason) == (DeliveryState.MISSING, Reason.NOT_UNPACKED)
    assert ended.updated_at.timestamp() - ended.created_at.timestamp() > 3 * 3600
    assert len(home.plex.scans) <= 8
