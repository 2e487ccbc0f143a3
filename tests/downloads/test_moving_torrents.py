"""Torrents whose files the client is moving to their final folder."""

from datetime import timedelta
from typing import Any

import pytest
from transmission_rpc import Torrent as TransmissionTorrent

from .fake_clients import HASH
from .raw_items import RAWS, source_of

MOVING: dict[str, dict[str, Any]] = {
    "qbittorrent": {"state": "moving"},
    "transmission": {"status": 4, "doneDate": 0, "eta": 0},
    "deluge": {
        "state": "Moving",
        "is_finished": False,
        "progress": 40.0,
        "completed_time": 0,
        "save_path": "/incomplete",
        "move_on_completed": True,
        "move_on_completed_path": "/downloads",
    },
}


@pytest.mark.parametrize("client", MOVING)
def test_torrent_whose_files_are_moved_is_complete_but_not_ready(client: str) -> None:
    kind, raw, _ = RAWS[client]
    raw = raw | MOVING[client]
    given: Any = TransmissionTorrent(fields={"id": 1, **raw}) if client == "transmission" else raw
    source = source_of(kind)
    status = source.get_status(given)
    assert (status.ready, status.progress, status.time_left) == (False, 1, timedelta())
    assert source.get_download(HASH, given).path == "/downloads/Show", "its final path"
