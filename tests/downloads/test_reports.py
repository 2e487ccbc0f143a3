"""The bodies of requests to the webhook, read as downloads."""

from datetime import UTC, datetime
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile, Report
from custom_components.plex_arrivals.downloads.report_schema import InvalidReportError
from custom_components.plex_arrivals.downloads.reports import parse_body

from .importer_bodies import (
    INFO_HASH,
    radarr,
    sonarr,
    sonarr_release,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=xyz"
FOLDER = "/tv/Harbour Watch/Season 02"


def read(report: Any, content_type: str = JSON) -> Report | None:
    return parse_body(json.dumps(report).encode(), content_type, NOW)


def read_form(**fields: Any) -> Report | None:
    return parse_body(urlencode(fields, doseq=True).encode(), FORM, NOW)


def as_download(download: Report | None) -> Download:
    assert isinstance(download, Download)
    return download


def multipart(*fields: tuple[str, str]) -> bytes:
    parts = [f'--xyz\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields]
    return ("".join(parts) + "--xyz--\r\n").encode()


BAD_PATHS = [
    "tv/Show",
    "Show",
    "C:Show",
    "..",
    "/tv/../etc",
    "D:\\TV\\..\\x",
    "/a\0b",
    "/" + "x" * 4096,
    5,
    ["/tv"],
    {},
    True,
]


@pytest.mark.parametrize("path", BAD_PATHS, ids=repr)
def test_bad_path_is_refused(path: Any) -> None:
    for report in (
        {"path": path},
        {"content_path": path},
        {"TR_TORRENT_DIR": path, "TR_TORRENT_NAME": "x"},
        {"path": "/a", "files": [{"path": path}]} if path not in ("tv/Show", "Show", "C:Show") else {"path": path},
        sonarr(episodeFile={"path": path}),
        radarr(movie={"folderPath": path}),
    ):
        with pytest.raises(InvalidReportError) as error:
            read(report)
        sentence = str(error.value)
        assert sentence.endswith(".")
        assert "\n" not in sentence


@pytest.mark.parametrize(
    "report",
    [
        {"eventType": "Download"},
        {"eventType": "Download", "site": {"name": "A"}, "clipFiles": [{"path": "/clips/a"}]},
        {"eventType": 5},
        {"eventType": "Download", "series": {}},
        {"eventType": "Download", "series": {}, "episodeFile": {"relativePath": "a.mkv"}},
        sonarr(episodeFile={"size": 5}),
        sonarr_release(1, episodeFiles="all"),
        sonarr_release(1, episodeFiles=[7]),
        sonarr_release(1, episodeFiles=[{"path": "C:\\a"}, {"path": "D:\\a"}]),
        sonarr_release(1, episodeFiles=[{"path": "C:\\a"}, {"path": "/a"}]),
        sonarr_release(1, episodeFiles=[{"path": f"/a/{number}"} for number in range(10_001)]),
        {},
        {"name": "a"},
        {"path": None},
        {"path": ""},
        {"path": "/a", "name": 5},
        {"path": "/a", "category": ["a"]},
        {"path": "/a", "labels": 5},
        {"path": "/a", "labels": [5]},
        {"path": "/a", "labels": {"a": 1}},
        {"path": "/a", "files": 5},
        {"path": "/a", "files": [5]},
        {"path": "/a", "files": [""]},
        {"path": "/a", "files": ["../b"]},
        {"path": "/a", "files": ["b"] * 10_001},
        {"path": "/a", "hash": 5},
        {"TR_TORRENT_DIR": "/a"},
        [],
        [{"path": "/a"}],
        "/a",
        5,
        None,
    ],
    ids=lambda report: json.dumps(report)[:60],
)
def test_invalid_report_is_refused(report: Any) -> None:
    with pytest.raises(InvalidReportError):
        read(report)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", JSON),
        (b" \r\n", FORM),
        (b'{"path": "/a"', JSON),
        (b'{"path": "\xff"}', JSON),
        (b"[" * 100_000, JSON),
        ('{"path": "/a"}'.encode("utf-16"), JSON),
        (b"path=\xff", FORM),
        (b"a&" * 20_000, FORM),
        (b"<xml/>", "text/xml"),
        (b"path=/a", MULTIPART),
        (multipart(("path", "/a")), "multipart/form-data"),
        (b"--xyz\r\n", MULTIPART),
    ],
)
def test_unreadable_body_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(InvalidReportError):
        parse_body(body, content_type, NOW)


def test_plain_report() -> None:
    report = {
        "name": "Sable Coast",
        "path": "/downloads//Sable.Coast/",
        "category": "movies",
        "labels": ["4k", " new "],
        "media_type": "movie",
        "files": ["a.mkv", "/downloads/Sable.Coast/b.mkv", {"path": "c/d.mkv", "size": 9}, {"path": "e", "size": -1}],
        "hash": INFO_HASH,
        "more": {"of": "it"},
    }
    assert read(report) == Download(
        name="Sable Coast",
        path="/downloads/Sable.Coast",
        source="webhook",
        category="movies",
        labels=("4k", "new"),
        files=(
            DownloadedFile(path="/downloads/Sable.Coast/a.mkv"),
            DownloadedFile(path="/downloads/Sable.Coast/b.mkv"),
            DownloadedFile(path="/downloads/Sable.Coast/c/d.mkv", size=9),
            DownloadedFile(path="/downloads/Sable.Coast/e"),
        ),
        hash=INFO_HASH.lower(),
        media_type="movie",
    )


def test_path_is_enough() -> None:
    assert read({"path": "D:\\Films\\A (2001)"}) == Download(
        name="A (2001)", path="D:\\Films\\A (2001)", source="webhook"
    )


def test_any_content_type_is_accepted() -> None:
    report = {"name": "Café ☕", "path": "/a/b c", "labels": "x, y,,", "files": ["1", "2"]}
    expected = as_download(read(report))
    assert expected.labels == ("x", "y")
    body = json.dumps(report).encode()
    for content_type in ("text/json", "text/plain", FORM, "application/octet-stream", "", "nonsense"):
        assert parse_body(b"\xef\xbb\xbf\n" + body, content_type, NOW) == expected
    assert read_form(**report) == expected
    fields = [(name, value) for name, value in report.items() if isinstance(value, str)]
    body = multipart(*fields, ("files", "1"), ("files", "2"))
    assert parse_body(body, MULTIPART, NOW) == expected


def test_empty_fields_are_ignored() -> None:
    found = as_download(read_form(path="/a/b", name="", category="", labels="", files="", hash="", media_type=""))
    assert found == Download(name="b", path="/a/b", source="webhook")


def test_qbittorrent_fields_are_parsed() -> None:
    found = as_download(
        read_form(
            name="N", category="tv", tags="4k,new", content_path="/d/N/a.mkv", save_path="/d", hash=INFO_HASH.lower()
        )
    )
    assert (found.source, found.path, found.category, found.settled) == ("qbittorrent", "/d/N/a.mkv", "tv", True)
    assert (found.labels, found.hash) == (("4k", "new"), INFO_HASH.lower())


def test_transmission_fields_are_parsed() -> None:
    fields = {
        "TR_TORRENT_NAME": " It's $HOME ",
        "TR_TORRENT_DIR": "/d/",
        "TR_TORRENT_HASH": INFO_HASH.lower(),
        "TR_TORRENT_LABELS": "tv,4k",
    }
    found = as_download(read_form(**fields))
    assert (found.source, found.path, found.labels) == ("transmission", "/d/ It's $HOME ", ("tv", "4k"))
    with pytest.raises(InvalidReportError):
        read_form(**{**fields, "TR_TORRENT_NAME": "../../etc"})


@pytest.mark.parametrize(
    ("version", "folder"),
    [
        ("3.00", "/d/Show_ _The End_ S01"),
        ("4.0.6", "/d/Show_ _The End_ S01"),
        ("4.1.3", '/d/Show: "The End" S01'),
        ("5.0", '/d/Show: "The End" S01'),
        ("", '/d/Show: "The End" S01'),
        ("odd", '/d/Show: "The End" S01'),
    ],
)
def test_path_of_transmission_4_0_has_replaced_characters(version: str, folder: str) -> None:
    fields = {"TR_TORRENT_NAME": 'Show: "The End" S01', "TR_TORRENT_DIR": "/d", "TR_APP_VERSION": version}
    found = as_download(read_form(**fields))
    assert (found.name, found.path) == ('Show: "The End" S01', folder)


@pytest.mark.parametrize("path", ["/", "//", "/./", "D:\\", "d:/", "\\\\nas\\films", "//nas/films/"])
@pytest.mark.parametrize("event", ["Download", "Rename"])
def test_root_is_refused(path: str, event: str) -> None:
    for report in (
        {"path": path, "name": "Film"},
        {"content_path": path, "hash": INFO_HASH},
        {"path": "/a/b", "files": [path]},
        {"eventType": event, "series": {"path": path}},
        {"eventType": event, "movie": {"folderPath": path}},
        sonarr_release(destinationPath=path),
    ):
        with pytest.raises(InvalidReportError, match="root"):
            read(report)
    assert as_download(read({"TR_TORRENT_DIR": "/", "TR_TORRENT_NAME": "Film"})).path == "/Film"


def test_long_texts_are_cut() -> None:
    found = as_download(read({"path": "/a", "name": "n" * 5000, "category": "c" * 5000, "labels": ["l" * 5000]}))
    assert {len(found.name), len(found.category or ""), len(found.labels[0])} == {1024}
