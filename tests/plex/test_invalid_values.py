"""Invalid values in what Plex answers: each costs that value, or its item, but nothing else."""

from xml.etree.ElementTree import Element, SubElement, tostring

from hypothesis import given, strategies as st
from plexapi.utils import cleanXMLString
import pytest

from . import canned
from .canned import link

NAMES = [
    "ratingKey", "key", "type", "title", "guid", "year", "rating", "audienceRating", "addedAt", "duration", "viewCount",
    "lastViewedAt", "index", "parentIndex", "thumb", "agent", "refreshing", "scannedAt", "updatedAt", "size", "file",
    "path", "librarySectionID", "parentRatingKey", "machineIdentifier", "videoResolution", "audioChannels",
]  # fmt: skip
STREAM_NAMES = ["streamType", "colorTrc", "DOVIPresent", "channels", "languageTag", "languageCode", "selected"]
STREAM_VALUES = st.text() | st.sampled_from(["1", "2", "3", "4", "en", "smpte2084"])
VALUES = (
    st.text() | st.integers().map(str) | st.floats().map(str) | st.sampled_from(["movie", "episode", "track", "season"])
)


@st.composite
def elements(draw: st.DrawFn) -> Element:
    container = Element("MediaContainer", draw(st.dictionaries(st.sampled_from(NAMES), VALUES)))
    for _ in range(draw(st.integers(0, 3))):
        child = SubElement(container, draw(st.sampled_from(["Video", "Directory", "x"])))
        child.attrib.update(draw(st.dictionaries(st.sampled_from(NAMES), VALUES)))
        for tag in ("Location", "Media"):
            part = SubElement(SubElement(child, tag, draw(st.dictionaries(st.sampled_from(NAMES), VALUES))), "Part")
            part.attrib.update(draw(st.dictionaries(st.sampled_from(NAMES), VALUES)))
            SubElement(part, "Stream", draw(st.dictionaries(st.sampled_from(STREAM_NAMES), STREAM_VALUES)))
    return container


@given(elements())
def test_nonsense_never_raises(container: Element) -> None:
    body = tostring(container)
    for converted in canned.items(body, link):
        assert converted.id
        assert converted.view_count >= 0
    for found in canned.libraries(body):
        assert found.id
    if cleanXMLString(container.get("machineIdentifier", "")).strip():  # type: ignore[no-untyped-call]
        canned.info(body)


@pytest.mark.parametrize(
    "element",
    [
        pytest.param('<Video ratingKey="1" type="episode" skipParent="perhaps"/>', id="flag of an item"),
        pytest.param('<Video ratingKey="1" type="movie"><Media hasVoiceActivity=""/></Video>', id="flag of a version"),
        pytest.param(
            '<Video ratingKey="1" type="movie"><Media><Part exists="2"/></Media></Video>', id="flag of a file"
        ),
        pytest.param('<Video ratingKey="1" type="movie" year="MMXX" index="" viewCount="-1"/>', id="numbers"),
        pytest.param('<Video ratingKey="1" type="hologram"/>', id="unknown type"),
        pytest.param('<Directory ratingKey="1" type="5"/>', id="type of something else"),
        pytest.param('<Video ratingKey="1"/>', id="no type"),
    ],
)
def test_invalid_item_does_not_affect_others(element: str) -> None:
    body = f'<MediaContainer>{element}<Video ratingKey="2" type="movie" title="Heat"/></MediaContainer>'
    assert [(one.id, one.title) for one in canned.items(body.encode(), link)] == [("1", ""), ("2", "Heat")]


@pytest.mark.parametrize("flag", ['refreshing="2"', 'refreshing=""', 'allowSync="perhaps"', 'filters=""'])
def test_invalid_library_does_not_affect_others(flag: str) -> None:
    body = f'<MediaContainer><Directory key="1" {flag}/><Directory key="2" refreshing="1"/></MediaContainer>'
    assert [(one.id, one.refreshing) for one in canned.libraries(body.encode())] == [("1", False), ("2", True)]


@pytest.mark.parametrize("flag", ['allowSync="perhaps"', 'transcoderActiveVideoSessions="many"', 'updatedAt="soon"'])
def test_invalid_server_attribute_does_not_affect_others(flag: str) -> None:
    assert canned.info(f'<MediaContainer machineIdentifier="0123" {flag}/>'.encode()).machine_identifier == "0123"
