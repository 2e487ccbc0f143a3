"""Downloads with unknown files in folders with other content: only their own items are found."""

import asyncio

import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryKind, DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.waiting import until

from .conftest import DeliveryEnvironment

OLD_FILM = "movies/Glass Tide (2009)/Glass Tide (2009).mkv"
OLD_SEASON = "shows/Night Ferry/Season 01"
HOURS = 24 * 3600


def result(delivery: Delivery) -> tuple[DeliveryState, list[str]]:
    return delivery.state, sorted(one.title for one in delivery.items)


@pytest.fixture
async def env(env: DeliveryEnvironment) -> DeliveryEnvironment:
    """Return an environment whose Plex has old items: a movie and a season."""
    env.put(OLD_FILM)
    for number in (1, 2):
        env.put(f"{OLD_SEASON}/Night Ferry - S01E0{number}.mkv")
    env.put("movies/radarr/Tin Orchard (2012).mkv")
    for library in env.plex.catalog.libraries.values():
        env.plex.scan_now(library)
    await asyncio.sleep(600)
    return env


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
async def test_old_item_is_not_the_download(env: DeliveryEnvironment, path: str, name: str) -> None:
    delivery = await env.ended(await env.finish(path, name=name, media_type="show", category="movies"), HOURS)
    assert delivery.state in (DeliveryState.MISSING, DeliveryState.UNMATCHED)
    assert env.announced(delivery)[-1] != "available"


@pytest.mark.parametrize(
    ("folder", "name"), [("movies", "movies"), ("movies", "x"), ("movies", "2024"), ("movies/radarr", "radarr")]
)
async def test_new_item_in_shared_folder_is_not_a_download_without_name(
    env: DeliveryEnvironment, folder: str, name: str
) -> None:
    env.put(f"{folder}/Copper Sky (2024).mkv")
    delivery = await env.ended(await env.finish(f"/media/{folder}", name=name), HOURS)
    assert result(delivery) == (DeliveryState.MISSING, [])


async def test_item_is_not_claimed_from_the_download_that_has_its_file(env: DeliveryEnvironment) -> None:
    folder = f"/media/{OLD_SEASON}"
    nameless = await env.finish(folder, name="x")
    await until(lambda: env.manager.deliveries[nameless.id].state is DeliveryState.SCANNING)
    for number in (3, 4):
        file = env.put(f"{OLD_SEASON}/Night Ferry - S01E0{number}.mkv")
        arrived = await env.ended(await env.finish(file.path, file, name=f"Night.Ferry.S01E0{number}"))
        assert arrived.state is DeliveryState.AVAILABLE
    assert result(await env.ended(nameless, HOURS)) == (DeliveryState.MISSING, [])


@pytest.mark.parametrize(
    ("folder", "name"), [(OLD_SEASON, "Season 01"), (OLD_SEASON, "x"), ("shows/Night Ferry", "shows")]
)
async def test_new_episode_in_folder_of_its_show_is_found(env: DeliveryEnvironment, folder: str, name: str) -> None:
    env.put(f"{OLD_SEASON}/Night Ferry - S01E03.mkv")
    delivery = await env.ended(await env.finish(f"/media/{folder}", name=name), HOURS)
    assert [one.episode for one in delivery.items] == [3]


async def test_movie_whose_title_is_a_number_is_found_in_its_folder(env: DeliveryEnvironment) -> None:
    env.put("movies/1917/1917.mkv")
    delivery = await env.ended(await env.finish("/media/movies/1917"), HOURS)
    assert result(delivery) == (DeliveryState.AVAILABLE, ["1917"])


async def test_only_new_item_is_found(env: DeliveryEnvironment) -> None:
    env.put("movies/Copper Sky (2024).mkv")
    delivery = await env.ended(await env.finish("/media/movies", name="Copper.Sky.2024.1080p.WEB-GRP"), HOURS)
    assert result(delivery) == (DeliveryState.AVAILABLE, ["Copper Sky"])
    assert delivery.kind is DeliveryKind.ADDED


async def test_several_new_movies_without_distinctive_name_are_missing(env: DeliveryEnvironment) -> None:
    env.put("movies/New Films/Copper Sky (2024).mkv")
    env.put("movies/New Films/Two Moons (2023).mkv")
    delivery = await env.ended(await env.finish("/media/movies/New Films", name="x"), HOURS)
    assert delivery.state is DeliveryState.MISSING


async def test_two_downloads_in_one_folder_have_their_own_items(env: DeliveryEnvironment) -> None:
    env.put("movies/usenet/Copper.Sky.2024.mkv")
    env.put("movies/usenet/Two.Moons.2023.mkv")
    finished = [
        await env.finish("/media/movies/usenet", name=name, category="usenet")
        for name in ("Copper.Sky.2024.1080p-GRP", "Two.Moons.2023.720p-GRP")
    ]
    ended = [await env.ended(one, HOURS) for one in finished]
    assert [result(one) for one in ended] == [
        (DeliveryState.AVAILABLE, ["Copper Sky"]),
        (DeliveryState.AVAILABLE, ["Two Moons"]),
    ]


async def test_new_episode_in_old_season_is_found(env: DeliveryEnvironment) -> None:
    env.put(f"{OLD_SEASON}/Night Ferry - S01E03.mkv")
    delivery = await env.ended(await env.finish(f"/media/{OLD_SEASON}", name="Night.Ferry.S01E03.1080p"), HOURS)
    assert [one.episode for one in delivery.items] == [3]


async def test_own_folder_may_have_any_file_names(env: DeliveryEnvironment) -> None:
    env.put("movies/Copper.Sky.2024-GRP/x7kq.mkv")
    delivery = await env.ended(await env.finish("/media/movies/Copper.Sky.2024-GRP"), HOURS)
    assert delivery.state is DeliveryState.AVAILABLE
    assert len(delivery.items) == 1


async def test_new_version_of_an_item_is_upgraded(env: DeliveryEnvironment) -> None:
    env.put("movies/Glass.Tide.2009.2160p-GRP/Glass Tide (2009).mkv", size=99)
    delivery = await env.ended(await env.finish("/media/movies/Glass.Tide.2009.2160p-GRP"), HOURS)
    assert (*result(delivery), delivery.kind) == (DeliveryState.AVAILABLE, ["Glass Tide"], DeliveryKind.UPGRADED)


async def test_without_mapping_name_has_to_agree(env: DeliveryEnvironment) -> None:
    env.put("movies/Copper Sky (2024)/Copper.Sky.2024.1080p.mkv")
    env.put("movies/Two Moons (2023)/Two Moons (2023).mkv")
    download = await env.finish("/complete/Copper.Sky.2024.1080p-GRP", media_type="movie")
    assert result(await env.ended(download, HOURS)) == (DeliveryState.AVAILABLE, ["Copper Sky"])


@pytest.mark.parametrize("inside", ["Glass.Lake.2021.mkv", "glass-lake.mkv"])
async def test_folder_named_like_a_file_is_found(env: DeliveryEnvironment, inside: str) -> None:
    env.put(f"movies/Glass.Lake.2021.mkv/{inside}")
    delivery = await env.ended(await env.finish("/media/movies/Glass.Lake.2021.mkv"), HOURS)
    assert delivery.state is DeliveryState.AVAILABLE


async def test_single_file_with_unknown_files_is_found(env: DeliveryEnvironment) -> None:
    env.put("movies/Glass.Lake.2021.mkv")
    delivery = await env.ended(await env.finish("/media/movies/Glass.Lake.2021.mkv"), HOURS)
    assert result(delivery) == (DeliveryState.AVAILABLE, ["Glass Lake"])


# --- archives


def archives(env: DeliveryEnvironment, folder: str) -> list[DownloadedFile]:
    return [env.put(f"{folder}/night.ferry.s01e03.{suffix}") for suffix in ("rar", "r00", "r01")]


async def test_archives_wait_for_unpacked_media(env: DeliveryEnvironment) -> None:
    delivery = await env.finish(f"/media/{OLD_SEASON}", *archives(env, OLD_SEASON), name="Night.Ferry.S01E03-GRP")
    await until(lambda: env.manager.deliveries[delivery.id].reason is Reason.NOT_UNPACKED)
    await asyncio.sleep(3600)
    assert env.manager.deliveries[delivery.id].state is DeliveryState.SCANNING
    assert env.events[-1].data["explanation"] == "Archives are not unpacked yet"
    env.put(f"{OLD_SEASON}/Night Ferry - S01E03.mkv")
    delivery = await env.ended(delivery, HOURS)
    assert [one.episode for one in delivery.items] == [3]


async def test_archives_that_stay_packed_are_not_unpacked(env: DeliveryEnvironment) -> None:
    delivery = await env.finish(f"/media/{OLD_SEASON}", *archives(env, OLD_SEASON), name="Night.Ferry.S01E03-GRP")
    ended = await env.ended(delivery, HOURS)
    assert (ended.state, ended.reason) == (DeliveryState.MISSING, Reason.NOT_UNPACKED)
    assert ended.updated_at.timestamp() - ended.created_at.timestamp() > 3 * 3600
    assert len(env.plex.scans) <= 8


async def test_two_downloads_into_one_folder_are_two_deliveries(env: DeliveryEnvironment) -> None:
    folder = "shows/Quiet Engines/Season 07"
    files = [env.put(f"{folder}/Quiet Engines - S07E0{number}.mkv") for number in (1, 2)]
    first = await env.finish(f"/media/{folder}", files[0])
    second = await env.finish(f"/media/{folder}", files[1])
    assert first.id != second.id
    for delivery, episode in ((first, 1), (second, 2)):
        assert [item.episode for item in (await env.ended(delivery)).items] == [episode]
