"""A running Home Assistant with the card on a dashboard, a Plex stand-in, and finished downloads."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from pathlib import Path
import shutil
import signal
from typing import Any

from testing.demo_plex import DemoPlex
from testing.home_assistant.client import PASSWORD, USER
from testing.home_assistant.instance import DOWNLOADS, PLEX_ROOT, HomeAssistantClient, HomeAssistantInstance
from testing.plex_server import Item

CONFIGURATION = """\
homeassistant:
  name: Home
  country: DE
  language: en
api:
automation:
config:
frontend:
  themes:
    Round and pink:
      primary-color: "#e91e63"
      ha-card-border-radius: 28px
      ha-border-radius-md: 20px
      card-background-color: "#fff0f6"
      primary-background-color: "#ffe0ec"
    High contrast:
      primary-color: "#ffff00"
      primary-text-color: "#ffffff"
      secondary-text-color: "#ffffff"
      primary-background-color: "#000000"
      card-background-color: "#000000"
      ha-card-border-radius: 0px
      ha-card-border-color: "#ffffff"
logger:
  logs:
    custom_components.plex_arrivals: info
lovelace:
websocket_api:
"""
DASHBOARD = "home-cinema"
CARD: dict[str, Any] = {"type": "custom:plex-arrivals-card"}
TOKEN = "tHe-tOkEn-oF-pLeX-7c1e"
"""Unlikely to occur anywhere else."""
ADMINISTRATOR = (USER, PASSWORD)
MEMBER = ("member", "member-password")
"""A user who may see everything and manage nothing."""
USER_WITHOUT_ACCESS = ("no-access", "no-access-password")
"""A user who may see nothing."""
_GROUP_WITHOUT_ACCESS = "no-access"


def _add_group_without_access(config: Path) -> None:
    """Add a group without permissions to the auth storage, as Home Assistant has no UI for it.

    Home Assistant must not be running.
    """
    store = config / ".storage" / "auth"
    content = json.loads(store.read_text())
    content["data"]["groups"].append({"id": _GROUP_WITHOUT_ACCESS, "name": "No access", "policy": {}})
    store.write_text(json.dumps(content))


def _add_plex_players(config: Path) -> None:
    """Add a stand-in for Home Assistant's Plex integration. The repository must not have its manifest: see HACS."""
    folder = config / "custom_components" / "plex"
    shutil.copytree(Path(__file__).parent / "home_assistant" / "plex_players", folder)
    manifest = {"domain": "plex", "name": "Plex players", "config_flow": True, "version": "1.0.0"}
    (folder / "manifest.json").write_text(json.dumps(manifest))


@dataclass(frozen=True, slots=True)
class CardEnvironment:
    """A running Home Assistant with the card, a Plex stand-in, and the download folder."""

    hass_client: HomeAssistantClient
    plex: DemoPlex
    instance: HomeAssistantInstance
    downloads: Path

    @property
    def url(self) -> str:
        return self.hass_client.url

    async def show(self, *cards: dict[str, Any], view: str = "sections") -> str:
        """Show these cards on the dashboard, in a view of that type; return its path."""
        dashboards = await self.hass_client.command("lovelace/dashboards/list")
        if DASHBOARD not in [dashboard["url_path"] for dashboard in dashboards]:
            await self.hass_client.command(
                "lovelace/dashboards/create", url_path=DASHBOARD, title="Home cinema", icon="mdi:movie-open"
            )
        content: dict[str, Any] = {"cards": list(cards)}
        if view == "sections":
            content = {"sections": [{"type": "grid", **content}]}
        config = {"views": [{"title": "Cinema", "path": "cinema", "type": view, **content}]}
        await self.hass_client.command("lovelace/config/save", url_path=DASHBOARD, config=config)
        return f"/{DASHBOARD}/cinema"

    async def finish_download(self, folder: str, name: str, *files: str) -> str:
        """Write a download into a library's folder and report it; return the ID of its delivery."""
        await asyncio.to_thread(self._write, self.downloads / folder / name, files)
        return await self.hass_client.report(f"{folder}/{name}", *files)

    def item(self, title: str) -> Item:
        """Return the item with that title in Plex."""
        server = self.plex.server
        everything = (item for library in server.catalog.libraries.values() for item in server.items(library))
        return next(item for item in everything if item.title == title)

    async def forget_failures(self) -> None:
        """Dismiss failed deliveries."""
        for delivery in (await self.hass_client.deliveries()).values():
            if delivery["state"] in ("unmatched", "missing"):
                await self.hass_client.act("plex_arrivals.dismiss_delivery", delivery_id=delivery["delivery_id"])

    async def create_member(self) -> tuple[str, str]:
        """Create a user who is not an administrator; return name and password."""
        await self._create(*MEMBER, "system-users")
        return MEMBER

    async def create_user_without_access(self) -> tuple[str, str]:
        """Create a user who may not see any entity; return name and password."""
        await self._create(*USER_WITHOUT_ACCESS, _GROUP_WITHOUT_ACCESS)
        return USER_WITHOUT_ACCESS

    async def _create(self, name: str, password: str, group: str) -> None:
        users = await self.hass_client.command("config/auth/list")
        if name not in [user["username"] for user in users]:
            user = await self.hass_client.command("config/auth/create", name=name, group_ids=[group])
            await self.hass_client.command(
                "config/auth_provider/homeassistant/create",
                user_id=user["user"]["id"],
                username=name,
                password=password,
            )

    @staticmethod
    def _write(folder: Path, files: tuple[str, ...]) -> None:
        folder.mkdir(parents=True)
        for file in files:
            (folder / file).write_bytes(file.encode() * 100)


@asynccontextmanager
async def run_card_environment(
    folder: Path, configuration: str = CONFIGURATION, *, plex_players: bool = False
) -> AsyncGenerator[CardEnvironment]:
    """Run Home Assistant with the card in an empty folder, before the first delivery; optionally with media players."""
    downloads = folder / "downloads"
    plex = await asyncio.to_thread(DemoPlex, downloads)
    plex.server.token = TOKEN
    instance = await HomeAssistantInstance.prepare(folder / "config", plex.server, configuration)
    _add_group_without_access(instance.config)
    if plex_players:
        await asyncio.to_thread(_add_plex_players, instance.config)
    await plex.server.start(instance.plex_port)
    try:
        async with instance.run(end_signal=signal.SIGTERM) as hass_client:
            await hass_client.started()
            mappings = [{"source": source, "plex": PLEX_ROOT} for source in (DOWNLOADS, str(downloads))]
            await hass_client.set_options(instance.entry_id, "folders", {"path_mappings": mappings})
            await hass_client.loaded(instance.entry_id)
            if plex_players:
                await hass_client.set_up("plex", {"server_id": plex.server.identity.machine_identifier})
            yield CardEnvironment(hass_client, plex, instance, downloads)
    finally:
        await plex.server.stop()
