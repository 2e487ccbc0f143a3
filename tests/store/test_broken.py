"""A file that cannot be read is copied, and what can be read of it is used."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals.downloads.download import DownloadedFile
from tests.disk import Disk

from .samples import BARE, CURRENT, HISTORY, ISSUE, KEY, NOW, copies, envelope, issues, loaded

GOOD: dict[str, Any] = {
    "id": "good",
    "created_at": "2026-03-01T12:00:00+00:00",
    "updated_at": "2026-03-01T12:00:00+00:00",
    "download": {"name": "x", "path": "/x", "source": "action"},
}


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "17",
        "null",
        '"text"',
        '{"version": 1}',
        '{"data": {}}',
        envelope(7),
        envelope([1]),
        envelope({"other": []}),
        envelope({"deliveries": None}),
        envelope({"deliveries": {"id": GOOD}}),
        envelope({"deliveries": [GOOD]}, version=2),
        envelope({"deliveries": [GOOD]}, version=0),
        envelope({"deliveries": [GOOD]}, version="1"),
    ],
)
async def test_file_of_wrong_shape_is_copied(hass: HomeAssistant, config_dir: Path, text: str) -> None:
    (config_dir / KEY).write_text(text)
    store = await loaded(hass)
    assert not store.deliveries
    (aside,) = copies(config_dir)
    assert aside.read_text() == text
    (issue,) = issues(hass)
    assert (issue.issue_id, issue.translation_key, issue.severity) == (ISSUE, "store_broken", ir.IssueSeverity.WARNING)
    assert not issue.is_fixable
    assert issue.translation_placeholders == {"file": str(aside)}
    # it works, and the next start logs nothing
    await store.async_put(BARE)
    assert list((await loaded(hass)).deliveries) == [BARE.id]
    assert len(copies(config_dir)) == 1


async def test_broken_json_is_copied_by_home_assistant(hass: HomeAssistant, config_dir: Path) -> None:
    text = envelope({"deliveries": [GOOD]})[:-20]
    (config_dir / KEY).write_text(text)
    assert not (await loaded(hass)).deliveries
    (aside,) = copies(config_dir)
    assert aside.read_text() == text
    assert [issue.translation_key for issue in ir.async_get(hass).issues.values()] == ["storage_corruption"]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {**GOOD, "id": 7},
        {**GOOD, "id": "bad", "state": "flying"},
        {**GOOD, "id": "bad", "reason": "bored"},
        {**GOOD, "id": "bad", "created_at": "yesterday"},
        {**GOOD, "id": "bad", "created_at": "2026-03-01T12:00:00"},
        {**GOOD, "id": "bad", "created_at": None},
        {**GOOD, "id": "bad", "download": None},
        {**GOOD, "id": "bad", "download": {"name": "x", "path": 7, "source": "action"}},
        {**GOOD, "id": "bad", "download": {"name": "x", "source": "action"}},
        {**GOOD, "id": "bad", "download": {**GOOD["download"], "labels": "tv"}},
        {**GOOD, "id": "bad", "download": {**GOOD["download"], "settled": 1}},
        {**GOOD, "id": "bad", "routes": [{"location": "/tv"}]},
        {**GOOD, "id": "bad", "arrivals": [None]},
    ],
)
async def test_broken_delivery_is_ignored(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory, broken: Any
) -> None:
    freezer.move_to(NOW)
    text = envelope({"deliveries": [GOOD, broken, {**GOOD, "id": "second"}]})
    (config_dir / KEY).write_text(text)
    assert list((await loaded(hass)).deliveries) == ["good", "second"]
    (aside,) = copies(config_dir)
    assert aside.read_text() == text
    assert [issue.issue_id for issue in issues(hass)] == [ISSUE]
    assert not (config_dir / KEY).exists()
    aside.unlink()
    assert list((await loaded(hass)).deliveries) == ["good", "second"]
    assert not copies(config_dir)


HEADER = '{"version": 2}'
LINE = json.dumps(GOOD)


@pytest.mark.parametrize("name", [CURRENT, HISTORY])
@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("[]", []),
        ("{}\n", []),
        ('{"version": 3}\n' + LINE + "\n", []),
        (f"{LINE}\n{LINE}\n", []),
        (f"{HEADER}\n[]\n{LINE}\n", ["good"]),
        (f"{HEADER}\n{LINE[:-9]}\n{LINE}\n", ["good"]),
        (f"{HEADER}\n{LINE}\n\0\0\n", ["good"]),
        (f'{HEADER}\n{{"id": 7, "state": "missing"}}\n{LINE}\n', ["good"]),
        (f'{HEADER}\n{LINE}\n{{"id": "bad", "state": "missing"}}\n', ["good"]),
        (f'{HEADER}\n{LINE}\n{{"id": "good", "state": "flying"}}\n', []),
        (f"{HEADER}\n{LINE}\nnull\n", ["good"]),
    ],
)
async def test_log_that_cannot_be_read_is_copied(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory, name: str, text: str, readable: list[str]
) -> None:
    freezer.move_to(NOW)
    (config_dir / name).write_text(text)
    store = await loaded(hass)
    assert list(store.deliveries) == readable
    (aside,) = copies(config_dir)
    assert aside.name.startswith(name)
    assert aside.read_text() == text
    assert [issue.issue_id for issue in issues(hass)] == [ISSUE]
    await store.async_put(BARE)
    assert set((await loaded(hass)).deliveries) == {BARE.id, *readable}
    assert len(copies(config_dir)) == 1


async def test_fields_of_later_version_are_ignored(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    later = {
        **GOOD,
        "mood": "good",
        "download": {**GOOD["download"], "color": "red", "files": [{"path": "/x", "crc": 1}]},
    }
    (config_dir / KEY).write_text(envelope({"deliveries": [later], "more": 1}, minor_version=4))
    (config_dir / CURRENT).write_text("\n".join((HEADER, json.dumps({**later, "id": "other"}), "")))
    for delivery in (await loaded(hass)).deliveries.values():
        assert delivery.download.files == (DownloadedFile(path="/x"),)
    assert not issues(hass)
    assert not copies(config_dir)


async def test_failing_disk_is_not_a_broken_file(hass: HomeAssistant, config_dir: Path) -> None:
    (config_dir / KEY).mkdir()
    with pytest.raises(HomeAssistantError, match="directory"):
        await loaded(hass)
    assert not issues(hass)


async def test_full_disk_during_copy_raises(hass: HomeAssistant, config_dir: Path, disk: Disk) -> None:
    """A retry makes no further copy."""
    (config_dir / KEY).write_text("[]")
    error = OSError(28, "No space left on device")
    with patch("shutil.copyfile", side_effect=error), pytest.raises(HomeAssistantError, match="No space left"):
        await loaded(hass)
    disk.is_full = True
    with pytest.raises(HomeAssistantError, match="No space left"):
        await loaded(hass)
    disk.is_full = False
    await loaded(hass)
    assert len(copies(config_dir)) == 1


async def test_delete_removes_issue(hass: HomeAssistant, config_dir: Path) -> None:
    (config_dir / KEY).write_text("[]")
    store = await loaded(hass)
    assert issues(hass)
    await store.async_delete()
    assert not issues(hass)
