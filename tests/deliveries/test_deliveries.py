"""Downloads of every kind, from the report to the item in Plex."""

import asyncio
from datetime import timedelta

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.plex_arrivals.const import CONF_SETTLE_SECONDS, DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import DeliveryKind, DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.plex_server import NO_AGENT, Item, Location
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


async def test_download_without_library_is_unmatched(env: DeliveryEnvironment) -> None:
    delivery = await env.ended(await env.finish("/downloads/Something"))
    assert (delivery.state, delivery.reason) == (DeliveryState.UNMATCHED, Reason.NO_LIBRARY)
    assert env.plex.scans == []


async def test_new_file_of_an_item_is_upgraded(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    old = env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    (env.disk / folder / "Paper Harbour (2021) 720p.mkv").unlink()
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await env.ended(await env.finish(f"/media/{folder}", new))
    assert old != new
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)


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


async def test_library_without_agent_is_available_at_once(env: DeliveryEnvironment) -> None:
    folder = env.disk / "clips"
    folder.mkdir()
    env.plex.add_library("Clips", "movie", [Location(plex="/media/clips", disk=folder)], agent=NO_AGENT)
    await asyncio.sleep(FRESH_SECONDS)
    file = env.put("clips/garden party.mkv")
    delivery = await env.ended(await env.finish(file.path, file))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert delivery.library_title == "Clips"


async def test_one_of_two_libraries_over_one_folder_is_scanned(env: DeliveryEnvironment) -> None:
    for title, kind in (("Films", "movie"), ("Series", "show")):
        env.plex.add_library(title, kind, [Location(plex="/media/both", disk=env.disk / "both")])
    await asyncio.sleep(FRESH_SECONDS)
    file = env.put("both/Quiet Engines/Quiet Engines - S01E01.mkv")
    delivery = await env.ended(await env.finish("/media/both/Quiet Engines", file))
    assert delivery.library_title == "Series"
    assert [library_id for library_id, _ in env.plex.scans] == ["5"]


async def test_partly_found_pack_names_missing_files(env: DeliveryEnvironment) -> None:
    folder = "shows/Quiet Engines/Season 04"
    files = [env.put(f"{folder}/Quiet Engines - S04E0{number}.mkv") for number in (1, 2)]
    gone = DownloadedFile(path=f"/media/{folder}/Quiet Engines - S04E03.mkv", size=10)
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files, gone))
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


async def test_second_version_of_a_movie_is_upgraded(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await env.ended(await env.finish(f"/media/{folder}", new))
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)


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


async def test_rule_routes_category_to_its_library(env: DeliveryEnvironment) -> None:
    """Two libraries have movies, so that only the rule can decide."""
    env.plex.add_library("Cartoons", "movie", [Location(plex="/media/cartoons", disk=env.disk / "cartoons")])
    options = {**env.entry.options, "rules": [{"category": "Kids", "library": "cartoons"}]}
    env.hass.config_entries.async_update_entry(env.entry, options=options)
    await env.restart()
    env.put("cartoons/Blue Kite.mkv", size=77)
    file = DownloadedFile(path="/downloads/Blue Kite.mkv", size=77)
    delivery = await env.ended(await env.finish(file.path, file, category="kids"))
    assert (delivery.state, delivery.library_title) == (DeliveryState.AVAILABLE, "Cartoons")


async def test_unmatched_restarts_when_library_is_added(env: DeliveryEnvironment) -> None:
    file = env.put("concerts/Harbour Live 2001.mkv")
    env.plex.remove_library(env.plex.catalog.libraries["1"])
    await asyncio.sleep(FRESH_SECONDS)
    delivery = await env.ended(await env.finish(file.path, file))
    assert delivery.state is DeliveryState.UNMATCHED
    env.plex.add_library("Concerts", "movie", [Location(plex="/media/concerts", disk=env.disk / "concerts")])
    await asyncio.sleep(FRESH_SECONDS)
    await env.entry.runtime_data.coordinator.async_refresh()
    await until(lambda: env.announced(delivery)[-1] == "available")


async def test_unmatched_restarts_when_mapping_is_added(env: DeliveryEnvironment) -> None:
    env.put("movies/notes/notes.mkv")
    delivery = await env.ended(await env.finish("/elsewhere/notes"))
    assert delivery.state is DeliveryState.UNMATCHED
    options = {**env.entry.options, "path_mappings": [{"source": "/elsewhere", "plex": "/media/movies"}]}
    env.hass.config_entries.async_update_entry(env.entry, options=options)
    await env.restart()
    await until(lambda: env.announced(delivery)[-1] == "available")


async def _act(env: DeliveryEnvironment, action: str, delivery_id: str) -> None:
    await env.hass.services.async_call(DOMAIN, action, {"delivery_id": delivery_id}, blocking=True)


async def test_missing_is_retried(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 4
    file = env.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    delivery = await env.ended(await env.finish("/media/movies/Glass Tide (2019)", file))
    assert delivery.state is DeliveryState.MISSING
    await _act(env, "retry_delivery", delivery.id)
    await until(lambda: env.announced(delivery)[-1] == "available")
    with pytest.raises(ServiceValidationError) as raised:
        await _act(env, "retry_delivery", delivery.id)
    assert raised.value.translation_key == "delivery_not_failed"


async def test_dismissed_delivery_is_deleted(env: DeliveryEnvironment) -> None:
    delivery = await env.ended(await env.finish("/downloads/Something"))
    await _act(env, "dismiss_delivery", delivery.id)
    assert delivery.id not in env.manager.deliveries
    await env.restart()
    assert delivery.id not in env.manager.deliveries
    for action in ("retry_delivery", "dismiss_delivery"):
        with pytest.raises(ServiceValidationError) as raised:
            await _act(env, action, delivery.id)
        assert raised.value.translation_key == "no_such_delivery"


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


async def test_delivery_in_progress_cannot_be_dismissed(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 0.5
    file = env.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    delivery = await env.finish("/media/movies/Glass Tide (2019)", file)
    with pytest.raises(ServiceValidationError):
        await _act(env, "dismiss_delivery", delivery.id)
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
