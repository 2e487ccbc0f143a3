"""Fixtures for cards that show a server to which a download has been delivered."""

from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.waiting import until
from tests.running.card import Card, Cards
from tests.running.conftest import cards, report

__all__ = ["cards"]

ARRIVED = "Paper Harbour (2013)"


@pytest.fixture
async def arrived(hass: HomeAssistant, loaded: MockConfigEntry, tmp_path: Path) -> str:
    """Deliver a download; return the ID of the delivery."""
    folder = tmp_path / "movies" / ARRIVED
    folder.mkdir()
    (folder / f"{ARRIVED}.mkv").write_bytes(b"film")
    delivery_id = await report(hass, ARRIVED, "/media/movies")
    await until(lambda: (last := hass.states.get("sensor.attic_last_arrival")) and last.state == "Paper Harbour")
    return delivery_id


@pytest.fixture
async def card(loaded: MockConfigEntry, cards: Cards) -> Card:
    """Return the card of an administrator, with its snapshot."""
    return await opened(await cards())


async def opened(card: Card) -> Card:
    """Open a card, with its snapshot."""
    assert (await card.subscribe())["success"]
    await card.next("servers")
    await card.next("snapshot")
    return card


async def ask(card: Card, entry: ConfigEntry[Any] | None, **what: Any) -> dict[str, Any]:
    """Return the whole answer to the command for details."""
    entry_id = entry.entry_id if entry else "nonsense"
    await card.websocket.send_json_auto_id({"type": f"{DOMAIN}/details", "entry_id": entry_id, **what})
    answer: dict[str, Any] = await card.websocket.receive_json()
    return answer


async def details(card: Card, entry: ConfigEntry[Any], **what: Any) -> dict[str, Any]:
    answer = await ask(card, entry, **what)
    assert answer["success"], answer
    return dict(answer["result"])


async def error(card: Card, entry: ConfigEntry[Any] | None, **what: Any) -> tuple[str, str | None]:
    answer = await ask(card, entry, **what)
    return answer["error"]["code"], answer["error"].get("translation_key")
