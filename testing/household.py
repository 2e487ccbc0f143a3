"""A home in which downloads finish and whose dashboard has the card."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from pathlib import Path
import signal
from typing import Any

from testing.demo_plex import DemoPlex
from testing.home_assistant.client import PASSWORD, USER
from testing.home_assistant.life import DOWNLOADS, PLEX_ROOT, Client, Place
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
"""Stands nowhere else by chance."""
ADMINISTRATOR = (USER, PASSWORD)
MEMBER = ("member", "member-password")
"""Somebody who may see everything and manage nothing."""
STRANGER = ("stranger", "stranger-password")
"""Somebody who may see nothing."""
_STRANGERS = "strangers"


def _add_strangers(config: Path) -> None:
    """Give a Home Assistant, which must not run, a group that may see nothing: it has no page to make one."""
    store = config / ".storage" / "auth"
    content = json.loads(store.read_text())
    content["data"]["groups"].append({"id": _STRANGERS, "name": "Strangers", "policy": {}})
    store.write_text(json.dumps(content))


@dataclass(frozen=True, slots=True)
class Household:
    """A running Home Assistant, its Plex, and the folder in which downloads end."""

    home: Client
    plex: DemoPlex
    place: Place
    downloads: Path

    @property
    def url(self) -> str:
        return self.home.url

    async def show(self, *cards: dict[str, Any], view: str = "sections") -> str:
        """Let the dashboard have these cards, in a view of that type; returns its address."""
        there = await self.home.command("lovelace/dashboards/list")
        if DASHBOARD not in [one["url_path"] for one in there]:
            await self.home.command(
                "lovelace/dashboards/create", url_path=DASHBOARD, title="Home cinema", icon="mdi:movie-open"
            )
        content: dict[str, Any] = {"cards": list(cards)}
        if view == "sections":
            content = {"sections": [{"type": "grid", **content}]}
        config = {"views": [{"title": "Cinema", "path": "cinema", "type": view, **content}]}
        await self.home.command("lovelace/config/save", url_path=DASHBOARD, config=config)
        return f"/{DASHBOARD}/cinema"

    async def finishes(self, folder: str, name: str, *files: str) -> str:
        """Let a download end in a library's folder and report it; returns the id of its delivery."""
        await asyncio.to_thread(self._write, self.downloads / folder / name, files)
        return await self.home.report(f"{folder}/{name}", *files)

    def item(self, title: str) -> Item:
        """Return what Plex has of that title."""
        server = self.plex.server
        everything = (item for library in server.catalogue.libraries.values() for item in server.items(library))
        return next(item for item in everything if item.title == title)

    async def forget_failures(self) -> None:
        """Dismiss what failed."""
        for one in (await self.home.deliveries()).values():
            if one["state"] in ("unmatched", "missing"):
                await self.home.act("plex_arrivals.dismiss_delivery", delivery_id=one["delivery_id"])

    async def has_member(self) -> tuple[str, str]:
        """Return user and password of somebody who is no administrator."""
        await self._has(*MEMBER, "system-users")
        return MEMBER

    async def has_stranger(self) -> tuple[str, str]:
        """Return user and password of somebody who may see no entity."""
        await self._has(*STRANGER, _STRANGERS)
        return STRANGER

    async def _has(self, name: str, password: str, group: str) -> None:
        users = await self.home.command("config/auth/list")
        if name not in [one["username"] for one in users]:
            user = await self.home.command("config/auth/create", name=name, group_ids=[group])
            await self.home.command(
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
async def running_household(folder: Path, configuration: str = CONFIGURATION) -> AsyncGenerator[Household]:
    """Run a home in an empty folder, in which nothing has arrived yet but what Plex had before."""
    downloads = folder / "downloads"
    plex = await asyncio.to_thread(DemoPlex, downloads)
    plex.server.token = TOKEN
    place = await Place.prepare(folder / "config", plex.server, configuration)
    _add_strangers(place.config)
    await plex.server.start(place.plex_port)
    try:
        async with place.life(ended_by=signal.SIGTERM) as home:
            await home.started()
            mappings = [{"source": source, "plex": PLEX_ROOT} for source in (DOWNLOADS, str(downloads))]
            await home.set_options(place.entry_id, "folders", {"path_mappings": mappings})
            await home.loaded(place.entry_id)
            yield Household(home, plex, place, downloads)
    finally:
        await plex.server.stop()
