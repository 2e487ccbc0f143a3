"""Any body is read as a download, or refused with one sentence."""

from datetime import UTC, datetime
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.downloads.client_paths import is_below_root
from custom_components.plex_arrivals.downloads.download import ChangedFolder, ImporterEvent
from custom_components.plex_arrivals.downloads.report_schema import InvalidReportError
from custom_components.plex_arrivals.downloads.reports import parse_body

from .importer_bodies import VALID

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=xyz"

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
ANYTHING = VALUES | st.sampled_from(["/a/b", "C:\\a", "..", "Download", "Rename", "/tv/x.mkv", 2**63])


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """Return a valid report in which some values are replaced or missing."""
    report: dict[str, Any] = json.loads(json.dumps(draw(st.sampled_from(VALID))))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = report
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and draw(st.booleans()):
                place = place[key]
                continue
            if draw(st.booleans()):
                del place[key]
            else:
                place[key] = draw(ANYTHING)
            break
    return report


def check(body: bytes, content_type: str) -> None:
    """Check that a body gives a download that can be stored, nothing, or one sentence."""
    found, sentence = None, "None."
    try:
        found = parse_body(body, content_type, NOW)
    except InvalidReportError as err:
        sentence = str(err)
    assert sentence.endswith(".")
    assert len(sentence) < 200
    if isinstance(found, ChangedFolder):
        assert found.path
    elif found and not isinstance(found, ImporterEvent):
        assert found.name
        assert is_below_root(found.path)
        assert found.path.startswith(("/", "\\")) or found.path[1:2] == ":"
        stored = found.storable()
        json.dumps([stored.name, stored.path, stored.category, stored.labels], ensure_ascii=False).encode()


@given(mutated())
def test_mutated_report_is_read_or_refused(report: dict[str, Any]) -> None:
    check(json.dumps(report).encode(errors="replace"), JSON)


@given(VALUES, st.sampled_from([JSON, FORM, MULTIPART, ""]))
def test_any_json_is_read_or_refused(value: Any, content_type: str) -> None:
    check(json.dumps(value).encode(errors="replace"), content_type)


@given(st.binary(max_size=500), st.sampled_from([JSON, FORM, MULTIPART]) | st.text())
def test_any_bytes_are_read_or_refused(body: bytes, content_type: str) -> None:
    check(body, content_type)


PART_HEADERS = st.sampled_from(
    ["form-data", 'form-data; name="path"', "form-data; name*=x''path", "form-data; name*0=a; name*1=b", "é", ""]
)


@given(st.lists(st.tuples(PART_HEADERS, st.text() | st.just("/a/b"), st.text(max_size=20)), max_size=4))
def test_any_multipart_is_read_or_refused(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(
        f"--xyz\r\nContent-Disposition: {header}\r\nContent-Transfer-Encoding: base64\r\nX: {more}\r\n\r\n{value}\r\n"
        for header, value, more in parts
    )
    check(f"{text}--xyz--".encode(errors="replace"), MULTIPART)


def test_deeply_nested_parts_are_refused() -> None:
    body = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (level, level + 1) for level in range(5000)
    )
    with pytest.raises(InvalidReportError):
        parse_body(body, "multipart/form-data; boundary=b0", NOW)
