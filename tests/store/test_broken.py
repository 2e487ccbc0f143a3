"""A file that cannot be read is copied, and what can be read of it is used."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.util.file import WriteError
import pytest

from custom_components.plex_arrivals.downloads.download import DownloadedFile

from .samples import BARE, ISSUE, KEY, NOW, copies, issues, loaded

GOOD: dict[str, Any] = {
    "id": "good",
    "created_at": "2026-03-01T12:00:00+00:00",
    "updated_at": "2026-03-01T12:00:00+00:00",
    "download": {"name": "x", "path": "/x", "source": "action"},
}


def envelope(data: Any, **changes: Any) -> str:
    return json.dumps({"version": 1, "minor_version": 1, "key": KEY, "data": data, **changes})


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
    # it goes on, and the next start finds nothing to complain of
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
        {**GOOD, "state": "flying"},
        {**GOOD, "reason": "bored"},
        {**GOOD, "created_at": "yesterday"},
        {**GOOD, "created_at": "2026-03-01T12:00:00"},
        {**GOOD, "created_at": None},
        {**GOOD, "download": None},
        {**GOOD, "download": {"name": "x", "path": 7, "source": "action"}},
        {**GOOD, "download": {"name": "x", "source": "action"}},
        {**GOOD, "download": {**GOOD["download"], "labels": "tv"}},
        {**GOOD, "download": {**GOOD["download"], "settled": 1}},
        {**GOOD, "routes": [{"location": "/tv"}]},
        {**GOOD, "arrivals": [None]},
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
    assert [one["id"] for one in json.loads((config_dir / KEY).read_text())["data"]["deliveries"]] == ["good", "second"]


async def test_fields_of_later_version_are_ignored(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    later = {
        **GOOD,
        "mood": "good",
        "download": {**GOOD["download"], "colour": "red", "files": [{"path": "/x", "crc": 1}]},
    }
    (config_dir / KEY).write_text(envelope({"deliveries": [later], "more": 1}, minor_version=4))
    (delivery,) = (await loaded(hass)).deliveries.values()
    assert delivery.download.files == (DownloadedFile(path="/x"),)
    assert not issues(hass)
    assert not copies(config_dir)


async def test_failing_disk_is_not_a_broken_file(hass: HomeAssistant, config_dir: Path) -> None:
    (config_dir / KEY).mkdir()
    with pytest.raises(HomeAssistantError, match="directory"):
        await loaded(hass)
    assert not issues(hass)


@pytest.mark.parametrize("fails", ["shutil.copyfile", "homeassistant.helpers.storage.Store._async_write_data"])
async def test_full_disk_during_copy_raises(hass: HomeAssistant, config_dir: Path, fails: str) -> None:
    """Trying again makes no other copy."""
    (config_dir / KEY).write_text("[]")
    for error in (OSError(28, "No space left on device"), WriteError("No space left on device")):
        with patch(fails, side_effect=error), pytest.raises(HomeAssistantError, match="No space left"):
            await loaded(hass)
    await loaded(hass)
    assert len(copies(config_dir)) == 1


async def test_delete_removes_issue(hass: HomeAssistant, config_dir: Path) -> None:
    (config_dir / KEY).write_text("[]")
    store = await loaded(hass)
    assert issues(hass)
    await store.async_delete()
    assert not issues(hass)
