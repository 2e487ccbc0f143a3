"""The lines of a delivery in the debug log."""

import asyncio
import logging

import pytest

from tests.deliveries.conftest import DeliveryEnvironment
from tests.deliveries.test_imports import client, episode, report, sonarr

LOGGER = "custom_components.plex_arrivals.deliveries.saver"


def lines(caplog: pytest.LogCaptureFixture, name: str) -> list[str]:
    messages = [record.getMessage() for record in caplog.records if record.name == LOGGER]
    return [line.removeprefix(f"{name}: ") for line in messages if line.startswith(f"{name}: ")]


async def test_lines_of_an_import(env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, LOGGER):
        downloads = client("a.mkv", folder="/downloads/x", category="odd"), sonarr(episode(env, 1))
        first, _ = await asyncio.gather(*(report(env, download) for download in downloads))
        await env.ended(first)
    finished, imported, belongs, scanned, arrived = lines(caplog, "Copper.Tide.S02")
    assert finished == "finished at /downloads/x/Copper.Tide.S02 (qbittorrent, odd), files: 1"
    assert imported.startswith("imported to /media/shows/Copper Tide (2014)/Season 02/")
    assert belongs == "belongs to Shows: /media/shows/Copper Tide (2014)/Season 02"
    assert scanned == "scanned /media/shows/Copper Tide (2014)/Season 02 (step 1)"
    assert arrived.startswith("added in Shows as Copper Tide · S02E01")


async def test_lines_of_a_failure(env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, LOGGER):
        await env.ended(await env.finish("/nowhere/Something"))
    assert lines(caplog, "Something") == [
        "finished at /nowhere/Something (test), files: not known",
        "unmatched: no_library",
    ]
