"""Fixtures for cards that show a server to which a download has been delivered."""

from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

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
