"""Which reports are of the same download, and how they complete each other."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from homeassistant.util import dt as dt_util
import pytest

from custom_components.plex_arrivals.deliveries import merging, same_download
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.deliveries.routing import Route
from custom_components.plex_arrivals.downloads.download import DownloadedFile, MediaInfo
from testing.waiting import until

from .conftest import DeliveryEnvironment
from .reports import FOLDER, HASH, NOW, delivery, files, report

INSIDE = Route(library_id="1", location="/downloads", path=FOLDER, folder=FOLDER)


# --- many downloads in one folder


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "Film A"}, {"name": "Film B"}, False),
        ({"name": "Show.S01E01"}, {"name": "Show.S01E02"}, False),
        ({"name": "Film.A.2020"}, {"name": "film a 2020"}, True),
        ({"name": "Film A.nzb"}, {"name": "Film A"}, True),
        ({"name": "Amélie"}, {"name": "Ame\u0301lie"}, True),
        ({"name": "Film A", "files": files("a.mkv")}, {"name": "Film B", "files": files("b.mkv")}, False),
        ({"name": "Film A", "files": files("a.mkv")}, {"name": "My film", "files": files("a.mkv", "b.nfo")}, True),
        ({"name": "Film A", "files": files("a.mkv")}, {"name": "Film B"}, False),
        ({"name": "complete"}, {"name": "Film B"}, True),
        ({"name": "Film A", "path": "/d/Film.B"}, {"name": "Film B", "path": "/d/Film.B/"}, True),
        ({"name": "Film A", "path": "/d/Film A.mkv"}, {"name": "Something", "path": "/d/Film A.mkv"}, True),
        ({"name": "Film A"}, {"name": "Film A", "path": "/d/other"}, False),
    ],
)
def test_same_place_by_names_and_files(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    shared = {"path": "/d/complete"}
    for first, second in ((one, other), (other, one)):
        assert same_download.is_same_download(delivery(**shared | first), report(**shared | second), NOW) is same


async def test_two_downloads_into_one_flat_folder_are_two_deliveries(env: DeliveryEnvironment) -> None:
    first = await env.finish("/media/movies", name="Sable Coast (2010)", settled=False)
    second = await env.finish("/media/movies", name="Iron Lake (2019)", settled=False)
    again = await env.finish("/media/movies", name="Iron.Lake.2019", settled=False)
    assert first.id != second.id
    assert again.id == second.id
    assert len(env.manager.deliveries) == 2


# --- a report with more details completes the delivery


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, {"files": files("1.mkv")}, {"files": files("1.mkv")}),
        ({"files": files("1.mkv")}, {}, {"files": files("1.mkv")}),
        ({"files": files("1.mkv")}, {"files": files("1.mkv", "2.mkv")}, {"files": files("1.mkv", "2.mkv")}),
        ({"files": files("1.mkv", size=None)}, {"files": files("1.mkv")}, {"files": files("1.mkv")}),
        ({"files": files("1.mkv")}, {"files": files("1.mkv", size=None)}, {"files": files("1.mkv")}),
        (
            {"path": "/d/A: B"},
            {"path": "/d/A_ B", "files": files("1.mkv")},
            {"path": "/d/A_ B", "files": files("1.mkv")},
        ),
        ({"path": "/incomplete/A"}, {"path": "/d/A", "settled": True}, {"path": "/d/A", "settled": True}),
        ({"path": "/d/A", "settled": True}, {"path": "/d/B", "settled": True}, {"path": "/d/A", "settled": True}),
        ({}, {"category": "tv"}, {"category": "tv"}),
        ({"category": "tv"}, {"category": "films"}, {"category": "tv"}),
        ({"labels": ("4k",)}, {"labels": ("new", "4K ")}, {"labels": ("4k", "new")}),
        ({}, {"hash": HASH}, {"hash": HASH}),
        ({}, {"client_id": "nzo_1"}, {"client_id": "nzo_1"}),
        ({}, {"media": MediaInfo(type="movie", title="x")}, {"media": MediaInfo(type="movie", title="x")}),
        ({}, {"media_type": "show", "finished_at": NOW}, {"media_type": "show", "finished_at": NOW}),
        (
            {"source": "webhook"},
            {"source": "deluge", "source_entry_id": "x"},
            {"source": "deluge", "source_entry_id": "x"},
        ),
        (
            {"source": "deluge", "source_entry_id": "x"},
            {"source": "webhook"},
            {"source": "deluge", "source_entry_id": "x"},
        ),
        ({"name": "mine"}, {"name": "theirs"}, {"name": "mine"}),
    ],
)
def test_reports_complete_each_other(ours: dict[str, Any], theirs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert merging.merge(report(**ours), report(**theirs), 0)[0] == report(**expected)


@pytest.mark.parametrize("state", DeliveryState)
def test_report_with_fewer_details_changes_nothing(state: DeliveryState) -> None:
    full = {"hash": HASH, "files": files("1.mkv"), "category": "tv", "labels": ("a",), "finished_at": NOW}
    one = delivery(state, **full)
    for poorer in ({}, {"hash": HASH}, {"category": " TV"}, {"labels": ("A ",)}, full):
        assert merging.with_report(one, report(**poorer), NOW) is one


@pytest.mark.parametrize(
    ("state", "routes", "added", "expected"),
    [
        ("scanning", (INSIDE,), {"files": files("1.mkv")}, "scanning"),
        ("scanning", (INSIDE,), {"category": "tv", "labels": ("a",)}, "scanning"),
        ("scanning", (), {"category": "tv"}, "waiting"),
        ("scanning", (INSIDE,), {"path": "/other", "files": files("1.mkv", folder="/other")}, "waiting"),
        ("unmatched", (), {"category": "tv"}, "waiting"),
        ("unmatched", (), {"hash": HASH}, "unmatched"),
        ("missing", (INSIDE,), {"files": files("1.mkv")}, "waiting"),
        ("available", (INSIDE,), {"files": files("1.mkv"), "category": "tv"}, "available"),
    ],
)
def test_delivery_after_fuller_report(
    state: str, routes: tuple[Route, ...], added: dict[str, Any], expected: str
) -> None:
    """It starts again only where it may belong to another folder or library now."""
    before = replace(delivery(DeliveryState(state)), routes=routes)
    after = merging.with_report(before, report(**added), NOW + timedelta(seconds=5))
    assert after.state == expected
    for field, value in added.items():
        if field != "path":
            assert getattr(after.download, field) == value
    if expected == state:
        assert (after.updated_at, after.routes) == (NOW, routes)


async def test_files_reported_during_scan_complete_the_delivery(env: DeliveryEnvironment) -> None:
    folder = "shows/Copper Tide (2014)/Season 02"
    names = [f"{folder}/Copper Tide - S02E{number:02}.mkv" for number in (1, 2, 3, 4)]
    two = [env.put(name) for name in names[:2]]
    env.plex.scan_seconds = 0.3
    hook = await env.finish(f"/media/{folder}", hash=HASH, source="webhook")
    await until(lambda: env.manager.deliveries[hook.id].state is DeliveryState.SCANNING)
    late = [DownloadedFile(path=f"/media/{name}", size=10) for name in names[2:]]
    client = await env.finish(
        f"/media/{folder}",
        *two,
        *late,
        hash=HASH,
        source="qbittorrent",
        source_entry_id="attic",
        category="tv",
        labels=("4k",),
        finished_at=dt_util.utcnow(),
    )
    assert client.id == hook.id
    for name in names[2:]:
        env.put(name)
    ended = await env.ended(hook)
    assert (ended.state, ended.reason) == (DeliveryState.AVAILABLE, None)
    assert [one.episode for one in ended.items] == [1, 2, 3, 4]
    assert (ended.download.category, ended.download.labels) == ("tv", ("4k",))
    assert ended.download.source_entry_id == "attic"
    assert env.announced(hook).count("available") == 1
    assert env.announced(hook).count("scanning") == 1
    await env.restart()
    assert env.manager.deliveries[hook.id].download.files == ended.download.files


async def test_report_after_arrival_is_stored_without_event(env: DeliveryEnvironment) -> None:
    file = env.put("movies/Iron Lake (2019)/Iron Lake (2019).mkv")
    first = await env.finish("/media/movies/Iron Lake (2019)", source="webhook")
    await env.ended(first)
    announced = env.announced(first)
    again = await env.finish("/media/movies/Iron Lake (2019)", file, hash=HASH, category="films")
    assert (again.id, again.download.hash, again.download.category) == (first.id, HASH, "films")
    await env.restart()
    assert env.manager.deliveries[first.id].download.hash == HASH
    assert env.announced(first) == announced


EBOOK = files("a.epub", "b.pdf")


@pytest.mark.parametrize(
    ("state", "ours", "theirs", "expected"),
    [
        (DeliveryState.WAITING, (), EBOOK, DeliveryState.SKIPPED),
        (DeliveryState.MISSING, (), EBOOK, DeliveryState.SKIPPED),
        (DeliveryState.SKIPPED, EBOOK, EBOOK, DeliveryState.SKIPPED),
        (DeliveryState.SKIPPED, EBOOK, (*EBOOK, *files("c.mkv", size=10_000)), DeliveryState.WAITING),
        (DeliveryState.AVAILABLE, (), EBOOK, DeliveryState.AVAILABLE),
    ],
)
def test_files_reported_later_decide_skipped(
    state: DeliveryState,
    ours: tuple[DownloadedFile, ...],
    theirs: tuple[DownloadedFile, ...],
    expected: DeliveryState,
) -> None:
    after = merging.with_report(delivery(state, files=ours), report(files=theirs, category="x"), NOW)
    assert (after.state, after.download.files) == (expected, theirs)


# --- what the client or the importer says that it is


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SABnzbd_nzo_1", "sabnzbd_NZO_1", True),
        ("SABnzbd_nzo_1", "SABnzbd_nzo_2", False),
        ("SABnzbd_nzo_1", None, None),
        ("12", "12", None),
        ("12", "13", None),
        ("12", "SABnzbd_nzo_1", None),
    ],
)
def test_id_of_usenet_client(one: str, other: str | None, same: bool | None) -> None:
    """None: the path decides, as two clients may count from 1."""
    first, there = delivery(client_id=one), {"client_id": other, "path": "/elsewhere"}
    assert same_download.is_same_download(first, report(client_id=other), NOW) is (same is not False)
    assert same_download.is_same_download(first, report(**there), NOW) is (same is True)
    imported = report(imported=True, source="sonarr", path="/tv/a.mkv", imported_from=f"{FOLDER}/a.mkv")
    assert same_download.is_import_of(replace(imported, client_id=other), first.download) is (same is not False)
    renamed = replace(imported, client_id=other, imported_from="/renamed/a.mkv")
    assert same_download.is_import_of(renamed, first.download) is (same is True)
    if same:
        assert same_download.keys(first.download) & same_download.keys(renamed)


@pytest.mark.parametrize(
    ("given", "same"), [({"hash": "a1" * 20}, True), ({"hash": "b2" * 20}, True), ({"hash": "c3" * 20}, False)]
)
def test_torrent_with_two_hashes(given: dict[str, Any], same: bool) -> None:
    """Importers and clients report either."""
    first = delivery(hash="a1" * 20, client_id="b2" * 20)
    other = report(**given, path="/elsewhere")
    assert same_download.is_same_download(first, other, NOW) is same
    imported = replace(other, imported=True, source="sonarr", path="/tv/a.mkv", imported_from="/renamed/a.mkv")
    assert same_download.is_import_of(imported, first.download) is same
    assert bool(same_download.keys(first.download) & same_download.keys(imported)) is same


EPISODE = MediaInfo(type="show", title="Copper Tide", season=2, episodes=(1,), episode_title="Ore", is_upgrade=False)


@pytest.mark.parametrize(
    ("other", "merged"),
    [
        (EPISODE, {}),
        ({"episodes": (2,), "episode_title": "Tin"}, {"episodes": (1, 2), "episode_title": None}),
        ({"season": 1, "episodes": (3,)}, {"season": None, "episodes": (), "episode_title": None}),
        ({"year": 2014, "quality": "WEBDL-1080p"}, {"year": 2014, "quality": "WEBDL-1080p"}),
        ({"is_upgrade": True}, {"is_upgrade": True}),
        ({"is_upgrade": None}, {}),
        ({"title": "Copper Valley", "year": 2000}, {}),
    ],
)
def test_media_of_two_reports(other: MediaInfo | dict[str, Any], merged: dict[str, Any]) -> None:
    """A pack of several seasons has neither a season nor episodes."""
    report = other if isinstance(other, MediaInfo) else replace(EPISODE, **other)
    result = merging.merge_media(EPISODE, report)
    assert result == replace(EPISODE, **merged)
    assert merging.merge_media(result, report) == merging.merge_media(result, EPISODE) == result
