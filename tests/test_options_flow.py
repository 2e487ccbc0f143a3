"""Choosing options for a server."""

from collections.abc import AsyncIterator
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DEFAULT_RECENTLY_ADDED, DEFAULT_SETTLE_SECONDS
from custom_components.plex_arrivals.options_flow import PathMappingError, checked_path_mappings
from custom_components.plex_arrivals.plex.links import LinkStyle
from tests.flow_texts import texts

GOOD = {"source": "/downloads", "plex": "/media"}
DEFAULTS = {
    "path_mappings": [],
    "rules": [],
    "settle_seconds": DEFAULT_SETTLE_SECONDS,
    "recently_added": DEFAULT_RECENTLY_ADDED,
    "link_style": "hosted",
}


@pytest.fixture
async def entry(hass: HomeAssistant, loaded: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    hass.config_entries.async_update_entry(loaded, options={})
    yield loaded
    await hass.async_block_till_done()  # saving reloads it


async def begin(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "init"
    return form


async def submit(hass: HomeAssistant, form: ConfigFlowResult, **fields: Any) -> ConfigFlowResult:
    return await hass.config_entries.options.async_configure(form["flow_id"], fields)


def suggested(form: ConfigFlowResult) -> dict[str, Any]:
    assert form["data_schema"] is not None
    found = {str(key): (key.description or {}).get("suggested_value") for key in form["data_schema"].schema}
    return {key: value for key, value in found.items() if value is not None}


async def test_saving_untouched_gives_the_defaults(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    result = await submit(hass, await begin(hass, entry))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS


async def test_everything_chosen_is_kept_and_shown_again(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    before = entry.runtime_data
    rules = [{"category": "kids", "library": "Movies"}, {"category": "4k", "library": "Not there yet"}]
    mappings = [GOOD, {"source": "D:\\Torrents\\\\done\\", "plex": "//nas//media/"}]
    form = await begin(hass, entry)
    result = await submit(
        hass, form, path_mappings=mappings, rules=rules, settle_seconds=30.0, recently_added=25.0, link_style="mobile"
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {
        "path_mappings": [GOOD, {"source": "D:\\Torrents\\done", "plex": "/nas/media"}],
        "rules": rules,
        "settle_seconds": 30,
        "recently_added": 25,
        "link_style": "mobile",
    }
    assert isinstance(entry.options["settle_seconds"], int)
    await hass.async_block_till_done()
    assert entry.runtime_data is not before  # the entry was loaded again with its new options
    assert suggested(await begin(hass, entry)) == entry.options


async def test_rules_offer_the_libraries(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    schema = (await begin(hass, entry))["data_schema"]
    assert schema is not None
    fields = schema.schema["rules"].config["fields"]
    assert fields["library"]["selector"]["select"]["options"] == ["Movies", "Shows", "Music"]


async def test_rules_can_be_typed_while_the_entry_is_not_loaded(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    schema = (await begin(hass, entry))["data_schema"]
    assert schema is not None
    assert schema.schema["rules"].config["fields"]["library"]["selector"]["select"]["options"] == []


async def test_removing_the_last_mapping(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await submit(hass, await begin(hass, entry), path_mappings=[GOOD])
    assert entry.options["path_mappings"] == [GOOD]
    await submit(hass, await begin(hass, entry), path_mappings=[])
    assert entry.options["path_mappings"] == []


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ({"source": "downloads", "plex": "/media"}, "path_not_absolute"),
        ({"source": "/movies", "plex": "media/movies"}, "path_not_absolute"),
        ({"source": "", "plex": "/media"}, "path_not_absolute"),
        ({"source": "/downloads//", "plex": "/other"}, "path_mapped_twice"),
    ],
)
async def test_recovers_from_a_bad_mapping(
    hass: HomeAssistant, entry: MockConfigEntry, bad: dict[str, str], error: str
) -> None:
    form = await submit(hass, await begin(hass, entry), path_mappings=[GOOD, bad], settle_seconds=7)
    assert form["type"] is FlowResultType.FORM
    assert form["errors"] == {"path_mappings": error}
    assert form["description_placeholders"] is not None
    assert bad.items() <= form["description_placeholders"].items()
    assert suggested(form)["path_mappings"] == [GOOD, bad]
    assert suggested(form)["settle_seconds"] == 7
    assert entry.options == {}

    result = await submit(hass, form, path_mappings=[GOOD], settle_seconds=7)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {**DEFAULTS, "path_mappings": [GOOD], "settle_seconds": 7}


@pytest.mark.parametrize(
    "field",
    [
        {"settle_seconds": -1},
        {"settle_seconds": 3601},
        {"recently_added": 0},
        {"recently_added": 51},
        {"link_style": "elsewhere"},
        {"path_mappings": [{"source": "/downloads"}]},
    ],
)
async def test_what_the_form_does_not_offer_is_refused(
    hass: HomeAssistant, entry: MockConfigEntry, field: dict[str, Any]
) -> None:
    form = await begin(hass, entry)
    with pytest.raises(InvalidData):
        await submit(hass, form, **field)
    assert entry.options == {}


@pytest.mark.parametrize(
    "path",
    ["/", "/downloads", "/Fílme & more/täglich", "C:\\", "d:/torrents", "\\\\nas\\media", "\\\\nas\\media\\films"],
)
def test_absolute_paths_of_every_system(path: str) -> None:
    mapping = {"source": path, "plex": path}
    [checked] = checked_path_mappings([mapping])
    assert checked_path_mappings([checked]) == [checked]


@pytest.mark.parametrize(
    "path", ["", " ", ".", "downloads/done", "./downloads", "~/downloads", "C:downloads", "\\downloads"]
)
def test_relative_paths(path: str) -> None:
    for mapping in ({"source": path, "plex": "/media"}, {"source": "/downloads", "plex": path}):
        with pytest.raises(PathMappingError) as caught:
            checked_path_mappings([mapping])
        assert caught.value.key == "path_not_absolute"
        assert caught.value.mapping == mapping


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/downloads", "/downloads/"),
        ("D:\\Done", "d:\\done\\"),
        ("\\\\NAS\\media", "\\\\nas\\media\\"),
        ("/a/b", " /a//b "),
    ],
)
def test_one_source_cannot_lead_to_two_folders(first: str, second: str) -> None:
    with pytest.raises(PathMappingError) as caught:
        checked_path_mappings([{"source": first, "plex": "/one"}, {"source": second, "plex": "/two"}])
    assert caught.value.key == "path_mapped_twice"


def test_sources_that_only_look_alike() -> None:
    mappings = [{"source": source, "plex": "/media"} for source in ("/tv", "/TV", "/tv-4k", "/tv/shows")]
    assert checked_path_mappings(mappings) == mappings


@given(st.lists(st.text("ab", min_size=1, max_size=2), max_size=4), st.integers(1, 3))
def test_separators_are_put_in_order(parts: list[str], times: int) -> None:
    """However often a separator is written, one mapping comes out."""
    clean = "/" + "/".join(parts)
    sloppy = "/" + ("/" * times).join(parts) + "/" * times
    assert checked_path_mappings([{"source": sloppy, "plex": sloppy}]) == [{"source": clean, "plex": clean}]


def test_every_link_style_has_a_text() -> None:
    assert set(texts()["selector"]["link_style"]["options"]) == set(LinkStyle)
