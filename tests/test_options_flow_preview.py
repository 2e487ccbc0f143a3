"""The preview of where downloads would go."""

from collections.abc import AsyncIterator

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.download import Download
from testing.plex_server import PlexServer
from tests.options import begin, choose, placeholders, report, submit, suggested


@pytest.fixture
async def entry(hass: HomeAssistant, loaded: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    hass.config_entries.async_update_entry(loaded, options={})
    yield loaded
    await hass.async_block_till_done()  # saving reloads it


async def test_back_from_preview_of_useless_mapping(
    hass: HomeAssistant, entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    await report(entry, "/downloads/Something")
    bad = {"source": "/downloads", "plex": "/nowhere"}
    menu = await submit(hass, await begin(hass, entry, "folders"), path_mappings=[bad], imported_categories=["x"])
    assert placeholders(menu) == {
        "changed": "—",
        "unchanged": "- `Something`: **No library for this folder** (`/downloads/Something`)",
    }

    form = await choose(hass, menu, "folders")
    assert form["step_id"] == "folders"
    assert suggested(form)["path_mappings"] == [bad]
    assert suggested(form)["imported_categories"] == ["x"]
    requests = len(plex_server.requests)
    menu = await submit(hass, form, path_mappings=[{"source": "/downloads", "plex": "/media/movies"}])
    changed = "- `Something`: ~~No library for this folder~~ → **Movies** (`/media/movies/Something`)"
    assert placeholders(menu) == {"changed": changed, "unchanged": "—"}
    assert len(plex_server.requests) == requests


async def test_preview_shows_each_folder_and_category(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    for number in range(8):
        await report(entry, f"/downloads/a/{number}")
    await report(entry, "/downloads/a/other", category="other")
    await report(entry, "/downloads/b/`_*![]()\n")
    menu = await submit(hass, await begin(hass, entry, "folders"))
    *lines, others = placeholders(menu)["unchanged"].splitlines()
    assert len(lines) == 5
    assert [line.partition(":")[0] for line in lines[:3]] == ["- `'_*![]() `", "- `other`", "- `7`"]
    assert others == "- … (+5)"


async def test_preview_marks_what_changes_and_what_looks_odd(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, options={"path_mappings": [{"source": "/a", "plex": "/media/shows"}]})
    for path in (
        "/a/Valley.S01",
        "/b/Tin.Valley.S02E03",
        "/media/movies/Iron.Lake.2019.1080p",
        "/media/movies/Zinc.Valley.S01E01.1080p",
    ):
        download = Download(name=path.rpartition("/")[2], path=path, source="action")
        await entry.runtime_data.manager.on_download_complete(download)
    form = await begin(hass, entry, "folders")
    assert form["last_step"] is False
    mappings = [{"source": "/a", "plex": "/media/shows/kids"}, {"source": "/b", "plex": "/media/movies"}]
    menu = await submit(hass, form, path_mappings=mappings)
    assert placeholders(menu)["changed"].splitlines() == [
        "- `Tin.Valley.S02E03`: ~~Shows~~ → **Movies** (`/media/movies/Tin.Valley.S02E03`) ⚠️ looks like: TV shows",
        "- `Valley.S01`: **Shows** (~~`/media/shows/Valley.S01`~~ → `/media/shows/kids/Valley.S01`)",
    ]
    assert placeholders(menu)["unchanged"].splitlines() == [
        "- `Zinc.Valley.S01E01.1080p`: **Movies** (`/media/movies/Zinc.Valley.S01E01.1080p`) ⚠️ looks like: TV shows",
        "- `Iron.Lake.2019.1080p`: **Movies** (`/media/movies/Iron.Lake.2019.1080p`)",
    ]


async def test_page_saves_at_once_if_there_is_nothing_to_preview(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    form = await begin(hass, entry, "folders")
    assert form["last_step"] is True
    assert (await submit(hass, form, **suggested(form)))["type"] is FlowResultType.CREATE_ENTRY
