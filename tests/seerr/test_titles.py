"""Who asked for what arrived: which title it is, and whose requests are for it."""

from typing import Any

import pytest

from custom_components.plex_arrivals.plex.models import LibraryType, PlexMediaItem
from custom_components.plex_arrivals.seerr.requesters import Title, numbers, requester_names, title_of


def movie(title: str = "Copper Sky", **details: Any) -> PlexMediaItem:
    about: dict[str, Any] = {"id": "1", "type": "movie", "title": title, "url": "u", "year": 2021}
    return PlexMediaItem(**about | details)


def episode(number: int = 1, season: int | None = 2, **details: Any) -> PlexMediaItem:
    about: dict[str, Any] = {"id": f"1{number}", "type": "episode", "title": "Ore", "url": "u", "season": season}
    return PlexMediaItem(**about | {"show": "Copper Valley", "show_id": "7", "episode": number} | details)


def request(name: object = "Ana", *seasons: object, **details: Any) -> dict[str, Any]:
    return {
        "status": 2,
        "requestedBy": {"displayName": name},
        "seasons": [{"seasonNumber": n} for n in seasons],
    } | details


MOVIE = Title(type=LibraryType.MOVIE, rating_key="1", external_ids=("tmdb://603",))
SHOW = Title(type=LibraryType.SHOW, rating_key="7", seasons=frozenset((2,)))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([movie(external_ids=("tmdb://603",))], MOVIE),
        pytest.param([movie(external_ids=("tmdb://603",)), movie(id="2")], MOVIE, id="in two libraries"),
        ([movie(), movie("Tin Orchard", id="2")], None),
        ([movie(), movie(id="2", year=1974)], None),
        ([episode()], SHOW),
        ([episode(1), episode(2)], SHOW),
        pytest.param([episode(external_ids=("tvdb://9",))], SHOW, id="the IDs of an episode are not those of its show"),
        (
            [episode(1), episode(1, season=3)],
            Title(type=LibraryType.SHOW, rating_key="7", seasons=frozenset((2, 3))),
        ),
        ([episode(season=None)], Title(type=LibraryType.SHOW, rating_key="7")),
        ([episode(), episode(show="Tin Valley", show_id="8")], None),
        ([episode(show_id=None)], None),
        ([movie(), episode()], None),
        ([movie(type="track")], None),
    ],
)
def test_title(items: list[PlexMediaItem], expected: Title | None) -> None:
    assert title_of(items) == expected


def test_numbers_that_seerr_has() -> None:
    assert numbers(("imdb://tt0133093", "tmdb://603", "tvdb://169")) == {"tmdb": "603", "tvdb": "169"}
    assert numbers(("tmdb://", "tvdb://../user", "tmdb", "tvdb://-1", "tvdb://1?x")) == {}


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        ([], []),
        ([request("Ana", 2)], ["Ana"]),
        pytest.param([request("Ana", 1), request("Ben", 1, 2)], ["Ben"], id="another season"),
        pytest.param([request("Ana", status=3), request("Ben", status=5)], ["Ben"], id="declined"),
        pytest.param([request("Ana", status=4), request("Ben", status=1)], ["Ana", "Ben"], id="failed and pending"),
        pytest.param([request(seasons=None)], ["Ana"], id="without seasons"),
        pytest.param([request("Ana", "x", None, {})], ["Ana"], id="odd seasons"),
        pytest.param([request(" Ana ")], ["Ana"], id="spaces"),
        pytest.param([request("A" * 300)], ["A" * 100], id="long name"),
        pytest.param([request(None), request(5), request(""), request(" "), request({})], [], id="odd names"),
        pytest.param([request(requestedBy=None), request("Ben")], ["Ben"], id="no user"),
    ],
)
def test_names(requests: list[dict[str, Any]], expected: list[str]) -> None:
    assert list(requester_names(requests, frozenset((2,)))) == expected


def test_requests_for_any_season_count_if_the_season_is_not_known() -> None:
    assert list(requester_names([request("Ana", 1)], frozenset())) == ["Ana"]
