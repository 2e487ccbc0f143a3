"""The requests of the source to SABnzbd, and their failures."""

import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import ENTRY_ID, Reports, update
from .fake_clients import NOW
from .fake_sabnzbd import KEY, SABnzbdServer


def our_records(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Return what this integration logged above INFO."""
    return [record for record in caplog.records if "plex_arrivals" in record.name and record.levelno > logging.INFO]


async def test_update_makes_one_small_request(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    for number in range(30):
        sabnzbd.finish(f"old{number}", completed=NOW - 3 * 86_400)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert sabnzbd.limits == [20, 500], "at the start there may be more"
    sabnzbd.limits.clear()
    for _ in range(3):
        await update(hass, sabnzbd_entry)
    assert sabnzbd.limits == [20, 20, 20]
    assert not reports.downloads


@pytest.mark.parametrize("answer", [{"status": 502}, {"text": "<html>please log in</html>"}], ids=["error", "no JSON"])
async def test_failed_request_keeps_running_downloads(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
    answer: dict[str, Any],
) -> None:
    sabnzbd.load("a")
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    assert len(sources.running) == 1
    sabnzbd.broken = answer
    sabnzbd.finish("a")
    for _ in range(2):
        await update(hass, sabnzbd_entry)
        assert len(sources.running) == 1
    assert not issue_registry.issues
    assert not our_records(caplog)
    assert KEY not in caplog.text.replace(f"apikey={KEY}", ""), "only its integration's requests may contain it"

    sabnzbd.broken = None
    await update(hass, sabnzbd_entry)
    assert reports.names == ["Show.S01E01"]


@pytest.mark.parametrize("at_start", [True, False])
async def test_lasting_failure_creates_issue(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
    at_start: bool,
) -> None:
    """It is logged once; what is in the history when it answers at last is not new."""
    issue_id = f"source_silent_{ENTRY_ID}_{sabnzbd_entry.entry_id}"
    sabnzbd.finish("old", name="Old")
    sabnzbd.load("a")
    if at_start:
        sabnzbd.broken = {"status": 502}
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    if at_start:
        await update(hass, sabnzbd_entry)
        assert not sources.running
    else:
        await update(hass, sabnzbd_entry)
        sabnzbd.broken = {"status": 502}
        await update(hass, sabnzbd_entry)
        await update(hass, sabnzbd_entry)
        assert len(sources.running) == 1
    assert not issue_registry.issues
    assert not our_records(caplog)

    await update(hass, sabnzbd_entry)
    await update(hass, sabnzbd_entry)
    assert not sources.running
    [issue] = issue_registry.issues.values()
    assert (issue.issue_id, issue.translation_key) == (issue_id, "source_silent")
    assert issue.translation_placeholders == {"source": "Attic", "integration": "sabnzbd"}
    [record] = our_records(caplog)
    assert record.levelno == logging.WARNING
    assert "it does not respond to Plex Arrivals, but its integration sabnzbd works" in record.getMessage()
    assert await sources.async_downloads() == []

    sabnzbd.broken = None
    await update(hass, sabnzbd_entry)
    assert not issue_registry.issues
    assert len(sources.running) == 1
    assert not reports.downloads
    sabnzbd.finish("a")
    await update(hass, sabnzbd_entry)
    assert reports.names == ["Show.S01E01"]

    sabnzbd.broken = {"status": 502}
    for _ in range(3):
        await update(hass, sabnzbd_entry)
    assert issue_registry.async_get_issue(DOMAIN, issue_id)
    assert await hass.config_entries.async_unload(sabnzbd_entry.entry_id)
    assert not issue_registry.issues, "the integration does not work either"
