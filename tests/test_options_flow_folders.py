"""The step about folders: suggestions, validation and preview."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.clients import CLIENTS
from custom_components.plex_arrivals.downloads.importers.kinds import IMPORTERS
from custom_components.plex_arrivals.flows.selectors import library_options
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.downloads.conftest import set_up
from tests.downloads.fake_clients import TransmissionServer
from tests.flow_texts import texts
from tests.options import begin, choose, placeholders, report, submit, suggested

GOOD = {"source": "/downloads", "plex": "/media"}


@pytest.fixture
async def entry(hass: HomeAssistant, loaded: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    hass.config_entries.async_update_entry(loaded, options={})
    await until(lambda: not loaded.runtime_data.starting)  # clients are followed from then on
    yield loaded
    await hass.async_block_till_done()  # saving reloads it


@pytest.fixture
async def transmission(socket_enabled: None) -> AsyncIterator[TransmissionServer]:
    server = TransmissionServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def transmission_entry(hass: HomeAssistant, transmission: TransmissionServer) -> AsyncIterator[MockConfigEntry]:
    """Return the entry with a Transmission client that has downloads in `/downloads/shows` and `/downloads`."""
    transmission.torrents["a" * 40] = {"downloadDir": "/downloads/shows", "labels": ["tv"]}
    transmission.torrents["b" * 40] = {"downloadDir": "/downloads", "labels": ["sonarr"]}
    transmission.torrents["c" * 40] = {"downloadDir": "/downloads", "labels": ["misc", "misc2"]}
    transmission.run("a" * 40, name="Copper.Valley.S01")
    transmission.run("b" * 40, name="Tin.Valley.S01")
    transmission.finish("c" * 40, name="Something")
    source = await set_up(hass, transmission)
    yield source
    await hass.config_entries.async_unload(source.entry_id)


def fields(form: ConfigFlowResult, key: str) -> dict[str, list[str]]:
    """Return the options of each field of a list of pairs."""
    return {
        name: [one["value"] if isinstance(one, dict) else one for one in choice["options"]]
        for name, choice in choices(form, key).items()
    }


def choices(form: ConfigFlowResult, key: str) -> dict[str, dict[str, Any]]:
    """Return the select selector of each field of a list of pairs."""
    assert form["data_schema"] is not None
    config = form["data_schema"].schema[key].config["fields"]
    return {name: field["selector"]["select"] for name, field in config.items()}


async def test_folders_are_shown_and_mapping_is_proposed(
    hass: HomeAssistant, transmission_entry: MockConfigEntry, entry: MockConfigEntry
) -> None:
    form = await begin(hass, entry, "folders")
    shown = placeholders(form)
    assert shown["sources"] == "- Transmission: `/downloads`, `/downloads/shows`"
    assert shown["libraries"] == "- Movies: `/media/movies`\n- Shows: `/media/shows`\n- Music: `/media/music`"
    assert shown["proposals"] == "- `/downloads` → `/media`"
    assert suggested(form)["path_mappings"] == [GOOD]
    assert fields(form, "path_mappings") == {
        "source": ["/downloads", "/downloads/shows"],
        "plex": ["/media", "/media/movies", "/media/shows", "/media/music"],
    }
    assert fields(form, "rules") == {
        "category": ["tv", "sonarr", "misc", "misc2"],
        "library": ["Movies", "Shows", "Music"],
    }


async def test_preview_shows_destinations(
    hass: HomeAssistant, transmission_entry: MockConfigEntry, entry: MockConfigEntry
) -> None:
    form = await begin(hass, entry, "folders")
    menu = await submit(
        hass,
        form,
        path_mappings=[GOOD],
        rules=[{"category": "misc", "library": "Music"}],
        imported_categories=["Sonarr"],
    )
    assert (menu["type"], menu["step_id"]) == (FlowResultType.MENU, "preview")
    assert set(placeholders(menu)["changed"].splitlines()) == {
        "- `Copper.Valley.S01`: **Shows** (`/media/shows/Copper.Valley.S01`)",
        "- `Tin.Valley.S01`: ~~Shows~~ → **Waiting for Sonarr, Radarr, or Lidarr**",
        "- `Something`: ~~Movies~~ → **Music** ⚠️ looks like: Movies",
    }
    assert placeholders(menu)["unchanged"] == "—"
    assert entry.options == {}
    result = await choose(hass, menu, "save")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {
        "path_mappings": [GOOD],
        "rules": [{"category": "misc", "library": "Music"}],
        "imported_categories": ["Sonarr"],
    }


async def test_imported_download_is_shown_once_where_it_is_now(
    hass: HomeAssistant, transmission_entry: MockConfigEntry, entry: MockConfigEntry
) -> None:
    """The client still lists it in its own folder, which no importer's is."""
    [torrent] = [one for one in await entry.runtime_data.sources.async_downloads() if one.name == "Something"]
    season = "/media/shows/Tin Valley/Season 01"
    imported = replace(torrent, source="sonarr", path=season, imported=True, imported_from=torrent.path)
    for download in (torrent, replace(imported, source_entry_id=None)):
        await entry.runtime_data.manager.on_download_complete(download)
    form = await begin(hass, entry, "folders")
    assert (
        placeholders(form)["sources"]
        == "- Transmission: `/downloads`, `/downloads/shows`\n- Sonarr: `/media/shows/Tin Valley`"
    )
    menu = await submit(hass, form, path_mappings=[GOOD])
    assert placeholders(menu)["changed"].count("Something") == 0
    [line] = [line for line in placeholders(menu)["unchanged"].splitlines() if "Something" in line]
    assert line.startswith(f"- `Something`: **Shows** (`{season}`)")


async def test_saved_proposal_fixes_unmatched_deliveries(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await report(entry, "/downloads/music/Something")
    [stranded] = entry.runtime_data.manager.deliveries
    form = await begin(hass, entry, "folders")
    menu = await submit(hass, form, **suggested(form))
    assert placeholders(menu)["changed"].endswith("→ **Music** (`/media/music/Something`)")
    await choose(hass, menu, "save")
    await hass.async_block_till_done()  # reloaded
    await until(lambda: entry.runtime_data.manager.deliveries[stranded].library_title == "Music")


async def test_libraries_are_a_list(hass: HomeAssistant, entry: MockConfigEntry, plex_server: PlexServer) -> None:
    """With that of a rule whose library is gone; any text will do if Plex does not say which it has."""
    rule = {"category": "kids", "library": "Kids"}
    hass.config_entries.async_update_entry(entry, options={"rules": [rule]})
    form = await begin(hass, entry, "folders")
    assert fields(form, "rules") == {"category": ["kids"], "library": ["Movies", "Shows", "Music", "Kids"]}
    assert choices(form, "rules")["library"]["custom_value"] is False
    assert choices(form, "rules")["category"]["custom_value"] is True
    with pytest.raises(InvalidData):
        await submit(hass, form, rules=[{**rule, "library": "Moovies"}])
    await submit(hass, form, rules=[rule, {"category": "tv", "library": "Shows"}])
    assert entry.options["rules"] == [rule, {"category": "tv", "library": "Shows"}]


async def test_imported_downloads_cause_no_proposals(
    hass: HomeAssistant, transmission_entry: MockConfigEntry, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(entry, options={"imported_categories": ["TV"]})
    form = await begin(hass, entry, "folders")
    assert placeholders(form)["proposals"] == "—"
    assert suggested(form)["path_mappings"] == []


async def test_remove_last_mapping(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await submit(hass, await begin(hass, entry, "folders"), path_mappings=[GOOD])
    assert entry.options["path_mappings"] == [GOOD]
    await submit(hass, await begin(hass, entry, "folders"), path_mappings=[])
    assert entry.options["path_mappings"] == []


@pytest.mark.parametrize(
    ("field", "bad", "error"),
    [
        ("path_mappings", {"source": "downloads", "plex": "/media"}, "path_not_absolute"),
        ("path_mappings", {"source": "/movies", "plex": "media/movies"}, "path_not_absolute"),
        ("path_mappings", {"source": "", "plex": "/media"}, "path_not_absolute"),
        ("path_mappings", {"source": "/movies"}, "path_not_absolute"),
        ("path_mappings", {"source": "/downloads//", "plex": "/other"}, "path_mapped_twice"),
        ("rules", {"category": " ", "library": "Movies"}, "rule_without_category"),
        ("rules", {"library": "Movies"}, "rule_without_category"),
        ("rules", {"category": "tv"}, "rule_without_library"),
    ],
)
async def test_recovers_from_invalid_pair(
    hass: HomeAssistant, entry: MockConfigEntry, field: str, bad: dict[str, str], error: str
) -> None:
    typed = {"path_mappings": [GOOD], "rules": [{"category": "kids", "library": "Movies"}], "imported_categories": []}
    wrong = {**typed, field: [*typed[field], bad]}
    form = await submit(hass, await begin(hass, entry, "folders"), **wrong)
    assert form["type"] is FlowResultType.FORM
    assert form["errors"] == {field: error}
    assert {side: word.strip() for side, word in bad.items()}.items() <= placeholders(form).items()
    assert suggested(form) == wrong
    assert entry.options == {}

    result = await submit(hass, form, **typed)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == typed


async def test_new_pair_is_empty(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The frontend fills in the first option of a required field."""
    await report(entry, "/nowhere/8e3f2a77", category="late")
    form = await begin(hass, entry, "folders")
    assert form["data_schema"] is not None
    for key in ("path_mappings", "rules"):
        config = form["data_schema"].schema[key].config["fields"]
        assert [(one.get("required"), one.get("default")) for one in config.values()] == [(False, None)] * 2
    preview = await submit(hass, form, path_mappings=[{}], rules=[{}, {"category": " "}])
    await choose(hass, preview, "save")
    assert (entry.options["path_mappings"], entry.options["rules"]) == ([], [])


async def test_sources_have_names(
    hass: HomeAssistant, transmission_entry: MockConfigEntry, entry: MockConfigEntry
) -> None:
    """Also those whose integration was removed."""
    await report(entry, "/one/8e3f2a77")
    await report(entry, "/two/8e3f2a78", source="webhook")
    await report(entry, "/three/8e3f2a79", source="qbittorrent", source_entry_id="01HGONE")
    lines = placeholders(await begin(hass, entry, "folders"))["sources"].splitlines()
    assert {
        "- `plex_arrivals.download_completed`: `/one`",
        "- Webhook: `/two`",
        "- qBittorrent: `/three`",
    } <= set(lines)


def test_every_source_has_a_name() -> None:
    named = texts()["entity"]["sensor"]["last_arrival"]["state_attributes"]["source"]["state"]
    assert {*CLIENTS, *IMPORTERS, "action", "webhook"} == set(named)


async def test_rule_for_any_library_while_plex_is_offline(
    hass: HomeAssistant, entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    await plex_server.stop()
    await entry.runtime_data.coordinator.async_refresh()
    rules = [{"category": "tv", "library": "Not there yet"}]
    await submit(hass, await begin(hass, entry, "folders"), rules=rules)
    assert entry.options["rules"] == rules


async def test_client_that_does_not_respond_is_skipped(
    hass: HomeAssistant, transmission_entry: MockConfigEntry, entry: MockConfigEntry, transmission: TransmissionServer
) -> None:
    transmission.broken = True
    await transmission_entry.runtime_data.async_refresh()
    form = await begin(hass, entry, "folders")
    assert (await submit(hass, form, path_mappings=[GOOD]))["type"] in (
        FlowResultType.MENU,
        FlowResultType.CREATE_ENTRY,
    )


async def test_excluded_sources(
    hass: HomeAssistant, transmission_entry: MockConfigEntry, entry: MockConfigEntry
) -> None:
    form = await begin(hass, entry, "sources")
    assert form["data_schema"] is not None
    assert form["data_schema"].schema["sources"].config["options"] == [
        {"value": transmission_entry.entry_id, "label": "Transmission"}
    ]
    offered = form["data_schema"].schema["excluded_categories"].config["options"]
    assert offered == ["tv", "sonarr", "misc", "misc2"]
    assert suggested(form)["sources"] == [transmission_entry.entry_id]

    await submit(hass, form, sources=[], excluded_categories=["misc"])
    await hass.async_block_till_done()
    assert entry.options["excluded_sources"] == [transmission_entry.entry_id]
    assert not entry.runtime_data.sources.followed
    form = await begin(hass, entry, "sources")
    assert suggested(form)["sources"] == []
    assert suggested(form)["excluded_categories"] == ["misc"]

    await submit(hass, form, sources=[transmission_entry.entry_id])
    await hass.async_block_till_done()
    await submit(hass, await begin(hass, entry, "sources"), settle_seconds=7)
    await hass.async_block_till_done()
    assert entry.options["excluded_sources"] == []
    assert list(entry.runtime_data.sources.followed) == [transmission_entry.entry_id]


def test_libraries_with_the_same_title_can_be_told_apart() -> None:
    libraries = [
        PlexLibrary(id=str(number), title=title, type=LibraryType.MOVIE, locations=(f"/media/{number}",))
        for number, title in enumerate(("Films", "Kids", "films"))
    ]
    assert library_options(libraries) == [
        {"value": "0", "label": "Films (/media/0)"},
        {"value": "Kids", "label": "Kids"},
        {"value": "2", "label": "films (/media/2)"},
    ]
