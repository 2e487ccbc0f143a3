"""The options flow, a step for each purpose."""

from collections.abc import AsyncIterator
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DEFAULT_RECENTLY_ADDED, DEFAULT_SETTLE_SECONDS
from custom_components.plex_arrivals.downloads.webhook import async_webhook_url
from custom_components.plex_arrivals.flows.validation import PathMappingError, validate_path_mappings
from custom_components.plex_arrivals.plex.links import LinkStyle
from tests.flow_texts import texts
from tests.options import begin, submit, suggested

DEFAULTS: dict[str, dict[str, Any]] = {
    "folders": {"path_mappings": [], "rules": [], "imported_categories": []},
    "sources": {
        "excluded_sources": [],
        "excluded_categories": [],
        "settle_seconds": DEFAULT_SETTLE_SECONDS,
        "tag_arrivals": False,
    },
    "display": {
        "recently_added": DEFAULT_RECENTLY_ADDED,
        "link_style": "hosted",
        "upcoming_media": False,
        "seerr_scan": False,
    },
}
CHOSEN: dict[str, dict[str, Any]] = {
    "folders": {
        "path_mappings": [
            {"source": "/downloads", "plex": "/media"},
            {"source": "D:\\Torrents\\done", "plex": "//nas/media"},
        ],
        "rules": [{"category": "kids", "library": "Movies"}, {"category": "4k", "library": "Shows"}],
        "imported_categories": ["sonarr", "Radarr"],
    },
    "sources": {
        "excluded_sources": [],
        "excluded_categories": ["Linux", "books"],
        "settle_seconds": 30,
        "tag_arrivals": True,
    },
    "display": {"recently_added": 25, "link_style": "mobile", "upcoming_media": True, "seerr_scan": True},
}
TYPED: dict[str, dict[str, Any]] = {
    "folders": {
        "path_mappings": [
            {"source": "/downloads", "plex": "/media/"},
            {"source": "D:\\Torrents\\\\done\\", "plex": "//nas//media/"},
        ],
        "rules": [{"category": " kids ", "library": "Movies"}, {"category": "4k", "library": "Shows"}],
        "imported_categories": [" sonarr", "Radarr", "SONARR", " "],
    },
    "sources": {"excluded_categories": ["Linux", "books ", "linux"], "settle_seconds": 30.0, "tag_arrivals": True},
    "display": {"recently_added": 25.0, "link_style": "mobile", "upcoming_media": True, "seerr_scan": True},
}
"""Saved as CHOSEN."""


@pytest.fixture
async def entry(hass: HomeAssistant, loaded: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    hass.config_entries.async_update_entry(loaded, options={})
    yield loaded
    await hass.async_block_till_done()  # saving reloads it


async def test_menu(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    menu = await hass.config_entries.options.async_init(entry.entry_id)
    assert menu["type"] is FlowResultType.MENU
    assert menu["menu_options"] == ["folders", "sources", "webhook", "display"]


@pytest.mark.parametrize("page", DEFAULTS)
async def test_unchanged_step_saves_defaults(hass: HomeAssistant, entry: MockConfigEntry, page: str) -> None:
    result = await submit(hass, await begin(hass, entry, page))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS[page]


@pytest.mark.parametrize("page", DEFAULTS)
async def test_input_is_saved_and_shown_again(hass: HomeAssistant, entry: MockConfigEntry, page: str) -> None:
    others = {key: value for other, options in CHOSEN.items() if other != page for key, value in options.items()}
    hass.config_entries.async_update_entry(entry, options=others)
    before = entry.runtime_data
    result = await submit(hass, await begin(hass, entry, page), **TYPED[page])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {**others, **CHOSEN[page]}
    assert not any(isinstance(value, float) for value in entry.options.values())
    await hass.async_block_till_done()
    assert entry.runtime_data is not before  # the entry was loaded again with its new options
    shown = suggested(await begin(hass, entry, page))
    assert shown == {key: value for key, value in CHOSEN[page].items() if key != "excluded_sources"} | (
        {"sources": []} if page == "sources" else {}
    )


@pytest.mark.parametrize("page", DEFAULTS)
async def test_steps_work_while_entry_is_not_loaded(hass: HomeAssistant, entry: MockConfigEntry, page: str) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    result = await submit(hass, await begin(hass, entry, page), **TYPED[page])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == CHOSEN[page]


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("sources", {"settle_seconds": -1}),
        ("sources", {"settle_seconds": 3601}),
        ("sources", {"sources": ["somebody"]}),
        ("display", {"recently_added": 0}),
        ("display", {"recently_added": 51}),
        ("display", {"link_style": "elsewhere"}),
        ("folders", {"path_mappings": [{"source": "/downloads", "to": "/media"}]}),
        ("folders", {"rules": [{"library": 1}]}),
    ],
)
async def test_invalid_input_is_refused(
    hass: HomeAssistant, entry: MockConfigEntry, page: str, field: dict[str, Any]
) -> None:
    form = await begin(hass, entry, page)
    with pytest.raises(InvalidData):
        await submit(hass, form, **field)
    assert entry.options == {}


@pytest.mark.parametrize("page", ["folders", "sources", "display"])
async def test_url_of_webhook_is_shown_only_there(hass: HomeAssistant, entry: MockConfigEntry, page: str) -> None:
    async_webhook_url(hass, entry)
    result: ConfigFlowResult = await begin(hass, entry, page)
    assert result["data_schema"] is not None
    shown = repr({**result, "schema": result["data_schema"].schema})
    assert entry.data[CONF_WEBHOOK_ID] not in shown
    assert entry.data["token"] not in shown


@pytest.mark.parametrize(
    "path",
    ["/", "/downloads", "/Fílme & more/täglich", "C:\\", "d:/torrents", "\\\\nas\\media", "\\\\nas\\media\\films"],
)
def test_absolute_paths_are_valid(path: str) -> None:
    mapping = {"source": path, "plex": path}
    [valid] = validate_path_mappings([mapping])
    assert validate_path_mappings([valid]) == [valid]


@pytest.mark.parametrize(
    "path", ["", " ", ".", "downloads/done", "./downloads", "~/downloads", "C:downloads", "\\downloads"]
)
def test_relative_paths_are_invalid(path: str) -> None:
    for mapping in ({"source": path, "plex": "/media"}, {"source": "/downloads", "plex": path}):
        with pytest.raises(PathMappingError) as caught:
            validate_path_mappings([mapping])
        assert caught.value.key == "path_not_absolute"
        assert caught.value.pair == {side: typed.strip() for side, typed in mapping.items()}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/downloads", "/downloads/"),
        ("D:\\Done", "d:\\done\\"),
        ("\\\\NAS\\media", "\\\\nas\\media\\"),
        ("/a/b", " /a//b "),
    ],
)
def test_folder_cannot_be_mapped_twice(first: str, second: str) -> None:
    with pytest.raises(PathMappingError) as caught:
        validate_path_mappings([{"source": first, "plex": "/one"}, {"source": second, "plex": "/two"}])
    assert caught.value.key == "path_mapped_twice"


def test_similar_folders_can_be_mapped() -> None:
    mappings = [{"source": source, "plex": "/media"} for source in ("/tv", "/TV", "/tv-4k", "/tv/shows")]
    assert validate_path_mappings(mappings) == mappings


@given(st.lists(st.text("ab", min_size=1, max_size=2), max_size=4), st.integers(1, 3))
def test_separators_are_normalized(parts: list[str], times: int) -> None:
    """Repeated separators do not make another mapping."""
    clean = "/" + "/".join(parts)
    sloppy = "/" + ("/" * times).join(parts) + "/" * times
    assert validate_path_mappings([{"source": sloppy, "plex": sloppy}]) == [{"source": clean, "plex": clean}]


def test_every_link_style_is_translated() -> None:
    assert set(texts()["selector"]["link_style"]["options"]) == set(LinkStyle)
