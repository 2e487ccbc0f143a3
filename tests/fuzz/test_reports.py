"""Reports to the webhook in any form and encoding: they are read quickly, and accepted ones are delivered."""

from datetime import UTC, datetime
import json
from typing import Any
from urllib.parse import urlencode

from homeassistant.components.webhook import async_generate_path
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers.json import json_bytes
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals.downloads.client_paths import is_below_root
from custom_components.plex_arrivals.downloads.download import ChangedFolder, Download
from custom_components.plex_arrivals.downloads.report_schema import InvalidReportError
from custom_components.plex_arrivals.downloads.reports import parse_body
from custom_components.plex_arrivals.downloads.webhook import MAX_BYTES, RateLimiter
from tests.deliveries.conftest import DeliveryEnvironment
from tests.downloads.importer_bodies import VALID

from .hypothesis_async import fuzz, limited_memory, traces
from .mutations import VALUES, mutated, spoiled
from .profiles import effort

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PLAIN = {
    "name": "Sable Coast",
    "path": "/media/movies/Sable Coast (2010)",
    "category": "movies",
    "labels": ["hd", "new"],
    "files": ["Sable Coast (2010).mkv", {"path": "a.mkv", "size": 5}],
    "hash": "ab" * 20,
    "media_type": "movie",
}
QBITTORRENT = {"name": "Sable Coast", "content_path": "/media/movies/Sable Coast (2010)", "tags": "a,b"}
TRANSMISSION = {"TR_TORRENT_DIR": "/media/movies", "TR_TORRENT_NAME": "Sable Coast (2010)", "TR_TORRENT_LABELS": "a"}
REPORTS = [PLAIN, QBITTORRENT, TRANSMISSION, *VALID]
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "utf-7", "cp037"])
TYPES = st.sampled_from(
    [
        "application/json",
        "application/json; charset=utf-16",
        "application/x-www-form-urlencoded; charset=x-none",
        "multipart/form-data; boundary=b",
        'multipart/form-data; boundary=""',
        "multipart/form-data",
        "Multipart/Form-Data; Boundary*=utf-8''b",
        "text/plain",
        "",
    ]
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Return a mutated report as JSON, a form or multipart data, in some encoding."""
    report = draw(mutated(REPORTS))
    fields = report if isinstance(report, dict) else {"path": report}
    match draw(st.sampled_from(["json", "form", "parts"])):
        case "json":
            text = json.dumps(report, ensure_ascii=draw(st.booleans()))
        case "form":
            text = urlencode({str(key): str(value) for key, value in fields.items()}, errors="replace")
        case _:
            parts = (f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}' for key, value in fields.items())
            text = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    return text.encode(draw(ENCODINGS), errors="replace")


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
    elif isinstance(found, Download):
        assert found.name
        assert is_below_root(found.path)
        assert found.path.startswith(("/", "\\")) or found.path[1:2] == ":"
        stored = found.storable()
        json.dumps([stored.name, stored.path, stored.category, stored.labels], ensure_ascii=False).encode()


@effort(2)
@given(bodies() | spoiled(bodies()), TYPES)
def test_whatever_is_sent(body: bytes, content_type: str) -> None:
    check(body, content_type)


@effort()
@given(VALUES, TYPES)
def test_any_json_is_read_or_refused(value: Any, content_type: str) -> None:
    check(json.dumps(value).encode(errors="replace"), content_type)


@effort()
@given(st.binary(max_size=500), TYPES | st.text())
def test_any_bytes_are_read_or_refused(body: bytes, content_type: str) -> None:
    check(body, content_type)


PART_HEADERS = st.sampled_from(
    ["form-data", 'form-data; name="path"', "form-data; name*=x''path", "form-data; name*0=a; name*1=b", "é", ""]
)


@effort()
@given(st.lists(st.tuples(PART_HEADERS, st.text() | st.just("/a/b"), st.text(max_size=20)), max_size=4))
def test_any_multipart_is_read_or_refused(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(
        f"--xyz\r\nContent-Disposition: {header}\r\nContent-Transfer-Encoding: base64\r\nX: {more}\r\n\r\n{value}\r\n"
        for header, value, more in parts
    )
    check(f"{text}--xyz--".encode(errors="replace"), "multipart/form-data; boundary=xyz")


def test_deeply_nested_parts_are_refused() -> None:
    body = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (level, level + 1) for level in range(5000)
    )
    with pytest.raises(InvalidReportError):
        parse_body(body, "multipart/form-data; boundary=b0", NOW)


HEAD = b"--b\r\nContent-Disposition: form-data"
LEVELS = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(50))
SLOW = {
    "parameters": HEAD + b"".join(b";n%d=1" % number for number in range(100_000)),
    "continuations": HEAD + b"".join(b";name*%d*=%%41" % number for number in range(60_000)),
    "semicolons": HEAD + b";" * MAX_BYTES,
    "quotes": HEAD + b'; name="' + b'\\"' * (MAX_BYTES // 2),
    "parts": (HEAD + b"; name=a\r\n\r\nx\r\n") * (MAX_BYTES // 60),
    "headers": b"--b\r\n" + b"a:b\r\n" * (MAX_BYTES // 5),
    "folded": b"--b\r\nX: y\r\n" + b" z\r\n" * (MAX_BYTES // 4),
    "levels": LEVELS.replace(b"b0", b"b", 1) + b"x\r\n" * (MAX_BYTES // 4),
    "fields": b"a=1&" * (MAX_BYTES // 4),
    "percents": b"path=" + b"%41" * (MAX_BYTES // 3),
    "deep": b"[" * MAX_BYTES,
    "dots": json.dumps({"path": "/" + "../" * (MAX_BYTES // 4)}).encode(),
    "labels": json.dumps({"path": "/a", "labels": "a," * (MAX_BYTES // 3)}).encode(),
    "files": json.dumps({"path": "/a", "files": ["x/" * 40] * 10_000}).encode(),
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_slow_body_is_read_quickly(body: bytes) -> None:
    for content_type in ("multipart/form-data; boundary=b", "application/json"):
        check(body[:MAX_BYTES], content_type)


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_what_is_made_to_take_memory(body: bytes) -> None:
    part = body[: MAX_BYTES // 8]
    with limited_memory(300 * len(part)):
        check(part, "multipart/form-data; boundary=b")
    with limited_memory(100 * len(part)):
        check(part, "application/json")


async def test_accepted_report_survives_restart(
    hass: HomeAssistant,
    env: DeliveryEnvironment,
    hass_client_no_auth: ClientSessionGenerator,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Accepted reports are stored, announced and routed, and are there after a restart."""
    monkeypatch.setattr(RateLimiter, "acquire", lambda *_: 0.0)
    client = await hass_client_no_auth()
    path = async_generate_path(env.entry.data[CONF_WEBHOOK_ID])

    async def post(report: object) -> None:
        answer = await client.post(path, data=json.dumps(report).encode())
        assert answer.status in {200, 400}, await answer.text()

    await fuzz(mutated(REPORTS), post, effort(0.5))
    assert env.manager.deliveries
    response = await hass.services.async_call(
        "plex_arrivals", "get_deliveries", {"limit": 500}, blocking=True, return_response=True
    )
    json_bytes(response)
    before = {key: one.download for key, one in env.manager.deliveries.items()}
    await env.restart()
    assert {key: one.download for key, one in env.manager.deliveries.items()} == before
    assert not traces(caplog)
