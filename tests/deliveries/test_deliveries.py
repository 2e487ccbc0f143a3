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

from .conftest import Home


def _held_by_plex(home: Home, kind: str, title: str) -> Item:
    return next(item for item in home.plex.catalog.items.values() if (item.type, item.title) == (kind, title))


async def test_movie_is_available(home: Home) -> None:
    file = home.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    delivery = await home.ended(await home.finish("/media/movies/Paper Harbour (2021)", file))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.kind is DeliveryKind.ADDED
    assert delivery.reason is None
    assert [item.title for item in delivery.items] == ["Paper Harbour"]
    assert delivery.url == delivery.items[0].url
    assert delivery.url.endswith(f"%2Flibrary%2Fmetadata%2F{delivery.items[0].rating_key}")
    assert home.plex.scans == [("1", "/media/movies/Paper Harbour (2021)")]
    assert home.announced(delivery) == ["waiting", "scanning", "available"]


async def test_loose_file_in_the_root_scans_the_location(home: Home) -> None:
    file = home.put("movies/Glass Tide (2019).mkv")
    delivery = await home.ended(await home.finish(file.path, file))
    assert delivery.items[0].title == "Glass Tide"
    assert home.plex.scans == [("1", "/media/movies")]


async def test_season_pack_is_one_scan_with_url_of_season(home: Home) -> None:
    folder = "shows/Quiet Engines/Season 02"
    files = [home.put(f"{folder}/Quiet Engines - S02E0{number}.mkv") for number in range(1, 7)]
    delivery = await home.ended(await home.finish(f"/media/{folder}", *files))
    assert delivery.state is DeliveryState.AVAILABLE
    assert [item.episode for item in delivery.items] == [1, 2, 3, 4, 5, 6]
    season = _held_by_plex(home, "season", "Season 2")
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{season.rating_key}")
    assert home.plex.scans == [("2", f"/media/{folder}")]


async def test_pack_of_two_seasons_has_url_of_show(home: Home) -> None:
    files = [home.put(f"shows/Two Rivers/Season 0{n}/Two Rivers - S0{n}E01.mkv") for n in (1, 2)]
    delivery = await home.ended(await home.finish("/media/shows/Two Rivers", *files))
    show = _held_by_plex(home, "show", "Two Rivers")
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{show.rating_key}")


async def test_album_has_url_of_album(home: Home) -> None:
    files = [home.put(f"music/The Lanterns/Low Light/0{n} - Song {n}.flac") for n in (1, 2, 3)]
    delivery = await home.ended(await home.finish("/media/music/The Lanterns/Low Light", *files))
    assert delivery.state is DeliveryState.AVAILABLE
    album = _held_by_plex(home, "album", "Low Light")
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{album.rating_key}")


async def test_tracks_are_in_order_of_album(home: Home) -> None:
    """Not in the order of their titles."""
    names = ["1-01 - Winter", "1-02 - Autumn", "1-10 - Spring", "2-01 - Alone", "2-02 - A Door"]
    files = [home.put(f"music/The Lanterns/Long Light/{name}.flac") for name in names]
    delivery = await home.ended(await home.finish("/media/music/The Lanterns/Long Light", *files))
    assert [item.title for item in delivery.items] == ["Winter", "Autumn", "Spring", "Alone", "A Door"]


async def test_samples_extras_and_subtitles_are_not_awaited(home: Home) -> None:
    folder = "movies/Far Meadow (2020)"
    files = [
        home.put(f"{folder}/{name}")
        for name in (
            "Far Meadow (2020).mkv",
            "Sample/far-meadow-sample.mkv",
            "far.meadow.nfo",
            "Subs/en.srt",
            "Trailers/a.mkv",
        )
    ]
    delivery = await home.ended(await home.finish(f"/media/{folder}", *files))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.reason is None
    assert len(delivery.items) == 1


async def test_download_with_unknown_files_is_available(home: Home) -> None:
    home.put("shows/Quiet Engines/Season 03/Quiet Engines - S03E01.mkv")
    home.put("shows/Quiet Engines/Season 03/Quiet Engines - S03E02.mkv")
    delivery = await home.ended(await home.finish("/media/shows/Quiet Engines/Season 03"))
    assert [item.episode for item in delivery.items] == [1, 2]


async def test_file_without_mapping_is_found_by_name_and_size(home: Home) -> None:
    home.put("movies/Salt Road (2018)/Salt.Road.2018.1080p.mkv", size=123)
    file = DownloadedFile(path="/downloads/complete/Salt.Road.2018.1080p/Salt.Road.2018.1080p.mkv", size=123)
    delivery = await home.ended(await home.finish("/downloads/complete/Salt.Road.2018.1080p", file))
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.items[0].title == "Salt Road"


async def test_file_of_same_name_and_other_size_is_missing(home: Home) -> None:
    home.put("movies/Salt Road (2018)/Salt.Road.2018.1080p.mkv", size=123)
    file = DownloadedFile(path="/downloads/Salt.Road.2018.1080p/Salt.Road.2018.1080p.mkv", size=99)
    delivery = await home.ended(await home.finish("/downloads/Salt.Road.2018.1080p", file))
    assert delivery.state is DeliveryState.MISSING


async def test_download_without_library_is_unmatched(home: Home) -> None:
    delivery = await home.ended(await home.finish("/downloads/Something"))
    assert (delivery.state, delivery.reason) == (DeliveryState.UNMATCHED, Reason.NO_LIBRARY)
    assert home.plex.scans == []


async def test_new_file_of_an_item_is_upgraded(home: Home) -> None:
    folder = "movies/Paper Harbour (2021)"
    old = home.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    home.plex.scan_now(home.plex.catalog.libraries["1"])
    (home.disk / folder / "Paper Harbour (2021) 720p.mkv").unlink()
    new = home.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await home.ended(await home.finish(f"/media/{folder}", new))
    assert old != new
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        pytest.param([1, 2], DeliveryKind.UPGRADED, id="nothing new"),
        pytest.param([1], DeliveryKind.ADDED, id="partly new"),
    ],
)
async def test_pack_is_an_upgrade_only_if_nothing_in_it_is_new(home: Home, held: list[int], kind: DeliveryKind) -> None:
    folder = "shows/Quiet Engines/Season 07"
    for number in held:
        home.put(f"{folder}/Quiet Engines - S07E0{number} 720p.mkv")
    home.plex.scan_now(home.plex.catalog.libraries["2"])
    files = [home.put(f"{folder}/Quiet Engines - S07E0{number} 2160p.mkv", size=20) for number in (1, 2)]
    delivery = await home.ended(await home.finish(f"/media/{folder}", *files))
    assert [item.episode for item in delivery.items] == [1, 2]
    assert delivery.kind is kind


async def test_item_that_is_never_matched_is_not_recognized(home: Home) -> None:
    home.plex.never_match = True
    file = home.put("movies/zzz/zzz.mkv")
    delivery = await home.ended(await home.finish("/media/movies/zzz", file))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, Reason.NOT_RECOGNIZED)


async def test_available_is_announced_once_title_is_there(home: Home) -> None:
    home.plex.match_seconds = 0.3
    file = home.put("movies/Slow Window (2022)/Slow Window (2022).mkv")
    delivery = await home.ended(await home.finish("/media/movies/Slow Window (2022)", file))
    assert [event.data["items"][0]["title"] for event in home.events if event.data["items"]] == ["Slow Window"]
    assert delivery.reason is None


async def test_library_without_agent_is_available_at_once(home: Home) -> None:
    folder = home.disk / "clips"
    folder.mkdir()
    home.plex.add_library("Clips", "movie", [Location(plex="/media/clips", disk=folder)], agent=NO_AGENT)
    await asyncio.sleep(FRESH_SECONDS)
    file = home.put("clips/garden party.mkv")
    delivery = await home.ended(await home.finish(file.path, file))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert delivery.library_title == "Clips"


async def test_one_of_two_libraries_over_one_folder_is_scanned(home: Home) -> None:
    for title, kind in (("Films", "movie"), ("Series", "show")):
        home.plex.add_library(title, kind, [Location(plex="/media/both", disk=home.disk / "both")])
    await asyncio.sleep(FRESH_SECONDS)
    file = home.put("both/Quiet Engines/Quiet Engines - S01E01.mkv")
    delivery = await home.ended(await home.finish("/media/both/Quiet Engines", file))
    assert delivery.library_title == "Series"
    assert [library_id for library_id, _ in home.plex.scans] == ["5"]


async def test_partly_found_pack_names_missing_files(home: Home) -> None:
    folder = "shows/Quiet Engines/Season 04"
    files = [home.put(f"{folder}/Quiet Engines - S04E0{number}.mkv") for number in (1, 2)]
    gone = DownloadedFile(path=f"/media/{folder}/Quiet Engines - S04E03.mkv", size=10)
    delivery = await home.ended(await home.finish(f"/media/{folder}", *files, gone))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, Reason.PARTLY_FOUND)
    assert delivery.missing_files == ("Quiet Engines - S04E03.mkv",)
    assert home.events[-1].data["missing_files"] == ["Quiet Engines - S04E03.mkv"]
    assert (home.events[-1].data["item_count"], home.events[-1].data["missing_count"]) == (2, 1)
    assert home.events[-1].data["explanation"] == "Only some of the files are in Plex: Quiet Engines - S04E03.mkv"


async def test_late_files_of_a_pack_are_awaited(home: Home) -> None:
    folder = "shows/Quiet Engines/Season 05"
    files = [home.put(f"{folder}/Quiet Engines - S05E0{number}.mkv") for number in (1, 2)]
    home.plex.hide(files[1].path, seconds=0.2)
    delivery = await home.ended(await home.finish(f"/media/{folder}", *files))
    assert (delivery.reason, len(delivery.items)) == (None, 2)


async def test_multi_episode_file_has_url_of_season(home: Home) -> None:
    file = home.put("shows/Quiet Engines/Season 06/Quiet Engines - S06E01E02.mkv")
    delivery = await home.ended(await home.finish(file.path, file))
    assert [item.episode for item in delivery.items] == [1, 2]
    assert delivery.url is not None
    assert delivery.url.endswith(f"%2F{_held_by_plex(home, 'season', 'Season 6').rating_key}")


async def test_second_version_of_a_movie_is_upgraded(home: Home) -> None:
    folder = "movies/Paper Harbour (2021)"
    home.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    home.plex.scan_now(home.plex.catalog.libraries["1"])
    new = home.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await home.ended(await home.finish(f"/media/{folder}", new))
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)


async def test_split_movie_is_one_item(home: Home) -> None:
    folder = "movies/Long Winter (1999)"
    files = [home.put(f"{folder}/Long Winter (1999) cd{number}.avi") for number in (1, 2)]
    delivery = await home.ended(await home.finish(f"/media/{folder}", *files))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert [item.title for item in delivery.items] == ["Long Winter"]


async def test_disc_folder_is_available(home: Home) -> None:
    folder = "movies/Round Table (1988)"
    names = ("VIDEO_TS.IFO", "VIDEO_TS.VOB", "VTS_01_0.VOB", "VTS_01_1.VOB")
    files = [home.put(f"{folder}/VIDEO_TS/{name}") for name in names]
    delivery = await home.ended(await home.finish(f"/media/{folder}", *files))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert [item.title for item in delivery.items] == ["Round Table"]


async def test_new_show_is_scanned_by_its_folder(home: Home) -> None:
    file = home.put("shows/Brand New/Season 01/Brand New - S01E01.mkv")
    await home.ended(await home.finish("/media/shows/Brand New", file))
    assert home.plex.scans == [("2", "/media/shows/Brand New")]


async def test_episode_of_existing_season_scans_the_season(home: Home) -> None:
    home.put("shows/Quiet Engines/Season 09/Quiet Engines - S09E01.mkv")
    home.plex.scan_now(home.plex.catalog.libraries["2"])
    file = home.put("shows/Quiet Engines/Season 09/Quiet Engines - S09E02.mkv")
    await home.ended(await home.finish(file.path, file))
    assert home.plex.scans == [("2", "/media/shows/Quiet Engines/Season 09")]


async def test_rule_routes_category_to_its_library(home: Home) -> None:
    """Two libraries have movies, so that only the rule can decide."""
    home.plex.add_library("Cartoons", "movie", [Location(plex="/media/cartoons", disk=home.disk / "cartoons")])
    options = {**home.entry.options, "rules": [{"category": "Kids", "library": "cartoons"}]}
    home.hass.config_entries.async_update_entry(home.entry, options=options)
    await home.restart()
    home.put("cartoons/Blue Kite.mkv", size=77)
    file = DownloadedFile(path="/downloads/Blue Kite.mkv", size=77)
    delivery = await home.ended(await home.finish(file.path, file, category="kids"))
    assert (delivery.state, delivery.library_title) == (DeliveryState.AVAILABLE, "Cartoons")


async def test_unmatched_restarts_when_library_is_added(home: Home) -> None:
    file = home.put("concerts/Harbour Live 2001.mkv")
    home.plex.remove_library(home.plex.catalog.libraries["1"])
    await asyncio.sleep(FRESH_SECONDS)
    delivery = await home.ended(await home.finish(file.path, file))
    assert delivery.state is DeliveryState.UNMATCHED
    home.plex.add_library("Concerts", "movie", [Location(plex="/media/concerts", disk=home.disk / "concerts")])
    await asyncio.sleep(FRESH_SECONDS)
    await home.entry.runtime_data.coordinator.async_refresh()
    await until(lambda: home.announced(delivery)[-1] == "available")


async def test_unmatched_restarts_when_mapping_is_added(home: Home) -> None:
    home.put("movies/notes/notes.mkv")
    delivery = await home.ended(await home.finish("/elsewhere/notes"))
    assert delivery.state is DeliveryState.UNMATCHED
    options = {**home.entry.options, "path_mappings": [{"source": "/elsewhere", "plex": "/media/movies"}]}
    home.hass.config_entries.async_update_entry(home.entry, options=options)
    await home.restart()
    await until(lambda: home.announced(delivery)[-1] == "available")


async def _act(home: Home, action: str, delivery_id: str) -> None:
    await home.hass.services.async_call(DOMAIN, action, {"delivery_id": delivery_id}, blocking=True)


async def test_missing_is_retried(home: Home) -> None:
    home.plex.swallow_scans = 4
    file = home.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    delivery = await home.ended(await home.finish("/media/movies/Glass Tide (2019)", file))
    assert delivery.state is DeliveryState.MISSING
    await _act(home, "retry_delivery", delivery.id)
    await until(lambda: home.announced(delivery)[-1] == "available")
    with pytest.raises(ServiceValidationError) as raised:
        await _act(home, "retry_delivery", delivery.id)
    assert raised.value.translation_key == "delivery_not_failed"


async def test_dismissed_delivery_is_deleted(home: Home) -> None:
    delivery = await home.ended(await home.finish("/downloads/Something"))
    await _act(home, "dismiss_delivery", delivery.id)
    assert delivery.id not in home.manager.deliveries
    await home.restart()
    assert delivery.id not in home.manager.deliveries
    for action in ("retry_delivery", "dismiss_delivery"):
        with pytest.raises(ServiceValidationError) as raised:
            await _act(home, action, delivery.id)
        assert raised.value.translation_key == "no_such_delivery"


@pytest.mark.parametrize("settled", [True, False])
async def test_settled_download_does_not_wait(home: Home, settled: bool) -> None:
    """Other downloads wait for the settle time."""
    options = {**home.entry.options, CONF_SETTLE_SECONDS: 300}
    home.hass.config_entries.async_update_entry(home.entry, options=options)
    await home.restart()
    file = home.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    reported = dt_util.utcnow()
    delivery = await home.finish("/media/movies/Paper Harbour (2021)", file, settled=settled)
    await until(lambda: home.plex.scans, 600)
    assert (dt_util.utcnow() - reported >= timedelta(seconds=300)) is not settled
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_delivery_in_progress_cannot_be_dismissed(home: Home) -> None:
    home.plex.scan_seconds = 0.5
    file = home.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    delivery = await home.finish("/media/movies/Glass Tide (2019)", file)
    with pytest.raises(ServiceValidationError):
        await _act(home, "dismiss_delivery", delivery.id)
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_same_download_twice_is_one_delivery(home: Home) -> None:
    file = home.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    finished = dt_util.utcnow()
    first = await home.finish("/media/movies/Paper Harbour (2021)", file, hash="ab" * 20, finished_at=finished)
    await home.ended(first)
    again = await home.finish("/media/movies/Paper Harbour (2021)", file, hash="AB" * 20, finished_at=finished)
    by_action = await home.finish("/media/movies/Paper Harbour (2021)")
    assert first.id == again.id == by_action.id
    await home.restart()
    after = await home.finish("/media/movies/Paper Harbour (2021)", file, hash="ab" * 20, finished_at=finished)
    assert after.id == first.id
    assert home.announced(first) == ["waiting", "scanning", "available"]
