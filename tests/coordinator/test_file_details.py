"""What lists do not have of the files of recently added items: HDR and languages."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant

from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.entities.conftest import library_of
from tests.virtual_time import pass_one_minute

from .conftest import MOVIES_ADDED, add_film, paths

ITEMS = "/library/metadata/"
TITLE = "Paper Harbour (2021) 2160p HDR10"


def _items(hass: HomeAssistant) -> list[dict[str, Any]]:
    found = hass.states.get(MOVIES_ADDED)
    assert found
    items: list[dict[str, Any]] = found.attributes["items"]
    return items


def _newest(hass: HomeAssistant) -> dict[str, Any]:
    return _items(hass)[0]


def _harbour(hass: HomeAssistant) -> dict[str, Any]:
    return next(item for item in _items(hass) if item["title"] == "Paper Harbour")


async def test_hdr_and_languages_are_requested_once(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    path = add_film(tmp_path, TITLE)
    notified.scan_by_itself(library_of(notified, "Movies"), path)
    await until(lambda: _newest(hass)["title"] == "Paper Harbour", 10)
    newest = _newest(hass)
    assert (newest["resolution"], newest["hdr"], newest["audio_languages"]) == ("4k", "HDR10", ["en", "de"])

    await pass_one_minute()
    notified.requests.clear()
    notified.add_items(library_of(notified, "Movies"), 1)
    notified.scan_by_itself(library_of(notified, "Movies"))
    await until(lambda: any(one.startswith(ITEMS) for one in paths(notified)), 605)
    await pass_one_minute()
    rating_key = newest["rating_key"]
    assert not [one for one in paths(notified) if rating_key in one.removeprefix(ITEMS).split(",")]
    assert {item["title"]: item["hdr"] for item in _items(hass)}["Paper Harbour"] == "HDR10"


async def test_list_is_shown_without_them_if_plex_fails(
    hass: HomeAssistant, notified: PlexServer, tmp_path: Path
) -> None:
    with notified.fail(Fault.STATUS(500), f"{ITEMS}*") as rule:
        notified.scan_by_itself(library_of(notified, "Movies"), add_film(tmp_path, TITLE))
        await until(lambda: _newest(hass)["title"] == "Paper Harbour", 10)
        assert rule.hits
        assert (_newest(hass)["resolution"], _newest(hass)["hdr"]) == ("4k", None)


async def test_file_that_plex_analyzes_later(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    """The item is the same otherwise; while it cannot be requested again, at least the list is current."""
    movies = library_of(notified, "Movies")
    notified.scan_by_itself(movies, add_film(tmp_path, "Paper Harbour (2021)"))
    await until(lambda: _newest(hass)["title"] == "Paper Harbour", 10)
    assert _harbour(hass)["hdr"] is None
    await pass_one_minute()
    item = next(item for item in notified.items(movies) if item.title == "Paper Harbour")
    item.media[0].parts[0].file = f"/media/movies/{TITLE}.mkv"
    rule = notified.fail(Fault.STATUS(500), f"{ITEMS}*")
    notified.add_items(movies, 1)
    await until(lambda: _harbour(hass)["resolution"] == "4k", 1300)
    rule.lift()
    notified.add_items(movies, 2)
    await until(lambda: _harbour(hass)["hdr"] == "HDR10", 1300)
