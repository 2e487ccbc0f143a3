"""The answers of the webhook over HTTP."""

import asyncio
import gzip
from http.client import HTTPConnection
import json
import logging
from typing import Any

from homeassistant.components.webhook import async_generate_path
from homeassistant.core import HomeAssistant
from hypothesis import given, settings, strategies as st
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.plex_arrivals.downloads import webhook
from custom_components.plex_arrivals.downloads.tagged_torrents import TaggedStore, TaggedTorrents
from custom_components.plex_arrivals.downloads.webhook import MAX_BYTES, READ_SECONDS, Webhook
from testing.waiting import until
from tests.fuzz.mutations import mutated
from tests.virtual_time import pass_one_minute

from .conftest import SECRET, Http, Reports
from .importer_bodies import VALID

PATH = async_generate_path(SECRET)
PLAIN = {"path": "/downloads/Sable Coast (2010)"}
UNSTORED = "The report could not be stored; please send it again."


async def send(http: Http, body: Any = None, **options: Any) -> tuple[int, str]:
    """Send a report and return the answer."""
    if not options:
        options = {"json": PLAIN if body is None else body}
    answer = await http.post(PATH, **options)
    return answer.status, await answer.text()


async def send_raw(http: Http, *parts: bytes) -> bytes:
    """Send raw bytes and return the first line of the answer, empty if there is none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", http.port)
    writer.write(b"POST %s HTTP/1.1\r\nHost: x\r\n" % PATH.encode() + b"".join(parts))
    await writer.drain()
    try:
        async with asyncio.timeout(2 * READ_SECONDS):
            return await reader.readline()
    finally:
        writer.close()


def traces(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Return what was logged with a stack trace, except by aiohttp about invalid HTTP."""
    return [record for record in caplog.records if record.exc_info and record.name != "aiohttp.server"]


async def test_allowed_methods(http: Http, reports: Reports, caplog: pytest.LogCaptureFixture) -> None:
    answer = await http.get(PATH)
    assert (answer.status, answer.headers["Allow"]) == (405, "POST, PUT")
    assert (await http.patch(PATH, json=PLAIN)).status == 405
    assert (await http.delete(PATH)).status == 405
    assert not reports.downloads
    assert (await http.post(PATH, json=PLAIN)).status == 200
    assert (await http.put(PATH, json=PLAIN)).status == 200
    assert len(reports.downloads) == 2
    loud = [record for record in caplog.records if record.levelno > logging.INFO]
    assert not [record for record in loud if record.name == "homeassistant.components.webhook"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "The report is empty."),
        (b"nothing", "The report has no path."),
        (b"{", "The report is neither JSON nor a form."),
        (b"[]", "The report is not a JSON object."),
        (b'{"path": "a/b"}', "path is not a full path: it has to start at the root."),
        (b'{"path": "/a/../b"}', 'path must not contain "..".'),
        (
            b'{"eventType": "Download"}',
            "The report has an eventType, but it is not from Sonarr, Radarr, Lidarr, Readarr or Whisparr.",
        ),
    ],
)
async def test_bad_report_is_refused_with_sentence(http: Http, reports: Reports, body: bytes, sentence: str) -> None:
    assert await send(http, data=body) == (400, sentence)
    assert not reports.downloads


async def test_size_limit(http: Http, reports: Reports) -> None:
    at_most = b'{"path":"/a","x":"' + b"x" * (MAX_BYTES - 20) + b'"}'
    assert len(at_most) == MAX_BYTES
    sentence = f"The report exceeds {MAX_BYTES} bytes."
    assert await send(http, data=at_most) == (200, "ok")
    assert await send(http, data=at_most + b" ") == (413, sentence)
    zipped = gzip.compress(b" " * 10_000_000)
    assert await send(http, data=zipped, headers={"Content-Encoding": "gzip"}) == (413, sentence)
    chunks = b"Transfer-Encoding: chunked\r\n\r\n" + b"10000\r\n%s\r\n" % (b" " * 0x10000) * 17
    assert b" 413 " in await send_raw(http, chunks)
    # a body of that length is not read
    assert b" 413 " in await send_raw(http, b"Content-Length: 99999999\r\n\r\n")
    assert len(reports.downloads) == 1


@pytest.mark.parametrize(
    "broken",
    [
        b"Content-Length: 20\r\nContent-Encoding: gzip\r\n\r\nthis is not zipped  ",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\nthis is no chunk\r\n",
        b"Content-Length: many\r\n\r\n{}",
    ],
    ids=["gzip", "chunk", "length"],
)
async def test_broken_body_is_refused(
    http: Http, reports: Reports, broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert b" 400 " in await send_raw(http, broken)
    assert not reports.downloads
    assert not traces(caplog)


async def begin(http: Http, body: bytes, length: int) -> asyncio.StreamWriter:
    """Send the beginning or all of a report without waiting for the answer."""
    _, writer = await asyncio.open_connection("127.0.0.1", http.port)
    writer.write(b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (PATH.encode(), length, body))
    await writer.drain()
    return writer


async def test_sender_that_disconnects_is_ignored(
    http: Http, reports: Reports, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    writer = await begin(http, b"{", 99)
    await until(lambda: "Handling webhook POST" in caplog.text)
    writer.transport.abort()
    assert await send(http) == (200, "ok")
    assert not traces(caplog)
    assert len(reports.downloads) == 1


async def test_report_is_stored_without_waiting_sender(http: Http, reports: Reports) -> None:
    goes_on, stored = asyncio.Event(), asyncio.Event()

    async def store(_: object) -> None:
        await goes_on.wait()
        stored.set()

    reports.then = store
    body = json.dumps(PLAIN).encode()
    writer = await begin(http, body, len(body))
    await reports.first.wait()
    writer.transport.abort()
    await pass_one_minute()
    goes_on.set()
    await until(stored.is_set)


async def test_slow_sender_is_refused(http: Http, reports: Reports) -> None:
    assert b" 408 " in await send_raw(http, b"Content-Length: 99\r\n\r\n{")
    assert not reports.downloads


async def test_answer_waits_until_report_is_stored(http: Http, reports: Reports) -> None:
    stored = asyncio.Event()

    async def store(_: object) -> None:
        await stored.wait()

    reports.then = store
    sending = asyncio.create_task(send(http))
    await reports.first.wait()
    await pass_one_minute()
    assert not sending.done()
    stored.set()
    assert await sending == (200, "ok")


async def test_failure_to_store_is_unavailable(http: Http, reports: Reports, caplog: pytest.LogCaptureFixture) -> None:
    async def fail(_: object) -> None:
        raise RuntimeError("a fault")

    reports.then = fail
    assert await send(http) == (503, UNSTORED)
    assert "a fault" in caplog.text
    assert not traces(caplog)
    reports.then = None
    assert await send(http) == (200, "ok")


async def test_accepted_report_is_stored_before_stop(webhook: Webhook, http: Http, reports: Reports) -> None:
    stored = asyncio.Event()

    async def store(_: object) -> None:
        await stored.wait()

    reports.then = store
    sending = asyncio.create_task(send(http))
    await reports.first.wait()
    stopping = asyncio.create_task(webhook.async_stop())
    await pass_one_minute()
    assert not stopping.done()
    assert await send(http) == (200, "")  # the answer of Home Assistant without such a webhook
    stored.set()
    await stopping
    assert await sending == (200, "ok")
    assert len(reports.downloads) == 1


async def test_report_during_stop_is_refused(webhook: Webhook, http: Http, reports: Reports) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", http.port)
    body = json.dumps(PLAIN).encode()
    writer.write(b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (PATH.encode(), len(body)))
    await writer.drain()
    await asyncio.sleep(1)
    await webhook.async_stop()
    writer.write(body)
    assert b" 503 " in await reader.readline()
    writer.close()
    assert not reports.downloads


async def test_report_over_websocket(webhook: Webhook, reports: Reports, hass_ws_client: WebSocketGenerator) -> None:
    """Home Assistant's apps may call a webhook this way."""
    websocket = await hass_ws_client()
    message = {"type": "webhook/handle", "webhook_id": SECRET, "method": "POST"}
    await websocket.send_json_auto_id({**message, "body": json.dumps(PLAIN)})
    result = (await websocket.receive_json())["result"]
    assert (result["status"], result["body"]) == (200, "ok")
    await websocket.send_json_auto_id({**message, "body": "x" * (MAX_BYTES + 1)})
    assert (await websocket.receive_json())["result"]["status"] == 413
    assert len(reports.downloads) == 1


async def test_any_body_is_answered(
    hass: HomeAssistant,
    http: Http,
    reports: Reports,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webhook.RateLimiter, "acquire", lambda *_: 0.0)

    def post(body: bytes, content_type: str) -> None:
        before = len(reports.downloads)
        connection = HTTPConnection("127.0.0.1", http.port or 0, timeout=10)
        connection.request("POST", PATH, body, {"Content-Type": content_type})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status == 200:
            assert text == "ok"
        else:
            assert answer.status == 400
            assert text.endswith(".")
            assert len(reports.downloads) == before

    types = st.sampled_from(
        ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]
    )

    @settings(max_examples=150, deadline=None)
    @given(mutated(VALID).map(lambda report: json.dumps(report).encode(errors="replace")) | st.binary(), types)
    def fuzz(body: bytes, content_type: str) -> None:
        post(body, content_type)

    await hass.async_add_executor_job(fuzz)
    assert reports.downloads
    assert not traces(caplog)
    records = [record for record in caplog.records if record.name.startswith("custom_components")]
    assert not [record for record in records if record.levelno > logging.DEBUG]


async def test_tag_of_ours_is_no_label(hass: HomeAssistant, http: Http, reports: Reports) -> None:
    """qBittorrent and Transmission report all tags; one that the user gave is a label like any other."""
    store = TaggedStore(hass, "an entry")
    await store.async_load()
    store.clients["a client"] = TaggedTorrents(torrents={"a" * 40: True})
    for torrent_hash in ("a" * 40, "b" * 40):
        await send(http, {**PLAIN, "labels": ["in Plex", "4k"], "hash": torrent_hash.upper()})
    assert [download.labels for download in reports.downloads] == [("4k",), ("in Plex", "4k")]
