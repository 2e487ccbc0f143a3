"""Downloads of items that Plex has already."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryKind, DeliveryState
from custom_components.plex_arrivals.deliveries.upgrades import delivered_files, former_file
from custom_components.plex_arrivals.downloads.download import MediaInfo
from custom_components.plex_arrivals.plex.models import PlexFile
from testing.plex_server import Fault
from testing.waiting import until

from . import test_match as samples
from .conftest import DeliveryEnvironment
from .test_payload import episode, there


@pytest.mark.parametrize("is_optimized", [False, True])
async def test_new_file_of_an_item_is_upgraded(env: DeliveryEnvironment, is_optimized: bool) -> None:
    folder = "movies/Paper Harbour (2021)"
    old = env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    if is_optimized:
        [item] = (one for one in env.plex.items(env.plex.catalog.libraries["1"]) if old.path in one.files)
        env.plex.optimize(item)
    (env.disk / folder / "Paper Harbour (2021) 720p.mkv").unlink()
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await env.ended(await env.finish(f"/media/{folder}", new))
    assert old != new
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)
    assert delivery.upgraded_from is None, "it is not known what was there"


@pytest.mark.parametrize("restarts", [False, True])
async def test_file_of_an_earlier_delivery_is_what_an_item_is_upgraded_from(
    env: DeliveryEnvironment, restarts: bool
) -> None:
    folder = "movies/Paper Harbour (2021)"
    old = env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    await env.ended(await env.finish(f"/media/{folder}", old))
    if restarts:
        await env.restart()
        await until(lambda: len(env.plex.websockets) == 1)
    (env.disk / folder / "Paper Harbour (2021) 720p.mkv").unlink()
    await asyncio.sleep(3)  # Plex counts in whole seconds
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await env.ended(await env.finish(f"/media/{folder}/Paper Harbour (2021) 2160p.mkv", new))
    assert delivery.kind is DeliveryKind.UPGRADED
    assert delivery.upgraded_from
    assert (delivery.upgraded_from.path, delivery.upgraded_from.resolution) == (old.path, "720")
    assert env.events[-1].data["upgraded_from"].items() >= {"resolution": "720", "hdr": None, "size": 10}.items()
    assert delivery.items[0].resolution == "4k"


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        pytest.param([1, 2], DeliveryKind.UPGRADED, id="nothing new"),
        pytest.param([1], DeliveryKind.ADDED, id="partly new"),
    ],
)
async def test_pack_is_an_upgrade_only_if_nothing_in_it_is_new(
    env: DeliveryEnvironment, held: list[int], kind: DeliveryKind
) -> None:
    folder = "shows/Quiet Engines/Season 07"
    for number in held:
        env.put(f"{folder}/Quiet Engines - S07E0{number} 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["2"])
    files = [env.put(f"{folder}/Quiet Engines - S07E0{number} 2160p.mkv", size=20) for number in (1, 2)]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    assert [item.episode for item in delivery.items] == [1, 2]
    assert delivery.kind is kind


async def test_second_version_of_a_movie_is_upgraded(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await env.ended(await env.finish(f"/media/{folder}", new))
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)
    assert delivery.upgraded_from
    assert delivery.upgraded_from.resolution == "720", "which Plex has beside it"
    assert delivery.items[0].file
    assert delivery.items[0].file.path == new.path


async def test_item_in_the_trash_is_not_there_before_a_scan_finds_its_file_again(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    file = env.put(f"{folder}/Paper Harbour (2021).mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    env.plex.empties_trash = False
    (env.disk / folder / "Paper Harbour (2021).mkv").unlink()
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    env.put(f"{folder}/Paper Harbour (2021).mkv")
    env.plex.hide(f"/media/{folder}", scans=1)
    delivery = await env.ended(await env.finish(f"/media/{folder}", file))
    assert (delivery.state, len(delivery.attempts)) == (DeliveryState.AVAILABLE, 2)


MOVIE = MediaInfo(type="movie", title="Paper Harbour", year=2021, is_upgrade=True)
EPISODE = MediaInfo(type="show", title="Quiet Engines", season=7, episodes=(1,), is_upgrade=True)
SEASON = MediaInfo(type="show", title="Quiet Engines", season=7, is_upgrade=True)


@pytest.mark.parametrize(
    ("folder", "name", "media", "library"),
    [
        ("movies/Paper Harbour (2021)", "Paper Harbour (2021)", MOVIE, "1"),
        ("shows/Quiet Engines/Season 07", "Quiet Engines - S07E01", EPISODE, "2"),
        ("shows/Quiet Engines/Season 07", "Quiet Engines - S07E01", SEASON, "2"),
    ],
)
async def test_file_that_an_importer_replaced_is_asked_for_before_the_scan(
    env: DeliveryEnvironment, folder: str, name: str, media: MediaInfo, library: str
) -> None:
    old = env.put(f"{folder}/{name} 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries[library])
    (env.disk / folder / f"{name} 720p.mkv").unlink()
    new = env.put(f"{folder}/{name} 2160p HDR.mkv", size=20)
    env.plex.requests.clear()
    delivery = await env.ended(await env.finish(f"/media/{folder}", new, media=media, imported=True))
    assert delivery.kind is DeliveryKind.UPGRADED
    assert delivery.upgraded_from
    assert (delivery.upgraded_from.path, delivery.upgraded_from.resolution) == (old.path, "720")
    assert (delivery.items[0].resolution, delivery.items[0].hdr) == ("4k", "HDR10")
    assert sum(bool({"title", "show.title"} & request.query.keys()) for request in env.plex.requests) == 1


async def test_plex_that_cannot_search_by_title_is_no_obstacle(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    (env.disk / folder / "Paper Harbour (2021) 720p.mkv").unlink()
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    with env.plex.fail(Fault.STATUS(500), field="title"):
        delivery = await env.ended(await env.finish(f"/media/{folder}", new, media=MOVIE, imported=True))
    assert (delivery.kind, delivery.upgraded_from) == (DeliveryKind.UPGRADED, None)


@pytest.mark.parametrize("is_known", [False, True])
def test_history_is_searched_once_for_all_items_of_a_pack(is_known: bool) -> None:
    names = [f"{number}.mkv" for number in range(20)]
    pack = samples.match(samples.download("/media/s", *names), [samples.by_path("/media/s")])
    for name in names:
        assert pack.add(samples.item(name, f"/media/s/{name}"))
    old = PlexFile(path="/media/old.mkv", size=5)
    read: list[Delivery] = []

    def history() -> Iterator[Delivery]:
        for number in range(10):
            last = names[-1] if is_known and number == 4 else "another"
            read.append(there(replace(episode(1), rating_key=last, file=old)))
            yield read[-1]

    found = former_file(pack, lambda item_ids: delivered_files(history(), item_ids))
    assert (found, len(read)) == ((old, 5) if is_known else (None, 10))


async def test_item_created_before_is_upgraded(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    first = env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    assert (await env.ended(await env.finish(first.path, first))).kind is DeliveryKind.ADDED
    await asyncio.sleep(1.1)  # Plex counts in seconds
    second = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    assert (await env.ended(await env.finish(second.path, second))).kind is DeliveryKind.UPGRADED
