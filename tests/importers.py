"""Home Assistant's own integrations of the importers and of Seerr, set up against the stand-ins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from homeassistant.const import (
    CONF_API_KEY,
    CONF_HOST,
    CONF_PORT,
    CONF_SSL,
    CONF_URL,
    CONF_VERIFY_SSL,
    CONF_WEBHOOK_ID,
)
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.api_server import HOST
from testing.importers import Importer
from testing.seerr import Seerr
from tests.loading import entry_set_up

_ENTRY_VERSIONS = {"sonarr": 2}


def importer_entry(importer: Importer, *, title: str | None = None) -> MockConfigEntry:
    """Return an entry for a running importer, not yet added to Home Assistant."""
    return MockConfigEntry(
        domain=importer.domain,
        title=title or importer.instance_name,
        version=_ENTRY_VERSIONS.get(importer.domain, 1),
        data={CONF_URL: importer.url, CONF_API_KEY: importer.api_key, CONF_VERIFY_SSL: True},
    )


def seerr_entry(seerr: Seerr) -> MockConfigEntry:
    """Return an entry for a running Seerr, not yet added to Home Assistant."""
    return MockConfigEntry(
        domain=seerr.domain,
        title="Seerr",
        data={
            CONF_HOST: HOST,
            CONF_PORT: seerr.port,
            CONF_SSL: False,
            CONF_API_KEY: seerr.api_key,
            CONF_WEBHOOK_ID: "seerr-webhook",
        },
    )


@asynccontextmanager
async def importer_set_up(
    hass: HomeAssistant, importer: Importer, *, title: str | None = None
) -> AsyncIterator[MockConfigEntry]:
    """Start an importer and set up its integration; unload it and stop the importer at the end of the block."""
    await importer.start()
    try:
        async with entry_set_up(hass, importer_entry(importer, title=title)) as entry:
            yield entry
    finally:
        await importer.stop()


@asynccontextmanager
async def hanging(importer: Importer) -> AsyncIterator[None]:
    """Let an importer accept connections in the block, but never respond."""
    await importer.stop()
    writers: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: writers.append(writer), HOST, importer.port)
    try:
        yield
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await importer.start()


@asynccontextmanager
async def seerr_set_up(hass: HomeAssistant, seerr: Seerr) -> AsyncIterator[MockConfigEntry]:
    """Start a Seerr and set up its integration; unload it and stop Seerr at the end of the block."""
    await seerr.start()
    try:
        async with entry_set_up(hass, seerr_entry(seerr)) as entry:
            yield entry
    finally:
        await seerr.stop()
