"""What proves that a download is in Plex whose source did not tell its files."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.plex_arrivals.deliveries.proof import Changes, ParsedName, is_named_after, names_agree
from custom_components.plex_arrivals.plex.models import PlexFile, PlexMediaItem

FINISHED = datetime(2026, 5, 1, 12, tzinfo=UTC)


def movie(title: str, year: int | None = None) -> PlexMediaItem:
    return PlexMediaItem(id="7", type="movie", title=title, url="", year=year)


def episode(show: str, season: int, number: int) -> PlexMediaItem:
    return PlexMediaItem(id="7", type="episode", title="T", url="", show=show, season=season, episode=number)


def track(artist: str, album: str) -> PlexMediaItem:
    return PlexMediaItem(id="7", type="track", title="T", url="", show=artist, album=album)


@pytest.mark.parametrize(
    ("name", "item", "file"),
    [
        ("Glass.Lake.2021.1080p.WEB.x264-GRP", movie("Glass Lake", 2021), "/media/movies/abc/0815.mkv"),
        ("Glass.Lake.2021.1080p.WEB.x264-GRP", movie("Glass Lake", 2022), "/media/movies/abc/0815.mkv"),
        ("Glass.Lake.2021.1080p.WEB.x264-GRP", movie("Der gläserne See"), "/media/movies/Glass Lake (2021).mkv"),
        ("1917.2019.2160p", movie("1917", 2019), "/media/movies/x.mkv"),
        ("Amelies.Garden.2020", movie("Amélie\N{RIGHT SINGLE QUOTATION MARK}s Garden", 2020), "/media/movies/x.mkv"),
        ("Salt & Thunder 2020", movie("Salt and Thunder", 2020), "/media/movies/x.mkv"),
        ("Night.Ferry.S02E05.720p", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night.Ferry.2x05", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night.Ferry.S02E04-E06", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night Ferry Season 2 Complete", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night.Ferry.S02", episode("Nachtfähre", 2, 5), "/media/shows/Nachtfähre/Night.Ferry.S02E05.mkv"),
        ("[Group] Night Ferry - S02E05 [1080p]", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("The Lanterns - Low Tide (2024) FLAC", track("The Lanterns", "Low Tide"), "/media/music/x.flac"),
        ("zx8-k2", movie("x"), "/media/movies/zx8-k2/x.mkv"),
    ],
)
def test_names_that_agree(name: str, item: PlexMediaItem, file: str) -> None:
    assert names_agree(name, item, file)


@pytest.mark.parametrize(
    ("name", "item", "file"),
    [
        ("Glass.Lake.2021.1080p", movie("Glass Lake", 1987), "/media/movies/Glass Lake (1987).mkv"),
        ("Glass.Lake.Returns.2021", movie("Glass Lake", 2021), "/media/movies/Glass Lake (2021).mkv"),
        ("Night.Ferry.S02E05", episode("Night Ferry", 2, 6), "/media/shows/Night.Ferry.S02E06.mkv"),
        ("Night.Ferry.S02", episode("Night Ferry", 1, 5), "/media/shows/Night.Ferry.S01E05.mkv"),
        ("Night.Ferry.S02E05", episode("Day Ferry", 2, 5), "/media/shows/Day.Ferry.S02E05.mkv"),
        ("The Lanterns - Low Tide", track("The Lanterns", "Paper Boats"), "/media/music/x.flac"),
        ("movies", movie("Movies"), "/media/movies/movies/x.mkv"),
        ("Season 01", episode("Night Ferry", 1, 1), "/media/shows/Other/Season 01/S01E01.mkv"),
        ("shows", episode("Night Ferry", 1, 1), "/media/shows/Night Ferry/x.mkv"),
        ("", movie(""), "/media/movies/x.mkv"),
    ],
)
def test_names_that_do_not(name: str, item: PlexMediaItem, file: str) -> None:
    assert not names_agree(name, item, file)


@pytest.mark.parametrize(
    ("folder", "own"),
    [
        ("/media/movies/Glass.Lake.2021-GRP", True),
        ("/media/movies/Glass Lake 2021 GRP", True),
        ("/media/movies/Glass.Lake.2021-GRP.1", True),
        ("/media/movies/Glass.Lake.2021-OTHER", False),
        ("/media/movies", False),
        ("/", False),
        ("D:\\", False),
    ],
)
def test_folder_that_is_named_after_a_download(folder: str, own: bool) -> None:
    assert is_named_after(folder, "Glass.Lake.2021-GRP") is own


@pytest.mark.parametrize("name", ["Season 01", "movies", "tv", "S01", "2021", "complete", "CD1", "a", "", "01"])
def test_general_names_tell_nothing(name: str) -> None:
    assert not ParsedName.of(name).is_distinctive
    assert not is_named_after(f"/media/{name}", name)


def item(item_id: str, added: datetime, updated: datetime | None = None, files: int = 1) -> PlexMediaItem:
    paths = tuple(PlexFile(path=f"/{number}.mkv", size=1) for number in range(files))
    return PlexMediaItem(id=item_id, type="movie", title="T", url="", added_at=added, updated_at=updated, files=paths)


LATER, BEFORE = FINISHED + timedelta(seconds=9), FINISHED - timedelta(seconds=9)
CHANGES = Changes(FINISHED, {"made": LATER, "old": BEFORE}, {"ready": LATER}, timedelta())


def test_what_plex_made_since() -> None:
    assert CHANGES.is_new(item("made", BEFORE))
    assert CHANGES.is_new(item("x", LATER))
    assert not CHANGES.is_new(item("old", BEFORE))
    assert Changes(FINISHED, {}, {}, timedelta(minutes=1)).is_new(item("old", BEFORE))


def test_what_gained_a_file_since() -> None:
    assert CHANGES.has_changed(item("x", BEFORE, LATER))
    assert CHANGES.has_changed(item("ready", BEFORE, BEFORE, files=2))
    assert not CHANGES.has_changed(item("ready", BEFORE, BEFORE))
    assert not CHANGES.has_changed(item("x", BEFORE, BEFORE, files=2))


def test_times_in_whole_seconds() -> None:
    changes = Changes(FINISHED + timedelta(milliseconds=900), {}, {}, timedelta())
    assert changes.has_changed(item("x", FINISHED))
    assert not changes.has_changed(item("x", FINISHED - timedelta(seconds=1)))


def test_where_nobody_said_when_it_finished() -> None:
    changes = Changes(FINISHED, {}, {}, timedelta(), timedelta(minutes=5))
    assert changes.may_be_new(item("x", FINISHED - timedelta(minutes=5)))
    assert not changes.may_be_new(item("x", FINISHED - timedelta(minutes=6)))
    assert not CHANGES.may_be_new(item("x", BEFORE))
