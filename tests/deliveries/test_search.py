"""Deliveries are found by the keys of their items and by paths."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.plex_arrivals.deliveries import history, search
from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.deliveries.routing import PathMapping
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import PlexFile

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MAPPINGS = [PathMapping(source="/downloads", plex="/media")]


def arrived(delivery_id: str, path: str, *files: str, count: int = 0, **changes: Any) -> Delivery:
    """Return a delivery whose files Plex has, of which it lists these."""
    items = tuple(
        DeliveredItem(
            rating_key=f"{delivery_id}{number}", title="T", type="episode", url="u", file=PlexFile(path=file, size=1)
        )
        for number, file in enumerate(files)
    )
    download = Download(name="x", path=path, source="test", **changes)
    return Delivery(
        id=delivery_id,
        download=download,
        created_at=NOW,
        updated_at=NOW,
        state=DeliveryState.AVAILABLE,
        items=items,
        item_count=count or len(items),
    )


MOVIE = arrived("movie", "/downloads/Copper.Sky.2021", "/media/Copper.Sky.2021/Copper Sky.mkv")
EPISODE = arrived("episode", "/tv/Night Ferry/Season 02/e05.mkv", "/tv/Night Ferry/Season 02/e05.mkv")
PACK = arrived("pack", "/downloads/Night.Ferry.S02", "/media/Night.Ferry.S02/e01.mkv", count=30)
IMPORTED = arrived(
    "imported",
    "/tv/Copper Valley/Season 01",
    "/tv/Copper Valley/Season 01/e01.mkv",
    imported=True,
    imported_from="/torrents/Copper.Valley.S01",
)
MISSING = replace(
    arrived("missing", "C:\\Downloads\\Lost", files=(DownloadedFile(path="C:\\Downloads\\Lost\\a.mkv"),)),
    state=DeliveryState.MISSING,
)
SHARED = arrived("shared", "/downloads", "/media/loose.mkv")
"""Its folder is the one that the client shares among all downloads."""
ALL = [MOVIE, EPISODE, PACK, IMPORTED, MISSING, SHARED]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        pytest.param("/media/Copper.Sky.2021/Copper Sky.mkv", ["movie"], id="a file in Plex"),
        pytest.param("/downloads/Copper.Sky.2021/Copper Sky.mkv", ["movie"], id="the same file in the client"),
        pytest.param("/downloads/Copper.Sky.2021/", ["movie"], id="its folder in the client"),
        pytest.param("/media/Copper.Sky.2021", ["movie"], id="its folder in Plex"),
        pytest.param("/downloads/Copper.Sky", [], id="a part of a name"),
        pytest.param("/tv/Night Ferry", ["episode"], id="the folder of a show"),
        pytest.param("/tv", ["episode", "imported"], id="a folder of several"),
        pytest.param("/media/Night.Ferry.S02/e30.mkv", ["pack"], id="a file of a pack that is not listed"),
        pytest.param("/media/Copper.Sky.2021/other.mkv", [], id="not its only file"),
        pytest.param("/tv/Copper Valley/Season 01/e01.mkv", ["imported"], id="an imported file"),
        pytest.param("/tv/Copper Valley/Season 01/e02.mkv", [], id="another file beside the imported one"),
        pytest.param("/torrents/Copper.Valley.S01/b.mkv", ["imported"], id="the client's file before the import"),
        pytest.param("c:/downloads/lost/A.mkv", ["missing"], id="a Windows path in other notation"),
        pytest.param("/media/other.mkv", [], id="beside a download in a shared folder"),
        pytest.param("/nothing", [], id="nothing"),
    ],
)
def test_by_path(path: str, found: list[str]) -> None:
    assert [delivery.id for delivery in search.by_paths(ALL, [path], MAPPINGS)] == found


def test_file_that_is_listed_is_preferred() -> None:
    """A later download of a file in the folder of a pack."""
    upgrade = arrived("upgrade", "/downloads/e07.mkv", "/media/Night.Ferry.S02/e07.mkv")
    found = search.by_paths([upgrade, PACK], ["/media/Night.Ferry.S02/e07.mkv"], MAPPINGS)
    assert [delivery.id for delivery in found] == ["upgrade"]


def test_by_rating_key() -> None:
    items = tuple(
        DeliveredItem(rating_key=str(number), title="T", type="episode", url="u") for number in range(100, 300)
    )
    keys = (*(str(number) for number in range(100, 340)), "season", "show")
    pack = replace(PACK, items=items, item_count=240, rating_keys=keys)
    for delivery in (pack, history.summary(pack)):
        for key in ("100", "339", "season", "show"):
            assert list(search.by_rating_key([MOVIE, delivery], key)) == [delivery]
        assert list(search.by_rating_key([MOVIE, delivery], "10")) == []
    assert list(search.by_rating_key([MOVIE], "movie0")) == [MOVIE], "stored before there were `rating_keys`"
