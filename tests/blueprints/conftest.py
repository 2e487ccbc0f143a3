"""Fixtures and helpers for the tests of blueprints."""

from pathlib import Path
import shutil
from typing import Any

from homeassistant.components import automation
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest

from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.phones import Phones

BLUEPRINTS = Path(__file__).parent.parent.parent / "blueprints" / "automation" / "plex_arrivals"
PATH = "/media/movies/Paper Moons (2020)"
MOVIE = "movies/Paper Moons (2020)/Paper Moons (2020).mkv"


@pytest.fixture
async def phones(hass: HomeAssistant) -> Phones:
    phones = Phones(hass)
    phones.add("Pixel 9")
    phones.add("Tablet")
    return phones


async def use(hass: HomeAssistant, name: str, phones: Phones, **inputs: Any) -> None:
    """Copy the blueprints to the folder of imported ones, and create an automation from one."""
    folder = Path(hass.config.path("blueprints/automation/plex_arrivals"))
    await hass.async_add_executor_job(lambda: shutil.copytree(BLUEPRINTS, folder, dirs_exist_ok=True))
    if "people" not in inputs:
        inputs["phones"] = phones.devices
    config = {"alias": name, "use_blueprint": {"path": f"plex_arrivals/{name}.yaml", "input": inputs}}
    assert await async_setup_component(hass, automation.DOMAIN, {automation.DOMAIN: [config]})
    state = hass.states.get(f"automation.{name}")
    assert state
    assert state.state == "on"


async def arrive(env: DeliveryEnvironment) -> None:
    await env.ended(await env.finish(PATH, env.put(MOVIE)))


@pytest.fixture(autouse=True)
async def _config(hass: HomeAssistant, tmp_path: Path) -> None:
    hass.config.config_dir = str(tmp_path / "config")
    await hass.config.async_set_time_zone("UTC")


async def fail(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> dict[str, str]:
    """Let a download fail; return the actions of the notification's buttons by their titles."""
    await env.ended(await env.finish(PATH, DownloadedFile(path=f"/media/{MOVIE}", size=10)))
    await until(lambda: len(phones.got) == 2)
    buttons = {button["title"]: button["action"] for button in phones.messages[0]["data"]["actions"]}
    phones.got.clear()
    return buttons
