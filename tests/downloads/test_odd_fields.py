"""Malformed fields in another integration's data: only the field is left out, and no issue is created."""

from collections import UserList
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from transmission_rpc import Torrent as TransmissionTorrent

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads import fields
from custom_components.plex_arrivals.downloads.clients.transmission import TransmissionSource
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import Reports, set_up, update
from .fake_clients import HASH, NOW, QBittorrentServer, TransmissionServer
from .raw_items import RAWS, source_of

OTHER = "b" * 40
ODD: list[Any] = [None, "", "odd", -1, 0, 1e300, float("nan"), True, [], [None], {}, {"a": 1}, "12", b"x"]
ABSENT = object()
CASES = [
    pytest.param(client, key, value, id=f"{client} {key} {'absent' if value is ABSENT else repr(value)}")
    for client, (_, raw, necessary) in RAWS.items()
    for key in raw
    if key not in necessary
    for value in (*ODD, ABSENT)
]


@pytest.mark.parametrize(("client", "key", "value"), CASES)
def test_malformed_field_is_left_out(client: str, key: str, value: Any) -> None:
    kind, raw, _ = RAWS[client]
    raw = {name: found for name, found in raw.items() if name != key} | ({} if value is ABSENT else {key: value})
    source = source_of(kind)
    given: Any = TransmissionTorrent(fields={"id": 1, **raw}) if kind is TransmissionSource else raw
    torrent, download = source.get_status(given), source.get_download(HASH, given)
    assert download.path.startswith("/")
    if not (isinstance(value, int | float | str) and key in ("progress", "percentDone", "is_finished")):
        assert torrent.ready
    assert download.name


@pytest.mark.parametrize("client", RAWS)
def test_malformed_numbers_of_running_download(client: str) -> None:
    odd: dict[str, dict[str, Any]] = {
        "qbittorrent": {"state": "downloading", "progress": "0.5", "eta": None, "completion_on": None},
        "transmission": {"status": 4, "percentDone": "0.5", "eta": None},
        "deluge": {"state": "Downloading", "is_finished": False, "progress": "50", "eta": None},
        "nzbget": {
            "in_history": False,
            "Status": "DOWNLOADING",
            "Rate": None,
            "FileSizeHi": 0,
            "FileSizeLo": "100",
            "RemainingSizeHi": 0,
            "RemainingSizeLo": 50,
        },
        "sabnzbd": {"in_history": False, "runs": True, "status": "Downloading", "mb": "100", "mbleft": 50},
        "synology_dsm": {
            "status": "downloading",
            "additional": {"transfer": {"size_downloaded": "500", "speed_download": None}},
        },
    }
    kind, raw, _ = RAWS[client]
    raw = raw | odd[client]
    given: Any = TransmissionTorrent(fields={"id": 1, **raw}) if kind is TransmissionSource else raw
    torrent = source_of(kind).get_status(given)
    assert (torrent.running, torrent.ready, torrent.progress, torrent.time_left) == (True, False, 0.5, None)


async def test_download_of_qbittorrent_emulator_is_reported(
    hass: HomeAssistant,
    qbittorrent: QBittorrentServer,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
) -> None:
    """It always sends `completion_on: null`, and only the names of files."""
    emulated = {"hash": HASH, "name": "Show.S01", "save_path": "/mnt/arr", "content_path": "/mnt/arr/Show.S01"}
    qbittorrent.torrents[HASH] = emulated | {"state": "downloading", "progress": 0.4, "completion_on": None}
    qbittorrent.files = [{"name": "Show.S01/01.mkv"}, {"name": "Show.S01/02.mkv", "size": "7"}, {"size": 3}]
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    await update(hass, entry)
    assert [(one.download.name, one.progress) for one in sources.running] == [("Show.S01", 0.4)]
    qbittorrent.torrents[HASH] |= {"state": "pausedUP", "progress": 1}
    for _ in range(3):
        await update(hass, entry)
    [download] = reports.downloads
    assert (download.path, download.category, download.labels) == ("/mnt/arr/Show.S01", None, ())
    assert download.files == (
        DownloadedFile(path="/mnt/arr/Show.S01/01.mkv"),
        DownloadedFile(path="/mnt/arr/Show.S01/02.mkv", size=7),
    )
    assert not sources.running
    assert not [issue for domain, issue in issue_registry.issues if domain == DOMAIN]


async def test_download_of_emulator_finished_between_updates_is_reported(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    """It was never listed as running; the time at which it was added shows that it is new."""
    qbittorrent.finish(OTHER, name="Old")
    qbittorrent.torrents[OTHER] |= {"completion_on": None, "added_on": NOW - 90 * 86_400}
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    await update(hass, entry)
    qbittorrent.finish()
    del qbittorrent.torrents[HASH]["completion_on"]
    qbittorrent.torrents[HASH]["added_on"] = NOW
    for _ in range(2):
        await update(hass, entry)
    assert reports.names == ["Show.S01"]


@pytest.mark.parametrize(
    ("content_path", "listed", "path", "files"),
    [
        (None, ["Show/1.mkv", "Show/2.mkv"], "/d/Show", ["/d/Show/1.mkv", "/d/Show/2.mkv"]),
        ("", ["1.mkv"], "/d/1.mkv", ["/d/1.mkv"]),
        ("/d/Show", ["1.mkv", "2.mkv"], "/d/Show", ["/d/Show/1.mkv", "/d/Show/2.mkv"]),
        ("/d/Show", ["/Show/1.mkv"], "/d/Show", ["/d/Show/1.mkv"]),
        ("/d/Show/1.mkv", ["1.mkv"], "/d/Show/1.mkv", ["/d/Show/1.mkv"]),
        ("/d/Show/1.mkv", ["Show/1.mkv"], "/d/Show/1.mkv", ["/d/Show/1.mkv"]),
        (None, [], "/d/My name", []),
    ],
)
async def test_file_paths_of_emulator(
    hass: HomeAssistant,
    qbittorrent: QBittorrentServer,
    sources: DownloadSources,
    reports: Reports,
    content_path: str | None,
    listed: list[str],
    path: str,
    files: list[str],
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"name": "My name", "save_path": "/d/", "content_path": content_path}
    qbittorrent.files = [{"name": name} for name in listed]
    await update(hass, entry)
    [download] = reports.downloads
    assert (download.path, [file.path for file in download.files]) == (path, files)


@pytest.mark.parametrize("path", ["/", "D:\\", "//nas/films", "\\\\nas\\films\\", ""])
async def test_download_without_own_path_is_reported_later(
    hass: HomeAssistant,
    qbittorrent: QBittorrentServer,
    sources: DownloadSources,
    reports: Reports,
    caplog: pytest.LogCaptureFixture,
    path: str,
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"content_path": path, "save_path": path}
    if not path:
        qbittorrent.torrents[HASH] |= {"name": ""}
    qbittorrent.files = []
    for _ in range(2):
        await update(hass, entry)
    assert not reports.downloads
    assert len(sources.running) == 1
    assert caplog.text.count("is empty, a root or a network share") == bool(path)
    qbittorrent.torrents[HASH] |= {"content_path": "/films/Show.S01", "save_path": "/films"}
    await update(hass, entry)
    assert [one.path for one in reports.downloads] == ["/films/Show.S01"]


@pytest.mark.parametrize(
    ("names", "path"),
    [
        (["Show_ The End S01/01.mkv", "Show_ The End S01/02.mkv"], "/downloads/Show_ The End S01"),
        (["Show_ The End.mkv"], "/downloads/Show_ The End.mkv"),
        (["Show: The End S01/01.mkv"], "/downloads/Show: The End S01"),
        ([], "/downloads/Show: The End S01"),
    ],
)
async def test_path_of_transmission_4_0_has_replaced_characters(
    hass: HomeAssistant,
    transmission: TransmissionServer,
    sources: DownloadSources,
    reports: Reports,
    names: list[str],
    path: str,
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.finish()
    transmission.torrents[HASH] |= {
        "name": "Show: The End S01",
        "files": [{"name": name, "length": 5, "bytesCompleted": 5} for name in names],
        "wanted": [1] * len(names),
        "priorities": [0] * len(names),
    }
    await update(hass, entry)
    [download] = reports.downloads
    assert (download.name, download.path) == ("Show: The End S01", path)
    assert [file.path for file in download.files] == [f"/downloads/{name}" for name in names]


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (fields.text, " ", None),
        (fields.text, " a ", " a "),
        (fields.path, "films/x", None),
        (fields.path, "D:\\films", "D:\\films"),
        (fields.path, "\\\\nas\\films", "\\\\nas\\films"),
        (fields.number, "1.5", 1.5),
        (fields.number, float("inf"), None),
        (fields.size, -5, None),
        (fields.timestamp, 10**20, None),
        (fields.timestamp, 1_700_000_000, datetime.fromtimestamp(1_700_000_000, UTC)),
        (fields.timestamp, 0, None),
        (fields.duration, "90", timedelta(seconds=90)),
        (fields.duration, 1e300, None),
        (fields.texts, "a, ,b ", ("a", "b")),
        (fields.texts, [None, "a", 5], ("a",)),
        (fields.mappings, UserList([{"a": 1}, None]), [{"a": 1}]),
        (fields.mappings, "text", []),
    ],
)
def test_fields(read: Any, value: object, expected: object) -> None:
    assert read(value) == expected


def test_items_without_ids_raise() -> None:
    def id_of(item: Mapping[str, Any]) -> str | None:
        return fields.text(item.get("id"))

    assert fields.by_id([], id_of) == {}
    assert fields.by_id([{"id": "a"}, {}], id_of) == {"a": {"id": "a"}}
    with pytest.raises(LookupError):
        fields.by_id([{}], id_of)
