"""Downloads of every kind, from the report to the item in Plex."""

from datetime import timedelta

from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util
import pytest

from custom_components.plex_arrivals.const import CONF_SETTLE_SECONDS
from custom_components.plex_arrivals.deliveries import signals
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryKind, DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.plex_server import Item
from testing.waiting import until

from .conftest import DeliveryEnvironment


def _held_by_plex(env: DeliveryEnvironment, kind: str, title: str) -> Item:
    return next(item for item in env.plex.catalog.items.values() if (item.type, item.title) == (kind, title))


async def test_movie_is_available(env: DeliveryEnvironment) -> None:
    file = env.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    delivery = await env.ended(await env.finish("/media/movies/Paper Harbour (2021)", file))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.kind is DeliveryKind.ADDED
    assert delivery.reason is None
    assert [item.title for item in delivery.items] == ["Paper Harbour"]
    assert delivery.url == delivery.items[0].url
    assert delivery.url.endswith(f"%2Flibrary%2Fmetadata%2F{delivery.items[0].rating_key}")
    assert env.plex.scans == [("1", "/media/movies/Paper Harbour (2021)")]
    assert env.announced(delivery) == ["waiting", "scanning", "available"]


async def test_loose_file_in_the_root_scans_the_location(env: DeliveryEnvironment) -> None:
    file = env.put("movies/Glass Tide (2019).mkv")
    delivery = await env.ended(await env.finish(file.path, file))
    assert delivery.items[0].title == "Glass Tide"
    assert env.plex.scans == [("1", "/media/movies")]


async def test_season_pack_is_one_scan_with_url_of_season(env: DeliveryEnvironment) -> None:
    folder = "shows/Quiet Engines/Season 02"
    files = [env.put(f"{folder}/Quiet Engines - S02E0{number}.mkv") for number in range(1, 7)]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    assert delivery.state is DeliveryState.AVAILABLE
    assert [item.episode for item in delivery.items] == [1, 2, 3, 4, 5, 6]
    season = _held_by_plex(env, "season", "Season 2")
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{season.rating_key}")
    assert env.plex.scans == [("2", f"/media/{folder}")]


async def test_pack_of_two_seasons_has_url_of_show(env: DeliveryEnvironment) -> None:
    files = [env.put(f"shows/Two Rivers/Season 0{n}/Two Rivers - S0{n}E01.mkv") for n in (1, 2)]
    delivery = await env.ended(await env.finish("/media/shows/Two Rivers", *files))
    show = _held_by_plex(env, "show", "Two Rivers")
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{show.rating_key}")


async def test_album_has_url_of_album(env: DeliveryEnvironment) -> None:
    files = [env.put(f"music/The Lanterns/Low Light/0{n} - Song {n}.flac") for n in (1, 2, 3)]
    delivery = await env.ended(await env.finish("/media/music/The Lanterns/Low Light", *files))
    assert delivery.state is DeliveryState.AVAILABLE
    album = _held_by_plex(env, "album", "Low Light")
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{album.rating_key}")


async def test_tracks_are_in_order_of_album(env: DeliveryEnvironment) -> None:
    """Not in the order of their titles."""
    names = ["1-01 - Winter", "1-02 - Autumn", "1-10 - Spring", "2-01 - Alone", "2-02 - A Door"]
    files = [env.put(f"music/The Lanterns/Long Light/{name}.flac") for name in names]
    delivery = await env.ended(await env.finish("/media/music/The Lanterns/Long Light", *files))
    assert [item.title for item in delivery.items] == ["Winter", "Autumn", "Spring", "Alone", "A Door"]


async def test_samples_extras_and_subtitles_are_not_awaited(env: DeliveryEnvironment) -> None:
    folder = "movies/Far Meadow (2020)"
    files = [
        env.put(f"{folder}/{name}")
        for name in (
            "Far Meadow (2020).mkv",
            "Sample/far-meadow-sample.mkv",
            "far.meadow.nfo",
            "Subs/en.srt",
            "Trailers/a.mkv",
        )
    ]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.reason is None
    assert len(delivery.items) == 1


async def test_download_with_unknown_files_is_available(env: DeliveryEnvironment) -> None:
    env.put("shows/Quiet Engines/Season 03/Quiet Engines - S03E01.mkv")
    env.put("shows/Quiet Engines/Season 03/Quiet Engines - S03E02.mkv")
    delivery = await env.ended(await env.finish("/media/shows/Quiet Engines/Season 03"))
    assert [item.episode for item in delivery.items] == [1, 2]


async def test_file_without_mapping_is_found_by_name_and_size(env: DeliveryEnvironment) -> None:
    env.put("movies/Salt Road (2018)/Salt.Road.2018.1080p.mkv", size=123)
    file = DownloadedFile(path="/downloads/complete/Salt.Road.2018.1080p/Salt.Road.2018.1080p.mkv", size=123)
    delivery = await env.ended(await env.finish("/downloads/complete/Salt.Road.2018.1080p", file))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.items[0].title == "Salt Road"


async def test_file_of_same_name_and_other_size_is_missing(env: DeliveryEnvironment) -> None:
    env.put("movies/Salt Road (2018)/Salt.Road.2018.1080p.mkv", size=123)
    file = DownloadedFile(path="/downloads/Salt.Road.2018.1080p/Salt.Road.2018.1080p.mkv", size=99)
    delivery = await env.ended(await env.finish("/downloads/Salt.Road.2018.1080p", file))
    assert delivery.state is DeliveryState.MISSING


async def test_item_that_is_never_matched_is_not_recognized(env: DeliveryEnvironment) -> None:
    env.plex.never_match = True
    file = env.put("movies/zzz/zzz.mkv")
    delivery = await env.ended(await env.finish("/media/movies/zzz", file))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, Reason.NOT_RECOGNIZED)


async def test_available_is_announced_once_title_is_there(env: DeliveryEnvironment) -> None:
    env.plex.match_seconds = 0.3
    file = env.put("movies/Slow Window (2022)/Slow Window (2022).mkv")
    delivery = await env.ended(await env.finish("/media/movies/Slow Window (2022)", file))
    assert [event.data["items"][0]["title"] for event in env.events if event.data["items"]] == ["Slow Window"]
    assert delivery.reason is None


async def test_partly_found_pack_names_missing_files(env: DeliveryEnvironment) -> None:
    folder = "shows/Quiet Engines/Season 04"
    files = [env.put(f"{folder}/Quiet Engines - S04E0{number}.mkv") for number in (1, 2)]
    gone = DownloadedFile(path=f"/media/{folder}/Quiet Engines - S04E03.mkv", size=10)
    changes: list[Delivery] = []
    signal = signals.details_changed(env.entry.entry_id)
    stop = async_dispatcher_connect(env.hass, signal, lambda now, _before: changes.append(now))
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files, gone))
    stop()
    next_scans = {one.next_step: one.next_scan_at for one in changes}
    assert next_scans[1], "the folder is scanned once more"
    assert next_scans[2] is None, "but not again"
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, Reason.PARTLY_FOUND)
    assert delivery.missing_files == ("Quiet Engines - S04E03.mkv",)
    assert env.events[-1].data["missing_files"] == ["Quiet Engines - S04E03.mkv"]
    assert (env.events[-1].data["item_count"], env.events[-1].data["missing_count"]) == (2, 1)
    assert env.events[-1].data["explanation"] == "Only some of the files are in Plex: Quiet Engines - S04E03.mkv"


async def test_late_files_of_a_pack_are_awaited(env: DeliveryEnvironment) -> None:
    folder = "shows/Quiet Engines/Season 05"
    files = [env.put(f"{folder}/Quiet Engines - S05E0{number}.mkv") for number in (1, 2)]
    env.plex.hide(files[1].path, seconds=0.2)
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    assert (delivery.reason, len(delivery.items)) == (None, 2)


async def test_multi_episode_file_has_url_of_season(env: DeliveryEnvironment) -> None:
    file = env.put("shows/Quiet Engines/Season 06/Quiet Engines - S06E01E02.mkv")
    delivery = await env.ended(await env.finish(file.path, file))
    assert [item.episode for item in delivery.items] == [1, 2]
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{_held_by_plex(env, 'season', 'Season 6').rating_key}")


async def test_split_movie_is_one_item(env: DeliveryEnvironment) -> None:
    folder = "movies/Long Winter (1999)"
    files = [env.put(f"{folder}/Long Winter (1999) cd{number}.avi") for number in (1, 2)]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert [item.title for item in delivery.items] == ["Long Winter"]


async def test_disc_folder_is_available(env: DeliveryEnvironment) -> None:
    folder = "movies/Round Table (1988)"
    names = ("VIDEO_TS.IFO", "VIDEO_TS.VOB", "VTS_01_0.VOB", "VTS_01_1.VOB")
    files = [env.put(f"{folder}/VIDEO_TS/{name}") for name in names]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert [item.title for item in delivery.items] == ["Round Table"]


async def test_new_show_is_scanned_by_its_folder(env: DeliveryEnvironment) -> None:
    file = env.put("shows/Brand New/Season 01/Brand New - S01E01.mkv")
    await env.ended(await env.finish("/media/shows/Brand New", file))
    assert env.plex.scans == [("2", "/media/shows/Brand New")]


async def test_episode_of_existing_season_scans_the_season(env: DeliveryEnvironment) -> None:
    env.put("shows/Quiet Engines/Season 09/Quiet Engines - S09E01.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["2"])
    file = env.put("shows/Quiet Engines/Season 09/Quiet Engines - S09E02.mkv")
    await env.ended(await env.finish(file.path, file))
    assert env.plex.scans == [("2", "/media/shows/Quiet Engines/Season 09")]


@pytest.mark.parametrize("settled", [True, False])
async def test_settled_download_does_not_wait(env: DeliveryEnvironment, settled: bool) -> None:
    """Other downloads wait for the settle time."""
    options = {**env.entry.options, CONF_SETTLE_SECONDS: 300}
    env.hass.config_entries.async_update_entry(env.entry, options=options)
    await env.restart()
    file = env.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    reported = dt_util.utcnow()
    delivery = await env.finish("/media/movies/Paper Harbour (2021)", file, settled=settled)
    await until(lambda: env.plex.scans, 600)
    assert (dt_util.utcnow() - reported >= timedelta(seconds=300)) is not settled
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_same_download_twice_is_one_delivery(env: DeliveryEnvironment) -> None:
    file = env.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    finished = dt_util.utcnow()
    first = await env.finish("/media/movies/Paper Harbour (2021)", file, hash="ab" * 20, finished_at=finished)
    await env.ended(first)
    again = await env.finish("/media/movies/Paper Harbour (2021)", file, hash="AB" * 20, finished_at=finished)
    by_action = await env.finish("/media/movies/Paper Harbour (2021)")
    assert first.id == again.id == by_action.id
    await env.restart()
    after = await env.finish("/media/movies/Paper Harbour (2021)", file, hash="ab" * 20, finished_at=finished)
    assert after.id == first.id
    assert env.announced(first) == ["waiting", "scanning", "available"]
