"""What is new, in groups, and what the tool says if there is more of it than it reads."""

from pathlib import Path

from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.plex_server import PlexServer

from .conftest import Ask
from .test_answers import requested, titled

SHOWS = "/library/sections/2/all"


async def list_again(entry: MockConfigEntry, library_id: str) -> None:
    await entry.runtime_data.coordinator._recently_added.fetch_library(library_id)
    entry.runtime_data.coordinator._async_push()


async def test_season_pack(ask: Ask, exposed: MockConfigEntry, plex_server: PlexServer, tmp_path: Path) -> None:
    folder = tmp_path / "shows" / "Night Ferry" / "Season 02"
    folder.mkdir(parents=True)
    for number in range(1, 25):
        (folder / f"Night Ferry - S02E{number:02}.mkv").write_bytes(b"x")
    plex_server.scan_now(plex_server.catalog.libraries["2"])
    await list_again(exposed, "2")
    answer = (await ask("get_recently_added", show="night ferry")).data
    assert [(one["type"], one["count"], len(one["episodes"])) for one in answer["items"]] == [("season", 24, 24)]
    assert "note" not in answer


async def test_more_than_is_read(ask: Ask, exposed: MockConfigEntry, plex_server: PlexServer) -> None:
    """Of 13 seasons of 10 episodes, 100 episodes are read, with the 2 that are newer."""
    plex_server.add_items(plex_server.catalog.libraries["2"], 130)
    await list_again(exposed, "2")
    plex_server.requests.clear()
    answer = (await ask("get_recently_added", library="Shows")).data
    assert requested(plex_server) == [SHOWS]
    assert [one.get("count") for one in answer["items"]] == [2, *[10] * 9, None]
    assert answer["note"] == "More was added than is listed and counted here, in: Shows."


async def test_show_without_letters(ask: Ask, exposed: MockConfigEntry, plex_server: PlexServer) -> None:
    assert (await ask("get_recently_added", show="!!!")).data["items"] == []
    titled(plex_server, "The Quiet Hours").title = "!!!"
    await list_again(exposed, "3")
    assert [one["type"] for one in (await ask("get_recently_added", show="!!!")).data["items"]] == ["album"]
